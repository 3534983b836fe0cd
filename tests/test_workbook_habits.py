"""The same facts come out of an untidy workbook as of its clean twin, and nothing goes unsaid."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from engine.facts import ABSENT, Dossier, Reading, State, Value
from engine.packs.loading import load_vocabulary
from engine.workbook import read_dossier
from fixtures.workbooks.habit import Habit
from fixtures.workbooks.make import CLEAN, HERE, habits

VOCABULARY = load_vocabulary()
ALL = {habit.path: habit for habit in habits()}


@cache
def read(path: Path) -> Reading:
    return read_dossier([path], VOCABULARY)


def meaning(value: Value) -> Any:
    """A value without where it was read."""
    return (value.state.value, value.scalar, value.low, value.high)


def facts(dossier: Dossier) -> set[tuple[str, str, str, Any]]:
    """Every fact as (subject, relation or nothing, fact, what it is)."""
    found = set()
    for subject in dossier.subjects:
        about: dict[str, Value] = dict(subject.facts)
        told = [("", name, meaning(value)) for name, value in about.items() if is_told(value)]
        told.append(("", "*", (subject.kind, subject.name, subject.unit, subject.joined)))
        for relation, rows in subject.rows.items():
            counted = Counter(row_of(row) for row in rows)
            told.extend((relation, "*", (row, number)) for row, number in counted.items())
        found |= {(subject.id, *each) for each in told}
    return found


def row_of(row: Any) -> Any:
    fields = {name: meaning(value) for name, value in row.fields.items() if is_told(value)}
    return (row.certain, meaning(row.year), tuple(sorted(fields.items())))


def is_told(value: Value) -> bool:
    return value != ABSENT and value.state is not State.ABSENT


def told(reading: Reading) -> Counter[tuple[str, str]]:
    return Counter(
        (f"{p.cells[0].sheet}!{p.cells[0].ref}" if p.cells else p.place, p.code)
        for p in (*reading.problems, *reading.unused)
        if p.code != "column-missing"
    )


@pytest.mark.parametrize("habit", ALL.values(), ids=lambda habit: habit.path)
def test_the_facts_come_out(habit: Habit) -> None:
    clean, untidy = facts(read(CLEAN).dossier), facts(read(HERE / habit.path).dossier)
    left_out = set(habit.differs)
    different = {
        (subject, relation, fact, *what)
        for subject, relation, fact, *what in clean ^ untidy
        if (subject, relation, fact) not in left_out
    }
    assert different == set()


@pytest.mark.parametrize("habit", ALL.values(), ids=lambda habit: habit.path)
def test_what_is_untidy_is_told_and_nothing_else(habit: Habit) -> None:
    found = told(read(HERE / habit.path)) - told(read(CLEAN))
    assert found == Counter(habit.told)
