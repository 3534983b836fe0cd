"""Every figure of the page, one function for each row or group of rows of its table."""

import math
import os
import platform
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import Any

from bench.national.generating import generate

from . import national

ROOT = Path(__file__).parents[2]
YEN_BAI, LAW = "yen-bai-2021-2025", "luat-tdkt-2022"
PERSONS = 1_600_000
SIZES = (10_000, 40_000, 160_000, 400_000)
"""Persons of the smaller countries, from which growth is told."""

Figures = dict[str, Any]


def conditions() -> Figures:
    """The machine, and the versions of what was measured."""
    models = [line.split(":")[1].strip() for line in _cpu() if line.startswith("model name")]
    names = ("duckdb", "ibis-framework", "pyarrow", "pandas", "python-calamine", "openpyxl",
             "durable_rules", "zen-engine", "pyspark")  # fmt: skip
    return {
        "cpu": models[0] if models else platform.processor(),
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "gigabytes": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "versions": {name: found for name in names if (found := _version(name))},
        "day": time.strftime("%Y-%m-%d"),
    }


def _cpu() -> Sequence[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else ()


def _version(name: str) -> str:
    try:
        return version(name)
    except ModuleNotFoundError:
        return ""


def country(work: Path, persons: int, years: str) -> Path:
    """A country that was made before, or is made now."""
    folder = work / f"{years}-{persons}"
    if not folder.exists():
        draft = folder.with_name(f"{folder.name}-draft")
        rmtree(draft, ignore_errors=True)
        generate(draft, persons, years=years)  # type: ignore[arg-type]
        draft.replace(folder)
    return folder


def nation(work: Path, rounds: int, persons: int = PERSONS) -> Figures:
    """Both packs over the whole country: ours, the SQL by hand, reading and writing alone."""
    found: Figures = {"persons": persons}
    for pack in (YEN_BAI, LAW):
        folder = country(work, persons, years_of(pack))
        found[pack] = national.measure(folder, pack, work / "runs", rounds)
        found[pack]["equal"] = equal(work, pack, persons)
    return found


def equal(work: Path, pack: str, persons: int) -> dict[str, tuple[int, int]]:
    """How many subjects were compared with the SQL by hand, and how many differ, by title."""
    from bench.national.comparing import differing

    runs = work / "runs"
    folder = country(work, persons, years_of(pack))
    national.measured("hand", folder, pack, runs / f"{pack}-hand")
    return differing(runs / f"{pack}-earlier", runs / f"{pack}-hand", pack)


def years_of(pack: str) -> str:
    """In which years the rows for a pack are."""
    return "calendar" if pack == YEN_BAI else "school"


def growth(work: Path, rounds: int, persons: int, largest: Mapping[str, float]) -> Figures:
    """Seconds by the number of persons, and the exponent that fits them best.

    Parameters: ``largest`` is what the whole country of ``persons`` took.
    """
    seconds: dict[int, float] = {}
    for size in (each for each in SIZES if each < persons):
        folder = country(work, size, "calendar")
        taken = [
            national.measured("ours", folder, YEN_BAI, work / "runs/growth")["seconds"]
            for _ in range(1 + rounds)
        ]
        seconds[size] = median(taken[1:])
    seconds[persons] = largest["ours"]
    return {"seconds": seconds, "exponent": exponent(seconds)}


def exponent(seconds: Mapping[int, float]) -> float:
    """The slope of the line through the logarithms, by least squares."""
    points = [(math.log(rows), math.log(taken)) for rows, taken in seconds.items()]
    x, y = (sum(each) / len(points) for each in zip(*points, strict=True))
    above = sum((a - x) * (b - y) for a, b in points)
    return above / sum((a - x) ** 2 for a, _ in points)


def peers(work: Path, ours: float, persons: int = PERSONS) -> list[Figures]:
    """Every peer on its sample of the same country, and whether it agrees with us.

    Parameters: ``ours`` are the seconds that we took for ``persons``.
    """
    from bench.national import durable_alone, loop, openfisca, zen
    from bench.national.peers import agree

    folder = country(work, persons, years_of(YEN_BAI))
    said = outcomes(work / "runs" / f"{YEN_BAI}-earlier")
    ways = [zen.run, durable_alone.run, loop.run]
    ways += [openfisca.run] if openfisca.is_available() else []
    found = []
    for way in ways:
        peer = way(folder)
        compared, differ = agree(said, peer.verdicts)
        rate = persons / ours
        found.append(
            {
                "name": peer.name,
                "persons": peer.persons,
                "rate": peer.rate,
                "ratio": rate / peer.rate,
                "compared": compared,
                "differ": differ,
                "note": peer.note,
            }
        )
    return found


def outcomes(run: Path) -> dict[str, int]:
    """What we said of each person."""
    import duckdb

    from bench.national.peers import TITLE

    files = run / "findings" / YEN_BAI / TITLE / "*.parquet"
    found = duckdb.sql(f"SELECT subject, outcome FROM '{files}'").fetchall()
    return {subject: int(outcome) for subject, outcome in found}


def starting(rounds: int = 15) -> Figures:
    """How long ``--help`` takes beside importing click, as whole processes."""
    ways = {"help": ["cli.py", "--help"], "click": ["-c", "import click"]}
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(1 + rounds):
        for way, arguments in ways.items():
            taken[way].append(_seconds([sys.executable, *arguments]))
    found = {way: median(each[1:]) for way, each in taken.items()}
    return {**found, "ratio": found["help"] / found["click"]}


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def explained(rounds: int = 5) -> Figures:
    """One subject explained, as a whole process."""
    book = "fixtures/yen-bai/truong.xlsx"
    command = [sys.executable, "cli.py", "explain", book, "--rules", YEN_BAI, "--subject", "GV009"]
    taken = [_seconds(command) for _ in range(1 + rounds)]
    return {"seconds": median(taken[1:])}


def workbooks(work: Path, count: int, rounds: int) -> Figures:
    """Many workbooks, conclusions only, beside the library that reads them."""
    from bench.workbooks import generate as books
    from bench.workbooks import library_alone

    folder = work / f"workbooks-{count}"
    if not folder.exists():
        draft = folder.with_name(f"{folder.name}-draft")
        rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        books(draft, count)
        draft.replace(folder)
    paths, out = sorted(folder.glob("*.xlsx")), work / "runs/workbooks"
    judge = [sys.executable, "cli.py", "batch", str(folder), "--rules", YEN_BAI]
    judge += ["--out", str(out), "--jobs", "2"]
    ours, library = [], []
    for _ in range(rounds):
        rmtree(out, ignore_errors=True)
        ours.append(_seconds(judge))
        library.append(library_alone(paths, 2))
    found = {"count": count, "ours": median(ours), "library": median(library)}
    return {**found, "ratio": found["ours"] / found["library"]}


def dossiers(count: int) -> list[Figures]:
    """Very many small dossiers in one batch: how fast it is over time, and what it holds."""
    from bench.dossiers import MOST, parts, speeds

    found = list(parts(count, count // 10, 2, MOST))
    return [
        {**asdict(part), "speed": speed} for part, speed in zip(found, speeds(found), strict=True)
    ]


def reasons(work: Path) -> Figures:
    """All reasons of the country as text."""
    from bench.reasons import measure
    from engine.batch.reasons.records import rules_of

    run = work / "runs" / f"{YEN_BAI}-earlier"
    return dict(measure(run, rules_of(run, [YEN_BAI])))


def cluster(work: Path, persons: int = PERSONS) -> Figures:
    """The same country on Spark and on DuckDB; nothing where there is no Spark."""
    from importlib.util import find_spec
    from shutil import which

    if find_spec("pyspark") is None or which("java") is None:
        return {}
    from bench.cluster import measure

    folder = country(work, persons, years_of(YEN_BAI))
    return {"persons": persons, **measure(folder, YEN_BAI, national.YEARS[YEN_BAI])}
