"""A proof as lines, outermost first; a title that rests on another is followed to its cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..conditions import Eligible, Every, Holds, Measured
from ..findings import Conclusion, Finding, Outcome, Proof, RowProof, Verdict
from .figures import UNBOUND, found_value, needed, year_text
from .measures import interval_text
from .reasons import because, reason
from .wording import Wording, requirement

MARKS = {
    Verdict.MET: "✓",
    Verdict.NOT_MET: "✗",
    Verdict.UNKNOWN: "?",
    Verdict.NOT_APPLICABLE: "–",
}
STEP = "   "


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a proof: how deep it stands, the verdict if it has one, and what it says."""

    depth: int
    text: str
    verdict: Verdict | None = None

    def __str__(self) -> str:
        mark = "" if self.verdict is None else f"{MARKS[self.verdict]} "
        return f"{STEP * self.depth}{mark}{self.text}"


@dataclass(frozen=True)
class Tree:
    """Writes proofs about a subject; remembers whose conclusions it has told.

    Each is told once: that of the subject itself down to the cells, of others what they lack.
    """

    words: Wording
    subject: str
    others: Mapping[tuple[str, str], Conclusion]
    _told: set[tuple[str, str]] = field(default_factory=set)

    def asked(self, finding: Finding, conclusion: Conclusion, depth: int = 0) -> Line:
        """The line of a criterion: its verdict, where it stands and what it asks."""
        title = self.words.plan.title(f"{conclusion.pack}/{conclusion.title}")
        criterion = title.criterion(finding.criterion)
        text = criterion.text.in_language(self.words.lang)
        return Line(depth, f"[{criterion.cite}] {text}", finding.verdict)

    def found(self, finding: Finding, depth: int = 0) -> Iterator[Line]:
        """The reason of a finding of the subject, and below it the whole proof."""
        yield self._because(finding, depth + 1)
        yield from self.proof(finding, depth + 2)

    def proof(self, finding: Finding, depth: int = 0) -> Iterator[Line]:
        """The whole proof of a finding: whether it applies, and what it asks."""
        if finding.when is not None:
            label = self.words.say("explain-when")
            yield from self._tree(finding.when, self.subject, depth, label)
        yield from self._tree(finding.require, self.subject, depth)

    def _because(self, finding: Finding, depth: int) -> Line:
        return Line(depth, reason(finding, self.words))

    def _tree(self, proof: Proof, subject: str, depth: int, label: str = "") -> Iterator[Line]:
        """One line per condition; failed and open branches are kept as well as met ones."""
        about = f"{proof.subject}: " if proof.subject is not None else ""
        subject = proof.subject or subject
        yield Line(depth, f"{label}{about}{_told(proof, self.words)}", proof.verdict)
        match proof.condition:
            case Holds() as holds:
                yield from self._held(holds, proof, subject, depth + 1)
                return
            case Eligible(title):
                yield from self._rests_on(title, subject, depth + 1)
        for part in proof.parts:
            yield from self._tree(part, subject, depth + 1)
        for row in proof.rows:
            if not (isinstance(proof.condition, Measured) and row.verdict is Verdict.NOT_MET):
                yield from self._row(row, proof.condition, subject, depth + 1)

    def _held(self, holds: Holds, proof: Proof, subject: str, depth: int) -> Iterator[Line]:
        """The decisions by which a title is held, or else the conclusion that stands in."""
        (meaning,) = proof.parts
        for each in meaning.walk():
            for row in each.rows:
                if row.verdict is not Verdict.NOT_MET:
                    yield from self._row(row, each.condition, subject, depth)
        if holds.own is None:
            return
        is_decided = meaning.parts[0].verdict is Verdict.MET
        if not is_decided or isinstance(holds.recorded, Eligible):
            yield from self._rests_on(holds.own.title, subject, depth)

    def _rests_on(self, key: str, subject: str, depth: int) -> Iterator[Line]:
        """What this run concludes about another title, and why; of each subject once."""
        conclusion = self.others.get((key, subject))
        if conclusion is None or (key, subject) in self._told:
            return
        if subject != self.subject and conclusion.outcome is Outcome.ELIGIBLE:
            return
        self._told.add((key, subject))
        details = {"title": self.words.title(key), "subject": subject}
        yield Line(depth, self.words.say("explain-rests-on", **details))
        for finding in conclusion.findings:
            if subject == self.subject or finding.verdict < Verdict.MET:
                yield self.asked(finding, conclusion, depth + 1)
            if finding.verdict is Verdict.NOT_APPLICABLE:
                continue
            if subject == self.subject:
                yield from self.found(finding, depth + 1)
            elif finding.verdict is not Verdict.MET:
                yield self._because(finding, depth + 2)

    def _row(self, row: RowProof, condition: object, subject: str, depth: int) -> Iterator[Line]:
        name = row.subject or year_text(row, self.words) or "?"
        certain = "" if row.row.certain else f" ({self.words.say('explain-uncertain')})"
        has_place = row.row.cells and not isinstance(condition, Every)
        place = f" [{row.row.cells[0]}]" if has_place else ""
        yield Line(depth, f"{name}{certain}{place}", row.verdict)
        for proof in row.proofs:
            yield from self._tree(proof, row.subject or subject, depth + 1)


def _told(proof: Proof, words: Wording) -> str:
    """What was found, and what was asked unless the one says the other."""
    asked = requirement(proof.condition, words)
    if isinstance(proof.condition, Holds):
        return because(proof, words)
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
