"""How conditions are put together, for both ways: truth tables, titles, other subjects."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product

from engine.conditions import (
    MEMBERS,
    All,
    AnyOf,
    AtLeast,
    Attested,
    Bound,
    Choose,
    Compare,
    Condition,
    Count,
    Defined,
    Eligible,
    Holds,
    Known,
    Measured,
    Not,
    Op,
    Other,
    Rows,
    Unconfirmed,
)
from engine.findings import Verdict
from tests.decide.both import (
    ALL_SHEETS,
    GONE,
    MAYBE,
    NO,
    NORTH,
    VALID,
    YES,
    Way,
    both_ways,
    having,
    person,
    row,
    unit,
    verdict,
    verdicts,
)
from tests.generated.plans import title

N, M, Y = NO, MAYBE, YES
THREE = (NO, MAYBE, YES)
SCALARS = {NO: False, MAYBE: None, YES: True}
PRAISED = Attested("praised", "council")
CHIEF = Compare("chief", Op.IS, (True,))
LEAVES = (GONE, PRAISED, CHIEF)
TRIPLES = list(product(THREE, repeat=3))
EVERYBODY = [
    person(f"p{n:02}", left=SCALARS[a], praised=SCALARS[b], chief=SCALARS[c])
    for n, (a, b, c) in enumerate(TRIPLES)
]


def chosen(when: Verdict, then: Verdict, otherwise: Verdict) -> Verdict:
    if when is MAYBE:
        return then if then is otherwise else MAYBE
    return then if when is YES else otherwise


@both_ways
def test_every_way_to_put_three_answers_together(way: Way) -> None:
    table: dict[Condition, Callable[..., Verdict]] = {
        All(LEAVES): min,
        All(LEAVES[::-1]): min,
        AnyOf(LEAVES): max,
        AnyOf(LEAVES[::-1]): max,
        Not(GONE): lambda a, b, c: Verdict(2 - a),
        Defined("gone", GONE): lambda a, b, c: a,
        Unconfirmed("draft", GONE): lambda a, b, c: MAYBE,
        Not(Unconfirmed("draft", GONE)): lambda a, b, c: MAYBE,
        Choose(*LEAVES): chosen,
        AtLeast(1, LEAVES): max,
        AtLeast(2, LEAVES): lambda *answers: sorted(answers)[1],
        AtLeast(3, LEAVES): min,
        AtLeast(4, LEAVES): lambda *answers: NO,
    }
    found = verdicts(way, list(table), *EVERYBODY)
    for (condition, expected), answers in zip(table.items(), found, strict=True):
        assert answers == [expected(*triple) for triple in TRIPLES], condition


# Units and their heads


@both_ways
def test_a_person_may_be_asked_for_the_unit(way: Way) -> None:
    clean = Other("unit", Compare("clean", Op.IS, (True,)))
    units = unit("u1", clean=True), unit("u2", clean=False), unit("u3", clean=None)
    asked = [person(f"p{n}", name) for n, name in enumerate(["u1", "u2", "u3", None, "unlisted"])]
    assert verdicts(way, [clean, Not(clean)], *asked, *units) == [[Y, N, M, M, M], [N, Y, M, M, M]]


@both_ways
def test_a_unit_is_asked_for_its_rows_too(way: Way) -> None:
    prized = Measured(Count(Rows("prizes", VALID)), Bound(Op.AT_LEAST, Fraction(1)))
    units = having(unit("u1"), row(valid=True)), having(unit("u2"), row(valid=None)), unit("u3")
    asked = [person(f"p{n}", f"u{n}") for n in (1, 2, 3)]
    assert verdict(way, Other("unit", prized), *asked, *units) == [Y, M, N]


@both_ways
def test_nobody_one_or_two_head_a_unit(way: Way) -> None:
    head = Other("head", NORTH, "chief")
    table: dict[str, tuple[list[tuple[bool | None, str | None]], Verdict]] = {
        "nobody": ([], M),
        "no head": ([(False, "north")], M),
        "one": ([(True, "north"), (False, "south")], Y),
        "one fails": ([(True, "south"), (False, "north")], N),
        "one unknown": ([(True, None)], M),
        "two": ([(True, "north"), (True, "north")], Y),
        "two, one fails": ([(True, "north"), (True, "south")], N),
        "two, one unknown": ([(True, "north"), (True, None)], M),
        "perhaps another": ([(True, "north"), (None, "north")], Y),
        "perhaps another who fails": ([(True, "north"), (None, "south")], M),
        "perhaps only": ([(None, "north")], M),
        "perhaps only, fails": ([(None, "south")], M),
    }
    units = [unit(name) for name in table]
    members = [
        person(f"{name} {n}", name, chief=chief, home=home)
        for name, (listed, _) in table.items()
        for n, (chief, home) in enumerate(listed)
    ]
    expected = {name: answer for name, (_, answer) in table.items()}
    assert dict(zip(table, verdict(way, head, *units, *members), strict=True)) == expected
    without = verdict(way, head, *units, *members, covered=ALL_SHEETS - {"person"})
    open_ = {name: NO if answer is NO else MAYBE for name, answer in expected.items()}
    assert dict(zip(table, without, strict=True)) == open_


@both_ways
def test_somebody_of_no_unit_may_head_any(way: Way) -> None:
    head = Other("head", NORTH, "chief")
    sure = person("p1", "u1", chief=True, home="north")
    for home, expected in (("north", [Y, M]), ("south", [M, M])):
        anybody = person("p2", None, chief=True, home=home)
        assert verdict(way, head, unit("u1"), unit("u2"), sure, anybody) == expected


@both_ways
def test_a_person_is_asked_for_the_head_through_the_unit(way: Way) -> None:
    led = Other("unit", Other("head", NORTH, "chief"))
    asked = [
        person("p1", "u1", chief=False),
        person("p2", "u1", chief=True, home="north"),
        person("p3", "u2", chief=True, home="south"),
        person("p4", None, chief=False),
    ]
    assert verdict(way, led, *asked, unit("u1"), unit("u2")) == [Y, Y, N, M]


# Titles that are held


@both_ways
def test_a_decision_counts_and_else_this_runs_own_conclusion(way: Way) -> None:
    one = Bound(Op.AT_LEAST, Fraction(1))
    recorded = Measured(Count(Rows("prizes", VALID)), one)
    taken_back = Compare("valid", Op.IS, (False,))
    revoked = Measured(Count(Rows("prizes", taken_back)), one)
    first, own = title("first", "person", [(None, NORTH)]), Eligible("pack/first")
    table: dict[Condition, list[Verdict]] = {
        Holds("pack/first", recorded): [Y, N, N, M, N, N],
        Holds("pack/first", recorded, revoked): [Y, N, N, M, N, N],
        Holds("pack/first", recorded, None, own): [Y, Y, N, Y, Y, M],
        Holds("pack/first", recorded, revoked, own): [Y, N, N, M, Y, M],
        Not(Holds("pack/first", recorded, revoked, own)): [N, Y, Y, M, N, M],
    }
    asked = [
        having(person("recorded", home="south"), row(valid=True)),
        having(person("revoked", home="north"), row(valid=False)),
        person("nothing", home="south"),
        having(person("perhaps recorded", home="north"), row(valid=None)),
        person("own", home="north"),
        person("perhaps own"),
    ]
    found = verdicts(way, list(table), *asked, before=[first])
    assert dict(zip(table, found, strict=True)) == table


@both_ways
def test_a_conclusion_that_is_open_is_unknown_and_one_that_does_not_apply_is_no(way: Way) -> None:
    first = title("first", "person", [(None, NORTH)], GONE)
    pairs = [(True, "north"), (True, "south"), (True, None), (False, "north"), (None, "north")]
    asked = [person(f"p{n}", left=left, home=home) for n, (left, home) in enumerate(pairs)]
    own = Eligible("pack/first")
    assert verdicts(way, [own, Not(own)], *asked, before=[first]) == [
        [Y, N, M, N, M],
        [N, Y, M, Y, M],
    ]
    one = Measured(Count(Rows(MEMBERS, own)), Bound(Op.AT_LEAST, Fraction(1)))
    members = [replace(each, unit=f"u{n}") for n, each in enumerate(asked)]
    units = [unit(f"u{n}") for n in range(len(asked))]
    assert verdicts(way, [one], *units, *members, before=[first]) == [[Y, N, M, N, M]]


@both_ways
def test_what_is_known_of_nobody_is_unknown(way: Way) -> None:
    assert verdict(way, Known("votes"), person("p0"), person("p1", votes=0)) == [M, Y]
