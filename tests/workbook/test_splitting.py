"""Several values in one cell: which they are, and of which year each of them is."""

import pytest

from engine.facts import Reading, SchoolYear, State
from engine.workbook.cells.reader import cell_reader
from engine.workbook.sheets.splitting import Splitter

from .books import PEOPLE, VOCABULARY, Lines, Reader, codes

TITLES = Splitter(cell_reader(VOCABULARY.fields["award_title"], VOCABULARY), VOCABULARY)


def pieces(text: str) -> list[tuple[object, object]]:
    return [(piece.scalar or piece.text, piece.year) for piece in TITLES.pieces(text)]


@pytest.mark.parametrize(
    "text",
    ["CSTĐCS; BK tỉnh", "CSTĐCS, BK tỉnh", "CSTĐCS + BK tỉnh", "CSTĐCS+BK tỉnh",
     "CSTĐCS\nBK tỉnh", "1) CSTĐCS 2) BK tỉnh", "1. CSTĐCS\n2. BK tỉnh", "- CSTĐCS\n- BK tỉnh",
     "1)CSTĐCS;2)BK tỉnh", "CSTĐCS;\nBK tỉnh;", "CSTĐCS - BK tỉnh"],
)  # fmt: skip
def test_values_may_stand_apart_in_many_ways(text: str) -> None:
    assert pieces(text) == [("cstdcs", None), ("bk-bo-tinh", None)]


@pytest.mark.parametrize(
    "text",
    ["BK tỉnh 2023", "BK tỉnh (2023)", "BK tỉnh năm 2023", "BK tỉnh - 2023", "BK tỉnh: 2023",
     "năm 2023: BK tỉnh", "2023: BK tỉnh", "BK tỉnh (năm 2023)", "BK tỉnh, 2023"],
)  # fmt: skip
def test_a_value_may_have_its_year_beside_it(text: str) -> None:
    assert pieces(text) == [("bk-bo-tinh", 2023)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CSTĐCS; BK tỉnh 2023", [("cstdcs", None), ("bk-bo-tinh", 2023)]),
        ("LĐTT năm học 2022 - 2023; CSTĐCS (2023-2024)",
         [("ldtt", SchoolYear(2022)), ("cstdcs", SchoolYear(2023))]),
        ("LĐTT 2021, 2022, 2023", [("ldtt", 2021), ("ldtt", 2022), ("ldtt", 2023)]),
        ("2023: CSTĐCS, BK tỉnh; 2024: LĐTT",
         [("cstdcs", 2023), ("bk-bo-tinh", 2023), ("ldtt", 2024)]),
        ("LĐTT, CSTĐCS 2023", [("ldtt", None), ("cstdcs", 2023)]),
        ("Lao động tiên tiến, Chiến sĩ tiên tiến; BK tỉnh", [("ldtt", None), ("bk-bo-tinh", None)]),
        ("Chiến sĩ thi đua Bộ, ban, ngành, tỉnh, LĐTT", [("cstd-bo-tinh", None), ("ldtt", None)]),
        ("LĐTT; Trưởng ban lễ tân", [("ldtt", None), ("Trưởng ban lễ tân", None)]),
    ],
)  # fmt: skip
def test_each_value_is_read_with_its_own_year(text: str, found: list[object]) -> None:
    assert pieces(text) == found


@pytest.mark.parametrize(
    "text",
    ["LĐTT", "Lao động tiên tiến, Chiến sĩ tiên tiến", "Bằng khen\ncủa UBND tỉnh",
     "Chiến sĩ thi đua Bộ, ban, ngành, tỉnh", "Trưởng ban; Phó ban", "CSTĐCS (lần 2)", "-", "",
     "LĐTT 2021-2023"],
)  # fmt: skip
def test_one_value_stays_whole_and_so_does_what_cannot_be_read(text: str) -> None:
    assert pieces(text) == []


@pytest.mark.parametrize(
    "text", ["LĐTT, hoặc CSTĐCS", "LĐTT; đề nghị BK tỉnh", "LĐTT (dự kiến); CSTĐCS", "LĐTT; ?"]
)
def test_a_part_that_takes_the_others_back_leaves_all_of_them_unread(text: str) -> None:
    assert pieces(text) == []


HEAD = ["Mã", "Họ và tên", "Danh hiệu", "Năm", "Cấp"]


