import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.evaluation import Evaluation
from engine.reports.sheets import MOST_CHARACTERS, put, sheet_name
from engine.reports.view import OUTCOMES, title_views
from engine.reports.workbook import write_workbook
from tests.reports.conftest import FORMULA, HOSTILE


@pytest.fixture
def book(evaluation: Evaluation, tmp_path: Path) -> Workbook:
    write_workbook(evaluation, tmp_path / "report.xlsx")
    return load_workbook(tmp_path / "report.xlsx")


def header_row(sheet: Worksheet) -> int:
    return int(sheet.print_title_rows.split(":")[0].strip("$"))


def column(sheet: Worksheet, header: str) -> list[object]:
    top = header_row(sheet)
    place = next(cell.column for cell in sheet[top] if cell.value == header)
    return [sheet.cell(row, place).value for row in range(top + 1, sheet.max_row + 1)]


def title_sheets(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book if sheet.title[0].isdigit()]


def test_the_sheets_are_named_after_what_they_hold(book: Workbook) -> None:
    assert book.sheetnames == [
        "Tổng hợp",
        "1. Điển hình tiên tiến giỏi cá…",
        "2. Nghĩa vụ báo cáo",
        "3. Điển hình tiên tiến giỏi cá…",
        "Gần đạt",
        "Minh chứng cần bổ sung",
        "Tiêu chí vướng nhiều",
        "Theo đơn vị",
        "Vấn đề dữ liệu",
        "Tiêu chí áp dụng",
        "Tham số",
        "Đợt xét",
        "Dữ liệu kết luận",
    ]


def test_tables_that_formulas_and_pivots_use_have_names(book: Workbook) -> None:
    named = {name for sheet in book for name in sheet.tables}
    assert {"near_misses", "evidence_wanted", "units", "conclusions"} <= named


def test_no_cell_holds_a_formula(book: Workbook) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert not kinds & {"f", "e"}


def test_a_name_that_looks_like_a_formula_stays_a_text(book: Workbook) -> None:
    cells = [cell for row in title_sheets(book)[0] for cell in row if cell.value == FORMULA]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]


def test_markup_in_a_name_stays_a_text(book: Workbook) -> None:
    assert HOSTILE in column(title_sheets(book)[0], "Họ và tên")


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-1", "@SUM(A1)", "\t=1", "\r=1", "#N/A"])
def test_no_text_becomes_a_formula_or_an_error(text: str) -> None:
    sheet = Workbook().worksheets[0]
    put(sheet.cell(1, 1), text, "…")
    assert sheet.cell(1, 1).data_type == "s"
    assert bool(sheet.cell(1, 1).quotePrefix) is (text[0] in "=+-@\t\r")


def test_control_characters_are_dropped() -> None:
    sheet = Workbook().worksheets[0]
    put(sheet.cell(1, 1), "a\x00b\x1bc\r\nd", "…")
    assert sheet.cell(1, 1).value == "abc\nd"


@pytest.mark.parametrize(
    ("length", "is_cut"), [(MOST_CHARACTERS, False), (MOST_CHARACTERS + 1, True)]
)
def test_a_text_too_long_for_a_cell_is_cut_visibly(length: int, is_cut: bool) -> None:
    sheet = Workbook().worksheets[0]
    put(sheet.cell(1, 1), "x" * length, "… (cut)")
    value = str(sheet.cell(1, 1).value)
    assert (len(value), value.endswith("… (cut)")) == (MOST_CHARACTERS, is_cut)


def test_counts_on_the_sheets_are_those_of_the_answers(
    book: Workbook, evaluation: Evaluation
) -> None:
    for sheet, view in zip(title_sheets(book), title_views(evaluation), strict=True):
        numbers = dict(zip(column(sheet, "STT"), column(sheet, "Kết luận"), strict=True))
        found = Counter(str(label)[0] for label in numbers.values())
        assert [found[sign] for sign in "✓✗?–"] == [view.counts[outcome] for outcome in OUTCOMES]


