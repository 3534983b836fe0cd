"""The files of one dossier in the results of a batch: conclusions, problems, what it was.

Equal dossiers give equal bytes, with whichever others they were decided. Writes nothing itself.
"""

import json
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..codes import SEVERITIES
from ..errors import DisagreementError, EngineError, Problem
from ..locale import LANGUAGES
from ..proof.libraries import installed
from ..reports.lines import problem_line
from .committing import REPORTED, WHY, Ready, Store
from .deciding import Decided
from .keys import HashedFile

CONCLUSIONS, PROBLEMS = "conclusions.parquet", "problems.jsonl"


def results_of(decided: Decided, store: Store) -> Ready:
    """The files of a dossier that was decided."""
    read = decided.read
    told = {
        "dossier": read.name,
        "key": read.key,
        "inputs": [each.as_json() for each in read.inputs],
        "unread": list(read.unread),
        "year": read.docket.plan.year,
        "simulated": read.docket.plan.simulated,
        "subjects": read.subjects,
        "conclusions": decided.counts(),
        "problems": dict(sorted(read.severities.items())),
        "engines": list(read.docket.concluder.engines),
        "program": installed("thidua"),
    }
    files = {
        CONCLUSIONS: _parquet(decided.conclusions),
        PROBLEMS: "".join(f"{line}\n" for line in read.problems).encode(),
        REPORTED: _json(told),
    }
    return Ready(store.results(read.key), files)


@dataclass(frozen=True, slots=True)
class Refused:
    """A dossier that cannot be judged."""

    name: str
    key: str
    inputs: tuple[HashedFile, ...]
    error: EngineError


def refusal_of(refused: Refused, store: Store) -> Ready:
    """The files that tell why a dossier was not judged; nothing of what it says is in them."""
    error = refused.error
    told = {
        "dossier": refused.name,
        "key": refused.key,
        "inputs": [each.as_json() for each in refused.inputs],
        "code": error.code,
        "disagreement": isinstance(error, DisagreementError),
        "message": {lang: _message(error, refused.name, lang) for lang in LANGUAGES},
        "program": installed("thidua"),
    }
    lines = b""
    if error.code in SEVERITIES:
        problem = Problem(error.code, (), error.details, error.where or refused.name)
        lines = f"{problem_line(problem, None)}\n".encode()
    place = store.refusal(refused.name, refused.key)
    return Ready(place, {PROBLEMS: lines, WHY: _json(told)})


def _message(error: EngineError, name: str, lang: str) -> str:
    """Why, without the name of the dossier, which is told beside it."""
    where = "" if error.where == name else error.where
    return type(error)(error.code, where, **error.details).message(lang)


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue())


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
