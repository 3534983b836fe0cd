"""What a column or sheet may be: suggested with a reason, never read by itself."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.workbook import load_mapping, read_dossier
from engine.workbook.grids import Grid
from engine.workbook.guessing.proposing import SheetProposal, propose
from engine.workbook.guessing.writing import mapping_text
from engine.workbook.letters.similarity import alike, nearest

from .books import PEOPLE, UNITS, VOCABULARY, Lines, codes, read, write


def grids(sheets: Mapping[str, Lines]) -> list[Grid]:
    found = []
    for name, lines in sheets.items():
        width = max(len(line) for line in lines)
        rows = [[*line, *[None] * (width - len(line))] for line in lines]
        found.append(Grid("truong.xlsx", name, rows, {}))
    return found


def proposed(sheets: Mapping[str, Lines], wanted: set[str] | None = None) -> list[SheetProposal]:
    return list(propose(grids(sheets), VOCABULARY, wanted))


def columns(proposal: SheetProposal) -> dict[str, tuple[str, bool]]:
    """What each header is, or may be, and whether that is known."""
    return {c.header: (c.guess.name, c.is_known) for c in proposal.columns}


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Xếp loại", "XEP LOAI", 1, 1),
        ("XL", "Xếp loại", 0.9, 0.9),
        ("Trường TH Hòa An", "Trường Tiểu học Hòa An", 0.9, 0.9),
        ("Xếp lọai", "Xếp loại", 0.85, 1),
        ("Quê quán", "Xếp loại", 0, 0.5),
        ("", "Xếp loại", 0, 0),
    ],
)
def test_names_are_alike_by_letters_or_as_abbreviations(one, other, least, most) -> None:
    assert least <= alike(one, other) <= most
    assert alike(one, other) == alike(other, one)


def test_the_nearest_name_is_near_enough_or_nothing() -> None:
    assert nearest("Truong A", ["Trường B", "Trường A"], 0.9) == "Trường A"
    assert nearest("Sở", ["Trường B", "Trường A"], 0.9) is None


STAFF: Lines = [
    ["STT", "Mã", "Họ tên giáo viên", "Mã đơn vị", "CV", "Cột lạ", "Quê quán"],
    [1, "NV1", "Nguyễn Văn An", "TH01", "Giáo viên", "HTXS", "Yên Bái"],
    [2, "NV2", "Trần Thị Bình", "TH01", "GV", "HTT", "Hà Nội"],
]


def test_each_column_is_known_or_suggested_with_a_reason() -> None:
    proposal, further = proposed({"Nhân sự": STAFF})
    assert (proposal.guess.name, proposal.is_known) == ("person", True)
    assert (further.guess.name, further.is_known) == ("ratings", False)
    found = columns(proposal)
    assert found["Mã"] == ("person_id", True)
    assert found["STT"] == ("", True)
    assert found["Họ tên giáo viên"] == ("person_name", False)
    assert found["CV"] == ("role", False)
    assert found["Quê quán"] == ("", False)
    for column in proposal.columns:
        for lang in ("vi", "en"):
            assert all(reason.text(lang) for reason in column.guess.reasons)
        assert column.guess.reasons
        assert 0 <= column.guess.confidence <= 1


@pytest.mark.parametrize(
    ("header", "cells", "field", "reasons"),
    [
        ("Mức đánh giá", ["HTT", "HTXS"], "grade", {"words", "values"}),
        ("Xếp lọi", ["HTT", "HTXS"], "grade", {"similar", "values"}),
        ("XL", ["HTT", "HTXS"], "grade", {"abbreviated", "values"}),
        ("Cột lạ", ["HTT", "HTXS"], "grade", {"values", "beside"}),
        ("Nam hoc xl", [2023, 2024], "rating_year", {"words", "values"}),
        ("Cột lạ", ["xanh", "đỏ"], "", {"unknown"}),
    ],
)
def test_a_suggestion_rests_on_header_values_and_neighbours(header, cells, field, reasons) -> None:
    lines = [["Mã", header], *(["NV1", cell] for cell in cells)]
    if field == "grade":
        lines = [
            [*line[:1], year, *line[1:]]
            for line, year in zip(lines, ["Năm", 2023, 2024], strict=True)
        ]
    (proposal,) = proposed({"Xếp loại": lines})
    (column,) = (column for column in proposal.columns if column.header == header)
    assert column.guess.name == field
    assert reasons <= {reason.code for reason in column.guess.reasons}


def test_ids_of_the_list_tell_the_column_of_ids() -> None:
    lines = [["Của ai", "Xếp loại", "Năm"], ["NV1", "HTT", 2024], ["NV2", "HTT", 2024]]
    *_, proposal = proposed({"Nhân sự": PEOPLE, "Xếp loại": lines})
    (column,) = (column for column in proposal.columns if column.header == "Của ai")
    assert column.guess.name == "rated_person"
    assert {reason.code for reason in column.guess.reasons} == {"listed"}


def test_values_that_do_not_fit_speak_against_a_header() -> None:
    lines = [["Mã", "Xếp lọi"], *(["NV1", cell] for cell in ("xanh", "đỏ", "tím"))]
    (proposal,) = proposed({"Xếp loại": lines})
    assert columns(proposal)["Xếp lọi"] == ("", False)


def test_no_field_is_suggested_for_two_columns_unless_they_have_years() -> None:
    lines = [
        ["Mã", "Họ tên", "XL", "X.loại", "XL 2022", "XL 2023"],
        ["NV1", "An", "HTT", "HTXS", "HTT", "HTT"],
    ]
    (proposal,) = proposed({"Xếp loại": lines})
    found = [field for field, _ in columns(proposal).values()]
    assert found.count("grade") == 3


def test_only_wanted_fields_are_suggested() -> None:
    proposal, *_ = proposed({"Nhân sự": STAFF}, {"person_id", "person_name", "unit"})
    assert columns(proposal)["CV"] == ("", False)


def test_an_unknown_sheet_is_suggested_by_its_columns() -> None:
    lines = [["Mã", "Họ tên", "Hình thức kỷ luật", "Năm"], ["NV1", "An", "Khiển trách", 2020]]
    (proposal,) = proposed({"Sheet3": lines})
    assert (proposal.guess.name, proposal.is_known) == ("discipline", False)
    (proposal,) = proposed({"Sheet3": [["a", "b", "c"], [1, 2, 3]]})
    assert (proposal.guess.name, proposal.columns) == ("", ())


BIG: Lines = [
    ["STT", "Mã GV", "Họ và tên", "Ngày sinh", "Mã đơn vị", "CV", "ĐV", "XL 2023", "XL 2024",
     "Danh hiệu thi đua", "Số QĐ khen thưởng", "Năm khen thưởng", "Quê quán"],
    [1, "GV1", "Nguyễn Văn An", "1/2/1980", "TH01", "GV", "x", "HTT", "HTXS", "LĐTT", "7/QĐ", 2024,
     "Yên Bái"],
    [2, "GV2", "Trần Thị Bình", "3/4/1985", "TH01", "HT", "x", "HTT", "HTXS", None, None, None,
     "Nam Định"],
]  # fmt: skip


def test_the_unit_beside_the_id_says_why_it_is_the_unit() -> None:
    lines: Lines = [["Mã", "Họ tên", "Mã đơn vị", "Danh hiệu"], ["NV1", "An", "TH01", "LĐTT"]]
    (proposal,) = proposed({"Khen thưởng": lines})
    (unit,) = (column for column in proposal.columns if column.guess.name == "holder_unit")
    assert [reason.code for reason in unit.guess.reasons] == ["second"]


def test_a_sheet_that_holds_several_is_proposed_several_times() -> None:
    first, *further = proposed({"DS CBGV 2025": BIG})
    assert (first.guess.name, sorted(one.guess.name for one in further)) == (
        "person", ["awards", "ratings"]
    )  # fmt: skip
    assert not any(p.is_known for p in (first, *further))
    awards, ratings = sorted(further, key=lambda one: one.guess.name)
    assert {"XL 2023", "XL 2024"} <= set(columns(ratings)) - set(columns(first))
    assert columns(awards)["Số QĐ khen thưởng"] == ("award_decision", False)


def test_what_is_proposed_reads_back_once_it_is_accepted(tmp_path: Path) -> None:
    sheets = {"Đơn vị": UNITS, "DS CBGV 2025": BIG}
    text = mapping_text(propose(grids(sheets), VOCABULARY), VOCABULARY, "vi")
    path = tmp_path / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    assert [entry.sheet for entry in load_mapping(path, VOCABULARY).entries] == ["Đơn vị"]
    path.write_text(text.replace("accepted: no", "accepted: yes"), encoding="utf-8")
    accepted = load_mapping(path, VOCABULARY)
    book = write(tmp_path / "truong.xlsx", sheets)
    reading = read_dossier([book], VOCABULARY, accepted)
    assert codes(reading) == [("DS CBGV 2025!E1", "mapping-overrides")]
    person = reading.dossier.by_id["GV1"]
    assert person.fact("role").scalar == "teacher"
    assert [row.year.scalar for row in person.rows["ratings"]] == [2023, 2024]
    assert [row.value("award_decision").scalar for row in person.rows["awards"]] == ["7/QĐ"]
    assert reading.dossier.by_id["GV2"].rows["awards"] == ()


def test_without_accepting_anything_nothing_changes(tmp_path: Path) -> None:
    sheets = {
        "Đơn vị": UNITS,
        "Nhân sự": PEOPLE,
        "Xếp loại": [["Mã", "Năm", "XL"], ["NV1", 2024, "T"]],
    }
    path = tmp_path / "mapping.yaml"
    path.write_text(mapping_text(propose(grids(sheets), VOCABULARY), VOCABULARY, "en"))
    book = write(tmp_path / "truong.xlsx", sheets)
    with_it = read_dossier([book], VOCABULARY, load_mapping(path, VOCABULARY))
    assert with_it.dossier == read_dossier([book], VOCABULARY).dossier


def test_columns_of_one_header_get_their_letters() -> None:
    lines = [["Mã", "Họ tên", "Số QĐ", "Số QĐ", None], ["NV1", "An", "1", "2", "x"]]
    (proposal,) = proposed({"Nhân sự": lines})
    assert [(c.header, c.letters) for c in proposal.columns if c.letters] == [
        ("Số QĐ", "C"), ("Số QĐ", "D"), ("", "E")
    ]  # fmt: skip


# In the problems


def helps(tmp_path: Path, sheets: Mapping[str, Lines], code: str) -> list[str]:
    reading = read(write(tmp_path / "truong.xlsx", sheets))
    return [p.help("vi") for p in reading.problems if p.code == code]


def test_an_unknown_column_is_told_with_what_it_may_be(tmp_path: Path) -> None:
    told = helps(tmp_path, {"Đơn vị": UNITS, "Nhân sự": STAFF}, "column-unknown")
    assert ["Họ và tên" in text for text in told][:1] == [True]
    assert "Có phải" not in told[-1]


def test_an_unknown_sheet_is_told_with_what_it_may_be(tmp_path: Path) -> None:
    lines = [["Mã", "Họ tên", "Hình thức kỷ luật", "Năm"], ["NV1", "An", "Khiển trách", 2020]]
    sheets = {"Nhân sự": PEOPLE, "Sheet3": lines, "Sheet4": [["a", "b"], [1, 2]]}
    first, second = helps(tmp_path, sheets, "sheet-unknown")
    assert "Có phải là trang `Kỷ luật`" in first
    assert "Có phải" not in second
