"""What the user has accepted: how sheets and columns of the own workbooks are to be read.

Knows the accepted entries, not how they are written down and not what the cells hold.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...errors import Problem
from ...facts import InputFile
from ...provenance import Position, column_letters
from ...vocabulary import TIES, Vocabulary
from ..grids import Grid
from ..letters.text import exact_key


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """One accepted column; ``field`` is None where nobody needs it.

    ``letters`` tell it from another column with the same header. ``place`` is where the file
    says so, None where it follows from what the file says.
    """

    header: str
    field: str | None
    letters: str = ""
    place: Position | None = None

    def is_of(self, index: int, path: Sequence[str]) -> bool:
        """Whether a column is meant: by the texts of its header from top to bottom, or the last."""
        if self.letters and self.letters != column_letters(index + 1):
            return False
        return exact_key(self.header) in {exact_key(" ".join(path)), exact_key(" ".join(path[-1:]))}


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One accepted sheet; ``spec`` is None where nobody needs it, ``file`` may be any."""

    sheet: str
    spec: str | None
    file: str = ""
    columns: tuple[ColumnEntry, ...] = ()
    place: Position | None = None

    def is_of(self, grid: Grid) -> bool:
        """Whether a sheet is meant."""
        is_file = not self.file or exact_key(self.file) == exact_key(grid.file)
        return is_file and exact_key(self.sheet) == exact_key(grid.sheet)

    def column(self, index: int, path: Sequence[str]) -> ColumnEntry | None:
        """What was accepted about a column."""
        return next((column for column in self.columns if column.is_of(index, path)), None)


@dataclass(frozen=True)
class Mapping:
    """All accepted entries, and the file that holds them."""

    file: InputFile
    entries: tuple[SheetEntry, ...]

    def of(self, grid: Grid) -> tuple[SheetEntry, ...]:
        """The entries about a sheet, those that name its file if any do; none: read by its name."""
        found = [entry for entry in self.entries if entry.is_of(grid)]
        return tuple([entry for entry in found if entry.file] or found)

    def unused(self, grids: Iterable[Grid], used: Iterable[ColumnEntry]) -> Iterator[Problem]:
        """Name the entries that nothing in the dossier fits; ``used`` are those of columns."""
        grids, places = list(grids), {column.place for column in used}
        for entry in self.entries:
            if not any(entry.is_of(grid) for grid in grids):
                yield Problem("mapping-unused", (), {"what": entry.sheet}, str(entry.place))
                continue
            for column in entry.columns if entry.spec else ():
                if column.place and column.place not in places:
                    details = {"what": f"{entry.sheet}!{column.header or column.letters}"}
                    yield Problem("mapping-unused", (), details, str(column.place))


def apart(entries: Sequence[SheetEntry], vocabulary: Vocabulary) -> tuple[SheetEntry, ...]:
    """Entries of which those about one sheet leave each other's columns alone.

    A column that one of them reads is not looked at by the others, unless they list it too; the
    columns that say whom a row is about are for all.
    """
    return tuple(
        replace(entry, columns=(*entry.columns, *_others(entry, entries, vocabulary)))
        for entry in entries
    )


def _others(
    entry: SheetEntry, entries: Sequence[SheetEntry], vocabulary: Vocabulary
) -> Iterator[ColumnEntry]:
    for other in entries:
        if other is entry or (other.file, exact_key(other.sheet)) != (
            entry.file,
            exact_key(entry.sheet),
        ):
            continue
        for column in other.columns:
            if column.field and vocabulary.fields[column.field].role not in TIES:
                yield replace(column, field=None, place=None)
