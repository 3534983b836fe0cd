"""Typed facts and rows of subjects, each with its provenance.

A dossier is what a workbook says once every cell has been read and tied to its
subject. It knows no rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Literal

from .errors import Problem
from .provenance import Cell
from .vocabulary import SubjectKind


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A school year, named by the calendar year in which it begins."""

    first: int

    def __str__(self) -> str:
        return f"{self.first}-{self.first + 1}"


Scalar = bool | int | Decimal | str | date | SchoolYear
"""What a cell can say. Counts are never negative; other numbers are decimal and exact."""


@dataclass(frozen=True, slots=True)
class Axis:
    """How years are counted: by the calendar, or by school years that begin on a day.

    A year is a whole number on its axis: a school year that of its first calendar year.
    """

    kind: Literal["calendar", "school"] = "calendar"
    begins: tuple[int, int] = (1, 1)  # month and day

    def year_of(self, day: date) -> int:
        """The year in which a day lies."""
        before = self.kind == "school" and (day.month, day.day) < self.begins
        return day.year - 1 if before else day.year

    def days_of(self, year: int) -> tuple[date, date]:
        """The first and the last day of a year."""
        if self.kind == "calendar":
            return date(year, 1, 1), date(year, 12, 31)
        first = date(year, *self.begins)
        return first, date(year + 1, *self.begins) - timedelta(days=1)

    def span(self, scalar: Scalar) -> tuple[int, int]:
        """The years that a year written in a cell, or a day, may be on this axis.

        A calendar year lies in two school years, and a school year in two calendar years.
        """
        by_school = self.kind == "school"
        match scalar:
            case int():
                return (scalar - 1 if by_school else scalar), scalar
            case SchoolYear(first):
                return first, (first if by_school else first + 1)
            case date():
                year = self.year_of(scalar)
                return year, year
            case _:
                raise TypeError(f"not a year: {scalar!r}")

    def label(self, year: int) -> str:
        """A year as people write it."""
        return str(SchoolYear(year)) if self.kind == "school" else str(year)


CALENDAR = Axis()


class State(StrEnum):
    """Why a value is known or not."""

    KNOWN = "known"
    ASSUMED = "assumed"  # blank, and the vocabulary says what a blank means
    BLANK = "blank"
    UNREADABLE = "unreadable"
    PARTIAL = "partial"  # only known to lie in a range: "2019", "5/2024", "5-6"
    CONTRADICTORY = "contradictory"
    UNCONFIRMED = "unconfirmed"  # an attestation that nobody else signed, or without a date
    ABSENT = "absent"  # no such column, sheet or row


@dataclass(frozen=True, slots=True, init=False)
class Value:
    """One value with the cells it was read from; ``scalar`` is None when it is not known.

    Choices hold the id of the value, calendar years their number. ``low`` and ``high`` are the
    ends of the range of a value that is only partly known; None is an open end.
    """

    scalar: Scalar | None
    state: State
    cells: tuple[Cell, ...] = ()
    low: Scalar | None = None
    high: Scalar | None = None

    def __init__(
        self,
        scalar: Scalar | None,
        state: State,
        cells: tuple[Cell, ...] = (),
        low: Scalar | None = None,
        high: Scalar | None = None,
    ) -> None:
        _set_scalar(self, scalar)
        _set_state(self, state)
        _set_cells(self, cells)
        _set_low(self, low)
        _set_high(self, high)

    @property
    def is_known(self) -> bool:
        """Whether rules may rely on the value."""
        return self.scalar is not None

    @property
    def ends(self) -> tuple[Scalar | None, Scalar | None]:
        """The least and the greatest value that it may be."""
        return (self.low, self.high) if self.scalar is None else (self.scalar, self.scalar)

    def years(self, axis: Axis) -> tuple[int | None, int | None]:
        """The first and the last year on an axis that a year or a day may be."""
        if self.scalar is not None:
            return axis.span(self.scalar)
        low, high = self.low, self.high
        return (
            None if low is None else axis.span(low)[0],
            None if high is None else axis.span(high)[1],
        )


# There is one for each cell that is read, and a frozen class sets its fields in half the time so.
_set_scalar, _set_state, _set_cells, _set_low, _set_high = (
    vars(Value)[name].__set__ for name in ("scalar", "state", "cells", "low", "high")
)
ABSENT = Value(None, State.ABSENT)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a relation that is, or could be, about a subject.

    ``certain`` is False when the row may be about somebody else, or may not exist.
    ``year`` is the value of the relation's year column, or else of its date column.
    """

    fields: Mapping[str, Value]
    year: Value = ABSENT
    certain: bool = True
    cells: tuple[Cell, ...] = ()

    def value(self, name: str) -> Value:
        """The value of a column; absent when the row has none."""
        return self.fields.get(name, ABSENT)

    def years(self, axis: Axis) -> tuple[int | None, int | None]:
        """The first and the last year on an axis that the row may be of."""
        return self.year.years(axis)


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or unit that is judged.

    ``unit`` is the id of a listed unit, or None when it is not known; ``joined`` and
    ``left`` are the first and last day (or calendar year) of service, as far as it can reach.
    ``rows`` holds the rows of each relation, by relation id. ``cells`` are those that list the
    subject, ``ties`` those that name it again on a form.
    """

    id: str
    kind: SubjectKind
    name: str
    unit: str | None
    facts: Mapping[str, Value]
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    joined: date | int | None = None
    left: date | int | None = None
    cells: tuple[Cell, ...] = ()
    ties: tuple[Cell, ...] = ()

    def service(self, axis: Axis) -> tuple[int | None, int | None]:
        """The first and the last year of service on an axis."""
        return (
            None if self.joined is None else axis.span(self.joined)[0],
            None if self.left is None else axis.span(self.left)[1],
        )

    def fact(self, name: str) -> Value:
        """The value of a fact; absent when no sheet gives it."""
        return self.facts.get(name, ABSENT)


@dataclass(frozen=True)
class Dossier:
    """All that one set of inputs says: subjects, and which relations have a sheet at all.

    Every conclusion names its subject by the id alone, so no two subjects may have the same.
    """

    subjects: tuple[Subject, ...]
    covered: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if len(self.by_id) < len(self.subjects):
            raise ValueError("two subjects have the same id")

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


@dataclass(frozen=True, slots=True)
class InputSheet:
    """A sheet of an input that is one of the vocabulary.

    ``spec`` is the id of that one; ``header`` the last row of its headers (from 1), 0 where
    none was found.
    """

    file: str
    sheet: str
    spec: str
    header: int = 0

    @property
    def place(self) -> str:
        """The address of the sheet."""
        return f"{self.file}!{self.sheet}"


@dataclass(frozen=True)
class Reading:
    """What the inputs say.

    ``problems`` need a person's attention; those on whole inputs that could not be read are
    also ``unreadable``. ``unused`` are notes about content that was not needed, so that each
    cell that is not empty is accounted for. ``sheets`` are those that were recognised, by
    their names or by the ``mapping`` that the user has accepted.
    """

    dossier: Dossier
    problems: tuple[Problem, ...]
    inputs: tuple[InputFile, ...]
    unused: tuple[Problem, ...]
    unreadable: tuple[Problem, ...] = ()
    sheets: tuple[InputSheet, ...] = ()
    mapping: InputFile | None = None
