"""What one cell means, by the type of its column."""

from datetime import date

import pytest

from engine.facts import SchoolYear, State
from engine.workbook.cells import Parsed, cell_reader
from engine.workbook.grids import Raw

from .books import VOCABULARY

KNOWN, BLANK, ASSUMED, UNREADABLE = State.KNOWN, State.BLANK, State.ASSUMED, State.UNREADABLE
PARTIAL = State.PARTIAL
DAY = date(2024, 6, 15)


def read_cell(field: str, raw: Raw) -> Parsed:
    return cell_reader(VOCABULARY.fields[field], VOCABULARY).read(raw)


def parse(field: str, raw: Raw) -> tuple[object, State, str]:
    parsed = read_cell(field, raw)
    return parsed.scalar, parsed.state, parsed.code


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("x", True), ("X", True), ("Có", True), ("CÓ.", True), ("đạt", True), ("✓", True),
        (1, True), ("1", True), ("TRUE", True), ("co", True), ("Ðã", None), ("Đã", True),
        ("không", False), ("Ko", False), ("khong", False), ("0", False), (0, False),
        ("chưa đạt", False), ("FALSE", False), ("x?", None), (2, None), (0.5, None),
        ("có không", None), (DAY, None), ("#N/A", None), ("=A1", None),
    ],
)  # fmt: skip
def test_a_boolean_is_yes_no_or_unreadable(raw: Raw, meant: bool | None) -> None:
    scalar, state, _ = parse("party_member", raw)
    assert (scalar, state) == (meant, UNREADABLE if meant is None else KNOWN)


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("Hoàn thành tốt nhiệm vụ", "good"), ("HOÀN THÀNH TỐT NHIỆM VỤ", "good"),
        ("Hoan thanh tot nhiem vu", "good"), ("Hòan thành tốt nhiệm vụ", "good"),
        ("httnv", "good"), ("HTTTNV", "good"), ("Tốt", "good"), ("Tot", "good"),
        ("HTXS NV", "excellent"), ("HT", "completed"), ("excellent", "excellent"),
        ("Khá", None), ("Kha", None), ("Tột", None), ("T+", None), ("Tốt/XS", None), (1, None),
    ],
)  # fmt: skip
def test_a_choice_is_one_of_its_spellings(raw: Raw, meant: str | None) -> None:
    scalar, _, code = parse("grade", raw)
    assert (scalar, code) == (meant, "" if meant else "value-unreadable")


def test_the_same_letters_mean_what_their_column_says() -> None:
    assert parse("grade", "HT")[0] == "completed"
    assert parse("role", "HT")[0] == "manager"


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (3, 3), ("3", 3), ("03", 3), (0, 0), ("3 em", None), (-1, None), ("-1", None),
        (1.5, None), ("1.000", None), ("3,0", None), ("TRUE", None), ("²", None), (DAY, None),
        (999_999_999, 999_999_999),
        (10**9, None),
        ("9" * 5000, None),
        (10**30, None),
    ],
)  # fmt: skip
def test_an_integer_is_a_whole_number_that_is_not_negative(raw: Raw, meant: int | None) -> None:
    scalar, _, code = parse("dropouts", raw)
    assert (scalar, code) == (meant, "number-unreadable" if meant is None else "")


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (DAY, DAY), ("15/06/2024", DAY), ("15/6/2024", DAY), ("15-06-2024", DAY),
        ("15.6.2024", DAY), ("2024-06-15", DAY), ("2024-06-15 00:00:00", DAY), (45458, DAY),
        (45458.5, DAY), ("31/02/2024", None), ("29/02/2023", None),
        ("29/02/2024", date(2024, 2, 29)),
        ("15/06/24", None), ("2024-2025", None), (1949, None), (2101, None), (18263, None),
        (18264, date(1950, 1, 1)), (73415, date(2100, 12, 31)), (73416, None), (-1, None),
        (date(1949, 12, 31), None), ("15/13/2024", None), ("hôm qua", None),
    ],
)  # fmt: skip
def test_a_date_is_a_day(raw: Raw, meant: date | None) -> None:
    scalar, _, code = parse("birth_date", raw)
    assert (scalar, code) == (meant, "" if meant else "date-unreadable")


@pytest.mark.parametrize(
    ("raw", "meant", "code"),
    [
        (2024, 2024, ""), ("2024", 2024, ""), ("Năm 2024", 2024, ""), ("nam 2024", 2024, ""),
        (DAY, 2024, ""), ("15/06/2024", 2024, ""), (1950, 1950, ""), (2100, 2100, ""),
        (1949, None, "year-unreadable"), (2101, None, "year-unreadable"),
        (24, None, "year-unreadable"), ("quý 2024", None, "year-unreadable"),
        ("2021-2025", None, "year-unreadable"), ("Năm học 2024", None, "year-unreadable"),
        ("02024", None, "year-unreadable"), (2024.5, None, "year-unreadable"),
    ],
)  # fmt: skip
def test_a_year_is_a_calendar_year(raw: Raw, meant: int | None, code: str) -> None:
    scalar, _, found = parse("rating_year", raw)
    assert (scalar, found) == (meant, code)


