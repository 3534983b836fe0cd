"""Rows of which one a year is expected, and the members of a unit as rows."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from engine.conditions import (
    MEMBERS,
    Bound,
    Count,
    Every,
    Measured,
    Op,
    Rows,
    Share,
    Total,
    Window,
)
from tests.decide.both import (
    MAYBE,
    NO,
    NORTH,
    PASSED,
    VALID,
    YES,
    Table,
    Way,
    both_ways,
    check_table,
    having,
    measured,
    measured_each,
    people,
    person,
    row,
    school,
    unit,
    verdict,
    verdicts,
)
from tests.generated.vocabulary import SCHOOL

N, M, Y = NO, MAYBE, YES
PERIOD = Window(2021, 2023)
REVIEWS = Rows("reviews", PASSED, PERIOD)

# A row a year is expected


@both_ways
def test_a_missing_year_leaves_a_yearly_relation_unknown(way: Way) -> None:
    full = tuple(row(year, passed=True) for year in (2021, 2022, 2023))
    table: Table = {
        "all years": (full, (3, 3)),
        "a year missing": (full[:2], (2, 3)),
        "a year perhaps another's": ((*full[:2], replace(full[2], certain=False)), (2, 4)),
        "a year unknown": ((*full[:2], row(None, passed=True)), (2, 4)),
        "one of two years": ((*full[:1], row((2022, 2023), passed=True)), (2, 4)),
        "a year too many": ((*full, row(2019, passed=True)), (3, 3)),
    }
    check_table(way, Count(REVIEWS), table, "reviews")
    asked = [having(person(name), *rows, relation="reviews") for name, (rows, _) in table.items()]
    every = Every(Rows("reviews", None, PERIOD), PASSED)
    assert verdict(way, every, *asked) == [Y, M, M, M, M, Y]
    points = Total(Rows("reviews", None, PERIOD), "faults", naturals=True)
    assert measured(way, points, asked[1]) == [(0, None)]


@both_ways
def test_no_row_is_expected_before_joining_or_after_leaving(way: Way) -> None:
    service = {
        (None, None): 3,
        (2022, None): 2,
        (None, 2022): 2,
        (2024, None): 0,
        (2022, 2022): 1,
        (date(2023, 12, 31), None): 1,
    }
    asked = people(*(replace(person(), joined=joined, left=left) for joined, left in service))
    assert measured(way, Count(REVIEWS), *asked) == [(0, high) for high in service.values()]


@both_ways
def test_a_calendar_year_fills_no_school_year_and_the_other_way_round(way: Way) -> None:
    in_school = Count(Rows("reviews", PASSED, Window(2021, 2022, SCHOOL)))
    calendar = Count(Rows("reviews", PASSED, Window(2021, 2022)))
    years = {
        "calendar years": (row(2021, passed=True), row(2022, passed=True)),
        "school years": tuple(row(school(y), passed=True) for y in (2021, 2022)),
        "autumn days": tuple(row(date(y, 10, 1), passed=True) for y in (2021, 2022)),
        "spring days": tuple(row(date(y, 3, 1), passed=True) for y in (2021, 2022)),
    }
    asked = [having(person(name), *rows, relation="reviews") for name, rows in years.items()]
    # calendar 2021 may lie in school year 2020, calendar 2022 in 2021 or 2022
    assert measured_each(way, [in_school, calendar], *asked) == [
        [(1, 4), (2, 2), (2, 2), (1, 2)],
        [(2, 2), (1, 4), (2, 2), (2, 2)],
    ]


@both_ways
def test_a_window_may_span_decades(way: Way) -> None:
    rows = [row(year, passed=True) for year in range(1990, 2024) if year not in (1991, 2015, 2016)]
    count = Count(Rows("reviews", PASSED, Window(1990, 2023)))
    assert measured(way, count, having(person(), *rows, relation="reviews")) == [(31, 34)]


# Members


@both_ways
def test_members_count_and_one_of_no_unit_may_belong_to_any(way: Way) -> None:
    people = [
        person("p1", "u1", home="north"),
        person("p2", "u1", home="south"),
        person("p3", "u2", home=None),
        person("p4", None, home="north"),
        person("p5", None, home="south"),
    ]
    units = unit("u1"), unit("u2"), unit("u3")
    count, every = Count(Rows(MEMBERS, NORTH)), Every(Rows(MEMBERS), NORTH)
    at_least_one = Measured(count, Bound(Op.AT_LEAST, Fraction(1)))
    assert measured(way, count, *units, *people) == [(1, 2), (0, 2), (0, 1)]
    assert verdicts(way, [at_least_one, every], *units, *people) == [[Y, M, M], [N, M, M]]
    assert verdict(way, every, *units, *people[:1]) == [Y, Y, Y]
    without = measured(way, count, *units, *people, covered=frozenset({"unit"}))
    assert without == [(1, None), (0, None), (0, None)]


@both_ways
def test_members_are_asked_for_their_own_rows_and_columns(way: Way) -> None:
    prized = Measured(Count(Rows("prizes", VALID)), Bound(Op.AT_LEAST, Fraction(1)))
    members = (
        having(person("p1", "u1", votes=3), row(valid=True)),
        having(person("p2", "u2", votes=None), row(valid=None)),
    )
    units = unit("u1"), unit("u2"), unit("u3")
    assert measured(way, Share(Rows(MEMBERS), prized), *units, *members)[:2] == [(1, 1), (0, 1)]
    votes = Total(Rows(MEMBERS), "votes", naturals=True)
    assert measured(way, votes, *units, *members) == [(3, 3), (0, None), (0, 0)]
