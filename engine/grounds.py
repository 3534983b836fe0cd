"""What a conclusion stands on: cells, what no cell gives, and other conclusions.

``touching`` says what that means. Knows no problem.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from .conditions import (
    MEMBERS,
    Attested,
    Compare,
    Count,
    Eligible,
    Every,
    Extreme,
    Known,
    Measured,
    Other,
    Rows,
    Streak,
    Total,
    Unconfirmed,
    Years,
    measures_of,
    rows_of,
)
from .decide.proving import measure
from .decide.reference import Judge
from .decide.scope import Scope, is_covered
from .explain.evidence import deciding_parts
from .facts import Dossier, Row, State, Subject, Value
from .findings import Conclusion, Finding, Outcome, Proof, RowProof, Verdict
from .plan import Plan
from .provenance import Cell
from .vocabulary import Role, SheetSpec, Vocabulary

Spot: TypeAlias = tuple[str, str, int, int]
"""A cell, whatever is written in it: file, sheet, row and column."""


class Lack(NamedTuple):
    """What no cell gives: the values of a column, or rows of a sheet, by its id."""

    what: Literal["field", "sheet"]
    name: str


class Drawn(NamedTuple):
    """Another conclusion: its title (``pack/title``) and its subject."""

    title: str
    subject: str


Ground: TypeAlias = Spot | Lack | Drawn

_UNTIED = (State.ABSENT, State.CONTRADICTORY)


def spot(cell: Cell) -> Spot:
    """Where a cell is."""
    return (cell.file, cell.sheet, cell.row, cell.column)


class Grounds:
    """Finds what conclusions of one dossier stand on."""

    def __init__(
        self,
        plan: Plan,
        dossier: Dossier,
        vocabulary: Vocabulary,
        conclusions: Iterable[Conclusion] = (),
    ) -> None:
        drawn = {(f"{c.pack}/{c.title}", c.subject): c for c in conclusions}
        self._judge = Judge(plan, dossier, drawn)
        self._dossier = dossier
        self._vocabulary = vocabulary

    def of(self, conclusion: Conclusion) -> Iterator[Ground]:
        """Everything that a conclusion rests on, or waits for; some of it more than once."""
        about = self._dossier.by_id[conclusion.subject]
        if conclusion.applies is not None:
            yield from self._in(conclusion.applies, about)
        for finding in conclusion.findings:
            if _counts(finding, conclusion.outcome):
                for proof in _standing(finding):
                    yield from self._in(proof, about)

    def _in(self, proof: Proof, about: Subject) -> Iterator[Ground]:
        if proof.subject is not None:
            about = self._dossier.by_id[proof.subject]
        waits = proof.verdict is Verdict.UNKNOWN
        match proof.condition:
            case Unconfirmed():
                return  # whatever is told, the verdict stays
            case Compare(fact) | Known(fact) | Attested(fact):
                if proof.value is not None:
                    yield from self._value(fact, proof.value, about, waits)
            case Measured():
                yield from self._measured(proof.condition, proof, about)
            case Every(rows):
                found = [row for row in proof.rows if row.verdict is proof.verdict]
                yield from self._rows(rows, found, about, waits)
            case Eligible(title):
                yield Drawn(title, about.id)
            case Other(whom="unit"):
                yield from self._unit(about, waits)
            case Other(heads=heads):
                yield from self._heads(heads, proof, about)
            case _:
                pass
        for part in deciding_parts(proof):
            if (part.verdict is Verdict.UNKNOWN) is waits:
                yield from self._in(part, about)

    def _value(self, field: str, value: Value, about: Subject, waits: bool) -> Iterator[Ground]:
        """The cells of a value; of one that is not told only where something waits for it."""
        if not waits:
            yield from map(spot, value.cells if _is_told(value) else ())
            return
        yield from map(spot, value.cells)
        if value.state is State.ABSENT:
            yield Lack("field", field)
        if value.state in _UNTIED:
            yield from map(spot, about.cells)

    def _unit(self, person: Subject, waits: bool) -> Iterator[Ground]:
        """The cells that say to which unit a person belongs."""
        field = self._vocabulary.sheet("person").field_with("unit") or ""
        yield from self._value(field, person.fact(field), person, waits)
        if waits and "unit" not in self._dossier.covered:
            yield Lack("sheet", "unit")

    def _heads(self, heads: str, proof: Proof, unit: Subject) -> Iterator[Ground]:
        """Who heads a unit, and whether those who were asked belong to it."""
        waits = proof.verdict is Verdict.UNKNOWN
        if waits and not is_covered(MEMBERS, self._dossier):
            yield Lack("sheet", "person")
        for person in (*self._dossier.members(unit.id), *self._dossier.people_without_unit):
            if not (waits and person.fact(heads).is_known):
                yield from self._value(heads, person.fact(heads), person, waits)
        for part in proof.parts:
            yield from self._unit(self._dossier.by_id[part.subject or ""], waits)

    def _measured(self, measured: Measured, proof: Proof, about: Subject) -> Iterator[Ground]:
        waits = proof.verdict is Verdict.UNKNOWN
        for field, value in proof.values:
            yield from self._value(field, value, about, waits)
        for each in measures_of(measured):
            rows = rows_of(each)
            if rows is None:
                continue
            is_kept = each is measured.measure
            found = proof.rows if is_kept else measure(each, Scope(self._judge, about))[1]
            yield from self._rows(rows, found, about, waits)
            match each:
                case Total(fact=fact) | Extreme(fact=fact):
                    yield from self._amounts(fact, rows, found, about, waits)
                case Years() | Streak():
                    yield from self._amounts(None, rows, found, about, waits)
                case _:
                    pass

    def _amounts(
        self,
        fact: str | None,
        rows: Rows,
        found: Iterable[RowProof],
        about: Subject,
        waits: bool,
    ) -> Iterator[Ground]:
        """What rows add to a sum, or offer as the greatest or least value, their year if none."""
        year = _year_field(self._sheet(rows))
        for row in found:
            whom = self._whom(row, about)
            if fact is None:
                value = row.row.year
            else:
                value = whom.fact(fact) if row.subject is not None else row.row.value(fact)
            if row.verdict is not Verdict.NOT_MET and not (waits and value.is_known):
                yield from self._value(fact or year, value, whom, waits)

    def _rows(
        self, rows: Rows, found: Iterable[RowProof], about: Subject, waits: bool
    ) -> Iterator[Ground]:
        """The rows of a relation, which of them there are, and what cuts their window."""
        sheet = self._sheet(rows)
        if waits and not is_covered(rows.relation, self._dossier):
            yield Lack("sheet", sheet.id)
        if sheet.kind == "yearly":
            yield from self._service(about, waits)
        for row in found:
            yield from self._row(row, sheet, about, waits)
        for edge in rows.window.edges if rows.window else ():
            cutting = measure(Count(edge.rows), Scope(self._judge, about))[1]
            yield from self._rows(edge.rows, cutting, about, waits)
            yield from self._amounts(None, edge.rows, cutting, about, waits)

    def _service(self, about: Subject, waits: bool) -> Iterator[Ground]:
        """The days between which rows are expected."""
        sheet = self._vocabulary.sheet(about.kind)
        roles: tuple[Role, ...] = ("joined", "left")
        for field in filter(None, (sheet.field_with(role) for role in roles)):
            yield from self._value(field, about.fact(field), about, waits)

    def _row(
        self, row: RowProof, sheet: SheetSpec, about: Subject, waits: bool
    ) -> Iterator[Ground]:
        whom = self._whom(row, about)
        if waits and row.verdict is Verdict.NOT_MET:
            return
        if waits and row.verdict is Verdict.UNKNOWN:
            yield from self._doubts(row, sheet, about)
        if not waits:
            yield from map(spot, row.row.year.cells if _is_told(row.row.year) else ())
            if row.verdict is Verdict.MET:
                yield from map(spot, row.row.cells)
                yield from self._unit(whom, waits) if row.subject is not None else ()
        for proof in row.proofs:
            if (proof.verdict is Verdict.UNKNOWN) is waits:
                yield from self._in(proof, whom)

    def _doubts(self, row: RowProof, sheet: SheetSpec, about: Subject) -> Iterator[Ground]:
        """Why nobody knows whether a row counts, but for what it is asked."""
        if row.subject is not None:
            if not row.row.certain:
                yield from self._unit(self._whom(row, about), waits=True)
            return
        is_missing = not (row.row.cells or row.row.fields)
        if is_missing:
            yield Lack("sheet", sheet.id)
            yield from (spot(cell) for each in _loose(about, sheet) for cell in _cells(each))
        elif not row.row.certain:
            yield Lack("field", sheet.field_with("id") or "")
            yield from map(spot, _cells(row.row))
        if not row.row.certain:
            yield from map(spot, about.cells)
        if not row.row.year.is_known:
            yield from self._value(_year_field(sheet), row.row.year, about, waits=True)

    def _sheet(self, rows: Rows) -> SheetSpec:
        """The sheet that a relation is read from."""
        return self._vocabulary.sheet("person" if rows.relation == MEMBERS else rows.relation)

    def _whom(self, row: RowProof, about: Subject) -> Subject:
        return about if row.subject is None else self._dossier.by_id[row.subject]


def _counts(finding: Finding, outcome: Outcome) -> bool:
    """Whether a conclusion stands on a finding."""
    match outcome:
        case Outcome.ELIGIBLE:
            return True
        case Outcome.UNDETERMINED:
            return finding.verdict is Verdict.UNKNOWN
        case Outcome.NOT_ELIGIBLE:
            return finding.verdict is Verdict.NOT_MET
        case Outcome.NOT_APPLICABLE:
            return False


def _standing(finding: Finding) -> list[Proof]:
    """The proofs that make the verdict of a finding."""
    asked = [proof for proof in (finding.when, finding.require) if proof is not None]
    match finding.verdict:
        case Verdict.NOT_APPLICABLE:
            return asked[:1]
        case Verdict.MET:
            return asked[-1:]
        case Verdict.NOT_MET:
            return asked
        case Verdict.UNKNOWN:
            return [proof for proof in asked if proof.verdict is Verdict.UNKNOWN]


def _year_field(sheet: SheetSpec) -> str:
    """The column that says of which year a row is."""
    return sheet.field_with("year") or sheet.field_with("day") or ""


def _is_told(value: Value) -> bool:
    """Whether a value says something, be it a range or what a blank means."""
    return value.is_known or value.state is State.PARTIAL


def _loose(about: Subject, sheet: SheetSpec) -> Iterator[Row]:
    """Rows that may be those which are missing."""
    for row in about.rows.get(sheet.id, ()):
        if not (row.certain and row.year.is_known):
            yield row


def _cells(row: Row) -> Iterator[Cell]:
    """Every cell of a row."""
    yield from row.cells
    for value in (row.year, *row.fields.values()):
        yield from value.cells
