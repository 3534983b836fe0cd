"""What people may do next: what stops most, who lacks little, which evidence is asked of whom.

Knows the answers, not how a report looks.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from ..explain.answers import Answer, OpenValue, Reason
from ..explain.repairs import ways_told
from ..findings import Outcome, Verdict
from ..locale import say
from .grid import Column, Row, Table
from .phrases import asked, missing_what, missing_where
from .view import TitleView, View, unit_label

T = TypeVar("T")

NEAR = 2
"""How many criteria somebody lacks at most who is told to be near."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A refusal for want of few criteria; ``lacks`` are those, ``open`` those still unknown."""

    answer: Answer
    lacks: tuple[Reason, ...]
    open: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """Something that is missing: the cells where it belongs, and the answers that wait for it."""

    values: tuple[OpenValue, ...]
    answers: tuple[Answer, ...]

    @property
    def about(self) -> Answer:
        """An answer about whom it is asked of."""
        return self.answers[0]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """How many a criterion refuses, how many of them alone, and how many wait for it."""

    reason: Reason
    stopped: int
    alone: int
    waiting: int


def obstacles(view: TitleView) -> tuple[Obstacle, ...]:
    """The criteria of a title that refuse somebody or leave somebody open, the worst first."""
    stopped, alone, waiting = Counter[str](), Counter[str](), Counter[str]()
    reasons: dict[str, Reason] = {}
    for answer in view.answers:
        reasons |= {reason.criterion: reason for reason in answer.findings}
        lacks = answer.with_verdict(Verdict.NOT_MET)
        stopped.update(reason.criterion for reason in lacks)
        alone.update(reason.criterion for reason in lacks if len(lacks) == 1)
        if answer.outcome is Outcome.UNDETERMINED:
            unknown = answer.with_verdict(Verdict.UNKNOWN)
            waiting.update(reason.criterion for reason in unknown)
    found = [
        Obstacle(reason, stopped[name], alone[name], waiting[name])
        for name, reason in reasons.items()
        if stopped[name] or waiting[name]
    ]
    return tuple(sorted(found, key=lambda one: (-one.stopped, -one.alone, -one.waiting)))


def near_misses(view: View) -> tuple[NearMiss, ...]:
    """Refusals that lack few criteria, the nearest first; then as titles and names go."""
    found = [
        NearMiss(answer, lacks, answer.with_verdict(Verdict.UNKNOWN))
        for title in view.titles
        for answer in title.answers
        if answer.outcome is Outcome.NOT_ELIGIBLE
        and 0 < len(lacks := answer.with_verdict(Verdict.NOT_MET)) <= NEAR
    ]
    return tuple(sorted(found, key=lambda near: (len(near.lacks), len(near.open))))


def requests(view: View) -> tuple[Request, ...]:
    """The evidence that undetermined answers wait for: by unit, then as titles and names go.

    What several answers about one subject wait for is asked once.
    """
    wanted: dict[tuple[object, ...], tuple[list[OpenValue], list[Answer]]] = {}
    for title in view.titles:
        for answer in title.answers:
            for value in answer.open_values:
                key = (answer.subject, value.fact, value.year)
                values, answers = wanted.setdefault(key, ([], []))
                values.append(value)
                if answer not in answers[-1:]:
                    answers.append(answer)
    found = [Request(tuple(values), tuple(answers)) for values, answers in wanted.values()]
    place = _numbered(request.about.subject for request in found)
    units = _numbered(view.unit_names)
    return tuple(sorted(found, key=lambda one: (units[one.about.unit], place[one.about.subject])))


def _numbered(names: Iterable[T]) -> dict[T, int]:
    """The place of each name, counted from its first."""
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def obstacles_table(view: View, lang: str) -> Table:
    """Which criteria stop how many, the most frequent of each title first."""
    columns = (
        Column(say(lang, "report-title-column"), 44),
        Column(say(lang, "report-criterion"), 60),
        Column(say(lang, "report-cite"), 18),
        Column(say(lang, "follow-stopped"), 14, centred=True),
        Column(say(lang, "follow-stopped-alone"), 16, centred=True),
        Column(say(lang, "follow-waiting"), 16, centred=True),
    )
    rows: list[Row] = [
        (
            title.title.name.in_language(lang),
            obstacle.reason.text.in_language(lang),
            obstacle.reason.cite,
            obstacle.stopped,
            obstacle.alone,
            obstacle.waiting,
        )
        for title in view.titles
        for obstacle in obstacles(title)
    ]
    name = say(lang, "follow-obstacles")
    note = say(lang, "follow-obstacles-note") if rows else say(lang, "follow-obstacles-none")
    return Table(name, say(lang, "follow-obstacles-heading"), columns, rows, note)


def near_misses_table(view: View, lang: str) -> Table:
    """Who lacks one criterion, or two, and what would have to change."""
    columns = (
        Column(say(lang, "follow-lacking"), 14, centred=True),
        Column(say(lang, "report-title-column"), 40),
        Column(say(lang, "report-id"), 12),
        Column(say(lang, "follow-name"), 28),
        Column(say(lang, "report-unit"), 28),
        Column(say(lang, "follow-lacks"), 56),
        Column(say(lang, "report-repairs"), 48),
        Column(say(lang, "follow-open"), 40),
    )
    rows: list[Row] = [
        (
            len(near.lacks),
            near.answer.title_name.in_language(lang),
            near.answer.subject,
            near.answer.name,
            unit_label(near.answer.unit, near.answer.unit_name, lang),
            "; ".join(asked(reason, lang) for reason in near.lacks),
            "\n".join(ways_told(near.answer, lang)),
            "; ".join(asked(reason, lang) for reason in near.open),
        )
        for near in near_misses(view)
    ]
    note = say(lang, "follow-near-note", most=str(NEAR)) if rows else say(lang, "follow-near-none")
    return Table(say(lang, "follow-near"), say(lang, "follow-near-heading"), columns, rows, note)


def requests_table(view: View, lang: str) -> Table:
    """Which evidence is asked of whom, where it is to be written and what waits for it."""
    columns = (
        Column(say(lang, "report-unit"), 28),
        Column(say(lang, "report-id"), 12),
        Column(say(lang, "follow-name"), 28),
        Column(say(lang, "follow-wanted"), 44),
        Column(say(lang, "follow-where"), 40),
        Column(say(lang, "follow-for"), 52),
    )
    rows: list[Row] = [
        (
            unit_label(request.about.unit, request.about.unit_name, lang),
            request.about.subject,
            request.about.name,
            missing_what(request.values[0], lang),
            missing_where(request.values, lang),
            "; ".join(answer.title_name.in_language(lang) for answer in request.answers),
        )
        for request in requests(view)
    ]
    note = say(lang, "follow-requests-note") if rows else say(lang, "follow-requests-none")
    name = say(lang, "follow-requests")
    return Table(name, say(lang, "follow-requests-heading"), columns, rows, note)
