"""What scenarios never show is listed: each gap while its scenario is missing, and no longer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from engine.errors import PackError
from engine.inheritance import extend
from engine.locale import say
from engine.pack import Pack
from engine.packs.coverage import gaps
from engine.packs.loading import LoadedPack, load_vocabulary
from engine.packs.scenarios import cases, judge, load_scenarios
from tests.packs.small import pack

Listed = Callable[..., list[str]]


@pytest.fixture
def listed(tmp_path: Path) -> Listed:
    """The gaps of a pack with these scenarios; verdicts only where they are asked for."""

    def gaps_of(
        made: Pack, scenarios: str, verdicts: bool = False, base: Pack | None = None
    ) -> list[str]:
        (tmp_path / "scenarios.yaml").write_text(scenarios, encoding="utf-8")
        below = None if base is None else LoadedPack(base, tmp_path, b"")
        loaded = LoadedPack(made, tmp_path, b"", below)
        ready = cases(load_scenarios(loaded), loaded, load_vocabulary())
        found = gaps([(case, judge(case)) for case in ready], loaded, load_vocabulary())
        return [
            say("en", f"scenario-gap-{gap.kind}", **gap.details).removeprefix("no scenario: ")
            for gap in found
            if verdicts or gap.kind != "verdict"
        ]

    return gaps_of


def asking(condition: str, subject: str = "person") -> Pack:
    """A pack of one criterion, which asks for a condition."""
    return pack(
        f"titles: {{good: {{subject: {subject}, criteria: {{asked: {{require: {condition}}}}}}}}}"
    )


STARTS = """
  pupil: {subject: person, facts: {role: pupil}, rows: {ratings: [], awards: [], initiatives: []}}
  member: {subject: person, facts: {family_culture: true, party_member: true}}
  guest: {subject: person, facts: {family_culture: false, party_member: true}}
  outsider: {subject: person, facts: {family_culture: false, party_member: false}}
  person: {subject: person, rows: {ratings: [], awards: [], initiatives: []}}
  unit: {subject: unit}
