"""Intervals as columns: two ends, each a whole number over a denominator, null without bound.

The logic of SQL is Kleene's with null as unknown. Knows no rows and no conditions.
"""

from calendar import monthrange
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

import ibis
from ibis.expr import types as ir

from ..conditions import Op

TRUE, FALSE, UNKNOWN = ibis.literal(True), ibis.literal(False), ibis.null("boolean")
NOTHING = ibis.literal(0, "int64").nullif(0)
"""An end without bound; not a plain null, for ibis takes ``x == null`` to ask whether x is."""

Per: TypeAlias = "int | ir.IntegerValue"
"""A denominator: a fixed one, or one in every row."""

DayNumber: TypeAlias = "int | ir.IntegerValue"
"""A day written as eight digits, or a number made of it: fixed, or one in every row."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The least and the greatest that a measure may be, and whether there is anything.

    ``per_low`` and ``per_high`` are the denominators; ``exists`` is null where it is open.
    """

    low: ir.IntegerValue
    high: ir.IntegerValue
    per_low: Per = 1
    per_high: Per = 1
    exists: ir.BooleanValue = TRUE


def passes(op: Op, one: Ends, other: Ends) -> ir.BooleanValue:
    """Compare every number between two ends with every number between two others."""
    match op:
        case Op.AT_LEAST:
            return _three(_at_least(*_lowest(one), *_highest(other)), _below(one, other))
        case Op.MORE_THAN:
            surely = ~_at_least(*_highest(other), *_lowest(one))
            return _three(surely, _at_least(*_lowest(other), *_highest(one)))
        case Op.AT_MOST:
            return passes(Op.AT_LEAST, other, one)
        case Op.LESS_THAN:
            return passes(Op.MORE_THAN, other, one)
        case Op.IS:
            points = [
                _same(*_lowest(one), *_highest(one)),
                _same(*_lowest(other), *_highest(other)),
            ]
            equal = ibis.and_(*points, _same(*_lowest(one), *_lowest(other)))
            return _three(equal, _below(one, other).fill_null(FALSE) | _below(other, one))
        case Op.IS_NOT:
            return ~passes(Op.IS, one, other)
        case _:
            raise ValueError(f"not a comparison of two numbers: {op}")


def _below(one: Ends, other: Ends) -> ir.BooleanValue:
    return ~_at_least(*_highest(one), *_lowest(other))


def _lowest(ends: Ends) -> tuple[ir.IntegerValue, Per]:
    return ends.low, ends.per_low


def _highest(ends: Ends) -> tuple[ir.IntegerValue, Per]:
    return ends.high, ends.per_high


def _three(surely: ir.BooleanValue, surely_not: ir.BooleanValue) -> ir.BooleanValue:
    return ibis.cases((surely, TRUE), (surely_not, FALSE), else_=UNKNOWN)


def _at_least(
    one: ir.IntegerValue, per_one: Per, other: ir.IntegerValue, per_other: Per
) -> ir.BooleanValue:
    if isinstance(per_one, int) and isinstance(per_other, int) and per_one == per_other:
        return one >= other
    return _times(one, per_other) >= _times(other, per_one)


def _same(
    one: ir.IntegerValue, per_one: Per, other: ir.IntegerValue, per_other: Per
) -> ir.BooleanValue:
    if isinstance(per_one, int) and isinstance(per_other, int) and per_one == per_other:
        return one == other
    return _times(one, per_other) == _times(other, per_one)


def _times(number: ir.IntegerValue, per: Per) -> ir.Value:
    """Products of large numbers need more digits than a whole number has."""
    factor = ibis.literal(per, "int64") if isinstance(per, int) else per
    return number.cast("decimal(19, 0)") * factor.cast("decimal(19, 0)")


def number(exact: Fraction, per: int = 1) -> tuple[Ends, Ends]:
    """A fixed number to compare with whole numbers over a fixed denominator.

    Returns: the number for ``at_least`` and ``less_than``, and that for ``at_most`` and
    ``more_than``; they differ where no whole number is the number.
    """
    up, down = ceil(exact * per), floor(exact * per)
    return _fixed(up, per), _fixed(down, per)


