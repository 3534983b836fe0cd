"""Which rows below a header are records."""

import pytest

from .books import PEOPLE, Lines, Reader, codes

HEAD = ["STT", "Mã", "Họ và tên", "Chức vụ", "Ngày sinh"]
FIRST = [1, "NV1", "Nguyễn Văn An", "GV", None]
SECOND = [2, "NV2", "Trần Thị Bình", "NV", None]


def notes(reading, *, but: tuple[str, ...] = ("column-ignored",)) -> list[tuple[str, str]]:
    return [(p.cells[0].ref, p.code) for p in reading.unused if p.cells and p.code not in but]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["(1)", "(2)", "(3)", "(4)", "(5)"], "row-numbering"),
        ([1, 2, 3, 4, 5], "row-numbering"),
        (["A", "B", 1, 2, 3], "row-numbering"),
        (["I. Ban giám hiệu"], "row-section"),
        (["I", "Ban giám hiệu"], "row-section"),
        (["I", None, "Ban giám hiệu"], "row-section"),
        ([None, None, "Tổ Khoa học tự nhiên"], "row-section"),
        (["Cộng", None, None, 2], "row-total"),
        ([None, "Tổng", None, 2], "row-total"),
        ([None, None, "TỔNG CỘNG:", 2], "row-total"),
        ([None, "Ghi chú: danh sách có 2 người"], "row-note"),
        (HEAD, "row-header"),
        ([3], "row-empty"),
        ([3, "-", None, "-"], "row-empty"),
        ([3, None, None, "#N/A", "#N/A"], "row-empty"),
    ],
)
def test_a_row_that_is_no_record_is_noted(reader: Reader, line: list[object], code: str) -> None:
    reading = reader({"Nhân sự": [HEAD, line, FIRST, SECOND]})
    assert [subject.id for subject in reading.dossier.subjects] == ["NV1", "NV2"]
    assert [found for _, found in notes(reading)] == [code]
    assert codes(reading) == []


def test_a_merged_text_across_the_row_is_a_section(reader: Reader) -> None:
    lines = [HEAD, ["Ban giám hiệu"], FIRST, [None, "Giáo viên"], SECOND]
    reading = reader({"Nhân sự": lines}, {"Nhân sự": ["A2:E2", "B4:E4"]})
    assert [subject.id for subject in reading.dossier.subjects] == ["NV1", "NV2"]
    assert notes(reading) == [("A2", "row-section"), ("B4", "row-section")]


def test_the_signatures_below_the_list_are_notes(reader: Reader) -> None:
    below: Lines = [
        [],
        [None, None, None, "Yên Bái, ngày 15 tháng 6 năm 2025"],
        [None, None, "Người lập biểu", "HIỆU TRƯỞNG"],
        [],
        [None, None, "Phạm Thị Dung", "Nguyễn Văn An"],
    ]
    reading = reader({"Nhân sự": [HEAD, FIRST, SECOND, *below]})
    assert [subject.id for subject in reading.dossier.subjects] == ["NV1", "NV2"]
    assert notes(reading) == [("D5", "row-note"), ("C6", "row-note"), ("C8", "row-note")]


def test_a_row_with_only_a_name_is_a_person(reader: Reader) -> None:
    reading = reader({"Nhân sự": [HEAD, FIRST, [None, None, "Lê Văn Cường"], SECOND]})
    assert [s.name for s in reading.dossier.subjects if s.id == "Nhân sự!B3"] == ["Lê Văn Cường"]
    assert codes(reading) == [("Nhân sự!B3", "id-missing")]


def test_an_id_that_looks_like_a_numeral_is_a_person(reader: Reader) -> None:
    reading = reader({"Nhân sự": [HEAD, FIRST, [None, "C-01"]]})
    assert [subject.id for subject in reading.dossier.subjects] == ["C-01", "NV1"]


