"""The annotated copy: everything of the user's workbook is as it was, and what we add is told."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

import engine
from engine.locale import LANGUAGES, say
from engine.packs.loading import load_vocabulary
from engine.reports.annotated_index import told_of_copies
from engine.reports.annotated_package import box_sizes
from engine.reports.view import View
from engine.run import Run
from fixtures.small_school import school
from fixtures.workbooks.make import HERE

PACK = "yen-bai-2021-2025"
LEGEND = "Chú giải (thidua)"
LIST, RATINGS = "Nhân sự", "Xếp loại cá nhân"
PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PINK = PatternFill("solid", fgColor="FFCCFF")
THICK = Border(bottom=Side(style="double", color="FF0000"))


def untidy_school() -> Workbook:
    """A workbook with everything that a secretary does to one, and two cells to be marked."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in school().items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    _list_of_persons(book[LIST])
    ratings = book[RATINGS]
    ratings["D3"].value = "Kha"
    ratings["D3"].comment = Comment("Hỏi lại cô Lụa", "Thư ký")
    ratings["D3"].font = Font("Arial", bold=True, size=13)
    ratings["D8"].value = "A1"
    ratings["A4"].comment = Comment("Đã đối chiếu với bản giấy", "Thư ký", 240, 410)
    note = book.create_sheet("Hướng dẫn")
    note["B2"].value = CellRichText("Ghi ", TextBlock(InlineFont(b=True), "đủ"), " các cột")
    note["B3"].hyperlink = "https://example.org/"
    note.sheet_properties.tabColor = "00B050"
    note.sheet_state = "hidden"
    book.defined_names["tong_so"] = DefinedName("tong_so", attr_text="'Nhân sự'!$A$2:$A$5")
    book.active = 1
    book.properties.creator = "Lò Thị Páo"
    return book


def _list_of_persons(sheet: Worksheet) -> None:
    sheet["K1"].value = "Ghi chú"
    sheet["K2"].value = '=IF(A2="","",UPPER(A2))'
    sheet["K3"].value = "=COUNTA(A2:A5)"
    sheet["K2"].number_format = "@"
    sheet["A2"].font, sheet["A2"].fill, sheet["A2"].border = Font(italic=True), PINK, THICK
    sheet["B2"].alignment = Alignment(indent=2, wrap_text=True)
    sheet["C2"].protection = Protection(locked=False)
    sheet["D2"].number_format = "dd/mm/yyyy"
    sheet.column_dimensions["B"].width = 31.5
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[3].height = 27
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = "A1:K5"
    sheet.print_area = "A1:K5"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.oddFooter.center.text = "Trang &P"
    sheet.merge_cells("B8:E9")
    sheet["B8"].value = "Ghi chú: danh sách đã được rà soát"
    validation = DataValidation(type="list", formula1='"x,Không"', sqref="F2:G40")
    sheet.add_data_validation(validation)
    rule = CellIsRule(operator="equal", formula=['"Không"'], fill=PINK)
    sheet.conditional_formatting.add("F2:J5", rule)
    sheet.protection.sheet = True


RESULTS = {"K2": (' t="str"', "HT01"), "K3": ("", "4")}


def saved(book: Workbook) -> bytes:
    """The file as a spreadsheet program saves it: formulas with what they came to."""
    plain, again = io.BytesIO(), io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for ref, (kind, text) in RESULTS.items():
                formula = rf'(<c r="{ref}"[^>]*)>(<f>.*?</f>)(?:<v ?/>|<v></v>)'.encode()
                part = re.sub(formula, rf"\1{kind}>\2<v>{text}</v>".encode(), part)
            new.writestr(name, part)
    return again.getvalue()


@dataclass(frozen=True)
class Copied:
    """A run with the copies of its inputs."""

    source: Path
    run: Run
    folder: Path

    @property
    def index(self) -> list[dict[str, Any]]:
        lines = (self.folder / "annotated.jsonl").read_text(encoding="utf-8").splitlines()
        return list(map(json.loads, lines))

    @property
    def path(self) -> Path:
        return self.folder / str(self.index[0]["copy"])

    @property
    def book(self) -> Workbook:
        return load_workbook(self.path, rich_text=True)


