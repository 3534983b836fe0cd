"""Each measure over rows that are there, may be there, or say nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from engine.conditions import (
    Amount,
    Bound,
    Compare,
    Count,
    Every,
    Extreme,
    Measure,
    Measured,
    Op,
    Rows,
    Share,
    Total,
    Window,
    Years,
)
from engine.facts import Subject
from engine.findings import Verdict
from tests.decide.both import (
    ALL_SHEETS,
    MAYBE,
    NO,
    PASSED,
    VALID,
    YES,
    Table,
    Way,
    both_ways,
    check_table,
    having,
    measured,
    people,
    person,
    row,
    school,
    verdict,
    verdicts,
)
from tests.generated.vocabulary import GRADES, SCHOOL

N, M, Y = NO, MAYBE, YES
PERIOD = Window(2021, 2023)
PRIZES = Rows("prizes")
WITHOUT_PRIZES = ALL_SHEETS - {"prizes"}

# Count


@both_ways
def test_a_count_takes_sure_rows_for_low_and_possible_rows_for_high(way: Way) -> None:
    table: Table = {
        "none": ((), (0, 0)),
        "one valid": ((row(valid=True), row(valid=False)), (1, 1)),
        "one blank": ((row(valid=True), row(valid=None)), (1, 2)),
        "one perhaps another's": ((row(valid=True), row(certain=False, valid=True)), (1, 2)),
        "another's and not valid": ((row(certain=False, valid=False),), (0, 0)),
        "outside": ((row(2020, valid=True), row(2024, valid=True)), (0, 0)),
        "first and last year": ((row(2021, valid=True), row(2023, valid=True)), (2, 2)),
        "a year unknown": ((row(None, valid=True),), (0, 1)),
        "a year partly inside": ((row((2020, 2021), valid=True),), (0, 1)),
        "years all inside": ((row((2021, 2022), valid=True),), (1, 1)),
        "years all outside": ((row((2024, None), valid=True),), (0, 0)),
        "since a year inside": ((row((2022, None), valid=True),), (0, 1)),
        "a year unknown, not valid": ((row(None, valid=False),), (0, 0)),
    }
    check_table(way, Count(Rows("prizes", VALID, PERIOD)), table)


@both_ways
def test_without_the_sheet_nothing_is_counted_and_nothing_refused(way: Way) -> None:
    asked = people(person(), having(person(), row(), row()))
    assert measured(way, Count(PRIZES), *asked, covered=WITHOUT_PRIZES) == [(0, None), (2, None)]
    bounds = [Bound(Op.AT_MOST, Fraction(0)), Bound(Op.AT_LEAST, Fraction(1))]
    conditions = [Measured(Count(PRIZES), bound) for bound in bounds]
    assert verdicts(way, conditions, *asked, covered=WITHOUT_PRIZES) == [[M, N], [M, Y]]
    assert verdicts(way, conditions, *asked) == [[Y, N], [N, Y]]


# Every


@both_ways
def test_every_is_refused_only_by_a_row_that_certainly_fails(way: Way) -> None:
    table = {
        "none": ((), Y),
        "one": ((row(valid=True),), Y),
        "one fails": ((row(valid=True), row(valid=False)), N),
        "one blank": ((row(valid=True), row(valid=None)), M),
        "one blank, one fails": ((row(valid=None), row(valid=False)), N),
        "another's perhaps": ((row(certain=False, valid=False),), M),
        "another's perhaps, valid": ((row(certain=False, valid=True),), Y),
        "outside": ((row(2019, valid=False),), Y),
        "a year unknown": ((row(None, valid=False),), M),
        "years partly inside": ((row((2019, 2021), valid=False),), M),
    }
    asked = [having(person(name), *rows) for name, (rows, _) in table.items()]
    found = verdict(way, Every(Rows("prizes", None, PERIOD), VALID), *asked)
    assert dict(zip(table, found, strict=True)) == {name: v for name, (_, v) in table.items()}


@both_ways
def test_every_row_of_a_sheet_that_is_missing_is_at_best_unknown(way: Way) -> None:
    asked = people(having(person(), row(valid=True)), having(person(), row(valid=False)))
    assert verdict(way, Every(PRIZES, VALID), *asked, covered=WITHOUT_PRIZES) == [M, N]


# Share


@both_ways
def test_a_share_is_of_the_rows_that_there_surely_are_and_may_be(way: Way) -> None:
    third, half = Fraction(1, 3), Fraction(1, 2)
    yes, no, blank = row(valid=True), row(valid=False), row(valid=None)
    table: Table = {
        "all": ((yes, yes), (1, 1)),
        "none of them": ((no,), (0, 0)),
        "one of three": ((yes, no, no), (third, third)),
        "one blank": ((yes, blank), (half, 1)),
        "blank alone": ((blank,), (0, 1)),
        "one more perhaps": ((yes, row(certain=False, valid=False)), (half, 1)),
        "one more perhaps, valid": ((no, row(certain=False, valid=True)), (0, half)),
        "one more perhaps, blank": ((yes, no, row(certain=False, valid=None)), (third, 2 * third)),
    }
    check_table(way, Share(PRIZES, VALID), table)


@both_ways
def test_a_share_without_the_sheet_may_be_any_and_a_missing_year_may_be_either(way: Way) -> None:
    prized = having(person(), row(valid=True), row(valid=False))
    ends = measured(way, Share(PRIZES, VALID), prized, person("q"), covered=WITHOUT_PRIZES)
    assert ends == [(0, 1), (0, 1)]
    reviewed = people(
        having(person(), row(2021, passed=True), relation="reviews"),
        having(person(), row(2021, passed=False), relation="reviews"),
        person(),
        replace(person(), joined=2024),
    )
    passed = Share(Rows("reviews", None, PERIOD), PASSED)
    third = Fraction(1, 3)
    assert measured(way, passed, *reviewed) == [(third, 1), (0, 2 * third), (0, 1), (0, 1)]


@both_ways
def test_a_share_is_compared_as_a_fraction(way: Way) -> None:
    def of_ten(number: int) -> Subject:
        return having(person(), *(row(valid=each < number) for each in range(10)))

    two_thirds = having(person(), row(valid=True), row(valid=True), row(valid=False))
    table = {
        Bound(Op.AT_LEAST, Fraction(7, 10)): [N, Y, Y, N],
        Bound(Op.MORE_THAN, Fraction(7, 10)): [N, N, Y, N],
        Bound(Op.LESS_THAN, Fraction(2, 3)): [Y, N, N, N],
        Bound(Op.IS, Fraction(2, 3)): [N, N, N, Y],
        Bound(Op.AT_LEAST, Fraction(66_667, 100_000)): [N, Y, Y, N],
    }
    asked = people(of_ten(6), of_ten(7), of_ten(8), two_thirds)
    found = verdicts(way, [Measured(Share(PRIZES, VALID), bound) for bound in table], *asked)
    assert dict(zip(table, found, strict=True)) == table


@both_ways
@pytest.mark.parametrize(
    ("measure", "perhaps_passes"),
    [(Share(PRIZES, VALID), Y), (Extreme(PRIZES, "points", True), M)],
    ids=["share", "greatest"],
)
def test_nothing_to_measure_is_unknown_or_what_the_rule_says(
    way: Way, measure: Measure, perhaps_passes: Verdict
) -> None:
    surely = row(valid=True, points=2)
    perhaps = replace(surely, certain=False)
    asked = people(person(), having(person(), perhaps), having(person(), surely))
    passes, fails = Bound(Op.AT_LEAST, Fraction(0)), Bound(Op.MORE_THAN, Fraction(2))
    table = {
        (passes, None): [M, M, Y],
        (passes, True): [Y, perhaps_passes, Y],
        (passes, False): [N, M, Y],
        (fails, None): [M, M, N],
        (fails, True): [Y, M, N],
        (fails, False): [N, N, N],
    }
    found = verdicts(way, [Measured(measure, *bound) for bound in table], *asked)
    assert dict(zip(table, found, strict=True)) == table
    missing = verdict(way, Measured(measure, passes, False), *asked, covered=WITHOUT_PRIZES)
    assert missing == [M, M, Y]


@both_ways
def test_with_a_measure_of_nothing_nothing_is_compared(way: Way) -> None:
    most = Extreme(PRIZES, "points", True)
    asked = people(person(votes=5), having(person(votes=5), row(points=1)))
    table = {None: [M, Y], True: [Y, Y], False: [N, Y]}
    conditions = [
        Measured(Amount("votes"), Bound(Op.AT_LEAST, against=most), if_none) for if_none in table
    ]
    assert verdicts(way, conditions, *asked) == list(table.values())


# Total


@both_ways
def test_a_total_of_whole_numbers_is_never_below_nought(way: Way) -> None:
    table: Table = {
        "none": ((), (0, 0)),
        "two": ((row(points=1), row(points=2)), (3, 3)),
        "one unknown": ((row(points=1), row(points=None)), (1, None)),
        "one in a range": ((row(points=1), row(points=(1, 2))), (2, 3)),
        "one from a number on": ((row(points=(1, None)),), (1, None)),
        "one up to a number": ((row(points=(None, 1)),), (0, 1)),
        "one perhaps another's": ((row(points=1), row(certain=False, points=2)), (1, 3)),
        "perhaps another's, unknown": ((row(certain=False, points=None),), (0, None)),
    }
    check_table(way, Total(PRIZES, "points", naturals=True), table)


@both_ways
def test_a_total_of_other_numbers_may_be_anything_where_one_is_unknown(way: Way) -> None:
    more, less = Decimal("2.5"), Decimal("-1.25")
    table: Table = {
        "none": ((), (0, 0)),
        "two": ((row(worth=more), row(worth=less)), (Fraction(5, 4), Fraction(5, 4))),
        "one unknown": ((row(worth=more), row(worth=None)), (None, None)),
        "perhaps more": ((row(certain=False, worth=more),), (0, Fraction(5, 2))),
        "perhaps less": ((row(certain=False, worth=less),), (Fraction(-5, 4), 0)),
    }
    check_table(way, Total(PRIZES, "worth"), table)


@both_ways
def test_a_total_without_the_sheet_is_open(way: Way) -> None:
    subject = having(person(), row(points=3, worth=Decimal(3)))
    for total, ends in (
        (Total(PRIZES, "points", naturals=True), (3, None)),
        (Total(PRIZES, "worth"), (None, None)),
    ):
        assert measured(way, total, subject, covered=WITHOUT_PRIZES) == [ends]


# Extreme


@both_ways
def test_the_greatest_lies_between_what_there_is_and_what_there_may_be(way: Way) -> None:
    table: Table = {
        "none": ((), (None, None)),
        "two": ((row(points=1), row(points=2)), (2, 2)),
        "one unknown": ((row(points=1), row(points=None)), (1, None)),
        "ranges": ((row(points=(0, 1)), row(points=(1, 2))), (1, 2)),
        "more perhaps": ((row(points=1), row(certain=False, points=2)), (1, 2)),
        "less perhaps": ((row(points=1), row(certain=False, points=0)), (1, 1)),
        "perhaps only": ((row(certain=False, points=2),), (None, 2)),
    }
    check_table(way, Extreme(PRIZES, "points", True), table)
    least: Table = {
        "one unknown": ((row(points=1), row(points=None)), (None, 1)),
        "less perhaps": ((row(points=1), row(certain=False, points=0)), (0, 1)),
    }
    check_table(way, Extreme(PRIZES, "points", False), least)


@both_ways
def test_the_greatest_of_a_scale_is_a_place_and_of_days_a_day(way: Way) -> None:
    subject = having(
        person(),
        row(level="low", given=date(2021, 5, 1)),
        row(level=("fair", "high"), given=(date(2021, 1, 1), date(2021, 12, 31))),
    )
    assert measured(way, Extreme(PRIZES, "level", True, GRADES), subject) == [(1, 2)]
    days = (date(2021, 5, 1), date(2021, 12, 31))
    assert measured(way, Extreme(PRIZES, "given", True), subject) == [days]


@both_ways
def test_the_latest_year_depends_on_how_years_are_counted(way: Way) -> None:
    table: Table = {
        "years": ((row(2021), row(2023)), (2023, 2023)),
        "an unknown year": ((row(2021), row(None)), (2021, None)),
        "years partly known": ((row((2021, 2022)), row(2020)), (2021, 2022)),
        "a school year": ((row(school(2021)),), (2021, 2022)),
    }
    check_table(way, Extreme(PRIZES, None, True), table)
    in_school: Table = {
        "a year": ((row(2021),), (2020, 2021)),
        "a school year": ((row(school(2021)),), (2021, 2021)),
        "August": ((row(date(2021, 8, 31)),), (2020, 2020)),
        "September": ((row(date(2021, 9, 1)),), (2021, 2021)),
    }
    check_table(way, Extreme(PRIZES, None, True, axis=SCHOOL), in_school)


# Years


@both_ways
def test_years_with_a_row_are_counted_once_and_no_more_than_there_are(way: Way) -> None:
    table: Table = {
        "none": ((), (0, 0)),
        "twice the same": ((row(2021), row(2021)), (1, 1)),
        "two": ((row(2021), row(2023), row(2024)), (2, 2)),
        "one unknown": ((row(2021), row(None)), (1, 2)),
        "one of two years": ((row((2021, 2022)),), (0, 1)),
        "one perhaps another's": ((row(2021), row(2022, certain=False)), (1, 2)),
        "more unknown than years": ((row(2021), *[row(None)] * 4), (1, 3)),
    }
    check_table(way, Years(Rows("prizes", None, PERIOD)), table)
    assert measured(way, Years(Rows("prizes", None, PERIOD)), person(), covered=frozenset()) == [
        (0, 3)
    ]


# Facts


@both_ways
def test_an_amount_is_the_fact_itself(way: Way) -> None:
    asked = people(person(votes=2), person(votes=(1, 2)), person(votes=None), person())
    assert measured(way, Amount("votes"), *asked) == [(2, 2), (1, 2), (None, None), (None, None)]
    asked = people(person(votes=2, score=Decimal("1.5")), person(votes=1, score=Decimal("1.5")))
    more = Measured(Amount("votes"), Bound(Op.MORE_THAN, against=Amount("score")))
    assert verdict(way, more, *asked) == [Y, N]


@both_ways
def test_a_row_is_selected_by_its_own_amounts(way: Way) -> None:
    more = Measured(Amount("points"), Bound(Op.AT_LEAST, Fraction(2)))
    subject = having(person(), row(points=2), row(points=1), row(points=(1, 2)))
    assert measured(way, Count(Rows("prizes", more)), subject) == [(1, 2)]


@both_ways
def test_rows_may_be_selected_by_several_columns(way: Way) -> None:
    faults = Compare("faults", Op.AT_MOST, (1,))
    rows = Rows("reviews", faults, PERIOD)
    full = [row(year, faults=faults) for year, faults in ((2021, 0), (2022, (1, 2)), (2023, 2))]
    assert measured(way, Count(rows), having(person(), *full, relation="reviews")) == [(1, 2)]
