"""Many dossiers decided at once: the same conclusions, and every pattern of them compared."""

from random import Random

import duckdb
import pytest

from engine.batch.concluding import Concluder
from engine.batch.engines import Duck
from engine.decide import columns, inference
from engine.errors import DisagreementError
from engine.facts import Dossier
from engine.plan import Plan
from tests.generated.dossiers import random_dossier
from tests.generated.plans import random_plan
from tests.generated.vocabulary import VOCABULARY

needs_inference = pytest.mark.skipif(
    not inference.is_available(), reason="durable-rules has no build for this system"
)


def outcomes(connection: duckdb.DuckDBPyConnection, plan: Plan) -> dict[str, dict[str, int]]:
    return {
        title.key: dict(
            connection.execute(
                f'SELECT subject, "{title.key}|outcome" FROM "decided_{title.subject}"'
            ).fetchall()
        )
        for title in plan.titles
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_conclusions_are_those_of_the_columns_one_dossier_at_a_time(seed: int) -> None:
    rng = Random(seed)
    plan = random_plan(rng)
    concluder = Concluder(plan, VOCABULARY)
    for _ in range(3):
        dossier = random_dossier(rng)
        with duckdb.connect() as connection:
            fill(connection, plan, dossier)
            patterns = concluder.conclude(connection)
            found = outcomes(connection, plan)
        frames = columns.decide(plan, VOCABULARY, dossier).titles
        for key, frame in frames.items():
            expected = dict(zip(frame["subject"], map(int, frame["outcome"]), strict=True))
            assert found[key] == expected, key
            assert patterns[key] <= len(expected)


def fill(connection: duckdb.DuckDBPyConnection, plan: Plan, dossier: Dossier) -> None:
    for name, table in columns.tables(dossier, VOCABULARY, plan).items():
        connection.register(name, table)


def test_what_was_inferred_once_is_counted_on() -> None:
    rng = Random(1)
    plan, dossier = random_plan(rng), random_dossier(rng)
    concluder = Concluder(plan, VOCABULARY)
    for times in (1, 2):
        with duckdb.connect() as connection:
            fill(connection, plan, dossier)
            concluder.conclude(connection)
        for title in plan.titles:
            subjects = len(dossier.of_kind(title.subject))
            assert sum(concluder.compared.counts[title.key].values()) == times * subjects


@needs_inference
def test_a_wrong_conclusion_of_the_columns_stops_everything() -> None:
    rng = Random(2)
    plan, dossier = random_plan(rng), random_dossier(rng)
    concluder = Concluder(plan, VOCABULARY)
    title = next(title for title in plan.titles if dossier.of_kind(title.subject))
    column = f'"{title.key}|outcome"'
    wrong = f"SELECT * REPLACE (CAST(({column} + 1) % 4 AS TINYINT) AS {column})"
    decided = f'"decided_{title.subject}"'
    with duckdb.connect() as connection:
        fill(connection, plan, dossier)
        concluder.conclude(connection)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {decided} AS {wrong} FROM {decided}")
        with pytest.raises(DisagreementError) as found:
            concluder.compare(concluder.found(Duck(connection)))
    assert found.value.details["title"] == title.key
