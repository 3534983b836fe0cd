"""Of which year a row is, and what is told about values that are only partly known."""

from datetime import date

import pytest

from engine.codes import Severity
from engine.facts import Axis, Reading, SchoolYear, State, Value

from .books import PEOPLE, Lines, Reader, codes

SCHOOL = Axis("school", (9, 1))
RATED = ["Mã", "Năm học", "Xếp loại"]
SERVING: Lines = [
    ["Mã", "Họ và tên", "Ngày vào ngành", "Ngày nghỉ"],
    ["NV1", "Nguyễn Văn An", "01/09/2022", "6/2024"],
]


def rated(reader: Reader, *lines: list[object], people: Lines = PEOPLE) -> Reading:
    return reader({"Nhân sự": people, "Xếp loại": [RATED, *lines]})


def years(reading: Reading) -> list[tuple[object, bool]]:
    rows = reading.dossier.by_id["NV1"].rows["ratings"]
    return [(row.year.scalar, row.certain) for row in rows]


def test_a_row_of_a_school_year_is_kept_with_it(reader: Reader) -> None:
    reading = rated(reader, ["NV1", "2023-2024", "HTT"], ["NV1", 2024, "HTT"])
    assert years(reading) == [(SchoolYear(2023), True), (2024, True)]
    assert codes(reading) == []


def test_rows_of_one_school_year_are_one_row(reader: Reader) -> None:
    reading = rated(reader, ["NV1", "2023-2024", "HTT"], ["NV1", "NH 2023-24", "HTXS"])
    (row,) = reading.dossier.by_id["NV1"].rows["ratings"]
    assert (row.year.scalar, row.value("grade").state) == (SchoolYear(2023), State.CONTRADICTORY)
    (problem,) = [p for p in reading.problems if p.code == "rows-contradict"]
    assert problem.details["year"] == "2023-2024"


def test_school_years_as_columns_give_a_row_each(reader: Reader) -> None:
    lines = [["Mã", "Họ tên", "Xếp loại 2022-2023", "Xếp loại 2023-2024"], ["NV1", None, "T", "T"]]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": lines})
    assert years(reading) == [(SchoolYear(2022), True), (SchoolYear(2023), True)]
    assert [r.year.cells[0].ref for r in reading.dossier.by_id["NV1"].rows["ratings"]] == [
        "C1",
        "D1",
    ]


@pytest.mark.parametrize(
    ("year", "certain"),
    [("2020-2021", False), ("2021-2022", True), ("2023-2024", True), ("2024-2025", True),
     ("2025-2026", False), (2021, False), (2022, True), (2024, True), (2025, False)],
)  # fmt: skip
def test_a_school_year_is_of_service_if_it_may_be(
    reader: Reader, year: object, certain: bool
) -> None:
    reading = rated(reader, ["NV1", year, "HTT"], people=SERVING)
    assert [is_certain for _, is_certain in years(reading)] == [certain]
    assert ("row-outside-service" in [code for _, code in codes(reading)]) is not certain


@pytest.mark.parametrize(
    ("year", "day", "low", "high", "cell"),
    [
        (2023, "15/06/2024", 2023, 2023, "C2"),
        ("2023-2024", None, 2023, 2024, "C2"),
        (None, "15/06/2024", None, None, "C2"),
        ("-", "15/06/2024", None, None, "C2"),
        (None, None, None, None, "C2"),
        ("xx", "15/06/2024", None, None, "C2"),
    ],
)
def test_a_year_that_is_blank_is_not_taken_from_the_day(
    reader: Reader, year: object, day: object, low: int | None, high: int | None, cell: str
) -> None:
    lines = [["Mã", "Danh hiệu", "Năm", "Ngày quyết định"], ["NV1", "LĐTT", year, day]]
    reading = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines})
    (row,) = reading.dossier.by_id["NV1"].rows["awards"]
    assert row.years(Axis()) == (low, high)
    assert [one.ref for one in row.year.cells] == [cell]


def test_without_a_year_column_the_day_decides_on_every_axis(reader: Reader) -> None:
    lines = [["Mã", "Danh hiệu", "Ngày ký"], ["NV1", "LĐTT", "15/06/2024"], ["NV2", "LĐTT", "2024"]]
    subjects = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines}).dossier.by_id
    (exact,), (partial,) = subjects["NV1"].rows["awards"], subjects["NV2"].rows["awards"]
    assert exact.year == exact.value("award_date")
    assert exact.year.scalar == date(2024, 6, 15)
    assert (exact.years(SCHOOL), partial.years(SCHOOL)) == ((2023, 2023), (2023, 2024))
    assert partial.year.ends == (date(2024, 1, 1), date(2024, 12, 31))


def test_rows_stand_in_the_order_of_their_years(reader: Reader) -> None:
    lines: list[list[object]] = [
        ["Mã", "Danh hiệu", "Năm", "Ngày ký"],
        ["NV1", "e", None, None],
        ["NV1", "d", "2025-2026", "15/06/2025"],
        ["NV1", "c", "2024-2025", None],
        ["NV1", "b", 2024, None],
        ["NV1", "a", 2023, "5/2023"],
    ]
    rows = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines}).dossier.by_id["NV1"].rows["awards"]
    assert [row.value("award_name").scalar for row in rows] == list("abcde")


def told(reading: Reading) -> list[tuple[str, ...]]:
    found = [p for p in reading.problems if p.code == "value-partial"]
    assert all(problem.severity is Severity.NOTE for problem in found)
    return [(p.cells[0].ref, *(p.details[key] for key in ("raw", "low", "high"))) for p in found]


def test_a_value_that_is_partly_known_is_told(reader: Reader) -> None:
    units = [["Mã đơn vị", "Tên đơn vị"], ["TH01", "Trường Tiểu học Hòa An"]]
    people = [["Mã", "Họ tên", "Năm sinh"], ["NV1", "An", 1980], ["NV2", "Bình", "5/2000"]]
    counts = [["Mã đơn vị", "Năm", "HS bỏ học", "Đơn thư"], ["TH01", 2024, "2-3", "từ 5 trở lên"]]
    reading = reader({"Đơn vị": units, "Nhân sự": people, "Vi phạm": counts})
    assert told(reading) == [
        ("C2", "1980", "01/01/1980", "31/12/1980"),
        ("C3", "5/2000", "01/05/2000", "31/05/2000"),
        ("C2", "2-3", "2", "3"),
        ("D2", "từ 5 trở lên", "5", "…"),
    ]
    (row,) = reading.dossier.by_id["TH01"].rows["unit_incidents"]
    assert row.value("dropouts").ends == (2, 3)
    assert row.value("complaints").ends == (5, None)


def test_two_columns_narrow_what_is_known(reader: Reader) -> None:
    header = ["Mã", "Họ tên", "Ngày sinh", "Năm sinh"]
    lines = [["1", "A", "15/06/1980", 1980], ["2", "B", "15/06/1980", 1981], ["3", "C", None, 1980]]
    reading = reader({"Nhân sự": [header, *lines]})
    births: list[Value] = [s.fact("birth_date") for s in reading.dossier.subjects]
    assert births[0].scalar == date(1980, 6, 15)
    assert births[1].state is State.CONTRADICTORY
    assert births[2].ends == (date(1980, 1, 1), date(1980, 12, 31))
