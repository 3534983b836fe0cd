"""Scenarios: the examples that an author of a pack writes down, run as tests.

A scenario builds one subject from named starting points, changes a few facts or rows, and
says what must be concluded. ``unknown`` can be expected like any other verdict.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..decide.reference import Judge
from ..errors import PackError
from ..facts import Dossier, Row, Scalar, State, Subject, Value
from ..findings import Conclusion, Verdict
from ..plan import Plan, plan
from ..vocabulary import FactSpec, SubjectKind, Vocabulary
from .loading import LoadedPack, read_yaml, shape_error

SCENARIO_FILE = "scenarios.yaml"
YEAR = "year"
"""The key that stands for the year column of any relation."""

Given = dict[str, Scalar | None]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Start(_Shape):
    """A starting point that scenarios share; facts not named are unknown."""

    subject: SubjectKind
    facts: Given = {}
    rows: dict[str, tuple[Given, ...]] = {}
    joined: int | None = None
    left: int | None = None
    members: tuple[str, ...] = ()


class Scenario(_Shape):
    """One example: a starting point, what is different about it, and what must follow.

    ``rows`` replaces a relation's rows; ``change`` changes its rows of one year (null: there
    is no row); ``absent`` names sheets that the dossier lacks; ``expect`` gives for each title
    ``conclusion`` and verdicts of criteria.
    """

    name: str
    given: str
    facts: Given = {}
    rows: dict[str, tuple[Given, ...]] = {}
    change: dict[str, dict[int, Given | None]] = {}
    absent: tuple[str, ...] = ()
    members: tuple[str, ...] | None = None
    joined: int | None = None
    left: int | None = None
    received: date | None = None
    expect: dict[str, dict[str, str]] = Field(min_length=1)


class ScenarioFile(_Shape):
    """``scenarios.yaml`` of a pack."""

    year: int
    starts: dict[str, Start]
    scenarios: tuple[Scenario, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a scenario expected and did not get; ``criterion`` is ``conclusion`` for a title."""

    scenario: str
    title: str
    criterion: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class ScenarioCase:
    """A scenario made ready to be judged."""

    scenario: Scenario
    plan: Plan
    dossier: Dossier
    subject: str


def load_scenarios(loaded: LoadedPack) -> ScenarioFile:
    """Read the scenarios beside a pack.

    Raises:
        PackError: there are none, or they are not valid.
    """
    path = loaded.folder / SCENARIO_FILE
    if not path.is_file():
        raise PackError("no-scenarios", pack=loaded.pack.pack, file=SCENARIO_FILE)
    raw = read_yaml(path)
    try:
        file = ScenarioFile.model_validate(raw)
    except ValidationError as error:
        raise shape_error(error, raw, path) from error
    _check_names(file, loaded, path)
    return file


def _check_names(file: ScenarioFile, loaded: LoadedPack, path: Path) -> None:
    titles = loaded.pack.titles
    for scenario in file.scenarios:
        _known(scenario.given, file.starts, "base", scenario, path)
        for title, expected in scenario.expect.items():
            _known(title, titles, "title", scenario, path)
            for criterion in expected:
                names = ("conclusion", *titles[title].criteria)
                _known(criterion, names, "criterion", scenario, path)


def _known(name: str, names: Iterable[str], kind: str, scenario: Scenario, path: Path) -> None:
    names = list(names)
    if name not in names:
        near = ", ".join(get_close_matches(name, names, n=1)) or ", ".join(names)
        raise PackError(f"scenario-{kind}", path.name, scenario=scenario.name, name=name, near=near)


def cases(file: ScenarioFile, loaded: LoadedPack, vocabulary: Vocabulary) -> Iterator[ScenarioCase]:
    """Make every scenario of a file ready to be judged."""
    plans: dict[date | None, Plan] = {}
    for scenario in file.scenarios:
        day = scenario.received
        if day not in plans:
            plans[day] = plan([loaded.pack], vocabulary, file.year, day)
        subject = _subject(scenario, file.starts[scenario.given], vocabulary)
        members = scenario.members
        if members is None:
            members = file.starts[scenario.given].members
        people = [
            replace(_from_start(f"{name}-{place}", file.starts[name], vocabulary), unit=subject.id)
            for place, name in enumerate(members)
        ]
        relations = [s.id for s in vocabulary.sheets if s.kind in ("closed", "yearly")]
        covered = {"person", "unit", *relations} - set(scenario.absent)
        yield ScenarioCase(
            scenario, plans[day], Dossier((subject, *people), frozenset(covered)), subject.id
        )


