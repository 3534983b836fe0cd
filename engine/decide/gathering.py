"""What each subject's rows come to: one aggregate and one join for each relation.

Knows subjects and their relations; what a row adds is said by ``rows``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import ibis
from ibis.expr import operations as ops
from ibis.expr import types as ir

from ..conditions import Extreme, Other, Window
from . import bits
from .asked import EdgeOn, Gathered
from .frames import covers_column, on_axis
from .intervals import FALSE, NOTHING, TRUE, UNKNOWN, Ends
from .rows import (
    Asking,
    Numbers,
    asked_of_rows,
    cut_of,
    dated,
    is_latest,
    numbers,
    relation_of,
    window_of,
    year_ends,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the numbers of a node stand: the prefix of its columns."""

    prefix: str
    table: ir.Table

    def __getitem__(self, name: str) -> ir.Value:
        return self.table[f"{self.prefix}.{name}"]

    def count(self, name: str) -> ir.IntegerValue:
        """A number of rows: none, where there is no row."""
        return self[name].fill_null(0)


def with_cuts(subjects: ir.Table, rows: Mapping[str, ir.Table], by: Asking) -> ir.Table:
    """Add the years at which rows cut windows, of which there are some, before all else."""
    asked = [(cuts, rows[name]) for name in by.asked.relations if (cuts := by.cuts(name))]
    frame, added = _with_numbers(subjects, asked, by), dict[str, ir.Value]()
    for cut in (cut for cuts, _ in asked for cut in cuts):
        ends, name = extreme_ends(cut, frame, by), f"edge.{by.prefix(cut)}"
        added |= {f"{name}.low": ends.low, f"{name}.high": ends.high, f"{name}.exists": ends.exists}
    return frame.mutate(**added)


def gathered(frame: ir.Table, rows: Mapping[str, ir.Table], by: Asking) -> ir.Table:
    """Add what the rows of every relation come to; members come later.

    Parameters: ``frame`` are the subjects with their cuts.
    """
    edges = [name for name in frame.columns if name.startswith("edge.")]
    known = frame.select(frame["subject"].name("edge.of"), *edges)
    asked: list[tuple[Sequence[Gathered], ir.Table]] = []
    for relation in by.asked.relations:
        listed = by.asked.gathered[relation]
        nodes = [node for node in listed if not isinstance(node, EdgeOn)]
        table = rows[relation]
        if any(window_of(node) and window_of(node).edges for node in nodes):  # type: ignore[union-attr]
            table = table.left_join(known, [("subject", "edge.of")])
        if nodes:
            asked.append((nodes, table))
    return _with_numbers(frame, asked, by)


Asked: TypeAlias = Sequence[tuple[Sequence[Gathered], ir.Table]]
"""Nodes, and the table whose rows they go through."""


def _with_numbers(frame: ir.Table, asked: Asked, by: Asking) -> ir.Table:
    """Add the numbers of nodes by a single join, so that what is passed on is told once."""
    joined, keys = frame, set[str]()
    for nodes, table in asked:
        keys.add(of := f"of.{relation_of(nodes[0])}")
        joined = joined.left_join(_folded(nodes, table, frame, by, of), [("subject", of)])
    added = {
        _missing(node, by): _missing_years(joined, node, by)
        for nodes, _ in asked
        for node in nodes
        if relation_of(node) in by.yearly and window_of(node)
    }
    return joined.select(*(name for name in joined.columns if name not in keys), **added)


def _folded(
    nodes: Sequence[Gathered], table: ir.Table, frame: ir.Table, by: Asking, of: str
) -> ir.Table:
    """The numbers of nodes that go through the rows of one table, by its subjects."""
    relation = relation_of(nodes[0])
    table = asked_of_rows(nodes, table, by)
    found: Numbers = {}
    for node in nodes:
        found |= numbers(node, table, by)
    windows = [window for node in nodes if (window := window_of(node)) and relation in by.yearly]
    for window in windows:
        if (there := _there(relation, window)) not in frame.columns:
            found[there] = _certain_years(table, window)
    return table.group_by(table["subject"].name(of)).agg(**found)


def _there(relation: str, window: Window) -> str:
    return f"years.{relation}.{on_axis(f'{window.first}.{window.last}', window.axis)}"


def _missing(node: Gathered, by: Asking) -> str:
    return f"{by.prefix(node)}.missing"


def _certain_years(table: ir.Table, window: Window) -> ir.IntegerScalar:
    """The years of a window that have a certain row of exactly that year."""
    low, high = year_ends(table, window.axis)
    there = table["certain"] & (low == high) & low.between(window.first, window.last)
    year = ibis.cases((there, low), else_=window.last)
    return bits.bit_or(ibis.cases((there, bits.bit(year, window))))


