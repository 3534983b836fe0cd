"""One conclusion with its whole proof as a document, for programs."""

from typing import Any

from ..explain.proof import Explanation
from ..explain.wording import Wording, requirement
from ..findings import Finding, Proof, RowProof
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
    if proof.interval is not None:
        document["low"], document["high"] = proof.interval.low, proof.interval.high
    if proof.parts:
        document["parts"] = [_proof(part, every) for part in proof.parts]
    if proof.rows:
        document["rows"] = [_row(row, every) for row in proof.rows]
    return document


def _row(row: RowProof, every: list[Wording]) -> dict[str, Any]:
    return {
        "verdict": row.verdict.word,
        "year": row.row.year.scalar,
        "certain": row.row.certain,
        "subject": row.subject,
        "proofs": [_proof(proof, every) for proof in row.proofs],
    }
