"""Decide the cases of the outside suites, and count what holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from engine.decide import reference
from engine.facts import Dossier, Subject
from engine.findings import Verdict
from engine.plan import Plan
from tests.generated.plans import plan_of, title
from tests.outside.adapter import Said, say, ways
from tests.outside.cases import Case, cases
from tests.outside.literals import COVERED
from tests.outside.notes import CannotBeSaidError, Way

HOLDS, DEVIATES, UNSAID = "holds", "deviates", "cannot be said"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine says to a case in one way; a pair per question: expected, found."""

    way: Way
    pairs: tuple[tuple[Verdict, Verdict], ...]

    @property
    def holds(self) -> bool:
        return all(expected is found for expected, found in self.pairs)


def said(case: Case) -> Iterator[tuple[Way, Said]]:
    """A case in each way that the algebra has for it."""
    for way in ways(case):
        yield way, say(case, way)


@cache
def answers() -> dict[str, tuple[Answer, ...] | str]:
    """The answers of the reference by case, or the code why it cannot be said."""
    return {case.id: _answered(case) for case in cases()}


def _answered(case: Case) -> tuple[Answer, ...] | str:
    try:
        return tuple(Answer(way, _pairs(each)) for way, each in said(case))
    except CannotBeSaidError as error:
        return error.code


def _pairs(each: Said) -> tuple[tuple[Verdict, Verdict], ...]:
    plan, dossier = world([each])
    [conclusion] = reference.decide(plan, dossier)
    return tuple(
        (question.expected, min(finding.verdict, Verdict.MET))
        for question, finding in zip(each.questions, conclusion.findings, strict=True)
    )


def world(several: Sequence[Said]) -> tuple[Plan, Dossier]:
    """A plan that asks all the questions, and a dossier with everybody they are about."""
    asked = dict.fromkeys(tuple((q.when, q.condition) for q in each.questions) for each in several)
    titles = [title(f"t{n}", "person", criteria) for n, criteria in enumerate(asked)]
    told = {repr((each.facts, each.rows)): each for each in several}
    people = [
        Subject(f"p{n}", "person", f"p{n}", None, each.facts, each.rows)
        for n, each in enumerate(told.values())
    ]
    return plan_of(*titles), Dossier(tuple(people), COVERED)


def standing(case: Case) -> str:
    """Whether a case holds, deviates, or cannot be said."""
    found = answers()[case.id]
    if isinstance(found, str):
        return UNSAID
    return HOLDS if all(answer.holds for answer in found) else DEVIATES


def by_family() -> Iterator[tuple[str, str, Counter[str]]]:
    """How the cases of each family stand, and those of both suites together."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for case in cases():
        counted.setdefault((case.suite, case.family), Counter())[standing(case)] += 1
    yield from ((suite, family, counts) for (suite, family), counts in counted.items())
    yield "both", "all", sum(counted.values(), Counter())
