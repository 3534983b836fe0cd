"""A dataset of Parquet is judged as the same rows in a workbook are."""

import json
from pathlib import Path
from random import Random

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.batch import engines
from engine.batch.dataset import Planned, rules_for, run_dataset
from engine.codes import SEVERITIES
from engine.decide import reference
from engine.errors import InputError, UsageError
from engine.workbook import read_dossier
from tests.batch.messy import as_dataset, as_workbook, messy
from tests.test_cli import thidua

PACK = "yen-bai-2021-2025"


@pytest.fixture(scope="module")
def rules() -> Planned:
    return rules_for([PACK], 2025, None, simulate=False)


def conclusions(out: Path) -> dict[tuple[str, str], str]:
    table = pq.read_table(out / "conclusions").to_pylist()
    return {(row["title"], row["subject"]): row["conclusion"] for row in table}


@pytest.mark.parametrize("seed", range(4))
def test_the_conclusions_are_those_of_the_same_rows_in_a_workbook(
    seed: int, rules: Planned, tmp_path: Path
) -> None:
    sheets = messy(Random(seed), rules.vocabulary)
    book = as_workbook(sheets, rules.vocabulary, tmp_path / "book.xlsx")
    dossier = read_dossier([book], rules.vocabulary).dossier
    expected = {(c.title, c.subject): c for c in reference.decide(rules.plan, dossier)}
    place = as_dataset(sheets, rules.vocabulary, tmp_path / "dataset")
    run_dataset(str(place), str(tmp_path / "out"), rules)
    found = conclusions(tmp_path / "out")
    assert found.keys() == expected.keys()
    differing = {
        key: (found[key], conclusion.outcome.word)
        for key, conclusion in expected.items()
        if found[key] != conclusion.outcome.word
    }
    assert not differing
    for title in rules.plan.titles:
        table = pq.read_table(tmp_path / "out" / "findings" / title.pack / f"{title.id}")
        for row in table.to_pylist():
            conclusion = expected[title.id, row["subject"]]
            told = {each.criterion: int(each.verdict) for each in conclusion.findings}
            assert {name: row[name] for name in told} == told, (title.id, row["subject"])


def told(out: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (out / "problems.jsonl").read_text().splitlines()]


def test_rows_of_an_id_that_is_not_listed_are_told_and_change_nothing(
    rules: Planned, tmp_path: Path
) -> None:
    sheets = messy(Random(1), rules.vocabulary)
    place = as_dataset(sheets, rules.vocabulary, tmp_path / "one")
    run_dataset(str(place), str(tmp_path / "out"), rules)
    stray = {"disciplined_person": "x7", "discipline_year": 2024}
    more = {**sheets, "discipline": [*sheets["discipline"], stray]}
    place = as_dataset(more, rules.vocabulary, tmp_path / "two")
    run_dataset(str(place), str(tmp_path / "again"), rules)
    assert conclusions(tmp_path / "out") == conclusions(tmp_path / "again")
    (problem,) = [p for p in told(tmp_path / "again") if p["code"] == "dataset-rows-unlisted"]
    assert problem["place"] == "discipline"
    assert "x7" in problem["message"]["vi"]


def test_a_value_that_its_scale_does_not_have_is_unknown_and_told(
    rules: Planned, tmp_path: Path
) -> None:
    sheets = messy(Random(3), rules.vocabulary)
    blank = [{**row, "grade": None} for row in sheets["ratings"]]
    wrong = [{**row, "grade": "splendid"} for row in sheets["ratings"]]
    for name, rows in (("blank", blank), ("wrong", wrong)):
        place = as_dataset({**sheets, "ratings": rows}, rules.vocabulary, tmp_path / name)
        run_dataset(str(place), str(tmp_path / f"{name}-out"), rules)
    places = [p["place"] for p in told(tmp_path / "wrong-out")]
    assert "ratings:grade" in places
    assert conclusions(tmp_path / "blank-out") == conclusions(tmp_path / "wrong-out")


def test_every_column_and_file_that_nothing_asks_for_is_told(
    rules: Planned, tmp_path: Path
) -> None:
    sheets = messy(Random(1), rules.vocabulary)
    place = as_dataset(sheets, rules.vocabulary, tmp_path / "dataset")
    (place / "notes.txt").write_text("?")
    decided = run_dataset(str(place), str(tmp_path / "out"), rules)
    unused = {p["place"] for p in told(tmp_path / "out") if p["code"].endswith("unused")}
    assert "notes.txt" in unused
    assert decided.record["counts"]["problems"] == len(told(tmp_path / "out"))


def test_each_code_of_datasets_has_one_that_leads_to_it(rules: Planned, tmp_path: Path) -> None:
    sheets = messy(Random(1), rules.vocabulary)
    sheets["awards"].append({"award_owner": "x7", "award_year": 2024})
    sheets["ratings"][0]["grade"] = "splendid"
    sheets["person"][0]["under_review"] = True  # which these rules do not ask for
    place = as_dataset(sheets, rules.vocabulary, tmp_path / "dataset")
    (place / "notes.txt").write_text("?")
    decided = run_dataset(str(place), str(tmp_path / "out"), rules)
    expected = {code for code in SEVERITIES if code.startswith("dataset-")}
    assert {problem.code for problem in decided.problems} == expected


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"person_id": None}, "dataset-rows-of-nobody"),
        ({"person_id": "u0"}, "dataset-ids-shared"),
    ],
)
def test_subjects_that_cannot_be_told_apart_are_refused(
    change: dict[str, str | None], code: str, rules: Planned, tmp_path: Path
) -> None:
    sheets = messy(Random(1), rules.vocabulary)
    sheets["person"][0] |= change
    place = as_dataset(sheets, rules.vocabulary, tmp_path / "dataset")
    with pytest.raises(InputError) as found:
        run_dataset(str(place), str(tmp_path / "out"), rules)
    assert found.value.code == code
    assert not (tmp_path / "out").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["dataset"]


