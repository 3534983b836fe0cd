"""Files made to harm are refused in one line, or read; the rest of the dossier goes on.

All of them are read by one process, whose memory must stay within the bound.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from .hostile import READ, REFUSED

ROOT = Path(__file__).parent.parent.parent
MOST_MEMORY = 512  # megabytes of the reading process and of the one that it starts, together
MOST_SECONDS = (
    60  # of any file, on a busy machine; the file that takes the most needs 5 on a good one
)


def measured(*paths: Path, good: Path | None = None) -> dict[str, Any]:
    """What became of files in a process of their own."""
    arguments = [str(path) for path in (good or "", *paths)]
    run = subprocess.run(
        [sys.executable, "-m", "tests.workbook.measuring", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("hostile")
    book = Workbook()
    book.worksheets[0].title = "Tốt"
    book.worksheets[0].append(["x"])
    book.save(folder / "good.xlsx")
    paths = []
    for name, (make, *_) in (REFUSED | READ).items():
        paths.append(folder / name)
        paths[-1].write_bytes(make())
    yield measured(*paths, good=folder / "good.xlsx")


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_made_to_harm_is_refused_in_one_line(report: dict[str, Any], name: str) -> None:
    found = report["outcomes"][name]
    assert found["codes"] == [REFUSED[name][1]]
    assert found["lines"] == 1


@pytest.mark.parametrize("name", READ)
def test_what_is_only_odd_is_read(report: dict[str, Any], name: str) -> None:
    _, codes, sheets = READ[name]
    found = report["outcomes"][name]
    assert found["codes"] == list(codes)
    assert {title: found["sheets"][title] for title in sheets} == sheets


@pytest.mark.parametrize("name", REFUSED | READ)
def test_the_rest_of_the_dossier_goes_on(report: dict[str, Any], name: str) -> None:
    assert report["outcomes"][name]["good"] == ["Tốt"]


def test_no_file_takes_more_memory_than_it_may(report: dict[str, Any]) -> None:
    assert sum(report["memory"].values()) < MOST_MEMORY, report["memory"]


def test_no_file_takes_for_ever(report: dict[str, Any]) -> None:
    slow = {
        name: o["seconds"] for name, o in report["outcomes"].items() if o["seconds"] > MOST_SECONDS
    }
    assert slow == {}
