"""Worlds in which nothing is blank, and the logic of what is undefined even so.

A truth is None where it is neither true nor false.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from typing import Any, TypeAlias

from engine.facts import Axis

Truth: TypeAlias = bool | None


@dataclass
class Line:
    """A row of a relation about which everything is known; an expected year has one axis."""

    years: dict[Axis, int]
    facts: dict[str, Any]


@dataclass
class Being:
    """A person or unit about whom everything is known."""

    id: str
    kind: str
    unit: str | None
    facts: dict[str, Any]
    rows: dict[str, list[Line]]


@dataclass
class World:
    """One way in which things may really be."""

    beings: dict[str, Being]
    eligible: dict[tuple[str, str], Truth] = field(default_factory=dict)

    def members(self, unit: Being) -> list[Being]:
        """The persons whose unit it is."""
        return [b for b in self.beings.values() if b.kind == "person" and b.unit == unit.id]


def negated(truth: Truth) -> Truth:
    return None if truth is None else not truth


def all_of(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    return False if False in found else None if None in found else True


def any_of(truths: Iterable[Truth]) -> Truth:
    return negated(all_of(map(negated, truths)))


def at_least(number: int, truths: list[Truth]) -> Truth:
    """Try both for each that is neither true nor false."""
    return same(sum(way) >= number for way in product(*map(either, truths)))


def same(truths: Iterable[Truth]) -> Truth:
    """What all say, if all say the same."""
    found = set(truths)
    return found.pop() if len(found) == 1 else None


def either(truth: Truth) -> list[bool]:
    return [True, False] if truth is None else [truth]
