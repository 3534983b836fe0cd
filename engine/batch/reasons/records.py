"""The record of a dataset's run: by which rules it was decided, and whether these are the same."""

import json
from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date
from pathlib import Path
from typing import Any

from ...errors import UsageError
from ...packs.loading import vocabulary_hash
from ...proof.record import pack_record
from ..dataset import RECORD, Planned, rules_for

LARGEST = 64 * 2**20
"""Bytes of a record that is read."""


def rules_of(run: Path, packs: Sequence[str]) -> Planned:
    """The rules of a run, from packs that must be the same as then.

    Parameters: ``packs`` are ids or paths.

    Raises:
        UsageError: it is no run of a dataset, or was decided by other rules.
        PackError: a pack is not valid.
    """
    year, received, simulate = _options(run)
    rules = rules_for(packs, year, received, simulate)
    check_rules(run, rules)
    return rules


def check_rules(run: Path, rules: Planned) -> None:
    """Refuse rules by which a run was not decided.

    Raises:
        UsageError: it is no run of a dataset, or was decided by other rules.
    """
    plan, record = rules.plan, _record(run)
    packs = [pack_record(pack) for pack in rules.packs]
    told = record.get("packs")
    is_same = isinstance(told, list) and len(told) == len(packs) and all(p in told for p in packs)
    is_same = is_same and record.get("vocabulary") == {"sha256": vocabulary_hash()}
    if not is_same or _options(run) != (plan.year, plan.received, plan.simulated):
        ids = ", ".join(loaded.pack.pack for loaded in rules.packs)
        raise UsageError("reasons-other-rules", folder=str(run), packs=ids)


def _options(run: Path) -> tuple[int, date, bool]:
    """The year, the day of receipt, and whether rules that are not confirmed apply."""
    try:
        options = _record(run)["options"]
        year, simulate = int(options["year"]), bool(options["simulate"])
        if not MINYEAR < year < MAXYEAR:
            raise ValueError(year)
        return year, date.fromisoformat(options["received"]), simulate
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError("run-unreadable", place=str(run / RECORD)) from error


def _record(run: Path) -> Mapping[str, Any]:
    path = run / RECORD
    if not path.is_file():
        raise UsageError("no-run", folder=str(run))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        record = json.loads(content) if len(content) <= LARGEST else None
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError("run-unreadable", place=str(path)) from error
    if not isinstance(record, dict):
        raise UsageError("run-unreadable", place=str(path))
    return record