def copied(source: Path, folder: Path, lang: str = "vi") -> Copied:
    run = engine.evaluate([source], [PACK], year=2025)
    run.write(folder / "run", ("annotated",), lang)
    return Copied(source, run, folder / "run")


def copy_of(book: Workbook, folder: Path, name: str = "truong.xlsx") -> Copied:
    (folder / name).write_bytes(saved(book))
    return copied(folder / name, folder)


@pytest.fixture(scope="module")
def untidy(tmp_path_factory: pytest.TempPathFactory) -> Copied:
    return copy_of(untidy_school(), tmp_path_factory.mktemp("untidy"))


@pytest.fixture
def old(untidy: Copied) -> Workbook:
    return load_workbook(untidy.source, rich_text=True)


@pytest.fixture
def new(untidy: Copied) -> Workbook:
    return untidy.book


def cells(sheet: Worksheet) -> Iterator[Cell]:
    return (cell for row in sheet.iter_rows() for cell in row)


def marked(untidy: Copied) -> set[tuple[str, str]]:
    problems = untidy.run.evaluation.reading.problems
    return {(cell.sheet, cell.ref) for problem in problems for cell in problem.cells}


LOOKS = ("font", "border", "alignment", "protection", "number_format", "data_type", "hyperlink")


def test_every_old_cell_is_as_it_was(untidy: Copied, old: Workbook, new: Workbook) -> None:
    assert {(RATINGS, "D3"), (RATINGS, "D8")} <= marked(untidy)
    for sheet in old.worksheets:
        for was in cells(sheet):
            now = new[sheet.title][was.coordinate]
            assert now.value == was.value, was
            for look in LOOKS:
                assert repr(getattr(now, look)) == repr(getattr(was, look)), (was, look)
            if (sheet.title, was.coordinate) not in marked(untidy):
                assert (repr(now.fill), now.comment) == (repr(was.fill), was.comment)


def test_every_sheet_is_laid_out_as_it_was(old: Workbook, new: Workbook) -> None:
    assert new.sheetnames == [*old.sheetnames, LEGEND]
    assert new.active.title == old.active.title
    for was in old.worksheets:
        now = new[was.title]
        for look in (
            *("sheet_state", "freeze_panes", "print_area", "print_title_rows", "sheet_properties"),
            *("page_setup", "page_margins", "protection", "merged_cells", "sheet_format"),
            *("data_validations", "views"),
        ):
            assert repr(getattr(now, look)) == repr(getattr(was, look)), (was.title, look)
        assert now.oddFooter.center.text == was.oddFooter.center.text
        assert [
            (str(each.sqref), [repr(rule) for rule in each.rules])
            for each in now.conditional_formatting
        ] == [
            (str(each.sqref), [repr(rule) for rule in each.rules])
            for each in was.conditional_formatting
        ]
        assert now.auto_filter.ref == was.auto_filter.ref
        for letter, column in was.column_dimensions.items():
            assert dict(now.column_dimensions[letter]) == dict(column)
        for number, row in was.row_dimensions.items():
            assert dict(now.row_dimensions[number]) == dict(row)


def test_the_book_keeps_its_names_its_author_and_its_theme(
    untidy: Copied, old: Workbook, new: Workbook
) -> None:
    assert {n: d.value for n, d in new.defined_names.items()} == {
        n: d.value for n, d in old.defined_names.items()
    }
    assert new.properties.creator == "Lò Thị Páo"
    assert new.properties.created == old.properties.created
    assert new.properties.modified == old.properties.modified
    with zipfile.ZipFile(untidy.source) as was, zipfile.ZipFile(untidy.path) as now:
        assert now.read("xl/theme/theme1.xml") == was.read("xl/theme/theme1.xml")


def test_formulas_stay_formulas_and_keep_what_they_came_to(untidy: Copied, new: Workbook) -> None:
    assert new[LIST]["K2"].value == '=IF(A2="","",UPPER(A2))'
    results = load_workbook(untidy.path, data_only=True)[LIST]
    assert (results["K2"].value, results["K3"].value) == ("HT01", 4)


