"""A conclusion as people need it: reasons, repairs and open cells, in both languages.

Values only; ``reasons``, ``repairs`` and ``wording`` make them, reports print them.
"""

from dataclasses import dataclass
from fractions import Fraction

from ..facts import SchoolYear
from ..findings import Evidence, Interval, Outcome, Verdict
from ..provenance import Cell
from ..vocabulary import SubjectKind, Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding with its words.

    ``text`` is what the criterion asks (from the pack), ``reason`` why the verdict is what it
    is, ``evidence`` the values that led to it.
    """

    criterion: str
    verdict: Verdict
    cite: str
    text: Text
    reason: Text
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of a criterion that is one of those which refuse together, with what was found."""

    criterion: str
    text: Text


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a measure, or a graded value, is from what is needed.

    ``progress`` is the part of the needed number that is there, less than 1; None where the two
    cannot be divided.
    """

    criterion: str
    measure: Text
    has: Text
    needs: Text
    progress: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """The findings that would have to change together, in words; certified by re-deciding.

    ``distances`` are those of the parts that can be measured.
    """

    criteria: tuple[str, ...]
    text: Text
    distances: tuple[Distance, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenValue:
    """Something missing or unreadable where an undetermined conclusion is judged.

    ``cell`` is None where there is no cell to fill in (a missing row, column or sheet); then
    ``year`` tells which row of a yearly relation is meant.
    """

    criterion: str
    fact: str
    label: Text
    cell: Cell | None
    year: int | SchoolYear | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """A preference of the pack, measured for one subject; ``told`` is the measure in words."""

    text: Text
    cite: str
    measure: Interval
    told: Text | None = None


@dataclass(frozen=True, slots=True)
class Used:
    """What an award uses up: the rows that meet a criterion, by the cells of each."""

    criterion: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Another title (``pack/title``) that needs the same rows, in words and by their cells."""

    title: str
    text: Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything one subject is told about one title.

    ``unit`` is the id of the unit it belongs to (its own id for a unit), None if not known.
    Of a refusal, ``refusals`` are the smallest sets of causes each of which refuses by itself,
    and ``repairs`` the ways out of it, the cheapest first; ``refuted`` more seemed to lead out and
    did not when decided again. Of what is undetermined,
    ``open_values`` could still decide it, and ``idle_values`` are missing too but cannot.
    ``status`` is that of the least sure rule that the answer rests on; ``is_simulated`` says
    that such rules were applied as if they were confirmed. ``used`` and ``clashes`` are what
    the award would use up, and the other titles that need the same.
    """

    subject: str
    kind: SubjectKind
    name: str
    unit: str | None
    unit_name: str
    pack: str
    title: str
    title_kind: str
    title_name: Text
    year: int
    outcome: Outcome
    findings: tuple[Reason, ...]
    minimal_reason: tuple[str, ...]
    repairs: tuple[Repair, ...]
    open_values: tuple[OpenValue, ...]
    rankings: tuple[Ranking, ...] = ()
    status: str = "confirmed"
    is_simulated: bool = False
    used: tuple[Used, ...] = ()
    clashes: tuple[Clash, ...] = ()
    refusals: tuple[tuple[Cause, ...], ...] = ()
    refuted: int = 0
    idle_values: tuple[OpenValue, ...] = ()

    def with_verdict(self, verdict: Verdict) -> tuple[Reason, ...]:
        """The findings that have a verdict, in the order of the pack."""
        return tuple(finding for finding in self.findings if finding.verdict is verdict)
