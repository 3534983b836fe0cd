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
    assert rows(reading, "discipline") == [("A1", 2024, True)]
    assert "id-clash" in [code for _, code in codes(reading)]


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
    assert codes(reading) == [("Nhân sự!C2", "unit-ambiguous")]


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
