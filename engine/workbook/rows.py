"""Turn the rows below a header into records with typed fields.

Does not know whom a record is about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..errors import Problem
from ..facts import ABSENT, Scalar, State, Value
from ..provenance import Cell
from ..vocabulary import Role, SheetSpec, Vocabulary
from .cells import CellReader, cell_reader
from .days import Year
from .grids import Grid
from .headers import Column, Header
from .layout import Lines
from .values import merge

_TIES: tuple[Role, ...] = ("id", "name")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a sheet; of a sheet with a column for each year, one year of a row.

    ``cells`` are those of the id and the name. ``heading`` are the cells of a row that
    looks like the heading of a section: a record only if its text is a listed subject.
    """

    spec: SheetSpec
    fields: Mapping[str, Value]
    year: Value
    cells: tuple[Cell, ...]
    heading: tuple[Cell, ...] = ()

    def role(self, role: Role) -> Value:
        """The value of the column that plays a role."""
        return self.fields.get(self.spec.field_with(role) or "", ABSENT)


@dataclass(frozen=True)
class Table:
    """A sheet whose header has been found."""

    grid: Grid
    spec: SheetSpec
    header: Header
    vocabulary: Vocabulary

    def records(self) -> Iterator[Record | Problem]:
        """Read all rows below the header."""
        for row in range(self.header.bottom + 1, len(self.grid.rows)):
            if any(raw is not None for raw in self.grid.rows[row]):
                code = self._lines.note(row)
                if code:
                    yield Problem(code, self.grid.cells(row))
                else:
                    yield from self._record(row)

    def titles(self) -> Iterator[Problem]:
        """Name the rows above the header."""
        for row in range(self.header.top):
            if self.grid.filled(row):
                yield Problem("row-title", self.grid.cells(row))

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.grid, self.spec, self.header, self.vocabulary)

    @cached_property
    def _readers(self) -> dict[int, CellReader]:
        return {
            column.index: cell_reader(self.spec.fields[column.field], self.vocabulary)
            for column in self.header.columns
        }

    @cached_property
    def _groups(self) -> dict[Year | None, dict[str, list[Column]]]:
        """Columns by the year of their header, then by field."""
        groups: dict[Year | None, dict[str, list[Column]]] = {None: {}}
        for column in self.header.columns:
            groups.setdefault(column.year, {}).setdefault(column.field, []).append(column)
        return groups

    def _record(self, row: int) -> Iterator[Record | Problem]:
        problems: list[Problem] = []
        plain = {f: self._value(row, cs, problems) for f, cs in self._groups[None].items()}
        fields = self.spec.fields
        ties = {f: plain[f] for role in _TIES if (f := self.spec.field_with(role) or "") in plain}
        cells = tuple(cell for value in ties.values() for cell in value.cells)
        heading = self._lines.heading(row)
        year = self._year(plain)
        wide = len(self._groups) > 1
        if not wide or any(fields[f].role not in ("id", "name", "year") for f in plain):
            yield Record(self.spec, plain, year, cells, heading)
        for number, group in self._groups.items():
            if number is not None:
                values = {f: self._value(row, cs, problems) for f, cs in group.items()}
                head = next(iter(group.values()))[0].head
                known = Value(number, State.KNOWN, (head,))
                yield Record(self.spec, {**ties, **values}, known, cells, heading)
        yield from problems

    def _year(self, fields: Mapping[str, Value]) -> Value:
        """The year of a row: its year column, or the day where the sheet has no such column.

        A day is never taken for a cell that is blank: an award of one year may be signed in
        the next.
        """
        year = fields.get(self.spec.field_with("year") or "", ABSENT)
        day = fields.get(self.spec.field_with("day") or "", ABSENT)
        return day if year.state is State.ABSENT else year

    def _value(self, row: int, columns: list[Column], problems: list[Problem]) -> Value:
        if len(columns) == 1:
            return self._read(row, columns[0], problems)
        values = [self._read(row, column, problems) for column in columns]
        if (
            self.spec.fields[columns[0].field].role == "name"
            and len({c.head for c in columns}) == 1
        ):
            return _joined(values)
        value = merge(values)
        is_unit = self.spec.fields[columns[0].field].role == "unit"  # an id beside a name is fine
        if value.state is State.CONTRADICTORY and not is_unit:
            details = {"column": columns[0].head.raw}
            problems.append(Problem("columns-contradict", value.cells, details))
        return value

    def _read(self, row: int, column: Column, problems: list[Problem]) -> Value:
        grid, reader = self.grid, self._readers[column.index]
        parsed = reader.read(grid.rows[row][column.index])
        top, left = grid.anchors.get((row, column.index), (row, column.index))
        line = top if left == column.index else row
        cell = Cell(grid.file, grid.sheet, line + 1, column.index + 1, parsed.text)
        if parsed.code:
            is_partial = parsed.state is State.PARTIAL
            details = {"column": column.head.raw, "raw": parsed.text} | (
                {"low": _shown(parsed.low), "high": _shown(parsed.high)}
                if is_partial
                else {"expected": reader.expected}
            )
            problems.append(Problem(parsed.code, (cell,), details))
        return parsed.value(cell)


def _shown(end: Scalar | None) -> str:
    """One end of a range, as the user would write it."""
    if end is None:
        return "…"
    return f"{end:%d/%m/%Y}" if isinstance(end, date) else str(end)


def _joined(values: list[Value]) -> Value:
    """A name whose parts stand in several columns below one header."""
    cells = tuple(cell for value in values for cell in value.cells)
    unknown = next((value for value in values if not value.is_known), None)
    if unknown:
        return Value(None, unknown.state, cells)
    return Value(" ".join(str(value.scalar) for value in values), State.KNOWN, cells)
