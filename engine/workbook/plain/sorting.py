"""Part the plain rows of a workbook: those that stay columns, and those to look at one by one.

A subject's rows of a sheet stay columns together, and only if nothing is to be told of them: they
are about that one subject for certain, signed by others, of different years, all of its service,
and none is typed twice. All others become records again, each at its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress

from ...errors import Problem
from ...vocabulary import SheetSpec, Vocabulary
from ..shared import SharedSheet, says
from ..sheets.rows import Record, Table
from ..subjects.register import Entry, Register
from ..subjects.ties import tie
from .checking import Checks, Told
from .owners import Owners
from .rows import PlainRows, Strand, plain_rows

_Place = tuple[int, int]  # the number of a sheet, and the row
_Key = tuple[int, str]  # of a subject and a sheet of the vocabulary


@dataclass(frozen=True, slots=True)
class Owned:
    """What plain rows of a sheet say of one thing, and whom each of them is certainly about."""

    spec: SheetSpec
    owners: Sequence[Entry]
    strand: Strand


@dataclass(frozen=True, slots=True)
class _Listed:
    """The plain rows of a table, and whom each is about; None where that has to be looked at."""

    number: int
    table: Table
    plain: PlainRows
    owners: list[Entry | None]


@dataclass
class Sorting:
    """The plain rows of one workbook; ``owned`` are those that stay columns in the end."""

    vocabulary: Vocabulary
    owned: list[Owned] = field(default_factory=list)
    _tables: list[tuple[int, Table, PlainRows]] = field(default_factory=list)
    _places: dict[int, _Place] = field(default_factory=dict)
    _sheets: int = 0

    def records(self, sheet: SharedSheet) -> Iterator[Record | Problem]:
        """The records of all rows that are not plain, and what is told of the others together."""
        number = self._sheets = self._sheets + 1
        plain = plain_rows(sheet.tables[0]) if sheet.is_one_table else None
        if plain is None:
            yield from self._at((number, 0), sheet.records())
            return
        table = sheet.tables[0]
        self._tables.append((number, table, plain))
        rows = list(self._rest(number, table, plain))
        singly = [one for one in rows if isinstance(one, Record)]
        yield from sheet.told_of(
            table, lambda name: [*plain.says(name), *(says(one, name) for one in singly)]
        )
        yield from rows

    def _rest(self, number: int, table: Table, plain: PlainRows) -> Iterator[Record | Problem]:
        known = set(plain.rows)
        for row in range(table.part.header.bottom + 1, len(table.part.grid.rows)):
            if row not in known:
                yield from self._at((number, row), table.row(row, table.years.first))

    def _at(self, place: _Place, found: Iterator[Record | Problem]) -> Iterator[Record | Problem]:
        for one in found:
            if isinstance(one, Record):
                self._places[id(one)] = place
            yield one

    def part(self, records: Sequence[Record], register: Register) -> list[Record]:
        """The records, with those of plain rows that have to be looked at one by one."""
        owners, singly = Owners(register), list(records)
        tables = []
        for number, table, plain in self._tables:
            found = owners.of(plain)
            tables.append(_Listed(number, table, plain, found))
            singly += self._again(tables[-1], [one is None for one in found])
        touched, whole = _touched(singly, register)
        checks = Checks(self.vocabulary)
        odd = {
            key
            for key, (entry, spec, told) in _groups(tables).items()
            if key in touched or spec.id in whole or not checks.are_plain(entry, spec, told)
        }
        for each in tables:
            chosen = [
                one is not None and (id(one), each.plain.spec.id) in odd for one in each.owners
            ]
            singly += self._again(each, chosen)
            self._keep(each, [c or one is None for c, one in zip(chosen, each.owners, strict=True)])
        return sorted(singly, key=lambda one: self._places[id(one)])

    def _again(self, listed: _Listed, chosen: Sequence[bool]) -> Iterator[Record]:
        """Rows as records."""
        for row in compress(listed.plain.rows, chosen):
            found = listed.table.row(row, listed.table.years.first)
            for one in self._at((listed.number, row), found):
                if isinstance(one, Record):
                    yield one

    def _keep(self, listed: _Listed, left_out: Sequence[bool]) -> None:
        stays = [not out for out in left_out]
        owners = [one for one in compress(listed.owners, stays) if one]
        for strand in listed.plain.only(stays).strands if owners else ():
            self.owned.append(Owned(listed.plain.spec, owners, strand))


def _touched(records: Sequence[Record], register: Register) -> tuple[set[_Key], set[str]]:
    """Whose rows have to be looked at, since others may be theirs; and of which sheets all."""
    touched: set[_Key] = set()
    whole: set[str] = set()
    for record in records:
        if record.spec.kind == "subject":
            continue
        tied, number = tie(record, register), record.role("id")
        if tied.nameless or tied.anybody:
            whole.add(record.spec.id)
        same = register.with_id(str(number.scalar), record.spec.subjects) if number.is_known else []
        meant = (*([tied.owner] if tied.owner else []), *tied.possible, *same)
        touched.update((id(entry), record.spec.id) for entry in meant)
    return touched, whole


_Group = tuple[Entry, SheetSpec, list[Told]]


def _groups(tables: Sequence[_Listed]) -> dict[_Key, _Group]:
    """What is told of each subject on each sheet."""
    groups: dict[_Key, _Group] = {}
    for listed in tables:
        plain, spec = listed.plain, listed.plain.spec
        for at, owner in enumerate(listed.owners):
            if owner is not None:
                group = groups.get(key := (id(owner), spec.id))
                if group is None:
                    groups[key] = (owner, spec, [(plain, at)])
                else:
                    group[2].append((plain, at))
    return groups
