"""Decide whether a confirmation counts: somebody else signed it, on a known day.

Knows no rule that asks for one.
"""

import re
from collections.abc import Iterator

from ...errors import Problem
from ...facts import ABSENT, State, Value
from ...vocabulary import FactSpec
from ..letters.text import bare_key
from ..sheets.rows import Record
from .register import Entry

_BETWEEN = re.compile(r"[,;:()–-]")


def confirm(record: Record, subject: Entry | None) -> tuple[dict[str, Value], list[Problem]]:
    """Resolve the attestations of a row; ``subject`` is None when it is not known.

    Returns the fields of the row, attestations as yes, no or unknown, and one problem
    for each reason why some do not count.
    """
    fields = dict(record.fields)
    if not record.spec.attested:
        return fields, []
    doubts: dict[tuple[str, str], list[str]] = {}
    asked: dict[tuple[str | None, str | None], str] = {}  # many have the same signature
    for name in filter(record.spec.attested.__contains__, record.fields):
        value, spec = record.fields[name], record.spec.fields[name]
        by = (spec.signer, spec.signed_on)
        if value.scalar is True and by not in asked:
            asked[by] = _doubt(record, spec, subject)
        doubt = asked[by] if value.scalar is True else ""
        fields[name] = _signed(record, value, by, doubt)
        if doubt:
            companion = spec.signed_on if doubt == "attestation-undated" else spec.signer
            doubts.setdefault((doubt, companion or ""), []).append(name)
    return fields, list(_problems(record, doubts))


def _signed(record: Record, value: Value, by: tuple[str | None, str | None], doubt: str) -> Value:
    """An attestation with the cells of its signature; in doubt, it is not known."""
    signer, day = (record.fields.get(column or "", ABSENT) for column in by)
    cells = (*value.cells, *signer.cells, *day.cells)
    if doubt:
        return Value(None, State.UNCONFIRMED, cells)
    return Value(value.scalar, value.state, cells)


def _doubt(record: Record, spec: FactSpec, subject: Entry | None) -> str:
    """Why a yes does not count, or nothing."""
    if spec.signer:
        signer = record.fields.get(spec.signer, ABSENT)
        if not signer.is_known:
            return "attestation-unsigned"
        if subject is None or not _keys(record, subject):
            return "attestation-anonymous"
        names = {*_keys(record, subject), bare_key(subject.id)}
        if any(is_signed(str(signer.scalar), name) for name in names):
            return "attestation-self"
    if spec.signed_on and not record.fields.get(spec.signed_on, ABSENT).is_known:
        return "attestation-undated"
    return ""


def is_signed(text: str, name: str) -> bool:
    """Whether a signature is a name, perhaps with a form of address or an office."""
    parts = [bare_key(part) for part in _BETWEEN.split(text)]
    has_address = " " in name and any(part.endswith(f" {name}") for part in parts)
    return name in parts or has_address or bare_key(text) == name


def _keys(record: Record, subject: Entry) -> set[str]:
    """The names of the subject: as listed, and as the row itself has it."""
    name = record.role("name")
    return {*subject.names, *([bare_key(str(name.scalar))] if name.is_known else [])}


def _problems(record: Record, doubts: dict[tuple[str, str], list[str]]) -> Iterator[Problem]:
    for (code, companion), names in doubts.items():
        cells = (
            *record.fields.get(companion, ABSENT).cells,
            *(cell for name in names for cell in record.fields[name].cells),
        )
        headers = ", ".join(record.spec.fields[name].header for name in names)
        column = record.spec.fields[companion].header
        yield Problem(code, cells, {"columns": headers, "column": column})
