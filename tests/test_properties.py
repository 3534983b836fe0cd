"""What holds of every plan and dossier: no row is lost, no order matters, no answer taken back."""

import dataclasses
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given, settings

from engine.conditions import (
    MEMBERS,
    All,
    AnyOf,
    AtLeast,
    Bound,
    Condition,
    Count,
    Measured,
    Not,
    Op,
    Rows,
)
from engine.decide import reference
from engine.decide.comparing import swapped
from engine.facts import Dossier
from engine.findings import Conclusion, Outcome, Verdict
from engine.plan import Plan
from tests.decide.both import Way, both_ways
from tests.generated.about import INSIDE
from tests.generated.blurring import blurred
from tests.generated.conditions import Maker
from tests.generated.dossiers import random_dossier
from tests.generated.plans import plan_of, title
from tests.generated.vocabulary import SHEETS
from tests.strategies import dossiers, plans, seeded
from tests.test_agreement import stable

ANY = Bound(Op.AT_LEAST, Fraction(0))


def certain_dossier(rng: Random) -> Dossier:
    """A dossier with every sheet, in which each row and member is certainly somebody's."""
    drawn = random_dossier(rng, holes=3)
    units = [unit.id for unit in drawn.of_kind("unit")] or ["nowhere"]
    subjects = [
        replace(
            each,
            unit=each.unit or rng.choice(units),
            rows={
                relation: tuple(replace(row, certain=True) for row in rows)
                for relation, rows in each.rows.items()
            },
        )
        for each in drawn.subjects
    ]
    return Dossier(tuple(subjects), frozenset(SHEETS))


@settings(stable, max_examples=150)
@given(seeded)
def test_rows_are_met_not_met_or_unknown_and_none_is_lost(rng: Random) -> None:
    relation = rng.choice(list(INSIDE))
    condition = Maker(rng).condition(INSIDE[relation], 2)
    asked = [Rows(relation, each) for each in (condition, Not(condition), None)]
    criteria = [(None, Measured(Count(rows), ANY)) for rows in asked]
    plan = replace(plan_of(title("t", "unit", criteria)), yearly=frozenset())
    for conclusion in reference.decide(plan, certain_dossier(rng)):
        of, without, whole = (finding.require.rows for finding in conclusion.findings)
        assert [row.verdict for row in whole] == [Verdict.MET] * len(whole)
        assert [row.verdict for row in without] == [swapped(row.verdict) for row in of]
        for listed in (of, without):
            assert [(row.row, row.subject) for row in listed] == [
                (row.row, row.subject) for row in whole
            ]


@both_ways
def test_counts_of_met_not_met_and_unknown_rows_give_back_the_sheet(way: Way) -> None:
    rng = Random(1)
    for _ in range(2):
        conditions = [
            (relation, Maker(rng).condition(INSIDE[relation], 1))
            for relation in INSIDE
            for _ in range(3)
        ]
        measures = [
            Count(Rows(relation, each))
            for relation, condition in conditions
            for each in (condition, Not(condition), None)
        ]
        plan = plan_of(title("t", "unit", [], prefer=measures))
        plan = replace(plan, yearly=frozenset())
        for _, ends in way(plan, certain_dossier(rng)).values():
            for number in range(0, len(ends), 3):
                (met, may), (not_met, may_not), (whole, all_) = ends[number : number + 3]
                assert whole == all_
                assert met + may_not == whole
                assert not_met + may == whole


Summary = dict[tuple[str, str], tuple[Any, ...]]


def summary(conclusions: list[Conclusion]) -> Summary:
    """What is said, whatever the order in which it is said."""
    return {
        (c.title, c.subject): (
            c.outcome,
            c.applies and c.applies.verdict,
            {finding.criterion: finding.verdict for finding in c.findings},
            [replace(each, of=(None, None)) for each in c.preferences],
        )
        for c in conclusions
    }


def shuffled(rng: Random, thing: Any) -> Any:
    """The same plan with the parts of its conditions in another order."""
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        if isinstance(thing, All | AnyOf | AtLeast):
            thing = replace(thing, parts=tuple(rng.sample(thing.parts, len(thing.parts))))
        changed = {f.name: shuffled(rng, getattr(thing, f.name)) for f in dataclasses.fields(thing)}
        return replace(thing, **changed)
    if isinstance(thing, tuple):
        return tuple(shuffled(rng, each) for each in thing)
    return thing


def test_parts_are_shuffled_however_deep() -> None:
    parts: tuple[Condition, ...] = tuple(Measured(Count(Rows(name)), ANY) for name in "abc")
    deep = Not(Measured(Count(Rows(MEMBERS, AtLeast(2, parts))), ANY))
    orders = {shuffled(Random(seed), deep) for seed in range(50)}
    assert len(orders) == 6


@settings(stable, max_examples=200)
@given(plans(), dossiers(), seeded)
def test_no_order_changes_a_finding(plan: Plan, dossier: Dossier, rng: Random) -> None:
    titles = tuple(
        replace(shuffled(rng, each), criteria=tuple(rng.sample(each.criteria, len(each.criteria))))
        for each in plan.titles
    )
    subjects = [
        replace(
            each,
            rows={name: tuple(rng.sample(rows, len(rows))) for name, rows in each.rows.items()},
        )
        for each in rng.sample(dossier.subjects, len(dossier.subjects))
    ]
    other = reference.decide(
        replace(plan, titles=titles), Dossier(tuple(subjects), dossier.covered)
    )
    assert summary(other) == summary(reference.decide(plan, dossier))


@settings(stable, max_examples=500)
@given(plans(), dossiers(), seeded)
def test_to_know_more_never_takes_an_answer_back(plan: Plan, dossier: Dossier, rng: Random) -> None:
    less = blurred(rng, dossier, times=rng.randint(1, 6))
    before, after = reference.decide(plan, less), reference.decide(plan, dossier)
    for one, other in zip(before, after, strict=True):
        assert other.outcome in STAYS_OUTCOME[one.outcome], (one.title, one.subject)
        for first, second in zip(one.findings, other.findings, strict=True):
            assert second.verdict in STAYS[first.verdict], (one.title, one.subject, first.criterion)


STAYS = {
    Verdict.NOT_MET: {Verdict.NOT_MET},
    Verdict.MET: {Verdict.MET, Verdict.NOT_APPLICABLE},
    Verdict.NOT_APPLICABLE: {Verdict.NOT_APPLICABLE},
    Verdict.UNKNOWN: set(Verdict),
}
STAYS_OUTCOME = {
    Outcome.NOT_ELIGIBLE: {Outcome.NOT_ELIGIBLE, Outcome.NOT_APPLICABLE},
    Outcome.ELIGIBLE: {Outcome.ELIGIBLE},
    Outcome.NOT_APPLICABLE: {Outcome.NOT_APPLICABLE},
    Outcome.UNDETERMINED: set(Outcome),
}
