"""Decide all subjects at once: a plan compiled to relational queries, run on DuckDB.

Everything that a dossier contributes is a column, so that the same queries run on files.
Must not know how ``reference`` decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import duckdb
import pandas as pd
import pyarrow as pa

from ..facts import Dossier
from ..plan import Plan, PlannedTitle
from ..vocabulary import SubjectKind, Vocabulary
from .asked import KINDS
from .frames import as_told, tables, unit_of
from .stages import decided_table, in_duckdb, queries, told_measures

_FEW = 5_000
"""So many subjects have too few rows to be shared: DuckDB's threads would wait for each other."""


@dataclass(frozen=True)
class ColumnFindings:
    """The findings of every title, by title key: one row per subject, sorted by its id.

    Columns: ``subject``; ``unit``; a verdict per criterion under its id; ``applies``;
    ``<criterion>.low`` and ``.high`` for the measures that a criterion requires (``.2.low``
    for the second), of a share the number of rows, and that of which they are in ``.low.of``
    and ``.high.of``; ``prefer.1.low`` and so on; ``outcome``. An end that is NA has no bound.
    """

    titles: Mapping[str, pd.DataFrame]


def decide(
    plan: Plan,
    vocabulary: Vocabulary,
    dossier: Dossier,
    statements: Mapping[str, str] | None = None,
) -> ColumnFindings:
    """Decide every title of the plan for every subject it is about.

    Parameters: ``statements`` are those that ``prepare`` made for the same plan, for whoever
    decides many dossiers.
    """
    if statements is None:
        statements = prepare(plan, vocabulary)
    is_small = len(dossier.subjects) <= _FEW
    with duckdb.connect(config={"threads": 1} if is_small else {}) as connection:
        for name, table in tables(dossier, vocabulary, plan).items():
            connection.register(name, table)
        for name, sql in statements.items():
            connection.execute(f'CREATE TEMP TABLE "{name}" AS {sql}')
        decided = {kind: _fetched(kind, connection) for kind in KINDS}
    return ColumnFindings(
        {t.key: _findings(t, decided[t.subject], vocabulary) for t in plan.titles}
    )


def _fetched(kind: SubjectKind, connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The answers of a kind; sums, which DuckDB keeps in 128 bits, as whole numbers of 64."""
    found = connection.sql(f'SELECT * FROM "{decided_table(kind)}" ORDER BY "subject"')
    table = found.to_arrow_table()
    fields = (
        pa.field(each.name, pa.int64()) if pa.types.is_decimal(each.type) else each
        for each in table.schema
    )
    return table.cast(pa.schema(list(fields)))


def prepare(plan: Plan, vocabulary: Vocabulary) -> dict[str, str]:
    """Compile a plan: a statement per table of answers, in the order in which to run them."""
    return {name: in_duckdb(query) for name, query in queries(plan, vocabulary).items()}


def _findings(title: PlannedTitle, decided: pa.Table, vocabulary: Vocabulary) -> pd.DataFrame:
    own = [name for name in decided.column_names if name.startswith(f"{title.key}|")]
    names = {name: name.removeprefix(f"{title.key}|") for name in ["subject", "unit", *own]}
    chosen = decided.select(list(names)).rename_columns(names)
    frame: pd.DataFrame = chosen.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    for prefix, node in told_measures(title):
        unit = unit_of(node, vocabulary)
        if unit in ("day", "decimal"):
            for end in (f"{prefix}.low", f"{prefix}.high"):
                told = [None if pd.isna(n) else as_told(int(n), unit) for n in frame[end]]
                frame[end] = pd.Series([_plain(each) for each in told], dtype="object")
    return frame


def _plain(told: object) -> object:
    """A decimal number as the files of findings have it."""
    if not isinstance(told, Fraction):
        return told
    return Decimal(told.numerator) / Decimal(told.denominator)
