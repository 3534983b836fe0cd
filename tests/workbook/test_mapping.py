"""The accepted mapping file: what it may say, and what it does to a dossier."""

from collections.abc import Mapping as Given
from pathlib import Path
from textwrap import dedent

import pytest

from engine.errors import InputError
from engine.facts import Reading
from engine.workbook import load_mapping, read_dossier
from engine.workbook.mapping.accepted import Mapping

from .books import PEOPLE, UNITS, VOCABULARY, Lines, codes, write


def mapping(folder: Path, text: str) -> Mapping:
    path = folder / "mapping.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    return load_mapping(path, VOCABULARY)


@pytest.fixture
def reader(tmp_path: Path):
    def make(sheets: Given[str, Lines], text: str) -> Reading:
        accepted = mapping(tmp_path, text)
        path = write(tmp_path / "truong.xlsx", sheets)
        reading = read_dossier([path], VOCABULARY, accepted)
        for problem in (*reading.problems, *reading.unused):
            assert problem.message("vi") and problem.help("en")
        return reading

    return make


# What the file may say


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("- a", "1:1", "mapping-entry"),
        ("sheets: a", "1:1", "mapping-list"),
        ("sheets:\n- a", "2:3", "mapping-entry"),
        ("sheets:\n- {as: person, accepted: yes}", "2:3", "mapping-needs"),
        ("sheets:\n- {sheet: a, as: person}", "2:3", "mapping-needs"),
        ("sheets:\n- {sheet: a, as: person, accepted: perhaps}", "2:26", "mapping-accepted"),
        ("sheets:\n- {sheet: a, as: persons, accepted: no}", "2:14", "mapping-sheet"),
        ("sheets:\n- {sheet: a, is: person, accepted: no}", "2:14", "mapping-key"),
        ("sheets:\n- {sheet: 2024, as: person, accepted: no}", "2:4", "mapping-text"),
        ("sheets:\n- {sheet: a, sheet: b}", "2:14", "yaml-duplicate"),
        ("sheets: [", "1:10", "yaml-open-bracket"),
        ("sheets: !!python/object a", "1:9", "yaml-tag"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path, text, place, code) -> None:
    with pytest.raises(InputError) as caught:
        mapping(tmp_path, text)
    assert (caught.value.code, caught.value.where) == (code, f"mapping.yaml:{place}")
    assert caught.value.message("vi") != caught.value.message("en")


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("{header: H, as: nobody, accepted: no}", "mapping-field"),
        ("{header: H, as: person_id, column: 4D, accepted: no}", "mapping-letter"),
        ("{as: person_id, accepted: no}", "mapping-needs"),
        ("{header: H, as: person_id, accepted: yes}, {header: h, as: role, accepted: yes}",
         "mapping-twice"),
    ],
)  # fmt: skip
def test_a_mistake_about_a_column_is_told(tmp_path, column, code) -> None:
    text = f"sheets:\n- {{sheet: a, as: person, accepted: no, columns: [{column}]}}"
    with pytest.raises(InputError) as caught:
        mapping(tmp_path, text)
    assert caught.value.code == code


def test_a_sheet_is_not_accepted_twice_as_the_same(tmp_path: Path) -> None:
    entry = "- {sheet: a, as: person, accepted: yes}\n"
    with pytest.raises(InputError) as caught:
        mapping(tmp_path, f"sheets:\n{entry}{entry}")
    assert (caught.value.code, caught.value.where) == ("mapping-twice", "mapping.yaml:3:3")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        mapping(tmp_path, "sheets:\n- {sheet: a, as: x, accepted: no}\n- {sheet: b, as: y}\n")
    codes = [caught.value.code, *(other.code for other in caught.value.others)]
    assert codes == ["mapping-sheet", "mapping-sheet", "mapping-needs"]


def test_a_mapping_that_is_not_there_is_an_unreadable_input(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_mapping(tmp_path / "none.yaml", VOCABULARY)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("answer", "is_accepted"),
    [
        ("yes", True),
        ("true", True),
        ("có", True),
        ("no", False),
        ("false", False),
        ("không", False),
    ],
)
def test_yes_and_no_are_words_of_the_vocabulary(tmp_path, answer, is_accepted) -> None:
    found = mapping(tmp_path, f"sheets:\n- {{sheet: a, as: person, accepted: {answer}}}")
    assert bool(found.entries) is is_accepted


def test_an_empty_file_accepts_nothing(tmp_path: Path) -> None:
    assert mapping(tmp_path, "# nothing yet\n").entries == ()


# What it does

