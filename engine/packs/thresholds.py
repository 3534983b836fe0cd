"""The thresholds of comparisons: which numbers decide, and on which side of them a number lies.

Knows comparisons and the range of what they compare, not where a pack writes them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from ..conditions import (
    Amount,
    Bound,
    Compare,
    Count,
    Extreme,
    Measure,
    Measured,
    Months,
    Op,
    Rows,
    Share,
    Streak,
    Total,
    Window,
    Years,
)
from ..decide.comparing import ends_of, number_of
from ..facts import Scalar
from ..findings import Interval, Number, Proof, Verdict
from ..vocabulary import Vocabulary

BELOW, AT, ABOVE = SIDES = ("below", "at", "above")
"""Where a number can lie."""


@dataclass(frozen=True, slots=True)
class Line:
    """The numbers that a measure or a fact can be: steps of one, from least to most.

    Days and places in a scale go in ``steps`` like whole numbers. None has no end.
    """

    steps: bool
    least: Fraction | None = Fraction(0)
    most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that decides, as people write it, on the line of what is compared with it."""

    text: str
    number: Number
    line: Line

    def sides(self) -> Iterator[str]:
        """The sides on which there is a number at all; for steps, the next one."""
        at, line = _on_line(self.number), self.line
        below, above = (ceil(at) - 1, floor(at) + 1) if line.steps else (at, at)
        if line.least is None or (below >= line.least if line.steps else below > line.least):
            yield BELOW
        if at.denominator == 1 or not line.steps:
            yield AT
        if line.most is None or (above <= line.most if line.steps else above < line.most):
            yield ABOVE

    def side(self, number: Number) -> str | None:
        """On which side a number lies; None where another number is nearer on that side."""
        away = _on_line(number) - _on_line(self.number)
        if away == 0:
            return AT
        if self.line.steps and abs(away) > 1:
            return None
        return BELOW if away < 0 else ABOVE


def _on_line(number: Number) -> Fraction:
    return Fraction(number.toordinal()) if isinstance(number, date) else number


def thresholds(condition: Compare | Measured, vocabulary: Vocabulary) -> tuple[Threshold, ...]:
    """The numbers that a comparison turns on; truth, texts and scales without order have none."""
    match condition:
        case Compare(_, _, operands, order):
            return tuple(_of_fact(each, order) for each in operands if _has_order(each, order))
        case Measured(_, bound) if bound.against is not None:
            return ()
        case Measured(measure, bound):
            ends = [bound.number, *([] if bound.most is None else [bound.most])]
            line = _line(measure, bound, vocabulary)
            return tuple(Threshold(_shown(end, measure), end, line) for end in ends)
        case _:
            assert_never(condition)


def _has_order(operand: Scalar, order: tuple[str, ...]) -> bool:
    return bool(order) or (
        isinstance(operand, int | Decimal | date) and not isinstance(operand, bool)
    )


def _of_fact(operand: Scalar, order: tuple[str, ...]) -> Threshold:
    number = number_of(operand, order)
    assert number is not None  # an operand is always there
    if order:
        return Threshold(str(operand), number, _places(order))
    if isinstance(operand, date):
        return Threshold(str(operand), number, _DAYS)
    return Threshold(str(operand), number, Line(steps=isinstance(operand, int)))


_DAYS = Line(steps=True, least=None)


def _places(order: tuple[str, ...]) -> Line:
    return Line(steps=True, most=Fraction(len(order) - 1))


def _line(measure: Measure, bound: Bound, vocabulary: Vocabulary) -> Line:
    """The numbers that a measure can be; of a count that asks for any at all, one is the most."""
    match measure:
        case Count(rows):
            is_some = (bound.op, bound.number, bound.parameter) == (Op.AT_LEAST, Fraction(1), None)
            return Line(True, most=Fraction(1) if is_some else _most_rows(rows, vocabulary))
        case Years(rows) | Streak(rows):
            return Line(True, most=_length(rows.window))
        case Share():
            return Line(False, most=Fraction(1))
        case Months():
            return Line(True, least=None)
        case Total(naturals=naturals):
            return Line(naturals)
        case Extreme(fact=None):
            return _years_of(measure.rows.window)
        case Extreme(order=order) if order:
            return _places(order)
        case Extreme(fact=fact) | Amount(fact):
            if isinstance(bound.number, date):
                return _DAYS
            return Line(vocabulary.fields[fact or ""].type == "integer")
        case _:
            assert_never(measure)


def _most_rows(rows: Rows, vocabulary: Vocabulary) -> Fraction | None:
    """A relation that has a row a year has no more rows than the window has years."""
    kinds = {sheet.id: sheet.kind for sheet in vocabulary.sheets}
    return _length(rows.window) if kinds.get(rows.relation) == "yearly" else None


def _length(window: Window | None) -> Fraction | None:
    return None if window is None else Fraction(len(window.years))


def _years_of(window: Window | None) -> Line:
    if window is None:
        return Line(True, least=None)
    return Line(True, Fraction(window.first), Fraction(window.last))


def _shown(number: Number, measure: Measure) -> str:
    """A number as a pack would write it."""
    if isinstance(number, date):
        return str(number)
    if isinstance(measure, Extreme) and measure.order:
        return measure.order[int(number)]
    if isinstance(measure, Share) and (100 * number).denominator == 1:
        return f"{100 * number}%"
    return str(number)


def measured(proof: Proof) -> Number | None:
    """The number that a comparison looked at; None where it is not known exactly."""
    match proof.condition:
        case Compare(order=order) if proof.value is not None:
            low, high = ends_of(proof.value, order)
            return low if low == high else None
        case Measured():
            return exactly(proof.interval)
        case _:
            return None


def exactly(interval: Interval | None) -> Number | None:
    """The only number of an interval, where there surely is something to measure."""
    if interval is None or interval.exists is not Verdict.MET or interval.low != interval.high:
        return None
    return interval.low
