"""Put a key into words: the reason of everybody who has its findings, made once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...conditions import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Condition,
    Defined,
    Measured,
    Unconfirmed,
)
from ...explain.figures import needed
from ...explain.measures import interval_text, noun
from ...explain.reasons import because, reason
from ...explain.repairs import minimal_reason
from ...explain.wording import Wording, requirement, unconfirmed
from ...findings import Conclusion, Finding, Interval, Outcome, Proof, Verdict
from ...plan import Plan, PlannedCriterion, PlannedTitle
from ...vocabulary import Vocabulary
from .guesses import Guess, Guessed, guess
from .keys import Key
from .restoring import restored


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of everybody with the same findings.

    ``minimal_reason`` are the ids of the criteria that force the conclusion; ``reason`` is the
    text by language.
    """

    title: PlannedTitle
    outcome: Outcome
    minimal_reason: tuple[str, ...]
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Teller:
    """Words the conclusions of one title."""

    title: PlannedTitle
    words: tuple[Wording, ...]

    @classmethod
    def of(
        cls, title: PlannedTitle, plan: Plan, vocabulary: Vocabulary, languages: Sequence[str]
    ) -> "Teller":
        """One who knows some languages."""
        return cls(title, tuple(Wording(each, vocabulary, plan, title.pack) for each in languages))

    def tell(self, key: Key) -> Told:
        """What is said of a key."""
        told_by = minimal_reason(_conclusion(self.title, key), self.title.reasons)
        criteria = [self.title.criterion(name) for name in told_by]
        found = [
            (each, guess(each, key.verdicts[each.id], key.intervals[each.id]))
            for each in criteria
            if each.id in key.intervals
        ]
        texts = {}
        for words in self.words:
            named = [(_name(each, words), "") for each in criteria]
            if found:
                named = [(_name(each, words), _found(guessed, words)) for each, guessed in found]
            texts[words.lang] = ". ".join(self._text(key, named, words))
        return Told(self.title, key.outcome, told_by, texts)

    def _text(self, key: Key, named: Sequence[tuple[str, str]], words: Wording) -> Iterator[str]:
        """Whether the title applies, if that is not sure; then what forces the conclusion.

        Parameters: ``named`` are the criteria in words, each with what was found.
        """
        applies = self.title.applies_to
        is_sure = key.applies is Verdict.MET or key.outcome is Outcome.NOT_ELIGIBLE
        if applies is not None and not is_sure:
            yield words.say("explain-applies", reason=_scope(applies, key.applies, words))
        heading = f"explain-reason-{key.outcome.word}"
        if key.outcome is Outcome.NOT_ELIGIBLE:
            ((text, why),) = named
            told = words.say(heading, parts=text)
            yield words.say("found-value", fact=told, value=why) if why else told
        elif named:
            yield words.say(heading, parts="; ".join(_with(*each, words) for each in named))


def _conclusion(title: PlannedTitle, key: Key) -> Conclusion:
    """A conclusion with the findings that are told, and nothing but their verdicts."""
    findings = (
        Finding(each.id, verdict, Proof(each.require, verdict))
        for each in title.criteria
        if (verdict := key.verdicts.get(each.id)) is not None
    )
    return Conclusion(title.pack, title.id, "", title.subject, key.outcome, tuple(findings))


def _scope(applies: Condition, verdict: Verdict, words: Wording) -> str:
    """Why a title does not apply, or may not."""
    proof = restored(Guess(applies, frozenset({verdict})))
    if proof is not None:
        return because(proof, words)
    text = requirement(applies, words)
    if verdict is Verdict.NOT_MET:
        return words.say("found-not-definition", text=text)
    return words.say("found-value", fact=text, value=words.say("found-open"))


def _with(text: str, why: str, words: Wording) -> str:
    return words.say("found-with", found=text, details=why) if why else text


def _name(criterion: PlannedCriterion, words: Wording) -> str:
    """What a criterion asks, and that nobody has confirmed that it does."""
    text = words.text(criterion.text)
    if isinstance(criterion.require, Unconfirmed):
        return words.say(unconfirmed(criterion.require.status), part=text)
    return text


def _found(guessed: Guessed, words: Wording) -> str:
    """What was found, as far as findings tell it; the empty text where they only say that."""
    if isinstance(guessed.require.condition, Unconfirmed):
        (inside,) = guessed.require.parts
        return "; ".join(_pieces(inside, words))
    require = restored(guessed.require)
    when = None if guessed.when is None else restored(guessed.when)
    is_open = when is not None and when.verdict is Verdict.UNKNOWN
    if when is not None and require is not None and is_open:
        return reason(Finding("", Verdict.UNKNOWN, require, when), words)
    return "; ".join(dict.fromkeys(_pieces(guessed.require, words)))


_OPEN_INSIDE = (All, AnyOf, AtLeast, Choose, Defined, Unconfirmed)


def _pieces(guessed: Guess, words: Wording) -> Iterator[str]:
    """Why a condition is not met, or open: the whole of it, or else the measures inside."""
    if guessed.verdict is Verdict.MET:
        return
    proof = restored(guessed)
    if proof is not None:
        yield because(proof, words)
    elif isinstance(guessed.condition, _OPEN_INSIDE):
        for part in guessed.parts:
            yield from _pieces(part, words)
    elif isinstance(guessed.condition, Measured) and guessed.interval is not None:
        yield _measure(guessed.condition, guessed.interval, words)


def _measure(measured: Measured, interval: Interval, words: Wording) -> str:
    """A measure that was found, though it is not sure what it comes to."""
    name, found = noun(measured.measure, words), interval_text(measured.measure, interval, words)
    if measured.bound.against is not None:
        return words.say("found-value", fact=name, value=found)
    need = needed(measured, Proof(measured, Verdict.UNKNOWN), words)
    return words.say("found-measure", measure=name, found=found, need=need)
