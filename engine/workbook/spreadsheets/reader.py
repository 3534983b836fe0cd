"""Read a spreadsheet file into grids: the library's cells, with what it hides added to them.

Knows which format has which marks; their ways, and the library's, are known elsewhere, and the
meaning of a cell is not known here.
"""

from collections.abc import Callable, Mapping, Sequence

from ...errors import InputError, Problem
from .. import limits
from ..files.kinds import Kind
from ..grids import Grid, Raw
from . import biff8, biff12, isolated, opendocument, openxml
from .answers import Reading, Sheet
from .guarded import library
from .marks import Book, Marks, Place
from .merging import fill_merged, reach

_LOOKS: Mapping[Kind, Callable[[str, bytes], Book]] = {
    "xlsx": openxml.look_through,
    "xlsb": biff12.look_through,
    "xls": biff8.look_through,
    "ods": opendocument.look_through,
}
_SMALL = limits.MEGABYTE  # after a larger file the library's process is ended, to free memory


def read_spreadsheet(name: str, content: bytes, kind: Kind) -> list[Grid | Problem]:
    """Read the sheets of a file, in its order; what is no grid of cells is a problem.

    Parameters: ``name`` is the file's, for the places of its cells; ``kind`` one of a
    spreadsheet.

    Raises:
        InputError: the file cannot be read at all: it is damaged, protected, or asks for more
            memory or time than a file may have.
    """
    if len(content) > limits.FILE:
        raise InputError("file-too-large", name)
    if kind == "xls":
        content = biff8.prepared(name, content)
    with library() as process:
        reading = Reading(name, process)
        reading.ask(content)
        book = _LOOKS[kind](name, content)  # while the library reads
        reading.finish(content)
        reading.mend(book)
        if len(content) > _SMALL:
            process.close()
    return [_told(name, sheet, book.marks.get(n)) for n, sheet in enumerate(reading.sheets)]


def _told(file: str, sheet: Sheet, marks: Marks | None) -> Grid | Problem:
    place = f"{file}!{sheet.title}"
    if marks is None:
        return Problem("sheet-no-cells", (), {}, place)
    if sheet.fault == isolated.TOO_LARGE:
        most = {"cells": str(sheet.cells), "most": str(limits.CELLS)}
        return Problem("sheet-too-large", (), most, place)
    rows = sheet.rows
    anchors = None if sheet.fault else _marked(rows, marks, sheet.merged)
    if anchors is None:
        return Problem("sheet-unreadable", (), {}, place)
    return Grid(
        file,
        sheet.title,
        rows,
        anchors,
        hidden_rows=_numbers(marks.hidden_rows, len(rows)),
        hidden_columns=_numbers(marks.hidden_columns, len(rows[0]) if rows else 0),
        is_hidden=sheet.visibility != "Visible",
    )


def _marked(
    rows: list[list[Raw]], marks: Marks, merged: Sequence[tuple[Place, Place]]
) -> dict[Place, Place] | None:
    """Write into the rows what the library hides, and then the values of merged ranges.

    Returns: where the values of merged cells stand; nothing if the sheet is out of bounds.
    """
    height = max((row + 1 for row, _, _ in marks.instead), default=0)
    width = max((column + 1 for _, column, _ in marks.instead), default=0)
    if height * width > limits.CELLS:
        return None
    if height > len(rows) or (rows and width > len(rows[0])):
        reach(rows, height, width)
    for row, column, text in marks.instead:
        rows[row][column] = text
    for row, column, digits in marks.padded:
        if row < len(rows) and column < len(rows[row]):
            number = rows[row][column]
            if isinstance(number, int):
                rows[row][column] = str(number).zfill(digits)
    return fill_merged(rows, marks.merged if marks.merged is not None else merged)


def _numbers(ranges: list[tuple[int, int]], end: int) -> frozenset[int]:
    """The rows or columns of some ranges, as far as there are any."""
    return frozenset(n for first, last in ranges for n in range(first, min(last + 1, end)))
