"""The facts that stand on sheets of their own, and which attestations among them count.

A yes counts if somebody else has signed it, on a known day.
"""

from collections.abc import Collection, Sequence
from functools import reduce

import ibis
from ibis.expr import types as ir

from ..decide.intervals import FALSE, TRUE
from ..vocabulary import SheetSpec
from . import values
from .once import Cells, cells_of, is_twice, merged
from .sheets import Column, Sheet, Sheets

KEYS = "name_keys"
"""The table of ``keys_query``."""

_KEYS_SCHEMA = {"text": "string", "key": "string"}

LISTED, _ON_FORM = "listed.name", "form.name"
"""The name of a subject as the list has it, and as the form has it."""


def keys_query(facts: Collection[str], sheets: Sheets) -> ir.Table | None:
    """Every name of a subject or signer with the key by which names are compared, each once.

    Parameters: ``facts`` are those that a plan reads; nothing is needed where nobody signs any.
    """
    specs = [spec for spec in sheets.vocabulary.sheets if spec.id in sheets]
    signers = {
        fact.signer
        for spec in specs
        for name, fact in spec.fields.items()
        if name in facts and fact.type == "attestation" and fact.signer
    }
    if not signers:
        return None
    texts: list[ir.Table] = []
    for spec in specs:
        sheet = sheets.sheet(spec.id)
        own = {sheet.role("name")} if spec.kind in ("subject", "form") else set()
        for name in sorted({*filter(None, own), *(signers & set(sheet.table.columns))}):
            texts.append(sheet.table.select(text=sheet.table[name]).distinct())
    if not texts:
        return None
    every = reduce(ibis.union, texts).distinct() if len(texts) > 1 else texts[0]
    told = every.filter(every["text"].notnull())
    return told.mutate(key=values.name_key(told["text"]))


def with_form(
    table: ir.Table, spec: SheetSpec, kind: str, facts: Sequence[str], sheets: Sheets
) -> ir.Table:
    """Add the facts of a form to the subjects of a kind."""
    columns = _columns(sheets.sheet(spec.id), facts)
    names = [column.name for column in columns if column.name in facts]
    told = _told(table, sheets.sheet(spec.id), columns, facts, sheets) if names else table
    table, twice = is_twice(told, kind, sheets)
    if kind in sheets.careful:
        # Of two people under one id it is not known whose the form is.
        differ = table[LISTED].isnull() if LISTED in table.columns else TRUE
        nothing = {name: ibis.cases((~(twice & differ), table[name])) for name in names}
        table = table.mutate(**nothing).drop("twice")
    return table


def _told(
    table: ir.Table, sheet: Sheet, columns: Sequence[Column], facts: Sequence[str], sheets: Sheets
) -> ir.Table:
    """What the form says of each subject; what several say, where a subject has several."""
    rows = _renamed(sheet.table.select(*_plain(sheet, columns)), sheet)
    if sheet.spec.id not in sheets.careful:
        joined = table.left_join(rows, [("subject", "of")]).drop("of")
        return _confirmed(joined, sheet.spec, facts)
    careful = sheets.careful_of(sheet.spec.id)
    alone = rows.anti_join(careful, [("of", "subject")])
    once = _once(table, sheet, columns, facts, sheets)
    joined = table.left_join(alone, [("subject", "of")]).drop("of")
    both = _confirmed(joined, sheet.spec, facts).left_join(once, [("subject", "of")])
    chosen = {
        column.name: ibis.cases(
            (both["of"].notnull(), both[f"once.{column.name}"]), else_=both[column.name]
        )
        for column in columns
        if column.name in facts
    }
    return both.mutate(**chosen).drop(*once.columns)


def _columns(sheet: Sheet, facts: Sequence[str]) -> list[Column]:
    """The facts that are asked for, with who signed them and when, and the name on the form."""
    fields = sheet.spec.fields
    asked = [name for name in fields if name in facts]
    beside = [fields[name] for name in asked if fields[name].type == "attestation"]
    names = [*asked, *(each.signer for each in beside), *(each.signed_on for each in beside)]
    every = dict.fromkeys([*names, sheet.role("name")])
    return [column for name in every if name and (column := sheet.column(name))]


