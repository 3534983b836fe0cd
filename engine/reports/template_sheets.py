"""Draw the data sheets of a template: headers that stay, cells to fill in, what they may hold.

Knows openpyxl and the words of the columns, not why a column is needed.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..form import NeededSheet
from ..vocabulary import FactSpec, FactType
from ..workbook.cells.days import FIRST_YEAR, LAST_YEAR
from .grid import Column
from .sheets import put, put_heading, put_table, set_up_print, set_widths
from .template_words import DAY_FORMAT, ColumnWords, TemplateWords

ROWS = 200
"""How many rows are drawn; more can be filled in below."""

_LONGEST_TITLE, _LONGEST_PROMPT, _LONGEST_LIST = 32, 255, 255  # what spreadsheet programs take
_FORMATS: dict[FactType, str] = {"date": DAY_FORMAT, "text": "@", "integer": "0"}
_WIDTHS: dict[FactType, float] = {"date": 14, "text": 22, "year": 12}
_WIDTHS_OF_ROLES = {"id": 14, "name": 30, "unit": 14, "signer": 28}
_NARROWEST, _WIDEST = 14, 36
_THIN = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FONT = Font("Times New Roman", size=11)
_OPEN = Protection(locked=False)


@dataclass
class Lists:
    """The lists of values that are too long, or cannot, stand in a drop-down itself."""

    sheet_name: str
    headers: list[str] = field(default_factory=list)
    listed: list[tuple[str, ...]] = field(default_factory=list)

    def formula(self, header: str, values: tuple[str, ...]) -> str:
        """What a drop-down refers to."""
        text = ",".join(values)
        is_plain = not any(mark in value for value in values for mark in ',"')
        if is_plain and len(text) <= _LONGEST_LIST - 2:
            return f'"{text}"'
        if values not in self.listed:
            self.headers.append(header)
            self.listed.append(values)
        letter = get_column_letter(self.listed.index(values) + 1)
        return f"{quote_sheetname(self.sheet_name)}!${letter}$2:${letter}${len(values) + 1}"

    def draw(self, book: Workbook, cut: str) -> None:
        """Put the lists on a hidden sheet, if there are any."""
        if not self.listed:
            return
        sheet = book.create_sheet(self.sheet_name)
        for column, values in enumerate(self.listed, start=1):
            for row, value in enumerate([self.headers[column - 1], *values], start=1):
                put(sheet.cell(row, column), value, cut)
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True


def draw_sheet(book: Workbook, needed: NeededSheet, words: TemplateWords, lists: Lists) -> None:
    """Add the empty sheet of a needed one: two lines of heading, the headers, rows to fill in."""
    sheet = book.create_sheet(needed.spec.sheet)
    cut = words.say("report-cut")
    told = list(words.columns(needed))
    specs = list(needed.columns.values())
    heading = words.heading(needed)
    note = words.say("template-see-guide", rows=words.rows(needed))
    top = put_heading(sheet, [heading, note], cut)
    columns = [Column(one.header, _width(spec, one)) for spec, one in zip(specs, told, strict=True)]
    put_table(sheet, top, columns, [], cut)
    set_widths(sheet, columns)
    _lock_heading(sheet, top, len(columns))
    for index, (spec, one) in enumerate(zip(specs, told, strict=True), start=1):
        _open_column(sheet, top, index, spec)
        sheet.add_data_validation(_validation(spec, one, words, lists, _area(top, index)))
    tied = sum(spec.role in ("id", "name") for spec in specs[:2])
    sheet.freeze_panes = sheet.cell(top + 1, tied + 1)
    sheet.print_title_rows = f"{top}:{top}"
    set_up_print(sheet, heading, words.say("report-page-of"))
    _protect(sheet)


def _width(spec: FactSpec, words: ColumnWords) -> float:
    fixed = _WIDTHS_OF_ROLES.get(spec.role or "") or _WIDTHS.get(spec.type)
    longest = max((len(choice) for choice in words.choices), default=0) + 4
    return fixed or min(max(longest, _NARROWEST), _WIDEST)


def _area(top: int, column: int) -> str:
    letter = get_column_letter(column)
    return f"{letter}{top + 1}:{letter}{top + ROWS}"


def _lock_heading(sheet: Worksheet, top: int, columns: int) -> None:
    """Cells above the header would take the style of their columns, and so be open."""
    for row in range(1, top):
        for column in range(1, columns + 1):
            cell = sheet.cell(row, column)
            if cell.value is None:
                cell.font = _FONT


def _open_column(sheet: Worksheet, top: int, index: int, spec: FactSpec) -> None:
    """Make every cell below the header one to fill in, the first rows visibly so."""
    column = sheet.column_dimensions[get_column_letter(index)]
    column.protection = _OPEN
    column.number_format = _FORMATS.get(spec.type, "General")
    column.font = _FONT
    first = sheet.cell(top + 1, index)
    first.font, first.border, first.protection = _FONT, _GRID, _OPEN
    first.number_format = column.number_format
    is_text = spec.type in ("text", "choice")
    first.alignment = Alignment(
        wrap_text=True, vertical="center", horizontal="left" if is_text else "center"
    )
    for row in range(top + 2, top + ROWS + 1):
        _dress_like(sheet.cell(row, index), first)


def _dress_like(cell: object, model: object) -> None:
    if isinstance(cell, Cell) and isinstance(model, Cell):
        cell._style = copy(model._style)  # type: ignore[attr-defined]  # openpyxl styles slowly


def _validation(
    spec: FactSpec, one: ColumnWords, words: TemplateWords, lists: Lists, area: str
) -> DataValidation:
    """What a column may hold, and what is said about it where it is filled in."""
    prompt = [one.about, one.attested or ("" if one.choices else one.how)]
    said = ". ".join([*filter(None, prompt), words.say("template-blank", meaning=one.blank)])
    found = DataValidation(
        allow_blank=True,
        showInputMessage=True,
        promptTitle=_cut(one.header, _LONGEST_TITLE),
        prompt=_cut(said, _LONGEST_PROMPT),
        errorTitle=_cut(one.header, _LONGEST_TITLE),
        error=_cut(one.how, _LONGEST_PROMPT),
        sqref=area,
    )
    if one.choices:
        found.type, found.formula1 = "list", lists.formula(one.header, one.choices)
        found.showErrorMessage = not one.takes_others
    else:
        _limit(found, spec, words)
    return found


def _limit(found: DataValidation, spec: FactSpec, words: TemplateWords) -> None:
    """Warn of a number or a day that cannot be meant; school years are texts."""
    match spec.type:
        case "date":
            found.type, found.operator = "date", "between"
            found.formula1, found.formula2 = f"DATE({FIRST_YEAR},1,1)", f"DATE({LAST_YEAR},12,31)"
        case "integer":
            found.type, found.operator, found.formula1 = "whole", "greaterThanOrEqual", "0"
        case "number":
            found.type, found.operator, found.formula1 = "decimal", "greaterThanOrEqual", "0"
        case "year" if all(pack.years.axis == "calendar" for pack in words.plan.packs):
            found.type, found.operator = "whole", "between"
            found.formula1, found.formula2 = str(FIRST_YEAR), str(LAST_YEAR)
        case _:
            return
    found.showErrorMessage = True
    found.errorStyle = "warning"  # what is only partly known is written in words: 5-6, 9/2020


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _protect(sheet: Worksheet) -> None:
    """Lock the header, without a password; rows and widths stay free."""
    sheet.protection.sheet = True
    for allowed in _ALLOWED:
        setattr(sheet.protection, allowed, False)


_ALLOWED: Sequence[str] = (
    *("formatCells", "formatColumns", "formatRows"),
    *("insertRows", "deleteRows", "sort", "autoFilter"),
)
