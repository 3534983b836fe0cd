from dataclasses import replace

from engine.errors import Problem
from engine.evaluation import Evaluation
from engine.findings import Outcome
from engine.reports.view import OUTCOMES, problem_views, title_views, unit_views


def test_titles_stand_as_their_packs_write_them(evaluation: Evaluation) -> None:
    keys = [view.title.key for view in title_views(evaluation)]
    assert keys == ["one/dien-hinh", "one/bao-cao", "two/dien-hinh"]


def test_people_stand_by_outcome_then_by_name(evaluation: Evaluation) -> None:
    view = title_views(evaluation)[0]
    assert [(answer.outcome, answer.subject) for answer in view.answers] == [
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
    assert sum(sum(view.counts.values()) for view in title_views(evaluation)) == everybody
    assert sum(sum(view.counts.values()) for view in unit_views(evaluation)) == everybody


def test_people_without_a_unit_come_last(evaluation: Evaluation) -> None:
    units = [view.unit for view in unit_views(evaluation)]
    assert units == ["MN-HM", "TH-TC", "TH-TC", "TH-TC", None]


def test_counts_name_every_outcome_even_if_nobody_has_it(evaluation: Evaluation) -> None:
    assert all(tuple(view.counts) == OUTCOMES for view in title_views(evaluation))


def test_a_problem_matters_when_a_conclusion_waits_for_its_cell(evaluation: Evaluation) -> None:
    found = [(view.problem.code, view.matters) for view in problem_views(evaluation)]
    assert found == [("value-unreadable", True), ("sheet-empty", False)]


def test_a_problem_names_the_answers_that_it_touches(evaluation: Evaluation) -> None:
    found = [[(a.title, a.subject) for a in view.touches] for view in problem_views(evaluation)]
    assert found == [[("dien-hinh", "GV013")], []]


def test_the_gravest_problems_come_first(evaluation: Evaluation) -> None:
    told = (*evaluation.reading.problems, Problem("value-unreadable", place="z.xlsx"))
    reading = replace(evaluation.reading, problems=told)
    codes = [view.problem.code for view in problem_views(replace(evaluation, reading=reading))]
    assert codes == ["value-unreadable", "value-unreadable", "sheet-empty"]
