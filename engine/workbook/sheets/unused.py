"""Name the columns with content that are not used, and the fields without a column.

Knows no row below the header but that there is something in it.
"""

from collections.abc import Iterator

from ...errors import Problem
from ...provenance import column_letters
from .blocks import Block


def unused_columns(block: Block) -> Iterator[Problem]:
    """Name what a header has too much, and what it lacks."""
    used = {column.index for column in block.columns}
    for index in range(len(block.grid.rows[block.top])):
        if index not in used:
            yield from _unused(block, index)
    is_wide = any(column.year for column in block.columns)
    fields = {column.field for column in block.columns}
    for field, fact in block.names.spec.fields.items():
        is_missed = not fact.optional and not (is_wide and fact.role == "year")
        if field not in fields and is_missed:
            yield _missing(field, fields, block)


def _missing(field: str, fields: set[str], block: Block) -> Problem:
    spec, place = block.names.spec, block.grid.place
    fact = spec.fields[field]
    details = {"column": fact.header, "field": field}
    if fact.role != "id":
        return Problem("column-missing", (), details, place)
    instead = [spec.fields[name].header for name in spec.columns_for_id(fields)]
    code = "id-by-name" if instead else "id-column-missing"
    return Problem(code, (), {**details, "columns": ", ".join(instead)}, place)


def _unused(block: Block, index: int) -> Iterator[Problem]:
    path, grid = block.path(index), block.grid
    below = range(block.bottom + 1, len(grid.rows))
    filled = next((row for row in below if grid.rows[row][index] is not None), None)
    if not path and filled is None:
        return
    cells = (path[-1],) if path else (grid.cell(filled or 0, index),)
    text = " ".join(map(grid.read, path))
    details = {"column": text or column_letters(index + 1)}
    meant = block.meaning(index)
    if meant.fields:
        details["field"] = " ".join(sorted(meant.fields))
    if len(meant.fields) > 1:
        headers = sorted(block.names.spec.fields[field].header for field in meant.fields)
        yield Problem("column-ambiguous", cells, {**details, "fields": ", ".join(headers)})
    elif block.is_decided(index) or (path and block.names.is_ignored(grid.read(path[-1]))):
        yield Problem("column-ignored", cells, details)
    elif index in block.torn:
        yield Problem("column-torn", cells, details)
    elif meant.fields and meant.year is None:
        yield Problem("column-yearless", cells, details)
    else:
        yield Problem("column-unknown", cells, details)
