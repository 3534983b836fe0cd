"""What one cell can mean, and what several cells say together about the same thing.

Knows no vocabulary: values are equal, or they are not, or one lies in the range of another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...facts import ABSENT, Scalar, State, Value
from ...provenance import Cell

# The first of these that occurs decides; then come the values that say something.
_DOUBTS = (State.CONTRADICTORY, State.UNREADABLE, State.UNCONFIRMED)
_BLANKS = (State.ASSUMED, State.BLANK)


@dataclass(frozen=True, slots=True)
class Span:
    """The range in which a value lies; None is an open end."""

    low: Scalar | None
    high: Scalar | None


@dataclass(frozen=True, slots=True)
class Beside:
    """A value, and what the same text says beside it."""

    value: Scalar
    rest: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no value, as a code of its own and what its message says."""

    code: str
    details: Mapping[str, str] = field(default_factory=dict)


Meaning = Scalar | Span | Beside | Fault | None
"""What a cell's content means in its column; None if it means nothing there."""


def merge(values: Iterable[Value]) -> Value:
    """One value for all: unknown if they differ; a blank beside a told value counts nothing.

    Of values that are only partly known what all of them allow is left.
    """
    found = [value for value in values if value.state is not State.ABSENT]
    if len(found) < 2:
        return found[0] if found else ABSENT
    cells = tuple(dict.fromkeys(sorted(cell for value in found for cell in value.cells)))
    told = [value for value in found if value.state in (State.KNOWN, State.PARTIAL)]
    common = _common(told)
    if common is None:
        return Value(None, State.CONTRADICTORY, cells)
    states = {value.state for value in found}
    for doubt in _DOUBTS:
        if doubt in states:
            return Value(None, doubt, cells)
    if told and common.low == common.high:
        return Value(common.low, State.KNOWN, cells)
    if told:
        return Value(None, State.PARTIAL, cells, common.low, common.high)
    blank = next(value for state in _BLANKS for value in found if value.state is state)
    return Value(blank.scalar, blank.state, cells)


def _common(values: Sequence[Value]) -> Span | None:
    """The range of what all values allow, or None if they allow nothing."""
    known = [value.scalar for value in values if value.state is State.KNOWN]
    if any(scalar != known[0] for scalar in known):
        return None  # of any two types, as a year and a school year
    if len(known) == len(values):
        return Span(known[0], known[0]) if known else Span(None, None)
    # Values that are partly known are of one column, so that they have one order.
    lows: list[Any] = [value.ends[0] for value in values if value.ends[0] is not None]
    highs: list[Any] = [value.ends[1] for value in values if value.ends[1] is not None]
    if lows and highs and max(lows) > min(highs):
        return None
    return Span(max(lows, default=None), min(highs, default=None))


def merge_fields(records: Iterable[Mapping[str, Value]]) -> dict[str, Value]:
    """Merge field by field, in the order in which fields first occur."""
    columns: dict[str, list[Value]] = {}
    for fields in records:
        for name, value in fields.items():
            columns.setdefault(name, []).append(value)
    return {
        name: values[0] if len(values) == 1 else merge(values) for name, values in columns.items()
    }


def contradicted(value: Value, more: Iterable[Cell] = ()) -> Value:
    """The value, no longer to be relied on."""
    if not value.is_known and value.state is not State.PARTIAL:
        return value
    return Value(None, State.CONTRADICTORY, (*value.cells, *more))
