"""Turn selections of rows into the algebra: relations, windows, and the rows that cut them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, assert_never

from .conditions import (
    MEMBERS,
    Condition,
    Edge,
    Rows,
    Window,
)
from .context import Context, known
from .shapes import (
    ConditionShape,
    EdgeShape,
    EveryShape,
    MeasureShape,
    MomentShape,
    NoneShape,
    ShareShape,
    SomeShape,
    WindowShape,
    Within,
)

Lower: TypeAlias = Callable[[ConditionShape, Context], Condition]
"""Turns a condition inside a measure into the algebra."""

MOST_YEARS = 60
"""How far a window can reach: longer than any working life."""

RowsShape: TypeAlias = MeasureShape | SomeShape | NoneShape | EveryShape | EdgeShape | MomentShape


def rows_of_shape(relation: str, shape: RowsShape, context: Context, lower: Lower) -> Rows:
    """The rows that a shape selects; ``context`` is at the key that names the relation.

    Raises:
        ShapeError: the subject has no such relation, or it cannot be asked like this.
    """
    outside = replace(context, path=context.path[:-1])
    within = inside(relation, outside, context)
    where = None
    if not isinstance(shape, ShareShape) and shape.where is not None:
        where = lower(shape.where, within.at("where"))
    return Rows(relation, where, _window(relation, shape.within, context, lower))


def inside(relation: str, context: Context, named: Context | None = None) -> Context:
    """The context of the rows of a relation, checked to be one that the subject has.

    Raises:
        ShapeError: it has none, or rows have no rows.
    """
    named = named or context
    if context.relation is not None:
        raise named.error("relation-in-row", name=relation)
    if relation == MEMBERS and context.subject == "unit":
        return replace(context, subject="person", asked=(*context.asked, MEMBERS))
    has = [s.id for s in context.vocabulary.sheets if s.kind in ("closed", "yearly")]
    has = [name for name in has if context.subject in context.vocabulary.sheet(name).subjects]
    known(relation, [*has, *([MEMBERS] if context.subject == "unit" else [])], "relation", named)
    return replace(context, relation=relation)


def _window(relation: str, within: Within | None, context: Context, lower: Lower) -> Window | None:
    if relation == MEMBERS:
        if within is not None:
            raise context.error("window-on-members")
        return None
    if within is None:
        if context.vocabulary.sheet(relation).kind == "yearly":
            raise context.error("window-missing", name=relation)
        return None
    outside = replace(context, path=(*context.path[:-1], "within"))
    return window_of(within, outside, lower)


def window_of(within: Within, context: Context, lower: Lower) -> Window:
    """The years that a window means.

    Raises:
        ShapeError: it ends before it begins, or reaches further than can be decided.
    """
    years, year = context.pack.years, context.year
    match within:
        case "period":
            window = Window(years.from_, min(years.to, year), context.axis)
        case "judged_year":
            window = Window(year, year, context.axis)
        case "year_before":
            window = Window(year - 1, year - 1, context.axis)
        case WindowShape():
            window = _written(within, context, lower)
        case _:
            assert_never(within)
    if window.first > window.last:
        raise context.error("window-ends", first=str(window.first), last=str(window.last))
    if len(window.years) > MOST_YEARS:
        raise context.error("window-long", most=str(MOST_YEARS))
    return window


def _written(within: WindowShape, context: Context, lower: Lower) -> Window:
    last = within.to
    if last is None:
        last = context.year - 1 if within.ending == "year_before" else context.year
    first = within.from_
    if first is None:
        first = last - _years_back(within.last, context) + 1
    since, until = _edge(within, "since", "after"), _edge(within, "until", "before")
    return Window(
        first,
        last,
        context.axis,
        _lowered_edge(since, context, lower),
        _lowered_edge(until, context, lower),
    )


def _years_back(last: int | str | None, context: Context) -> int:
    if isinstance(last, int):
        return last
    if last is None:
        return MOST_YEARS
    here = context.at("last")
    value = here.parameter(last)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise here.error("window-years", name=last, found=str(value))
    return value


def _edge(within: WindowShape, included: str, left_out: str) -> tuple[str, EdgeShape] | None:
    for key in (included, left_out):
        if (shape := getattr(within, key)) is not None:
            return key, shape
    return None


def _lowered_edge(
    written: tuple[str, EdgeShape] | None, context: Context, lower: Lower
) -> Edge | None:
    if written is None:
        return None
    key, shape = written
    end = "latest" if shape.latest is not None else "first"
    here = context.at(key)
    rows = rows_of_shape(getattr(shape, end), shape, here.at(end), lower)
    if rows.relation == MEMBERS:
        raise here.at(end).error("window-on-members")
    if rows.window is not None and rows.window.edges:
        raise here.error("edge-in-edge")
    return Edge(rows, end == "latest", key in ("since", "until"))
