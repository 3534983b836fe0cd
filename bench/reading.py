"""How long a large workbook takes to be read, beside the library alone and openpyxl.

Prints medians of some rounds, all in one run; only the ratios mean anything. What is read is
more than the library gives: hidden rows and columns, formulas without a value, merged ranges.
Then many small workbooks, and what a reading of the large one needs of memory, and of one in
which no two texts are the same.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from engine.workbook.limits import MEGABYTE
from engine.workbook.reading import read_inputs

ROWS, COLUMNS, ROUNDS = 50_000, 30, 5
TEXTS = 42_000  # rows of texts that make 20 MB
LETTERS = "abcdefghijklmnopqrstuvwxyzăâêôơưđ0123456789"


def write(path: Path, rows: int, columns: int) -> None:
    """A table of names, grades, numbers and blanks; the same for the same size."""
    chance = random.Random(5)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Nhân sự")
    kinds: tuple[Callable[[int], object], ...] = (
        lambda row: row,
        lambda row: f"Nguyễn Văn {row}",
        lambda _: chance.choice(("HTTNV", "HTXSNV", "Hoàn thành tốt nhiệm vụ")),
        lambda row: f"GV{row:05}",
        lambda _: chance.random(),
        lambda _: chance.randint(2015, 2025),
        lambda _: None,
        lambda _: chance.choice(("x", None, "Không")),
        lambda _: round(chance.uniform(0, 10), 1),
        lambda _: "Trường Tiểu học Đồi Cọ",
    )
    for row in range(rows):
        sheet.append([kinds[column % len(kinds)](row) for column in range(columns)])
    book.save(path)


def write_texts(path: Path, rows: int) -> None:
    """A table of texts that are all different, so that none can be packed or shared."""
    chance = random.Random(5)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Nhân sự")
    for _ in range(rows):
        sheet.append(["".join(chance.choices(LETTERS, k=14)) for _ in range(COLUMNS)])
    book.save(path)


def alone(paths: Sequence[Path]) -> None:
    """The library, and nothing else."""
    for path in paths:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def ours(paths: Sequence[Path]) -> None:
    """All that is needed, with where it stands."""
    for path in paths:
        read_inputs([path])


def openpyxl(paths: Sequence[Path]) -> None:
    """The other library, in its fastest way."""
    for path in paths:
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for _ in sheet.iter_rows(values_only=True):
                pass
        book.close()


def seconds(work: Callable[[Sequence[Path]], None], paths: Sequence[Path]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work(paths)
    return time.perf_counter() - start


def ratios(paths: Sequence[Path], rounds: int) -> tuple[float, float, float]:
    """Median seconds of the library alone, of the engine, and of openpyxl (once: it is slow)."""
    for work in (alone, ours):
        work(paths[:1])  # so that both are loaded and started
    timed = [(seconds(alone, paths), seconds(ours, paths)) for _ in range(rounds)]
    library, engine = (median(each) for each in zip(*timed, strict=True))
    return library, engine, seconds(openpyxl, paths)


def memory(path: Path) -> tuple[float, float]:
    """The most memory of one reading in a process of its own, and of the one that it starts."""
    command = [sys.executable, "-m", "tests.workbook.measuring", "", str(path)]
    root = Path(__file__).parent.parent
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    found = json.loads(told)
    (outcome,) = found["outcomes"].values()
    if outcome["codes"]:
        raise SystemExit(f"{path.name} was not read: {outcome['codes']}")
    return found["memory"]["own"], found["memory"]["child"]


def main(arguments: Sequence[str]) -> None:
    """Print the table, and what one reading needs of memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--workbooks", type=int, default=200)
    asked = parser.parse_args(arguments)
    out = sys.stdout.write
    out("workbooks    rows  library s  engine s  openpyxl s  engine / library  openpyxl / engine\n")
    with TemporaryDirectory() as folder:
        for count, rows, columns in ((1, asked.rows, COLUMNS), (asked.workbooks, 40, 10)):
            paths = [Path(folder) / f"{rows}-{number}.xlsx" for number in range(count)]
            for path in paths:
                write(path, rows, columns)
            library, engine, other = ratios(paths, asked.rounds)
            out(
                f"{count:9d}  {rows:6d}  {library:9.2f}  {engine:8.2f}  {other:10.2f}"
                f"  {engine / library:16.2f}  {other / engine:17.2f}\n"
            )
        texts = Path(folder) / "texts.xlsx"
        write_texts(texts, TEXTS)
        for path in (Path(folder) / f"{asked.rows}-0.xlsx", texts):
            size = path.stat().st_size / MEGABYTE
            own, child = memory(path)
            out(f"memory for {size:.0f} MB: {own:.0f} MB here, {child:.0f} MB beside\n")


if __name__ == "__main__":
    main(sys.argv[1:])
