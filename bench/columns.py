"""How much faster columns decide than the reference, on copies of the example school.

Prints one line for each size, all in one run; only the ratio means anything.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engine.decide import columns, reference
from engine.facts import Dossier
from engine.packs.loading import load_pack, load_vocabulary
from engine.planning import plan
from engine.workbook import read_dossier

ROOT = Path(__file__).parent.parent
COPIES = (1, 20, 100)


def copied(dossier: Dossier, times: int) -> Dossier:
    """The same school many times over, each copy with ids of its own."""
    subjects = [
        replace(s, id=f"{number}-{s.id}", unit=s.unit and f"{number}-{s.unit}")
        for number in range(times)
        for s in dossier.subjects
    ]
    return Dossier(tuple(subjects), dossier.covered)


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Time both ways on growing dossiers."""
    vocabulary = load_vocabulary()
    planned = plan([load_pack("yen-bai-2021-2025", vocabulary).pack], vocabulary)
    school = read_dossier([ROOT / "fixtures/yen-bai/truong.xlsx"], vocabulary).dossier
    sys.stdout.write("subjects  reference s  columns s  reference / columns\n")
    for times in COPIES:
        dossier = copied(school, times)
        slow = seconds(lambda d=dossier: reference.decide(planned, d))  # type: ignore[misc]
        fast = seconds(lambda d=dossier: columns.decide(planned, vocabulary, d))  # type: ignore[misc]
        count = len(dossier.subjects)
        sys.stdout.write(f"{count:8d}  {slow:11.2f}  {fast:9.2f}  {slow / fast:10.2f}\n")


if __name__ == "__main__":
    main()
