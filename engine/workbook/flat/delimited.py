"""Read a text file of separated values as a grid; every value stays the text that it is.

Knows nothing of the vocabulary; the encoding and the separator are told elsewhere.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from ...errors import InputError, Problem
from ...provenance import Cell
from .. import limits
from ..grids import Grid, Raw, raw_text
from ..letters.text import tidy_lines
from .decoding import decode
from .separators import Separator, separator_of

_ROW_COST = 8  # what a row costs beside its cells, so that millions of short rows are bounded
_WIDEST = 1_000_000  # cells of one row, which is read as a whole
_LISTED = 20  # cells that one problem names, and rows that its message does
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
# So wrapped, spreadsheet programs leave the zeros of an id; its value is the text inside.
_WRAPPED = re.compile(r'="([^"]*)"')


def read_delimited(name: str, content: bytes) -> list[Grid | Problem]:
    """Read one file; its sheet is called like the file.

    Parameters: ``name`` is the name of the file among the inputs.

    Raises:
        InputError: it is too large.
    """
    if len(content) > limits.TEXT:
        raise InputError("file-too-large", name)
    decoded = decode(content)
    sheet = PurePosixPath(name).stem
    told: list[Grid | Problem] = []
    if not decoded.is_certain:
        told.append(Problem("file-encoding", (), {"read": decoded.encoding}, name))
    lines = _Lines(name, sheet)
    lines.read(decoded.text)
    if lines.fault != "sheet-too-large":
        told.extend(lines.ragged())
        told.append(lines.grid())
    if lines.fault:
        told.append(Problem(lines.fault, (), lines.details, f"{name}!{sheet}"))
    return told


@dataclass
class _Lines:
    """The rows of a file as far as they can be told apart, and the code of what ended that."""

    file: str
    sheet: str
    rows: list[Sequence[str | None]] = field(default_factory=list)
    originals: dict[tuple[int, int], str] = field(default_factory=dict)
    fault: str = ""
    details: dict[str, str] = field(default_factory=dict)

    def read(self, text: str) -> None:
        """Part a text into rows; numbers of rows are as in a spreadsheet program."""
        separator = separator_of(text)
        lines = self._lines(text, separator)
        has_wrapped = '="' in text
        widest, filled = 0, 0
        try:
            for texts in csv.reader(lines, delimiter=separator.mark, strict=True):
                if has_wrapped:
                    self._keep_wrapped(texts)
                values = tuple(map(_value, texts))
                self.rows.append(values if any(values) else ())
                widest, filled = max(widest, len(texts)), filled + _parts(values)
                cells = len(self.rows) * (widest + _ROW_COST)
                for count, most in ((cells, limits.CELLS), (filled, limits.FILLED)):
                    if count > most:
                        self._refuse(f"> {most}", most)
                        return
        except csv.Error as error:
            if self.fault:  # a quotation mark was open where the reading had to stop
                return
            self.fault = "field-too-long" if "limit" in str(error) else "quotes-broken"
            self.details = {"row": str(len(self.rows) + 1), "most": str(csv.field_size_limit())}

    def _lines(self, text: str, separator: Separator) -> Iterator[str]:
        for match in _LINE.finditer(text, separator.start):
            line = match[0]
            if len(line) > _WIDEST and (cells := line.count(separator.mark) + 1) > _WIDEST:
                self._refuse(str(cells), _WIDEST)
                return
            yield line

    def _refuse(self, cells: str, most: int) -> None:
        self.fault = "sheet-too-large"
        self.details = {"cells": cells, "most": str(most)}

    def _keep_wrapped(self, texts: Sequence[str]) -> None:
        for column, text in enumerate(texts):
            if _WRAPPED.fullmatch(text):
                self.originals[len(self.rows), column] = text

    def ragged(self) -> Iterator[Problem]:
        """Name the rows that do not fit the header.

        In which columns the values of a longer row belong nobody knows, so it is taken out.
        """
        header, width = self._header()
        long = [row for row, values in enumerate(self.rows) if any(values[width:])]
        short = [
            row
            for row, values in enumerate(self.rows[header:], header)
            if len(values) < width and _parts(values) > 1
        ]
        if long:
            cells = tuple(cell for row in long for cell in self._cells(row))
            yield self._misfits("rows-long", long, cells, width)
            for row in long:
                self.rows[row] = ()
            self.originals = {at: text for at, text in self.originals.items() if self.rows[at[0]]}
        if short:
            cells = tuple(cell for row in short[:_LISTED] for cell in self._cells(row))
            yield self._misfits("rows-short", short, cells, width)

    def _header(self) -> tuple[int, int]:
        """The first row that is not much narrower than most, and how wide it is.

        A row of one value is a title or a note.
        """
        parted = {row: len(each) for row, each in enumerate(self.rows) if _parts(each) > 1}
        widths = Counter(parted.values())
        usual = max(widths, key=lambda width: (widths[width], width), default=0)
        wide = ((row, width) for row, width in parted.items() if width * 2 >= usual)
        return next(wide, (0, max(map(len, self.rows), default=0)))

    def _misfits(
        self, code: str, rows: Sequence[int], cells: tuple[Cell, ...], width: int
    ) -> Problem:
        listed = ", ".join(str(row + 1) for row in rows[:_LISTED])
        more = ", …" if len(rows) > _LISTED else ""
        details = {"count": str(len(rows)), "rows": listed + more, "width": str(width)}
        return Problem(code, cells, details, f"{self.file}!{self.sheet}")

    def _cells(self, row: int) -> Iterator[Cell]:
        for column, value in enumerate(self.rows[row]):
            if value is not None:
                text = self.originals.get((row, column)) or raw_text(value)
                yield Cell(self.file, self.sheet, row + 1, column + 1, text)

    def grid(self) -> Grid:
        """The rows as a rectangle, without what is empty at its right and below."""
        ends = list(map(_end, self.rows))
        width = max(ends, default=0)
        height = max((row for row, end in enumerate(ends, 1) if end), default=0)
        empty: Sequence[Raw] = (None,) * width
        rows: list[Sequence[Raw]] = [
            (*values[:width], *empty[len(values) :]) if values else empty
            for values in self.rows[:height]
        ]
        return Grid(self.file, self.sheet, rows, {}, self.originals)


@lru_cache(maxsize=1 << 16)
def _value(text: str) -> str | None:
    wrapped = _WRAPPED.fullmatch(text) if text.startswith("=") else None
    return tidy_lines(wrapped[1] if wrapped else text) or None


def _parts(values: Sequence[str | None]) -> int:
    """How many values there are."""
    return len(values) - values.count(None)


def _end(values: Sequence[str | None]) -> int:
    """The number of the last column with a value."""
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return end
