"""Lines are compared with ``golden/``; ``THIDUA_UPDATE_GOLDEN=1 pytest tests/reports`` renews it.

Read the difference before committing it.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from engine.errors import Problem
from engine.evaluation import Evaluation
from engine.explain.answers import Cause, Distance
from engine.reports.lines import conclusion_document, conclusion_lines, problem_lines
from engine.vocabulary import Text
from tests.reports.conftest import cell

GOLDEN = Path(__file__).parent / "golden"
KEYS = [
    *("subject", "kind", "name", "unit", "pack", "title", "year", "conclusion", "status"),
    *("findings", "minimal_reason", "repairs", "open_cells", "refusals", "idle_cells"),
]


def assert_golden(name: str, lines: Iterable[str]) -> None:
    found = "".join(f"{line}\n" for line in lines)
    path = GOLDEN / name
    if os.environ.get("THIDUA_UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


def of_subject(evaluation: Evaluation, subject: str) -> dict:
    lines = map(json.loads, conclusion_lines(evaluation))
    return next(line for line in lines if line["subject"] == subject)


def test_conclusions_look_as_agreed(evaluation: Evaluation) -> None:
    short = (line for line in conclusion_lines(evaluation) if '"GV014"' not in line)
    assert_golden("conclusions.jsonl", short)


def test_problems_look_as_agreed(evaluation: Evaluation) -> None:
    assert_golden("problems.jsonl", problem_lines(evaluation))


def test_every_line_holds_the_agreed_keys_in_their_order(evaluation: Evaluation) -> None:
    assert [list(json.loads(line)) for line in conclusion_lines(evaluation)] == [
        KEYS for _ in evaluation.answers
    ]


def test_every_conclusion_is_one_line(evaluation: Evaluation) -> None:
    lines = list(conclusion_lines(evaluation))
    assert len(lines) == len(evaluation.answers)
    assert not any("\n" in line for line in lines)


def test_letters_are_written_as_they_are(evaluation: Evaluation) -> None:
    assert any('"Nguyễn Thị Lan"' in line for line in conclusion_lines(evaluation))


def test_a_value_from_several_cells_has_an_entry_for_each(evaluation: Evaluation) -> None:
    evidence = of_subject(evaluation, "GV012")["findings"][1]["evidence"]
    assert [(e["fact"], e["value"], e["raw"], e["cell"], e.get("year")) for e in evidence] == [
        ("birth_date", "1980-05-01", "1/5/80", "K12", None),
        ("grade", "excellent", "XS", "K3", 2024),
        ("grade", "excellent", "xuất sắc", "K4", 2024),
        ("role", None, None, None, None),
    ]


@pytest.mark.parametrize(("place", "cell", "year"), [(0, "K13", None), (1, None, 2022)])
def test_an_open_value_names_its_cell_or_its_year(
    evaluation: Evaluation, place: int, cell: str | None, year: int | None
) -> None:
    found = of_subject(evaluation, "GV013")["open_cells"][place]
    assert (found["cell"], found.get("year")) == (cell, year)


def problems(evaluation: Evaluation) -> list[dict]:
    return list(map(json.loads, problem_lines(evaluation)))


def test_a_problem_says_what_its_cell_was_read_as(evaluation: Evaluation) -> None:
    told = (
        Problem("value-unreadable", (cell(13, "Kha"),), {"column": "A", "raw": "", "expected": ""}),
        Problem(
            "value-partial",
            (cell(14, "5/2024"),),
            {"column": "A", "raw": "5/2024", "low": "01/05/2024", "high": "31/05/2024"},
        ),
        Problem("sheet-empty", place="truong.xlsx!Kỷ luật"),
    )
    reading = replace(evaluation.reading, problems=told)
    assert [line["read_as"] for line in problems(replace(evaluation, reading=reading))] == [
        {"vi": "chưa biết", "en": "not known"},
        {"vi": "từ 01/05/2024 đến 31/05/2024", "en": "from 01/05/2024 to 31/05/2024"},
        None,
    ]


def test_a_problem_lists_every_conclusion_that_it_touches(evaluation: Evaluation) -> None:
    assert [line["touches"] for line in problems(evaluation)] == [
        [
            {
                "pack": "one",
                "title": "dien-hinh",
                "subject": "GV013",
                "conclusion": "undetermined",
            }
        ],
        [],
    ]


def test_a_way_out_tells_its_distances_and_a_refusal_its_causes(evaluation: Evaluation) -> None:
    words = Text(vi="số năm", en="years")
    told = Distance("family-culture", words, words, words, Fraction(1, 2))
    causes = ((Cause("family-culture", words), Cause("party", words)),)
    (answer,) = (each for each in evaluation.answers if each.subject == "GV012")
    (repair,) = answer.repairs
    full = replace(answer, repairs=(replace(repair, distances=(told,)),), refusals=causes)
    found = conclusion_document(full)
    (distance,) = found["repairs"][0]["distances"]
    assert distance["progress"] == "1/2"
    assert [[cause["criterion"] for cause in causes] for causes in found["refusals"]] == [
        ["family-culture", "party"]
    ]
