"""Find values that turn a condition on the facts of a subject, or the columns of one row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from typing import assert_never

from ..conditions import (
    All,
    AnyOf,
    AtLeast,
    Attested,
    Choose,
    Compare,
    Condition,
    Defined,
    Eligible,
    Every,
    Holds,
    Known,
    Measured,
    Not,
    Other,
    Unconfirmed,
)
from ..decide.proving import prove
from ..decide.reference import Judge
from ..decide.scope import Scope
from ..facts import Dossier, Row, Scalar, State, Subject, Value
from ..findings import Verdict
from ..plan import Plan
from ..vocabulary import Vocabulary

Fields = Mapping[str, Value]

_NOBODY = Subject("", "person", "", None, {})
_NO_PLAN = Plan((), 0, date.min, (), frozenset())
_NO_DOSSIER = Dossier(())
_SOME_DAY = date(2000, 1, 1)


def value_of(scalar: Scalar | None) -> Value:
    """A value that somebody writes down; None leaves the cell blank."""
    return Value(scalar, State.BLANK if scalar is None else State.KNOWN)


def holds_for(condition: Condition, want: bool, fields: Fields) -> bool:
    """Whether the values alone make a condition certainly met, or certainly not."""
    scope = Scope(Judge(_NO_PLAN, _NO_DOSSIER), _NOBODY, Row(fields))
    return prove(condition, scope).verdict is (Verdict.MET if want else Verdict.NOT_MET)


def turned(condition: Condition, want: bool, fields: Fields, words: Vocabulary) -> Fields | None:
    """Values that turn a condition, with the others left as they are; None if none are known."""

    def all_of(parts: Iterable[Condition], each: bool) -> Fields | None:
        def step(so_far: Fields | None, part: Condition) -> Fields | None:
            return None if so_far is None else turned(part, each, so_far, words)

        start: Fields | None = fields
        return reduce(step, parts, start)

    match condition:
        case Compare() | Known() | Attested():
            return _leaf(condition, want, fields, words)
        case All(parts) | AnyOf(parts):
            if isinstance(condition, All) is want:
                return all_of(parts, want)
            return _first(parts, lambda part: turned(part, want, fields, words))
        case AtLeast(number, parts):
            return all_of(parts[:number] if want else parts[number - 1 :], want)
        case Choose(when, then, otherwise):
            if holds_for(when, False, fields):
                return turned(otherwise, want, fields, words)
            return turned(All((when, then if want else Not(then))), True, fields, words)
        case Not(part):
            return turned(part, not want, fields, words)
        case Defined(_, inner):
            return turned(inner, want, fields, words)
        case Measured() | Every() | Eligible() | Holds() | Other() | Unconfirmed():
            return None
        case _:
            assert_never(condition)


def _first(
    parts: Iterable[Condition], found: Callable[[Condition], Fields | None]
) -> Fields | None:
    return next((fields for fields in map(found, parts) if fields is not None), None)


def _leaf(
    leaf: Compare | Known | Attested, want: bool, fields: Fields, words: Vocabulary
) -> Fields | None:
    if leaf.fact not in words.fields or holds_for(leaf, want, fields):
        return fields if leaf.fact in words.fields else None
    match leaf:
        case Compare(fact, _, operands):
            scalars: Iterable[Scalar] = (*operands, *_domain(fact, operands, words))
        case Known(fact):
            scalars = _domain(fact, (), words)
        case Attested(fact):
            scalars = (True, False)
    for scalar in scalars:
        after = {**fields, fact: value_of(scalar)}
        if holds_for(leaf, want, after):
            return after
    return None


def _domain(fact: str, near: tuple[Scalar, ...], words: Vocabulary) -> Iterator[Scalar]:
    """Values to try: all of a short list, and the neighbours of those that are compared."""
    match words.fields[fact].type:
        case "boolean" | "attestation":
            yield from (True, False)
        case "choice":
            yield from (choice.id for choice in words.scale_of(fact).values)
        case "integer" | "year":
            numbers = [n for n in near if isinstance(n, int)] or [0]
            yield from (n + step for n in numbers for step in (1, -1))
        case "number":
            decimals = [n for n in near if isinstance(n, int | Decimal)] or [0]
            yield from (n + Decimal(step) for n in decimals for step in (1, -1))
        case "date":
            days = [day for day in near if isinstance(day, date)] or [_SOME_DAY]
            yield from (day + timedelta(step) for day in days for step in (1, -1))
        case "text":
            yield "…"
