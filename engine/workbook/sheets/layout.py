"""Say which rows below a header are records, and what the others are.

Knows the shapes that people give a list: sections, totals, notes, signatures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ...provenance import Cell
from ...vocabulary import SheetSpec, Vocabulary
from ..cells.reader import is_error
from ..grids import Grid, Raw, raw_text
from ..letters.text import bare_key, exact_key, has_accents, id_key, without_punctuation
from ..remembering import Memory, once
from .headers import Header

_MOST_CELLS_OF_A_SIGNATURE = 2
_REMEMBERED = 300_000  # bytes


class LineWords:
    """The words by which a vocabulary knows rows that are no records; remembers ids."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        layout = vocabulary.layout
        self.totals = frozenset(_plain(word) for word in layout.totals)
        self.notes = tuple(re.compile(note, re.IGNORECASE) for note in layout.notes)
        self.sections = tuple(re.compile(section) for section in layout.sections)
        self.blanks = frozenset(id_key(word) for word in vocabulary.words.blank)
        self._ids: Memory[str, str] = Memory(_REMEMBERED)

    def plain_id(self, raw: str) -> str:
        """The key of what can be nothing but an id, by its looks; nothing for all else."""
        found = self._ids.get(raw)
        if found is None:
            text = raw_text(raw)
            is_none = is_error(raw) or id_key(text) in self.blanks
            is_odd = is_none or text.strip("()[] .").isdecimal()
            found = self._ids.keep(raw, "" if is_odd else _plain(text), 2 * len(text))
        return found


line_words = once(LineWords)
"""The words of a vocabulary, made once."""


