"""The worlds that a dossier may stand for: every blank filled in, in every way or in many."""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from math import prod
from random import Random
from typing import Any

from engine.conditions import MEMBERS, Eligible, Other, Rows
from engine.facts import Axis, Dossier, Scalar, SchoolYear, Subject, Value
from engine.plan import Plan, PlannedTitle
from tests.generated.vocabulary import GRADES, VOCABULARY, YEARS, columns_of, domain, kind_of
from tests.oracle.truth import deserves
from tests.oracle.worlds import Being, Line, World

Choice = Callable[[Sequence[Any]], Any]


def completions(plan: Plan, dossier: Dossier, most: int = 200) -> Iterator[World]:
    """Every world that a dossier may stand for, or a fixed sample where they are too many."""
    filling, turns = _Filling(plan, dossier), _Turns()
    for _ in range(most):
        yield filling.world(turns.choose)
        if turns.are_more_than(most):
            break
        if not turns.advance():
            return
    random = Random(0)
    for _ in range(most):
        yield filling.world(random.choice)


def all_completions(plan: Plan, dossier: Dossier, most: int) -> list[World] | None:
    """Every world that a dossier may stand for; None if there are more than ``most``."""
    filling, turns = _Filling(plan, dossier), _Turns()
    worlds: list[World] = []
    while len(worlds) < most:
        worlds.append(filling.world(turns.choose))
        if turns.are_more_than(most):
            return None
        if not turns.advance():
            return worlds
    return None


class _Turns:
    """Makes choices, other ones at each turn, until every way to choose has been taken.

    What is chosen may open or spare later choices.
    """

    def __init__(self) -> None:
        self._prefix: list[int] = []
        self._taken: list[tuple[int, int]] = []

    def choose(self, options: Sequence[Any]) -> Any:
        number = len(self._taken)
        place = self._prefix[number] if number < len(self._prefix) else 0
        self._taken.append((place, len(options)))
        return options[place]

    def are_more_than(self, most: int) -> bool:
        """Whether the first turn shows already that there will be too many."""
        return not self._prefix and prod(number for _, number in self._taken) > most

    def advance(self) -> bool:
        """Go to the next turn, if there is one."""
        while self._taken and self._taken[-1][0] + 1 == self._taken[-1][1]:
            self._taken.pop()
        self._prefix = [place for place, _ in self._taken]
        self._taken = []
        if self._prefix:
            self._prefix[-1] += 1
        return bool(self._prefix)


@dataclass(frozen=True)
class _Reads:
    """What a plan looks at: nothing else is varied."""

    facts: frozenset[str]
    relations: frozenset[str]
    axes: tuple[Axis, ...]
    expected: tuple[tuple[str, Axis, int], ...]
    titles: frozenset[str]
    units: bool  # of persons: through their unit, or the members of one

    @property
    def members(self) -> bool:
        return MEMBERS in self.relations


def _nodes(thing: Any) -> Iterator[Any]:
    """Every node of a plan, however deep, by the fields it has."""
    if dataclasses.is_dataclass(thing):
        yield thing
        for each in dataclasses.fields(thing):
            yield from _nodes(getattr(thing, each.name))
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _nodes(each)


@lru_cache(maxsize=64)
def _reads(titles: tuple[PlannedTitle, ...], yearly: frozenset[str]) -> _Reads:
    nodes = list(_nodes(titles))
    facts = {getattr(node, name, None) for node in nodes for name in ("fact", "heads")}
    rows = [node for node in nodes if isinstance(node, Rows)]
    others = [node.whom for node in nodes if isinstance(node, Other)]
    relations = {node.relation for node in rows} | ({MEMBERS} if "head" in others else set())
    expected = {
        (node.relation, node.window.axis, year)
        for node in rows
        if node.relation in yearly and node.window is not None
        for year in node.window.years
    }
    return _Reads(
        frozenset(name for name in facts if name),
        frozenset(relations),
        tuple(sorted({node for node in nodes if isinstance(node, Axis)}, key=lambda a: a.kind)),
        tuple(sorted(expected, key=lambda e: (e[0], e[1].kind, e[2]))),
        frozenset(node.title for node in nodes if isinstance(node, Eligible)),
        bool(others) or MEMBERS in relations,
    )


