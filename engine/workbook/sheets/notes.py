"""Tell what a user should know of a whole sheet: what is hidden on it, and how its name was read.

Knows nothing of its records.
"""

from collections.abc import Callable, Iterator
from itertools import groupby

from ...errors import Problem
from ...provenance import column_letters
from ..grids import Grid
from .names import SheetNames

_MOST_NAMED = 20


def sheet_notes(grid: Grid, names: SheetNames) -> Iterator[Problem]:
    """Tell what is hidden on a sheet that is read, and what its name was read as."""
    spec = names.spec(grid.sheet)
    if spec and names.read(grid.sheet).rest:
        details = {"name": grid.sheet, "read": spec.sheet}
        yield Problem("sheet-part", (), details, grid.place)
    if grid.is_hidden:
        yield Problem("sheet-hidden", (), {"name": grid.sheet}, grid.place)
    rows = [row for row in sorted(grid.hidden_rows) if row < len(grid.rows) and grid.filled(row)]
    if rows:
        yield Problem("rows-hidden", (), _listed(rows, _row_name), grid.place)
    columns = [column for column in sorted(grid.hidden_columns) if _is_filled(grid, column)]
    if columns:
        yield Problem("columns-hidden", (), _listed(columns, _column_name), grid.place)


def _is_filled(grid: Grid, column: int) -> bool:
    return any(column < len(row) and row[column] is not None for row in grid.rows)


def _listed(numbers: list[int], name: Callable[[int], str]) -> dict[str, str]:
    """Rows or columns in words, neighbours as a range."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    spans = [[number for _, number in run] for _, run in runs]
    named = ["–".join(dict.fromkeys((name(span[0]), name(span[-1])))) for span in spans]
    more = ["…"] if len(named) > _MOST_NAMED else []
    return {"count": str(len(numbers)), "listed": ", ".join([*named[:_MOST_NAMED], *more])}


def _row_name(row: int) -> str:
    return str(row + 1)


def _column_name(column: int) -> str:
    return column_letters(column + 1)
