"""Answers, trees and documents of conclusions about conditions built by hand."""

from dataclasses import replace
from datetime import date

import pytest

from engine.conditions import (
    MEMBERS,
    Amount,
    Bound,
    Compare,
    Condition,
    Count,
    Day,
    Extreme,
    Measured,
    Months,
    Op,
    Other,
    Rows,
    Share,
    Unconfirmed,
)
from engine.decide.reference import Judge
from engine.explain.answering import answer
from engine.explain.answers import Answer
from engine.explain.proof import Explanation
from engine.explain.repairs import around, asks_others, minimal_reason
from engine.explain.wording import Wording
from engine.facts import Dossier, Subject
from engine.findings import Conclusion, Outcome
from engine.plan import Degree, Plan, PlannedCriterion, PlannedPreference, PlannedTitle
from engine.reports.phrases import in_short
from engine.reports.proofs import explanation_document
from engine.vocabulary import Text
from tests.worlds import words

from .nodes import (
    AWARDS,
    COVERED,
    FAMILY,
    GRADES,
    PARTY,
    PLAN,
    RATED,
    bounded,
    graded,
    held,
    person,
    row,
    school,
    value,
)

UNIT_HAS_PARTY = Other("unit", Compare("has_party_cell", Op.IS, (True,)))


def asking(**criteria: Condition) -> PlannedTitle:
    """A title of persons with these criteria."""
    listed = tuple(
        PlannedCriterion(name, Text(vi=name, en=name), "1", None, require)
        for name, require in criteria.items()
    )
    return PlannedTitle("pack", "t", "award", Text(vi="T", en="T"), "1", "person", None, listed)


def plan_of(title: PlannedTitle) -> Plan:
    return replace(PLAN, titles=(*PLAN.titles, title))


def concluded(title: PlannedTitle, *subjects: Subject) -> Conclusion:
    judge = Judge(plan_of(title), Dossier(subjects, COVERED))
    return judge.conclusion("pack/t", subjects[0].id)


def answered(title: PlannedTitle, *subjects: Subject) -> Answer:
    dossier = Dossier(subjects, COVERED)
    return answer(concluded(title, *subjects), plan_of(title), words(), dossier)


def test_the_most_telling_reason_comes_first() -> None:
    title = asking(family=FAMILY, party=PARTY)
    conclusion = concluded(title, person(family_culture=False, party_member=False))
    assert minimal_reason(conclusion) == ("family",)
    assert minimal_reason(conclusion, ("party", "family")) == ("party",)
    only_family = concluded(title, person(family_culture=False, party_member=True))
    assert minimal_reason(only_family, ("party",)) == ("family",)
    given = answered(
        replace(title, reasons=("party",)), person(family_culture=False, party_member=False)
    )
    assert given.minimal_reason == ("party",)


def test_an_answer_has_the_status_of_its_title() -> None:
    title = asking(party=Unconfirmed("draft", PARTY))
    assert answered(asking(party=PARTY), person()).status == "confirmed"
    given = answered(replace(title, status="draft"), person(party_member=None))
    assert given.status == "draft"
    assert given.outcome is Outcome.UNDETERMINED
    assert given.open_values == ()


def test_what_an_answer_depends_on_takes_in_the_unit_where_it_is_asked() -> None:
    subjects = (person("p"), school(), person("q"), person("r", unit="v"))
    dossier = Dossier(subjects, COVERED)
    assert [s.id for s in around(dossier, subjects[0]).subjects] == ["p"]
    assert [s.id for s in around(dossier, subjects[0], True).subjects] == ["p", "u", "q"]
    assert asks_others("pack/t", plan_of(asking(unit=UNIT_HAS_PARTY)))
    assert not asks_others("pack/t", plan_of(asking(party=PARTY)))


def test_a_repair_of_the_unit_is_certified() -> None:
    given = answered(asking(unit=UNIT_HAS_PARTY), person(), school(has_party_cell=False))
    assert [repair.text.vi for repair in given.repairs] == ["đơn vị công tác: cần có tổ chức Đảng"]


def test_an_unknown_unit_is_open_at_its_cell() -> None:
    given = answered(asking(unit=UNIT_HAS_PARTY), person(unit=None))
    assert [(open_.fact, open_.cell) for open_ in given.open_values] == [("unit", None)]


