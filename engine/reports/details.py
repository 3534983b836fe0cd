"""Why, for every subject of the page: packed tight, and unpacked only where somebody looks."""

import base64
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from ..evaluation import Evaluation
from ..explain.answers import Answer, Reason
from ..explain.tree import Tree
from ..explain.wording import Wording
from ..findings import Conclusion, Evidence, Finding
from ..locale import LANGUAGES
from ..provenance import Cell
from ..vocabulary import Text
from .embedded import Texts
from .masking import Mask
from .phrases import both, evidence_text, missing
from .results import Results

SUBJECTS_IN_PACKET = 25
"""How many subjects are unpacked together: the page unpacks one packet to show one of them."""


def packets(found: Results, evaluation: Evaluation, mask: Mask) -> Iterator[str]:
    """The details of the subjects, so many at a time, as Base64 of deflated JSON.

    ``texts`` holds pairs (vi, en); ``subjects`` has for each of them its answers, in the order of
    its rows. An answer holds ``x``, the smallest sets of causes; ``r``, the ways out; ``o`` and
    ``i``, what is missing and matters or no longer does; and ``f``, its findings, the failed ones
    first, as [criterion, clause, verdict, reason, [[evidence, [[sheet, cell, raw], ...]], ...],
    [[depth, verdict or -1, line of the proof], ...]].
    """
    conclusions = {(c.pack, c.title, c.subject): c for c in evaluation.conclusions}
    answers, words = found.of_subjects(), dict[str, list[Wording]]()
    while subjects := list(islice(answers, SUBJECTS_IN_PACKET)):
        packing = _Packing(evaluation, conclusions, words)
        listed = [[packing.answer(answer) for answer in each] for each in subjects]
        content = {"texts": packing.texts.pairs, "subjects": listed}
        text = mask.text(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
        yield base64.b64encode(zlib.compress(text.encode())).decode()


@dataclass
class _Packing:
    """Turns answers into numbers of texts; people share most of what is said of them."""

    evaluation: Evaluation
    conclusions: dict[tuple[str, str, str], Conclusion]
    words: dict[str, list[Wording]]
    texts: Texts = field(default_factory=Texts)
    said: dict[object, int] = field(default_factory=dict)

    def answer(self, answer: Answer) -> dict[str, Any]:
        conclusion = self.conclusions.get((answer.pack, answer.title, answer.subject))
        proofs = {f.criterion: f for f in conclusion.findings} if conclusion else {}
        failed_first = sorted(answer.findings, key=lambda reason: reason.verdict)
        return {
            "x": [
                [self.texts.number(cause.text) for cause in causes] for causes in answer.refusals
            ],
            "r": [self.texts.number(repair.text) for repair in answer.repairs],
            "o": self.missing(answer.open_values),
            "i": self.missing(answer.idle_values),
            "f": [
                [*self.finding(reason), self.proof(proofs.get(reason.criterion), answer)]
                for reason in failed_first
            ],
        }

    def missing(self, values: tuple[Any, ...]) -> list[int]:
        told = (self.texts.number(both(partial(missing, value))) for value in values)
        return list(dict.fromkeys(told))

    def finding(self, reason: Reason) -> list[Any]:
        asks, why = self.texts.number(reason.text), self.texts.number(reason.reason)
        evidence = [
            [self.evidence(each), [self.cell(cell) for cell in each.value.cells]]
            for each in reason.evidence
        ]
        return [asks, reason.cite, reason.verdict.value, why, evidence]

    def proof(self, finding: Finding | None, answer: Answer) -> list[Any]:
        """The lines of a proof; none where cells must not be quoted."""
        if finding is None or self.evaluation.shown.is_redacted:
            return []
        words = self.wordings(answer.pack)
        told = [list(Tree(each, answer.subject, {}).proof(finding)) for each in words]
        return [
            [
                one.depth,
                -1 if one.verdict is None else one.verdict.value,
                self.texts.number_of(one.text, other.text),
            ]
            for one, other in zip(*told, strict=True)
        ]

    def wordings(self, pack: str) -> list[Wording]:
        """How a pack is worded, in each language."""
        if pack not in self.words:
            plan, vocabulary = self.evaluation.plan, self.evaluation.vocabulary
            self.words[pack] = [Wording(lang, vocabulary, plan, pack) for lang in LANGUAGES]
        return self.words[pack]

    def evidence(self, evidence: Evidence) -> int:
        value = evidence.value
        key = (evidence.fact, value.scalar, value.state, evidence.year, evidence.subject)
        if key not in self.said:
            vocabulary = self.evaluation.vocabulary
            said = both(lambda lang: evidence_text(evidence, vocabulary, lang))
            self.said[key] = self.texts.number(said)
        return self.said[key]

    def cell(self, cell: Cell) -> list[Any]:
        sheet = (cell.file, cell.sheet)
        if sheet not in self.said:
            name = f"{cell.file}!{cell.sheet}!"
            self.said[sheet] = self.texts.number(Text(vi=name, en=name))
        return [self.said[sheet], cell.ref, cell.raw]
