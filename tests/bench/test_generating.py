"""The generated country is large and untidy enough to ask every question of the packs."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from bench.national.generating import generate

PERSONS = 2000


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    folder = tmp_path_factory.mktemp("country")
    return folder, generate(folder, PERSONS)


def test_a_person_has_five_ratings_awards_and_initiatives(
    written: tuple[Path, dict[str, int]],
) -> None:
    _, rows = written
    assert rows["ratings"] + rows["awards"] + rows["initiatives"] == 5 * PERSONS
    assert rows["unit"] == PERSONS // 32


def test_the_same_seed_writes_the_same_rows(
    written: tuple[Path, dict[str, int]], tmp_path: Path
) -> None:
    folder, rows = written
    generate(tmp_path / "again", PERSONS)
    generate(tmp_path / "other", PERSONS, seed=9)
    first, again, other = (
        pq.read_table(place / "ratings.parquet")
        for place in (folder, tmp_path / "again", tmp_path / "other")
    )
    assert first.equals(again)
    assert not first.equals(other)
    assert all((folder / f"{name}.parquet").exists() for name in rows)


def test_a_person_has_at_most_one_rating_a_year_and_none_outside_service(
    written: tuple[Path, dict[str, int]],
) -> None:
    folder, _ = written
    persons = pq.read_table(folder / "person.parquet").to_pylist()
    served = {row["person_id"]: (row["joined"], row["left"]) for row in persons}
    seen = set()
    for row in pq.read_table(folder / "ratings.parquet").to_pylist():
        year = row["rating_year"]
        if year is None:
            continue
        joined, left = served[row["rated_person"]]
        assert (row["rated_person"], year) not in seen
        assert joined is None or joined.year <= year
        assert left is None or year <= left.year
        seen.add((row["rated_person"], year))


def test_school_years_are_written_as_texts(tmp_path: Path) -> None:
    generate(tmp_path, 100, years="school")
    years = pq.read_table(tmp_path / "ratings.parquet")["rating_year"].unique().to_pylist()
    assert {year for year in years if year} == {f"{y}-{y + 1}" for y in range(2020, 2025)}
