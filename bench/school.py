"""One school from a cold start to all its reports, beside a script that does only what it must.

The script imports every library that the evaluation imports, reads the same workbook with
openpyxl, and writes a workbook with as many sheets and cells as the report. Both are processes
of their own, and take turns; the figures are medians after one round that is not counted.

    python -m bench.school [--rounds 5]
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from engine.form import NeededSheet, needed_sheets
from engine.packs.loading import load_vocabulary
from engine.reports.template import template_bytes
from engine.run import plan_of_form
from engine.vocabulary import FactSpec, Vocabulary
from fixtures.filling import Content, fill, save

ROOT = Path(__file__).parent.parent
PACK = "yen-bai-2021-2025"
PEOPLE, YEARS, SEED, ROUNDS = 60, range(2021, 2026), 8, 5
UNIT = "TH01"
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ")
MIDDLE = ("Thị", "Văn", "Minh", "Thu", "Ngọc")
GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh")
USUAL = {
    "role": ("teacher", "teacher", "teacher", "staff", "manager"),
    "grade": ("excellent", "good", "good", "good", "good", "good", "completed"),
    "exemplar_field": ("general", "general", "general", "education", "ho_chi_minh"),
}
"""What most rows say, where not every choice is as likely as the others."""
Line = dict[str, Content]

LIBRARIES = """
import json, sys
from engine.cli import main
try:
    main(sys.argv[2:])
except SystemExit as left:
    if left.code:
        raise
specs = ((name, getattr(module, "__spec__", None)) for name, module in sys.modules.items())
found = [name for name, spec in specs if spec and "site-packages" in (spec.origin or "")]
with open(sys.argv[1], "w") as file:
    json.dump(found, file)
"""
"""Run the command line, and keep the names of the modules of libraries that it imported."""

BARE = """
import contextlib, importlib, json, sys
for name in json.load(open(sys.argv[1])):
    with contextlib.suppress(ModuleNotFoundError):  # one that is known under another name, too
        importlib.import_module(name)
from openpyxl import Workbook, load_workbook
cells = [c.value for s in load_workbook(sys.argv[2]).worksheets for r in s.iter_rows() for c in r]
book = Workbook()
book.remove(book.active)
for name, rows in json.load(open(sys.argv[3])):
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
book.save(sys.argv[4])
"""
"""Import the libraries, read the workbook, and write one of the size of the report."""


def write_school(path: Path) -> None:
    """Write the workbook of an invented school: equal bytes every time."""
    vocabulary, planned = load_vocabulary(), plan_of_form([PACK])
    rng = Random(SEED)
    rows = {
        sheet.spec.id: list(_lines(sheet, vocabulary, rng))
        for sheet in needed_sheets(planned, vocabulary)
    }
    book = fill(template_bytes(planned, vocabulary), rows, vocabulary)
    save(book, path, planned.received)


def _lines(sheet: NeededSheet, vocabulary: Vocabulary, rng: Random) -> Iterator[Line]:
    """The rows of a sheet: one for each subject, or one a year, or some of them."""
    who: list[tuple[str, str]] = []
    if "unit" in sheet.kinds:
        who.append((UNIT, "Trường Tiểu học Bến Đò"))
    if "person" in sheet.kinds:
        who += [(f"GV{number:03}", _name(number)) for number in range(1, PEOPLE + 1)]
    for number, (subject, name) in enumerate(who):
        for year in _years(sheet.spec.kind, sheet.spec.id, rng):
            known = {"id": subject, "name": name, "year": year, "unit": UNIT}
            yield {
                field: known[fact.role] if fact.role in known else _told(fact, vocabulary, rng)
                for field, fact in sheet.columns.items()
            } | ({"heads_unit": number == 0} if sheet.spec.id == "person" else {})


def _years(kind: str, sheet: str, rng: Random) -> list[int | None]:
    if kind in ("subject", "form"):
        return [None]
    if kind == "yearly":
        return list(YEARS)
    most = {"discipline": rng.random() < 0.05, "registrations": 1}.get(sheet, rng.randint(0, 4))
    return list(rng.choices(YEARS, k=most))


def _name(number: int) -> str:
    return " ".join(names[number % len(names)] for names in (FAMILY, MIDDLE, GIVEN))


def _told(fact: FactSpec, vocabulary: Vocabulary, rng: Random) -> Content:
    """Something that the cell may hold; now and then nothing."""
    if rng.random() < 0.03 or fact.role in ("left", "revoked"):
        return None
    match fact.type:
        case "boolean" | "attestation":
            return rng.random() < 0.97
        case "choice":
            choices = [choice.id for choice in vocabulary.scales[fact.scale or ""].values]
            return rng.choice(USUAL.get(fact.scale or "", choices))
        case "integer" | "number":
            return int(rng.random() < 0.1)
        case "date":
            return date(2025 if fact.role is None else 2015, rng.randint(1, 6), rng.randint(1, 28))
        case _:
            return f"{rng.randint(10, 99)}/QĐ-UBND"


def _grids(report: Path) -> list[tuple[str, list[list[str | None]]]]:
    """All that a workbook holds, as texts."""
    from openpyxl import load_workbook

    return [
        (sheet.title, [[None if c is None else str(c) for c in row] for row in sheet.values])
        for sheet in load_workbook(report).worksheets
    ]


def _timed(*arguments: object) -> float:
    """Wall time of one run of this Python.

    Raises:
        CalledProcessError: it left with an error.
    """
    start = time.perf_counter()
    command = [sys.executable, *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def measure(rounds: int = ROUNDS) -> dict[str, float]:
    """Seconds of one school evaluated and of the bare script, and how they compare.

    Raises:
        CalledProcessError: one of the two left with an error.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        book, names, grids = folder / "school.xlsx", folder / "names.json", folder / "grids.json"
        write_school(book)
        judge = ["evaluate", book, "--rules", PACK, "--year", YEARS[-1], "--force", "--out"]
        judge.append(folder / "run")
        _timed("-c", LIBRARIES, names, *judge)
        grids.write_text(json.dumps(_grids(folder / "run/report.xlsx")), encoding="utf-8")
        ways: Mapping[str, tuple[object, ...]] = {
            "evaluate": ("cli.py", *judge),
            "bare": ("-c", BARE, names, book, grids, folder / "bare.xlsx"),
        }
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(1 + rounds):
            for way, arguments in ways.items():
                taken[way].append(_timed(*arguments))
    seconds = {way: median(each[1:]) for way, each in taken.items()}
    return {
        "people": PEOPLE,
        "years": len(YEARS),
        "evaluate": seconds["evaluate"],
        "bare": seconds["bare"],
        "ratio": seconds["evaluate"] / seconds["bare"],
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="that are counted")
    for name, figure in measure(parser.parse_args().rounds).items():
        sys.stdout.write(f"{name:10s} {figure:8.2f}\n")


if __name__ == "__main__":
    main()