"""


def examples(differs: Sequence[str], subject: str = "person", expect: str = "good: {}") -> str:
    """Scenarios that differ so from a person, or a unit, of whom nothing is known."""
    written = "".join(
        f"  - {{name: n{n}, given: {subject}, expect: {{{expect}}}, {each}}}\n"
        for n, each in enumerate(differs)
    )
    return f"year: 2026\nreceived: 2026-06-15\nstarts:{STARTS}scenarios:\n{written}"


def of_years(relation: str, *years: int, more: str = "") -> str:
    rows = ", ".join(f"{{year: {year}{more}}}" for year in years)
    return f"rows: {{{relation}: [{rows}]}}"


def rated(grade: str) -> str:
    return of_years("ratings", 2026, more=f", grade: {grade}")


NOTHING = "absent: [person, awards, initiatives, ratings]"
"""A scenario that shows no number."""

TWO = "{any: [{fact: party_member, is: true}, {fact: heads_unit, is: true}]}"
ONE = "facts: {party_member: true, heads_unit: false}"
OTHER = "facts: {party_member: false, heads_unit: true}"

SHOWN: dict[str, tuple[str, dict[str, str]]] = {
    "branches": (
        TWO,
        {
            ONE: "require.any.1 met, and no other branch",
            OTHER: "require.any.2 met, and no other branch",
        },
    ),
    "branches inside others": (
        f"{{not: {{all: [{{known: true, fact: role}}, {TWO}]}}}}",
        {
            ONE: "require.not.all.2.any.1 met, and no other branch",
            OTHER: "require.not.all.2.any.2 met, and no other branch",
        },
    ),
    "branches of rows": (
        "{none: awards, where: {any: [{fact: award_title, is: ldtt}, {fact: is_prize, is: true}]}}",
        {
            of_years("awards", 2026, more=", award_title: ldtt, is_prize: false"): (
                "require.where.any.1 met, and no other branch"
            ),
            of_years("awards", 2026, more=", award_title: cstdcs, is_prize: true"): (
                "require.where.any.2 met, and no other branch"
            ),
            "rows: {awards: []}": "require.at_most 0, exactly there",
        },
    ),
    "choices": (
        "{when: {fact: party_member, is: true}, then: {fact: heads_unit, is: true}, "
        "otherwise: {fact: family_culture, is: true}}",
        {
            "facts: {party_member: true, heads_unit: false, family_culture: true}": (
                "require.then makes the difference"
            ),
            "facts: {party_member: false, heads_unit: false, family_culture: true}": (
                "require.otherwise makes the difference"
            ),
        },
    ),
    "counts": (
        "{count: awards, at_least: 2}",
        {
            of_years("awards", 2026): "require.at_least 2, just below",
            of_years("awards", 2025, 2026): "require.at_least 2, exactly there",
            of_years("awards", 2024, 2025, 2026): "require.at_least 2, just above",
        },
    ),
    "any row at all": (
        "{some: awards}",
        {
            "rows: {awards: []}": "require.at_least 1, just below",
            of_years("awards", 2026): "require.at_least 1, exactly there",
        },
    ),
    "no more years than there are": (
        "{streak: ratings, within: {last: 2}, at_least: 2}",
        {
            of_years("ratings", 2026) + ", joined: 2026": "require.at_least 2, just below",
            of_years("ratings", 2025, 2026): "require.at_least 2, exactly there",
        },
    ),
    "no more yearly rows than years": (
        "{count: ratings, within: {last: 2}, more_than: 1}",
        {
            of_years("ratings") + ", joined: 2027": "require.more_than 1, just below",
            of_years("ratings", 2026) + ", joined: 2026": "require.more_than 1, exactly there",
            of_years("ratings", 2025, 2026): "require.more_than 1, just above",
        },
    ),
    "both ends of months": (
        "{months: {from: joined, to: received}, between: [1, 3]}",
        {
            "facts: {joined: 2026-06-15}": "require.between 1, just below",
            "facts: {joined: 2026-05-15}": "require.between 1, exactly there",
            "facts: {joined: 2026-04-15}": (
                "require.between 1, just above\nrequire.between 3, just below"
            ),
            "facts: {joined: 2026-03-15}": "require.between 3, exactly there",
            "facts: {joined: 2026-02-15}": "require.between 3, just above",
        },
    ),
    "days": (
        "{fact: joined, at_most: 2024-03-01}",
        {
            "facts: {joined: 2024-02-29}": "require.at_most 2024-03-01, just below",
            "facts: {joined: 2024-03-01}": "require.at_most 2024-03-01, exactly there",
            "facts: {joined: 2024-03-02}": "require.at_most 2024-03-01, just above",
        },
    ),
    "decimals": (
        "{fact: service_years, more_than: 0.5}",
        {
            "facts: {service_years: 0.2}": "require.more_than 0.5, just below",
            "facts: {service_years: 0.5}": "require.more_than 0.5, exactly there",
            "facts: {service_years: 7}": "require.more_than 0.5, just above",
        },
    ),
    "no decimals below nothing": (
        "{fact: service_years, more_than: 0}",
        {
            "facts: {service_years: 0}": "require.more_than 0, exactly there",
            "facts: {service_years: 7}": "require.more_than 0, just above",
        },
    ),
    "values of rows": (
        "{every: ratings, within: judged_year, satisfies: {fact: grade, at_least: good}}",
        {
            rated("completed"): "require.satisfies.at_least good, just below",
            rated("good"): "require.satisfies.at_least good, exactly there",
            rated("excellent"): "require.satisfies.at_least good, just above",
        },
    ),
    "equal to the highest value": (
        "{max: ratings, column: grade, within: judged_year, is: excellent}",
        {
            rated("good"): "require.is excellent, just below",
            rated("excellent"): "require.is excellent, exactly there",
        },
    ),
    "one of two values": (
        "{every: ratings, within: judged_year, "
        "satisfies: {fact: grade, one_of: [good, excellent]}}",
        {
            rated("completed"): "require.satisfies.one_of good, just below",
            rated("good"): (
                "require.satisfies.one_of good, exactly there\n"
                "require.satisfies.one_of excellent, just below"
            ),
            rated("excellent"): (
                "require.satisfies.one_of good, just above\n"
                "require.satisfies.one_of excellent, exactly there"
            ),
        },
    ),
    "years": (
        "{latest: awards, within: {last: 2}, at_least: 2026, if_none: not_met}",
        {
            of_years("awards", 2025): "require.at_least 2026, just below",
            of_years("awards", 2026): "require.at_least 2026, exactly there",
        },
    ),
    "another measure": (
        "{count: awards, more_than: {count: initiatives}}",
        {
            "rows: {awards: [], initiatives: [{year: 2026}]}": (
                "require.more_than, the first less than the second"
            ),
            "rows: {awards: [], initiatives: []}": "require.more_than, both equal",
            "rows: {awards: [{year: 2026}], initiatives: []}": (
                "require.more_than, the first more than the second"
            ),
        },
    ),
    "numbers of half rows": (
        "{count: awards, at_least: 3/2}",
        {
            of_years("awards", 2026): "require.at_least 3/2, just below",
            of_years("awards", 2025, 2026): "require.at_least 3/2, just above",
        },
    ),
    "nothing of texts, truth and values without order": (
        "{all: [{fact: role, one_of: [teacher, staff]}, {fact: party_member, is: true}]}",
        {},
    ),
}

OF_UNITS: dict[str, tuple[str, dict[str, str]]] = {
    "shares": (
        "{share: members, among: {fact: party_member, is: true}, "
        "where: {fact: family_culture, is: true}, at_least: 2/3}",
        {
            "members: {member: 1, guest: 1, outsider: 5}": "require.at_least 2/3, just below",
            "members: {member: 2, guest: 1}": "require.at_least 2/3, exactly there",
            "members: {member: 1}": "require.at_least 2/3, just above",
        },
    ),
    "no share above all": (
        "{share: members, where: {fact: family_culture, is: true}, is: 100%}",
        {
            "members: {member: 1, guest: 1}": "require.is 100%, just below",
            "members: {member: 1}": "require.is 100%, exactly there",
        },
    ),
    "branches of members": (
        "{some: members, where: {any: [{fact: family_culture, is: true}, {meets: partisan}]}}",
        {
            "members: {guest: 1}": "require.where.any.2 met, and no other branch",
            "members: []": "require.at_least 1, just below",
            "members: {outsider: 1, freethinker: 1}": (
                "require.where.any.1 met, and no other branch"
            ),
        },
    ),
    "heads": (
        "{head: {some: awards}}",
        {
            "members: [head]": "require.head.at_least 1, exactly there",
            "members: [plain-head]": "require.head.at_least 1, just below",
        },
    ),
}


def each_left_out(table: dict[str, tuple[str, dict[str, str]]]) -> list[Any]:
    return [
        pytest.param(condition, shown, left_out, id=f"{name}: {shown.get(left_out or '')}")
        for name, (condition, shown) in table.items()
        for left_out in (None, *shown)
    ]


def check(found: list[str], shown: dict[str, str], left_out: str | None) -> None:
    expected = [] if left_out is None else shown[left_out].split("\n")
    assert found == [f"good/asked: {each}" for each in expected]


@pytest.mark.parametrize(("condition", "shown", "left_out"), each_left_out(SHOWN))
def test_what_one_scenario_shows_is_missing_without_it(
    listed: Listed, condition: str, shown: dict[str, str], left_out: str | None
) -> None:
    there = [NOTHING, *(each for each in shown if each != left_out)]
    check(listed(asking(condition), examples(there)), shown, left_out)


@pytest.mark.parametrize(("condition", "shown", "left_out"), each_left_out(OF_UNITS))
def test_what_one_unit_shows_is_missing_without_it(
    listed: Listed, condition: str, shown: dict[str, str], left_out: str | None
) -> None:
    made = asking(condition, "unit").model_copy(update={"definitions": DEFINED.definitions})
    there = [NOTHING, *(each for each in shown if each != left_out)]
    written = examples(there, "unit").replace("  unit:", f"{HEADS}  unit:")
    check(listed(made, written), shown, left_out)


HEADS = """
  freethinker: {subject: person, facts: {family_culture: true, party_member: false}}
  head: {subject: person, facts: {heads_unit: true}, rows: {awards: [{year: 2026}]}}
  plain-head: {subject: person, facts: {heads_unit: true}, rows: {awards: []}}
