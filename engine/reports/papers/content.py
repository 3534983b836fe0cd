"""What the papers say: plain values, counted once, so that names and numbers agree.

The papers are written in the language of the administration; knows nothing of how they look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ...evaluation import Evaluation
from ...explain.answers import Answer
from ...explain.repairs import ways_told
from ...facts import Subject
from ...findings import Outcome, Verdict
from ...vocabulary import Role
from ..followup import requests
from ..overview import warnings, warnings_of_part, warnings_of_rules
from ..phrases import (
    asked,
    day,
    in_short,
    instrument_kind,
    missing_what,
    missing_where,
    outcome_label,
    value_text,
)
from ..view import TitleView, View, unit_label

LANGUAGE = "vi"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody (or a unit) on a list; ``summary`` is the answer in one line."""

    number: int
    id: str
    name: str
    born: str
    post: str
    unit: str
    summary: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A title with those who are eligible, and how all answers fall."""

    name: str
    cite: str
    is_duty: bool
    considered: int
    counts: Mapping[str, int]
    labels: Mapping[str, str]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One piece of evidence that is asked of somebody."""

    number: int
    id: str
    name: str
    what: str
    where: str
    titles: str


@dataclass(frozen=True, slots=True)
class UnitWants:
    """What is asked of one unit."""

    unit: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal of one title, with every criterion that is not met and what would change it."""

    name: str
    title: str
    cite: str
    reasons: tuple[str, ...]
    repairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What one person or unit is told."""

    id: str
    name: str
    post: str
    unit: str
    refused: tuple[Refused, ...]


def context(view: View) -> dict[str, Any]:
    """Everything that a template may use, as plain values.

    ``titles``, ``wants`` and ``notices`` hold the lists, ``rules`` the instruments, ``cautions``
    those of the ``warnings`` that are not about data.
    """
    evaluation, plan = view.evaluation, view.evaluation.plan
    return {
        "year": plan.year_label,
        "received": day(plan.received, LANGUAGE),
        "calendar_year": str(plan.received.year),
        "warnings": warnings(view, LANGUAGE),
        "cautions": [
            *warnings_of_part(evaluation, LANGUAGE),
            *warnings_of_rules(evaluation, LANGUAGE),
        ],
        "rules": [asdict(rule) for rule in _rules(evaluation)],
        "titles": [asdict(_listed(each, evaluation)) for each in view.titles],
        "wants": [asdict(each) for each in _wants(view)],
        "notices": [asdict(each) for each in _notices(view)],
        "units": [unit_label(unit, name, LANGUAGE) for unit, name in view.unit_names.items()],
    }


@dataclass(frozen=True, slots=True)
class Rule:
    """An instrument that was applied."""

    name: str
    kind: str
    number: str
    issuer: str
    in_force: str


def _rules(evaluation: Evaluation) -> Iterator[Rule]:
    for pack in evaluation.plan.packs:
        instrument = pack.instrument
        yield Rule(
            name=pack.name.in_language(LANGUAGE),
            kind=instrument_kind(instrument.kind, LANGUAGE),
            number=instrument.number or "",
            issuer=instrument.issuer.in_language(LANGUAGE),
            in_force=day(instrument.in_force.from_, LANGUAGE),
        )


def _listed(view: TitleView, evaluation: Evaluation) -> Listed:
    eligible = (answer for answer in view.answers if answer.outcome is Outcome.ELIGIBLE)
    return Listed(
        name=view.title.name.in_language(LANGUAGE),
        cite=view.title.cite,
        is_duty=view.title.kind == "duty",
        considered=len(view.answers),
        counts={outcome.word: count for outcome, count in view.counts.items()},
        labels={
            outcome.word: outcome_label(outcome, view.title.kind, LANGUAGE)
            for outcome in view.counts
        },
        people=tuple(
            _person(number, answer, evaluation) for number, answer in enumerate(eligible, start=1)
        ),
    )


def _person(number: int, answer: Answer, evaluation: Evaluation) -> Person:
    subject = evaluation.reading.dossier.by_id.get(answer.subject)
    return Person(
        number=number,
        id=answer.subject,
        name=answer.name or answer.subject,
        born=_told(subject, "birth", evaluation),
        post=_post(subject, evaluation),
        unit=unit_label(answer.unit, answer.unit_name, LANGUAGE),
        summary=in_short(answer, LANGUAGE),
    )


def _told(subject: Subject | None, role: Role, evaluation: Evaluation) -> str:
    """What the list says of somebody in the column of a role; nothing if that is not known."""
    field = evaluation.vocabulary.sheet(subject.kind).field_with(role) if subject else None
    return _shown(subject, field, evaluation)


def _post(subject: Subject | None, evaluation: Evaluation) -> str:
    """What the list says that is read from beside a name, as a post is."""
    if subject is None:
        return ""
    sheet = evaluation.vocabulary.sheet(subject.kind)
    name = sheet.field_with("name")
    post = next(
        (key for key, spec in sheet.fields.items() if name and spec.read_from == name), None
    )
    return _shown(subject, post, evaluation)


def _shown(subject: Subject | None, field: str | None, evaluation: Evaluation) -> str:
    value = subject.fact(field) if subject and field else None
    if value is None or not value.is_known or field is None:
        return ""
    return value_text(field, value, evaluation.vocabulary, LANGUAGE)


def _wants(view: View) -> Iterator[UnitWants]:
    by_unit: dict[str | None, list[Wanted]] = {}
    names: dict[str | None, str] = {}
    for request in requests(view):
        about = request.about
        listed = by_unit.setdefault(about.unit, [])
        names[about.unit] = unit_label(about.unit, about.unit_name, LANGUAGE)
        titles = "; ".join(answer.title_name.in_language(LANGUAGE) for answer in request.answers)
        listed.append(
            Wanted(
                number=len(listed) + 1,
                id=about.subject,
                name=about.name or about.subject,
                what=missing_what(request.values[0], LANGUAGE),
                where=missing_where(request.values, LANGUAGE),
                titles=titles,
            )
        )
    for unit, wanted in by_unit.items():
        yield UnitWants(names[unit], tuple(wanted))


def _notices(view: View) -> Iterator[Notice]:
    """Who is refused a title, as the titles and names go, each once."""
    evaluation, refused = view.evaluation, dict[str, list[Answer]]()
    for title in view.titles:
        for answer in title.answers:
            if answer.outcome is Outcome.NOT_ELIGIBLE:
                refused.setdefault(answer.subject, []).append(answer)
    for subject, answers in refused.items():
        first = answers[0]
        yield Notice(
            id=subject,
            name=first.name or subject,
            post=_post(evaluation.reading.dossier.by_id.get(subject), evaluation),
            unit=unit_label(first.unit, first.unit_name, LANGUAGE),
            refused=tuple(_refused(answer, evaluation) for answer in answers),
        )


def _refused(answer: Answer, evaluation: Evaluation) -> Refused:
    title = evaluation.plan.title(f"{answer.pack}/{answer.title}")
    return Refused(
        name=outcome_label(answer.outcome, answer.title_kind, LANGUAGE),
        title=answer.title_name.in_language(LANGUAGE),
        cite=title.cite,
        reasons=tuple(
            f"{asked(reason, LANGUAGE)}: {reason.reason.in_language(LANGUAGE)}"
            for reason in answer.with_verdict(Verdict.NOT_MET)
        ),
        repairs=tuple(ways_told(answer, LANGUAGE)),
    )
