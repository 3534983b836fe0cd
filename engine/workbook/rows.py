"""Turn the rows below a header into records, and say which rows are none.

Knows the layout of a sheet, not whom a record is about.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..errors import Problem, Severity
from ..facts import ABSENT, State, Value
from ..provenance import Cell
from ..vocabulary import Role, SheetSpec, Vocabulary
from .cells import CellReader, cell_reader, is_error
from .headers import Column, Header, header_texts
from .reading import Grid, Raw, raw_text
from .text import bare_key, exact_key, without_punctuation
from .values import merge

_TIES: tuple[Role, ...] = ("id", "name")
_MOST_CELLS_OF_A_SIGNATURE = 2


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a sheet; of a sheet with a column for each year, one year of a row.

    ``cells`` are those of the id and the name. ``heading`` are the cells of a row that
    looks like the heading of a section: a record only if its text is a listed subject.
    """

    spec: SheetSpec
    fields: Mapping[str, Value]
    year: Value
    cells: tuple[Cell, ...]
    heading: tuple[Cell, ...] = ()

    def role(self, role: Role) -> Value:
        """The value of the column that plays a role."""
        return self.fields.get(self.spec.field_with(role) or "", ABSENT)


@dataclass(frozen=True)
class Table:
    """A sheet whose header has been found."""

    grid: Grid
    spec: SheetSpec
    header: Header
    vocabulary: Vocabulary

    def records(self) -> Iterator[Record | Problem]:
        """Read all rows below the header."""
        for row in range(self.header.bottom + 1, len(self.grid.rows)):
            if any(raw is not None for raw in self.grid.rows[row]):
                code = self._not_a_record(row)
                if code:
                    yield Problem(code, Severity.NOTE, self.grid.cells(row))
                else:
                    yield from self._record(row)

    def titles(self) -> Iterator[Problem]:
        """Name the rows above the header."""
        for row in range(self.header.top):
            if self.grid.filled(row):
                yield Problem("row-title", Severity.NOTE, self.grid.cells(row))

    # Which rows are records

    def _not_a_record(self, row: int) -> str:
        """The code of the note about a row that is no record, or nothing."""
        line = self.grid.rows[row]
        filled = self.grid.filled(row)
        if row == self.header.bottom + 1 and self._is_numbering(line, filled):
            return "row-numbering"
        if self._repeats_header(line):
            return "row-header"
        first = line[filled[0]]
        if isinstance(first, str) and self._has_no_id(line):
            if _plain(first) in self._totals:
                return "row-total"
            if all(self._is_note(line[column]) for column in filled):
                return "row-note"
        if row > self._end and self._has_no_id(line):
            distinct = {self.grid.anchor(row, column) for column in filled}
            if len(distinct) <= _MOST_CELLS_OF_A_SIGNATURE:
                return "row-note"
        if all(self._says_nothing(column, line[column]) for column in filled):
            return "row-empty"
        return "row-section" if self._is_merged_heading(row, filled) else ""

    def _is_numbering(self, line: Sequence[Raw], filled: list[int]) -> bool:
        """Whether a row only numbers the columns, as in (1), (2), (3)."""
        if len(filled) * 2 < len(self.header.columns) or len(filled) < 2:
            return False
        shifts = set()
        for column in filled:
            text = raw_text(line[column]).strip("()[] .")
            if not text.isdecimal():
                if not (len(text) == 1 and text.isalpha()):
                    return False
                continue
            shifts.add(int(text) - column)
        return len(shifts) == 1

    def _repeats_header(self, line: Sequence[Raw]) -> bool:
        texts = [raw for raw in line if raw is not None]
        return len(texts) > 1 and all(
            isinstance(raw, str) and _plain(raw) in self._header_texts for raw in texts
        )

    def _has_no_id(self, line: Sequence[Raw]) -> bool:
        return all(line[column] is None for column in self._id_columns)

    def _is_note(self, raw: Raw) -> bool:
        return isinstance(raw, str) and any(note.search(raw) for note in self._notes)

    def _says_nothing(self, column: int, raw: Raw) -> bool:
        """Whether a cell may stand in a row prepared in advance: a number, a dead formula."""
        if column in self._readers:
            return is_error(raw) or exact_key(raw_text(raw)) in self._blank_words
        return (
            is_error(raw) or isinstance(raw, int | float) or raw_text(raw).strip(". ").isdecimal()
        )

    def _is_merged_heading(self, row: int, filled: list[int]) -> bool:
        """Whether one merged text, perhaps after a numeral, is all that a row holds."""
        texts = self._distinct(row)
        last = texts[-1]
        is_merged = sum(self.grid.anchor(row, column) == last for column in filled) > 1
        return is_merged and (len(texts) == 1 or (len(texts) == 2 and self._has_numeral(row)))

    def _is_heading(self, row: int, filled: list[int]) -> bool:
        """Whether one text, perhaps after a numeral, looks like the heading of a section."""
        if len(filled) == 2:
            return self._has_numeral(row)
        text = raw_text(self.grid.rows[row][filled[0]])
        if len(filled) > 1 or (filled[0] in self._id_columns and " " not in text):
            return False
        return any(section.search(text) for section in self._sections)

    def _has_numeral(self, row: int) -> bool:
        """Whether a row starts like a section although the others are numbered otherwise."""
        first, second = (
            raw_text(self.grid.rows[top][left]) for top, left in self._distinct(row)[:2]
        )
        column = self.grid.filled(row)[0]
        if column in self._readers or not self._is_numbered:
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
        last = max((row for row in rows if not self._has_no_id(self.grid.rows[row])), default=-1)
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
        columns = [c for c in range(len(self.grid.rows[0])) if c not in self._readers]
        rows = range(self.header.bottom + 1, len(self.grid.rows))
        return any(isinstance(self.grid.rows[row][c], int) for row in rows for c in columns)

    @cached_property
    def _totals(self) -> frozenset[str]:
        return frozenset(_plain(word) for word in self.vocabulary.layout.totals)

    @cached_property
    def _notes(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(note, re.IGNORECASE) for note in self.vocabulary.layout.notes)

    @cached_property
    def _sections(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(section) for section in self.vocabulary.layout.sections)

    @cached_property
    def _blank_words(self) -> frozenset[str]:
        return frozenset(exact_key(word) for word in self.vocabulary.words.blank)

    @cached_property
    def _header_texts(self) -> frozenset[str]:
        return header_texts(self.grid, self.header)

    @cached_property
    def _id_columns(self) -> frozenset[int]:
        return frozenset(
            column.index
            for column in self.header.columns
            if self.spec.fields[column.field].role == "id"
        )

    # What a record says

    @cached_property
    def _readers(self) -> dict[int, CellReader]:
        return {
            column.index: cell_reader(self.spec.fields[column.field], self.vocabulary)
            for column in self.header.columns
        }

    @cached_property
    def _groups(self) -> dict[int | None, dict[str, list[Column]]]:
        """Columns by the year of their header, then by field."""
        groups: dict[int | None, dict[str, list[Column]]] = {None: {}}
        for column in self.header.columns:
            groups.setdefault(column.year, {}).setdefault(column.field, []).append(column)
        return groups

    def _record(self, row: int) -> Iterator[Record | Problem]:
        problems: list[Problem] = []
        plain = {f: self._value(row, cs, problems) for f, cs in self._groups[None].items()}
        fields = self.spec.fields
        ties = {f: plain[f] for role in _TIES if (f := self.spec.field_with(role) or "") in plain}
        cells = tuple(cell for value in ties.values() for cell in value.cells)
        is_heading = self._is_heading(row, self.grid.filled(row))
        heading = self.grid.cells(row) if is_heading else ()
        year = plain.get(self.spec.field_with("year") or "", ABSENT)
        wide = len(self._groups) > 1
        if not wide or any(fields[f].role not in ("id", "name", "year") for f in plain):
            yield Record(self.spec, plain, year, cells, heading)
        for number, group in self._groups.items():
            if number is not None:
                values = {f: self._value(row, cs, problems) for f, cs in group.items()}
                head = next(iter(group.values()))[0].head
                known = Value(number, State.KNOWN, (head,))
                yield Record(self.spec, {**ties, **values}, known, cells, heading)
        yield from problems

    def _value(self, row: int, columns: list[Column], problems: list[Problem]) -> Value:
        values = [self._read(row, column, problems) for column in columns]
        if len(values) == 1:
            return values[0]
        if (
            self.spec.fields[columns[0].field].role == "name"
            and len({c.head for c in columns}) == 1
        ):
            return _joined(values)
        value = merge(values)
        is_unit = self.spec.fields[columns[0].field].role == "unit"  # an id beside a name is fine
        if value.state is State.CONTRADICTORY and not is_unit:
            details = {"column": columns[0].head.raw}
            problems.append(Problem("columns-contradict", Severity.ERROR, value.cells, details))
        return value

    def _read(self, row: int, column: Column, problems: list[Problem]) -> Value:
        grid, reader = self.grid, self._readers[column.index]
        parsed = reader.read(grid.rows[row][column.index])
        top, left = grid.anchors.get((row, column.index), (row, column.index))
        cell = Cell(grid.file, grid.sheet, top + 1, left + 1, parsed.text)
        if parsed.code:
            details = {
                "column": column.head.raw, "raw": parsed.text, "expected": reader.expected
            }  # fmt: skip
            problems.append(Problem(parsed.code, Severity.ERROR, (cell,), details))
        return Value(parsed.scalar, parsed.state, (cell,))


def _joined(values: list[Value]) -> Value:
    """A name whose parts stand in several columns below one header."""
    cells = tuple(cell for value in values for cell in value.cells)
    unknown = next((value for value in values if not value.is_known), None)
    if unknown:
        return Value(None, unknown.state, cells)
    return Value(" ".join(str(value.scalar) for value in values), State.KNOWN, cells)


def _plain(text: str) -> str:
    return without_punctuation(bare_key(text))
