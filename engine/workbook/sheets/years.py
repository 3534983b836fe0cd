"""Decide of which year a row is, by all that says it: the row, its table, a value in it.

Does not know how years are written, nor what else the row says.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ...errors import Problem
from ...facts import ABSENT, CALENDAR, State, Value
from ...provenance import Cell
from ...vocabulary import SheetSpec
from ..cells.days import Year
from .stated import YearFinder, agree, agreed
from .tables import Part

_NOT_SAID = (State.ABSENT, State.BLANK)


@dataclass(frozen=True, slots=True)
class TableYears:
    """The year that a table states for its rows, and from which rows on it states another.

    ``every`` are all years that it names. ``problems`` tell what was read as the year of the
    rows, or that it is not clear.
    """

    first: Value = ABSENT
    later: Mapping[int, Value] = field(default_factory=dict)
    every: frozenset[Year] = frozenset()
    problems: tuple[Problem, ...] = ()


def table_years(
    part: Part, named: Year | None, finder: YearFinder, is_section: Callable[[int], bool]
) -> TableYears:
    """Find the year that a table states, in its titles and sections or by the sheet's name.

    Where there is a year column the name alone counts, as what must not contradict it.
    """
    header, spec = part.header, part.spec
    if spec.kind not in ("yearly", "closed") or header.is_wide:
        return TableYears()
    head = header.columns[0].head
    of_name = [(named, head)] if named is not None else []
    if (spec.field_with("year") or "") in header:
        return TableYears(agreed(of_name), every=frozenset(year for year, _ in of_name))
    grid = part.grid
    titles = next(filter(None, (finder.in_rows(grid, rows) for rows in part.titles)), {})
    found = {-1: [*of_name, *titles.items()]}
    for row in range(header.bottom + 1, len(grid.rows)):
        is_short = 0 < len(grid.filled(row)) < 3
        years = finder.in_rows(grid, [row]) if is_short and is_section(row) else {}
        if years:
            found[row] = [*of_name, *years.items()]
    stated = {row: agreed(years) for row, years in found.items()}
    problems = [p for row, years in found.items() for p in _told(stated[row], years, head)]
    every = frozenset(year for years in found.values() for year, _ in years)
    return TableYears(stated.pop(-1), stated, every, tuple(problems))


def _told(year: Value, found: Sequence[tuple[Year, Cell]], head: Cell) -> Iterator[Problem]:
    """Tell what was read as the year of the rows below a title, if anything."""
    if year.state is State.CONTRADICTORY:
        years = ", ".join(dict.fromkeys(str(one) for one, _ in found))
        yield Problem("title-years-differ", year.cells, {"years": years})
    elif year.is_known:
        details = {"read": str(year.scalar)}
        titles = [cell for cell in year.cells if cell != head]
        told = [Problem("year-from-title", (cell,), details) for cell in titles]
        yield from told or [Problem("year-from-sheet", (), details, f"{head.file}!{head.sheet}")]


@dataclass(frozen=True)
class RowYears:
    """The years of the rows of one table."""

    spec: SheetSpec

    def complete(
        self,
        fields: Mapping[str, Value],
        stated: Value,
        said: Value,
        problems: list[Problem],
    ) -> tuple[dict[str, Value], Value]:
        """The fields of a row with its year, and the year.

        The day stands in for a year that nothing gives, but never for a cell that is blank: an
        award of one year may be signed in the next.

        Parameters: ``stated`` is the year of the whole table, ``said`` that beside a value.
        """
        column = self.spec.roles.get("year", "")
        own = fields.get(column, ABSENT)
        year = self._own(own, stated, problems)
        if said.is_known:
            year = _beside(year, said, problems)
        day = fields.get(self.spec.roles.get("day", ""), ABSENT)
        if year.state is State.ABSENT:
            return dict(fields), day
        if own.state is State.ABSENT and not _may_be_signed(day, year):
            details = {"raw": day.cells[0].raw, "said": str(year.scalar)}
            problems.append(Problem("day-outside-year", (*day.cells, *year.cells), details))
            year = Value(None, State.CONTRADICTORY, (*day.cells, *year.cells))
        return {**fields, column: year}, year

    def _own(self, own: Value, stated: Value, problems: list[Problem]) -> Value:
        """What the year column says, unless there is none or the sheet's name contradicts it."""
        if own.state is State.ABSENT:
            return stated
        if agree(own, stated):
            return own
        column = self.spec.fields[self.spec.field_with("year") or ""].header
        details = {"column": column, "raw": own.cells[0].raw, "said": str(stated.scalar)}
        problems.append(Problem("year-contradicts", own.cells, details))
        return Value(None, State.CONTRADICTORY, own.cells)


def _beside(year: Value, said: Value, problems: list[Problem]) -> Value:
    """The year that stands beside a value, unless it contradicts that of its row."""
    if year.state in _NOT_SAID:
        return said
    if agree(year, said):
        return year
    details = {"raw": said.cells[0].raw, "said": str(said.scalar), "year": str(year.scalar)}
    cells = tuple(dict.fromkeys((*said.cells, *year.cells)))
    problems.append(Problem("part-year-contradicts", cells, details))
    return Value(None, State.CONTRADICTORY, cells)


def _may_be_signed(day: Value, year: Value) -> bool:
    """Whether a day may be that of a decision about a year: in it, or in the year after."""
    if year.scalar is None or day is ABSENT:
        return True
    low, high = (end.year if isinstance(end, date) else None for end in day.ends)
    first, last = CALENDAR.span(year.scalar)
    return (high is None or high >= first) and (low is None or low <= last + 1)
