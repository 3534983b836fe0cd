"""Several rows that are one: what they say together, where they say the same."""

from collections.abc import Iterable, Sequence

import ibis
from ibis.expr import types as ir

from ..decide.intervals import FALSE
from .sheets import Column, Sheet, Sheets, agreed_on

Cells = dict[str, ir.Value]


def once_each(sheet: Sheet, columns: Sequence[Column], sheets: Sheets) -> ir.Table:
    """The cells of a sheet, one row a subject: rows that say different things say nothing."""
    told = {column.name: column.value for column in columns}
    plain = sheet.table.select(subject=sheet.subject, **told)
    if sheet.spec.id not in sheets.careful:
        return plain
    careful = sheets.careful_of(sheet.spec.id)
    alone = plain.anti_join(careful, "subject")
    several = cells_of(sheet, columns).semi_join(careful, "subject")
    once = several.group_by("subject").agg(**merged(columns, several))
    return ibis.union(alone, once.select(*alone.columns))


def cells_of(sheet: Sheet, columns: Iterable[Column], **more: ir.Value) -> ir.Table:
    """What the cells of a sheet say, with whether they are doubtful beside them."""
    said: Cells = {}
    for column in columns:
        said |= {column.name: column.stored, f"doubt.{column.name}": column.is_doubtful}
    return sheet.table.select(subject=sheet.subject, **more, **said)


def merged(columns: Iterable[Column], told: ir.Table) -> Cells:
    """One value for several rows: a blank beside a value counts nothing."""
    found: Cells = {}
    for column in columns:
        value = told[column.name]
        number = value.cast("int64") if value.type().is_boolean() else value
        differs = (number.min() != number.max()).fill_null(FALSE)
        doubt = told[f"doubt.{column.name}"].any() | differs
        agreed = agreed_on(number)
        if value.type().is_boolean():
            agreed = agreed == 1
        found[column.name] = column.complete(ibis.cases((~doubt, agreed)), doubt)
    return found


def is_twice(rows: ir.Table, kind: str, sheets: Sheets) -> tuple[ir.Table, ir.BooleanValue]:
    """The same rows, and whether their subject is listed more than once: whose are they then?"""
    if kind not in sheets.careful:
        return rows, FALSE
    twice = sheets.careful_of(kind).select(twice="subject")
    joined = rows.left_join(twice, [("subject", "twice")])
    return joined, joined["twice"].notnull()
