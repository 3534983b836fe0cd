"""What one row of a relation, or one member, adds to the numbers of its subject.

Knows how rows fold into numbers, not what is asked of them; ``expressions`` asks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

import ibis
from ibis.expr import types as ir

from ..conditions import (
    MEMBERS,
    Condition,
    Count,
    Every,
    Extreme,
    Other,
    Share,
    Streak,
    Total,
    Window,
    Years,
)
from ..facts import Axis
from . import bits
from .asked import EdgeOn, Gathered, Reads
from .frames import fact_column, on_axis
from .intervals import FALSE, TRUE, UNKNOWN, Ends

Ask: TypeAlias = Callable[[Condition, ir.Table | None], ir.BooleanValue]
"""Asks a condition of the rows of a table, or of a row that nobody wrote; null is unknown."""

Numbers: TypeAlias = dict[str, ir.Scalar]


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of one kind of subject, how, and in which relations a row a year is due."""

    asked: Reads
    ask: Ask
    yearly: frozenset[str]

    def prefix(self, node: Gathered) -> str:
        """The name under which the numbers of a node are kept."""
        relation = MEMBERS if isinstance(node, Other) else node.rows.relation
        return f"{relation}.{self.asked.gathered[relation].index(node)}"

    def cuts(self, relation: str) -> list[EdgeOn]:
        """The cuts that the rows of a relation make."""
        return [node for node in self.asked.gathered[relation] if isinstance(node, EdgeOn)]

    def nothing(self, condition: Condition | None) -> ir.BooleanValue:
        """What a condition says of a row that is expected, but that nobody wrote."""
        return TRUE if condition is None else self.ask(condition, None)


def relation_of(node: Gathered) -> str:
    """The relation whose rows a node goes through."""
    return MEMBERS if isinstance(node, Other) else node.rows.relation


def window_of(node: Gathered) -> Window | None:
    """The years that a node goes through, if it has any."""
    return None if isinstance(node, Other) else node.rows.window


def dated(node: Gathered) -> Window:
    """The window of a node that goes by years."""
    window = window_of(node)
    if window is None:
        raise ValueError(f"years of {relation_of(node)} need a window")
    return window


def selected(node: Gathered, table: ir.Table, by: Asking) -> ir.BooleanValue:
    """Whether a row is meant: inside the window, and ``where`` met."""
    if isinstance(node, Other):
        return table[fact_column(node.heads)]
    window, where = node.rows.window, node.rows.where
    inside = TRUE if window is None else _inside(table, window, by)
    return inside if where is None else inside & by.ask(where, table)


def _inside(table: ir.Table, window: Window, by: Asking) -> ir.BooleanValue:
    """Whether a row lies in a window, as far as its year and the cuts are known."""
    low, high = year_ends(table, window.axis)
    within = ibis.cases(
        ((low >= window.first) & (high <= window.last), TRUE),
        ((high < window.first) | (low > window.last), FALSE),
        else_=UNKNOWN,
    )
    for edge in window.edges:
        cut, step = cut_of(table, EdgeOn(edge, window.axis), by), 1 - edge.included
        if edge is window.since:
            sure, sure_not = low >= cut.high + step, high < cut.low + step
        else:
            sure, sure_not = high <= cut.low - step, low > cut.high - step
        within &= ibis.cases(
            (~cut.exists, TRUE), (sure, TRUE), (cut.exists & sure_not, FALSE), else_=UNKNOWN
        )
    return within


def year_ends(table: ir.Table, axis: Axis) -> tuple[ir.IntegerValue, ir.IntegerValue]:
    """The first and the last year that a row may be of."""
    return table[on_axis("year.low", axis)], table[on_axis("year.high", axis)]


def cut_of(table: ir.Table, cut: EdgeOn, by: Asking) -> Ends:
    """The year at which rows cut a window, as it stands in a table."""
    name = f"edge.{by.prefix(cut)}"
    return Ends(table[f"{name}.low"], table[f"{name}.high"], exists=table[f"{name}.exists"])


def asked_of_rows(nodes: Sequence[Gathered], table: ir.Table, by: Asking) -> ir.Table:
    """What each row says to each node, so that it is written out once, and what is folded."""
    said: dict[str, ir.BooleanValue] = {}
    folded = {"unit" if MEMBERS in map(relation_of, nodes) else "subject", "certain"}
    for node in nodes:
        prefix = by.prefix(node)
        # Never null: it makes a column of what is the same for every row.
        there = table["certain"].notnull()
        said[f"{prefix}.chosen"] = selected(node, table, by) & there
        match node:
            case Share(_, asked) | Every(_, asked) | Other(condition=asked):
                said[f"{prefix}.said"] = by.ask(asked, table) & there
        folded |= _folded(node)
    return table.select(*(name for name in table.columns if name in folded), **said)


