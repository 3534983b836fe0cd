"""Measures as ends: what the rows of a subject, or its own facts, come to.

Knows tables and their columns, not conditions; these are asked through the scope.
"""

from dataclasses import replace
from typing import TypeAlias, assert_never

import ibis
from ibis.expr import types as ir

from ..conditions import (
    Amount,
    Count,
    Day,
    Every,
    Extreme,
    Measure,
    Moment,
    Months,
    Share,
    Streak,
    Total,
    Years,
)
from . import bits
from .asked import EdgeOn, RowMeasure
from .frames import (
    MILLION,
    covers_column,
    day_number,
    unit_of,
)
from .gathering import Place, extreme_ends, missing_of, open_years
from .intervals import (
    FALSE,
    NOTHING,
    TRUE,
    UNKNOWN,
    DayNumber,
    Ends,
    months,
)
from .rows import dated
from .table import TableScope, fact_ends_of


def point(number: int) -> Ends:
    """A fixed whole number."""
    literal = ibis.literal(number, "int64")
    return Ends(literal, literal)


def measure(node: Measure, scope: TableScope) -> Ends:
    """The least and the greatest that a measure may be."""
    if (kept := _kept(node, scope)) is not None:
        return kept
    match node:
        case Amount(fact):
            return _per(fact_ends_of(fact, scope), node, scope)
        case Months():
            return _months(node, scope)
        case Count():
            return _count(node, scope)
        case Share():
            return _share(node, scope)
        case Total():
            return _per(_total(node, scope), node, scope)
        case Extreme():
            return _per(extreme_ends(node, scope.table, scope.asking), node, scope)
        case Years() | Streak():
            return _years(node, scope)
        case _:
            assert_never(node)


def columns_of(node: RowMeasure | Months, scope: TableScope) -> dict[str, ir.Value]:
    """The ends of a measure as columns, to be kept beside a subject."""
    ends, prefix = measure(node, scope), _prefix(node, scope)
    columns = {f"{prefix}.low": ends.low, f"{prefix}.high": ends.high}
    columns[f"{prefix}.exists"] = ends.exists
    if not isinstance(ends.per_low, int) and not isinstance(ends.per_high, int):
        columns |= {f"{prefix}.per_low": ends.per_low, f"{prefix}.per_high": ends.per_high}
    return columns


def _prefix(node: RowMeasure | Months, scope: TableScope) -> str:
    if not isinstance(node, Months):
        return f"ends.{scope.asking.prefix(node)}"
    spans = scope.asked.spans
    return f"ends.months.{spans.index(node)}" if node in spans else "ends.of.rows"


def _kept(node: Measure, scope: TableScope) -> Ends | None:
    """The ends of a measure that stand beside its subject already."""
    if isinstance(node, Amount):
        return None
    prefix = _prefix(node, scope)
    if f"{prefix}.low" not in scope.table.columns:
        return None
    low, high, exists = (scope.table[f"{prefix}.{name}"] for name in ("low", "high", "exists"))
    if isinstance(node, Share):
        per_low, per_high = (scope.table[f"{prefix}.per_{end}"] for end in ("low", "high"))
        return Ends(low, high, per_low, per_high, exists)
    ends = Ends(low, high, exists=exists)
    return _per(ends, node, scope) if isinstance(node, Total | Extreme) else ends


def _per(ends: Ends, node: Amount | Total | Extreme, scope: TableScope) -> Ends:
    if unit_of(node, scope.vocabulary) != "decimal":
        return ends
    return replace(ends, per_low=MILLION, per_high=MILLION)


Days: TypeAlias = "tuple[DayNumber, DayNumber]"


def _months(node: Months, scope: TableScope) -> Ends:
    (early, late), exists = _moment(node.start, scope)
    (first, last), there = _moment(node.end, scope)
    return Ends(_between(late, first), _between(early, last), exists=exists & there)


def _between(start: DayNumber, end: DayNumber) -> ir.IntegerValue:
    found = months(start, end)
    return ibis.literal(found, "int64") if isinstance(found, int) else found


def _moment(
    moment: Moment, scope: TableScope
) -> tuple[tuple[DayNumber, DayNumber], ir.BooleanValue]:
    """The first and the last day that a moment may be, and whether there is one."""
    if isinstance(moment, Day):
        day = day_number(moment.day)
        return (day, day), TRUE
    ends = measure(moment, scope)
    return (ends.low, ends.high), ends.exists


