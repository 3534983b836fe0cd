"""Read the cells of one row as the values of its fields.

Knows the columns, not which rows are records and whom they are about.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...errors import Problem
from ...facts import State, Value
from ...provenance import Cell
from ...vocabulary import SheetSpec, Vocabulary
from ..cells.reader import CellReader, Parsed, cell_reader
from ..cells.values import merge
from ..grids import Grid, Raw, raw_text
from ..letters.text import tidy
from .headers import Column, Header

_DITTO = "ditto-mark"

Columns = Mapping[str, Sequence[Column]]
"""The columns of each field."""


@dataclass(frozen=True)
class RowCells:
    """The cells of a table; ``is_record`` tells the rows in which a cell may stand for others."""

    grid: Grid
    spec: SheetSpec
    header: Header
    vocabulary: Vocabulary
    is_record: Callable[[int], bool]
    _copied: dict[tuple[int, int], int] = field(default_factory=dict)

    def values(self, row: int, columns: Columns, problems: list[Problem]) -> dict[str, Value]:
        """Read some fields of a row, and tell what is wrong with their cells."""
        file, sheet, line = self.grid.file, self.grid.sheet, self.grid.rows[row]
        readers, is_odd, found = self.readers, row in self.odd, {}
        for name, own in columns.items():
            at = own[0].index
            raw, reader = line[at], readers[at]
            parsed = None if isinstance(raw, float) else reader.known.get(raw)
            parsed = parsed or reader.read(raw)
            if is_odd or parsed.code or len(own) > 1:
                found[name] = self._value(row, own, problems)
            else:  # as nearly all are
                cells = (Cell(file, sheet, row + 1, at + 1, parsed.text),)
                found[name] = Value(parsed.scalar, parsed.state, cells, parsed.low, parsed.high)
        return found

    @cached_property
    def odd(self) -> frozenset[int]:
        """The rows with a cell that is merged, repaired, or can be read in two ways."""
        grid = self.grid
        return frozenset(row for row, _ in (*grid.anchors, *grid.originals, *grid.doubtful))

    def raw(self, row: int, at: int) -> Raw:
        """What a cell says, or the cell above it for which it stands; nothing if it is doubtful."""
        if (row, at) in self.grid.doubtful:
            return None
        raw = self.grid.rows[row][at]
        if raw is not None and self.readers[at].read(raw).code == _DITTO:
            self._above(row, at)
            return self.grid.rows[self._copied.get((row, at), row)][at]
        return raw

    def cell(self, row: int, at: int) -> Cell:
        """Where a cell is, or the first of the cells that are merged with it."""
        return self._cell(row, at, raw_text(self.grid.rows[row][at]))

    def problem(self, code: str, row: int, column: Column, details: Mapping[str, str]) -> Problem:
        """What is to be told of a cell."""
        return self._problem(code, column, self.cell(row, column.index), details)

    def _cell(self, row: int, at: int, text: str) -> Cell:
        grid, line = self.grid, row
        if grid.anchors:
            top, left = grid.anchors.get((row, at), (row, at))
            line = top if left == at else row
        if grid.originals:
            text = grid.originals.get((line, at), text)
        return Cell(grid.file, grid.sheet, line + 1, at + 1, text)

    @cached_property
    def readers(self) -> dict[int, CellReader]:
        """What reads each column, by its place."""
        return {
            column.index: cell_reader(self.spec.fields[column.field], self.vocabulary)
            for column in self.header.columns
        }

    def _value(self, row: int, columns: Sequence[Column], problems: list[Problem]) -> Value:
        if len(columns) == 1:
            return self._read(row, columns[0], problems)
        values = [self._read(row, column, problems) for column in columns]
        role = self.spec.fields[columns[0].field].role
        if role == "name" and len({column.head for column in columns}) == 1:
            return _joined(values)
        value = merge(values)
        if value.state is State.CONTRADICTORY and role != "unit":  # an id beside a name is fine
            details = {"column": self.grid.read(columns[0].head)}
            problems.append(Problem("columns-contradict", value.cells, details))
        return value

    def _read(self, row: int, column: Column, problems: list[Problem]) -> Value:
        grid, at = self.grid, column.index
        parsed = self.readers[at].read(grid.rows[row][at])
        cell = self._cell(row, at, parsed.text)
        if grid.doubtful and (other := grid.doubtful.get((cell.row - 1, at))):
            details = {"other": other}
            parsed = Parsed(parsed.text, None, State.UNREADABLE, "text-ambiguous", details=details)
        if parsed.code == _DITTO and (above := self._above(row, at)):
            problems.append(self._problem("same-as-above", column, cell, {"read": above.raw}))
            value = self.readers[at].read(self.raw(row, at)).value(cell)
            return replace(value, cells=(cell, above))
        if parsed.code:
            problems.append(self._problem(parsed.code, column, cell, parsed.details))
        return parsed.value(cell)

    def _problem(
        self, code: str, column: Column, cell: Cell, details: Mapping[str, str]
    ) -> Problem:
        texts = {"column": self.grid.read(column.head), "raw": self.grid.read(cell)}
        return Problem(code, (cell,), {**texts, **details})

    def _above(self, row: int, at: int) -> Cell | None:
        """The cell for which a mark stands: the one above, or what that one stands for."""
        text = raw_text(self.grid.rows[row][at])
        if tidy(text) in self.vocabulary.layout.unsure_ditto or not self.is_record(row - 1):
            return None
        source = self._copied.get((row - 1, at), row - 1)
        parsed = self.readers[at].read(self.grid.rows[source][at])
        if parsed.state not in (State.KNOWN, State.PARTIAL):
            return None
        self._copied[row, at] = source
        return self._cell(source, at, parsed.text)


def _joined(values: Sequence[Value]) -> Value:
    """A name whose parts stand in several columns below one header."""
    cells = tuple(cell for value in values for cell in value.cells)
    unknown = next((value for value in values if not value.is_known), None)
    if unknown:
        return Value(None, unknown.state, cells)
    return Value(" ".join(str(value.scalar) for value in values), State.KNOWN, cells)