"""
DEFINED = pack("""
definitions:
  partisan: {text: {vi: a, en: a}, cite: D, condition: {fact: party_member, is: true}}
  leader:
    text: {vi: a, en: a}
    cite: D
    condition: {any: [{fact: party_member, is: true}, {fact: heads_unit, is: true}]}
titles:
  good:
    applies_to: {meets: leader}
    criteria: {asked: {require: {not: {meets: leader}}}}
""")


def test_a_definition_is_shown_once_wherever_it_is_used(listed: Listed) -> None:
    assert listed(DEFINED, examples([ONE, "facts: {}"])) == [
        "definitions/leader: condition.any.2 met, and no other branch"
    ]
    assert listed(DEFINED, examples([ONE, OTHER])) == []


def test_two_branches_at_once_show_neither_one_beside_an_unknown_shows_itself(
    listed: Listed,
) -> None:
    both = "facts: {party_member: true, heads_unit: true}"
    perhaps = "facts: {party_member: true}"
    assert len(listed(asking(TWO), examples([both]))) == 2
    assert len(listed(asking(TWO), examples([perhaps]))) == 1


def test_what_may_be_a_number_does_not_show_it(listed: Listed) -> None:
    made = asking("{fact: service_years, at_least: 5}")
    ranges = "facts: {service_years: {from: 5, to: 6}}"
    assert len(listed(made, examples([ranges]))) == 3


def test_rows_that_are_not_meant_show_nothing(listed: Listed) -> None:
    made = asking(
        "{every: ratings, within: judged_year, where: {fact: commitment_kept, is: true}, "
        "satisfies: {fact: grade, at_least: excellent}}"
    )
    there = "year: {}, grade: excellent, commitment_kept: {}"
    rows = [there.format(2025, "true"), there.format(2026, "false"), there.format(2026, "null")]
    rows.append(there.format(2026, "true") + ", certain: false")
    outside = [f"rows: {{ratings: [{{{row}}}]}}" for row in rows]
    below = "rows: {ratings: [{year: 2026, grade: good, commitment_kept: true}]}"
    assert listed(made, examples([*outside, below])) == [
        "good/asked: require.satisfies.at_least excellent, exactly there"
    ]


def test_the_part_that_was_not_taken_shows_nothing(listed: Listed) -> None:
    made = asking(
        "{when: {fact: party_member, is: true}, then: {fact: service_years, at_least: 0}, "
        "otherwise: {fact: service_years, less_than: 0}}"
    )
    facts = "facts: {{party_member: {}, service_years: {}}}".format
    assert listed(made, examples([facts("true", 0), facts("true", 1), facts("false", 1)])) == [
        "good/asked: require.otherwise.less_than 0, exactly there"
    ]


WITH_WHEN = pack("""
titles:
  good:
    applies_to: {fact: role, is: teacher}
    criteria:
      asked: {when: {fact: party_member, is: true}, require: {some: awards}}
