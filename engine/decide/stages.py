"""Compile a plan to relational queries: one for each stage of the tables of subjects.

Neither data nor a connection is needed here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import ibis
from ibis.expr import types as ir

from ..conditions import (
    MEMBERS,
    All,
    AnyOf,
    AtLeast,
    Choose,
    Condition,
    Defined,
    Every,
    Extreme,
    Holds,
    Measure,
    Measured,
    Months,
    Not,
    Other,
    Unconfirmed,
    measures_of,
    parts_of,
    rows_of,
)
from ..plan import (
    Degree,
    Plan,
    PlannedCriterion,
    PlannedTitle,
    Ranked,
    conditions_of,
    titles_used,
)
from ..vocabulary import SubjectKind, Vocabulary
from .asked import KINDS, EdgeOn, Gathered, reads
from .expressions import holds
from .frames import rows_table, schemas
from .gathering import gathered, with_cuts, with_members
from .intervals import TRUE, Ends, degree
from .quantities import columns_of, measure
from .rows import Asking
from .table import TableScope, other_column, title_column


def in_duckdb(query: ir.Table) -> str:
    """A query in the words of DuckDB."""
    return str(ibis.to_sql(query, dialect="duckdb", pretty=False))


def decided_table(kind: SubjectKind) -> str:
    """Name of the table of answers of a kind of subject."""
    return f"decided_{kind}"


def queries(plan: Plan, vocabulary: Vocabulary) -> dict[str, ir.Table]:
    """One query per table of answers, in the order in which to run and keep them.

    They read the tables that ``frames.schemas`` lists, and each other's; neither data nor a
    connection is needed here.
    """
    stages = Stages(plan, vocabulary)
    for layer in _layers(plan.titles):
        stages.decide(layer)
    for kind in KINDS:
        scope = stages.scopes[kind]
        answers: dict[str, ir.Value] = {}
        for title in (title for title in plan.titles if title.subject == kind):
            answers |= {f"{title.key}|{n}": value for n, value in _answers(title, scope)}
        stages.made[decided_table(kind)] = scope.table.select("subject", "unit", **answers)
    return stages.made


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


@dataclass
class Stages:
    """The tables of both kinds of subjects, each stage with more columns than the one before.

    ``scopes`` are the latest tables; units take what members say, and persons what their
    unit says, before the titles of a layer are decided.
    """

    plan: Plan
    vocabulary: Vocabulary
    made: dict[str, ir.Table] = field(default_factory=dict)
    scopes: dict[SubjectKind, TableScope] = field(default_factory=dict)

    def __post_init__(self) -> None:
        plan, vocabulary = self.plan, self.vocabulary
        listed = schemas(plan, vocabulary).items()
        known = {name: ibis.table(schema, name=name) for name, schema in listed}
        for kind, asked in reads(plan).items():
            rows = {name: known[rows_table(kind, name)] for name in asked.relations}
            self.scopes[kind] = TableScope(known[kind], vocabulary, holds, asked, plan.yearly)
            if any(map(self.scopes[kind].asking.cuts, asked.relations)):
                self.keep(kind, with_cuts(known[kind], rows, self.scopes[kind].asking))
            self.keep(kind, gathered(self.scopes[kind].table, rows, self.scopes[kind].asking))
            nodes = [node for name in asked.relations for node in asked.gathered[name]]
            self.keep_ends(kind, nodes)
            self.keep_ends(kind, [span for span in asked.spans if not _asks_members(span)])

    def keep(self, kind: SubjectKind, table: ir.Table) -> None:
        """Make a table the latest of its kind."""
        name = f"{kind}_{len(self.made)}"
        self.made[name] = table
        kept = ibis.table(table.schema(), name=name)
        self.scopes[kind] = replace(self.scopes[kind], table=kept)

    def keep_ends(self, kind: SubjectKind, nodes: Iterable[Gathered | Months]) -> None:
        """Keep the ends of measures, so that conditions need not write them out again."""
        scope = self.scopes[kind]
        columns: dict[str, ir.Value] = {}
        for node in nodes:
            if not isinstance(node, Every | EdgeOn | Other):
                columns |= columns_of(node, scope)
        if columns:
            self.keep(kind, scope.table.mutate(**columns))

    def decide(self, layer: Sequence[PlannedTitle]) -> None:
        """Add the answers to titles and their criteria as columns, null where unknown."""
        conditions = [(t.subject, c) for t in layer for c in conditions_of(t)]
        others = [o for kind, c in conditions if kind == "person" for o in _others(c)]
        asked_of_units = [c for kind, c in conditions if kind == "unit"]
        self._ask_members([*asked_of_units, *(other.condition for other in others)])
        self._ask_units(others)
        for kind in KINDS:
            titles = [title for title in layer if title.subject == kind]
            if titles:
                self._decide(kind, titles)

    def _ask_members(self, conditions: Iterable[Condition]) -> None:
        units, persons = self.scopes["unit"], self.scopes["person"]
        by = Asking(units.asked, persons.asking.ask, self.plan.yearly)
        nodes: dict[Gathered, None] = {}
        for condition in conditions:
            nodes |= dict.fromkeys(_of_members(condition))
        there = {name.rpartition(".")[0] for name in units.table.columns}
        new = [node for node in nodes if by.prefix(node) not in there]
        if new:
            self.keep("unit", with_members(units.table, persons.table, new, by))
            self.keep_ends("unit", new)

    def _ask_units(self, others: Iterable[Other]) -> None:
        units, persons = self.scopes["unit"], self.scopes["person"]
        named = {other_column(other, persons.asked): other for other in others}
        new = {n: other for n, other in named.items() if n not in persons.table.columns}
        if new:
            answers = {name: holds(other.condition, units) for name, other in new.items()}
            told = units.table.select(units.table["subject"].name("unit.of"), **answers)
            joined = persons.table.left_join(told, [("unit", "unit.of")]).drop("unit.of")
            self.keep("person", joined)

    def _decide(self, kind: SubjectKind, titles: Sequence[PlannedTitle]) -> None:
        scope = self.scopes[kind]
        parts = {name: value for title in titles for name, value in _parts(title, scope)}
        table = scope.table.mutate(**parts)
        table = table.mutate(**{title_column(t.key): _all_of(t, table) for t in titles})
        self.keep(kind, table)
        standing = scope.standing | {title.key for title in titles}
        self.scopes[kind] = replace(self.scopes[kind], standing=standing)


def _asks_members(span: Months) -> bool:
    """Whether a day of the members of a unit is meant, which comes later than the unit's own."""
    moments = (moment for moment in (span.start, span.end) if isinstance(moment, Extreme))
    return any(moment.rows.relation == MEMBERS for moment in moments)


