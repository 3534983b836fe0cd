"""What went into a run and what came out: enough to repeat it, and to say what was sealed."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..evaluation import Evaluation
from ..facts import InputFile
from ..packs.loading import LoadedPack, vocabulary_hash
from .libraries import installed, libraries


def record(
    evaluation: Evaluation, packs: Sequence[LoadedPack], written: Mapping[str, Any]
) -> dict[str, Any]:
    """The record as JSON has it: the same for the same inputs, rules, options and versions.

    Parameters: ``written`` says how the reports were asked for.
    """
    plan, reading = evaluation.plan, evaluation.reading
    outcomes = Counter((f"{a.pack}/{a.title}", a.outcome.word) for a in evaluation.answers)
    counts: dict[str, dict[str, int]] = {}
    for (title, word), number in sorted(outcomes.items()):
        counts.setdefault(title, {})[word] = number
    return {
        **rules_record(packs),
        "libraries": libraries(),
        "inputs": [file_record(each) for each in reading.inputs],
        "unread": sorted(problem.place for problem in reading.unreadable),
        "mapping": file_record(reading.mapping) if reading.mapping else None,
        "options": {
            "year": plan.year,
            "received": plan.received.isoformat(),
            "simulate": plan.simulated,
            "only_unit": evaluation.shown.unit,
            "redact": evaluation.shown.is_redacted,
            **written,
        },
        "engines": list(evaluation.engines),
        "one_engine": evaluation.has_one_engine,
        "patterns": dict(sorted(evaluation.patterns.items())),
        "counts": {
            "subjects": dict(Counter(s.kind for s in reading.dossier.subjects)),
            "problems": dict(Counter(p.severity.value for p in reading.problems)),
            "unused": len(reading.unused),
            "conclusions": counts,
        },
    }


def rules_record(packs: Sequence[LoadedPack]) -> dict[str, Any]:
    """By which program, vocabulary and packs something was judged."""
    return {
        "program": {"name": "thidua", "version": installed("thidua")},
        "vocabulary": {"sha256": vocabulary_hash()},
        "packs": [pack_record(pack) for pack in packs],
    }


def written_as(lang: str, formats: Collection[str], papers: Path | None) -> dict[str, Any]:
    """How the reports of a run were asked for, an office's own templates by their hashes."""
    own = sorted(papers.glob("*.docx")) if papers else []
    templates = [{"name": p.name, "sha256": sha256(p.read_bytes()).hexdigest()} for p in own]
    return {"lang": lang, "formats": sorted(formats), "papers": templates}


def file_record(file: InputFile) -> dict[str, str]:
    """An input as the record has it."""
    return {"name": file.name, "sha256": file.sha256}


def pack_record(loaded: LoadedPack) -> dict[str, Any]:
    """A pack with its hash, and with theirs what it extends and the checks that go with it."""
    extends = {"extends": pack_record(loaded.base)} if loaded.base else {}
    checks = {"checks": [pack_record(each) for each in loaded.checks]} if loaded.checks else {}
    pack = loaded.pack
    return {"id": pack.pack, "version": pack.version, "sha256": loaded.sha256, **extends, **checks}
