"""Typed facts and rows of subjects, each with its provenance.

A dossier is what a workbook says once every cell has been read and tied to its
subject. It knows no rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from .errors import Problem
from .provenance import Cell
from .vocabulary import SubjectKind

Scalar = bool | int | str | date


class State(StrEnum):
    """Why a value is known or not."""

    KNOWN = "known"
    ASSUMED = "assumed"  # blank, and the vocabulary says what a blank means
    BLANK = "blank"
    UNREADABLE = "unreadable"
    CONTRADICTORY = "contradictory"
    UNCONFIRMED = "unconfirmed"  # an attestation that nobody else signed, or without a date
    ABSENT = "absent"  # no such column, sheet or row


@dataclass(frozen=True, slots=True)
class Value:
    """One value with the cells it was read from; ``scalar`` is None when it is not known.

    Choices hold the id of the value, years the number of the (calendar) year.
    """

    scalar: Scalar | None
    state: State
    cells: tuple[Cell, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether rules may rely on the value."""
        return self.scalar is not None


ABSENT = Value(None, State.ABSENT)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a relation that is, or could be, about a subject.

    ``certain`` is False when the row may be about somebody else, or may not exist.
    ``year`` is the value of the relation's year column.
    """

    fields: Mapping[str, Value]
    year: Value = ABSENT
    certain: bool = True
    cells: tuple[Cell, ...] = ()

    def value(self, name: str) -> Value:
        """The value of a column; absent when the row has none."""
        return self.fields.get(name, ABSENT)


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or unit that is judged.

    ``unit`` is the id of a listed unit, or None when it is not known; ``joined`` and
    ``left`` are years. ``rows`` holds the rows of each relation, by relation id.
    """

    id: str
    kind: SubjectKind
    name: str
    unit: str | None
    facts: Mapping[str, Value]
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    joined: int | None = None
    left: int | None = None
    cells: tuple[Cell, ...] = ()

    def fact(self, name: str) -> Value:
        """The value of a fact; absent when no sheet gives it."""
        return self.facts.get(name, ABSENT)


@dataclass(frozen=True)
class Dossier:
    """All that one set of inputs says: subjects, and which relations have a sheet at all."""

    subjects: tuple[Subject, ...]
    covered: frozenset[str] = frozenset()

    @cached_property
    def by_id(self) -> dict[str, Subject]:
        """Subjects by their id."""
        return {subject.id: subject for subject in self.subjects}

    def of_kind(self, kind: SubjectKind) -> tuple[Subject, ...]:
        """The persons, or the units."""
        return tuple(subject for subject in self.subjects if subject.kind == kind)

    @cached_property
    def _people_by_unit(self) -> dict[str | None, tuple[Subject, ...]]:
        groups: dict[str | None, list[Subject]] = {}
        for person in self.of_kind("person"):
            groups.setdefault(person.unit, []).append(person)
        return {unit: tuple(people) for unit, people in groups.items()}

    def members(self, unit: str) -> tuple[Subject, ...]:
        """Persons who certainly belong to a unit."""
        return self._people_by_unit.get(unit, ())

    @property
    def people_without_unit(self) -> tuple[Subject, ...]:
        """Persons whose unit is not known: each could be a member of any unit."""
        return self._people_by_unit.get(None, ())


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file that was read; ``name`` is unique among the inputs."""

    name: str
    sha256: str
    path: Path


@dataclass(frozen=True)
class Reading:
    """What the inputs say.

    ``problems`` need a person's attention; those on whole inputs that could not be read are
    also ``unreadable``. ``unused`` are notes about content that was not needed, so that each
    cell that is not empty is accounted for.
    """

    dossier: Dossier
    problems: tuple[Problem, ...]
    inputs: tuple[InputFile, ...]
    unused: tuple[Problem, ...]
    unreadable: tuple[Problem, ...] = ()
