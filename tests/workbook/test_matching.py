"""Whom a row is about, and what is known when two rows disagree."""

import random
from datetime import date
from pathlib import Path

import pytest

from engine.facts import Dossier, Reading, State

from .books import PEOPLE, UNITS, Lines, Reader, codes, read, write

RATED = ["Mã", "Họ và tên", "Năm", "Xếp loại"]
BAD = ["Mã", "Họ và tên", "Hình thức kỷ luật", "Năm"]
AWARD = ["Mã", "Họ và tên", "Danh hiệu", "Năm"]


def rows(reading: Reading, relation: str) -> list[tuple[str, object, bool]]:
    """(subject, year, certain) of each row of a relation."""
    return [
        (subject.id, row.year.scalar, row.certain)
        for subject in reading.dossier.subjects
        for row in subject.rows.get(relation, ())
    ]


@pytest.fixture
def with_rows(reader: Reader):
    def make(sheet: str, *lines: list[object], people: Lines = PEOPLE) -> Reading:
        return reader({"Đơn vị": UNITS, "Nhân sự": people, sheet: list(lines)})

    return make


# Subjects


def test_an_integer_id_is_the_same_as_its_text(reader: Reader) -> None:
    reading = reader({"Nhân sự": [["Mã", "Họ tên"], [7, "An"]], "Kỷ luật": [BAD, ["7"]]})
    assert rows(reading, "discipline") == [("7", None, True)]


def test_ids_do_not_care_for_case(with_rows) -> None:
    assert rows(with_rows("Kỷ luật", BAD, ["nv1"]), "discipline") == [("NV1", None, True)]


def test_an_id_given_twice_is_one_subject_whose_differences_are_unknown(reader: Reader) -> None:
    people = [
        ["Mã", "Họ tên", "Chức vụ", "Đảng viên"],
        ["NV1", "An", "GV", "x"],
        ["NV1", "An", "NV", None],
    ]
    reading = reader({"Nhân sự": people, "Kỷ luật": [BAD, ["NV1", None, "KT", 2024]]})
    (subject,) = reading.dossier.subjects
    assert subject.fact("role").state is State.CONTRADICTORY
    assert [cell.ref for cell in subject.fact("role").cells] == ["C2", "C3"]
    assert subject.fact("party_member").scalar is True
    assert rows(reading, "discipline") == [("NV1", 2024, False)]
    assert codes(reading) == [("Nhân sự!A2", "id-duplicate"), ("Nhân sự!C2", "facts-contradict")]


def test_an_id_of_a_person_and_a_unit_makes_shared_rows_uncertain(reader: Reader) -> None:
    sheets = {
        "Đơn vị": [["Mã", "Tên đơn vị"], ["A1", "Trường A"]],
        "Nhân sự": [["Mã", "Họ tên"], ["A1", "An"]],
        "Khen thưởng": [AWARD, ["A1", None, "BK", 2024]],
        "Kỷ luật": [BAD, ["A1", None, "KT", 2024]],
    }
    reading = reader(sheets)
    awards = [(s.kind, s.rows["awards"][0].certain) for s in reading.dossier.subjects]
    assert awards == [("person", False), ("unit", False)]
    assert rows(reading, "discipline") == [("A1 (Nhân sự)", 2024, True)]
    assert "id-clash" in [code for _, code in codes(reading)]


def test_subjects_of_one_id_are_told_apart_in_every_conclusion(reader: Reader) -> None:
    sheets = {
        "Đơn vị": [["Mã", "Tên đơn vị"], ["A1", "Trường A"], ["A1 (Nhân sự)", "Trường B"]],
        "Nhân sự": [["Mã", "Họ tên", "Mã đơn vị"], ["A1", "An", "A1"]],
    }
    found = [(s.kind, s.id, s.unit) for s in reader(sheets).dossier.subjects]
    assert found == [
        ("person", "A1 (truong.xlsx!Nhân sự!A2)", "A1 (Đơn vị)"),
        ("unit", "A1 (Nhân sự)", None),
        ("unit", "A1 (Đơn vị)", None),
    ]


