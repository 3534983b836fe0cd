"""What is kept from one workbook for the next changes nothing, and never grows without bound."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.facts import State
from engine.packs.loading import VOCABULARY as FILE
from engine.packs.loading import read_yaml, rules_folder, validated
from engine.vocabulary import Vocabulary
from engine.workbook import read_dossier
from engine.workbook.cells.reader import cell_reader
from engine.workbook.letters.text import bare_key, tidy
from engine.workbook.remembering import Memory, once
from engine.workbook.sheets.headers import headings_of

from .books import PEOPLE, UNITS, VOCABULARY, write

RATINGS = [["Mã", "Họ và tên", "Năm", "Xếp loại"], ["NV1", "Nguyễn Văn An", 2024, "HTTNV"]]
OTHERS = [["Mã", "Họ và tên", "Năm", "Xếp loại"], ["CB7", "Hà Thị Yến", 2021, "Xuất sắc"]]


def fresh() -> Vocabulary:
    """A vocabulary with which nothing was read yet."""
    path = rules_folder() / FILE
    return validated(Vocabulary, read_yaml(path), path)


def book(folder: Path, name: str, ratings: list[list[object]]) -> Path:
    people = [PEOPLE[0], [1, ratings[1][0], ratings[1][1], "TH01", "Giáo viên", "x"]]
    sheets = {"Đơn vị": UNITS, "Nhân sự": people, "Xếp loại cá nhân": ratings}
    return write(folder / name, sheets)


def test_a_memory_forgets_before_it_holds_too_much() -> None:
    memory: Memory[int, str] = Memory(1000)
    for number in range(50):
        memory.keep(number, "x")
        assert len(memory) <= 5
        assert memory[number] == "x"


def test_what_is_larger_than_a_memory_is_given_back_and_not_kept() -> None:
    memory: Memory[str, str] = Memory(1000)
    assert memory.keep("a", "found", 5000) == "found"
    assert memory.keep("b", "found") == "found"
    assert list(memory) == ["b"]


def test_a_vocabulary_is_known_by_itself_and_not_by_what_it_says() -> None:
    made = once(lambda vocabulary: [vocabulary])
    one, other = fresh(), fresh()
    assert one == other
    assert made(one) is made(one)
    assert made(one) is not made(other)


def test_a_second_workbook_of_a_form_needs_no_new_header(tmp_path: Path) -> None:
    vocabulary = fresh()
    read_dossier([book(tmp_path, "a.xlsx", RATINGS)], vocabulary)
    known = {names.spec.id: set(names.patterns) for names in headings_of(vocabulary).names}
    read_dossier([book(tmp_path, "b.xlsx", OTHERS)], vocabulary)
    ratings = headings_of(vocabulary).of(vocabulary.sheet("person"))
    assert known["person"]
    assert set(ratings.patterns) == known["person"]


def test_a_workbook_says_the_same_whatever_was_read_before_it(tmp_path: Path) -> None:
    one, other = (book(tmp_path, n, r) for n, r in (("a.xlsx", RATINGS), ("b.xlsx", OTHERS)))
    alone = read_dossier([one], fresh())
    used = fresh()
    for path in (other, one, other):
        read_dossier([path], used)
    again = read_dossier([one], used)
    assert (again.dossier, again.problems, again.unused) == (
        alone.dossier,
        alone.problems,
        alone.unused,
    )


@pytest.mark.parametrize("first", [10**18, 1e18])
def test_numbers_that_are_equal_keep_the_text_that_each_has(first: float) -> None:
    reader = cell_reader(VOCABULARY.fields["award_name"], fresh())
    assert reader.read(first).text == str(first)
    assert reader.read(10**18).text == "1000000000000000000"
    assert reader.read(1e18).text == "1e+18"


def test_columns_that_are_read_alike_share_a_reader_and_others_do_not() -> None:
    vocabulary = fresh()
    fields = vocabulary.fields
    one, other = (cell_reader(fields[n], vocabulary) for n in ("award_name", "model_name"))
    assert one is other
    assert cell_reader(fields["person_name"], vocabulary) is not one
    lines = "Nguyễn Văn An\nGiáo viên"
    assert cell_reader(fields["person_name"], vocabulary).read(lines).scalar == lines
    assert one.read(lines).scalar == lines.replace("\n", " ")


def test_a_blank_is_what_its_own_column_says_of_blanks() -> None:
    states = {
        name: cell_reader(spec, VOCABULARY).read(None).state
        for name, spec in VOCABULARY.fields.items()
    }
    assumed = {name for name, state in states.items() if state is State.ASSUMED}
    assert assumed == {n for n, spec in VOCABULARY.fields.items() if spec.assumed is not None}


@given(st.text("aăâđĐÁẫ \u00a0\u0301\u0323\u034f\u200bİß漢4-", max_size=12))
def test_the_key_of_a_text_that_is_made_of_words_is_that_of_the_whole(text: str) -> None:
    letters = unicodedata.normalize("NFD", tidy(text).casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    assert bare_key(text) == bare.replace("đ", "d")
