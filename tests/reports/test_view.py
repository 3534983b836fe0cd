from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import Problem
from engine.evaluation import Evaluation
from engine.findings import Outcome
from engine.locale.collation import name_keys
from engine.reports import view
from engine.reports.folder import write_run
from engine.reports.view import OUTCOMES, View


def test_titles_stand_as_their_packs_write_them(evaluation: Evaluation) -> None:
    keys = [view.title.key for view in View(evaluation).titles]
    assert keys == ["one/dien-hinh", "one/bao-cao", "two/dien-hinh"]


def test_people_stand_by_outcome_then_by_name(evaluation: Evaluation) -> None:
    first = View(evaluation).titles[0]
    assert [(answer.outcome, answer.subject) for answer in first.answers] == [
        (Outcome.ELIGIBLE, "GV003"),
        (Outcome.ELIGIBLE, "GV002"),
        (Outcome.ELIGIBLE, "GV001"),
        (Outcome.NOT_ELIGIBLE, "GV014"),
        (Outcome.NOT_ELIGIBLE, "GV012"),
        (Outcome.UNDETERMINED, "GV013"),
        (Outcome.NOT_APPLICABLE, "GV004"),
    ]


def test_every_answer_is_counted_once_by_title_and_once_by_unit(evaluation: Evaluation) -> None:
    everybody = len(evaluation.answers)
    assert sum(sum(view.counts.values()) for view in View(evaluation).titles) == everybody
    assert sum(sum(view.counts.values()) for view in View(evaluation).units) == everybody


def test_people_without_a_unit_come_last(evaluation: Evaluation) -> None:
    units = [view.unit for view in View(evaluation).units]
    assert units == ["MN-HM", "TH-TC", "TH-TC", "TH-TC", None]


def test_counts_name_every_outcome_even_if_nobody_has_it(evaluation: Evaluation) -> None:
    assert all(tuple(view.counts) == OUTCOMES for view in View(evaluation).titles)


def test_a_problem_matters_when_a_conclusion_waits_for_its_cell(evaluation: Evaluation) -> None:
    found = [(view.problem.code, view.matters) for view in View(evaluation).problems]
    assert found == [("value-unreadable", True), ("sheet-empty", False)]


def test_a_problem_names_the_answers_that_it_touches(evaluation: Evaluation) -> None:
    found = [[(a.title, a.subject) for a in view.touches] for view in View(evaluation).problems]
    assert found == [[("dien-hinh", "GV013")], []]


def test_the_gravest_problems_come_first(evaluation: Evaluation) -> None:
    told = (*evaluation.reading.problems, Problem("value-unreadable", place="z.xlsx"))
    reading = replace(evaluation.reading, problems=told)
    codes = [view.problem.code for view in View(replace(evaluation, reading=reading)).problems]
    assert codes == ["value-unreadable", "value-unreadable", "sheet-empty"]


def test_all_reports_of_a_run_sort_its_names_once(
    evaluation: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sorted_names = []
    monkeypatch.setattr(view, "name_keys", lambda names: sorted_names.append(1) or name_keys(names))
    write_run(evaluation, tmp_path, ["xlsx", "html", "docx"], "vi", None, b"")
    assert len(sorted_names) == 1
