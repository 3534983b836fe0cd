"""Read some rows of a sheet as a header: which field, and of which year, each column is.

Knows how parents stand above their columns, merged or not; which rows to try is elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import groupby, product

from ...facts import SchoolYear
from ...provenance import Cell
from ..cells.days import Year
from ..grids import Grid, raw_text
from .headers import Column, Header, HeaderNames
from .parents import Parents, find_parents


@dataclass(frozen=True, slots=True)
class Meaning:
    """The fields that a column may be (one, unless ambiguous) and the year of its values.

    ``is_inherited`` where the lowest cell says nothing, so that its parent is the header.
    """

    fields: frozenset[str] = frozenset()
    year: Year | None = None
    is_inherited: bool = False


_NOTHING = Meaning()


_TYING = ("id", "name")
_FARTHEST = 60  # columns from a parent to its last one


@dataclass(frozen=True)
class Block:
    """Some rows of a sheet, read as a header."""

    grid: Grid
    names: HeaderNames
    top: int
    bottom: int

    @property
    def header(self) -> Header:
        """The block as the header of what stands below it."""
        paths = {at: tuple(map(self.grid.read, self.path(at))) for at in range(self._width)}
        return Header(self.top, self.bottom, self.columns, paths)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that can be used."""
        each = [c for index in range(self._width) if (c := self._column(index))]
        is_twice = len({column.field for column in each}) < len(each)
        found = tuple(self._beside_others(each) if is_twice else each)
        if self.names.spec.kind != "closed" or not any(column.year for column in found):
            return found
        # In a list of what happened a column without a year would be of every year.
        if any(self.names.spec.fields[column.field].role == "year" for column in found):
            return tuple(column for column in found if not column.year)
        return tuple(c for c in found if c.year or not self.names.can_be_wide(c.field))

    def _beside_others(self, found: Sequence[Column]) -> Iterator[Column]:
        """The columns; one that is another field beside an own column of its usual one is that."""
        other = {c.index: self.names.beside(self.grid.read(c.head)) for c in found}
        own = {c.field for c in found if not other[c.index]}
        for column in found:
            field = other[column.index]
            is_other = field and column.field in own and not self.is_decided(column.index)
            yield replace(column, field=field) if field and is_other else column

    @cached_property
    def score(self) -> tuple[int, int]:
        """How much the columns say, and how many give their year; (0, 0) if nothing ties rows."""
        fields = self.names.spec.fields
        roles = {fields[column.field].role for column in self.columns}
        if not roles & {"id", "name"} or len({column.field for column in self.columns}) < 2:
            return (0, 0)
        if any(self._is_record(c.index) for c in self.columns if fields[c.field].role in _TYING):
            return (0, 0)
        meanings = {(column.field, column.year) for column in self.columns}
        return len(meanings), sum(1 for _, year in meanings if year)

    @cached_property
    def torn(self) -> frozenset[int]:
        """Columns between two parents that may be those of either."""
        return frozenset(c for parents in self._parents.values() for c in parents.torn)

    @cached_property
    def is_bound(self) -> bool:
        """Whether the first row belongs to those below it though no range is merged.

        A year above some columns only, while others have none, is the title of a table.
        """
        texts = [raw_text(self.grid.rows[self.top][at]) for at in self._parents[self.top].texts]
        if any(map(self.names.year, texts)):
            return all(c.year for c in self.columns if self.names.can_be_wide(c.field))
        return bool(texts) or self._is_staggered

    @property
    def _is_staggered(self) -> bool:
        """Whether the last row has headers where the first has none that are known.

        Texts above them, as in "personal details", then say nothing of a column.
        """
        above, below = self.grid.rows[self.top], self.grid.rows[self.bottom]
        told = [at for at, raw in enumerate(below) if raw is not None]
        known = [at for at in told if self.names.fields(raw_text(below[at]))]
        return len(known) > 1 and not any(self.names.fields(raw_text(above[at])) for at in told)

    def path(self, index: int) -> list[Cell]:
        """The cells above a column from top to bottom, each merged range once."""
        return self._path(index, self.top, self._parents)

    def meaning(self, index: int) -> Meaning:
        """What the header of a column says."""
        path = self.path(index)
        accepted = self.names.accepted(index, [*map(self.grid.read, path)])
        if accepted is not None:
            return Meaning(*accepted)
        if not path or index in self.torn or self._is_cut_off(index, path):
            return _NOTHING
        *parents, leaf = map(self.grid.read, path)
        meant = self._own(leaf, parents)
        if not meant.fields and parents and not self._is_common(path[-2]):
            above = self._own(parents[-1], parents[:-1])
            meant = Meaning(above.fields, above.year, is_inherited=True)
        return meant if self._can_be(meant) else _NOTHING

    def _is_common(self, parent: Cell) -> bool:
        return self._is_shared(parent) or self._may_be_shared(parent)

    def is_decided(self, index: int) -> bool:
        """Whether the user has said what a column is, or that nobody needs it."""
        texts = [*map(self.grid.read, self.path(index))]
        return self.names.accepted(index, texts) is not None

    def _column(self, index: int) -> Column | None:
        meant = self.meaning(index)
        if len(meant.fields) != 1:
            return None
        (field,) = meant.fields
        path, year = self.path(index), meant.year
        first = str(year.first if isinstance(year, SchoolYear) else year)
        own = path[-1] if path else self.grid.cell(self.bottom, index)
        head = next((cell for cell in reversed(path) if first in self.grid.read(cell)), own)
        return Column(index, field, year, head)

    def _own(self, leaf: str, parents: list[str]) -> Meaning:
        names = self.names
        years = [year for parent in parents if (year := names.year(parent))]
        if fields := names.fields(leaf):
            wide = years and all(names.can_be_wide(field) for field in fields)
            return Meaning(fields, years[-1] if wide else None)
        for parent in reversed(parents):
            if fields := names.fields(f"{leaf} {parent}") or names.fields(f"{parent} {leaf}"):
                return Meaning(fields)
            if names.year(leaf) and (fields := names.fields(parent)):
                return Meaning(fields, names.year(leaf))
        return Meaning(*names.field_and_year(leaf))

    def _can_be(self, meant: Meaning) -> bool:
        return meant.year is None or all(map(self.names.can_be_wide, meant.fields))

    def _is_record(self, index: int) -> bool:
        """Whether a row of the block holds an id or a name below its header."""
        leaf = self.grid.read(self.path(index)[-1])
        return self.meaning(index).is_inherited and not leaf.startswith("(")

    def _path(self, index: int, top: int, parents: Mapping[int, Parents]) -> list[Cell]:
        cells: dict[Cell, None] = {}
        for row in range(top, self.bottom + 1):
            at = parents[row].above.get(index, index) if row in parents else index
            if self.grid.raw(row, at) is not None:
                cells[self.grid.cell(row, at)] = None
        return list(cells)

    @cached_property
    def _width(self) -> int:
        return len(self.grid.rows[self.top])

    @cached_property
    def _parents(self) -> Mapping[int, Parents]:
        """The parents in each row but the last that are not merged with their columns."""
        found: dict[int, Parents] = {}
        for row in range(self.bottom - 1, self.top - 1, -1):
            found[row] = self._parents_in(row, found)
        return found

    def _parents_in(self, row: int, below: Mapping[int, Parents]) -> Parents:
        fits = partial(self._fits, row, below)
        texts = dict.fromkeys(at for at in range(self._width) if self._is_parent(row, at, below))
        kin, torn = set(texts), set[int]()
        for text, step in product(texts, (1, -1)):
            near = list(self._gaps(row, below, text, step))
            kin.update(near)
            if near and self._is_rival(row, below, near[-1] + step, near[-1]):
                torn.update(near)
        above: dict[int, int] = {}
        for _, run in groupby(enumerate(sorted(kin)), key=lambda pair: pair[1] - pair[0]):
            stretch = [at for _, at in run]
            own = [at for at in stretch if at in texts]
            found = find_parents(own, stretch[0], stretch[-1], fits)
            above |= found.above
            torn |= found.torn
        return Parents(tuple(texts), {at: above[at] for at in above.keys() - torn}, frozenset(torn))

    def _gaps(self, row: int, below: Mapping[int, Parents], text: int, step: int) -> Iterator[int]:
        """The columns on one side of a parent that may be its own."""
        for at in range(text + step, text + step * _FARTHEST, step):
            if not self._is_gap(row, at, below) or not self._fits(row, below, text, (text, at)):
                return
            yield at

    def _is_rival(self, row: int, below: Mapping[int, Parents], other: int, gap: int) -> bool:
        """Whether a text with nothing below it may be the parent of the column beside it."""
        if not 0 <= other < self._width or self._is_parent(row, other, below):
            return False
        is_own = self.grid.rows[row][other] is not None and (row, other) not in self.grid.anchors
        return is_own and self._fits(row, below, other, (gap,))

    def _is_parent(self, row: int, at: int, below: Mapping[int, Parents]) -> bool:
        """Whether the text of a column in a row makes sense as the parent of what is below it."""
        is_own = self.grid.rows[row][at] is not None and (row, at) not in self.grid.anchors
        return is_own and self._fits(row, below, at, (at,))

    def _is_gap(self, row: int, at: int, below: Mapping[int, Parents]) -> bool:
        """Whether a column has a header below a row, and nothing in it."""
        is_free = 0 <= at < self._width and (row, at) not in self.grid.anchors
        return is_free and self.grid.rows[row][at] is None and bool(self._path(at, row + 1, below))

    def _fits(
        self, row: int, below: Mapping[int, Parents], text: int, columns: Sequence[int]
    ) -> bool:
        """Whether columns make sense below one parent: all differ, and years are in order."""
        parent = raw_text(self.grid.rows[row][text])
        meant = [self._below(parent, self._path(at, row + 1, below)) for at in columns]
        years = [str(one.year) for one in meant if one and one.year]
        ordered = sorted(years)
        in_order = years in (ordered, ordered[::-1]) or len(set(years)) == 1
        return None not in meant and len(set(meant)) == len(meant) and in_order

    def _below(self, parent: str, path: list[Cell]) -> Meaning | None:
        """What a column is with a parent; None if the parent adds nothing to it."""
        if not path:
            return None
        *others, leaf = map(self.grid.read, path)
        meant = self._own(leaf, [parent, *others])
        if meant.fields:
            return meant if self._can_be(meant) and meant != self._own(leaf, others) else None
        year = self.names.year(leaf)
        return Meaning(year=year) if year else None

    def _is_shared(self, parent: Cell) -> bool:
        """Whether a parent stands above other columns too."""
        row, column = parent.row - 1, parent.column - 1
        is_wide = self.grid.anchors.get((row, column + 1)) == (row, column)
        return is_wide or (row in self._parents and column in self._parents[row].shared)

    def _may_be_shared(self, parent: Cell) -> bool:
        """Whether a parent may stand above the next column too, which has none."""
        row, after = parent.row - 1, parent.column
        is_gap = self._is_gap(row, after, self._parents)
        return is_gap and after not in self._parents[row].above

    def _is_cut_off(self, index: int, path: list[Cell]) -> bool:
        """Whether a column below a shared parent has lost its own header."""
        last = self.grid.raw(self.bottom, index)
        return last is None and self._is_shared(path[-1])
