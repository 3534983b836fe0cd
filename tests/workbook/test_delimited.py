"""Texts of separated values: any table comes back, in every encoding that can carry it."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InputError, Problem
from engine.workbook.flat.decoding import decode
from engine.workbook.flat.delimited import read_delimited
from engine.workbook.grids import Grid, Raw
from engine.workbook.letters.text import tidy_lines
from engine.workbook.limits import TEXT
from fixtures.workbooks.format_files import separated

VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)
PEOPLE = [["Mã", "Họ và tên", "Điểm"], ["001", "Nguyễn Thị Lụa", "85,7"], ["002", "Đỗ Ước", "9"]]
SAVED_AS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1258": "Windows-1258",
}


def grid(content: bytes, name: str = "Nhân sự.csv") -> Grid:
    (found,) = [each for each in read_delimited(name, content) if isinstance(each, Grid)]
    return found


def told(content: bytes) -> list[tuple[str, str]]:
    """(row or place, code) of what is told."""
    problems = [each for each in read_delimited("a.csv", content) if isinstance(each, Problem)]
    return [(p.cells[0].ref if p.cells else p.place, p.code) for p in problems]


def rows(content: bytes) -> list[list[Raw]]:
    return [list(row) for row in grid(content).rows]


@pytest.mark.parametrize("encoding", SAVED_AS)
@pytest.mark.parametrize("mark", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_table_is_read_whatever_it_was_saved_as(mark: str, encoding: str) -> None:
    content = separated(PEOPLE, mark, encoding)
    assert rows(content) == PEOPLE
    assert decode(content).encoding == SAVED_AS[encoding]


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-16-le", [("a.csv", "file-encoding")]),
        ("cp1258", [("a.csv", "file-encoding")]),
    ],
)
def test_an_encoding_that_the_file_does_not_name_is_told(
    encoding: str, notes: list[tuple[str, str]]
) -> None:
    assert told(separated(PEOPLE, ";", encoding)) == notes


words = st.text(
    st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + ' 0123456789,;"\t\n.-='), max_size=8
)
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(words, min_size=width, max_size=width), min_size=1, max_size=8)
)


def as_read(lines: list[list[str]]) -> list[list[Raw]]:
    """What must come out: tidy texts, without what is empty at the right and below."""
    tidy: list[list[Raw]] = [[tidy_lines(text) or None for text in line] for line in lines]
    width = max((i for line in tidy for i, text in enumerate(line, 1) if text), default=0)
    height = max((i for i, line in enumerate(tidy, 1) if any(line)), default=0)
    return [line[:width] for line in tidy[:height]]


@given(lines=tables, mark=st.sampled_from(",;\t"), encoding=st.sampled_from(sorted(SAVED_AS)))
def test_any_table_that_names_its_mark_comes_back(
    lines: list[list[str]], mark: str, encoding: str
) -> None:
    header = [[f"Cột {number}" for number, _ in enumerate(lines[0])]]
    content = separated([*header, *lines], mark, encoding)
    named = f"sep={mark}\r\n"
    prefix = named.encode(encoding if encoding != "cp1258" else "ascii")
    bare = content.removeprefix(b"\xff\xfe").removeprefix(b"\xef\xbb\xbf")
    assert rows(prefix + bare) == as_read([*header, *lines])


names = st.text(st.sampled_from(VIETNAMESE), min_size=2, max_size=8)
plain = st.integers(2, 6).flatmap(
    lambda width: st.lists(
        st.lists(
            names | st.sampled_from(["85,7", "a; b", "001", ""]), min_size=width, max_size=width
        ),
        min_size=1,
        max_size=8,
    )
)


@given(lines=plain, mark=st.sampled_from(",;\t"), encoding=st.sampled_from(sorted(SAVED_AS)))
def test_any_table_below_a_header_tells_its_mark_and_its_encoding(
    lines: list[list[str]], mark: str, encoding: str
) -> None:
    header = [[f"Họ và tên {number}" for number, _ in enumerate(lines[0])]]
    assert rows(separated([*header, *lines], mark, encoding)) == as_read([*header, *lines])


@pytest.mark.parametrize(
    ("first", "second", "mark"),
    [
        ("Mã;Họ và tên;Điểm", "NV1;Nguyễn Văn An;85,7", ";"),
        ("Mã;Năng động, sáng tạo", "NV1;x, y", ";"),
        ("Mã,Danh hiệu,Năm", "NV1,CSTĐCS; BK tỉnh,2023", ","),
        ("Mã,Năm,Số", "1,2023,4", ","),
        ("Mã\tDanh hiệu", "NV1\ta, b; c", "\t"),
        ('"Mã;số","Họ, tên"', '"1;2","Lê, An"', ","),
        ("Họ và tên", "Nguyễn Văn An", ","),
    ],
)
def test_the_mark_is_the_one_that_parts_all_lines_alike(first: str, second: str, mark: str) -> None:
    read = rows(f"{first}\n{second}\n".encode())
    assert read == [list(line) for line in csv.reader([first, second], delimiter=mark)]


def test_a_line_that_names_the_mark_is_followed_and_is_no_row() -> None:
    assert rows("sep=|\r\nMã|Tên\r\n1|An".encode()) == [["Mã", "Tên"], ["1", "An"]]


def test_values_stay_the_texts_that_they_are() -> None:
    (row,) = rows(b"001,1e5,TRUE,2024-05-01,=1+1, a  b ,\n")
    assert row == ["001", "1e5", "TRUE", "2024-05-01", "=1+1", "a b"]


def test_a_text_wrapped_to_keep_its_zeros_is_the_text_inside() -> None:
    read = grid(b'Id,Name\n="00123",An\n"=""0045""",Lan\n')
    assert [row[0] for row in read.rows] == ["Id", "00123", "0045"]
    assert [read.cell(row, 0).raw for row in (1, 2)] == ['="00123"', '="0045"']


