"""One achievement, one award: which rows an award uses up, and where two need the same.

A criterion that ``consumes`` says that the rows that meet it cannot serve again. Titles of one
run that need the same rows are shown as a conflict; who gets them is for people to say. Rows of
a yearly relation are never used up: a rating says how a year was, and may be asked again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import ceil, floor

from .conditions import (
    All,
    AnyOf,
    AtLeast,
    Bound,
    Choose,
    Count,
    Defined,
    Every,
    Holds,
    Measured,
    Op,
    rows_of,
)
from .facts import Row
from .findings import Conclusion, Outcome, Proof, Verdict
from .plan import Plan


@dataclass(frozen=True, slots=True)
class Demand:
    """Some of these rows of a relation are needed, each for itself."""

    relation: str
    rows: tuple[Row, ...]
    needed: int


@dataclass(frozen=True, slots=True)
class Use:
    """What an award uses up: the rows that meet one of its criteria."""

    subject: str
    title: str
    criterion: str
    demands: tuple[Demand, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, each once."""
        return tuple({id(row): row for demand in self.demands for row in demand.rows}.values())


@dataclass(frozen=True, slots=True)
class Conflict:
    """Titles (``pack/title``) that one subject deserves, but not all with rows of their own."""

    subject: str
    titles: tuple[str, ...]
    relation: str
    rows: tuple[Row, ...]


Way = tuple[Demand, ...]
"""One way in which a condition is met: everything that it needs together."""


def uses(conclusions: Iterable[Conclusion], plan: Plan) -> tuple[Use, ...]:
    """What each award of the run uses up, in the order of the conclusions.

    Of several ways to meet a criterion the one that uses up least.
    """
    return tuple(
        Use(conclusion.subject, f"{conclusion.pack}/{conclusion.title}", name, least)
        for conclusion in conclusions
        for name, ways in _consumed(conclusion, plan)
        if (least := min(ways, key=lambda way: sum(demand.needed for demand in way)))
    )


def conflicts(conclusions: Iterable[Conclusion], plan: Plan) -> tuple[Conflict, ...]:
    """Pairs of titles that a subject cannot be given without using a row twice."""
    found: dict[str, list[tuple[str, list[Way]]]] = {}
    for conclusion in conclusions:
        consumed = _consumed(conclusion, plan)
        ways = [_joined(way) for way in product(*(ways for _, ways in consumed))]
        if consumed:
            key = f"{conclusion.pack}/{conclusion.title}"
            found.setdefault(conclusion.subject, []).append((key, ways))
    return tuple(
        Conflict(subject, (first, second), relation, rows)
        for subject, listed in found.items()
        for (first, ways), (second, others) in combinations(listed, 2)
        if first.partition("@")[0] != second.partition("@")[0]
        for relation, rows in _clash(ways, others)
    )


def _consumed(conclusion: Conclusion, plan: Plan) -> list[tuple[str, list[Way]]]:
    """The criteria of an award that use rows up, with the ways in which they are met."""
    if conclusion.outcome is not Outcome.ELIGIBLE:
        return []
    title = plan.title(f"{conclusion.pack}/{conclusion.title}")
    consuming = {criterion.id for criterion in title.criteria if criterion.consumes}
    return [
        (finding.criterion, [_of_records(way, plan) for way in _ways(finding.require)])
        for finding in conclusion.findings
        if finding.criterion in consuming and finding.verdict is Verdict.MET
    ]


def _of_records(way: Way, plan: Plan) -> Way:
    return tuple(demand for demand in way if demand.relation not in plan.yearly)


def _ways(proof: Proof) -> Iterator[Way]:
    """Every way in which a condition that is met can be met."""
    met = [part for part in proof.parts if part.verdict is Verdict.MET]
    match proof.condition:
        case AnyOf():
            for part in met:
                yield from _ways(part)
        case AtLeast(number):
            for chosen in combinations(met, number):
                yield from _together(chosen)
        case All() | Defined() | Holds():
            yield from _together(met)
        case Choose():
            yield from _together(met[-1:])
        case Measured(Count(rows), bound):
            counted = tuple(row.row for row in proof.rows if row.verdict is Verdict.MET)
            yield (Demand(rows.relation, counted, _needed(bound, len(counted))),)
        case Measured(measure) if (selected := rows_of(measure)) is not None:
            counted = tuple(row.row for row in proof.rows if row.verdict is Verdict.MET)
            yield (Demand(selected.relation, counted, len(counted)),)
        case Every(rows):
            counted = tuple(row.row for row in proof.rows)
            yield (Demand(rows.relation, counted, len(counted)),)
        case _:
            yield ()


def _joined(ways: Iterable[Way]) -> Way:
    return tuple(demand for way in ways for demand in way)


def _together(parts: Sequence[Proof]) -> Iterator[Way]:
    for ways in product(*(list(_ways(part)) for part in parts)):
        yield _joined(ways)


def _needed(bound: Bound, there: int) -> int:
    """How many of the rows that are there a comparison needs."""
    if not isinstance(bound.number, Fraction):
        return there
    match bound.op:
        case Op.AT_LEAST:
            return min(there, ceil(bound.number))
        case Op.MORE_THAN:
            return min(there, floor(bound.number) + 1)
        case _:
            return there


def _clash(ways: Sequence[Way], others: Sequence[Way]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The rows that two titles share, by relation, if no choice of ways gives each its own."""
    if any(_fits((*way, *other)) for way in ways for other in others):
        return
    for relation in sorted({d.relation for way in ways for d in way}):
        first, second = (
            {id(row): row for way in each for d in way if d.relation == relation for row in d.rows}
            for each in (ways, others)
        )
        if shared := tuple(row for key, row in first.items() if key in second):
            yield relation, shared


def _fits(demands: Sequence[Demand]) -> bool:
    """Whether every demand can have rows of its own: a matching by augmenting paths."""
    slots = [demand.rows for demand in demands for _ in range(demand.needed)]
    taken: dict[int, int] = {}

    def place(slot: int, tried: set[int]) -> bool:
        for row in slots[slot]:
            if id(row) in tried:
                continue
            tried.add(id(row))
            if id(row) not in taken or place(taken[id(row)], tried):
                taken[id(row)] = slot
                return True
        return False

    return all(place(slot, set()) for slot in range(len(slots)))
