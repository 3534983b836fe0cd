"""What each subject's rows come to: one aggregate and one join for each relation.

Knows subjects and their relations; what a row adds is said by ``rows``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
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
    """Add the years at which rows cut windows, where any do."""
    frame = subjects
    for relation in by.asked.relations:
        if cuts := by.cuts(relation):
            frame = _with_numbers(frame, rows[relation], cuts, by)
    added: dict[str, ir.Value] = {}
    for cut in (cut for relation in by.asked.relations for cut in by.cuts(relation)):
        ends, name = extreme_ends(cut, frame, by), f"edge.{by.prefix(cut)}"
        added |= {f"{name}.low": ends.low, f"{name}.high": ends.high, f"{name}.exists": ends.exists}
    return frame.mutate(**added) if added else frame


def gathered(subjects: ir.Table, rows: Mapping[str, ir.Table], by: Asking) -> ir.Table:
    """Add what the rows of every relation come to; members come later."""
    frame = with_cuts(subjects, rows, by)
    edges = [name for name in frame.columns if name.startswith("edge.")]
    known = frame.select(frame["subject"].name("edge.of"), *edges)
    for relation in by.asked.relations:
        listed = by.asked.gathered[relation]
        nodes = [node for node in listed if not isinstance(node, EdgeOn)]
        table = rows[relation]
        if any(window_of(node) and window_of(node).edges for node in nodes):  # type: ignore[union-attr]
            table = table.left_join(known, [("subject", "edge.of")])
        if nodes:
            frame = _with_numbers(frame, table, nodes, by)
    return frame


def _with_numbers(
    frame: ir.Table, table: ir.Table, nodes: Sequence[Gathered], by: Asking
) -> ir.Table:
    """Add the numbers of nodes that go through the rows of one table."""
    relation = relation_of(nodes[0])
    table = asked_of_rows(nodes, table, by)
    found: Numbers = {}
    for node in nodes:
        found |= numbers(node, table, by)
    windows = [window for node in nodes if (window := window_of(node)) and relation in by.yearly]
    for window in windows:
        if (there := _there(relation, window)) not in frame.columns:
            found[there] = _certain_years(table, window)
    of = f"{relation}.of.{len(frame.columns)}"
    summed = table.group_by(table["subject"].name(of)).agg(**found)
    joined = frame.left_join(summed, [("subject", of)]).drop(of)
    added = {
        _missing(node, by): _missing_years(joined, node, by)
        for node in nodes
        if relation in by.yearly and window_of(node)
    }
    return joined.mutate(**added) if added else joined


def _there(relation: str, window: Window) -> str:
    return f"years.{relation}.{on_axis(f'{window.first}.{window.last}', window.axis)}"


def _missing(node: Gathered, by: Asking) -> str:
    return f"{by.prefix(node)}.missing"


def _certain_years(table: ir.Table, window: Window) -> ir.IntegerScalar:
    """The years of a window that have a certain row of exactly that year."""
    low, high = year_ends(table, window.axis)
    there = table["certain"] & (low == high) & low.between(window.first, window.last)
    year = ibis.cases((there, low), else_=window.last)
    return ibis.cases((there, bits.bit(year, window))).bit_or()


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
    """Add what the members of a unit come to; who has no unit may be a member of any."""
    own = persons.filter(persons["unit"].notnull())
    own = own.mutate(**{"members.of": own["unit"], "certain": TRUE})
    every = units.select(units["subject"].name("members.of"))
    anybody = every.cross_join(persons.filter(persons["unit"].isnull())).mutate(certain=FALSE)
    table = asked_of_rows(nodes, ibis.union(own, anybody.select(*own.columns)), by)
    found: Numbers = {}
    for node in nodes:
        found |= numbers(node, table, by)
    of = f"members.of.{len(units.columns)}"
    summed = table.group_by(table["members.of"].name(of)).agg(**found)
    return units.left_join(summed, [("subject", of)]).drop(of)


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