def place_of(node: RowMeasure | Every, scope: TableScope) -> Place:
    """Where the numbers of a node stand."""
    return Place(scope.asking.prefix(node), scope.table)


def covered_of(node: RowMeasure | Every, scope: TableScope) -> ir.BooleanValue:
    """Whether the rows that a node goes through were handed in."""
    return scope.table[covers_column(node.rows.relation)]


def _count(node: Count, scope: TableScope) -> Ends:
    place = place_of(node, scope)
    high = place.count("maybe")
    if (missing := missing_of(node, scope.table, scope.asking)) is not None:
        high = high + bits.bit_count(missing)
    return Ends(place.count("sure"), ibis.cases((covered_of(node, scope), high), else_=NOTHING))


def _share(node: Share, scope: TableScope) -> Ends:
    place, covered, asking = place_of(node, scope), covered_of(node, scope), scope.asking
    against, most, maybe = (place.count(name) for name in ("against", "most", "maybe"))
    if (missing := missing_of(node, scope.table, asking)) is not None:
        rows, said = bits.bit_count(missing), asking.nothing(node.part)
        maybe = maybe + rows
        against = against + ibis.cases((said, 0), else_=rows)
        most = most + ibis.cases((said.fill_null(TRUE), rows), else_=0)
    least, without = place.count("least"), place.count("without")
    exists = ibis.cases(
        (place.count("sure") > 0, TRUE), (covered & (maybe == 0), FALSE), else_=UNKNOWN
    )
    is_told = covered & exists.fill_null(TRUE)
    return Ends(
        ibis.cases((is_told, least), else_=0),
        ibis.cases((is_told, most), else_=1),
        ibis.cases((is_told, ibis.greatest(least + against, 1)), else_=1),
        ibis.cases((is_told, ibis.greatest(most + without, 1)), else_=1),
        exists,
    )


def _total(node: Total, scope: TableScope) -> Ends:
    place, covered = place_of(node, scope), covered_of(node, scope)
    low_open, high_open = place.count("low_open"), place.count("high_open")
    if (missing := missing_of(node, scope.table, scope.asking)) is not None:
        high_open = high_open + bits.bit_count(missing)
        low_open = low_open if node.naturals else low_open + bits.bit_count(missing)
    is_low = (low_open == 0) if node.naturals else (low_open == 0) & covered
    return Ends(
        ibis.cases((is_low, place.count("low")), else_=NOTHING),
        ibis.cases(((high_open == 0) & covered, place.count("high")), else_=NOTHING),
    )


def _years(node: Years | Streak, scope: TableScope) -> Ends:
    window, place, covered = dated(node), place_of(node, scope), covered_of(node, scope)
    exact, may, there = (place.count(name) for name in ("exact", "may", "there"))
    if (missing := missing_of(node, scope.table, scope.asking)) is not None:
        exact, may = exact | missing, may | missing
    every = open_years(scope.table, window, scope.asking)
    size = bits.bit_count(every)
    most = ibis.least(bits.bit_count(exact) + place.count("loose"), size)
    most = ibis.cases((covered, most), else_=size)
    if isinstance(node, Years):
        return Ends(bits.bit_count(there), most)
    may = ibis.cases((covered, may & every), else_=every)
    shift = _shift(node, scope)
    low = ibis.cases((shift.notnull(), bits.run(there, shift.fill_null(0), window)), else_=0)
    run = ibis.least(bits.run(may, shift.fill_null(0), window), most)
    return Ends(low, ibis.cases((shift.notnull(), run), else_=most))


def _shift(node: Streak, scope: TableScope) -> ir.IntegerValue:
    """How many years before the end of the window to count back from; null where it is open."""
    window = dated(node)
    if window.until is None:
        return ibis.literal(0, "int64")
    name = f"edge.{scope.asking.prefix(EdgeOn(window.until, window.axis))}"
    low, high, exists = (scope.table[f"{name}.{each}"] for each in ("low", "high", "exists"))
    end = low - (0 if window.until.included else 1)
    shift = ibis.greatest(window.last - end, 0)
    return ibis.cases((~exists, 0), (exists & (low == high), shift), else_=NOTHING)