def test_lines_inside_a_cell_stay_apart() -> None:
    assert rows(b'a,b\r\n"An\r\n\r\nLan",1\r\n') == [["a", "b"], ["An\nLan", "1"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_to_end_a_line_is_known(end: str) -> None:
    assert rows(end.join(["a,b", "1,2", ""]).encode()) == [["a", "b"], ["1", "2"]]


TCVN3 = "M· nh©n viªn,Hä vµ tªn"  # Mã nhân viên, Họ và tên
VNI = "Maõ nhaân vieân,Hoï vaø teân,Chöùc vuï"  # Mã nhân viên, Họ và tên, Chức vụ


@pytest.mark.parametrize("text", [TCVN3, VNI, "Prénom,Señor,naïve,façade,Ångström"])
def test_texts_in_old_fonts_keep_the_characters_of_their_bytes(text: str) -> None:
    content = f"{text}\n1,2,3\n".encode("cp1252")
    assert decode(content).encoding == "Windows-1252"
    assert ",".join(map(str, rows(content)[0])) == text


LONG = "Mã,Họ và tên đầy đủ của người được xét\n1,Nguyễn Thị Lụa\n2,Đỗ".encode()


@pytest.mark.parametrize(
    ("content", "last"),
    [
        (b"M,T\n1,2\0", "2\ufffd"),
        (LONG[:-1], "Đ\ufffd"),
        (LONG.decode().encode("utf-16")[:-1], "Đ\ufffd"),
    ],
    ids=["a zero byte", "UTF-8 cut inside a letter", "UTF-16 cut inside a letter"],
)
def test_what_is_no_character_shows(content: bytes, last: str) -> None:
    assert rows(content)[-1][-1] == last
    assert told(content) == []  # it is told of every format alike


def test_the_mark_with_which_old_programs_end_a_file_is_no_damage() -> None:
    assert rows(b"a,b\n1,2\x1a") == [["a", "b"], ["1", "2"]]
    assert told(b"a,b\n1,2\x1a") == []


HEADER = "Mã,Họ và tên,Điểm,Năm"


def test_a_row_longer_than_the_header_is_told_and_not_read_askew() -> None:
    content = f"{HEADER}\n1,An,9,2024\n2,Lan,85,7,2024\n3,Bình,8,2024\n".encode()
    assert rows(content) == [HEADER.split(","), ["1", "An", "9", "2024"], [None] * 4,
                             ["3", "Bình", "8", "2024"]]  # fmt: skip
    (problem,) = [p for p in read_delimited("a.csv", content) if isinstance(p, Problem)]
    assert (problem.code, problem.place) == ("rows-long", "a.csv!a")
    assert [cell.raw for cell in problem.cells] == ["2", "Lan", "85", "7", "2024"]
    assert problem.details["rows"] == "3"


def test_no_row_is_read_below_a_header_that_all_outgrow() -> None:
    content = f"{HEADER}\n" + "".join(f"{n},An,85,7,2024\n" for n in range(9))
    assert rows(content.encode()) == [HEADER.split(",")]


def test_empty_cells_beyond_the_header_make_no_row_too_long() -> None:
    assert told(f"{HEADER}\n1,An,9,2024,,\n".encode()) == []


def test_a_row_shorter_than_the_header_is_told() -> None:
    content = f"{HEADER}\n1,An\n2,Lan,9,2024\n".encode()
    assert rows(content)[1] == ["1", "An", None, None]
    assert told(content) == [("A2", "rows-short")]


def test_titles_above_and_notes_below_are_no_ragged_rows() -> None:
    content = f"DANH SÁCH\n\n{HEADER}\n1,An,9,2024\n2,Lan,8,2024\n\nNgười lập\n".encode()
    assert told(content) == []
    assert rows(content)[0] == ["DANH SÁCH", None, None, None]


@pytest.mark.parametrize(
    "broken", ['3,"Lê An,8,2024\n4,Ninh,9,2024\n', '3,"Lê "An",8,2024\n4,Ninh,9,2024\n']
)
def test_from_a_quote_that_is_not_closed_nothing_is_read(broken: str) -> None:
    content = f"{HEADER}\n1,An,9,2024\n{broken}".encode()
    assert rows(content) == [HEADER.split(","), ["1", "An", "9", "2024"]]
    (problem,) = [p for p in read_delimited("a.csv", content) if isinstance(p, Problem)]
    assert (problem.code, problem.place, problem.details["row"]) == (
        "quotes-broken",
        "a.csv!a",
        "3",
    )


def test_a_giant_cell_ends_the_reading() -> None:
    content = f"{HEADER}\n1,{'x' * 200_000},9,2024\n".encode()
    assert told(content) == [("a.csv!a", "field-too-long")]
    assert rows(content) == [HEADER.split(",")]


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b",,\n\n", b"\n" * 9, b'""']
)
def test_a_file_without_content_has_an_empty_sheet(content: bytes) -> None:
    assert not grid(content).is_filled


@pytest.mark.parametrize("row", ["\n", "a\n", '""\n', "a,b,c,d,e\n"])
def test_millions_of_rows_are_refused_before_they_fill_the_memory(row: str) -> None:
    assert told(row.encode() * 1_100_000) == [("a.csv!a", "sheet-too-large")]


def test_a_text_that_is_too_large_is_not_read() -> None:
    with pytest.raises(InputError) as caught:
        read_delimited("a.csv", bytes(TEXT + 1))
    assert (caught.value.code, caught.value.where) == ("file-too-large", "a.csv")


@pytest.mark.parametrize(
    ("text", "code"),
    [(",", "sheet-too-large"), ('"",', "sheet-too-large"), ('"', "field-too-long")],
)
def test_a_row_of_millions_of_cells_is_told(text: str, code: str) -> None:
    assert told(text.encode() * 1_000_001) == [("a.csv!a", code)]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(content: bytes) -> None:
    found = read_delimited("a.csv", content)
    assert all(p.message(lang) and p.help(lang) for p in found if isinstance(p, Problem)
               for lang in ("vi", "en"))  # fmt: skip
