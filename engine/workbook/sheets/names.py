"""Tell which sheet of the vocabulary a sheet of a workbook is, by its name.

Knows nothing of what stands on the sheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...errors import Problem
from ...vocabulary import SheetSpec, Vocabulary
from ..cells.days import Year
from ..grids import Grid
from ..letters.legacy import alone
from ..letters.text import bare_key, exact_key, without_punctuation
from ..mapping.accepted import Mapping, SheetEntry
from ..remembering import Memory, once
from .headers import HeaderNames, headings_of
from .stated import YearFinder

_BORDERS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?=[\s_(\[:–—-])")
_DASH = re.compile(r"\s[–—-]\s")
_NUMBER = re.compile(r"[\d\s/–—-]+|[IVX]{1,4}")
_AROUND = " _-–—.:()[]"
_REMEMBERED = 400_000  # bytes


@dataclass(frozen=True, slots=True)
class SheetName:
    """What a name says: the ids of the sheets that it may mean.

    ``rest`` is what stands behind, where several sheets hold the parts of one list.
    """

    ids: frozenset[str]
    rest: str = ""


class SheetNames:
    """The sheets of the vocabulary by the names that they may have."""

    def __init__(self, vocabulary: Vocabulary, mapping: Mapping | None = None) -> None:
        self.vocabulary = vocabulary
        self._mapping = mapping
        self._exact: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        for spec in vocabulary.sheets:
            for name in (spec.sheet, *spec.aliases):
                self._exact.setdefault(exact_key(name), set()).add(spec.id)
                self._bare.setdefault(bare_key(without_punctuation(name)), set()).add(spec.id)
        layout = vocabulary.layout
        self._skipped = {exact_key(name) for name in layout.skipped_sheets}
        self._added = tuple(re.compile(pattern) for pattern in layout.added)
        self._sections = tuple(re.compile(section) for section in layout.sections)
        self._others = {bare_key(without_punctuation(word)) for word in layout.other_sheets}
        self._years = YearFinder.of(vocabulary)
        self._known: Memory[str, SheetName] = Memory(_REMEMBERED)

    def read(self, name: str) -> SheetName:
        """Read a name, which may be in an old encoding.

        It may go on behind the name of a sheet, where the lists of several groups or years
        have a sheet each: with a number, a year, the name of a group, or behind a dash. Before
        a dash may stand the name of the workbook.
        """
        found = self._known.get(name)
        if found is None:
            read = self._read(name) or self._read(alone(name)) or SheetName(frozenset())
            found = self._known.keep(name, read, len(name))
        return found

    def ids(self, name: str) -> frozenset[str]:
        """Ids of the sheets that a name may mean."""
        return self.read(name).ids

    def spec(self, name: str) -> SheetSpec | None:
        """The one sheet that a name means."""
        ids = self.ids(name)
        return self.vocabulary.sheet(next(iter(ids))) if len(ids) == 1 else None

    def may_be(self, name: str) -> frozenset[str]:
        """Ids of the sheets that a name may mean, or that the user has said it is."""
        entries = self._mapping.entries if self._mapping else ()
        same = (entry for entry in entries if exact_key(entry.sheet) == exact_key(name))
        return self.ids(name) | {entry.spec for entry in same if entry.spec}

    def readings(self, grid: Grid) -> tuple[HeaderNames, ...]:
        """What a sheet is read as: what the user has accepted, or the one that its name means."""
        entries = self._entries(grid)
        if not entries:
            spec = self.spec(grid.sheet)
            return (headings_of(self.vocabulary).of(spec),) if spec else ()
        return tuple(
            HeaderNames(self.vocabulary.sheet(entry.spec), self.vocabulary, entry)
            for entry in entries
            if entry.spec
        )

    def year(self, grid: Grid) -> Year | None:
        """The year of all rows of a sheet, if its name gives one.

        The year of a sheet that holds several lists is not that of each.
        """
        entries = self._entries(grid)
        name = grid.sheet if entries else self.read(grid.sheet).rest
        return self._years.in_name(name) if len(entries) < 2 else None

    def overridden(self, grid: Grid) -> Iterator[Problem]:
        """Say that the user has accepted another reading than the one that the name means."""
        usual, read = self.spec(grid.sheet), self.readings(grid)
        if usual and read and usual.id not in {names.spec.id for names in read}:
            sheets = ", ".join(names.spec.sheet for names in read)
            details = {"header": grid.sheet, "read": sheets, "usual": usual.sheet}
            yield Problem("mapping-overrides", (), details, grid.place)

    def is_skipped(self, grid: Grid) -> bool:
        """Whether a sheet explains the others, or the user has said that nobody needs it."""
        if entries := self._entries(grid):
            return not any(entry.spec for entry in entries)
        is_ours = any(pattern.search(grid.sheet) for pattern in self._added)
        is_skipped = is_ours or exact_key(alone(grid.sheet)) in self._skipped
        return is_skipped and not self.ids(grid.sheet)

    def _entries(self, grid: Grid) -> tuple[SheetEntry, ...]:
        return self._mapping.of(grid) if self._mapping else ()

    def _read(self, name: str) -> SheetName | None:
        if ids := self._ids(name):
            return SheetName(ids)
        for border in reversed([match.start() for match in _BORDERS.finditer(name)]):
            ids, rest = self._ids(name[:border]), name[border:]
            if ids and self._is_part(rest):
                return SheetName(ids, rest.strip(_AROUND))
        return self._behind_dash(name)

    def _behind_dash(self, name: str) -> SheetName | None:
        """The sheet that a name ends in, as programs call a text file after workbook and sheet."""
        for dash in reversed([*_DASH.finditer(name)]):
            ids, before = self._ids(name[dash.end() :]), name[: dash.start()]
            if ids and self._is_part(f"({before}"):
                return SheetName(ids)  # the year of a workbook is not that of its rows
        return None

    def _ids(self, name: str) -> frozenset[str]:
        bare = bare_key(without_punctuation(name))
        return frozenset(self._exact.get(exact_key(name)) or self._bare.get(bare) or ())

    def _is_part(self, rest: str) -> bool:
        """Whether a name that goes on like this is that of a part of the list."""
        bare = rest.strip(_AROUND)
        words = f" {bare_key(without_punctuation(rest))} "
        if not bare or any(f" {other} " in words for other in self._others):
            return False
        return (
            rest.strip()[0] in "_-–—:(["
            or bool(_NUMBER.fullmatch(bare))
            or self._years.in_name(rest) is not None
            or any(section.search(bare) for section in self._sections)
        )


sheet_names = once(SheetNames)
"""The sheets of a vocabulary where the user has accepted no other reading, made once."""