def _plain(sheet: Sheet, columns: Sequence[Column]) -> list[ir.Value]:
    return [sheet.subject.name("of"), *(column.value.name(column.name) for column in columns)]


def _renamed(rows: ir.Table, sheet: Sheet) -> ir.Table:
    name = sheet.role("name")
    return rows.rename({_ON_FORM: name}) if name else rows


def _once(
    table: ir.Table, sheet: Sheet, columns: Sequence[Column], facts: Sequence[str], sheets: Sheets
) -> ir.Table:
    """One row for each subject of several forms, each of which is signed by itself."""
    careful = sheets.careful_of(sheet.spec.id)
    told = _renamed(cells_of(sheet, columns), sheet).semi_join(careful, "subject")
    if LISTED in table.columns:
        listed = table.select(served=table["subject"], **{LISTED: table[LISTED]})
        told = told.left_join(listed, [("subject", "served")])
    raw = {f"raw.{name}": told[name] for name in _attestations(sheet.spec, facts, told)}
    told = _confirmed(told.mutate(**raw), sheet.spec, facts)
    doubts = {
        f"doubt.{name}": (told[f"raw.{name}"] & told[name].isnull()).fill_null(FALSE)
        for name in _attestations(sheet.spec, facts, told)
    }
    told = told.mutate(**doubts)
    asked = [column for column in columns if column.name in facts]
    numbers = {f"once.{name}": number for name, number in merged(asked, told).items()}
    return told.group_by(of=told["subject"]).agg(**numbers)


def _attestations(spec: SheetSpec, facts: Sequence[str], table: ir.Table) -> list[str]:
    """The attestations of a form that are asked for and there."""
    return [
        name
        for name, fact in spec.fields.items()
        if fact.type == "attestation" and name in facts and name in table.columns
    ]


def _confirmed(table: ir.Table, spec: SheetSpec, facts: Sequence[str]) -> ir.Table:
    """The same, with attestations that count; each step is written out once."""
    names = _attestations(spec, facts, table)
    signers = dict.fromkeys(each for name in names if (each := spec.fields[name].signer))
    if signers:
        for name in (LISTED, _ON_FORM, *signers):
            if name in table.columns:
                text, key = f"text.{name}", f"key.{name}"
                keys = ibis.table(_KEYS_SCHEMA, KEYS).rename({text: "text", key: "key"})
                table = table.left_join(keys, [(name, text)]).drop(text)
        table = table.mutate(**{"key.subject": values.name_key(table["subject"])})
        table = table.mutate(**{f"signed.{name}": _is_signed(name, table) for name in signers})
    return table.mutate(**_attested(names, spec, table)) if names else table


def _attested(names: Sequence[str], spec: SheetSpec, table: ir.Table) -> Cells:
    found: Cells = {}
    for name in names:
        fact, counts = spec.fields[name], TRUE
        if fact.signer:
            counts = table[f"signed.{fact.signer}"]
        if fact.signed_on:
            is_there = fact.signed_on in table.columns
            counts = counts & (table[fact.signed_on].notnull() if is_there else FALSE)
        found[name] = ibis.cases((~table[name], FALSE), (table[name] & counts, TRUE))
    return found


def _is_signed(signer: str, table: ir.Table) -> ir.BooleanValue:
    """Whether a form is signed by somebody, and not by the subject itself."""
    names = [name for name in (LISTED, _ON_FORM) if name in table.columns]
    if signer not in table.columns or not names:
        return FALSE
    own = [table[f"key.{name}"] for name in (*names, "subject")]
    text = table[f"key.{signer}"]
    by_self = ibis.or_(*(values.is_signature(text, name).fill_null(FALSE) for name in own))
    return table[signer].notnull() & ibis.or_(*(table[n].notnull() for n in names)) & ~by_self
