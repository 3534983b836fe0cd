"""Each letter of the old encodings is read from what another way to write them makes of it."""

import pytest

from engine.workbook.letters.alphabets import readings
from fixtures.workbooks.old_letters import garbled, tcvn3, vni

SMALL = "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
WRITINGS = {"tcvn3": tcvn3, "vni": vni, "utf8": garbled}


@pytest.mark.parametrize("letter", SMALL)
@pytest.mark.parametrize("name", WRITINGS)
def test_each_small_letter_is_read_from_what_it_was_written_as(name: str, letter: str) -> None:
    written = WRITINGS[name](f"x{letter}")
    assert readings(written).get(name, written) == f"x{letter}"


@pytest.mark.parametrize("letter", SMALL.upper())
@pytest.mark.parametrize("name", WRITINGS)
def test_each_capital_is_read_from_what_it_was_written_as(name: str, letter: str) -> None:
    written = WRITINGS[name](f"HX{letter}")
    assert readings(written).get(name, written) == f"HX{letter}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NguyÔn V¨n §µn", "Nguyễn Văn Đàn"),
        ("TR¦êNG TIÓU HäC", "TRƯỜNG TIỂU HỌC"),
        ("L£ Hµ", "LÊ HÀ"),
        ("Hµ Tó", "Hà Tú"),
        ("Ngäc ¸nh", "Ngọc ánh"),
        ("NguyÔn Ngäc ¸nh", "Nguyễn Ngọc Ánh"),
        ("Tr­êng §oµn", "Trường Đoàn"),
        ("C«ng ty m¸y tÝnh", "Công ty máy tính"),
    ],
)
def test_tcvn3_has_capitals_where_its_fonts_show_them(written: str, meant: str) -> None:
    assert readings(written)["tcvn3"] == meant


def test_utf_8_taken_for_windows_1258_is_read() -> None:
    assert readings("MĂ£ sá»‘")["utf8"] == "Mã số"


def test_a_byte_that_was_lost_is_not_made_up() -> None:
    assert readings("Tráº\ufffdn") == {}


def test_a_sign_that_stands_alone_is_no_letter() -> None:
    assert readings("5 × 3 · §éi")["tcvn3"] == "5 × 3 · Đội"


def test_a_text_with_letters_of_unicode_is_in_no_old_encoding() -> None:
    assert readings("Nguyễn V¨n An") == {}