""")


def test_a_criterion_with_a_when_is_seen_to_apply_and_not_to(listed: Listed) -> None:
    applies = "facts: {role: teacher, party_member: true}"
    does_not = f"facts: {{role: teacher, party_member: false}}, {of_years('awards', 2026)}"
    found = listed(WITH_WHEN, examples([applies]), verdicts=True)
    assert "good/asked: when = not_met" in found
    assert "good/asked: when = met" not in found
    found = listed(WITH_WHEN, examples([does_not]), verdicts=True)
    assert "good/asked: when = met" in found
    assert "good/asked: when = not_met" not in found


def test_what_does_not_apply_shows_nothing(listed: Listed) -> None:
    one = of_years("awards", 2026)
    for facts in ("{role: teacher, party_member: false}", "{role: pupil, party_member: true}"):
        assert len(listed(WITH_WHEN, examples([f"facts: {facts}, {one}"]))) == 2
    met = f"facts: {{role: teacher, party_member: true}}, {one}"
    assert listed(WITH_WHEN, examples([met])) == ["good/asked: require.at_least 1, just below"]


def test_a_verdict_is_shown_where_it_is_expected_by_name(listed: Listed) -> None:
    made = asking("{fact: family_culture, is: true}")
    facts = ["facts: {family_culture: true}"]
    assert listed(made, examples(facts), verdicts=True) == [
        f"good/asked = {verdict}" for verdict in ("not_met", "unknown", "met")
    ]
    found = listed(made, examples(facts, expect="good: {asked: met}"), verdicts=True)
    assert found == ["good/asked = not_met", "good/asked = unknown"]


VERSIONS = """
titles:
  good:
    versions:
      - from: 2024-01-01
        to: 2025-12-31
        criteria:
          kept: &kept {require: {count: awards, more_than: 0}}
          asked: {require: {fact: service_years, at_least: 0}}
      - from: 2026-01-01
        criteria:
          kept: *kept
          asked: {require: {fact: service_years, at_least: 0}, when: {fact: party_member, is: true}}
