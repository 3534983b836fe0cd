"""Workbooks are saved with the bytes that the library would write."""

import io
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

from engine.reports.saving import saved

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r&<>\"' =đ😀"),
    max_size=12,
)
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.sampled_from(['=A1&"<"', "#N/A", "</sheetData>", "<sheetData></sheetData>", " a ", "x\ry"]),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.times(),
    st.timedeltas(timedelta(0), timedelta(100)),
)
CELLS = st.tuples(st.integers(1, 6), st.integers(1, 30), VALUES, st.integers(0, 7))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def by_library(book: Workbook) -> dict[str, bytes]:
    memory = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(memory, "w")).save()
    return parts(memory.getvalue())


def book_of(cells: list[tuple[int, int, Any, int]]) -> Workbook:
    """Cells with or without a style, a comment and a link."""
    book = Workbook()
    moment = datetime(2025, 1, 1)
    book.properties.created = book.properties.modified = moment
    for sheet in (book.worksheets[0], book.create_sheet("two")):
        for row, column, value, extra in cells:
            cell = sheet.cell(row, column)
            cell.value = value
            if extra & 1:
                cell.font = Font("Times New Roman", size=10 + row)
            if extra & 2:
                cell.comment = Comment("said", "somebody")
            if extra & 4:
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location="two!A1")
        sheet.row_dimensions[2].height = 30.5
        sheet.row_dimensions[9].hidden = True
        sheet.row_dimensions[3].font = Font(bold=True)
        sheet.merge_cells("D8:F9")
    return book


@given(st.lists(CELLS, max_size=25))
def test_any_workbook_has_the_bytes_of_the_library(cells: list[tuple[int, int, Any, int]]) -> None:
    assert parts(saved(book_of(cells))) == by_library(book_of(cells))


ODD = [
    CellRichText("a", TextBlock(InlineFont(b=True), "b")),
    ArrayFormula("A1:A2", "=B1:B2*2"),
    timedelta(hours=30),
    "plain",
]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("iso_dates", [False, True])
def test_what_is_not_plain_is_left_to_the_library(value: Any, iso_dates: bool) -> None:
    def book() -> Workbook:
        made = book_of([(1, 1, "one", 1), (2, 2, date(2025, 1, 1), 0), (3, 3, time(1), 0)])
        made.iso_dates = iso_dates
        made.worksheets[0]["B5"] = value
        return made

    assert parts(saved(book())) == by_library(book())


@pytest.mark.parametrize("value", ["\x00", "a\ufffeb", datetime(2025, 1, 1, tzinfo=UTC)])
def test_what_the_library_refuses_is_refused(value: Any) -> None:
    book = book_of([(1, 1, "one", 0)])
    cell = book.worksheets[0]["A1"]
    cell._value, cell.data_type = value, "s" if isinstance(value, str) else "d"
    with pytest.raises((ValueError, TypeError)):
        saved(book)
