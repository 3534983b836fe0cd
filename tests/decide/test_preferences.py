"""What the eligible are ranked by where a condition says who comes first."""

from fractions import Fraction

from engine.conditions import (
    MEMBERS,
    Bound,
    Condition,
    Count,
    Eligible,
    Every,
    Measured,
    Not,
    Op,
    Other,
    Rows,
    Unconfirmed,
)
from engine.facts import Dossier, Subject
from engine.plan import Degree
from tests.generated.plans import plan_of, title

from .both import ALL_SHEETS, NORTH, VALID, Ends, Way, both_ways, having, person, row, unit

YES, NO, OPEN = (1, 1), (0, 0), (0, 1)
PRIZED = Measured(Count(Rows("prizes", VALID)), Bound(Op.AT_LEAST, Fraction(1)))


def degrees(
    way: Way, condition: Condition, *dossier: Subject, covered: frozenset[str] = ALL_SHEETS
) -> list[Ends]:
    """Where each subject of the kind of the first one stands; a title `first` asks for NORTH."""
    first = title("first", "person", [(None, NORTH)])
    asked = title("t", dossier[0].kind, [], prefer=[Degree(condition)])
    answers = way(plan_of(first, asked), Dossier(dossier, covered))
    return [answers[subject.id][1][0] for subject in dossier if subject.id in answers]


@both_ways
def test_who_meets_it_is_before_who_does_not_and_unknown_is_between(way: Way) -> None:
    asked = [person("p1", home="north"), person("p2", home="south"), person("p3", home=None)]
    assert degrees(way, NORTH, *asked) == [YES, NO, OPEN]
    assert degrees(way, Not(NORTH), *asked) == [NO, YES, OPEN]
    assert degrees(way, Unconfirmed("draft", NORTH), *asked) == [OPEN] * 3


@both_ways
def test_rows_can_say_who_comes_first(way: Way) -> None:
    asked = [
        having(person("p1"), row(valid=True)),
        having(person("p2"), row(valid=False)),
        having(person("p3"), row(valid=None)),
        person("p4"),
    ]
    assert degrees(way, PRIZED, *asked) == [YES, NO, OPEN, NO]
    assert degrees(way, PRIZED, person("p1"), covered=frozenset()) == [OPEN]


@both_ways
def test_another_title_can_say_who_comes_first(way: Way) -> None:
    asked = [person("p1", home="north"), person("p2", home="south"), person("p3", home=None)]
    assert degrees(way, Eligible("pack/first"), *asked) == [YES, NO, OPEN]


@both_ways
def test_the_unit_and_its_members_can_say_who_comes_first(way: Way) -> None:
    units = [unit("u1", size=1), unit("u2", size=2), unit("u3", size=3)]
    members = [
        person("p1", "u1", home="north"),
        person("p2", "u2", home="south"),
        person("p3", "u3", home=None),
        person("p4", "u1", home="north"),
    ]
    assert degrees(way, Every(Rows(MEMBERS), NORTH), *units, *members) == [YES, NO, OPEN]
    of_unit = Other("unit", Every(Rows(MEMBERS), NORTH))
    assert degrees(way, of_unit, *members, *units) == [YES, NO, OPEN, YES]