"""
OLD = "received: 2025-06-15, year: 2025, "


def test_each_version_shows_its_own_and_together_what_they_share(listed: Listed) -> None:
    made = pack(VERSIONS)
    few = f"facts: {{party_member: true, service_years: 0}}, {of_years('awards')}"
    many = f"facts: {{party_member: true, service_years: 1}}, {of_years('awards', 2025)}"
    assert listed(made, examples([OLD + few, OLD + many])) == [
        "no scenario judges by good@2026-01-01",
        "good@2026-01-01/asked: require.at_least 0, exactly there",
        "good@2026-01-01/asked: require.at_least 0, just above",
    ]
    assert listed(made, examples([OLD + few, few, many])) == [
        "good@2024-01-01/asked: require.at_least 0, just above"
    ]
    assert listed(
        made, examples([f"each: [{{received: 2025-06-15, year: 2025}}, {{}}], {few}"])
    ) == [
        "good@2024-01-01/kept: require.more_than 0, just above",
        "good@2024-01-01/asked: require.at_least 0, just above",
        "good@2026-01-01/asked: require.at_least 0, just above",
    ]


def test_what_two_versions_share_needs_its_verdicts_once(listed: Listed) -> None:
    made = pack(VERSIONS)
    found = listed(made, examples(["facts: {}"], expect="good: {kept: met}"), verdicts=True)
    assert [each for each in found if "kept =" in each] == [
        "good@2024-01-01/kept = not_met",
        "good@2024-01-01/kept = unknown",
    ]


def test_in_a_transition_each_version_is_judged_where_it_is_named(listed: Listed) -> None:
    clause = "{received_from: 2025-10-01, text: {vi: a, en: a}, cite: T}"
    made = pack(f"{VERSIONS}        transition: {clause}")
    many = f"received: 2025-11-01, year: 2025, {of_years('awards', 2025)}"
    above = "good@2024-01-01/kept: require.more_than 0, just above"
    better = listed(made, examples([many]))
    assert {"no scenario judges by good@2026-01-01", above} <= set(better)
    assert not [each for each in better if "transition" in each]
    named = listed(made, examples([many], expect='"good@2026-01-01": {}'))
    assert not {"no scenario judges by good@2026-01-01", above} & set(named)


def test_what_is_not_confirmed_is_shown_by_simulations(listed: Listed) -> None:
    made = pack(f"{VERSIONS}        status: unconfirmed")
    nothing = f"facts: {{party_member: true, service_years: 0}}, {of_years('awards')}"
    exactly = "good@2026-01-01/asked: require.at_least 0, exactly there"
    found = listed(made, examples([nothing]))
    assert exactly in found
    assert "no scenario judges by good@2026-01-01" not in found
    assert exactly not in listed(made, examples([f"simulate: true, {nothing}"]))


def test_each_value_of_a_parameter_is_a_threshold(listed: Listed) -> None:
    made = pack("""
