"""Complete months between days: ends of months, leap years, ages, days not known."""

from datetime import date
from fractions import Fraction

import pytest

from engine.conditions import Amount, Bound, Day, Extreme, Measured, Months, Op, Rows
from engine.decide.measuring import months_between
from tests.decide.both import (
    ALL_SHEETS,
    MAYBE,
    NO,
    YES,
    Way,
    both_ways,
    having,
    measured,
    measured_each,
    people,
    person,
    row,
    verdicts,
)

N, M, Y = NO, MAYBE, YES

PAIRS = [
    # From the same day on, a month is complete.
    (date(2021, 1, 15), date(2021, 2, 14), 0),
    (date(2021, 1, 15), date(2021, 2, 15), 1),
    (date(2021, 1, 15), date(2021, 2, 16), 1),
    (date(2021, 1, 15), date(2021, 1, 15), 0),
    (date(2020, 12, 31), date(2021, 12, 30), 11),
    (date(2020, 12, 31), date(2021, 12, 31), 12),
    # On the last day of a month that has no such day.
    (date(2021, 1, 31), date(2021, 2, 27), 0),
    (date(2021, 1, 31), date(2021, 2, 28), 1),
    (date(2021, 1, 29), date(2021, 2, 28), 1),
    (date(2022, 1, 31), date(2022, 2, 28), 1),
    (date(2020, 1, 31), date(2020, 2, 28), 0),
    (date(2020, 1, 31), date(2020, 2, 29), 1),
    (date(2021, 3, 31), date(2021, 4, 30), 1),
    (date(2021, 3, 31), date(2021, 5, 30), 1),
    (date(2021, 2, 28), date(2021, 3, 28), 1),
    # Leap years.
    (date(2020, 2, 29), date(2021, 2, 27), 11),
    (date(2020, 2, 29), date(2021, 2, 28), 12),
    (date(2020, 2, 29), date(2024, 2, 28), 47),
    (date(2020, 2, 29), date(2024, 2, 29), 48),
    (date(1900, 1, 31), date(1900, 2, 28), 1),
    (date(2000, 1, 31), date(2000, 2, 28), 0),
]


@pytest.mark.parametrize(("start", "end", "number"), PAIRS)
def test_a_month_is_complete_on_the_same_day_or_the_last(
    start: date, end: date, number: int
) -> None:
    assert months_between(start, end) == number
    assert months_between(end, start) == -number


@both_ways
def test_months_from_one_day_to_another_both_ways(way: Way) -> None:
    days = [
        having(person(f"p{n:02}", born=start), row(given=end))
        for n, (start, end, _) in enumerate(PAIRS)
    ]
    given = Extreme(Rows("prizes"), "given", True)
    numbers = [(number, number) for *_, number in PAIRS]
    back = [(-number, -number) for *_, number in PAIRS]
    asked = Months(Amount("born"), given), Months(given, Amount("born"))
    assert measured_each(way, asked, *days) == [numbers, back]


@both_ways
def test_an_age_counts_from_the_birthday_and_of_a_year_both_ends(way: Way) -> None:
    age = Months(Amount("born"), Day(date(2021, 2, 28), "received"))
    born = [
        date(1986, 2, 28),
        date(1986, 3, 1),
        (date(1986, 1, 1), date(1986, 12, 31)),
        (date(1985, 1, 1), date(1985, 12, 31)),
        (date(1987, 1, 1), date(1987, 12, 31)),
        (date(1986, 2, 1), date(1986, 2, 28)),
        (None, date(1985, 12, 31)),
        None,
    ]
    asked = people(*(person(born=day) for day in born))
    conditions = [Measured(age, Bound(op, Fraction(35 * 12))) for op in (Op.AT_LEAST, Op.LESS_THAN)]
    assert verdicts(way, conditions, *asked) == [
        [Y, N, M, Y, N, Y, Y, M],
        [N, Y, M, N, Y, N, N, M],
    ]
    ends = [(420, 420), (419, 419), (410, 421), (422, 433), (398, 409), (420, 420)]
    assert measured(way, age, *asked) == [*ends, (422, None), (None, None)]


@both_ways
def test_months_since_the_first_of_no_rows_are_none(way: Way) -> None:
    first = Extreme(Rows("prizes"), "given", False)
    since = Months(first, Day(date(2022, 1, 1)))
    year = Bound(Op.AT_LEAST, Fraction(12))
    asked = people(
        person(),
        having(person(), row(given=date(2021, 1, 1))),
        having(person(), row(given=date(2021, 1, 2))),
        having(person(), row(certain=False, given=date(2021, 1, 2))),
        having(person(), row(given=date(2021, 1, 2)), row(given=None)),
    )
    conditions = [Measured(since, year, if_none) for if_none in (None, True, False)]
    assert verdicts(way, conditions, *asked) == [
        [M, Y, N, M, M],
        [Y, Y, N, M, M],
        [N, Y, N, N, M],
    ]
    without = verdicts(way, conditions, *asked, covered=ALL_SHEETS - {"prizes"})
    assert without == [[M, Y, M, M, M], [M, Y, M, M, M], [M, Y, M, M, M]]


@both_ways
def test_months_are_compared_with_multiples_and_other_months(way: Way) -> None:
    here, there = Day(date(2022, 1, 31)), Day(date(2021, 1, 31))
    half_years = Measured(Months(Amount("born"), here), Bound(Op.MULTIPLE_OF, Fraction(6)))
    later = Measured(
        Months(Amount("born"), here), Bound(Op.IS, against=Months(there, Amount("born")))
    )
    asked = people(*(person(born=date(2021, month, 28)) for month in (1, 2, 7, 8)))
    assert verdicts(way, [half_years, later], *asked) == [[Y, N, Y, N], [N, N, N, N]]
    middle = person(born=date(2021, 7, 31))
    assert verdicts(way, [later], middle) == [[Y]]
