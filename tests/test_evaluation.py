"""One evaluation: the ways to a verdict that are installed, and what is said of them."""

import pytest

from engine.decide import inference
from engine.evaluation import evaluate
from engine.facts import Reading
from engine.proof.record import record
from engine.reports.page import render
from engine.reports.view import View
from tests.worlds import planned, teacher, words

READING = Reading(teacher(), (), (), ())


@pytest.mark.skipif(not inference.is_available(), reason="durable-rules has no build here")
def test_all_three_ways_agree() -> None:
    evaluation = evaluate(planned(), words(), READING)
    assert evaluation.engines == ("reference", "columns", "inference")
    assert not evaluation.has_one_engine


def test_without_inference_the_run_says_one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inference, "is_available", lambda: False)
    evaluation = evaluate(planned(), words(), READING)
    assert evaluation.engines == ("reference", "columns")
    assert record(evaluation, (), {})["one_engine"] is True
    assert "durable-rules" in render(View(evaluation), "vi")


def test_answers_are_sorted_by_title_unit_and_subject() -> None:
    answers = evaluate(planned(), words(), READING).answers
    order = [(a.pack, a.title, a.unit or "", a.subject) for a in answers]
    assert order == sorted(order)
