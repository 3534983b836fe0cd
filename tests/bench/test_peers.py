"""The peers of the bench decide the same rules: every verdict of theirs is ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from bench.national import durable_alone, handwritten, loop, openfisca, zen
from bench.national.dossier import read_small
from bench.national.generating import generate
from bench.national.peers import TITLE, Peer, agree
from bench.national.shapes import Counting
from engine.decide import columns
from engine.decide.inference import is_available
from engine.decide.reference import Judge
from engine.facts import Dossier
from engine.findings import Outcome
from engine.packs.loading import load_pack, load_vocabulary
from engine.plan import Plan
from engine.planning import plan
from engine.vocabulary import Vocabulary

PERSONS = 1000
YEARS: Mapping[str, Counting] = {"yen-bai-2021-2025": "calendar", "luat-tdkt-2022": "school"}


@dataclass(frozen=True)
class Country:
    """A small country with the rules that it is judged by."""

    folder: Path
    dossier: Dossier
    plan: Plan
    vocabulary: Vocabulary


@pytest.fixture(scope="module", params=YEARS)
def country(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Country:
    return made(request.param, tmp_path_factory.mktemp("country"))


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The reference's conclusions on the title that every peer decides."""
    there = made("yen-bai-2021-2025", tmp_path_factory.mktemp("persons"))
    judge, title = Judge(there.plan, there.dossier), f"yen-bai-2021-2025/{TITLE}"
    people = there.dossier.of_kind("person")
    return there.folder, {p.id: int(judge.conclusion(title, p.id).outcome) for p in people}


def made(pack: str, folder: Path) -> Country:
    generate(folder, PERSONS, years=YEARS[pack])
    vocabulary = load_vocabulary()
    loaded = load_pack(pack, vocabulary).pack
    planned = plan([loaded], vocabulary, handwritten.YEARS[pack], simulate=True)
    return Country(folder, read_small(folder, vocabulary), planned.without_checks, vocabulary)


def test_the_sql_by_hand_finds_the_same_for_every_subject_title_and_measure(
    country: Country,
) -> None:
    ours = columns.decide(country.plan, country.vocabulary, country.dossier)
    pack = country.plan.packs[0].pack
    with duckdb.connect() as connection:
        handwritten.decide(connection, country.folder, pack)
        theirs = {
            kind: connection.sql(f"FROM decided_{kind} ORDER BY subject").to_arrow_table()
            for kind in ("person", "unit")
        }
    for title in country.plan.titles:
        assert told(theirs[title.subject], title.id) == plain(ours.titles[title.key])


def told(table: pa.Table, title: str) -> dict[str, list[object]]:
    own = [name for name in table.column_names if name.startswith(f"{title}|")]
    found = {"subject": table["subject"].to_pylist(), "unit": table["unit"].to_pylist()}
    return found | {name.removeprefix(f"{title}|"): table[name].to_pylist() for name in own}


def plain(frame: pd.DataFrame) -> dict[str, list[object]]:
    return {
        name: [None if pd.isna(value) else value for value in frame[name].astype("object")]
        for name in frame.columns
    }


def test_the_sql_by_hand_writes_findings_and_conclusions_of_each_title(
    country: Country, tmp_path: Path
) -> None:
    pack = country.plan.packs[0].pack
    written = handwritten.run(country.folder, pack, tmp_path)
    assert set(written) == {title.id for title in country.plan.titles}
    for title in country.plan.titles:
        assert written[title.id] == len(country.dossier.of_kind(title.subject))
        found = tmp_path / "conclusions" / f"pack={pack}" / f"title={title.id}" / "part-0.parquet"
        with duckdb.connect() as connection:
            words = connection.execute(f"SELECT DISTINCT conclusion FROM '{found}'").fetchall()
        assert {word for (word,) in words} <= {each.word for each in Outcome}
        assert (tmp_path / "findings" / pack / title.id / "part-0.parquet").exists()


@pytest.mark.parametrize(
    ("run", "persons"),
    [
        pytest.param(loop.run, PERSONS, id="loop"),
        pytest.param(zen.run, PERSONS, id="zen"),
        pytest.param(
            durable_alone.run,
            200,
            id="durable",
            marks=pytest.mark.skipif(not is_available(), reason="durable-rules has no build here"),
        ),
        pytest.param(
            openfisca.run,
            200,
            id="openfisca-situations",
            marks=pytest.mark.skipif(not openfisca.is_available(), reason="needs its environment"),
        ),
        pytest.param(
            lambda folder, persons: openfisca.run(folder, persons, "arrays"),
            PERSONS,
            id="openfisca-arrays",
            marks=pytest.mark.skipif(not openfisca.is_available(), reason="needs its environment"),
        ),
    ],
)
def test_a_peer_concludes_for_everybody_what_the_reference_does(
    run: Callable[[Path, int], Peer], persons: int, outcomes: tuple[Path, dict[str, int]]
) -> None:
    folder, ours = outcomes
    peer = run(folder, persons)
    assert agree(ours, peer.verdicts) == (persons, 0)
    assert peer.persons == persons
    assert peer.seconds > 0


def test_the_sample_has_every_conclusion(outcomes: tuple[Path, dict[str, int]]) -> None:
    assert set(outcomes[1].values()) == {int(each) for each in Outcome}


def test_a_difference_is_counted() -> None:
    assert agree({"a": 2, "b": 0, "c": 1}, {"a": 2, "b": 1}) == (2, 1)
