"""A batch from the command to its results: rules, folder, record, then every dossier.

The only place that orders the steps.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..preparing import load_rules, plan_for
from .committing import RECORD, Store, locked
from .finding import Root, root_of
from .keys import Options, batch_record, digest_of
from .running import Tally, Watch, Ways, run
from .words import Job, Rules

_DECIDING = ("packs", "options")
"""What of a record must stay; with another program or vocabulary, everything is decided anew."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a batch is to be run.

    ``rules`` are ids or paths of packs. One that ``resumes`` wants results that are there
    already; one that ``retries`` judges again what is in quarantine.
    """

    rules: tuple[str, ...]
    options: Options
    ways: Ways
    resumes: bool = False
    retries: bool = False


@dataclass(frozen=True, slots=True)
class Conducted:
    """A batch that came to its end, or was asked to stop."""

    rules: Rules
    store: Store
    tally: Tally


def conduct(folder: Path, out: Path, asked: Asked, watch: Watch) -> Conducted:
    """Judge the dossiers in a folder that are not judged yet.

    Raises:
        InputError: there is no such folder, no dossier in it, or the folder or the results
            are gone meanwhile.
        PackError: a pack is not valid.
        UsageError: the results are those of another batch, or one is at work there.
    """
    root, store = root_of(folder), Store(out.resolve())
    _check_apart(root, store)
    rules = rules_of(asked)
    with locked(store):
        _check_record(store, rules, asked.resumes)
        store.make()
        store.put(RECORD, document(record_of(rules)))
        try:
            tally = run(Job(root, store, rules, asked.retries), asked.ways, watch)
        finally:
            store.clear()
    return Conducted(rules, store, tally)


def _check_apart(root: Root, store: Store) -> None:
    """Refuse to look for dossiers among results."""
    folder = root.path.resolve()
    if folder == store.out or store.out in folder.parents:
        raise UsageError("batch-out-is-folder", out=str(store.out))


def rules_of(asked: Asked) -> Rules:
    """The rules of a batch, and what its record tells of them.

    Raises:
        PackError: a pack is not valid.
        UsageError: no pack decides anything.
    """
    vocabulary, packs = load_rules(asked.rules)
    if not any(loaded.pack.decides for loaded in packs):
        raise UsageError("only-checks", packs=", ".join(asked.rules))
    options = asked.options
    if options.year is not None:  # what cannot be planned is told at once
        plan_for(packs, vocabulary, options.year, options.received, options.simulate)
    return Rules(vocabulary, packs, options, digest_of(batch_record(packs, options)))


def record_of(rules: Rules) -> dict[str, Any]:
    """What ``batch.json`` tells: rules, program and options."""
    return batch_record(rules.packs, rules.options)


def document(record: Mapping[str, Any]) -> bytes:
    """A record as the bytes of its file."""
    return json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n"


def _check_record(store: Store, rules: Rules, resumes: bool) -> None:
    """Mix no two batches: one place holds the results of the same rules and options.

    Raises:
        UsageError: it is taken, or there is nothing to resume.
    """
    path = store.out / RECORD
    if not path.exists():
        if resumes:
            raise UsageError("batch-nothing-there", out=str(store.out))
        if any(not each.name.startswith(".") for each in store.out.iterdir()):
            raise UsageError("batch-out-taken", out=str(store.out))
        return
    try:
        before = json.loads(path.read_bytes())
        other = [name for name in _DECIDING if before[name] != record_of(rules)[name]]
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise UsageError("batch-record-unreadable", path=str(path)) from error
    if other:
        raise UsageError("batch-differs", out=str(store.out), what=", ".join(other))
