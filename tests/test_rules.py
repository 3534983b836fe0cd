"""Every scenario of every shipped pack, by each way to a verdict."""

import re
from collections.abc import Iterator

import pytest

from engine.decide import columns
from engine.decide.agreement import compare_findings
from engine.packs.loading import LoadedPack, load_pack, load_vocabulary, shipped_packs
from engine.packs.scenarios import ScenarioCase, cases, differences, gaps, judge, load_scenarios

VOCABULARY = load_vocabulary()
PACKS = [load_pack(name, VOCABULARY) for name in shipped_packs()]


def all_cases() -> Iterator[object]:
    for loaded in PACKS:
        for case in cases(load_scenarios(loaded), loaded, VOCABULARY):
            yield pytest.param(case, id=f"{loaded.pack.pack}: {case.scenario.name}")


@pytest.mark.parametrize("case", all_cases())
def test_the_reference_holds(case: ScenarioCase) -> None:
    assert list(differences(case, judge(case))) == []


@pytest.mark.parametrize("case", all_cases())
def test_columns_agree_with_the_reference(case: ScenarioCase) -> None:
    from engine.decide.reference import decide

    conclusions = decide(case.plan, case.dossier)
    compare_findings(conclusions, columns.decide(case.plan, VOCABULARY, case.dossier))


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
