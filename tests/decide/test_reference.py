"""The reference, operator by operator: above, on, below, missing."""

from datetime import date

import pytest

from engine.conditions import (
    All,
    AnyOf,
    Attested,
    Bound,
    Compare,
    Condition,
    Count,
    Every,
    Known,
    Not,
    Op,
    Window,
)
from engine.decide.reference import Judge, Scope, bounded, implied, prove
from engine.facts import Dossier, Row, Scalar, Subject
from engine.findings import Interval, Outcome, Verdict, conclude
from engine.plan import Plan
from tests.worlds import row, values

NO, MAYBE, YES, NA = Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET, Verdict.NOT_APPLICABLE
THREE = (NO, MAYBE, YES)
SCALE = ("low", "fair", "high")
PERIOD = Window(2021, 2023)


def verdict(
    condition: Condition,
    facts: dict[str, Scalar | None] | None = None,
    rows: tuple[Row, ...] = (),
    covered: bool = True,
    yearly: bool = False,
    joined: int | None = None,
) -> Verdict:
    subject = Subject("A", "person", "A", None, values(facts or {}), {"things": rows}, joined)
    dossier = Dossier((subject,), frozenset({"things"} if covered else ()))
    plan = Plan((), 2023, date(2023, 12, 31), (), frozenset({"things"} if yearly else ()))
    return prove(condition, Scope(Judge(plan, dossier), subject)).verdict


def leaf(name: str) -> Compare:
    return Compare(name, Op.IS, (True,))


KLEENE = {NO: False, MAYBE: None, YES: True}


@pytest.mark.parametrize("left", THREE)
@pytest.mark.parametrize("right", THREE)
def test_all_is_the_minimum_and_any_the_maximum(left: Verdict, right: Verdict) -> None:
    facts: dict[str, Scalar | None] = {"a": KLEENE[left], "b": KLEENE[right]}
    parts = (leaf("a"), leaf("b"))
    assert verdict(All(parts), facts) is min(left, right)
    assert verdict(AnyOf(parts), facts) is max(left, right)
    assert verdict(All(parts[::-1]), facts) is min(left, right)


@pytest.mark.parametrize(("inner", "outer"), [(NO, YES), (MAYBE, MAYBE), (YES, NO)])
def test_not_exchanges_the_ends(inner: Verdict, outer: Verdict) -> None:
    assert verdict(Not(leaf("a")), {"a": KLEENE[inner]}) is outer


@pytest.mark.parametrize(
    ("when", "require", "expected"),
    [
        (NO, NO, NA),
        (NO, YES, NA),
        (MAYBE, NO, MAYBE),
        (MAYBE, MAYBE, MAYBE),
        (MAYBE, YES, YES),
        (YES, NO, NO),
        (YES, MAYBE, MAYBE),
        (YES, YES, YES),
    ],
)
def test_a_criterion_with_when_is_an_implication(
    when: Verdict, require: Verdict, expected: Verdict
) -> None:
    assert implied(when, require) is expected


@pytest.mark.parametrize(
    ("applies", "verdicts", "outcome"),
    [
        (YES, (YES, NA), Outcome.ELIGIBLE),
        (YES, (YES, MAYBE), Outcome.UNDETERMINED),
        (YES, (MAYBE, NO), Outcome.NOT_ELIGIBLE),
        (MAYBE, (YES,), Outcome.UNDETERMINED),
        (MAYBE, (NO,), Outcome.NOT_ELIGIBLE),
        (NO, (NO, YES), Outcome.NOT_APPLICABLE),
        (YES, (), Outcome.ELIGIBLE),
    ],
)
def test_a_title_is_the_minimum_over_its_criteria(
    applies: Verdict, verdicts: tuple[Verdict, ...], outcome: Outcome
) -> None:
    assert conclude(applies, iter(verdicts)) is outcome


@pytest.mark.parametrize(
    ("op", "below", "on", "above"),
    [
        (Op.AT_LEAST, NO, YES, YES),
        (Op.AT_MOST, YES, YES, NO),
        (Op.MORE_THAN, NO, NO, YES),
        (Op.LESS_THAN, YES, NO, NO),
        (Op.IS, NO, YES, NO),
        (Op.IS_NOT, YES, NO, YES),
        (Op.ONE_OF, NO, YES, NO),
        (Op.NONE_OF, YES, NO, YES),
    ],
)
def test_a_scale_is_compared_by_its_order(
    op: Op, below: Verdict, on: Verdict, above: Verdict
) -> None:
    asked = Compare("grade", op, ("fair",), SCALE)
    found = [verdict(asked, {"grade": grade}) for grade in SCALE]
    assert found == [below, on, above]
    assert verdict(asked, {"grade": None}) is MAYBE
    assert verdict(asked) is MAYBE


