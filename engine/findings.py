"""Verdicts, intervals, proofs, findings and conclusions: what deciding returns."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import IntEnum
from fractions import Fraction
from typing import TypeAlias

from .conditions import Condition
from .facts import Row, SchoolYear, State, Value
from .vocabulary import SubjectKind


class Verdict(IntEnum):
    """Answer to one condition or criterion, ordered as strong Kleene logic orders it.

    The numbers are those of the findings files.
    """

    NOT_MET = 0
    UNKNOWN = 1
    MET = 2
    NOT_APPLICABLE = 3

    @property
    def word(self) -> str:
        """The word used in files: ``not_met``, ``unknown``, …"""
        return self.name.lower()


class Outcome(IntEnum):
    """Answer to one title for one subject; the numbers match those of ``Verdict``."""

    NOT_ELIGIBLE = 0
    UNDETERMINED = 1
    ELIGIBLE = 2
    NOT_APPLICABLE = 3

    @property
    def word(self) -> str:
        """The word used in files: ``eligible``, ``not_eligible``, …"""
        return self.name.lower()


Number: TypeAlias = Fraction | date
"""What a measure can be: an exact number, the place of a value in its scale, or a day."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A number or day known to lie between low and high; None is an end without bound.

    ``exists`` is met where there surely is something to measure, not met where there is
    nothing. ``of`` keeps for a share the numbers of rows that its ends are made of.
    """

    low: Number | None
    high: Number | None
    exists: Verdict = Verdict.MET
    of: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True, init=False)
class RowProof:
    """One row and whether it counts in a measure or satisfies a condition.

    ``proofs`` are those of ``where`` and, behind it, of what the row is asked besides.
    """

    row: Row
    verdict: Verdict
    proofs: tuple["Proof", ...]
    subject: str | None = None  # the member, when the relation is a unit's members

    def __init__(
        self, row: Row, verdict: Verdict, proofs: tuple["Proof", ...], subject: str | None = None
    ) -> None:
        _row_row(self, row)
        _row_verdict(self, verdict)
        _row_proofs(self, proofs)
        _row_subject(self, subject)


# Of rows and proofs there are as many as of cells, and their fields are set as those of values.
_row_row, _row_verdict, _row_proofs, _row_subject = (
    vars(RowProof)[each.name].__set__ for each in fields(RowProof)
)


@dataclass(frozen=True, slots=True, init=False)
class Proof:
    """A condition with its verdict and everything that led to it.

    ``value`` is what a leaf looked at, ``interval`` what was measured (and ``against`` what it
    was compared with), ``rows`` the rows it went through; ``parts`` are the proofs of the
    conditions inside; ``subject`` is set where they are about somebody else.
    """

    condition: Condition
    verdict: Verdict
    value: Value | None = None
    interval: Interval | None = None
    rows: tuple[RowProof, ...] = ()
    parts: tuple["Proof", ...] = ()
    against: Interval | None = None
    values: tuple[tuple[str, Value], ...] = ()
    subject: str | None = None

    def __init__(  # noqa: PLR0913, PLR0917  (one parameter per field)
        self,
        condition: Condition,
        verdict: Verdict,
        value: Value | None = None,
        interval: Interval | None = None,
        rows: tuple[RowProof, ...] = (),
        parts: tuple["Proof", ...] = (),
        against: Interval | None = None,
        values: tuple[tuple[str, Value], ...] = (),
        subject: str | None = None,
    ) -> None:
        _condition(self, condition)
        _verdict(self, verdict)
        _value(self, value)
        _interval(self, interval)
        _rows(self, rows)
        _parts(self, parts)
        _against(self, against)
        _values(self, values)
        _subject(self, subject)

    def walk(self) -> Iterator["Proof"]:
        """This proof and all inside it, outermost first."""
        yield self
        for part in self.parts:
            yield from part.walk()
        for row in self.rows:
            for proof in row.proofs:
                yield from proof.walk()


_condition, _verdict, _value, _interval, _rows, _parts, _against, _values, _subject = (
    vars(Proof)[each.name].__set__ for each in fields(Proof)
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value that led to a finding; ``year`` tells rows of a yearly relation apart."""

    fact: str
    value: Value
    year: int | SchoolYear | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict of one criterion for one subject, with its proofs."""

    criterion: str
    verdict: Verdict
    require: Proof
    when: Proof | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The answer to one title for one subject, with the findings it rests on."""

    pack: str
    title: str
    subject: str
    kind: SubjectKind
    outcome: Outcome
    findings: tuple[Finding, ...]
    applies: Proof | None = None
    preferences: tuple[Interval, ...] = ()


def conclude(applies: Verdict, verdicts: Iterator[Verdict]) -> Outcome:
    """Draw the conclusion of a title: the minimum over its criteria.

    A criterion that is not applicable counts as met; a title that does not apply is not
    applicable, and one that may not apply is at best undetermined.
    """
    if applies is Verdict.NOT_MET:
        return Outcome.NOT_APPLICABLE
    lowest = min((min(verdict, Verdict.MET) for verdict in verdicts), default=Verdict.MET)
    return Outcome(min(lowest, max(applies, Verdict.UNKNOWN)))


def is_open(value: Value) -> bool:
    """Whether filling in or mending the value's cells could still change a verdict."""
    return not value.is_known and value.state is not State.ASSUMED
