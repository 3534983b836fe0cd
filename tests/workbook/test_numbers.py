"""Numbers and ranges of numbers, as people type them."""

from datetime import date
from decimal import Decimal

import pytest

from engine.facts import State
from engine.vocabulary import FactSpec, FactType
from engine.workbook.cells import cell_reader
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
        ("5 năm", (5, 5)), ("5 tháng", None), ("5 em", None),
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
    ("raw", "expected"),
    [
        (85, "85"), (85.7, "85.7"), ("85,7", "85.7"), ("85.7", "85.7"), ("85,70", "85.7"),
        ("85,7%", "0.857"), ("85.7 %", "0.857"), ("100%", "1"), ("0,857", "0.857"),
        (0.857, "0.857"), ("100", "100"), (-2.5, "-2.5"), ("-2,5", "-2.5"), ("−2", "-2"),
        ("-0", "0"), ("1234,567", "1234.567"), ("12,3456", "12.3456"), (999_999_999, "999999999"),
    ],
)  # fmt: skip
def test_a_number_is_exact_with_comma_or_point(raw: Raw, expected: str) -> None:
    low, high = ends("number", raw) or (None, None)
    assert (str(low), low) == (expected, high)


@pytest.mark.parametrize(
    "raw",
    ["1.234", "1,234", "12.345%", "999,999", "1.234.567", "1.234,5", "85,", ",5", "1e5", "+5",
     "5 điểm", float("nan"), float("inf"), 10**9, -(10**9), "1000000000", "85%-90", "90-85",
     "-5-3", date(2024, 6, 5), "TRUE"],
)  # fmt: skip
def test_what_could_be_two_numbers_is_none(raw: Raw) -> None:
    assert ends("number", raw) is None


@pytest.mark.parametrize(
    ("raw", "low", "high"),
    [
        (1.2345678, "1.234567", "1.234568"), (0.1 + 0.2, "0.3", "0.300001"),
        (-1.2345678, "-1.234568", "-1.234567"), (1e-7, "0", "0.000001"),
        ("0,8571428", "0.857142", "0.857143"), (1.234567, "1.234567", "1.234567"),
        ("85-90%", "0.85", "0.9"), ("85%-90%", "0.85", "0.9"), ("5,5 - 6", "5.5", "6"),
        ("từ 85,7% trở lên", "0.857", None), ("trên 5", "5", None), ("dưới 5,5", None, "5.5"),
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
    ("kind", "code"), [("integer", "number-unreadable"), ("number", "decimal-unreadable")]
)
def test_what_is_no_number_is_a_problem(kind: FactType, code: str) -> None:
    spec = FactSpec(type=kind, header="Số", vi="số", en="number")
    assert cell_reader(spec, VOCABULARY).read("nhiều").code == code
