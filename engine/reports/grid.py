"""The shape of a table before anything draws it: columns, rows, and contents that stand out."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header, its width in characters, whether it is centred."""

    header: str
    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Toned:
    """A text that is also coloured; ``tone`` is the word of an outcome or of a severity."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to a row of another sheet, its top if no other."""

    text: str
    sheet: str
    row: int = 1


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column; broken words make it a little more than fits."""
    return sum(1 + int(len(line) * 1.05 / width) for line in text.split("\n"))


Content = str | int | Toned | Linked
Row = Sequence[Content]


@dataclass(frozen=True, slots=True)
class Table:
    """One flat table: a name that fits a tab, a heading and a note above."""

    name: str
    heading: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""
