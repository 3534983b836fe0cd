"""Runs of years, and windows that rows cut: gaps, edges, years that are not certain."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from engine.conditions import Bound, Compare, Count, Edge, Measured, Op, Rows, Streak, Window, Years
from engine.facts import Row, Subject
from tests.decide.both import (
    ALL_SHEETS,
    MAYBE,
    NO,
    PASSED,
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
    verdicts,
)
from tests.generated.vocabulary import SCHOOL

N, M, Y = NO, MAYBE, YES
LONG = Window(2016, 2023)


def prizes(*years: Any) -> tuple[Row, ...]:
    return tuple(row(year) for year in years)


@both_ways
def test_a_streak_counts_back_from_the_end_until_a_gap(way: Way) -> None:
    table: Table = {
        "none": ((), (0, 0)),
        "three": (prizes(2021, 2022, 2023), (3, 3)),
        "a gap": (prizes(2020, 2021, 2023), (1, 1)),
        "not the last year": (prizes(2020, 2021, 2022), (0, 0)),
        "twice a year": (prizes(2022, 2022, 2023), (2, 2)),
        "all of the window": (prizes(*range(2010, 2024)), (8, 8)),
        "a gap perhaps filled": ((*prizes(2020, 2021, 2023), row(2022, certain=False)), (1, 4)),
        "a year unknown": (prizes(2021, None, 2023), (1, 3)),
        "a year of two": (prizes((2022, 2023), 2021), (0, 2)),
        "an open range": (prizes((2022, None)), (0, 1)),
        "nothing is certain": ((row(2023, certain=False),), (0, 1)),
    }
    streak = Streak(Rows("prizes", None, LONG))
    check_table(way, streak, table)
    without = measured(way, streak, having(person(), row(2023)), covered=ALL_SHEETS - {"prizes"})
    assert without == [(1, 8)]


@both_ways
def test_a_lower_result_ends_a_streak_as_a_gap_does(way: Way) -> None:
    def passed(*answers: bool | None) -> Subject:
        rows = [row(2023 - n, passed=answer) for n, answer in enumerate(answers)]
        return having(person(), *rows, relation="reviews")

    streak = Streak(Rows("reviews", PASSED, Window(2021, 2023)))
    asked = people(
        passed(True, True, True),
        passed(True, False, True),
        passed(True, None, True),
        passed(True, True),
        passed(False, True, True),
        replace(passed(True, True), joined=2022),
    )
    assert measured(way, streak, *asked) == [(3, 3), (1, 1), (1, 3), (2, 3), (0, 0), (2, 2)]


@both_ways
def test_streaks_are_at_least_exactly_or_a_multiple(way: Way) -> None:
    streak = Streak(Rows("prizes", None, LONG))
    lengths = [0, 2, 3, 4, 6]
    asked = people(*(having(person(), *prizes(*range(2024 - n, 2024))) for n in lengths))
    perhaps = having(person("q"), *prizes(2023), row(2022, certain=False))
    table = {
        Bound(Op.AT_LEAST, Fraction(3)): [N, N, Y, Y, Y, N],
        Bound(Op.IS, Fraction(3)): [N, N, Y, N, N, N],
        Bound(Op.MULTIPLE_OF, Fraction(3)): [N, N, Y, N, Y, N],
        Bound(Op.MULTIPLE_OF, Fraction(2)): [N, Y, N, Y, Y, M],
        Bound(Op.BETWEEN, Fraction(2), most=Fraction(4)): [N, Y, Y, Y, N, M],
    }
    found = verdicts(way, [Measured(streak, bound) for bound in table], *asked, perhaps)
    assert dict(zip(table, found, strict=True)) == table


@both_ways
def test_one_streak_is_compared_with_another(way: Way) -> None:
    valid = Rows("prizes", Compare("valid", Op.IS, (True,)), LONG)
    rated = Rows("prizes", Compare("points", Op.AT_LEAST, (1,)), LONG)
    longer = Measured(Streak(valid), Bound(Op.AT_LEAST, against=Streak(rated)))
    rows = [
        [row(2023, valid=True, points=1), row(2022, valid=True, points=0)],
        [row(2023, valid=True, points=1), row(2022, valid=False, points=1)],
        [row(2023, valid=True, points=1), row(2022, valid=None, points=1)],
    ]
    assert verdicts(way, [longer], *people(*(having(person(), *r) for r in rows))) == [[Y, N, M]]


@both_ways
def test_a_school_year_is_tied_to_calendar_rows_only_where_one_is_meant(way: Way) -> None:
    window = Window(2020, 2022, SCHOOL)
    table = {"school": (2, 2), "calendar": (0, 2), "mixed": (1, 2), "gap": (1, 1)}
    rows = [
        prizes(school(2021), school(2022)),
        prizes(2022, 2023),
        prizes(2022, school(2022)),
        prizes(school(2020), school(2022)),
    ]
    asked = [having(person(name), *each) for name, each in zip(table, rows, strict=True)]
    listed = Rows("prizes", None, window)
    streak, years = measured_each(way, [Streak(listed), Years(listed)], *asked)
    assert dict(zip(table, streak, strict=True)) == table
    assert dict(zip(table, years, strict=True)) == {**table, "gap": (2, 2)}


# Edges: prizes that are valid cut; those with points are counted.

CUTTING = Rows("prizes", Compare("valid", Op.IS, (True,)))
COUNTED = Compare("points", Op.AT_LEAST, (1,))


def cut(year: Any, certain: bool = True, valid: bool | None = True) -> Row:
    return row(year, certain, valid=valid, points=0)


def counted(*years: Any) -> tuple[Row, ...]:
    return tuple(row(year, valid=False, points=1) for year in years)


EVERY_YEAR = counted(*LONG.years)


def since(latest: bool, included: bool) -> Rows:
    window = Window(LONG.first, LONG.last, since=Edge(CUTTING, latest, included))
    return Rows("prizes", COUNTED, window)


def until(latest: bool, included: bool) -> Rows:
    window = Window(LONG.first, LONG.last, until=Edge(CUTTING, latest, included))
    return Rows("prizes", COUNTED, window)


@both_ways
def test_a_window_begins_with_the_latest_or_first_row_or_behind_it(way: Way) -> None:
    two = [cut(2018), cut(2021)]
    cases = [[], two, [cut(2015)], [cut(2023)], [cut(2024)]]
    asked = people(*(having(person(), *each, *EVERY_YEAR) for each in cases))
    table = {
        (True, True): [8, 3, 8, 1, 0],
        (True, False): [8, 2, 8, 0, 0],
        (False, True): [8, 6, 8, 1, 0],
        (False, False): [8, 5, 8, 0, 0],
    }
    found = measured_each(way, [Count(since(*edge)) for edge in table], *asked)
    told = {edge: [(n, n) for n in expected] for edge, expected in table.items()}
    assert dict(zip(table, found, strict=True)) == told


@both_ways
def test_a_window_ends_with_the_latest_or_first_row_or_before_it(way: Way) -> None:
    two = [cut(2018), cut(2021)]
    cases = [[], two, [cut(2015)], [cut(2016)], [cut(2030)]]
    asked = people(*(having(person(), *each, *EVERY_YEAR) for each in cases))
    table = {
        (True, True): [8, 6, 0, 1, 8],
        (True, False): [8, 5, 0, 0, 8],
        (False, True): [8, 3, 0, 1, 8],
        (False, False): [8, 2, 0, 0, 8],
    }
    measures = [kind(until(*edge)) for edge in table for kind in (Count, Streak, Years)]
    found = iter(measured_each(way, measures, *asked))
    for edge, expected in table.items():
        assert [next(found) for _ in range(3)] == [[(n, n) for n in expected]] * 3, edge


@both_ways
def test_a_cut_that_is_not_certain_leaves_open_what_it_may_cut_off(way: Way) -> None:
    cases = {
        "perhaps another's": [cut(2021, certain=False)],
        "perhaps valid": [cut(2021, valid=None)],
        "of two years": [cut((2020, 2021))],
        "of an unknown year": [cut(None)],
        "later perhaps": [cut(2018), cut(2021, certain=False)],
    }
    asked = [having(person(name), *rows, *EVERY_YEAR) for name, rows in cases.items()]
    counts = Count(since(True, True)), Count(until(False, True))
    begun, ended = measured_each(way, counts, *asked)
    assert dict(zip(cases, zip(begun, ended, strict=True), strict=True)) == {
        "perhaps another's": ((3, 8), (6, 8)),
        "perhaps valid": ((3, 8), (6, 8)),
        "of two years": ((3, 4), (5, 6)),
        "of an unknown year": ((0, 8), (0, 8)),
        "later perhaps": ((3, 6), (3, 3)),
    }


@both_ways
def test_a_streak_up_to_a_year_that_is_not_certain_is_open(way: Way) -> None:
    streak = Streak(until(True, True))
    asked = people(
        having(person(), cut(2021), *counted(2020, 2021)),
        having(person(), cut((2020, 2021)), *counted(2020, 2021)),
        having(person(), cut(2021, certain=False), *counted(2020, 2021)),
    )
    assert measured(way, streak, *asked) == [(2, 2), (0, 2), (0, 2)]


@both_ways
def test_a_window_may_be_cut_at_both_ends_and_by_another_relation(way: Way) -> None:
    passed = Rows("reviews", PASSED, LONG)
    both = Window(2016, 2023, since=Edge(passed, False, True), until=Edge(passed, True, False))
    reviewed = [row(year, passed=year in (2018, 2022)) for year in LONG.years]
    subject = having(having(person(), *EVERY_YEAR), *reviewed, relation="reviews")
    assert measured(way, Count(Rows("prizes", COUNTED, both)), subject) == [(4, 4)]
    missing = having(having(person(), *EVERY_YEAR), *reviewed[:-1], relation="reviews")
    assert measured(way, Count(Rows("prizes", COUNTED, both)), missing) == [(4, 5)]


@both_ways
def test_an_uncovered_relation_may_cut_anywhere(way: Way) -> None:
    passed = Rows("reviews", PASSED, LONG)
    window = Window(2016, 2023, since=Edge(passed, True, True))
    full = [row(year, passed=year == 2020) for year in LONG.years]
    subject = having(having(person(), *EVERY_YEAR), *full, relation="reviews")
    count = Count(Rows("prizes", COUNTED, window))
    assert measured(way, count, subject) == [(4, 4)]
    assert measured(way, count, subject, covered=ALL_SHEETS - {"reviews"}) == [(0, 4)]


@both_ways
def test_years_cut_off_are_no_longer_expected(way: Way) -> None:
    cutting = Window(2016, 2023, since=Edge(CUTTING, True, False))
    count = Count(Rows("reviews", PASSED, cutting))
    asked = people(having(person(), cut(2021)), having(person(), cut(2021, certain=False)))
    assert measured(way, count, *asked) == [(0, 2), (0, 8)]
