"""Whether other versions of Python write the same bytes: ``python -m tests.pythons python3.12``.

Each is given an environment of its own with the pinned libraries, and judges the example. Where
there is no inference engine for a version, the runs say so, and only what rests on the
conclusions is compared.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.test_reproducible import ROOT, RULES, SCHOOL, contents, differing

TOLD = ("annotated", "conclusions.jsonl", "findings/", "problems.jsonl", "rules/", "unused.jsonl")
"""What a run without inference has in common with one; its reports say that it had none."""


def judged(python: str, place: Path) -> Path:
    """The run of the example by one Python."""
    home = place / Path(python).name
    bin_ = home / "venv/bin"
    subprocess.run([python, "-m", "venv", str(home / "venv")], check=True)
    pinned = ("-c", str(ROOT / "constraints.txt"))
    pip = (str(bin_ / "python"), "-m", "pip", "install", "--quiet", *pinned)
    subprocess.run([*pip, "-e", str(ROOT)], check=True)
    asked = ("--rules", RULES["one"], "--year", "2025", "--out", str(home / "run"))
    command = [str(bin_ / "thidua"), "evaluate", str(SCHOOL), *asked]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return home / "run"


def main(pythons: list[str]) -> int:
    """Compare with this Python's run; the number of versions that differ."""
    with TemporaryDirectory() as place:
        first = judged(sys.executable, Path(place))
        wrong = 0
        for python in pythons:
            other = judged(python, Path(place))
            engines = json.loads((other / "run.json").read_bytes())["engines"]
            found = differing(contents(first), contents(other))
            if "inference" not in engines:
                found = [name for name in found if name.startswith(TOLD)]
            told = ", ".join(found) or "the same bytes"
            sys.stdout.write(f"{python} ({', '.join(engines)}): {told}\n")
            wrong += bool(found)
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
