"""Measure everything, print one table, and write ``docs/performance.md``.

    python -m bench.performance [--work FOLDER] [--rounds N] [--only NAME]... [--quick]

Figures are kept in the folder as they are found, so that a part can be measured anew.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from . import measuring
from .page import PLOTS, page, plots, rows

DOCS = Path(__file__).parents[2] / "docs"
QUICK = 20_000


def parts(
    work: Path, rounds: int, sizes: tuple[int, int], found: Mapping[str, Any]
) -> Mapping[str, Any]:
    """What measures each part, in the order in which they need each other."""
    persons, clustered = sizes
    return {
        "conditions": measuring.conditions,
        "nation": lambda: measuring.nation(work, rounds, persons),
        "growth": lambda: measuring.growth(work, 1, persons, found["nation"][measuring.YEN_BAI]),
        "peers": lambda: measuring.peers(work, found["nation"][measuring.YEN_BAI]["ours"], persons),
        "school": _school,
        "workbooks": lambda: measuring.workbooks(work, 2_000 if persons > QUICK else 40, rounds),
        "dossiers": lambda: measuring.dossiers(100_000 if persons > QUICK else 300),
        "reasons": lambda: measuring.reasons(work),
        "explained": measuring.explained,
        "starting": measuring.starting,
        "cluster": lambda: measuring.cluster(work, clustered),
    }


def _school() -> Mapping[str, float]:
    from bench.school import measure

    return measure()


def main() -> None:
    """Measure what is asked for, and write the page of all that is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/bench"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cluster", type=int, default=measuring.PERSONS, metavar="PERSONS")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="a small country; no page is written")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled just once
    sizes = (QUICK, QUICK) if asked.quick else (measuring.PERSONS, asked.cluster)
    kept = asked.work / ("quick.json" if asked.quick else "figures.json")
    found: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
    work: Mapping[str, Callable[[], Any]] = parts(asked.work, asked.rounds, sizes, found)
    for name, measure in work.items():
        if asked.only and name not in asked.only:
            continue
        sys.stdout.write(f"{name} ...\n")
        sys.stdout.flush()
        found[name] = measure()
        kept.write_text(json.dumps(found, indent=1))
    if missing := [name for name in work if name not in found and name != "cluster"]:
        sys.stdout.write(f"no page yet: {', '.join(missing)} not measured\n")
        return
    for what, figure, bar, is_met in rows(found):
        sys.stdout.write(f"{what:90s} {figure:>12s}  {bar:18s} {is_met.strip('*')}\n")
    if not asked.quick:
        (DOCS / "performance.md").write_text(page(found), encoding="utf-8")
        plots(found, DOCS / PLOTS)


if __name__ == "__main__":
    main()