def test_a_cell_with_a_problem_has_its_colour_and_says_what_to_do(new: Workbook) -> None:
    cell = new[RATINGS]["D8"]
    assert cell.fill.fgColor.rgb == "00F4CCCC"
    assert cell.comment.author == "thidua"
    assert cell.comment.text.startswith("Lỗi: cột `Xếp loại`: cần Không hoàn thành")
    assert "nhận được `A1`. Ghi theo một trong các cách" in cell.comment.text


def test_the_user_s_own_comment_comes_first(new: Workbook) -> None:
    own, line, ours = new[RATINGS]["D3"].comment.text.split("\n")[:3]
    assert (own, set(line)) == ("Hỏi lại cô Lụa", {"─"})
    assert ours.startswith("Lỗi: ")
    assert new[RATINGS]["D3"].comment.author == "Thư ký"


def test_each_repaired_cell_says_what_it_alone_was_read_as(tmp_path: Path) -> None:
    found = copied(HERE / "legacy-tcvn3.xlsx", tmp_path)
    problems = found.run.evaluation.reading.problems
    repaired = next(problem for problem in problems if problem.code == "text-repaired")
    assert len(repaired.readings) == len(repaired.cells) > 1
    for cell, reading in repaired.readings_by_cell.items():
        comment = found.book[cell.sheet][cell.ref].comment
        assert f"đã đọc là `{reading}`" in comment.text


def test_a_comment_of_the_user_keeps_its_size(untidy: Copied) -> None:
    with zipfile.ZipFile(untidy.path) as parts:
        drawings = [parts.read(name) for name in parts.namelist() if name.endswith(".vml")]
    boxes = {(row, column): size for d in drawings for row, column, size in box_sizes(d)}
    assert boxes[4, 1] == (410, 240)


def test_conclusions_stand_beside_each_person_and_unit(untidy: Copied, new: Workbook) -> None:
    for name, top, first in ((LIST, 1, 12), ("Đơn vị", 1, 7)):
        sheet = new[name]
        added = [cell for cell in sheet[top] if cell.column >= first]
        told = [str(cell.value) for cell in added]
        kind = "person" if name == LIST else "unit"
        views = View(untidy.run.evaluation).titles
        titles = [view.title.name.vi for view in views if view.title.subject == kind]
        assert told[::2] == [f"thidua: {t} ({PACK}, 31/12/2025)" for t in titles]
        assert told[1::2] == [f"thidua: lý do – {t} ({PACK})" for t in titles]
    row = [new[LIST].cell(2, column).value for column in range(12, 14)]
    assert row == [
        "? Chưa xác định",
        "Còn thiếu 1 mục: mức xếp loại (năm 2022): truong.xlsx!Xếp loại cá nhân!D3",
    ]
    assert new[LIST]["L2"].fill.fgColor.rgb == "00FFF2CC"


def test_only_lists_of_subjects_get_columns(old: Workbook, new: Workbook) -> None:
    wider = {s.title for s in old.worksheets if new[s.title].max_column > s.max_column}
    assert wider == {LIST, "Đơn vị"}


def test_the_legend_counts_what_was_done(new: Workbook) -> None:
    told = [str(cell.value) for cell in cells(new[LEGEND]) if cell.value is not None]
    assert "Bản sao có đánh dấu của tệp: truong.xlsx" in told
    assert "2 ô; đưa chuột lên ô để đọc vấn đề và cách xử lý" in told
    assert "Cột L:Q: kết luận và lý do của 3 danh hiệu, nghĩa vụ" in told
    assert new.sheetnames[-1] == LEGEND


def conclusions(run: Run) -> list[tuple[str, str, str]]:
    return [(a.subject, a.title, a.outcome.word) for a in run.evaluation.answers]


def test_the_copy_is_judged_like_the_original(untidy: Copied) -> None:
    again = engine.evaluate([untidy.path], [PACK], year=2025)
    assert conclusions(again) == conclusions(untidy.run)
    was, now = untidy.run.evaluation.reading, again.evaluation.reading
    assert [(p.code, p.cells) for p in now.problems] == [(p.code, p.cells) for p in was.problems]
    ignored = {p.cells[0].sheet for p in now.unused if p not in was.unused}
    assert ignored == {LIST, "Đơn vị", LEGEND}


