"""Days, months and years, in every way in which people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.facts import SchoolYear, State
from engine.workbook.cells.days import TimeWords, days_in
from engine.workbook.cells.values import Span
from engine.workbook.grids import Raw

from .books import VOCABULARY, read_cell

DAY = date(2024, 6, 15)
WORDS = TimeWords.of(VOCABULARY)
ZERO = date(1899, 12, 30)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@pytest.mark.parametrize(
    "raw",
    [
        DAY, "15/06/2024", "15/6/2024", "15-06-2024", "15.6.2024", "15.6.2024.", "(15/6/2024)",
        "15 / 6 / 2024", "ngày 15/6/2024", "Ngày: 15/06/2024", "NGÀY 15/6/2024", "ngay 15/6/2024",
        "15 tháng 6 năm 2024", "ngày 15 tháng 06 năm 2024", "15 thang 6 nam 2024",
        "15 tháng 6, 2024", "15 tháng 6/2024", "15-Jun-2024", "15 June 2024", "June 15, 2024",
        "2024-06-15", "2024/06/15", "2024-06-15 00:00:00", "2024-06-15T08:30:00.000Z",
        "15/06/2024 08:30", "15/6/2024 8:30:00", "20240615", 20240615, "15062024", 45458, 45458.5,
        "45458",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(raw: Raw) -> None:
    parsed = read_cell("birth_date", raw)
    assert (parsed.scalar, parsed.state, parsed.code) == (DAY, State.KNOWN, "")


@pytest.mark.parametrize(
    "raw",
    [
        "31/02/2024", "29/02/2023", "31/4/2024", "30/2", "15/13/2024", "6/15/2024", "hôm qua",
        "2024-2025", "15 6 2024", "15 tháng 13 năm 2024", "ngày 15 tháng … năm 2024", "15/6",
        "15/6/024", "15/6/24 2025", "June 2024", "2024-06", "0/2024", "13/2024", "5/1949", "5/24",
        "quý 2/2024", "5 năm 2024", "tháng 5", "Năm học 2024", "31/12/1949", "01/01/2101",
        "00/00/80", "00/13/1980", "00/00/1949", "19491231", "06152024", "1562024", 1562024, 5.2024,
        1949, 2101, 18263, 73416, -1, 2_024_061, date(1949, 12, 31), float("nan"),
    ],
)  # fmt: skip
def test_what_is_no_day_of_the_country_is_none_and_never_turned_round(raw: Raw) -> None:
    parsed = read_cell("birth_date", raw)
    assert (parsed.scalar, parsed.state, parsed.code) == (None, State.UNREADABLE, "date-unreadable")


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (18264, date(1950, 1, 1)),
        (73415, date(2100, 12, 31)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/2/00", date(2000, 2, 29)),  # 1900 had no such day
    ],
)
def test_the_first_and_last_days_that_are_read(raw: Raw, meant: date) -> None:
    assert read_cell("birth_date", raw).scalar == meant


@pytest.mark.parametrize("raw", ["30387", "18264", "40123", "10111"])
def test_a_number_typed_as_text_is_no_serial_if_it_may_be_a_day_without_strokes(raw: str) -> None:
    assert read_cell("birth_date", raw).code == "date-unreadable"


@pytest.mark.parametrize(
    ("raw", "low", "high"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        (2019, "2019-01-01", "2019-12-31"),
        ("năm 2019", "2019-01-01", "2019-12-31"),
        ("00/00/1980", "1980-01-01", "1980-12-31"),
        ("0/5/1980", "1980-05-01", "1980-05-31"),
        ("1/2024", "2024-01-01", "2024-01-31"),
        ("05-2024", "2024-05-01", "2024-05-31"),
        ("tháng 5/2024", "2024-05-01", "2024-05-31"),
        ("thang 5.2024", "2024-05-01", "2024-05-31"),
        ("T5/2024", "2024-05-01", "2024-05-31"),
        ("12/2024", "2024-12-01", "2024-12-31"),
        ("Tháng 2 năm 2024", "2024-02-01", "2024-02-29"),
        ("2/2023", "2023-02-01", "2023-02-28"),
        ("15/6/25", "1925-06-15", "2025-06-15"),
        ("15.06.99", "1999-06-15", "2099-06-15"),
        ("15-Jun-85", "1985-06-15", "2085-06-15"),
        ("15 tháng 6 năm 85", "1985-06-15", "2085-06-15"),
    ],
)
def test_a_part_of_a_day_is_some_day_between_two(raw: Raw, low: str, high: str) -> None:
    parsed = read_cell("birth_date", raw)
    assert (parsed.scalar, parsed.state, parsed.code) == (None, State.PARTIAL, "value-partial")
    assert (parsed.low, parsed.high) == (date.fromisoformat(low), date.fromisoformat(high))


@pytest.mark.parametrize(
    ("raw", "meant", "code"),
    [
        (2024, 2024, ""), ("2024", 2024, ""), ("Năm 2024", 2024, ""), ("nam 2024", 2024, ""),
        (DAY, 2024, ""), ("15/06/2024", 2024, ""), (1950, 1950, ""), (2100, 2100, ""),
        ("ngày 15 tháng 6 năm 2024", 2024, ""), ("15/6/24", None, "year-unreadable"),
        (1949, None, "year-unreadable"), (2101, None, "year-unreadable"),
        (24, None, "year-unreadable"), ("quý 2024", None, "year-unreadable"),
        ("2021-2025", None, "year-unreadable"), ("Năm học 2024", None, "year-unreadable"),
        ("02024", None, "year-unreadable"), (2024.5, None, "year-unreadable"),
        ("23-24", None, "year-unreadable"),
    ],
)  # fmt: skip
def test_a_year_is_a_calendar_year(raw: Raw, meant: int | None, code: str) -> None:
    parsed = read_cell("rating_year", raw)
    assert (parsed.scalar, parsed.code) == (meant, code)


@pytest.mark.parametrize(
    ("raw", "first"),
    [
        ("2024-2025", 2024), ("2024 - 2025", 2024), ("2024–2025", 2024), ("2024/25", 2024),
        ("2024-25", 2024), ("2023–24", 2023), ("1999-00", 1999), ("Năm học 2024-2025", 2024),
        ("năm học 2023 - 2024", 2023), ("NH 2024-2025", 2024), ("N.H: 2024-2025", 2024),
        ("nam hoc 2024 – 2025", 2024), ("Năm 2024-2025", 2024), ("(2024-2025)", 2024),
        ("2099-2100", 2099), ("2100-2101", None), ("1949-1950", None), ("2024-2024", None),
        ("2024-1925", None), ("2024-2026", None), ("2024-2025-2026", None), ("2024-", None),
        ("khóa 2024-2025", None),
    ],
)  # fmt: skip
def test_two_years_that_follow_each_other_are_a_school_year(raw: Raw, first: int | None) -> None:
    scalar = read_cell("rating_year", raw).scalar
    assert scalar == (None if first is None else SchoolYear(first))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("QĐ số 123/QĐ-UBND ngày 15/6/2024", {DAY}),
        ("Số 123/QĐ-UBND, 15/6/2024", {DAY}),
        ("123/QĐ-UBND (15.6.2024)", {DAY}),
        ("Quyết định số 5/QĐ-GDĐT ngày 15 tháng 6 năm 2024 của Phòng GD&ĐT", {DAY}),
        ("ngày 15/6/2024", {DAY}),
        ("QĐ 5 ngày 15/6/2024, ký ngày 15.06.2024", {DAY}),
        ("QĐ 5 ngày 15/6/2024, hiệu lực từ ngày 01/7/2024", {DAY, date(2024, 7, 1)}),
        ("QĐ 5 ngày 31/2/2024", {None}),
        ("QĐ 5 ngày 15/6/24", {Span(date(1924, 6, 15), DAY)}),
        ("88/QĐ-UBND", set()),
        ("12/2024/QĐ-UBND", set()),
        ("15/6/2024/QĐ-UBND", set()),
        ("QĐ-15/6/2024", set()),
        ("QĐ 15/6/2024", set()),
        ("QĐ số 15 tháng 6 năm 2024", set()),
    ],
)
def test_the_days_in_the_text_of_a_decision(text: str, days: set[date | Span | None]) -> None:
    assert days_in(text, WORDS) == days


days = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@settings(deadline=None)
@given(days, st.sampled_from(range(12)))
def test_a_written_day_reads_back_as_itself(day: date, way: int) -> None:
    number, month, year = day.day, day.month, day.year
    written: list[Raw] = [
        day, day.isoformat(), f"{day:%d/%m/%Y}", f"{number}.{month}.{year}", f"{day:%d-%m-%Y}",
        f"ngày {number}/{month}/{year}", f"{number} tháng {month} năm {year}",
        f"{number}-{MONTHS[month - 1]}-{year}", f"{day:%Y%m%d}", f"{day:%d%m%Y}",
        (day - ZERO).days, int(f"{day:%Y%m%d}"),
    ]  # fmt: skip
    assert read_cell("birth_date", written[way]).scalar == day


@settings(deadline=None)
@given(days, st.sampled_from(range(6)))
def test_what_says_less_than_a_day_is_a_range_that_holds_it(day: date, way: int) -> None:
    written = (
        f"{day.year}", f"{day.month}/{day.year}", f"T{day.month}/{day.year}", f"{day:%d/%m/%y}",
        f"00/00/{day.year}", f"{day.day}-{MONTHS[day.month - 1]}-{day:%y}",
    )  # fmt: skip
    parsed = read_cell("birth_date", written[way])
    low, high = parsed.low or parsed.scalar, parsed.high or parsed.scalar
    assert isinstance(low, date) and isinstance(high, date)
    assert low <= day <= high


@settings(deadline=None)
@given(days)
def test_a_serial_typed_as_text_is_its_day_or_nothing(day: date) -> None:
    parsed = read_cell("birth_date", str((day - ZERO) // timedelta(days=1)))
    assert parsed.scalar in (day, None)
    assert parsed.state in (State.KNOWN, State.UNREADABLE)


@settings(deadline=None)
@given(st.text("0123456789/.- tháng", max_size=14))
def test_no_text_is_read_as_another_day_than_its_figures_allow(text: str) -> None:
    scalar = read_cell("birth_date", text or None).scalar
    if isinstance(scalar, date) and any(mark in text for mark in "/.-"):
        figures = [int(part) for part in "".join(c if c.isdigit() else " " for c in text).split()]
        assert sorted(figures) == sorted([scalar.day, scalar.month, scalar.year])
