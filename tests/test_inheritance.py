"""A pack that extends another: what it takes over, what it may change, and what it may not."""

from datetime import date

import pytest

from engine.errors import ShapeError
from engine.inheritance import extend, written_at
from engine.pack import Pack
from engine.planning import plan
from tests.packs.small import HEAD, pack
from tests.worlds import words

BASE = """
parameters:
  least: {value: 2}
  most: {value: 3}
  share: {value: 70%}
definitions:
  enough: {text: {vi: đủ, en: enough}, cite: D, condition: {count: awards, at_least: $least}}
titles:
  prize:
    criteria:
      enough: {require: {meets: enough}, statutory: true}
      few: {require: {count: discipline, at_most: $most}, statutory: true}
      free: {require: {fact: party_member, is: true}}
  unit-prize:
    subject: unit
    criteria:
      share:
        require: {share: members, where: {fact: party_member, is: true}, at_least: $share}
        statutory: true
      not-many: {require: {not: {count: members, at_least: $most}}, statutory: true}
"""


def child(overrides: str) -> Pack:
    head = HEAD.replace("pack: small", "pack: local\nextends: small").replace("1/KH", "2/QĐ")
    return pack(overrides, head)


def extended(overrides: str) -> Pack:
    return extend(pack(BASE), child(overrides))


def test_everything_is_taken_over_with_the_instrument_it_comes_from() -> None:
    whole = extended("titles: {mine: {criteria: {a: {require: {fact: party_member, is: true}}}}}")
    assert list(whole.titles) == ["prize", "unit-prize", "mine"]
    assert whole.titles["prize"].criteria["enough"].cite == "C (1/KH)"
    assert whole.titles["mine"].criteria["a"].cite == "C"
    assert [title.key for title in plan([whole], words(), 2026).titles] == [
        "local/prize",
        "local/unit-prize",
        "local/mine",
    ]


def test_criteria_are_added_and_ended_with_the_local_source() -> None:
    whole = extended("""
overrides:
  titles:
    prize:
      add: {own: {require: {fact: heads_unit, is: true}, cite: L1}}
      end: {free: {to: 2025-12-31, cite: L2}}
""")
    prize = whole.titles["prize"]
    assert prize.criteria["own"].cite == "L1"
    assert prize.criteria["free"].cite == "C (1/KH); L2"
    on = {
        day: [c.id for c in plan([whole], words(), 2026, day).title("local/prize").criteria]
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    }
    assert on[date(2025, 12, 31)] == ["enough", "few", "free", "own"]
    assert on[date(2026, 1, 1)] == ["enough", "few", "own"]


@pytest.mark.parametrize(
    ("parameter", "value", "allowed"),
    [
        ("least", 3, True),  # at least three instead of two: stricter
        ("least", 2, True),
        ("least", 1, False),
        ("share", "75%", True),
        ("share", "2/3", False),
        ("most", 3, True),
        ("most", 2, True),  # at most two breaches; fewer than two members: stricter in both
        ("most", 4, False),
    ],
)
def test_a_statutory_criterion_is_not_weakened_by_a_parameter(
    parameter: str, value: object, allowed: bool
) -> None:
    change = f"overrides: {{parameters: {{{parameter}: {{value: {value}, cite: L}}}}}}"
    if allowed:
        assert extended(change).parameters[parameter].value == value
        return
    with pytest.raises(ShapeError) as caught:
        extended(change)
    assert caught.value.code == "statutory"
    assert caught.value.path == ("overrides", "parameters", parameter)


def test_it_is_with_a_legal_basis_and_that_is_cited() -> None:
    whole = extended(
        "overrides: {parameters: {least: {value: 1, cite: L, derogates: {cite: art. 9}}}}"
    )
    assert whole.parameters["least"].value == 1
    assert whole.parameters["least"].cite == "L; art. 9"


@pytest.mark.parametrize(
    ("basis", "code"), [("", "statutory"), (", derogates: {cite: art. 9}", None)]
)
def test_a_statutory_criterion_does_not_end_without_a_legal_basis(
    basis: str, code: str | None
) -> None:
    change = (
        f"overrides: {{titles: {{prize: {{end: {{few: {{to: 2025-12-31, cite: L{basis}}}}}}}}}}}"
    )
    if code is None:
        assert extended(change).titles["prize"].criteria["few"].cite == "C (1/KH); L; art. 9"
        return
    with pytest.raises(ShapeError) as caught:
        extended(change)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("overrides: {parameters: {lest: {value: 1, cite: L}}}", "unknown-parameter"),
        ("overrides: {titles: {price: {}}}", "unknown-title"),
        (
            "overrides: {titles: {prize: {end: {fre: {to: 2025-12-31, cite: L}}}}}",
            "unknown-criterion",
        ),
        (
            "overrides: {titles: {prize: {add: {free: {require: {some: awards}}}}}}",
            "name-taken",
        ),
        ("parameters: {least: {value: 1}}", "name-taken"),
    ],
)
def test_a_change_of_what_is_not_there_or_of_a_taken_name_is_told(change: str, code: str) -> None:
    with pytest.raises(ShapeError) as caught:
        extended(change)
    assert caught.value.code == code


def test_what_was_not_confirmed_in_the_base_stays_so() -> None:
    base = pack(BASE).model_copy(update={"status": "unconfirmed"})
    whole = extend(base, child("{}"))
    assert {c.status for t in plan([whole], words(), 2026).titles for c in t.criteria} == {
        "unconfirmed"
    }


HIDDEN = """
parameters:
  least: {value: 2}
titles:
  prize:
    subject: unit
    criteria:
      a: {require: REQUIRE, statutory: true}
"""


@pytest.mark.parametrize(
    "require",
    [
        "{count: members, between: [$least, 5]}",
        "{fact: size, one_of: [$least, 5]}",
        "{min: unit_incidents, column: dropouts, within: period,"
        " where: {fact: dropouts, at_least: $least}, at_least: 5}",
    ],
)
def test_where_a_value_may_weaken_a_legal_basis_is_asked_for(require: str) -> None:
    change = child("overrides: {parameters: {least: {value: 3, cite: L}}}")
    with pytest.raises(ShapeError) as caught:
        extend(pack(HIDDEN.replace("REQUIRE", require)), change)
    assert caught.value.code == "statutory"


def test_a_mistake_in_what_is_added_stands_where_the_pack_has_it() -> None:
    changed = child("overrides: {titles: {prize: {add: {own: {require: {some: awards}}}}}}")
    there = ("overrides", "titles", "prize", "add", "own", "require")
    for path in (
        ("titles", "prize", "criteria", "own", "require"),
        ("titles", "prize", "versions", 0, "criteria", "own", "require"),
    ):
        assert written_at(changed, path) == there
    taken_over = ("titles", "prize", "criteria", "free", "require")
    assert written_at(changed, taken_over) == taken_over
