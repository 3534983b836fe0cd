"""Files that cannot be read, and several files as one dossier."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from engine.errors import ExitCode, InputError
from engine.workbook import read_inputs
from fixtures.bad.container import encrypted

from .books import PEOPLE, UNITS, codes, read, write


def refused(*paths: Path) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        read(*paths)
    assert caught.value.exit_code is ExitCode.INPUT
    for lang in ("vi", "en"):
        assert "\n" not in caught.value.message(lang)
    return caught.value.code, caught.value.where


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def zip_of_something_else(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("khoa.xlsx", encrypted(), "password-protected"),
        ("rong.xlsx", b"", "file-empty"),
        ("cut.xlsx", b"PK\x03\x04 and no more", "file-corrupt"),
        ("trang.xls", b"<html><table>", "file-web-page"),
        ("anh.xlsx", b"\x89PNG\r\n", "file-type"),
        ("bang.csv", b"a,b", "no-known-sheet"),
        ("bang.csv", b",\n", "workbook-empty"),
        ("bang.parquet", b"PAR1", "file-corrupt"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    assert refused(put(tmp_path / name, content)) == (code, name)


def test_a_zip_that_is_no_workbook_is_corrupt(tmp_path: Path) -> None:
    assert refused(zip_of_something_else(tmp_path / "a.xlsx")) == ("file-corrupt", "a.xlsx")


def test_a_workbook_cut_in_half_is_corrupt(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.xlsx", {"Nhân sự": PEOPLE}).read_bytes()
    assert refused(put(tmp_path / "a.xlsx", whole[: len(whole) // 2]))[0] == "file-corrupt"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "thieu.xlsx") == ("file-missing", "thieu.xlsx")


def test_no_input_is_an_error() -> None:
    assert refused() == ("no-input", "")


def test_a_folder_without_workbooks_is_named(tmp_path: Path) -> None:
    put(tmp_path / "~$truong.xlsx", b"lock")
    put(tmp_path / "ghi-chu.docx", b"x")
    assert refused(tmp_path) == ("folder-empty", tmp_path.name)


def test_a_workbook_without_content_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Nhân sự": [], "Đơn vị": [["  "]]})
    assert refused(path) == ("workbook-empty", "a.xlsx")


def test_a_workbook_without_any_known_sheet_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Sheet1": PEOPLE})
    assert refused(path) == ("no-known-sheet", "a.xlsx")


def test_a_sheet_that_spans_too_much_is_refused_not_allocated(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Kỷ luật"
    sheet["A1"], sheet["XFD1048576"] = "Mã", "x"
    people = book.create_sheet("Nhân sự")
    for line in PEOPLE:
        people.append(list(line))
    book.save(tmp_path / "a.xlsx")
    reading = read(tmp_path / "a.xlsx")
    assert ("a.xlsx!Kỷ luật", "sheet-too-large") in codes(reading)
    assert reading.dossier.covered == {"person"}


def test_one_unreadable_file_of_several_is_a_problem(tmp_path: Path) -> None:
    good = write(tmp_path / "a.xlsx", {"Nhân sự": PEOPLE})
    reading = read(good, put(tmp_path / "b.xlsx", encrypted()), tmp_path / "c.xlsx")
    assert codes(reading) == [("b.xlsx", "password-protected"), ("c.xlsx", "file-missing")]
    assert [file.name for file in reading.inputs] == ["a.xlsx"]


def test_an_unreadable_file_leaves_no_closed_relation_covered(tmp_path: Path) -> None:
    discipline = [["Mã", "Hình thức kỷ luật", "Năm"]]
    good = write(tmp_path / "a.xlsx", {"Nhân sự": PEOPLE, "Kỷ luật": discipline})
    assert read(good).dossier.covered == {"person", "discipline"}
    assert read(good, put(tmp_path / "b.xlsx", encrypted())).dossier.covered == frozenset()


def test_a_folder_is_one_dossier(tmp_path: Path) -> None:
    write(tmp_path / "1.xlsx", {"Đơn vị": UNITS})
    write(tmp_path / "2.xlsx", {"Nhân sự": PEOPLE})
    put(tmp_path / "ghi-chu.docx", b"x")
    reading = read(tmp_path)
    assert [s.id for s in reading.dossier.subjects] == ["NV1", "NV2", "NV3", "TH01", "TH02"]
    assert [s.unit for s in reading.dossier.of_kind("person")] == ["TH01", "TH01", "TH02"]
    assert ("ghi-chu.docx", "file-ignored") in [(p.place, p.code) for p in reading.unused]


def test_files_of_the_same_name_stay_apart(tmp_path: Path) -> None:
    for folder, lines in (("x", PEOPLE[:2]), ("y", [PEOPLE[0], PEOPLE[2]])):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "truong.xlsx", {"Nhân sự": lines})
    reading = read(tmp_path / "x" / "truong.xlsx", tmp_path / "y" / "truong.xlsx")
    assert [file.name for file in reading.inputs] == ["x/truong.xlsx", "y/truong.xlsx"]
    assert [s.cells[0].file for s in reading.dossier.subjects] == ["x/truong.xlsx", "y/truong.xlsx"]


def test_the_same_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Nhân sự": PEOPLE})
    assert len(read(path, tmp_path).inputs) == 1
    copy = put(tmp_path / "b.xlsx", path.read_bytes())
    assert codes(read(path, copy)) == [("b.xlsx", "file-duplicate")]


PEOPLE_CSV = "Mã;Họ và tên;Mã đơn vị\nNV1;Nguyễn Văn An;TH01\nNV2;Trần Thị Bình;TH01\n".encode()


def test_two_sheets_of_the_same_rows_are_two_sheets(tmp_path: Path) -> None:
    """A file without a name for its sheet says by its own name what its rows are."""
    nothing = "Mã;Họ và tên;Năm\n".encode()
    put(tmp_path / "Nhân sự.csv", PEOPLE_CSV)
    put(tmp_path / "Kỷ luật.csv", nothing)
    put(tmp_path / "Khen thưởng.csv", nothing)
    assert read(tmp_path).dossier.covered == {"person", "discipline", "awards"}


def test_a_text_in_which_rows_are_lost_proves_nothing_by_its_silence(tmp_path: Path) -> None:
    put(tmp_path / "Nhân sự.csv", PEOPLE_CSV)
    broken = 'Mã;Họ và tên;Năm\nNV1;Nguyễn Văn An;2020\nNV2;"Trần Thị Bình;2021\n'
    put(tmp_path / "Kỷ luật.csv", broken.encode())
    reading = read(tmp_path)
    assert len(reading.dossier.by_id["NV1"].rows["discipline"]) == 1
    assert "discipline" not in reading.dossier.covered
    assert [problem.code for problem in reading.unreadable] == ["quotes-broken"]


def test_a_loss_is_one_whatever_the_file_is_called(tmp_path: Path) -> None:
    """An exclamation mark parts a file from its sheet only where there is one."""
    put(tmp_path / "Nhân sự.csv", PEOPLE_CSV)
    put(tmp_path / "Kỷ luật.csv", "Mã;Họ và tên;Năm\n".encode())
    assert "discipline" in read(tmp_path).dossier.covered
    put(tmp_path / "a!b.xlsx", encrypted())
    assert read(tmp_path).dossier.covered == frozenset()


def test_an_archive_and_what_was_in_it_are_both_inputs(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "hồ sơ.zip", "w") as archive:
        archive.writestr("Nhân sự.csv", PEOPLE_CSV)
        archive.writestr("b.xlsx", encrypted())
    reading = read(tmp_path / "hồ sơ.zip")
    assert [file.name for file in reading.inputs] == ["hồ sơ.zip", "hồ sơ.zip/Nhân sự.csv"]
    assert codes(reading) == [("hồ sơ.zip/b.xlsx", "password-protected")]
    assert reading.dossier.by_id["NV1"].cells[0].file == "hồ sơ.zip/Nhân sự.csv"


def test_the_order_of_the_files_changes_nothing(tmp_path: Path) -> None:
    units = write(tmp_path / "b.xlsx", {"Đơn vị": UNITS})
    people = write(tmp_path / "a.xlsx", {"Nhân sự": PEOPLE})
    broken = put(tmp_path / "c.xlsx", b"PK\x03\x04")
    paths = [units, people, broken, put(tmp_path / "d.xlsx", people.read_bytes())]
    assert read_inputs(paths) == read_inputs(paths[::-1]) == read_inputs([tmp_path])


def test_hidden_sheets_are_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("Nhân sự")
    for line in PEOPLE:
        sheet.append(list(line))
    sheet.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert len(read(tmp_path / "a.xlsx").dossier.subjects) == 3


def test_a_formula_that_was_never_calculated_is_not_a_blank(tmp_path: Path) -> None:
    lines = [["Mã", "Danh hiệu", "Năm", "Thu hồi"], ["NV1", "LĐTT", 2024, '=IF(1=1,"x","")']]
    path = write(tmp_path / "a.xlsx", {"Nhân sự": PEOPLE, "Khen thưởng": lines})
    reading = read(path)
    (row,) = reading.dossier.by_id["NV1"].rows["awards"]
    assert row.value("award_revoked").scalar is None
    assert ("Khen thưởng!D2", "formula-error") in codes(reading)


def test_an_error_in_a_cell_is_not_a_blank(tmp_path: Path) -> None:
    lines = [["Mã", "Danh hiệu", "Năm", "Thu hồi"], ["NV1", "LĐTT", 2024, "#N/A"]]
    path = write(tmp_path / "a.xlsx", {"Nhân sự": PEOPLE, "Khen thưởng": lines})
    (row,) = read(path).dossier.by_id["NV1"].rows["awards"]
    assert (row.value("award_revoked").scalar, row.value("award_revoked").cells[0].raw) == (
        None,
        "#N/A",
    )