def test_known_asks_only_whether_there_is_a_value() -> None:
    assert verdict(Known("a"), {"a": False}) is YES
    assert verdict(Known("a"), {"a": None}) is MAYBE


@pytest.mark.parametrize(("value", "expected"), [(True, YES), (False, NO), (None, MAYBE)])
def test_an_attestation_is_met_refused_or_missing(value: bool | None, expected: Verdict) -> None:
    assert verdict(Attested("voted", "council"), {"voted": value}) is expected


@pytest.mark.parametrize(
    ("low", "high", "op", "expected"),
    [
        (2, 2, Op.AT_LEAST, YES),
        (1, 1, Op.AT_LEAST, NO),
        (1, 2, Op.AT_LEAST, MAYBE),
        (2, None, Op.AT_LEAST, YES),
        (0, None, Op.AT_LEAST, MAYBE),
        (2, 2, Op.AT_MOST, YES),
        (3, 3, Op.AT_MOST, NO),
        (2, 3, Op.AT_MOST, MAYBE),
        (3, None, Op.AT_MOST, NO),
        (2, 2, Op.MORE_THAN, NO),
        (3, 4, Op.MORE_THAN, YES),
        (2, 2, Op.LESS_THAN, NO),
        (0, 1, Op.LESS_THAN, YES),
        (2, 2, Op.IS, YES),
        (1, 2, Op.IS, MAYBE),
        (3, None, Op.IS, NO),
        (0, 1, Op.IS, NO),
        (2, 2, Op.IS_NOT, NO),
        (0, 1, Op.IS_NOT, YES),
        (1, 3, Op.IS_NOT, MAYBE),
    ],
)
def test_an_interval_passes_only_with_all_of_it(
    low: int, high: int | None, op: Op, expected: Verdict
) -> None:
    assert bounded(Interval(low, high), Bound(op, 2)) is expected


TWO_GOOD = Count("things", leaf("good"), PERIOD, Bound(Op.AT_LEAST, 2))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((row(2021, good=True), row(2022, good=True)), YES),
        ((row(2021, good=True), row(2022, good=False)), NO),
        ((row(2021, good=True), row(2022, good=None)), MAYBE),
        ((row(2021, good=True), row(2020, good=True)), NO),
        ((row(2021, good=True), row(2023, good=True)), YES),
        ((row(2021, good=True), row(2024, good=True)), NO),
        ((row(2021, good=True), row(None, good=True)), MAYBE),
        ((row(2021, good=True), row(2022, certain=False, good=True)), MAYBE),
        ((row(2021, good=True), row(2022, certain=False, good=False)), NO),
        ((), NO),
    ],
)
def test_a_count_takes_only_rows_that_certainly_count(
    rows: tuple[Row, ...], expected: Verdict
) -> None:
    assert verdict(TWO_GOOD, rows=rows) is expected


def test_without_the_sheet_nothing_is_counted_and_nothing_refused() -> None:
    assert verdict(TWO_GOOD, covered=False) is MAYBE
    none = Count("things", None, PERIOD, Bound(Op.AT_MOST, 0))
    assert verdict(none, covered=False) is MAYBE
    assert verdict(none) is YES


ALWAYS_GOOD = Every("things", None, PERIOD, leaf("good"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((row(2021, good=True), row(2022, good=True)), YES),
        ((row(2021, good=True), row(2022, good=False)), NO),
        ((row(2021, good=True), row(2022, good=None)), MAYBE),
        ((row(2021, good=None), row(2022, good=False)), NO),
        ((row(2020, good=False),), YES),
        ((row(None, good=False),), MAYBE),
        ((row(2022, certain=False, good=False),), MAYBE),
        ((), YES),
    ],
)
def test_every_is_refused_only_by_a_row_that_certainly_fails(
    rows: tuple[Row, ...], expected: Verdict
) -> None:
    assert verdict(ALWAYS_GOOD, rows=rows) is expected


@pytest.mark.parametrize(
    ("years", "joined", "expected"),
    [
        ((2021, 2022, 2023), None, YES),
        ((2021, 2023), None, MAYBE),
        ((2022, 2023), None, MAYBE),
        ((2022, 2023), 2022, YES),
        ((2023,), 2022, MAYBE),
    ],
)
def test_a_year_without_a_row_is_unknown_once_the_person_has_joined(
    years: tuple[int, ...], joined: int | None, expected: Verdict
) -> None:
    rows = tuple(row(year, good=True) for year in years)
    assert verdict(ALWAYS_GOOD, rows=rows, yearly=True, joined=joined) is expected


def test_a_row_that_may_be_somebody_elses_does_not_fill_a_year() -> None:
    rows = (row(2021, good=True), row(2022, good=True), row(2023, certain=False, good=True))
    assert verdict(ALWAYS_GOOD, rows=rows, yearly=True) is MAYBE
