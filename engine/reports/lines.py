"""Conclusions and problems as JSON lines, for programs: stable bytes for stable inputs."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ..errors import Problem
from ..evaluation import Evaluation
from ..explain.answers import Answer, OpenValue, Reason, Repair
from ..facts import Scalar, SchoolYear, State, Value
from ..findings import Conclusion, Evidence
from ..locale import LANGUAGES
from ..provenance import Cell
from ..touching import Touched
from ..vocabulary import Text


def conclusion_lines(evaluation: Evaluation) -> Iterator[str]:
    """One line for each subject and title, without its line end, in the order of the answers."""
    return (_line(conclusion_document(answer)) for answer in evaluation.answers)


def problem_lines(evaluation: Evaluation) -> Iterator[str]:
    """One line for each data problem, without its line end, in the order they were read."""
    return map(problem_line, evaluation.reading.problems, evaluation.touches)


def unused_lines(evaluation: Evaluation) -> Iterator[str]:
    """One line for each piece of content that was not needed, in the order it was read."""
    return (_line(_problem(problem)) for problem in evaluation.reading.unused)


def problem_line(problem: Problem, touched: Touched | None) -> str:
    """One data problem with the conclusions that it touches, without its line end.

    Parameters: ``touched`` is None where nobody has asked which they are.
    """
    read_as = {lang: problem.read_as(lang) for lang in LANGUAGES}
    return _line(
        {
            **_problem(problem),
            "read_as": read_as if any(read_as.values()) else None,
            **({"readings": list(problem.readings)} if problem.readings else {}),
            **({} if touched is None else {"touches": [*map(_touched, touched)]}),
        }
    )


def _touched(conclusion: Conclusion) -> dict[str, str]:
    return {
        "pack": conclusion.pack,
        "title": conclusion.title,
        "subject": conclusion.subject,
        "conclusion": conclusion.outcome.word,
    }


def _line(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False)


def conclusion_document(answer: Answer) -> dict[str, Any]:
    """One answer as the agreed keys and values."""
    return {
        "subject": answer.subject,
        "kind": answer.kind,
        "name": answer.name,
        "unit": answer.unit,
        "pack": answer.pack,
        "title": answer.title,
        "year": answer.year,
        "conclusion": answer.outcome.word,
        "status": answer.status,
        **({"simulated": True} if answer.is_simulated else {}),
        "findings": [_finding(reason) for reason in answer.findings],
        "minimal_reason": list(answer.minimal_reason),
        "repairs": [_repair(repair) for repair in answer.repairs],
        "open_cells": [_open(value) for value in answer.open_values],
        "refusals": [
            [{"criterion": cause.criterion, **_both(cause.text)} for cause in causes]
            for causes in answer.refusals
        ],
        "idle_cells": [_open(value) for value in answer.idle_values],
        **_consumption(answer),
    }


def _consumption(answer: Answer) -> dict[str, Any]:
    """What the award uses up and what else needs it, where its rules say that it does."""
    if not answer.used:
        return {}
    return {
        "uses": [
            {
                "criterion": used.criterion,
                "cells": [_quoted(cells[0]) for cells in used.rows if cells],
            }
            for used in answer.used
        ],
        "conflicts": [
            {
                "title": clash.title,
                **_both(clash.text),
                "cells": [_quoted(cell) for cell in clash.cells],
            }
            for clash in answer.clashes
        ],
    }


def _repair(repair: Repair) -> dict[str, Any]:
    return {
        "criteria": list(repair.criteria),
        **_both(repair.text),
        "distances": [
            {
                "criterion": distance.criterion,
                "measure": _both(distance.measure),
                "has": _both(distance.has),
                "needs": _both(distance.needs),
                "progress": None if distance.progress is None else str(distance.progress),
            }
            for distance in repair.distances
        ],
    }


def _finding(reason: Reason) -> dict[str, Any]:
    return {
        "criterion": reason.criterion,
        "verdict": reason.verdict.word,
        "cite": reason.cite,
        "reason": _both(reason.reason),
        "evidence": [line for evidence in reason.evidence for line in _evidence(evidence)],
    }


def _evidence(evidence: Evidence) -> Iterator[dict[str, Any]]:
    """One entry for each cell that the value was read from, one without a cell if none."""
    year = {} if evidence.year is None else {"year": _scalar(evidence.year)}
    for cell in evidence.value.cells or (None,):
        yield {
            "fact": evidence.fact,
            "value": _scalar(evidence.value.scalar),
            **_range(evidence.value),
            "raw": cell.raw if cell else None,
            **_address(cell),
            **year,
        }


def _range(value: Value) -> dict[str, Any]:
    """The ends of a value that is only partly known."""
    if value.state is not State.PARTIAL:
        return {}
    return {"low": _scalar(value.low), "high": _scalar(value.high)}


def _open(value: OpenValue) -> dict[str, Any]:
    year = {} if value.year is None else {"year": _scalar(value.year)}
    return {
        "criterion": value.criterion,
        "fact": value.fact,
        **_address(value.cell),
        **year,
        **_both(value.label),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    first, *others = problem.cells or (None,)
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        **_address(first),
        "raw": first.raw if first else None,
        **({"place": problem.place} if problem.place else {}),
        "message": {lang: problem.message(lang) for lang in LANGUAGES},
        "help": {lang: problem.help(lang) for lang in LANGUAGES},
        **({"other_cells": [_quoted(cell) for cell in others if cell]} if others else {}),
    }


def _quoted(cell: Cell) -> dict[str, Any]:
    return {**_address(cell), "raw": cell.raw}


def _address(cell: Cell | None) -> dict[str, str | None]:
    if cell is None:
        return {"file": None, "sheet": None, "cell": None}
    return {"file": cell.file, "sheet": cell.sheet, "cell": cell.ref}


def _scalar(scalar: Scalar | None) -> bool | int | str | None:
    """A value as JSON has it; decimal numbers as text, so that they stay exact."""
    match scalar:
        case date():
            return scalar.isoformat()
        case Decimal() | SchoolYear():
            return str(scalar)
        case _:
            return scalar


def _both(text: Text) -> dict[str, str]:
    return {lang: text.in_language(lang) for lang in LANGUAGES}
