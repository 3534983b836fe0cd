"""Whether a batch of very many dossiers keeps its memory and its speed.

Writes so many small workbooks (three people each), runs ``thidua batch`` over them, and prints for
each part of them how fast it was and what the processes held. Linux only: it reads ``/proc``.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.plain_xlsx import Cell, Sheet, write

PACK = "yen-bai-2021-2025"
DOSSIERS, PART = 100_000, 10_000
IN_FOLDER = 1_000
TICK = 1.0
MOST = 3600.0
"""Seconds after which the batch is ended."""

ROOT = Path(__file__).parent.parent
HEADS = (
    "Mã", "Họ và tên", "Mã đơn vị", "Ngày sinh", "Chức vụ", "Người đứng đầu", "Đảng viên",
    "Ngày vào ngành", "Gia đình văn hóa",
)  # fmt: skip
ROLES = (("Hiệu trưởng", "x"), ("GV", "Không"), ("GV", "Không"))


@dataclass(frozen=True)
class Held:
    """What was done by then, and what the processes held, in MB."""

    seconds: float
    done: int
    parent: float
    workers: float
    readers: float

    def with_most_of(self, other: "Held") -> "Held":
        """The same, with the most that was held then or before."""
        pairs = zip(astuple(self)[2:], astuple(other)[2:], strict=True)
        return Held(self.seconds, self.done, *map(max, pairs))


NOTHING = Held(0, 0, 0, 0, 0)


def sheets(number: int) -> list[Sheet]:
    """A school of three, whose number decides who is what."""
    unit = f"T{number:06}"
    people: list[list[Cell]] = [
        [f"{unit}-{n}", f"Nguyễn Thị {unit} {n}", unit, "12/03/1986", role, head, "x",
         "01/09/2010", ("x", "Không", None)[(number >> n) % 3]]
        for n, (role, head) in enumerate(ROLES)
    ]  # fmt: skip
    return [
        Sheet("Đơn vị", [["Mã đơn vị", "Tên đơn vị", "Loại hình"], [unit, unit, "Tiểu học"]]),
        Sheet("Nhân sự", [HEADS, *people]),
    ]


def write_all(folder: Path, count: int) -> None:
    """Write the dossiers, a thousand in a folder of their own, each a folder with a workbook."""
    for number in range(count):
        place = folder / f"{number // IN_FOLDER:04}" / f"{number:06}"
        place.mkdir(parents=True)
        write(place / "truong.xlsx", sheets(number))


def measured(folder: Path, out: Path, jobs: int, most: float) -> Iterator[Held]:
    """Run the command, and look at it each second; end it after ``most`` seconds."""
    command = [sys.executable, str(ROOT / "cli.py"), "batch", str(folder), "--rules", PACK]
    command += ["--out", str(out), "--jobs", str(jobs), "--lang", "en"]
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            time.sleep(TICK)
            seconds = time.monotonic() - start
            with suppress(OSError):
                yield held(process.pid, seconds, out)
            if seconds > most:
                process.terminate()
                process.wait(60)


def held(parent: int, seconds: float, out: Path) -> Held:
    """What is there now."""
    workers = children(parent)
    readers = [reader for worker in workers for reader in children(worker)]
    with os.scandir(out / "dossiers") as entries:
        done = sum(1 for _ in entries)
    largest = max(map(memory, workers), default=0.0), max(map(memory, readers), default=0.0)
    return Held(seconds, done, memory(parent), *largest)


def children(process: int) -> list[int]:
    """The processes that one has started."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(OSError):
            found += map(int, (task / "children").read_text().split())
    return found


def memory(process: int) -> float:
    """What a process holds, in MB."""
    with suppress(OSError, IndexError):
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def parts(
    dossiers: int, part: int, jobs: int, most: float, place: Path | None = None
) -> Iterator[Held]:
    """How far it was after each part of the dossiers, and the most that was held meanwhile."""
    with TemporaryDirectory(dir=place) as inside:
        folder, out = Path(inside) / "dossiers", Path(inside) / "out"
        write_all(folder, dossiers)
        last, step, seen = NOTHING, part, NOTHING
        for now in measured(folder, out, jobs, most):
            seen = now.with_most_of(seen)
            if now.done >= step or now.done == dossiers > last.done:
                yield seen
                last, step, seen = now, now.done - now.done % part + part, NOTHING


def speeds(found: Sequence[Held]) -> list[float]:
    """Dossiers a second in each part."""
    before = [NOTHING, *found]
    return [
        (now.done - last.done) / (now.seconds - last.seconds)
        for last, now in zip(before, found, strict=False)
    ]


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, default=DOSSIERS)
    parser.add_argument("--part", type=int, default=PART)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=MOST)
    parser.add_argument("--in", dest="place", type=Path, help="where the files are put")
    asked = parser.parse_args(arguments)
    say, found = sys.stdout.write, list[Held]()
    say("dossiers  seconds  dossiers/s  parent MB  worker MB  reader MB\n")
    for now in parts(asked.dossiers, asked.part, asked.jobs, asked.seconds, asked.place):
        found.append(now)
        say(
            f"{now.done:8d}  {now.seconds:7.0f}  {speeds(found)[-1]:10.1f}  {now.parent:9.0f}"
            f"  {now.workers:9.0f}  {now.readers:9.0f}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
