"""Build the small worlds that scenarios speak of, out of starting points and changes.

Knows values, rows and subjects, not what must be concluded about them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ..errors import PackError
from ..facts import Dossier, Row, Scalar, SchoolYear, State, Subject, Value
from ..vocabulary import FactSpec, SubjectKind, Vocabulary

YEAR = "year"
"""The key that stands for the year column of any relation."""
CERTAIN = "certain"
"""The key of a row that may be somebody else's: ``certain: false``."""


class Shape(BaseModel):
    """What all shapes share: nothing but the keys that are listed, and nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Range(Shape):
    """``{from: 5, to: 6}``: a value that is only known to lie between two others."""

    from_: date | int | float | str | None = Field(None, alias="from")
    to: date | int | float | str | None = None


Written = bool | date | int | float | str | Range | None
Given = dict[str, Written]
Rows = dict[str, tuple[Given, ...]]


class Start(Shape):
    """A starting point that scenarios share; facts not named are unknown.

    ``like`` names another one from which this differs; ``unit`` is the starting point of the
    unit of a person, ``members`` those of the members of a unit, with how many there are.
    """

    subject: SubjectKind
    like: str | None = None
    facts: Given = Field(default_factory=dict)
    rows: Rows = Field(default_factory=dict)
    joined: date | int | None = None
    left: date | int | None = None
    unit: str | None = None
    members: tuple[str, ...] | dict[str, int] = ()


class Differs(Shape):
    """What is different about a starting point.

    ``rows`` replaces a relation's rows; ``change`` changes its rows of one year (null: there
    is no row); ``absent`` names sheets that the dossier lacks.
    """

    facts: Given = Field(default_factory=dict)
    rows: Rows = Field(default_factory=dict)
    change: dict[str, dict[int, Given | None]] = Field(default_factory=dict)
    absent: tuple[str, ...] = ()
    members: tuple[str, ...] | dict[str, int] | None = None
    joined: date | int | None = None
    left: date | int | None = None


def resolve(starts: Mapping[str, Start]) -> dict[str, Start]:
    """Every starting point in full, with what it takes over from others.

    Raises:
        PackError: one is like another that does not exist, or that is like itself.
    """
    found: dict[str, Start] = {}

    def full(name: str, chain: tuple[str, ...]) -> Start:
        if name in found:
            return found[name]
        start = starts[name]
        if start.like is not None:
            if start.like not in starts or start.like in chain:
                near = ", ".join(get_close_matches(start.like, starts, n=1)) or ", ".join(starts)
                raise PackError("start-like", scenario=name, name=start.like, near=near)
            start = _merged(full(start.like, (*chain, start.like)), start)
        found[name] = start
        return start

    return {name: full(name, (name,)) for name in starts}


def _merged(base: Start, start: Start) -> Start:
    own = {name: getattr(start, name) for name in start.model_fields_set}
    both: dict[str, Any] = {
        "facts": {**base.facts, **start.facts},
        "rows": {**base.rows, **start.rows},
        "like": None,
    }
    return base.model_copy(update=own | both)


def situation(
    start: str, differs: Differs, starts: Mapping[str, Start], vocabulary: Vocabulary
) -> Dossier:
    """The subject of a scenario, first, with everybody else who belongs to it.

    Raises:
        PackError: a value, fact or sheet does not exist in the vocabulary.
    """
    base = starts[start]
    subject = _changed(start, base, differs, vocabulary)
    members = base.members if differs.members is None else differs.members
    others: list[Subject] = []
    if base.unit is not None:
        _check(base.unit, starts, "scenario-base")
        unit = _subject(base.unit, starts[base.unit], vocabulary)
        subject = replace(subject, unit=unit.id)
        others = [unit, *_people(starts[base.unit].members, unit.id, starts, vocabulary)]
    elif base.subject == "unit":
        others = list(_people(members, subject.id, starts, vocabulary))
    relations = [s.id for s in vocabulary.sheets if s.kind in ("closed", "yearly")]
    sheets = {"person", "unit", *relations}
    for name in differs.absent:
        _check(name, sheets, "unknown-relation")
    return Dossier((subject, *others), frozenset(sheets - set(differs.absent)))


def _people(
    members: tuple[str, ...] | Mapping[str, int],
    unit: str,
    starts: Mapping[str, Start],
    vocabulary: Vocabulary,
) -> Iterator[Subject]:
    names = members
    if isinstance(members, Mapping):
        names = tuple(name for name, number in members.items() for _ in range(number))
    made: dict[str, Subject] = {}
    for place, name in enumerate(names):
        _check(name, starts, "scenario-base")
        if name not in made:
            made[name] = _subject(name, starts[name], vocabulary)
        yield replace(made[name], id=f"{name}-{place}", unit=unit)


def _changed(name: str, base: Start, differs: Differs, vocabulary: Vocabulary) -> Subject:
    rows = {**base.rows, **differs.rows}
    for relation in (*rows, *differs.change):
        _check(relation, [s.id for s in vocabulary.sheets], "unknown-relation")
    for relation, changes in differs.change.items():
        rows[relation] = tuple(_rows_changed(rows.get(relation, ()), changes))
    update: dict[str, Any] = {
        "facts": {**base.facts, **differs.facts},
        "rows": {name: given for name, given in rows.items() if name not in differs.absent},
        "joined": base.joined if differs.joined is None else differs.joined,
        "left": base.left if differs.left is None else differs.left,
    }
    return _subject(name, base.model_copy(update=update), vocabulary)


def _rows_changed(rows: Iterable[Given], changes: Mapping[int, Given | None]) -> Iterator[Given]:
    """The rows of the years that are named, changed; a year without a row gets one.

    A row that is added is of a school year where the others are.
    """
    left, rows = dict(changes), list(rows)
    of_schools = any(isinstance(row.get(YEAR), str) for row in rows)
    for row in rows:
        year = _first(row.get(YEAR))
        change = left.pop(year, {}) if year is not None else {}
        if change is not None:
            yield {**row, **change}
    for year, change in left.items():
        if change is not None:
            yield {YEAR: str(SchoolYear(year)) if of_schools else year, **change}


def _first(year: Written) -> int | None:
    """The number by which a row's year is named in changes; None where it has none."""
    known = _year_value(year).scalar
    match known:
        case SchoolYear(first):
            return first
        case date(year=number):
            return number
        case int(number):
            return number
        case _:
            return None


