"""Put together what several cells say about the same thing.

Knows no vocabulary: values are equal, or they are not.
"""

from collections.abc import Iterable, Mapping

from ..facts import ABSENT, State, Value
from ..provenance import Cell

# The first of these that occurs decides; then come the known values.
_DOUBTS = (State.CONTRADICTORY, State.UNREADABLE, State.UNCONFIRMED)
_BLANKS = (State.ASSUMED, State.BLANK)


def merge(values: Iterable[Value]) -> Value:
    """One value for all: unknown if they differ; a blank beside a known value counts nothing."""
    found = [value for value in values if value.state is not State.ABSENT]
    if len(found) < 2:
        return found[0] if found else ABSENT
    cells = tuple(dict.fromkeys(sorted(cell for value in found for cell in value.cells)))
    known = [value.scalar for value in found if value.state is State.KNOWN]
    states = {value.state for value in found}
    if any(scalar != known[0] for scalar in known):
        return Value(None, State.CONTRADICTORY, cells)
    for doubt in _DOUBTS:
        if doubt in states:
            return Value(None, doubt, cells)
    if known:
        return Value(known[0], State.KNOWN, cells)
    blank = next(value for state in _BLANKS for value in found if value.state is state)
    return Value(blank.scalar, blank.state, cells)


def merge_fields(records: Iterable[Mapping[str, Value]]) -> dict[str, Value]:
    """Merge field by field, in the order in which fields first occur."""
    columns: dict[str, list[Value]] = {}
    for fields in records:
        for name, value in fields.items():
            columns.setdefault(name, []).append(value)
    return {name: merge(values) for name, values in columns.items()}


def contradicted(value: Value, more: Iterable[Cell] = ()) -> Value:
    """The value, no longer to be relied on."""
    if not value.is_known:
        return value
    return Value(None, State.CONTRADICTORY, (*value.cells, *more))
