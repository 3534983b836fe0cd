"""Find the header of a sheet and match its columns to the fields of the vocabulary.

Knows only the fields of the sheet's own spec: the same header may mean another thing
on another sheet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..errors import Problem
from ..facts import SchoolYear
from ..provenance import Cell, column_letters
from ..vocabulary import SheetSpec, Vocabulary
from .days import TimeWords, Year, year_in_header
from .grids import Grid, raw_text
from .text import bare_key, exact_key, without_punctuation

SEARCHED_ROWS = 30
TALLEST_HEADER = 3
_NOT_WIDE = frozenset({"id", "name", "year"})


@dataclass(frozen=True, slots=True)
class Column:
    """One used column; ``year`` is set where the header gives the year of its values."""

    index: int
    field: str
    year: Year | None
    head: Cell


@dataclass(frozen=True, slots=True)
class Header:
    """The rows ``top`` to ``bottom`` (from 0) and the columns below that are used."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    def __contains__(self, field: str) -> bool:
        return any(column.field == field for column in self.columns)


class HeaderNames:
    """The headers that a sheet's fields may have."""

    def __init__(self, spec: SheetSpec, vocabulary: Vocabulary) -> None:
        self.spec = spec
        self._exact: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        for field, fact in spec.fields.items():
            for name in (fact.header, *fact.aliases):
                self._exact.setdefault(_exact(name), set()).add(field)
                self._bare.setdefault(_bare(name), set()).add(field)
        self._ignored = {_bare(name) for name in vocabulary.layout.ignored}
        self._words = TimeWords.of(vocabulary)
        self._known: dict[str, frozenset[str]] = {}

    def fields(self, text: str) -> frozenset[str]:
        """Fields that a header may mean; more than one when it is ambiguous."""
        if text not in self._known:  # the search for the header asks the same many times
            found = self._exact.get(_exact(text)) or self._bare.get(_bare(text)) or ()
            self._known[text] = frozenset(found)
        return self._known[text]

    def year(self, text: str) -> Year | None:
        """The year that a header is, if it is one and the sheet is kept by year."""
        return year_in_header(text, self._words) if self.spec.kind == "yearly" else None

    def field_and_year(self, text: str) -> tuple[frozenset[str], Year | None]:
        """Read a header that ends in a year."""
        words = text.split()
        for cut in range(len(words) - 1, 0, -1):
            year = self.year(" ".join(words[cut:]))
            fields = self.fields(" ".join(words[:cut])) if year else frozenset()
            if fields:
                return fields, year
        return frozenset(), None

    def can_be_wide(self, field: str) -> bool:
        """Whether a field may have a column for each year."""
        return self.spec.kind == "yearly" and self.spec.fields[field].role not in _NOT_WIDE

    def is_ignored(self, text: str) -> bool:
        """Whether nobody needs the column."""
        return _bare(text) in self._ignored


def _exact(text: str) -> str:
    return exact_key(without_punctuation(text))


def _bare(text: str) -> str:
    return bare_key(without_punctuation(text))


@dataclass(frozen=True)
class _Merges:
    """How merged ranges bind the rows of a sheet together."""

    first: Mapping[int, int]  # row -> the first row that a range with content here starts in
    last: Mapping[int, int]  # row -> the last row that a range starting here reaches

    @classmethod
    def of(cls, grid: Grid) -> "_Merges":
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for (row, column), (top, _) in grid.anchors.items():
            last[top] = max(last.get(top, top), row)
            if grid.raw(row, column) is not None:
                first[row] = min(first.get(row, row), top)
        return cls(first, last)

    def allow(self, top: int, bottom: int) -> bool:
        """Whether a block cuts no range, and is no taller than a range gives reason for."""
        rows = range(top, bottom + 1)
        is_whole = all(
            self.first.get(row, row) >= top and self.last.get(row, row) <= bottom for row in rows
        )
        return is_whole and (top == bottom or top in self.last)