def awards(reader: Reader, *lines: list[object], head: list[str] = HEAD) -> Reading:
    return reader({"Nhân sự": PEOPLE, "Khen thưởng": [head, *lines]})


def rows(reading: Reading) -> list[tuple[object, object, object, bool]]:
    return [
        (
            row.value("award_title").scalar,
            row.value("award_name").scalar,
            row.year.scalar,
            row.certain,
        )
        for row in reading.dossier.by_id["NV1"].rows["awards"]
    ]


def test_each_value_of_a_cell_is_a_row_with_the_rest_of_its_row(reader: Reader) -> None:
    reading = awards(reader, ["NV1", "Nguyễn Văn An", "CSTĐCS; Giấy khen", 2023, "Huyện"])
    assert rows(reading) == [
        ("cstdcs", "CSTĐCS", 2023, True),
        ("giay-khen", "Giấy khen", 2023, True),
    ]
    found = reading.dossier.by_id["NV1"].rows["awards"]
    assert {row.value("award_level").scalar for row in found} == {"district"}
    assert {row.value("award_title").cells[0].ref for row in found} == {"C2"}
    (told,) = [p for p in reading.problems if p.code == "cell-split"]
    assert told.details["read"] == "CSTĐCS; Giấy khen"


def test_the_year_beside_a_value_is_that_of_a_row_without_one(reader: Reader) -> None:
    line = ["NV1", "Nguyễn Văn An", "CSTĐCS 2022; Giấy khen", None, None]
    assert [(title, year) for title, _, year, _ in rows(awards(reader, line))] == [
        ("cstdcs", 2022),
        ("giay-khen", None),
    ]


def test_without_a_year_column_the_year_beside_a_value_counts(reader: Reader) -> None:
    line = ["NV1", "CSTĐCS 2022; Giấy khen"]
    reading = awards(reader, line, head=["Mã", "Danh hiệu"])
    assert [(title, year) for title, _, year, _ in rows(reading)] == [
        ("cstdcs", 2022),
        ("giay-khen", None),
    ]


@pytest.mark.parametrize(
    ("year", "told"), [(2023, False), ("2022-2023", False), (2022, True), ("2023-2024", False)]
)
def test_the_year_beside_a_value_must_fit_the_row(reader: Reader, year: object, told: bool) -> None:
    reading = awards(reader, ["NV1", None, "BK tỉnh 2023", year, None])
    assert ("part-year-contradicts" in [code for _, code in codes(reading)]) is told
    (row,) = reading.dossier.by_id["NV1"].rows["awards"]
    assert (row.year.state is State.CONTRADICTORY) is told


def test_a_part_that_cannot_be_read_is_a_row_that_may_be(reader: Reader) -> None:
    reading = awards(reader, ["NV1", None, "LĐTT; Trưởng ban lễ tân", 2023, None])
    assert rows(reading) == [
        ("ldtt", "LĐTT", 2023, True),
        (None, "Trưởng ban lễ tân", 2023, False),
    ]
    (problem,) = [p for p in reading.problems if p.code == "part-unreadable"]
    assert problem.details["part"] == "Trưởng ban lễ tân"


def test_codes_and_names_of_several_awards_go_together(reader: Reader) -> None:
    head = ["Mã", "Mã danh hiệu", "Danh hiệu", "Năm"]
    line = ["NV1", "ldtt; giay-khen", "Lao động tiên tiến; Giấy khen", 2023]
    assert rows(awards(reader, line, head=head)) == [
        ("ldtt", "Lao động tiên tiến", 2023, True),
        ("giay-khen", "Giấy khen", 2023, True),
    ]


def test_several_forms_of_discipline_are_several_rows(reader: Reader) -> None:
    lines = [["Mã", "Hình thức kỷ luật", "Năm"], ["NV1", "Khiển trách 2021; Cảnh cáo 2023", None]]
    reading = reader({"Nhân sự": PEOPLE, "Kỷ luật": lines})
    found = reading.dossier.by_id["NV1"].rows["discipline"]
    assert [row.year.scalar for row in found] == [2021, 2023]


def test_a_yearly_rating_is_not_split(reader: Reader) -> None:
    lines: Lines = [["Mã", "Năm", "Xếp loại"], ["NV1", 2023, "HTXS; HTT"]]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": lines})
    (row,) = reading.dossier.by_id["NV1"].rows["ratings"]
    assert row.value("grade").state is State.UNREADABLE
    assert codes(reading) == [("Xếp loại!C2", "value-unreadable")]
