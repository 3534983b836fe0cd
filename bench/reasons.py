"""How many persons a second are told the reason of every conclusion of a dataset's run.

python -m bench.reasons RUN --rules PACK
"""

import argparse
import json
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from engine.batch.dataset import Planned
from engine.batch.reasons.lines import lines
from engine.batch.reasons.records import rules_of
from engine.batch.reasons.streaming import Wanted, reasons

MEGABYTE = 1024
"""Kilobytes of a megabyte, in which the system tells memory."""


@dataclass
class Told:
    """What was told so far."""

    lines: int = 0
    characters: int = 0


def measure(run: Path, rules: Planned) -> dict[str, float]:
    """Tell the reasons of all persons for all their titles, in both languages, and throw them away.

    Returns: persons, lines and characters; seconds and those of the processors; persons for each
    of either; megabytes that memory grew by.
    """
    titles = [title for title in rules.plan.titles if title.subject == "person"]
    wanted = Wanted(titles=frozenset(title.key for title in titles))
    before, told = _memory(), Told()
    start, worked = time.perf_counter(), time.process_time()
    for text in lines(reasons(run, rules, wanted), rules.plan):
        told.lines += text.count("\n")
        told.characters += len(text)
    took, work = time.perf_counter() - start, time.process_time() - worked
    persons = told.lines / len(titles)
    return {
        "persons": persons,
        "titles": len(titles),
        "lines": told.lines,
        "characters": told.characters,
        "seconds": took,
        "cpu_seconds": work,
        "persons_per_second": persons / took,
        "persons_per_cpu_second": persons / work,
        "megabytes_more": _memory() - before,
    }


def _memory() -> float:
    """The most that this process has had in memory, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def main() -> None:
    """Measure one run and print the figures as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("run", type=Path)
    parser.add_argument("--rules", action="append", required=True)
    chosen = parser.parse_args()
    figures = measure(chosen.run, rules_of(chosen.run, chosen.rules))
    sys.stdout.write(json.dumps({name: round(value, 1) for name, value in figures.items()}) + "\n")


if __name__ == "__main__":
    main()
