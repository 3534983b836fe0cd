"""Turn the rows below a header into records with typed fields.

Does not know whom a record is about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...errors import Problem
from ...facts import ABSENT, State, Value
from ...provenance import Cell
from ...vocabulary import TIES, Role, SheetSpec, Vocabulary
from ..cells.companions import Companions, companions_of
from ..cells.days import Year
from .headers import Column
from .layout import Lines
from .rowcells import RowCells
from .stated import year_finder
from .tables import Part
from .telling import Teller
from .years import RowYears, TableYears, table_years

_NAMING: tuple[Role, ...] = ("id", "name")


class Record(NamedTuple):
    """One row of a sheet; where a row says several things, one of them.

    A row says several things that has a column for each year, or several values in a cell.
    ``cells`` are those of the id and the name. ``heading`` are the cells of a row that
    looks like the heading of a section: a record only if its text is a listed subject. What
    may not be there at all is not ``is_certain``.
    """

    spec: SheetSpec
    fields: Mapping[str, Value]
    year: Value
    cells: tuple[Cell, ...]
    heading: tuple[Cell, ...] = ()
    is_certain: bool = True

    def role(self, role: Role) -> Value:
        """The value of the column that plays a role."""
        return self.fields.get(self.spec.roles.get(role, ""), ABSENT)


@dataclass(frozen=True)
class Table:
    """A part of a sheet with a header of its own; ``named`` is the year in the sheet's name."""

    part: Part
    vocabulary: Vocabulary
    named: Year | None = None

    def records(self) -> Iterator[Record | Problem]:
        """Read all rows below the header."""
        year = self.years.first
        for row in range(self.part.header.bottom + 1, len(self.part.grid.rows)):
            year = self.years.later.get(row, year)
            yield from self.row(row, year)

    def row(self, row: int, stated: Value) -> Iterator[Record | Problem]:
        """Read a row below the header; ``stated`` is the year that the table states for it."""
        line = self.part.grid.rows[row]
        if line.count(None) < len(line):
            code = self.lines.note(row) or ("row-section" if row in self.years.later else "")
            if code:
                yield Problem(code, self.part.grid.cells(row))
            else:
                yield from self._record(row, stated)

    def titles(self) -> Iterator[Problem]:
        """Name the rows above the header, and what is told of the table as a whole."""
        for row in range(self.part.first, self.part.header.top):
            if cells := self.part.grid.cells(row):
                yield Problem("row-title", cells)
        yield from (*self.part.problems, *self.years.problems)

    @cached_property
    def years(self) -> TableYears:
        """The years that the table states for its rows."""
        finder = year_finder(self.vocabulary)
        return table_years(self.part, self.named, finder, self._is_section)

    @property
    def limits(self) -> frozenset[Year]:
        """The years that the table is about; nothing if it may be about any year."""
        columns = self.part.header.columns
        return self.years.every | {column.year for column in columns if column.year is not None}

    def _is_section(self, row: int) -> bool:
        return self.lines.note(row) == "row-section" or bool(self.lines.heading(row))

    def _is_record(self, row: int) -> bool:
        is_below = row > self.part.header.bottom
        return is_below and bool(self.part.grid.filled(row)) and not self.lines.note(row)

    def _record(self, row: int, stated: Value) -> Iterator[Record | Problem]:
        problems: list[Problem] = []
        read = self._by_year if self._is_wide else self._once
        found = list(read(row, stated, problems))
        yield from found
        if not found:
            yield self._nothing(row)
        yield from problems

    def _nothing(self, row: int) -> Problem:
        """What is told of a row that says of no year that anything happened."""
        code = "row-section" if self.lines.heading(row) else "row-none"
        return Problem(code, self.part.grid.cells(row))

    def _once(self, row: int, stated: Value, problems: list[Problem]) -> Iterator[Record]:
        for told in self.teller.tell(row, self.groups[None], problems):
            completed = self._completed(told.fields, problems)
            fields, year = self._years.complete(completed, stated, told.year, problems)
            yield self._made(fields, year, self.lines.heading(row), told.is_certain)

    def _by_year(self, row: int, stated: Value, problems: list[Problem]) -> Iterator[Record]:
        """The records of a row with a column for each year, and of what it says beside them."""
        columns, heading = self.part.spec.fields, self.lines.heading(row)
        plain = self._completed(self.cells.values(row, self.groups[None], problems), problems)
        ties = {name: value for name, value in plain.items() if name in self.part.spec.ties}
        if any(columns[name].role not in {*TIES, "year"} for name in plain):
            fields, year = self._years.complete(plain, stated, ABSENT, problems)
            yield self._made(fields, year, heading)
        for number, group in self.groups.items():
            if number is None:
                continue
            known = self._heads[number]
            for told in self.teller.tell_of_year(row, group, problems):
                completed = self._completed(told.fields, problems)
                fields, year = self._years.complete(completed, known, told.year, problems)
                yield self._made({**ties, **fields}, year, heading, told.is_certain)

    def _made(
        self,
        fields: Mapping[str, Value],
        year: Value,
        heading: tuple[Cell, ...],
        is_certain: bool = True,
    ) -> Record:
        cells: tuple[Cell, ...] = ()
        for name in self._naming:
            if name in fields:
                cells += fields[name].cells
        return Record(self.part.spec, fields, year, cells, heading, is_certain)

    @cached_property
    def _is_wide(self) -> bool:
        return self.part.header.is_wide

    @cached_property
    def _naming(self) -> tuple[str, ...]:
        """The columns of the id and of the name."""
        return tuple(filter(None, map(self.part.spec.field_with, _NAMING)))

    def _completed(self, fields: Mapping[str, Value], problems: list[Problem]) -> dict[str, Value]:
        done, told = self.companions.complete(fields)
        problems.extend(told)
        return done

    @cached_property
    def lines(self) -> Lines:
        """Which rows are records, by their looks."""
        return Lines(self.part.grid, self.part.spec, self.part.header, self.vocabulary)

    @cached_property
    def companions(self) -> Companions:
        """What completes the rows."""
        return companions_of(self.part.spec, self.vocabulary)

    @cached_property
    def cells(self) -> RowCells:
        """What reads the cells of a row."""
        part = self.part
        return RowCells(part.grid, part.spec, part.header, self.vocabulary, self._is_record)

    @cached_property
    def teller(self) -> Teller:
        """What reads the things that a row tells."""
        return Teller(self.cells)

    @cached_property
    def _years(self) -> RowYears:
        return RowYears(self.part.spec)

    @cached_property
    def _heads(self) -> dict[Year | None, Value]:
        """The years of the columns, as their headers say them."""
        firsts = {n: next(iter(group.values())) for n, group in self.groups.items() if group}
        return {n: Value(n, State.KNOWN, (own[0].head,)) for n, own in firsts.items()}

    @cached_property
    def groups(self) -> dict[Year | None, dict[str, list[Column]]]:
        """Columns by the year of their header, then by field."""
        groups: dict[Year | None, dict[str, list[Column]]] = {None: {}}
        for column in self.part.header.columns:
            groups.setdefault(column.year, {}).setdefault(column.field, []).append(column)
        return groups
