"""Every scenario of every shipped pack, by each way to a verdict."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.evaluation import decide
from engine.facts import Dossier
from engine.packs.coverage import gaps
from engine.packs.examples import NOT_IN_FORCE
from engine.packs.loading import LoadedPack, load_pack, load_vocabulary, shipped_packs
from engine.packs.scenarios import ScenarioCase, cases, differences, judge, load_scenarios

VOCABULARY = load_vocabulary()
PACKS = [load_pack(name, VOCABULARY) for name in shipped_packs()]


def all_cases() -> Iterator[object]:
    for loaded in PACKS:
        for case in cases(load_scenarios(loaded), loaded, VOCABULARY):
            yield pytest.param(case, id=f"{loaded.pack.pack}: {case.scenario.name}")


@pytest.mark.parametrize("case", list(all_cases()))
def test_the_reference_holds(case: ScenarioCase) -> None:
    assert list(differences(case, judge(case))) == []


def worlds() -> list[object]:
    """Scenarios of one plan, with the same sheets, are put together in one dossier."""
    every = [c for p in PACKS for c in cases(load_scenarios(p), p, VOCABULARY)]
    groups: dict[tuple[object, ...], list[ScenarioCase]] = {}
    for case in every:
        plan = case.plan
        when = (plan.packs[0].pack, plan.year, str(plan.received), plan.simulated)
        groups.setdefault((*when, case.dossier.covered), []).append(case)
    return [
        pytest.param(listed, id=f"{pack} {year} {day} {simulated} {number}")
        for number, ((pack, year, day, simulated, _), listed) in enumerate(groups.items())
    ]


def together(listed: list[ScenarioCase]) -> Dossier:
    """One dossier of many; ids, also of a unit that is not there, get their scenario's number."""
    subjects = [
        replace(subject, id=f"{number}:{subject.id}", unit=f"{number}:{subject.unit}")
        for number, case in enumerate(listed)
        for subject in case.dossier.subjects
    ]
    return Dossier(tuple(subjects), listed[0].dossier.covered)


@pytest.mark.parametrize("listed", worlds())
def test_columns_and_inference_agree_with_the_reference(listed: list[ScenarioCase]) -> None:
    plan, dossier = listed[0].plan, together(listed)
    agreed = decide(plan, VOCABULARY, dossier)
    assert {"reference", "columns"} <= set(agreed.engines)
    for number, case in enumerate(listed):
        outcomes = {
            conclusion.title: conclusion.outcome.word
            for conclusion in agreed.conclusions
            if conclusion.subject == f"{number}:{case.subject}"
        }
        for title, expected in case.scenario.expect.items():
            found = outcomes.get(title, NOT_IN_FORCE)
            assert found == expected.get("conclusion", found)


@pytest.mark.parametrize("loaded", PACKS, ids=lambda loaded: loaded.pack.pack)
def test_the_scenarios_show_every_verdict_branch_and_threshold(loaded: LoadedPack) -> None:
    judged = [(case, judge(case)) for case in cases(load_scenarios(loaded), loaded, VOCABULARY)]
    assert gaps(judged, loaded, VOCABULARY) == []


@pytest.mark.parametrize("loaded", PACKS, ids=lambda loaded: loaded.pack.pack)
def test_what_the_plan_does_not_say_is_marked_as_interpretation(loaded: LoadedPack) -> None:
    for name, parameter in loaded.pack.parameters.items():
        assert parameter.cite, name
        if name.startswith("many_"):
            assert parameter.interpretation, name
