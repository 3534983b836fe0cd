"""``run.json``: what went into a run and what came out, enough to repeat it."""

import json
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from typing import Any

from ..evaluation import Evaluation
from ..facts import InputFile
from ..packs.loading import LoadedPack

LIBRARIES = (
    "durable-rules",
    "duckdb",
    "ibis-framework",
    "openpyxl",
    "pandas",
    "pyarrow",
    "pydantic",
    "python-calamine",
    "rapidfuzz",
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
        "inputs": [_file(each) for each in reading.inputs],
        "mapping": _file(reading.mapping) if reading.mapping else None,
        "options": {
            "year": plan.year,
            "received": plan.received.isoformat(),
            "simulate": plan.simulated,
            "only_unit": evaluation.shown.unit,
            "redact": evaluation.shown.is_redacted,
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


def _file(file: InputFile) -> dict[str, str]:
    return {"name": file.name, "sha256": file.sha256}


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
