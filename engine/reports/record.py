"""``run.json``: what went into a run and what came out, enough to repeat it."""

import json
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from typing import Any

from ..evaluation import Evaluation
from ..packs.loading import LoadedPack

LIBRARIES = (
    "durable-rules",
    "duckdb",
    "ibis-framework",
    "openpyxl",
    "pandas",
    "pydantic",
    "python-calamine",
    "ruamel.yaml",
)


def record(evaluation: Evaluation, packs: Sequence[LoadedPack]) -> str:
    """The text of the record: the same for the same inputs, rules, options and versions."""
    return json.dumps(_record(evaluation, packs), ensure_ascii=False, indent=2) + "\n"


def _record(evaluation: Evaluation, packs: Sequence[LoadedPack]) -> dict[str, Any]:
    plan, reading = evaluation.plan, evaluation.reading
    outcomes = Counter((f"{a.pack}/{a.title}", a.outcome.word) for a in evaluation.answers)
    counts: dict[str, dict[str, int]] = {}
    for (title, word), number in sorted(outcomes.items()):
        counts.setdefault(title, {})[word] = number
    return {
        "program": {"name": "thidua", "version": installed("thidua"), "python": python_version()},
        "libraries": {name: installed(name) for name in LIBRARIES},
        "packs": [_pack(pack) for pack in packs],
        "inputs": [{"name": i.name, "sha256": i.sha256} for i in reading.inputs],
        "options": {
            "year": plan.year,
            "received": plan.received.isoformat(),
            "simulate": plan.simulated,
        },
        "engines": list(evaluation.engines),
        "one_engine": evaluation.has_one_engine,
        "patterns": dict(sorted(evaluation.patterns.items())),
        "counts": {
            "subjects": Counter(s.kind for s in reading.dossier.subjects),
            "problems": Counter(p.severity.value for p in reading.problems),
            "unused": len(reading.unused),
            "conclusions": counts,
        },
    }


def _pack(loaded: LoadedPack) -> dict[str, Any]:
    """A pack with its hash, and with theirs what it extends and the checks that go with it."""
    extends = {"extends": _pack(loaded.base)} if loaded.base else {}
    checks = {"checks": [_pack(each) for each in loaded.checks]} if loaded.checks else {}
    pack = loaded.pack
    return {"id": pack.pack, "version": pack.version, "sha256": loaded.sha256, **extends, **checks}


def installed(name: str) -> str | None:
    """Version of an installed distribution, None when it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None
