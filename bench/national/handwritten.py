"""The packs in SQL as somebody writes it by hand who knows the texts, run by DuckDB alone.

Every verdict, measure and outcome of every title of both packs is written, to files of the same
layout as those of a run. Only the scripts know the rules.

    python -m bench.national.handwritten FOLDER OUT [--pack luat-tdkt-2022]
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from engine.findings import Outcome

SCRIPTS = Path(__file__).parent / "sql"

YEARS = {"yen-bai-2021-2025": 2025, "luat-tdkt-2022": 2024}
"""The year that each script judges."""

_OUTCOME = "|outcome"


def run(folder: Path, pack: str, out: Path, memory: str = "4GB") -> dict[str, int]:
    """Decide a dataset and write findings and conclusions.

    Writes ``findings/<pack>/<title>/`` and ``conclusions/pack=<pack>/title=<title>/``.

    Returns: the number of subjects of each title.
    """
    with tempfile.TemporaryDirectory() as spill:
        settings = {"memory_limit": memory, "temp_directory": spill}
        with duckdb.connect(config=settings) as connection:
            decide(connection, folder, pack)
            return write(connection, pack, out)


def decide(connection: duckdb.DuckDBPyConnection, folder: Path, pack: str) -> None:
    """Run a script; leaves ``decided_person`` and ``decided_unit`` in the connection."""
    connection.execute("SET preserve_insertion_order = false")
    for path in sorted(folder.glob("*.parquet")):
        connection.execute(f'CREATE TEMP VIEW "{path.stem}" AS FROM read_parquet({_told(path)})')
    for name in ("words", pack):
        connection.execute((SCRIPTS / f"{name}.sql").read_text(encoding="utf-8"))


def _told(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def titles(connection: duckdb.DuckDBPyConnection, kind: str) -> list[str]:
    """The titles that a script decides for a kind of subject."""
    columns = connection.table(f"decided_{kind}").columns
    return [name.removesuffix(_OUTCOME) for name in columns if name.endswith(_OUTCOME)]


def write(connection: duckdb.DuckDBPyConnection, pack: str, out: Path) -> dict[str, int]:
    """Write the findings and the conclusions of each title."""
    written = {}
    for kind in ("person", "unit"):
        for title in titles(connection, kind):
            conclusions = out / "conclusions" / f"pack={pack}" / f"title={title}"
            findings = out / "findings" / pack / title
            written[title] = _copied(connection, _findings(connection, kind, title), findings)
            told = (
                f"SELECT subject, '{kind}' AS kind, unit, {YEARS[pack]}::BIGINT AS year, "
                f'CASE "{title}{_OUTCOME}" {_WORDS} END AS conclusion FROM decided_{kind}'
            )
            _copied(connection, told, conclusions)
    return written


_WORDS = " ".join(f"WHEN {int(each)} THEN '{each.word}'" for each in Outcome)


def _findings(connection: duckdb.DuckDBPyConnection, kind: str, title: str) -> str:
    """The columns of a title under their own names, numbers of rows with 64 bits."""
    table = connection.table(f"decided_{kind}")
    chosen = ["subject", "unit"]
    for name, stored in zip(table.columns, table.types, strict=True):
        if name.startswith(f"{title}|"):
            wide = "::BIGINT" if "INT" in str(stored) and str(stored) != "TINYINT" else ""
            chosen.append(f'"{name}"{wide} AS "{name.removeprefix(f"{title}|")}"')
    return f"SELECT {', '.join(chosen)} FROM decided_{kind}"


def _copied(connection: duckdb.DuckDBPyConnection, query: str, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    target = _told(folder / "part-0.parquet")
    connection.execute(f"COPY ({query}) TO {target} (FORMAT parquet)")
    found = connection.fetchone()
    return int(found[0]) if found else 0


def main() -> None:
    """Time one run of a script."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pack", choices=tuple(YEARS), default="yen-bai-2021-2025")
    parser.add_argument("--memory", default="4GB")
    chosen = parser.parse_args()
    start, cpu = time.perf_counter(), time.process_time()
    written = run(chosen.folder, chosen.pack, chosen.out, chosen.memory)
    took, used = time.perf_counter() - start, time.process_time() - cpu
    sys.stdout.write(f"{len(written)} titles: {took:.1f} s, {used:.1f} s of processors\n")


if __name__ == "__main__":
    main()
