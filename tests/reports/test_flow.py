"""The diagram of a pack: which title leads to which, and how a condition asks for one."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from engine.conditions import Condition
from engine.context import Context
from engine.lowering import lower
from engine.packs.loading import load_vocabulary
from engine.reports.flow import Use, diagram, uses
from engine.reports.timeline import Timeline
from engine.shapes import ConditionShape
from engine.vocabulary import SubjectKind
from tests.packs.small import pack, read

VOCABULARY = load_vocabulary()
CONDITION: TypeAdapter[Any] = TypeAdapter(ConditionShape)
AWARD = "{fact: award_title, is: cstdcs}"
MINE = "small/mine"


def condition_of(text: str, subject: SubjectKind) -> Condition:
    titles = f"""
titles:
  mine: {{criteria: {{a: {{require: {{fact: party_member, is: true}}}}}}}}
  ours: {{subject: unit, criteria: {{a: {{require: {{some: members}}}}}}}}
definitions: {{soldier: {{text: {{vi: v, en: e}}, cite: D, condition: {AWARD}}}}}
"""
    whole = pack(titles)
    context = Context(
        whole, VOCABULARY, 2026, whole.instrument.in_force.from_, subject, packs=(whole,)
    )
    return lower(CONDITION.validate_python(read(text)), context)


@pytest.mark.parametrize(
    ("condition", "used"),
    [
        ("{eligible: mine}", [Use(MINE)]),
        ("{holds: mine}", [Use(MINE)]),
        ("{holds: cstdcs, recorded: true}", [Use("cstdcs", recorded=True)]),
        ("{not: {eligible: mine}}", [Use(MINE, refused=True)]),
        ("{not: {not: {eligible: mine}}}", [Use(MINE)]),
        ("{streak: awards, where: {meets: soldier}, is: 3}", [Use("cstdcs", recorded=True)]),
        (
            f"{{none: awards, where: {AWARD}}}",
            [Use("cstdcs", recorded=True, refused=True)],
        ),
        (f"{{every: awards, satisfies: {AWARD}}}", [Use("cstdcs", recorded=True)]),
        ("{unit: {eligible: ours}}", [Use("small/ours", whom="unit")]),
        ("{head: {eligible: mine}}", [Use(MINE, whom="head")]),
        (
            f"{{count: ratings, within: {{after: {{latest: awards, where: {AWARD}}}}}, is: 3}}",
            [],
        ),
        ("{any: [{fact: party_member, is: true}, {eligible: mine}]}", [Use(MINE)]),
    ],
)
def test_a_person_is_asked_for_titles(condition: str, used: list[Use]) -> None:
    assert list(uses(condition_of(condition, "person"), frozenset({"award_title"}))) == used


@pytest.mark.parametrize(
    ("condition", "used"),
    [
        (
            "{share: members, where: {holds: mine}, at_least: 70%}",
            [Use(MINE, whom="members")],
        ),
        ("{some: members, where: {eligible: mine}}", [Use(MINE, whom="members")]),
        (
            "{none: members, where: {eligible: mine}}",
            [Use(MINE, whom="members", refused=True)],
        ),
        ("{none: members, where: {not: {eligible: mine}}}", [Use(MINE, whom="members")]),
        ("{head: {eligible: mine}}", [Use(MINE, whom="head")]),
    ],
)
def test_a_unit_is_asked_for_titles(condition: str, used: list[Use]) -> None:
    assert list(uses(condition_of(condition, "unit"), frozenset({"award_title"}))) == used


def test_the_diagram_leads_from_title_to_title() -> None:
    whole = pack("""
titles:
  base:
    name: {vi: 'Giỏi "nhất" #1', en: best}
    recorded_as: ldtt
    criteria: {a: {require: {fact: party_member, is: true}}}
  next:
    criteria:
      a: {require: {holds: base}}
      again: {require: {some: awards, where: {fact: award_title, is: ldtt}}}
      soldier: {require: {some: awards, where: {fact: award_title, is: cstdcs}}}
      not-next: {require: {not: {holds: cstdtq, recorded: true}}}
  duty:
    subject: unit
    kind: duty
    criteria: {a: {require: {share: members, where: {holds: next}, at_least: 1/2}}}
""")
    assert list(diagram(Timeline(whole, VOCABULARY))) == [
        "flowchart LR",
        '  subgraph persons["Cá nhân"]',
        '    t_base["Giỏi #34;nhất#34; #35;1"]',
        '    t_next["yêu cầu"]',
        '    r_person_cstdcs["Chiến sĩ thi đua cơ sở"]:::recorded',
        '    r_person_cstdtq["Chiến sĩ thi đua toàn quốc"]:::recorded',
        "  end",
        '  subgraph units["Tập thể"]',
        '    t_duty(["yêu cầu"])',
        "  end",
        "  t_base --> t_next",
        "  r_person_cstdcs -.-> t_next",
        '  r_person_cstdtq -.->|"không được có"| t_next',
        '  t_next -->|"thành viên"| t_duty',
        "  classDef recorded stroke-dasharray: 5 5",
    ]


def test_every_version_draws_its_arrows() -> None:
    whole = pack("""
titles:
  one: {criteria: {a: {require: {fact: party_member, is: true}}}}
  two: {criteria: {a: {require: {fact: party_member, is: true}}}}
  both:
    versions:
      - {from: 2024-01-01, to: 2025-12-31, criteria: {a: {require: {eligible: one}}}}
      - {from: 2026-01-01, status: draft, criteria: {a: {require: {eligible: two}}}}
""")
    arrows = [line.strip() for line in diagram(Timeline(whole, VOCABULARY)) if "-->" in line]
    assert arrows == ["t_one --> t_both", "t_two --> t_both"]
