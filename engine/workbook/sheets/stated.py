"""Find the year that is said once for many rows: in the name of a sheet, a title, a section.

Knows how people write years in longer texts, not what the rows say.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from ...facts import ABSENT, CALENDAR, SchoolYear, State, Value
from ...provenance import Cell
from ...vocabulary import Vocabulary
from ..cells.days import TimeWords, Year, year_in_header
from ..grids import Grid, raw_text
from ..letters.text import bare_key, without_punctuation
from ..remembering import once

_NUMBER = re.compile(
    r"(?<![\d/.])(?<!\d[-–—])(\d{4})(?:\s?[-–—/]\s?(?:\d{4}|\d{2}))?(?!\d|\s?[-–—/]\s?\d|/|\.\d)"
)


@dataclass(frozen=True)
class YearFinder:
    """Finds years in longer texts; what stands behind ``asides`` is not about the rows."""

    words: TimeWords
    asides: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "YearFinder":
        """Find years as a vocabulary has them written."""
        asides = (re.compile(text, re.IGNORECASE) for text in vocabulary.layout.asides)
        return cls(TimeWords.of(vocabulary), tuple(asides))

    def in_name(self, rest: str) -> Year | None:
        """The one year in what stands behind the name of a sheet."""
        found = set(self._years(rest, is_name=True))
        return found.pop() if len(found) == 1 else None

    def in_rows(self, grid: Grid, rows: Iterable[int]) -> dict[Year, Cell]:
        """The years that titles give to what stands below them, and where."""
        found: dict[Year, Cell] = {}
        for row in rows:
            cells = grid.cells(row)
            for cell in cells:
                for title in _lines(grid, cell):
                    for year in self._years(self._before_asides(title)):
                        found.setdefault(year, cell)
            for label, cell in pairwise(cells):  # the word for it and the year, side by side
                told = year_in_header(f"{grid.read(label)} {grid.read(cell)}", self.words)
                if told is not None:
                    found.setdefault(told, cell)
        return found

    def _before_asides(self, title: str) -> str:
        starts = [match.start() for aside in self.asides if (match := aside.search(title))]
        return title[: min(starts, default=len(title))]

    def _years(self, text: str, *, is_name: bool = False) -> Iterator[Year]:
        """Each year: one with a word for it, a school year, or a number that ends a title."""
        for match in _NUMBER.finditer(text):
            before = text[: match.start()].split()
            words = [" ".join(before[-count:]) for count in (2, 1) if len(before) >= count]
            named = (year_in_header(f"{word} {match[0]}", self.words) for word in words)
            year = next((one for one in named if one is not None), None)
            if year is None and not self._is_school(words):
                year = year_in_header(match[0], self.words)
                ends = bool(before) and not text[match.end() :].strip(" .,;:)")
                if not (is_name or ends or isinstance(year, SchoolYear)):
                    year = None
            if year is not None:
                yield year

    def _is_school(self, words: Iterable[str]) -> bool:
        """Whether the words before a single number say that it is a school year, not which."""
        return any(bare_key(without_punctuation(word)) in self.words.school_year for word in words)


year_finder = once(YearFinder.of)
"""Finds years as a vocabulary has them written, made once."""


def _lines(grid: Grid, cell: Cell) -> list[str]:
    raw = grid.rows[cell.row - 1][cell.column - 1]
    return raw.split("\n") if isinstance(raw, str) else [raw_text(raw)]


def agreed(years: Iterable[tuple[Year, Cell]]) -> Value:
    """The year that several places give; contradictory if they differ."""
    values = [Value(year, State.KNOWN, (cell,)) for year, cell in years]
    cells = tuple(dict.fromkeys(cell for value in values for cell in value.cells))
    if not values:
        return ABSENT
    if not all(agree(one, other) for one, other in combinations(values, 2)):
        return Value(None, State.CONTRADICTORY, cells)
    exact = next((v for v in values if isinstance(v.scalar, SchoolYear)), values[0])
    return Value(exact.scalar, State.KNOWN, cells)


def agree(one: Value, other: Value) -> bool:
    """Whether two years may be the same; a school year lies in two calendar years."""
    if one.scalar is None or other.scalar is None or one.scalar == other.scalar:
        return True
    (low, high), (first, last) = CALENDAR.span(one.scalar), CALENDAR.span(other.scalar)
    return type(one.scalar) is not type(other.scalar) and low <= last and first <= high
