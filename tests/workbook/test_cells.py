"""What one cell means, by the type of its column, and what is told of it."""

from datetime import date

import pytest

from engine.facts import State
from engine.workbook.grids import Raw

from .books import read_cell

KNOWN, BLANK, ASSUMED, UNREADABLE = State.KNOWN, State.BLANK, State.ASSUMED, State.UNREADABLE
DAY = date(2024, 6, 15)


def parse(field: str, raw: Raw) -> tuple[object, State, str]:
    parsed = read_cell(field, raw)
    return parsed.scalar, parsed.state, parsed.code


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("x", True), ("X", True), ("Có", True), ("CÓ.", True), ("đạt", True), ("✓", True),
        ("v", True), ("√", True), (1, True), ("1", True), ("TRUE", True), ("co", True),
        ("Ðã", None), ("Đã", True), ("Đã xác nhận", True), ("được", True),
        ("không", False), ("Ko", False), ("khong", False), ("K", False), ("0", False), (0, False),
        ("chưa", False), ("chưa đạt", False), ("không được", False), ("FALSE", False),
        ("x?", None), ("×", None), ("✗", None), ("+", None), ("-1", None), (2, None), (0.5, None),
        ("có không", None), ("có/không", None), (DAY, None), ("#N/A", None), ("=A1", None),
    ],
)  # fmt: skip
def test_a_boolean_is_yes_no_or_unreadable(raw: Raw, meant: bool | None) -> None:
    scalar, state, _ = parse("party_member", raw)
    assert (scalar, state) == (meant, UNREADABLE if meant is None else KNOWN)


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("NV 7", "NV 7"), ("007", "007"), (7, "7"), ("1E5", "1E5"), ("1.50", "1.50"),
        (1.5, "1.5"), ("001086012345", "001086012345"), (36086012345, "36086012345"),
        (10**15 - 1, "999999999999999"),
    ],
)  # fmt: skip
def test_a_text_is_kept_as_written(raw: Raw, meant: str) -> None:
    assert parse("person_id", raw) == parse("national_id", raw) == (meant, KNOWN, "")


@pytest.mark.parametrize("raw", ["1.09E+11", "1,09e+11", "1E+12", 10**15, 1.09e20])
def test_a_long_number_that_lost_digits_is_no_text(raw: Raw) -> None:
    assert parse("national_id", raw) == (None, UNREADABLE, "number-shortened")


def test_a_failed_formula_is_no_text() -> None:
    assert parse("person_id", "#REF!") == (None, UNREADABLE, "formula-error")


@pytest.mark.parametrize("raw", [None, "-", "–", "---", "…", "...", "___"])
def test_a_blank_means_what_the_vocabulary_says(raw: Raw) -> None:
    assert parse("party_member", raw) == (None, BLANK, "")
    assert parse("award_revoked", raw) == (False, ASSUMED, "")
    assert parse("used_for", raw) == ("nothing", ASSUMED, "")
    assert parse("award_title", raw) == (None, BLANK, "")


@pytest.mark.parametrize("raw", ["//", "nt", "-nt-", "n/t", "như trên", "Như trên", '"', "''"])
@pytest.mark.parametrize("field", ["grade", "award_revoked", "unit", "joined", "dropouts"])
def test_a_mark_for_the_cell_above_is_neither_a_value_nor_a_blank(field: str, raw: str) -> None:
    assert parse(field, raw) == (None, UNREADABLE, "ditto-mark")


def test_capital_letters_may_be_an_id_and_no_mark() -> None:
    assert parse("unit_id", "NT") == ("NT", KNOWN, "")


@pytest.mark.parametrize(
    ("field", "raw", "read"),
    [
        ("grade", "HTT (95 điểm)", "Hoàn thành tốt nhiệm vụ"),
        ("party_member", "x (QĐ 12)", "có"),
        ("party_member", "Ko (QĐ 12)", "không"),
        ("birth_date", "5/1986", "01/05/1986 – 31/05/1986"),
        ("service_years", "từ 5,5", "5,5 – …"),
        ("dropouts", "5-6", "5 – 6"),
        ("vote_share", "85-90", "85% – 90%"),
    ],
)
def test_what_a_text_was_read_as_is_told_in_words(field: str, raw: str, read: str) -> None:
    assert read_cell(field, raw).details["read"] == read


def test_the_lines_of_a_name_stay_apart_and_those_of_a_signature_as_well() -> None:
    assert parse("person_name", "Nguyễn Văn An\nHiệu trưởng")[0] == "Nguyễn Văn An\nHiệu trưởng"
    assert parse("confirmed_by", "Nguyễn Văn An\nHiệu trưởng")[0] == "Nguyễn Văn An, Hiệu trưởng"
    assert parse("unit", "Trường Tiểu học\nĐồi Cọ")[0] == "Trường Tiểu học Đồi Cọ"