@dataclass(frozen=True)
class _Block:
    """Some rows of a sheet, read as a header."""

    grid: Grid
    names: HeaderNames
    top: int
    bottom: int

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        width = len(self.grid.rows[self.top])
        return tuple(found for index in range(width) if (found := self._column(index)))

    @cached_property
    def score(self) -> tuple[int, int]:
        """How much the columns say, and how many give their year; (0, 0) if nothing ties rows."""
        roles = {self.names.spec.fields[column.field].role for column in self.columns}
        if not roles & {"id", "name"} or len({column.field for column in self.columns}) < 2:
            return (0, 0)
        meanings = {(column.field, column.year) for column in self.columns}
        return len(meanings), sum(1 for _, year in meanings if year)

    def path(self, index: int) -> list[Cell]:
        """The cells above a column from top to bottom, each merged range once."""
        cells = dict.fromkeys(
            self.grid.cell(row, index)
            for row in range(self.top, self.bottom + 1)
            if self.grid.raw(row, index) is not None
        )
        return list(cells)

    def _column(self, index: int) -> Column | None:
        fields, year = self.meaning(index)
        if len(fields) != 1:
            return None
        (field,) = fields
        path = self.path(index)
        first = str(year.first if isinstance(year, SchoolYear) else year)
        head = next((cell for cell in reversed(path) if first in cell.raw), path[-1])
        return Column(index, field, year, head)

    def meaning(self, index: int) -> tuple[frozenset[str], Year | None]:
        """The fields (one, unless ambiguous) and the year that a column's header says."""
        path = self.path(index)
        if not path or self._is_cut_off(index, path):
            return frozenset(), None
        parents = [cell.raw for cell in path[:-1]]
        fields, year = self._own(path[-1].raw, parents)
        if not fields and parents and not self._is_shared(index, path[-2]):
            fields, year = self._own(parents[-1], parents[:-1])
        if year is not None and not all(self.names.can_be_wide(field) for field in fields):
            return (frozenset(), None) if fields else (fields, None)
        return fields, year

    def _own(self, leaf: str, parents: list[str]) -> tuple[frozenset[str], Year | None]:
        names = self.names
        years = [year for parent in parents if (year := names.year(parent))]
        if fields := names.fields(leaf):
            wide = years and all(names.can_be_wide(field) for field in fields)
            return fields, years[-1] if wide else None
        for parent in reversed(parents):
            if fields := names.fields(f"{leaf} {parent}") or names.fields(f"{parent} {leaf}"):
                return fields, None
            if names.year(leaf) and (fields := names.fields(parent)):
                return fields, names.year(leaf)
        return names.field_and_year(leaf)

    def _is_cut_off(self, index: int, path: list[Cell]) -> bool:
        """Whether a column below a shared parent has lost its own header."""
        last = self.grid.raw(self.bottom, index)
        return last is None and self._is_shared(index, path[-1])

    def _is_shared(self, index: int, parent: Cell) -> bool:
        anchor = (parent.row - 1, parent.column - 1)
        width = len(self.grid.rows[anchor[0]])
        beside = (self.grid.anchor(anchor[0], at) for at in range(width) if at != index)
        return sum(1 for at in beside if at == anchor) > 0


def find_header(grid: Grid, names: HeaderNames) -> Header | None:
    """Find the rows that say most; of equals the lowest block, then the first."""
    merges = _Merges.of(grid)
    blocks = [
        _Block(grid, names, top, bottom)
        for top in range(min(SEARCHED_ROWS, len(grid.rows)))
        for bottom in range(top, min(top + TALLEST_HEADER, len(grid.rows)))
        if merges.allow(top, bottom)
    ]
    best = max(
        (block for block in blocks if any(block.score)),
        key=lambda block: (block.score, block.top - block.bottom, -block.top),
        default=None,
    )
    return Header(best.top, best.bottom, best.columns) if best else None


def unused_columns(grid: Grid, names: HeaderNames, header: Header) -> Iterator[Problem]:
    """Name the columns with content that are not used, and the fields without a column."""
    block = _Block(grid, names, header.top, header.bottom)
    used = {column.index for column in header.columns}
    for index in range(len(grid.rows[header.top])):
        if index not in used:
            yield from _unused(block, index)
    is_wide = any(column.year for column in header.columns)
    for field, fact in names.spec.fields.items():
        is_missed = not fact.optional and not (is_wide and fact.role == "year")
        if field not in header and is_missed:
            code = "id-column-missing" if fact.role == "id" else "column-missing"
            details = {"column": fact.header, "field": field}
            yield Problem(code, (), details, grid.place)


def _unused(block: _Block, index: int) -> Iterator[Problem]:
    path, grid = block.path(index), block.grid
    below = range(block.bottom + 1, len(grid.rows))
    filled = next((row for row in below if grid.rows[row][index] is not None), None)
    if not path and filled is None:
        return
    cells = (path[-1],) if path else (grid.cell(filled or 0, index),)
    text = " ".join(cell.raw for cell in path)
    details = {"column": text or column_letters(index + 1)}
    fields, _ = block.meaning(index)
    if len(fields) > 1:
        headers = sorted(block.names.spec.fields[field].header for field in fields)
        details["fields"] = ", ".join(headers)
        yield Problem("column-ambiguous", cells, details)
    elif path and block.names.is_ignored(path[-1].raw):
        yield Problem("column-ignored", cells, details)
    else:
        yield Problem("column-unknown", cells, details)


def header_texts(grid: Grid, header: Header) -> frozenset[str]:
    """Keys of the texts of the header, to know it again where it is repeated below."""
    return frozenset(_bare(raw_text(raw)) for raw in grid.rows[header.bottom] if raw is not None)
