"""Put tables on sheets: safe texts, styles, print set-up and bytes that never vary.

Knows openpyxl and nothing of what the tables say.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from .files import repacked
from .grid import Column, Content, Linked, Row, Toned, lines_of
from .looks import LINK_FONT, NOTE_FONT, TITLE_FONT, dress, dress_header
from .saving import NOT_IN_XML, saved

Change = Callable[[str, bytes], bytes]
"""What is done to a part of a saved workbook, by its name."""

PutTable = Callable[[Worksheet, int, Sequence[Column], Iterable[Row], str], int]
"""Writes a table below a row of a sheet and returns its last row."""

MOST_CHARACTERS = 32_767
"""What a cell of a workbook can hold."""

LONGEST_SHEET_NAME = 31
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LOOKS_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_HEADER = 200
_LINE_HEIGHT = 15.0
_HIGHEST_ROW = 409.0


def _same(_: str, part: bytes) -> bytes:
    return part


def new_book(title: str) -> Workbook:
    """A workbook without sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "thidua"
    book.properties.title = title
    return book


def put(cell: Cell | MergedCell, content: Content, cut: str) -> None:
    """Write a number, or a text that no spreadsheet program takes for a formula.

    Control characters are dropped; a text that is too long ends in ``cut``.
    """
    if isinstance(content, int):
        cell.value = content
        return
    if isinstance(content, Linked):
        place = f"{quote_sheetname(content.sheet)}!A{content.row}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
    text = content if isinstance(content, str) else content.text
    cell.value = plain_text(text, cut)
    cell.data_type = "s"  # openpyxl takes a leading = for a formula and #N/A for an error
    if text.startswith(_LOOKS_LIKE_FORMULA):
        cell.quotePrefix = True  # stays a text when a person edits the cell


def plain_text(text: str, cut: str) -> str:
    """A text without control characters, not longer than a cell can hold."""
    plain = NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(plain) <= MOST_CHARACTERS:
        return plain
    return plain[: MOST_CHARACTERS - len(cut)] + cut


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that is allowed and not taken yet, as near to the wanted one as can be.

    A closing bracket that tells two names apart survives when the name is shortened.
    """
    used = {name.casefold() for name in taken}
    plain = " ".join(_FORBIDDEN_IN_NAMES.sub(" ", wanted).split()).strip("' ") or "…"
    number = 1
    while True:
        name = _shortened(plain, "" if number == 1 else f" ({number})")
        if name.casefold() not in used:
            return name
        number += 1


def _shortened(plain: str, suffix: str) -> str:
    if len(plain) + len(suffix) <= LONGEST_SHEET_NAME:
        return plain + suffix
    bracket = re.search(r" \([^()]{1,14}\)$", plain)
    tail = (bracket.group() if bracket else "") + suffix
    return plain[: LONGEST_SHEET_NAME - len(tail) - 1].rstrip(" '") + "…" + tail


def put_heading(sheet: Worksheet, lines: Sequence[str | Linked], cut: str) -> int:
    """Write the heading of a sheet; return the first free row, one line further down."""
    for row, text in enumerate(lines, start=1):
        cell = sheet.cell(row, 1)
        put(cell, text, cut)
        note = LINK_FONT if isinstance(text, Linked) else NOTE_FONT
        cell.font = TITLE_FONT if row == 1 else note
    return row_below(lines)


def row_below(lines: Sequence[str | Linked]) -> int:
    """The row in which the header of a table stands below a heading."""
    return len(lines) + 2


def look_of(content: Content, is_centred: bool) -> object:
    """What the style of a content depends on: contents of one look have one style."""
    text = "" if isinstance(content, int) else content if isinstance(content, str) else content.text
    tone = content.tone if isinstance(content, Toned) else ""
    return tone, isinstance(content, Linked), is_centred, text.startswith(_LOOKS_LIKE_FORMULA)


def style_number(sheet: Worksheet, content: Content, is_centred: bool) -> int:
    """The number of the style in which ``put_table`` would write a content."""
    loose = Cell(sheet, 1, 1)
    dress(loose, content, is_centred, {})
    put(loose, content, "")
    return loose.style_id


def put_table(
    sheet: Worksheet, top: int, columns: Sequence[Column], rows: Iterable[Row], cut: str
) -> int:
    """Write a table with its header in row ``top``; return the number of its last row."""
    headers = [column.header for column in columns]
    worn: dict[object, StyleArray] = {}
    last = top
    for last, row in enumerate([headers, *rows], start=top):
        for index, (column, content) in enumerate(zip(columns, row, strict=True), start=1):
            cell = sheet.cell(last, index)
            dress(cell, content, column.centred, worn)
            put(cell, content, cut)
        sheet.row_dimensions[last].height = _height(columns, row)
    for cell in sheet[top][: len(columns)]:
        dress_header(cell)
    return last


def _height(columns: Sequence[Column], row: Row) -> float:
    """Not every program finds the height of a row by itself."""
    lines = max(
        lines_of(content if isinstance(content, str) else content.text, column.width)
        for column, content in zip(columns, row, strict=True)
        if not isinstance(content, int)
    )
    return height_of(lines)


def height_of(lines: int) -> float:
    """The height of a row whose longest text takes so many lines."""
    return min(_HIGHEST_ROW, 3 + _LINE_HEIGHT * lines)


def set_widths(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Give the columns of a sheet their widths."""
    for index, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width


def make_filterable(sheet: Worksheet, top: int, last: int, columns: int) -> None:
    """Freeze the header in row ``top``, repeat it on every page and filter by it."""
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(columns)}{last}"
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"


def name_table(sheet: Worksheet, name: str) -> None:
    """Make a named table of the rows that can be filtered, if there are any.

    Its headers must all differ; formulas and pivots can then use it by its name.
    """
    place = sheet.auto_filter.ref or ""
    (_, first), (right, last) = map(coordinate_from_string, place.split(":"))
    if last > first:
        headers = sheet[f"A{first}:{right}{first}"][0]
        table = Table(displayName=name, name=name, ref=place, autoFilter=AutoFilter(ref=place))
        table.tableColumns = [
            TableColumn(id=number, name=str(cell.value))
            for number, cell in enumerate(headers, start=1)
        ]
        sheet.auto_filter.ref = None
        sheet.add_table(table)


def set_up_print(sheet: Worksheet, title: str, page: str) -> None:
    """A4 landscape, as wide as the page, title above and page numbers below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(0.4, 0.4, 0.8, 0.7, header=0.4, footer=0.3)
    plain = title.replace("&", "&&")  # a single one begins a code
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.center.text = plain[:_LONGEST_HEADER]
    footer.left.text = "&A"  # the name of the sheet
    footer.right.text = f"{page} &P/&N"
    sheet.oddHeader, sheet.oddFooter = header, footer


def stable_bytes(book: Workbook, day: date, change: Change = _same) -> bytes:
    """Save a workbook so that equal contents give equal bytes; ``day`` is its only date.

    Parameters: ``change`` is that of ``packed``.
    """
    moment = datetime.combine(day, time())
    book.properties.created = moment
    return packed(book, moment, change)


def packed(book: Workbook, modified: datetime, change: Change = _same) -> bytes:
    """Save a workbook with a given date, so that equal contents give equal bytes.

    Parameters: ``change`` is given the name and the content of each part, and returns what is
    written in its place.
    """
    book.properties.modified = modified
    return repacked(saved(book), change)
