"""Give each subject its rows of each relation, certain ones and possible ones.

A possible row is shared by all subjects that it may be about.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ...errors import Problem
from ...facts import CALENDAR, Row, State
from ...provenance import Cell
from ...vocabulary import SheetSpec, SubjectKind
from ..cells.values import merge, merge_fields
from ..sheets.rows import Record
from .attestations import confirm
from .register import Entry, Register
from .ties import Tie, tie

# Rows that may be anybody's, times subjects. Above it nothing is known of the relation,
# which is as true, and fits into memory.
MOST_POSSIBLE_ROWS = 2_000_000

_Key = tuple[str, SubjectKind]


@dataclass(frozen=True)
class Rows:
    """All rows: those of each subject are in its entry, the shared ones here."""

    register: Register
    anybody: dict[_Key, list[Row]] = field(default_factory=dict)
    nameless: dict[_Key, list[Row]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    def add(self, records: Iterable[Record]) -> Iterator[Problem]:
        """Tie records to their subjects."""
        for record in records:
            tied = tie(record, self.register)
            yield from tied.problems
            row, problems = _row(record, tied.owner)
            yield from problems
            for entry in (tied.owner,) if tied.owner else tied.possible:
                entry.rows.setdefault(record.spec.id, []).append(row)
            self._share(record, tied, row)
        yield from self._drop_too_many(self.anybody)
        yield from self._drop_too_many(self.nameless)

    def _share(self, record: Record, tied: Tie, row: Row) -> None:
        for kind in record.spec.subjects:
            if tied.anybody:
                self.anybody.setdefault((record.spec.id, kind), []).append(row)
            elif tied.nameless:
                self.nameless.setdefault((record.spec.id, kind), []).append(row)

    def _drop_too_many(self, shared: dict[_Key, list[Row]]) -> Iterator[Problem]:
        for key, rows in list(shared.items()):
            if len(rows) * len(self.register.of_kinds([key[1]])) > MOST_POSSIBLE_ROWS:
                self.lost.add(key[0])
                cells = tuple(cell for row in rows[:1] for cell in row.cells)
                details = {"count": str(len(rows))}
                yield Problem("rows-untied", cells, details)
                del shared[key]

    def of(
        self, entry: Entry, relations: Iterable[SheetSpec], problems: list[Problem]
    ) -> dict[str, tuple[Row, ...]]:
        """The rows of a subject, of each relation that it can have rows of."""
        rows: dict[str, tuple[Row, ...]] = {}
        for sheet in relations:
            if entry.kind not in sheet.subjects:
                continue
            own = entry.rows.get(sheet.id, [])
            if sheet.kind == "yearly":
                own = _merge_years(entry, sheet, own, problems)
            key = (sheet.id, entry.kind)
            nameless = [] if entry.is_named else self.nameless.get(key, [])
            every = [*own, *self.anybody.get(key, []), *nameless]
            rows[sheet.id] = tuple(sorted(every, key=_order) if len(every) > 1 else every)
        return rows


def _row(record: Record, owner: Entry | None) -> tuple[Row, list[Problem]]:
    fields, problems = confirm(record, owner)
    ties = record.spec.ties
    shown = {name: value for name, value in fields.items() if name not in ties}
    is_certain = owner is not None and record.is_certain
    return Row(shown, record.year, is_certain, record.cells), problems


def _order(row: Row) -> tuple[bool, int, int, tuple[Cell, ...]]:
    low, high = row.years(CALENDAR)
    return (low is None, low or 0, high or 0, (*row.cells, *row.year.cells))


def _merge_years(
    entry: Entry, sheet: SheetSpec, rows: Sequence[Row], problems: list[Problem]
) -> list[Row]:
    """Make one row of all that is certain about one year.

    A row without a year may be about the same year as another one; it is certain only
    if it is the only row.
    """
    if len(rows) < 2:
        return list(rows)
    years: dict[object, list[Row]] = {}
    for row in rows:
        if row.certain and row.year.is_known:
            years.setdefault(row.year.scalar, []).append(row)
    others = [
        replace(row, certain=False) for row in rows if not row.certain or not row.year.is_known
    ]
    return [*others, *(_one_row(entry, sheet, same, problems) for same in years.values())]


def _one_row(entry: Entry, sheet: SheetSpec, same: list[Row], problems: list[Problem]) -> Row:
    if len(same) == 1:
        return same[0]
    fields = merge_fields(row.fields for row in same)
    year_field = sheet.field_with("year")
    for name, value in fields.items():
        if value.state is State.CONTRADICTORY and name != year_field:
            year = str(same[0].year.scalar)
            details = {"id": entry.id, "year": year, "column": sheet.fields[name].header}
            problems.append(Problem("rows-contradict", value.cells, details))
    cells = tuple(dict.fromkeys(sorted(cell for row in same for cell in row.cells)))
    return Row(fields, merge(row.year for row in same), True, cells)
