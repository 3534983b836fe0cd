"""Read the plain rows of a table by columns: those that say nothing which has to be told.

All other rows are left to be read one by one; so are all rows of a table that is not simple.
What a plain row says is the same as ``Table.records`` would say, but for the places of cells.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from ...facts import ABSENT, State, Value
from ...vocabulary import TIES, SheetSpec
from ..cells.days import Year
from ..cells.reader import CellReader
from ..grids import Raw
from ..sheets.headers import Column
from ..sheets.layout import Lines
from ..sheets.rows import Table

_NOT_SAID = (State.ABSENT, State.BLANK, State.ASSUMED)

Fields = Mapping[str, Sequence[Value]]
"""What rows say in each column; what has no column is not there."""


@dataclass(frozen=True, slots=True)
class Strand:
    """What plain rows say of one thing: they say several where each year has its columns."""

    fields: Fields
    years: Sequence[Value]


@dataclass(frozen=True, slots=True)
class PlainRows:
    """The plain rows of a table by their numbers; ``ties`` say whom each is about."""

    spec: SheetSpec
    rows: Sequence[int]
    ties: Fields
    strands: tuple[Strand, ...]

    def role(self, role: str) -> Sequence[Value]:
        """What the rows say in the column that plays a role."""
        name = next((n for n in self.ties if self.spec.fields[n].role == role), None)
        return self.ties[name] if name else [ABSENT] * len(self.rows)

    def says(self, field: str) -> Iterator[bool]:
        """Whether each record of the rows has a value of a field."""
        is_year = self.spec.fields[field].role == "year"
        for strand in self.strands:
            values = strand.years if is_year else strand.fields.get(field)
            values = values or self.ties.get(field) or [ABSENT] * len(self.rows)
            yield from (value.state is not State.ABSENT for value in values)

    def only(self, chosen: Sequence[bool]) -> "PlainRows":
        """Some of the rows."""
        if all(chosen):
            return self
        return PlainRows(
            self.spec,
            list(compress(self.rows, chosen)),
            _only(self.ties, chosen),
            tuple(
                Strand(_only(each.fields, chosen), list(compress(each.years, chosen)))
                for each in self.strands
            ),
        )


def _only(fields: Fields, chosen: Sequence[bool]) -> Fields:
    return {name: list(compress(values, chosen)) for name, values in fields.items()}


def plain_rows(table: Table) -> PlainRows | None:
    """The plain rows of a table; nothing if it is not simple."""
    return _Reader(table).rows() if _is_simple(table) else None


def _is_simple(table: Table) -> bool:
    """Whether a table has nothing that could make its rows depend on each other."""
    part, spec, years = table.part, table.part.spec, table.years
    groups, grid = table.groups, part.grid
    roles = {name: spec.fields[name].role for group in groups.values() for name in group}
    once = all(len(own) == 1 for group in groups.values() for own in group.values())
    ids = [name for name in groups[None] if roles[name] == "id"]
    takers = table.companions.takers
    return (
        spec.kind in ("form", "closed", "yearly")
        and not (grid.originals or grid.doubtful or years.later)
        and once
        and len(ids) == 1
        and not takers.keys() & set(takers.values())
        and (_is_wide(table, roles) if part.header.is_wide else _is_narrow(table, roles))
    )


def _is_record(row: int, line: Sequence[Raw], lines: Lines) -> bool:
    """Whether a row is a record that is no heading; ``Lines.is_plain`` knows most of them."""
    return line.count(None) < len(line) and not (lines.note(row) or lines.heading(row))


def _is_wide(table: Table, roles: Mapping[str, str | None]) -> bool:
    """Whether columns of years stand beside those that say whom a row is about, and no others."""
    own, takers = table.groups[None], table.companions.takers.values()
    beside = [name for number, group in table.groups.items() if number for name in group]
    return (
        table.part.spec.kind == "yearly"
        and all(roles[name] in TIES for name in own)
        and not any(roles[name] in (*TIES, "year", "day") or name in takers for name in beside)
        and not any(name in own for name in takers if roles.get(name) != "name")
    )


def _is_narrow(table: Table, roles: Mapping[str, str | None]) -> bool:
    """Whether either the rows say their year or the table does, and no day contradicts it."""
    stated = table.years.first
    if stated.state is State.ABSENT:
        return True
    return stated.is_known and not {"year", "day"} & set(roles.values())


class _Reader:
    """Reads the rows of a simple table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._spec = table.part.spec
        self._numbers = self._records()
        self._lines = [table.part.grid.rows[row] for row in self._numbers]
        self._odd: set[int] = set()

    def rows(self) -> PlainRows:
        """The plain rows."""
        groups = self._table.groups
        own = self._read(groups[None])
        self._look_for_several(groups[None])
        told = self._completed(own)
        ties = {name: told.pop(name) for name in own if name in self._spec.ties}
        strands = [self._of_year(year, group) for year, group in groups.items() if year]
        strands = strands or [self._with_year(told)]
        found = PlainRows(self._spec, self._numbers, ties, tuple(strands))
        return found.only([at not in self._odd for at in range(len(self._numbers))])

    def _records(self) -> list[int]:
        """The rows that are records, are no headings, and have no merged cells."""
        part, lines = self._table.part, self._table.lines
        grid, merged = part.grid, self._table.cells.odd
        return [
            row
            for row, line in enumerate(grid.rows)
            if row > part.header.bottom
            and row not in merged
            and (lines.is_plain(row, line) or _is_record(row, line, lines))
        ]

    def _read(self, group: Mapping[str, Sequence[Column]]) -> dict[str, list[Value]]:
        readers = self._table.cells.readers
        return {
            name: self._column([line[own[0].index] for line in self._lines], readers[own[0].index])
            for name, own in group.items()
        }

    def _column(self, raws: list[Raw], reader: CellReader) -> list[Value]:
        """What the cells of a column say; a row with one of which something is told is odd."""
        has_floats = float in set(map(type, raws))
        found = [None] * len(raws) if has_floats else list(map(reader.plain.get, raws))
        values: list[Value] = []
        if all(found):
            return found  # type: ignore[return-value]  # as nearly all are
        for at, (raw, known) in enumerate(zip(raws, found, strict=True)):
            value = known or reader.plainly(raw)
            if value is None:
                self._odd.add(at)
            values.append(value or ABSENT)
        return values

    def _look_for_several(self, group: Mapping[str, Sequence[Column]]) -> None:
        """A row is odd that says several things in a cell."""
        teller = self._table.teller
        for name in teller.subject:
            if name not in group:
                continue
            at = group[name][0].index
            raws = [line[at] for line in self._lines]
            several = {raw for raw in set(raws) if teller.splitter.pieces(raw)}
            if several:
                self._odd.update(n for n, raw in enumerate(raws) if raw in several)

    def _completed(self, fields: dict[str, list[Value]]) -> dict[str, list[Value]]:
        """The columns with what some say for others; where that is to be told, a row is odd."""
        companions = self._table.companions
        names = fields.get(companions.column_of_names or "", [])
        for at, value in enumerate(names):
            if isinstance(value.scalar, str) and not companions.is_bare(value.scalar):
                self._odd.add(at)
        done = dict(fields)
        for taker, source in companions.takers.items():
            if source in fields and self._spec.fields[source].role != "name":
                own = fields.get(taker) or [ABSENT] * len(self._numbers)
                done[taker] = list(self._taken(taker, own, fields[source]))
        return done

    def _taken(self, taker: str, own: list[Value], source: list[Value]) -> Iterator[Value]:
        said = self._table.companions.said
        for at, (value, text) in enumerate(zip(own, source, strict=True)):
            told = said(taker, text.scalar) if isinstance(text.scalar, str) else ABSENT
            if told is None:
                self._odd.add(at)
            elif told is not ABSENT and value.state in _NOT_SAID:
                value = told  # noqa: PLW2901
            elif told is not ABSENT and (not told.is_known or value.scalar != told.scalar):
                self._odd.add(at)
            yield value

    def _with_year(self, fields: dict[str, list[Value]]) -> Strand:
        """The rows with their year: their own or the table's; else their day says it."""
        roles, stated = self._spec.roles, self._table.years.first
        column, day = roles.get("year", ""), roles.get("day", "")
        nothing = [ABSENT] * len(self._numbers)
        if column in fields:
            return Strand(fields, fields[column])
        if stated.state is State.ABSENT:
            return Strand(fields, fields.get(day, nothing))
        years = [stated] * len(self._numbers)
        return Strand({**fields, column: years}, years)

    def _of_year(self, year: Year, group: Mapping[str, Sequence[Column]]) -> Strand:
        """What the rows say of the year of some columns."""
        years = [Value(year, State.KNOWN)] * len(self._numbers)
        return Strand({**self._read(group), self._spec.roles.get("year", ""): years}, years)
