"""Checks: what a dossier says against rules that it should agree with."""

from dataclasses import replace
from datetime import date

import pytest

from engine.checking import check, latest_year
from engine.facts import CALENDAR, Dossier, Row, SchoolYear, State, Subject, Value
from engine.pack import Pack
from engine.planning import plan
from engine.provenance import Cell
from tests.packs.small import HEAD, pack
from tests.worlds import words

RULE = """
      consistent:
        text: {vi: bị kỷ luật thì không hoàn thành, en: disciplined means not completed}
        when: {some: discipline, within: judged_year}
        require: {every: ratings, within: judged_year, satisfies: {fact: grade, is: not_completed}}
"""
CHECKS = pack(f"titles:\n  ratings:\n    kind: check\n    criteria:{RULE}")


def cell(column: int, raw: str) -> Cell:
    return Cell("w.xlsx", "S", 2, column, raw)


def rating(year: int, grade: str | None) -> Row:
    state = State.BLANK if grade is None else State.KNOWN
    value = Value(grade, state, (cell(year, grade or ""),))
    return Row({"grade": value}, Value(year, State.KNOWN))


def disciplined(year: int) -> Row:
    return Row({}, Value(year, State.KNOWN), cells=(cell(year + 1, "x"),))


def dossier(*rows: Row, discipline: tuple[Row, ...] = ()) -> Dossier:
    subject = Subject("p", "person", "p", None, {}, {"ratings": rows, "discipline": discipline})
    return Dossier((subject,), frozenset({"person", "ratings", "discipline"}))


def found(told: Dossier, asked: Pack = CHECKS, year: int = 2026, day: str = "2026-12-31"):
    problems = check([asked], words(), told, year, date.fromisoformat(day))
    return [(p.code, p.details["check"], p.details["year"]) for p in problems]


def test_a_rating_that_contradicts_a_record_is_a_problem_of_its_year() -> None:
    told = dossier(rating(2025, "good"), rating(2026, "good"), discipline=(disciplined(2025),))
    assert found(told) == [("check-failed", "ratings/consistent", "2025")]


def test_the_problem_names_the_cell_and_the_rule_in_both_languages() -> None:
    told = dossier(rating(2025, "good"), discipline=(disciplined(2025),))
    (problem,) = check([CHECKS], words(), told, 2026, date(2026, 12, 31))
    assert problem.cells[0].raw == "good"
    assert "disciplined means not completed" in problem.message("en")
    assert "bị kỷ luật thì không hoàn thành" in problem.message("vi")


@pytest.mark.parametrize(
    "told",
    [
        dossier(rating(2025, "not_completed"), discipline=(disciplined(2025),)),
        dossier(rating(2025, None), discipline=(disciplined(2025),)),
        dossier(rating(2025, "good"), discipline=(disciplined(2024),)),
        dossier(rating(2025, "good")),
    ],
    ids=["agrees", "not known", "another year", "no record"],
)
def test_what_agrees_or_is_not_known_is_no_problem(told: Dossier) -> None:
    assert found(told) == []


def test_years_after_the_judged_one_are_not_asked_about() -> None:
    told = dossier(rating(2026, "good"), discipline=(disciplined(2026),))
    assert found(told, year=2025) == []


def test_each_year_is_checked_by_the_rules_of_its_end() -> None:
    dated = RULE.replace("text:", "from: 2025-06-01\n        text:")
    asked = pack(f"titles:\n  ratings:\n    kind: check\n    criteria:{dated}")
    years = (2024, 2025, 2026)
    told = dossier(
        *(rating(year, "good") for year in years), discipline=tuple(map(disciplined, years))
    )
    assert [year for _, _, year in found(told, asked)] == ["2025", "2026"]


@pytest.mark.parametrize(("role", "times"), [("teacher", 1), ("pupil", 0), (None, 1)])
def test_whoever_a_check_does_not_concern_is_not_accused(role: str | None, times: int) -> None:
    asked = pack(
        "titles:\n  ratings:\n    kind: check\n"
        f"    applies_to: {{fact: role, is: teacher}}\n    criteria:{RULE}"
    )
    told = dossier(rating(2025, "good"), discipline=(disciplined(2025),))
    value = Value(role, State.KNOWN if role else State.BLANK)
    told = Dossier((replace(told.subjects[0], facts={"role": value}),), told.covered)
    assert len(found(told, asked)) == times


def test_checks_are_not_among_what_is_decided() -> None:
    title = "  t: {criteria: {a: {require: {fact: party_member, is: true}}}}\n"
    both = pack(f"titles:\n{title}  ratings:\n    kind: check\n    criteria:{RULE}")
    planned = plan([both], words(), 2026)
    assert [t.id for t in planned.titles_of(both)] == ["t", "ratings"]
    assert [t.id for t in planned.without_checks.titles_of(both)] == ["t"]


def test_a_title_without_a_version_on_the_day_of_receipt_is_left_out() -> None:
    dated = pack(
        "titles:\n  t:\n    versions:\n      - from: 2025-01-01\n"
        "        criteria: {a: {require: {fact: party_member, is: true}}}\n"
        "  u: {criteria: {a: {require: {fact: party_member, is: true}}}}\n"
    )
    planned = plan([dated], words(), 2024, date(2024, 12, 31))
    assert [t.id for t in planned.titles_of(dated)] == ["u"]


def test_the_latest_year_is_that_of_rows_that_are_of_one_year() -> None:
    assert latest_year(dossier(rating(2024, "good"), rating(2025, "good")), CALENDAR) == 2025
    assert latest_year(dossier(), CALENDAR) is None
    between = Row({}, Value(SchoolYear(2025), State.KNOWN))
    assert latest_year(dossier(rating(2024, "good"), between), CALENDAR) == 2024


def test_what_stays_wrong_is_told_once() -> None:
    asked = pack(
        "titles:\n  ratings:\n    kind: check\n    criteria:\n      never:\n"
        "        require: {none: discipline, within: {ending: judged_year}}\n"
    )
    told = dossier(rating(2024, "good"), rating(2025, "good"), discipline=(disciplined(2024),))
    assert [year for _, _, year in found(told, asked)] == ["2024"]


def test_checks_count_years_as_the_pack_that_they_go_with() -> None:
    school = HEAD.replace("axis: calendar", 'axis: school, begins: "09-01"')
    asked = pack(f"titles:\n  ratings:\n    kind: check\n    criteria:{RULE}", school)
    told = dossier(rating(2025, "good"), discipline=(disciplined(2025),))
    assert found(told, asked) == []
    assert found(told, asked.counting_years_as(CHECKS)) == [
        ("check-failed", "ratings/consistent", "2025")
    ]
