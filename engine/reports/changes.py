"""What changed between two runs: in words, and as a page.

Knows what ``contrast`` found; where rules cannot be read, ids stand for names.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..contrast import (
    APPLIES,
    Change,
    Contrast,
    Line,
    Piece,
    RecordChange,
    Step,
    Told,
    record_changes,
)
from ..findings import Outcome, Verdict
from ..locale import say
from .phrases import SYMBOLS, VERDICT_SYMBOLS
from .standalone import parts, policy, templates

_SHORT = 12
"""Digits of a hash that tell two texts apart for a reader; the record has them all."""

_OUTCOMES = {each.word: SYMBOLS[each] for each in Outcome}
_VERDICTS = {each.word: VERDICT_SYMBOLS[each] for each in Verdict}


@dataclass(frozen=True, slots=True)
class StepTold:
    """A criterion whose verdict changed, in words, with what changed below it."""

    name: str
    before: str
    after: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """A conclusion that changed, in words; ``look`` is its outcome now, for the style."""

    who: str
    title: str
    before: str
    after: str
    look: str
    causes: str
    note: str
    steps: tuple[StepTold, ...]


def in_words(found: Contrast, lang: str) -> Iterator[str]:
    """The changes as lines of text, the counts first."""
    yield counted(found, lang)
    yield from (f"  {line}" for line in record_lines(found, lang))
    for told in told_changes(found, lang):
        yield say(lang, "changes-line", **_line_words(told))
        if told.note:
            yield f"  {told.note}"
        for step in told.steps:
            yield f"  {step.name}: {step.before} → {step.after}"
            yield from (f"    {detail}" for detail in step.details)


def _line_words(told: ChangeTold) -> dict[str, str]:
    return {
        "who": told.who,
        "title": told.title,
        "before": told.before,
        "after": told.after,
        "causes": told.causes,
    }


def page(found: Contrast, lang: str) -> str:
    """The changes as one page that needs no network and no script."""
    style = parts(("report.css", "changes.css"))
    return (
        templates()
        .get_template("changes.html.j2")
        .render(
            lang=lang,
            policy=policy(style),
            style=Markup(style),  # our own files
            counted=counted(found, lang),
            differing=list(record_lines(found, lang)),
            causes=list(_by_cause(found, lang)),
            changes=list(told_changes(found, lang)),
            ui=lambda name: say(lang, name),
        )
    )


def counted(found: Contrast, lang: str) -> str:
    """How many conclusions changed, and how many did not."""
    return say(lang, "changes-counted", changed=str(len(found.changes)), same=str(found.same))


def _by_cause(found: Contrast, lang: str) -> Iterator[tuple[str, int]]:
    """How many changes each set of causes has, the most frequent first."""
    counts = Counter(_causes(change, lang) for change in found.changes)
    yield from counts.most_common()


def record_lines(found: Contrast, lang: str) -> Iterator[str]:
    """What went into one run and not into the other, a line each."""
    for each in record_changes(found.before.record, found.after.record):
        details = {"name": each.name, "before": _brief(each.before), "after": _brief(each.after)}
        details["cause"] = say(lang, f"changes-cause-{each.cause}")
        yield say(lang, f"changes-record-{_what(each)}", **details)


def _what(each: RecordChange) -> str:
    if each.before and each.after:
        return "other"
    return "gone" if each.before else "new"


def _brief(text: str) -> str:
    """A text whose hashes are told by their first digits."""
    return " ".join(word[:_SHORT] if len(word) == 64 else word for word in text.split(" "))


def told_changes(found: Contrast, lang: str) -> Iterator[ChangeTold]:
    """Each change in words."""
    for change in found.changes:
        line, (before, after) = change.line, change.outcomes
        yield ChangeTold(
            who=_who(line),
            title=title_name(found, line.key[:2], lang),
            before=_outcome(before, lang),
            after=_outcome(after, lang),
            look=after if after in _OUTCOMES else "",
            causes=_causes(change, lang),
            note=_note(found, change, lang),
            steps=tuple(_step(found, change, step, lang) for step in change.steps),
        )


def _who(line: Line) -> str:
    unit = f", {line.unit}" if line.unit and line.unit != line.key[2] else ""
    return f"{line.name} ({line.key[2]}{unit})"


def _outcome(word: str, lang: str) -> str:
    if word not in _OUTCOMES:
        return say(lang, "changes-none")
    return f"{_OUTCOMES[word]} {say(lang, f'outcome-{word}')}"


def _verdict(word: str, lang: str) -> str:
    if word not in _VERDICTS:
        return say(lang, "changes-not-asked")
    return f"{_VERDICTS[word]} {say(lang, f'verdict-{word}')}"


def _causes(change: Change, lang: str) -> str:
    joint = " + " if change.is_traced else " / "
    return joint.join(say(lang, f"changes-cause-{each}") for each in change.causes) or "–"


def _note(found: Contrast, change: Change, lang: str) -> str:
    """What led to a change where its own criteria do not tell."""
    if change.through:
        titles = "; ".join(title_name(found, each, lang) for each in change.through)
        return say(lang, "changes-through", titles=titles)
    return "" if change.is_traced else say(lang, "changes-untraced")


def _step(found: Contrast, change: Change, step: Step, lang: str) -> StepTold:
    is_applying = step.criterion == APPLIES
    label = _outcome if is_applying else _verdict
    name = say(lang, "changes-applies") if is_applying else _criterion(found, change, step, lang)
    return StepTold(
        name,
        label(step.before, lang),
        label(step.after, lang),
        (*_cells(found, step, lang), *_rules(found, change, step, lang)),
    )


def _cells(found: Contrast, step: Step, lang: str) -> Iterator[str]:
    for each in step.cells:
        piece = each.after or each.before
        assert piece is not None  # one of the two has it
        label = _fact(found, piece.fact, lang) + (f" ({piece.year})" if piece.year else "")
        yield f"{label}: {_piece(each.before, lang)} → {_piece(each.after, lang)}"


def _piece(piece: Piece | None, lang: str) -> str:
    if piece is None:
        return say(lang, "changes-no-cell")
    raw = say(lang, "changes-raw", raw=piece.raw) if piece.raw else say(lang, "changes-blank")
    return f"{raw} [{piece.place}]" if piece.place else raw


def _rules(found: Contrast, change: Change, step: Step, lang: str) -> Iterator[str]:
    for each in step.parameters:
        name = _parameter(found, change, each.name, lang)
        values = {"before": each.before or "–", "after": each.after or "–"}
        yield say(lang, "changes-parameter", name=name, **values)
    if step.is_other_rule and not step.parameters:
        yield say(lang, "changes-rule")


def _runs(found: Contrast) -> tuple[Told, Told]:
    """The run whose names are used first."""
    return found.after, found.before


def title_name(found: Contrast, key: tuple[str, str], lang: str) -> str:
    """The name of a title, by pack and id; the ids where no rules can be read."""
    for told in _runs(found):
        if planned := told.title((*key, "")):
            return planned.name.in_language(lang)
    return "/".join(key)


def _criterion(found: Contrast, change: Change, step: Step, lang: str) -> str:
    for told in _runs(found):
        title = told.title(change.line.key)
        for criterion in title.criteria if title else ():
            if criterion.id == step.criterion:
                return f"{criterion.text.in_language(lang)} ({criterion.cite})"
    return step.criterion


def _parameter(found: Contrast, change: Change, name: str, lang: str) -> str:
    for told in _runs(found):
        pack = told.packs.get(change.line.key[0])
        if pack is not None and name in pack.parameters:
            parameter = pack.parameters[name]
            return f"{parameter.text.in_language(lang)} ({name}, {parameter.cite})"
    return name


def _fact(found: Contrast, name: str, lang: str) -> str:
    for told in _runs(found):
        if told.vocabulary is not None and name in told.vocabulary.fields:
            return told.vocabulary.fields[name].in_language(lang)
    return name
