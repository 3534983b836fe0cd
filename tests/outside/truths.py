"""Say the expressions of a case that are true or false, as conditions."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from engine.conditions import (
    All,
    Amount,
    AnyOf,
    AtLeast,
    Bound,
    Choose,
    Compare,
    Condition,
    Count,
    Every,
    Known,
    Measured,
    Not,
    Op,
    Rows,
    Share,
)
from tests.outside.literals import is_exact, kind_of, number_of, scalar_of
from tests.outside.notes import MIRRORED, OPS, CannotBeSaidError, Notes, Way
from tests.outside.numbers import measure, rows_there

ONCE = Bound(Op.AT_LEAST, Fraction(1))
NEVER = Bound(Op.AT_MOST, Fraction(0))


def truth(notes: Notes, ask: Any) -> Condition:
    """An expression that is true, false or missing, as a condition."""
    match ask:
        case bool() | None:
            return Compare(notes.fact(ask, "flag"), Op.IS, (True,))
        case ["and", *parts]:
            return _together(notes, parts, len(parts))
        case ["or", *parts]:
            return _together(notes, parts, 1)
        case ["not", part]:
            return Not(truth(notes, part))
        case ["xor", one, other]:
            return _either(notes, truth(notes, one), truth(notes, other))
        case ["implies", one, other]:
            return AnyOf((Not(truth(notes, one)), truth(notes, other)))
        case ["is_true" | "is_false" as operator, literal]:
            return Compare(notes.fact(literal, "flag"), Op.IS, (operator == "is_true",))
        case ["is_null", literal]:
            return Not(Known(notes.fact(literal, kind_of(literal))))
        case ["not_null", literal]:
            return Known(notes.fact(literal, kind_of(literal)))
        case ["between", literal, low, high]:
            return _between(notes, literal, low, high)
        case ["in", literal, items]:
            return _in(notes, literal, items if items is None else items[1:])
        case _:
            return _of_list_or_two(notes, ask)


def _of_list_or_two(notes: Notes, ask: Any) -> Condition:
    match ask:
        case ["some" | "every" as operator, [_, *items], "is_true"]:
            return _quantified(notes, operator, items, "flag", (Op.IS, True))
        case ["some" | "every" as operator, [_, *items], sign, literal]:
            asked = (OPS[sign], scalar_of(literal))
            return _quantified(notes, operator, items, kind_of(literal), asked)
        case ["all" | "any" as operator, items]:
            return _all_or_any(notes, operator, items if items is None else items[1:])
        case ["exists", items]:
            return Measured(Count(rows_there(notes, items)), ONCE)
        case [operator, one, other] if operator in OPS:
            return _compared(notes, OPS[operator], one, other)
        case _:
            raise NotImplementedError(ask)


def _together(notes: Notes, parts: Sequence[Any], number: int) -> Condition:
    conditions = tuple(truth(notes, part) for part in parts)
    if notes.way is Way.COMPARED:
        return All(conditions) if number == len(parts) > 1 else AnyOf(conditions)
    return AtLeast(number, conditions)


def _either(notes: Notes, one: Condition, other: Condition) -> Condition:
    """One of two, not both."""
    match notes.way:
        case Way.COMPARED:
            return AnyOf((All((one, Not(other))), All((Not(one), other))))
        case Way.MEASURED:
            return All((AtLeast(1, (one, other)), Not(AtLeast(2, (one, other)))))
        case Way.AGAINST:
            return Choose(one, Not(other), other)


def _compared(notes: Notes, op: Op, one: Any, other: Any) -> Condition:
    """Two values; one that is missing, or partly known, cannot stand in the rule."""
    if isinstance(one, list):
        return Measured(measure(notes, one), Bound(op, number_of(other)))
    kind = kind_of(one, other)
    if kind == "word" and op not in (Op.IS, Op.IS_NOT):
        raise CannotBeSaidError("no-order-of-texts")
    if not is_exact(other) and is_exact(one):
        op, one, other = MIRRORED[op], other, one
    if kind == "flag" and (notes.way is Way.AGAINST or not is_exact(other)):
        return _same_flag(notes, op, one, other)
    if kind in ("figure", "day") and (notes.way is Way.AGAINST or not is_exact(other)):
        against = Amount(notes.fact(other, kind, "other"))
        return Measured(Amount(notes.fact(one, kind)), Bound(op, against=against))
    fact = notes.fact(one, kind)
    if kind in ("figure", "day") and notes.way is Way.MEASURED:
        return Measured(Amount(fact), Bound(op, number_of(other)))
    return Compare(fact, op, (scalar_of(other),))


def _same_flag(notes: Notes, op: Op, one: Any, other: Any) -> Condition:
    first = Compare(notes.fact(one, "flag"), Op.IS, (True,))
    second = Compare(notes.fact(other, "flag", "other"), Op.IS, (True,))
    same = Choose(first, second, Not(second))
    return same if op is Op.IS else Not(same)


def _between(notes: Notes, literal: Any, low: Any, high: Any) -> Condition:
    kind = kind_of(literal, low, high)
    if kind == "word":
        raise CannotBeSaidError("no-order-of-texts")
    if notes.way is Way.AGAINST or not (is_exact(low) and is_exact(high)):
        least = _compared(notes, Op.AT_LEAST, literal, low)
        return All((least, _compared(notes, Op.AT_MOST, literal, high)))
    fact = notes.fact(literal, kind)
    if notes.way is Way.MEASURED:
        bound = Bound(Op.BETWEEN, number_of(low), most=number_of(high))
        return Measured(Amount(fact), bound)
    return Compare(fact, Op.BETWEEN, (scalar_of(low), scalar_of(high)))


def _in(notes: Notes, literal: Any, items: Sequence[Any] | None) -> Condition:
    """One of the values in the rule, of the rows of a list, or equal to one of some facts."""
    kind = kind_of(literal, *(items or ()))
    is_plain = items is not None and all(map(is_exact, items))
    if is_plain and (notes.way is Way.COMPARED or not items):
        return Compare(notes.fact(literal, kind), Op.ONE_OF, tuple(map(scalar_of, items or ())))
    if is_exact(literal) and (notes.way is Way.MEASURED or not items):
        same = Compare(kind, Op.IS, (scalar_of(literal),))
        return Measured(Count(Rows(notes.listed(items, kind), same)), ONCE)
    return AnyOf(tuple(_compared(notes, Op.IS, literal, item) for item in items or ()))


def _all_or_any(notes: Notes, operator: str, items: Sequence[Any] | None) -> Condition:
    if items and notes.way is Way.COMPARED:
        return truth(notes, ["and" if operator == "all" else "or", *items])
    quantifier = "every" if operator == "all" else "some"
    return _quantified(notes, quantifier, items, "flag", (Op.IS, True))


def _quantified(
    notes: Notes, operator: str, items: Sequence[Any] | None, kind: str, asked: tuple[Op, Any]
) -> Condition:
    relation = notes.listed(items, kind)
    part = Compare(kind, asked[0], (asked[1],))
    is_every = operator == "every"
    match notes.way:
        case Way.COMPARED if is_every:
            return Every(Rows(relation), part)
        case Way.COMPARED:
            return Measured(Count(Rows(relation, part)), ONCE)
        case Way.MEASURED if is_every:
            return Measured(Count(Rows(relation, Not(part))), NEVER)
        case Way.MEASURED:
            return Not(Every(Rows(relation), Not(part)))
        case _:
            bound = Bound(Op.IS, Fraction(1)) if is_every else Bound(Op.MORE_THAN, Fraction(0))
            return Measured(Share(Rows(relation), part), bound, if_none=is_every)
