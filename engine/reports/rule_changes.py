"""What a new text of a pack changes: stricter or looser, criterion by criterion, and for whom.

In words and as JSON; the changes in a dossier are told by ``changes``.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..conditions import Condition
from ..contrast import Change, Contrast
from ..contrast.texts import RuleChange, Texts, TitleChange
from ..explain.wording import Wording, requirement
from ..findings import Outcome
from ..locale import LANGUAGES, say
from ..plan import Plan, PlannedCriterion
from ..vocabulary import Vocabulary
from . import changes
from .changes_document import document as changes_document

_STANDINGS = {each.word: min(each.value, Outcome.ELIGIBLE) for each in Outcome}
_STANDINGS[Outcome.NOT_APPLICABLE.word] = Outcome.NOT_ELIGIBLE


def in_words(
    texts: Texts, vocabulary: Vocabulary, flips: Contrast | None, lang: str
) -> Iterator[str]:
    """Two texts compared, as lines."""
    yield say(lang, f"texts-{texts.direction}")
    for title in texts.titles:
        yield from _title(title, texts, vocabulary, lang)
    if flips is not None:
        up, down = turned(flips)
        yield ""
        yield say(lang, "texts-flips", up=str(up), down=str(down))
        yield from changes.in_words(flips, lang)


def turned(flips: Contrast) -> tuple[int, int]:
    """How many conclusions are better by the new text, and how many worse."""
    counts = Counter(map(_turn, flips.changes))
    return counts[1], counts[-1]


def _turn(change: Change) -> int:
    """1 for a conclusion that is better now, -1 for one that is worse, 0 for another kind."""
    before, after = (_STANDINGS.get(word) for word in change.outcomes)
    if before is None or after is None:
        return 0
    return (after > before) - (after < before)


def _title(change: TitleChange, texts: Texts, vocabulary: Vocabulary, lang: str) -> Iterator[str]:
    name = change.title.name.in_language(lang)
    if change.before is None or change.after is None:
        yield say(lang, f"texts-title-{'gone' if change.after is None else 'new'}", title=name)
        return
    if change.direction == "same" and not change.rules:
        return
    yield say(lang, "texts-line", name=name, direction=say(lang, f"texts-is-{change.direction}"))
    for rule in change.rules:
        label = _label(rule, lang)
        direction = say(lang, f"texts-is-{rule.direction}")
        yield "  " + say(lang, "texts-line", name=label, direction=direction)
        asked = dict(_asked(rule, change, texts, vocabulary, lang))
        if len(set(asked.values())) > 1:  # the same words about a title that changed itself
            yield from ("    " + say(lang, name, condition=told) for name, told in asked.items())


def _label(rule: RuleChange, lang: str) -> str:
    for each in (rule.after, rule.before):
        if isinstance(each, PlannedCriterion):
            return f"{each.text.in_language(lang)} ({each.cite})"
    return say(lang, "changes-applies")


def _asked(
    rule: RuleChange, change: TitleChange, texts: Texts, vocabulary: Vocabulary, lang: str
) -> Iterator[tuple[str, str]]:
    """What is asked before and after, each with the message that says so."""
    sides: tuple[tuple[str, Any, Plan], ...] = (
        ("texts-before", rule.before, texts.before),
        ("texts-after", rule.after, texts.after),
    )
    for message, asked, plan in sides:
        words = Wording(lang, vocabulary, plan, change.title.pack)
        yield message, _sentence(asked, words)


def _sentence(asked: PlannedCriterion | Condition | None, words: Wording) -> str:
    if asked is None:
        return words.say("changes-not-asked")
    if not isinstance(asked, PlannedCriterion):
        return requirement(asked, words)
    told = requirement(asked.require, words)
    if asked.when is None:
        return told
    return f"{told} ({words.say('rulebook-when', condition=requirement(asked.when, words))})"


def document(texts: Texts, vocabulary: Vocabulary, flips: Contrast | None) -> dict[str, Any]:
    """Two texts compared, as JSON has it."""
    found = None
    if flips is not None:
        up, down = turned(flips)
        found = {"better": up, "worse": down, **changes_document(flips)}
    return {
        "direction": texts.direction,
        "titles": [_title_document(each, texts, vocabulary) for each in texts.titles],
        "data": found,
    }


def _title_document(change: TitleChange, texts: Texts, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "title": change.title.id,
        "in": [
            name
            for name, title in (("before", change.before), ("after", change.after))
            if title is not None
        ],
        "direction": change.direction if change.before and change.after else None,
        "criteria": [_rule_document(rule, change, texts, vocabulary) for rule in change.rules],
    }


def _rule_document(
    rule: RuleChange, change: TitleChange, texts: Texts, vocabulary: Vocabulary
) -> dict[str, Any]:
    told = {lang: dict(_asked(rule, change, texts, vocabulary, lang)) for lang in LANGUAGES}
    return {
        "criterion": rule.criterion or None,
        "direction": rule.direction,
        "before": {lang: told[lang]["texts-before"] for lang in LANGUAGES},
        "after": {lang: told[lang]["texts-after"] for lang in LANGUAGES},
    }
