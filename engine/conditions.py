"""The closed algebra of conditions: what a criterion can ask.

Nodes do not evaluate themselves; ``reference``, ``columns``, ``repairs`` and
``wording`` fold over them with ``match`` and end in ``assert_never``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from .facts import Scalar

MEMBERS = "members"
"""The built-in relation of a unit: its rows are the persons who belong to it."""


class Op(StrEnum):
    """How a value is compared with operands."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


@dataclass(frozen=True, slots=True)
class Window:
    """Years from first to last, both included."""

    first: int
    last: int

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last


@dataclass(frozen=True, slots=True)
class Bound:
    """The comparison that a measure must pass; ``parameter`` names where the number came from."""

    op: Op
    number: int
    parameter: str | None = None


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
class Not:
    """The part is not met."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Count:
    """The number of rows that meet ``where`` inside the window passes the bound."""

    relation: str
    where: "Condition | None"
    window: Window | None
    bound: Bound


@dataclass(frozen=True, slots=True)
class Every:
    """Each row that meets ``where`` inside the window satisfies a condition."""

    relation: str
    where: "Condition | None"
    window: Window | None
    satisfies: "Condition"


@dataclass(frozen=True, slots=True)
class Eligible:
    """This run finds the subject eligible for another title (``pack/title``)."""

    title: str


@dataclass(frozen=True, slots=True)
class Defined:
    """A condition that the pack gives a name."""

    name: str
    condition: "Condition"


Condition: TypeAlias = (
    Compare | Known | Attested | All | AnyOf | Not | Count | Every | Eligible | Defined
)


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside a condition."""
    match condition:
        case All(parts) | AnyOf(parts):
            return parts
        case Not(part):
            return (part,)
        case Defined(_, inner):
            return (inner,)
        case Count(_, where, _, _):
            return (where,) if where else ()
        case Every(_, where, _, satisfies):
            return (where, satisfies) if where else (satisfies,)
        case Compare() | Known() | Attested() | Eligible():
            return ()


def walk(condition: Condition) -> Iterator[Condition]:
    """A condition and everything inside it, outermost first, in the order written."""
    yield condition
    for part in parts_of(condition):
        yield from walk(part)
