"""The tables that a plan reads, filled from the sheets of a dataset by queries.

The other way to fill them is a dossier (``decide.frames``); what the same cells say there and
here is the same. Knows no engine that runs the queries.
"""

from collections.abc import Iterator, Mapping, Sequence

import ibis
from ibis.expr import types as ir

from ..conditions import MEMBERS
from ..decide.asked import Reads, reads
from ..decide.frames import covers_column, fact_column, has_order, on_axis, rows_table, schemas
from ..decide.intervals import TRUE
from ..facts import CALENDAR
from ..plan import Plan
from ..vocabulary import FactSpec, SubjectKind, Vocabulary
from . import values
from .forms import KEYS, LISTED, keys_query, with_form
from .once import Cells, cells_of, is_twice, merged, once_each
from .sheets import SERVICE, Column, Sheet, Sheets, nothing_of, outside, service_of


def plan_tables(plan: Plan, sheets: Sheets) -> dict[str, ir.Table]:
    """A query for each table that a plan reads, by its name, with the columns of ``schemas``."""
    layout = schemas(plan, sheets.vocabulary)
    made: dict[str, ir.Table] = {}
    keys = keys_query({name for asked in reads(plan).values() for name in asked.facts}, sheets)
    for kind, asked in reads(plan).items():
        made[kind] = _subjects(kind, asked, sheets)
        for relation in asked.relations:
            made[rows_table(kind, relation)] = _rows(relation, kind, asked, sheets)
    tables = {name: made[name].select(*_typed(made[name], layout[name])) for name in layout}
    return tables if keys is None else {KEYS: keys, **tables}


def _typed(table: ir.Table, schema: ibis.Schema) -> Iterator[ir.Value]:
    """The columns of a schema; what the sheets do not have is null."""
    wanted = ibis.schema(schema)
    for name, type_ in wanted.items():
        found = table[name] if name in table.columns else ibis.null(type_)
        yield found.cast(type_).name(name)


# Subjects


def _subjects(kind: SubjectKind, asked: Reads, sheets: Sheets) -> ir.Table:
    vocabulary = sheets.vocabulary
    table = _listed(kind, asked, sheets)
    for spec in vocabulary.sheets:
        if spec.kind == "form" and kind in spec.subjects and spec.id in sheets:
            table = with_form(table, spec, kind, asked.facts, sheets)
    every = vocabulary.facts_of(kind)
    own = {name: every[name] for name in asked.facts if name in table.columns}
    columns = _facts(table, own, vocabulary)
    covers: Cells = {
        covers_column(name): ibis.literal(sheets.tells("person" if name == MEMBERS else name))
        for name in asked.gathered
    }
    return table.mutate(**columns, **covers)


def _listed(kind: SubjectKind, asked: Reads, sheets: Sheets) -> ir.Table:
    """The list of subjects: one row each, with what the list says."""
    sheet = sheets.sheet(kind)
    roles = [sheet.role(role) for role in ("name", "unit", "joined", "left")]
    names = dict.fromkeys([*filter(None, roles), *asked.facts])
    columns = [column for name in names if (column := sheet.column(name))]
    table = once_each(sheet, columns, sheets)
    table = _with_unit(table, sheet.role("unit"), sheets)
    served: Cells = {}
    for axis in asked.axes:
        for role, end in zip(SERVICE, (0, 1), strict=True):
            if name := sheet.role(role):
                served[on_axis(role, axis)] = values.years_of_number(table[name], axis)[end]
    if name := sheet.role("name"):
        served[LISTED] = table[name]
    return table.mutate(**served)


def _with_unit(table: ir.Table, column: str | None, sheets: Sheets) -> ir.Table:
    """Add the unit, as far as it is a listed one."""
    if column is None or not sheets.tells("unit"):
        return table.mutate(unit=ibis.null("string"))
    if not sheets.has_stray_units:
        return table.mutate(unit=table[column])
    known = sheets.sheet("unit").subject.name("unit.of").as_table().distinct()
    joined = table.left_join(known, [(column, "unit.of")])
    return joined.mutate(unit=joined["unit.of"]).drop("unit.of")


# Rows


def _rows(relation: str, kind: SubjectKind, asked: Reads, sheets: Sheets) -> ir.Table:
    """The rows of a relation, whosever they are; one without a subject's sheet has none."""
    if relation not in sheets:
        return nothing_of(sheets.sheet(kind).subject)
    sheet = sheets.sheet(relation)
    columns = [found for name in asked.columns[relation] if (found := sheet.column(name))]
    year = sheet.year()
    spans: Cells = {}
    for axis in asked.axes if year is not None else ():
        ends = values.years(year, axis)
        spans |= {on_axis("year.low", axis): ends[0], on_axis("year.high", axis): ends[1]}
    every = {"certain": TRUE, **spans}
    plain = sheet.table.select(
        subject=sheet.subject, **every, **{column.name: column.value for column in columns}
    )
    if relation in sheets.careful:
        careful = sheets.careful_of(relation)
        alone = plain.anti_join(careful, "subject")
        plain = ibis.union(alone, _careful_rows(sheet, columns, spans, sheets, alone.columns))
    plain, twice = is_twice(plain, kind, sheets)
    plain = plain.mutate(certain=plain["certain"] & ~twice)
    own = {column.name: column.spec for column in columns}
    return plain.mutate(**_facts(plain, own, sheets.vocabulary))


def _facts(table: ir.Table, own: Mapping[str, FactSpec], vocabulary: Vocabulary) -> Cells:
    """Facts as a plan reads them: in two ends, where they have more and less."""
    return {
        f"{fact_column(name)}{end}": table[name]
        for name, spec in own.items()
        for end in ((".low", ".high") if has_order(spec, vocabulary) else ("",))
    }


def _careful_rows(
    sheet: Sheet, columns: Sequence[Column], spans: Cells, sheets: Sheets, order: Sequence[str]
) -> ir.Table:
    """The rows of subjects that have several of one year, or of years outside their service."""
    careful = sheets.careful_of(sheet.spec.id)
    low, high = values.years(sheet.year(), CALENDAR)
    more = {"low": low, "high": high, "blank": sheet.says_nothing(), **spans}
    told = cells_of(sheet, columns, **more).inner_join(careful, "subject")
    dated = told.filter(told["low"].notnull())
    kept = {"blank": dated["blank"].all(), **{name: dated[name].min() for name in spans}}
    dated_once = dated.group_by("subject", "low", "high").agg(**kept, **merged(columns, dated))
    loose = told.filter(told["low"].isnull())
    single = loose["rows"] == 1
    each = loose.select(
        "subject", "low", "high", "blank", *spans, certain=single,
        **{c.name: c.complete(loose[c.name], loose[f"doubt.{c.name}"]) for c in columns},
    )  # fmt: skip
    of_years = dated_once.mutate(certain=TRUE).select(*each.columns)
    return _held_to_service(ibis.union(of_years, each), sheet, sheets).select(*order)


def _held_to_service(rows: ir.Table, sheet: Sheet, sheets: Sheets) -> ir.Table:
    """Drop empty rows of years outside service; filled ones are not certain."""
    service = service_of(sheets, sheet.spec.subjects)
    if service is None:
        return rows
    joined = rows.left_join(service.rename({"served": "subject"}), [("subject", "served")])
    is_out = outside(joined, joined["high"], joined["low"])
    kept = joined.filter(~(is_out & joined["blank"]))
    return kept.mutate(certain=kept["certain"] & ~outside(kept, kept["high"], kept["low"]))
