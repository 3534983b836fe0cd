"""What a reading says, in a shape in which two readings of the same school can be compared."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from engine.facts import ABSENT, Dossier, Reading, State, Value
from engine.packs.loading import load_vocabulary

VOCABULARY = load_vocabulary()
NOBODY: Mapping[str, str] = {}


def meaning(value: Value) -> Any:
    """A value without where it was read."""
    return (value.state.value, value.scalar, value.low, value.high)


def facts(dossier: Dossier, called: Mapping[str, str] = NOBODY) -> set[tuple[str, str, str, Any]]:
    """Every fact as (subject, relation or nothing, fact, what it is).

    The subject is told by its id, which is ``called`` something else in the clean workbook.
    """
    found = set()
    for subject in dossier.subjects:
        about = {f: v for f, v in subject.facts.items() if VOCABULARY.fields[f].role != "id"}
        told = [("", name, meaning(value)) for name, value in about.items() if is_told(value)]
        unit = called.get(subject.unit or "", subject.unit)
        told.append(("", "*", (subject.kind, subject.name, unit, subject.joined)))
        for relation, rows in subject.rows.items():
            counted = Counter(row_of(row) for row in rows)
            told.extend((relation, "*", (row, number)) for row, number in counted.items())
        found |= {(called.get(subject.id, subject.id), *each) for each in told}
    return found


def row_of(row: Any) -> Any:
    fields = {
        name: meaning(value)
        for name, value in row.fields.items()
        if is_told(value) and VOCABULARY.fields[name].role != "year"
    }
    return (row.certain, meaning(row.year), tuple(sorted(fields.items())))


def is_told(value: Value) -> bool:
    return value != ABSENT and value.state is not State.ABSENT


def told(reading: Reading) -> Counter[tuple[str, str]]:
    return Counter(
        (f"{p.cells[0].sheet}!{p.cells[0].ref}" if p.cells else p.place, p.code)
        for p in (*reading.problems, *reading.unused)
        if p.code != "column-missing"
    )
