"""The evidence that was read, as one flat table: each value behind each criterion, with its cells.

Knows the answers, not where other sheets stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..explain.answers import Answer, Reason
from ..findings import Evidence, Outcome, Verdict
from ..locale import say
from .grid import Column, Row, Table, Toned
from .phrases import VERDICT_SYMBOLS, evidence_text, places, raw_text, verdict_label
from .view import View, unit_label

MOST_ROWS = 200_000
"""So many rows are shown whole; of more, those of criteria that are met are left out."""

MOST_HELD = 1_000_000
"""A sheet holds 1,048,576 rows."""

AnswerKey = tuple[str, str, str]
"""Pack, title and subject."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One value that led to one finding of one answer."""

    answer: Answer
    reason: Reason
    evidence: Evidence


def key_of(answer: Answer) -> AnswerKey:
    """What tells an answer from all others: pack, title and subject."""
    return (answer.pack, answer.title, answer.subject)


def pieces(view: View) -> list[Piece]:
    """Every piece of evidence, as titles and names go, or those that matter of too many."""
    listed = list(_all_pieces(view))
    if len(listed) <= MOST_ROWS:
        return listed
    matters = (Verdict.NOT_MET, Verdict.UNKNOWN)
    return [piece for piece in listed if piece.reason.verdict in matters][:MOST_HELD]


def _all_pieces(view: View) -> Iterator[Piece]:
    for title in view.titles:
        for answer in title.answers:
            if answer.outcome is not Outcome.NOT_APPLICABLE:
                for reason in answer.findings:
                    yield from (Piece(answer, reason, one) for one in reason.evidence)


def first_pieces(view: View) -> Mapping[AnswerKey, int]:
    """The place of the first piece of each answer that has any, counted from 0."""
    first: dict[AnswerKey, int] = {}
    for number, piece in enumerate(pieces(view)):
        first.setdefault(key_of(piece.answer), number)
    return first


def evidence_table(view: View, lang: str) -> Table:
    """Every piece of evidence with what was read, where, and what is written there."""
    columns = (
        Column(say(lang, "report-title-column"), 36),
        Column(say(lang, "report-id"), 12),
        Column(say(lang, "follow-name"), 28),
        Column(say(lang, "report-unit"), 26),
        Column(say(lang, "report-criterion"), 52),
        Column(say(lang, "report-cite"), 16),
        Column(say(lang, "evidence-verdict"), 18),
        Column(say(lang, "evidence-value"), 44),
        Column(say(lang, "report-place"), 46),
        Column(say(lang, "report-raw"), 26),
    )
    rows = [_row(piece, view, lang) for piece in pieces(view)]
    return Table(
        say(lang, "evidence-read"), say(lang, "evidence-heading"), columns, rows, _note(view, lang)
    )


def _row(piece: Piece, view: View, lang: str) -> Row:
    answer, reason, evidence = piece.answer, piece.reason, piece.evidence
    return (
        answer.title_name.in_language(lang),
        answer.subject,
        answer.name,
        unit_label(answer.unit, answer.unit_name, lang),
        reason.text.in_language(lang),
        reason.cite,
        _verdict(reason.verdict, lang),
        evidence_text(evidence, view.evaluation.vocabulary, lang),
        places(evidence.value.cells, lang),
        raw_text(evidence.value.cells, lang),
    )


def _verdict(verdict: Verdict, lang: str) -> Toned:
    tone = Outcome(verdict.value).word  # the numbers match
    return Toned(f"{VERDICT_SYMBOLS[verdict]} {verdict_label(verdict, lang)}", tone)


def _note(view: View, lang: str) -> str:
    count = sum(1 for _ in _all_pieces(view))
    if count > MOST_ROWS:
        limits = {"most": str(MOST_ROWS), "held": str(MOST_HELD)}
        return say(lang, "evidence-note-cut", count=str(count), **limits)
    return say(lang, "evidence-note") if count else say(lang, "evidence-none")
