"""What is true of a world, from the definitions and without a line of the engine's deciding.

Deliberately naive. None, neither true nor false, is left only for what is undefined even
where everything is known: a share of nobody, the greatest of nothing, nobody's head, and what
no one confirmed from the instrument.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from typing import Any, TypeAlias

from engine.conditions import (
    MEMBERS,
    All,
    Amount,
    AnyOf,
    AtLeast,
    Attested,
    Choose,
    Compare,
    Condition,
    Count,
    Day,
    Defined,
    Edge,
    Eligible,
    Every,
    Extreme,
    Holds,
    Known,
    Measure,
    Measured,
    Months,
    Not,
    Other,
    Rows,
    Share,
    Streak,
    Total,
    Unconfirmed,
    Window,
    Years,
)
from engine.facts import Axis
from engine.plan import Degree, PlannedTitle, Ranked
from tests.oracle.numbers import Number, compares, is_within, months_between, number_of, run_of
from tests.oracle.worlds import (
    Being,
    Line,
    Truth,
    World,
    all_of,
    any_of,
    at_least,
    either,
    negated,
    same,
)


def is_true(condition: Condition, being: Being, world: World, row: Line | None = None) -> Truth:
    """Whether a condition holds of a being, or of one of its rows."""

    def ask(part: Condition) -> Truth:
        return is_true(part, being, world, row)

    match condition:
        case Compare(fact, op, operands, order):
            return compares((row or being).facts[fact], op, operands, order)
        case Known():
            return True
        case Attested(fact):
            return bool((row or being).facts[fact])
        case All(parts):
            return all_of(map(ask, parts))
        case AnyOf(parts):
            return any_of(map(ask, parts))
        case AtLeast(number, parts):
            return at_least(number, [ask(part) for part in parts])
        case Not(part):
            return negated(ask(part))
        case Choose(when, then, otherwise):
            return same(ask(then if is_met else otherwise) for is_met in either(ask(when)))
        case Defined(_, inner):
            return ask(inner)
        case Holds():
            return ask(condition.meaning)
        case Unconfirmed():
            return None
        case Eligible(key):
            return world.eligible.get((key, being.id), False)
        case Measured():
            return _passes(condition, being, world, row)
        case Every():
            return _is_every(condition, being, world)
        case Other("unit", inner):
            unit = world.beings.get(being.unit or "")
            return None if unit is None else is_true(inner, unit, world)
        case Other(_, inner, heads):
            asked = [m for m in world.members(being) if m.facts[heads]]
            return all_of(is_true(inner, head, world) for head in asked) if asked else None
    raise TypeError(f"not a condition: {condition!r}")


def _passes(condition: Measured, being: Being, world: World, row: Line | None) -> Truth:
    bound = condition.bound
    found = measured(condition.measure, being, world, row)
    others = measured(bound.against, being, world, row) if bound.against else {bound.number}
    return same(
        condition.if_none if one is None or other is None else is_within(one, bound, other)
        for one in found
        for other in others
    )


def _is_every(condition: Every, being: Being, world: World) -> Truth:
    return same(
        all_of(any_of((negated(there), asked)) for _, there, asked in rows)
        for rows, _ in _marked(condition.rows, condition.satisfies, being, world)
    )


Marked: TypeAlias = tuple[Any, Truth, Truth]
"""A row (or member), whether it is meant, and whether it meets what it is asked besides."""


def _marked(
    rows: Rows, asked: Condition | None, being: Being, world: World
) -> Iterator[tuple[list[Marked], int]]:
    """The rows inside the window and its last year, for each window that there may be.

    There is more than one only where it is neither true nor false that a row cuts it.
    """
    if rows.relation == MEMBERS:
        yield [_mark(rows, asked, m, (m, world)) for m in world.members(being)], 0
        return
    lines = being.rows[rows.relation]
    if rows.window is None:
        yield [_mark(rows, asked, line, (being, world, line)) for line in lines], 0
        return
    axis = rows.window.axis
    for first, last in _spans(rows.window, being, world):
        inside = [
            line for line in lines if axis in line.years and first <= line.years[axis] <= last
        ]
        yield [_mark(rows, asked, line, (being, world, line)) for line in inside], last


def _mark(rows: Rows, asked: Condition | None, row: Any, scope: tuple[Any, ...]) -> Marked:
    return (
        row,
        True if rows.where is None else is_true(rows.where, *scope),
        True if asked is None else is_true(asked, *scope),
    )


def _spans(window: Window, being: Being, world: World) -> set[tuple[int, int]]:
    """The first and last year of a window once it is cut."""
    firsts, lasts = {window.first}, {window.last}
    if window.since is not None:
        step = 0 if window.since.included else 1
        years = _edge_years(window.since, window.axis, being, world)
        firsts = {max(window.first, window.first if y is None else y + step) for y in years}
    if window.until is not None:
        step = 0 if window.until.included else 1
        years = _edge_years(window.until, window.axis, being, world)
        lasts = {min(window.last, window.last if y is None else y - step) for y in years}
    return set(product(firsts, lasts))


def _edge_years(edge: Edge, axis: Axis, being: Being, world: World) -> set[int | None]:
    pick = max if edge.latest else min
    return {
        pick((line.years[axis] for line in lines), default=None)
        for lines, _ in _selections(edge.rows, being, world)
    }


def _selections(rows: Rows, being: Being, world: World) -> Iterator[tuple[list[Any], int]]:
    """The rows that are meant; with and without each of which that is neither true nor false."""
    for marked, last in _marked(rows, None, being, world):
        sure = [row for row, there, _ in marked if there is True]
        maybe = [row for row, there, _ in marked if there is None]
        for size in range(len(maybe) + 1):
            for more in combinations(maybe, size):
                yield [*sure, *more], last


def measured(
    measure: Measure | Day, being: Being, world: World, row: Line | None = None
) -> set[Number]:
    """What a measure really is: one number, or more where a row is neither meant nor not."""
    match measure:
        case Day(day):
            return {day}
        case Amount(fact):
            return {number_of((row or being).facts[fact])}
        case Months(start, end):
            starts, ends = (measured(day, being, world, row) for day in (start, end))
            return {months_between(one, other) for one in starts for other in ends}
        case Share(rows, part):
            return {
                share for found, _ in _marked(rows, part, being, world) for share in _shares(found)
            }
        case _:
            return {
                _of_rows(measure, found, last)
                for found, last in _selections(measure.rows, being, world)
            }


def _of_rows(
    measure: Count | Total | Extreme | Years | Streak, rows: list[Any], last: int
) -> Number:
    match measure:
        case Count():
            return Fraction(len(rows))
        case Total(_, fact):
            return sum((Fraction(row.facts[fact]) for row in rows), Fraction(0))
        case Extreme(_, fact, greatest, order, axis):
            if fact is None:
                values: list[Any] = [Fraction(row.years[axis]) for row in rows]
            else:
                values = [number_of(row.facts[fact], order) for row in rows]
            return (max if greatest else min)(values, default=None)
    assert measure.rows.window is not None
    years = {row.years[measure.rows.window.axis] for row in rows}
    return Fraction(len(years) if isinstance(measure, Years) else run_of(years, last))


def _shares(rows: list[Marked]) -> set[Number]:
    """The share for each way in which what is neither true nor false may be taken."""
    ways = {(0, 0)}
    for _, there, meets in rows:
        ways = {
            (part + (is_there and does_meet), whole + is_there)
            for part, whole in ways
            for is_there in either(there)
            for does_meet in either(meets)
        }
    return {Fraction(part, whole) if whole else None for part, whole in ways}


def ranks(ranked: Ranked, being: Being, world: World) -> set[Number]:
    """Where a being really stands among the eligible."""
    if isinstance(ranked, Degree):
        return {Fraction(met) for met in either(is_true(ranked.condition, being, world))}
    return measured(ranked, being, world)


def applies(title: PlannedTitle, being: Being, world: World) -> Truth:
    """Whether a title is for a being at all."""
    return title.applies_to is None or is_true(title.applies_to, being, world)


def deserves(title: PlannedTitle, being: Being, world: World) -> Truth:
    """Whether a being meets all that a title asks."""
    met = [
        any_of(
            (
                False if criterion.when is None else negated(is_true(criterion.when, being, world)),
                is_true(criterion.require, being, world),
            )
        )
        for criterion in title.criteria
    ]
    return all_of([applies(title, being, world), *met])
