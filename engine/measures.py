"""Turn measures as people write them into the algebra: rows, windows, bounds, moments."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import assert_never

from .conditions import (
    MEMBERS,
    Amount,
    Bound,
    Count,
    Day,
    Extreme,
    Measure,
    Measured,
    Moment,
    Months,
    Op,
    Rows,
    Share,
    Streak,
    Total,
    Window,
    Years,
)
from .context import Context, exact, known
from .selections import MOST_YEARS, Lower, inside, rows_of_shape
from .shapes import (
    CountShape,
    DistinctYearsShape,
    FirstShape,
    LatestShape,
    MaxShape,
    MeasureShape,
    MinShape,
    MomentShape,
    MonthsShape,
    ShareShape,
    StreakShape,
    SumShape,
)

_NAMED_DAYS = ("received", "year_start", "year_end", "next_year_start")


def lower_measured(shape: MeasureShape, context: Context, lower: Lower) -> Measured:
    """Turn a measure and the comparison that it must pass into the algebra.

    Raises:
        ShapeError: it names something that does not exist, or compares what cannot be compared.
    """
    operators = shape.operators()
    if len(operators) != 1:
        raise context.error("one-bound", found=str(len(operators)))
    measure = lower_measure(shape, context, lower)
    operator, raw = operators[0]
    bound = _bound(measure, Op(operator), raw, (context.at(operator), lower))
    none = getattr(shape, "if_none", None)
    return Measured(measure, bound, None if none is None else none == "met")


def lower_measure(shape: MeasureShape, context: Context, lower: Lower) -> Measure:
    """Turn a measure alone into the algebra."""
    if isinstance(shape, MonthsShape):
        return _months(shape, context.at("months"), lower)
    key, relation = _relation(shape)
    rows = rows_of_shape(relation, shape, context.at(key), lower)
    match shape:
        case CountShape():
            return Count(rows)
        case ShareShape():
            return _share(shape, rows, context, lower)
        case SumShape(column=column):
            spec = inside(relation, context).at("column").fact(column, "integer", "number")
            return Total(rows, column, spec.type == "integer")
        case MinShape() | MaxShape() | LatestShape() | FirstShape():
            return _extreme(shape, rows, context)
        case DistinctYearsShape():
            return Years(_dated(rows, context.at(key)))
        case StreakShape():
            return Streak(_dated(rows, context.at(key)))
        case _:
            assert_never(shape)


def _relation(shape: MeasureShape) -> tuple[str, str]:
    """The key that names the relation, and its name."""
    names = ("count", "share", "sum", "min", "max", "latest", "first", "distinct_years", "streak")
    key = next(name for name in names if name in type(shape).model_fields)
    return key, getattr(shape, key)


def _dated(rows: Rows, context: Context) -> Rows:
    """Rows of years; without a window they reach back as far as a working life."""
    if rows.relation == MEMBERS:
        raise context.error("window-on-members")
    if rows.window is not None:
        return rows
    window = Window(context.year - MOST_YEARS + 1, context.year, context.axis)
    return replace(rows, window=window)


def _share(shape: ShareShape, rows: Rows, context: Context, lower: Lower) -> Share:
    if shape.where is None:
        raise context.error("share-of-all")
    within = inside(shape.share, context)
    among = lower(shape.among, within.at("among")) if shape.among is not None else None
    return Share(replace(rows, where=among), lower(shape.where, within.at("where")))


def _extreme(
    shape: MinShape | MaxShape | LatestShape | FirstShape, rows: Rows, context: Context
) -> Extreme:
    greatest = isinstance(shape, MaxShape | LatestShape)
    by_time = isinstance(shape, LatestShape | FirstShape)
    if shape.column is None:
        if rows.relation == MEMBERS:
            raise context.error("window-on-members")
        return Extreme(rows, None, greatest, (), context.axis)
    column = inside(rows.relation, context).at("column")
    types = ("date",) if by_time else ("integer", "number", "date", "choice")
    spec = column.fact(shape.column, *types)
    order: tuple[str, ...] = ()
    if spec.type == "choice":
        scale = context.vocabulary.scale_of(shape.column)
        if not scale.ordered:
            raise column.error("not-ordered", fact=shape.column, op=_relation(shape)[0])
        order = tuple(choice.id for choice in scale.values)
    return Extreme(rows, shape.column, greatest, order, context.axis)


def _months(shape: MonthsShape, context: Context, lower: Lower) -> Months:
    span = shape.months
    return Months(
        _moment(span.from_, context.at("from"), lower), _moment(span.to, context.at("to"), lower)
    )


def _moment(raw: date | str | MomentShape, context: Context, lower: Lower) -> Moment:
    if isinstance(raw, date):
        return Day(raw)
    if isinstance(raw, str):
        if raw in _NAMED_DAYS:
            first, last = context.axis.days_of(context.year)
            days = {
                "received": context.received,
                "year_start": first,
                "year_end": last,
                "next_year_start": last + timedelta(days=1),
            }
            return Day(days[raw], raw)
        known(raw, [*context.facts, *_NAMED_DAYS], "fact", context)
        context.fact(raw, "date")
        return Amount(raw)
    key = "latest" if raw.latest is not None else "first"
    rows = rows_of_shape(getattr(raw, key), raw, context.at(key), lower)
    inside(rows.relation, context).at("column").fact(raw.column, "date")
    return Extreme(rows, raw.column, key == "latest", (), context.axis)


def _bound(measure: Measure, op: Op, raw: object, where: tuple[Context, Lower]) -> Bound:
    """The comparison of a measure with a number, a day, a value of a scale or a measure."""
    context, lower = where
    if isinstance(raw, tuple):
        first, last = (_quantity(measure, each, context) for each in raw)
        return Bound(op, first[0], most=last[0])
    if not isinstance(raw, date | int | float | str):
        other = lower_measure(raw, context, lower)  # type: ignore[arg-type]  # as validated
        if raw.operators():  # type: ignore[attr-defined]
            raise context.error("one-bound", found="2")
        _check_same_kind(measure, other, context)
        return Bound(op, against=other)
    number, parameter = _quantity(measure, raw, context)
    if op is Op.MULTIPLE_OF and (
        not isinstance(measure, Count | Years | Streak | Months)
        or not isinstance(number, Fraction)
        or number.denominator != 1
        or number < 1
    ):
        raise context.error("not-multiple", found=str(raw))
    return Bound(op, number, parameter)


def _quantity(
    measure: Measure, raw: object, context: Context
) -> tuple[Fraction | date, str | None]:
    """A written number as the measure has it, and the parameter that it came from."""
    parameter = None
    if isinstance(raw, str) and raw.startswith("$"):
        parameter = raw.removeprefix("$")
        raw = context.parameter(raw)
    if isinstance(measure, Extreme) and measure.order:
        known(str(raw), measure.order, "value", context)
        return Fraction(measure.order.index(str(raw))), parameter
    if _kind(measure, context) == "date":
        if not isinstance(raw, date):
            raise context.error("not-day", found=str(raw))
        return raw, parameter
    return exact(raw, context), parameter  # type: ignore[arg-type]  # exact refuses the rest


def _kind(measure: Measure, context: Context) -> str:
    """What a measure gives: a number, a day, or a place in a scale."""
    if isinstance(measure, Extreme) and measure.fact is not None:
        if measure.order:
            return ",".join(measure.order)
        return "date" if context.vocabulary.fields[measure.fact].type == "date" else "number"
    return "number"


def _check_same_kind(one: Measure, other: Measure, context: Context) -> None:
    kinds = _kind(one, context), _kind(other, context)
    if kinds[0] != kinds[1]:
        raise context.error("measures-differ", first=kinds[0], second=kinds[1])
