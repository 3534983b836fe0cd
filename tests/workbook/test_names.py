"""The name of a person, whatever stands before it and beside it."""

import pytest

from engine.workbook.cells.names import NameReader, is_remark, taken_apart

from .books import VOCABULARY

READER = NameReader(VOCABULARY.words.address)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ông/Bà Nguyễn Văn An", "Nguyễn Văn An"), ("Ông (Bà) Lê An", "Lê An"),
        ("Ông/Bà: Lê Thị Mận", "Lê Thị Mận"), ("ÔNG/BÀ LÊ THỊ MẬN", "LÊ THỊ MẬN"),
        ("đ/c Lê An", "Lê An"), ("Đ/c: Lê An", "Lê An"), ("Đ/C.Lê An", "Lê An"),
        ("Đồng chí Nguyễn Văn An", "Nguyễn Văn An"), ("Thầy Lê An", "Lê An"),
        ("Cô giáo Lê An", "Lê An"), ("Mr Nguyen Van An", "Nguyen Van An"),
        ("TS. Lê An", "Lê An"), ("TS Lê An", "Lê An"), ("ThS. Nguyễn Văn An", "Nguyễn Văn An"),
        ("PGS.TS. Nguyễn Văn An", "Nguyễn Văn An"), ("PGS.TS.Nguyễn Văn An", "Nguyễn Văn An"),
        ("Ông TS. Nguyễn Văn An", "Nguyễn Văn An"), ("dong chi Nguyen Van An", "Nguyen Van An"),
        ("Ông Nguyễn Văn An", "Nguyễn Văn An"), ("Bà Nguyễn Thị Lan", "Nguyễn Thị Lan"),
        ("Cô Nguyễn Thị Lan", "Nguyễn Thị Lan"), ("Ông: Cao Thắng", "Cao Thắng"),
        ("Bà. Lê Lan", "Lê Lan"), ("ONG NGUYEN VAN AN", "NGUYEN VAN AN"),
    ],
)  # fmt: skip
def test_a_form_of_address_is_no_part_of_a_name(text: str, name: str) -> None:
    assert READER.plain(text) == name


@pytest.mark.parametrize(
    "name",
    [
        "Ông Cao Thắng", "Ông Thị Ngọc Linh", "Ông Văn Quốc Tùng", "Bà Thị Hoa", "Anh Thư",
        "Cô Lan", "Thầy Minh", "TS. Minh", "Nguyễn Thị Ông", "Tsan Lê An", "Trường Tiểu học An Bà",
        "Thạch Thầy", "",
    ],
)  # fmt: skip
def test_what_may_be_a_surname_stays_where_the_rest_is_no_full_name(name: str) -> None:
    assert READER.plain(name) == name


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Ông Cao Thắng", {"ong cao thang", "cao thang"}), ("Cao Thắng", {"cao thang"}),
        ("Nguyễn Văn An", {"nguyen van an"}), ("NGUYỄN VĂN AN", {"nguyen van an"}),
    ],
)  # fmt: skip
def test_a_name_that_may_begin_with_an_address_is_found_under_both(
    text: str, keys: set[str]
) -> None:
    assert READER.keys(text) == keys


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Lê An\nHiệu trưởng", ("Lê An", "Hiệu trưởng")),
        ("Lê An\n(Hiệu trưởng)", ("Lê An", "Hiệu trưởng")),
        ("Hiệu trưởng\nLê An", ("Lê An", "Hiệu trưởng")),
        ("Lê An (Hiệu trưởng)", ("Lê An", "Hiệu trưởng")),
        ("Lê An - Hiệu trưởng", ("Lê An", "Hiệu trưởng")),
        ("Lê An – Hiệu trưởng", ("Lê An", "Hiệu trưởng")),
        ("Lê An, Hiệu trưởng", ("Lê An", "Hiệu trưởng")),
        ("Hiệu trưởng: Lê An", ("Lê An", "Hiệu trưởng")),
    ],
)
def test_a_text_is_taken_apart_where_it_may_be(text: str, ways: tuple[str, str]) -> None:
    assert ways in list(taken_apart(text))


@pytest.mark.parametrize("text", ["Lê An", "Lê-An", "H'Lan Niê", "Nguyễn Văn A."])
def test_a_plain_name_is_not_taken_apart(text: str) -> None:
    assert list(taken_apart(text)) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Lê An", True), ("H'Lan Niê", True), ("LÊ AN", True), ("lê an", False), ("An", False),
        ("Nguyễn Thị", False), ("Nguyễn Văn", False), ("Tổ Văn phòng", False), ("Lê An (A)", False),
    ],
)  # fmt: skip
def test_a_whole_name_has_two_words_with_capitals(text: str, whole: bool) -> None:
    assert READER.looks_like_one(text) is whole


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Bí thư chi bộ", True), ("sinh năm 1980", True), ("tổ 1", True), ("A", False),
        ("1985", False), ("Văn An", False), ("và Trần Thị Bình", False), ("BÍ THƯ", False),
    ],
)  # fmt: skip
def test_a_remark_has_no_capitals_within(text: str, remark: bool) -> None:
    assert is_remark(text) is remark


@pytest.mark.parametrize("text", ["Ông " * 8000, "A B" + " - B" * 8000 + "\n", "Lê An (" * 4000])
def test_a_name_without_end_is_answered_at_once(text: str) -> None:
    assert READER.plain(text) == text
    assert list(taken_apart(text)) == []
