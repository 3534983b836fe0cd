"""Scenarios: the examples that an author of a pack writes down, run as tests.

A scenario takes a starting point, changes a few facts or rows, and says what must be
concluded, found and measured. ``unknown`` can be expected like any other verdict. A table
varies a few things and lists what must follow, one case a line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path

from pydantic import ValidationError

from ..decide.reference import Judge
from ..errors import EngineError, PackError
from ..facts import Dossier
from ..findings import Conclusion, Finding, Interval
from ..plan import Plan
from ..planning import plan
from ..titles import Title
from ..vocabulary import Vocabulary
from .examples import NOT_IN_FORCE, OUTCOMES, VERDICTS, Expected, Scenario, ScenarioFile
from .loading import LoadedPack, position, read_yaml, shape_error
from .situations import resolve, situation

SCENARIO_FILE = "scenarios.yaml"


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


@dataclass(frozen=True)
class Scenarios:
    """The scenarios of a pack, those of tables among them, once for each of their runs."""

    file: ScenarioFile
    every: tuple[Scenario, ...]


def load_scenarios(loaded: LoadedPack) -> Scenarios:
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
        raise shape_error(error, raw, path, ScenarioFile) from error
    written = (*file.scenarios, *_of_tables(file, raw, path))
    every = tuple(run for scenario in written for run in scenario.runs())
    for scenario in every:
        _check_names(scenario, file, loaded, path)
    return Scenarios(file, every)


def _of_tables(file: ScenarioFile, raw: object, path: Path) -> Iterator[Scenario]:
    for place, table in enumerate(file.tables):
        for number in range(len(table.cases)):
            try:
                yield table.scenario(number)
            except (ValidationError, TypeError, ValueError) as error:
                where = position(raw, ("tables", place, "cases", number), path)
                raise PackError("scenario-case", where, scenario=table.name) from error


def _check_names(scenario: Scenario, file: ScenarioFile, loaded: LoadedPack, path: Path) -> None:
    titles = loaded.pack.titles
    _known(scenario.given, file.starts, "base", scenario, path)
    for title, expected in scenario.expect.items():
        name = title.partition("@")[0]
        _known(name, titles, "title", scenario, path)
        if titles[name].subject != file.starts[scenario.given].subject:
            where = f"{path.name} ({scenario.name})"
            raise PackError("title-of-others", where, name=name)
        for criterion, told in expected.items():
            _known(criterion, _names(titles[name]), "criterion", scenario, path)
            word = told if isinstance(told, str) else told.verdict
            words = OUTCOMES if criterion == "conclusion" else VERDICTS
            _known(word or NOT_IN_FORCE, (*words, NOT_IN_FORCE), "word", scenario, path)


def _names(title: Title) -> Iterable[str]:
    return ("conclusion", "transition", *(name for name, _ in title.all_criteria()))


def _known(name: str, names: Iterable[str], kind: str, scenario: Scenario, path: Path) -> None:
    names = list(names)
    if name not in names:
        near = ", ".join(get_close_matches(name, names, n=1)) or ", ".join(names)
        raise PackError(f"scenario-{kind}", path.name, scenario=scenario.name, name=name, near=near)


def cases(
    scenarios: Scenarios, loaded: LoadedPack, vocabulary: Vocabulary
) -> Iterator[ScenarioCase]:
    """Make every scenario of a file ready to be judged.

    Raises:
        PackError: a value does not exist in the vocabulary; it names the scenario.
    """
    plans: dict[tuple[int, date | None, bool], Plan] = {}
    file = scenarios.file
    starts = resolve(file.starts)
    for scenario in scenarios.every:
        day = scenario.received or file.received
        key = (scenario.year or file.year, day, scenario.simulate)
        try:
            if key not in plans:
                plans[key] = plan([loaded.pack], vocabulary, key[0], day, scenario.simulate)
            dossier = situation(scenario.given, scenario, starts, vocabulary)
        except EngineError as error:
            error.where = error.where or f"{SCENARIO_FILE} ({scenario.name})"
            raise
        yield ScenarioCase(scenario, plans[key], dossier, dossier.subjects[0].id)


def judge(case: ScenarioCase) -> dict[str, Conclusion]:
    """What the reference concludes about a scenario's subject, by title id."""
    reference = Judge(case.plan, case.dossier)
    pack = case.plan.packs[0].pack
    there = {title.key for title in case.plan.titles}
    keys = {title: f"{pack}/{title}" for title in case.scenario.expect}
    return {
        title: reference.conclusion(key, case.subject)
        for title, key in keys.items()
        if key in there
    }


def differences(case: ScenarioCase, found: Mapping[str, Conclusion]) -> Iterator[Difference]:
    """Where the conclusions are not what the scenario expects."""
    name = case.scenario.name
    for title, expected in case.scenario.expect.items():
        conclusion = found.get(title)
        for criterion, told in expected.items():
            for what, wanted, got in _compared(criterion, told, conclusion):
                if wanted != got:
                    yield Difference(name, title, what, wanted, got)


def _compared(
    criterion: str, told: str | Expected, conclusion: Conclusion | None
) -> Iterator[tuple[str, str, str]]:
    """What is looked at, what is expected, and what is found."""
    wanted = Expected(verdict=told) if isinstance(told, str) else told
    finding = _finding(criterion, conclusion)
    if wanted.verdict is not None:
        yield criterion, wanted.verdict, _word(criterion, finding, conclusion)
    interval = _interval(finding)
    for end, number in wanted.ends():
        got = getattr(interval, end) if interval else NOT_IN_FORCE
        yield f"{criterion}.{end}", _shown(number), _shown(got)


def _finding(criterion: str, conclusion: Conclusion | None) -> Finding | None:
    findings = conclusion.findings if conclusion else ()
    return next((finding for finding in findings if finding.criterion == criterion), None)


def _word(criterion: str, finding: Finding | None, conclusion: Conclusion | None) -> str:
    if conclusion is not None and criterion == "conclusion":
        return conclusion.outcome.word
    return finding.verdict.word if finding else NOT_IN_FORCE


def _interval(finding: Finding | None) -> Interval | None:
    """What the first measure of a finding came to."""
    proofs = finding.require.walk() if finding else iter(())
    return next((proof.interval for proof in proofs if proof.interval is not None), None)


def _shown(number: object) -> str:
    """A number in one way of writing, however it was written."""
    if number is None:
        return "∞"
    if isinstance(number, date):
        return number.isoformat()
    text = str(number).strip()
    try:
        return str(Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text))
    except ValueError:
        return text
