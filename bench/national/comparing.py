"""Whether two runs over one dataset found the same: every subject, verdict and measure.

python -m bench.national.comparing OURS THEIRS [--pack luat-tdkt-2022]
"""

import argparse
import sys
from pathlib import Path

import duckdb

from .handwritten import YEARS


def differing(ours: Path, theirs: Path, pack: str) -> dict[str, tuple[int, int]]:
    """Compare the findings that both runs wrote, as numbers whatever their type.

    Returns: for each title of our run how many subjects were compared, and how many differ.

    Raises:
        ValueError: the other run lacks a title, a column or a subject, or has one more.
    """
    found = {}
    for place in sorted((ours / "findings" / pack).iterdir()):
        title = place.stem if place.is_file() else place.name
        other = theirs / "findings" / pack / title
        with duckdb.connect() as connection:
            _opened(connection, "ours", place)
            _opened(connection, "theirs", other)
            found[title] = _compared(connection, title)
    return found


def _opened(connection: duckdb.DuckDBPyConnection, name: str, place: Path) -> None:
    pattern = str(place if place.is_file() else place / "*.parquet").replace("'", "''")
    connection.execute(f"CREATE VIEW {name} AS FROM read_parquet('{pattern}')")


def _compared(connection: duckdb.DuckDBPyConnection, title: str) -> tuple[int, int]:
    columns, others = (connection.table(name).columns for name in ("ours", "theirs"))
    if set(columns) != set(others):
        raise ValueError(f"{title}: {sorted(set(columns) ^ set(others))}")
    differs = " OR ".join(
        f'o."{name}" IS DISTINCT FROM t."{name}"' for name in columns if name != "subject"
    )
    told = connection.execute(
        "SELECT count(*), count(*) FILTER (o.subject IS NULL OR t.subject IS NULL), "
        f"count(*) FILTER ({differs}) FROM ours o FULL JOIN theirs t ON o.subject = t.subject"
    ).fetchone()
    if told is None or told[1]:
        raise ValueError(f"{title}: a subject is there once only")
    return told[0], told[2]


def main() -> None:
    """Tell what differs, title by title."""
    parser = argparse.ArgumentParser()
    parser.add_argument("ours", type=Path)
    parser.add_argument("theirs", type=Path)
    parser.add_argument("--pack", choices=tuple(YEARS), default="yen-bai-2021-2025")
    chosen = parser.parse_args()
    for title, (compared, differ) in differing(chosen.ours, chosen.theirs, chosen.pack).items():
        sys.stdout.write(f"{title:28s} {compared:10,d} compared {differ:8,d} differ\n")


if __name__ == "__main__":
    main()
