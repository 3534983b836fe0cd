"""Every scenario of every shipped pack, by each way to a verdict."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.evaluation import evaluate
from engine.facts import Dossier, Reading
from engine.packs.loading import LoadedPack, load_pack, load_vocabulary, shipped_packs
from engine.packs.scenarios import ScenarioCase, cases, differences, gaps, judge, load_scenarios

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
    """Scenarios judged on one day, with the same sheets, are put together in one dossier."""
    every = [c for p in PACKS for c in cases(load_scenarios(p), p, VOCABULARY)]
    groups: dict[tuple[str, str, frozenset[str]], list[ScenarioCase]] = {}
    for case in every:
        key = (case.plan.packs[0].pack, str(case.plan.received), case.dossier.covered)
        groups.setdefault(key, []).append(case)
    return [pytest.param(listed, id=f"{k[0]} {k[1]} {len(k[2])}") for k, listed in groups.items()]


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
    evaluation = evaluate(plan, VOCABULARY, Reading(dossier, (), (), ()))
    assert {"reference", "columns"} <= set(evaluation.engines)
    for number, case in enumerate(listed):
        outcomes = {
            conclusion.title: conclusion.outcome.word
            for conclusion in evaluation.conclusions
            if conclusion.subject == f"{number}:{case.subject}"
        }
        for title, expected in case.scenario.expect.items():
            assert outcomes[title] == expected.get("conclusion", outcomes[title])


@pytest.mark.parametrize("loaded", PACKS, ids=lambda loaded: loaded.pack.pack)
def test_every_criterion_is_seen_with_every_verdict(loaded: LoadedPack) -> None:
    assert list(gaps(load_scenarios(loaded), loaded)) == []


@pytest.mark.parametrize("loaded", PACKS, ids=lambda loaded: loaded.pack.pack)
def test_sources_and_pack_name_the_same_criteria(loaded: LoadedPack) -> None:
    """A criterion is named in SOURCES.md after its title, or after others of the same title."""
    text = (loaded.folder / "SOURCES.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z0-9-]+/)?([a-z0-9-]+)`", text))
    words = {word for _, word in named}
    for title, spec in loaded.pack.titles.items():
        assert title in words or any(prefix == f"{title}/" for prefix, _ in named), title
        assert set(spec.criteria) <= words, set(spec.criteria) - words
    for prefix, word in named:
        if prefix:
            assert word in loaded.pack.titles[prefix.rstrip("/")].criteria, word
    assert set(loaded.pack.rounds) <= words


@pytest.mark.parametrize("loaded", PACKS, ids=lambda loaded: loaded.pack.pack)
def test_what_the_plan_does_not_say_is_marked_as_interpretation(loaded: LoadedPack) -> None:
    for name, parameter in loaded.pack.parameters.items():
        assert parameter.cite, name
        if name.startswith("many_"):
            assert parameter.interpretation, name
