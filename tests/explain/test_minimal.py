"""The smallest refusals force the verdict, the smallest changes lift it, and none is left out."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from random import Random

import pytest

from engine.conditions import All, AnyOf, AtLeast, Choose, Condition, Defined, Not
from engine.decide import columns
from engine.decide.reference import Judge
from engine.explain.minimal import MOST_PARTS, Part, PartSet, changes, parts_of, refusals
from engine.explain.repairs import ways_out
from engine.facts import Dossier
from engine.findings import Conclusion, Finding, Outcome, Proof, Verdict, conclude
from engine.plan import Plan
from tests.generated.dossiers import random_dossier
from tests.generated.plans import random_plan
from tests.generated.vocabulary import VOCABULARY

Verdicts = Mapping[Condition, Verdict]
MOST_TRIED = 9
"""Of so many parts every subset is tried."""


def again(proof: Proof, verdicts: Verdicts) -> Verdict:
    """The verdict of a condition whose parts have other verdicts, as the truth tables have it."""
    found = [again(part, verdicts) for part in proof.parts]
    match proof.condition:
        case All():
            return min(found)
        case AnyOf():
            return max(found)
        case AtLeast(number):
            return sorted(found, reverse=True)[number - 1]
        case Not():
            return Verdict(2 - found[0])
        case Defined():
            return found[0]
        case Choose():
            when, then, otherwise = found
            if when is Verdict.UNKNOWN:
                return then if then is otherwise else Verdict.UNKNOWN
            return then if when is Verdict.MET else otherwise
        case _:
            return verdicts.get(proof.condition, Verdict.UNKNOWN)


def finding_again(finding: Finding, verdicts: Verdicts) -> Verdict:
    when = Verdict.MET if finding.when is None else again(finding.when, verdicts)
    if when is Verdict.NOT_MET:
        return Verdict.NOT_APPLICABLE
    require = again(finding.require, verdicts)
    if when is Verdict.UNKNOWN:
        return Verdict.MET if require is Verdict.MET else Verdict.UNKNOWN
    return require


def outcome_again(conclusion: Conclusion, verdicts: Verdicts) -> Outcome:
    applies = conclusion.applies.verdict if conclusion.applies else Verdict.MET
    return conclude(applies, (finding_again(each, verdicts) for each in conclusion.findings))


def leaves(proof: Proof) -> Iterator[Proof]:
    if isinstance(proof.condition, All | AnyOf | AtLeast | Not | Defined | Choose):
        for part in proof.parts:
            yield from leaves(part)
    else:
        yield proof


def every_leaf(conclusion: Conclusion) -> dict[Condition, Verdict]:
    proofs = [f.require for f in conclusion.findings]
    proofs += [f.when for f in conclusion.findings if f.when is not None]
    return {leaf.condition: leaf.verdict for proof in proofs for leaf in leaves(proof)}


def minimal_sets(
    known: Verdicts, holds: Callable[[frozenset[Condition]], bool], most: int
) -> set[frozenset[Condition]]:
    """Every minimal subset with a property, by trying all."""
    found: set[frozenset[Condition]] = set()
    for size in range(1, most + 1):
        for some in combinations(known, size):
            tried = frozenset(some)
            if not any(each < tried for each in found) and holds(tried):
                found.add(tried)
    return found


def as_conditions(sets: tuple[PartSet, ...]) -> set[frozenset[Condition]]:
    return {frozenset(part.proof.condition for part in parts) for parts in sets}


def random_refusals(seeds: range) -> Iterator[tuple[Plan, Dossier, Conclusion]]:
    for seed in seeds:
        rng = Random(seed)
        plan, dossier = random_plan(rng), random_dossier(rng)
        judge = Judge(plan, dossier)
        for title in plan.titles:
            for subject in dossier.of_kind(title.subject):
                conclusion = judge.conclusion(title.key, subject.id)
                if conclusion.outcome is Outcome.NOT_ELIGIBLE:
                    yield plan, dossier, conclusion


@pytest.mark.parametrize("hundred", range(10))
def test_of_a_thousand_random_dossiers_every_minimal_refusal_is_minimal(hundred: int) -> None:
    """It forces the verdict whatever the rest is; without any one member it does not."""
    seen = several = 0
    for _, _, conclusion in random_refusals(range(100 * hundred, 100 * hundred + 100)):
        known = every_leaf(conclusion)

        def forces(kept: frozenset[Condition], of: Conclusion = conclusion) -> bool:
            verdicts = {each: every_leaf(of)[each] for each in kept}
            return outcome_again(of, verdicts) is Outcome.NOT_ELIGIBLE

        sets = as_conditions(refusals(conclusion))
        for parts in sets:
            assert 1 <= len(parts) <= MOST_PARTS
            assert forces(parts)
            assert not any(forces(parts - {part}) for part in parts)
        if len(known) <= MOST_TRIED:
            assert sets == minimal_sets(known, forces, MOST_PARTS)
        seen += len(sets)
        several += any(len(parts) > 1 for parts in sets)
    assert seen > 50
    assert several > 2


@pytest.mark.parametrize("hundred", range(10))
def test_of_a_thousand_random_dossiers_every_minimal_change_is_minimal(hundred: int) -> None:
    """With all of its parts turned nothing fails any more; with any one left something does."""
    seen = 0
    for _, _, conclusion in random_refusals(range(100 * hundred, 100 * hundred + 100)):
        known = every_leaf(conclusion)
        failing = [f for f in conclusion.findings if f.verdict is Verdict.NOT_MET]

        def lifts(asked: PartSet, failing: list[Finding] = failing) -> bool:
            wanted = {
                part.proof.condition: Verdict.MET if part.want else Verdict.NOT_MET
                for part in asked
            }
            verdicts = {**known, **wanted}  # noqa: B023
            return all(again(each.require, verdicts) is Verdict.MET for each in failing)

        sets = changes(conclusion)
        for parts in sets:
            assert 1 <= len(parts) <= MOST_PARTS
            assert not any(part.is_so for part in parts)
            assert not any(lifts(tuple(p for p in parts if p is not left)) for left in parts)
        seen += len(sets)
        asked = [part for each in failing for part in parts_of(each) if not part.is_so]
        both = {p.proof.condition for p in asked if any(_opposes(p, q) for q in asked)}
        if len(asked) <= MOST_TRIED and not both:
            by_condition = {part.proof.condition: part for part in asked}
            found = minimal_sets(
                dict.fromkeys(by_condition, Verdict.UNKNOWN),
                lambda some: lifts(tuple(by_condition[each] for each in some)),  # noqa: B023
                MOST_PARTS,
            )
            assert as_conditions(sets) >= found
    assert seen > 50


def _opposes(one: Part, other: Part) -> bool:
    return one.proof.condition == other.proof.condition and one.want is not other.want


@pytest.mark.parametrize("hundred", range(10))
def test_of_a_thousand_random_dossiers_every_repair_gives_what_it_promises(hundred: int) -> None:
    found = 0
    for plan, dossier, conclusion in random_refusals(range(100 * hundred, 100 * hundred + 100)):
        key = f"{conclusion.pack}/{conclusion.title}"
        for parts, world in ways_out(conclusion, plan, VOCABULARY, dossier).found:
            again_ = Judge(plan, world.dossier).conclusion(key, conclusion.subject)
            assert again_.outcome is Outcome.ELIGIBLE
            assert not any(part.is_so for part in parts)
            found += 1
    assert found > 5


def test_a_repair_gives_what_it_promises_in_columns_too() -> None:
    """The other way to a verdict, which shares nothing with the search, agrees."""
    checked = 0
    for plan, dossier, conclusion in random_refusals(range(120)):
        key = f"{conclusion.pack}/{conclusion.title}"
        for _, world in ways_out(conclusion, plan, VOCABULARY, dossier).found[:1]:
            frame = columns.decide(plan, VOCABULARY, world.dossier).titles[key]
            (row,) = frame[frame["subject"] == conclusion.subject].to_dict("records")
            verdicts = [Verdict(row[f.criterion]) for f in conclusion.findings]
            assert conclude(Verdict(row["applies"]), iter(verdicts)) is Outcome.ELIGIBLE
            checked += 1
    assert checked > 10
