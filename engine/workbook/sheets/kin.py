"""Find what stands above each column of a pattern, and what the texts of a column mean together.

Knows merged ranges and parents that stand above several columns; not which columns are used.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby, product

from ..cells.days import Year
from .headers import HeaderNames
from .parents import Parents, find_parents
from .patterns import Pattern, Place

_FARTHEST = 60  # columns from a parent to its last one


@dataclass(frozen=True, slots=True)
class Meaning:
    """The fields that a column may be (one, unless ambiguous) and the year of its values.

    ``is_inherited`` where the lowest cell says nothing, so that its parent is the header.
    """

    fields: frozenset[str] = frozenset()
    year: Year | None = None
    is_inherited: bool = False


@dataclass(frozen=True)
class Kin:
    """The columns of a pattern with their parents; remembers what it has found."""

    pattern: Pattern
    names: HeaderNames
    _paths: dict[Place, tuple[Place, ...]] = field(default_factory=dict)
    _fitting: dict[tuple[int, int, int], Meaning | None] = field(default_factory=dict)

    def path(self, index: int) -> tuple[Place, ...]:
        """The cells above a column from top to bottom, each merged range once."""
        return self._path(index, 0, self.parents)

    def own(self, leaf: str, parents: list[str]) -> Meaning:
        """What the text of a column means below those of its parents."""
        names = self.names
        years = [year for parent in parents if (year := names.year(parent))]
        if fields := names.fields(leaf):
            wide = years and all(names.can_be_wide(name) for name in fields)
            return Meaning(fields, years[-1] if wide else None)
        for parent in reversed(parents):
            if fields := names.fields(f"{leaf} {parent}") or names.fields(f"{parent} {leaf}"):
                return Meaning(fields)
            if names.year(leaf) and (fields := names.fields(parent)):
                return Meaning(fields, names.year(leaf))
        return Meaning(*names.field_and_year(leaf))

    def can_be(self, meant: Meaning) -> bool:
        """Whether the fields may have a column for a year, if there is one."""
        return meant.year is None or all(map(self.names.can_be_wide, meant.fields))

    def _path(self, index: int, top: int, parents: Mapping[int, Parents]) -> tuple[Place, ...]:
        if (index, top) in self._paths:
            return self._paths[index, top]
        places: dict[Place, None] = {}
        for row in range(top, self.bottom + 1):
            at = parents[row].above.get(index, index) if row in parents else index
            place = self.anchor(row, at)
            if self.raw(place) is not None:
                places[place] = None
        return self._paths.setdefault((index, top), tuple(places))

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.pattern.lines[0])

    @property
    def bottom(self) -> int:
        """The last row."""
        return len(self.pattern.lines) - 1

    @cached_property
    def anchors(self) -> dict[Place, Place]:
        """Where the values of merged cells are written."""
        return dict(self.pattern.anchors)

    @cached_property
    def _above(self) -> dict[Place, str | None]:
        return dict(self.pattern.above)

    def anchor(self, row: int, column: int) -> Place:
        """Where the value of a cell is written."""
        return self.anchors.get((row, column), (row, column))

    def raw(self, place: Place) -> str | None:
        """What is written in a cell, or nothing."""
        row, column = place
        return self.pattern.lines[row][column] if row >= 0 else self._above[place]

    def text(self, place: Place) -> str:
        """The text of a cell; empty if it has none."""
        return self.raw(place) or ""

    @cached_property
    def parents(self) -> Mapping[int, Parents]:
        """The parents in each row but the last that are not merged with their columns."""
        found: dict[int, Parents] = {}
        for row in range(self.bottom - 1, -1, -1):
            found[row] = self._parents_in(row, found)
        return found

    def _parents_in(self, row: int, below: Mapping[int, Parents]) -> Parents:
        fits = partial(self._fits, row, below)
        texts = dict.fromkeys(at for at in range(self.width) if self._is_parent(row, at, below))
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
            if not self.is_gap(row, at, below) or not self._fits(row, below, text, (text, at)):
                return
            yield at

    def _is_rival(self, row: int, below: Mapping[int, Parents], other: int, gap: int) -> bool:
        """Whether a text with nothing below it may be the parent of the column beside it."""
        if not 0 <= other < self.width or self._is_parent(row, other, below):
            return False
        return self._is_own(row, other) and self._fits(row, below, other, (gap,))

    def _is_own(self, row: int, at: int) -> bool:
        return self.pattern.lines[row][at] is not None and (row, at) not in self.anchors

    def _is_parent(self, row: int, at: int, below: Mapping[int, Parents]) -> bool:
        """Whether the text of a column in a row makes sense as the parent of what is below it."""
        return self._is_own(row, at) and self._fits(row, below, at, (at,))

    def is_gap(self, row: int, at: int, below: Mapping[int, Parents]) -> bool:
        """Whether a column has a header below a row, and nothing in it."""
        is_free = 0 <= at < self.width and (row, at) not in self.anchors
        is_empty = is_free and self.pattern.lines[row][at] is None
        return is_empty and bool(self._path(at, row + 1, below))

    def _fits(
        self, row: int, below: Mapping[int, Parents], text: int, columns: Sequence[int]
    ) -> bool:
        """Whether columns make sense below one parent: all differ, and years are in order."""
        meant: list[Meaning] = []
        for at in columns:
            one = self._with_parent(row, text, at, below)
            if one is None or one in meant:
                return False
            meant.append(one)
        years = [str(one.year) for one in meant if one.year]
        ordered = sorted(years)
        return years in (ordered, ordered[::-1]) or len(set(years)) == 1

    def _with_parent(
        self, row: int, text: int, at: int, below: Mapping[int, Parents]
    ) -> Meaning | None:
        if (row, text, at) not in self._fitting:
            path = self._path(at, row + 1, below)
            self._fitting[row, text, at] = self._below(self.text((row, text)), path)
        return self._fitting[row, text, at]

    def _below(self, parent: str, path: Sequence[Place]) -> Meaning | None:
        """What a column is with a parent; None if the parent adds nothing to it."""
        if not path:
            return None
        *others, leaf = map(self.text, path)
        meant = self.own(leaf, [parent, *others])
        if meant.fields:
            return meant if self.can_be(meant) and meant != self.own(leaf, others) else None
        year = self.names.year(leaf)
        return Meaning(year=year) if year else None
