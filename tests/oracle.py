"""What is true once every blank is filled in: the judge of the engine's three-valued answers.

Deliberately naive, in plain booleans, and without a line of the engine's deciding: a world
has no unknown; ``completions`` lists the worlds that a dossier may stand for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from random import Random
from typing import Any

from engine.conditions import (
    MEMBERS,
    All,
    AnyOf,
    Attested,
    Compare,
    Condition,
    Count,
    Defined,
    Eligible,
    Every,
    Known,
    Not,
    Op,
    walk,
)
from engine.facts import Dossier, Subject, Value
from engine.plan import Plan, PlannedTitle, conditions_of
from tests.strategies import VOCABULARY, YEARS, columns_of, domain

Choose = Callable[[Sequence[Any]], Any]
TESTS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.IS: eq,
    Op.IS_NOT: ne,
    Op.AT_LEAST: ge,
    Op.AT_MOST: le,
    Op.MORE_THAN: gt,
    Op.LESS_THAN: lt,
}


@dataclass
class Being:
    """A person or unit about whom everything is known; rows are pairs of year and columns."""

    id: str
    kind: str
    unit: str | None
    facts: dict[str, Any]
    rows: dict[str, list[tuple[int, dict[str, Any]]]]


@dataclass
class World:
    """One way in which things may really be."""

    beings: list[Being]
    eligible: dict[tuple[str, str], bool] = field(default_factory=dict)


def is_true(condition: Condition, being: Being, world: World, row: Any = None) -> bool:
    """Whether a condition holds of a being, or of one of its rows."""
    facts = being.facts if row is None else row[1]
    match condition:
        case Compare(fact, Op.ONE_OF, operands):
            return facts[fact] in operands
        case Compare(fact, Op.NONE_OF, operands):
            return facts[fact] not in operands
        case Compare(fact, op, (operand,), order):
            if order:
                return TESTS[op](order.index(facts[fact]), order.index(operand))
            return TESTS[op](facts[fact], operand)
        case Known():
            return True
        case Attested(fact):
            return bool(facts[fact])
        case All(parts):
            return all(is_true(part, being, world, row) for part in parts)
        case AnyOf(parts):
            return any(is_true(part, being, world, row) for part in parts)
        case Not(part):
            return not is_true(part, being, world, row)
        case Defined(_, inner):
            return is_true(inner, being, world, row)
        case Eligible(key):
            return world.eligible.get((key, being.id), False)
        case Count():
            return TESTS[condition.bound.op](count(condition, being, world), condition.bound.number)
        case Every():
            return all(
                _holds_of(condition.satisfies, each, being, world)
                for each in _selected(condition, being, world)
            )


def count(node: Count, being: Being, world: World) -> int:
    """The number that a count really measures."""
    return len(_selected(node, being, world))


def _selected(node: Count | Every, being: Being, world: World) -> list[Any]:
    if node.relation == MEMBERS:
        rows: list[Any] = [b for b in world.beings if b.kind == "person" and b.unit == being.id]
    else:
        rows = being.rows[node.relation]
        if node.window is not None:
            rows = [r for r in rows if node.window.first <= r[0] <= node.window.last]
    return [r for r in rows if node.where is None or _holds_of(node.where, r, being, world)]


def _holds_of(condition: Condition, row: Any, being: Being, world: World) -> bool:
    if isinstance(row, Being):
        return is_true(condition, row, world)
    return is_true(condition, being, world, row)


def applies(title: PlannedTitle, being: Being, world: World) -> bool:
    """Whether a title is for a being at all."""
    return title.applies_to is None or is_true(title.applies_to, being, world)


def deserves(title: PlannedTitle, being: Being, world: World) -> bool:
    """Whether a being meets all that a title asks."""
    return applies(title, being, world) and all(
        (criterion.when is not None and not is_true(criterion.when, being, world))
        or is_true(criterion.require, being, world)
        for criterion in title.criteria
    )


def completions(plan: Plan, dossier: Dossier, most: int = 200) -> Iterator[World]:
    """Every world that a dossier may stand for, or a fixed sample where they are too many."""
    filling = _Filling(plan, dossier)
    prefix: list[int] = []
    for _ in range(most):
        taken: list[tuple[int, int]] = []

        def choose(options: Sequence[Any]) -> Any:
            place = prefix[len(taken)] if len(taken) < len(prefix) else 0  # noqa: B023
            taken.append((place, len(options)))  # noqa: B023  # used in this turn only
            return options[place]

        yield filling.world(choose)
        while taken and taken[-1][0] + 1 == taken[-1][1]:
            taken.pop()
        if not taken:
            return
        prefix = [place for place, _ in taken]
        prefix[-1] += 1
    random = Random(0)
    for _ in range(most):
        yield filling.world(random.choice)


class _Filling:
    """Fills the holes of a dossier, each by a choice; only what the plan reads is varied."""

    def __init__(self, plan: Plan, dossier: Dossier) -> None:
        nodes = [n for t in plan.titles for c in conditions_of(t) for n in walk(c)]
        rowwise = [n for n in nodes if isinstance(n, Count | Every)]
        self.plan, self.dossier = plan, dossier
        self.read = {n.fact for n in nodes if isinstance(n, Compare | Attested | Known)}
        self.relations = {n.relation for n in rowwise}
        self.expected = {
            (n.relation, year)
            for n in rowwise
            if n.relation in plan.yearly and n.window is not None
            for year in YEARS
            if year in n.window
        }
        self.units = [unit.id for unit in dossier.of_kind("unit")]

    def world(self, choose: Choose) -> World:
        beings = [self._being(subject, choose) for subject in self.dossier.subjects]
        if MEMBERS in self.relations and "person" not in self.dossier.covered:
            for unit in self.units:
                for number in range(choose((0, 1, 2))):
                    beings.append(self._stranger(f"{unit}-{number}", unit, choose))
        world = World(beings)
        for title in self.plan.titles:
            for being in beings:
                if being.kind == title.subject:
                    world.eligible[title.key, being.id] = deserves(title, being, world)
        return world

    def _being(self, subject: Subject, choose: Choose) -> Being:
        facts = VOCABULARY.facts_of(subject.kind)
        unit = subject.unit
        if subject.kind == "person" and unit is None and MEMBERS in self.relations:
            unit = choose((*self.units, None))
        return Being(
            subject.id,
            subject.kind,
            unit,
            {name: self._scalar(name, subject.fact(name), choose) for name in facts},
            {name: self._rows(name, subject, choose) for name in VOCABULARY.relations},
        )

    def _stranger(self, name: str, unit: str, choose: Choose) -> Being:
        facts = {f: self._scalar(f, None, choose) for f in VOCABULARY.facts_of("person")}
        rows = {
            relation: self._new_row(relation, choose) if relation in self.relations else []
            for relation in VOCABULARY.relations
        }
        return Being(name, "person", unit, facts, rows)

    def _scalar(self, fact: str, value: Value | None, choose: Choose) -> Any:
        if value is not None and value.is_known:
            return value.scalar
        return choose(domain(fact)) if fact in self.read else domain(fact)[0]

    def _rows(
        self, relation: str, subject: Subject, choose: Choose
    ) -> list[tuple[int, dict[str, Any]]]:
        if relation not in self.relations:
            return []
        there = []
        for row in subject.rows.get(relation, ()):
            if row.certain or choose((True, False)):
                year = row.year.scalar if row.year.is_known else choose((2020, *YEARS))
                fields = {
                    name: self._scalar(name, row.value(name), choose)
                    for name in columns_of(relation)
                }
                there.append((int(str(year)), fields))
        known = {r.year.scalar for r in subject.rows.get(relation, ()) if r.certain}
        for name, year in sorted(self.expected):
            if name == relation and year not in known and self._is_there(subject, year):
                there += self._new_row(relation, choose, year)
        if relation not in self.dossier.covered:
            there += self._new_row(relation, choose) + self._new_row(relation, choose)
        return there

    def _is_there(self, subject: Subject, year: int) -> bool:
        return (subject.joined is None or subject.joined <= year) and (
            subject.left is None or year <= subject.left
        )

    def _new_row(
        self, relation: str, choose: Choose, year: int | None = None
    ) -> list[tuple[int, dict[str, Any]]]:
        """No row, or one with anything in it."""
        names = columns_of(relation)
        varied = [domain(n) if n in self.read else domain(n)[:1] for n in names]
        years = (2020, *YEARS) if year is None else (year,)
        rows = [(y, dict(zip(names, v, strict=True))) for y, *v in product(years, *varied)]
        chosen = choose((None, *rows))
        return [] if chosen is None else [chosen]
