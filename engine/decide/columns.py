"""Decide all subjects at once: a plan compiled to relational queries, run on DuckDB.

Everything that a dossier contributes is a column, so that the same queries run on files.
Must not know how ``reference`` decides.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import duckdb
import ibis
import pandas as pd
import pyarrow as pa
from ibis.expr import types as ir

from ..conditions import MEMBERS, Condition, Count, Every, parts_of
from ..facts import Dossier
from ..plan import Plan, PlannedCriterion, PlannedTitle, titles_used
from ..vocabulary import SubjectKind, Vocabulary
from .expressions import TRUE, Scope, gathered, holds, interval, member_answers
from .frames import KINDS, reads, rows_table, schemas, tables


@dataclass(frozen=True)
class ColumnFindings:
    """The findings of every title, by title key: one row per subject, sorted by its id.

    Columns: ``subject``; ``unit``; a verdict per criterion under its id; ``applies``;
    ``<criterion>.low`` and ``.high`` for the counts that a criterion requires (``.2.low`` for
    the second); ``prefer.1.low`` and so on; ``outcome``. A high that is NA has no bound.
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
    with duckdb.connect() as connection:
        for name, table in tables(dossier, vocabulary, plan).items():
            connection.register(name, table)
        for name, sql in statements.items():
            connection.execute(f'CREATE TEMP TABLE "{name}" AS {sql}')
        decided = {
            kind: connection.sql(
                f'SELECT * FROM "{decided_table(kind)}" ORDER BY "subject"'
            ).to_arrow_table()
            for kind in KINDS
        }
    return ColumnFindings({t.key: _findings(t, decided[t.subject]) for t in plan.titles})


def prepare(plan: Plan, vocabulary: Vocabulary) -> dict[str, str]:
    """Compile a plan: a statement per table of answers, in the order in which to run them."""
    made = queries(plan, vocabulary)
    return {name: str(ibis.to_sql(query, dialect="duckdb")) for name, query in made.items()}


def _findings(title: PlannedTitle, decided: pa.Table) -> pd.DataFrame:
    own = [name for name in decided.column_names if name.startswith(f"{title.key}|")]
    names = {name: name.removeprefix(f"{title.key}|") for name in ["subject", "unit", *own]}
    chosen = decided.select(list(names)).rename_columns(names)
    frame: pd.DataFrame = chosen.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    return frame


def decided_table(kind: SubjectKind) -> str:
    """Name of the table of answers of a kind of subject."""
    return f"decided_{kind}"


def queries(plan: Plan, vocabulary: Vocabulary) -> dict[str, ir.Table]:
    """One query per table of answers, in the order in which to run and keep them.

    They read the tables that ``frames.schemas`` lists, and units the answers of persons;
    neither data nor a connection is needed here.
    """
    asked = reads(plan)
    known = {name: ibis.table(s, name=name) for name, s in schemas(plan, vocabulary).items()}
    made: dict[str, ir.Table] = {}
    for kind in KINDS:
        rows = {name: known[rows_table(kind, name)] for name in asked[kind].relations}
        if made:
            persons = made[decided_table("person")].schema()
            rows[MEMBERS] = ibis.table(persons, name=decided_table("person"))
        frame = gathered(known[kind], rows, asked[kind], plan.yearly, vocabulary)
        scope = Scope(frame, vocabulary, asked[kind])
        titles = [title for title in plan.titles if title.subject == kind]
        for layer in _layers(titles):
            scope = _with_titles(layer, scope)
        answers = {} if made else member_answers(asked["unit"], scope)
        for title in titles:
            answers |= {f"{title.key}|{n}": value for n, value in _answers(title, scope)}
        made[decided_table(kind)] = scope.table.select("subject", "unit", **answers)
    return made


def _layers(titles: Iterable[PlannedTitle]) -> Iterator[list[PlannedTitle]]:
    """Titles that can be decided together, for none uses another."""
    layer: list[PlannedTitle] = []
    for title in titles:
        if titles_used(title) & {other.key for other in layer}:
            yield layer
            layer = []
        layer.append(title)
    if layer:
        yield layer


def _with_titles(layer: Iterable[PlannedTitle], scope: Scope) -> Scope:
    """Add the answers to titles and their criteria as columns, null where unknown."""
    parts = {name: value for title in layer for name, value in _parts(title, scope)}
    table = scope.table.mutate(**parts)
    table = table.mutate(**{_holds(title.key): _all_of(title, table) for title in layer})
    names = [*scope.standing, *(title.key for title in layer)]
    return replace(scope, table=table, standing={name: table[_holds(name)] for name in names})


def _parts(title: PlannedTitle, scope: Scope) -> Iterator[tuple[str, ir.BooleanValue]]:
    """The columns of a title, those of a criterion that is an implication side by side."""
    if title.applies_to is not None:
        yield _applies(title), holds(title.applies_to, scope)
    for criterion in title.criteria:
        require = holds(criterion.require, scope)
        if criterion.when is not None:
            when = holds(criterion.when, scope)
            yield _when(title, criterion), when
            require = ~when | require
        yield _requires(title, criterion), require


def _all_of(title: PlannedTitle, table: ir.Table) -> ir.BooleanValue:
    names = [_requires(title, criterion) for criterion in title.criteria]
    names += [] if title.applies_to is None else [_applies(title)]
    return ibis.and_(*(table[name] for name in names))


def _holds(key: str) -> str:
    return f"holds|{key}"


def _applies(title: PlannedTitle) -> str:
    return f"applies|{title.key}"


def _when(title: PlannedTitle, criterion: PlannedCriterion) -> str:
    return f"when|{title.key}|{criterion.id}"


def _requires(title: PlannedTitle, criterion: PlannedCriterion) -> str:
    return f"requires|{title.key}|{criterion.id}"


def _answers(title: PlannedTitle, scope: Scope) -> Iterator[tuple[str, ir.IntegerValue]]:
    """Columns of a title's findings, by their name in ``ColumnFindings``."""
    table = scope.table
    applies = None if title.applies_to is None else table[_applies(title)]
    for criterion in title.criteria:
        when = None if criterion.when is None else table[_when(title, criterion)]
        yield criterion.id, _verdict(table[_requires(title, criterion)], when)
    yield "applies", _verdict(TRUE if applies is None else applies)
    for criterion in title.criteria:
        for number, count in enumerate(counts_required(criterion.require), start=1):
            prefix = criterion.id if number == 1 else f"{criterion.id}.{number}"
            yield from _ends(prefix, count, scope)
    for number, preference in enumerate(title.prefer, start=1):
        yield from _ends(f"prefer.{number}", preference.measure, scope)
    yield "outcome", _verdict(table[_holds(title.key)], applies)


def counts_required(condition: Condition) -> Iterator[Count]:
    """The counts of a condition that measure its own subject, in the order written."""
    if isinstance(condition, Count):
        yield condition
    elif not isinstance(condition, Every):
        for part in parts_of(condition):
            yield from counts_required(part)


def _ends(prefix: str, count: Count, scope: Scope) -> Iterator[tuple[str, ir.IntegerValue]]:
    low, high = interval(count, scope)
    yield f"{prefix}.low", low.cast("int64")
    yield f"{prefix}.high", high.cast("int64")


def _verdict(answer: ir.BooleanValue, applies: ir.BooleanValue | None = None) -> ir.IntegerValue:
    """The number of a verdict: 0 not met, 1 unknown, 2 met, 3 not applicable."""
    number = (answer.cast("int8") * 2).fill_null(1)
    if applies is not None:
        number = ibis.cases((~applies, 3), else_=number)
    return number.cast("int8")
