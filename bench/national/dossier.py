"""A small dataset as a dossier in memory, for the reference: what each cell of it means."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from engine.facts import ABSENT, Dossier, Row, SchoolYear, State, Subject, Value
from engine.vocabulary import FactSpec, Role, SheetSpec, SubjectKind, Vocabulary

Record = Mapping[str, Any]


def read_small(folder: Path, vocabulary: Vocabulary) -> Dossier:
    """Read a dataset whole; only for a few thousand persons."""
    sheets = {
        sheet.id: (sheet, pq.read_table(path).to_pylist())
        for sheet in vocabulary.sheets
        if (path := folder / f"{sheet.id}.parquet").exists()
    }
    facts: dict[str, dict[str, Value]] = defaultdict(dict)
    rows: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for sheet, records in sheets.values():
        for record in records:
            owner = record[sheet.field_with("id") or ""]
            if sheet.kind in ("subject", "form"):
                facts[owner] |= dict(_values(record, sheet))
            else:
                rows[owner][sheet.id].append(_row(record, sheet))
    listed = tuple(_listed(sheets, facts, rows))
    return Dossier(listed, frozenset(sheets))


def _listed(
    sheets: Mapping[str, tuple[SheetSpec, list[Record]]],
    facts: Mapping[str, Mapping[str, Value]],
    rows: Mapping[str, Mapping[str, list[Row]]],
) -> Iterator[Subject]:
    kinds: tuple[SubjectKind, ...] = ("unit", "person")
    for kind in kinds:
        sheet, records = sheets[kind]
        for record in records:
            own: dict[str, Any] = {role: _told(role, record, sheet) for role in _ROLES}
            there = rows.get(own["id"], {})
            yield Subject(
                id=own["id"],
                kind=kind,
                name=own["name"] or "",
                unit=own["unit"],
                facts=facts[own["id"]],
                rows={name: tuple(found) for name, found in there.items()},
                joined=own["joined"],
                left=own["left"],
            )


_ROLES: tuple[Role, ...] = ("id", "name", "unit", "joined", "left")


def _told(role: Role, record: Record, sheet: SheetSpec) -> Any:
    return record.get(sheet.field_with(role) or "")


def _row(record: Record, sheet: SheetSpec) -> Row:
    fields = dict(_values(record, sheet))
    return Row(fields, fields.get(sheet.field_with("year") or "", ABSENT))


def _values(record: Record, sheet: SheetSpec) -> Iterator[tuple[str, Value]]:
    for name, raw in record.items():
        spec = sheet.fields[name]
        if spec.type == "attestation" and raw and not _is_signed(record, spec):
            yield name, Value(None, State.UNCONFIRMED)
        else:
            yield name, _value(raw, spec)


def _is_signed(record: Record, spec: FactSpec) -> bool:
    """Whether it is known who said yes, and when."""
    return all(record.get(name or "") is not None for name in (spec.signer, spec.signed_on))


def _value(raw: bool | int | str | date | None, spec: FactSpec) -> Value:
    if raw is None:
        known = spec.assumed
        return Value(known, State.BLANK if known is None else State.ASSUMED)
    if spec.type == "year" and isinstance(raw, str):
        return Value(SchoolYear(int(raw[:4])), State.KNOWN)
    return Value(raw, State.KNOWN)
