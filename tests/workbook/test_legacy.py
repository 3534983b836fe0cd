"""Text in old encodings is read as it is meant, each repair is told, and no other text changes."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Problem
from engine.facts import State
from engine.workbook import read_dossier
from engine.workbook.grids import Grid
from engine.workbook.letters.alphabets import in_plain_letters
from engine.workbook.letters.legacy import KnownTexts, alone, repaired
from engine.workbook.letters.syllables import spelling
from engine.workbook.letters.text import tidy_lines
from fixtures.workbooks.old_letters import garbled, tcvn3, vni

from .books import PEOPLE, UNITS, VOCABULARY, Reader, codes

ROOT = Path(__file__).parent.parent.parent
KNOWN = KnownTexts(VOCABULARY)
WRITINGS = {"tcvn3": tcvn3, "vni": vni, "utf8": garbled}
CERTAIN = ("Nguyễn Văn Hùng", "Trần Thị Đào", "Tổ trưởng tổ Văn phòng")
"""Texts that leave no doubt in which encoding the sheet around them is."""


def corpus() -> dict[str, list[str]]:
    """The texts of ``legacy_corpus.txt`` by their headings."""
    sections: dict[str, list[str]] = {}
    for line in (
        Path(__file__).with_name("legacy_corpus.txt").read_text(encoding="utf-8").split("\n")
    ):
        if line.startswith("## "):
            texts = sections.setdefault(line[3:], [])
        elif line and not line.startswith("#"):
            texts.append(line)
    return sections


CORPUS = corpus()
SPOKEN = [text for name, texts in CORPUS.items() if name != "neither" for text in texts]
WORDS = sorted({word for text in SPOKEN for word in re.findall(r"[^\W\d_]+", text)})
USED = [word for word in WORDS if spelling(word).is_good]
said = st.lists(st.sampled_from(USED), min_size=1, max_size=5).map(" ".join)


def repair(column: Sequence[str | None], sheet: str = "Danh sách") -> tuple[Grid, list[Problem]]:
    """Repair a sheet of one column."""
    grid, problems = repaired(Grid("a.xlsx", sheet, [[text] for text in column], {}), KNOWN)
    return grid, list(problems)


def among(text: str, write: Callable[[str], str]) -> tuple[str, bool]:
    """How a text is read on a sheet in an encoding, and whether the reading is doubtful."""
    grid, _ = repair([*map(write, CERTAIN), tidy_lines(text)])
    return str(grid.rows[-1][0]), (len(CERTAIN), 0) in grid.doubtful


# --- what comes back ---


@pytest.mark.parametrize("name", WRITINGS)
@settings(deadline=None)  # the first example loads the tables
@given(text=said)
def test_what_was_written_comes_back_or_is_doubtful(name: str, text: str) -> None:
    read_as, is_doubtful = among(WRITINGS[name](text), WRITINGS[name])
    assert is_doubtful or read_as.casefold() == text.casefold()


@pytest.mark.parametrize(("name", "doubtful"), [("tcvn3", 3), ("vni", 0), ("utf8", 0)])
def test_hardly_a_text_of_a_list_is_doubtful(name: str, doubtful: int) -> None:
    texts = [text for text in SPOKEN if text.isprintable()]
    grid, _ = repair([tidy_lines(WRITINGS[name](text)) for text in texts])
    read_as = [str(row[0]) for row in grid.rows]
    wrong = [row for row, text in enumerate(texts) if read_as[row].casefold() != text.casefold()]
    assert [(row, 0) for row in wrong] == sorted(grid.doubtful)
    assert len(grid.doubtful) == doubtful


def test_the_vocabulary_says_which_of_two_words_is_meant() -> None:
    assert among(tcvn3("Ghi chú"), tcvn3) == ("Ghi chú", False)
    assert among(vni("Tốt"), vni) == ("Tốt", False)


def test_the_vocabulary_has_no_two_texts_that_are_written_alike() -> None:
    texts = set(_texts_of(VOCABULARY.model_dump()))
    plain = {in_plain_letters(text).casefold() for text in texts}
    for text in texts:
        for write in (tcvn3, vni):
            written = write(text).casefold()
            assert written == text.casefold() or written not in plain, text


def _texts_of(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for one in part.values():
            yield from _texts_of(one)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _texts_of(one)


# --- what never changes ---


@cache
def texts_of_the_project() -> list[str]:
    """Every line and every word of the rules and the fixtures."""
    paths = [*ROOT.glob("rules/**/*.yaml"), *ROOT.glob("fixtures/**/*.py")]
    lines = {
        line.strip()
        for path in paths
        if path.name not in ("legacy_habits.py", "old_letters.py")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    words = {word for line in lines for word in re.split(r"[\s,;:\"'()\[\]{}]+", line)}
    return sorted(filter(None, {normalize("NFC", text) for text in lines | words}))


def test_no_text_of_the_rules_and_fixtures_changes() -> None:
    texts = [text for text in texts_of_the_project() if tidy_lines(text) == text]
    grid, problems = repair(texts)
    assert [row[0] for row in grid.rows] == texts
    assert problems == []


@pytest.mark.parametrize("section", CORPUS)
def test_no_proper_text_changes(section: str) -> None:
    grid, problems = repair(CORPUS[section])
    assert [row[0] for row in grid.rows] == CORPUS[section]
    assert problems == []
    assert [alone(text) for text in CORPUS[section]] == CORPUS[section]


@pytest.mark.parametrize("name", WRITINGS)
def test_proper_text_beside_old_text_is_kept_or_doubtful(name: str) -> None:
    grid, _ = repair([*map(WRITINGS[name], CERTAIN), *SPOKEN])
    read_as = [str(row[0]) for row in grid.rows[len(CERTAIN) :]]
    assert read_as == SPOKEN


@pytest.mark.parametrize("name", WRITINGS)
@settings(deadline=None)  # the first example loads the tables
@given(
    text=st.from_regex(r"[A-Z]{1,4}[-_./]?[0-9]{1,6}(/[A-ZĐ]{2,4}-[A-ZĐ]{2,6})?", fullmatch=True)
)
def test_ids_and_abbreviations_never_change(name: str, text: str) -> None:
    assert among(text, WRITINGS[name]) == (text, False)


def test_a_sheet_in_plain_unicode_is_not_even_copied() -> None:
    grid = Grid("a.xlsx", "Nhân sự", [["Mã", "Họ và tên"], ["GV1", "Vũ Thị Hoà"], [1, None]], {})
    assert repaired(grid, KNOWN) == (grid, ())
    assert repaired(grid, KNOWN)[0] is grid


# --- doubt ---


def test_a_word_in_both_readings_is_left_and_its_value_is_unknown(reader: Reader) -> None:
    people = [[vni(str(cell)) if cell else None for cell in line] for line in PEOPLE]
    reading = reader({"Đơn vị": UNITS, "Nhân sự": [*people, [4, "NV4", "Thô", "TH01", "GV"]]})
    problem = next(p for p in reading.problems if p.code == "text-ambiguous")
    assert (str(problem.cells[0]), problem.cells[0].raw) == ("truong.xlsx!Nhân sự!C5", "Thô")
    assert (problem.details["other"], problem.read_as("en")) == ("Thơ", "not known")
    person = next(subject for subject in reading.dossier.subjects if subject.id == "NV4")
    assert person.facts["person_name"].state is State.UNREADABLE


def test_a_column_in_unicode_is_left_alone_on_a_sheet_in_an_old_encoding() -> None:
    rows = [
        [tcvn3(text), told] for text, told in zip(CERTAIN, ("Có", "Không đạt", "QÐ"), strict=True)
    ]
    grid, problems = repaired(Grid("a.xlsx", "Danh sách", rows, {}), KNOWN)
    assert [row[1] for row in grid.rows] == ["Có", "Không đạt", "QĐ"]
    assert grid.doubtful == {}
    assert [problem.code for problem in problems] == ["text-repaired", "letters-repaired"]


def test_a_sheet_may_have_texts_in_two_old_encodings() -> None:
    grid, problems = repair([*map(tcvn3, CERTAIN), *map(vni, CERTAIN), "Hoå Thò Lª", "Thô"])
    assert [row[0] for row in grid.rows] == [*CERTAIN, *CERTAIN, "Hoå Thò Lª", "Thô"]
    assert grid.doubtful == {(7, 0): "Thụ / Thơ"}
    assert sorted((p.code, p.details.get("encoding", "")) for p in problems) == [
        ("text-garbled", ""),
        ("text-repaired", "TCVN3 (.VnTime)"),
        ("text-repaired", "VNI (VNI-Times)"),
    ]


def test_a_few_words_by_chance_do_not_make_another_encoding_certain() -> None:
    column = [tcvn3(text) for text in SPOKEN if text.isprintable()]
    grid, problems = repair([*column, "Caïn", "Loïc"])
    assert [row[0] for row in grid.rows[-2:]] == ["Caïn", "Loïc"]
    assert {p.details.get("encoding") for p in problems} == {"TCVN3 (.VnTime)", None}


def test_one_word_does_not_prove_an_encoding() -> None:
    grid, problems = repair(["Lª", "Nguyễn Thị Lan"])
    assert [row[0] for row in grid.rows] == ["Lª", "Nguyễn Thị Lan"]
    assert [problem.code for problem in problems] == ["text-garbled"]


def test_a_slip_in_an_old_encoding_is_told_and_left() -> None:
    grid, problems = repair([*map(tcvn3, CERTAIN), tcvn3("Trường Lộộc")])
    assert grid.rows[-1][0] == "Tr\u00adêng Lééc"
    assert [p.code for p in problems] == ["text-repaired", "text-garbled"]


def test_half_a_text_in_an_old_encoding_is_told_and_left() -> None:
    grid, problems = repair(["Nguyễn V¨n An"])
    assert grid.rows[0][0] == "Nguyễn V¨n An"
    assert [(p.code, p.cells[0].ref, p.details["raw"]) for p in problems] == [
        ("text-garbled", "A1", "Nguyễn V¨n An")
    ]


# --- what is told ---


def test_repairs_are_told_by_sheet_with_every_cell_and_some_readings() -> None:
    texts = ["Họ và tên", *CERTAIN, "Lê Mận", "Lê Thị Bưởi"]
    _, problems = repair([tcvn3(text) for text in texts])
    assert [(p.code, [cell.ref for cell in p.cells]) for p in problems] == [
        ("text-repaired", ["A1", "A2", "A3", "A4", "A5", "A6"])
    ]
    details = problems[0].details
    assert details["count"] == "6"
    assert details["encoding"] == "TCVN3 (.VnTime)"
    assert details["read"].startswith("`Hä vµ tªn` → `Họ và tên`; `NguyÔn")
    assert details["read"].endswith("; …")


def test_evidence_shows_the_text_of_the_file(reader: Reader) -> None:
    people = [[tcvn3(str(cell)) if cell else None for cell in line] for line in PEOPLE]
    reading = reader({"Đơn vị": UNITS, "Nhân sự": people})
    person = next(subject for subject in reading.dossier.subjects if subject.id == "NV1")
    assert person.facts["person_name"].scalar == "Nguyễn Văn An"
    assert [cell.raw for cell in person.facts["person_name"].cells] == ["NguyÔn V¨n An"]


def test_long_texts_are_cut_where_they_are_told() -> None:
    _, problems = repair([*map(tcvn3, CERTAIN), " ".join([tcvn3("Tổ trưởng")] * 200)])
    assert max(len(text) for text in problems[0].details.values()) < 500


def test_the_name_of_a_unit_beside_its_id_is_understood(reader: Reader) -> None:
    names = {
        "Mã đơn vị": "Đơn vị công tác",
        "TH01": "Trường Tiểu học Hòa An",
        "TH02": "Trường THCS Bình Minh",
    }
    people = [[*line, names[str(line[3])]] for line in PEOPLE]
    people = [[tcvn3(cell) if isinstance(cell, str) else cell for cell in line] for line in people]
    reading = reader({"Đơn vị": UNITS, "Nhân sự": people})
    assert {code for _, code in codes(reading)} == {"text-repaired"}
    assert {s.unit for s in reading.dossier.subjects if s.kind == "person"} == {"TH01", "TH02"}


def test_a_merged_text_is_told_once() -> None:
    rows = [[tcvn3(text)] for text in ("Tổ Văn phòng", "Tổ Văn phòng", "Nguyễn Thị Đào")]
    grid = Grid("a.xlsx", "Danh sách", rows, {(0, 0): (0, 0), (1, 0): (0, 0)})
    _, problems = repaired(grid, KNOWN)
    assert [[cell.ref for cell in problem.cells] for problem in problems] == [["A1", "A3"]]


@pytest.mark.parametrize("name", WRITINGS)
def test_the_name_of_a_sheet_is_read_and_told(name: str) -> None:
    sheet = WRITINGS[name]("Kỷ luật")
    grid, problems = repair([], sheet)
    assert grid.sheet == sheet
    assert [(p.code, p.where, p.details["read"]) for p in problems] == [
        ("sheet-name-repaired", f"a.xlsx!{sheet}", "Kỷ luật")
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("\u00d0inh Th\u1ecb Lan", "Đinh Thị Lan"),
        ("L\u00d0TT", "LĐTT"),
        ("\u00d0/c", "Đ/c"),
        ("G\u0412\u041e01", "GBO01"),
        ("\uff27\uff36\uff10\uff11", "GV01"),
        ("V\u01cen", "Văn"),
    ],
)
def test_letters_that_only_look_right_are_read_as_meant_and_told(text: str, meant: str) -> None:
    grid, problems = repair([text])
    assert grid.rows[0][0] == meant
    assert [(p.code, p.details["read"]) for p in problems] == [
        ("letters-repaired", f"`{text}` → `{meant}`")
    ]


def test_a_word_of_another_script_is_left() -> None:
    assert (
        repair(["\u041d\u0410\u0421\u041e\u0421"])[0].rows[0][0] == "\u041d\u0410\u0421\u041e\u0421"
    )


@pytest.mark.parametrize(
    "text", ["Lan\u00a0Anh", "Lan\u00ad Anh", "L\u00adan Anh", "Lan Anh\u00a0"]
)
def test_what_cannot_be_seen_goes_without_a_word(text: str) -> None:
    grid, problems = repair([tidy_lines(text)])
    assert (grid.rows[0][0], problems) == ("Lan Anh", [])


# --- from files ---


@pytest.mark.parametrize("write", [tcvn3, vni], ids=["tcvn3", "vni"])
def test_a_text_file_in_an_old_encoding_is_read(
    tmp_path: Path, write: Callable[[str], str]
) -> None:
    for name, lines in (("Đơn vị", UNITS), ("Nhân sự", PEOPLE)):
        text = "\n".join(";".join(str(cell or "") for cell in line) for line in lines)
        (tmp_path / f"{name}.csv").write_bytes(write(text).encode("latin-1"))
    reading = read_dossier([tmp_path], VOCABULARY)
    names = [subject.name for subject in reading.dossier.subjects if subject.kind == "person"]
    assert sorted(names) == ["Lê Văn Cường", "Nguyễn Văn An", "Trần Thị Bình"]


@settings(deadline=None)  # the first example loads the tables
@given(
    texts=st.lists(st.text(max_size=12), max_size=6),
    write=st.sampled_from([tcvn3, vni, garbled]),
)
def test_whatever_changes_to_the_eye_is_told(texts: list[str], write: Callable[[str], str]) -> None:
    column = [*map(write, CERTAIN), *(tidy_lines(text) or None for text in texts)]
    grid, problems = repair(column)
    told = {(cell.row - 1, cell.column - 1) for problem in problems for cell in problem.cells}
    for row, text in enumerate(column):
        if text is not None and in_plain_letters(text) != grid.rows[row][0]:
            assert (row, 0) in told
            assert grid.text(row, 0) == text.replace("\n", " ")
