"""Take what the library says of a file, sheet by sheet, and try again where it fails.

Knows the words of the library's process, and nothing of any format or of what a cell means.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ...errors import InputError
from .. import limits
from ..grids import Raw
from ..letters.text import tidy_lines
from . import isolated
from .guarded import Library, LibraryDiedError
from .marks import Book, Place

_AT_ONCE = 200  # texts
_NOTHING: frozenset[int] = frozenset()


@dataclass
class Sheet:
    """A sheet as the library tells it.

    ``fault`` is the library's word for why its cells are not there; ``cells`` then says how
    many its rectangle has, where that is why.
    """

    title: str
    kind: str
    visibility: str
    rows: list[list[Raw]] = field(default_factory=list)
    merged: Sequence[tuple[Place, Place]] = ()
    fault: str = ""
    cells: int = 0

    @property
    def has_cells(self) -> bool:
        """Whether it is no chart, dialog or macro."""
        return self.kind == "WorkSheet"

    def empty(self, fault: str = "", cells: int = 0) -> None:
        """Forget its cells."""
        self.rows, self.merged, self.fault, self.cells = [], (), fault, cells

    def add(
        self, rows: list[list[Raw]], texts: list[str], days: list[tuple[int, int, int]]
    ) -> None:
        """Take over rows, their texts tidied."""
        if changed := _untidy(texts):
            rows = [[changed.get(value, value) for value in row] for row in rows]
        for row, column, day in days:
            rows[row][column] = date.fromordinal(day)
        self.rows += rows


def _untidy(texts: list[str]) -> dict[Raw, Raw]:
    """Texts that are not tidy yet, with how they should be; of most, many are seen at once."""
    changed: dict[Raw, Raw] = {}
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        together = f"x {' x '.join(some)} x"  # a space at an end of a text becomes a second one
        if tidy_lines(together) != together:
            tidied = ((text, tidy_lines(text) or None) for text in some)
            changed.update((text, tidy) for text, tidy in tidied if tidy != text)
    return changed


class Reading:
    """One file that the library reads; ``sheets`` are all of its, in order."""

    def __init__(self, file: str, process: Library) -> None:
        self.sheets: list[Sheet] = []
        self._file = file
        self._process = process
        self._is_refused = False
        self._is_careful = False
        self._current = -1
        self._deaths = 0

    def ask(self, content: bytes, left_out: frozenset[int] = _NOTHING) -> None:
        """Let the library begin with some of the sheets.

        Raises:
            InputError: its process cannot be started, or dies of so many bytes.
        """
        self._current = min(set(range(len(self.sheets))) - left_out, default=0)
        try:
            self._process.ask(content, left_out, self._is_careful)
        except LibraryDiedError as death:
            raise InputError("file-too-heavy", self._file) from death
        except OSError as error:
            raise InputError("file-unreadable", self._file, reason=error.strerror or "") from error

    def finish(self, content: bytes, left_out: frozenset[int] = _NOTHING) -> None:
        """Take what it says; a sheet that it dies of is left out, and the others are read on.

        Raises:
            InputError: it takes too long, or dies before it comes to a sheet.
        """
        while True:
            try:
                self._take()
                return
            except LibraryDiedError as death:
                if death.is_slow or (self._is_careful and not self.sheets):
                    raise InputError("file-too-heavy", self._file) from death
            if self._is_careful:
                self.sheets[self._current].empty(isolated.TOO_HEAVY)
                left_out |= frozenset(range(self._current + 1))
                self._deaths += 1
            self._is_careful = True  # so that it is known of which sheet it dies
            is_enough = self._deaths >= limits.DEATHS
            for number in set(range(len(self.sheets))) - left_out:
                self.sheets[number].empty(isolated.TOO_HEAVY if is_enough else "")
            if is_enough:
                return
            self.ask(content, left_out)

    def mend(self, book: Book) -> None:
        """Have the file written plainly where the library cannot read it, or might misread it.

        Raises:
            InputError: it cannot be read even so, or not within bounds.
        """
        if self._is_refused and book.rewritten:
            self._again(book.rewritten(book.unplain), _NOTHING)
            book.unplain.clear()
        # The library and this program must see the same sheets.
        seen = {number for number, sheet in enumerate(self.sheets) if sheet.has_cells}
        if self._is_refused or not self.sheets or seen != set(book.marks):
            raise InputError("file-corrupt", self._file)
        for number, sheet in enumerate(self.sheets):
            if sheet.fault and not sheet.cells and book.spanned:
                cells = book.spanned(number)
                if cells > limits.CELLS:
                    sheet.empty(isolated.TOO_LARGE, cells)
        faulty = {n for n, sheet in enumerate(self.sheets) if sheet.fault == isolated.UNREADABLE}
        if book.rewritten and (mended := faulty | book.unplain):
            for number in mended:
                self.sheets[number].empty()
            self._again(book.rewritten(mended), frozenset(range(len(self.sheets))) - mended)

    def _again(self, content: bytes, left_out: frozenset[int]) -> None:
        self._is_refused = False
        self.ask(content, left_out)
        self.finish(content, left_out)

    def _take(self) -> None:
        for word, *told in self._process.answers():
            match word:
                case isolated.REFUSED:
                    self._is_refused = True
                case isolated.SHEETS:
                    self.sheets = self.sheets or [Sheet(*each) for each in told[0]]
                case isolated.SHEET:
                    self._current = told[0]
                case isolated.ROWS:
                    self.sheets[self._current].add(*told)
                case isolated.MERGED:
                    self.sheets[self._current].merged = told[0]
                case isolated.TOO_LARGE | isolated.TOO_HEAVY | isolated.UNREADABLE:
                    self.sheets[self._current].empty(word, *told)
