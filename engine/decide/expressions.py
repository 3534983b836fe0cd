"""Conditions as nullable booleans over a table, relations as one aggregate each.

The logic of SQL is Kleene's with null as unknown. Knows tables and their columns, but
neither titles nor where the tables come from.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import product
from operator import add
from typing import TypeAlias, assert_never

import ibis
from ibis.expr import types as ir

from ..conditions import (
    MEMBERS,
    All,
    AnyOf,
    Attested,
    Bound,
    Compare,
    Condition,
    Count,
    Defined,
    Eligible,
    Every,
    Known,
    Not,
    Op,
    Window,
    walk,
)
from ..vocabulary import Vocabulary
from .frames import Measure, Reads, as_stored, covers_column, fact_column

TRUE, FALSE, UNKNOWN = ibis.literal(True), ibis.literal(False), ibis.null("boolean")

Standing: TypeAlias = Mapping[str, bool | None]
"""For each title whether a subject is assumed eligible; None where it is open."""

_YEARS_PER_MASK = 16  # a power of two well inside the integers of every engine


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows of a table that a condition is asked of.

    ``standing`` holds the titles decided so far for the subjects of the table, ``asked`` the
    measures that ``gathered`` has put into it. In a ``blank`` scope no fact is known: a row
    that is expected, but that nobody wrote.
    """

    table: ir.Table
    vocabulary: Vocabulary
    asked: Reads = field(default_factory=Reads)
    standing: Mapping[str, ir.BooleanValue] = field(default_factory=dict)
    is_blank: bool = False


def holds(condition: Condition, scope: Scope) -> ir.BooleanValue:
    """Turn a condition into a boolean that is null where the answer is unknown."""
    match condition:
        case Compare():
            return _compared(condition, scope)
        case Known(fact):
            return ibis.cases((_fact(fact, scope).notnull(), TRUE), else_=UNKNOWN)
        case Attested(fact, _):
            return _fact(fact, scope)
        case All(parts):
            return ibis.and_(*(holds(part, scope) for part in parts))
        case AnyOf(parts):
            return ibis.or_(*(holds(part, scope) for part in parts))
        case Not(part):
            return ~holds(part, scope)
        case Defined(_, inner):
            return holds(inner, scope)
        case Eligible(title):
            return scope.standing.get(title, FALSE)
        case Count():
            return _bounded(*interval(condition, scope), condition.bound)
        case Every():
            return _every(condition, scope)
        case _:
            assert_never(condition)


def _fact(name: str, scope: Scope) -> ir.Value:
    return UNKNOWN if scope.is_blank else scope.table[fact_column(name)]


def _compared(compare: Compare, scope: Scope) -> ir.BooleanValue:
    if scope.is_blank:
        return UNKNOWN
    fact = _fact(compare.fact, scope)
    operands = [as_stored(compare.fact, each, scope.vocabulary) for each in compare.operands]
    if not operands:  # `IN ()` would forget that the fact may be unknown
        one_of = ibis.cases((fact.notnull(), FALSE), else_=UNKNOWN)
    else:
        one_of = fact.isin(operands)
    match compare.op:
        case Op.IS | Op.ONE_OF:
            return one_of
        case Op.IS_NOT | Op.NONE_OF:
            return ~one_of
        case Op.AT_LEAST:
            return fact >= operands[0]
        case Op.AT_MOST:
            return fact <= operands[0]
        case Op.MORE_THAN:
            return fact > operands[0]
        case Op.LESS_THAN:
            return fact < operands[0]
        case _:
            assert_never(compare.op)


def _bounded(low: ir.IntegerValue, high: ir.IntegerValue, bound: Bound) -> ir.BooleanValue:
    """Compare every number from low to high; a high that is null has no bound."""
    number = bound.number
    outside = (high < number).fill_null(FALSE) | (low > number)
    equal = ibis.cases((outside, FALSE), (low == high, TRUE), else_=UNKNOWN)
    match bound.op:
        case Op.IS | Op.ONE_OF:
            return equal
        case Op.IS_NOT | Op.NONE_OF:
            return ~equal
        case Op.AT_LEAST:
            return ibis.cases((low >= number, TRUE), (high < number, FALSE), else_=UNKNOWN)
        case Op.MORE_THAN:
            return ibis.cases((low > number, TRUE), (high <= number, FALSE), else_=UNKNOWN)
        case Op.AT_MOST:
            return ibis.cases((low > number, FALSE), (high <= number, TRUE), else_=UNKNOWN)
        case Op.LESS_THAN:
            return ibis.cases((low >= number, FALSE), (high < number, TRUE), else_=UNKNOWN)
        case _:
            assert_never(bound.op)


