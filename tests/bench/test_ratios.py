"""What may not become slow, told by ratios of processor time in one run."""

import time

import pytest

from bench.national import handwritten
from bench.national.generating import generate
from bench.performance.measuring import exponent
from engine.batch.dataset import rules_for, run_dataset

PACK = "yen-bai-2021-2025"
SIZES = (20_000, 80_000)


@pytest.fixture(scope="module")
def seconds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[int, float]]:
    """Processor seconds of our way and of SQL by hand, by persons."""
    work = tmp_path_factory.mktemp("country")
    rules = rules_for([PACK], 2025, None, simulate=True)
    taken: dict[str, dict[int, float]] = {"ours": {}, "hand": {}}
    for persons in SIZES:
        folder = work / str(persons)
        generate(folder, persons)
        start = time.process_time()
        run_dataset(str(folder), str(work / f"ours-{persons}"), rules)
        ready = time.process_time()
        handwritten.run(folder, PACK, work / f"hand-{persons}")
        taken["ours"][persons] = ready - start
        taken["hand"][persons] = time.process_time() - ready
    return taken


def test_four_times_as_many_persons_take_at_most_four_times_as_long(
    seconds: dict[str, dict[int, float]],
) -> None:
    assert exponent(seconds["ours"]) <= 1.05


def test_a_further_person_costs_a_small_number_of_times_what_sql_by_hand_does(
    seconds: dict[str, dict[int, float]],
) -> None:
    few, many = SIZES
    ours, hand = (seconds[way][many] - seconds[way][few] for way in ("ours", "hand"))
    assert ours <= 12 * hand
