"""The headers that the fields of a sheet may have, and what a header is once it is found.

Knows only the fields of the sheet's own spec: the same header may mean another thing
on another sheet.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...provenance import Cell
from ...vocabulary import TIES, SheetSpec, Vocabulary
from ..cells.days import TimeWords, Year, year_in_header
from ..grids import Grid
from ..letters.text import bare_key, exact_key, without_punctuation
from ..mapping.accepted import SheetEntry

_BY_YEAR = ("yearly", "closed")
_NOT_WIDE = TIES | {"year"}


@dataclass(frozen=True, slots=True)
class Column:
    """One used column; ``year`` is set where the header gives the year of its values."""

    index: int
    field: str
    year: Year | None
    head: Cell


@dataclass(frozen=True, slots=True)
class Header:
    """The rows ``top`` to ``bottom`` (from 0) and the columns below that are used.

    ``paths`` are the texts above every column, from top to bottom.
    """

    top: int
    bottom: int
    columns: tuple[Column, ...]
    paths: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def __contains__(self, field: str) -> bool:
        return any(column.field == field for column in self.columns)

    @property
    def is_wide(self) -> bool:
        """Whether some values have a column for each year."""
        return any(column.year for column in self.columns)


class HeaderNames:
    """The headers that a sheet's fields may have."""

    def __init__(
        self, spec: SheetSpec, vocabulary: Vocabulary, entry: SheetEntry | None = None
    ) -> None:
        self.spec = spec
        self.entry = entry
        self._exact: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        for own, fact in spec.fields.items():
            for name in (fact.header, *fact.aliases):
                self._exact.setdefault(_exact(name), set()).add(own)
                self._bare.setdefault(_bare(name), set()).add(own)
        self._beside = {
            _bare(name): own for own, fact in spec.fields.items() for name in fact.beside
        }
        self._ignored = {_bare(name) for name in vocabulary.layout.ignored}
        self._added = tuple(re.compile(pattern) for pattern in vocabulary.layout.added)
        self._words = TimeWords.of(vocabulary)
        self._known: dict[str, frozenset[str]] = {}

    def fields(self, text: str) -> frozenset[str]:
        """Fields that a header may mean; more than one when it is ambiguous."""
        if text not in self._known:  # the search for the header asks the same many times
            found = self._exact.get(_exact(text)) or self._bare.get(_bare(text)) or ()
            self._known[text] = frozenset(found)
        return self._known[text]

    def beside(self, text: str) -> str | None:
        """The field that a header means beside another column of the one that it usually is."""
        return self._beside.get(_bare(text))

    def year(self, text: str) -> Year | None:
        """The year that a header is, if it is one and the sheet is kept by year."""
        return year_in_header(text, self._words) if self.spec.kind in _BY_YEAR else None

    def field_and_year(self, text: str) -> tuple[frozenset[str], Year | None]:
        """Read a header that ends in a year."""
        words = text.split()
        for cut in range(len(words) - 1, 0, -1):
            year = self.year(" ".join(words[cut:]))
            fields = self.fields(" ".join(words[:cut])) if year else frozenset()
            if fields:
                return fields, year
        return frozenset(), None

    def accepted(
        self, index: int, path: Sequence[str]
    ) -> tuple[frozenset[str], Year | None] | None:
        """What the user has said of a column: its field and year, or that nobody needs it."""
        column = self.entry.column(index, path) if self.entry else None
        if column is None:
            return None
        if column.field is None:
            return frozenset(), None
        return frozenset({column.field}), self._year_of(path, column.field)

    def _year_of(self, path: Sequence[str], field: str) -> Year | None:
        """The year that a header ends in, or one of the texts above it."""
        ends = (text.split() for text in reversed(path) if self.can_be_wide(field))
        years = (self.year(" ".join(words[at:])) for words in ends for at in range(len(words)))
        return next((year for year in years if year), None)

    def can_be_wide(self, field: str) -> bool:
        """Whether a field may have a column for each year."""
        return self.spec.kind in _BY_YEAR and self.spec.fields[field].role not in _NOT_WIDE

    def is_ignored(self, text: str) -> bool:
        """Whether nobody needs the column."""
        is_ours = any(pattern.search(text) for pattern in self._added)
        return is_ours or _bare(text) in self._ignored

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and (bool(self.fields(text)) or self.is_ignored(text))

    def is_parent(self, text: str) -> bool:
        """Whether a text may stand above several columns: a header, or a year."""
        return bool(self.fields(text)) or self.year(text) is not None


class Headings:
    """The headers of all sheets, to know a header that is not of its own sheet."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        fields = vocabulary.fields.values()
        texts = (text for fact in fields for text in (fact.header, *fact.aliases))
        self._keys = {_bare(text) for text in (*texts, *vocabulary.layout.ignored)}

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and _bare(text) in self._keys

    @cached_property
    def names(self) -> tuple[HeaderNames, ...]:
        """The headers of each sheet."""
        return tuple(HeaderNames(spec, self.vocabulary) for spec in self.vocabulary.sheets)


def header_path(grid: Grid, header: Header, index: int) -> list[str]:
    """The texts above a column from top to bottom, each merged range once."""
    if index in header.paths:
        return list(header.paths[index])
    rows = range(header.top, header.bottom + 1)
    cells = (grid.cell(row, index) for row in rows if grid.raw(row, index) is not None)
    return [grid.read(cell) for cell in dict.fromkeys(cells)]


def _exact(text: str) -> str:
    return exact_key(without_punctuation(text))


def _bare(text: str) -> str:
    return bare_key(without_punctuation(text))
