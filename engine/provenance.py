"""Say where a value came from: a cell of a workbook or a line of a pack.

Knows nothing of what the value means.
"""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One cell of an input: file name (no path), sheet, 1-based row and column, raw text."""

    file: str
    sheet: str
    row: int
    column: int
    raw: str = ""

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


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """One place in a YAML file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
