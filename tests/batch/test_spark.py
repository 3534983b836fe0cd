"""The same expressions on Spark say what they say in DuckDB."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import pyarrow.parquet as pq
import pytest

from bench.national.generating import generate
from engine.batch.concluding import Concluder
from engine.batch.dataset import decide_dataset, rules_for
from engine.batch.engines import Duck, Store
from engine.decide.columns import tables
from engine.errors import InputError, UsageError
from tests.batch.alike import LAW, YEN_BAI, assert_same, quickly
from tests.batch.messy import as_dataset, messy
from tests.generated.batches import random_batch, together
from tests.generated.plans import random_plan
from tests.generated.vocabulary import VOCABULARY

pytest.importorskip("pyspark", reason="pyspark is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed"),
    # Spark's own way of fetching rows leaves a socket to be closed by nobody.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    from engine.batch.spark import spark

    with quickly(), spark("local[2]") as started:
        yield started


@pytest.mark.parametrize(("years", "rules"), [("calendar", YEN_BAI), ("school", LAW)])
def test_a_country_is_judged_as_duckdb_judges_it(
    years: str, rules: tuple[str, int], store: Store, tmp_path: Path
) -> None:
    place, run = tmp_path / "country", tmp_path / "spark"
    generate(place, 2_000, years=years)  # type: ignore[arg-type]
    planned = rules_for([rules[0]], rules[1], None, True)
    assert_same(place, run, decide_dataset(str(place), planned, store, str(run)), rules)
    names = {path.name for path in run.rglob("*") if path.is_file()}
    assert all(name.startswith("part-") and name.endswith(".parquet") for name in names)


def test_cells_that_hold_anything_are_judged_as_duckdb_judges_them(
    store: Store, tmp_path: Path
) -> None:
    # A name that means something to a shell, an address or a pattern of names.
    folder, run = tmp_path / "a b%20#[x]{y,z}", tmp_path / "spark"
    planned = rules_for([YEN_BAI[0]], YEN_BAI[1], None, True)
    place = as_dataset(messy(Random(5), planned.vocabulary), planned.vocabulary, folder)
    decided = decide_dataset(str(place), planned, store, str(run))
    assert decided.problems
    assert_same(place, run, decided, YEN_BAI)


@pytest.mark.parametrize("seed", range(3))
def test_random_plans_mean_the_same(seed: int, store: Store, tmp_path: Path) -> None:
    rng = Random(seed)
    plan, dossier = random_plan(rng), together(random_batch(rng, 8))
    with duckdb.connect() as connection:
        for name, table in tables(dossier, VOCABULARY, plan).items():
            pq.write_table(table, tmp_path / f"{name}.parquet")
            store.open(name, [str(tmp_path / f"{name}.parquet")])
            connection.register(name, table)
        in_duckdb, in_spark = (Concluder(plan, VOCABULARY) for _ in range(2))
        in_duckdb.conclude_in(Duck(connection))
        in_spark.conclude_in(store)
        assert in_spark.compared.counts == in_duckdb.compared.counts
        for stage in in_spark.patterns.values():
            found = store.rows(replace(stage, query=stage.query.order_by(stage.query.columns)))
            assert sorted(found) == sorted(Duck(connection).rows(stage))


LETTERS = "".join(chr(code) for code in range(0x20, 0x2FFF) if chr(code).isprintable())


@pytest.mark.parametrize("text", [LETTERS, "Nguye\u0302\u0303n", "\u0110o\u00e0n", "", "'\\z ${x}"])
def test_names_lose_their_marks_as_in_duckdb(text: str, store: Store) -> None:
    import ibis

    from engine.batch.engines import Stage
    from engine.batch.values import strip_accents
    from engine.decide.stages import in_duckdb

    query = strip_accents(ibis.literal(text)).name("plain").as_table()
    stage = Stage("", query, in_duckdb(query))
    with duckdb.connect() as connection:
        assert store.rows(stage) == Duck(connection).rows(stage)


def test_a_file_that_is_not_parquet_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "person.parquet").write_bytes(b"PAR1, or so it says")
    with pytest.raises(InputError) as found:
        store.open("sheet_person", [str(tmp_path / "person.parquet")])
    assert found.value.code == "dataset-unreadable"
    assert "\n" not in found.value.details["reason"]


@pytest.mark.parametrize(("home", "code"), [("", "spark-no-java"), (None, "spark-missing")])
def test_what_is_not_installed_is_told(
    home: str | None, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from engine.batch.spark import spark

    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    if home is None:
        monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(UsageError) as found, spark(None):
        pass
    assert found.value.code == code
