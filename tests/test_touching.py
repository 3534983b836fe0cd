"""What a problem touches: whatever would change if it were mended, and nothing that could not."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

from engine.decide import reference
from engine.errors import Problem
from engine.facts import Dossier, Row, Subject, Value
from engine.findings import Conclusion, Outcome, Verdict
from engine.plan import Plan
from engine.provenance import Cell
from engine.run import check
from engine.touching import Checked, touched
from fixtures.bad.make import HERE as BAD
from fixtures.small_school import Sheets, school, workbook
from fixtures.workbooks.make import CLEAN
from fixtures.workbooks.problem_habits import without_headers
from fixtures.workbooks.problem_habits import written as write_in
from tests.generated.blurring import blurred
from tests.generated.dossiers import random_dossier
from tests.generated.vocabulary import VOCABULARY, domain, known
from tests.generated.written import INPUT, WRITTEN, read, written
from tests.strategies import dossiers, plans, seeded
from tests.test_agreement import stable

Key = tuple[str, str]


def outcomes(plan: Plan, dossier: Dossier) -> dict[Key, Outcome]:
    return {(c.title, c.subject): c.outcome for c in reference.decide(plan, dossier)}


def touched_by(problem: Problem, plan: Plan, dossier: Dossier) -> set[Key]:
    reading = replace(read(dossier), problems=(problem,))
    (found,) = touched(reading, reference.decide(plan, dossier), plan, WRITTEN)
    return {(c.title, c.subject) for c in found}


def difference(before: Dossier, after: Dossier) -> Problem | None:
    """The problem that tells of the one thing that ``after`` knows less of."""
    for lost in before.covered - after.covered:
        return Problem("sheet-empty", place=f"{INPUT}!{lost}")
    for one, other in zip(before.subjects, after.subjects, strict=True):
        if one != other:
            return _of_subject(one, other)
    return None


def _of_subject(one: Subject, other: Subject) -> Problem:
    for name, value in other.facts.items():
        if value != one.facts[name]:
            return Problem("value-unreadable", value.cells)
    for name, rows in other.rows.items():
        if len(rows) > len(one.rows[name]):
            return Problem("row-untied", rows[-1].cells)
        if len(rows) < len(one.rows[name]):
            return Problem("file-corrupt", place=INPUT)
        for row, old in zip(rows, one.rows[name], strict=True):
            if row != old:
                return _of_row(old, row)
    raise AssertionError(f"nothing differs: {one.id}")


def _of_row(old: Row, row: Row) -> Problem:
    if old.certain and not row.certain:
        return Problem("subject-unlisted", row.cells)
    cells = (v.cells for n, v in row.fields.items() if v != old.fields[n])
    return Problem("value-unreadable", next(cells))


@settings(stable, max_examples=200)
@given(plans(), seeded)
def test_whatever_mending_a_problem_changes_was_touched(plan: Plan, rng: Random) -> None:
    whole = random_dossier(rng, holes=rng.choice((0, 0, 1, 3)))
    before, after = written(whole), written(blurred(rng, whole, 1))
    problem = difference(before, after)
    if problem is None:
        return
    then, now = outcomes(plan, before), outcomes(plan, after)
    changed = {key for key in now if now[key] is not then[key]}
    assert changed <= touched_by(problem, plan, after)


def told_values(dossier: Dossier) -> list[Cell]:
    """The cells of all values that are known, but for those that tie rows to subjects."""
    return [
        cell
        for subject in dossier.subjects
        for fields in (subject.facts, *(r.fields for rows in subject.rows.values() for r in rows))
        for name, value in fields.items()
        if value.is_known and name in VOCABULARY.fields
        for cell in value.cells
    ]


def read_otherwise(dossier: Dossier, cell: Cell, rng: Random) -> Dossier:
    """The dossier with another value in a cell."""

    def fields(found: Mapping[str, Value]) -> dict[str, Value]:
        return {
            name: replace(known(rng.choice(domain(name))), cells=value.cells)
            if cell in value.cells
            else value
            for name, value in found.items()
        }

    def row(found: Row) -> Row:
        return replace(found, fields=fields(found.fields))

    return replace(
        dossier,
        subjects=tuple(
            replace(
                each,
                facts=fields(each.facts),
                rows={name: tuple(map(row, rows)) for name, rows in each.rows.items()},
            )
            for each in dossier.subjects
        ),
    )


def is_settled(conclusion: Conclusion) -> bool:
    """Whether nothing unknown is left in what a conclusion comes to."""
    may_apply = conclusion.applies is not None and conclusion.applies.verdict is Verdict.UNKNOWN
    return conclusion.outcome is not Outcome.UNDETERMINED and not may_apply


@settings(stable, max_examples=200)
@given(plans(), dossiers(holes=1), seeded)
def test_a_settled_conclusion_rests_on_whatever_could_overturn_it(
    plan: Plan, drawn: Dossier, rng: Random
) -> None:
    before = written(drawn)
    cells = told_values(before)
    if not cells:
        return
    cell = rng.choice(cells)
    now = outcomes(plan, read_otherwise(before, cell, rng))
    overturned = {
        (c.title, c.subject)
        for c in reference.decide(plan, before)
        if is_settled(c) and now[c.title, c.subject] is not c.outcome
    }
    assert overturned <= touched_by(Problem("name-spelling", (cell,)), plan, before)


PACK = "yen-bai-2021-2025"
GENERAL = "dien-hinh-ca-nhan"
EVERYBODY = [(GENERAL, person) for person in ("GV001", "GV002", "GV003", "HT01")]
RATED, PUNISHED, INCIDENTS, LISTED = "Xếp loại cá nhân", "Kỷ luật", "Vi phạm", "Nhân sự"
Change = Callable[[Sheets], None]


def found(checked: Checked) -> list[tuple[str, list[Key]]]:
    """(code, what it touches) of each problem."""
    return [
        (problem.code, [(c.title, c.subject) for c in conclusions])
        for problem, conclusions in zip(checked.reading.problems, checked.touches, strict=True)
    ]


def checked(change: Change, folder: Path) -> Checked:
    sheets = school()
    change(sheets)
    (folder / "truong.xlsx").write_bytes(workbook(sheets))
    return check([folder / "truong.xlsx"], [PACK])


def punished(*cells: str | int | None) -> Change:
    def change(sheets: Sheets) -> None:
        sheets[PUNISHED].append(cells)

    return change


def without(sheet: str) -> Change:
    def change(sheets: Sheets) -> None:
        sheets[sheet] = []

    return change


def renamed(sheets: Sheets) -> None:
    sheets["Bảng linh tinh"] = sheets.pop(PUNISHED)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # A Party member must be rated good every year; of others no year matters.
        (write_in(RATED, "D14", "A1"), [("value-unreadable", [(GENERAL, "GV002")])]),
        (write_in(RATED, "D18", "A1"), [("value-unreadable", [])]),
        # An eligible conclusion rests on rows whose name is spelt otherwise.
        (write_in(RATED, "B14", "Tran Van Dat"), [("name-spelling", [(GENERAL, "GV002")])]),
        # Discipline of the period that may be anybody's, and some that is too old to matter.
        (punished(None, None, "Khiển trách", 2024), [("row-untied", EVERYBODY)]),
        (punished(None, None, "Khiển trách", 2018), [("row-untied", [])]),
        (
            punished(None, "Trần Văn Đạt", "Khiển trách", 2024),
            [("row-untied", [(GENERAL, "GV002")])],
        ),
        (
            punished("X9", "Lê Thị Mận", "Khiển trách", 2024),
            [("subject-unlisted", [(GENERAL, "GV003")])],
        ),
        # Without the sheet nobody knows that there was no discipline.
        (without(PUNISHED), [("sheet-empty", EVERYBODY)]),
        (without_headers, [("header-not-found", EVERYBODY)]),
        # A sheet that nobody knows may be anything, and says so nowhere.
        (renamed, [("sheet-unknown", [])]),
        (write_in(INCIDENTS, "D3", "vài"), [("number-unreadable", [("mo-hinh-tap-the", "TH-DC")])]),
        (write_in(LISTED, "D3", "hôm nọ"), [("date-unreadable", [])]),
    ],
)
def test_what_a_problem_touches(
    change: Change, expected: list[tuple[str, list[Key]]], tmp_path: Path
) -> None:
    assert found(checked(change, tmp_path)) == expected


def test_an_id_that_two_people_have_touches_what_is_said_of_it() -> None:
    duplicate = check([BAD / "duplicate-id.xlsx"], [PACK])
    touched = dict(found(duplicate))["id-duplicate"]
    assert {subject for _, subject in touched} == {"GV002"}
    assert (GENERAL, "GV002") in touched


def test_a_file_that_cannot_be_read_touches_whoever_waits_for_what_it_may_hold() -> None:
    lost = check([CLEAN, BAD / "corrupt.xlsx"], [PACK])
    ((code, touched),) = found(lost)
    assert code == "file-corrupt"
    assert set(EVERYBODY) <= set(touched)
    (conclusions,) = lost.touches
    assert {conclusion.outcome for conclusion in conclusions} == {Outcome.UNDETERMINED}
    assert touched == sorted(touched)


def test_a_copy_of_another_file_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "bản sao.xlsx").write_bytes(CLEAN.read_bytes())
    assert found(check([CLEAN, tmp_path / "bản sao.xlsx"], [PACK])) == [("file-duplicate", [])]


def test_nothing_is_decided_where_there_is_no_problem() -> None:
    clean = check([CLEAN], [PACK])
    assert (clean.touches, clean.decides) == ((), False)
