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


@pytest.mark.parametrize(
    "text", ["Tổng số: 2", "Tổng số 2 người", "Cộng 2 cán bộ", "TỔNG CỘNG: 02", "Tong so 2"]
)
def test_a_total_may_stand_in_one_cell_with_its_word(reader: Reader, text: str) -> None:
    reading = reader({"Nhân sự": [HEAD, FIRST, SECOND, [None, text]]})
    assert [found for _, found in notes(reading)] == ["row-total"]
    assert len(reading.dossier.of_kind("person")) == 2


@pytest.mark.parametrize("name", ["Tống Văn Hai", "Cộng Thị Ba", "Tổng Văn Tư"])
def test_a_name_like_the_word_for_a_total_is_a_person(reader: Reader, name: str) -> None:
    reading = reader({"Nhân sự": [HEAD, FIRST, [2, "NV2", name, "GV", None]]})
    assert [subject.name for subject in reading.dossier.subjects] == ["Nguyễn Văn An", name]


def test_the_columns_may_be_numbered_below_each_header(reader: Reader) -> None:
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)"]
    reading = reader({"Nhân sự": [HEAD, numbers, FIRST, HEAD, numbers, SECOND]})
    assert [subject.id for subject in reading.dossier.subjects] == ["NV1", "NV2"]
    assert [code for _, code in notes(reading)] == ["row-numbering", "row-header", "row-numbering"]


# Marks for the cell above


def awarded(reader: Reader, *lines: list[object]) -> list[tuple[object, ...]]:
    sheets = {"Nhân sự": PEOPLE, "Khen thưởng": [["Mã", "Danh hiệu", "Năm", "Cấp"], *lines]}
    reading = reader(sheets)
    names = ("award_name", "award_level")
    return [
        (subject.id, row.year.scalar, *(row.value(name).scalar for name in names), row.certain)
        for subject in reading.dossier.of_kind("person")
        for row in subject.rows["awards"]
        if row.certain
    ]


@pytest.mark.parametrize("mark", ["nt", "-nt-", "n/t", "như trên", "Như trên", '"', "''"])
def test_a_mark_stands_for_the_cell_above(reader: Reader, mark: str) -> None:
    lines: list[list[object]] = [
        ["NV1", "LĐTT", 2021, "Huyện"],
        [mark, mark, 2022, mark],
        [mark, "Giấy khen", mark, mark],
    ]
    assert awarded(reader, *lines) == [
        ("NV1", 2021, "LĐTT", "district", True),
        ("NV1", 2022, "LĐTT", "district", True),
        ("NV1", 2022, "Giấy khen", "district", True),
    ]


def test_what_a_mark_stands_for_is_told_with_both_cells(reader: Reader) -> None:
    lines = [["Mã", "Danh hiệu", "Năm"], ["NV1", "LĐTT", 2021], ["NV1", "nt", 2022]]
    reading = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines})
    (note,) = [p for p in reading.problems if p.code == "same-as-above"]
    assert (note.cells[0].ref, note.details["read"]) == ("B3", "LĐTT")
    row = reading.dossier.by_id["NV1"].rows["awards"][1]
    assert [cell.ref for cell in row.value("award_name").cells] == ["B3", "B2"]


@pytest.mark.parametrize(
    "lines",
    [
        [["NV1", "nt", 2021, None]],
        [["NV1", None, 2020, None], ["NV1", "nt", 2021, None]],
        [["NV2", "LĐTT", 2020, None], ["Cộng"], ["NV1", "nt", 2021, None]],
        [["NV2", "LĐTT", 2020, None], [], ["NV1", "nt", 2021, None]],
        [["NV2", "LĐTT", 2020, None], ["NV1", "//", 2021, None]],
        [["NV2", "#N/A", 2020, None], ["NV1", "nt", 2021, None]],
    ],
)
def test_a_mark_below_nothing_stays_unknown(reader: Reader, lines: list[list[object]]) -> None:
    sheets = {"Nhân sự": PEOPLE, "Khen thưởng": [["Mã", "Danh hiệu", "Năm", "Cấp"], *lines]}
    reading = reader(sheets)
    row = reading.dossier.by_id["NV1"].rows["awards"][-1]
    assert row.value("award_name").scalar is None
    assert (f"Khen thưởng!B{len(lines) + 1}", "ditto-mark") in codes(reading)


def test_two_lines_for_nothing_do_not_mean_no(reader: Reader) -> None:
    """Of a column whose blank means no, a mark that may stand for the cell above is unknown."""
    lines = [["Mã", "Danh hiệu", "Năm", "Đã thu hồi"], ["NV1", "LĐTT", 2021, "x"],
             ["NV1", "LĐTT", 2022, "//"], ["NV1", "LĐTT", 2023, "-"]]  # fmt: skip
    rows = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines}).dossier.by_id["NV1"].rows["awards"]
    assert [row.value("award_revoked").scalar for row in rows] == [True, None, False]


# A column for each year in a list of what happened


def held(reader: Reader, head: list[str], line: list[object]) -> list[tuple[object, ...]]:
    reading = reader({"Nhân sự": PEOPLE, "Khen thưởng": [["Mã", *head], ["NV1", *line]]})
    rows = reading.dossier.by_id["NV1"].rows["awards"]
    return [(row.year.scalar, row.value("award_title").scalar, row.certain) for row in rows]


AWARDED = ["Danh hiệu 2021", "Danh hiệu 2022", "Danh hiệu 2023"]


def test_a_filled_cell_is_a_row_of_its_year_and_a_blank_one_is_none(reader: Reader) -> None:
    assert held(reader, AWARDED, ["LĐTT", None, "CSTĐCS; Giấy khen"]) == [
        (2021, "ldtt", True),
        (2023, "cstdcs", True),
        (2023, "giay-khen", True),
    ]


@pytest.mark.parametrize("nothing", [None, "-", "Không", "không có", 0])
def test_what_says_nothing_is_no_row(reader: Reader, nothing: object) -> None:
    assert held(reader, AWARDED, ["LĐTT", nothing, nothing]) == [(2021, "ldtt", True)]


@pytest.mark.parametrize("doubtful", ["#N/A", "//", "nt"])
def test_what_may_say_something_is_a_row_that_may_be(reader: Reader, doubtful: object) -> None:
    assert held(reader, AWARDED[:1], [doubtful]) == [(2021, None, False)]


@pytest.mark.parametrize(
    ("recognised", "found"),
    [("x", [(True, True)]), ("không", [(False, False)]), (None, [(None, False)]),
     ("?", [(None, False)])],
)  # fmt: skip
def test_a_blank_mark_is_not_that_nothing_happened(
    reader: Reader, recognised: object, found: list[tuple[object, bool]]
) -> None:
    lines = [["Mã", "Được công nhận 2021"], ["NV1", recognised]]
    reading = reader({"Nhân sự": PEOPLE, "Sáng kiến": lines})
    rows = reading.dossier.by_id["NV1"].rows["initiatives"]
    assert [(row.value("recognised").scalar, row.certain) for row in rows] == found


def test_a_mark_beside_a_blank_name_is_nothing(reader: Reader) -> None:
    lines = [["Mã", "Tên sáng kiến 2021", "Được công nhận 2021"], ["NV1", None, None],
             ["NV2", "Đọc sách", None]]  # fmt: skip
    subjects = reader({"Nhân sự": PEOPLE, "Sáng kiến": lines}).dossier.by_id
    assert subjects["NV1"].rows["initiatives"] == ()
    (row,) = subjects["NV2"].rows["initiatives"]
    assert (row.value("recognised").scalar, row.certain) == (None, True)
