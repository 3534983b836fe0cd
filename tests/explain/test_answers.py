"""Reasons name what decided, repairs are certified, open values are those that matter."""

from dataclasses import replace

import pytest

from engine.explain.answering import answer
from engine.explain.answers import Answer
from engine.explain.changes import World, make_eligible
from engine.explain.repairs import repairs, ways_out
from engine.explain.wording import Wording
from engine.facts import Dossier, State, Value
from engine.findings import Outcome, Verdict
from engine.locale import LANGUAGES
from engine.packs.loading import load_pack
from engine.packs.scenarios import cases, load_scenarios
from engine.provenance import Cell
from tests.worlds import (
    PACK,
    PERSON_TITLE,
    UNIT_TITLE,
    conclude,
    manager,
    planned,
    row,
    scenario_dossier,
    teacher,
    with_facts,
    with_rows,
    with_subject,
    words,
)


def told(dossier: Dossier, subject: str, title: str = PERSON_TITLE) -> Answer:
    return answer(conclude(dossier, subject, title), planned(), words(), dossier)


def reason(given: Answer, criterion: str, lang: str = "vi") -> str:
    found = next(f for f in given.findings if f.criterion == criterion)
    return found.reason.in_language(lang)


def test_a_refusal_names_the_value_found() -> None:
    given = told(teacher(family_culture=False), "teacher")
    assert given.minimal_reason == ("family-culture",)
    assert reason(given, "family-culture").endswith("Không")


def test_a_shortage_is_told_with_its_numbers() -> None:
    short = with_rows(teacher(), "teacher", "initiatives", row(2022, recognised=True))
    given = told(short, "teacher")
    assert "có 1, cần ít nhất 2" in reason(given, "initiatives")
    assert "1 found, at least 2 needed" in reason(given, "initiatives", "en")


def test_a_repair_says_how_much_is_lacking() -> None:
    short = with_rows(teacher(), "teacher", "initiatives", row(2022, recognised=True))
    (repair,) = told(short, "teacher").repairs
    assert repair.text.vi.startswith("thiếu 1 sáng kiến")
    assert repair.text.vi.endswith("có 1, cần 2")


def test_only_the_year_that_refuses_is_evidence() -> None:
    years = [row(y, grade="good", commitment_kept=y != 2024) for y in range(2021, 2026)]
    given = told(with_rows(teacher(), "teacher", "ratings", *years), "teacher")
    found = next(f for f in given.findings if f.criterion == "quality-commitment")
    assert [(e.fact, e.year) for e in found.evidence] == [("commitment_kept", 2024)]
    assert "năm 2024" in given.repairs[0].text.vi


def test_a_row_that_counts_by_being_there_is_evidence() -> None:
    registered = row(2021)
    named = replace(registered, fields={"registration_year": registered.year})
    given = told(with_rows(teacher(), "teacher", "registrations", named), "teacher")
    found = next(f for f in given.findings if f.criterion == "registered")
    assert [(e.fact, e.year) for e in found.evidence] == [("registration_year", 2021)]


def test_where_there_is_no_row_the_sheet_is_named() -> None:
    given = told(with_rows(teacher(), "teacher", "registrations"), "teacher")
    assert "trang “Đăng ký” không có dòng nào" in reason(given, "registered")


def test_a_broken_year_is_named() -> None:
    years = [row(y, grade="good", commitment_kept=True) for y in range(2021, 2026)]
    years[1] = row(2022, grade="completed", commitment_kept=True)
    years[3] = row(2024, grade="excellent", commitment_kept=True)
    given = told(with_rows(manager(), "manager", "ratings", *years), "manager")
    text = reason(given, "rated-good-every-year")
    assert "2022" in text
    assert "2024" not in text
    assert "Hoàn thành nhiệm vụ" in text


def test_a_branch_that_does_not_apply_says_why() -> None:
    given = told(teacher(), "teacher")
    assert "không thuộc" in reason(given, "rated-excellent-once")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_scenario_can_be_worded_in_both_languages(lang: str) -> None:
    loaded = load_pack(PACK, words())
    for case in cases(load_scenarios(loaded), loaded, words()):
        for title in case.scenario.expect:
            conclusion = conclude_case(case, title)
            given = answer(conclusion, case.plan, words(), case.dossier)
            assert all(f.reason.in_language(lang).strip() for f in given.findings)


def conclude_case(case, title):  # type: ignore[no-untyped-def]
    from engine.decide.reference import Judge

    return Judge(case.plan, case.dossier).conclusion(f"{PACK}/{title}", case.subject)


def test_every_refused_scenario_has_a_certified_repair() -> None:
    """Each refusal of this pack can be mended by changing its own facts and rows."""
    loaded = load_pack(PACK, words())
    refused = 0
    told_in = [Wording(lang, words(), planned(), PACK) for lang in LANGUAGES]
    for case in cases(load_scenarios(loaded), loaded, words()):
        for title in case.scenario.expect:
            conclusion = conclude_case(case, title)
            if conclusion.outcome is not Outcome.NOT_ELIGIBLE:
                continue
            refused += 1
            ways = ways_out(conclusion, case.plan, words(), case.dossier)
            found = repairs(conclusion, ways, told_in)
            assert ways.refuted == 0, case.scenario.name
            failing = [f.criterion for f in conclusion.findings if f.verdict is Verdict.NOT_MET]
            assert found, case.scenario.name
            assert {repair.criteria for repair in found} == {tuple(failing)}, case.scenario.name
    assert refused > 50


