"""Comparisons and numbers where everything is known, counted out one by one."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import Any, TypeAlias

from engine.conditions import Bound, Op

Number: TypeAlias = Fraction | date | None
"""What a measure is; None where there is nothing to measure."""

TESTS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.IS: eq,
    Op.IS_NOT: ne,
    Op.AT_LEAST: ge,
    Op.AT_MOST: le,
    Op.MORE_THAN: gt,
    Op.LESS_THAN: lt,
}


def compares(found: Any, op: Op, operands: Sequence[Any], order: Sequence[str]) -> bool:
    if order:
        found, operands = order.index(found), [order.index(operand) for operand in operands]
    match op:
        case Op.ONE_OF:
            return bool(found in operands)
        case Op.NONE_OF:
            return bool(found not in operands)
        case Op.BETWEEN:
            return bool(operands[0] <= found <= operands[1])
        case _:
            return bool(TESTS[op](found, operands[0]))


def is_within(found: Any, bound: Bound, number: Any) -> bool:
    match bound.op:
        case Op.BETWEEN:
            return bool(number <= found <= bound.most)
        case Op.MULTIPLE_OF:
            return bool(found > 0 and (found / number).denominator == 1)
        case _:
            return TESTS[bound.op](found, number)


def run_of(years: set[int], last: int) -> int:
    length = 0
    while last - length in years:
        length += 1
    return length


def number_of(scalar: Any, order: Sequence[str] = ()) -> Number:
    if isinstance(scalar, date):
        return scalar
    return Fraction(order.index(scalar)) if order else Fraction(scalar)


def months_between(start: Number, end: Number) -> Number:
    return None if start is None or end is None else Fraction(_complete_months(start, end))


@lru_cache(maxsize=4096)
def _complete_months(start: Any, end: Any) -> int:
    """How many months after the first day are over by the second, counted one by one."""
    if end < start:
        return -_complete_months(end, start)
    number = 0
    while _months_after(start, number + 1) <= end:
        number += 1
    return number


def _months_after(day: date, number: int) -> date:
    """The same day of a later month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
