"""Files that cannot be read, and several files as one dossier."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from engine.errors import ExitCode, InputError

from .books import PEOPLE, UNITS, codes, read, write

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


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
        ("khoa.xlsx", OLE, "password-protected"),
        ("rong.xlsx", b"", "file-corrupt"),
        ("van-ban.xlsx", b"a,b,c\n1,2,3\n", "file-corrupt"),
        ("cut.xlsx", b"PK\x03\x04 and no more", "file-corrupt"),
        ("bang.csv", b"a,b", "file-type"),
        ("bang", b"a,b", "file-type"),
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
    reading = read(good, put(tmp_path / "b.xlsx", OLE), tmp_path / "c.xlsx")
    assert codes(reading) == [("b.xlsx", "password-protected"), ("c.xlsx", "file-missing")]
    assert [file.name for file in reading.inputs] == ["a.xlsx"]


def test_an_unreadable_file_leaves_no_closed_relation_covered(tmp_path: Path) -> None:
    discipline = [["Mã", "Hình thức kỷ luật", "Năm"]]
    good = write(tmp_path / "a.xlsx", {"Nhân sự": PEOPLE, "Kỷ luật": discipline})
    assert read(good).dossier.covered == {"person", "discipline"}
    assert read(good, put(tmp_path / "b.xlsx", OLE)).dossier.covered == frozenset()


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
