"""New columns begin beyond everything that a sheet holds or that something refers to."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from engine.reports.annotated_edge import LAST_COLUMN, Edges, make_room

PINK = PatternFill("solid", fgColor="FFCCFF")


def reaching(reference: str) -> Workbook:
    """A list in the columns A to C, and one thing more that reaches further."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Nhân sự"
    other = book.create_sheet("Khác")
    sheet.append(["Mã", "Họ và tên", "Tổ"])
    kind, _, where = reference.partition(" ")
    match kind:
        case "formula":
            other["A1"].value = where
        case "own":
            sheet["A2"].value = where
        case "name":
            book.defined_names["x"] = DefinedName("x", attr_text=where)
        case "merge":
            sheet.merge_cells(where)
        case "area":
            sheet.print_area = where
        case "filter":
            sheet.auto_filter.ref = where
        case "format":
            sheet.conditional_formatting.add(
                where, CellIsRule(operator="equal", formula=["$H$1"], fill=PINK)
            )
        case "validation":
            sheet.add_data_validation(DataValidation(type="list", formula1="$H$1", sqref=where))
        case "style":
            sheet[where].fill = PINK
        case "chart":
            sheet.add_chart(BarChart(), where)
    return book


@pytest.mark.parametrize(
    ("reference", "first"),
    [
        ("nothing ", 4),
        ("formula =SUM('Nhân sự'!A1:Z9)", 27),
        ("formula =VLOOKUP(A1,'Nhân sự'!$A:$F,2,0)", 7),
        ("formula =SUM(A1:Z9)", 4),
        ("formula ='Nhân sự'!1:1", 4),
        ("own =COUNTA(B1:G1)+LOG10(5)", 8),
        ("own =" + "'" * 8000 + "A1", 4),
        ("own =SUM(A1:XFD1)", 4),
        ("name 'Nhân sự'!$E$1:$E$9", 6),
        ("merge A4:H5", 9),
        ("area A1:F9", 7),
        ("filter A1:E9", 6),
        ("format A1:B2", 9),
        ("validation K1:L2", 13),
        ("style J7", 11),
        ("chart E2", 20),
    ],
)
def test_new_columns_begin_beyond_whatever_is_used_or_referred_to(
    reference: str, first: int
) -> None:
    book = reaching(reference)
    memory = io.BytesIO()
    book.save(memory)
    book = load_workbook(memory)
    assert Edges(book).first_free(book["Nhân sự"], 2) == first


def test_where_there_is_no_room_nothing_is_added() -> None:
    book = reaching("style XFC1")
    assert Edges(book).first_free(book["Nhân sự"], 1) == LAST_COLUMN
    assert Edges(book).first_free(book["Nhân sự"], 2) is None


def test_columns_that_were_hidden_to_the_last_one_stay_so_but_for_the_new_ones() -> None:
    sheet = Workbook().worksheets[0]
    sheet.column_dimensions.group("D", "XFD", hidden=True)
    make_room(sheet, 6, (10.0, 20.0))
    for column in sheet.column_dimensions.values():
        column.reindex()
    found = {d.range: (d.hidden, d.width) for d in sheet.column_dimensions.values()}
    assert {name: hidden for name, (hidden, _) in found.items()} == {
        "D:E": True,
        "F:F": False,
        "G:G": False,
        "H:XFD": True,
    }
    assert (found["F:F"][1], found["G:G"][1]) == (10.0, 20.0)