def test_a_row_without_id_and_name_may_be_one_more_member(reader: Reader) -> None:
    reading = reader({"Nhân sự": [*PEOPLE, [4, None, None, "TH01", "GV"]]})
    assert codes(reading) == [("Nhân sự!B5", "row-nobody")]
    assert len(reading.dossier.subjects) == 3
    assert "person" not in reading.dossier.covered


@pytest.mark.parametrize(
    ("cell", "unit", "code"),
    [
        ("TH01", "TH01", None), ("th01", "TH01", None), ("Trường THCS Bình Minh", "TH02", None),
        ("truong thcs binh minh", "TH02", None), ("TH09", None, "unit-unlisted"),
        (None, None, "unit-missing"), ("-", None, "unit-missing"),
    ],
)  # fmt: skip
def test_a_unit_is_found_by_id_or_name(
    reader: Reader, cell: str | None, unit: str | None, code: str | None
) -> None:
    people = [["Mã", "Họ tên", "Đơn vị"], ["NV1", "An", cell]]
    reading = reader({"Đơn vị": UNITS, "Nhân sự": people})
    assert reading.dossier.by_id["NV1"].unit == unit
    assert codes(reading) == ([("Nhân sự!C2", code)] if code else [])


def test_two_units_of_one_name_are_no_answer(reader: Reader) -> None:
    units = [["Mã", "Tên đơn vị"], ["T1", "Trường A"], ["T2", "Trường A"]]
    people = [["Mã", "Họ tên", "Đơn vị"], ["NV1", "An", "Trường A"]]
    reading = reader({"Đơn vị": units, "Nhân sự": people})
    assert reading.dossier.by_id["NV1"].unit is None
    assert codes(reading) == [("Nhân sự!C2", "unit-ambiguous"), ("Đơn vị!A2", "near-duplicate")]


@pytest.mark.parametrize(
    ("cell", "unit", "code"),
    [
        ("TH 01", "TH01", "unit-spelling"), ("th-01", "TH01", "unit-spelling"),
        ("TH1", None, "unit-unlisted"), ("Trường TH Hòa An", None, "unit-unlisted"),
    ],
)  # fmt: skip
def test_the_id_of_a_unit_may_have_other_spaces_and_dashes(
    reader: Reader, cell: str, unit: str | None, code: str
) -> None:
    people = [["Mã", "Họ tên", "Đơn vị"], ["NV1", "An", cell]]
    reading = reader({"Đơn vị": UNITS, "Nhân sự": people})
    assert reading.dossier.by_id["NV1"].unit == unit
    assert codes(reading) == [("Nhân sự!C2", code)]


def test_an_unlisted_unit_is_told_with_the_listed_one_that_it_may_be(reader: Reader) -> None:
    people = [["Mã", "Họ tên", "Đơn vị"], ["1", "An", "Trường TH Hòa An"], ["2", "Ba", "Sở"]]
    reading = reader({"Đơn vị": UNITS, "Nhân sự": people})
    helps = [p.help("vi") for p in reading.problems if p.code == "unit-unlisted"]
    assert ["Trường Tiểu học Hòa An" in text for text in helps] == [True, False]


def test_a_unit_given_by_id_and_by_name_is_one_unit(reader: Reader) -> None:
    people = [
        ["Mã", "Họ tên", "Mã đơn vị", "Đơn vị"],
        ["NV1", "An", "TH01", "Trường Tiểu học Hòa An"],
        ["NV2", "Bình", "TH01", "Trường THCS Bình Minh"],
    ]
    reading = reader({"Đơn vị": UNITS, "Nhân sự": people})
    assert [s.unit for s in reading.dossier.of_kind("person")] == ["TH01", None]
    assert codes(reading) == [("Nhân sự!C3", "unit-ambiguous")]


def test_without_a_sheet_of_units_one_problem_says_so(reader: Reader) -> None:
    reading = reader({"Nhân sự": PEOPLE})
    assert [p.code for p in reading.problems].count("unit-sheet-missing") == 1


def test_service_reaches_as_far_as_its_days_can(reader: Reader) -> None:
    header = ["Mã", "Họ tên", "Ngày vào ngành", "Ngày nghỉ"]
    people = [header, ["1", "An", "1/9/2020", "2024"], ["2", "Ba", "9/2020", None]]
    subjects = reader({"Nhân sự": people}).dossier.by_id
    assert (subjects["1"].joined, subjects["1"].left) == (date(2020, 9, 1), date(2024, 12, 31))
    assert (subjects["2"].joined, subjects["2"].left) == (date(2020, 9, 1), None)


