"""From advanced worker to the Labour Order in one dossier, under each regime of the law."""

import json
from datetime import date
from pathlib import Path

import pytest

import engine
from engine.findings import Outcome
from engine.run import Run
from fixtures.ladder.cases import (
    CONTRADICTIONS,
    JUDGED,
    PEOPLE,
    RECEIVED,
    UNIT,
    UNIT_EXPECTED,
)
from fixtures.ladder.make import HERE, PACK, workbook

EXPECTED = {
    (person.id, title): word for person in PEOPLE for title, word in person.expected.items()
}
EXPECTED |= {(UNIT, title): word for title, word in UNIT_EXPECTED.items()}


def judged(received: date = RECEIVED, **options: bool) -> Run:
    return engine.evaluate([HERE / "truong.xlsx"], [PACK], JUDGED, received, **options)


def outcomes(run: Run) -> dict[tuple[str, str], str]:
    return {(a.subject, a.title): a.outcome.word for a in run.evaluation.answers}


@pytest.fixture(scope="module")
def run() -> Run:
    return judged()


def test_the_workbook_is_what_its_script_makes() -> None:
    assert workbook() == (HERE / "truong.xlsx").read_bytes()


def test_everybody_is_told_what_their_story_says(run: Run) -> None:
    found = outcomes(run)
    assert {key: found[key] for key in EXPECTED} == EXPECTED


def test_what_contradicts_itself_is_shown_and_corrects_nothing(run: Run) -> None:
    problems = run.evaluation.reading.problems
    assert {problem.code for problem in problems} == {"check-failed"}
    assert {(p.details["subject"], p.details["check"]) for p in problems} == CONTRADICTIONS


def test_the_certificate_is_explained_down_to_the_rating_that_it_rests_on(run: Run) -> None:
    """Bằng khen rests on CSTĐCS, that on LĐTT, and that on a cell."""
    lines = str(run.explain("SM04", "bk-bo-tinh")).splitlines()
    depths = {
        name: next(
            len(line) - len(line.lstrip()) for line in lines if name in line and "dựa vào" in line
        )
        for name in ("Chiến sĩ thi đua cơ sở của SM04", "Lao động tiên tiến của SM04")
    }
    assert depths["Chiến sĩ thi đua cơ sở của SM04"] < depths["Lao động tiên tiến của SM04"]
    assert any("Luật 2022 Đ.24" in line for line in lines)
    assert any("Xếp loại cá nhân!D" in line and "xuất sắc" in line for line in lines)


def test_the_unit_is_explained_by_the_members_who_lack_something(run: Run) -> None:
    text = str(run.explain(UNIT, "ttldtt"))
    assert "từ 18/23" in text and "đến 19/23" in text
    assert "dựa vào kết quả xét Lao động tiên tiến của SM11" in text
    assert "dựa vào kết quả xét Lao động tiên tiến của SM01" not in text


@pytest.mark.parametrize(
    ("received", "excellent_alone", "neither"),
    [
        ("2023-12-31", "not_eligible", "not_eligible"),
        ("2024-01-01", "eligible", "not_eligible"),
        ("2024-12-31", "eligible", "not_eligible"),
        ("2025-06-30", "eligible", "not_eligible"),
        ("2025-07-01", "eligible", "not_eligible"),
        ("2026-08-31", "eligible", "not_eligible"),
        ("2026-09-30", "eligible", "undetermined"),
        ("2026-10-01", "undetermined", "undetermined"),
    ],
)
def test_the_day_of_receipt_selects_the_version(
    received: str, excellent_alone: str, neither: str
) -> None:
    """SM02 is excellent without an initiative; SM01 is good, without one."""
    found = outcomes(judged(date.fromisoformat(received)))
    assert (found["SM02", "cstdcs"], found["SM01", "cstdcs"]) == (excellent_alone, neither)


def test_the_amending_law_only_speaks_in_a_simulation() -> None:
    day = date(2026, 10, 1)
    told, supposed = judged(day), judged(day, simulate=True)
    law = {a.title for a in told.evaluation.answers}
    confirmed = [a for a in told.evaluation.answers if a.outcome is Outcome.ELIGIBLE]
    assert law and not confirmed
    assert outcomes(supposed)["SM02", "cstdcs"] == "not_eligible"  # the draft asks for both
    assert all(answer.is_simulated for answer in supposed.evaluation.answers)


def test_an_old_run_replayed_from_its_record_says_what_it_said(run: Run, tmp_path: Path) -> None:
    old = run.write(tmp_path / "old", ["jsonl"])
    options = json.loads((old / "run.json").read_text(encoding="utf-8"))["options"]
    again = engine.evaluate(
        [HERE / "truong.xlsx"],
        [PACK],
        options["year"],
        date.fromisoformat(options["received"]),
        options["simulate"],
    ).write(tmp_path / "again", ["jsonl"])
    for name in ("conclusions.jsonl", "problems.jsonl", "run.json"):
        assert (again / name).read_bytes() == (old / name).read_bytes()


def test_a_later_day_under_the_same_rules_changes_no_conclusion(run: Run) -> None:
    assert outcomes(judged(date(2025, 7, 31))) == outcomes(run)


def test_without_a_year_the_latest_of_the_dossier_is_judged() -> None:
    assert engine.evaluate([HERE / "truong.xlsx"], [PACK]).year == JUDGED
