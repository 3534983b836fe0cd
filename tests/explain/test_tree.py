"""A title that rests on another is told down to its findings, unless a decision settles it."""

import pytest

from engine.decide.reference import Judge
from engine.explain.answering import answer
from engine.explain.proof import Explanation
from engine.explain.wording import Wording
from engine.facts import Dossier, Row, State, Subject, Value
from engine.planning import plan
from tests.packs.small import pack
from tests.worlds import words

LADDER = pack("""
titles:
  first:
    recorded_as: ldtt
    criteria:
      member:
        text: {vi: là đảng viên, en: is in the Party}
        require: {fact: party_member, is: true}
  second:
    criteria:
      rests: {text: {vi: đạt cái đầu, en: holds the first}, require: {holds: first}}
  bare:
    criteria: {rests: {require: {eligible: first}}}
  group:
    subject: unit
    criteria:
      most: {require: {share: members, where: {holds: first}, at_least: 50%}}
""")
MEMBER = "[C] is in the Party"


def person(name: str, member: bool, *awards: Row) -> Subject:
    facts = {"party_member": Value(member, State.KNOWN)}
    return Subject(name, "person", name, "u", facts, {"awards": awards})


def decision(revoked: bool = False) -> Row:
    fields = {"award_title": "ldtt", "award_revoked": revoked}
    values = {name: Value(scalar, State.KNOWN) for name, scalar in fields.items()}
    return Row(values, Value(2026, State.KNOWN))


def told(title: str, subject: str, *people: Subject) -> list[str]:
    planned = plan([LADDER], words(), 2026)
    unit = Subject("u", "unit", "u", None, {})
    dossier = Dossier((unit, *people), frozenset({"person", "unit", "awards"}))
    judge = Judge(planned, dossier)
    others = {
        (each.key, one.id): judge.conclusion(each.key, one.id)
        for each in planned.titles
        for one in dossier.of_kind(each.subject)
    }
    conclusion = others[f"small/{title}", subject]
    given = answer(conclusion, planned, words(), dossier)
    said = Explanation(conclusion, given, Wording("en", words(), planned, "small"), others)
    return [line.strip() for line in str(said).splitlines()]


@pytest.mark.parametrize("title", ["second", "bare"])
def test_what_this_run_concludes_is_followed_to_its_findings(title: str) -> None:
    lines = told(title, "p", person("p", True))
    assert f"✓ {MEMBER}" in lines


def test_a_recorded_decision_needs_no_conclusion_of_this_run() -> None:
    lines = told("second", "p", person("p", False, decision()))
    assert not any(MEMBER in line for line in lines)
    assert any(line.startswith("✓ 2026") for line in lines)


def test_a_decision_that_was_taken_back_is_shown_and_settles_nothing() -> None:
    lines = told("second", "p", person("p", True, decision(revoked=True)))
    assert any("2026" in line for line in lines)
    assert lines[2].startswith("Conclusion: Not eligible")


def test_of_members_only_what_they_lack_is_told() -> None:
    lines = told("group", "u", person("p", True), person("q", False))
    assert [line for line in lines if MEMBER in line] == [f"✗ {MEMBER}"]
    assert any("of q" in line or "for q" in line for line in lines)
