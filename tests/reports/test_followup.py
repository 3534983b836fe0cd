"""Who lacks little, and which evidence is asked of whom."""

from dataclasses import replace

from engine.evaluation import Evaluation
from engine.findings import Verdict
from engine.reports.followup import (
    near_misses,
    near_misses_table,
    obstacles_table,
    requests,
    requests_table,
)
from engine.reports.tables import conclusions_table
from engine.reports.view import View
from tests.reports.conftest import HOSTILE, reason


def test_who_lacks_few_criteria_is_listed_the_nearest_first(evaluation: Evaluation) -> None:
    two = (reason("family-culture", Verdict.NOT_MET), reason("party", Verdict.NOT_MET))
    answers = tuple(
        replace(answer, findings=two) if answer.subject == "GV014" else answer
        for answer in evaluation.answers
    )
    near = near_misses(View(replace(evaluation, answers=answers)))
    assert [(one.answer.subject, len(one.lacks)) for one in near] == [
        ("GV012", 1), ("TH-TC", 1), ("GV014", 2),
    ]  # fmt: skip


def test_who_lacks_many_criteria_is_not_near(evaluation: Evaluation) -> None:
    many = tuple(reason(f"{number}", Verdict.NOT_MET) for number in range(3))
    answers = tuple(replace(answer, findings=many) for answer in evaluation.answers)
    assert near_misses(View(replace(evaluation, answers=answers))) == ()
    table = near_misses_table(View(replace(evaluation, answers=answers)), "vi")
    assert (list(table.rows), table.note) == ([], "Không có ai chỉ thiếu ít tiêu chí.")


def test_a_near_miss_says_what_is_lacking_and_what_would_help(evaluation: Evaluation) -> None:
    (row,) = (row for row in near_misses_table(View(evaluation), "vi").rows if row[2] == "GV012")
    assert row[5:7] == (
        "Gia đình văn hóa (II.2.b ¶2)",
        "Để đủ tiêu chuẩn cần khắc phục: Gia đình văn hóa",
    )


def test_the_criteria_that_stop_most_come_first(evaluation: Evaluation) -> None:
    table = obstacles_table(View(evaluation), "en")
    assert [tuple(row[1:]) for row in table.rows] == [
        ("Cultural Family", "II.2.b ¶2", 2, 2, 1),
        ("Cultural Family", "II.2.b ¶2", 1, 1, 0),
        ("Cultural Family", "II.2.b ¶2", 0, 0, 1),
    ]


def test_evidence_is_asked_once_with_where_it_belongs_and_what_for(evaluation: Evaluation) -> None:
    title = "Điển hình tiên tiến/giỏi [cá nhân]: năm?"
    assert list(requests_table(View(evaluation), "vi").rows) == [
        ("Chưa rõ đơn vị", "GV013", HOSTILE, "gia đình văn hóa", "truong.xlsx!Nhân sự!K13", title),
        ("Chưa rõ đơn vị", "GV013", HOSTILE, "mức xếp loại (năm 2022)", "hồ sơ chưa có", title),
    ]


def test_several_cells_of_one_value_are_one_request(evaluation: Evaluation) -> None:
    waiting = next(answer for answer in evaluation.answers if answer.subject == "GV013")
    first, other = waiting.open_values
    signed = replace(first, cell=replace(first.cell, column=12))  # type: ignore[arg-type]
    again = replace(waiting, pack="two", open_values=(first,))
    answers = (replace(waiting, open_values=(first, signed, other)), again)
    found = requests(View(replace(evaluation, answers=answers)))
    assert [(len(each.values), [a.pack for a in each.answers]) for each in found] == [
        (3, ["one", "two"]), (1, ["one"]),
    ]  # fmt: skip
    (row, _) = requests_table(View(replace(evaluation, answers=answers)), "vi").rows
    assert row[4] == "truong.xlsx!Nhân sự!K13, L13"


def test_every_answer_is_one_row_of_data(evaluation: Evaluation) -> None:
    table = conclusions_table(View(evaluation), "en")
    assert len(table.rows) == len(evaluation.answers)
    assert all("\n" not in str(cell) for row in table.rows for cell in row)
    headers = [column.header for column in table.columns]
    assert len(set(headers)) == len(headers)
    (row,) = (dict(zip(headers, row, strict=True)) for row in table.rows if row[7] == "GV012")
    assert (row["Criteria met"], row["Criteria not met"], row["Criteria not known"]) == (1, 1, 0)