@dataclass(frozen=True)
class Lines:
    """The rows of a sheet, by their looks."""

    grid: Grid
    spec: SheetSpec
    header: Header
    vocabulary: Vocabulary

    def note(self, row: int) -> str:
        """The code of the note about a row that is no record, or nothing."""
        line = self.grid.rows[row]
        if self.is_plain(row, line):
            return ""
        filled = self.grid.filled(row)
        if self._follows_header(row) and self._is_numbering(line, filled):
            return "row-numbering"
        if self._repeats_header(line):
            return "row-header"
        if all(self._is_note(line[column]) for column in filled):
            return "row-note"
        if self._is_total(line, filled):
            return "row-total"
        if self._has_no_plain_id(line) and row > self._end:
            distinct = {self.grid.anchor(row, column) for column in filled}
            if len(distinct) <= _MOST_CELLS_OF_A_SIGNATURE:
                return "row-note"
        if all(self._says_nothing(column, line[column]) for column in filled):
            return "row-empty"
        return "row-section" if self._is_merged_heading(row, filled) else ""

    def is_plain(self, row: int, line: Sequence[Raw]) -> bool:
        """Whether a row is a record at first sight, as nearly all are: it has a real id."""
        if row == self.header.bottom + 1 or len(self._id_columns) != 1:
            return False
        (column,) = self._id_columns
        number = line[column]
        if not isinstance(number, str) or (row, column) in self.grid.anchors:
            return False
        plain = self._words.plain_id(number)
        return bool(plain) and plain not in self._header_texts and len(line) - line.count(None) > 2

    def _follows_header(self, row: int) -> bool:
        """Whether the header stands right above a row, or is repeated there."""
        is_below = row - 1 > self.header.bottom
        return not is_below or self._repeats_header(self.grid.rows[row - 1])

    def _is_total(self, line: Sequence[Raw], filled: list[int]) -> bool:
        """Whether a row starts with a word for a total, or holds one beside numbers only."""
        texts = [column for column in filled if isinstance(line[column], str)]
        labels = [column for column in texts if self._is_total_label(raw_text(line[column]))]
        if not labels or (labels[0] != filled[0] and texts != labels):
            return False
        return self._has_no_plain_id(line) or labels[0] in self._id_columns

    def _is_total_label(self, text: str) -> bool:
        """Whether a text is a word for a total, or such a word and a number."""
        if _plain(text) in self._totals:
            return True
        if not any(map(str.isdigit, text)):
            return False
        key = exact_key if has_accents(text) else bare_key
        words = (f"{key(word)} " for word in self.vocabulary.layout.totals)
        return key(without_punctuation(text)).startswith(tuple(words))

    def _is_numbering(self, line: Sequence[Raw], filled: list[int]) -> bool:
        """Whether a row only numbers the columns, as in (1), (2), (3); a first few may be letters.

        A record could look like this by accident, so most columns must be numbered.
        """
        numbers = {at: raw_text(line[at]).strip("()[] .") for at in filled}
        digits = {at: int(text) for at, text in numbers.items() if text.isdecimal()}
        letters = [text for text in numbers.values() if len(text) == 1 and text.isalpha()]
        return (
            len(digits) + len(letters) == len(filled)
            and len(digits) > 2
            and len(filled) * 2 >= len(self.header.columns)
            and len({number - at for at, number in digits.items()}) == 1
            and max(digits.values()) <= len(line)
        )

    def _repeats_header(self, line: Sequence[Raw]) -> bool:
        texts = [raw for raw in line if raw is not None]
        return len(texts) > 1 and all(
            isinstance(raw, str) and _plain(raw) in self._header_texts for raw in texts
        )

    def _has_no_plain_id(self, line: Sequence[Raw]) -> bool:
        """Whether no id stands in the id column; a name that signs there has spaces."""
        return all(
            line[column] is None or " " in raw_text(line[column]).strip()
            for column in self._id_columns
        )

    def _is_note(self, raw: Raw) -> bool:
        return isinstance(raw, str) and any(note.search(raw_text(raw)) for note in self._notes)

    def _says_nothing(self, column: int, raw: Raw) -> bool:
        """Whether a cell may stand in a row prepared in advance: a number, a dead formula."""
        if column in self._used_columns:
            return is_error(raw) or id_key(raw_text(raw)) in self._blank_words
        return (
            is_error(raw) or isinstance(raw, int | float) or raw_text(raw).strip(". ").isdecimal()
        )

    def _is_merged_heading(self, row: int, filled: list[int]) -> bool:
        """Whether one merged text, perhaps after a numeral, is all that a row holds."""
        texts = self._distinct(row)
        last = texts[-1]
        is_merged = self.grid.anchor(row, filled[-1] + 1) == last
        return is_merged and (len(texts) == 1 or (len(texts) == 2 and self._has_numeral(row)))

    def heading(self, row: int) -> tuple[Cell, ...]:
        """The cells of a row if it looks like the heading of a section."""
        line = self.grid.rows[row]
        if len(line) - line.count(None) > 2:
            return ()  # nearly all
        filled = self.grid.filled(row)
        text = raw_text(self.grid.rows[row][filled[0]])
        if len(filled) == 2:
            is_heading = self._has_numeral(row)
        elif filled[0] in self._id_columns and " " not in text:
            is_heading = False  # an id may well look like a numeral
        else:
            is_heading = any(section.search(text) for section in self._sections)
        return self.grid.cells(row) if is_heading else ()

    def _has_numeral(self, row: int) -> bool:
        """Whether a row starts like a section although the others are numbered otherwise."""
        first, second = (
            raw_text(self.grid.rows[top][left]) for top, left in self._distinct(row)[:2]
        )
        column = self.grid.filled(row)[0]
        if column in self._used_columns or not self._is_numbered:
            return False
        return any(section.search(f"{first.rstrip('.')}. {second}") for section in self._sections)

    def _distinct(self, row: int) -> list[tuple[int, int]]:
        """Where the texts of a row are written; a merged range counts once."""
        columns = self.grid.filled(row)
        return list(dict.fromkeys(self.grid.anchor(row, column) for column in columns))

    @cached_property
    def _end(self) -> int:
        """The first row of notes below the last row with an id, or the end of the sheet."""
        rows = range(self.header.bottom + 1, len(self.grid.rows))
        plain = (row for row in rows if not self._has_no_plain_id(self.grid.rows[row]))
        last = max(plain, default=-1)
        return next(
            (
                row
                for row in rows
                if row > last and (filled := self.grid.filled(row))
                and all(self._is_note(self.grid.rows[row][column]) for column in filled)
            ),
            len(self.grid.rows),
        )  # fmt: skip

    @cached_property
    def _is_numbered(self) -> bool:
        """Whether rows are numbered with digits, so that other numerals are headings."""
        columns = [c for c in range(len(self.grid.rows[0])) if c not in self._used_columns]
        rows = range(self.header.bottom + 1, len(self.grid.rows))
        return any(isinstance(self.grid.rows[row][c], int) for row in rows for c in columns)

    @property
    def _totals(self) -> frozenset[str]:
        return self._words.totals

    @property
    def _notes(self) -> tuple[re.Pattern[str], ...]:
        return self._words.notes

    @property
    def _sections(self) -> tuple[re.Pattern[str], ...]:
        return self._words.sections

    @property
    def _blank_words(self) -> frozenset[str]:
        return self._words.blanks

    @cached_property
    def _words(self) -> LineWords:
        return line_words(self.vocabulary)

    @cached_property
    def _header_texts(self) -> frozenset[str]:
        texts = self.grid.rows[self.header.bottom]
        return frozenset(_plain(raw_text(raw)) for raw in texts if raw is not None)

    @cached_property
    def _id_columns(self) -> frozenset[int]:
        return frozenset(
            column.index
            for column in self.header.columns
            if self.spec.fields[column.field].role == "id"
        )

    @cached_property
    def _used_columns(self) -> frozenset[int]:
        return frozenset(column.index for column in self.header.columns)


def _plain(text: str) -> str:
    return bare_key(without_punctuation(text))
