"""Say where a value came from: a cell of a workbook or a line of a pack.

Knows nothing of what the value means.
"""

from dataclasses import dataclass
from functools import lru_cache


@lru_cache(maxsize=1 << 10)
def column_letters(column: int) -> str:
    """Spell a 1-based column number the way spreadsheets do.

    >>> column_letters(28)
    'AB'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True, init=False)
class Cell:
    """One cell of an input: file name (no path), sheet, 1-based row and column, raw text."""

    file: str
    sheet: str
    row: int
    column: int
    raw: str = ""

    def __init__(self, file: str, sheet: str, row: int, column: int, raw: str = "") -> None:
        _set_file(self, file)
        _set_sheet(self, sheet)
        _set_row(self, row)
        _set_column(self, column)
        _set_raw(self, raw)

    @property
    def ref(self) -> str:
        """The address inside its sheet, like ``K14``."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def place(self) -> str:
        """The address of its sheet."""
        return f"{self.file}!{self.sheet}"

    def __str__(self) -> str:
        return f"{self.place}!{self.ref}"


# A workbook has thousands of cells, and a frozen class sets its fields in half the time so.
_set_file, _set_sheet, _set_row, _set_column, _set_raw = (
    vars(Cell)[name].__set__ for name in ("file", "sheet", "row", "column", "raw")
)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """One place in a YAML file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
