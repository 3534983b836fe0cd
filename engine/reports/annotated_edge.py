"""Find the columns of a sheet that nothing uses, and make them fit to be seen.

Knows openpyxl and references, not what will stand there.
"""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import OneCellAnchor, TwoCellAnchor
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

LAST_COLUMN = 16_384
_PIXELS_PER_COLUMN = 40  # fewer than a column of the usual width, to be on the safe side
_EMU_PER_PIXEL = 9_525
_QUOTE = "\0"  # one inside a quoted name, which is written twice
_REFERENCE = re.compile(
    r"(?<![\w.])(?:(?P<sheet>'[^']*'|[^\W\d][\w.]*)!)?"
    r"(?:\$?(?P<cell>[A-Z]{1,3})\$?\d+(?::\$?(?P<corner>[A-Z]{1,3})\$?\d+)?"
    r"|\$?[A-Z]{1,3}:\$?(?P<column>[A-Z]{1,3}))(?![\w(])"
)


class Edges:
    """The last column of each sheet of a workbook that holds something, or is referred to."""

    def __init__(self, book: Workbook) -> None:
        self._last = {sheet.title: max(_columns(sheet), default=0) for sheet in book.worksheets}
        for sheet in book.worksheets:
            for formula in _formulas(sheet):
                self._refer(formula, sheet.title)
            for name in sheet.defined_names.values():
                self._refer(name.value or "", sheet.title)
        for name in book.defined_names.values():
            self._refer(name.value or "", "")

    def first_free(self, sheet: Worksheet, wanted: int) -> int | None:
        """The first of so many columns that nothing uses; None if there are not so many."""
        first = self._last[sheet.title] + 1
        return first if first + wanted - 1 <= LAST_COLUMN else None

    def _refer(self, formula: str, own: str) -> None:
        """Note the columns that a formula refers to; one of a whole row refers to none."""
        for found in _REFERENCE.finditer(formula.replace("''", _QUOTE)):
            name = (found["sheet"] or own).strip("'").replace(_QUOTE, "'")
            letters = found["corner"] or found["cell"] or found["column"]
            last = max(map(_number, filter(None, (letters, found["cell"]))))
            if name in self._last and last < LAST_COLUMN:
                self._last[name] = max(self._last[name], last)


def _number(letters: str) -> int:
    """The number of a column, one too great if there is no such column."""
    try:
        return column_index_from_string(letters)
    except ValueError:
        return LAST_COLUMN


def _columns(sheet: Worksheet) -> Iterator[int]:
    """The last column of everything that a sheet holds."""
    yield from (column for _, column in sheet._cells)
    ranges = [*sheet.merged_cells.ranges]
    for formats in sheet.conditional_formatting:
        ranges += formats.sqref.ranges
    for validation in sheet.data_validations.dataValidation:
        ranges += validation.sqref.ranges
    yield from (each.max_col for each in ranges if each.max_col < LAST_COLUMN)
    named = [table.ref for table in sheet.tables.values()]
    named += [sheet.auto_filter.ref, sheet.print_area, sheet.print_title_cols]
    for reference in ",".join(filter(None, named)).split(","):
        last = range_boundaries(reference.rpartition("!")[2])[2] if reference else None
        yield from (last,) if last and last < LAST_COLUMN else ()
    yield from (one.id for one in sheet.col_breaks.brk)
    yield from (_last_column(drawing.anchor) for drawing in _drawn(sheet))


def _drawn(sheet: Worksheet) -> list[Any]:
    """The pictures and charts of a sheet, which the stubs do not know."""
    return [*sheet._images, *sheet._charts]  # type: ignore[attr-defined]


def _last_column(anchor: object) -> int:
    """Where a picture or a chart ends, or may end."""
    match anchor:
        case TwoCellAnchor(to=end):
            return int(end.col) + 1
        case OneCellAnchor(_from=start, ext=size):
            return int(start.col) + 1 + int(size.width) // (_EMU_PER_PIXEL * _PIXELS_PER_COLUMN)
        case _:
            return 0


def _formulas(sheet: Worksheet) -> Iterator[str]:
    """Every formula of a sheet."""
    for cell in sheet._cells.values():
        match cell.value:
            case ArrayFormula(text=str(formula)):
                yield formula
            case str(formula) if cell.data_type == "f":
                yield formula
    for validation in sheet.data_validations.dataValidation:
        yield from filter(None, (validation.formula1, validation.formula2))
    for formats in sheet.conditional_formatting:
        for rule in formats.rules:
            yield from rule.formula


def make_room(sheet: Worksheet, first: int, widths: Sequence[float]) -> None:
    """Give new columns their widths, whatever was said of columns that nobody used.

    A width, or that columns are hidden, may be said of all columns up to the last one.
    """
    last = first + len(widths) - 1
    for letter, said in list(sheet.column_dimensions.items()):
        said.reindex()  # one of a single column need not say which
        start, end = said.min or 0, said.max or 0
        if end < first or start > last:
            continue
        if end > last:
            after = copy(said)
            after.index, after.min, after.max = get_column_letter(last + 1), last + 1, end
            sheet.column_dimensions[after.index] = after
        if start < first:
            said.max = first - 1
        else:
            del sheet.column_dimensions[letter]
    for column, width in enumerate(widths, start=first):
        sheet.column_dimensions[get_column_letter(column)].width = width
