"""What only the reference says: proofs, and the rows and values behind a verdict."""

from datetime import date
from fractions import Fraction

import pytest

from engine.conditions import (
    MEMBERS,
    All,
    Amount,
    AnyOf,
    Bound,
    Compare,
    Condition,
    Count,
    Every,
    Holds,
    Measured,
    Op,
    Other,
    Rows,
    Share,
    Streak,
    Unconfirmed,
    Window,
)
from engine.decide.proving import at_least, prove
from engine.decide.reference import Judge, implied
from engine.decide.scope import Scope
from engine.facts import Dossier, SchoolYear, Subject
from engine.findings import Interval, Outcome, Proof, Verdict, conclude
from tests.decide.both import (
    ALL_SHEETS,
    GONE,
    MAYBE,
    NA,
    NO,
    NORTH,
    PASSED,
    VALID,
    YES,
    having,
    person,
    row,
    unit,
    value,
)
from tests.generated.plans import plan_of, title
from tests.generated.vocabulary import SCHOOL


def proved(condition: Condition, *subjects: Subject) -> Proof:
    """The proof of a condition about the first of some subjects."""
    judge = Judge(plan_of(), Dossier(subjects, ALL_SHEETS))
    return prove(condition, Scope(judge, subjects[0]))


@pytest.mark.parametrize(
    ("when", "require", "expected"),
    [
        (NO, NO, NA),
        (NO, MAYBE, NA),
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
    ("number", "found", "expected"),
    [
        (2, (YES, YES, NO), YES),
        (2, (YES, MAYBE, NO), MAYBE),
        (2, (YES, NO, NO), NO),
        (2, (MAYBE, MAYBE, NO), MAYBE),
        (3, (YES, YES, MAYBE), MAYBE),
        (1, (), NO),
    ],
)
def test_so_many_are_met_or_may_be(
    number: int, found: tuple[Verdict, ...], expected: Verdict
) -> None:
    assert at_least(number, found) is expected
    assert at_least(number, reversed(found)) is expected


def test_a_proof_keeps_the_values_it_looked_at_and_the_proofs_of_its_parts() -> None:
    both = All((GONE, Unconfirmed("draft", NORTH)))
    proof = proved(AnyOf((both, NORTH)), person(left=True, home="south"))
    assert [(p.condition, p.verdict) for p in proof.walk()] == [
        (AnyOf((both, NORTH)), MAYBE),
        (both, MAYBE),
        (GONE, YES),
        (Unconfirmed("draft", NORTH), MAYBE),
        (NORTH, NO),
        (NORTH, NO),
    ]
    assert proof.parts[0].parts[0].value == value(True)


def test_a_proof_keeps_every_row_with_what_it_was_asked() -> None:
    share = Share(Rows("prizes", VALID), Compare("points", Op.AT_LEAST, (2,)))
    rows = row(valid=True, points=2), row(valid=False, points=2), row(valid=None, points=1)
    proof = proved(Measured(share, Bound(Op.IS, Fraction(1))), having(person(), *rows))
    assert [row.verdict for row in proof.rows] == [YES, NO, MAYBE]
    assert [[p.verdict for p in row.proofs] for row in proof.rows] == [
        [YES, YES],
        [NO, YES],
        [MAYBE, NO],
    ]
    assert proof.interval == Interval(Fraction(1, 2), Fraction(1), YES, (2, 1))


def test_each_row_of_every_says_whether_it_satisfies() -> None:
    rows = row(2020, valid=False), row(2022, valid=False), row(2023, valid=True)
    every = Every(Rows("prizes", None, Window(2021, 2023)), VALID)
    proof = proved(every, having(person(), *rows))
    assert [row.verdict for row in proof.rows] == [NO, YES]  # 2020 is not asked about


def test_a_year_that_nobody_wrote_down_stands_among_the_rows() -> None:
    reviews = having(person(), row(SchoolYear(2021), passed=True), relation="reviews")
    for axis_window, expected in (
        (Window(2021, 2022, SCHOOL), [SchoolYear(2021), SchoolYear(2022)]),
        (Window(2021, 2022), [SchoolYear(2021), 2021, 2022]),
    ):
        count = Count(Rows("reviews", PASSED, axis_window))
        rows = proved(Measured(count, Bound(Op.IS, Fraction(1))), reviews).rows
        assert [row.row.year.scalar for row in rows] == expected
        assert [row.row.certain for row in rows] == [True] + [False] * (len(expected) - 1)


def test_a_proof_of_two_measures_keeps_both_intervals_and_the_amounts() -> None:
    more = Measured(Amount("votes"), Bound(Op.MORE_THAN, against=Count(Rows("prizes"))))
    proof = proved(more, having(person(votes=(1, 2)), row()))
    assert proof.interval == Interval(Fraction(1), Fraction(2))
    assert proof.against == Interval(Fraction(1), Fraction(1))
    assert proof.values == (("votes", value((1, 2))),)


def test_a_proof_about_somebody_else_says_about_whom() -> None:
    clean = Compare("clean", Op.IS, (True,))
    proof = proved(Other("unit", clean), person("p", "u"), unit("u", clean=True))
    assert [(part.condition, part.subject) for part in proof.parts] == [(clean, "u")]
    members = person("a", "u", chief=True), person("b", "u", chief=False), person("c", chief=None)
    proof = proved(Other("head", NORTH, "chief"), unit("u"), *members)
    assert [part.subject for part in proof.parts] == ["a", "c"]
    proof = proved(Every(Rows(MEMBERS), NORTH), unit("u"), *members)
    assert [row.subject for row in proof.rows] == ["a", "b", "c"]
    assert proved(Other("unit", clean), person("p")).parts == ()


def test_a_title_that_is_held_is_proved_by_what_it_means() -> None:
    held = Holds("t", NORTH, GONE)
    proof = proved(held, person(home="north"))
    assert [part.condition for part in proof.parts] == [held.meaning]


def test_a_conclusion_is_drawn_once() -> None:
    asked = title("t", "person", [(None, NORTH)])
    judge = Judge(plan_of(asked), Dossier((person("p", home="north"),)))
    drawn = judge.conclusion("pack/t", "p")
    assert drawn.outcome is Outcome.ELIGIBLE
    assert judge.conclusion("pack/t", "p") is drawn


def test_years_need_a_window() -> None:
    asked = Measured(Streak(Rows("prizes")), Bound(Op.AT_LEAST, Fraction(1)))
    with pytest.raises(ValueError, match="need a window"):
        proved(asked, having(person(), row(date(2020, 1, 1))))
