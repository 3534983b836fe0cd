"""Compare DuckDB with Spark on one dataset, with equal results checked.

python -m bench.cluster FOLDER PACK YEAR [--master local[2]] [--times 1]
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from engine.batch.dataset import Ways, rules_for, run_dataset

_TOLD = ("patterns", "counts", "inputs")
HERE = "local[2]"


def measure(folder: Path, pack: str, year: int, master: str = HERE) -> dict[str, Any]:
    """How many seconds each takes from the files to the run, Spark's start included.

    Returns: ``duckdb`` and ``spark`` in seconds, ``ratio``, and the ``rows`` that were compared.

    Raises:
        ValueError: the results differ.
    """
    rules = rules_for([pack], year, None, True)
    ways = {"duckdb": Ways("duckdb"), "spark": Ways("spark", master)}
    seconds: dict[str, float] = {}
    records: dict[str, Mapping[str, Any]] = {}
    with tempfile.TemporaryDirectory() as place:
        for name, way in ways.items():
            start = time.perf_counter()
            decided = run_dataset(str(folder), f"{place}/{name}", rules, way)
            seconds[name] = time.perf_counter() - start
            records[name] = {each: decided.record[each] for each in _TOLD}
        if records["duckdb"] != records["spark"]:
            raise ValueError("the records differ")
        rows = _compared(Path(place, "duckdb"), Path(place, "spark"))
    return {**seconds, "ratio": seconds["spark"] / seconds["duckdb"], "rows": rows}


def _compared(one: Path, other: Path) -> int:
    """How many rows of findings and conclusions are the same; one place at a time."""
    places = sorted({path.parent.relative_to(one) for path in one.rglob("*.parquet")})
    if places != sorted({path.parent.relative_to(other) for path in other.rglob("*.parquet")}):
        raise ValueError("the tables differ")
    rows = 0
    for place in places:
        table = written(one / place)
        if not table.equals(written(other / place)):
            raise ValueError(f"{place} differs")
        rows += table.num_rows
    return rows


def written(place: Path) -> pa.Table:
    """The table in a place as one, sorted.

    Whether a column can hold a blank is not compared: engines write that by what it holds.
    """
    parts = []
    for path in sorted(place.glob("*.parquet")):
        table = pq.ParquetFile(path).read()
        fields = [field.remove_metadata().with_nullable(True) for field in table.schema]
        parts.append(table.cast(pa.schema(fields)))
    return pa.concat_tables(parts).sort_by("subject").combine_chunks()


def main() -> None:
    """Measure and tell it as JSON, one line each time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("pack")
    parser.add_argument("year", type=int)
    parser.add_argument("--master", default=HERE)
    parser.add_argument("--times", type=int, default=1)
    chosen = parser.parse_args()
    for _ in range(chosen.times):
        told = measure(chosen.folder, chosen.pack, chosen.year, chosen.master)
        sys.stdout.write(f"{json.dumps(told)}\n")


if __name__ == "__main__":
    main()