def test_a_repair_changes_nothing_it_need_not() -> None:
    dossier = teacher(family_culture=False)
    changed = make_eligible(PERSON_TITLE, "teacher", World(planned(), words(), dossier))
    assert changed is not None
    assert changed.cost == 1


def test_several_failures_are_mended_together() -> None:
    short = with_rows(teacher(family_culture=False), "teacher", "initiatives")
    given = told(short, "teacher")
    assert given.repairs[0].criteria == ("initiatives", "family-culture")
    assert given.repairs[0].text.vi.startswith("Phải đồng thời: 1)")


def test_no_repair_is_printed_that_was_not_certified(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that promises too much is caught by deciding again."""
    import engine.explain.repairs as module

    monkeypatch.setattr(module, "turn", lambda condition, want, subject, world: world)
    monkeypatch.setattr(module, "make_eligible", lambda title, subject, world: world)
    dossier = teacher(family_culture=False)
    ways = ways_out(conclude(dossier, "teacher"), planned(), words(), dossier)
    assert (ways.found, ways.refuted) == ((), 1)


CELL = Cell("a.xlsx", "Nhân sự", 7, 11)


def with_blank(dossier: Dossier, fact: str) -> Dossier:
    subject = dossier.by_id["teacher"]
    facts = {**subject.facts, fact: Value(None, State.BLANK, (CELL,))}
    return with_subject(dossier, replace(subject, facts=facts))


def test_an_open_conclusion_names_the_blank_cell() -> None:
    given = told(with_blank(teacher(), "family_culture"), "teacher")
    assert given.outcome is Outcome.UNDETERMINED
    assert given.minimal_reason == ("family-culture",)
    assert [(v.fact, v.cell) for v in given.open_values] == [("family_culture", CELL)]


def test_a_blank_that_no_longer_matters_is_not_asked_for() -> None:
    blank = with_blank(teacher(), "party_member")
    assert told(blank, "teacher").open_values == ()
    refused = with_facts(with_blank(teacher(), "family_culture"), "teacher", voted=False)
    assert told(refused, "teacher").open_values == ()


def test_a_missing_year_is_asked_for_by_its_year() -> None:
    years = [row(y, grade="good", commitment_kept=True) for y in (2021, 2022, 2024, 2025)]
    given = told(with_rows(teacher(), "teacher", "ratings", *years), "teacher")
    assert [(v.fact, v.cell, v.year) for v in given.open_values] == [
        ("commitment_kept", None, 2023)
    ]


def test_a_row_that_may_be_anybodys_names_its_own_cells() -> None:
    """Without them nobody could mend what leaves everybody open."""
    stray = replace(row(2023, certain=False, discipline_form="reprimand"), cells=(CELL,))
    given = told(with_rows(teacher(), "teacher", "discipline", stray), "teacher")
    assert given.outcome is Outcome.UNDETERMINED
    assert [(v.fact, v.cell) for v in given.open_values] == [("disciplined_person", CELL)]


def test_a_member_without_a_unit_is_open_at_the_cell_of_the_unit() -> None:
    school = scenario_dossier("school")
    bare = with_rows(school, "school", "initiatives")
    stray = replace(
        bare.by_id["plain-member-1"],
        unit=None,
        facts={"unit": Value(None, State.BLANK, (CELL,))},
        rows={"initiatives": (row(2023, recognised=True, commended=True),)},
        cells=(replace(CELL, column=1),),
    )
    given = told(with_subject(bare, stray), "school", UNIT_TITLE)
    assert given.minimal_reason == ("commended-initiatives",)
    assert [(v.fact, v.cell) for v in given.open_values] == [("unit", CELL)]


def test_an_unknown_role_is_what_is_open() -> None:
    given = told(with_blank(teacher(), "role"), "teacher")
    assert given.outcome is Outcome.UNDETERMINED
    assert {v.criterion for v in given.open_values} == {"applies_to"}


def test_a_unit_is_told_about_its_members() -> None:
    bare = with_rows(scenario_dossier("school"), "school", "initiatives")
    given = told(bare, "school", UNIT_TITLE)
    assert given.minimal_reason == ("commended-initiatives",)
    assert "thành viên" in reason(given, "commended-initiatives")
    assert given.repairs


def test_a_missing_cell_beside_what_is_met_already_is_told_as_idle() -> None:
    """Two awards are enough; whether a council confirms many achievements no longer matters."""
    subject = with_blank(teacher(), "family_culture").by_id["teacher"]
    spare = replace(CELL, row=9)
    facts = {**subject.facts, "outstanding_results": Value(None, State.BLANK, (spare,))}
    blank = with_subject(teacher(), replace(subject, facts=facts))
    awards = [row(year, award_revoked=False) for year in (2022, 2023)]
    given = told(with_rows(blank, "teacher", "awards", *awards), "teacher")
    assert [v.cell for v in given.open_values] == [CELL]
    assert spare in [v.cell for v in given.idle_values]
    assert CELL not in [v.cell for v in given.idle_values]


def test_alternatives_refuse_together_and_are_mended_one_by_one() -> None:
    bare = with_rows(teacher(outstanding_results=False), "teacher", "awards")
    given = told(bare, "teacher")
    (causes,) = given.refusals
    assert [cause.criterion for cause in causes] == ["outstanding-results", "outstanding-results"]
    assert len(given.repairs) == 2
    (measured,) = [repair.distances for repair in given.repairs if repair.distances]
    assert [(d.has.vi, d.needs.vi, d.progress) for d in measured] == [("0", "ít nhất 2", 0)]
