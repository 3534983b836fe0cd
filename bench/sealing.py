"""What sealing adds to the evaluation of a country: 1.6 million conclusions on one machine.

The evaluation is that of the columns with all that makes it an answer: findings written as
Parquet, inference on the distinct patterns, its comparison with the columns, and a line for each
conclusion. Prints seconds, and the ratio that means something on any machine; then the time to
check one receipt.

    python -m bench.sealing [--schools 11430]
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

import duckdb

from engine.batch.concluding import Concluder
from engine.batch.patterns import names_of
from engine.decide.frames import tables
from engine.decide.stages import decided_table
from engine.packs.loading import load_pack, load_vocabulary
from engine.plan import Plan
from engine.planning import plan
from engine.proof.keys import new_key
from engine.proof.receipt import attested, receipts
from engine.proof.sealing import seal
from engine.vocabulary import Vocabulary
from engine.workbook import read_dossier

ROOT = Path(__file__).parent.parent
T = TypeVar("T")


def timed(name: str, work: Callable[[], T]) -> tuple[float, T]:
    """Wall time of one call, told as a line, and what it returned."""
    start = time.perf_counter()
    done = work()
    took = time.perf_counter() - start
    sys.stdout.write(f"{name:42s} {took:8.2f} s\n")
    return took, done


def schools(connection: duckdb.DuckDBPyConnection, p: Plan, v: Vocabulary, number: int) -> None:
    """The tables of the example school many times over, each copy with ids of its own."""
    dossier = read_dossier([ROOT / "fixtures/yen-bai/truong.xlsx"], v).dossier
    for name, table in tables(dossier, v, p).items():
        connection.register(f"one_{name}", table)
        chosen = ", ".join(
            f'k || \'-\' || "{each}" AS "{each}"' if each in ("subject", "unit") else f'"{each}"'
            for each in table.column_names
        )
        connection.execute(
            f'CREATE TABLE "{name}" AS SELECT {chosen} FROM "one_{name}", range({number}) r(k)'
        )


def write(connection: duckdb.DuckDBPyConnection, p: Plan, folder: Path) -> None:
    """Write findings, and a line for each conclusion."""
    lines = []
    for title in p.titles:
        source, outcome = f'"{decided_table(title.subject)}"', f'"{title.key}|outcome"'
        pattern = ", ".join(f'"{title.key}|{each}"' for each in names_of(title))
        connection.execute(
            f"COPY (SELECT subject, unit, COLUMNS('^{title.key}\\|') FROM {source}) "
            f"TO '{folder}/{title.id}.parquet' (FORMAT parquet)"
        )
        lines.append(
            f"SELECT '{title.id}' AS title, unit, subject, '{title.pack}' AS pack, "
            f"{p.year} AS year, {outcome} AS conclusion, [{pattern}] AS findings FROM {source}"
        )
    every = " UNION ALL ".join(lines)
    connection.execute(
        f"COPY (FROM ({every}) ORDER BY pack, title, unit, subject) "
        f"TO '{folder}/conclusions.jsonl' (FORMAT json)"
    )


def sealed(folder: Path) -> Path:
    """Seal the conclusions of a folder as a run's are."""
    seal(folder, {}, (folder / "conclusions.jsonl").read_bytes(), KEY)
    return folder


KEY = new_key()


def main() -> None:
    """Time the evaluation and the sealing of the same conclusions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--schools", type=int, default=11_430)
    number = parser.parse_args().schools
    vocabulary = load_vocabulary()
    planned = plan([load_pack("yen-bai-2021-2025", vocabulary).pack], vocabulary)
    concluder = Concluder(planned, vocabulary)
    with tempfile.TemporaryDirectory() as place, duckdb.connect() as connection:
        folder = Path(place)
        schools(connection, planned, vocabulary, number)
        first, _ = timed("decided, inferred, compared", lambda: concluder.conclude(connection))
        second, _ = timed("files written", lambda: write(connection, planned, folder))
        third, _ = timed("sealing", lambda: sealed(folder))
        leaves = json.loads((folder / "run.json").read_bytes())["merkle"]["leaves"]
        ratio = third / (first + second)
        sys.stdout.write(f"{leaves} conclusions: sealing / evaluation = {ratio:.2f}\n")
        check_receipts(folder)


def check_receipts(folder: Path) -> None:
    """Time the check of one receipt."""
    (receipt,) = receipts(folder, "7-GV009", "dien-hinh-ca-nhan")
    text, took = json.dumps(receipt), []
    for _ in range(20):
        start = time.perf_counter()
        attested(text, KEY.public)
        took.append(time.perf_counter() - start)
    hashes = len(receipt["path"])
    sys.stdout.write(f"one receipt of {hashes} hashes: {median(took) * 1000:.2f} ms\n")


if __name__ == "__main__":
    main()
