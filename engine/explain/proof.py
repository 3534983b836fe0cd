"""Write out a proof as a tree that a council can read: what was asked, found and where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..findings import Conclusion
from .answers import Answer, OpenValue
from .reasons import because
from .repairs import ways_told
from .tree import STEP, Tree
from .wording import Wording


@dataclass(frozen=True)
class Explanation:
    """One conclusion with its proof; ``str()`` is the text that a council reads.

    ``others`` are the conclusions of the run, by title key and subject, so that a title that
    rests on another is told down to the cells.
    """

    conclusion: Conclusion
    answer: Answer
    words: Wording
    others: Mapping[tuple[str, str], Conclusion] = field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        """The text, line by line."""
        yield from self._heading()
        tree = Tree(self.words, self.conclusion.subject, self.others)
        for finding in self.conclusion.findings:
            yield str(tree.asked(finding, self.conclusion))
            yield from map(str, tree.found(finding))
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
        yield from self._refusals()
        yield ""

    def _refusals(self) -> Iterator[str]:
        """Every smallest set of causes, where there is more to say than the one reason."""
        sets = self.answer.refusals
        if len(sets) == 1 == len(sets[0]):
            return
        if sets:
            yield self.words.say("explain-refusals")
        for number, causes in enumerate(sets, start=1):
            parts = self.words.say("and").join(self.words.text(cause.text) for cause in causes)
            yield f"{STEP}{number}) {parts}"

    def _closing(self) -> Iterator[str]:
        words = self.words
        if self.answer.repairs:
            yield ""
        yield from ways_told(self.answer, words.lang)
        for clash in self.answer.clashes:
            yield clash.text.in_language(words.lang)
        yield from self._missing("explain-open", self.answer.open_values)
        yield from self._missing("explain-idle", self.answer.idle_values)

    def _missing(self, heading: str, values: Iterable[OpenValue]) -> Iterator[str]:
        words, heads = self.words, ["", self.words.say(heading)]
        for value in values:
            yield from heads
            heads = []
            place = str(value.cell) if value.cell else words.say("explain-no-cell")
            year = f" ({value.year})" if value.year else ""
            yield f"{STEP}{words.text(value.label)}{year}: {place}"
