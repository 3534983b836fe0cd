"""The example packs of ``fixtures/rules``: chains of awards, by each way to a verdict."""

from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from engine.consumption import conflicts
from engine.decide import columns, inference, reference
from engine.decide.agreement import compare_findings, compare_outcomes
from engine.decide.columns import ColumnFindings
from engine.explain.repairs import minimal_reason
from engine.facts import Dossier
from engine.findings import Conclusion, Outcome
from engine.packs.coverage import gaps
from engine.packs.loading import LoadedPack, load_pack, load_vocabulary
from engine.packs.scenarios import ScenarioCase, cases, differences, judge, load_scenarios
from engine.plan import Plan
from tests.test_cli import thidua

FOLDER = Path(__file__).parent.parent / "fixtures/rules"
VOCABULARY = load_vocabulary()
PACKS = [load_pack(str(path.parent), VOCABULARY) for path in sorted(FOLDER.glob("*/pack.yaml"))]
CASES = [case for loaded in PACKS for case in cases(load_scenarios(loaded), loaded, VOCABULARY)]
EACH_PACK = pytest.mark.parametrize("loaded", PACKS, ids=lambda loaded: loaded.pack.pack)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.scenario.name)
def test_the_reference_holds(case: ScenarioCase) -> None:
    assert list(differences(case, judge(case))) == []


def by_plan() -> list[object]:
    """The scenarios of each plan: a pack, a year, a day of receipt, a simulation or not."""
    found: dict[int, list[ScenarioCase]] = {}
    for case in CASES:
        found.setdefault(id(case.plan), []).append(case)
    return [pytest.param(listed, id=_named(listed[0].plan)) for listed in found.values()]


def _named(plan: Plan) -> str:
    return f"{plan.packs[0].pack} {plan.received}{' simulated' * plan.simulated}"


def together(listed: list[ScenarioCase]) -> Dossier:
    """One dossier of many; ids, also of a unit that is not there, get their scenario's number."""
    subjects = [
        replace(subject, id=f"{number}:{subject.id}", unit=f"{number}:{subject.unit}")
        for number, case in enumerate(listed)
        for subject in case.dossier.subjects
    ]
    return Dossier(tuple(subjects), listed[0].dossier.covered)


def inferred(plan: Plan, findings: ColumnFindings) -> dict[tuple[str, str], Outcome]:
    """What inference concludes from the findings of the columns, by title key and subject."""
    patterns, subjects = {}, {}
    for title in plan.titles:
        frame = findings.titles[title.key]
        names = ["applies", *(criterion.id for criterion in title.criteria)]
        patterns[title.key] = list(frame[names].itertuples(index=False, name=None))
        subjects[title.key] = frame["subject"].tolist()
    drawn = inference.infer(plan, patterns, subjects).outcomes
    return {
        (key, subject): outcome
        for key, listed in subjects.items()
        for subject, outcome in zip(listed, drawn[key], strict=True)
    }


@pytest.mark.parametrize("listed", by_plan())
def test_columns_and_inference_agree_with_the_reference(listed: list[ScenarioCase]) -> None:
    """All of one plan at once; those that lack a sheet in a dossier of their own."""
    plan = listed[0].plan
    statements = columns.prepare(plan, VOCABULARY)
    ordered = sorted(listed, key=lambda case: sorted(case.dossier.covered))
    for _, group in groupby(ordered, key=lambda case: case.dossier.covered):
        same_sheets = list(group)
        dossier = together(same_sheets)
        conclusions = reference.decide(plan, dossier)
        findings = columns.decide(plan, VOCABULARY, dossier, statements)
        compare_findings(conclusions, findings)
        compare_outcomes(inferred(plan, findings), findings)
        drawn = {(c.subject, c.title): c for c in conclusions}
        for number, case in enumerate(same_sheets):
            assert list(differences(case, _of(case, number, drawn))) == []


def _of(
    case: ScenarioCase, number: int, drawn: dict[tuple[str, str], Conclusion]
) -> dict[str, Conclusion]:
    keys = {title: (f"{number}:{case.subject}", title) for title in case.scenario.expect}
    return {title: drawn[key] for title, key in keys.items() if key in drawn}


@EACH_PACK
def test_every_criterion_is_seen_with_every_verdict(loaded: LoadedPack) -> None:
    judged = [(case, judge(case)) for case in CASES if case.plan.packs[0] is loaded.pack]
    assert [gap for gap in gaps(judged, loaded, VOCABULARY) if gap.kind == "verdict"] == []


@EACH_PACK
def test_the_command_runs_every_scenario(loaded: LoadedPack) -> None:
    done = thidua("rules", "test", loaded.folder)
    total = sum(case.plan.packs[0].pack == loaded.pack.pack for case in CASES)
    assert done.returncode == 0, done.stdout
    assert f"{total}/{total}" in done.stdout


def the_case(name: str) -> ScenarioCase:
    return next(case for case in CASES if case.scenario.name == name)


def test_the_lifetime_limit_is_told_before_the_shortage_of_years() -> None:
    case = the_case("the medal is there already and the years are short")
    title = case.plan.title("award-chain/ky-niem-chuong")
    found = judge(case)["ky-niem-chuong"]
    assert minimal_reason(found) == ("long-service",)
    assert minimal_reason(found, title.reasons) == ("only-once",)


def test_an_initiative_that_two_awards_need_is_a_conflict() -> None:
    case = the_case("one initiative of national level that two awards need")
    (found,) = conflicts(reference.decide(case.plan, case.dossier), case.plan)
    assert {title.partition("/")[2] for title in found.titles} == {
        "bang-khen",
        "chien-si-toan-quoc",
    }
    assert [row.value("initiative_level").scalar for row in found.rows] == ["nation"]


def test_initiatives_enough_for_both_awards_are_none() -> None:
    case = the_case("initiatives enough for two awards")
    assert conflicts(reference.decide(case.plan, case.dossier), case.plan) == ()
