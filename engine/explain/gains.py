"""Change rows so that a measure passes its bound, or fails it.

Guesses well and promises nothing: whoever asks decides again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from ..conditions import (
    MEMBERS,
    All,
    Amount,
    Condition,
    Count,
    Extreme,
    Measured,
    Months,
    Not,
    Rows,
    Share,
    Streak,
    Total,
    Years,
)
from ..facts import Row, SchoolYear, State, Value
from ..findings import Interval, Proof, RowProof, Verdict
from .fields import turned, value_of
from .targets import Range, scalar_for, wanted_range

if TYPE_CHECKING:
    from .changes import World

    Turn = Callable[[Condition, bool, str, World], World | None]


def turn_measure(
    measured: Measured, want: bool, proof: Proof, subject: str, world: "World", turn: "Turn"
) -> "World | None":
    """A world in which a measure seems to pass its bound, or to fail it."""
    interval, measure = proof.interval, measured.measure
    whole = len(_possible(proof.rows)) if isinstance(measure, Share) else 1
    wanted = wanted_range(measured.bound, want, interval, whole)
    if wanted is None or interval is None:
        return None
    match measure:
        case Extreme() | Months():
            return None
        case Amount(fact):
            scalar = scalar_for(wanted[0], fact, world.vocabulary)
            return None if scalar is None else world.with_facts(subject, {fact: scalar})
        case _:
            change = _Change(measure.rows, proof.rows, subject, turn)
    match measure:
        case Count():
            return change.to_count(wanted, interval, world)
        case Share(_, part):
            return change.to_share(part, wanted, world)
        case Total(fact=fact):
            return change.to_total(fact, wanted, interval, world)
        case Years():
            return change.to_years(wanted, measure.rows, world)
        case Streak():
            return change.to_streak(wanted, measure.rows, world)


def _year(year: int, rows: Rows) -> Value:
    is_school = rows.window is not None and rows.window.axis.kind == "school"
    return value_of(SchoolYear(year) if is_school else year)


@dataclass(frozen=True)
class _Change:
    """The rows that a measure went through, and how one of them is changed."""

    rows: Rows
    proofs: tuple[RowProof, ...]
    subject: str
    turn: "Turn"

    def mend(self, row: RowProof, world: "World", also: Condition | None = None) -> "World | None":
        """Make one row certain, and make it count."""
        asked = tuple(part for part in (self.rows.where, also) if part is not None)
        return self._ask(row, All(asked) if asked else None, world)

    def _ask(self, row: RowProof, condition: Condition | None, world: "World") -> "World | None":
        if row.subject is not None:
            return self.turn(condition, True, row.subject, world) if condition else world
        fields = row.row.fields
        after = turned(condition, True, fields, world.vocabulary) if condition else fields
        if after is None:
            return None
        changed = replace(row.row, fields=after, certain=True)
        return world.with_rows(self.rows.relation, self.subject, (row.row,), (changed,))

    def lose(self, row: RowProof, world: "World") -> "World | None":
        """Make one row not count: change what it says, or take it out."""
        where = self.rows.where
        if where is not None and (row.subject is not None or self._is_yearly(world)):
            return self._ask(row, Not(where), world)
        if row.subject is not None or self._is_yearly(world):
            return None
        return world.with_rows(self.rows.relation, self.subject, (row.row,))

    def each(
        self,
        rows: Iterable[RowProof],
        change: Callable[[RowProof, "World"], "World | None"],
        world: "World",
    ) -> "World | None":
        """Change rows one after the other."""
        changed: World | None = world
        for row in rows:
            if changed is not None:
                changed = change(row, changed)
        return changed

    def _is_yearly(self, world: "World") -> bool:
        return self.rows.relation in world.plan.yearly

    def new_row(self, year: int | None = None) -> RowProof:
        """A row that is not there yet, of the last year of the window if of no other."""
        window = self.rows.window
        if year is None and window is not None:
            year = window.last
        value = Value(None, State.ABSENT) if year is None else _year(year, self.rows)
        return RowProof(Row({}, value), Verdict.UNKNOWN, ())

    def _mendable(self, world: "World") -> list[RowProof]:
        """Rows that could be made to count, those that may count already first."""
        window = self.rows.window
        if self.rows.relation != MEMBERS and not self._is_yearly(world):
            return []
        found = [row for row in self.proofs if row.verdict is not Verdict.MET]
        if window is not None:
            found = [row for row in found if {*row.row.years(window.axis)} <= {*window.years}]
        return sorted(found, key=lambda row: -row.verdict)

    def to_count(self, wanted: Range, interval: Interval, world: "World") -> "World | None":
        """Mend rows that could count, and add new ones; or take out those that are too many."""
        fewest, most = ceil(wanted[0]), wanted[1]
        sure = int(interval.low) if isinstance(interval.low, Fraction) else 0
        if sure < fewest:
            return self._gain(fewest - sure, world)
        if most is None:
            return None
        counted = sorted(_possible(self.proofs), key=lambda row: -row.verdict)
        dropped = self.each(counted[floor(most) :], self.lose, world)
        unseen = self.rows.relation not in world.dossier.covered and not counted
        return world.with_rows(self.rows.relation, self.subject, ()) if unseen else dropped

    def _gain(self, lacking: int, world: "World") -> "World | None":
        changed = world
        for row in self._mendable(world):
            if lacking == 0:
                break
            mended = self.mend(row, changed)
            if mended is not None:
                changed, lacking = mended, lacking - 1
        if lacking and (self.rows.relation == MEMBERS or self._is_yearly(world)):
            return None
        return self.each([self.new_row() for _ in range(lacking)], self.mend, changed)

    def to_share(self, part: Condition, wanted: Range, world: "World") -> "World | None":
        """Make the part hold for as many rows as are lacking, or fail for too many."""
        there = _possible(self.proofs)
        if not there and self.rows.relation != MEMBERS:
            return self.mend(self.new_row(), world, part)
        most = wanted[1]
        having = [row for row in there if _has_part(row)]
        lacking = ceil(wanted[0]) - len(having)
        if lacking > 0:
            others = [row for row in there if not _has_part(row)]
            others.sort(key=lambda row: -row.verdict)
            return self.each(others[:lacking], lambda r, w: self.mend(r, w, part), world)
        if most is None:
            return None
        may = [row for row in there if row.proofs[-1].verdict is not Verdict.NOT_MET]
        surplus = may[floor(most) :]
        return self.each(surplus, lambda r, w: self._ask(r, Not(part), w), world)

    def to_total(
        self, fact: str, wanted: Range, interval: Interval, world: "World"
    ) -> "World | None":
        """Raise one value, or lower the greatest ones, by what is lacking or too much."""
        least, most = wanted
        there = _possible(self.proofs)
        if self.rows.relation == MEMBERS:
            return None
        if isinstance(interval.low, Fraction) and interval.low < least:
            sure = [row for row in there if row.verdict is Verdict.MET]
            row = (sure or self._mendable(world) or [self.new_row()])[0]
            more = _amount(row, fact) + least - interval.low
            return self._set(fact, more, row, world)
        if most is None:
            return None
        changed: World | None = world
        room = most
        for row in sorted(there, key=lambda row: (_is_open(row, fact), _amount(row, fact))):
            amount = Fraction(0) if _is_open(row, fact) else _amount(row, fact)
            kept = min(amount, room)
            room -= kept
            if changed is not None and (kept != amount or _is_open(row, fact)):
                changed = self._set(fact, kept, row, changed)
        return changed

    def _set(self, fact: str, number: Fraction, row: RowProof, world: "World") -> "World | None":
        scalar = scalar_for(number, fact, world.vocabulary)
        if scalar is None:
            return None
        fields = {**row.row.fields, fact: value_of(scalar)}
        where = self.rows.where
        after = turned(where, True, fields, world.vocabulary) if where else fields
        if after is None:
            return None
        changed = replace(row.row, fields=after, certain=True)
        return world.with_rows(self.rows.relation, self.subject, (row.row,), (changed,))

    def to_years(self, wanted: Range, rows: Rows, world: "World") -> "World | None":
        """Fill years without a row, the latest first; or empty the latest of too many."""
        window = rows.window
        if window is None:
            return None
        having = self._years_with(Verdict.MET)
        lacking = ceil(wanted[0]) - len(having)
        if lacking > 0:
            empty = [year for year in reversed(window.years) if year not in having]
            return self._fill(empty[:lacking], world) if len(empty) >= lacking else None
        may = sorted(self._years_with(Verdict.MET, Verdict.UNKNOWN))
        surplus = [] if wanted[1] is None else may[floor(wanted[1]) :]
        return self._empty(surplus, world)

    def to_streak(self, wanted: Range, rows: Rows, world: "World") -> "World | None":
        """Fill the years that are missing at the end of the window, or break it off there."""
        window = rows.window
        if window is None or window.until is not None:
            return None
        length = ceil(wanted[0])
        first = window.last - length + 1
        if first < window.first:
            return None
        having = self._years_with(Verdict.MET)
        run = [year for year in range(first, window.last + 1) if year not in having]
        filled = self._fill(run, world)
        if wanted[1] is None or filled is None:
            return filled
        before = window.last - floor(wanted[1])
        return self._empty([before], filled) if before in window else filled

    def _years_with(self, *verdicts: Verdict) -> set[int]:
        window = self.rows.window
        if window is None:
            return set()
        spans = (row.row.years(window.axis) for row in self.proofs if row.verdict in verdicts)
        return {low for low, high in spans if low is not None and low == high}

    def _of_year(self, year: int) -> list[RowProof]:
        window = self.rows.window
        if window is None:
            return []
        return [row for row in self.proofs if row.row.years(window.axis) == (year, year)]

    def _fill(self, years: Sequence[int], world: "World") -> "World | None":
        changed: World | None = world
        for year in years:
            if changed is not None:
                found = self._of_year(year) if self._is_yearly(world) else []
                changed = self.mend((found or [self.new_row(year)])[0], changed)
        return changed

    def _empty(self, years: Iterable[int], world: "World") -> "World | None":
        return self.each(self._possible_of(years), self.lose, world)

    def _possible_of(self, years: Iterable[int]) -> Iterator[RowProof]:
        for year in years:
            for row in self._of_year(year):
                if row.verdict is not Verdict.NOT_MET:
                    yield row


def _possible(rows: Iterable[RowProof]) -> list[RowProof]:
    return [row for row in rows if row.verdict is not Verdict.NOT_MET]


def _has_part(row: RowProof) -> bool:
    return row.verdict is Verdict.MET and row.proofs[-1].verdict is Verdict.MET


def _is_open(row: RowProof, fact: str) -> bool:
    return row.row.value(fact).scalar is None


def _amount(row: RowProof, fact: str) -> Fraction:
    scalar = row.row.value(fact).scalar
    is_number = isinstance(scalar, int | Decimal)
    return Fraction(scalar) if is_number else Fraction(0)  # type: ignore[arg-type]
