"""Answer "what if": suppose facts were different and say which conclusions change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from .decide.reference import Judge
from .errors import UsageError
from .evaluation import Evaluation
from .explain.changes import World
from .facts import State, Subject, Value
from .findings import Outcome, Verdict
from .vocabulary import Text
from .workbook.cells.reader import cell_reader


@dataclass(frozen=True, slots=True)
class Change:
    """A conclusion that would be different, and the findings that make it so."""

    title: str
    name: Text
    before: Outcome
    after: Outcome
    findings: tuple[tuple[str, Verdict, Verdict], ...]


def suppose(evaluation: Evaluation, subject: str, changes: Iterable[str]) -> list[Change]:
    """Decide one subject again with some facts changed.

    Parameters: ``changes`` are ``fact=value``; the fact is an id or a label of the vocabulary,
    the value is written as in a workbook; an empty value makes the fact unknown.

    Raises:
        UsageError: the dossier has no such subject, or a change names no fact of it, or no value.
    """
    about = evaluation.subject(subject)
    facts = dict(_parse(change, about, evaluation) for change in changes)
    world = World(evaluation.plan, evaluation.vocabulary, evaluation.reading.dossier)
    changed = world.with_facts(subject, facts)
    return list(_compare(evaluation, about, changed))


def _parse(change: str, subject: Subject, evaluation: Evaluation) -> tuple[str, Value]:
    name, equals, raw = change.partition("=")
    if not equals:
        raise UsageError("set-form", change=change)
    specs = evaluation.vocabulary.facts_of(subject.kind)
    labels = {spec.header.casefold(): fact for fact, spec in specs.items()}
    fact = labels.get(name.strip().casefold(), name.strip())
    if fact not in specs:
        near = get_close_matches(fact, specs, n=1)
        shown = near[0] if near else ", ".join(specs)
        raise UsageError("set-fact", subject=subject.id, name=fact, near=shown)
    reader = cell_reader(specs[fact], evaluation.vocabulary)
    parsed = reader.read(raw.strip() or None)
    value = Value(parsed.scalar, parsed.state, (), parsed.low, parsed.high)
    if value.state is State.UNREADABLE:
        raise UsageError("set-value", raw=raw, fact=fact, allowed=reader.expected)
    return fact, value


def _compare(evaluation: Evaluation, subject: Subject, changed: World) -> Iterator[Change]:
    before = Judge(evaluation.plan, evaluation.reading.dossier)
    after = Judge(evaluation.plan, changed.dossier)
    for title in evaluation.plan.titles:
        if title.subject != subject.kind:
            continue
        old = before.conclusion(title.key, subject.id)
        new = after.conclusion(title.key, subject.id)
        findings = tuple(
            (was.criterion, was.verdict, now.verdict)
            for was, now in zip(old.findings, new.findings, strict=True)
            if was.verdict is not now.verdict
        )
        if findings or old.outcome is not new.outcome:
            yield Change(title.key, title.name, old.outcome, new.outcome, findings)
