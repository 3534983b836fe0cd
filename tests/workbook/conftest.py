"""Make a workbook and read it in one step."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from engine.facts import Reading

from .books import Lines, Reader, read, write


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    def make(
        sheets: Mapping[str, Lines], merge: Mapping[str, Sequence[str]] | None = None
    ) -> Reading:
        return read(write(tmp_path / "truong.xlsx", sheets, merge))

    return make
