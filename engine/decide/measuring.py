"""Make intervals out of the rows that a measure goes through, for the reference.

Every row has been looked at already; here is only arithmetic. A row counts surely when its
verdict is met, possibly when it is unknown.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from ..conditions import Extreme, Rows, Total, Window
from ..facts import Axis, Row, Value
from ..findings import Interval, RowProof, Verdict
from .comparing import End, ends_of

Span = tuple[int | None, int | None]
"""The first and the last year that something may be of; None is not known."""

Read = Callable[[RowProof, str], Value]
"""Reads a column of a row, or a fact of a member."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The year at which rows cut a window, and whether there are such rows at all."""

    low: int | None
    high: int | None
    exists: Verdict
    included: bool


NO_CUT = Cut(None, None, Verdict.NOT_MET, True)


def sure(rows: Iterable[RowProof]) -> list[RowProof]:
    """The rows that surely count."""
    return [row for row in rows if row.verdict is Verdict.MET]


def possible(rows: Iterable[RowProof]) -> list[RowProof]:
    """The rows that count, or may count."""
    return [row for row in rows if row.verdict >= Verdict.UNKNOWN]


def existence(rows: Sequence[RowProof], is_covered: bool) -> Verdict:
    """Whether there is any row at all."""
    if sure(rows):
        return Verdict.MET
    return Verdict.NOT_MET if is_covered and not possible(rows) else Verdict.UNKNOWN


def count(rows: Sequence[RowProof], is_covered: bool) -> Interval:
    """Low takes the rows that surely count, high adds those that may."""
    high = Fraction(len(possible(rows))) if is_covered else None
    return Interval(Fraction(len(sure(rows))), high)


def share(rows: Sequence[RowProof], is_covered: bool) -> Interval:
    """Parts of whole, the least and the greatest that the rows allow."""
    there, maybe = sure(rows), possible(rows)
    least = sum(_part(row) is Verdict.MET for row in there)
    against = sum(_part(row) is not Verdict.MET for row in maybe)
    most = sum(_part(row) >= Verdict.UNKNOWN for row in maybe)
    without = sum(_part(row) is Verdict.NOT_MET for row in there)
    exists = existence(rows, is_covered)
    if exists is Verdict.NOT_MET or not is_covered:
        return Interval(Fraction(0), Fraction(1), exists)
    low, high = Fraction(least, max(1, least + against)), Fraction(most, max(1, most + without))
    return Interval(low, high, exists, (least + against, most + without))


def _part(row: RowProof) -> Verdict:
    return row.proofs[-1].verdict


def total(node: Total, rows: Sequence[RowProof], read: Read, is_covered: bool) -> Interval:
    """The sum; a row that may not count adds nothing, or what it may say."""
    low: End = Fraction(0) if is_covered or node.naturals else None
    high: End = Fraction(0) if is_covered else None
    for row in possible(rows):
        least, most = ends_of(read(row, node.fact))
        if least is None and node.naturals:
            least = Fraction(0)
        if row.verdict is not Verdict.MET:
            least = None if least is None else min(least, Fraction(0))
            most = None if most is None else max(most, Fraction(0))
        low, high = _plus(low, least), _plus(high, most)
    return Interval(low, high)


def _plus(one: End, other: End) -> End:
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one + other
    return None


def extreme(node: Extreme, rows: Sequence[RowProof], read: Read, is_covered: bool) -> Interval:
    """The greatest or least value, between what is surely there and what may be."""

    def ends(row: RowProof) -> tuple[End, End]:
        if node.fact is not None:
            return ends_of(read(row, node.fact), node.order)
        low, high = row.row.years(node.axis)
        return None if low is None else Fraction(low), None if high is None else Fraction(high)

    near = [ends(row) for row in sure(rows)]
    far = [ends(row) for row in possible(rows)]
    exists = existence(rows, is_covered)
    if node.greatest:
        return Interval(
            _most([low for low, _ in near if low is not None]),
            _most([high for _, high in far]) if is_covered else None,
            exists,
        )
    return Interval(
        _least([low for low, _ in far]) if is_covered else None,
        _least([high for _, high in near if high is not None]),
        exists,
    )


def _most(ends: Sequence[End]) -> End:
    return None if None in ends else max(ends, default=None)  # type: ignore[type-var]


def _least(ends: Sequence[End]) -> End:
    return None if None in ends else min(ends, default=None)  # type: ignore[type-var]


def cut(rows: Sequence[RowProof], latest: bool, included: bool, where: tuple[Axis, bool]) -> Cut:
    """The year of the latest, or the first, of some rows.

    Parameters: ``where`` holds the axis, and whether the rows were handed in.
    """
    axis, is_covered = where
    node = Extreme(Rows(""), None, latest, (), axis)
    found = extreme(node, rows, lambda row, _: row.row.year, is_covered)
    low, high = (None if end is None else int(end) for end in (found.low, found.high))  # type: ignore[arg-type]
    return Cut(low, high, found.exists, included)