def interval(count: Count, scope: Scope) -> tuple[ir.IntegerValue, ir.IntegerValue]:
    """The least and the greatest number of rows that can count; null where nothing bounds it."""
    low = _gathered(count, "low", scope).fill_null(0)
    high = _gathered(count, "high", scope).fill_null(0)
    if (missing := _missing(count, scope)) is not None:
        could_count = _of_nothing(count, scope).fill_null(TRUE)
        high = high + ibis.cases((could_count, missing), else_=0)
    return low, ibis.cases((scope.table[covers_column(count.relation)], high))


def _every(every: Every, scope: Scope) -> ir.BooleanValue:
    worst = _gathered(every, "worst", scope).fill_null(2)
    is_sure = (worst == 2) & scope.table[covers_column(every.relation)]
    if (missing := _missing(every, scope)) is not None:
        is_sure = is_sure & ((missing == 0) | _of_nothing(every, scope).fill_null(FALSE))
    return ibis.cases((worst == 0, FALSE), (is_sure, TRUE), else_=UNKNOWN)


def answer(measure: Measure, inside: ir.BooleanValue, scope: Scope) -> ir.BooleanValue:
    """What one row says: whether it counts, or whether it does not break the rule.

    Parameters: ``inside`` tells whether the row lies in the window.
    """
    selected = inside if measure.where is None else inside & holds(measure.where, scope)
    return selected if isinstance(measure, Count) else ~selected | holds(measure.satisfies, scope)


def _of_nothing(measure: Measure, scope: Scope) -> ir.BooleanValue:
    """What a row says that is expected but not there."""
    return answer(measure, TRUE, replace(scope, is_blank=True))


def _missing(measure: Measure, scope: Scope) -> ir.IntegerValue | None:
    """Number of years of the window without a certain row, if a row a year is expected."""
    name = _missing_column(measure.relation, measure.window)
    return scope.table[name] if name in scope.table.columns else None


def _missing_column(relation: str, window: Window | None) -> str:
    return f"missing.{relation}.{window.first}.{window.last}" if window else ""


def _gathered(measure: Measure, ending: str, scope: Scope) -> ir.Value:
    """A number that ``gathered`` has computed, chosen by the standing of the titles asked for."""
    choices = [
        (_stands(assumed, scope), scope.table[f"{name}.{ending}"])
        for name, assumed in _variants(measure, scope.asked)
    ]
    return choices[0][1] if len(choices) == 1 else ibis.cases(*choices)


def _stands(assumed: Standing, scope: Scope) -> ir.BooleanValue:
    return ibis.and_(*(_is(scope.standing.get(t, FALSE), each) for t, each in assumed.items()))


def _is(answer: ir.BooleanValue, assumed: bool | None) -> ir.BooleanValue:
    # Not `identical_to`: ibis 12 writes `a AND b IS NOT DISTINCT FROM c` without brackets.
    if assumed is None:
        return answer.isnull()
    return answer if assumed else ~answer


def _variants(measure: Measure, asked: Reads) -> Iterator[tuple[str, Standing]]:
    """Names of what a measure gathers, one for each standing of the titles its rows ask for.

    Titles are decided long after the rows have been gathered, and are the same for all rows
    of a subject. Members answer for themselves.
    """
    listed = asked.measures[measure.relation]
    nodes = walk(measure) if measure.relation != MEMBERS else ()
    titles = sorted({node.title for node in nodes if isinstance(node, Eligible)})
    for number, standing in enumerate(product((True, False, None), repeat=len(titles))):
        name = f"{measure.relation}.{listed.index(measure)}.{number}"
        yield name, dict(zip(titles, standing, strict=True))


def member_answers(asked: Reads, scope: Scope) -> dict[str, ir.BooleanValue]:
    """What each person says to each measure that units take of their members, by column name.

    Parameters: ``asked`` is what units are asked, ``scope`` the persons with their titles.
    """
    return {
        name: answer(measure, TRUE, scope)
        for measure in asked.measures.get(MEMBERS, ())
        for name, _ in _variants(measure, asked)
    }


def gathered(
    subjects: ir.Table,
    rows: Mapping[str, ir.Table],
    asked: Reads,
    yearly: frozenset[str],
    vocabulary: Vocabulary,
) -> ir.Table:
    """Add every measure of every relation to the subjects: one aggregate and one join each.

    Parameters: ``rows`` are the tables of the relations; members are persons with the columns
    of ``member_answers``.
    """
    frame = subjects
    windows = {name: _windows(name, asked) for name in asked.relations if name in yearly}
    for relation in asked.relations:
        table = rows[relation]
        numbers = _of_rows(relation, table, asked, vocabulary)
        numbers |= _masks(relation, table, windows.get(relation, ()))
        frame = _joined(frame, relation, _grouped(relation, table, "subject", numbers))
    numbers = _of_members(rows[MEMBERS], asked) if MEMBERS in asked.measures else {}
    if numbers:
        by_unit = _grouped(MEMBERS, rows[MEMBERS], "unit", numbers)
        frame = _joined(frame, MEMBERS, by_unit).cross_join(_of_no_unit(by_unit, numbers))
    added = {name: _either(frame, name) for name in numbers}
    for relation, listed in windows.items():
        added |= {_missing_column(relation, w): _missing_years(frame, relation, w) for w in listed}
    return frame.mutate(**added)