# Rows


@pytest.mark.parametrize(
    ("number", "name", "expected", "code"),
    [
        ("NV1", "Nguyễn Văn An", [("NV1", True)], None),
        ("NV1", None, [("NV1", True)], None),
        ("NV1", "NGUYEN VAN AN", [("NV1", True)], "name-spelling"),
        (None, "Nguyễn Văn An", [("NV1", False)], "row-untied"),
        (None, None, [("NV1", False), ("NV2", False), ("NV3", False)], "row-untied"),
        ("NV9", None, [("NV1", False), ("NV2", False), ("NV3", False)], "subject-unlisted"),
        ("NV9", "Lê Văn Cường", [("NV3", False)], "subject-unlisted"),
        ("NV9", "Hoàng Văn Em", [], "subject-unlisted"),
        ("TH01", "Lê Văn Cường", [("NV3", False)], "subject-wrong-kind"),
        ("NV1", "Lê Văn Cường", [("NV1", False), ("NV3", False)], "name-mismatch"),
        ("NV1", "Hoàng Văn Em", [("NV1", False)], "name-mismatch"),
        ("#N/A", "Lê Văn Cường", [("NV3", False)], "formula-error"),
    ],
)
def test_a_row_is_about_whom_it_names_or_may_be(with_rows, number, name, expected, code) -> None:
    reading = with_rows("Kỷ luật", BAD, [number, name, "Khiển trách", 2024])
    assert rows(reading, "discipline") == [(one, 2024, certain) for one, certain in expected]
    found = [found for _, found in codes(reading)]
    assert found[:1] == ([code] if code else [])


def test_a_person_without_a_name_is_ruled_out_by_none(with_rows) -> None:
    people = [*PEOPLE, [4, "NV4", None, "TH02", "GV"]]
    reading = with_rows("Kỷ luật", BAD, ["NV9", "Hoàng Văn Em", "KT", 2024], people=people)
    assert rows(reading, "discipline") == [("NV4", 2024, False)]


def test_rows_of_a_mixed_relation_go_to_persons_and_units(with_rows) -> None:
    lines = [["NV1", None, "BK", 2024], ["TH02", None, "BK", 2023], [None, None, "GK", 2022]]
    reading = with_rows("Khen thưởng", AWARD, *lines)
    certain = [(subject, year) for subject, year, is_sure in rows(reading, "awards") if is_sure]
    assert certain == [("NV1", 2024), ("TH02", 2023)]
    assert len(rows(reading, "awards")) == 2 + 5


def test_without_an_id_column_no_row_is_certain(with_rows) -> None:
    reading = with_rows("Kỷ luật", BAD[1:], ["Nguyễn Văn An", "KT", 2024], ["Ai đó", "KT", 2024])
    assert rows(reading, "discipline") == [("NV1", 2024, False)]
    assert codes(reading) == [("truong.xlsx!Kỷ luật", "id-column-missing")]


def test_rows_of_one_year_are_one_row(with_rows) -> None:
    lines = [["NV1", None, 2023, "HTT"], ["NV1", None, 2023, None], ["NV1", None, 2024, "HTT"]]
    reading = with_rows("Xếp loại", RATED, *lines, ["NV1", None, 2024, "HTXS"])
    found = {row.year.scalar: row for row in reading.dossier.by_id["NV1"].rows["ratings"]}
    assert found[2023].value("grade").scalar == "good"
    assert found[2024].value("grade").state is State.CONTRADICTORY
    assert [cell.ref for cell in found[2024].value("grade").cells] == ["D4", "D5"]
    assert codes(reading) == [("Xếp loại!D4", "rows-contradict")]


def test_a_row_without_its_year_may_repeat_another(with_rows) -> None:
    reading = with_rows(
        "Xếp loại",
        RATED,
        ["NV1", None, 2023, "T"],
        ["NV1", None, None, "T"],
        ["NV2", None, None, "T"],
    )
    assert rows(reading, "ratings") == [
        ("NV1", 2023, True),
        ("NV1", None, False),
        ("NV2", None, True),
    ]


