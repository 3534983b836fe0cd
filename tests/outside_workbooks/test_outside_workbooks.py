"""Workbooks that others wrote are read, or refused with one line."""

from datetime import date
from pathlib import Path

import pytest

from engine.errors import InputError
from engine.workbook.grids import Raw
from engine.workbook.reading import Inputs, read_inputs

from .making import BY_OPENPYXL, BY_PANDAS, Rows
from .sources import CALAMINE, OPENPYXL, PANDAS, spreadsheets

NUMBERS: Rows = [[1, 2], [3, 4], [5, 6], [None, None]]
LAST = "This workbook contains 4 sheets: Visible, Hidden, VeryHidden and Chart"
BASE: Rows = [[
    "String", 1, 1.1, "TRUE", "FALSE", date(2010, 10, 10), date(2010, 10, 10), "10:10:10",
    "10:10:10", "255:10:10",
]]  # fmt: skip
CELLS: dict[str, Rows] = {"any_sheets": [*NUMBERS, [LAST, None]], "base": [[None] * 10, *BASE]}
REFUSED = {"empty_file": "file-empty", "password": "password-protected"}


def read(tmp_path: Path, name: str, content: bytes) -> Inputs:
    (tmp_path / name).write_bytes(content)
    return read_inputs([tmp_path / name])


def refusal(tmp_path: Path, name: str, content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(tmp_path, name, content)
    for lang in ("vi", "en"):
        assert "\n" not in caught.value.message(lang)
    return caught.value.code


def first(inputs: Inputs) -> list[list[Raw]]:
    return [list(row) for row in inputs.grids[0].rows]


def test_the_files_that_calamine_ships_are_read_or_refused(tmp_path: Path) -> None:
    files = spreadsheets(CALAMINE)
    assert len(files) == 17
    for name, content in files.items():
        stem = name.partition(".")[0]
        if stem in REFUSED:
            assert refusal(tmp_path, name, content) == REFUSED[stem]
        else:
            assert read(tmp_path, name, content).unreadable == {}


@pytest.mark.parametrize("stem", CELLS)
def test_a_file_of_calamine_is_the_same_in_every_format(tmp_path: Path, stem: str) -> None:
    files = spreadsheets(CALAMINE)
    for suffix in ("xlsx", "xls", "xlsb", "ods"):
        name = f"{stem}.{suffix}"
        assert first(read(tmp_path, name, files[name])) == CELLS[stem], name


def test_openpyxl_and_pandas_ship_no_workbooks() -> None:
    assert spreadsheets(OPENPYXL) == spreadsheets(PANDAS) == {}


@pytest.mark.parametrize("name", BY_OPENPYXL)
def test_what_openpyxl_writes_is_read(tmp_path: Path, name: str) -> None:
    make, rows = BY_OPENPYXL[name]
    assert first(read(tmp_path, name, make())) == rows


@pytest.mark.parametrize("name", BY_PANDAS)
def test_what_pandas_writes_is_read(tmp_path: Path, name: str) -> None:
    make, rows = BY_PANDAS[name]
    assert first(read(tmp_path, name, make())) == rows