def _windows(relation: str, asked: Reads) -> list[Window]:
    windows = (measure.window for measure in asked.measures[relation])
    return list(dict.fromkeys(window for window in windows if window is not None))


def _grouped(
    relation: str, table: ir.Table, key: str, numbers: Mapping[str, ir.Scalar]
) -> ir.Table:
    return table.group_by(table[key].name(f"{relation}.of")).agg(**numbers)


def _joined(frame: ir.Table, relation: str, grouped: ir.Table) -> ir.Table:
    return frame.left_join(grouped, [("subject", f"{relation}.of")])


def _of_rows(
    relation: str, table: ir.Table, asked: Reads, vocabulary: Vocabulary
) -> dict[str, ir.Scalar]:
    numbers: dict[str, ir.Scalar] = {}
    for measure in asked.measures[relation]:
        for name, assumed in _variants(measure, asked):
            standing = {title: ibis.literal(each, "boolean") for title, each in assumed.items()}
            scope = Scope(table, vocabulary, standing=standing)
            says = answer(measure, _inside(table, measure.window), scope)
            numbers |= _numbers(measure, name, says, table["certain"])
    return numbers


def _of_members(persons: ir.Table, asked: Reads) -> dict[str, ir.Scalar]:
    numbers: dict[str, ir.Scalar] = {}
    for measure in asked.measures[MEMBERS]:
        for name, _ in _variants(measure, asked):
            numbers |= _numbers(measure, name, persons[name], persons["unit"].notnull())
    return numbers


def _of_no_unit(by_unit: ir.Table, numbers: Iterable[str]) -> ir.Table:
    """One row about the persons without a unit, who may be members of every unit."""
    nowhere = by_unit.filter(by_unit[f"{MEMBERS}.of"].isnull())
    return nowhere.agg(**{f"any.{name}": nowhere[name].max() for name in numbers})


def _either(frame: ir.Table, name: str) -> ir.IntegerValue:
    own, anybody = frame[name], frame[f"any.{name}"]
    if name.endswith(".worst"):
        return ibis.least(own.fill_null(2), anybody.fill_null(2))
    return own.fill_null(0) + anybody.fill_null(0)


def _inside(table: ir.Table, window: Window | None) -> ir.BooleanValue:
    return TRUE if window is None else table["year"].between(window.first, window.last)


def _numbers(
    measure: Measure, name: str, says: ir.BooleanValue, certain: ir.BooleanColumn
) -> dict[str, ir.Scalar]:
    """Fold the rows: how many surely and possibly count, or the worst answer (0, 1, 2)."""
    if isinstance(measure, Count):
        return {
            f"{name}.low": certain.count(where=says & certain),
            f"{name}.high": certain.count(where=says.fill_null(TRUE)),
        }
    worst = ibis.cases((says, 2), (says.isnull() | ~certain, 1), else_=0)
    return {f"{name}.worst": worst.min()}


def _masks(
    relation: str, table: ir.Table, windows: Iterable[Window]
) -> dict[str, ir.IntegerScalar]:
    """The years that have a certain row, as bits of a few whole numbers."""
    masks = {}
    for number in sorted({_mask(year) for window in windows for year in _years(window)}):
        first = number * _YEARS_PER_MASK
        there = table["certain"] & table["year"].between(first, first + _YEARS_PER_MASK - 1)
        bit = ibis.literal(1, "int64") << (table["year"] - first)
        masks[f"years.{relation}.{number}"] = ibis.cases((there, bit)).bit_or()
    return masks


def _mask(year: int) -> int:
    return year // _YEARS_PER_MASK


def _years(window: Window) -> range:
    return range(window.first, window.last + 1)


def _missing_years(frame: ir.Table, relation: str, window: Window) -> ir.IntegerValue:
    """Count the years without a certain row, from joining to leaving."""
    each = (_is_missing(frame, relation, year).cast("int64") for year in _years(window))
    return reduce(add, each, ibis.literal(0))


def _is_missing(frame: ir.Table, relation: str, year: int) -> ir.BooleanValue:
    mask = frame[f"years.{relation}.{_mask(year)}"].fill_null(0)
    absent = (mask & (1 << year % _YEARS_PER_MASK)) == 0
    expected = frame["joined"].fill_null(year) <= year
    return absent & expected & (frame["left"].fill_null(year) >= year)