def test_a_copy_of_a_copy_is_judged_like_the_original(untidy: Copied, tmp_path: Path) -> None:
    twice = copied(untidy.path, tmp_path)
    assert f"{LEGEND} (2)" in twice.book.sheetnames
    thrice = engine.evaluate([twice.path], [PACK], year=2025)
    assert conclusions(thrice) == conclusions(untidy.run)
    assert len(thrice.evaluation.reading.problems) == len(untidy.run.evaluation.reading.problems)


def test_the_same_run_writes_the_same_bytes(untidy: Copied, tmp_path: Path) -> None:
    untidy.run.write(tmp_path / "again", ("annotated",))
    assert (tmp_path / "again/annotated/truong.xlsx").read_bytes() == untidy.path.read_bytes()


def test_marks_and_columns_can_be_in_english(untidy: Copied, tmp_path: Path) -> None:
    untidy.run.write(tmp_path / "en", ("annotated",), "en")
    book = load_workbook(tmp_path / "en/annotated/truong.xlsx")
    assert book.sheetnames[-1] == "Legend (thidua)"
    assert book[RATINGS]["D8"].comment.text.startswith("Error: ")
    assert book[LIST]["L2"].value == "? Undetermined"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_added_is_known_to_the_reader(lang: str) -> None:
    told = {"title": "Đảng viên", "pack": "p"}
    ours = [
        say(lang, "copy-conclusion-header", day="1/1/2025", **told),
        say(lang, "copy-reason-header", **told),
        say(lang, "copy-sheet"),
        f"{say(lang, 'copy-sheet')} (2)",
    ]
    patterns = load_vocabulary().layout.added
    assert all(any(re.search(p, text) for p in patterns) for text in ours)


def test_somebody_who_is_listed_twice_has_the_conclusion_in_both_rows(tmp_path: Path) -> None:
    book = untidy_school()
    book[LIST].unmerge_cells("B8:E9")
    book[LIST].delete_rows(8, 2)
    book[LIST].append(["GV002", "Phạm Thị Đào", "TH-DC"])
    sheet = copy_of(book, tmp_path).book[LIST]
    rows = [cell.row for cell in sheet["A"] if cell.value == "GV002"]
    assert len(rows) == 2
    assert [sheet.cell(row, 12).value for row in rows] == ["? Chưa xác định"] * 2


def test_a_merged_name_has_its_conclusion_beside_its_first_row(tmp_path: Path) -> None:
    book = untidy_school()
    sheet = book["Đơn vị"]
    for column in "ABCDEF":
        sheet.merge_cells(f"{column}2:{column}3")
    now = copy_of(book, tmp_path).book["Đơn vị"]
    assert now["G2"].value is not None
    assert now["G3"].value is None


def test_a_problem_inside_a_merged_range_marks_the_cell_that_shows(tmp_path: Path) -> None:
    book = untidy_school()
    book[RATINGS].merge_cells("D8:D9")
    sheet = copy_of(book, tmp_path).book[RATINGS]
    assert sheet["D8"].comment is not None


def test_macros_stay_in_the_copy(tmp_path: Path) -> None:
    plain = saved(untidy_school())
    path = tmp_path / "truong.xlsm"
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(PLAIN_TYPE, MACRO_TYPE)
            new.writestr(name, part)
        new.writestr("xl/vbaProject.bin", b"macros of the user")
    found = copied(path, tmp_path)
    assert found.path.name == "truong.xlsm"
    with zipfile.ZipFile(found.path) as parts:
        assert parts.read("xl/vbaProject.bin") == b"macros of the user"
        assert b"macroEnabled" in parts.read("[Content_Types].xml")


def test_what_the_copy_lacks_is_told(tmp_path: Path) -> None:
    book = untidy_school()
    chart = BarChart()
    chart.add_data(Reference(book["Vi phạm"], min_col=4, min_row=1, max_row=6))
    book["Vi phạm"].add_chart(chart, "K2")
    found = copy_of(book, tmp_path)
    (line,) = found.index
    assert [each["vi"] for each in line["lacks"]] == ["biểu đồ (được vẽ lại, có thể khác đi)"]
    told = [str(cell.value) for cell in cells(found.book[LEGEND])]
    assert "biểu đồ (được vẽ lại, có thể khác đi)" in told
    assert told_of_copies(found.folder, "en") == [
        "annotated/truong.xlsx: the copy differs from the original in: "
        "charts (drawn anew, perhaps otherwise)"
    ]


