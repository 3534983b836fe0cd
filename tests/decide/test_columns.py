"""Small cases of what the columns say, each threshold above, on, below and missing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from engine.conditions import (
    MEMBERS,
    All,
    AnyOf,
    Attested,
    Bound,
    Compare,
    Condition,
    Count,
    Defined,
    Eligible,
    Every,
    Known,
    Not,
    Op,
    Window,
)
from engine.decide import columns
from engine.decide.columns import ColumnFindings
from engine.facts import Dossier, Row, Subject, Value
from engine.plan import PlannedTitle
from engine.vocabulary import SubjectKind
from tests.strategies import BLANK, GRADES, VOCABULARY, known, plan_of, title

NOT_MET, UNKNOWN, MET, NOT_APPLICABLE = 0, 1, 2, 3
SHEETS = frozenset({"person", "unit", *VOCABULARY.relations})
PERIOD = Window(2021, 2023)
NORTH = Compare("home", Op.IS, ("north",))
VALID = Compare("valid", Op.IS, (True,))
PASSED = Compare("passed", Op.IS, (True,))


def value(scalar: Any) -> Value:
    return BLANK if scalar is None else known(scalar)


def person(name: str = "p", unit: str | None = None, **facts: Any) -> Subject:
    return Subject(name, "person", name, unit, {f: value(v) for f, v in facts.items()})


def unit(name: str, **facts: Any) -> Subject:
    return Subject(name, "unit", name, None, {f: value(v) for f, v in facts.items()})


def prize(valid: Any, year: int | None = 2022, certain: bool = True) -> Row:
    return Row({"valid": value(valid)}, value(year), certain)


def review(passed: Any, year: int | None, certain: bool = True) -> Row:
    return Row({"passed": value(passed)}, value(year), certain)


def having(subject: Subject, *rows: Row, relation: str = "prizes") -> Subject:
    return replace(subject, rows={relation: rows})


def decide(
    *titles: PlannedTitle, dossier: tuple[Subject, ...], covered: frozenset[str] = SHEETS
) -> ColumnFindings:
    return columns.decide(plan_of(*titles), VOCABULARY, Dossier(dossier, covered))


def say(condition: Condition, *dossier: Subject, covered: frozenset[str] = SHEETS) -> list[int]:
    """The verdict on each subject of the kind of the first one."""
    asked = title("t", dossier[0].kind, [(None, condition)])
    frame = decide(asked, dossier=dossier, covered=covered).titles["pack/t"]
    return [int(verdict) for verdict in frame["c1"]]


def measure(
    condition: Count, *dossier: Subject, covered: frozenset[str] = SHEETS
) -> tuple[int, int | None, int]:
    """Low, high and verdict for the first subject in the order of the alphabet."""
    asked = title("t", dossier[0].kind, [(None, condition)])
    frame = decide(asked, dossier=dossier, covered=covered).titles["pack/t"]
    low, high, verdict = frame.loc[0, ["c1.low", "c1.high", "c1"]]
    return int(low), None if pd.isna(high) else int(high), int(verdict)


@pytest.mark.parametrize(
    ("op", "operands", "expected"),
    [
        (Op.IS, (1,), [NOT_MET, MET, NOT_MET, UNKNOWN]),
        (Op.IS_NOT, (1,), [MET, NOT_MET, MET, UNKNOWN]),
        (Op.ONE_OF, (0, 1), [MET, MET, NOT_MET, UNKNOWN]),
        (Op.NONE_OF, (0, 1), [NOT_MET, NOT_MET, MET, UNKNOWN]),
        (Op.ONE_OF, (), [NOT_MET, NOT_MET, NOT_MET, UNKNOWN]),
        (Op.AT_LEAST, (1,), [NOT_MET, MET, MET, UNKNOWN]),
        (Op.AT_MOST, (1,), [MET, MET, NOT_MET, UNKNOWN]),
        (Op.MORE_THAN, (1,), [NOT_MET, NOT_MET, MET, UNKNOWN]),
        (Op.LESS_THAN, (1,), [MET, NOT_MET, NOT_MET, UNKNOWN]),
    ],
)
def test_a_number_is_compared_and_a_blank_is_unknown(
    op: Op, operands: tuple[int, ...], expected: list[int]
) -> None:
    people = [person(f"p{n}", votes=votes) for n, votes in enumerate([0, 1, 2, None])]
    assert say(Compare("votes", op, operands), *people) == expected


@pytest.mark.parametrize(
    ("op", "expected"),
    [
        (Op.IS, [NOT_MET, MET, NOT_MET, UNKNOWN]),
        (Op.AT_LEAST, [NOT_MET, MET, MET, UNKNOWN]),
        (Op.AT_MOST, [MET, MET, NOT_MET, UNKNOWN]),
        (Op.MORE_THAN, [NOT_MET, NOT_MET, MET, UNKNOWN]),
        (Op.LESS_THAN, [MET, NOT_MET, NOT_MET, UNKNOWN]),
    ],
)
def test_a_scale_is_compared_by_rank_and_not_by_letter(op: Op, expected: list[int]) -> None:
    people = [person(f"p{n}", standing=grade) for n, grade in enumerate([*GRADES, None])]
    assert say(Compare("standing", op, ("fair",), GRADES), *people) == expected


def test_a_value_is_known_or_the_answer_is_unknown_never_no() -> None:
    assert say(Known("votes"), person("p0", votes=0), person("p1")) == [MET, UNKNOWN]


def test_an_attestation_that_is_missing_is_unknown() -> None:
    people = [person(f"p{n}", praised=praised) for n, praised in enumerate([True, False, None])]
    assert say(Attested("praised", "council"), *people) == [MET, NOT_MET, UNKNOWN]


def test_dates_and_words_are_compared_as_they_are() -> None:
    units = unit("u0", founded=date(2020, 1, 1), motto="a"), unit("u1", founded=date(2021, 1, 1))
    assert say(Compare("founded", Op.MORE_THAN, (date(2020, 1, 1),)), *units) == [NOT_MET, MET]
    assert say(Compare("motto", Op.IS_NOT, ("b",)), *units) == [MET, UNKNOWN]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (All, {(MET, MET): MET, (MET, UNKNOWN): UNKNOWN, (UNKNOWN, NOT_MET): NOT_MET}),
        (AnyOf, {(NOT_MET, NOT_MET): NOT_MET, (MET, UNKNOWN): MET, (NOT_MET, UNKNOWN): UNKNOWN}),
    ],
)
def test_and_is_the_least_and_or_the_greatest_verdict(
    condition: type[All] | type[AnyOf], expected: dict[tuple[int, int], int]
) -> None:
    scalar = {MET: True, NOT_MET: False, UNKNOWN: None}
    people = [
        person(f"p{n}", left=scalar[one], praised=scalar[other])
        for n, (one, other) in enumerate(expected)
    ]
    parts = (Compare("left", Op.IS, (True,)), Attested("praised", "council"))
    assert say(condition(parts), *people) == list(expected.values())
    assert say(condition(parts[::-1]), *people) == list(expected.values())


def test_not_swaps_the_ends_and_a_name_changes_nothing() -> None:
    people = [person(f"p{n}", left=left) for n, left in enumerate([True, False, None])]
    named = Defined("gone", Not(Compare("left", Op.IS, (True,))))
    assert say(named, *people) == [NOT_MET, MET, UNKNOWN]


@pytest.mark.parametrize(
    ("rows", "interval"),
    [
        ((), (0, 0)),
        ((prize(True), prize(False)), (1, 1)),
        ((prize(True), prize(None)), (1, 2)),
        ((prize(True), prize(True, certain=False)), (1, 2)),
        ((prize(False, certain=False),), (0, 0)),
        ((prize(True, 2020), prize(True, 2024)), (0, 0)),
        ((prize(True, 2021), prize(True, 2023)), (2, 2)),
        ((prize(True, None),), (0, 1)),
    ],
)
def test_a_count_takes_certain_rows_for_low_and_possible_rows_for_high(
    rows: tuple[Row, ...], interval: tuple[int, int]
) -> None:
    count = Count("prizes", VALID, PERIOD, Bound(Op.AT_LEAST, 0))
    assert measure(count, having(person(), *rows))[:2] == interval


def test_without_the_sheet_a_count_has_no_upper_end() -> None:
    count = Count("prizes", None, None, Bound(Op.AT_MOST, 1))
    without = SHEETS - {"prizes"}
    assert measure(count, person(), covered=without) == (0, None, UNKNOWN)
    two = having(person(), prize(True), prize(True))
    assert measure(count, two, covered=without) == (2, None, NOT_MET)


@pytest.mark.parametrize(
    ("op", "expected"),
    [
        (Op.AT_LEAST, [MET, MET, UNKNOWN, NOT_MET, UNKNOWN]),
        (Op.MORE_THAN, [MET, NOT_MET, UNKNOWN, NOT_MET, UNKNOWN]),
        (Op.AT_MOST, [NOT_MET, MET, UNKNOWN, MET, UNKNOWN]),
        (Op.LESS_THAN, [NOT_MET, NOT_MET, UNKNOWN, MET, UNKNOWN]),
        (Op.IS, [NOT_MET, MET, UNKNOWN, NOT_MET, UNKNOWN]),
        (Op.IS_NOT, [MET, NOT_MET, UNKNOWN, MET, UNKNOWN]),
    ],
)
def test_a_threshold_above_on_across_and_below_an_interval(op: Op, expected: list[int]) -> None:
    surely, perhaps = prize(True), prize(None)
    people = [
        having(person("p0"), surely, surely, surely),
        having(person("p1"), surely, surely),
        having(person("p2"), surely, perhaps, perhaps),
        having(person("p3"), surely),
        having(person("p4"), perhaps, perhaps, perhaps),
    ]
    assert say(Count("prizes", VALID, None, Bound(op, 2)), *people) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), MET),
        ((prize(True),), MET),
        ((prize(True), prize(False)), NOT_MET),
        ((prize(True), prize(None)), UNKNOWN),
        ((prize(False, certain=False),), UNKNOWN),
        ((prize(False, 2019),), MET),
        ((prize(False, None),), UNKNOWN),
    ],
)
def test_every_row_satisfies_unless_one_surely_does_not(
    rows: tuple[Row, ...], expected: int
) -> None:
    assert say(Every("prizes", None, PERIOD, VALID), having(person(), *rows)) == [expected]


def test_every_row_of_a_sheet_that_is_missing_is_at_best_unknown() -> None:
    every = Every("prizes", None, None, VALID)
    people = having(person("p0"), prize(True)), having(person("p1"), prize(False))
    assert say(every, *people, covered=SHEETS - {"prizes"}) == [UNKNOWN, NOT_MET]


def test_a_missing_year_leaves_a_yearly_relation_unknown() -> None:
    full = [review(True, year) for year in (2021, 2022, 2023)]
    cases = {
        "all years": (person, full, MET, (3, 3)),
        "a year missing": (person, full[:2], UNKNOWN, (2, 3)),
        "a year that may be another's": (
            person,
            [*full[:2], review(True, 2023, certain=False)],
            UNKNOWN,
            (2, 4),
        ),
        "a row of an unknown year": (person, [*full[:2], review(True, None)], UNKNOWN, (2, 4)),
        "a year too many": (person, [*full, review(True, 2019)], MET, (3, 3)),
    }
    for name, (make, rows, verdict, interval) in cases.items():
        subject = having(make(), *rows, relation="reviews")
        assert say(Every("reviews", None, PERIOD, PASSED), subject) == [verdict], name
        count = Count("reviews", PASSED, PERIOD, Bound(Op.AT_LEAST, 0))
        assert measure(count, subject)[:2] == interval, name


@pytest.mark.parametrize(
    ("joined", "left", "high"), [(None, None, 3), (2022, None, 2), (None, 2022, 2), (2024, None, 0)]
)
def test_no_row_is_expected_before_joining_or_after_leaving(
    joined: int | None, left: int | None, high: int
) -> None:
    count = Count("reviews", PASSED, PERIOD, Bound(Op.AT_LEAST, 0))
    assert measure(count, replace(person(), joined=joined, left=left))[:2] == (0, high)


def test_a_window_may_span_decades() -> None:
    long = Window(1990, 2023)
    rows = [review(True, year) for year in range(1990, 2024) if year not in (1991, 2015, 2016)]
    count = Count("reviews", PASSED, long, Bound(Op.AT_LEAST, 0))
    assert measure(count, having(person(), *rows, relation="reviews"))[:2] == (31, 34)


def test_members_count_and_one_of_no_unit_may_belong_to_any() -> None:
    count = Count(MEMBERS, NORTH, None, Bound(Op.AT_LEAST, 1))
    people = [
        person("p1", "u1", home="north"),
        person("p2", "u1", home="south"),
        person("p3", "u2", home=None),
        person("p4", None, home="north"),
        person("p5", None, home="south"),
    ]
    units = unit("u1"), unit("u2"), unit("u3")
    assert say(count, *units, *people) == [MET, UNKNOWN, UNKNOWN]
    assert measure(count, *units, *people)[:2] == (1, 2)
    assert measure(count, *units, *people, covered=frozenset({"unit"}))[:2] == (1, None)
    every = Every(MEMBERS, None, None, NORTH)
    assert say(every, *units, *people) == [NOT_MET, UNKNOWN, UNKNOWN]
    assert say(every, *units, *people[:1]) == [MET, MET, MET]


def test_members_are_asked_for_their_own_rows() -> None:
    prized = Count("prizes", VALID, None, Bound(Op.AT_LEAST, 1))
    count = Count(MEMBERS, prized, None, Bound(Op.AT_LEAST, 1))
    people = having(person("p1", "u1"), prize(True)), having(person("p2", "u2"), prize(None))
    assert say(count, unit("u1"), unit("u2"), unit("u3"), *people) == [MET, UNKNOWN, NOT_MET]


def outcomes(found: ColumnFindings, name: str) -> list[int]:
    return [int(outcome) for outcome in found.titles[f"pack/{name}"]["outcome"]]


def test_a_title_may_ask_for_an_earlier_title() -> None:
    first = title("first", "person", [(None, Known("votes"))], NORTH)
    second = title("second", "person", [(None, Eligible("pack/first"))])
    units = title(
        "units",
        "unit",
        [(None, Count(MEMBERS, Eligible("pack/second"), None, Bound(Op.AT_LEAST, 1)))],
    )
    people = (
        person("p1", "u1", votes=1, home="north"),
        person("p2", "u2", votes=None, home="north"),
        person("p3", "u3", votes=1, home="south"),
        person("p4", "u2", votes=1, home=None),
    )
    found = decide(first, second, units, dossier=(*people, unit("u1"), unit("u2"), unit("u3")))
    assert outcomes(found, "first") == [MET, UNKNOWN, NOT_APPLICABLE, UNKNOWN]
    assert outcomes(found, "second") == [MET, UNKNOWN, NOT_MET, UNKNOWN]
    assert outcomes(found, "units") == [MET, UNKNOWN, NOT_MET]


def test_rows_may_ask_for_a_title_of_their_subject() -> None:
    first = title("first", "person", [(None, Attested("praised", "council"))], NORTH)
    count = Count("reviews", Eligible("pack/first"), PERIOD, Bound(Op.AT_LEAST, 1))
    second = title("second", "person", [(None, count)])
    people = [
        having(
            person(f"p{n}", praised=praised, home="north"), review(True, 2022), relation="reviews"
        )
        for n, praised in enumerate([True, False, None])
    ]
    frame = decide(first, second, dossier=tuple(people)).titles["pack/second"]
    assert frame["c1.low"].tolist() == [1, 0, 0]
    assert frame["c1.high"].tolist() == [3, 0, 3]
    assert frame["outcome"].tolist() == [MET, NOT_MET, UNKNOWN]


@pytest.mark.parametrize(
    ("when", "require", "expected"),
    [
        (True, True, MET),
        (True, False, NOT_MET),
        (True, None, UNKNOWN),
        (False, False, NOT_APPLICABLE),
        (False, None, NOT_APPLICABLE),
        (None, True, MET),
        (None, False, UNKNOWN),
        (None, None, UNKNOWN),
    ],
)
def test_a_criterion_with_a_precondition_is_an_implication(
    when: bool | None, require: bool | None, expected: int
) -> None:
    pair = Compare("left", Op.IS, (True,)), Attested("praised", "council")
    asked = title("t", "person", [pair])
    frame = decide(asked, dossier=(person(left=when, praised=require),)).titles["pack/t"]
    assert frame.loc[0, "c1"] == expected
    assert frame.loc[0, "outcome"] == min(expected, MET)


@pytest.mark.parametrize(
    ("applies", "require", "expected"),
    [
        (True, True, MET),
        (True, False, NOT_MET),
        (False, True, NOT_APPLICABLE),
        (False, False, NOT_APPLICABLE),
        (None, True, UNKNOWN),
        (None, False, NOT_MET),
    ],
)
def test_a_title_that_may_not_apply_is_at_best_undetermined(
    applies: bool | None, require: bool | None, expected: int
) -> None:
    criterion = (None, Attested("praised", "council"))
    asked = title("t", "person", [criterion], Compare("left", Op.IS, (True,)))
    found = decide(asked, dossier=(person(left=applies, praised=require),))
    assert outcomes(found, "t") == [expected]


@pytest.mark.parametrize("kind", ["person", "unit"])
def test_without_subjects_a_title_has_its_columns_and_no_rows(kind: SubjectKind) -> None:
    count = Count("prizes", None, None, Bound(Op.AT_LEAST, 1))
    every = Every("prizes", None, None, VALID)
    asked = title("t", kind, [(None, All((count, Not(count), every)))], prefer=[count])
    frame = decide(asked, dossier=()).titles["pack/t"]
    assert len(frame) == 0
    assert list(frame) == [
        *("subject", "unit", "c1", "applies"),
        *("c1.low", "c1.high", "c1.2.low", "c1.2.high"),
        *("prefer.1.low", "prefer.1.high", "outcome"),
    ]
    assert str(frame["outcome"].dtype) == "int8"
    assert str(frame["c1.high"].dtype) == "Int64"


def test_subjects_are_sorted_by_id() -> None:
    found = decide(
        title("t", "person", [(None, NORTH)]), dossier=(person("b"), person("a", "u"), person("Z"))
    )
    frame = found.titles["pack/t"]
    assert frame["subject"].tolist() == ["Z", "a", "b"]
    assert frame["unit"].isna().tolist() == [True, False, True]
