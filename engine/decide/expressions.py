"""Conditions as nullable booleans over a table, measures as ends.

The logic of SQL is Kleene's with null as unknown. Knows tables and their columns, but
neither titles nor where the tables come from.
"""

from datetime import date
from fractions import Fraction
from functools import reduce
from operator import add
from typing import assert_never

import ibis
from ibis.expr import types as ir

from ..conditions import (
    MEMBERS,
    All,
    AnyOf,
    AtLeast,
    Attested,
    Choose,
    Compare,
    Condition,
    Defined,
    Eligible,
    Every,
    Holds,
    Known,
    Measured,
    Not,
    Op,
    Other,
    Unconfirmed,
)
from .frames import (
    as_stored,
    covers_column,
    day_number,
    fact_column,
    has_order,
)
from .gathering import Place, missing_of
from .intervals import (
    FALSE,
    TRUE,
    UNKNOWN,
    Ends,
    multiple_of,
    passes,
    passes_number,
    where_there,
)
from .quantities import covered_of, measure, place_of, point
from .table import TableScope, fact_ends_of, other_column, title_column


def holds(condition: Condition, scope: TableScope) -> ir.BooleanValue:
    """Turn a condition into a boolean that is null where the answer is unknown."""
    match condition:
        case Compare():
            return _compared(condition, scope)
        case Known(fact):
            return ibis.cases((_is_known(fact, scope), TRUE), else_=UNKNOWN)
        case Attested(fact, _):
            return UNKNOWN if scope.is_blank else scope.table[fact_column(fact)]
        case All(parts):
            return ibis.and_(*(holds(part, scope) for part in parts))
        case AnyOf(parts):
            return ibis.or_(*(holds(part, scope) for part in parts))
        case AtLeast():
            return _at_least(condition, scope)
        case Not(part):
            return ~holds(part, scope)
        case Choose():
            return _chosen(condition, scope)
        case Defined(_, inner):
            return holds(inner, scope)
        case Holds():
            return holds(condition.meaning, scope)
        case Unconfirmed():
            return UNKNOWN
        case Eligible(title):
            return scope.table[title_column(title)] if title in scope.standing else FALSE
        case Measured():
            return _measured(condition, scope)
        case Every():
            return _every(condition, scope)
        case Other(whom="unit"):
            return scope.table[other_column(condition, scope.asked)]
        case Other():
            return _of_head(condition, scope)
        case _:
            assert_never(condition)


def _is_known(fact: str, scope: TableScope) -> ir.BooleanValue:
    if scope.is_blank:
        return FALSE
    if has_order(scope.vocabulary.fields[fact], scope.vocabulary):
        ends = fact_ends_of(fact, scope)
        return (ends.low == ends.high).fill_null(FALSE)
    return scope.table[fact_column(fact)].notnull()


def _at_least(node: AtLeast, scope: TableScope) -> ir.BooleanValue:
    answers = [holds(part, scope) for part in node.parts]
    met = reduce(add, (answer.fill_null(FALSE).cast("int64") for answer in answers))
    may_be = reduce(add, (answer.fill_null(TRUE).cast("int64") for answer in answers))
    return ibis.cases((met >= node.number, TRUE), (may_be < node.number, FALSE), else_=UNKNOWN)


def _chosen(node: Choose, scope: TableScope) -> ir.BooleanValue:
    when, then, otherwise = (holds(part, scope) for part in (node.when, node.then, node.otherwise))
    # Where `when` is open: what both say. Each part twice only, for choices are nested.
    return (when & then) | (~when & otherwise) | (then & otherwise)


def _compared(compare: Compare, scope: TableScope) -> ir.BooleanValue:
    if scope.is_blank:
        return UNKNOWN
    stored = [as_stored(compare.fact, each, scope.vocabulary) for each in compare.operands]
    if not has_order(scope.vocabulary.fields[compare.fact], scope.vocabulary):
        fact = scope.table[fact_column(compare.fact)]
        # `IN ()` would forget that the fact may be unknown
        nothing = ibis.cases((fact.notnull(), FALSE), else_=UNKNOWN)
        one_of = fact.isin(stored) if stored else nothing
        return ~one_of if compare.op in (Op.IS_NOT, Op.NONE_OF) else one_of
    ends, numbers = fact_ends_of(compare.fact, scope), [int(each or 0) for each in stored]
    match compare.op:
        case Op.IS | Op.ONE_OF:
            return _one_of(ends, numbers, compare.fact, scope)
        case Op.IS_NOT | Op.NONE_OF:
            return ~_one_of(ends, numbers, compare.fact, scope)
        case Op.BETWEEN:
            least, most = (point(number) for number in numbers)
            return passes(Op.AT_LEAST, ends, least) & passes(Op.AT_MOST, ends, most)
        case _:
            return passes(compare.op, ends, point(numbers[0]))


def _one_of(ends: Ends, numbers: list[int], fact: str, scope: TableScope) -> ir.BooleanValue:
    """Met if every value in the range is one of the numbers, not met if none is."""
    low, high = ends.low, ends.high
    inside = ibis.literal(0, "int64")
    for each in sorted(set(numbers)):
        is_inside = (low <= each).fill_null(TRUE) & (high >= each).fill_null(TRUE)
        inside = inside + is_inside.cast("int64")
    size = high - low + 1
    if scope.vocabulary.fields[fact].type in ("date", "number"):  # too many to be listed
        size = ibis.cases((low == high, 1))
    return ibis.cases(
        (low.isnull() & high.isnull(), UNKNOWN),
        (inside == 0, FALSE),
        (inside == size, TRUE),
        else_=UNKNOWN,
    )


def _measured(condition: Measured, scope: TableScope) -> ir.BooleanValue:
    bound, ends = condition.bound, measure(condition.measure, scope)
    exists = ends.exists
    if bound.against is not None:
        other = measure(bound.against, scope)
        exists = exists & other.exists
        verdict = passes(bound.op, ends, other)
    elif bound.op is Op.BETWEEN:
        most = bound.number if bound.most is None else bound.most
        verdict = _number(Op.AT_LEAST, ends, bound.number) & _number(Op.AT_MOST, ends, most)
    elif bound.op is Op.MULTIPLE_OF:
        verdict = multiple_of(int(bound.number), ends)  # type: ignore[arg-type]  # as lowered
    else:
        verdict = _number(bound.op, ends, bound.number)
    return where_there(verdict, exists, condition.if_none)


def _number(op: Op, ends: Ends, number: Fraction | date) -> ir.BooleanValue:
    if isinstance(number, date):
        return passes(op, ends, point(day_number(number)))
    return passes_number(op, ends, number)


def _every(node: Every, scope: TableScope) -> ir.BooleanValue:
    worst = place_of(node, scope)["worst"].fill_null(2)
    is_sure = (worst == 2) & covered_of(node, scope)
    if (missing := missing_of(node, scope.table, scope.asking)) is not None:
        is_sure = is_sure & ((missing == 0) | scope.asking.nothing(node.satisfies).fill_null(FALSE))
    return ibis.cases((worst == 0, FALSE), (is_sure, TRUE), else_=UNKNOWN)


def _of_head(node: Other, scope: TableScope) -> ir.BooleanValue:
    place = Place(scope.asking.prefix(node), scope.table)
    covered = scope.table[covers_column(MEMBERS)]
    is_sure = (place.count("sure") > 0) & (place.count("open") == 0) & covered
    return ibis.cases((place.count("fails") > 0, FALSE), (is_sure, TRUE), else_=UNKNOWN)
