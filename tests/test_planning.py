"""Which rules apply on a day: versions, transitions, status, dated parameters, orders."""

from datetime import date

import pytest

from engine.conditions import Count, Eligible, Known, Rows
from engine.decide.reference import Judge
from engine.errors import ShapeError
from engine.explain.repairs import minimal_reason
from engine.facts import Dossier, Scalar, State, Subject, Value
from engine.findings import Outcome, Verdict
from engine.plan import Degree, Plan, Ranked
from engine.planning import plan
from tests.packs.small import pack
from tests.worlds import words


def person(**facts: Scalar | None) -> Dossier:
    values = {n: Value(s, State.BLANK if s is None else State.KNOWN) for n, s in facts.items()}
    return Dossier((Subject("p", "person", "p", None, values),), frozenset({"person", "awards"}))


def outcomes(planned: Plan, dossier: Dossier) -> dict[str, str]:
    judge = Judge(planned, dossier)
    return {title.id: judge.conclusion(title.key, "p").outcome.word for title in planned.titles}


VERSIONS = """
titles:
  prize:
    versions:
      - from: 2024-01-01
        to: 2026-09-30
        criteria:
          either: {require: {any: [{fact: party_member, is: true}, {fact: heads_unit, is: true}]}}
      - from: 2026-10-01
        STATUS
        criteria:
          both: {require: {all: [{fact: party_member, is: true}, {fact: heads_unit, is: true}]}}
        TRANSITION
"""
TRANSITION = (
    "transition: {received_from: 2026-04-23, text: {vi: cái lợi hơn, en: the better}, cite: T}"
)


def versions(status: str = "confirmed", transition: str = "") -> str:
    return VERSIONS.replace("STATUS", f"status: {status}").replace("TRANSITION", transition)


@pytest.mark.parametrize(
    ("received", "criterion"),
    [
        (date(2024, 1, 1), "either"),
        (date(2026, 9, 30), "either"),
        (date(2026, 10, 1), "both"),
        (date(2027, 12, 31), "both"),
    ],
)
def test_the_day_of_receipt_chooses_the_version(received: date, criterion: str) -> None:
    planned = plan([pack(versions())], words(), 2026, received)
    assert [c.id for t in planned.titles for c in t.criteria] == [criterion]


def test_a_title_without_a_version_on_the_day_is_not_judged() -> None:
    body = (
        versions().replace("2026-09-30", "2025-12-31")
        + "  other: {criteria: {a: {require: {fact: party_member, is: true}}}}\n"
    )
    planned = plan([pack(body)], words(), 2026, date(2026, 5, 1))
    assert [title.id for title in planned.titles] == ["other"]


def test_asking_for_a_title_that_is_not_in_force_is_told() -> None:
    body = versions().replace("2026-09-30", "2025-12-31") + (
        "  other: {criteria: {a: {require: {eligible: prize}}}}\n"
    )
    with pytest.raises(ShapeError) as caught:
        plan([pack(body)], words(), 2026, date(2026, 5, 1))
    assert caught.value.code == "title-not-in-force"


@pytest.mark.parametrize(
    ("received", "status", "facts", "expected"),
    [
        # before anybody could know of the new version: the old one alone
        (date(2026, 4, 22), "confirmed", (True, False), "eligible"),
        # in transition: the better of both
        (date(2026, 4, 23), "confirmed", (True, False), "eligible"),
        (date(2026, 9, 30), "confirmed", (False, False), "not_eligible"),
        # from the first day of the new version: that one alone
        (date(2026, 10, 1), "confirmed", (True, False), "not_eligible"),
        # an unconfirmed version never makes anybody worse off, nor better
        (date(2026, 9, 30), "unconfirmed", (True, False), "eligible"),
        (date(2026, 9, 30), "unconfirmed", (False, False), "undetermined"),
        (date(2026, 10, 1), "unconfirmed", (True, True), "undetermined"),
        (date(2026, 10, 1), "draft", (False, False), "undetermined"),
    ],
)
def test_in_transition_the_better_version_decides(
    received: date, status: str, facts: tuple[bool, bool], expected: str
) -> None:
    planned = plan([pack(versions(status, TRANSITION))], words(), 2026, received)
    dossier = person(party_member=facts[0], heads_unit=facts[1])
    assert outcomes(planned, dossier)["prize"] == expected


def test_both_versions_of_a_transition_are_decided_for_themselves() -> None:
    planned = plan([pack(versions(transition=TRANSITION))], words(), 2026, date(2026, 9, 30))
    found = outcomes(planned, person(party_member=True, heads_unit=False))
    assert found == {
        "prize@2024-01-01": "eligible",
        "prize@2026-10-01": "not_eligible",
        "prize": "eligible",
    }


