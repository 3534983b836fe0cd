"""Add the facts that stand on sheets of their own to the subjects.

A row that cannot be tied to its subject adds nothing: the facts stay unknown.
"""

from collections.abc import Iterable, Iterator

from ...errors import Problem
from ...facts import State, Value
from ..cells.values import contradicted, merge_fields
from ..sheets.rows import Record
from .attestations import confirm
from .register import Entry, Register
from .ties import tie


def confirm_facts(register: Register) -> Iterator[Problem]:
    """Resolve attestations that stand on the list of subjects itself."""
    for entry in register.entries:
        asked = entry.records[0].spec.fields
        if any(fact.type == "attestation" for fact in asked.values()):
            rows = [confirm(record, entry) for record in entry.records]
            merged = merge_fields(fields for fields, _ in rows)
            entry.facts.update((f, v) for f, v in merged.items() if asked[f].type == "attestation")
            yield from (problem for _, problems in rows for problem in problems)


def fill_forms(records: Iterable[Record], register: Register) -> Iterator[Problem]:
    """Add the facts of all forms."""
    rows: dict[tuple[int, str], list[tuple[Record, dict[str, Value]]]] = {}
    entries: dict[int, Entry] = {}
    for record in records:
        tied = tie(record, register)
        yield from tied.problems
        entry = tied.owner or _with_its_id(record, register)
        if entry is None:
            continue
        fields, problems = confirm(record, entry)
        yield from problems
        if tied.owner is None and (tied.problems or len(entry.names) > 1):
            fields = {name: contradicted(value, record.cells) for name, value in fields.items()}
        fields = {name: value for name, value in fields.items() if name not in record.spec.ties}
        entry.ties.extend(record.cells)
        entries[id(entry)] = entry
        rows.setdefault((id(entry), record.spec.id), []).append((record, fields))
    for (number, _), same in rows.items():
        merged = merge_fields(fields for _, fields in same)
        entries[number].facts.update(merged)
        if len(same) > 1:
            yield from _contradictions(entries[number], same[0][0], merged)


def _with_its_id(record: Record, register: Register) -> Entry | None:
    number = record.role("id")
    if not number.is_known:
        return None
    return next(iter(register.with_id(str(number.scalar), record.spec.subjects)), None)


def _contradictions(entry: Entry, record: Record, merged: dict[str, Value]) -> Iterator[Problem]:
    for name, value in merged.items():
        if value.state is State.CONTRADICTORY:
            details = {"id": entry.id, "column": record.spec.fields[name].header}
            yield Problem("facts-contradict", value.cells, details)
