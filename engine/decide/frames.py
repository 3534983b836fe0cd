"""What tables the conditions of a plan read, and how a dossier fills them.

One table of subjects per kind (``person``, ``unit``) and one of rows per kind and relation
(``person_ratings``). Knows no comparison and no query; a dossier is only one way to fill
the tables, files with the same columns are another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

import pyarrow as pa

from ..conditions import (
    MEMBERS,
    All,
    AnyOf,
    Attested,
    Compare,
    Condition,
    Count,
    Defined,
    Eligible,
    Every,
    Known,
    Not,
    parts_of,
)
from ..facts import Dossier, Row, Scalar, Subject, Value
from ..plan import Plan, conditions_of
from ..vocabulary import FactSpec, SubjectKind, Vocabulary

KINDS: tuple[SubjectKind, ...] = ("person", "unit")

Measure: TypeAlias = Count | Every
"""A condition that goes through the rows of a relation."""

_TYPES: Mapping[str, pa.DataType] = {
    "boolean": pa.bool_(),
    "attestation": pa.bool_(),
    "integer": pa.int64(),
    "year": pa.int64(),
    "text": pa.string(),
    "date": pa.date32(),
    "choice": pa.int16(),  # the place of the value in its scale
}


@dataclass(slots=True)
class Reads:
    """What a plan asks of one kind of subject, everything once and in the order of the plan.

    ``columns`` and ``measures`` are listed by relation.
    """

    facts: list[str] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)
    measures: dict[str, list[Measure]] = field(default_factory=dict)

    @property
    def relations(self) -> list[str]:
        """The relations that have rows of their own, so not the members of a unit."""
        return [name for name in self.measures if name != MEMBERS]


def reads(plan: Plan) -> dict[SubjectKind, Reads]:
    """Collect what the conditions of a plan ask for, by kind of subject."""
    found = {kind: Reads() for kind in KINDS}
    for title in plan.titles:
        for condition in conditions_of(title):
            _read(condition, title.subject, None, found)
    return found


def _read(
    condition: Condition,
    kind: SubjectKind,
    relation: str | None,
    found: Mapping[SubjectKind, Reads],
) -> None:
    asked = found[kind]
    match condition:
        case Compare(fact=fact) | Known(fact=fact) | Attested(fact=fact):
            _add(fact, asked.facts if relation is None else asked.columns[relation])
            return
        case Count() | Every():
            asked.columns.setdefault(condition.relation, [])
            _add(condition, asked.measures.setdefault(condition.relation, []))
            inside = condition.relation
            kind, relation = ("person", None) if inside == MEMBERS else (kind, inside)
        case All() | AnyOf() | Not() | Defined() | Eligible():
            pass
        case _:
            assert_never(condition)
    for part in parts_of(condition):
        _read(part, kind, relation, found)


def _add(entry, listed) -> None:  # type: ignore[no-untyped-def]  # a list of whatever entry is
    if entry not in listed:
        listed.append(entry)


def rows_table(kind: SubjectKind, relation: str) -> str:
    """Name of the table of a kind's rows of a relation."""
    return f"{kind}_{relation}"


def fact_column(name: str) -> str:
    """Name of the column of a fact, or of a relation's column."""
    return f"fact.{name}"


def covers_column(relation: str) -> str:
    """Name of the column that says whether a subject's rows of a relation were handed in."""
    return f"covers.{relation}"


def schemas(plan: Plan, vocabulary: Vocabulary) -> dict[str, pa.Schema]:
    """Columns and types of every table that a plan reads, by table name.

    ``subject`` identifies the subject, ``unit`` the unit of a person; ``joined`` and
    ``left`` are years; a row that is not ``certain`` may not be the subject's. Null is unknown.
    """
    listed: dict[str, pa.Schema] = {}
    for kind, asked in reads(plan).items():
        listed[kind] = pa.schema(
            [
                pa.field("subject", pa.string()),
                pa.field("unit", pa.string()),
                pa.field("joined", pa.int64()),
                pa.field("left", pa.int64()),
                *(pa.field(covers_column(name), pa.bool_()) for name in asked.measures),
                *_fields(asked.facts, vocabulary.facts_of(kind)),
            ]
        )
        for relation in asked.relations:
            listed[rows_table(kind, relation)] = pa.schema(
                [
                    pa.field("subject", pa.string()),
                    pa.field("year", pa.int64()),
                    pa.field("certain", pa.bool_()),
                    *_fields(asked.columns[relation], vocabulary.sheet(relation).fields),
                ]
            )
    return listed


def _fields(names: Iterable[str], specs: Mapping[str, FactSpec]) -> list[pa.Field]:
    return [pa.field(fact_column(name), _TYPES[specs[name].type]) for name in names]


def tables(dossier: Dossier, vocabulary: Vocabulary, plan: Plan) -> dict[str, pa.Table]:
    """Fill the tables that a plan reads with what a dossier says, by table name."""
    filled: dict[str, pa.Table] = {}
    layout = schemas(plan, vocabulary)
    for kind, asked in reads(plan).items():
        subjects = dossier.of_kind(kind)
        columns = _subjects(subjects, asked, dossier.covered)
        columns |= _values([s.facts for s in subjects], asked.facts, vocabulary)
        filled[kind] = pa.table(columns, schema=layout[kind])
        for relation in asked.relations:
            name = rows_table(kind, relation)
            owned = [(s.id, row) for s in subjects for row in s.rows.get(relation, ())]
            columns = _rows(owned)
            columns |= _values([r.fields for _, r in owned], asked.columns[relation], vocabulary)
            filled[name] = pa.table(columns, schema=layout[name])
    return filled


def _subjects(
    subjects: Sequence[Subject], asked: Reads, covered: frozenset[str]
) -> dict[str, Sequence[Scalar | None]]:
    there = {name: ("person" if name == MEMBERS else name) in covered for name in asked.measures}
    return {
        "subject": [subject.id for subject in subjects],
        "unit": [subject.unit for subject in subjects],
        "joined": [subject.joined or None for subject in subjects],
        "left": [subject.left or None for subject in subjects],
        **{covers_column(name): [is_there] * len(subjects) for name, is_there in there.items()},
    }


def _rows(owned: Sequence[tuple[str, Row]]) -> dict[str, Sequence[Scalar | None]]:
    return {
        "subject": [subject for subject, _ in owned],
        "year": [row.year.scalar for _, row in owned],
        "certain": [row.certain for _, row in owned],
    }


def _values(
    facts: Sequence[Mapping[str, Value]], names: Iterable[str], vocabulary: Vocabulary
) -> dict[str, Sequence[Scalar | None]]:
    columns: dict[str, Sequence[Scalar | None]] = {}
    for name in names:
        values = (each.get(name) for each in facts)
        scalars = [None if value is None else value.scalar for value in values]
        columns[fact_column(name)] = [as_stored(name, scalar, vocabulary) for scalar in scalars]
    return columns


def as_stored(fact: str, scalar: Scalar | None, vocabulary: Vocabulary) -> Scalar | None:
    """A scalar the way its column holds it: a choice as its place in the scale."""
    if scalar is None or vocabulary.fields[fact].type != "choice":
        return scalar
    return vocabulary.scale_of(fact).rank(str(scalar))
