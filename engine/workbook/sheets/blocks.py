"""Some rows of a sheet, read as a header: where its columns are, and what stands above them.

Knows where the rows stand; what they mean follows from their pattern, and is worked out elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ...provenance import Cell
from ..grids import Grid, raw_text
from .headers import Column, Header, HeaderNames
from .kin import Meaning
from .meanings import Meanings, meanings_of
from .patterns import Place, pattern_of


@dataclass(frozen=True)
class Block:
    """Some rows of a sheet, read as a header; ``known`` is what they mean, if that is known."""

    grid: Grid
    names: HeaderNames
    top: int
    bottom: int
    known: Meanings | None = None

    def on(self, grid: Grid) -> "Block":
        """The same rows of another sheet on which they are the same."""
        return self if grid is self.grid else replace(self, grid=grid, known=self.meanings)

    @property
    def header(self) -> Header:
        """The block as the header of what stands below it."""
        width = len(self.grid.rows[self.top])
        paths = {at: tuple(self._texts(at)) for at in range(width)}
        return Header(self.top, self.bottom, self.columns, paths)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that can be used."""
        return tuple(
            Column(each.index, each.field, each.year, self._cell(each.head))
            for each in self.meanings.columns
        )

    @property
    def score(self) -> tuple[int, int]:
        """How much the columns say, and how many give their year; (0, 0) if nothing ties rows."""
        return self.meanings.score

    @property
    def torn(self) -> frozenset[int]:
        """Columns between two parents that may be those of either."""
        return self.meanings.torn

    @property
    def is_bound(self) -> bool:
        """Whether the first row belongs to those below it though no range is merged."""
        return self.meanings.is_bound

    def _texts(self, index: int) -> Iterator[str]:
        for row, column in self.meanings.path(index):
            yield raw_text(self.grid.raw(self.top + row, column))

    def path(self, index: int) -> list[Cell]:
        """The cells above a column from top to bottom, each merged range once."""
        return [*map(self._cell, self.meanings.path(index))]

    def meaning(self, index: int) -> Meaning:
        """What the header of a column says."""
        return self.meanings.meaning(index)

    def is_decided(self, index: int) -> bool:
        """Whether the user has said what a column is, or that nobody needs it."""
        return self.meanings.is_decided(index)

    def _cell(self, place: Place) -> Cell:
        return self.grid.cell(self.top + place[0], place[1])

    @cached_property
    def meanings(self) -> Meanings:
        """What the rows mean."""
        if self.known:
            return self.known
        pattern = pattern_of(self.grid, self.names, self.top, self.bottom)
        return meanings_of(pattern, self.names)