def _subject(name: str, start: Start, vocabulary: Vocabulary) -> Subject:
    return Subject(
        id=name,
        kind=start.subject,
        name=name,
        unit=None,
        facts=_facts(start.facts, vocabulary.facts_of(start.subject), vocabulary),
        rows={
            relation: tuple(_row(given, relation, vocabulary) for given in rows)
            for relation, rows in start.rows.items()
        },
        joined=start.joined,
        left=start.left,
    )


def _facts(given: Given, specs: Mapping[str, FactSpec], vocabulary: Vocabulary) -> dict[str, Value]:
    for name in given:
        _check(name, specs, "unknown-fact")
    return {name: value_of(raw, name, specs[name], vocabulary) for name, raw in given.items()}


def _check(name: str, names: Iterable[str], code: str) -> None:
    names = list(names)
    if name not in names:
        near = get_close_matches(name, names, n=1)
        shown = near[0] if near else ", ".join(names)
        raise PackError(code, name=name, near=shown, scenario="")


def _row(given: Given, relation: str, vocabulary: Vocabulary) -> Row:
    """Columns not named are blank: unknown, unless the vocabulary says what a blank means."""
    _check(relation, [s.id for s in vocabulary.sheets], "unknown-relation")
    specs = vocabulary.sheet(relation).fields
    named = {name: raw for name, raw in given.items() if name not in (YEAR, CERTAIN)}
    fields = {
        name: Value(spec.assumed, State.ASSUMED)
        for name, spec in specs.items()
        if spec.blank != "unknown"
    }
    fields |= _facts(named, specs, vocabulary)
    return Row(fields, _year_value(given.get(YEAR)), given.get(CERTAIN, True) is not False)


def _year_value(year: Written) -> Value:
    if year is None:
        return Value(None, State.BLANK)
    if isinstance(year, Range):
        low, high = (None if end is None else _year(end) for end in (year.from_, year.to))
        return Value(None, State.PARTIAL, low=low, high=high)
    return Value(_year(year), State.KNOWN)


def _year(year: Written) -> Scalar:
    """``2024``, ``2024-2025``, or a day."""
    if isinstance(year, str):
        first, _, last = year.partition("-")
        if first.isdigit() and last.isdigit() and int(last) == int(first) + 1:
            return SchoolYear(int(first))
    elif isinstance(year, date) or (isinstance(year, int) and not isinstance(year, bool)):
        return year
    raise PackError("wrong-type", fact=YEAR, type="year", found=str(year))


def value_of(raw: Written, name: str, spec: FactSpec, vocabulary: Vocabulary) -> Value:
    """A written value as the type of its fact has it; null is a blank.

    Raises:
        PackError: it is of another type.
    """
    if raw is None:
        return Value(None, State.BLANK)
    if isinstance(raw, Range):
        low, high = (
            None if end is None else _scalar(end, name, spec, vocabulary)
            for end in (raw.from_, raw.to)
        )
        return Value(None, State.PARTIAL, low=low, high=high)
    return Value(_scalar(raw, name, spec, vocabulary), State.KNOWN)


def _scalar(raw: object, name: str, spec: FactSpec, vocabulary: Vocabulary) -> Scalar:
    match spec.type, raw:
        case "boolean" | "attestation", bool():
            return raw
        case "text", str():
            return raw
        case "date", date():
            return raw
        case "integer", int() if not isinstance(raw, bool):
            return raw
        case "number", int() | float() if not isinstance(raw, bool):
            return Decimal(str(raw))
        case "year", _:
            return _year(raw)  # type: ignore[arg-type]  # it refuses the rest
        case "choice", str():
            _check(raw, [c.id for c in vocabulary.scale_of(name).values], "unknown-value")
            return raw
        case _:
            raise PackError("wrong-type", fact=name, type=spec.type, found=str(raw))
