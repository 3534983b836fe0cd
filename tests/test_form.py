"""What a plan needs of a workbook, whatever its sheets are called."""

from pathlib import Path

import pytest

from engine.form import needed_problems, needed_sheets
from engine.packs.loading import load_pack
from engine.planning import plan
from tests.workbook.books import VOCABULARY, read, write

PLAN = plan([load_pack("yen-bai-2021-2025", VOCABULARY).pack], VOCABULARY)


@pytest.mark.parametrize("sheet", ["Nhân sự", "Nhan su", "DS cá nhân", "NHÂN SỰ"])
def test_only_columns_that_a_rule_asks_for_are_missed(sheet: str, tmp_path: Path) -> None:
    reading = read(write(tmp_path / "w.xlsx", {sheet: [["Mã", "Họ và tên"], ["NV1", "An"]]}))
    told = {p.details["column"] for p in reading.problems if p.code == "column-missing"}
    left = needed_problems(reading.problems, PLAN, VOCABULARY)
    missed = {p.details["column"] for p in left if p.code == "column-missing"}
    assert {"Đảng viên", "Ngày sinh"} <= told
    assert "Đảng viên" in missed
    assert "Ngày sinh" not in missed


def test_every_other_problem_stays(tmp_path: Path) -> None:
    lines = [["Mã", "Họ và tên", "Chức vụ"], ["NV1", "An", "phi công"]]
    reading = read(write(tmp_path / "w.xlsx", {"Nhân sự": lines}))
    left = [p.code for p in needed_problems(reading.problems, PLAN, VOCABULARY)]
    assert [c for c in left if c != "column-missing"] == [
        p.code for p in reading.problems if p.code != "column-missing"
    ]


def test_columns_that_stand_in_for_an_id_are_not_asked_for() -> None:
    sheets = {sheet.spec.id: sheet for sheet in needed_sheets(PLAN, VOCABULARY)}
    roles = {fact.role for fact in sheets["ratings"].columns.values()}
    assert {"id", "name"} <= roles
    assert not {"birth", "unit"} & roles
    assert "unit" in sheets["person"].columns


def test_sheets_of_persons_and_units_are_always_needed() -> None:
    assert {"person", "unit"} <= {sheet.spec.id for sheet in needed_sheets(PLAN, VOCABULARY)}
