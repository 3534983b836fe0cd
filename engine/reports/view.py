"""What the reports show, grouped, sorted and counted once, so that their numbers agree."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..codes import Severity
from ..errors import Problem
from ..evaluation import Evaluation
from ..explain.answers import Answer
from ..findings import Outcome
from ..locale import say
from ..locale.collation import name_keys, text_keys
from ..plan import PlannedTitle

OUTCOMES = (
    Outcome.ELIGIBLE,
    Outcome.NOT_ELIGIBLE,
    Outcome.UNDETERMINED,
    Outcome.NOT_APPLICABLE,
)
"""The order in which reports show outcomes."""

_SEVERITIES = tuple(Severity)  # from the gravest

Counts = Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class TitleView:
    """One title with its answers: by outcome, then by name the Vietnamese way."""

    title: PlannedTitle
    answers: tuple[Answer, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class UnitView:
    """How a unit and its people fare under one title; ``unit`` None gathers the unplaced."""

    unit: str | None
    name: str
    title: PlannedTitle
    counts: Counts


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A data problem with the answers that it touches."""

    problem: Problem
    touches: tuple[Answer, ...]

    @property
    def matters(self) -> bool:
        """Whether an undetermined conclusion waits for it."""
        return any(answer.outcome is Outcome.UNDETERMINED for answer in self.touches)


def _title_views(evaluation: Evaluation) -> tuple[TitleView, ...]:
    """Every title of the plan, in the order in which its pack is written."""
    by_title: dict[tuple[str, str], list[Answer]] = {}
    for answer in evaluation.answers:
        by_title.setdefault((answer.pack, answer.title), []).append(answer)
    names = {answer.name for answer in evaluation.answers}
    people, units = name_keys(names), text_keys(names)

    def order(answer: Answer) -> tuple[object, ...]:
        name = people[answer.name] if answer.kind == "person" else units[answer.name]
        return (OUTCOMES.index(answer.outcome), name, answer.subject)

    views = []
    for title in _as_written(evaluation):
        answers = tuple(sorted(by_title.get((title.pack, title.id), ()), key=order))
        views.append(TitleView(title, answers, _counts(answers)))
    return tuple(views)


def _as_written(evaluation: Evaluation) -> Iterator[PlannedTitle]:
    for pack in evaluation.plan.packs:
        yield from evaluation.plan.titles_of(pack)


def _counts(answers: Iterable[Answer]) -> Counts:
    counted = Counter(answer.outcome for answer in answers)
    return {outcome: counted[outcome] for outcome in OUTCOMES}


def unit_label(unit: str | None, name: str, lang: str) -> str:
    """A unit as people call it: its name, else its id, else that nobody knows."""
    return name or unit or say(lang, "report-no-unit")


def units_in_order(answers: Iterable[Answer]) -> dict[str | None, str]:
    """Every unit of the answers with its name, sorted by it; the unplaced come last."""
    names = {answer.unit: answer.unit_name or answer.unit or "" for answer in answers}
    keys = text_keys(names.values())
    ordered = sorted(names, key=lambda unit: (unit is None, keys[names[unit]], unit or ""))
    return {unit: names[unit] for unit in ordered}


def _unit_views(evaluation: Evaluation) -> tuple[UnitView, ...]:
    """Counts for each unit and title, units by name and titles as written."""
    groups: dict[tuple[str | None, str], list[Answer]] = {}
    for answer in evaluation.answers:
        groups.setdefault((answer.unit, f"{answer.pack}/{answer.title}"), []).append(answer)
    return tuple(
        UnitView(unit, name, title, _counts(groups[unit, title.key]))
        for unit, name in units_in_order(evaluation.answers).items()
        for title in _as_written(evaluation)
        if (unit, title.key) in groups
    )


def _problem_views(evaluation: Evaluation) -> tuple[ProblemView, ...]:
    """Every data problem, the gravest first, each with the answers that it touches."""
    answers = {(a.pack, a.title, a.subject): a for a in evaluation.answers}
    views = (
        ProblemView(problem, tuple(answers[c.pack, c.title, c.subject] for c in touched))
        for problem, touched in zip(evaluation.reading.problems, evaluation.touches, strict=True)
    )
    return tuple(sorted(views, key=lambda view: _SEVERITIES.index(view.problem.severity)))


@dataclass(frozen=True)
class View:
    """An evaluation as every report of a run shows it, sorted and counted once for all of them."""

    evaluation: Evaluation

    @cached_property
    def titles(self) -> tuple[TitleView, ...]:
        """Every title with its answers."""
        return _title_views(self.evaluation)

    @cached_property
    def units(self) -> tuple[UnitView, ...]:
        """Counts for each unit and title."""
        return _unit_views(self.evaluation)

    @cached_property
    def unit_names(self) -> Mapping[str | None, str]:
        """Every unit of the answers with its name, in order."""
        return units_in_order(self.evaluation.answers)

    @cached_property
    def problems(self) -> tuple[ProblemView, ...]:
        """Every data problem with the answers that it touches."""
        return _problem_views(self.evaluation)