@pytest.mark.parametrize(
    ("raw", "first"),
    [
        ("2024-2025", 2024), ("2024 - 2025", 2024), ("2024–2025", 2024), ("2024/25", 2024),
        ("2024-25", 2024), ("1999-00", 1999), ("Năm học 2024-2025", 2024), ("NH 2024-2025", 2024),
        ("nam hoc 2024 – 2025", 2024), ("Năm 2024-2025", 2024), ("(2024-2025)", 2024),
        ("2099-2100", 2099), ("2100-2101", None), ("1949-1950", None), ("2024-2024", None),
        ("2024-1925", None), ("2024-2026", None), ("2024-2025-2026", None), ("2024-", None),
        ("khóa 2024-2025", None),
    ],
)  # fmt: skip
def test_two_years_that_follow_each_other_are_a_school_year(raw: Raw, first: int | None) -> None:
    scalar, _, _ = parse("rating_year", raw)
    assert scalar == (None if first is None else SchoolYear(first))


@pytest.mark.parametrize(
    ("raw", "low", "high"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        (2019, "2019-01-01", "2019-12-31"),
        ("năm 2019", "2019-01-01", "2019-12-31"),
        ("1/2024", "2024-01-01", "2024-01-31"),
        ("5/2024", "2024-05-01", "2024-05-31"),
        ("05-2024", "2024-05-01", "2024-05-31"),
        ("tháng 5/2024", "2024-05-01", "2024-05-31"),
        ("thang 5.2024", "2024-05-01", "2024-05-31"),
        ("T5/2024", "2024-05-01", "2024-05-31"),
        ("12/2024", "2024-12-01", "2024-12-31"),
        ("Tháng 2 năm 2024", "2024-02-01", "2024-02-29"),
        ("2/2023", "2023-02-01", "2023-02-28"),
    ],
)
def test_a_month_or_a_year_is_some_day_of_it(raw: Raw, low: str, high: str) -> None:
    parsed = read_cell("birth_date", raw)
    assert (parsed.scalar, parsed.state, parsed.code) == (None, PARTIAL, "value-partial")
    assert (parsed.low, parsed.high) == (date.fromisoformat(low), date.fromisoformat(high))


@pytest.mark.parametrize(
    "raw",
    ["0/2024", "13/2024", "5/1949", "2024-05", "quý 2/2024", "5 năm 2024", "tháng 5", 5.2024,
     "Năm học 2024", "5/24"],
)  # fmt: skip
def test_what_is_no_month_of_a_year_is_no_date(raw: Raw) -> None:
    assert parse("birth_date", raw) == (None, UNREADABLE, "date-unreadable")


@pytest.mark.parametrize(
    ("raw", "meant"), [("NV 7", "NV 7"), (7, "7"), ("007", "007"), (1.5, "1.5"), ("#REF!", None)]
)
def test_a_text_is_kept_as_written(raw: Raw, meant: str | None) -> None:
    assert parse("person_id", raw)[0] == meant


@pytest.mark.parametrize("raw", [None, "-", "–", "//", "…"])
def test_a_blank_means_what_the_vocabulary_says(raw: Raw) -> None:
    assert parse("party_member", raw) == (None, BLANK, "")
    assert parse("award_revoked", raw) == (False, ASSUMED, "")
    assert parse("used_for", raw) == ("nothing", ASSUMED, "")
    assert parse("award_title", raw) == (None, BLANK, "")


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("LĐTT", "ldtt"), ("lao dong tien tien", "ldtt"), ("CSTĐCS", "cstdcs"),
        ("CSTDCS", "cstdcs"), ("CSTĐ tỉnh", "cstd-bo-tinh"), ("CSTĐTQ", "cstdtq"),
        ("TTLĐTT", "ttldtt"), ("TTLĐXS", "ttldxs"), ("Cờ thi đua của UBND tỉnh", "co-bo-tinh"),
        ("Giấy khen", "giay-khen"), ("Cờ thi đua của Chính phủ", "co-chinh-phu"),
        ("BK UBND tỉnh", "bk-bo-tinh"), ("Bằng khen của Thủ tướng", "bk-ttg"),
        ("HCLĐ hạng Ba", "hcld3"), ("NGƯT", "ngut"), ("NGND", "ngnd"),
        ("KNC Giáo dục", "kncgd"), ("ngut", "ngut"), ("Bằng khen", None),
    ],
)  # fmt: skip
def test_a_recorded_award_says_which_title_it_is(raw: str, meant: str | None) -> None:
    assert parse("award_title", raw)[0] == parse("used_for", raw)[0] == meant


def test_what_an_initiative_may_be_used_for_is_every_award_or_nothing() -> None:
    awards, uses = (VOCABULARY.scales[name].values for name in ("award", "used_for"))
    assert [choice.id for choice in uses] == ["nothing", *(choice.id for choice in awards)]


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("UBND tỉnh Yên Bái", "people_yen_bai_province"),
        ("Chủ tịch UBND huyện Thủ Thừa", "people_thu_thua_district"),
        ("Bộ Giáo dục và Đào tạo", "other"),
        ("", None),
    ],
)
def test_a_body_that_is_not_listed_is_another_one(raw: str, meant: str | None) -> None:
    assert read_cell("award_issuer", raw or None).scalar == meant
