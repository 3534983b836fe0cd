import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from engine.evaluation import Evaluation, Shown
from engine.findings import Outcome, Verdict
from engine.reports import evidence
from engine.reports.evidence import evidence_table
from engine.reports.sheets import MOST_CHARACTERS, put, sheet_name
from engine.reports.view import OUTCOMES, View
from engine.reports.workbook import write_workbook
from tests.reports.conftest import FORMULA, HOSTILE, family, reason


@pytest.fixture
def book(evaluation: Evaluation, tmp_path: Path) -> Workbook:
    write_workbook(View(evaluation), tmp_path / "report.xlsx")
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
        "Minh chứng đã đọc",
        "Dữ liệu kết luận",
    ]


def test_tables_that_formulas_and_pivots_use_have_names(book: Workbook) -> None:
    named = {name for sheet in book for name in sheet.tables}
    assert {"near_misses", "evidence_wanted", "units", "evidence", "conclusions"} <= named


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
    for sheet, view in zip(title_sheets(book), View(evaluation).titles, strict=True):
        numbers = dict(zip(column(sheet, "STT"), column(sheet, "Kết luận"), strict=True))
        found = Counter(str(label)[0] for label in numbers.values())
        assert [found[sign] for sign in "✓✗?–"] == [view.counts[outcome] for outcome in OUTCOMES]


