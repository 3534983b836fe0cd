"""Years of a window as the bits of one whole number, the last year first.

Sets of years can so be gathered by one aggregate, and runs of years counted without a loop.
"""

import ibis
from ibis.expr import types as ir

from ..conditions import Window


@ibis.udf.scalar.builtin(name="bit_count", signature=(("int64",), "int8"))
def _bit_count(number):  # type: ignore[no-untyped-def]
    """Every engine has it under this name, but not of the same width."""


def bit_count(number: ir.IntegerValue) -> ir.IntegerValue:
    """How many bits are set."""
    counted: ir.IntegerValue = _bit_count(number).cast("int64")
    return counted


@ibis.udf.agg.builtin  # type: ignore[untyped-decorator]
def bit_or(numbers: int) -> int:  # type: ignore[empty-body]
    """The bits that are set in any of some numbers; every engine has it under this name."""


def full(window: Window) -> int:
    """All years of a window."""
    return (1 << len(window.years)) - 1


def bit(year: ir.IntegerValue, window: Window) -> ir.IntegerValue:
    """One year inside the window."""
    return _power(window.last - year)


def _power(number: ir.IntegerValue) -> ir.IntegerValue:
    """Two to the power of a number below 63; engines take a plain one for 32 bits wide."""
    return ibis.literal(1 << 62, "int64") >> (62 - number)


def span(first: ir.IntegerValue, last: ir.IntegerValue, window: Window) -> ir.IntegerValue:
    """The years of the window from first to last; null is an open end."""
    n = len(window.years)
    lowest = _clamped(window.last - last.fill_null(window.last), n)  # bit of the last year
    highest = _clamped(window.last - first.fill_null(window.first) + 1, n)
    whole = _ones(highest) - _ones(lowest)
    return ibis.greatest(whole, 0)


def _ones(number: ir.IntegerValue) -> ir.IntegerValue:
    return _power(number) - 1


def _clamped(number: ir.IntegerValue, most: int) -> ir.IntegerValue:
    return ibis.least(ibis.greatest(number, 0), most).cast("int64")


def run(years: ir.IntegerValue, shift: ir.IntegerValue, window: Window) -> ir.IntegerValue:
    """Length of the unbroken run that ends so many years before the end of the window."""
    rest = years >> _clamped(shift, len(window.years))
    return bit_count(rest ^ (rest + 1)) - 1


def latest(years: ir.IntegerValue, window: Window) -> ir.IntegerValue:
    """The last of some years; null where there is none."""
    lowest = bit_count(years ^ (years - 1)) - 1
    return ibis.cases((years > 0, window.last - lowest))


def earliest(years: ir.IntegerValue, window: Window) -> ir.IntegerValue:
    """The first of some years; null where there is none."""
    upper = years >> _HALF
    return ibis.cases(
        (upper > 0, window.last - _HALF - _highest(upper)),
        (years > 0, window.last - _highest(years)),
    )


_HALF = 30
"""Logarithms of numbers of so many bits are exact enough to be cut to whole ones."""


def _highest(number: ir.IntegerValue) -> ir.IntegerValue:
    return number.log2().floor().cast("int64")
