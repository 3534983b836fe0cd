"""Numbers and ranges of numbers, as people type them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.facts import State
from engine.vocabulary import FactSpec, FactType
from engine.workbook.cells.reader import cell_reader
from engine.workbook.grids import Raw

from .books import VOCABULARY

Ends = tuple[object, object] | None


def ends(kind: FactType, raw: Raw, header: str = "Số năm công tác") -> Ends:
    """The ends of what a cell says: equal if it is exact, None if it cannot be read."""
    spec = FactSpec(type=kind, header=header, vi="số", en="number")
    parsed = cell_reader(spec, VOCABULARY).read(raw)
    if parsed.state is State.PARTIAL:
        return parsed.low, parsed.high
    return None if parsed.scalar is None else (parsed.scalar, parsed.scalar)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("5-6", (5, 6)), ("5 – 6", (5, 6)), ("5—6 năm", (5, 6)), ("5-6 nam", (5, 6)),
        ("từ 5 đến 6", (5, 6)), ("tu 5 den 6", (5, 6)), ("Từ 5 năm tới 6 năm", (5, 6)),
        ("5-5", (5, 5)), ("6-5", None), ("5-6-7", None), ("5-", None), ("-5", None),
        ("5 năm", (5, 5)), ("5 tháng", None), ("5 em", None), ("5 năm 6 tháng", None),
        ("không", (0, 0)), ("Không có", (0, 0)), ("ko", (0, 0)), ("khong co", (0, 0)),
        ("chưa", None), ("không rõ", None), ("05", (5, 5)), ("04 năm", (4, 4)),
        ("từ 5 trở lên", (5, None)), ("5 năm trở lên", (5, None)), ("5+", (5, None)),
        ("từ 5", (5, None)), ("ít nhất 5", (5, None)), ("≥ 5", (5, None)), (">=5", (5, None)),
        ("trên 5 năm", (5, None)), ("hơn 5", (5, None)),
        ("không quá 5", (0, 5)), ("tối đa 5", (0, 5)), ("5 trở xuống", (0, 5)),
        ("dưới 5", (0, 4)), ("< 1", (0, 0)), ("dưới 0", None),
        ("trên 5 trở xuống", None), ("tối đa 5 trở lên", None), ("khoảng 5", None),
        ("5/6", None), ("5,5-6", None), ("85%", None), ("1.000-2.000", None),
        (date(2024, 6, 5), None), ("0-999999999", (0, 999_999_999)), ("0-1000000000", None),
    ],
)  # fmt: skip
def test_a_count_may_be_a_range(raw: Raw, expected: Ends) -> None:
    assert ends("integer", raw) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [("Số năm", (5, 5)), ("Số tháng", None), ("Thâm niên", None), ("Số năm, tháng", None)],
)
def test_a_unit_follows_a_number_where_its_column_names_no_other(
    header: str, expected: Ends
) -> None:
    assert ends("integer", "5 năm", header) == expected


@pytest.mark.parametrize(
    ("header", "raw", "expected"),
    [
        ("Học sinh bỏ học", "12 người", (12, 12)), ("Học sinh bỏ học", "3 em", (3, 3)),
        ("Học sinh bỏ học", "03 HS", (3, 3)), ("Học sinh bỏ học", "2-3 em", (2, 3)),
        ("Học sinh bỏ học", "3 giáo viên", None), ("Học sinh bỏ học", "3 vụ", None),
        ("Số giáo viên, học sinh", "3 người", (3, 3)), ("Số giáo viên, học sinh", "3 em", None),
        ("Số lần", "03 lần", (3, 3)), ("Số lần", "3 lượt", (3, 3)), ("Số lần", "3 năm", None),
    ],
)  # fmt: skip
def test_words_that_count_the_same_follow_a_number(header: str, raw: str, expected: Ends) -> None:
    assert ends("integer", raw, header) == expected


@pytest.mark.parametrize(
    ("header", "raw", "expected"),
    [
        ("Số năm", "5 năm 6 tháng", ("5.5", "5.5")), ("Số năm", "5 nam 6 thang", ("5.5", "5.5")),
        ("Số năm", "05 năm, 03 tháng", ("5.25", "5.25")), ("Số năm", "5 năm 0 tháng", ("5", "5")),
        ("Số năm", "5 năm 4 tháng", ("5.333333", "5.333334")),
        ("Số năm", "5 năm 11 tháng", ("5.916666", "5.916667")), ("Số năm", "5 năm 12 tháng", None),
        ("Số tháng", "1 năm 2 tháng", ("14", "14")), ("Điểm", "5 năm 6 tháng", None),
    ],
)  # fmt: skip
def test_years_and_months_are_in_the_unit_of_the_column(
    header: str, raw: str, expected: tuple[str, str] | None
) -> None:
    found = ends("number", raw, header)
    assert (found and tuple(str(end) for end in found)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (85, "85"), (85.7, "85.7"), ("85,7", "85.7"), ("85.7", "85.7"), ("85,70", "85.7"),
        ("0,857", "0.857"), ("05", "5"), ("04,5", "4.5"),
        (0.857, "0.857"), ("100", "100"), (-2.5, "-2.5"), ("-2,5", "-2.5"), ("−2", "-2"),
        ("-0", "0"), ("1234,567", "1234.567"), ("12,3456", "12.3456"), (999_999_999, "999999999"),
    ],
)  # fmt: skip
def test_a_number_is_exact_with_comma_or_point(raw: Raw, expected: str) -> None:
    low, high = ends("number", raw) or (None, None)
    assert (str(low), low) == (expected, high)


@pytest.mark.parametrize(
    "raw",
    ["1.234", "1,234", "12.345%", "85%", "85-90%", "999,999", "1.234.567", "1.234,5", "85,", ",5",
     "1e5", "+5", "5 điểm", float("nan"), float("inf"), 10**9, -(10**9), "1000000000", "85%-90",
     "90-85", "-5-3", date(2024, 6, 5), "TRUE"],
)  # fmt: skip
def test_what_could_be_two_numbers_is_none(raw: Raw) -> None:
    assert ends("number", raw) is None


@pytest.mark.parametrize(
    ("raw", "low", "high"),
    [
        (1.2345678, "1.234567", "1.234568"), (0.1 + 0.2, "0.3", "0.300001"),
        (-1.2345678, "-1.234568", "-1.234567"), (1e-7, "0", "0.000001"),
        ("0,8571428", "0.857142", "0.857143"), (1.234567, "1.234567", "1.234567"),
        ("5,5 - 6", "5.5", "6"), ("từ 85,7 trở lên", "85.7", None),
        ("trên 5", "5", None), ("dưới 5,5", None, "5.5"),
    ],
)  # fmt: skip
def test_a_number_may_be_known_within_limits(raw: Raw, low: str | None, high: str | None) -> None:
    expected = tuple(None if end is None else Decimal(end) for end in (low, high))
    assert ends("number", raw) == expected


def test_a_blank_may_be_zero() -> None:
    spec = FactSpec(type="number", header="Điểm", blank="zero", vi="điểm", en="marks")
    parsed = cell_reader(spec, VOCABULARY).read(None)
    assert (parsed.scalar, parsed.state) == (Decimal(0), State.ASSUMED)


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("integer", "nhiều", "number-unreadable"),
        ("number", "nhiều", "decimal-unreadable"),
        ("integer", date(2024, 6, 5), "number-became-date"),
        ("number", date(2024, 6, 5), "number-became-date"),
    ],
)
def test_what_is_no_number_is_a_problem(kind: FactType, raw: Raw, code: str) -> None:
    spec = FactSpec(type=kind, header="Số", vi="số", en="number")
    assert cell_reader(spec, VOCABULARY).read(raw).code == code


@pytest.mark.parametrize(
    ("raw", "code"), [(0.1 + 0.2, ""), ("0,85714285", ""), ("5,5-6", "value-partial")]
)
def test_only_a_range_that_was_written_is_told(raw: Raw, code: str) -> None:
    spec = FactSpec(type="number", header="Điểm", vi="điểm", en="marks")
    assert cell_reader(spec, VOCABULARY).read(raw).code == code


counts = st.integers(0, 999_999_999)
decimals = st.decimals(0, 999_999, places=3)


@settings(deadline=None)
@given(counts, st.sampled_from(["{}", "{:02}", "{} năm", "{}+", "từ {}", "{}-{}", "tối đa {}"]))
def test_a_written_count_reads_back_as_itself_or_a_range_that_holds_it(
    count: int, form: str
) -> None:
    found = ends("integer", form.format(count, count))
    if found is None:
        assert len(form.format(count, count)) > 9
        return
    low, high = found
    assert (low is None or low <= count) and (high is None or count <= high)  # type: ignore[operator]


@settings(deadline=None)
@given(decimals, st.sampled_from(".,"), st.sampled_from(["{}", "-{}", "{} năm", "{}-{}"]))
def test_a_written_number_reads_back_as_itself_or_not_at_all(
    number: Decimal, comma: str, form: str
) -> None:
    written = f"{number:f}".replace(".", comma)
    found = ends("number", form.format(written, written))
    assert found in (None, (number, number), (-number, -number))
    if form == "{}" and (number >= 1000 or number < 1):
        assert found is not None  # else 1,234 could be more than a thousand