def test_a_column_for_each_year_gives_a_row_for_each_year(with_rows) -> None:
    header = ["Mã", "Họ và tên", "Xếp loại 2023", "Xếp loại 2024"]
    reading = with_rows("Xếp loại", header, ["NV1", None, "T", None])
    first, second = reading.dossier.by_id["NV1"].rows["ratings"]
    assert (first.year.cells[0].ref, first.value("grade").cells[0].ref) == ("C1", "C2")
    assert (second.year.scalar, second.value("grade").state) == (2024, State.BLANK)


def test_subjects_have_rows_only_of_relations_of_their_kind(with_rows) -> None:
    reading = with_rows("Kỷ luật", BAD)
    assert "discipline" in reading.dossier.by_id["NV1"].rows
    assert "discipline" not in reading.dossier.by_id["TH01"].rows


# An id that is written otherwise


@pytest.mark.parametrize(
    ("listed", "number", "name", "expected", "code"),
    [
        ("007", 7, "Nguyễn Văn An", [("007", True)], "id-spelling"),
        ("007", "7", "nguyen van an", [("007", True)], "id-spelling"),
        ("7", "007", "Nguyễn Văn An", [("7", True)], "id-spelling"),
        ("GV012", "GV 012", "Nguyễn Văn An", [("GV012", True)], "id-spelling"),
        ("GV012", "gv-012", "Nguyễn Văn An", [("GV012", True)], "id-spelling"),
        ("GV012", "gv012", "Nguyễn Văn An", [("GV012", True)], None),
        ("GV007", "7", "Nguyễn Văn An", [("GV007", False)], "subject-unlisted"),
        ("GV012", "GV12", "Nguyễn Văn An", [("GV012", False)], "subject-unlisted"),
        ("007", "7", None, [("007", False), ("X", False)], "subject-unlisted"),
        ("007", "7", "Lê Văn Cường", [("X", False)], "subject-unlisted"),
    ],
)
def test_an_id_is_known_again_without_its_zeros_if_the_name_agrees(
    reader: Reader, listed, number, name, expected, code
) -> None:
    people = [["Mã", "Họ tên"], [listed, "Nguyễn Văn An"], ["X", "Lê Văn Cường"]]
    reading = reader({"Nhân sự": people, "Kỷ luật": [BAD, [number, name, "KT", 2024]]})
    assert rows(reading, "discipline") == [(one, 2024, sure) for one, sure in expected]
    assert codes(reading)[:1] == ([("Kỷ luật!A2", code)] if code else [])


def test_an_id_that_two_could_be_without_their_zeros_is_of_neither(reader: Reader) -> None:
    people = [["Mã", "Họ tên"], ["07", "An"], ["007", "An"]]
    reading = reader({"Nhân sự": people, "Kỷ luật": [BAD, ["7", "An", "KT", 2024]]})
    assert rows(reading, "discipline") == [("007", 2024, False), ("07", 2024, False)]


# No id: name, date of birth and unit

BORN = ["Mã", "Họ và tên", "Ngày sinh", "Đơn vị"]
STAFF = [
    BORN,
    ["NV1", "Nguyễn Thị Hương", "1/2/1980", "TH01"],
    ["NV2", "Nguyễn Thị Hương", "3/4/1985", "TH01"],
    ["NV3", "Lê Văn Cường", "5/6/1990", "TH02"],
]
AGREED = ["Mã", "Họ và tên", "Ngày sinh", "Đơn vị công tác", "Hình thức kỷ luật", "Năm"]