@dataclass(frozen=True)
class Stretch:
    """A window with the rows that cut it, and whether the rows inside were handed in."""

    window: Window
    since: Cut
    until: Cut
    is_covered: bool

    @cached_property
    def years(self) -> Sequence[int]:
        """The years that are not surely cut off."""
        if self.since is NO_CUT and self.until is NO_CUT:
            return self.window.years
        return [
            year
            for year in self.window.years
            if _not_before(year, year, self.since) is not Verdict.NOT_MET
            and _not_after(year, year, self.until) is not Verdict.NOT_MET
        ]


def years(rows: Sequence[RowProof], stretch: Stretch) -> Interval:
    """In how many years of the window there is a row."""
    low = len(_exact(sure(rows), stretch.window))
    return Interval(Fraction(low), Fraction(_most_years(rows, stretch)))


def _most_years(rows: Sequence[RowProof], stretch: Stretch) -> int:
    """Rows of one year each: no more years than rows, no more than the window has."""
    window, size = stretch.window, len(stretch.years)
    if not stretch.is_covered:
        return size
    maybe = possible(rows)
    loose = sum(low is None or low != high for low, high in _spans(maybe, window))
    return min(size, len(_exact(maybe, window)) + loose)


def _exact(rows: Iterable[RowProof], window: Window) -> set[int]:
    spans = _spans(rows, window)
    return {low for low, high in spans if low is not None and low == high and low in window}


def _spans(rows: Iterable[RowProof], window: Window) -> Iterator[Span]:
    return (row.row.years(window.axis) for row in rows)


def streak(rows: Sequence[RowProof], stretch: Stretch) -> Interval:
    """The unbroken run of years, counted back from the end of the window."""
    window, most = stretch.window, _most_years(rows, stretch)
    end = _end(window, stretch.until)
    if end is None:
        return Interval(Fraction(0), Fraction(most))
    there = _exact(sure(rows), window)
    maybe = list(_spans(possible(rows), window))
    inside = set(stretch.years)

    def may_be(year: int) -> bool:
        return year in inside and (
            not stretch.is_covered or any(_covers(span, year) for span in maybe)
        )

    low = _run(window, end, lambda year: year in there)
    return Interval(Fraction(low), Fraction(min(_run(window, end, may_be), most)))


def _end(window: Window, until: Cut) -> int | None:
    """The year from which to count back; None where it is not certain."""
    if until.exists is Verdict.NOT_MET:
        return window.last
    if until.exists is Verdict.UNKNOWN or until.low is None or until.low != until.high:
        return None
    return min(window.last, until.low if until.included else until.low - 1)


def _covers(span: Span, year: int) -> bool:
    low, high = span
    return (low is None or low <= year) and (high is None or year <= high)


def _run(window: Window, end: int, holds: Callable[[int], bool]) -> int:
    length = 0
    while end - length >= window.first and holds(end - length):
        length += 1
    return length


def degree(verdict: Verdict) -> Interval:
    """1 for met, 0 for not met; unknown may be either."""
    low, high = verdict is Verdict.MET, verdict is not Verdict.NOT_MET
    return Interval(Fraction(low), Fraction(high))


def inside(row: Row, window: Window, since: Cut, until: Cut) -> Verdict:
    """Whether a row lies in a window, as far as its year and the cuts are known."""
    low, high = row.years(window.axis)
    within = _within(low, high, window)
    if since is NO_CUT and until is NO_CUT:
        return within
    return min(within, _not_before(low, high, since), _not_after(low, high, until))


def _within(low: int | None, high: int | None, window: Window) -> Verdict:
    first, last = window.first, window.last
    if (high is not None and high < first) or (low is not None and low > last):
        return Verdict.NOT_MET
    is_sure = low is not None and high is not None and first <= low and high <= last
    return Verdict.MET if is_sure else Verdict.UNKNOWN


def _not_before(low: int | None, high: int | None, start: Cut) -> Verdict:
    step = 0 if start.included else 1
    if start.exists is Verdict.NOT_MET:
        return Verdict.MET
    if low is not None and start.high is not None and low >= start.high + step:
        return Verdict.MET
    if start.exists is not Verdict.MET or high is None or start.low is None:
        return Verdict.UNKNOWN
    return Verdict.NOT_MET if high < start.low + step else Verdict.UNKNOWN


def _not_after(low: int | None, high: int | None, end: Cut) -> Verdict:
    step = 0 if end.included else 1
    if end.exists is Verdict.NOT_MET:
        return Verdict.MET
    if high is not None and end.low is not None and high <= end.low - step:
        return Verdict.MET
    if end.exists is not Verdict.MET or low is None or end.high is None:
        return Verdict.UNKNOWN
    return Verdict.NOT_MET if low > end.high - step else Verdict.UNKNOWN


def months_between(start: date, end: date) -> int:
    """Complete months from one day to another, negative where the end comes first.

    A month is complete on the same day of the month, or on the last day of a month that has
    no such day (Civil Code 2015, art. 148.3).
    """
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    is_last = (date.fromordinal(end.toordinal() + 1)).month != end.month
    return months - (end.day < start.day and not is_last)


def months(start: Interval, end: Interval) -> Interval:
    """The complete months between two days that may not be known exactly."""
    return Interval(
        _months(start.high, end.low), _months(start.low, end.high), min(start.exists, end.exists)
    )


def _months(start: End, end: End) -> End:
    if isinstance(start, date) and isinstance(end, date):
        return Fraction(months_between(start, end))
    return None
