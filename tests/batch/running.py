"""Start batches as a user would, and look at what they leave."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parent.parent.parent


def thidua(*arguments: str | Path, **options: object) -> subprocess.Popen[str]:
    """The command itself, in a process group of its own."""
    command = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        command, text=True, encoding="utf-8", start_new_session=True, **{**pipes, **options}
    )


def results(out: Path) -> dict[str, bytes]:
    """Every file of the results of dossiers, by its path."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for place in ("dossiers", "quarantine")
        for path in sorted((out / place).rglob("*"))
        if path.is_file()
    }


def records(out: Path) -> dict[str, dict[str, object]]:
    """What is told of each dossier that was judged, by its name."""
    told = (json.loads(path.read_bytes()) for path in out.glob("dossiers/*/dossier.json"))
    return {each["dossier"]: each for each in told}


def wait_for(is_so: Callable[[], bool], seconds: float = 30) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.005)


def refusals(out: Path) -> dict[str, str]:
    """The code of each dossier in quarantine, by its name."""
    told = (json.loads(path.read_bytes()) for path in out.glob("quarantine/*/why.json"))
    return {each["dossier"]: each["code"] for each in told}


class Warm:
    """A process that starts batches at once."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin
        assert process.stdout
        self._input: IO[str] = process.stdin
        self._output: IO[str] = process.stdout
        self._leader = 0

    def start(self, folder: Path, out: Path, **ways: Any) -> int:
        """Start a batch, and return the number of its process, which leads a group."""
        self._end_last()
        told = {"folder": str(folder), "out": str(out), "limits": {}, **ways}
        self._input.write(json.dumps(told) + "\n")
        self._input.flush()
        self._leader = int(self._output.readline())
        return self._leader

    def wait(self) -> int:
        """How the batch ended: its exit code, or less than nothing for a signal."""
        self._leader = 0
        return int(self._output.readline())

    def _end_last(self) -> None:
        """Leave nothing of a test that failed to the next one."""
        if self._leader:
            with suppress(ProcessLookupError):
                os.killpg(self._leader, signal.SIGKILL)
            self.wait()

    def run(self, folder: Path, out: Path, **ways: Any) -> int:
        """Run a batch to its end."""
        self.start(folder, out, **ways)
        return self.wait()


@contextmanager
def warmed() -> Iterator[Warm]:
    """Start a process that is ready for batches."""
    command = [sys.executable, "-m", "tests.batch.warm"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, env={**os.environ}, **pipes) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        try:
            yield Warm(process)
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(60)
