"""A random dossier as if it had been read: each value, and what ties rows, in a cell of its own.

The place of a value in its dossier is its cell, so that dossiers of one shape agree on cells.
"""

from dataclasses import replace

from engine.facts import Dossier, InputSheet, Reading, Row, Scalar, State, Subject, Value
from engine.provenance import Cell
from engine.vocabulary import Vocabulary
from tests.generated.vocabulary import SHEETS, VOCABULARY, WORDS

_TIES = {"person": ("unit", "joined", "left"), "unit": ("joined", "left")}
_TYPES = {"joined": "date", "left": "date", "year": "year"}


def _with_ties() -> Vocabulary:
    """The vocabulary of the tests with columns for what ties rows to people, units and years."""

    def column(role: str) -> dict[str, object]:
        return {**WORDS, "header": role, "type": _TYPES.get(role, "text"), "role": role}

    raw = VOCABULARY.model_dump()
    for kind, roles in _TIES.items():
        raw["subjects"][kind]["facts"] |= {f"{kind}_{role}": column(role) for role in roles}
    for name, relation in raw["relations"].items():
        relation["fields"] |= {f"{name}_{role}": column(role) for role in ("id", "year")}
    return Vocabulary.model_validate(raw)


WRITTEN = _with_ties()
"""The vocabulary that goes with written dossiers."""

INPUT = "book"


def written(dossier: Dossier) -> Dossier:
    """The same dossier with cells."""
    return replace(dossier, subjects=tuple(map(_subject, dossier.subjects)))


def read(dossier: Dossier) -> Reading:
    """A reading of a written dossier, without problems."""
    sheets = tuple(InputSheet(INPUT, name, name, 1) for name in SHEETS)
    return Reading(dossier, (), (), (), sheets=sheets)


def _subject(subject: Subject) -> Subject:
    ties = {f"{subject.kind}_{role}": _told(getattr(subject, role)) for role in _TIES[subject.kind]}
    facts = {
        name: replace(value, cells=(_cell(subject, 1, name),))
        for name, value in {**subject.facts, **ties}.items()
    }
    rows = {
        name: tuple(_row(subject, name, number, row) for number, row in enumerate(listed, 2))
        for name, listed in subject.rows.items()
    }
    return replace(subject, facts=facts, rows=rows, cells=(_cell(subject, 1, "id"),))


def _row(subject: Subject, relation: str, number: int, row: Row) -> Row:
    def cell(name: str) -> Cell:
        return _cell(subject, number, f"{relation}.{name}")

    fields = {name: replace(value, cells=(cell(name),)) for name, value in row.fields.items()}
    year = fields[f"{relation}_year"] = replace(row.year, cells=(cell("year"),))
    return replace(row, fields=fields, year=year, cells=(cell("id"),))


def _told(scalar: Scalar | None) -> Value:
    return Value(scalar, State.BLANK if scalar is None else State.KNOWN)


def _cell(subject: Subject, row: int, name: str) -> Cell:
    return Cell(INPUT, f"{subject.id}.{name}", row, 1)
