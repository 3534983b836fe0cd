"""Put the dossier together from the records of all sheets.

Knows no cell address and no rule. A row that may be about several subjects is a
possible row of each of them; nothing is decided by a guess.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeAlias

from ...errors import Problem
from ...facts import Dossier, Row, Subject
from ...vocabulary import Vocabulary
from ..cells.names import name_reader
from ..sheets.rows import Record
from .doubles import near_duplicates
from .forms import confirm_facts, fill_forms
from .register import Entry, Register, list_subjects
from .relations import Rows
from .service import Service, hold_to_service, service_of
from .units import resolve_units

Others: TypeAlias = Callable[[Sequence[Record], Register], list[Record]]
"""Adds to the records those that stand elsewhere, now that the subjects are known."""


def match(
    records: Sequence[Record],
    vocabulary: Vocabulary,
    covered: Collection[str],
    others: Others | None = None,
) -> tuple[Dossier, tuple[Problem, ...]]:
    """Make the dossier of all records; ``covered`` are the ids of the sheets that were read."""
    listed = list(list_subjects(record for record in records if record.spec.kind == "subject"))
    problems = [found for found in listed if isinstance(found, Problem)]
    keys = name_reader(vocabulary).keys
    register = Register((found for found in listed if isinstance(found, Entry)), keys)
    kept, headings = _without_headings(records, register)
    problems.extend(headings)
    has_units = "unit" in covered or bool(register.of_kinds(["unit"]))
    problems.extend(resolve_units(register, "" if has_units else vocabulary.sheet("unit").sheet))
    problems.extend(confirm_facts(register))
    kept = others(kept, register) if others else kept
    problems.extend(fill_forms((one for one in kept if one.spec.kind == "form"), register))
    rows = Rows(register)
    problems.extend(rows.add(one for one in kept if one.spec.kind in ("closed", "yearly")))
    problems.extend(near_duplicates(register, vocabulary))
    known = frozenset(covered) - _incomplete(kept) - rows.lost
    sheets = {s.id: s for s in vocabulary.sheets if s.kind in ("closed", "yearly")}
    subjects = []
    for entry in register.entries:
        own, service = rows.of(entry, sheets.values(), problems), service_of(entry)
        held = hold_to_service(entry, service, own, sheets, problems)
        subjects.append(_subject(entry, service, held))
    subjects.sort(key=lambda subject: (subject.kind, subject.id))
    return Dossier(tuple(subjects), known), tuple(problems)


def _without_headings(
    records: Iterable[Record], register: Register
) -> tuple[list[Record], list[Problem]]:
    """Drop what looks like the heading of a section, unless it is a listed subject."""
    kept, notes = [], []
    for record in records:
        if record.heading and (record.spec.kind == "subject" or not _is_listed(record, register)):
            notes.append(Problem("row-section", record.heading))
        else:
            kept.append(record)
    return kept, notes


def _is_listed(record: Record, register: Register) -> bool:
    number, name = record.role("id"), record.role("name")
    kinds = record.spec.subjects
    return bool(
        (number.is_known and register.with_id(str(number.scalar), kinds))
        or (name.is_known and register.named(str(name.scalar), kinds))
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


def _subject(entry: Entry, service: Service, rows: dict[str, tuple[Row, ...]]) -> Subject:
    return Subject(
        id=entry.key,
        kind=entry.kind,
        name=entry.name,
        unit=entry.unit.key if entry.unit else None,
        facts=entry.facts,
        rows=rows,
        joined=service.joined,
        left=service.left,
        cells=entry.cells,
        ties=tuple(entry.ties),
    )
