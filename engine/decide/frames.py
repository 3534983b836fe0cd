"""What tables the conditions of a plan read, and how a dossier fills them.

One table of subjects per kind (``person``, ``unit``) and one of rows per kind and relation
(``person_ratings``). What has more and less is a pair of whole numbers, the least and the
greatest that it may be. Knows no comparison and no query; a dossier is only one way to fill
the tables, files with the same columns are another.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import pyarrow as pa

from ..conditions import MEMBERS, Amount, Extreme, Share, Total
from ..facts import ABSENT, Axis, Dossier, Row, Scalar, SchoolYear, Subject, Value
from ..plan import Plan, Ranked
from ..vocabulary import FactSpec, SubjectKind, Vocabulary
from .asked import Reads, reads

MILLION = 10**6
"""Decimal numbers are kept as millionths."""

Stored: TypeAlias = bool | int | str

_TYPES: Mapping[str, pa.DataType] = {
    "boolean": pa.bool_(),
    "attestation": pa.bool_(),
    "text": pa.string(),
    "choice": pa.int64(),  # the place of the value in its scale
    "year": pa.int64(),
}


def rows_table(kind: SubjectKind, relation: str) -> str:
    """Name of the table of a kind's rows of a relation."""
    return f"{kind}_{relation}"


def fact_column(name: str) -> str:
    """Name of the column of a fact, or of a relation's column."""
    return f"fact.{name}"


def covers_column(relation: str) -> str:
    """Name of the column that says whether a subject's rows of a relation were handed in."""
    return f"covers.{relation}"


def on_axis(name: str, axis: Axis) -> str:
    """Name of a column of years, which depend on how they are counted."""
    if axis.kind == "calendar":
        return f"{name}.calendar"
    return f"{name}.school.{axis.begins[0]:02}{axis.begins[1]:02}"


def has_order(spec: FactSpec, vocabulary: Vocabulary) -> bool:
    """Whether values of a fact have more and less, and so two ends where they are not certain."""
    if spec.type == "choice":
        return vocabulary.scales[spec.scale or ""].ordered
    return spec.type in ("integer", "number", "date")


def schemas(plan: Plan, vocabulary: Vocabulary) -> dict[str, pa.Schema]:
    """Columns and types of every table that a plan reads, by table name.

    ``subject`` identifies the subject, ``unit`` the unit of a person; ``joined`` and
    ``left`` are years on an axis; a row that is not ``certain`` may not be the subject's.
    Null is unknown, as an end of a range without bound.
    """
    listed: dict[str, pa.Schema] = {}
    for kind, asked in reads(plan).items():
        service = [on_axis(name, axis) for axis in asked.axes for name in ("joined", "left")]
        listed[kind] = pa.schema(
            [
                pa.field("subject", pa.string()),
                pa.field("unit", pa.string()),
                *(pa.field(name, pa.int64()) for name in service),
                *(pa.field(covers_column(name), pa.bool_()) for name in asked.gathered),
                *_fields(asked.facts, vocabulary.facts_of(kind), vocabulary),
            ]
        )
        years = [on_axis(name, axis) for axis in asked.axes for name in ("year.low", "year.high")]
        for relation in asked.relations:
            specs = vocabulary.sheet(relation).fields
            listed[rows_table(kind, relation)] = pa.schema(
                [
                    pa.field("subject", pa.string()),
                    pa.field("certain", pa.bool_()),
                    *(pa.field(name, pa.int64()) for name in years),
                    *_fields(asked.columns[relation], specs, vocabulary),
                ]
            )
    return listed


def _fields(
    names: Iterable[str], specs: Mapping[str, FactSpec], vocabulary: Vocabulary
) -> Iterable[pa.Field]:
    for name in names:
        column = fact_column(name)
        if has_order(specs[name], vocabulary):
            yield pa.field(f"{column}.low", pa.int64())
            yield pa.field(f"{column}.high", pa.int64())
        else:
            yield pa.field(column, _TYPES[specs[name].type])


Columns: TypeAlias = dict[str, Sequence[Stored | None]]


def tables(dossier: Dossier, vocabulary: Vocabulary, plan: Plan) -> dict[str, pa.Table]:
    """Fill the tables that a plan reads with what a dossier says, by table name."""
    layout = schemas(plan, vocabulary)
    filled = columns(dossier, vocabulary, reads(plan))
    return {name: pa.table(each, schema=layout[name]) for name, each in filled}