def test_a_column_of_another_type_is_refused(rules: Planned, tmp_path: Path) -> None:
    place = as_dataset(messy(Random(1), rules.vocabulary), rules.vocabulary, tmp_path / "dataset")
    table = pq.read_table(place / "ratings.parquet")
    years = table["rating_year"].cast(pa.float64())
    at = table.column_names.index("rating_year")
    pq.write_table(table.set_column(at, "rating_year", years), place / "ratings.parquet")
    with pytest.raises(InputError) as found:
        run_dataset(str(place), str(tmp_path / "out"), rules)
    assert found.value.code == "dataset-column-type"
    assert "rating_year" in str(found.value)


def test_a_file_that_is_no_parquet_is_refused(rules: Planned, tmp_path: Path) -> None:
    place = as_dataset(messy(Random(1), rules.vocabulary), rules.vocabulary, tmp_path / "dataset")
    (place / "awards.parquet").write_bytes(b"PAR1 but no more")
    with pytest.raises(InputError) as found:
        run_dataset(str(place), str(tmp_path / "out"), rules)
    assert found.value.code == "dataset-unreadable"


def test_a_sheet_may_be_a_folder_of_files(rules: Planned, tmp_path: Path) -> None:
    sheets = messy(Random(5), rules.vocabulary)
    one = as_dataset(sheets, rules.vocabulary, tmp_path / "one")
    run_dataset(str(one), str(tmp_path / "out"), rules)
    parts = as_dataset(sheets, rules.vocabulary, tmp_path / "parts")
    table = pq.read_table(parts / "ratings.parquet")
    (parts / "ratings.parquet").unlink()
    (parts / "ratings").mkdir()
    half = table.num_rows // 2
    pq.write_table(table.slice(0, half), parts / "ratings" / "a.parquet")
    pq.write_table(table.slice(half), parts / "ratings" / "b.parquet")
    run_dataset(str(parts), str(tmp_path / "again"), rules)
    assert conclusions(tmp_path / "out") == conclusions(tmp_path / "again")


def test_a_dataset_and_its_run_may_stand_under_an_address(rules: Planned, tmp_path: Path) -> None:
    files = fsspec.filesystem("memory")
    place = as_dataset(messy(Random(1), rules.vocabulary), rules.vocabulary, tmp_path / "dataset")
    run_dataset(str(place), str(tmp_path / "out"), rules)
    files.put(str(place), "/country", recursive=True)
    try:
        decided = run_dataset("memory://country", "memory://decided", rules)
        files.get("/decided", str(tmp_path / "fetched"), recursive=True)
        with pytest.raises(UsageError, match="decided"):
            run_dataset("memory://country", "memory://decided", rules)
    finally:
        files.store.clear()
    assert conclusions(tmp_path / "fetched") == conclusions(tmp_path / "out")
    assert json.loads((tmp_path / "fetched" / "run.json").read_text()) == decided.record


def test_an_address_that_nothing_opens_is_told(rules: Planned, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing opens the address `gopher://`"):
        run_dataset("gopher://country", str(tmp_path / "out"), rules)


def test_without_room_nothing_is_written(
    rules: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = as_dataset(messy(Random(1), rules.vocabulary), rules.vocabulary, tmp_path / "dataset")
    monkeypatch.setattr(engines, "MEMORY", "1MB")
    with pytest.raises(InputError) as found:
        run_dataset(str(place), str(tmp_path / "out"), rules)
    assert found.value.code == "dataset-stopped"
    assert [each.name for each in tmp_path.iterdir()] == ["dataset"]


def test_a_taken_place_is_left_as_it_is(rules: Planned, tmp_path: Path) -> None:
    place = as_dataset(messy(Random(1), rules.vocabulary), rules.vocabulary, tmp_path / "dataset")
    run_dataset(str(place), str(tmp_path / "out"), rules)
    before = (tmp_path / "out" / "run.json").read_bytes()
    with pytest.raises(UsageError, match="out"):
        run_dataset(str(place), str(tmp_path / "out"), rules)
    assert (tmp_path / "out" / "run.json").read_bytes() == before


def test_the_command_judges_a_dataset_and_prints_its_figures(
    rules: Planned, tmp_path: Path
) -> None:
    place = as_dataset(messy(Random(1), rules.vocabulary), rules.vocabulary, tmp_path / "dataset")
    told = thidua("batch", place, "--rules", PACK, "--out", tmp_path / "out", "--json")
    assert told.returncode == 0, told.stderr
    counts = json.loads(told.stdout)["conclusions"]
    found = conclusions(tmp_path / "out")
    assert sum(sum(each.values()) for each in counts.values()) == len(found)
    names = {each.name for each in (tmp_path / "out").iterdir()}
    assert names >= {"report.html", "report.xlsx", "run.json", "problems.jsonl"}


@pytest.mark.parametrize(
    ("folder", "options", "words"),
    [
        ("dataset", ["--jobs", "2"], "says nothing of a dataset"),
        ("dossiers", ["--engine", "spark"], "for a dataset of Parquet only"),
    ],
)
def test_options_of_the_other_kind_of_batch_are_refused(
    folder: str, options: list[str], words: str, tmp_path: Path
) -> None:
    (tmp_path / "dossiers").mkdir()
    (tmp_path / "dataset").mkdir()
    (tmp_path / "dataset" / "person.parquet").write_bytes(b"")
    out = tmp_path / "out"
    told = thidua(
        "batch", tmp_path / folder, "--rules", PACK, "--out", out, "--lang", "en", *options
    )
    assert told.returncode == 2
    assert words in told.stderr