@pytest.mark.parametrize(
    ("name", "born", "unit", "expected"),
    [
        ("Nguyễn Thị Hương", "01/02/1980", "TH01", [("NV1", True)]),
        ("NGUYỄN THỊ HƯƠNG", "1.2.1980", "Trường Tiểu học Hòa An", [("NV1", True)]),
        ("Nguyen Thi Huong", "3/4/1985", "th 01", [("NV2", True)]),
        ("Nguyễn Thị Hường", "3/4/1985", "TH01", [("NV1", False), ("NV2", False)]),
        ("Nguyễn Thị Hương", "3/4/1985", "TH02", [("NV1", False), ("NV2", False)]),
        ("Nguyễn Thị Hương", "9/9/1999", "TH01", [("NV1", False), ("NV2", False)]),
        ("Nguyễn Thị Hương", "1980", "TH01", [("NV1", False), ("NV2", False)]),
        ("Nguyễn Thị Hương", None, "TH01", [("NV1", False), ("NV2", False)]),
        ("Lê Văn Cường", "5/6/1990", None, [("NV3", False)]),
        ("Lê Văn Cường", None, None, [("NV3", False)]),
        (None, "5/6/1990", "TH02", [("NV1", False), ("NV2", False), ("NV3", False)]),
    ],
)
def test_a_row_without_an_id_is_about_whom_name_birth_and_unit_agree(
    with_rows, name, born, unit, expected
) -> None:
    line = [None, name, born, unit, "Khiển trách", 2024]
    reading = with_rows("Kỷ luật", AGREED, line, people=STAFF)
    assert rows(reading, "discipline") == [(one, 2024, sure) for one, sure in expected]
    told = [code for place, code in codes(reading) if place.startswith("Kỷ luật")]
    is_sure = all(sure for _, sure in expected)
    assert ("row-untied" in told) is not is_sure


@pytest.mark.parametrize(
    "other",
    [
        ["NV4", "Lê Văn Cường", None, "TH02"],
        ["NV4", "Lê Văn Cường", "1990", "TH02"],
        ["NV4", "Lê Văn Cường", "5/6/1990", None],
        ["NV4", None, None, "TH02"],
        ["NV4", "Lê Văn Cường", "5/6/1990", "TH02"],
    ],
)
def test_whoever_else_the_row_may_be_about_makes_it_uncertain(with_rows, other) -> None:
    line = [None, "Lê Văn Cường", "5/6/1990", "TH02", "KT", 2024]
    reading = with_rows("Kỷ luật", AGREED, line, people=[*STAFF, other])
    assert ("NV3", 2024, False) in rows(reading, "discipline")
    assert not any(certain for _, _, certain in rows(reading, "discipline"))


def test_somebody_of_that_name_who_is_ruled_out_changes_nothing(with_rows) -> None:
    others = [["NV4", "Lê Văn Cường", "1991", "TH02"], ["NV5", "Lê Văn Cường", None, "TH01"]]
    line = [None, "Lê Văn Cường", "5/6/1990", "TH02", "KT", 2024]
    reading = with_rows("Kỷ luật", AGREED, line, people=[*STAFF, *others])
    assert rows(reading, "discipline") == [("NV3", 2024, True)]


def test_a_sheet_without_ids_is_tied_by_the_other_columns_and_says_so(with_rows) -> None:
    lines = [
        ["Lê Văn Cường", "5/6/1990", "TH02", "KT", 2024],
        ["Lê Văn Cường", None, "TH02", "KT", 2023],
    ]
    reading = with_rows("Kỷ luật", AGREED[1:], *lines, people=STAFF)
    assert rows(reading, "discipline") == [("NV3", 2023, False), ("NV3", 2024, True)]
    assert codes(reading) == [
        ("Kỷ luật!A3", "row-untied"),
        ("truong.xlsx!Kỷ luật", "id-by-name"),
    ]


def test_a_list_without_ids_and_without_units_still_knows_its_people_again(reader: Reader) -> None:
    people = [BORN[1:], ["Lê Văn Cường", "5/6/1990", "Trường A"]]
    lines = [AGREED[1:], ["Lê Văn Cường", "5/6/1990", "trường A", "KT", 2024]]
    reading = reader({"Nhân sự": people, "Kỷ luật": lines})
    assert rows(reading, "discipline") == [("Nhân sự!A2", 2024, True)]


def test_a_row_about_a_unit_is_tied_by_its_name_alone(with_rows) -> None:
    header = ["Tên đơn vị", "Năm", "Tập thể"]
    lines = [["Trường THCS Bình Minh", 2024, "T"], ["truong thcs binh minh", 2023, "T"]]
    reading = with_rows("Xếp loại tập thể", header, *lines, ["Trường C", 2024, "T"])
    assert rows(reading, "unit_ratings") == [("TH02", 2023, True), ("TH02", 2024, True)]
    assert ("Xếp loại tập thể!A4", "row-untied") in codes(reading)


