"""Which columns of a sheet are used, and for what."""

import pytest

from engine.facts import SchoolYear
from engine.workbook.reading import read_inputs
from engine.workbook.sheets.headers import HeaderNames
from engine.workbook.sheets.search import find_header

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


def test_a_list_with_a_year_column_has_none_for_a_single_year(columns) -> None:
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


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Mã", "Họ tên", "Mã đơn vị"], ["award_owner", "award_owner_name", "holder_unit"]),
        (["Mã đơn vị", "Họ tên", "Mã CB"], ["holder_unit", "award_owner_name", "award_owner"]),
        (["Mã đơn vị", "Tên đơn vị"], ["award_owner", "award_owner_name"]),
        (["Mã", "Tên đơn vị", "Họ tên"], ["award_owner", "holder_unit", "award_owner_name"]),
        (["Mã đơn vị", "Mã trường", "Họ tên"], ["award_owner", "award_owner", "award_owner_name"]),
    ],
)
def test_a_header_is_the_unit_only_beside_an_own_column_of_the_id_or_name(
    columns, header: list[str], fields: list[str]
) -> None:
    lines = [[*header, "Danh hiệu"], ["1", "2", "3", "4"]]
    _, _, used = columns("awards", lines)
    assert [field for _, field, _ in used] == [*fields, "award_name"]


@pytest.mark.parametrize(
    ("names", "is_missed"),
    [
        (["Nguyễn Văn An - Hiệu trưởng", "Lê Bình - Giáo viên"], False),
        (["Nguyễn Văn An - Hiệu trưởng", "Lê Bình"], True),
        ([], True),
    ],
)
def test_a_column_is_missing_only_where_some_row_has_it_from_nowhere_else(
    reader: Reader, names: list[str], is_missed: bool
) -> None:
    people = [[f"NV{number}", name] for number, name in enumerate(names)]
    reading = reader({"Nhân sự": [["Mã", "Họ và tên"], *people]})
    missing = [p.details["column"] for p in reading.problems if p.code == "column-missing"]
    assert ("Chức vụ" in missing) is is_missed


def test_a_year_in_the_title_stands_for_the_column(reader: Reader) -> None:
    lines = [["KHEN THƯỞNG NĂM 2024"], ["Mã", "Danh hiệu", "Cấp"], ["NV1", "BK", "Tỉnh"]]
    reading = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines})
    told = {(p.code, p.details.get("column")) for p in reading.problems + reading.unused}
    assert "year-from-title" in {code for code, _ in told}
    assert ("column-missing", "Năm") not in told


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


# Parents that are not merged with their columns


def test_a_parent_may_stand_above_the_first_of_its_columns(columns) -> None:
    lines = [
        ["Mã", "Họ và tên", "Xếp loại", None, None, "Cam kết chất lượng", None, None],
        [None, None, 2021, 2022, 2023, 2021, 2022, 2023],
        ["NV1", "An", "T", "T", "T", "x", "x", "x"],
    ]
    grades = [(2 + n, "grade", 2021 + n) for n in range(3)]
    kept = [(5 + n, "commitment_kept", 2021 + n) for n in range(3)]
    assert columns("ratings", lines) == (0, 1, [*IDS, *grades, *kept])


def test_a_parent_may_stand_above_the_middle_of_its_columns(columns) -> None:
    lines = [
        ["Mã", "Họ và tên", None, "Xếp loại", None, None, "Cam kết chất lượng", None],
        [None, None, 2021, 2022, 2023, 2021, 2022, 2023],
        ["NV1", "An", "T", "T", "T", "x", "x", "x"],
    ]
    grades = [(2 + n, "grade", 2021 + n) for n in range(3)]
    kept = [(5 + n, "commitment_kept", 2021 + n) for n in range(3)]
    assert columns("ratings", lines) == (0, 1, [*IDS, *grades, *kept])


def test_a_parent_may_stand_above_one_column_alone(columns) -> None:
    lines = [["Mã", "Họ và tên", "Xếp loại"], [None, None, "Năm 2021"], ["NV1", "An", "T"]]
    assert columns("ratings", lines) == (0, 1, [*IDS, (2, "grade", 2021)])


def test_a_year_that_is_not_merged_may_be_the_parent(columns) -> None:
    lines = [
        [None, 2023, None, 2024, None],
        ["Mã đơn vị", "Tập thể", "Chi bộ", "Tập thể", "Chi bộ"],
        ["TH01", "T", "T", "T", "T"],
    ]
    assert columns("unit_ratings", lines) == (
        0,
        1,
        [(0, "rated_unit", None), (1, "unit_grade", 2023), (2, "party_grade", 2023),
         (3, "unit_grade", 2024), (4, "party_grade", 2024)],
    )  # fmt: skip


