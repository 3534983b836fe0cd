"""Emptying one cell may only make things less certain, never different.

Whatever a rule asks, a verdict can then not turn from eligible into not eligible, or
back: every value that is still known is what it was, every row that is still certain
was certain, and of a relation that is still covered no row has gone.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from engine.facts import Dossier, Reading, Row, State, Subject, Value

from .books import VOCABULARY, Lines, read, write

WORLD: dict[str, Lines] = {
    "Đơn vị": [
        ["Mã đơn vị", "Tên đơn vị", "Loại hình"],
        ["TH01", "Trường Tiểu học Hòa An", "Tiểu học"],
        ["TH02", "Trường THCS Bình Minh", "THCS"],
    ],
    "Nhân sự": [
        ["DANH SÁCH NHÂN SỰ"],
        ["STT", "Mã", "Họ và tên", "Đơn vị", "Chức vụ", "Đảng viên", "Ngày vào ngành"],
        ["I", "Ban giám hiệu"],
        [1, "NV1", "Nguyễn Văn An", "TH01", "Hiệu trưởng", "x", "01/09/2010"],
        ["II. Giáo viên"],
        [2, "NV2", "Trần Thị Bình", "Trường Tiểu học Hòa An", "GV", "không", "01/09/2021"],
        [3, "NV3", "Lê Văn Cường", "TH02", "GV", "x", "01/09/2012"],
        [None, None, "Người lập biểu", None, None, "Hiệu trưởng"],
        [None, None, "Phạm Thị Dung"],
    ],
    "Xếp loại": [
        ["STT", "Mã", "Họ và tên", "Xếp loại", None],
        [None, None, None, 2023, 2024],
        [1, "NV1", "Nguyễn Văn An", "HTXSNV", "HTTNV"],
        [2, "NV2", "Trần Thị Bình", "HTTNV", "HTTNV"],
        [3, "NV3", "Lê Văn Cường", "HTTNV", "HTXSNV"],
    ],
    "Đánh giá xếp loại": [
        ["Mã", "Năm", "Xếp loại", "Thực hiện cam kết"],
        ["NV1", 2022, "HTTNV", "x"],
        ["NV2", 2022, "HTXSNV", "x"],
        ["NV1", 2023, "HTXSNV", None],
    ],
    "Vi phạm": [
        ["Mã đơn vị", "Tên đơn vị", 2023, None, 2024, None],
        [None, None, "Học sinh bỏ học", "Đơn thư", "Học sinh bỏ học", "Đơn thư"],
        ["TH01", "Trường Tiểu học Hòa An", 0, 1, 2, 0],
        ["TH02", "Trường THCS Bình Minh", 0, 0, 0, 0],
    ],
    "Khen thưởng": [
        ["Mã", "Họ và tên", "Danh hiệu", "Năm", "Cấp", "Số QĐ"],
        ["NV1", "Nguyễn Văn An", "Bằng khen", 2023, "Tỉnh", "12/QĐ-UBND"],
        ["NV1", None, "Giấy khen", 2024, "Huyện", None],
        ["TH01", "Trường Tiểu học Hòa An", "Tập thể lao động xuất sắc", 2024, "Tỉnh", "1"],
        ["NV3", "Lê Văn Cường", "Giấy khen", 2024, "Huyện", "2"],
    ],
    "Kỷ luật": [
        ["TT", "Mã", "Hình thức kỷ luật", "Năm"],
        [1, "NV2", "Khiển trách", 2024],
        ["Cộng", None, None, 1],
    ],
    "Xác nhận": [
        ["Mã", "Họ và tên", "Nêu gương", "Tín nhiệm", "Người xác nhận", "Ngày xác nhận"],
        ["NV1", "Nguyễn Văn An", "x", "x", "Công đoàn", "15/06/2024"],
        ["NV2", "Trần Thị Bình", "không", "x", "Trần Thị Bình", "15/06/2024"],
    ],
}
MERGED = {
    "Nhân sự": ["A1:G1"],
    "Xếp loại": ["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    "Vi phạm": ["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
}
CELLS = [
    (sheet, row, column)
    for sheet, lines in WORLD.items()
    for row, line in enumerate(lines)
    for column, value in enumerate(line)
    if value is not None
]


def without(sheet: str, row: int, column: int) -> dict[str, Lines]:
    lines = [list(line) for line in WORLD[sheet]]
    lines[row][column] = None
    return {**WORLD, sheet: lines}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read(write(tmp_path_factory.mktemp("whole") / "truong.xlsx", WORLD, MERGED))


def test_the_whole_workbook_is_read_as_meant(whole: Reading) -> None:
    certain = {
        subject.id: {name: len(rows) for name, rows in subject.rows.items() if rows}
        for subject in whole.dossier.subjects
    }
    assert certain == {
        "NV1": {"ratings": 3, "awards": 2},
        "NV2": {"ratings": 3, "discipline": 1},
        "NV3": {"ratings": 2, "awards": 1},
        "TH01": {"unit_incidents": 2, "awards": 1},
        "TH02": {"unit_incidents": 2},
    }
    assert [s.unit for s in whole.dossier.of_kind("person")] == ["TH01", "TH01", "TH02"]


@pytest.mark.parametrize(("sheet", "row", "column"), CELLS)
def test_an_emptied_cell_only_makes_things_less_certain(
    tmp_path: Path, whole: Reading, sheet: str, row: int, column: int
) -> None:
    changed = without(sheet, row, column)
    reading = read(write(tmp_path / "truong.xlsx", changed, MERGED))
    assert list(differences(whole.dossier, reading.dossier)) == []


def differences(before: Dossier, after: Dossier) -> Iterator[tuple[object, ...]]:
    """What is known or certain afterwards and was not so before, or has gone."""
    if not after.covered <= before.covered:
        yield "covered", after.covered - before.covered
    there = {_line(subject): subject for subject in after.subjects}
    units = {one.id: _line(one) for dossier in (before, after) for one in dossier.of_kind("unit")}
    for old in before.subjects:
        new = there.pop(_line(old), None)
        if new is not None:
            if new.unit and (not old.unit or units[new.unit] != units[old.unit]):
                yield old.id, "unit", old.unit, new.unit
            yield from _subject_differences(old, new, after.covered)
        elif old.kind in after.covered:
            yield "gone", old.id
    # A heading that lost its numeral may be a person: nothing else is known of them.
    known = [one for one in there.values() if one.unit or any(one.rows.values())]
    yield from (("new", subject.id) for subject in known)


def _line(subject: Subject) -> tuple[str, int]:
    return subject.cells[0].sheet, subject.cells[0].row


def _subject_differences(
    old: Subject, new: Subject, covered: frozenset[str]
) -> Iterator[tuple[object, ...]]:
    if new.joined not in (None, old.joined):
        yield old.id, "joined", old.joined, new.joined
    for name, value in new.facts.items():
        if not _may_stand_for(value, old.fact(name), name):
            yield old.id, name, old.fact(name), value
    for relation, rows in new.rows.items():
        before = old.rows[relation]
        for row in (row for row in rows if row.certain):
            if not any(_row_may_stand_for(row, one) for one in before if one.certain):
                yield old.id, relation, "certain", row
        if sum(row.certain for row in rows) > sum(row.certain for row in before):
            yield old.id, relation, "more rows are certain"
        if relation in covered and VOCABULARY.sheet(relation).kind == "closed":
            yield from (
                (old.id, relation, "gone", row) for row in before if not _is_kept(row, rows)
            )


def _is_kept(row: Row, rows: Sequence[Row]) -> bool:
    return any(_row_may_stand_for(one, row) for one in rows)


def _row_may_stand_for(new: Row, old: Row) -> bool:
    year = not new.year.is_known or new.year.scalar == old.year.scalar
    return year and all(
        _may_stand_for(value, old.value(name), name) for name, value in new.fields.items()
    )


def _may_stand_for(new: Value, old: Value, name: str) -> bool:
    if VOCABULARY.fields[name].role == "id" or not new.is_known:
        return True
    return new.scalar == old.scalar or new.state is State.ASSUMED
