"""The same inputs and rules give the same bytes: on another day, elsewhere, in another order."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from shutil import copyfile

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from engine.proof.keys import SigningKey
from engine.reports.annotated_book import Original, of_grids, of_workbook
from engine.run import FORMATS, RECORD, evaluate
from engine.workbook.grids import Grid

ROOT = Path(__file__).parent.parent
SCHOOL = ROOT / "fixtures/yen-bai/truong.xlsx"
SMALL = ROOT / "fixtures/workbooks/clean.xlsx"
MANY = sorted((ROOT / "fixtures/twins/messy").iterdir())
RULES = {"one": "yen-bai-2021-2025", "many": "thuan-an-2020-2025"}
"""By dossier: one workbook, or many files of many kinds."""

EARLIER = datetime(2025, 3, 1, tzinfo=UTC).timestamp()
LATER = datetime(2036, 2, 29, 11, 30, tzinfo=UTC).timestamp()  # the next day in Auckland
ELSEWHERE = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "12345"}
DATES = "docProps/core.xml"


def write(dossier: str, inputs: Sequence[Path], out: Path) -> None:
    """A run with everything that there is, signed."""
    key = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    run = evaluate(inputs, [RULES[dossier]], year=2025)
    run.write(out / dossier, FORMATS, key=key)


def write_elsewhere() -> None:
    """What another process does, in a folder of its own with copies of the inputs."""
    os.umask(0o077)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with time_machine.travel(LATER, tick=True):
        assert date.today().isoformat() == "2036-03-01"
        write("one", [Path("copies/truong.xlsx")], Path("runs"))
        apart = sorted(Path("apart").iterdir(), reverse=True)
        write("many", [*apart, Path("copies/many")], Path("runs"))


def copied(path: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    copyfile(path, folder / path.name)
    os.utime(folder / path.name, (946_684_800, 946_684_800))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    runs = tmp_path_factory.mktemp("runs")
    write("one", [SCHOOL], runs)
    write("many", MANY, runs)
    return runs


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("elsewhere")
    copied(SCHOOL, place / "copies")
    for number, path in enumerate(reversed(MANY)):
        copied(path, place / ("apart" if number % 2 else "copies/many"))
    command = "from tests.test_reproducible import write_elsewhere; write_elsewhere()"
    environment = {**os.environ, **ELSEWHERE, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", command], cwd=place, env=environment, check=True)
    return place / "runs"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its path, and the parts of those that are archives."""
    found: dict[str, bytes] = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        found[name] = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                found |= {f"{name}!{part}": archive.read(part) for part in archive.namelist()}
    return found


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one | other if one.get(name) != other.get(name))


@pytest.mark.parametrize("dossier", RULES)
def test_a_run_has_the_same_bytes_whenever_and_wherever_it_is_made(
    dossier: str, here: Path, elsewhere: Path
) -> None:
    first, second = contents(here / dossier), contents(elsewhere / dossier)
    assert differing(first, second) == []
    kinds = {name.rpartition(".")[2] for name in first if "!" not in name}
    assert kinds >= {"json", "jsonl", "txt", "html", "xlsx", "docx", "parquet"}
    assert {RECORD, "run.dsse.json", "report.html"} <= first.keys()


def undated(*gone: str) -> bytes:
    """A workbook without some of its dates, or without the part that they stand in."""
    packed = BytesIO()
    with zipfile.ZipFile(SMALL) as school, zipfile.ZipFile(packed, "w") as archive:
        for name in school.namelist():
            if name not in gone:
                archive.writestr(name, without(gone, school.read(name)))
    return packed.getvalue()


def without(gone: Sequence[str], part: bytes) -> bytes:
    for tag in gone:
        part = re.sub(rf"<dcterms:{tag}\b.*?</dcterms:{tag}>".encode(), b"", part)
    return part


def originals() -> Iterator[tuple[str, Original]]:
    for gone in ((), ("created",), ("modified",), ("created", "modified"), (DATES,)):
        yield f"without {', '.join(gone)}", of_workbook("truong.xlsx", undated(*gone))
    yield "a text file", of_grids([Grid("a.csv", "a", (("An", "Ba"),), {})])


def test_a_marked_copy_tells_no_day_but_that_of_its_original_or_of_receipt() -> None:
    saved = []
    for moment in (EARLIER, LATER):
        with time_machine.travel(moment, tick=True):
            saved.append({name: each.saved(date(2025, 12, 31)) for name, each in originals()})
    assert [name for name in saved[0] if saved[0][name] != saved[1][name]] == []
