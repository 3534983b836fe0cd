"""Find the numbers that would pass a bound, or fail it, near those that were found."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from ..conditions import Bound, Op
from ..facts import Scalar
from ..findings import Interval
from ..vocabulary import Vocabulary

Range = tuple[Fraction, Fraction | None]
"""The numbers that are wanted, from the least to the greatest; None is no greatest."""


_OPPOSITE = {
    Op.AT_LEAST: Op.LESS_THAN,
    Op.LESS_THAN: Op.AT_LEAST,
    Op.AT_MOST: Op.MORE_THAN,
    Op.MORE_THAN: Op.AT_MOST,
    Op.IS: Op.IS_NOT,
    Op.IS_NOT: Op.IS,
    Op.BETWEEN: Op.LESS_THAN,
}


def wanted_range(
    bound: Bound, want: bool, interval: Interval | None, whole: int = 1
) -> Range | None:
    """Numbers that pass a bound (or fail it), near those that were found; None if not known.

    Parameters: of a share, ``whole`` is how many rows there are, and parts of them are wanted.
    """
    if bound.against is not None or not isinstance(bound.number, Fraction) or interval is None:
        return None
    op, low = bound.op, interval.low if isinstance(interval.low, Fraction) else Fraction(0)
    if not want:
        if op not in _OPPOSITE:
            return None
        op = _OPPOSITE[op]
    number, most = bound.number * whole, bound.most
    upper = most * whole if isinstance(most, Fraction) else number
    step = max(1, ceil(low / number)) if op is Op.MULTIPLE_OF and number else 1
    ranges: dict[Op, Range] = {
        Op.AT_LEAST: (number, None),
        Op.MORE_THAN: (Fraction(floor(number) + 1), None),
        Op.AT_MOST: (Fraction(0), number),
        Op.LESS_THAN: (Fraction(0), Fraction(ceil(number) - 1)),
        Op.IS: (number, number),
        Op.IS_NOT: (Fraction(floor(number) + 1), None),
        Op.BETWEEN: (number, upper),
        Op.MULTIPLE_OF: (number * step, number * step),
    }
    least, greatest = ranges[op]
    return None if greatest is not None and greatest < 0 else (least, greatest)


def scalar_for(number: Fraction, fact: str, words: Vocabulary) -> Scalar | None:
    """A number as a cell of the fact would have it."""
    match words.fields[fact].type:
        case "integer" | "year":
            return ceil(number)
        case "number" if not 10**6 % number.denominator:
            return Decimal(number.numerator) / Decimal(number.denominator)
        case _:
            return None
