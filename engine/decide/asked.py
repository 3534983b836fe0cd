"""What the conditions of a plan ask for: facts, columns, and whatever goes through rows.

Each thing once, in the order of the plan, by kind of subject. Knows no table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from ..conditions import (
    MEMBERS,
    All,
    Amount,
    AnyOf,
    AtLeast,
    Attested,
    Choose,
    Compare,
    Condition,
    Count,
    Defined,
    Edge,
    Eligible,
    Every,
    Extreme,
    Holds,
    Known,
    Measured,
    Months,
    Not,
    Other,
    Rows,
    Share,
    Streak,
    Total,
    Unconfirmed,
    Years,
    measures_of,
    parts_of,
)
from ..facts import Axis
from ..plan import Plan, conditions_of
from ..vocabulary import SubjectKind

KINDS: tuple[SubjectKind, ...] = ("person", "unit")


@dataclass(frozen=True, slots=True)
class EdgeOn:
    """Where rows cut a window of an axis."""

    edge: Edge
    axis: Axis

    @property
    def rows(self) -> Rows:
        """The rows, one of which cuts."""
        return self.edge.rows


RowMeasure: TypeAlias = Count | Share | Total | Extreme | Years | Streak
Gathered: TypeAlias = RowMeasure | Every | EdgeOn | Other
"""Whatever goes through the rows of a relation, or the members of a unit."""


@dataclass(slots=True)
class Reads:
    """What a plan asks of one kind of subject, everything once and in the order of the plan.

    ``columns`` and ``gathered`` are listed by relation; ``others`` are the questions to the
    unit of a person, ``axes`` the ways in which years are counted, ``spans`` the
    months between days of the subject.
    """

    facts: list[str] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    gathered: dict[str, list[Gathered]] = field(default_factory=dict)
    others: list[Other] = field(default_factory=list)
    axes: list[Axis] = field(default_factory=list)
    spans: list[Months] = field(default_factory=list)

    @property
    def relations(self) -> list[str]:
        """The relations that have rows of their own, so not the members of a unit."""
        return [name for name in self.gathered if name != MEMBERS]


def reads(plan: Plan) -> dict[SubjectKind, Reads]:
    """Collect what the conditions of a plan ask for, by kind of subject."""
    found = {kind: Reads() for kind in KINDS}
    for title in plan.titles:
        for condition in conditions_of(title):
            _read(condition, title.subject, None, found)
    return found


Found: TypeAlias = Mapping[SubjectKind, Reads]


def _read(condition: Condition, kind: SubjectKind, relation: str | None, found: Found) -> None:
    match condition:
        case Compare(fact=fact) | Known(fact=fact) | Attested(fact=fact):
            _read_fact(fact, found[kind], relation)
        case Measured():
            for measure in measures_of(condition):
                _read_measure(measure, kind, relation, found)
        case Every(rows, satisfies):
            inner = _read_rows(condition, rows, kind, found)
            _read(satisfies, *inner, found)
        case Other(whom="unit"):
            _add(condition, found[kind].others)
            _read(condition.condition, "unit", None, found)
        case Other():
            found["unit"].columns.setdefault(MEMBERS, [])
            _add(condition, found["unit"].gathered.setdefault(MEMBERS, []))
            _add(condition.heads, found["person"].facts)
            _read(condition.condition, "person", None, found)
        case All() | AnyOf() | AtLeast() | Not() | Choose() | Defined() | Unconfirmed() | Holds():
            for part in parts_of(condition):
                _read(part, kind, relation, found)
        case Eligible():
            pass
        case _:
            assert_never(condition)


def _read_fact(fact: str, asked: Reads, relation: str | None) -> None:
    _add(fact, asked.facts if relation is None else asked.columns[relation])


def _read_measure(
    measure: RowMeasure | Amount | Months, kind: SubjectKind, relation: str | None, found: Found
) -> None:
    match measure:
        case Months():
            # The days that it goes between come by themselves.
            if relation is None:
                _add(measure, found[kind].spans)
            return
        case Amount(fact):
            _read_fact(fact, found[kind], relation)
            return
    inner = _read_rows(measure, measure.rows, kind, found)
    match measure:
        case Share(_, part):
            _read(part, *inner, found)
        case Total(fact=fact) | Extreme(fact=str(fact)):
            _read_fact(fact, found[inner[0]], inner[1])
        case Extreme(axis=axis):
            _add(axis, found[kind].axes)


def _read_rows(
    node: Gathered, rows: Rows, kind: SubjectKind, found: Found
) -> tuple[SubjectKind, str | None]:
    """Note what goes through rows; returns of what kind and relation its conditions speak."""
    asked = found[kind]
    asked.columns.setdefault(rows.relation, [])
    inner: tuple[SubjectKind, str | None] = (kind, rows.relation)
    if rows.relation == MEMBERS:
        inner = ("person", None)
    if rows.window is not None:
        _add(rows.window.axis, asked.axes)
        for edge in rows.window.edges:
            _read_rows(EdgeOn(edge, rows.window.axis), edge.rows, kind, found)
    _add(node, asked.gathered.setdefault(rows.relation, []))
    if rows.where is not None:
        _read(rows.where, *inner, found)
    return inner


def _add(entry, listed) -> None:  # type: ignore[no-untyped-def]  # a list of whatever entry is
    if entry not in listed:
        listed.append(entry)
