"""A header is found among fewer rows than there are, and by less than they say, all the same."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.workbook.grids import Grid, Raw, raw_text
from engine.workbook.sheets.headers import Header, HeaderNames, Token
from engine.workbook.sheets.lexicon import Lexicon
from engine.workbook.sheets.search import find_header
from engine.workbook.spreadsheets.merging import fill_merged

from .books import VOCABULARY

SHEETS = ("person", "ratings", "awards", "unit_reports", "discipline")
YEARS: tuple[Raw, ...] = (2021, "2022", "2023-2024", "Năm 2024", "Năm học 2023-2024")
OTHERS: tuple[Raw, ...] = (
    "GV01", "Nguyễn Văn An", "(1)", "(ghi chú)", "-", "…", "None", 1, 7.5, "x", "Tổ 4-5 năm 2024",
    "Trường Tiểu học Hòa An", "DANH SÁCH NĂM 2024", "(Kèm theo Tờ trình năm 2021)",
)  # fmt: skip


class Whole(HeaderNames):
    """The same headers, by which no text is left out and no row is passed over."""

    def token(self, raw: Raw) -> Token | None:
        if raw is None:
            return None
        text = raw_text(raw)
        return Token(text, True, True, self.is_parent(text))

    def told(self, raws: Sequence[Raw]) -> list[Token]:
        return [token for raw in raws if (token := self.token(raw))]


def grids(sheet: str) -> st.SearchStrategy[Grid]:
    """Small sheets of headers, halves of headers, years, other texts and merged ranges."""
    fields = VOCABULARY.sheet(sheet).fields.values()
    headers = sorted({name for fact in fields for name in (fact.header, *fact.aliases[:2])})
    halves = sorted({part for name in headers for part in (name.split()[0], name.split()[-1])})
    ended = [f"{name} {year}" for name in headers[:6] for year in ("2021", "2022-2023")]
    cells = st.one_of(
        st.sampled_from(headers),
        st.none(),
        st.sampled_from(headers),
        st.sampled_from(halves),
        st.sampled_from(ended),
        st.sampled_from(YEARS),
        st.sampled_from(OTHERS),
    )
    lines = st.lists(st.lists(cells, min_size=5, max_size=5), min_size=1, max_size=6)
    corner = st.tuples(st.integers(0, 4), st.integers(0, 4))
    spans = st.lists(st.tuples(corner, corner), max_size=2)
    return st.builds(_grid, lines, spans)


def _grid(lines: list[list[Raw]], spans: list[tuple[tuple[int, int], tuple[int, int]]]) -> Grid:
    ranges = [
        ((min(a[0], b[0]), min(a[1], b[1])), (max(a[0], b[0]), max(a[1], b[1]))) for a, b in spans
    ]
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    for each in ranges[:1] if _touch(ranges) else ranges:
        anchors |= fill_merged(lines, [each]) or {}
    return Grid("a.xlsx", "S", lines, anchors)


def _touch(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    cells = [
        (row, column)
        for (top, left), (bottom, right) in ranges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
    return len(set(cells)) < len(cells)


NAMES = {sheet: HeaderNames(VOCABULARY.sheet(sheet), VOCABULARY) for sheet in SHEETS}
"""They remember, so that what was found on one sheet is what is found on another."""


def found(grid: Grid, names: HeaderNames) -> Header | None:
    return find_header(grid, names)


@pytest.mark.parametrize("sheet", SHEETS)
@settings(max_examples=100, deadline=None)
@given(drawn=st.data())
def test_a_header_is_that_which_a_search_of_every_row_and_text_finds(
    sheet: str, drawn: st.DataObject
) -> None:
    grid = drawn.draw(grids(sheet))
    whole = Whole(VOCABULARY.sheet(sheet), VOCABULARY)
    assert found(grid, NAMES[sheet]) == found(grid, whole)


@pytest.mark.parametrize(
    ("text", "begins", "is_part", "may_say"),
    [
        ("Họ và tên", False, True, True),
        ("HO VA", False, True, True),
        ("tên", False, True, True),
        ("Họ và tên 2024", True, False, True),
        ("Xếp loại: năm 2024", True, False, True),
        ("Nguyễn Văn An", False, False, False),
        ("Họ Nguyễn", False, False, True),
        ("- …", False, False, True),
        ("", False, False, True),
    ],
)
def test_a_text_may_be_part_of_a_header_only_by_its_own_words(
    text: str, begins: bool, is_part: bool, may_say: bool
) -> None:
    lexicon = Lexicon(["Họ và tên", "Xếp loại"])
    assert (lexicon.begins(text), lexicon.is_part(text)) == (begins, is_part)
    assert lexicon.may_say(text) == may_say
