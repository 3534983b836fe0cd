"""Which sheet a name means, of which year its rows are, and what is told of a whole sheet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from engine.facts import Reading, SchoolYear, State
from engine.workbook.sheets.names import SheetNames

from .books import PEOPLE, VOCABULARY, Lines, Reader, codes, read, write

NAMES = SheetNames(VOCABULARY)
RATED: Lines = [["Mã", "Họ và tên", "Xếp loại"], ["NV1", "Nguyễn Văn An", "HTT"]]


@pytest.mark.parametrize(
    ("name", "spec", "rest"),
    [
        ("Xếp loại", "ratings", ""),
        ("Xếp loại tổ chức", "unit_ratings", ""),
        ("Xếp loại - tổ chức", "unit_ratings", ""),
        ("Xếp loại 1", "ratings", "1"),
        ("Xếp loại1", "ratings", "1"),
        ("Xếp loại II", "ratings", "II"),
        ("Xếp loại (2)", "ratings", "2"),
        ("Xếp loại - Tổ 1", "ratings", "Tổ 1"),
        ("Xếp loại Tổ 1", "ratings", "Tổ 1"),
        ("XEP LOAI 2021", "ratings", "2021"),
        ("Xếp loại tổ chức 2021", "unit_ratings", "2021"),
        ("Xếp loại năm học 2023-2024", "ratings", "năm học 2023-2024"),
        ("Nhân sự_THCS", "person", "THCS"),
        ("Nhân sự: Mầm non", "person", "Mầm non"),
        ("Trường Mầm non Sao Mai - Nhân sự", "person", ""),
        ("Hồ sơ 2025 - TH Đồi Cọ - Khen thưởng", "awards", ""),
        ("DS CB-GV-NV", "person", ""),
        ("DANH SACH CBGVNV", "person", ""),
        ("Kết quả xếp loại 2024", "ratings", "2024"),
    ],
)
def test_a_name_may_go_on_behind_that_of_a_sheet(name: str, spec: str, rest: str) -> None:
    found = NAMES.read(name)
    assert (found.ids, found.rest) == ({spec}, rest)


@pytest.mark.parametrize(
    "name",
    ["Xếp loại học sinh", "Khen thưởng - đề nghị", "Khen thưởng đề nghị 2025", "Kỷ luật (cũ)",
     "Xếp loại - HK1", "Xếp loại - học kỳ I", "Nhân sự dự kiến", "Trường THCS Bình Minh", "2021",
      "Sheet1", "Dự kiến - Khen thưởng", "Mẫu - Nhân sự"],
)  # fmt: skip
def test_a_name_that_goes_on_otherwise_is_not_known(name: str) -> None:
    assert NAMES.ids(name) == frozenset()


def rated(reader: Reader, name: str, lines: Lines = RATED) -> Reading:
    return reader({"Nhân sự": PEOPLE, name: lines})


def years(reading: Reading, relation: str = "ratings") -> list[object]:
    return [row.year.scalar for row in reading.dossier.by_id["NV1"].rows[relation]]


def of_sheet(reading: Reading, *wanted: str) -> list[tuple[str, str]]:
    found = [(p.code, p.details.get("read", "")) for p in reading.problems]
    return [one for one in found if one[0] in wanted]


@pytest.mark.parametrize(
    ("name", "year"),
    [("Xếp loại 2021", 2021), ("Xếp loại năm 2021", 2021), ("Xếp loại_2021", 2021),
     ("Xếp loại-2021", 2021), ("Xếp loại 2021 (2)", 2021), ("Xếp loại - Tổ 1 - 2021", 2021),
     ("Xếp loại 2020-2021", SchoolYear(2020)), ("Xếp loại NH 2020-2021", SchoolYear(2020)),
     ("Xếp loại 2021-2025", None), ("Xếp loại năm học 2021", None), ("Xếp loại 1", None)],
)  # fmt: skip
def test_the_year_in_a_name_is_that_of_all_its_rows(
    reader: Reader, name: str, year: object
) -> None:
    reading = rated(reader, name)
    assert years(reading) == [year]
    told = [("year-from-sheet", str(year))] if year else []
    assert of_sheet(reading, "year-from-sheet") == told
    row = reading.dossier.by_id["NV1"].rows["ratings"][0]
    assert row.value("rating_year") == row.year or year is None


def test_parts_of_a_list_are_one_list(reader: Reader) -> None:
    lines = [["Mã", "Năm", "Xếp loại"], ["NV1", 2021, "HTT"]]
    more = [["Mã", "Xếp loại", "Năm"], ["NV1", "HTXS", 2022], ["NV2", "HTT", 2022]]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại 1": lines, "Xếp loại (2)": more})
    assert years(reading) == [2021, 2022]
    assert of_sheet(reading, "sheet-part") == [("sheet-part", "Xếp loại cá nhân")] * 2


@pytest.mark.parametrize(
    ("year", "state"),
    [(2021, State.KNOWN), (2022, State.CONTRADICTORY), ("2020-2021", State.KNOWN),
     ("2022-2023", State.CONTRADICTORY), (None, State.BLANK), ("??", State.UNREADABLE)],
)  # fmt: skip
def test_the_year_column_must_not_contradict_the_name(
    reader: Reader, year: object, state: State
) -> None:
    reading = rated(reader, "Xếp loại 2021", [["Mã", "Năm", "Xếp loại"], ["NV1", year, "HTT"]])
    (row,) = reading.dossier.by_id["NV1"].rows["ratings"]
    assert row.year.state is row.value("rating_year").state is state
    told = [code for _, code in codes(reading) if code == "year-contradicts"]
    assert told == (["year-contradicts"] if state is State.CONTRADICTORY else [])


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("KẾT QUẢ XẾP LOẠI NĂM HỌC 2023-2024", SchoolYear(2023)),
        ("KẾT QUẢ XẾP LOẠI NĂM HỌC 2023 - 2024", SchoolYear(2023)),
        ("Bảng tổng hợp xếp loại 2023-2024", SchoolYear(2023)),
        ("KẾT QUẢ XẾP LOẠI NĂM 2024", 2024),
        ("KẾT QUẢ XẾP LOẠI 2024", 2024),
        ("Năm: 2024", 2024),
        ("KẾT QUẢ NĂM 2024\n(Kèm theo Quyết định số 15/QĐ năm 2025)", 2024),
        ("KẾT QUẢ XẾP LOẠI NĂM 2024 (theo Nghị định số 90/2020/NĐ-CP)", 2024),
        ("KẾT QUẢ XẾP LOẠI GIAI ĐOẠN 2021-2025", None),
        ("KẾT QUẢ XẾP LOẠI TỪ 2021 - 2025", None),
        ("KẾT QUẢ XẾP LOẠI HỌC KỲ I NĂM HỌC 2023-2024", None),
        ("HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG NĂM 2025", None),
        ("Yên Bái, ngày 15 tháng 6 năm 2025", None),
        ("Quyết định số 2024", None),
        ("KẾT QUẢ XẾP LOẠI NĂM HỌC 2024", None),
        ("Số: 15/2024/BC-TH", None),
        ("2024", None),
    ],
)
def test_the_year_of_a_title_is_that_of_the_rows_below(
    reader: Reader, title: str, year: object
) -> None:
    reading = rated(reader, "Xếp loại", [[title], [], *RATED])
    assert years(reading) == [year]
    (row,) = reading.dossier.by_id["NV1"].rows["ratings"]
    assert [cell.ref for cell in row.year.cells] == (["A1"] if year else [])
    told = [("year-from-title", str(year))] if year else []
    assert of_sheet(reading, "year-from-title") == told


def test_a_label_and_a_year_above_the_table_are_a_title(reader: Reader) -> None:
    assert years(rated(reader, "Xếp loại", [["Năm học:", "2023-2024"], *RATED])) == [
        SchoolYear(2023)
    ]
    assert years(rated(reader, "Xếp loại", [["Số:", 2024], *RATED])) == [None]


def test_two_years_above_a_table_leave_the_year_unknown(reader: Reader) -> None:
    reading = rated(reader, "Xếp loại", [["XẾP LOẠI NĂM 2023"], ["Năm 2024"], *RATED])
    (row,) = reading.dossier.by_id["NV1"].rows["ratings"]
    assert (row.year.state, [cell.ref for cell in row.year.cells]) == (
        State.CONTRADICTORY,
        ["A1", "A2"],
    )
    (problem,) = [p for p in reading.problems if p.code == "title-years-differ"]
    assert problem.details["years"] == "2023, 2024"


def test_the_name_and_the_title_must_agree(reader: Reader) -> None:
    assert years(rated(reader, "Xếp loại 2024", [["NĂM HỌC 2023-2024"], *RATED])) == [
        SchoolYear(2023)
    ]
    assert years(rated(reader, "Xếp loại 2024", [["XẾP LOẠI NĂM 2023"], *RATED])) == [None]


def test_a_title_says_nothing_where_each_row_has_its_year(reader: Reader) -> None:
    lines = [["TỔNG HỢP NĂM 2025"], ["Mã", "Năm", "Xếp loại"], ["NV1", 2021, "HTT"],
             ["NV1", None, "HTT"]]  # fmt: skip
    assert years(rated(reader, "Xếp loại", lines)) == [2021, None]


def test_sections_may_give_the_years(reader: Reader) -> None:
    lines = [["Mã", "Xếp loại"], ["Năm 2021"], ["NV1", "HTT"], ["NĂM HỌC 2022-2023"], ["NV1", "T"]]
    reading = rated(reader, "Xếp loại", lines)
    assert years(reading) == [2021, SchoolYear(2022)]
    assert [p.cells[0].ref for p in reading.unused if p.code == "row-section"] == ["A2", "A4"]


DATED = ["Mã", "Danh hiệu", "Ngày quyết định"]


@pytest.mark.parametrize(
    ("day", "state"),
    [("05/07/2023", State.KNOWN), ("05/07/2024", State.KNOWN), (None, State.KNOWN),
     ("2024", State.KNOWN), ("05/07/2022", State.CONTRADICTORY), ("2026", State.CONTRADICTORY)],
)  # fmt: skip
def test_an_award_is_signed_in_its_year_or_the_next(
    reader: Reader, day: object, state: State
) -> None:
    lines = [["KHEN THƯỞNG NĂM 2023"], DATED, ["NV1", "LĐTT", day]]
    reading = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines})
    (row,) = reading.dossier.by_id["NV1"].rows["awards"]
    assert row.year.state is state
    told = [code for _, code in codes(reading) if code == "day-outside-year"]
    assert told == (["day-outside-year"] if state is State.CONTRADICTORY else [])


@pytest.mark.parametrize(
    ("sheets", "covered"),
    [
        ({"Kỷ luật": [["Mã", "Hình thức", "Năm"]]}, True),
        ({"Kỷ luật 2024": [["Mã", "Hình thức"]]}, False),
        ({"Kỷ luật 2024": [["Mã", "Hình thức", "Năm"]]}, False),
        ({"Kỷ luật": [["KỶ LUẬT NĂM 2024"], ["Mã", "Hình thức"]]}, False),
        ({"Kỷ luật": [["KỶ LUẬT NĂM 2024"], ["Mã", "Hình thức", "Năm"]]}, True),
        ({"Kỷ luật": [["Mã", "Hình thức 2023", "Hình thức 2024"]]}, False),
        ({"Kỷ luật": [["Mã", "Hình thức", "Năm"]], "Kỷ luật 2024": [["Mã", "Hình thức"]]}, True),
        ({"Kỷ luật - Tổ 1": [["Mã", "Hình thức", "Năm"]]}, True),
    ],
)
def test_a_list_about_some_years_says_nothing_of_others(
    reader: Reader, sheets: dict[str, Lines], covered: bool
) -> None:
    reading = reader({"Nhân sự": PEOPLE, **sheets})
    assert ("discipline" in reading.dossier.covered) is covered
    assert ("sheet-years-only" in [code for _, code in codes(reading)]) is not covered


def hidden(path: Path, change: Callable[..., None]) -> Reading:
    write(path, {"Nhân sự": PEOPLE, "Đơn vị": [["Mã đơn vị", "Tên đơn vị"], ["TH01", "A"]]})
    book = load_workbook(path)
    change(book)
    book.save(path)
    return read(path)


def test_what_is_hidden_is_read_and_told(tmp_path: Path) -> None:
    def hide(book) -> None:
        for row in (2, 3, 4, 9):
            book["Nhân sự"].row_dimensions[row].hidden = True
        for column in "BF":
            book["Nhân sự"].column_dimensions[column].hidden = True
        book["Đơn vị"].sheet_state = "hidden"

    reading = hidden(tmp_path / "a.xlsx", hide)
    assert [one.id for one in reading.dossier.of_kind("person")] == ["NV1", "NV2", "NV3"]
    told = {p.code: (p.where, p.details.get("listed")) for p in reading.problems}
    assert told["rows-hidden"] == ("a.xlsx!Nhân sự", "2–4")
    assert told["columns-hidden"] == ("a.xlsx!Nhân sự", "B, F")
    assert told["sheet-hidden"] == ("a.xlsx!Đơn vị", None)


def test_an_empty_row_that_is_hidden_is_not_worth_telling(tmp_path: Path) -> None:
    def hide(book) -> None:
        book["Nhân sự"].row_dimensions[9].hidden = True

    assert "rows-hidden" not in [p.code for p in hidden(tmp_path / "a.xlsx", hide).problems]
