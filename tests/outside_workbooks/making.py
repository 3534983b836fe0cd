"""Make workbooks with all that openpyxl and pandas can write into them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, PieChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.styles import Font, NamedStyle, PatternFill, Protection
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from engine.workbook.grids import Raw

Rows = list[list[Raw]]
PLAIN: Rows = [["Mã", "Năm", "Điểm"], ["GV1", 2024, 8.5], ["GV2", 2025, None], ["GV3", 2023, 9]]
LONGEST = 32_767  # characters of a cell


def saved(book: Workbook) -> bytes:
    memory = BytesIO()
    book.save(memory)
    return memory.getvalue()


def book_with(draw: Callable[[Workbook, Worksheet], object]) -> bytes:
    """A workbook with the plain rows, drawn upon."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in PLAIN:
        sheet.append(row)
    draw(book, sheet)
    return saved(book)


def charts(_: Workbook, sheet: Worksheet) -> None:
    for chart, place in ((BarChart(), "F2"), (PieChart(), "F20")):
        chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=4), titles_from_data=True)
        sheet.add_chart(chart, place)


def comments(_: Workbook, sheet: Worksheet) -> None:
    sheet["A2"].comment = Comment("ghi chú", "văn thư")
    sheet["A3"].hyperlink = "https://localhost/"


def validation(_: Workbook, sheet: Worksheet) -> None:
    choice = DataValidation(type="list", formula1='"8,9,10"', allow_blank=True)
    choice.add("C2:C999")
    sheet.add_data_validation(choice)


def colours(book: Workbook, sheet: Worksheet) -> None:
    red = PatternFill("solid", bgColor="FF0000")
    sheet.conditional_formatting.add("A1:C9", FormulaRule(["$B1=2024"], fill=red))
    sheet.conditional_formatting.add(
        "C1:C9", ColorScaleRule("min", None, "FF0000", "max", None, "00FF00")
    )
    book.add_named_style(NamedStyle("đậm", font=Font(bold=True)))
    sheet["A1"].style = "đậm"


def tables(book: Workbook, sheet: Worksheet) -> None:
    sheet.add_table(Table(displayName="DanhSach", ref="A1:C4"))
    book.defined_names["Nam"] = DefinedName("Nam", attr_text=f"'{sheet.title}'!$B$2:$B$4")
    sheet.auto_filter.ref = "A1:C4"
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"


def protected(book: Workbook, sheet: Worksheet) -> None:
    """Passwords against changes, which hide nothing."""
    sheet.protection.set_password("123")
    sheet.protection.enable()
    sheet["A1"].protection = Protection(locked=True, hidden=True)
    book.security.set_workbook_password("123")
    book.security.lockStructure = True


def rich(_: Workbook, sheet: Worksheet) -> None:
    bold = TextBlock(InlineFont(b=True), "V1")
    sheet["A2"] = CellRichText("G", bold)


def grouped(_: Workbook, sheet: Worksheet) -> None:
    sheet.row_dimensions.group(3, 4, hidden=False)
    sheet.column_dimensions.group("B", "C", hidden=False)


def long_text(_: Workbook, sheet: Worksheet) -> None:
    sheet["A5"] = "x" * LONGEST


def formulas(_: Workbook, sheet: Worksheet) -> None:
    sheet["A5"] = "=SUM(C2:C4)"
    sheet["B5"] = ArrayFormula("B5:B5", "=SUM(B2:B4*1)")
    sheet["C5"] = DataTableFormula(ref="C5:C5", dt2D=True, r1="A1", r2="B1")


def days(book: Workbook, sheet: Worksheet) -> None:
    book.epoch = CALENDAR_MAC_1904
    sheet.append([date(2024, 3, 1), datetime(2024, 3, 1, 10, 30), time(7, 30)])
    sheet.append([timedelta(hours=30), None, True])


def streamed() -> bytes:
    """Written row by row, as large workbooks are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("A")
    for row in PLAIN:
        sheet.append(row)
    return saved(book)


def template() -> bytes:
    book = Workbook()
    book.template = True
    for row in PLAIN:
        book.worksheets[0].append(row)
    return saved(book)


BY_OPENPYXL: dict[str, tuple[Callable[[], bytes], Rows]] = {
    "plain.xlsx": (lambda: book_with(lambda *_: None), PLAIN),
    "charts.xlsx": (lambda: book_with(charts), PLAIN),
    "comments.xlsx": (lambda: book_with(comments), PLAIN),
    "validation.xlsx": (lambda: book_with(validation), PLAIN),
    "colours.xlsx": (lambda: book_with(colours), PLAIN),
    "tables.xlsx": (lambda: book_with(tables), PLAIN),
    "protected.xlsx": (lambda: book_with(protected), PLAIN),
    "rich.xlsx": (lambda: book_with(rich), PLAIN),
    "grouped.xlsx": (lambda: book_with(grouped), PLAIN),
    "long-text.xlsx": (lambda: book_with(long_text), [*PLAIN, ["x" * LONGEST, None, None]]),
    "formulas.xlsx": (
        lambda: book_with(formulas), [*PLAIN, ["=SUM(C2:C4)", "=SUM(B2:B4*1)", "="]]
    ),
    "days.xlsx": (
        lambda: book_with(days),
        [*PLAIN, [date(2024, 3, 1), date(2024, 3, 1), "07:30:00"], ["30:00:00", None, "TRUE"]],
    ),
    "streamed.xlsx": (streamed, PLAIN),
    "template.xltx": (template, PLAIN),
}  # fmt: skip
"""What openpyxl writes, and the rows of the first sheet."""

FRAME = pd.DataFrame(
    {
        "Năm": [2024, 2025],
        "Điểm": [8.5, None],
        "Ngày": [pd.Timestamp("2024-03-01"), pd.NaT],
        "Đạt": [True, False],
    },
    index=["GV1", "GV2"],
)
LEVELS = pd.DataFrame(
    [[1, 2]],
    columns=pd.MultiIndex.from_tuples([("Xếp loại", 2024), ("Xếp loại", 2025)]),
    index=pd.MultiIndex.from_tuples([("TH-DC", "GV1")], names=["Đơn vị", "Mã"]),
)


def by_pandas(frame: pd.DataFrame, **options: object) -> bytes:
    memory = BytesIO()
    frame.to_excel(memory, **options)  # type: ignore[call-overload]
    return memory.getvalue()


BY_PANDAS: dict[str, tuple[Callable[[], bytes], Rows]] = {
    "frame.xlsx": (
        lambda: by_pandas(FRAME),
        [
            [None, "Năm", "Điểm", "Ngày", "Đạt"],
            ["GV1", 2024, 8.5, date(2024, 3, 1), "TRUE"],
            ["GV2", 2025, None, None, "FALSE"],
        ],
    ),
    "frozen.xlsx": (
        lambda: by_pandas(
            FRAME[["Năm"]], index=False, startrow=1, startcol=1, freeze_panes=(2, 2), na_rep="-"
        ),
        [[None, None], [None, "Năm"], [None, 2024], [None, 2025]],
    ),
    "levels.xlsx": (
        lambda: by_pandas(LEVELS),
        [
            [None, None, "Xếp loại", None],
            [None, None, 2024, 2025],
            ["Đơn vị", "Mã", None, None],
            ["TH-DC", "GV1", 1, 2],
        ],
    ),
    "infinite.xlsx": (
        lambda: by_pandas(pd.DataFrame({"a": [float("inf"), float("nan")]}), index=False),
        [["a"], ["inf"]],
    ),
}  # fmt: skip
"""What pandas writes, and the rows of the first sheet."""
