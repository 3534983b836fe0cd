"""What only the columns say: titles upon titles, and how findings are laid out."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest

from engine.conditions import (
    MEMBERS,
    All,
    Attested,
    Bound,
    Compare,
    Count,
    Eligible,
    Every,
    Extreme,
    Known,
    Measured,
    Not,
    Op,
    Rows,
    Share,
    Total,
)
from engine.decide import columns
from engine.decide.columns import ColumnFindings
from engine.facts import Dossier, Subject
from engine.plan import PlannedTitle
from engine.vocabulary import SubjectKind
from tests.decide.both import ALL_SHEETS, NORTH, VALID, having, person, row, unit
from tests.generated.plans import plan_of, title
from tests.generated.vocabulary import GRADES, VOCABULARY

NOT_MET, UNKNOWN, MET, NOT_APPLICABLE = 0, 1, 2, 3
PRIZES = Rows("prizes")
AT_LEAST_ONE = Bound(Op.AT_LEAST, Fraction(1))


def decide(*titles: PlannedTitle, dossier: tuple[Subject, ...]) -> ColumnFindings:
    return columns.decide(plan_of(*titles), VOCABULARY, Dossier(dossier, ALL_SHEETS))


def outcomes(found: ColumnFindings, name: str) -> list[int]:
    return [int(outcome) for outcome in found.titles[f"pack/{name}"]["outcome"]]


def test_a_title_may_ask_for_an_earlier_title() -> None:
    first = title("first", "person", [(None, Known("votes"))], NORTH)
    second = title("second", "person", [(None, Eligible("pack/first"))])
    units = title(
        "units",
        "unit",
        [(None, Measured(Count(Rows(MEMBERS, Eligible("pack/second"))), AT_LEAST_ONE))],
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
    count = Measured(Count(PRIZES), AT_LEAST_ONE)
    share = Measured(Share(PRIZES, VALID), AT_LEAST_ONE)
    day = Measured(Extreme(PRIZES, "given", True), Bound(Op.AT_LEAST, date(2020, 1, 1)))
    asked = title(
        "t",
        kind,
        [(None, All((count, Not(share), day))), (None, Every(PRIZES, VALID))],
        prefer=[Total(PRIZES, "worth")],
    )
    frame = decide(asked, dossier=()).titles["pack/t"]
    assert len(frame) == 0
    assert list(frame) == [
        *("subject", "unit", "c1", "c2", "applies"),
        *("c1.low", "c1.high"),
        *("c1.2.low", "c1.2.high", "c1.2.low.of", "c1.2.high.of"),
        *("c1.3.low", "c1.3.high"),
        *("prefer.1.low", "prefer.1.high", "outcome"),
    ]
    assert str(frame["outcome"].dtype) == "int8"
    assert str(frame["c1.high"].dtype) == "Int64"


def test_measures_are_told_in_their_own_units() -> None:
    asked = title(
        "t",
        "person",
        [
            (None, Measured(Share(PRIZES, VALID), AT_LEAST_ONE)),
            (None, Measured(Extreme(PRIZES, "given", True), Bound(Op.IS, date(2020, 2, 29)))),
            (None, Measured(Total(PRIZES, "worth"), Bound(Op.IS, Fraction(5, 4)))),
            (None, Measured(Extreme(PRIZES, "level", True, GRADES), Bound(Op.IS, Fraction(1)))),
        ],
        prefer=[Count(PRIZES)],
    )
    rows = (
        row(valid=True, given=date(2020, 2, 29), worth=Decimal("2.5"), level="low"),
        row(valid=False, given=date(2020, 1, 31), worth=Decimal("-1.25"), level="fair"),
    )
    frame = decide(asked, dossier=(having(person(), *rows), person("q"))).titles["pack/t"]
    told = frame.iloc[0].to_dict()
    assert {name: number for name, number in told.items() if "." in str(name)} == {
        **{"c1.low": 1, "c1.high": 1, "c1.low.of": 2, "c1.high.of": 2},
        **{"c2.low": date(2020, 2, 29), "c2.high": date(2020, 2, 29)},
        **{"c3.low": Decimal("1.25"), "c3.high": Decimal("1.25")},
        **{"c4.low": 1, "c4.high": 1, "prefer.1.low": 2, "prefer.1.high": 2},
    }
    assert [told[f"c{n}"] for n in (1, 2, 3, 4)] == [NOT_MET, MET, MET, MET]
    nothing = frame.iloc[1].to_dict()
    assert nothing["c2.low"] is None
    assert pd.isna(nothing["c4.high"])
    assert nothing["c3.low"] == 0


def test_statements_of_a_plan_serve_many_dossiers() -> None:
    asked = plan_of(title("t", "person", [(None, NORTH)]))
    statements = columns.prepare(asked, VOCABULARY)
    for home, verdict in (("north", MET), ("south", NOT_MET), (None, UNKNOWN)):
        dossier = Dossier((person(home=home),), ALL_SHEETS)
        found = columns.decide(asked, VOCABULARY, dossier, statements)
        assert outcomes(found, "t") == [verdict]


def test_subjects_are_sorted_by_id() -> None:
    found = decide(
        title("t", "person", [(None, NORTH)]), dossier=(person("b"), person("a", "u"), person("Z"))
    )
    frame = found.titles["pack/t"]
    assert frame["subject"].tolist() == ["Z", "a", "b"]
    assert frame["unit"].isna().tolist() == [True, False, True]
