"""Read one sheet of a workbook as one sheet of the vocabulary or, if accepted, as several.

Knows which columns and rows the several readings share, not what they mean.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..codes import UNUSED
from ..errors import Problem
from ..facts import ABSENT, State
from ..vocabulary import TIES
from .cells.days import Year
from .grids import Grid
from .guessing.suggesting import Guesser, column_suggested
from .mapping.accepted import ColumnEntry
from .sheets.headers import Header, HeaderNames, Headings, header_path
from .sheets.rows import Record, Table
from .sheets.search import find_header, header_at
from .sheets.tables import Part, find_parts, whole
from .sheets.unused import unused_columns

_OF_COLUMNS = frozenset({"column-unknown", "column-ignored", "column-ambiguous"})
_NOTHING = (State.BLANK, State.ASSUMED, State.ABSENT)


@dataclass(frozen=True)
class SharedSheet:
    """A sheet of a workbook, and the headers of each sheet of the vocabulary that it is.

    ``year`` is that of all its rows, if its name gives one.
    """

    grid: Grid
    readings: tuple[HeaderNames, ...]
    headings: Headings
    year: Year | None = None

    @cached_property
    def headers(self) -> tuple[Header | None, ...]:
        """The first header of each reading."""
        found = {part.spec.id: part.header for part in reversed(self._parts)}
        return tuple(found.get(names.spec.id) for names in self.readings)

    @cached_property
    def _parts(self) -> tuple[Part, ...]:
        """The tables of the sheet; several readings of one table have the same rows."""
        if len(self.readings) == 1:
            return tuple(find_parts(self.grid, self.readings[0], self.headings))
        found = [find_header(self.grid, names) for names in self.readings]
        every = [header for header in found if header]
        if not every:
            return ()
        best = max(every, key=lambda header: (header.bottom, -header.top))
        same = (whole(self.grid, names, best.top, best.bottom) for names in self.readings)
        return tuple(part for part in same if part.header.columns)

    @property
    def is_one_table(self) -> bool:
        """Whether the sheet is read as one thing, and holds no other table."""
        return len(self.readings) == len(self._parts) == len(self.tables) == 1

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables that are read."""
        known = {names.spec.id for names in self.readings}
        parts = (part for part in self._parts if part.spec.id in known)
        return tuple(Table(part, self.headings.vocabulary, self.year) for part in parts)

    def unread(self) -> Iterator[tuple[str, Problem]]:
        """The ids of the sheets of which rows are not read, each with the problem."""
        for names, header in zip(self.readings, self.headers, strict=True):
            if header is None:
                expected = ", ".join(fact.header for fact in list(names.spec.fields.values())[:4])
                problem = Problem("header-not-found", (), {"expected": expected}, self.grid.place)
                yield names.spec.id, problem
        read = {id(table.part) for table in self.tables}
        for part in self._parts:
            if id(part) not in read:
                yield from ((part.spec.id, problem) for problem in part.unread())

    def records(self) -> Iterator[Record | Problem]:
        """The records of all readings, and what is told of their columns and rows once."""
        if len(self.readings) < 2:
            for table in self.tables:
                yield from self._told(table, list(table.records()))
            return
        yield from self._once([one for table in self.tables for one in self._of_one(table)])

    def _once(self, found: list[Record | Problem]) -> Iterator[Record | Problem]:
        """Leave out what is told of a column or row that another reading uses."""
        columns = {column.index for table in self.tables for column in table.part.header.columns}
        ignored = {one.cells for one in found if _code(one) == "column-ignored"}
        records = (one for one in found if isinstance(one, Record))
        values = (value for record in records for value in record.fields.values())
        used = {cell for value in values for cell in value.cells}
        for one in found:
            code = _code(one)
            if isinstance(one, Record) or code not in UNUSED | _OF_COLUMNS:
                yield one
            elif code not in _OF_COLUMNS:
                yield from (one,) if used.isdisjoint(one.cells) else ()
            elif one.cells[0].column - 1 not in columns:
                yield from (one,) if code == "column-ignored" or one.cells not in ignored else ()

    def _of_one(self, table: Table) -> Iterator[Record | Problem]:
        is_closed = table.part.spec.kind == "closed"
        rows = [
            one
            for one in table.records()
            if isinstance(one, Problem) or not is_closed or _says_something(one)
        ]
        yield from self._told(table, rows)

    def _told(self, table: Table, rows: list[Record | Problem]) -> Iterator[Record | Problem]:
        """The rows after what is told of the table and its columns."""
        records = [one for one in rows if isinstance(one, Record)]
        yield from self.told_of(table, lambda field: [says(one, field) for one in records])
        yield from rows

    def told_of(self, table: Table, says: Callable[[str], Sequence[bool]]) -> Iterator[Problem]:
        """What is told of a table and its columns.

        A column is not missing if every row has from elsewhere what it would say.

        Parameters: ``says`` tells of each record whether it has a value of a field.
        """
        yield from table.titles()
        for problem in self._columns(table):
            field = problem.details["field"] if problem.code == "column-missing" else ""
            said = says(field) if field else ()
            if not (said and all(said)):
                yield problem

    def _columns(self, table: Table) -> Iterator[Problem]:
        guesser = Guesser(self.grid, table.part.spec, self.headings.vocabulary)
        for problem in unused_columns(table.part.block):
            is_unknown = problem.code == "column-unknown"
            yield column_suggested(problem, guesser, table.part.header) if is_unknown else problem
        yield from self._overridden(table)

    def _names(self, table: Table) -> HeaderNames:
        return next(names for names in self.readings if names.spec is table.part.spec)

    def entries(self) -> Iterator[ColumnEntry]:
        """The accepted entries that fit a column."""
        for table in self.tables:
            entry = self._names(table).entry
            for index in range(self.grid.width) if entry else ():
                path = header_path(self.grid, table.part.header, index)
                if entry and (column := entry.column(index, path)):
                    yield column

    def _overridden(self, table: Table) -> Iterator[Problem]:
        """Columns that the accepted entries read in another way than their header says."""
        if not self._names(table).entry:
            return
        top, bottom = table.part.header.top, table.part.header.bottom
        names = self.headings.of(table.part.spec)
        usual = {c.index: c for c in header_at(self.grid, names, top, bottom).columns}
        fields = table.part.spec.fields
        for column in table.part.header.columns:
            other = usual.get(column.index)
            if other and other.field != column.field:
                headers = {"read": fields[column.field].header, "usual": fields[other.field].header}
                details = {"header": column.head.raw, **headers}
                yield Problem("mapping-overrides", (column.head,), details)


def _code(one: Record | Problem) -> str:
    return one.code if isinstance(one, Problem) else ""


def says(record: Record, field: str) -> bool:
    """Whether a record has a value of a field, be it that its cell is blank."""
    is_year = record.spec.fields[field].role == "year"
    value = record.year if is_year else record.fields.get(field, ABSENT)
    return value.state is not State.ABSENT


def _says_something(record: Record) -> bool:
    """Whether a row of a sheet for several things holds anything but whom it is about.

    On such a sheet everybody has a row, so that an empty part of it is no row of a relation.
    """
    fields = record.spec.fields
    return any(
        value.state not in _NOTHING
        for name, value in record.fields.items()
        if fields[name].role not in TIES
    )