def _missing_years(frame: ir.Table, node: Gathered, by: Asking) -> ir.IntegerValue:
    """The years in which a row is expected, may lie in the window, and is not certainly there."""
    window = dated(node)
    there = frame[_there(relation_of(node), window)].fill_null(0)
    joined, left = (frame[on_axis(name, window.axis)] for name in ("joined", "left"))
    missing = bits.span(joined, left, window) & (there ^ bits.full(window))
    if window.edges:
        missing &= open_years(frame, window, by)
    return missing


def open_years(frame: ir.Table, window: Window, by: Asking) -> ir.IntegerValue:
    """The years of a window that are not surely cut off."""
    left = ibis.literal(bits.full(window), "int64")
    for edge in window.edges:
        cut, step = cut_of(frame, EdgeOn(edge, window.axis), by), 1 - edge.included
        if edge is window.since:
            first = ibis.cases((cut.exists, cut.low + step), else_=NOTHING)
            left &= bits.span(first, NOTHING, window)
        else:
            last = ibis.cases((cut.exists, cut.high - step), else_=NOTHING)
            left &= bits.span(NOTHING, last, window)
    return left


def with_members(
    units: ir.Table, persons: ir.Table, nodes: Sequence[Gathered], by: Asking
) -> ir.Table:
    """Add what the members of a unit come to; who has no unit may be a member of any.

    Whoever may be anybody's member adds the same to every unit, so that it is counted once.
    """
    own = persons.filter(persons["unit"].notnull()).mutate(certain=TRUE)
    anybody = persons.filter(persons["unit"].isnull()).mutate(certain=FALSE)
    of = f"members.of.{len(units.columns)}"
    rows = asked_of_rows(nodes, own, by)
    summed = rows.group_by(rows["unit"].name(of)).agg(**_all_numbers(nodes, rows, by))
    shared = asked_of_rows(nodes, anybody, by)
    numbers_of = _all_numbers(nodes, shared, by)
    extra = shared.agg(**{f"{name}.anybody": number for name, number in numbers_of.items()})
    joined = units.left_join(summed, [("subject", of)]).cross_join(extra)
    both = {name: _added(number, name, joined) for name, number in numbers_of.items()}
    return joined.select(*units.columns, **both)


def _all_numbers(nodes: Sequence[Gathered], table: ir.Table, by: Asking) -> Numbers:
    return {name: number for node in nodes for name, number in numbers(node, table, by).items()}


def _added(number: ir.Scalar, name: str, joined: ir.Table) -> ir.Value:
    """One number of what two groups of rows come to, folded as each of them was."""
    one, other = joined[name], joined[f"{name}.anybody"]
    (fold,) = number.op().find(ops.Reduction)
    match fold:
        case ops.CountStar() | ops.Count() | ops.Sum():
            return one.fill_null(0) + other.fill_null(0)
        case ops.AggUDF():  # `bits.bit_or` is the only one
            return one.fill_null(0) | other.fill_null(0)
        case ops.Min() | ops.Max():
            best = ibis.least if isinstance(fold, ops.Min) else ibis.greatest
            return ibis.cases((one.isnull(), other), (other.isnull(), one), else_=best(one, other))
        case _:
            raise TypeError(f"cannot be folded: {type(fold).__name__}")


def missing_of(node: Gathered, frame: ir.Table, by: Asking) -> ir.IntegerValue | None:
    """The years without a row that may yet be meant; None where no row is expected."""
    name = _missing(node, by)
    if isinstance(node, Other) or name not in frame.columns:
        return None
    could_be = by.nothing(node.rows.where).fill_null(TRUE)
    return ibis.cases((could_be, frame[name].fill_null(0)), else_=0)


def extreme_ends(node: Extreme | EdgeOn, frame: ir.Table, by: Asking) -> Ends:
    """The greatest or least value, between what is surely there and what may be."""
    place = Place(by.prefix(node), frame)
    covered = frame[covers_column(node.rows.relation)]
    near, far, is_open = place["near"], place["far"], place.count("open") > 0
    maybe = place.count("maybe")
    if (missing := missing_of(node, frame, by)) is not None:
        maybe = maybe + bits.bit_count(missing)
        if isinstance(node, Extreme) and node.fact is not None:
            is_open = is_open | (missing != 0)
        else:
            far = _with_missing(node, far, missing)
    far = ibis.cases((covered & ~is_open, far), else_=NOTHING)
    exists = ibis.cases(
        (place.count("sure") > 0, TRUE), (covered & (maybe == 0), FALSE), else_=UNKNOWN
    )
    low, high = (near, far) if is_latest(node) else (far, near)
    return Ends(low, high, exists=exists)


def _with_missing(
    node: Extreme | EdgeOn, far: ir.IntegerValue, missing: ir.IntegerValue
) -> ir.IntegerValue:
    window = dated(node)
    year = bits.latest(missing, window) if is_latest(node) else bits.earliest(missing, window)
    both = ibis.greatest(far, year) if is_latest(node) else ibis.least(far, year)
    return ibis.cases((far.isnull(), year), (year.isnull(), far), else_=both)
