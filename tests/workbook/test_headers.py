"""Which columns of a sheet are used, and for what."""

import pytest

from engine.facts import SchoolYear
from engine.workbook.headers import HeaderNames
from engine.workbook.reading import read_inputs
from engine.workbook.search import find_header

from .books import PEOPLE, VOCABULARY, Lines, Reader, codes, write

Used = list[tuple[int, str, int | SchoolYear | None]]


@pytest.fixture
def columns(tmp_path):
    def find(sheet: str, lines: Lines, *merged: str) -> tuple[int, int, Used] | None:
        spec = VOCABULARY.sheet(sheet)
        path = write(tmp_path / "a.xlsx", {"S": lines}, {"S": merged})
        (grid,) = read_inputs([path]).grids
        header = find_header(grid, HeaderNames(spec, VOCABULARY))
        if header is None:
            return None
        used = [(column.index, column.field, column.year) for column in header.columns]
        return header.top, header.bottom, used

    return find


IDS: Used = [(0, "rated_person", None), (1, "rated_person_name", None)]


@pytest.mark.parametrize(
    "header",
    [
        ["Mã", "Họ và tên", "Năm", "Xếp loại"],
        ["MÃ", "họ  và\ntên", "Năm:", "xếp loại."],
        ["Ma CB", "Ho va ten", "nam", "Xep loai"],
        ["Mã số", "Họ, tên", "Năm đánh giá", "Kết quả xếp loại"],
    ],
)
def test_headers_match_whatever_their_case_accents_and_punctuation(columns, header) -> None:
    used = [*IDS, (2, "rating_year", None), (3, "grade", None)]
    assert columns("ratings", [header, ["NV1", "An", 2024, "HTT"]]) == (0, 0, used)


def test_titles_above_the_header_are_skipped(columns) -> None:
    lines = [["PHÒNG GD&ĐT"], [], ["Năm 2024"], ["Mã", "Họ tên", "Xếp loại"], ["NV1", "An", "T"]]
    assert columns("ratings", lines, "A1:C1") == (3, 3, [*IDS, (2, "grade", None)])


def test_years_below_one_parent_are_a_column_each(columns) -> None:
    lines = [
        ["Mã", "Họ và tên", "Xếp loại"],
        [None, None, 2021, "Năm 2022"],
        ["NV1", "An", "T", "T"],
    ]
    used = [*IDS, (2, "grade", 2021), (3, "grade", 2022)]
    assert columns("ratings", lines, "A1:A2", "B1:B2", "C1:D1") == (0, 1, used)
    assert columns("ratings", lines, "C1:D1") == (0, 1, used)


def test_a_year_may_be_the_parent(columns) -> None:
    lines = [
        ["Mã đơn vị", "2023", None, "2024", None],
        [None, "Tập thể", "Chi bộ", "Tập thể", "Chi bộ"],
        ["TH01", "T", "T", "T", "T"],
    ]
    assert columns("unit_ratings", lines, "A1:A2", "B1:C1", "D1:E1") == (
        0,
        1,
        [
            (0, "rated_unit", None),
            (1, "unit_grade", 2023),
            (2, "party_grade", 2023),
            (3, "unit_grade", 2024),
            (4, "party_grade", 2024),
        ],
    )


def test_a_year_may_stand_in_the_header_itself(columns) -> None:
    header = ["Mã", "Họ tên", "Xếp loại 2021", "Xếp loại năm 2022", "Xếp loại\n2023"]
    used = [*IDS, *((2 + n, "grade", 2021 + n) for n in range(3))]
    assert columns("ratings", [header, ["NV1", "An", "T", "T", "T"]]) == (0, 0, used)


def test_a_closed_relation_has_no_column_for_a_year(columns) -> None:
    lines = [["Mã", "Hình thức kỷ luật 2024", "Năm"], ["NV1", "KT", 2024]]
    used = [(0, "disciplined_person", None), (2, "discipline_year", None)]
    assert columns("discipline", lines) == (0, 0, used)


def test_a_leaf_may_be_completed_by_its_parent(columns) -> None:
    lines = [["Mã", "Quyết định", None, "Danh hiệu"], [None, "Số", "Ngày"], ["NV1", "1", "2", "x"]]
    used = [(0, "award_owner", None), (1, "award_decision", None), (3, "award_name", None)]
    found = columns("awards", lines, "A1:A2", "B1:C1", "D1:D2")
    assert found is not None
    assert found[2] == sorted([*used, (2, "award_date", None)])


def test_a_column_that_lost_its_year_is_not_used_for_another(columns) -> None:
    lines = [["Mã", "Họ tên", "Xếp loại"], [None, None, 2021], ["NV1", "An", "T", "T"]]
    used = [*IDS, (2, "grade", 2021)]
    assert columns("ratings", lines, "A1:A2", "B1:B2", "C1:D1") == (0, 1, used)


@pytest.mark.parametrize("header", [["Xếp loại", "Năm"], ["Mã"], ["a", "b"]])
def test_without_id_or_name_and_something_else_there_is_no_header(columns, header) -> None:
    assert columns("ratings", [header, ["x", "y"]]) is None