@pytest.mark.parametrize(
    ("where", "simulate", "facts", "expected"),
    [
        ("", False, True, "eligible"),
        ("unconfirmed", False, True, "undetermined"),
        ("unconfirmed", False, False, "undetermined"),
        ("unconfirmed", True, True, "eligible"),
        ("draft", True, False, "not_eligible"),
    ],
)
def test_nothing_is_sure_that_rests_on_a_rule_nobody_confirmed(
    where: str, simulate: bool, facts: bool, expected: str
) -> None:
    criterion = "require: {fact: party_member, is: true}" + (f", status: {where}" if where else "")
    small = pack(f"titles: {{prize: {{criteria: {{a: {{{criterion}}}}}}}}}")
    planned = plan([small], words(), 2026, simulate=simulate)
    assert outcomes(planned, person(party_member=facts)) == {"prize": expected}
    assert planned.title("small/prize").status == (where or "confirmed")


def test_an_unconfirmed_implication_is_unknown_even_where_it_would_not_apply() -> None:
    body = """
titles:
  prize:
    criteria:
      a:
        when: {fact: heads_unit, is: true}
        require: {fact: party_member, is: true}
        status: draft
"""
    planned = plan([pack(body)], words(), 2026)
    conclusion = Judge(planned, person(heads_unit=False)).conclusion("small/prize", "p")
    assert conclusion.findings[0].verdict is Verdict.UNKNOWN
    assert conclusion.outcome is Outcome.UNDETERMINED


PARAMETERS = """
parameters:
  years: {values: {2024-01-01: 2, 2026-07-01: 3, 2027-01-01: null}}
titles:
  prize: {criteria: {a: {require: {count: awards, at_least: $years}}}}
"""


@pytest.mark.parametrize(
    ("received", "number"), [(date(2026, 6, 30), 2), (date(2026, 7, 1), 3), (date(2026, 12, 31), 3)]
)
def test_a_parameter_has_its_value_of_the_day(received: date, number: int) -> None:
    planned = plan([pack(PARAMETERS)], words(), 2026, received)
    require = planned.titles[0].criteria[0].require
    assert require.bound.number == number  # type: ignore[union-attr]


def test_a_parameter_that_has_ended_is_told() -> None:
    with pytest.raises(ShapeError) as caught:
        plan([pack(PARAMETERS)], words(), 2026, date(2027, 1, 1))
    assert caught.value.code == "parameter-ended"


def test_refusals_are_told_in_the_order_of_the_instrument() -> None:
    body = """
titles:
  prize:
    reasons: [once]
    criteria:
      enough: {require: {fact: party_member, is: true}}
      once: {require: {fact: heads_unit, is: false}}
"""
    planned = plan([pack(body)], words(), 2026)
    conclusion = Judge(planned, person(party_member=False, heads_unit=True)).conclusion(
        "small/prize", "p"
    )
    assert minimal_reason(conclusion, planned.titles[0].reasons) == ("once",)
    assert minimal_reason(conclusion) == ("enough",)


RANKED = """
titles:
  other: {criteria: {a: {require: {fact: heads_unit, is: true}}}}
  prize:
    criteria: {a: {require: {fact: party_member, is: true}}}
    prefer: [{text: {vi: a, en: b}, cite: P, WAY}]
"""


@pytest.mark.parametrize(
    ("way", "ranked", "most"),
    [
        ("most: {count: awards}", Count(Rows("awards")), True),
        ("least: {count: awards}", Count(Rows("awards")), False),
        ("first: {eligible: other}", Degree(Eligible("small/other")), True),
        ("first: {fact: heads_unit, known: true}", Degree(Known("heads_unit")), True),
    ],
)
def test_a_preference_ranks_by_a_measure_or_a_condition(
    way: str, ranked: Ranked, most: bool
) -> None:
    planned = plan([pack(RANKED.replace("WAY", way))], words(), 2026)
    (preference,) = planned.title("small/prize").prefer
    assert (preference.measure, preference.most) == (ranked, most)
    assert [title.id for title in planned.titles] == ["other", "prize"]


@pytest.mark.parametrize(
    ("way", "code", "path"),
    [
        ("most: {count: awards, at_least: 1}", "bound-unwanted", ("most",)),
        ("first: {count: awards}", "one-bound", ("first",)),
        ("first: {fact: heads_unti, is: true}", "unknown-fact", ("first", "fact")),
        ("first: {eligible: prize}", "title-cycle", None),
    ],
)
def test_a_preference_that_cannot_be_is_told_at_its_place(
    way: str, code: str, path: tuple[str, ...] | None
) -> None:
    with pytest.raises(ShapeError) as caught:
        plan([pack(RANKED.replace("WAY", way))], words(), 2026)
    assert caught.value.code == code
    at = ("titles", "prize") if path is None else ("titles", "prize", "prefer", 0, *path)
    assert caught.value.path == at


def test_a_window_may_take_its_years_from_a_parameter_of_the_day() -> None:
    dated = pack(
        "parameters: {years: {values: {2024-01-01: 2, 2026-01-01: 3}}}\n"
        "titles:\n  t: {criteria: {a: {require: {some: awards, within: {last: $years}}}}}\n"
    )
    spans = []
    for day in (date(2025, 12, 31), date(2026, 1, 1)):
        (title,) = plan([dated], words(), 2026, day).titles
        window = title.criterion("a").require.measure.rows.window  # type: ignore[union-attr]
        spans.append((window.first, window.last))
    assert spans == [(2025, 2026), (2024, 2026)]
