"""Read a finished run as it was told, whoever wrote it: what has another shape is refused."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..contrast import Line, Piece, Told
from ..contrast.cells import as_text
from ..errors import PackError, UsageError
from .checking import record_of
from .repeating import Record, at_hand, own_rules, plan_again, read_again
from .sealing import CONCLUSIONS, RECORD


def told(folder: Path, inputs: Path | None = None) -> Told:
    """A run with its conclusions and, if they are in its folder, its rules.

    Parameters: ``inputs`` is a folder where its inputs are looked for; what they say is told
    only if all of them are there.

    Raises:
        UsageError: it is no run, or has no conclusions that can be read.
        InputError: its inputs are there, and cannot be read.
    """
    record = readable_record(folder)
    lines = {line.key: line for line in _lines(folder)}
    try:
        rules = own_rules(folder, record)
        plan = plan_again(record, rules).without_checks
    except (PackError, UsageError):
        return Told(record, lines)
    run = Told(record, lines, plan, rules.vocabulary)
    if inputs is None:
        return run
    found = at_hand(record, [inputs])
    if found.missing:
        return run
    return replace(run, dossier=read_again(found, rules).dossier)


def readable_record(folder: Path) -> Record:
    """The record of a run; nothing says that it is true.

    Raises:
        UsageError: there is none, or none that a run would have.
    """
    if not (folder / RECORD).is_file():
        raise UsageError("no-run", folder=str(folder))
    record = record_of((folder / RECORD).read_bytes())
    if record is None:
        raise UsageError("run-unreadable", place=str(folder / RECORD))
    return record


def _lines(folder: Path) -> Iterator[Line]:
    path = folder / CONCLUSIONS
    if not path.is_file():
        raise UsageError("run-untold", folder=str(folder))
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield line_of(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                raise UsageError("run-unreadable", place=f"{path}:{number}") from error


def line_of(content: Mapping[str, Any]) -> Line:
    """A conclusion as ``conclusions.jsonl`` has it.

    Raises:
        KeyError, TypeError, AttributeError: it has another shape.
    """
    findings = content["findings"]
    return Line(
        key=(str(content["pack"]), str(content["title"]), str(content["subject"])),
        name=str(content["name"]),
        unit=str(content["unit"] or ""),
        outcome=str(content["conclusion"]),
        status=str(content["status"]),
        verdicts={str(each["criterion"]): str(each["verdict"]) for each in findings},
        evidence={
            str(each["criterion"]): tuple(_piece(piece) for piece in each["evidence"])
            for each in findings
        },
    )


def _piece(content: Mapping[str, Any]) -> Piece:
    value = [content.get(name) for name in ("value", "low", "high")]
    place = (content["file"], content["sheet"], content["cell"])
    return Piece(
        fact=str(content["fact"]),
        year=str(content.get("year", "")),
        value=" – ".join(as_text(each) for each in value if each is not None),
        raw=str(content["raw"] or ""),
        place="!".join(str(each) for each in place if each),
    )
