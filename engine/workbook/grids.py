"""The cells of one sheet as they were read, before anything is known of their meaning.

Every reader of a file format ends here; knows no format and nothing of the vocabulary.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..provenance import Cell

Raw = str | int | float | date | None
"""What a cell holds: a tidy text (its lines kept apart), a number, a day, or nothing."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet, indexed from 0.

    ``anchors`` says for each cell inside a merged range where its value is written. In
    ``rows`` that value also stands in the cells below it, but not in those beside it: a
    text across several columns is a heading or a signature, never a value of them all.
    ``originals`` are the texts of the file where ``rows`` hold another spelling of them;
    ``doubtful`` texts can be read in a second way, which it holds, so that neither counts. The
    hidden rows and columns, and a hidden sheet, are read like all others and told.
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[Raw]]
    anchors: Mapping[tuple[int, int], tuple[int, int]]
    originals: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    doubtful: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The address of the sheet."""
        return f"{self.file}!{self.sheet}"

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def is_filled(self) -> bool:
        """Whether any cell is not empty."""
        return any(raw is not None for row in self.rows for raw in row)

    @property
    def texts(self) -> set[str]:
        """The different texts of its cells."""
        return {raw for raw in set[Raw]().union(*self.rows) if isinstance(raw, str)}

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Where the value of a cell is written."""
        return self.anchors.get((row, column), (row, column))

    def raw(self, row: int, column: int) -> Raw:
        """The value of a cell, or of the merged range around it."""
        top, left = self.anchor(row, column)
        return self.rows[top][left]

    def cell(self, row: int, column: int) -> Cell:
        """The provenance of a cell, or of the merged range around it."""
        top, left = self.anchor(row, column)
        return Cell(self.file, self.sheet, top + 1, left + 1, self.text(top, left))

    def text(self, row: int, column: int) -> str:
        """What the file holds in a cell, before any repair."""
        found = self.originals.get((row, column)) if self.originals else None
        return raw_text(self.rows[row][column]) if found is None else found

    def read(self, cell: Cell) -> str:
        """What the text of one of its cells is read as."""
        return raw_text(self.rows[cell.row - 1][cell.column - 1])

    def filled(self, row: int) -> list[int]:
        """Columns of the cells of a row that are not empty."""
        return [column for column, raw in enumerate(self.rows[row]) if raw is not None]

    def cells(self, row: int) -> tuple[Cell, ...]:
        """Provenance of the cells of a row that are not empty; a merged range counts once."""
        return tuple(dict.fromkeys(self.cell(row, column) for column in self.filled(row)))


def raw_text(raw: Raw) -> str:
    """The text of a cell in one line, as far as it can be told without its number format."""
    if raw is None:
        return ""
    return raw.isoformat() if isinstance(raw, date) else str(raw).replace("\n", " ")
