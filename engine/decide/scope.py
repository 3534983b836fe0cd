"""Whom a condition is asked about: a subject or one of its rows, and which rows there are.

Knows who is asked, not what.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ..conditions import MEMBERS, Rows, Window
from ..facts import ABSENT, Axis, Dossier, Row, SchoolYear, State, Subject, Value
from ..findings import Conclusion, RowProof


class Judge(Protocol):
    """Whoever decides titles; ``yearly`` names the relations in which a row a year is due."""

    @property
    def dossier(self) -> Dossier:
        """All that is known."""

    @property
    def yearly(self) -> frozenset[str]:
        """The relations in which a row a year is expected."""

    def conclusion(self, title: str, subject: str) -> Conclusion:
        """The conclusion of a title for a subject."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition is asked about: a subject, or one row of it."""

    judge: Judge
    subject: Subject
    row: Row | None = None

    def value(self, name: str) -> Value:
        """The value of a fact of the subject, or of a column of the row."""
        return self.row.value(name) if self.row is not None else self.subject.fact(name)


def scope_of(row: RowProof, scope: Scope) -> Scope:
    """The scope of a row that was looked at, or of the member that it is."""
    return scope_in(row.row, row.subject, scope)


def scope_in(row: Row, member: str | None, scope: Scope) -> Scope:
    """The scope of a row, or of the member that it is."""
    if member is not None:
        return Scope(scope.judge, scope.judge.dossier.by_id[member])
    return Scope(scope.judge, scope.subject, row)


def is_covered(relation: str, dossier: Dossier) -> bool:
    """Whether the dossier has the sheet that the relation is read from."""
    return ("person" if relation == MEMBERS else relation) in dossier.covered


def rows_of(rows: Rows, scope: Scope) -> Iterator[tuple[Row, str | None]]:
    """The rows of a relation, with an unknown row for each year that has none.

    Beside each stands the member that it is, where members are meant.
    """
    if rows.relation == MEMBERS:
        yield from _member_rows(scope)
        return
    there = scope.subject.rows.get(rows.relation, ())
    for row in there:
        yield row, None
    if rows.relation in scope.judge.yearly and rows.window is not None:
        for year in missing_years(scope.subject, there, rows.window):
            yield _row_of(year, rows.window.axis), None


def _row_of(year: int, axis: Axis) -> Row:
    """A row that is expected, but that nobody wrote."""
    scalar = SchoolYear(year) if axis.kind == "school" else year
    return Row({}, Value(scalar, State.KNOWN), certain=False)


def _member_rows(scope: Scope) -> Iterator[tuple[Row, str]]:
    for person in scope.judge.dossier.members(scope.subject.id):
        yield Row({}, ABSENT, True, person.cells), person.id
    for person in scope.judge.dossier.people_without_unit:
        yield Row({}, ABSENT, False, person.cells), person.id


def missing_years(subject: Subject, rows: tuple[Row, ...], window: Window) -> list[int]:
    """Years of the window in which a row is expected and none is certainly there.

    No row is expected before the subject joined or after it left.
    """
    spans = [row.years(window.axis) for row in rows if row.certain]
    there = {low for low, high in spans if low == high}
    first, last = subject.service(window.axis)
    return [
        year
        for year in window.years
        if year not in there and (first or year) <= year <= (year if last is None else last)
    ]