STRANGE: Lines = [
    ["Số hiệu", "Ai", "Nơi", "Việc"],
    ["NV1", "Nguyễn Văn An", "TH01", "GV"],
]
KNOWN = """
    sheets:
    - sheet: Người làm
      as: person
      accepted: {sheet}
      columns:
      - {{header: Số hiệu, as: person_id, accepted: yes}}
      - {{header: AI, as: person_name, accepted: yes}}
      - {{header: Nơi, as: unit, accepted: yes}}
      - {{header: Việc, as: role, accepted: {column}}}
    """


def test_accepted_sheets_and_headers_are_read(reader) -> None:
    sheets = {"Đơn vị": UNITS, "Người làm": STRANGE}
    reading = reader(sheets, KNOWN.format(sheet="yes", column="yes"))
    (person,) = reading.dossier.of_kind("person")
    assert (person.id, person.name, person.unit) == ("NV1", "Nguyễn Văn An", "TH01")
    assert person.fact("role").scalar == "teacher"
    assert codes(reading) == []


def test_what_is_not_accepted_is_not_read(reader) -> None:
    sheets = {"Đơn vị": UNITS, "Người làm": STRANGE}
    reading = reader(sheets, KNOWN.format(sheet="yes", column="no"))
    assert reading.dossier.by_id["NV1"].fact("role").scalar is None
    assert codes(reading) == [("Người làm!D1", "column-unknown")]
    reading = reader(sheets, KNOWN.format(sheet="no", column="yes"))
    assert reading.dossier.of_kind("person") == ()
    assert codes(reading) == [("truong.xlsx!Người làm", "sheet-unknown")]


def test_an_entry_that_fits_nothing_is_told_with_its_line(reader) -> None:
    text = """
        sheets:
        - {sheet: Đã xóa, as: person, accepted: yes}
        - sheet: Nhân sự
          as: person
          accepted: yes
          columns:
          - {header: Không có, as: role, accepted: yes}
        """
    reading = reader({"Đơn vị": UNITS, "Nhân sự": PEOPLE}, text)
    assert codes(reading) == [
        ("mapping.yaml:3:3", "mapping-unused"), ("mapping.yaml:8:5", "mapping-unused")
    ]  # fmt: skip


def test_an_entry_wins_over_a_known_header_and_says_so(reader) -> None:
    text = """
        sheets:
        - sheet: Nhân sự
          as: person
          accepted: yes
          columns:
          - {header: Đảng viên, as: heads_unit, accepted: yes}
        """
    reading = reader({"Đơn vị": UNITS, "Nhân sự": PEOPLE}, text)
    first = reading.dossier.by_id["NV1"]
    assert (first.fact("heads_unit").scalar, first.fact("party_member").scalar) == (True, None)
    assert codes(reading) == [("Nhân sự!F1", "mapping-overrides")]


def test_an_entry_wins_over_the_name_of_a_sheet_and_says_so(reader) -> None:
    text = "sheets:\n- {sheet: Khen thưởng, as: discipline, accepted: yes}"
    lines = [["Mã", "Hình thức", "Năm"], ["NV1", "KT", 2024]]
    reading = reader({"Đơn vị": UNITS, "Nhân sự": PEOPLE, "Khen thưởng": lines}, text)
    first = reading.dossier.by_id["NV1"]
    assert (len(first.rows["discipline"]), first.rows["awards"]) == (1, ())
    assert codes(reading) == [("truong.xlsx!Khen thưởng", "mapping-overrides")]


def test_a_column_or_sheet_that_nobody_needs_is_left_out(reader) -> None:
    text = """
        sheets:
        - {sheet: Nháp, as: , accepted: yes}
        - sheet: Nhân sự
          as: person
          accepted: yes
          columns:
          - {header: Đảng viên, as: , accepted: yes}
        """
    sheets = {"Đơn vị": UNITS, "Nhân sự": PEOPLE, "Nháp": [["a", "b"]]}
    reading = reader(sheets, text)
    assert codes(reading) == []
    assert reading.dossier.by_id["NV1"].fact("party_member").scalar is None
    assert [(p.cells[0].ref, p.code) for p in reading.unused] == [
        ("A1", "row-note"), ("A1", "column-ignored"), ("F1", "column-ignored")
    ]  # fmt: skip


def test_columns_of_one_header_are_told_apart_by_their_letters(reader) -> None:
    lines = [["Mã", "Họ tên", "Nội dung", "Nội dung"], ["NV1", "An", "GV", "x"]]
    text = """
        sheets:
        - sheet: Nhân sự
          as: person
          accepted: yes
          columns:
          - {header: Nội dung, column: C, as: role, accepted: yes}
          - {header: Nội dung, column: D, as: party_member, accepted: yes}
        """
    person = reader({"Đơn vị": UNITS, "Nhân sự": lines}, text).dossier.by_id["NV1"]
    assert (person.fact("role").scalar, person.fact("party_member").scalar) == ("teacher", True)


