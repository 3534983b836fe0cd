"""The closed algebra of conditions: what a criterion can ask.

Nodes do not evaluate themselves; ``reference``, ``columns``, ``repairs`` and
``wording`` fold over them with ``match`` and end in ``assert_never``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal, TypeAlias

from .facts import CALENDAR, Axis, Scalar

MEMBERS = "members"
"""The built-in relation of a unit: its rows are the persons who belong to it."""


class Op(StrEnum):
    """How a value, or a measure, is compared with operands."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    MULTIPLE_OF = "multiple_of"


@dataclass(frozen=True, slots=True)
class Edge:
    """The year of the latest (or the first) of some rows, where a window begins or ends.

    Without such a row the window is not cut there.
    """

    rows: "Rows"
    latest: bool
    included: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Years of an axis from first to last, both included, cut further by rows of the subject."""

    first: int
    last: int
    axis: Axis = CALENDAR
    since: Edge | None = None
    until: Edge | None = None

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last

    @property
    def years(self) -> range:
        """The years from first to last."""
        return range(self.first, self.last + 1)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The rows that cut the window, if any."""
        return tuple(edge for edge in (self.since, self.until) if edge is not None)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a relation that meet ``where`` inside a window."""

    relation: str
    where: "Condition | None" = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are."""

    rows: Rows


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of the rows meets a condition, as a fraction; nothing is no share."""

    rows: Rows
    part: "Condition"


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a column over the rows; one of ``naturals`` is never below nought."""

    rows: Rows
    fact: str
    naturals: bool = False


@dataclass(frozen=True, slots=True)
class Extreme:
    """The greatest (or least) value of a column; without ``fact``, the latest (first) year.

    ``order`` lists a scale from low to high, if the column has one. Nothing has none.
    """

    rows: Rows
    fact: str | None
    greatest: bool
    order: tuple[str, ...] = ()
    axis: Axis = CALENDAR


@dataclass(frozen=True, slots=True)
class Years:
    """In how many different years of the window there is a row."""

    rows: Rows


@dataclass(frozen=True, slots=True)
class Streak:
    """The unbroken run of years with a row, counted back from the end of the window."""

    rows: Rows


@dataclass(frozen=True, slots=True)
class Amount:
    """The value of a fact itself, to compare it with another measure."""

    fact: str


@dataclass(frozen=True, slots=True)
class Day:
    """A fixed day; ``name`` says which one it is (``received``, ``year_start``, …)."""

    day: date
    name: str = ""


Moment: TypeAlias = Amount | Extreme | Day
"""A day: that of a fact, the first or latest of some rows, or a fixed one."""


@dataclass(frozen=True, slots=True)
class Months:
    """The complete months from one day to another."""

    start: Moment
    end: Moment


Measure: TypeAlias = Count | Share | Total | Extreme | Years | Streak | Amount | Months
"""Something with a number, or with an interval where it is not certain."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The comparison that a measure must pass.

    ``number`` is compared with, or ``against``, another measure; ``most`` is the upper end of
    ``between``. ``parameter`` names where the number came from. A number is a fraction, a
    day (``date``) or the place of a value in its scale.
    """

    op: Op
    number: Fraction | date = Fraction(0)
    parameter: str | None = None
    most: Fraction | date | None = None
    against: Measure | None = None


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact compared with values; ``order`` lists a scale from low to high, if it is one."""

    fact: str
    op: Op
    operands: tuple[Scalar, ...]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A fact has a value, whatever it is."""

    fact: str


@dataclass(frozen=True, slots=True)
class Attested:
    """A named body confirms the fact, signed by somebody else and dated."""

    fact: str
    body: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part is met."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part is met."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least so many of the parts are met."""

    number: int
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part is not met."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Choose:
    """``then`` where ``when`` is met, ``otherwise`` where it is not."""

    when: "Condition"
    then: "Condition"
    otherwise: "Condition"


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure passes a bound; ``if_none`` says what holds where there is nothing to measure."""

    measure: Measure
    bound: Bound
    if_none: bool | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """Each of the rows satisfies a condition."""

    rows: Rows
    satisfies: "Condition"


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else meets a condition: the unit of a person, or the head of a unit.

    ``heads`` is the fact that tells who heads a unit. Nobody is never known to meet it.
    """

    whom: Literal["unit", "head"]
    condition: "Condition"
    heads: str = ""


@dataclass(frozen=True, slots=True)
class Eligible:
    """This run finds the subject eligible for another title (``pack/title``)."""

    title: str


@dataclass(frozen=True, slots=True)
class Holds:
    """A title is held: by a recorded decision, or else by this run's own conclusion.

    ``recorded`` asks for a valid decision, ``revoked`` for one that was taken back, so that
    the conclusion does not stand in; ``own`` is None where only decisions count.
    """

    title: str
    recorded: "Condition"
    revoked: "Condition | None" = None
    own: Eligible | None = None

    @property
    def meaning(self) -> "Condition":
        """The same in simpler conditions."""
        if self.own is None:
            return self.recorded
        own: Condition = self.own
        if self.revoked is not None:
            own = All((Not(self.revoked), self.own))
        return AnyOf((self.recorded, own))


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A condition that nobody has confirmed from the instrument: never more than unknown."""

    status: str
    condition: "Condition"


@dataclass(frozen=True, slots=True)
class Defined:
    """A condition that the pack gives a name."""

    name: str
    condition: "Condition"


Condition: TypeAlias = (
    Compare
    | Known
    | Attested
    | All
    | AnyOf
    | AtLeast
    | Not
    | Choose
    | Measured
    | Every
    | Other
    | Eligible
    | Holds
    | Unconfirmed
    | Defined
)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside a condition, those of its rows and measures too."""
    match condition:
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            return parts
        case Not(part):
            return (part,)
        case Defined(_, inner) | Unconfirmed(_, inner) | Other(_, inner):
            return (inner,)
        case Choose(when, then, otherwise):
            return (when, then, otherwise)
        case Holds():
            return (condition.meaning,)
        case Measured():
            return tuple(part for m in measures_of(condition) for part in _of_measure(m))
        case Every(rows, satisfies):
            return (*_of_rows(rows), satisfies)
        case Compare() | Known() | Attested() | Eligible():
            return ()


def measures_of(measured: Measured) -> tuple[Measure, ...]:
    """The measure, and the one that it is compared with, each with the days it goes between."""
    listed = [measured.measure, *([measured.bound.against] if measured.bound.against else [])]
    return tuple(each for measure in listed for each in _with_days(measure))


def _with_days(measure: Measure) -> tuple[Measure, ...]:
    if not isinstance(measure, Months):
        return (measure,)
    days = (m for m in (measure.start, measure.end) if not isinstance(m, Day))
    return (measure, *days)


def rows_of(measure: Measure) -> Rows | None:
    """The rows that a measure goes through; None for facts and the months between days."""
    match measure:
        case Amount() | Months():
            return None
        case _:
            return measure.rows


def _of_measure(measure: Measure) -> tuple[Condition, ...]:
    rows = rows_of(measure)
    inside = _of_rows(rows) if rows else ()
    return (*inside, measure.part) if isinstance(measure, Share) else inside


def _of_rows(rows: Rows) -> tuple[Condition, ...]:
    edges = rows.window.edges if rows.window else ()
    inside = tuple(part for edge in edges for part in _of_rows(edge.rows))
    return (*inside, rows.where) if rows.where else inside


def walk(condition: Condition) -> Iterator[Condition]:
    """A condition and everything inside it, outermost first, in the order written."""
    yield condition
    for part in parts_of(condition):
        yield from walk(part)