@pytest.mark.parametrize(
    ("name", "born", "expected", "code"),
    [
        ("Lê Văn Cường", "5/6/1990", True, None),
        ("Lê Văn Cường", "6/5/1990", True, "birth-differs"),
        ("Lê Văn Cường", "1990", True, "value-partial"),
        (None, "6/5/1990", False, "birth-mismatch"),
        (None, "5/6/1990", True, None),
    ],
)
def test_a_date_of_birth_is_held_against_the_id(with_rows, name, born, expected, code) -> None:
    line = ["NV3", name, born, "TH02", "KT", 2024]
    reading = with_rows("Kỷ luật", AGREED, line, people=STAFF)
    assert rows(reading, "discipline") == [("NV3", 2024, expected)]
    assert [found for _, found in codes(reading)] == ([code] if code else [])


def test_an_id_merged_over_several_rows_is_one_listing(reader: Reader) -> None:
    people = [
        ["Mã", "Họ tên", "Đảng viên", "Chức vụ"],
        ["NV1", "An", "x", None],
        [None] * 3 + ["GV"],
    ]
    reading = reader({"Nhân sự": people}, {"Nhân sự": ["A2:A3", "B2:B3"]})
    (subject,) = reading.dossier.subjects
    assert (subject.fact("role").scalar, subject.fact("party_member").scalar) == ("teacher", True)
    assert codes(reading) == []


# What may have been typed twice

LISTED = ["Mã", "Họ và tên", "Ngày sinh", "Mã đơn vị"]


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (("Lê Thị Hoa", "1/2/1980", "TH01"), ("lê thị  hoa", "1/2/1980", "TH02"), "near-duplicate"),
        (("Lê Thị Hoa", "1/2/1980", "TH01"), ("Le Thi Hoa", "1/2/1980", "TH02"), "near-duplicate"),
        (("Lê Thị Hoa", "1/2/1980", "TH01"), ("Lê Thị Hòa", "1/2/1980", "TH01"), "near-duplicate"),
        (("Lê Thị Hoa", "1/2/1980", "TH01"), ("Lê Thị Hoan", "1/2/1980", "TH01"), "near-duplicate"),
        (("Lê Thị Lan", "1/2/1980", "TH01"), ("Lê Thị Lam", "1/2/1980", "TH01"), "near-duplicate"),
        (("Lê Thị Hoa", "1/2/1980", "TH01"), ("Lê Thị Hòa", "1/2/1980", "TH02"), None),
        (("Lê Thị Lan", "1/2/1980", "TH01"), ("Lê Thị Lam", "1/2/1981", "TH01"), None),
        (("Lê Thị Lan", "1/2/1980", "TH01"), ("Lê Văn Lan", "1/2/1980", "TH01"), None),
        (("Lê Thị Hoa", "1/2/1980", "TH01"), ("Lê Thị Hoa", "1/2/1981", "TH01"), None),
        (("Lê Thị Hoa", None, "TH01"), ("Lê Thị Hoa", "1/2/1981", "TH01"), "same-name"),
        (("Lê Thị Hoa", None, "TH01"), ("Lê Thị Hoa", None, "TH02"), None),
    ],
)
def test_persons_who_may_be_one_are_told_and_not_merged(reader: Reader, one, other, code) -> None:
    people = [LISTED, ["NV1", *one], ["NV2", *other]]
    reading = reader({"Đơn vị": UNITS, "Nhân sự": people})
    assert codes(reading) == ([("Nhân sự!A2", code)] if code else [])
    assert len(reading.dossier.of_kind("person")) == 2


