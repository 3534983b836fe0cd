"""What two finished runs told, and what changed between them, as values.

``comparing`` makes the changes; here is only what they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias

from ..facts import Dossier
from ..pack import Pack
from ..plan import Plan, PlannedTitle
from ..vocabulary import Vocabulary

Cause: TypeAlias = Literal["data", "rules", "options", "program"]
CAUSES: tuple[Cause, ...] = ("data", "rules", "options", "program")

Key: TypeAlias = tuple[str, str, str]
"""Pack, title and subject."""

APPLIES = ""
"""Stands for a criterion where the question is whether the title is about the subject."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A value that a finding rests on, as one run had it; ``place`` is its cell."""

    fact: str
    year: str
    value: str
    raw: str
    place: str

    @property
    def content(self) -> tuple[str, str, str, str]:
        """What it says, wherever it stands."""
        return self.fact, self.year, self.value, self.raw


@dataclass(frozen=True, slots=True)
class Line:
    """A conclusion as a run tells it; verdicts and evidence by criterion."""

    key: Key
    name: str
    unit: str
    outcome: str
    status: str
    verdicts: Mapping[str, str]
    evidence: Mapping[str, tuple[Piece, ...]]


@dataclass(frozen=True)
class Told:
    """A finished run: its record, its conclusions, and its rules where they can be read.

    ``dossier`` is what its inputs say, where those are at hand.
    """

    record: Mapping[str, Any]
    lines: Mapping[Key, Line]
    plan: Plan | None = None
    vocabulary: Vocabulary | None = None
    dossier: Dossier | None = None

    @cached_property
    def packs(self) -> dict[str, Pack]:
        """The packs by their ids."""
        return {pack.pack: pack for pack in self.plan.packs} if self.plan else {}

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The ids of all whom a conclusion is about."""
        return frozenset(subject for _, _, subject in self.lines)

    def title(self, key: Key) -> PlannedTitle | None:
        """The title that a conclusion is about."""
        return self._titles.get(key[:2])

    @cached_property
    def _titles(self) -> dict[tuple[str, str], PlannedTitle]:
        return {(each.pack, each.id): each for each in self.plan.titles} if self.plan else {}


@dataclass(frozen=True, slots=True)
class CellChange:
    """A value that one run has and the other has not, or has otherwise."""

    before: Piece | None
    after: Piece | None


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """Another number for a parameter; the empty text where there is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """A criterion whose verdict changed, with what changed below it.

    The empty verdict is that of a run that does not ask the criterion. ``criterion`` is
    ``APPLIES`` where the title is no longer, or now, about the subject.
    """

    criterion: str
    before: str
    after: str
    cells: tuple[CellChange, ...] = ()
    is_other_rule: bool = False
    parameters: tuple[ParameterChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A conclusion that changed; the empty outcome is that of a run that has none.

    ``is_traced`` says that the causes were seen in cells or rules; without it they are all that
    differs between the two runs, so that each of them may be the cause. ``through`` are the
    titles, by pack and id, whose own change led to this one.
    """

    before: Line | None
    after: Line | None
    steps: tuple[Step, ...]
    causes: tuple[Cause, ...]
    is_traced: bool
    through: tuple[tuple[str, str], ...] = ()

    @property
    def line(self) -> Line:
        """The conclusion as it is now, or as it was."""
        line = self.after or self.before
        assert line is not None  # one of the two runs has it
        return line

    @property
    def outcomes(self) -> tuple[str, str]:
        """The conclusion before and after."""
        return (
            self.before.outcome if self.before else "",
            self.after.outcome if self.after else "",
        )


@dataclass(frozen=True, slots=True)
class RecordChange:
    """Something that determines a result and differs between two records, as texts."""

    cause: Cause
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Contrast:
    """All changes between two runs, in the order of their conclusions.

    ``differing`` are the causes that are possible at all; ``same`` counts the conclusions that
    did not change.
    """

    before: Told
    after: Told
    changes: tuple[Change, ...]
    same: int
    differing: tuple[Cause, ...]
