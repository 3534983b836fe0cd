"""Write out a proof as a tree that a council can read: what was asked, found and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..conditions import Every, Measured
from ..findings import Conclusion, Finding, Proof, RowProof, Verdict
from .answers import Answer
from .figures import UNBOUND, found_value, needed, year_text
from .measures import interval_text
from .reasons import because, reason
from .wording import Wording, requirement

_MARKS = {
    Verdict.MET: "✓",
    Verdict.NOT_MET: "✗",
    Verdict.UNKNOWN: "?",
    Verdict.NOT_APPLICABLE: "–",
}
_STEP = "   "


@dataclass(frozen=True)
class Explanation:
    """One conclusion with its proof; ``str()`` is the text that a council reads."""

    conclusion: Conclusion
    answer: Answer
    words: Wording

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        """The text, line by line."""
        yield from self._heading()
        title = self.words.plan.title(f"{self.conclusion.pack}/{self.conclusion.title}")
        for finding in self.conclusion.findings:
            criterion = title.criterion(finding.criterion)
            text = criterion.text.in_language(self.words.lang)
            yield f"{_MARKS[finding.verdict]} [{criterion.cite}] {text}"
            yield f"{_STEP}{reason(finding, self.words)}"
            yield from _branches(finding, self.words)
        yield from self._closing()

    def _heading(self) -> Iterator[str]:
        answer, words = self.answer, self.words
        family = "duty" if answer.title_kind == "duty" else "outcome"
        yield f"{answer.name} ({answer.subject})" + (f", {answer.unit_name}" if answer.unit else "")
        yield f"{answer.title_name.in_language(words.lang)}, {words.plan.year_label}"
        if words.plan.simulated:
            yield words.say("explain-simulated")
        if answer.status != "confirmed":
            yield words.say(f"explain-{answer.status}")
        yield words.say("explain-conclusion", outcome=words.say(f"{family}-{answer.outcome.word}"))
        if self.conclusion.applies is not None and answer.outcome.word != "eligible":
            yield words.say("explain-applies", reason=because(self.conclusion.applies, words))
        if answer.minimal_reason:
            names = {f.criterion: f.text.in_language(words.lang) for f in answer.findings}
            parts = "; ".join(names[name] for name in answer.minimal_reason)
            yield words.say(f"explain-reason-{answer.outcome.word}", parts=parts)
        yield ""

    def _closing(self) -> Iterator[str]:
        words = self.words
        if self.answer.repairs:
            yield ""
        for repair in self.answer.repairs:
            yield repair.text.in_language(words.lang)
        for clash in self.answer.clashes:
            yield clash.text.in_language(words.lang)
        if self.answer.open_values:
            yield ""
            yield words.say("explain-open")
        for value in self.answer.open_values:
            label = value.label.in_language(words.lang)
            place = str(value.cell) if value.cell else words.say("explain-no-cell")
            year = f" ({value.year})" if value.year else ""
            yield f"{_STEP}{label}{year}: {place}"


def _branches(finding: Finding, words: Wording) -> Iterator[str]:
    if finding.when is not None:
        yield from _tree(finding.when, words, 2, words.say("explain-when"))
    yield from _tree(finding.require, words, 2)


def _tree(proof: Proof, words: Wording, depth: int, label: str = "") -> Iterator[str]:
    """One line per condition; failed and open branches are kept as well as met ones."""
    about = f"{proof.subject}: " if proof.subject is not None else ""
    yield f"{_STEP * depth}{_MARKS[proof.verdict]} {label}{about}{_told(proof, words)}"
    for part in proof.parts:
        yield from _tree(part, words, depth + 1)
    for row in proof.rows:
        if not (isinstance(proof.condition, Measured) and row.verdict is Verdict.NOT_MET):
            yield from _row(row, proof.condition, words, depth + 1)


def _told(proof: Proof, words: Wording) -> str:
    """What was found, and what was asked unless the one says the other."""
    asked = requirement(proof.condition, words)
    if isinstance(proof.condition, Measured) and proof.interval is not None:
        return f"{asked} — {_measured(proof.condition, proof, words)}"
    if proof.value is None:
        return asked
    found = f"{because(proof, words)}{_cells(proof, words)}"
    return found if proof.verdict is Verdict.MET else f"{asked} — {found}"


def _measured(measured: Measured, proof: Proof, words: Wording) -> str:
    """The number that was found, and the one that it was compared with, if it is no constant."""
    interval = proof.interval or UNBOUND
    found = interval_text(measured.measure, interval, words)
    compared = f"; {needed(measured, proof, words)}" if measured.bound.against else ""
    values = "; ".join(found_value(fact, value, words) for fact, value in proof.values)
    return found + compared + (f" [{values}]" if values else "")


def _cells(proof: Proof, words: Wording) -> str:
    cells = proof.value.cells if proof.value else ()
    named = [
        words.say("raw-cell" if cell.raw else "raw-cell-blank", cell=str(cell), raw=cell.raw)
        for cell in cells
    ]
    return f" [{'; '.join(named)}]" if named else ""


def _row(row: RowProof, condition: object, words: Wording, depth: int) -> Iterator[str]:
    name = row.subject or year_text(row, words) or "?"
    certain = "" if row.row.certain else f" ({words.say('explain-uncertain')})"
    place = f" [{row.row.cells[0]}]" if row.row.cells and not isinstance(condition, Every) else ""
    yield f"{_STEP * depth}{_MARKS[row.verdict]} {name}{certain}{place}"
    for proof in row.proofs:
        yield from _tree(proof, words, depth + 1)