def test_two_persons_of_one_citizen_number_are_told(reader: Reader) -> None:
    people = [["Mã", "Họ và tên", "CCCD"], ["1", "An", "001086000001"], ["2", "Ba", "001086000001"]]
    reading = reader({"Nhân sự": people})
    (told,) = (p for p in reading.problems if p.code == "near-duplicate")
    assert "001086000001" not in told.message("vi")  # its cell has it, for whoever may see it
    assert told.where == "truong.xlsx!Nhân sự!A2"


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("Trường Mầm non Sao Mai", "Trường mầm non Sao Mai", True),
        ("Trường Mầm non Sao Mai", "Trường MN Sao Mai", True),
        ("Trường Mầm non Sao Mai", "Trường Mầm non Sao Mái", True),
        ("Trường Mầm non Sao Mai", "Trường Mầm non Sao Mới", True),
        ("Trường Mầm non Số 1", "Trường Mầm non Số 2", False),
        ("Trường Tiểu học A", "Trường Tiểu học B", False),
        ("Trường Tiểu học Hòa An", "Trường THCS Hòa An", False),
    ],
)
def test_units_who_may_be_one_are_told(reader: Reader, one, other, is_told) -> None:
    reading = reader({"Đơn vị": [["Mã đơn vị", "Tên đơn vị"], ["A", one], ["B", other]]})
    assert codes(reading) == ([("Đơn vị!A2", "near-duplicate")] if is_told else [])


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        (["CSTĐCS", 2024, "1/QĐ"], ["CSTĐCS", 2024, "1/QĐ"], True),
        (["CSTĐCS", 2024, None], ["CSTĐCS", 2024, None], True),
        (["CSTĐCS", 2024, "1/QĐ"], ["CSTĐCS", 2024, "2/QĐ"], False),
        (["CSTĐCS", 2024, "1/QĐ"], ["CSTĐCS", 2023, "1/QĐ"], False),
        (["CSTĐCS", None, None], ["CSTĐCS", None, None], False),
        ([None, 2024, "1/QĐ"], [None, 2024, "1/QĐ"], False),
    ],
)
def test_an_award_typed_twice_is_told_and_counts_twice(with_rows, one, other, is_told) -> None:
    header = ["Mã", "Danh hiệu", "Năm", "Số quyết định"]
    reading = with_rows("Khen thưởng", header, ["NV1", *one], ["NV1", *other])
    found = [place for place, code in codes(reading) if code == "near-duplicate"]
    assert found == (["Khen thưởng!B2"] if is_told else [])
    assert len(reading.dossier.by_id["NV1"].rows["awards"]) == 2


# Forms and attestations

UNSURE = (None, "unconfirmed")


def confirmed(reader: Reader, *line: object, people: Lines = PEOPLE) -> tuple[object, list[str]]:
    header = ["Mã", "Họ và tên", "Tín nhiệm", "Người xác nhận", "Ngày xác nhận"]
    reading = reader({"Đơn vị": UNITS, "Nhân sự": people, "Xác nhận": [header, list(line)]})
    value = reading.dossier.by_id["NV1"].fact("trusted")
    return (value.scalar, value.state.value), [code for _, code in codes(reading)]


@pytest.mark.parametrize(
    ("line", "expected", "code"),
    [
        (["NV1", None, "x", "Công đoàn", "15/6/2024"], (True, "known"), None),
        (["NV1", None, "không", None, None], (False, "known"), None),
        (["NV1", None, None, "Công đoàn", "15/6/2024"], (None, "blank"), None),
        (["NV1", None, "x", None, "15/6/2024"], UNSURE, "attestation-unsigned"),
        (["NV1", None, "x", "Công đoàn", None], UNSURE, "attestation-undated"),
        (["NV1", None, "x", "Công đoàn", "2024"], UNSURE, "attestation-undated"),
        (["NV1", None, "x", "nguyễn văn an", "15/6/2024"], UNSURE, "attestation-self"),
        (["NV1", None, "x", "Nguyen Van An", "15/6/2024"], UNSURE, "attestation-self"),
        (["NV1", None, "x", "Ông Nguyễn Văn An", "15/6/24"], UNSURE, "attestation-self"),
        (["NV1", None, "x", "HT: Nguyễn Văn An", "1/6/2024"], UNSURE, "attestation-self"),
        (["NV1", None, "x", "nv1", "15/6/2024"], UNSURE, "attestation-self"),
        (["NV1", None, "x", "Nguyễn Văn An Bình", "15/6/2024"], (True, "known"), None),
        (["NV1", "Lê Văn Cường", "x", "CĐ", "15/6/2024"], (None, "contradictory"), "name-mismatch"),
        ([None, "Nguyễn Văn An", "x", "CĐ", "15/6/2024"], (None, "absent"), "row-untied"),
        (["NV9", "Nguyễn Văn An", "x", "CĐ", "15/6/2024"], (None, "absent"), "subject-unlisted"),
    ],
)  # fmt: skip
def test_an_attestation_counts_if_somebody_else_signed_and_dated_it(
    reader: Reader, line: list[object], expected: tuple[object, str], code: str | None
) -> None:
    value, found = confirmed(reader, *line)
    assert value == expected
    assert code in found if code else found == []


