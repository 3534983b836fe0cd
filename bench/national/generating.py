"""Write a country of schools as a dataset: a Parquet file for each sheet of the vocabulary.

python -m bench.national.generating FOLDER [--persons 1600000] [--years school]
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from . import relations, subjects
from .drawing import Draw
from .shapes import Counting, Shape

ROWS_PER_PERSON = 5
"""Ratings, awards and initiatives together."""


def generate(
    folder: Path, persons: int, seed: int = 8, years: Counting = "calendar"
) -> dict[str, int]:
    """Write the sheets of so many persons, and a 32nd of that number of units.

    Ratings, awards and initiatives are five for each person together. A few percent of the
    cells are blank, fewer for the one person in twelve whose school has prepared everything.

    Parameters: ``years`` says whether rows have calendar years (2021-2025 for ratings) or
    school years (2020-2021 to 2024-2025).

    Returns: the number of rows of each sheet.
    """
    shape = Shape(persons, years)
    folder.mkdir(parents=True, exist_ok=True)
    sheets = _sheets(shape, np.random.default_rng(seed))
    for name, table in sheets.items():
        pq.write_table(table, folder / f"{name}.parquet", row_group_size=122_880)
    return {name: table.num_rows for name, table in sheets.items()}


def _sheets(shape: Shape, rng: np.random.Generator) -> dict[str, pa.Table]:
    of_units = Draw(rng, rng.random(shape.units) < 0.15)
    units_listed, unit_table = subjects.units(shape, of_units)
    people = subjects.persons(shape, units_listed, Draw(rng, rng.random(shape.persons) < 1 / 12))
    rated = relations.ratings(people, shape)
    owners = (people.ids, people.draw), (units_listed, of_units)
    rest = max(0, ROWS_PER_PERSON * shape.persons - rated.num_rows)
    return {
        "unit": unit_table,
        "person": people.table,
        "unit_confirmations": subjects.unit_confirmations(units_listed, of_units),
        "person_confirmations": subjects.person_confirmations(people),
        "ratings": rated,
        **relations.of_units(units_listed, of_units, shape),
        "initiatives": relations.initiatives(*owners, rest // 2, shape),
        "awards": relations.awards(*owners, rest - rest // 2, shape),
        "registrations": pa.concat_tables(relations.registrations(*o, shape) for o in owners),
        "discipline": relations.discipline(people, shape),
        "absences": relations.absences(people, shape),
    }


def main() -> None:
    """Write a dataset and tell how large it is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--persons", type=int, default=1_600_000)
    parser.add_argument("--years", choices=("calendar", "school"), default="calendar")
    chosen = parser.parse_args()
    start = time.perf_counter()
    rows = generate(chosen.folder, chosen.persons, years=chosen.years)
    for name, number in rows.items():
        sys.stdout.write(f"{name:24s} {number:12,d}\n")
    together = sum(rows[name] for name in ("ratings", "awards", "initiatives"))
    took = time.perf_counter() - start
    sys.stdout.write(f"{'ratings, awards, initiatives':24s} {together:8,d}\n{took:.1f} s\n")


if __name__ == "__main__":
    main()