def test_the_summary_counts_the_same_and_leads_to_the_sheets(
    book: Workbook, evaluation: Evaluation
) -> None:
    views = title_views(evaluation)
    rows = [row for row in book["Tổng hợp"] if row[0].hyperlink]
    counts = {tuple(cell.value for cell in row[1:6]) for row in rows}
    assert counts == {(*view.counts.values(), len(view.answers)) for view in views}
    assert {row[0].hyperlink.location for row in rows} == {
        f"'{sheet.title}'!A1" for sheet in title_sheets(book)
    }


def test_reasons_name_criterion_clause_and_cell(book: Workbook) -> None:
    sheet = title_sheets(book)[0]
    rows = zip(column(sheet, "Mã"), column(sheet, "Lý do, minh chứng còn thiếu"), strict=True)
    reasons = dict(rows)
    assert reasons["GV012"] == ("Gia đình văn hóa (II.2.b ¶2): vì thế [truong.xlsx!Nhân sự!K12]")
    assert reasons["GV013"] == (
        "Gia đình văn hóa (II.2.b ¶2): còn thiếu gia đình văn hóa: truong.xlsx!Nhân sự!K13; "
        "mức xếp loại (năm 2022): hồ sơ chưa có"
    )


def test_measures_that_rank_stand_beside_the_eligible_alone(book: Workbook) -> None:
    sheet = title_sheets(book)[0]
    ranks = zip(column(sheet, "Mã"), column(sheet, "Số năm xuất sắc"), strict=True)
    assert {subject for subject, rank in ranks if rank == "1–3"} == {"GV001", "GV002", "GV003"}


def test_a_lapsed_criterion_shows_its_dates(book: Workbook) -> None:
    sheet = book["Tiêu chí áp dụng"]
    status = dict(zip(column(sheet, "Mã tiêu chí"), column(sheet, "Tình trạng"), strict=True))
    assert status["third-child"] == (
        "Không áp dụng với hồ sơ nhận ngày 31/12/2025 (hiệu lực đến hết 02/06/2025)"
    )


def test_every_sheet_prints_on_a4_landscape_as_wide_as_the_page(book: Workbook) -> None:
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddHeader.center.text
        assert "&P/&N" in sheet.oddFooter.right.text


def test_every_table_is_frozen_filterable_and_repeats_its_header(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        top = header_row(sheet)
        assert sheet.freeze_panes == f"A{top + 1}"
        named = [table.ref for table in sheet.tables.values()]
        assert all(ref.startswith(f"A{top}:") for ref in named or [sheet.auto_filter.ref])


def test_equal_evaluations_give_equal_bytes(evaluation: Evaluation, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(evaluation, tmp_path / name)
    one = (tmp_path / "one.xlsx").read_bytes()
    assert one == (tmp_path / "two.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(one)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-12-31T00:00:00Z" in parts.read("docProps/core.xml")


def test_the_workbook_speaks_english_too(evaluation: Evaluation, tmp_path: Path) -> None:
    write_workbook(evaluation, tmp_path / "report.xlsx", "en")
    book = load_workbook(tmp_path / "report.xlsx")
    assert "2. Duty to report" in book.sheetnames
    assert "? Undetermined" in column(book.worksheets[1], "Conclusion")


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("Tổng hợp", [], "Tổng hợp"),
        ("Tổng hợp", ["TỔNG HỢP"], "Tổng hợp (2)"),
        ("a/b:c*d?e[f]g\\h", [], "a b c d e f g h"),
        ("'quoted'", [], "quoted"),
        ("???", [], "…"),
        ("x" * 31, [], "x" * 31),
        ("x" * 32, [], "x" * 30 + "…"),
        ("x" * 40 + " (cá nhân)", [], "x" * 20 + "… (cá nhân)"),
        ("x" * 31, ["x" * 31], "x" * 26 + "… (2)"),
    ],
)
def test_sheet_names_are_allowed_and_unique(wanted: str, taken: list[str], name: str) -> None:
    assert sheet_name(wanted, taken) == name
    assert len(name) <= 31
