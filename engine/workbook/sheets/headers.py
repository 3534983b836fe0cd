"""The headers that the fields of a sheet may have, and what a header is once it is found.

Knows only the fields of the sheet's own spec: the same header may mean another thing
on another sheet.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import filterfalse
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ...facts import SchoolYear
from ...provenance import Cell
from ...vocabulary import TIES, SheetSpec, Vocabulary
from ..cells.days import TimeWords, Year, year_in_header
from ..grids import Grid, Raw, raw_text
from ..letters.text import bare_key, exact_key, without_punctuation
from ..mapping.accepted import SheetEntry
from ..remembering import Memory, once
from .lexicon import Lexicon

if TYPE_CHECKING:
    from .meanings import Meanings
    from .patterns import Pattern

_BY_YEAR = ("yearly", "closed")
_DIGIT = re.compile("[0-9]")
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


class Token(NamedTuple):
    """What of a text can matter to a header.

    ``text`` is the text itself if it ``is_kept``, and else stands for every text that matters as
    little. A field may follow from one that ``tells``, alone or with another; an ``is_parent``
    text may stand above several columns; ``years`` are the first years that follow from it.
    """

    text: str
    is_kept: bool = False
    tells: bool = False
    is_parent: bool = False
    years: tuple[str, ...] = ()


_ANY, _IN_BRACKETS = Token("\ua66e"), Token("(\ua66e")
"""For texts that are no header: a letter that is in none."""
_REMEMBERED = 400_000  # bytes, for each sheet of the vocabulary


Looks: TypeAlias = "tuple[Pattern, tuple[int, ...], bool]"
"""How rows look among which a header is searched, and which rows are tried."""


class HeaderNames:
    """The headers that a sheet's fields may have; remembers what it was asked.

    ``patterns`` are the headers that were worked out before, ``found`` where they stand.
    """

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
        self._fields: Memory[str, frozenset[str]] = Memory(_REMEMBERED)
        self._years: Memory[str, Year | None] = Memory(_REMEMBERED)
        self._tokens: Memory[Raw, Token] = Memory(_REMEMBERED)
        self._silent: Memory[Raw, None] = Memory(_REMEMBERED)
        self.patterns: Memory[Pattern, Meanings] = Memory(_REMEMBERED)
        self.found: Memory[Looks, tuple[int, int, Meanings] | None] = Memory(_REMEMBERED)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon((*self._bare, *self._beside))

    def token(self, raw: Raw) -> Token | None:
        """What of a cell can matter to a header; nothing of an empty one."""
        if raw is None:
            return None
        key = raw_text(raw) if isinstance(raw, float) else raw  # 1.0 would be found as 1
        found = self._tokens.get(key)
        if found is None:
            text = raw_text(raw)
            found = self._tokens.keep(key, self._token(text), 2 * len(text))
        return found

    def told(self, raws: Iterable[Raw]) -> list[Token]:
        """What matters of some cells; of most nothing does."""
        known, found = self._tokens, []
        for raw in raws:
            if raw is not None:
                token = None if isinstance(raw, float) else known.get(raw)
                if token is not _ANY and (token := token or self.token(raw)) and token.is_kept:
                    found.append(token)
        return found

    def telling(self, raws: set[Raw]) -> set[Raw]:
        """The cells from which a field may follow, of some without floats."""
        found = set()
        for raw in list(filterfalse(self._silent.__contains__, raws)):
            if self._may_tell(raw) and (token := self.token(raw)) and token.tells:
                found.add(raw)
            else:
                self._silent.keep(raw, None, len(str(raw)))
        return found

    def _may_tell(self, raw: Raw) -> bool:
        """Whether a field may follow from a cell, as is seen at once of most texts."""
        return not isinstance(raw, str) or bool(self.entry) or self._lexicon.may_say(raw)

    def _token(self, text: str) -> Token:
        if self.entry:
            return Token(text, True, True, self.is_parent(text))
        year, may_say = self.year(text), self._lexicon.may_say(text)
        begins = may_say and self._lexicon.begins(text)
        ended = self.field_and_year(text) if begins else (frozenset(), None)
        tells = bool(ended[0]) or (may_say and self._lexicon.is_part(text))
        says_nothing = may_say and self._lexicon.says_nothing(text)
        # A column without a year is told from the cell that says `None` of it, if one does.
        if not (tells or year or says_nothing or "None" in text):
            return _IN_BRACKETS if text.startswith("(") else _ANY
        found = {one for one in (year, ended[1]) if one}
        years = {str(one.first if isinstance(one, SchoolYear) else one) for one in found}
        return Token(text, True, tells, self.is_parent(text), tuple(sorted(years)))

    def fields(self, text: str) -> frozenset[str]:
        """Fields that a header may mean; more than one when it is ambiguous."""
        found = self._fields.get(text)
        if found is None:  # the search for the header asks the same many times
            ways = self._exact.get(_exact(text)) or self._bare.get(_bare(text)) or ()
            found = self._fields.keep(text, frozenset(ways), len(text))
        return found

    def beside(self, text: str) -> str | None:
        """The field that a header means beside another column of the one that it usually is."""
        return self._beside.get(_bare(text))

    def year(self, text: str) -> Year | None:
        """The year that a header is, if it is one and the sheet is kept by year."""
        if self.spec.kind not in _BY_YEAR or not _DIGIT.search(text):
            return None
        found = self._years.get(text, 0)  # which is no year
        if found == 0:
            found = self._years.keep(text, year_in_header(text, self._words), len(text))
        return found

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
        self._by_id: dict[str, HeaderNames] = {}

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and _bare(text) in self._keys

    @property
    def names(self) -> tuple[HeaderNames, ...]:
        """The headers of each sheet."""
        return tuple(map(self.of, self.vocabulary.sheets))

    def of(self, spec: SheetSpec) -> HeaderNames:
        """The headers of a sheet of the vocabulary."""
        if spec.id not in self._by_id:
            self._by_id[spec.id] = HeaderNames(spec, self.vocabulary)
        return self._by_id[spec.id]


headings_of = once(Headings)
"""The headers of a vocabulary, made once."""


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