def test_a_column_without_a_header_is_named_by_its_letters(reader) -> None:
    lines = [["Mã", "Họ tên", None], ["NV1", "An", "GV"]]
    text = """
        sheets:
        - sheet: Nhân sự
          as: person
          accepted: yes
          columns:
          - {header: "", column: C, as: role, accepted: yes}
        """
    reading = reader({"Đơn vị": UNITS, "Nhân sự": lines}, text)
    assert reading.dossier.by_id["NV1"].fact("role").scalar == "teacher"


def test_a_header_with_a_year_is_a_column_of_that_year(reader) -> None:
    lines = [["Mã", "Họ tên", "Đ.G 2023", "Đ.G năm 2024"], ["NV1", "Nguyễn Văn An", "T", "XS"]]
    text = """
        sheets:
        - sheet: Xếp loại
          as: ratings
          accepted: yes
          columns:
          - {header: Đ.G 2023, as: grade, accepted: yes}
          - {header: Đ.G năm 2024, as: grade, accepted: yes}
        """
    sheets = {"Đơn vị": UNITS, "Nhân sự": PEOPLE, "Xếp loại": lines}
    rows = reader(sheets, text).dossier.by_id["NV1"].rows["ratings"]
    found = [(row.year.scalar, row.value("grade").scalar) for row in rows]
    assert found == [(2023, "good"), (2024, "excellent")]


def test_an_entry_may_name_the_file(reader) -> None:
    text = KNOWN.format(sheet="yes", column="yes").replace(
        "as: person\n", "file: b.xlsx\n      as: person\n", 1
    )
    reading = reader({"Đơn vị": UNITS, "Người làm": STRANGE}, text)
    assert "mapping-unused" in [code for _, code in codes(reading)]


# One sheet that holds several

BIG: Lines = [
    ["Mã", "Họ và tên", "Đơn vị", "Chức vụ", "XL 2023", "XL 2024", "Danh hiệu", "Năm", "Quê"],
    ["NV1", "Nguyễn Văn An", "TH01", "GV", "T", "XS", "CSTĐCS", 2024, "A"],
    ["NV2", "Trần Thị Bình", "TH02", "HT", "T", None, None, None, "B"],
]
SEVERAL = """
    sheets:
    - {sheet: Tất cả, as: person, accepted: yes}
    - sheet: Tất cả
      as: ratings
      accepted: yes
      columns:
      - {header: XL 2023, as: grade, accepted: yes}
      - {header: XL 2024, as: grade, accepted: yes}
    - sheet: Tất cả
      as: awards
      accepted: yes
      columns:
      - {header: Danh hiệu, as: award_name, accepted: yes}
      - {header: Năm, as: award_year, accepted: yes}
    """


def test_one_sheet_may_be_read_as_several(reader) -> None:
    reading = reader({"Đơn vị": UNITS, "Tất cả": BIG}, SEVERAL)
    first, second = (reading.dossier.by_id[one] for one in ("NV1", "NV2"))
    assert [(r.year.scalar, r.value("grade").scalar) for r in first.rows["ratings"]] == [
        (2023, "good"), (2024, "excellent")
    ]  # fmt: skip
    assert [(r.year.scalar, r.value("award_name").scalar) for r in first.rows["awards"]] == [
        (2024, "CSTĐCS")
    ]  # fmt: skip
    assert (first.fact("role").scalar, first.unit) == ("teacher", "TH01")
    assert [(r.year.scalar, r.certain) for r in second.rows["ratings"]] == [
        (2023, True), (2024, True)
    ]  # fmt: skip
    assert second.rows["awards"] == ()


def test_what_one_reading_uses_is_not_unknown_to_the_others(reader) -> None:
    reading = reader({"Đơn vị": UNITS, "Tất cả": BIG}, SEVERAL)
    assert codes(reading) == [("Tất cả!I1", "column-unknown")]


def test_several_readings_of_one_sheet_share_its_header(reader) -> None:
    lines = [
        ["Mã", "Họ và tên", "Chức vụ", "Xếp loại", None],
        [None, None, None, 2023, 2024],
        ["NV1", "Nguyễn Văn An", "GV", "T", "XS"],
    ]
    text = """
        sheets:
        - {sheet: Tất cả, as: person, accepted: yes}
        - {sheet: Tất cả, as: ratings, accepted: yes}
        """
    reading = reader({"Đơn vị": UNITS, "Tất cả": lines}, text)
    assert [code for _, code in codes(reading) if code == "row-nobody"] == []
    assert len(reading.dossier.by_id["NV1"].rows["ratings"]) == 2