def test_the_summary_counts_the_same_and_leads_to_the_sheets(
    book: Workbook, evaluation: Evaluation
) -> None:
    views = View(evaluation).titles
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
        write_workbook(View(evaluation), tmp_path / name)
    one = (tmp_path / "one.xlsx").read_bytes()
    assert one == (tmp_path / "two.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(one)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-12-31T00:00:00Z" in parts.read("docProps/core.xml")


def test_the_workbook_speaks_english_too(evaluation: Evaluation, tmp_path: Path) -> None:
    write_workbook(View(evaluation), tmp_path / "report.xlsx", "en")
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


EVIDENCE = "Minh chứng đã đọc"


def links(sheet: Worksheet) -> Iterator[tuple[Cell, str, int]]:
    """Every cell that leads somewhere, with the sheet and the row that it leads to."""
    for row in sheet:
        for cell in row:
            if cell.hyperlink:
                place = re.fullmatch(r"'(.*)'!A(\d+)", cell.hyperlink.location)
                assert place, cell.hyperlink.location
                yield cell, place[1].replace("''", "'"), int(place[2])


def below_header(sheet: Worksheet) -> list[tuple[Cell, str, int]]:
    return [found for found in links(sheet) if found[0].row > header_row(sheet)]


def beside(cell: Cell, header: str) -> object:
    """What stands under a header in the row of a cell."""
    sheet = cell.parent
    place = next(one.column for one in sheet[header_row(sheet)] if one.value == header)
    return sheet.cell(cell.row, place).value


def of_row(sheet: Worksheet, row: int, header: str) -> object:
    return beside(sheet.cell(row, 1), header)


def test_every_link_leads_into_the_workbook(book: Workbook) -> None:
    for sheet in book:
        for cell, name, row in links(sheet):
            assert cell.hyperlink.target is None
            assert row <= book[name].max_row


def test_a_name_on_a_title_leads_to_the_evidence_about_that_person_and_title(
    book: Workbook,
) -> None:
    read = book[EVIDENCE]
    found = 0
    for sheet in title_sheets(book):
        title = re.sub(r" \([^()]*\)$", "", sheet["A1"].value)
        for cell, name, row in below_header(sheet):
            assert name == EVIDENCE
            own = (title, beside(cell, "Mã"))
            told = [
                (of_row(read, each, "Danh hiệu, nghĩa vụ"), of_row(read, each, "Mã"))
                for each in (row - 1, row)
            ]
            assert told[1] == own != told[0]  # its first row
            found += 1
    assert found == 7  # not GV004, who is not asked, and not GV014, of whom nothing was read


def test_a_near_miss_leads_to_its_row_on_the_sheet_of_the_title(book: Workbook) -> None:
    found = {}
    for cell, name, row in below_header(book["Gần đạt"]):
        title = book[name]
        assert beside(cell, "Danh hiệu, nghĩa vụ") == title["A1"].value.rpartition(" (")[0]
        assert of_row(title, row, "Mã") == beside(cell, "Mã")
        assert of_row(title, row, "STT") != of_row(title, row - 1, "STT")
        found[beside(cell, "Mã")] = name
    assert set(found) == {"GV012", "GV014", "TH-TC"}


def test_evidence_wanted_leads_to_the_first_title_that_waits_for_it(book: Workbook) -> None:
    found = below_header(book["Minh chứng cần bổ sung"])
    assert [(cell.value, name) for cell, name, _ in found] == [
        (HOSTILE, "1. Điển hình tiên tiến giỏi cá…")
    ] * 2
    assert {of_row(book[name], row, "Mã") for _, name, row in found} == {"GV013"}


def test_every_sheet_leads_back_to_the_summary(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        above = [found for found in links(sheet) if found[0].row < header_row(sheet)]
        assert [(cell.value, name, row) for cell, name, row in above] == [
            ("← Tổng hợp", "Tổng hợp", 1)
        ]


def test_no_evidence_is_lost(book: Workbook, evaluation: Evaluation) -> None:
    expected = [
        (answer.subject, found.cite, one.value.cells[0].raw if one.value.cells else None)
        for title in View(evaluation).titles
        for answer in title.answers
        if answer.outcome is not Outcome.NOT_APPLICABLE
        for found in answer.findings
        for one in found.evidence
    ]
    sheet = book[EVIDENCE]
    told = [column(sheet, header) for header in ("Mã", "Căn cứ", "Nội dung ghi trong ô")]
    first = [[str(text).split("; ")[0] if text else None for text in told[2]]]
    assert list(zip(*told[:2], *first, strict=True)) == [
        (subject, cite, raw or None) for subject, cite, raw in expected
    ]


def test_a_line_of_evidence_says_what_was_read_where_and_for_what(book: Workbook) -> None:
    sheet = book[EVIDENCE]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == "GV012"]
    unit = "Trường Tiểu học Thác Cầu"
    assert rows[0] == (
        "Điển hình tiên tiến/giỏi [cá nhân]: năm?",
        "GV012",
        "Nguyễn Thị Lan",
        unit,
        "Gia đình văn hóa",
        "II.2.b ¶2",
        "✗ Không đạt",
        'gia đình đạt danh hiệu "Gia đình văn hóa": Không',
        "truong.xlsx!Nhân sự!K12",
        "Không",
    )
    assert [row[8:] for row in rows[2:]] == [
        ("truong.xlsx!Nhân sự!K3, K4", "XS; xuất sắc"),
        (None, None),
    ]


def test_hostile_names_on_the_sheet_of_evidence_stay_texts(book: Workbook) -> None:
    cells = [cell for row in book[EVIDENCE] for cell in row]
    formulas = [cell for cell in cells if cell.value == FORMULA]
    assert {(cell.data_type, cell.quotePrefix) for cell in formulas} == {("s", True)}
    assert HOSTILE in [cell.value for cell in cells]


@pytest.mark.parametrize(
    "raw",
    ["=1+1", "+84", "-1", "@A", "#N/A", "</t></is></c>", "]]>", " a ", "a\nb", "a\x00\ufffeb"],
)
def test_what_is_written_in_a_cell_is_quoted_as_a_text(
    raw: str, evaluation: Evaluation, tmp_path: Path
) -> None:
    found = (reason("family-culture", Verdict.NOT_MET, family(12, raw, False)),)
    answers = tuple(replace(answer, findings=found) for answer in evaluation.answers)
    write_workbook(View(replace(evaluation, answers=answers)), tmp_path / "report.xlsx")
    sheet = load_workbook(tmp_path / "report.xlsx")[EVIDENCE]
    cells = [sheet.cell(row, 10) for row in range(header_row(sheet) + 1, sheet.max_row + 1)]
    assert {(cell.value, cell.data_type) for cell in cells} == {
        (raw.replace("\x00\ufffe", ""), "s")
    }


def test_a_redacted_run_has_no_sheet_that_quotes_cells(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    shown = replace(evaluation, shown=Shown(is_redacted=True))
    write_workbook(View(shown), tmp_path / "report.xlsx")
    book = load_workbook(tmp_path / "report.xlsx")
    assert not {EVIDENCE, "Vấn đề dữ liệu"} & set(book.sheetnames)
    assert not [found for sheet in title_sheets(book) for found in below_header(sheet)]
    assert below_header(book["Gần đạt"])


def test_of_too_much_evidence_that_of_criteria_met_is_left_out_and_said(
    evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = View(evaluation)
    whole = evidence_table(view, "vi")
    monkeypatch.setattr(evidence, "MOST_ROWS", len(whole.rows))
    assert evidence_table(view, "vi") == whole
    monkeypatch.setattr(evidence, "MOST_ROWS", len(whole.rows) - 1)
    some = evidence_table(view, "vi")
    assert [row for row in whole.rows if row[6].text[0] in "✗?"] == list(some.rows)
    assert f"Có {len(whole.rows)} minh chứng" in some.note
    monkeypatch.setattr(evidence, "MOST_HELD", 1)
    assert len(evidence_table(view, "vi").rows) == 1


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [value / 255 for value in bytes.fromhex(colour[-6:])]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def fills(book: Workbook) -> dict[str, PatternFill]:
    """The fill behind each outcome, by its sign."""
    cells = [
        cell
        for sheet in title_sheets(book)
        for row in sheet.iter_rows(min_row=header_row(sheet) + 1, min_col=2, max_col=2)
        for cell in row
    ]
    return {str(cell.value)[0]: cell.fill for cell in cells}


def test_outcomes_differ_in_print_without_colour(book: Workbook) -> None:
    found = fills(book)
    assert set(found) == set("✓✗?–")
    for one, other in combinations(found.values(), 2):
        apart = abs(luminance(one.fgColor.rgb) - luminance(other.fgColor.rgb))
        assert one.patternType != other.patternType or apart >= 0.15


def test_outcomes_can_be_read_on_what_is_behind_them(book: Workbook) -> None:
    for fill in fills(book).values():
        colours = {
            fill.fgColor.rgb,
            fill.fgColor.rgb if fill.fill_type == "solid" else fill.bgColor.rgb,
        }
        assert all((luminance(colour) + 0.05) / 0.05 >= 7 for colour in colours)


def test_a_refusal_is_bold(book: Workbook) -> None:
    sheet = title_sheets(book)[0]
    told = [sheet.cell(row, 2) for row in range(header_row(sheet) + 1, sheet.max_row + 1)]
    assert {cell.value[0] for cell in told if cell.font.b} == {"✗"}


def test_rows_written_at_once_look_as_others_do(book: Workbook) -> None:
    read, title = book[EVIDENCE], title_sheets(book)[0]
    top, other = header_row(read) + 1, header_row(title) + 1
    one, same = read.cell(top, 5), title.cell(other, 3)
    assert (one.font.name, one.alignment.wrap_text, one.border.left.style) == (
        same.font.name,
        same.alignment.wrap_text,
        same.border.left.style,
    )
    assert read.row_dimensions[top].height == 33  # the title takes two lines
    (table,) = read.tables.values()
    assert (table.name, table.ref) == ("evidence", f"A{top - 1}:J{read.max_row}")
    assert read.calculate_dimension() == f"A1:J{read.max_row}"