def test_somebody_without_a_name_may_have_signed_for_themselves(reader: Reader) -> None:
    people = [["Mã", "Họ và tên", "Mã đơn vị"], ["NV1", None, "TH01"]]
    line = ["NV1", None, "x", "Công đoàn", "15/6/2024"]
    value, found = confirmed(reader, *line, people=people)
    assert value == UNSURE
    assert "attestation-anonymous" in found


def test_an_attestation_names_its_value_signer_and_day(reader: Reader) -> None:
    header = ["Mã", "Tín nhiệm", "Người xác nhận", "Ngày xác nhận"]
    line = ["NV1", "x", "Công đoàn", "15/6/2024"]
    subject = reader({"Nhân sự": PEOPLE, "Xác nhận": [header, line]}).dossier.by_id["NV1"]
    assert [cell.ref for cell in subject.fact("trusted").cells] == ["B2", "C2", "D2"]
    assert subject.fact("confirmed_by").scalar == "Công đoàn"


def test_two_rows_of_a_form_that_differ_leave_the_fact_unknown(reader: Reader) -> None:
    header = ["Mã", "Tín nhiệm", "Người xác nhận", "Ngày xác nhận"]
    lines = [["NV1", answer, "Công đoàn", "15/6/2024"] for answer in ("x", "không")]
    reading = reader({"Nhân sự": PEOPLE, "Xác nhận": [header, *lines]})
    assert reading.dossier.by_id["NV1"].fact("trusted").state is State.CONTRADICTORY
    assert ("Xác nhận!B2", "facts-contradict") in codes(reading)


# Order


def bare(dossier: Dossier) -> list[object]:
    """A dossier without provenance."""
    return [
        (
            s.id, s.kind, s.name, s.unit, s.joined, s.left,
            sorted((n, str(v.scalar), v.state) for n, v in s.facts.items()),
            sorted(
                (relation, row.certain, str(row.year.scalar),
                 sorted((n, str(v.scalar), v.state) for n, v in row.fields.items()))
                for relation, rows in s.rows.items() for row in rows
            ),
        )
        for s in dossier.subjects
    ]  # fmt: skip


def shuffled(lines: Lines, shuffle: random.Random) -> Lines:
    order = list(range(len(lines[0])))
    shuffle.shuffle(order)
    below = [list(line) + [None] * (len(order) - len(line)) for line in lines[1:]]
    shuffle.shuffle(below)
    return [[line[column] for column in order] for line in [list(lines[0]), *below]]


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_sheets_rows_and_columns_changes_no_fact(tmp_path: Path, seed: int) -> None:
    sheets: dict[str, Lines] = {
        "Đơn vị": UNITS,
        "Nhân sự": [line[1:] for line in PEOPLE] + [["NV1", "Nguyễn Văn An", "TH02", "NV", "x"]],
        "Xếp loại": [RATED, ["NV2", None, 2023, "T"], ["NV2", None, 2023, "XS"],
                     ["NV3", None, 2023, "T"], ["NV3", "Trần Thị Bình", 2024, "T"],
                     [None, None, 2022, "T"], ["NV2", None, None, "T"]],
        "Khen thưởng": [AWARD, ["TH01", None, "BK", 2024], ["NV2", None, "GK", 2023]],
    }  # fmt: skip
    shuffle = random.Random(seed)
    names = list(sheets)
    shuffle.shuffle(names)
    one = read(write(tmp_path / "a.xlsx", sheets))
    other = read(write(tmp_path / "b.xlsx", {n: shuffled(sheets[n], shuffle) for n in names}))
    assert bare(one.dossier) == bare(other.dossier)
    assert sorted(p.code for p in one.problems) == sorted(p.code for p in other.problems)