def test_a_copy_that_lacks_nothing_needs_no_word(untidy: Copied, tmp_path: Path) -> None:
    assert told_of_copies(untidy.folder, "vi") == []
    assert told_of_copies(tmp_path, "vi") == []


def test_a_value_under_a_merged_range_is_told_to_be_lost(tmp_path: Path) -> None:
    book = untidy_school()
    content = saved(book)
    path = tmp_path / "truong.xlsx"
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                hidden = b'<c r="C8" t="inlineStr"><is><t>Ghi</t></is></c>'
                part = re.sub(rb'(<c r="B8".*?</c>)', rb"\1" + hidden, part)
                assert hidden in part
            new.writestr(name, part)
    (line,) = copied(path, tmp_path).index
    assert [each["en"] for each in line["lacks"]] == ["contents hidden under a merged range"]


def test_a_file_that_openpyxl_cannot_read_is_not_copied_and_the_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "truong.xlsx"
    with (
        zipfile.ZipFile(io.BytesIO(saved(untidy_school()))) as old,
        zipfile.ZipFile(path, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b'patternType="gray125"', b'patternType="tartan"'))
    found = copied(path, tmp_path)
    (line,) = found.index
    assert line["copy"] is None
    assert "không có bản sao đánh dấu vì tệp có phần không ghi lại được" in line["reason"]["vi"]
    assert (found.folder / "run.json").is_file()


def test_a_file_that_changed_meanwhile_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "truong.xlsx"
    path.write_bytes(saved(untidy_school()))
    run = engine.evaluate([path], [PACK], year=2025)
    path.write_bytes((HERE / "clean.xlsx").read_bytes())
    run.write(tmp_path / "run", ("annotated",))
    (line,) = Copied(path, run, tmp_path / "run").index
    assert line["copy"] is None
    assert "đã bị sửa hoặc chuyển đi" in line["reason"]["vi"]


@pytest.mark.parametrize(
    "name", ["format-plain.xls", "format-plain.ods", "format-plain.xlsb", "format-parquet"]
)
def test_other_formats_get_a_workbook_with_the_same_cells(name: str, tmp_path: Path) -> None:
    found = copied(HERE / name, tmp_path)
    paths = [found.folder / line["copy"] for line in found.index]
    assert {path.suffix for path in paths} == {".xlsx"}
    again = engine.evaluate(paths, [PACK], year=2025)
    assert conclusions(again) == conclusions(found.run)


def test_files_of_an_archive_are_copied_side_by_side(tmp_path: Path) -> None:
    content = saved(untidy_school())
    with zipfile.ZipFile(tmp_path / "hồ sơ.zip", "w") as archive:
        archive.writestr("tổ 1/danh sách.xlsx", content)
        archive.writestr("tổ 2/danh sách.xlsx", (HERE / "clean.xlsx").read_bytes())
    lines = copied(tmp_path / "hồ sơ.zip", tmp_path).index
    assert [(line["input"], line["copy"]) for line in lines] == [
        ("hồ sơ.zip/tổ 1/danh sách.xlsx", "annotated/danh sách.xlsx"),
        ("hồ sơ.zip/tổ 2/danh sách.xlsx", "annotated/danh sách (2).xlsx"),
    ]


def test_a_picture_stays_where_it_was(tmp_path: Path) -> None:
    drawing = pytest.importorskip("PIL.Image")
    logo = io.BytesIO()
    drawing.new("RGB", (40, 20), "red").save(logo, "PNG")
    book = untidy_school()
    book[LIST].add_image(Image(logo), "N2")
    found = copy_of(book, tmp_path)
    assert found.index[0]["lacks"] == []
    with zipfile.ZipFile(found.source) as old, zipfile.ZipFile(found.path) as new:
        assert new.read("xl/media/image1.png") == old.read("xl/media/image1.png")
    added = [cell.column_letter for cell in found.book[LIST][1] if "thidua: " in str(cell.value)]
    assert added[0] > "N"