def test_a_parent_completes_the_names_of_its_columns(columns) -> None:
    lines = [["Mã", "Quyết định", None, "Danh hiệu"], [None, "Số", "Ngày"], ["NV1", "1", "2", "x"]]
    found = columns("awards", lines)
    assert found is not None
    assert found[2] == [(0, "award_owner", None), (1, "award_decision", None),
                        (2, "award_date", None), (3, "award_name", None)]  # fmt: skip


@pytest.mark.parametrize(
    ("parents", "years", "torn"),
    [
        (["Xếp loại", None, "Cam kết chất lượng", None], [2021, 2022, 2023, 2024], ["D2"]),
        (["Xếp loại", None, None, "Cam kết chất lượng"], [2021, 2022, 2023, 2024], ["D2", "E2"]),
    ],
)
def test_columns_that_may_be_those_of_two_parents_are_told(
    reader: Reader, parents: list[str | None], years: list[int], torn: list[str]
) -> None:
    lines = [["Mã", "Họ tên", *parents], [None, None, *years], ["NV1", "Nguyễn Văn An", *"TTxx"]]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": lines})
    told = [p.cells[0].ref for p in reading.problems if p.code == "column-torn"]
    assert told == torn


def test_a_parent_takes_no_column_that_has_its_own(columns) -> None:
    lines = [
        ["Mã", "Họ và tên", "Xếp loại", None, "Điểm", None, None],
        [None, None, 2021, 2022, 2021, 2022, "Ghi chú"],
        ["NV1", "An", "T", "T", 9, 9, "x"],
    ]
    assert columns("ratings", lines) == (0, 1, [*IDS, (2, "grade", 2021), (3, "grade", 2022)])


def test_a_parent_does_not_reach_across_a_year_that_it_has(columns) -> None:
    lines = [
        ["Mã", "Họ và tên", "Xếp loại", None, None, None],
        [None, None, 2021, 2022, 2021, 2022],
        ["NV1", "An", "T", "T", "T", "T"],
    ]
    assert columns("ratings", lines) == (0, 1, [*IDS, (2, "grade", 2021), (3, "grade", 2022)])


def test_a_header_below_a_parent_that_says_nothing_is_no_year(columns) -> None:
    lines = [
        ["Mã", "Họ và tên", "Xếp loại", None, "Cam kết chất lượng"],
        [None, None, "Đợt 1", "Đợt 2", None],
        ["NV1", "An", "T", "T", "x"],
    ]
    found = columns("ratings", lines, "A1:A2", "B1:B2", "E1:E2")
    assert found == (0, 1, [*IDS, (4, "commitment_kept", None)])


@pytest.mark.parametrize(
    "lines",
    [
        [["Mã", "Họ tên", "Xếp loại", None], ["NV1", "An", "2021", "2022"]],
        [["Mã", "Họ tên", "Năm", "Xếp loại"], ["NV1", "An", 2021, "T"]],
        [["Mã", "Họ tên", "Năm", "Xếp loại"], [None, "An", 2021, "T"]],
    ],
)
def test_the_first_row_is_no_part_of_the_header(columns, lines: Lines) -> None:
    found = columns("ratings", lines)
    assert found is not None
    assert found[:2] == (0, 0)


# Years as columns in a list of what happened


def test_a_list_may_have_a_column_for_each_year(columns) -> None:
    lines = [["Mã", "Họ tên", "Danh hiệu 2021", "Danh hiệu năm học 2022-2023"], ["NV1", "A", "x"]]
    assert columns("awards", lines) == (
        0,
        0,
        [(0, "award_owner", None), (1, "award_owner_name", None), (2, "award_name", 2021),
         (3, "award_name", SchoolYear(2022))],
    )  # fmt: skip


def test_a_column_of_no_year_among_years_is_not_used(reader: Reader) -> None:
    lines = [["Mã", "Danh hiệu 2021", "Danh hiệu 2022", "Cấp"], ["NV1", "LĐTT", "LĐTT", "Huyện"]]
    reading = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines})
    assert ("Khen thưởng!D1", "column-yearless") in codes(reading)
    rows = reading.dossier.by_id["NV1"].rows["awards"]
    assert [(r.year.scalar, "award_level" in r.fields) for r in rows] == [
        (2021, False),
        (2022, False),
    ]


# Where the header is


