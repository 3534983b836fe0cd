"""What a problem touches: whatever would change if it were mended, and nothing that could not."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from hypothesis import given, settings

from engine.decide import reference
from engine.errors import Problem
from engine.facts import Dossier, Row, Subject, Value
from engine.findings import Conclusion, Outcome, Verdict
from engine.plan import Plan
from engine.provenance import Cell
from engine.touching import touched
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
