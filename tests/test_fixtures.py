"""The school of ``fixtures/yen-bai`` as a whole: what a person gets by reading the plan."""

import csv
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

import engine
from engine.decide.reference import decide
from engine.errors import InputError
from engine.facts import Dossier
from engine.findings import Outcome, Verdict
from engine.workbook import assemble, read_inputs
from engine.workbook.grids import Grid
from engine.workbook.letters.text import bare_key
from engine.workbook.reading import Inputs
from tests.worlds import PACK, planned, words

FIXTURES = Path(__file__).parent.parent / "fixtures"
SCHOOL = FIXTURES / "yen-bai/truong.xlsx"


@cache
def school() -> engine.Run:
    return engine.evaluate([SCHOOL], rules=[PACK], year=2025)


@cache
def inputs() -> Inputs:
    return read_inputs([SCHOOL])


def expected() -> list[dict[str, str]]:
    with (FIXTURES / "yen-bai/expected.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_exactly_the_listed_people_and_units_are_judged() -> None:
    judged = {(a.subject, a.title) for a in school().evaluation.answers}
    assert judged == {(line["subject"], line["title"]) for line in expected()}
    assert len(school().evaluation.reading.dossier.of_kind("person")) == 45


@pytest.mark.parametrize("line", expected(), ids=lambda line: f"{line['subject']}/{line['title']}")
def test_the_conclusion_is_the_one_a_careful_reader_gets(line: dict[str, str]) -> None:
    answers = {(a.subject, a.title): a for a in school().evaluation.answers}
    answer = answers[line["subject"], line["title"]]
    decisive = {"not_eligible": Verdict.NOT_MET, "undetermined": Verdict.UNKNOWN}
    found = [
        finding.criterion
        for finding in answer.findings
        if finding.verdict is decisive.get(answer.outcome.word)
    ]
    assert answer.outcome.word == line["conclusion"]
    assert sorted(found) == sorted(filter(None, line["decisive"].split(";")))


def test_every_reason_names_a_cell_and_a_clause() -> None:
    for answer in school().evaluation.answers:
        for finding in answer.findings:
            assert finding.cite
            if finding.verdict is Verdict.NOT_MET and finding.evidence:
                assert any(evidence.value.cells for evidence in finding.evidence)


def test_what_is_not_known_is_listed_and_not_guessed() -> None:
    codes = {(problem.code, problem.where) for problem in school().evaluation.reading.problems}
    assert {code for code, _ in codes} >= {"sheet-unknown", "column-unknown", "value-unreadable"}


def test_every_cell_is_used_or_listed() -> None:
    """No content is lost: it is evidence of a fact or row, a problem, or a note."""
    reading = school().evaluation.reading
    listed = {cell for note in (*reading.problems, *reading.unused) for cell in note.cells}
    places = {(cell.sheet, cell.row, cell.column) for cell in listed}
    for subject in reading.dossier.subjects:
        values = [*subject.facts.values()]
        for row in (row for rows in subject.rows.values() for row in rows):
            values.extend([row.year, *row.fields.values()])
            places |= {(cell.sheet, cell.row, cell.column) for cell in row.cells}
        places |= {(cell.sheet, cell.row, cell.column) for cell in (*subject.cells, *subject.ties)}
        places |= {(c.sheet, c.row, c.column) for value in values for c in value.cells}
    headed = {(sheet, column) for sheet, _, column in places}
    ignored = {
        (cell.sheet, cell.column)
        for note in (*reading.problems, *reading.unused)
        if note.code.startswith("column-")
        for cell in note.cells
    }
    unlisted = {problem.where for problem in reading.problems if not problem.cells}
    for grid in inputs().grids:
        if f"{grid.file}!{grid.sheet}" in unlisted:
            continue
        for row, column in contents(grid):
            place = (grid.sheet, row + 1, column + 1)
            is_header = row < HEADER_ROWS and (grid.sheet, column + 1) in headed
            assert place in places or is_header or (place[0], place[2]) in ignored, place


def outcomes(dossier: Dossier) -> dict[tuple[str, str], Outcome]:
    return {(c.subject, c.title): c.outcome for c in decide(planned(), dossier)}


@cache
def usual() -> dict[tuple[str, str], Outcome]:
    return outcomes(assemble(inputs(), words()).dossier)


def emptied(grid: Grid, row: int, column: int) -> Grid:
    """The sheet without the content of one cell (or of the merged range that it starts)."""
    rows = [list(line) for line in grid.rows]
    rows[row][column] = None
    for place, anchor in grid.anchors.items():
        if anchor == (row, column):
            rows[place[0]][place[1]] = None
    return replace(grid, rows=rows)


def contents(grid: Grid) -> Iterator[tuple[int, int]]:
    for row, line in enumerate(grid.rows):
        for column, raw in enumerate(line):
            if raw is not None and grid.anchor(row, column) == (row, column):
                yield row, column


HEADER_ROWS = 8
STEP = 1 if os.environ.get("THIDUA_EXHAUSTIVE") else 7
"""``make exhaustive`` empties every cell; the usual run takes headers and each seventh cell."""


def blocks() -> Iterator[object]:
    """The cells of the school in pieces that several processes can share."""
    for sheet, grid in enumerate(inputs().grids):
        tried = [
            cell for i, cell in enumerate(contents(grid)) if cell[0] < HEADER_ROWS or i % STEP == 0
        ]
        for row, cells in groupby(tried, key=lambda cell: cell[0] // 10):
            yield pytest.param(sheet, list(cells), id=f"{grid.sheet}-{row * 10 + 1}")


REFUSED_AND_FOUND = {Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE}


@pytest.mark.parametrize(("sheet", "places"), list(blocks()))
def test_emptying_a_cell_never_turns_a_verdict_around(
    sheet: int, places: Sequence[tuple[int, int]]
) -> None:
    """A blank means no for one column of the vocabulary only: awards that were revoked."""
    for row, column in places:
        grids = list(inputs().grids)
        grids[sheet] = emptied(grids[sheet], row, column)
        try:
            found = outcomes(assemble(replace(inputs(), grids=tuple(grids)), words()).dossier)
        except InputError:
            continue
        turned = {
            key
            for key, outcome in found.items()
            if key in usual() and {outcome, usual()[key]} == REFUSED_AND_FOUND
        }
        if turned:
            headers = {bare_key(str(line[column])) for line in grids[sheet].rows[:HEADER_ROWS]}
            assert bare_key("Đã thu hồi") in headers, (grids[sheet].sheet, row, column, turned)


def shuffled_rows(grid: Grid, chance: random.Random) -> Grid:
    """The sheet with its records in another order; headings and totals stay."""
    known = {key[0] for key in usual()}
    rows = [list(line) for line in grid.rows]
    places = [i for i, line in enumerate(rows) if any(str(cell) in known for cell in line)]
    moved = list(places)
    chance.shuffle(moved)
    for place, source in zip(places, moved, strict=True):
        rows[place] = list(grid.rows[source])
    return replace(grid, rows=rows)


@cache
def other_lines() -> set[tuple[str, int]]:
    """Sheet and row of titles, column numbers, sections, totals and signatures."""
    codes = {f"row-{what}" for what in ("title", "numbering", "section", "total", "note")}
    notes = assemble(inputs(), words()).unused
    return {(cell.sheet, cell.row - 1) for n in notes if n.code in codes for cell in n.cells}


def shuffled_columns(grid: Grid, chance: random.Random) -> Grid:
    """The sheet with its table's columns in another order; what is no table stays."""
    width = max((len(line) for line in grid.rows), default=0)
    order = list(range(width))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}

    def is_moved(row: int) -> bool:
        return (grid.sheet, row) not in other_lines()

    rows = [
        [line[old] if old < len(line) else None for old in order] if is_moved(row) else line
        for row, line in enumerate(grid.rows)
    ]
    anchors = {
        (row, place[column] if is_moved(row) else column): (
            (anchor[0], place[anchor[1]]) if is_moved(row) else anchor
        )
        for (row, column), anchor in grid.anchors.items()
    }
    return replace(grid, rows=rows, anchors=anchors)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_sheets_rows_and_columns_changes_no_verdict(seed: int) -> None:
    chance = random.Random(seed)
    grids = [shuffled_columns(shuffled_rows(g, chance), chance) for g in inputs().grids]
    chance.shuffle(grids)
    found = outcomes(assemble(replace(inputs(), grids=tuple(grids)), words()).dossier)
    assert found == usual()


def test_the_order_of_criteria_changes_no_verdict() -> None:
    plan = planned()
    turned = replace(
        plan,
        titles=tuple(replace(t, criteria=tuple(reversed(t.criteria))) for t in plan.titles),
    )
    dossier = assemble(inputs(), words()).dossier
    found = {(c.subject, c.title): c.outcome for c in decide(turned, dossier)}
    assert found == usual()


def test_bad_workbooks_leave_the_rest_judged() -> None:
    with (FIXTURES / "bad/expected.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    for name in {line["file"] for line in lines}:
        run = engine.evaluate([FIXTURES / "bad" / name], rules=[PACK], year=2025)
        found = {(a.subject, a.title): a.outcome.word for a in run.evaluation.answers}
        for line in lines:
            if line["file"] == name:
                assert found[line["subject"], line["title"]] == line["conclusion"], line