class _Filling:
    """Fills the holes of a dossier, each by a choice."""

    def __init__(self, plan: Plan, dossier: Dossier) -> None:
        self.plan, self.dossier = plan, dossier
        self.reads = _reads(plan.titles, plan.yearly)
        self.units = [unit.id for unit in dossier.of_kind("unit")]
        self.expected = {
            (subject.id, relation): _expected(subject, relation, self.reads)
            for subject in dossier.subjects
            for relation in plan.yearly
        }

    def world(self, choose: Choice) -> World:
        beings = [self._being(subject, choose) for subject in self.dossier.subjects]
        if self.reads.members and "person" not in self.dossier.covered:
            for unit in self.units:
                for number in range(choose((0, 1, 2))):
                    beings.append(self._stranger(f"{unit}-{number}", unit, choose))
        world = World({being.id: being for being in beings})
        for title in self.plan.titles:
            for being in beings:
                if being.kind == title.subject and title.key in self.reads.titles:
                    world.eligible[title.key, being.id] = deserves(title, being, world)
        return world

    def _being(self, subject: Subject, choose: Choice) -> Being:
        facts = VOCABULARY.facts_of(subject.kind)
        unit = subject.unit
        if subject.kind == "person" and unit is None and self.reads.units:
            unit = choose((*self.units, None))
        return Being(
            subject.id,
            subject.kind,
            unit,
            {name: self._scalar(name, subject.fact(name), choose) for name in facts},
            {name: self._rows(name, subject, choose) for name in VOCABULARY.relations},
        )

    def _stranger(self, name: str, unit: str, choose: Choice) -> Being:
        """A member of a unit of whom the dossier says nothing."""
        facts = {f: self._scalar(f, None, choose) for f in VOCABULARY.facts_of("person")}
        rows = {
            relation: self._new_row(relation, choose) if relation in self.reads.relations else []
            for relation in VOCABULARY.relations
        }
        return Being(name, "person", unit, facts, rows)

    def _scalar(self, fact: str, value: Value | None, choose: Choice) -> Any:
        if value is not None and value.scalar is not None:
            return value.scalar
        options = domain(fact) if value is None else _values(fact, value.low, value.high)
        return choose(options) if fact in self.reads.facts else options[0]

    def _rows(self, relation: str, subject: Subject, choose: Choice) -> list[Line]:
        if relation not in self.reads.relations:
            return []
        there = []
        for row in subject.rows.get(relation, ()):
            if row.certain or choose((True, False)):
                years = self._years_of(choose(_years_between(*row.year.ends)), choose)
                facts = {f: self._scalar(f, row.value(f), choose) for f in columns_of(relation)}
                there.append(Line(years, facts))
        for axis, year in self.expected.get((subject.id, relation), ()):
            there += self._new_row(relation, choose, {axis: year})
        if relation not in self.dossier.covered:
            there += self._new_row(relation, choose) + self._new_row(relation, choose)
        return there

    def _years_of(self, year: Scalar, choose: Choice) -> dict[Axis, int]:
        """The one year on each axis that a year, as it is written, is meant to be."""
        years = {}
        for axis in self.reads.axes:
            first, last = axis.span(year)
            years[axis] = first if first == last else choose((first, last))
        return years

    def _new_row(
        self, relation: str, choose: Choice, years: dict[Axis, int] | None = None
    ) -> list[Line]:
        """No row, or one with anything in it."""
        if not choose((False, True)):
            return []
        if years is None:
            years = self._years_of(choose((2020, *YEARS)), choose)
        return [Line(years, {f: self._scalar(f, None, choose) for f in columns_of(relation)})]


def _expected(subject: Subject, relation: str, reads: _Reads) -> list[tuple[Axis, int]]:
    """The years of service of which a row is expected, and no certain one is surely there."""
    years = []
    for name, axis, year in reads.expected:
        joined, left = subject.service(axis)
        served = (joined is None or joined <= year) and (left is None or year <= left)
        rows = (row for row in subject.rows.get(relation, ()) if row.certain)
        if name == relation and served and (year, year) not in {row.years(axis) for row in rows}:
            years.append((axis, year))
    return years


@cache
def _values(fact: str, low: Any, high: Any) -> Sequence[Any]:
    """The values to try for a fact in a range: those of its domain, and the ends."""
    if low is None and high is None:
        return domain(fact)
    if kind_of(fact) == "grade":
        first = 0 if low is None else GRADES.index(low)
        return GRADES[first : None if high is None else GRADES.index(high) + 1]
    return _between(domain(fact), low, high)


@cache
def _years_between(low: Any, high: Any) -> Sequence[Any]:
    """The years to try, written as the ends of the range are."""
    end = high if low is None else low
    pool: Sequence[Any] = (2020, *YEARS)
    if isinstance(end, date):
        pool = domain("given")
    elif isinstance(end, SchoolYear):
        pool = tuple(map(SchoolYear, pool))
    return _between(pool, low, high)


def _between(pool: Sequence[Any], low: Any, high: Any) -> Sequence[Any]:
    inside = {x for x in pool if (low is None or low <= x) and (high is None or x <= high)}
    return sorted(inside | {end for end in (low, high) if end is not None})
