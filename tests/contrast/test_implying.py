"""What is shown to be never easier is never easier, in any dossier and in all three values."""

from collections import Counter
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given

from engine.conditions import (
    All,
    Amount,
    AnyOf,
    AtLeast,
    Bound,
    Compare,
    Condition,
    Count,
    Eligible,
    Every,
    Known,
    Measured,
    Not,
    Op,
    Rows,
    Unconfirmed,
    Window,
)
from engine.contrast.implying import Harder
from engine.decide import reference
from tests.contrast.varying import varied
from tests.generated.about import PERSON
from tests.generated.conditions import Maker
from tests.generated.dossiers import random_dossier
from tests.generated.plans import plan_of, title
from tests.strategies import seeded

A, B, C = Known("a"), Known("b"), Known("c")


def measured(op: Op, number: int, rows: Rows | None = None) -> Condition:
    return Measured(Count(rows or Rows("awards")), Bound(op, Fraction(number)))


def within(first: int, last: int, where: Condition | None = None) -> Rows:
    return Rows("awards", where, Window(first, last))


HARDER: list[tuple[str, Condition, Condition]] = [
    ("more parts", All((A, B)), A),
    ("fewer ways", A, AnyOf((A, B))),
    ("all of some", All((A, B)), AtLeast(1, (A, B))),
    ("more of the same parts", AtLeast(2, (A, B, C)), AtLeast(1, (A, B, C))),
    ("so many that one of them is asked", AtLeast(2, (A, B)), B),
    ("not of something easier", Not(AnyOf((A, B))), Not(A)),
    ("a higher threshold", measured(Op.AT_LEAST, 3), measured(Op.AT_LEAST, 2)),
    ("more than, for at least", measured(Op.MORE_THAN, 2), measured(Op.AT_LEAST, 2)),
    ("a lower limit", measured(Op.AT_MOST, 1), measured(Op.LESS_THAN, 2)),
    (
        "a shorter period to reach a number in",
        measured(Op.AT_LEAST, 2, within(2021, 2023)),
        measured(Op.AT_LEAST, 2, within(2020, 2023)),
    ),
    (
        "a longer period to stay below a number in",
        measured(Op.AT_MOST, 2, within(2020, 2023)),
        measured(Op.AT_MOST, 2, within(2021, 2023)),
    ),
    (
        "every row of more years",
        Every(within(2020, 2023), A),
        Every(within(2021, 2023), AnyOf((A, B))),
    ),
    ("fewer values", Compare("x", Op.IS, ("v",)), Compare("x", Op.ONE_OF, ("v", "w"))),
    ("more values excluded", Compare("x", Op.NONE_OF, (1, 2)), Compare("x", Op.IS_NOT, (1,))),
    (
        "a higher place in a scale",
        Compare("x", Op.AT_LEAST, ("high",), ("low", "high")),
        Compare("x", Op.AT_LEAST, ("low",), ("low", "high")),
    ),
    ("what nobody has confirmed", Unconfirmed("draft", A), Unconfirmed("draft", B)),
]


@pytest.mark.parametrize(
    ("one", "other"), [pair[1:] for pair in HARDER], ids=[p[0] for p in HARDER]
)
def test_it_is_shown_one_way_and_not_the_other(one: Condition, other: Condition) -> None:
    assert Harder().implies(one, other)
    assert isinstance(one, Unconfirmed) or not Harder().implies(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (A, B),
        (A, Unconfirmed("draft", A)),  # met, where the other is unknown
        (Unconfirmed("draft", A), A),  # unknown, where the other may not be met
        (measured(Op.AT_LEAST, 2), measured(Op.AT_MOST, 2)),
        (
            Measured(Amount("x"), Bound(Op.AT_LEAST, Fraction(3)), if_none=True),
            Measured(Amount("x"), Bound(Op.AT_LEAST, Fraction(2)), if_none=False),
        ),
    ],
)
def test_what_need_not_hold_is_not_shown(one: Condition, other: Condition) -> None:
    assert not Harder().implies(one, other)


def test_a_title_is_as_hard_as_is_known_of_it() -> None:
    asked = Eligible("pack/t")
    assert not Harder().implies(asked, asked)
    assert Harder(frozenset({"pack/t"})).implies(asked, asked)
    assert not Harder(frozenset({"pack/t"})).implies(Not(asked), Not(asked))
    assert Harder(easier=frozenset({"pack/t"})).implies(Not(asked), Not(asked))


def decided(one: Condition, other: Condition, rng: Random) -> list[tuple[int, int]]:
    """The verdicts of both about every person of a random dossier."""
    plan = plan_of(title("t", "person", [(None, one), (None, other)]))
    conclusions = reference.decide(plan, random_dossier(rng, 4, 5, 2))
    return [(found[0].verdict, found[1].verdict) for found in (c.findings for c in conclusions)]


def shown(rng: Random) -> bool:
    """Vary a condition, and hold what is shown of the two against a few dossiers."""
    one = Maker(rng, ()).condition(PERSON, 2)
    other = varied(rng, one)
    if one == other or not Harder().implies(one, other):
        return False
    for _ in range(4):
        for low, high in decided(one, other, rng):
            assert low <= high, (one, other)
    return True


@given(seeded)
def test_what_is_shown_holds_in_random_dossiers(rng: Random) -> None:
    for _ in range(4):
        shown(rng)


def test_much_is_shown_of_random_variations() -> None:
    counts = Counter(shown(Random(seed)) for seed in range(400))
    assert counts[True] > 60


def test_days_are_compared_as_days() -> None:
    def by(day: date) -> Condition:
        return Measured(Amount("day"), Bound(Op.AT_MOST, day))

    assert Harder().implies(by(date(2024, 5, 1)), by(date(2024, 6, 1)))
    assert not Harder().implies(by(date(2024, 6, 1)), by(date(2024, 5, 1)))