def columns(
    dossier: Dossier, vocabulary: Vocabulary, found: Mapping[SubjectKind, Reads]
) -> Iterator[tuple[str, Columns]]:
    """The columns of each of the tables, for whoever puts those of many dossiers together.

    Parameters: ``found`` is what ``reads`` says of the plan.
    """
    for kind, asked in found.items():
        subjects = dossier.of_kind(kind)
        yield (
            kind,
            _subjects(subjects, asked, dossier.covered)
            | _values([s.facts for s in subjects], asked.facts, vocabulary),
        )
        for relation in asked.relations:
            owned = [(s.id, row) for s in subjects for row in s.rows.get(relation, ())]
            fields = [row.fields for _, row in owned]
            told = _values(fields, asked.columns[relation], vocabulary)
            yield rows_table(kind, relation), _rows(owned, asked.axes) | told


def _subjects(subjects: Sequence[Subject], asked: Reads, covered: frozenset[str]) -> Columns:
    columns: Columns = {
        "subject": [subject.id for subject in subjects],
        "unit": [subject.unit for subject in subjects],
    }
    for axis in asked.axes:
        served = [subject.service(axis) for subject in subjects]
        columns[on_axis("joined", axis)] = [joined for joined, _ in served]
        columns[on_axis("left", axis)] = [left for _, left in served]
    for name in asked.gathered:
        is_there = ("person" if name == MEMBERS else name) in covered
        columns[covers_column(name)] = [is_there] * len(subjects)
    return columns


def _rows(owned: Sequence[tuple[str, Row]], axes: Iterable[Axis]) -> Columns:
    columns: Columns = {
        "subject": [subject for subject, _ in owned],
        "certain": [row.certain for _, row in owned],
    }
    return columns | year_columns([row.year for _, row in owned], axes)


def year_columns(years: Sequence[Value], axes: Iterable[Axis]) -> Columns:
    """The columns of the years of rows, on each axis."""
    columns: Columns = {}
    for axis in axes:
        spans = [year.years(axis) for year in years]
        columns[on_axis("year.low", axis)] = [low for low, _ in spans]
        columns[on_axis("year.high", axis)] = [high for _, high in spans]
    return columns


def _values(
    facts: Sequence[Mapping[str, Value]], names: Iterable[str], vocabulary: Vocabulary
) -> Columns:
    columns: Columns = {}
    for name in names:
        columns |= stored_columns(name, [each.get(name, ABSENT) for each in facts], vocabulary)
    return columns


def stored_columns(name: str, values: Sequence[Value], vocabulary: Vocabulary) -> Columns:
    """The columns of one fact, or of one column of a relation."""
    column, stored = fact_column(name), _Stored(name, vocabulary)
    if not has_order(vocabulary.fields[name], vocabulary):
        return {column: [stored[value.scalar] for value in values]}
    ends = [value.ends for value in values]
    return {
        f"{column}.low": [stored[low] for low, _ in ends],
        f"{column}.high": [stored[high] for _, high in ends],
    }


class _Stored(dict[Scalar | None, Stored | None]):
    """The scalars of one fact the way its column holds them, each made once."""

    def __init__(self, fact: str, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._fact, self._vocabulary = fact, vocabulary

    def __missing__(self, scalar: Scalar | None) -> Stored | None:
        found = self[scalar] = as_stored(self._fact, scalar, self._vocabulary)
        return found


def as_stored(fact: str, scalar: Scalar | None, vocabulary: Vocabulary) -> Stored | None:
    """A scalar the way its column holds it.

    A choice is its place in the scale, a day its eight digits, a decimal number millionths.
    """
    match scalar:
        case date():
            return day_number(scalar)
        case SchoolYear(first):
            return first
        case Decimal():
            return int(scalar * MILLION)
        case str() if vocabulary.fields[fact].type == "choice":
            return vocabulary.scale_of(fact).rank(scalar)
        case int() if vocabulary.fields[fact].type == "number":
            return scalar * MILLION
        case _:
            return scalar


def day_number(day: date) -> int:
    """A day as its eight digits, so that days keep their order and their parts."""
    return day.year * 10_000 + day.month * 100 + day.day


def unit_of(measure: Ranked, vocabulary: Vocabulary) -> str:
    """What a measure is told in: ``share``, ``day``, ``decimal``, or whole ``number``."""
    match measure:
        case Share():
            return "share"
        case Total(fact=fact) | Extreme(fact=str(fact)) | Amount(fact=fact):
            types = {"date": "day", "number": "decimal"}
            return types.get(vocabulary.fields[fact].type, "number")
        case _:
            return "number"


def as_told(number: int, unit: str) -> Fraction | date:
    """A whole number of the columns as what it stands for; of a share, its numerator."""
    match unit:
        case "day":
            return date(number // 10_000, number // 100 % 100, number % 100)
        case "decimal":
            return Fraction(number, MILLION)
        case _:
            return Fraction(number)
