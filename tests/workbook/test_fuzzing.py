"""Damaged files are read or refused, and give nothing that is not in them (`make fuzz`)."""

import json
import subprocess
import sys
from pathlib import Path

from .fuzzing import seeds
from .looking import Seen
from .packages import xlsx

ROOT = Path(__file__).parent.parent.parent
MOST_MEMORY = 512  # megabytes of the reading process and of those that it starts, together


def test_damaged_files_are_read_or_refused_and_nothing_is_made_up() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.workbook.fuzzing", "--variants", "300", "--seed", "5"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.stdout, run.stderr
    report = json.loads(run.stdout)
    assert report["faults"] == []
    assert run.returncode == 0, report
    assert sum(report["memory"].values()) < MOST_MEMORY


def test_every_format_is_damaged() -> None:
    suffixes = {path.suffix for path in seeds()}
    assert suffixes >= {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".parquet", ".zip"}


def test_what_is_not_in_a_file_is_noticed() -> None:
    cells = '<c r="A1" t="str"><v>Lò &amp; Páo</v></c><c r="B1"><v>45352</v></c>'
    seen = Seen(xlsx(f'<row r="1">{cells}</row>'), ".xlsx")
    there = ("Lò & Páo", "45352", "2024-03-01", "")
    made_up = ("Lò Thị Páo", "45353", "2024-04-01", "Nguyễn")
    assert [seen.has(text) for text in (*there, *made_up)] == [True] * 4 + [False] * 4