def test_a_header_may_stand_deep_down(columns) -> None:
    words = [[f"Dòng {number}"] for number in range(200)]
    lines = [*words, ["STT", "Mã", "Họ tên", "Xếp loại"], [1, "NV1", "An", "T"]]
    found = columns("ratings", lines)
    assert found == (200, 200, [(1, "rated_person", None), (2, "rated_person_name", None),
                                (3, "grade", None)])  # fmt: skip


def test_a_sheet_of_one_column_has_no_header(reader: Reader) -> None:
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": [["Họ và tên"], ["Nguyễn Văn An"]]})
    assert codes(reading) == [("truong.xlsx!Xếp loại", "header-not-found")]


def test_a_header_merged_with_a_row_of_the_list_leaves_the_row(reader: Reader) -> None:
    lines = [["Mã", "Hình thức", "Năm"], ["NV1", None, 2021], ["NV2", "Cảnh cáo", 2022]]
    reading = reader({"Nhân sự": PEOPLE, "Kỷ luật": lines}, {"Kỷ luật": ["B1:B2"]})
    (row,) = reading.dossier.by_id["NV1"].rows["discipline"]
    assert (row.value("discipline_form").scalar, row.year.scalar) == (None, 2021)
    assert codes(reading) == [("Kỷ luật!B1", "header-merged-down")]


# Several tables on one sheet

FIRST: Lines = [["Mã", "Năm", "Xếp loại"], ["NV1", 2021, "HTT"]]


def rated(reading) -> list[tuple[object, object]]:
    rows = reading.dossier.by_id["NV1"].rows["ratings"]
    return [(row.year.scalar, row.value("grade").scalar) for row in rows]


def test_a_table_below_is_read_with_its_own_header(reader: Reader) -> None:
    below: Lines = [[], ["Năm học cũ"], ["Năm", "Họ và tên", "Kết quả xếp loại", "Mã"],
                    [2022, "Nguyễn Văn An", "T", "NV1"]]  # fmt: skip
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": [*FIRST, *below]})
    assert rated(reading) == [(2021, "good"), (2022, "good")]
    assert ("A4", "row-title") in [(p.cells[0].ref, p.code) for p in reading.unused]


def test_a_larger_table_below_does_not_hide_the_one_above(reader: Reader) -> None:
    below: Lines = [[], ["Mã", "Họ và tên", "Năm", "Xếp loại", "Cam kết chất lượng"],
                    ["NV1", "Nguyễn Văn An", 2022, "T", "x"]]  # fmt: skip
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": [*FIRST, *below]})
    assert rated(reading) == [(2021, "good"), (2022, "good")]


def test_each_table_has_the_year_of_its_own_title(reader: Reader) -> None:
    table = [["Mã", "Xếp loại", "Cam kết chất lượng"], ["NV1", "HTT", "x"]]
    turned = [["Cam kết chất lượng", "Mã", "Xếp loại"], ["x", "NV1", "HTT"]]
    lines = [["NĂM 2021"], *table, [], *turned, [], ["NĂM 2022"], *table, [], ["NĂM 2023"], *turned]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": lines})
    assert [year for year, _ in rated(reading)] == [2021, 2022, 2023]
    assert "rows-contradict" not in [code for _, code in codes(reading)]


def test_tables_side_by_side_are_read_one_by_one(reader: Reader) -> None:
    lines = [
        ["KẾT QUẢ XẾP LOẠI NĂM 2021"],
        ["STT", "Mã", "Xếp loại", None, "STT", "Mã", "Xếp loại"],
        [1, "NV1", "HTT", None, 3, "NV3", "HTXS"],
        [2, "NV2", "HTT"],
    ]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": lines})
    grades = {
        subject.id: [
            (row.year.scalar, row.value("grade").scalar) for row in subject.rows["ratings"]
        ]
        for subject in reading.dossier.of_kind("person")
    }
    assert grades == {"NV1": [(2021, "good")], "NV2": [(2021, "good")],
                      "NV3": [(2021, "excellent")]}  # fmt: skip


def test_a_table_of_another_list_is_told_and_that_list_not_complete(reader: Reader) -> None:
    other: Lines = [[], ["BỊ KỶ LUẬT"], ["Mã", "Hình thức kỷ luật", "Năm"],
                    ["NV1", "Khiển trách", 2021]]  # fmt: skip
    sheets = {"Nhân sự": [*PEOPLE, *other], "Kỷ luật": [["Mã", "Hình thức", "Năm"]]}
    reading = reader(sheets)
    assert codes(reading) == [("Nhân sự!A7", "table-unread")]
    unread = [p.cells[0].ref for p in reading.unused if p.code == "row-unread"]
    assert unread == ["A6", "A8"]
    assert "discipline" not in reading.dossier.covered
    assert len(reading.dossier.of_kind("person")) == 3