def test_a_fact_of_a_head_that_is_known_is_not_open() -> None:
    head = Other("unit", Other("head", PARTY, "heads_unit"))
    sure = person("h", heads_unit=True, party_member=None)
    given = answered(asking(head=head), person(heads_unit=False), school(), sure)
    assert [open_.fact for open_ in given.open_values] == ["party_member"]
    maybe = person("h", heads_unit=None, party_member=None)
    given = answered(asking(head=head), person(heads_unit=False), school(), maybe)
    assert [open_.fact for open_ in given.open_values] == ["heads_unit", "party_member"]


def test_a_preference_is_told_as_what_it_measures() -> None:
    best = Extreme(RATED, "grade", True, GRADES)
    preference = PlannedPreference(Text(vi="a", en="b"), "1", best)
    given = answered(
        replace(asking(party=PARTY), prefer=(preference,)),
        person(party_member=True, rows=graded(**{f"y{y}": "good" for y in range(2021, 2026)})),
    )
    (ranking,) = given.rankings
    assert ranking.told == Text(vi="Hoàn thành tốt nhiệm vụ", en="good")


@pytest.mark.parametrize(
    ("family_culture", "vi", "en"),
    [(True, "có", "yes"), (False, "không", "no"), (None, "chưa rõ", "not known")],
)
def test_whether_somebody_comes_first_is_told_as_yes_or_no(
    family_culture: bool | None, vi: str, en: str
) -> None:
    preference = PlannedPreference(Text(vi="Gia đình văn hóa", en="Culture"), "1", Degree(FAMILY))
    title = replace(asking(party=PARTY), prefer=(preference,))
    given = answered(title, person(party_member=True, family_culture=family_culture))
    assert [ranking.told for ranking in given.rankings] == [Text(vi=vi, en=en)]
    assert in_short(given, "vi").endswith(f"Gia đình văn hóa: {vi}")
    assert in_short(given, "en").endswith(f"Culture: {en}")


EVERYTHING = asking(
    share=bounded(Share(Rows("ratings", None, RATED.window), PARTY), Op.AT_LEAST, "1/2"),
    months=bounded(Months(Amount("joined"), Day(date(2025, 6, 1))), Op.AT_LEAST, 24),
    against=Measured(Count(AWARDS), Bound(Op.AT_LEAST, against=Count(RATED))),
    held=held(),
    head=Other("unit", Other("head", FAMILY, "heads_unit")),
)
SUBJECTS = (
    person(
        joined=date(2024, 1, 1),
        party_member=True,
        rows={**graded(y2024="good", y2025="completed"), "awards": (row(2024),)},
    ),
    school(),
    person("h", heads_unit=True, family_culture=value(False)),
)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_proof_is_written_out_with_what_was_found_and_whose_it_is(lang: str) -> None:
    dossier = Dossier(SUBJECTS, COVERED)
    conclusion = concluded(EVERYTHING, *SUBJECTS)
    plan = plan_of(EVERYTHING)
    given = answer(conclusion, plan, words(), dossier)
    explained = Explanation(conclusion, given, Wording(lang, words(), plan, "pack"))
    text = str(explained)
    assert "h: " in text
    assert "17 tháng" in text or "17 months" in text
    assert "2024" in text


def test_a_proof_is_a_document_with_exact_numbers() -> None:
    dossier = Dossier(SUBJECTS, COVERED)
    conclusion = concluded(EVERYTHING, *SUBJECTS)
    plan = plan_of(EVERYTHING)
    given = answer(conclusion, plan, words(), dossier)
    explained = Explanation(conclusion, given, Wording("vi", words(), plan, "pack"))
    document = explanation_document(explained)
    proofs = {each["criterion"]: each["require"] for each in document["proof"]}
    assert (proofs["months"]["low"], proofs["months"]["high"]) == (17, 17)
    assert proofs["months"]["values"][0]["fact"] == "joined"
    assert proofs["against"]["against"]["low"] == 1
    assert proofs["share"]["of"] == [5, 5]
    assert proofs["head"]["parts"][0]["subject"] == "u"


def test_a_share_of_members_stands_in_the_document_as_a_fraction() -> None:
    share = bounded(Share(Rows(MEMBERS), PARTY), Op.AT_LEAST, "7/10")
    title = replace(asking(share=share), subject="unit")
    subjects = (school(), *(person(f"m{n}", party_member=n < 2) for n in range(3)))
    conclusion = concluded(title, *subjects)
    plan = plan_of(title)
    given = answer(conclusion, plan, words(), Dossier(subjects, COVERED))
    explained = Explanation(conclusion, given, Wording("vi", words(), plan, "pack"))
    (proof,) = explanation_document(explained)["proof"]
    assert (proof["require"]["low"], proof["require"]["of"]) == ("2/3", [3, 3])