def _others(condition: Condition) -> Iterator[Other]:
    """The questions of a condition to the unit of a person."""
    if isinstance(condition, Other) and condition.whom == "unit":
        yield condition
    else:
        for part in parts_of(condition):
            yield from _others(part)


def _of_members(condition: Condition) -> Iterator[Gathered]:
    """What a condition asks of the members of a unit."""
    match condition:
        case Measured():
            for node in measures_of(condition):
                rows = rows_of(node)
                if rows is not None and rows.relation == MEMBERS:
                    yield node  # type: ignore[misc]  # it goes through rows
        case Every(rows) if rows.relation == MEMBERS:
            yield condition
        case Other(whom="head"):
            yield condition
        case Every():
            pass
        case _:
            for part in parts_of(condition):
                yield from _of_members(part)


def _parts(title: PlannedTitle, scope: TableScope) -> Iterator[tuple[str, ir.BooleanValue]]:
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


def _applies(title: PlannedTitle) -> str:
    return f"applies|{title.key}"


def _when(title: PlannedTitle, criterion: PlannedCriterion) -> str:
    return f"when|{title.key}|{criterion.id}"


def _requires(title: PlannedTitle, criterion: PlannedCriterion) -> str:
    return f"requires|{title.key}|{criterion.id}"


def _answers(title: PlannedTitle, scope: TableScope) -> Iterator[tuple[str, ir.IntegerValue]]:
    """Columns of a title's findings, by their name in ``ColumnFindings``."""
    table = scope.table
    applies = None if title.applies_to is None else table[_applies(title)]
    for criterion in title.criteria:
        when = None if criterion.when is None else table[_when(title, criterion)]
        yield criterion.id, _verdict(table[_requires(title, criterion)], when)
    yield "applies", _verdict(TRUE if applies is None else applies)
    for prefix, node in told_measures(title):
        yield from _ends(prefix, _ranked(node, scope))
    yield "outcome", _verdict(table[title_column(title.key)], applies)


def _ranked(node: Ranked, scope: TableScope) -> Ends:
    if isinstance(node, Degree):
        return degree(holds(node.condition, scope))
    return measure(node, scope)


def told_measures(title: PlannedTitle) -> Iterator[tuple[str, Ranked]]:
    """The measures of a title that findings tell, with the name of their columns."""
    for criterion in title.criteria:
        for number, node in enumerate(measures_required(criterion.require), start=1):
            yield (criterion.id if number == 1 else f"{criterion.id}.{number}"), node
    for number, preference in enumerate(title.prefer, start=1):
        yield f"prefer.{number}", preference.measure


def measures_required(condition: Condition) -> Iterator[Measure]:
    """The measures of a condition about its own subject, in the order written."""
    match condition:
        case Measured(measure):
            yield measure
        case All() | AnyOf() | AtLeast() | Not() | Choose() | Defined() | Unconfirmed() | Holds():
            for part in parts_of(condition):
                yield from measures_required(part)


def _ends(prefix: str, ends: Ends) -> Iterator[tuple[str, ir.IntegerValue]]:
    yield f"{prefix}.low", ends.low.cast("int64")
    yield f"{prefix}.high", ends.high.cast("int64")
    if not isinstance(ends.per_low, int) and not isinstance(ends.per_high, int):
        yield f"{prefix}.low.of", ends.per_low.cast("int64")
        yield f"{prefix}.high.of", ends.per_high.cast("int64")


def _verdict(answer: ir.BooleanValue, applies: ir.BooleanValue | None = None) -> ir.IntegerValue:
    """The number of a verdict: 0 not met, 1 unknown, 2 met, 3 not applicable."""
    number = (answer.cast("int8") * 2).fill_null(1)
    if applies is not None:
        number = ibis.cases((~applies, 3), else_=number)
    return number.cast("int8")
