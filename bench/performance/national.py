"""One national run in a process of its own: ours, the SQL by hand, or only reading and writing.

    python -m bench.performance.national WAY FOLDER PACK OUT

Prints seconds, and the most memory that the process had.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from statistics import median

import duckdb

ROOT = Path(__file__).parents[2]
YEARS = {"yen-bai-2021-2025": 2025, "luat-tdkt-2022": 2024}
WAYS = ("ours", "hand", "floor")
LIMIT = "3GB"


def ours(folder: Path, pack: str, out: Path) -> Callable[[], object]:
    """The whole of what ``thidua batch`` does with a dataset, once the rules are read."""
    from engine.batch.dataset import rules_for, run_dataset

    rules = rules_for([pack], YEARS[pack], None, simulate=True)
    return lambda: run_dataset(str(folder), str(out), rules)


def hand(folder: Path, pack: str, out: Path) -> Callable[[], object]:
    """The same columns by SQL that was written for this pack."""
    from bench.national import handwritten

    return lambda: handwritten.run(folder, pack, out, LIMIT)


def floor(folder: Path, pack: str, out: Path) -> Callable[[], object]:
    """Read the inputs, and write what an earlier run has written, with DuckDB alone."""
    connection = duckdb.connect(config={"memory_limit": LIMIT})
    connection.execute("SET preserve_insertion_order = false")
    earlier = out.with_name(f"{out.name}-earlier")
    files = sorted(earlier.rglob("*.parquet"))
    for number, file in enumerate(files):
        connection.execute(f"CREATE TABLE out_{number} AS FROM '{file}'")

    def work() -> None:
        for source in sorted(folder.glob("*.parquet")):
            connection.execute(f"CREATE OR REPLACE TABLE \"in_{source.stem}\" AS FROM '{source}'")
        for number, file in enumerate(files):
            target = out / file.relative_to(earlier)
            target.parent.mkdir(parents=True, exist_ok=True)
            connection.execute(f"COPY out_{number} TO '{target}' (FORMAT parquet)")

    return work


def main(way: str, folder: Path, pack: str, out: Path) -> None:
    """Do it once, and tell."""
    work = {"ours": ours, "hand": hand, "floor": floor}[way](folder, pack, out)
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": peak}))


def measured(way: str, folder: Path, pack: str, out: Path) -> dict[str, float]:
    """One run in a process of its own."""
    rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "bench.performance.national", way, folder, pack, out]
    told = subprocess.run(
        [*map(str, command)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    found: dict[str, float] = json.loads(told.stdout)
    return found


def measure(folder: Path, pack: str, work: Path, rounds: int) -> dict[str, float]:
    """Medians of some rounds after one that warms up, of each way in turn."""
    out = work / pack
    taken: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(1 + rounds):
        for way in WAYS:
            taken[way].append(measured(way, folder, pack, out))
            if way == "ours":
                earlier = out.with_name(f"{out.name}-earlier")
                rmtree(earlier, ignore_errors=True)
                out.replace(earlier)
    told: dict[str, float] = {}
    for way, found in taken.items():
        told[way] = median(each["seconds"] for each in found[1:])
        told[f"{way} megabytes"] = max(each["megabytes"] for each in found)
    return told


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