def test_a_sheet_without_header_is_not_covered(reader: Reader) -> None:
    reading = reader({"Nhân sự": PEOPLE, "Kỷ luật": [["không có ai"]]})
    assert codes(reading) == [("truong.xlsx!Kỷ luật", "header-not-found")]
    assert reading.dossier.covered == {"person"}


def test_columns_that_are_not_used_are_named(reader: Reader) -> None:
    lines = [["Mã", "Năm", "Xếp loại", "Điểm", None, "Ghi chú"], ["NV1", 2024, "T", 95, "?", "ok"]]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": lines})
    assert codes(reading) == [("Xếp loại!D1", "column-unknown"), ("Xếp loại!E2", "column-unknown")]
    notes = [(str(p.cells[0].ref), p.code) for p in reading.unused]
    assert ("F1", "column-ignored") in notes


@pytest.mark.parametrize(
    "header",
    ["Xếp loại 2023-2024", "Xếp loại 2023 – 2024", "Xếp loại năm học 2023-2024",
     "XẾP LOẠI\nNH 2023-2024", "Xếp loại (2023-2024)", "Xếp loại 2023-24:"],
)  # fmt: skip
def test_a_school_year_may_stand_in_the_header_itself(columns, header: str) -> None:
    lines = [["Mã", "Họ tên", header], ["NV1", "Nguyễn Văn An", "T"]]
    assert columns("ratings", lines) == (0, 0, [*IDS, (2, "grade", SchoolYear(2023))])


def test_school_years_below_one_parent_are_a_column_each(columns) -> None:
    lines = [
        ["Mã", "Họ và tên", "Xếp loại"],
        [None, None, "2022-2023", "Năm học 2023-2024"],
        ["NV1", "An", "T", "T"],
    ]
    used = [*IDS, (2, "grade", SchoolYear(2022)), (3, "grade", SchoolYear(2023))]
    assert columns("ratings", lines, "A1:A2", "B1:B2", "C1:D1") == (0, 1, used)


@pytest.mark.parametrize("header", ["Xếp loại 2021-2025", "Xếp loại năm học 2024"])
def test_a_header_that_is_no_year_for_certain_is_not_used(reader: Reader, header: str) -> None:
    lines = [["Mã", "Họ tên", "Năm", header], ["NV1", "Nguyễn Văn An", 2024, "T"]]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": lines})
    assert codes(reading) == [("Xếp loại!D1", "column-unknown")]


def test_an_optional_column_is_not_missed(reader: Reader) -> None:
    reading = reader({"Nhân sự": PEOPLE, "Khen thưởng": [["Mã", "Danh hiệu"], ["NV1", "BK"]]})
    missing = {p.details["column"] for p in reading.problems if p.place.endswith("Khen thưởng")}
    assert "Năm" in missing
    assert "Mã danh hiệu" not in missing


def test_a_missing_column_is_told_once_and_its_field_absent(reader: Reader) -> None:
    reading = reader({"Nhân sự": [["Mã", "Họ và tên"], ["NV1", "An"], ["NV2", "Bình"]]})
    missing = [p.details["column"] for p in reading.problems if p.code == "column-missing"]
    assert missing.count("Đảng viên") == 1
    assert "party_member" not in reading.dossier.by_id["NV1"].facts


def test_wide_years_do_not_miss_a_year_column(reader: Reader) -> None:
    lines = [["Mã", "Họ tên", "Xếp loại 2024"], ["NV1", "Nguyễn Văn An", "T"]]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": lines})
    missing = {p.details["column"] for p in reading.problems if p.place.endswith("Xếp loại")}
    assert missing == {"Cam kết chất lượng"}


def test_two_columns_of_a_field_contradict_only_where_they_differ(reader: Reader) -> None:
    lines = [["Mã", "Họ tên", "Chức vụ", "Chức danh"], ["1", "A", "GV", "Giáo viên"],
             ["2", "B", "GV", "NV"], ["3", "C", None, "NV"]]  # fmt: skip
    reading = reader({"Nhân sự": lines})
    roles = [subject.fact("role").scalar for subject in reading.dossier.subjects]
    assert roles == ["teacher", None, "staff"]
    assert codes(reading) == [("Nhân sự!C3", "columns-contradict")]


def test_a_name_in_two_columns_below_one_header_is_one_name(reader: Reader) -> None:
    lines = [["Mã", "Họ và tên", None, "Chức vụ"], ["1", "Nguyễn Văn", "An", "GV"]]
    reading = reader({"Nhân sự": lines}, {"Nhân sự": ["B1:C1"]})
    assert reading.dossier.by_id["1"].name == "Nguyễn Văn An"


@pytest.mark.parametrize("name", ["Xếp loại", "XEP LOAI", "xếp loại cá nhân ", "Xếp loại CBGVNV"])
def test_a_sheet_is_known_by_its_names(reader: Reader, name: str) -> None:
    reading = reader({"Nhân sự": PEOPLE, name: [["Mã", "Năm", "Xếp loại"]]})
    assert "ratings" in reading.dossier.covered


def test_an_unknown_sheet_is_named_never_guessed(reader: Reader) -> None:
    reading = reader({"Nhân sự": PEOPLE, "Bảng 2": [["Mã", "Năm", "Xếp loại"]], "Sheet3": []})
    assert codes(reading) == [("truong.xlsx!Bảng 2", "sheet-unknown")]
    assert "ratings" not in reading.dossier.covered
