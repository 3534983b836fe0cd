"""The reasons of one title as compact JSON, which the page unfolds person by person."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup

from ..explain.answers import Answer, Reason
from ..findings import Evidence
from ..provenance import Cell
from ..vocabulary import Text, Vocabulary
from .embedded import Texts, as_script
from .phrases import both, evidence_text, missing
from .view import TitleView


def details(view: TitleView, vocabulary: Vocabulary) -> Markup:
    """The details of every answer of a title, in their order, as a JSON object.

    ``texts`` holds pairs (vi, en). An answer holds ``f``, its findings, the failed ones first,
    as [criterion, clause, verdict, reason, [[evidence, [[sheet, cell, raw], ...]], ...]], and
    ``r`` and ``o``, its repairs and what is missing.
    """
    packing = _Packing(vocabulary)
    answers = [packing.answer(answer) for answer in view.answers]
    return as_script({"texts": packing.texts.pairs, "answers": answers})


@dataclass
class _Packing:
    """Turns answers into numbers of texts; thousands of people share a few hundred values."""

    vocabulary: Vocabulary
    texts: Texts = field(default_factory=Texts)
    said: dict[object, int] = field(default_factory=dict)

    def answer(self, answer: Answer) -> dict[str, Any]:
        failed_first = sorted(answer.findings, key=lambda reason: reason.verdict)
        wanting = [both(partial(missing, value)) for value in answer.open_values]
        return {
            "f": [self.finding(reason) for reason in failed_first],
            "r": [self.texts.number(repair.text) for repair in answer.repairs],
            "o": list(dict.fromkeys(self.texts.number(text) for text in wanting)),
        }

    def finding(self, reason: Reason) -> list[Any]:
        asks, why = self.texts.number(reason.text), self.texts.number(reason.reason)
        evidence = [
            [self.evidence(each), [self.cell(cell) for cell in each.value.cells]]
            for each in reason.evidence
        ]
        return [asks, reason.cite, reason.verdict.value, why, evidence]

    def evidence(self, evidence: Evidence) -> int:
        value = evidence.value
        key = (evidence.fact, value.scalar, value.state, evidence.year, evidence.subject)
        if key not in self.said:
            said = both(lambda lang: evidence_text(evidence, self.vocabulary, lang))
            self.said[key] = self.texts.number(said)
        return self.said[key]

    def cell(self, cell: Cell) -> list[Any]:
        sheet = (cell.file, cell.sheet)
        if sheet not in self.said:
            name = f"{cell.file}!{cell.sheet}!"
            self.said[sheet] = self.texts.number(Text(vi=name, en=name))
        return [self.said[sheet], cell.ref, cell.raw]
