"""From a workbook of a pack's own template to the conclusions that its scenarios expect."""

import csv
from datetime import date
from pathlib import Path

import pytest

import engine
from engine.facts import Reading
from engine.packs.loading import load_pack, load_vocabulary, shipped_packs
from engine.packs.scenarios import load_scenarios
from engine.run import check
from fixtures.packs.make import HERE, fixture

VOCABULARY = load_vocabulary()
PACKS = [load_pack(name, VOCABULARY) for name in shipped_packs()]
DECIDING = [loaded.pack.pack for loaded in PACKS if loaded.pack.decides]
CHECKS = [loaded.pack.pack for loaded in PACKS if not loaded.pack.decides]


def expected(name: str) -> dict[tuple[str, str], str]:
    with (HERE / name / "expected.csv").open(encoding="utf-8", newline="") as file:
        return {
            (line["subject"], line["title"]): line["conclusion"] for line in csv.DictReader(file)
        }


def moment(name: str) -> tuple[int, date | None]:
    file = load_scenarios(load_pack(name, VOCABULARY)).file
    return file.year, file.received


def of_data(reading: Reading) -> list[str]:
    """Problems of the cells themselves, not of what they say against each other.

    Many of the people of the scenarios share a name.
    """
    told = ("check-failed", "same-name")
    return [problem.code for problem in reading.problems if problem.code not in told]


@pytest.mark.parametrize("name", DECIDING)
def test_a_filled_template_leads_to_what_the_scenarios_expect(name: str) -> None:
    run = engine.evaluate([HERE / name / "dossier.xlsx"], [name], *moment(name))
    found = {(a.subject, a.title): a.outcome.word for a in run.evaluation.answers}
    told = expected(name)
    assert {key: found[key] for key in told} == told
    assert of_data(run.evaluation.reading) == []


@pytest.mark.parametrize("name", CHECKS)
def test_a_filled_template_leads_to_the_problems_that_the_checks_should_find(name: str) -> None:
    year, received = moment(name)
    reading = check([HERE / name / "dossier.xlsx"], [name], year, received).reading
    label = f"{year}-{year + 1}"
    found = {
        (problem.details["subject"], problem.details["check"].partition("/")[0])
        for problem in reading.problems
        if problem.code == "check-failed" and problem.details["year"] == label
    }
    told = {key for key, conclusion in expected(name).items() if conclusion == "not_eligible"}
    assert found & expected(name).keys() == told
    assert of_data(reading) == []


@pytest.mark.parametrize("name", shipped_packs())
def test_the_fixture_is_what_its_script_makes(name: str, tmp_path: Path) -> None:
    made = fixture(load_pack(name, VOCABULARY), VOCABULARY)
    assert made.workbook == (HERE / name / "dossier.xlsx").read_bytes()
    assert {(s, t): c for s, t, c, _ in made.expected} == expected(name)


@pytest.mark.parametrize("name", shipped_packs())
def test_every_title_that_is_decided_has_somebody_for_each_conclusion(name: str) -> None:
    """As far as a confirmed standard can say more than that nobody knows."""
    found: dict[str, set[str]] = {}
    for (_, title), conclusion in expected(name).items():
        found.setdefault(title, set()).add(conclusion)
    assert all(
        len(conclusions) > 1 or "undetermined" in conclusions for conclusions in found.values()
    )
