"""Compare values and intervals with bounds, in three values, for the reference.

Met if every number that it may be passes, not met if none does. Knows no rows.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, assert_never

from ..conditions import Bound, Op
from ..facts import Scalar, Value
from ..findings import Interval, Number, Verdict

End: TypeAlias = Number | None
"""An end of an interval; None has no bound."""


def held(holds: bool) -> Verdict:
    """The verdict of what is known to hold, or not to hold."""
    return Verdict.MET if holds else Verdict.NOT_MET


def swapped(verdict: Verdict) -> Verdict:
    """Kleene's not: the ends change places, unknown stays."""
    return _SWAPPED[verdict]


_SWAPPED = {
    Verdict.NOT_MET: Verdict.MET,
    Verdict.UNKNOWN: Verdict.UNKNOWN,
    Verdict.MET: Verdict.NOT_MET,
}


def number_of(scalar: Scalar | None, order: Sequence[str] = ()) -> End:
    """A scalar as something with more and less: a number, a day, a place in its scale."""
    match scalar:
        case None:
            return None
        case str():
            return Fraction(order.index(scalar))
        case int() | Decimal():
            return Fraction(scalar)
        case date():
            return scalar
        case _:
            raise TypeError(f"has no order: {scalar!r}")


def ends_of(value: Value, order: Sequence[str] = ()) -> tuple[End, End]:
    """The least and the greatest number that a value may be."""
    low, high = value.ends
    return number_of(low, order), number_of(high, order)


def compared(
    value: Value, op: Op, operands: tuple[Scalar, ...], order: tuple[str, ...] = ()
) -> Verdict:
    """Compare a value with operands; ``order`` lists a scale from low to high."""
    if op in (Op.IS_NOT, Op.NONE_OF):
        return swapped(_one_of(value, operands, order))
    if op in (Op.IS, Op.ONE_OF):
        return _one_of(value, operands, order)
    if value.scalar is None and value.low is None and value.high is None:
        return Verdict.UNKNOWN
    low, high = ends_of(value, order)
    numbers = [number_of(operand, order) for operand in operands]
    first, last = numbers[0], numbers[-1]
    if op is Op.BETWEEN:
        return min(
            _passes(Op.AT_LEAST, (low, high), (first, first)),
            _passes(Op.AT_MOST, (low, high), (last, last)),
        )
    return _passes(op, (low, high), (first, first))


def _one_of(value: Value, operands: tuple[Scalar, ...], order: tuple[str, ...]) -> Verdict:
    if value.scalar is not None:
        return held(value.scalar in operands)
    if value.low is None and value.high is None:
        return Verdict.UNKNOWN
    low, high = ends_of(value, order)
    inside = {
        number
        for number in (number_of(operand, order) for operand in operands)
        if (low is None or _at_least(number, low)) and (high is None or _at_least(high, number))
    }
    if not inside:
        return Verdict.NOT_MET
    return Verdict.MET if len(inside) == _how_many(value, low, high) else Verdict.UNKNOWN


def _how_many(value: Value, low: End, high: End) -> int | None:
    """How many values a range holds, where they can be counted: whole numbers and places."""
    if (
        isinstance(value.low, int | str)
        and isinstance(low, Fraction)
        and isinstance(high, Fraction)
    ):
        return int(high - low) + 1
    return None


def _at_least(one: End, other: End) -> bool:
    return bool(one >= other)  # type: ignore[operator]  # both are days, or both are numbers


def bounded(interval: Interval, bound: Bound, against: Interval | None = None) -> Verdict:
    """Compare an interval with a bound: met if all of it passes, not met if none does."""
    ends = (interval.low, interval.high)
    if against is not None:
        return _passes(bound.op, ends, (against.low, against.high))
    point = (bound.number, bound.number)
    match bound.op:
        case Op.BETWEEN:
            return min(
                _passes(Op.AT_LEAST, ends, point),
                _passes(Op.AT_MOST, ends, (bound.most, bound.most)),
            )
        case Op.MULTIPLE_OF:
            return _multiple(ends, bound.number)
        case _:
            return _passes(bound.op, ends, point)


def _passes(op: Op, ends: tuple[End, End], than: tuple[End, End]) -> Verdict:
    """Compare every number between two ends with every number between two others."""
    (low, high), (least, most) = ends, than
    match op:
        case Op.AT_LEAST:
            return _three(_is(low, ">=", most), _is(high, "<", least))
        case Op.MORE_THAN:
            return _three(_is(low, ">", most), _is(high, "<=", least))
        case Op.AT_MOST:
            return _three(_is(high, "<=", least), _is(low, ">", most))
        case Op.LESS_THAN:
            return _three(_is(high, "<", least), _is(low, ">=", most))
        case Op.IS | Op.IS_NOT:
            point = None not in (low, least) and low == high == least == most
            same = _three(point, _is(high, "<", least) or _is(low, ">", most))
            return same if op is Op.IS else swapped(same)
        case Op.ONE_OF | Op.NONE_OF | Op.BETWEEN | Op.MULTIPLE_OF:
            raise ValueError(f"not a comparison of two numbers: {op}")
        case _:
            assert_never(op)


def _three(surely: bool, surely_not: bool) -> Verdict:
    if surely:
        return Verdict.MET
    return Verdict.NOT_MET if surely_not else Verdict.UNKNOWN


def _is(one: End, sign: str, other: End) -> bool:
    """Whether one end surely stands so to another; an end without bound never does."""
    if one is None or other is None:
        return False
    match sign:
        case ">=":
            return _at_least(one, other)
        case "<=":
            return _at_least(other, one)
        case ">":
            return not _at_least(other, one)
        case _:
            return not _at_least(one, other)


def _multiple(ends: tuple[End, End], of: Number) -> Verdict:
    """Whether a whole number is a multiple; nought is none."""
    low, high = ends
    step = int(of)  # type: ignore[arg-type]  # lowering lets only whole numbers through
    least = max(1, int(low)) if isinstance(low, Fraction) else 1
    if low == high and isinstance(low, Fraction):
        return held(low >= 1 and low % step == 0)
    if isinstance(high, Fraction) and int(high) // step * step < least:
        return Verdict.NOT_MET
    return Verdict.UNKNOWN
