"""Values and intervals against bounds: below, on, above, across, open and missing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from engine.conditions import Amount, Attested, Bound, Compare, Count, Known, Measured, Op, Rows
from engine.decide.comparing import bounded, compared, number_of
from engine.facts import SchoolYear
from engine.findings import Interval, Verdict
from tests.decide.both import (
    MAYBE,
    NO,
    YES,
    Way,
    both_ways,
    having,
    people,
    person,
    row,
    unit,
    value,
    verdict,
    verdicts,
)
from tests.generated.vocabulary import GRADES

N, M, Y = NO, MAYBE, YES

VOTES = [0, 1, 2, None, (0, 1), (1, 2), (0, 2), (2, 6), (2, None), (None, 1)]
BY_NUMBER: dict[tuple[Op, tuple[int, ...]], list[Verdict]] = {
    (Op.IS, (1,)): [N, Y, N, M, M, M, M, N, N, M],
    (Op.IS_NOT, (1,)): [Y, N, Y, M, M, M, M, Y, Y, M],
    (Op.ONE_OF, (0, 1)): [Y, Y, N, M, Y, M, M, N, N, M],
    (Op.NONE_OF, (0, 1)): [N, N, Y, M, N, M, M, Y, Y, M],
    (Op.ONE_OF, ()): [N, N, N, M, N, N, N, N, N, N],
    (Op.AT_LEAST, (1,)): [N, Y, Y, M, M, Y, M, Y, Y, M],
    (Op.AT_MOST, (1,)): [Y, Y, N, M, Y, M, M, N, N, Y],
    (Op.MORE_THAN, (1,)): [N, N, Y, M, N, M, M, Y, Y, N],
    (Op.LESS_THAN, (1,)): [Y, N, N, M, M, N, M, N, N, M],
    (Op.BETWEEN, (1, 2)): [N, Y, Y, M, M, Y, M, M, M, M],
}


@both_ways
def test_a_number_passes_if_all_of_its_range_does_and_a_blank_is_unknown(way: Way) -> None:
    asked = [Compare("votes", op, operands) for op, operands in BY_NUMBER]
    found = verdicts(way, asked, *people(*(person(votes=votes) for votes in VOTES)))
    assert dict(zip(BY_NUMBER, found, strict=True)) == BY_NUMBER


STANDINGS = [*GRADES, None, ("low", "fair"), ("fair", "high"), ("fair", None), (None, "fair")]
BY_RANK: dict[tuple[Op, tuple[str, ...]], list[Verdict]] = {
    (Op.IS, ("fair",)): [N, Y, N, M, M, M, M, M],
    (Op.IS_NOT, ("fair",)): [Y, N, Y, M, M, M, M, M],
    (Op.ONE_OF, ("fair", "high")): [N, Y, Y, M, M, Y, M, M],
    (Op.NONE_OF, ("fair", "high")): [Y, N, N, M, M, N, M, M],
    (Op.AT_LEAST, ("fair",)): [N, Y, Y, M, M, Y, Y, M],
    (Op.AT_MOST, ("fair",)): [Y, Y, N, M, Y, M, M, Y],
    (Op.MORE_THAN, ("fair",)): [N, N, Y, M, N, M, M, N],
    (Op.LESS_THAN, ("fair",)): [Y, N, N, M, M, N, N, M],
    (Op.BETWEEN, ("fair", "high")): [N, Y, Y, M, M, Y, M, M],
}


@both_ways
def test_a_scale_is_compared_by_rank_and_not_by_letter(way: Way) -> None:
    asked = [Compare("standing", op, operands, GRADES) for op, operands in BY_RANK]
    found = verdicts(way, asked, *people(*(person(standing=grade) for grade in STANDINGS)))
    assert dict(zip(BY_RANK, found, strict=True)) == BY_RANK


BORN = [
    date(2020, 1, 31),
    date(2020, 2, 1),
    date(2020, 2, 2),
    None,
    (date(2020, 1, 1), date(2020, 1, 31)),
    (date(2020, 2, 1), date(2020, 2, 29)),
    (date(2020, 1, 1), date(2020, 12, 31)),
    (date(2020, 2, 2), None),
]
BY_DAY = {
    Op.IS: [N, Y, N, M, N, M, M, N],
    Op.AT_LEAST: [N, Y, Y, M, N, Y, M, Y],
    Op.AT_MOST: [Y, Y, N, M, Y, M, M, N],
    Op.MORE_THAN: [N, N, Y, M, N, M, M, Y],
    Op.LESS_THAN: [Y, N, N, M, Y, N, M, N],
}


@both_ways
def test_a_day_known_to_its_month_or_year_is_compared_with_all_its_days(way: Way) -> None:
    asked = [Compare("born", op, (date(2020, 2, 1),)) for op in BY_DAY]
    found = verdicts(way, asked, *people(*(person(born=born) for born in BORN)))
    assert dict(zip(BY_DAY, found, strict=True)) == BY_DAY


@both_ways
def test_decimal_numbers_are_compared_exactly(way: Way) -> None:
    tenth = (Decimal("0.1"),)
    asked = [Compare("score", op, tenth) for op in (Op.IS, Op.MORE_THAN, Op.AT_LEAST)]
    scores = [Decimal("0.10"), Decimal("0.100001"), Decimal("0.099999"), None]
    found = verdicts(way, asked, *people(*(person(score=score) for score in scores)))
    assert found == [[Y, N, N, M], [N, Y, N, M], [Y, Y, N, M]]


@both_ways
def test_what_has_no_order_is_the_same_or_not(way: Way) -> None:
    places = people(person(home="north"), person(home="south"), person(home=None), person())
    listed = [(Op.IS, ("north",)), (Op.IS_NOT, ("north",)), (Op.ONE_OF, ()), (Op.NONE_OF, ())]
    asked = [Compare("home", op, operands) for op, operands in listed]
    assert verdicts(way, asked, *places) == [[Y, N, M, M], [N, Y, M, M], [N, N, M, M], [Y, Y, M, M]]
    words = unit("u0", motto="a"), unit("u1", motto="b"), unit("u2")
    assert verdict(way, Compare("motto", Op.IS_NOT, ("b",)), *words) == [Y, N, M]


@both_ways
def test_a_value_is_known_or_the_answer_is_unknown_never_no(way: Way) -> None:
    asked = people(person(votes=0), person(votes=None), person(), person(votes=(1, 2)))
    assert verdict(way, Known("votes"), *asked) == [Y, M, M, M]
    asked = people(person(left=False), person(left=None), person())
    assert verdict(way, Known("left"), *asked) == [Y, M, M]


@both_ways
def test_an_attestation_is_met_refused_or_missing(way: Way) -> None:
    asked = people(*(person(praised=praised) for praised in (True, False, None)), person())
    assert verdict(way, Attested("praised", "council"), *asked) == [Y, N, M, M]


# Measures


@both_ways
def test_a_threshold_above_on_across_and_below_an_interval(way: Way) -> None:
    surely, perhaps = row(valid=True), row(valid=None)
    rows = [[surely] * 3, [surely] * 2, [surely, perhaps, perhaps], [surely], [perhaps] * 3]
    asked = people(*(having(person(votes=2), *listed) for listed in rows))
    count = Count(Rows("prizes", Compare("valid", Op.IS, (True,))))
    two = Fraction(2)
    table = {
        Bound(Op.AT_LEAST, two): [Y, Y, M, N, M],
        Bound(Op.MORE_THAN, two): [Y, N, M, N, M],
        Bound(Op.AT_MOST, two): [N, Y, M, Y, M],
        Bound(Op.LESS_THAN, two): [N, N, M, Y, M],
        Bound(Op.IS, two): [N, Y, M, N, M],
        Bound(Op.IS_NOT, two): [Y, N, M, Y, M],
        Bound(Op.BETWEEN, two, most=Fraction(3)): [Y, Y, M, N, M],
        Bound(Op.MULTIPLE_OF, two): [N, Y, M, N, M],
        Bound(Op.AT_LEAST, Fraction(3, 2)): [Y, Y, M, N, M],
        Bound(Op.IS, Fraction(5, 2)): [N, N, M, N, M],
        Bound(Op.IS_NOT, Fraction(7, 2)): [Y, Y, Y, Y, Y],
        Bound(Op.AT_LEAST, against=Amount("votes")): [Y, Y, M, N, M],
        Bound(Op.LESS_THAN, against=Amount("votes")): [N, N, M, Y, M],
        Bound(Op.IS, against=count): [Y, Y, M, Y, M],
    }
    found = verdicts(way, [Measured(count, bound) for bound in table], *asked)
    assert dict(zip(table, found, strict=True)) == table


def fraction(number: int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def between(ends: tuple[int | None, int | None]) -> Interval:
    return Interval(fraction(ends[0]), fraction(ends[1]))


@pytest.mark.parametrize(
    ("ends", "op", "expected"),
    [
        ((2, 2), Op.AT_LEAST, Y),
        ((1, 1), Op.AT_LEAST, N),
        ((1, 2), Op.AT_LEAST, M),
        ((2, None), Op.AT_LEAST, Y),
        ((0, None), Op.AT_LEAST, M),
        ((None, 1), Op.AT_LEAST, N),
        ((2, 2), Op.AT_MOST, Y),
        ((3, 3), Op.AT_MOST, N),
        ((2, 3), Op.AT_MOST, M),
        ((3, None), Op.AT_MOST, N),
        ((None, 2), Op.AT_MOST, Y),
        ((2, 2), Op.MORE_THAN, N),
        ((3, 4), Op.MORE_THAN, Y),
        ((2, 3), Op.MORE_THAN, M),
        ((2, 2), Op.LESS_THAN, N),
        ((0, 1), Op.LESS_THAN, Y),
        ((1, 2), Op.LESS_THAN, M),
        ((2, 2), Op.IS, Y),
        ((1, 2), Op.IS, M),
        ((3, None), Op.IS, N),
        ((0, 1), Op.IS, N),
        ((2, 2), Op.IS_NOT, N),
        ((0, 1), Op.IS_NOT, Y),
        ((1, 3), Op.IS_NOT, M),
        ((None, None), Op.IS_NOT, M),
    ],
)
def test_an_interval_passes_only_with_all_of_it(
    ends: tuple[int | None, int | None], op: Op, expected: Verdict
) -> None:
    assert bounded(between(ends), Bound(op, Fraction(2))) is expected
    assert bounded(between(ends), Bound(op), between((2, 2))) is expected


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((2, 4), Y),
        ((1, 1), N),
        ((2, 2), Y),
        ((4, 4), Y),
        ((5, 5), N),
        ((1, 2), M),
        ((4, 5), M),
        ((5, None), N),
        ((2, None), M),
        ((None, 1), N),
        ((None, None), M),
    ],
)
def test_between_holds_its_ends(ends: tuple[int | None, int | None], expected: Verdict) -> None:
    assert bounded(between(ends), Bound(Op.BETWEEN, Fraction(2), most=Fraction(4))) is expected


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((0, 0), N),
        ((4, 4), N),
        ((5, 5), Y),
        ((6, 6), N),
        ((10, 10), Y),
        ((-5, -5), N),
        ((0, 4), N),
        ((0, 5), M),
        ((4, 6), M),
        ((5, 10), M),
        ((6, 9), N),
        ((6, None), M),
        ((None, 4), N),
        ((None, 5), M),
        ((None, None), M),
    ],
)
def test_a_multiple_is_positive_and_certain_only_of_one_number(
    ends: tuple[int | None, int | None], expected: Verdict
) -> None:
    assert bounded(between(ends), Bound(Op.MULTIPLE_OF, Fraction(5))) is expected


@pytest.mark.parametrize(("ends", "expected"), [((0, 0), N), ((1, 1), Y), ((0, 1), M), ((1, 2), M)])
def test_one_is_a_multiple_of_one_and_nought_is_not(
    ends: tuple[int, int], expected: Verdict
) -> None:
    assert bounded(between(ends), Bound(Op.MULTIPLE_OF, Fraction(1))) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # at least, more than, at most, less than, is, is not
        ((2, 2), (2, 2), (Y, N, Y, N, Y, N)),
        ((2, 3), (4, 5), (N, N, Y, Y, N, Y)),
        ((2, 3), (3, 4), (M, N, Y, M, M, M)),
        ((2, 3), (2, 3), (M, M, M, M, M, M)),
        ((3, 4), (2, 3), (Y, M, M, N, M, M)),
        ((4, None), (None, 3), (Y, Y, N, N, N, Y)),
        ((2, 2), (None, None), (M, M, M, M, M, M)),
    ],
)
def test_two_intervals_are_compared_with_every_number_of_both(
    one: tuple[int, int], other: tuple[int, int], expected: tuple[Verdict, ...]
) -> None:
    ops = (Op.AT_LEAST, Op.MORE_THAN, Op.AT_MOST, Op.LESS_THAN, Op.IS, Op.IS_NOT)
    assert tuple(bounded(between(one), Bound(op), between(other)) for op in ops) == expected


@pytest.mark.parametrize("op", [Op.ONE_OF, Op.NONE_OF, Op.BETWEEN, Op.MULTIPLE_OF])
def test_a_measure_is_not_compared_with_a_list(op: Op) -> None:
    with pytest.raises(ValueError, match=op):
        bounded(between((1, 1)), Bound(op), between((1, 1)))


@pytest.mark.parametrize("scalar", [SchoolYear(2020), object()])
def test_what_has_no_order_has_no_number(scalar: Any) -> None:
    with pytest.raises(TypeError, match="has no order"):
        number_of(scalar)


def test_numbers_of_a_range_are_counted_only_where_they_are_whole() -> None:
    whole, decimals = (1, 2), (Decimal(1), Decimal(2))
    assert compared(value(whole), Op.ONE_OF, whole) is Y
    assert compared(value(decimals), Op.ONE_OF, decimals) is M
