"""Recognise a listed subject where a row gives no id: a person by name, date of birth and unit.

Never by the name alone, unless it is that of a unit; knows nothing of ids.
"""

from datetime import date
from enum import IntEnum
from itertools import islice

from ...facts import Value
from ..letters.text import bare_key, exact_key, has_accents
from ..sheets.rows import Record
from .register import Entry, Register


class _Fit(IntEnum):
    """Whether what a row says of somebody is true of a listed person."""

    NO = 0
    PERHAPS = 1
    YES = 2


def recognised(record: Record, register: Register) -> Entry | None:
    """The one listed subject that a row without an id is about, if it can be nobody else.

    What looks like the heading of a section is certainly about nobody.
    """
    name = record.role("name")
    if not name.is_known or record.heading:
        return None
    text, kinds = str(name.scalar), record.spec.subjects
    unit = _unit_called(text, register) if "unit" in kinds else None
    if "person" not in kinds:
        return unit
    others = [*register.named(text, ["person"]), *register.nameless(["person"])]
    if unit:
        return None if others else unit
    fits = ((_fit(record, text, person, register), person) for person in others)
    possible = list(islice((one for one in fits if one[0] is not _Fit.NO), 2))
    if len(possible) != 1 or possible[0][0] is not _Fit.YES:
        return None
    return possible[0][1]


def _unit_called(text: str, register: Register) -> Entry | None:
    units = register.unit_called(text)
    return units[0] if len(units) == 1 and not register.nameless(["unit"]) else None


def _fit(record: Record, text: str, person: Entry, register: Register) -> _Fit:
    """An id that is listed twice may be that of two people, of whom less is known."""
    if person.is_double:
        return _Fit.PERHAPS
    return min(
        _same_name(text, person),
        _same_birth(record.role("birth"), person.role("birth")),
        _same_unit(record.role("unit"), person, register),
    )


def _same_name(text: str, person: Entry) -> _Fit:
    """Accents count, unless one of the two was written without any."""
    if not person.is_named or len(person.names) > 1:
        return _Fit.PERHAPS
    if exact_key(text) == exact_key(person.name):
        return _Fit.YES
    is_bare = not (has_accents(text) and has_accents(person.name))
    return _Fit.YES if is_bare and bare_key(text) in person.names else _Fit.PERHAPS


def _same_birth(one: Value, other: Value) -> _Fit:
    """Only whole dates can be the same; partial ones can differ."""
    if one.is_known and other.is_known:
        return _Fit.YES if one.scalar == other.scalar else _Fit.NO
    (low, high), (first, last) = one.ends, other.ends
    is_apart = _is_before(high, first) or _is_before(last, low)
    return _Fit.NO if is_apart else _Fit.PERHAPS


def _is_before(end: object, start: object) -> bool:
    return isinstance(end, date) and isinstance(start, date) and end < start


def _same_unit(value: Value, person: Entry, register: Register) -> _Fit:
    """As listed units, or as what the list of persons writes where that is no listed unit."""
    if not value.is_known:
        return _Fit.PERHAPS
    text, own = str(value.scalar), person.role("unit")
    units = register.unit_called(text) or register.unit_spelt(text)
    if not units and own.is_known and exact_key(text) == exact_key(str(own.scalar)):
        return _Fit.YES
    if len(units) != 1 or person.unit is None:
        return _Fit.PERHAPS
    return _Fit.YES if units[0] is person.unit else _Fit.NO
