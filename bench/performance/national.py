"""One national run in a process of its own: ours, the SQL by hand, or only reading and writing.

    python -m bench.performance.national WAY FOLDER PACK OUT

Prints seconds, and the most memory that the process had.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from engine.batch.engines import Stage, Store
from engine.cli.alone import collect_seldom

if TYPE_CHECKING:
    import ibis

ROOT = Path(__file__).parents[2]
YEARS = {"yen-bai-2021-2025": 2025, "luat-tdkt-2022": 2024}
WAYS = ("ours", "hand", "floor")
LIMIT = "3GB"

SOUND, DECIDED, WRITTEN, WAITING = "sound", "decided", "written", "waiting"
"""What our run is at: what is wrong with the rows, the titles, files, compiling or inference."""

T = TypeVar("T")


def ours(folder: Path, pack: str, out: Path) -> Callable[[], object]:
    """The whole of what ``thidua batch`` does with a dataset, once the rules are read."""
    from engine.batch.dataset import rules_for, run_dataset

    rules = rules_for([pack], YEARS[pack], None, simulate=True)
    return lambda: run_dataset(str(folder), str(out), rules)


@dataclass
class Timed:
    """An engine that notes how long it is asked for what."""

    store: Store
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the record calls it."""
        return self.store.name

    def open(self, name: str, files: Sequence[str]) -> "ibis.Schema":
        """See ``Store``."""
        return self._noted(SOUND, lambda: self.store.open(name, files))

    def keep(self, stage: Stage) -> None:
        """See ``Engine``."""
        is_sound = stage.name.startswith(("flagged_", "years_"))
        self._noted(SOUND if is_sound else DECIDED, lambda: self.store.keep(stage))

    def rows(self, stage: Stage) -> Sequence[tuple[Any, ...]]:
        """See ``Engine``; only the patterns of titles are asked by a name."""
        return self._noted(DECIDED if stage.name else SOUND, lambda: self.store.rows(stage))

    def write(self, stage: Stage, place: str) -> None:
        """See ``Store``."""
        self._noted(WRITTEN, lambda: self.store.write(stage, place))

    def _noted(self, what: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        done = work()
        self.seconds[what] = self.seconds.get(what, 0) + time.perf_counter() - start
        return done


def phases(folder: Path, pack: str, out: Path) -> Callable[[], object]:
    """The same as ``ours``; what is noted is how long the engine is at which work."""
    from engine.batch.dataset import decide_dataset, rules_for
    from engine.batch.engines import duck

    rules = rules_for([pack], YEARS[pack], None, simulate=True)

    def work() -> dict[str, float]:
        out.mkdir(parents=True)
        with duck(None) as store:
            timed = Timed(store)
            decide_dataset(str(folder), rules, timed, str(out))
        return timed.seconds

    return work


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
    ways = {"ours": ours, "hand": hand, "floor": floor, "phases": phases}
    work = ways[way](folder, pack, out)
    collect_seldom()  # as the command does
    start = time.perf_counter()
    done = work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told: dict[str, Any] = {"seconds": seconds, "megabytes": peak}
    sys.stdout.write(json.dumps(told | ({"phases": done} if way == "phases" else {})))


def measured(way: str, folder: Path, pack: str, out: Path) -> dict[str, Any]:
    """One run in a process of its own."""
    rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "bench.performance.national", way, folder, pack, out]
    told = subprocess.run(
        [*map(str, command)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def measure(folder: Path, pack: str, work: Path, rounds: int) -> dict[str, Any]:
    """Medians of some rounds after one that warms up, of each way in turn, and our phases."""
    out = work / pack
    taken: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS}
    for _ in range(1 + rounds):
        for way in WAYS:
            taken[way].append(measured(way, folder, pack, out))
            if way == "ours":
                earlier = out.with_name(f"{out.name}-earlier")
                rmtree(earlier, ignore_errors=True)
                out.replace(earlier)
    told: dict[str, Any] = {"phases": _phases(folder, pack, out)}
    for way, found in taken.items():
        told[way] = median(each["seconds"] for each in found[1:])
        told[f"{way} megabytes"] = max(each["megabytes"] for each in found)
    return told


def _phases(folder: Path, pack: str, out: Path) -> dict[str, float]:
    """Seconds of each phase; in what is left, the engine waits for what it is asked next."""
    found = measured("phases", folder, pack, out)
    noted: dict[str, float] = found["phases"]
    return {**noted, WAITING: found["seconds"] - sum(noted.values())}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
