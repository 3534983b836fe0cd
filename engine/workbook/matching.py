"""Tie records to subjects and put the dossier together.

Knows no cell address and no rule. A row that may be about several subjects is a
possible row of each of them; nothing is decided by a guess.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..errors import Problem, Severity
from ..facts import ABSENT, Dossier, Row, State, Subject, Value
from ..provenance import Cell
from ..vocabulary import SheetSpec, SubjectKind, Vocabulary
from .attestations import confirm
from .rows import Record
from .subjects import Entry, Register, list_subjects
from .text import exact_key
from .units import resolve_units
from .values import contradicted, merge, merge_fields

_Common = dict[tuple[str, SubjectKind], list[Row]]


@dataclass(frozen=True, slots=True)
class _Tie:
    """Whom a record is about: certainly the owner, or perhaps some; or anybody."""

    owner: Entry | None = None
    possible: tuple[Entry, ...] = ()
    anybody: bool = False
    problem: Problem | None = None


def match(
    records: Sequence[Record], vocabulary: Vocabulary, covered: Iterable[str]
) -> tuple[Dossier, tuple[Problem, ...]]:
    """Make the dossier of all records; ``covered`` are the ids of the sheets that were read."""
    listed = list(list_subjects(record for record in records if record.spec.kind == "subject"))
    problems = [found for found in listed if isinstance(found, Problem)]
    register = Register(found for found in listed if isinstance(found, Entry))
    kept, headings = _without_headings(records, register)
    problems.extend(headings)
    problems.extend(_confirm_facts(register))
    problems.extend(_fill_forms(kept, register))
    common: _Common = {}
    problems.extend(_tie_rows(kept, register, common))
    known = frozenset(covered) - _incomplete(kept)
    units = resolve_units(register, "unit" in known)
    problems.extend(unit for unit in units if isinstance(unit, Problem))
    unit_of = dict(unit for unit in units if not isinstance(unit, Problem))
    relations = [sheet for sheet in vocabulary.sheets if sheet.kind in ("closed", "yearly")]
    subjects = [
        _subject(entry, unit_of.get(entry.id), _all_rows(entry, relations, common, problems))
        for entry in register.entries
    ]
    subjects.sort(key=lambda subject: (subject.kind, subject.id))
    return Dossier(tuple(subjects), known), tuple(problems)


def _without_headings(
    records: Iterable[Record], register: Register
) -> tuple[list[Record], list[Problem]]:
    """Drop what looks like the heading of a section, unless it is a listed subject."""
    kept, notes = [], []
    for record in records:
        if record.heading and (record.spec.kind == "subject" or not _is_listed(record, register)):
            notes.append(Problem("row-section", Severity.NOTE, record.heading))
        else:
            kept.append(record)
    return kept, notes


def _is_listed(record: Record, register: Register) -> bool:
    number, name = record.role("id"), record.role("name")
    kinds = record.spec.subjects
    return bool(
        (number.is_known and register.with_id(str(number.scalar), kinds))
        or (name.is_known and any(e.names for e in register.named(str(name.scalar), kinds)))
    )


def _incomplete(records: Iterable[Record]) -> frozenset[str]:
    """Subject sheets with a row that is somebody, but nobody knows who."""
    return frozenset(
        record.spec.id
        for record in records
        if record.spec.kind == "subject"
        and not record.role("id").is_known
        and not record.role("name").is_known
    )


def _tie(record: Record, register: Register) -> _Tie:
    """Find whom a record is about."""
    number, name, kinds = record.role("id"), record.role("name"), record.spec.subjects
    text = str(number.scalar)
    found = register.with_id(text, kinds) if number.is_known else []
    if len(found) > 1:
        return _Tie(possible=tuple(found))  # the clash itself has been reported
    if found and name.is_known and not found[0].may_be_called(str(name.scalar)):
        cells = (*number.cells, *name.cells, *found[0].cells)
        details = {"id": text, "name": str(name.scalar), "listed": found[0].name}
        mismatch = Problem("name-mismatch", Severity.ERROR, cells, details)
        others = [e for e in register.named(str(name.scalar), kinds) if e is not found[0]]
        return _Tie(possible=(found[0], *others), problem=mismatch)
    if found:
        return _tied(found[0], name)
    possible = register.named(str(name.scalar), kinds) if name.is_known else []
    count = len(possible) if name.is_known else len(register.of_kinds(kinds))
    problem = _untied(record, text if number.is_known else "", register, count)
    return _Tie(possible=tuple(possible), anybody=not name.is_known, problem=problem)


def _tied(entry: Entry, name: Value) -> _Tie:
    if entry.is_double:
        return _Tie(possible=(entry,))  # the duplicate itself has been reported
    problem = None
    if name.is_known and entry.is_named and exact_key(str(name.scalar)) != exact_key(entry.name):
        details = {"name": str(name.scalar), "listed": entry.name}
        problem = Problem("name-spelling", Severity.NOTE, name.cells, details)
    return _Tie(owner=entry, problem=problem)


def _untied(record: Record, text: str, register: Register, count: int) -> Problem | None:
    number = record.role("id")
    details = {"count": str(count), "id": text}
    if not text:
        if number.state is State.ABSENT:
            return None  # the missing column has been reported
        return Problem("row-untied", Severity.ERROR, record.cells, details)
    other: list[SubjectKind] = [k for k in ("person", "unit") if k not in record.spec.subjects]
    code = "subject-wrong-kind" if register.with_id(text, other) else "subject-unlisted"
    return Problem(code, Severity.ERROR, record.cells, details)


# Facts


def _confirm_facts(register: Register) -> Iterator[Problem]:
    """Resolve attestations that stand on the list of subjects itself."""
    for entry in register.entries:
        if any(fact.type == "attestation" for fact in entry.records[0].spec.fields.values()):
            rows = [confirm(record, entry) for record in entry.records]
            merged = merge_fields(fields for fields, _ in rows)
            asked = entry.records[0].spec.fields
            entry.facts.update((f, v) for f, v in merged.items() if asked[f].type == "attestation")
            yield from (problem for _, problems in rows for problem in problems)


def _fill_forms(records: Iterable[Record], register: Register) -> Iterator[Problem]:
    """Add the facts of forms; a row that cannot be tied adds nothing."""
    forms: dict[tuple[int, str], list[dict[str, Value]]] = {}
    entries: dict[int, Entry] = {}
    for record in records:
        if record.spec.kind != "form":
            continue
        tie = _tie(record, register)
        if tie.problem:
            yield tie.problem
        entry = tie.owner or next(iter(_with_its_id(record, register)), None)
        if entry is None:
            continue
        fields, problems = confirm(record, entry)
        yield from problems
        if tie.owner is None and (tie.problem or len(entry.names) > 1):
            fields = {name: contradicted(value, record.cells) for name, value in fields.items()}
        entries[id(entry)] = entry
        forms.setdefault((id(entry), record.spec.id), []).append(fields)
    for (number, _), rows in forms.items():
        entry = entries[number]
        merged = merge_fields(rows)
        entry.facts.update(merged)
        if len(rows) > 1:
            yield from _contradictions(entry, merged)


def _with_its_id(record: Record, register: Register) -> list[Entry]:
    number = record.role("id")
    return register.with_id(str(number.scalar), record.spec.subjects) if number.is_known else []


def _contradictions(entry: Entry, merged: dict[str, Value]) -> Iterator[Problem]:
    for name, value in merged.items():
        if value.state is State.CONTRADICTORY:
            details = {"id": entry.id, "column": name}
            yield Problem("facts-contradict", Severity.ERROR, value.cells, details)


# Rows


def _tie_rows(records: Iterable[Record], register: Register, common: _Common) -> Iterator[Problem]:
    for record in records:
        if record.spec.kind not in ("closed", "yearly"):
            continue
        tie = _tie(record, register)
        if tie.problem:
            yield tie.problem
        row, problems = _row(record, tie.owner)
        yield from problems
        for entry in (tie.owner,) if tie.owner else tie.possible:
            entry.rows.setdefault(record.spec.id, []).append(row)
        if tie.anybody:
            for kind in record.spec.subjects:
                common.setdefault((record.spec.id, kind), []).append(row)


def _row(record: Record, owner: Entry | None) -> tuple[Row, list[Problem]]:
    ties = (record.spec.field_with("id"), record.spec.field_with("name"))
    fields, problems = confirm(record, owner)
    shown = {name: value for name, value in fields.items() if name not in ties}
    return Row(shown, record.year, owner is not None, record.cells), problems


def _all_rows(
    entry: Entry, relations: Iterable[SheetSpec], common: _Common, problems: list[Problem]
) -> dict[str, tuple[Row, ...]]:
    """The rows of a subject, of each relation that it can have rows of."""
    rows: dict[str, tuple[Row, ...]] = {}
    for sheet in relations:
        if entry.kind in sheet.subjects:
            own = entry.rows.get(sheet.id, [])
            if sheet.kind == "yearly":
                own = _merge_years(entry, sheet, own, problems)
            shared = common.get((sheet.id, entry.kind), [])
            rows[sheet.id] = tuple(sorted([*own, *shared], key=_row_order))
    return rows


def _row_order(row: Row) -> tuple[bool, int, tuple[Cell, ...]]:
    year = row.year.scalar
    return (year is None, year if isinstance(year, int) else 0, (*row.cells, *row.year.cells))


def _merge_years(
    entry: Entry, sheet: SheetSpec, rows: Sequence[Row], problems: list[Problem]
) -> list[Row]:
    """Make one row of all that is certain about one year.

    A row without a year may be about the same year as another one; it is certain only
    if it is the only row.
    """
    if len(rows) < 2:
        return list(rows)
    years: dict[object, list[Row]] = {}
    for row in rows:
        if row.certain and row.year.is_known:
            years.setdefault(row.year.scalar, []).append(row)
    others = [
        replace(row, certain=False) for row in rows if not row.certain or not row.year.is_known
    ]
    return [*others, *(_one_row(entry, sheet, same, problems) for same in years.values())]


def _one_row(entry: Entry, sheet: SheetSpec, same: list[Row], problems: list[Problem]) -> Row:
    if len(same) == 1:
        return same[0]
    fields = merge_fields(row.fields for row in same)
    year_field = sheet.field_with("year")
    for name, value in fields.items():
        if value.state is State.CONTRADICTORY and name != year_field:
            year = str(same[0].year.scalar)
            details = {"id": entry.id, "year": year, "column": sheet.fields[name].header}
            problems.append(Problem("rows-contradict", Severity.ERROR, value.cells, details))
    cells = tuple(dict.fromkeys(sorted(cell for row in same for cell in row.cells)))
    return Row(fields, merge(row.year for row in same), True, cells)


def _subject(entry: Entry, unit: str | None, rows: dict[str, tuple[Row, ...]]) -> Subject:
    spec = entry.records[0].spec
    joined, left = (entry.facts.get(spec.field_with(r) or "", ABSENT) for r in ("joined", "left"))
    return Subject(
        id=entry.id,
        kind=entry.kind,
        name=entry.name,
        unit=unit if entry.kind == "person" else None,
        facts=entry.facts,
        rows=rows,
        joined=_year_of(joined),
        left=_year_of(left),
        cells=entry.cells,
    )


def _year_of(value: Value) -> int | None:
    return value.scalar.year if isinstance(value.scalar, date) else None
