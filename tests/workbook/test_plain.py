"""Rows that are read by columns say what they say when they are read one by one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.workbooks import generate
from engine.errors import InputError
from engine.facts import ABSENT, Dossier, State, Value
from engine.workbook import Owned, assemble, assemble_in_columns, load_mapping, read_inputs
from engine.workbook.grids import Grid, Raw
from engine.workbook.mapping.accepted import Mapping as Accepted
from engine.workbook.reading import Inputs
from fixtures.small_school import school, workbook
from tests.batch.messy import as_workbook, messy
from tests.batch.small import write_dossiers

from .books import VOCABULARY, write
from .plain_sheets import DUC, LAN, PEOPLE, RATED, SHEETS, UNITS

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
WORKBOOKS = sorted(
    path
    for path in (FIXTURES / "workbooks").iterdir()
    if path.suffix not in (".md", ".py", ".yaml") and path.name != "__pycache__"
)
Said = dict[tuple[str, str], object]


def _said(value: Value) -> tuple[object, ...]:
    return (type(value.scalar), value.scalar, value.state, value.low, value.high)


def _fields(fields: Mapping[str, Value]) -> tuple[object, ...]:
    there = ((name, _said(v)) for name, v in fields.items() if v.state is not State.ABSENT)
    return tuple(sorted(there, key=repr))


def _facts(dossier: Dossier, owned: Sequence[Owned]) -> Said:
    facts = {
        (subject.id, name): _said(value)
        for subject in dossier.subjects
        for name, value in subject.facts.items()
    }
    for each in owned:
        for at, owner in enumerate(each.owners if each.spec.kind == "form" else ()):
            for name, values in each.strand.fields.items():
                if values[at] is not ABSENT:
                    assert (owner.key, name) not in facts
                    facts[owner.key, name] = _said(values[at])
    return facts


def _rows(dossier: Dossier, owned: Sequence[Owned]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for subject in dossier.subjects:
        for relation, rows in subject.rows.items():
            for row in rows:
                told = (row.certain, _said(row.year), _fields(row.fields))
                found.setdefault((subject.id, relation), []).append(repr(told))
    for each in owned:
        for at, owner in enumerate(each.owners if each.spec.kind != "form" else ()):
            fields = {name: values[at] for name, values in each.strand.fields.items()}
            told = (True, _said(each.strand.years[at]), _fields(fields))
            found.setdefault((owner.key, each.spec.id), []).append(repr(told))
    return {key: sorted(rows) for key, rows in found.items()}


def same(inputs: Inputs, mapping: Accepted | None = None) -> int:
    """See that both ways say the same, and count the rows that were read by columns."""
    try:
        reading = assemble(inputs, VOCABULARY, mapping)
    except InputError as error:
        with pytest.raises(InputError) as other:
            assemble_in_columns(inputs, VOCABULARY, mapping)
        assert (error.code, error.details) == (other.value.code, other.value.details)
        return 0
    found, owned = assemble_in_columns(inputs, VOCABULARY, mapping)
    assert found.problems == reading.problems
    assert (found.sheets, found.unreadable) == (reading.sheets, reading.unreadable)
    assert found.dossier.covered == reading.dossier.covered
    assert _facts(found.dossier, owned) == _facts(reading.dossier, ())
    assert _rows(found.dossier, owned) == _rows(reading.dossier, ())
    for one, other in zip(found.dossier.subjects, reading.dossier.subjects, strict=True):
        assert replace(one, rows={}, facts={}, ties=()) == replace(
            other, rows={}, facts={}, ties=()
        )
    return sum(len(each.owners) for each in owned)


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> list[Inputs]:
    places = generate(tmp_path_factory.mktemp("schools"), 3, people=12, years=3)
    return [read_inputs([place]) for place in places]


def test_nearly_all_rows_of_a_school_stay_columns(schools: list[Inputs]) -> None:
    for inputs in schools:
        rows = sum(len(rows) for rows in _rows(assemble(inputs, VOCABULARY).dossier, ()).values())
        assert same(inputs) > 0.9 * rows


def test_small_dossiers_say_the_same(tmp_path: Path) -> None:
    write_dossiers(tmp_path, 3)
    for path in tmp_path.glob("*.xlsx"):
        same(read_inputs([path]))


def test_the_school_of_the_examples_says_the_same(tmp_path: Path) -> None:
    (path := tmp_path / "truong.xlsx").write_bytes(workbook(school()))
    assert same(read_inputs([path])) > 0


@pytest.mark.parametrize("seed", range(12))
def test_messy_sheets_say_the_same(seed: int, tmp_path: Path) -> None:
    sheets = messy(Random(seed), VOCABULARY)
    assert same(read_inputs([as_workbook(sheets, VOCABULARY, tmp_path / "a.xlsx")])) > 0


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: str(path.name))
def test_every_fixture_says_the_same(path: Path) -> None:
    same(read_inputs([path]))
    if (accepted := path.with_suffix(".yaml")).exists():
        same(read_inputs([path]), load_mapping(accepted, VOCABULARY))


@pytest.mark.parametrize("case", SHEETS)
def test_what_has_to_be_told_is_told_of_the_same_cells(case: str, tmp_path: Path) -> None:
    name, lines = SHEETS[case]
    place = write(tmp_path / "a.xlsx", {"Đơn vị": UNITS, "Nhân sự": PEOPLE, name: lines})
    same(read_inputs([place]))


@pytest.mark.parametrize("row", range(1, 4))
def test_cells_that_are_merged_say_the_same(row: int, tmp_path: Path) -> None:
    lines = [RATED, *([*who, year, "HTNV", "x"] for who in (LAN, DUC) for year in (2023, 2024))]
    sheets = {"Đơn vị": UNITS, "Nhân sự": PEOPLE, "Xếp loại cá nhân": lines}
    for ranges in ([f"A{row + 1}:A{row + 2}"], [f"D{row}:E{row}"], [f"D{row + 1}:D{row + 2}"]):
        path = write(tmp_path / "a.xlsx", sheets, {"Xếp loại cá nhân": ranges})
        same(read_inputs([path]))


def test_a_person_who_is_listed_twice_is_not_certain(tmp_path: Path) -> None:
    lines = [RATED, [*LAN, 2023, "HTNV", "x"], [*DUC, 2023, "HTNV", "x"]]
    sheets = {"Đơn vị": UNITS, "Nhân sự": [*PEOPLE, PEOPLE[1]], "Xếp loại cá nhân": lines}
    assert same(read_inputs([write(tmp_path / "a.xlsx", sheets)])) == 1


WORDS: Sequence[Raw] = (
    None, "", "x", "Có", "không", "?", "nt", "-", "#N/A", "=A1", "2023", "2023-2024", "năm 2022",
    "05/07/2023", "5/2023", "32/13/2020", 2023, 2023.5, 1, 1.0, 0, date(2023, 7, 5), "HTNV",
    "Giấy khen; Lao động tiên tiến", "GV001", "GV002", "TH", "gv001", "Tổng cộng", "Ghi chú: a",
    "Mã", "Họ và tên", "Ng\u00aduyễn", "1. 2. 3.",
)  # fmt: skip


@st.composite
def _changes(draw: st.DrawFn) -> list[tuple[int, int, int, Raw | Callable[[Random], Raw]]]:
    """Cells of some sheets and what is written there."""
    spot = st.tuples(st.integers(0, 11), st.integers(0, 20), st.integers(0, 25))
    cells = draw(st.lists(spot, min_size=1, max_size=8))
    return [(*cell, draw(st.sampled_from(WORDS))) for cell in cells]


@given(changes=_changes(), data=st.data())
@settings(max_examples=120, deadline=None)
def test_whatever_is_typed_into_a_school_says_the_same(
    schools: list[Inputs],
    changes: list[tuple[int, int, int, Raw]],
    data: st.DataObject,
) -> None:
    inputs = data.draw(st.sampled_from(schools), label="school")
    same(replace(inputs, grids=tuple(_changed(inputs.grids, changes))))


def _changed(grids: Sequence[Grid], changes: list[tuple[int, int, int, Raw]]) -> Iterator[Grid]:
    for number, grid in enumerate(grids):
        rows = [list(row) for row in grid.rows]
        for at, row, column, raw in changes:
            if at == number:
                line = rows[row % len(rows)]
                line[column % len(line)] = raw or None
        yield replace(grid, rows=rows)


@given(seed=st.integers(0, 2**32), data=st.data())
@settings(max_examples=60, deadline=None)
def test_rows_that_were_moved_or_repeated_say_the_same(
    schools: list[Inputs], seed: int, data: st.DataObject
) -> None:
    inputs, rng = data.draw(st.sampled_from(schools), label="school"), Random(seed)
    grids = []
    for grid in inputs.grids:
        rows = list(grid.rows)
        for _ in range(rng.choice((0, 0, 1, 3))):
            rows.insert(rng.randrange(6, len(rows) + 1), list(rng.choice(rows)))
        grids.append(replace(grid, rows=rows))
    same(replace(inputs, grids=tuple(grids)))
