"""What is wrong with a dataset: values that cannot be read, rows of nobody, names that clash.

Asked of all rows at once; a problem tells how many cells it is about, and of whom the first are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

import ibis
from ibis import _
from ibis.expr import types as ir

from ..decide.asked import reads
from ..decide.stages import in_duckdb
from ..errors import InputError, Problem
from ..plan import Plan
from .engines import Engine, Stage
from .sheets import (
    SAFE,
    Sheet,
    Sheets,
    code_of,
    flagged_name,
    flagged_query,
    nothing_of,
    used_columns,
)
from .values import ACCEPTED, fits, year_code

_EXAMPLES = 20


def asked_columns(plan: Plan, sheets: Sheets) -> dict[str, list[str]]:
    """The columns that a plan reads of each sheet that is there."""
    asked = reads(plan)
    facts = {name for each in asked.values() for name in each.facts}
    found: dict[str, list[str]] = {}
    for name in sheets.tables:
        spec = sheets.vocabulary.sheet(name)
        of_rows = {c for each in asked.values() for c in each.columns.get(name, ())}
        is_read = any(name in each.gathered for each in asked.values())
        if spec.kind in ("yearly", "closed") and not is_read:
            found[name] = []
            continue
        names = used_columns(spec, of_rows if spec.kind in ("yearly", "closed") else facts)
        found[name] = [column for column in names if column in sheets.tables[name].columns]
    return found


def check_columns(sheets: Sheets, used: dict[str, list[str]]) -> None:
    """Refuse files whose columns cannot be read at all.

    Raises:
        InputError: a sheet does not say whose its rows are, or a column has another type.
    """
    for name, columns in used.items():
        sheet = sheets.sheet(name)
        owner = sheet.spec.field_with("id") or ""
        if owner not in sheet.table.columns:
            raise InputError("dataset-column-missing", name, column=owner)
        for each in columns:
            spec, type_ = sheet.spec.fields[each], sheet.table[each].type()
            if not fits(spec, type_):
                details = {"column": each, "type": str(type_), "expected": ACCEPTED[spec.type]}
                raise InputError("dataset-column-type", name, **details)


class Soundness:
    """Asks an engine about the sheets of a dataset."""

    def __init__(self, engine: Engine, sheets: Sheets, used: dict[str, list[str]]) -> None:
        self.engine = engine
        self.sheets = sheets
        self.used = used
        self._unlisted: set[str] = set()

    def _rows(self, query: ir.Table) -> Sequence[tuple[Any, ...]]:
        return self.engine.rows(Stage("", query, in_duckdb(query)))

    def _number(self, query: ir.Table) -> int:
        ((number,),) = self._rows(query)
        return int(number)

    def refuse(self) -> None:
        """Refuse what cannot be told apart.

        Raises:
            InputError: rows do not say whose they are, or a person and a unit share an id.
        """
        for name, count in self._rows(self._nobodys()):
            if count:
                raise InputError("dataset-rows-of-nobody", name, count=str(count))
        if "person" in self.sheets and "unit" in self.sheets:
            people, units = (self._subjects(kind) for kind in ("person", "unit"))
            both = people.semi_join(units, "subject").limit(_EXAMPLES)
            if shared := self._rows(both):
                ids = ", ".join(str(row[0]) for row in shared)
                raise InputError("dataset-ids-shared", "person, unit", ids=ids)

    def _nobodys(self) -> ir.Table:
        """How many rows of each sheet do not say whose they are."""
        sheets = {name: self.sheets.sheet(name) for name in self._read}
        counts = [
            sheet.table.filter(sheet.subject.isnull()).agg(
                sheet=ibis.literal(name), count=_.count()
            )
            for name, sheet in sheets.items()
        ]
        return reduce(ibis.union, counts)

    @property
    def _read(self) -> list[str]:
        """The sheets of which something is read: lists of subjects, forms, and then the rest."""
        order = {"subject": 0, "form": 1}
        kinds = {name: self.sheets.vocabulary.sheet(name).kind for name in self.used}
        listed = sorted(self.used, key=lambda name: order.get(kinds[name], 2))
        return [name for name in listed if self.used[name]]

    def _doubts(self, name: str) -> dict[str, int]:
        """How many cells of each column cannot be read, of the columns where any may be so."""
        sheet = self.sheets.sheet(name)
        asked = {
            column: sheet.doubtful(column).sum()
            for column in self.used[name]
            if sheet.spec.fields[column].type not in SAFE
        }
        if not asked:
            return {}
        (counts,) = self._rows(sheet.table.agg(**asked))
        return {column: int(n or 0) for column, n in zip(asked, counts, strict=True)}

    def _subjects(self, kind: str) -> ir.Table:
        return self.sheets.sheet(kind).subject.name("subject").as_table()

    def look(self) -> None:
        """Tell the sheets which rows have to be looked at together, and keep whose these are."""
        careful: set[str] = set()
        for name in self._read:
            query = flagged_query(replace(self.sheets, careful=frozenset(careful)), name)
            if query is None:
                self._unlisted.add(name)  # perhaps; it is asked of the rows themselves
                continue
            self.engine.keep(Stage(flagged_name(name), query, in_duckdb(query)))
            flagged = self.sheets.flagged_of(name)
            asked = flagged.agg(care=flagged["care"].any(), unlisted=flagged["unlisted"].any())
            ((care, unlisted),) = self._rows(asked)
            careful |= {name} if care else set()
            self._unlisted |= {name} if unlisted else set()
        stray = self.stray_units()
        is_stray = stray is None or bool(self._rows(stray.limit(1)))
        self.sheets = replace(self.sheets, careful=frozenset(careful), has_stray_units=is_stray)

    def stray_units(self) -> ir.Table | None:
        """The persons of a unit that is not listed."""
        if "person" not in self.sheets or "unit" not in self.sheets:
            return None
        people = self.sheets.sheet("person")
        column = people.role("unit")
        if column is None:
            return None
        told = people.table.select(subject=people.subject, unit=people.table[column])
        units = self._subjects("unit").rename({"unit": "subject"})
        return told.filter(told["unit"].notnull()).anti_join(units, "unit").select("subject")

    def problems(self) -> Iterator[Problem]:
        """What a person can mend, sheet by sheet."""
        for name, columns in self.used.items():
            sheet = self.sheets.sheet(name)
            yield from _unused(sheet, columns)
            if not columns:
                continue
            for column, count in self._doubts(name).items():
                if count:
                    rows = sheet.table.filter(sheet.doubtful(column)).select(subject=sheet.subject)
                    yield from self._told("dataset-values-unreadable", name, rows, column)
            if name in self._unlisted:
                yield from self._told("dataset-rows-unlisted", name, self._rows_of_nobody(sheet))
            if name in self.sheets.careful:
                rows = self.sheets.careful_of(name).select("subject")
                yield from self._told("dataset-rows-differ", name, rows)
        stray = self.stray_units()
        if stray is not None and self.sheets.has_stray_units:
            yield from self._told("dataset-units-unlisted", "person", stray)

    def _rows_of_nobody(self, sheet: Sheet) -> ir.Table:
        rows = sheet.table.select(subject=sheet.subject)
        for kind in sheet.spec.subjects:
            if kind in self.sheets:
                rows = rows.anti_join(self._subjects(kind), "subject")
        return rows

    def _told(self, code: str, sheet: str, rows: ir.Table, column: str = "") -> Iterator[Problem]:
        count = self._number(rows.count().as_table())
        if count:
            first = self._rows(rows.distinct().order_by("subject").limit(_EXAMPLES))
            ids = ", ".join(str(row[0]) for row in first)
            details = {"count": str(count), "ids": ids}
            details |= {"column": column} if column else {}
            yield Problem(code, (), details, f"{sheet}:{column}" if column else sheet)


def _unused(sheet: Sheet, columns: Sequence[str]) -> Iterator[Problem]:
    """The columns that nothing asks for: the whole sheet, where nothing asks for that."""
    codes = {code_of(name) for name in sheet.spec.fields}
    more = [name for name in sheet.table.columns if name not in {*columns, *codes}]
    if more:
        details = {"columns": ", ".join(more)}
        yield Problem("dataset-columns-unused", (), details, sheet.spec.id)


def with_codes(sheets: Sheets, engine: Engine) -> Sheets:
    """The same with years that are texts read once for each text, not for each row."""
    tables = dict(sheets.tables)
    for name, table in sheets.tables.items():
        fields = sheets.vocabulary.sheet(name).fields
        for column in table.columns:
            if (
                column in fields
                and fields[column].type == "year"
                and table[column].type().is_string()
            ):
                texts = table.select(text=table[column]).distinct()
                coded = texts.mutate(**{code_of(column): year_code(texts["text"])})
                kept = f"years_{name}_{column}"
                engine.keep(Stage(kept, coded, in_duckdb(coded)))
                years = ibis.table(coded.schema(), kept)
                tables[name] = table.left_join(years, [(column, "text")]).drop("text")
    return replace(sheets, tables=tables)


def with_subjects(sheets: Sheets) -> Sheets:
    """The same, with an empty list of the kind of subject that the dataset does not have."""
    tables, added = dict(sheets.tables), []
    kinds = [spec for spec in sheets.vocabulary.sheets if spec.kind == "subject"]
    there = next(spec.id for spec in kinds if spec.id in tables)
    nobody = nothing_of(sheets.sheet(there).subject)
    for spec in kinds:
        if spec.id not in tables:
            tables[spec.id] = nobody.rename({spec.field_with("id") or "": "subject"})
            added.append(spec.id)
    return replace(sheets, tables=tables, added=frozenset(added))