parameters: {enough: {values: {2024-01-01: 1, 2026-01-01: 3}}}
titles: {good: {criteria: {asked: {require: {count: awards, at_least: $enough}}}}}
""")
    shown = [of_years("awards", *range(2024 - n, 2024)) for n in range(3)]
    earlier = [f"received: 2025-06-15, {each}" for each in shown]
    at_three = [
        f"good/asked: require.at_least 3, {where}"
        for where in ("just below", "exactly there", "just above")
    ]
    assert listed(made, examples(earlier)) == at_three
    assert listed(made, examples([*earlier, shown[2]])) == at_three[1:]
    assert "good/asked: require.at_least 1, just below" in listed(made, examples(shown))


def test_of_a_pack_that_extends_another_only_what_it_adds_is_asked_for(listed: Listed) -> None:
    base = pack(
        VERSIONS.replace(
            "titles:", "titles:\n  plain: {criteria: {asked: {require: {some: awards}}}}"
        )
    )
    own = pack(
        "extends: base\n"
        "definitions:\n"
        f"  leader: {{text: {{vi: a, en: a}}, cite: D, condition: {TWO}}}\n"
        "overrides: {titles: {plain: {add: {more: {require: {meets: leader}}}}}}\n"
        "titles: {fine: {applies_to: {some: awards}, "
        "criteria: {asked: {require: {fact: role, is: staff}}}}}"
    )
    whole = extend(base, own)
    nothing = examples(["facts: {}"], expect="good: {}, plain: {}, fine: {}")
    assert listed(whole, nothing, base=base) == [
        "definitions/leader: condition.any.1 met, and no other branch",
        "definitions/leader: condition.any.2 met, and no other branch",
        "fine/applies_to: at_least 1, exactly there",
    ]
    verdicts = listed(whole, nothing, verdicts=True, base=base)
    assert {each.partition(" =")[0] for each in verdicts if " = " in each} == {
        "plain/more",
        "fine/asked",
    }


EACH = "year: 2026\nstarts: {{a: {{subject: person}}}}\n{}".format


def names(text: str, tmp_path: Path) -> list[tuple[str, int | None, bool]]:
    (tmp_path / "scenarios.yaml").write_text(text, encoding="utf-8")
    loaded = LoadedPack(asking("{known: true, fact: role}"), tmp_path, b"")
    return [(s.name, s.year, s.simulate) for s in load_scenarios(loaded).every]


def test_a_scenario_and_a_table_are_run_once_for_each(tmp_path: Path) -> None:
    runs = "each: [{year: 2024}, {year: 2025, simulate: true}, {}]"
    scenario = f"scenarios: [{{name: s, given: a, {runs}, expect: {{good: {{}}}}}}]"
    table = (
        f"tables: [{{name: t, given: a, {runs}, title: good, columns: [asked], cases: [[met]]}}]"
    )
    assert names(EACH(f"{scenario}\n{table}"), tmp_path) == [
        ("s (year=2024)", 2024, False),
        ("s (year=2025, simulate=true)", 2025, True),
        ("s", None, False),
        ("t: asked=met (year=2024)", 2024, False),
        ("t: asked=met (year=2025, simulate=true)", 2025, True),
        ("t: asked=met", None, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "scenarios: [{name: s, given: a, year: 2025, each: [{year: 2024}], expect: {good: {}}}]",
        "tables: [{name: t, given: a, each: [{year: 2024}], title: good, "
        "columns: [year], cases: [[1]]}]",
    ],
)
def test_what_each_run_sets_is_set_nowhere_else(text: str, tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        names(EACH(text), tmp_path)
    assert caught.value.code == "shape-exclude"