def _folded(node: Gathered) -> set[str]:
    """The columns of rows that the numbers of a node are made of."""
    found = set[str]()
    if isinstance(node, Total | Extreme) and node.fact is not None:
        found |= {f"{fact_column(node.fact)}.low", f"{fact_column(node.fact)}.high"}
    elif isinstance(node, Extreme | EdgeOn):
        found |= {on_axis("year.low", node.axis), on_axis("year.high", node.axis)}
    if (window := window_of(node)) is not None:
        found |= {on_axis("year.low", window.axis), on_axis("year.high", window.axis)}
    return found


def numbers(node: Gathered, table: ir.Table, by: Asking) -> Numbers:
    """Fold rows, with what they say, into the numbers of a node, by the names of their columns."""
    certain, prefix = table["certain"], by.prefix(node)
    chosen = table[f"{prefix}.chosen"]
    sure, maybe = chosen.fill_null(FALSE) & certain, chosen.fill_null(TRUE)

    def how_many(rows: ir.BooleanValue) -> ir.IntegerScalar:
        return certain.count(where=rows)

    found: Numbers = {"sure": how_many(sure), "maybe": how_many(maybe)}
    match node:
        case Count():
            pass
        case Share():
            said = table[f"{prefix}.said"]
            found |= {
                "least": how_many(sure & said),
                "against": how_many(maybe & ~said.fill_null(FALSE)),
                "most": how_many(maybe & said.fill_null(TRUE)),
                "without": how_many(sure & ~said),
            }
        case Total():
            found |= _sums(node, table, sure, maybe)
        case Extreme() | EdgeOn():
            found |= _extremes(node, table, sure, maybe)
        case Years() | Streak():
            found |= _years(node, table, sure, maybe)
        case Every():
            says = ~chosen | table[f"{prefix}.said"]
            found = {"worst": ibis.cases((says, 2), (says.isnull() | ~certain, 1), else_=0).min()}
        case Other():
            said = table[f"{prefix}.said"]
            found |= {
                "fails": how_many(sure & ~said),
                "open": how_many(maybe & ~said.fill_null(FALSE)),
            }
        case _:
            assert_never(node)
    return {f"{prefix}.{name}": number for name, number in found.items()}


def _sums(total: Total, table: ir.Table, sure: ir.BooleanValue, maybe: ir.BooleanValue) -> Numbers:
    low, high = fact_ends(total.fact, table)
    if total.naturals:
        low = low.fill_null(0)
    least = ibis.cases((sure, low), (maybe, ibis.least(low, 0)), else_=0)
    most = ibis.cases((sure, high), (maybe, ibis.greatest(high, 0)), else_=0)
    return {
        "low": ibis.cases((low.isnull(), 0), else_=least).sum().cast("int64"),
        "high": ibis.cases((high.isnull(), 0), else_=most).sum().cast("int64"),
        "low_open": low.isnull().count(where=maybe & low.isnull()),
        "high_open": high.isnull().count(where=maybe & high.isnull()),
    }


def fact_ends(fact: str, table: ir.Table) -> tuple[ir.IntegerValue, ir.IntegerValue]:
    """The ends of a fact that has more and less."""
    return table[f"{fact_column(fact)}.low"], table[f"{fact_column(fact)}.high"]


def _extremes(
    node: Extreme | EdgeOn, table: ir.Table, sure: ir.BooleanValue, maybe: ir.BooleanValue
) -> Numbers:
    if isinstance(node, Extreme) and node.fact is not None:
        low, high = fact_ends(node.fact, table)
    else:
        low, high = year_ends(table, node.axis)
    near, far = (low, high) if is_latest(node) else (high, low)

    def best(number: ir.IntegerValue, rows: ir.BooleanValue) -> ir.IntegerScalar:
        chosen = ibis.cases((rows, number))
        return chosen.max() if is_latest(node) else chosen.min()

    return {
        "near": best(near, sure),
        "far": best(far, maybe),
        "open": far.isnull().count(where=maybe & far.isnull()),
    }


def is_latest(node: Extreme | EdgeOn) -> bool:
    """Whether the greatest is asked for, not the least."""
    return node.edge.latest if isinstance(node, EdgeOn) else node.greatest


def _years(
    node: Years | Streak, table: ir.Table, sure: ir.BooleanValue, maybe: ir.BooleanValue
) -> Numbers:
    window = dated(node)
    low, high = year_ends(table, window.axis)
    is_exact = (low == high).fill_null(FALSE)
    inside = is_exact & low.between(window.first, window.last)
    one = bits.bit(ibis.cases((inside, low), else_=window.last), window)
    return {
        "there": bits.bit_or(ibis.cases((sure & inside, one))),
        "exact": bits.bit_or(ibis.cases((maybe & inside, one))),
        "may": bits.bit_or(ibis.cases((maybe, bits.span(low, high, window)))),
        "loose": is_exact.count(where=maybe & ~is_exact),
    }
