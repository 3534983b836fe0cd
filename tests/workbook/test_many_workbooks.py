"""The school workbooks of the benchmarks: what they are, and what a second one costs."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from python_calamine import CalamineWorkbook

from bench.workbooks import generate, library_alone
from engine.workbook import read_dossier

from .books import VOCABULARY, read

MOST_OF_THE_LIBRARY = 40
"""How much more a later workbook may cost than the library alone; a first one costs far more."""


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return generate(tmp_path_factory.mktemp("schools"), 8)


def test_the_same_call_makes_the_same_workbooks(schools: list[Path], tmp_path: Path) -> None:
    again = generate(tmp_path, 2)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in schools[:2]]
    assert schools[0].read_bytes() != schools[1].read_bytes()


def test_a_workbook_is_read_to_its_last_cell(schools: list[Path]) -> None:
    reading = read(schools[0])
    assert len(reading.sheets) == 12
    assert all(sheet.header for sheet in reading.sheets)
    assert Counter(subject.kind for subject in reading.dossier.subjects) == {
        "person": 60,
        "unit": 4,
    }
    assert {note.code for note in reading.unused} == {"row-title", "column-ignored"}
    assert {problem.code for problem in reading.problems} <= {
        "column-missing", "row-outside-service", "row-not-expected", "attestation-self",
    }  # fmt: skip


def test_a_smaller_school_tells_of_fewer_people_and_years(tmp_path: Path) -> None:
    (path,) = generate(tmp_path, 1, people=3, years=2)
    reading = read(path)
    people = [subject for subject in reading.dossier.subjects if subject.kind == "person"]
    years = {row.year.scalar for person in people for row in person.rows["ratings"]}
    assert (len(people), years) == (3, {2024, 2025})


def test_the_library_reads_them_in_a_pool(schools: list[Path]) -> None:
    assert library_alone(schools[:2], 1) > 0


def _cost(step: Callable[[Path], object], paths: list[Path]) -> float:
    costs = []
    for path in paths:
        start = time.process_time()
        step(path)
        costs.append(time.process_time() - start)
    return median(costs)


def _alone(path: Path) -> None:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _dossier(path: Path) -> None:
    read_dossier([path], VOCABULARY)


def test_a_later_workbook_of_a_form_costs_a_few_times_the_library(schools: list[Path]) -> None:
    for path in schools[:3]:
        _dossier(path)
    assert _cost(_dossier, schools[3:]) < MOST_OF_THE_LIBRARY * _cost(_alone, schools[3:])
