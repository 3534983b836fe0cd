"""Evidence is what decided; open is what still could, and nothing else."""

from dataclasses import replace
from datetime import date

from engine.conditions import (
    MEMBERS,
    Amount,
    AtLeast,
    Choose,
    Condition,
    Count,
    Day,
    Extreme,
    Months,
    Op,
    Other,
    Rows,
    Share,
    Total,
    Unconfirmed,
)
from engine.explain.evidence import evidence, open_in
from engine.facts import SchoolYear, Subject
from engine.findings import Finding, Verdict
from tests.worlds import words

from .nodes import (
    AWARDS,
    FAMILY,
    FIVE,
    HEADS,
    PARTY,
    RATED,
    bounded,
    graded,
    held,
    person,
    proved,
    row,
    school,
)

Named = list[tuple[str, int | None, str | None]]


def deciding(condition: Condition, *subjects: Subject) -> Named:
    proof = proved(condition, *subjects)
    found = evidence(Finding("c", proof.verdict, proof))
    return [(each.fact, each.year, each.subject) for each in found]


def opened(condition: Condition, *subjects: Subject) -> Named:
    proof = proved(condition, *subjects)
    return [(each.fact, each.year, each.subject) for each in open_in(proof, words())]


def test_only_the_parts_with_the_verdict_of_the_whole_decide() -> None:
    facts = person(party_member=True, family_culture=False, heads_unit=False)
    assert deciding(AtLeast(2, (PARTY, FAMILY, HEADS)), facts) == [
        ("family_culture", None, None),
        ("heads_unit", None, None),
    ]
    assert deciding(Choose(PARTY, FAMILY, HEADS), facts) == [
        ("party_member", None, None),
        ("family_culture", None, None),
    ]


def test_what_is_added_up_is_evidence() -> None:
    rows = {"unit_incidents": tuple(row(year, dropouts=1) for year in FIVE.years)}
    total = Total(Rows("unit_incidents", None, FIVE), "dropouts", True)
    found = deciding(bounded(total, Op.AT_MOST, 2), school(rows=rows))
    assert found[:2] == [("dropouts", 2021, None), ("dropouts", 2022, None)]


def test_the_greatest_value_is_evidence_by_its_school_year() -> None:
    rows = {"awards": (row(SchoolYear(2023), award_date=date(2024, 5, 1)),)}
    latest = bounded(Extreme(AWARDS, "award_date", True), Op.AT_LEAST, date(2025, 1, 1))
    assert ("award_date", SchoolYear(2023), None) in deciding(latest, person(rows=rows))


def test_days_that_were_counted_from_are_evidence() -> None:
    months = Months(Amount("joined"), Day(date(2025, 6, 1)))
    found = deciding(bounded(months, Op.AT_LEAST, 24), person(joined=date(2025, 1, 1)))
    assert found == [("joined", None, None)]
    assert opened(bounded(months, Op.AT_LEAST, 24), person(joined=None)) == found


def test_the_facts_of_somebody_else_name_whose_they_are() -> None:
    head = Other("head", PARTY, "heads_unit")
    found = deciding(head, school(), person("h", heads_unit=True, party_member=False))
    assert found == [("party_member", None, "h")]


def test_an_unknown_unit_or_head_is_open_itself() -> None:
    assert opened(Other("unit", PARTY), person(unit=None)) == [("unit", None, None)]
    head = Other("head", PARTY, "heads_unit")
    assert opened(head, school(), person("h", party_member=True)) == [("heads_unit", None, "h")]


def test_no_cell_can_confirm_a_rule() -> None:
    assert opened(Unconfirmed("unconfirmed", PARTY), person(party_member=None)) == []


def test_a_blank_that_cannot_matter_is_not_open() -> None:
    facts = person(party_member=False, family_culture=None, heads_unit=None)
    assert opened(Choose(PARTY, FAMILY, HEADS), facts) == [("heads_unit", None, None)]
    blank = person(rows=graded(y2021=None, y2022="good", y2023="good", y2024="good", y2025="good"))
    assert opened(bounded(Count(RATED), Op.AT_LEAST, 5), blank) == [("grade", 2021, None)]
    assert opened(bounded(Count(RATED), Op.AT_LEAST, 4), blank) == []


def test_a_member_is_open_where_its_part_of_a_share_is() -> None:
    share = bounded(Share(Rows(MEMBERS), PARTY), Op.AT_LEAST, 1)
    one, other = person("one", party_member=True), person("other", party_member=None)
    assert opened(share, school(), one, other) == [("party_member", None, "other")]


def test_blank_addends_are_open() -> None:
    rows = {"unit_incidents": tuple(row(y, dropouts=None if y > 2023 else 0) for y in FIVE.years)}
    total = Total(Rows("unit_incidents", None, FIVE), "dropouts", True)
    found = opened(bounded(total, Op.AT_MOST, 2), school(rows=rows))
    assert found == [("dropouts", 2024, None), ("dropouts", 2025, None)]


def test_a_fact_of_members_that_may_be_blank_is_offered_as_absent() -> None:
    """The proof does not hold it; whoever has the dossier drops it where it is known."""
    first = bounded(Extreme(Rows(MEMBERS), "joined", False), Op.AT_MOST, date(2020, 1, 1))
    proof = proved(first, school(), person("m", joined=None))
    assert proof.verdict is Verdict.UNKNOWN
    assert opened(first, school(), person("m", joined=None)) == [("joined", None, "m")]


def test_a_decision_whose_row_may_be_anybodys_is_open() -> None:
    stray = row(2025, certain=False, award_title="ldtt", award_revoked=False)
    subject = replace(person(party_member=False), rows={"awards": (stray,)})
    proof = proved(held(), subject)
    assert proof.verdict is Verdict.UNKNOWN
