"""A process of one command: what it wrote is all there, and it leaves as it should."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli.alone import leave

ROOT = Path(__file__).parent.parent


def ran(*lines: str) -> "subprocess.CompletedProcess[str]":
    """A process that runs lines of Python and then leaves with 3."""
    program = "\n".join(["import atexit, sys, threading", *lines, "leave(3)", "sys.exit(4)"])
    program = f"from engine.cli.alone import leave\n{program}"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_what_was_written_and_what_waits_for_the_exit_is_done() -> None:
    done = ran("sys.stdout.write('told')", "atexit.register(lambda: print(' and left'))")
    assert (done.returncode, done.stdout, done.stderr) == (3, "told and left\n", "")


@pytest.mark.parametrize(
    "line",
    [
        "stop = threading.Event(); threading.Thread(target=stop.wait, args=(0.2,)).start()",
        "sys.stdout.close()",
    ],
)
def test_where_it_is_not_safe_the_process_ends_as_any_other(line: str) -> None:
    assert ran(line).returncode == 4


def test_a_message_in_place_of_a_code_is_left_to_python() -> None:
    leave("why")


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--help"], 0), (["evaluate"], 2), (["evaluate", "none.xlsx"], 2)]
)
def test_the_command_line_leaves_with_its_codes(arguments: list[str], code: int) -> None:
    command = [sys.executable, "cli.py", *arguments]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == code
    assert done.stdout if code == 0 else done.stderr
