"""Ask the reference and the columns the same, for tables that hold for both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from engine.conditions import Compare, Condition, Measure, Op
from engine.decide import columns, reference
from engine.facts import Dossier, Row, SchoolYear, State, Subject, Value
from engine.findings import Verdict
from engine.plan import Plan, PlannedTitle
from tests.generated.plans import plan_of, title
from tests.generated.vocabulary import BLANK, SHEETS, VOCABULARY, known

NO, MAYBE, YES, NA = Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET, Verdict.NOT_APPLICABLE
ALL_SHEETS = frozenset(SHEETS)

Ends = tuple[Any, Any]
"""What a measure is at least and at most; None has no bound."""

Answers = dict[str, tuple[list[Verdict], list[Ends]]]
"""Verdicts of the criteria and ends of the preferences of the last title, by subject."""

Way = Callable[[Plan, Dossier], Answers]


def by_reference(plan: Plan, dossier: Dossier) -> Answers:
    return {
        c.subject: (
            [finding.verdict for finding in c.findings],
            [(each.low, each.high) for each in c.preferences],
        )
        for c in reference.decide(plan, dossier)
        if c.title == plan.titles[-1].id
    }


def by_columns(plan: Plan, dossier: Dossier) -> Answers:
    asked = plan.titles[-1]
    frame = columns.decide(plan, VOCABULARY, dossier).titles[asked.key]
    return {
        row["subject"]: (
            [Verdict(row[criterion.id]) for criterion in asked.criteria],
            [_ends(row, f"prefer.{n}") for n, _ in enumerate(asked.prefer, start=1)],
        )
        for row in frame.to_dict("records")
    }


def _ends(row: Mapping[Any, Any], prefix: str) -> Ends:
    return _end(row, f"{prefix}.low"), _end(row, f"{prefix}.high")


def _end(row: Mapping[Any, Any], name: str) -> Any:
    found = row[name]
    if isinstance(found, date):
        return found
    return None if pd.isna(found) else Fraction(found) / int(row.get(f"{name}.of", 1))


both_ways = pytest.mark.parametrize("way", [by_reference, by_columns], ids=["reference", "columns"])


def verdicts(
    way: Way,
    conditions: Sequence[Condition],
    *dossier: Subject,
    covered: frozenset[str] = ALL_SHEETS,
    before: Sequence[PlannedTitle] = (),
) -> list[list[Verdict]]:
    """What each condition says of each subject of the kind of the first one.

    Parameters: ``before`` are titles decided before, which conditions may ask for.
    """
    asked = title("t", dossier[0].kind, [(None, condition) for condition in conditions])
    answers = way(plan_of(*before, asked), Dossier(dossier, covered))
    listed = [answers[subject.id][0] for subject in dossier if subject.id in answers]
    return [list(found) for found in zip(*listed, strict=True)]


def verdict(
    way: Way, condition: Condition, *dossier: Subject, covered: frozenset[str] = ALL_SHEETS
) -> list[Verdict]:
    """What one condition says of each subject of the kind of the first one."""
    return verdicts(way, [condition], *dossier, covered=covered)[0]


def measured_each(
    way: Way,
    measures: Sequence[Measure],
    *dossier: Subject,
    covered: frozenset[str] = ALL_SHEETS,
) -> list[list[Ends]]:
    """What each measure is for each subject of the kind of the first one."""
    asked = title("t", dossier[0].kind, [], prefer=measures)
    answers = way(plan_of(asked), Dossier(dossier, covered))
    listed = [answers[subject.id][1] for subject in dossier if subject.id in answers]
    return [list(found) for found in zip(*listed, strict=True)]


def measured(
    way: Way, measure: Measure, *dossier: Subject, covered: frozenset[str] = ALL_SHEETS
) -> list[Ends]:
    """What one measure is for each subject of the kind of the first one."""
    return measured_each(way, [measure], *dossier, covered=covered)[0]


# What is asked about


def value(scalar: Any) -> Value:
    """A value that is there; a pair is a range, None a blank."""
    if isinstance(scalar, tuple):
        return Value(None, State.PARTIAL, (), *scalar)
    return BLANK if scalar is None else known(scalar)


def person(name: str = "p", unit: str | None = None, **facts: Any) -> Subject:
    return Subject(name, "person", name, unit, {f: value(v) for f, v in facts.items()})


def unit(name: str = "u", **facts: Any) -> Subject:
    return Subject(name, "unit", name, None, {f: value(v) for f, v in facts.items()})


def people(*subjects: Subject) -> list[Subject]:
    """Subjects with names of their own, in order."""
    return [replace(each, id=f"p{n:02}") for n, each in enumerate(subjects)]


def row(year: Any = 2022, certain: bool = True, **fields: Any) -> Row:
    return Row({f: value(v) for f, v in fields.items()}, value(year), certain)


def having(subject: Subject, *rows: Row, relation: str = "prizes") -> Subject:
    return replace(subject, rows={**subject.rows, relation: rows})


def school(first: int) -> SchoolYear:
    return SchoolYear(first)


Table = Mapping[str, tuple[tuple[Row, ...], Ends]]
"""By a name for the case: rows, and what they come to."""


def check_table(way: Way, measure: Measure, table: Table, relation: str = "prizes") -> None:
    """Measure every case of a table at once."""
    subjects = [having(person(name), *rows, relation=relation) for name, (rows, _) in table.items()]
    found = dict(zip(table, measured(way, measure, *subjects), strict=True))
    assert found == {name: ends for name, (_, ends) in table.items()}


GONE = Compare("left", Op.IS, (True,))
NORTH = Compare("home", Op.IS, ("north",))
VALID = Compare("valid", Op.IS, (True,))
PASSED = Compare("passed", Op.IS, (True,))
