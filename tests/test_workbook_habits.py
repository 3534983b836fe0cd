"""The same facts come out of an untidy workbook as of its clean twin, and nothing goes unsaid."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from engine.facts import Reading
from engine.packs.loading import load_vocabulary
from engine.workbook import load_mapping, read_dossier
from fixtures.workbooks.habit import Habit
from fixtures.workbooks.make import CLEAN, HERE, habits
from tests.dossiers import facts, told

VOCABULARY = load_vocabulary()
ALL = {habit.path: habit for habit in habits()}


@cache
def read(path: Path, mapping: str = "") -> Reading:
    accepted = load_mapping(HERE / mapping, VOCABULARY) if mapping else None
    return read_dossier([path], VOCABULARY, accepted)


def untidy(habit: Habit) -> Reading:
    return read(HERE / habit.path, habit.mapping)


@pytest.mark.parametrize("habit", ALL.values(), ids=lambda habit: habit.path)
def test_the_facts_come_out(habit: Habit) -> None:
    clean, found = facts(read(CLEAN).dossier, {}), facts(untidy(habit).dossier, habit.called)
    left_out = set(habit.differs)
    different = {
        (subject, relation, fact, *what)
        for subject, relation, fact, *what in clean ^ found
        if not left_out & {(subject, relation, fact), (subject, "*", "*")}
    }
    assert different == set()


@pytest.mark.parametrize("habit", ALL.values(), ids=lambda habit: habit.path)
def test_what_is_untidy_is_told_and_nothing_else(habit: Habit) -> None:
    found = told(untidy(habit)) - told(read(CLEAN))
    assert found == Counter(habit.told)
