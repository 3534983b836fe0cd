"""Letters that some program has lost are told, in whatever file they stand."""

import pytest

from engine.workbook.grids import Grid, Raw
from engine.workbook.letters.losses import lost_letters

from .books import Reader


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["Nguy?n Th? Lan", "Tr?n V?n An", "L?a"], [("letters-lost", "3")]),
        (["Nguy?n Th? Lan", "Tr?n V?n An"], []),
        (["https://x.vn/a?b=c", "Ai?", "??", "? a"], []),
        (["Nguy\ufffdn", 7, None], [("text-damaged", "1")]),
        (["Nguyễn Thị Lụa", 2024, None], []),
    ],
    ids=["question marks", "two may be meant", "other question marks", "no character", "fine"],
)
def test_lost_letters_are_told(texts: list[Raw], told: list[tuple[str, str]]) -> None:
    grid = Grid("a.xlsx", "S", [[text] for text in texts], {}, {})
    assert [(p.code, p.details["count"]) for p in lost_letters(grid)] == told


def test_a_workbook_saved_from_a_spoilt_text_is_told(reader: Reader) -> None:
    people = [["Mã", "Họ và tên"], ["1", "Nguy?n Th? Lan"], ["2", "Tr?n V?n An"], ["3", "L?a"]]
    told = [p for p in reader({"Nhân sự": people}).problems if p.code == "letters-lost"]
    assert [[cell.ref for cell in problem.cells] for problem in told] == [["B2", "B3", "B4"]]
