"""Fetch source distributions from PyPI, in fixed versions, once."""

import hashlib
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.error import URLError
from urllib.request import urlopen

import pytest

FILES = "https://files.pythonhosted.org/packages"
CACHE = Path(tempfile.gettempdir()) / "thidua-sources"
SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods")
MOST_SECONDS = 60


@dataclass(frozen=True)
class Source:
    """A source distribution: where it lies, and its SHA-256."""

    place: str
    sha256: str

    @property
    def name(self) -> str:
        return PurePosixPath(self.place).name


CALAMINE = Source(
    "68/ec/923684e9d817b4b317942c9dd36a66cd213a3c0abcb3c58d2cb22e3a4355/python_calamine-0.9.1.tar.gz",
    "458094c3dd41bd330c0a43d20e23489964ba28b3301687f1c5acc03c81d06a9f",
)
OPENPYXL = Source(
    "3d/f9/88d94a75de065ea32619465d2f77b29a0469500e99012523b91cc4141cd1/openpyxl-3.1.5.tar.gz",
    "cf0e3cf56142039133628b5acffe8ef0c12bc902d2aadd3e0fe5878dc08d1050",
)
PANDAS = Source(
    "17/ca/24c6bc92aca3d366146358e47f1d374c0e1a50763ef226fc71eff20a63fb/pandas-3.1.1.tar.gz",
    "05fed3e3b7c99b226f160e29d7d6cb7ef39638c758cbfe42b3f24ba34f04b859",
)


def fetched(source: Source) -> Path:
    """The distribution on this machine; without a network the test is skipped."""
    path = CACHE / source.name
    if not path.exists():
        try:
            with urlopen(f"{FILES}/{source.place}", timeout=MOST_SECONDS) as answer:
                content = answer.read()
        except (URLError, OSError) as error:
            pytest.skip(f"PyPI cannot be reached: {error}")
        CACHE.mkdir(exist_ok=True)
        path.with_suffix(".part").write_bytes(content)
        path.with_suffix(".part").replace(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256
    return path


def spreadsheets(source: Source) -> dict[str, bytes]:
    """The spreadsheets of a distribution, by their names."""
    with tarfile.open(fetched(source)) as archive:
        found = {
            PurePosixPath(member.name).name: archive.extractfile(member)
            for member in archive.getmembers()
            if member.isfile() and member.name.lower().endswith(SUFFIXES)
        }
        return {name: file.read() for name, file in found.items() if file}
