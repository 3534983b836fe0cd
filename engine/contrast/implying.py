"""Whether one condition is never easier than another, whatever a dossier says.

By their shape alone: what is shown holds in every dossier and in all three values; what is not
shown may hold all the same.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from ..conditions import (
    All,
    AnyOf,
    AtLeast,
    Bound,
    Choose,
    Compare,
    Condition,
    Count,
    Defined,
    Eligible,
    Every,
    Holds,
    Measured,
    Not,
    Op,
    Other,
    Rows,
    Unconfirmed,
    Window,
    Years,
    walk,
)
from ..decide.comparing import number_of
from ..facts import Scalar

Ends: TypeAlias = tuple[Fraction | date | None, bool, Fraction | date | None, bool]
"""Least and greatest number, each with whether it belongs to them; None has no bound."""

_LISTED = (Op.IS, Op.ONE_OF)
_EXCLUDED = (Op.IS_NOT, Op.NONE_OF)


@dataclass(frozen=True)
class Harder:
    """Compares conditions of one text with those of another.

    ``titles`` are those, by key, that are known to be never easier in the first text, ``easier``
    those that are never easier in the other.
    """

    titles: frozenset[str] = frozenset()
    easier: frozenset[str] = frozenset()
    _known: dict[tuple[Condition, Condition], bool] = field(default_factory=dict, compare=False)

    @property
    def turned(self) -> "Harder":
        """The same question about the other text."""
        return Harder(self.easier, self.titles)

    def implies(self, one: Condition, other: Condition) -> bool:
        """Whether the verdict of the first is never above that of the other.

        Verdicts are ordered: not met, unknown, met.
        """
        pair = (one, other)
        if pair not in self._known:
            self._known[pair] = self._is_same(one, other) or self._shown(one, other)
        return self._known[pair]

    def _is_same(self, one: Condition, other: Condition) -> bool:
        """Whether they are equal, and so are all titles that they ask for."""
        asked = {node.title for node in walk(one) if isinstance(node, Eligible)}
        return one == other and asked <= self.titles & self.easier

    def _shown(self, one: Condition, other: Condition) -> bool:
        match one, other:
            case Unconfirmed(), Unconfirmed():
                return True  # both are unknown
            case Defined(_, inner), _:
                return self.implies(inner, other)
            case _, Defined(_, inner):
                return self.implies(one, inner)
            case Holds(), _:
                return self.implies(one.meaning, other)
            case _, Holds():
                return self.implies(one, other.meaning)
            case Eligible(title), Eligible(same):
                return title == same and title in self.titles
            case Not(part), Not(whole):
                return self.turned.implies(whole, part)
            case Choose(when=when), Choose(when=whenever):
                return self._is_same(when, whenever) and self._in_both_cases(one, other)
            case Other(whom, inner, heads), Other(whoever, outer, leads):
                return (whom, heads) == (whoever, leads) and self.implies(inner, outer)
            case Compare(), Compare():
                return _compares_harder(one, other)
            case Measured(), Measured():
                return self._measures_harder(one, other)
            case Every(rows, asked), Every(fewer, less):
                return self.turned.are_among(fewer, rows) and self.implies(asked, less)
        return self._by_parts(one, other)

    def _in_both_cases(self, one: Choose, other: Choose) -> bool:
        is_then = self.implies(one.then, other.then)
        return is_then and self.implies(one.otherwise, other.otherwise)

    def _by_parts(self, one: Condition, other: Condition) -> bool:
        """So many parts of one are met, so many of the other are needed."""
        (met, parts), (needed, asked) = _counted(one), _counted(other)
        if len(asked) > 1 and sum(self.implies(one, each) for each in asked) >= needed:
            return True
        leading = sum(self.implies(part, other) for part in parts) if len(parts) > 1 else 0
        if leading > len(parts) - met:
            return True
        if len(parts) == 1 or len(asked) == 1:
            return False
        return met - (len(parts) - self._matched(parts, asked)) >= needed

    def _matched(self, parts: tuple[Condition, ...], asked: tuple[Condition, ...]) -> int:
        """How many parts each imply another one of what is asked, as far as a greedy look sees."""
        free = list(asked)
        for part in parts:
            found = next((each for each in free if self.implies(part, each)), None)
            if found is not None:
                free.remove(found)
        return len(asked) - len(free)

    def are_among(self, rows: Rows, more: Rows) -> bool:
        """Whether each of some rows is surely one of the others."""
        if rows.relation != more.relation or not _lies_in(rows.window, more.window):
            return False
        if more.where is None:
            return True
        return rows.where is not None and self.implies(rows.where, more.where)

    def _measures_harder(self, one: Measured, other: Measured) -> bool:
        if one.if_none != other.if_none:
            return False
        if one.measure == other.measure:
            return _bounds_harder(one.bound, other.bound)
        match one.measure, other.measure:
            case (Count(few), Count(many)) | (Years(few), Years(many)):
                return self._counts_harder(one.bound, few, other.bound, many)
        return False

    def _counts_harder(self, bound: Bound, rows: Rows, other: Bound, others: Rows) -> bool:
        """More among fewer rows, or fewer among more."""
        if not _bounds_harder(bound, other):
            return False
        if bound.op in (Op.AT_LEAST, Op.MORE_THAN):
            return self.are_among(rows, others)
        return bound.op in (Op.AT_MOST, Op.LESS_THAN) and self.turned.are_among(others, rows)


def _counted(condition: Condition) -> tuple[int, tuple[Condition, ...]]:
    """How many of which parts make a condition; of itself where it has none."""
    match condition:
        case All(parts):
            return len(parts), parts
        case AnyOf(parts):
            return 1, parts
        case AtLeast(number, parts):
            return number, parts
    return 1, (condition,)


def _lies_in(window: Window | None, wider: Window | None) -> bool:
    if window is None or wider is None:
        return wider is None
    if (window.axis, window.since, window.until) != (wider.axis, wider.since, wider.until):
        return False
    return wider.first <= window.first and window.last <= wider.last


def _bounds_harder(one: Bound, other: Bound) -> bool:
    if replace(one, parameter=None) == replace(other, parameter=None):
        return True
    if one.against is not None or other.against is not None:
        return False
    ends = [_ends(each.op, each.number, each.most) for each in (one, other)]
    return ends[0] is not None and ends[1] is not None and _inside(ends[0], ends[1])


def _compares_harder(one: Compare, other: Compare) -> bool:
    if one.fact != other.fact:
        return False
    if one.op in _LISTED and other.op in _LISTED:
        return set(one.operands) <= set(other.operands)
    if one.op in _EXCLUDED and other.op in _EXCLUDED:
        return set(one.operands) >= set(other.operands)
    ends = [_ends_of(each) for each in (one, other)] if one.order == other.order else [None] * 2
    return ends[0] is not None and ends[1] is not None and _inside(ends[0], ends[1])


def _ends_of(compare: Compare) -> Ends | None:
    if compare.op in (*_LISTED, *_EXCLUDED):
        return None
    numbers: list[Scalar] = [compare.operands[0], compare.operands[-1]]
    first, last = (number_of(each, compare.order) for each in numbers)
    return None if first is None else _ends(compare.op, first, last)


def _ends(op: Op, number: Fraction | date, most: Fraction | date | None) -> Ends | None:
    """The numbers that pass; None where they are no span."""
    match op:
        case Op.AT_LEAST:
            return number, True, None, True
        case Op.MORE_THAN:
            return number, False, None, True
        case Op.AT_MOST:
            return None, True, number, True
        case Op.LESS_THAN:
            return None, True, number, False
        case Op.BETWEEN:
            return number, True, most, True
        case Op.IS:
            return number, True, number, True
    return None


def _inside(ends: Ends, wider: Ends) -> bool:
    low, has_low, high, has_high = ends
    least, has_least, most, has_most = wider
    is_later = least is None or (low is not None and _before(least, has_least, low, has_low))
    return is_later and (
        most is None or (high is not None and _before(high, has_most, most, has_high))
    )


def _before(one: Fraction | date, has_one: bool, other: Fraction | date, has_other: bool) -> bool:
    """Whether the first comes first; of equals, whether it is taken in where the other is."""
    if one == other:
        return has_one or not has_other
    return one < other  # type: ignore[operator]  # of one measure, so of one type
