"""Say the expressions of a case that count, add up or measure time, as measures."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from engine.conditions import (
    Amount,
    Bound,
    Compare,
    Count,
    Day,
    Extreme,
    Known,
    Measure,
    Moment,
    Months,
    Op,
    Rows,
    Total,
)
from engine.facts import Row
from engine.findings import Verdict
from tests.outside.literals import is_exact, kind_of, number_of, scalar_of, value_of
from tests.outside.notes import MIRRORED, OPS, CannotBeSaidError, Notes, Way

MEASURES = ("count", "sum", "min", "max", "collect", "months_between", "years_between")
UNSAID = {
    "count_distinct": "no-distinct-values",
    "years_crossed": "no-turns-of-the-year",
    "months_crossed": "no-turns-of-the-year",
}
YEARS = {
    Op.IS: lambda k: Bound(Op.BETWEEN, Fraction(12 * k), most=Fraction(12 * k + 11)),
    Op.AT_LEAST: lambda k: Bound(Op.AT_LEAST, Fraction(12 * k)),
    Op.AT_MOST: lambda k: Bound(Op.LESS_THAN, Fraction(12 * k + 12)),
}
"""A number of complete years, one at least, as a bound for complete months."""


def measure(notes: Notes, ask: Any) -> Measure:
    """An expression that counts, adds up, or picks a number or a day."""
    match ask:
        case ["count", items]:
            return Count(rows_there(notes, items))
        case ["sum", [_, *items]]:
            return Total(Rows(notes.listed(items, "figure")), "figure")
        case ["min" | "max" as operator, [_, *items]]:
            kind = kind_of(*items)
            if kind == "word":
                raise CannotBeSaidError("no-order-of-texts")
            return Extreme(Rows(notes.listed(items, kind)), kind, operator == "max")
        case ["collect", operator, rows]:
            return _collected(notes, operator, rows)
        case ["months_between" | "years_between", start, end]:
            return Months(_moment(notes, start, Way.MEASURED), _moment(notes, end, Way.COMPARED))
        case [operator, *_] if operator in UNSAID:
            raise CannotBeSaidError(UNSAID[operator])
        case _:
            raise NotImplementedError(ask)


def rows_there(notes: Notes, items: Any) -> Rows:
    """The items that are not missing."""
    plain = items if items is None else items[1:]
    kind = kind_of(*(plain or ()))
    return Rows(notes.listed(plain, kind), Known(kind))


def _collected(notes: Notes, operator: str, rows: Sequence[Any]) -> Measure:
    """The rule compares one number with a limit in each row."""
    [(sign, number)] = {(row[0][0], row[0][1]) for row in rows}
    notes.rows["pairs"] = tuple(
        Row({"limit": value_of(limit), "output": value_of(output)})
        for (_, _, limit), output in rows
    )
    held = Rows("pairs", Compare("limit", MIRRORED[OPS[sign]], (scalar_of(number),)))
    match operator:
        case "count":
            return Count(held)
        case "sum":
            return Total(held, "output")
        case _:
            return Extreme(held, "output", operator == "max")


def _moment(notes: Notes, literal: Any, fixed: Way) -> Moment:
    """A day of the person, or in one of the ways a fixed one."""
    if notes.way is fixed and is_exact(literal):
        return Day(literal.first)
    return Amount(notes.fact(literal, "day"))


def bounds(notes: Notes, expect: Any, in_years: bool) -> Iterator[tuple[Bound, Verdict]]:
    """What a number must and must not pass to be the one expected, or to lie between two."""
    for op, number, verdict in _comparisons(expect):
        if in_years:
            yield YEARS[op](number), verdict
        elif notes.way is Way.AGAINST:
            fact = notes.fact(number, kind_of(number), "expected")
            yield Bound(op, against=Amount(fact)), verdict
        else:
            yield Bound(op, number_of(number)), verdict


def _comparisons(expect: Any) -> Iterator[tuple[Op, Any, Verdict]]:
    match expect:
        case None:
            yield Op.IS, 0, Verdict.UNKNOWN
        case {"low": low, "high": high}:
            yield Op.AT_LEAST, low, Verdict.MET
            yield Op.AT_MOST, high, Verdict.MET
            yield Op.IS, low, Verdict.UNKNOWN
            yield Op.IS, high, Verdict.UNKNOWN
        case _:
            yield Op.IS, expect, Verdict.MET
