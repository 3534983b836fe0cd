"""One conclusion with its whole proof as a document, for programs."""

from fractions import Fraction
from typing import Any

from ..explain.proof import Explanation
from ..explain.wording import Wording, requirement
from ..facts import Value
from ..findings import Finding, Interval, Number, Proof, RowProof
from ..locale import LANGUAGES
from .lines import conclusion_document


def explanation_document(explanation: Explanation) -> dict[str, Any]:
    """The line of ``conclusions.jsonl`` with a ``proof`` for each criterion."""
    words = explanation.words
    every = [Wording(lang, words.vocabulary, words.plan, words.pack) for lang in LANGUAGES]
    proof = [_finding(finding, every) for finding in explanation.conclusion.findings]
    return {**conclusion_document(explanation.answer), "proof": proof}


def _finding(finding: Finding, every: list[Wording]) -> dict[str, Any]:
    return {
        "criterion": finding.criterion,
        "verdict": finding.verdict.word,
        "when": _proof(finding.when, every) if finding.when else None,
        "require": _proof(finding.require, every),
    }


def _proof(proof: Proof, every: list[Wording]) -> dict[str, Any]:
    document: dict[str, Any] = {
        "verdict": proof.verdict.word,
        **{words.lang: requirement(proof.condition, words) for words in every},
    }
    if proof.value is not None:
        document["state"] = proof.value.state.value
        document["cells"] = [{"cell": str(c), "raw": c.raw} for c in proof.value.cells]
    if proof.subject is not None:
        document["subject"] = proof.subject
    if proof.interval is not None:
        document |= _interval(proof.interval)
    if proof.against is not None:
        document["against"] = _interval(proof.against)
    if proof.values:
        document["values"] = [_value(fact, value) for fact, value in proof.values]
    if proof.parts:
        document["parts"] = [_proof(part, every) for part in proof.parts]
    if proof.rows:
        document["rows"] = [_row(row, every) for row in proof.rows]
    return document


def _interval(interval: Interval) -> dict[str, Any]:
    ends: dict[str, Any] = {"low": _number(interval.low), "high": _number(interval.high)}
    if interval.of != (None, None):
        ends["of"] = list(interval.of)
    return ends


def _number(number: Number | None) -> int | str | None:
    """Whole numbers as such, other fractions as ``7/10``, days as ``2025-12-31``."""
    if isinstance(number, Fraction) and number.denominator == 1:
        return int(number)
    return None if number is None else str(number)


def _value(fact: str, value: Value) -> dict[str, Any]:
    cells = [{"cell": str(cell), "raw": cell.raw} for cell in value.cells]
    return {"fact": fact, "state": value.state.value, "cells": cells}


def _row(row: RowProof, every: list[Wording]) -> dict[str, Any]:
    year = row.row.year.scalar
    return {
        "verdict": row.verdict.word,
        "year": year if isinstance(year, int | None) else str(year),
        "certain": row.row.certain,
        "subject": row.subject,
        "proofs": [_proof(proof, every) for proof in row.proofs],
    }
