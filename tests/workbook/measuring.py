"""Read files one after another, each beside a good one, and print what came and at what cost.

Run as a module with the paths, so that the memory is of nothing but the reading: one JSON
object with what each file gave, and the most memory of this process and of the one it starts.
"""

import json
import resource
import sys
import time
from pathlib import Path

from engine.errors import InputError
from engine.workbook.grids import raw_text
from engine.workbook.reading import read_inputs
from engine.workbook.spreadsheets.guarded import library

MEGABYTE = 1_000_000
NOTES = ("file-mislabelled",)


def outcome(path: Path, good: Path | None) -> dict[str, object]:
    """What became of a file: codes, and the texts of its cells by sheet."""
    start = time.perf_counter()
    try:
        inputs = read_inputs([path, good] if good else [path])
    except InputError as error:
        return {"codes": [error.code], "seconds": time.perf_counter() - start}
    lines = [problem.message(lang) for problem in inputs.problems for lang in ("vi", "en")]
    others = [grid for grid in inputs.grids if not good or grid.file != good.name]
    return {
        "codes": sorted({p.code for p in inputs.problems if p.code not in NOTES}),
        "lines": max((line.count("\n") + 1 for line in lines), default=1),
        "good": [grid.sheet for grid in inputs.grids if good and grid.file == good.name],
        "sheets": {
            grid.sheet: [[raw_text(raw) for raw in row[:30]] for row in grid.rows[:30]]
            for grid in others
        },
        "rows": {grid.sheet: len(grid.rows) for grid in others},
        "seconds": time.perf_counter() - start,
    }


def memory() -> dict[str, float]:
    """The most memory that was ever used, in megabytes: by this process, and by its children."""
    library().close()
    unit = 1 if sys.platform == "darwin" else 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    return {"own": own_memory(unit) / MEGABYTE, "child": child / MEGABYTE}


def own_memory(unit: int) -> int:
    """The most memory of this process; what Linux tells of usage counts the one before it too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    (line,) = [each for each in status.read_text().splitlines() if each.startswith("VmHWM")]
    return int(line.split()[1]) * unit


def main(good: str, *paths: str) -> None:
    """Print the outcome of each file, and the memory."""
    beside = Path(good) if good else None
    outcomes = {Path(path).name: outcome(Path(path), beside) for path in paths}
    sys.stdout.write(json.dumps({"outcomes": outcomes, "memory": memory()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