def _fixed(whole: int, per: int) -> Ends:
    literal = ibis.literal(whole, "int64")
    return Ends(literal, literal, per, per)


def passes_number(op: Op, ends: Ends, exact: Fraction) -> ir.BooleanValue:
    """Compare ends with a fixed number, in whole numbers where that is possible."""
    if not (isinstance(ends.per_low, int) and ends.per_low == ends.per_high):
        top = ibis.literal(exact.numerator, "int64")
        return passes(op, ends, Ends(top, top, exact.denominator, exact.denominator))
    up, down = number(exact, ends.per_low)
    if op in (Op.IS, Op.IS_NOT):
        if up.low.equals(down.low):
            return passes(op, ends, up)
        between = passes(Op.AT_MOST, ends, down).fill_null(FALSE)
        outside = between | passes(Op.AT_LEAST, ends, up).fill_null(FALSE)
        same = ibis.cases((outside | (ends.low == ends.high), FALSE), else_=UNKNOWN)
        return same if op is Op.IS else ~same
    return passes(op, ends, up if op in (Op.AT_LEAST, Op.LESS_THAN) else down)


def multiple_of(step: int, ends: Ends) -> ir.BooleanValue:
    """Whether a whole number is a multiple; nought is none."""
    low, high = ends.low, ends.high
    least = ibis.greatest(low.fill_null(1), 1)
    none_there = (high - high % step) < least
    point = ibis.cases(((low >= 1) & (low % step == 0), TRUE), else_=FALSE)
    return ibis.cases((low == high, point), (high < 1, FALSE), (none_there, FALSE), else_=UNKNOWN)


def where_there(
    verdict: ir.BooleanValue, exists: ir.BooleanValue, if_none: bool | None
) -> ir.BooleanValue:
    """What holds where there may be nothing to measure."""
    if if_none is None:
        return ibis.cases((exists, verdict), else_=UNKNOWN)
    nothing = TRUE if if_none else FALSE
    agrees = verdict if if_none else ~verdict
    return ibis.cases((exists, verdict), (~exists, nothing), (agrees, nothing), else_=UNKNOWN)


def degree(verdict: ir.BooleanValue) -> Ends:
    """1 for met, 0 for not met; unknown may be either."""
    low, high = (verdict.fill_null(each).cast("int64") for each in (FALSE, TRUE))
    return Ends(low, high)


def months(start: DayNumber, end: DayNumber) -> DayNumber:
    """The complete months between two days.

    Days are counted as if each month had 32, so that whole months are what is left of a
    difference; the last day of a month stands for every day that the month does not have.
    """
    forward = (_counted(end, True) - _counted(start, False)) // _DAYS
    backward = -((_counted(start, True) - _counted(end, False)) // _DAYS)
    if isinstance(start, int) and isinstance(end, int):
        return backward if end < start else forward
    return ibis.cases((end < start, backward), else_=forward)


_DAYS = 32


def _counted(day: DayNumber, as_end: bool) -> DayNumber:
    of_month = (day // 10_000 * 12 + day // 100 % 100) * _DAYS
    if not as_end:
        return of_month + day % 100
    if isinstance(day, int):
        year, month = divmod(day // 100, 100)
        is_last = monthrange(year, month)[1] == day % 100
        return of_month + (31 if is_last else day % 100)
    return of_month + ibis.cases((_is_last_day(day), 31), else_=day % 100)


def _is_last_day(day: ir.IntegerValue) -> ir.BooleanValue:
    """Whether a day of eight digits is the last one of its month."""
    year, month = day // 10_000, (day // 100) % 100
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    february = ibis.cases((leap, 29), else_=28)
    last = ibis.cases((month == 2, february), (month.isin([4, 6, 9, 11]), 30), else_=31)
    return day % 100 == last