def test_a_listed_name_is_no_section_on_another_sheet(reader: Reader) -> None:
    units = [["Mã đơn vị", "Tên đơn vị"], ["T1", "Tổ Toán"]]
    awards = [["Mã", "Họ và tên", "Danh hiệu"], [None, "Tổ Toán"], ["Tổ Văn"]]
    reading = reader({"Đơn vị": units, "Khen thưởng": awards})
    (row,) = reading.dossier.by_id["T1"].rows["awards"]
    assert not row.certain
    assert ("A3", "row-section") in notes(reading)


def test_merged_cells_hold_for_all_their_rows(reader: Reader) -> None:
    awards = [["Mã", "Danh hiệu", "Năm"], ["NV1", "LĐTT", 2023], [None, "CSTĐCS", 2024], [None]]
    sheets = {"Nhân sự": PEOPLE, "Khen thưởng": awards}
    reading = reader(sheets, {"Khen thưởng": ["A2:A3"]})
    rows = reading.dossier.by_id["NV1"].rows["awards"]
    assert [(row.value("award_name").scalar, row.certain) for row in rows] == [
        ("LĐTT", True),
        ("CSTĐCS", True),
    ]
    assert [row.cells[0].ref for row in rows] == ["A2", "A2"]


def test_a_text_across_several_columns_is_a_value_of_the_first(reader: Reader) -> None:
    lines = [["Mã", "Họ và tên", "Đảng viên", "Người đứng đầu"], ["NV1", "An", "x", None]]
    reading = reader({"Nhân sự": lines}, {"Nhân sự": ["C2:D2"]})
    subject = reading.dossier.by_id["NV1"]
    assert (subject.fact("party_member").scalar, subject.fact("heads_unit").scalar) == (True, None)
    assert [cell.ref for cell in subject.fact("heads_unit").cells] == ["D2"]


def test_merged_signatures_are_notes(reader: Reader) -> None:
    below: Lines = [
        ["Người lập biểu", None, None, "HIỆU TRƯỞNG"],
        ["Phạm Thị Dung", None, None, "Nguyễn Văn An"],
    ]
    merged = {"Nhân sự": ["A4:C4", "D4:E4", "A5:C5", "D5:E5"]}
    reading = reader({"Nhân sự": [HEAD, FIRST, SECOND, *below]}, merged)
    assert notes(reading) == [("A4", "row-note"), ("A5", "row-note")]
    assert codes(reading) == []


def test_every_cell_with_content_is_accounted_for(reader: Reader) -> None:
    lines = [["DANH SÁCH"], HEAD, ["I. Tổ"], FIRST, ["x", None, None, None, None, "lạ"], SECOND]
    reading = reader({"Nhân sự": lines})
    told = {cell.ref for p in (*reading.problems, *reading.unused) for cell in p.cells}
    used = {
        cell.ref
        for subject in reading.dossier.subjects
        for value in subject.facts.values()
        for cell in value.cells
    }
    ignored_column, unknown_column, headers = {"A4", "A5", "A6"}, {"F5"}, {f"{c}2" for c in "BCDE"}
    filled = {
        f"{'ABCDEF'[column]}{row}"
        for row, line in enumerate(lines, 1)
        for column, value in enumerate(line)
        if value is not None
    }
    assert filled <= told | used | ignored_column | unknown_column | headers


def test_a_signature_may_stand_below_the_ids(reader: Reader) -> None:
    """Whoever signs may do so in any column; a name has spaces, an id has none."""
    foot: Lines = [
        [None, "Người lập biểu", None, "Hiệu trưởng"],
        [None, "Lê Thị Kim Oanh", None, "Đỗ Thị Kim Liên"],
    ]
    reading = reader({"Nhân sự": [HEAD, FIRST, SECOND, *foot]})
    assert [one.id for one in reading.dossier.of_kind("person")] == ["NV1", "NV2"]
    assert notes(reading)[-2:] == [("B4", "row-note"), ("B5", "row-note")]


def test_a_total_may_be_written_below_the_ids(reader: Reader) -> None:
    reading = reader({"Nhân sự": [HEAD, FIRST, SECOND, ["Tổng cộng", "2 người"]]})
    assert [one.id for one in reading.dossier.of_kind("person")] == ["NV1", "NV2"]
    assert notes(reading)[-1] == ("A4", "row-total")