def _subject(scenario: Scenario, start: Start, vocabulary: Vocabulary) -> Subject:
    rows = {**start.rows, **scenario.rows}
    for relation, changes in scenario.change.items():
        rows[relation] = tuple(_changed(rows.get(relation, ()), changes))
    changed = start.model_copy(
        update={
            "facts": {**start.facts, **scenario.facts},
            "rows": {name: given for name, given in rows.items() if name not in scenario.absent},
            "joined": scenario.joined or start.joined,
            "left": scenario.left or start.left,
        }
    )
    return _from_start(scenario.given, changed, vocabulary)


def _changed(rows: Iterable[Given], changes: Mapping[int, Given | None]) -> Iterator[Given]:
    for row in rows:
        year = row.get(YEAR)
        change = changes.get(year, {}) if isinstance(year, int) else {}
        if change is not None:
            yield {**row, **change}


def _from_start(name: str, start: Start, vocabulary: Vocabulary) -> Subject:
    specs = vocabulary.facts_of(start.subject)
    return Subject(
        id=name,
        kind=start.subject,
        name=name,
        unit=None,
        facts={fact: _value(given) for fact, given in _checked(start.facts, specs).items()},
        rows={
            relation: tuple(_row(given, dict(vocabulary.sheet(relation).fields)) for given in rows)
            for relation, rows in start.rows.items()
        },
        joined=start.joined,
        left=start.left,
    )


def _checked(given: Given, specs: Mapping[str, FactSpec]) -> Given:
    for name in given:
        if name not in specs:
            near = get_close_matches(name, specs, n=1)
            raise PackError(
                "unknown-fact", SCENARIO_FILE, name=name, near=near[0] if near else ", ".join(specs)
            )
    return given


def _row(given: Given, specs: Mapping[str, FactSpec]) -> Row:
    """Columns not named are blank: unknown, unless the vocabulary says what a blank means."""
    named = {name: scalar for name, scalar in given.items() if name != YEAR}
    fields = {name: _blank(spec) for name, spec in specs.items() if spec.blank != "unknown"}
    fields.update({name: _value(scalar) for name, scalar in _checked(named, specs).items()})
    return Row(fields, _value(given.get(YEAR)))


def _blank(spec: FactSpec) -> Value:
    meanings: dict[str, Scalar] = {"no": False, "zero": 0}
    return Value(meanings[spec.blank], State.ASSUMED)


def _value(scalar: Any) -> Value:
    return Value(scalar, State.BLANK if scalar is None else State.KNOWN)


def judge(case: ScenarioCase) -> dict[str, Conclusion]:
    """What the reference concludes about a scenario's subject, by title id."""
    reference = Judge(case.plan, case.dossier)
    pack = case.plan.packs[0].pack
    return {
        title: reference.conclusion(f"{pack}/{title}", case.subject)
        for title in case.scenario.expect
    }


def differences(case: ScenarioCase, found: Mapping[str, Conclusion]) -> Iterator[Difference]:
    """Where the conclusions are not what the scenario expects."""
    for title, expected in case.scenario.expect.items():
        words = {finding.criterion: finding.verdict.word for finding in found[title].findings}
        words["conclusion"] = found[title].outcome.word
        for criterion, word in expected.items():
            got = words.get(criterion, "not_in_force")
            if got != word:
                yield Difference(case.scenario.name, title, criterion, word, got)


Seen = dict[tuple[str, str], set[Verdict]]
"""Verdicts that scenarios expect, by title id and criterion id."""


def coverage(file: ScenarioFile, loaded: LoadedPack) -> Seen:
    """Which verdicts of each criterion the scenarios expect by name."""
    seen: Seen = {
        (title, criterion): set()
        for title, spec in loaded.pack.titles.items()
        for criterion in spec.criteria
    }
    words = {verdict.word: verdict for verdict in Verdict}
    for scenario in file.scenarios:
        for title, expected in scenario.expect.items():
            for criterion, word in expected.items():
                if criterion != "conclusion" and word in words:
                    seen[title, criterion].add(words[word])
    return seen


def possible(loaded: LoadedPack, title: str, criterion: str) -> set[Verdict]:
    """The verdicts that a criterion can have: not applicable only where it has ``when``."""
    has_when = loaded.pack.titles[title].criteria[criterion].when is not None
    always = {Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN}
    return always | ({Verdict.NOT_APPLICABLE} if has_when else set())


def gaps(file: ScenarioFile, loaded: LoadedPack) -> Iterator[tuple[str, str, str]]:
    """Title, criterion and verdict of everything that no scenario expects."""
    for (title, criterion), seen in coverage(file, loaded).items():
        for verdict in sorted(possible(loaded, title, criterion) - seen):
            yield title, criterion, verdict.word
