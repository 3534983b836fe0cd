"""Open an input as a workbook that can be written again, whatever its format is.

Knows what openpyxl keeps of a workbook, not what is to be marked in it.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..errors import InputError
from ..workbook.grids import Grid
from ..workbook.spreadsheets.package import Package
from .annotated_edge import LAST_COLUMN
from .annotated_package import DATES, MACROS, Results, box_sizes, held, lost, refusal, with_results
from .sheets import packed, put, sheet_name

MOST_CELLS = 300_000
"""Cells of an input of another format that is written as a workbook, and cells in merged ranges."""

DAY_FORMAT = "dd/mm/yyyy"
_WIDEST = 40.0
# What openpyxl says when it leaves something out, by what that is.
_WARNINGS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "formats": "Conditional Formatting extension",
        "validations": "Data Validation extension",
        "slicers": "Slicer",
        "shapes": "Shapes and drawings will be lost",
        "charts": "Unable to read chart",
        "images": "image",
        "dates": "marked as a date",
        "merged-comments": "has a comment which will be removed",
        "headers": "header or footer",
        "names": "Print area|Defined names",
    }.items()
}
_UNREADABLE = (
    ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, ElementTree.ParseError,
    InputError, KeyError, IndexError, NotImplementedError, OSError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip


_CREATED, _MODIFIED = (re.compile(rb"created\b[^<]*>\s*\d"), re.compile(rb"modified\b[^<]*>\s*\d"))


class UncopiedError(Exception):
    """An input cannot be written again; ``reason`` is the end of the message that says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Original:
    """An input as a workbook, with its sheets by their names.

    ``lacks`` are the ends of messages about what the workbook lost.
    """

    book: Workbook
    sheets: Mapping[str, Worksheet]
    suffix: str = ".xlsx"
    lacks: set[str] = field(default_factory=set)
    results: Sequence[Results] = ()

    def saved(self, day: date) -> bytes:
        """The bytes of the workbook, the same each time; ``day`` is a date where it has none.

        Raises:
            UncopiedError: openpyxl cannot write what it has read.
        """
        parts = {
            f"xl/worksheets/sheet{number}.xml": known
            for number, known in enumerate(self.results, start=1)
        }
        dates, moment = self.book.properties, datetime.combine(day, time())
        dates.created = dates.created or moment
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # they were taken notice of when it was read
                return packed(
                    self.book,
                    dates.modified or moment,
                    lambda name, part: with_results(part, parts.get(name, {})),
                )
        except _UNREADABLE as error:
            raise UncopiedError("unreadable") from error


@contextmanager
def _noticing(lacks: set[str]) -> Iterator[None]:
    """Take what openpyxl warns of for what it loses."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    for warning in caught:
        lacks.update(n for n, said in _WARNINGS.items() if said.search(str(warning.message)))


def of_workbook(name: str, content: bytes) -> Original:
    """Open an .xlsx or .xlsm file.

    Raises:
        UncopiedError: it is too large for openpyxl, or more than openpyxl can read.
    """
    lacks: set[str] = set()
    try:
        package = Package(name, content)
        if reason := refusal(package):
            raise UncopiedError(reason)
        has_macros = MACROS in package
        reader = ExcelReader(BytesIO(content), keep_vba=has_macros, rich_text=True)
        with _noticing(lacks):
            reader.read()
        book = reader.wb
        known = [held(b"".join(package.blocks(part))) for part in _parts(reader)]
        _forget_now(book, package.read(DATES) if DATES in package else b"")
    except _UNREADABLE as error:
        raise UncopiedError("unreadable") from error
    if len(known) != len(book.worksheets):
        raise UncopiedError("unreadable")
    pictures: list[object] = []
    for sheet, cells in zip(book.worksheets, known, strict=True):
        pictures += sheet._images  # type: ignore[attr-defined]  # the stubs do not know it
        _keep_boxes(sheet, package)
        if any(isinstance(sheet[address], MergedCell) for address in cells.filled):
            lacks.add("merged-values")
    lacks.update(lost(package, len(pictures)))
    return Original(
        book,
        {sheet.title: sheet for sheet in book.worksheets},
        ".xlsm" if has_macros else ".xlsx",
        lacks,
        [cells.results for cells in known],
    )


def _forget_now(book: Workbook, dates: bytes = b"") -> None:
    """Take away the dates that no part tells: openpyxl takes what is missing for now."""
    if not _CREATED.search(dates):
        book.properties.created = None
    if not _MODIFIED.search(dates):
        book.properties.modified = None


def _keep_boxes(sheet: Worksheet, package: Package) -> None:
    """Give comments the size that they had, which openpyxl does not read."""
    for link in sheet._rels:  # type: ignore[attr-defined]
        if link.Type.endswith("/vmlDrawing") and link.target in package:
            for row, column, size in box_sizes(b"".join(package.blocks(link.target))):
                cell = sheet._cells.get((row, column))  # to ask for one would add it
                if cell is not None and cell.comment is not None:
                    cell.comment.width, cell.comment.height = size


def _parts(reader: ExcelReader) -> Iterator[str]:
    """The parts of the worksheets, in the order in which openpyxl lists them."""
    for _, link in reader.parser.find_sheets():
        if link.target in reader.valid_files and "chartsheet" not in link.Type:
            yield link.target


def of_grids(grids: Iterable[Grid]) -> Original:
    """A workbook with the cells of an input of another format.

    Raises:
        UncopiedError: there are too many cells.
    """
    book = Workbook()
    _forget_now(book)
    book.remove(book.worksheets[0])
    sheets: dict[str, Worksheet] = {}
    left = MOST_CELLS
    for grid in grids:
        left -= sum(map(len, grid.rows))
        if left < 0 or grid.width > LAST_COLUMN:
            raise UncopiedError("large")
        sheets[grid.sheet] = book.create_sheet(sheet_name(grid.sheet, book.sheetnames))
        _write(sheets[grid.sheet], grid)
    return Original(book, sheets)


def _write(sheet: Worksheet, grid: Grid) -> None:
    widths: dict[int, int] = {}
    for row, line in enumerate(grid.rows):
        for column, raw in enumerate(line):
            if raw is None or grid.anchor(row, column) != (row, column):
                continue
            cell = sheet.cell(row + 1, column + 1)
            if isinstance(raw, str):
                put(cell, raw, "")
            else:
                cell.value = raw
            if isinstance(raw, date):
                cell.number_format = DAY_FORMAT
            widths[column] = max(widths.get(column, 0), len(str(raw)))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(width + 2, _WIDEST)
    for row in grid.hidden_rows:
        sheet.row_dimensions[row + 1].hidden = True
    for column in grid.hidden_columns:
        sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    sheet.sheet_state = "hidden" if grid.is_hidden else "visible"
    _merge(sheet, grid)


def _merge(sheet: Worksheet, grid: Grid) -> None:
    """Merge what was merged; ``anchors`` names each cell of a range but those with a value."""
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for place, anchor in grid.anchors.items():
        bottom, right = ends.get(anchor, anchor)
        ends[anchor] = (max(bottom, place[0]), max(right, place[1]))
    for (top, left), (bottom, right) in ends.items():
        if (top, left) != (bottom, right):
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
