"""Find the rows of a sheet that are its header.

Tries blocks of rows; what a block says is elsewhere.
"""

from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain

from ..grids import Grid, Raw
from .blocks import Block
from .headers import Header, HeaderNames, Looks
from .patterns import pattern_of

SEARCHED_ROWS = 30
TALLEST_HEADER = 3
_LOOKED_AT = 3
_FEWEST = 2  # columns of a header
_FAR = 10  # rows between which headers may stand, of which it is remembered what they are


@dataclass(frozen=True)
class Merges:
    """How merged ranges bind the rows of a sheet together."""

    first: Mapping[int, int]  # row -> the first row that a range with content here starts in
    last: Mapping[int, int]  # row -> the last row that a range starting here reaches
    rows: Set[int]  # in which cells are merged

    @classmethod
    def of(cls, grid: Grid) -> "Merges":
        """The merged ranges of a sheet."""
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for (row, _), (top, left) in grid.anchors.items():
            if row > last.get(top, -1):
                last[top] = row
            if grid.rows[top][left] is not None and top < first.get(row, row + 1):
                first[row] = top
        return cls(first, last, {row for row, _ in grid.anchors})

    def cut(self, top: int, bottom: int) -> bool:
        """Whether a range lies partly in a block of rows."""
        return any(
            self.first.get(row, row) < top or self.last.get(row, row) > bottom
            for row in range(top, bottom + 1)
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row may say of a header: in how many cells, and what may stand above or below it."""

    telling: int
    is_parent: bool
    may_be_below: bool


@dataclass(frozen=True)
class Search:
    """The search for headers on one sheet; remembers the rows that it has looked at."""

    grid: Grid
    merges: Merges
    _rows: dict[tuple[str, int], _Row] = field(default_factory=dict)

    def header(self, names: HeaderNames) -> Block | None:
        """The header of the sheet, as a rule in its first rows."""
        height = len(self.grid.rows)
        first = range(min(SEARCHED_ROWS, height))
        return (
            self.best(names, first)
            or (self.best(names, first, cutting=True) if self.merges.last else None)
            or next(filter(None, (self.at(row, names) for row in range(len(first), height))), None)
        )

    def at(self, row: int, names: HeaderNames) -> Block | None:
        """The header that a row is part of, if it looks like one."""
        if not self.is_likely(row, names):
            return None
        found = self.best(names, range(max(0, row + 1 - TALLEST_HEADER), row + 1))
        return found if found and found.bottom >= row else None

    def is_likely(self, row: int, headings: Container[str]) -> bool:
        """Whether most of the first texts of a row are known headers."""
        seen = known = 0
        for raw in self.grid.rows[row]:
            if raw is None:
                continue
            if not isinstance(raw, str) or any(map(str.isdigit, raw)) or seen == _LOOKED_AT:
                break
            seen += 1
            known += raw in headings
        return known > 1

    def best(
        self, names: HeaderNames, tops: Sequence[int], *, cutting: bool = False
    ) -> Block | None:
        """The rows that say most; of equals the lowest block, then the first.

        Parameters: ``tops`` are the first rows to try; ``cutting`` allows for a merged range
        that reaches from the header into the rows below it.
        """
        telling = self._telling(names, tops)
        likely = [top for top in tops if top in telling]
        if not likely or likely[-1] - likely[0] > _FAR:
            return self._best(names, likely, cutting)
        key, first = self._looks(names, likely, cutting), likely[0]
        if key not in names.found:
            block = self._best(names, likely, cutting)
            at = (block.top - first, block.bottom - first, block.meanings) if block else None
            names.found.keep(key, at, key[0].length)
            return block
        if (at := names.found[key]) is None:
            return None
        return Block(self.grid, names, first + at[0], first + at[1], at[2])

    def _best(self, names: HeaderNames, tops: Sequence[int], cutting: bool) -> Block | None:
        return max(
            (b for top in tops for b in self._blocks(names, top, cutting) if any(b.score)),
            key=lambda block: (block.score, block.top - block.bottom, -block.top),
            default=None,
        )

    def _looks(self, names: HeaderNames, tops: Sequence[int], cutting: bool) -> Looks:
        """All from which it follows which rows are the header, wherever they stand."""
        first, end = tops[0], min(tops[-1] + TALLEST_HEADER, len(self.grid.rows)) - 1
        pattern = pattern_of(self.grid, names, first, end)
        reach = (min(self.merges.last.get(row, row), end + 1) for row in range(first, end + 1))
        offsets = tuple(row - first for row in (*tops, *reach))
        return pattern, offsets, cutting

    def _blocks(self, names: HeaderNames, top: int, cutting: bool) -> Iterator[Block]:
        if not self._may_be(names, top, min(top + TALLEST_HEADER, len(self.grid.rows)) - 1):
            return
        if self._may_be(names, top, top) and (cutting or not self.merges.cut(top, top)):
            yield Block(self.grid, names, top, top)
        is_merged = top in self.merges.last
        if not is_merged and not self._row(names, top).is_parent:
            return
        may_be_bound = is_merged
        for bottom in range(top + 1, min(top + TALLEST_HEADER, len(self.grid.rows))):
            may_be_bound = may_be_bound or self._row(names, bottom).may_be_below
            if not may_be_bound or not self._may_be(names, top, bottom):
                continue
            block = Block(self.grid, names, top, bottom)
            if not self.merges.cut(top, bottom) and (is_merged or block.is_bound):
                yield block

    def _may_be(self, names: HeaderNames, top: int, bottom: int) -> bool:
        """Whether some rows may say enough: each field of a header is told by a cell of its own."""
        telling = _FEWEST if names.entry else 0
        for row in range(top, bottom + 1):
            telling += self._row(names, row).telling
        return telling >= _FEWEST

    def _telling(self, names: HeaderNames, tops: Sequence[int]) -> Set[int]:
        """Some rows, without those from which no field may follow, nor from those below them."""
        rows = range(tops[0], min(tops[-1] + TALLEST_HEADER, len(self.grid.rows)))
        lines = {row: self.grid.rows[row] for row in rows}
        for row in self.merges.rows & lines.keys():
            lines[row] = [self.grid.raw(row, at) for at in range(len(lines[row]))]
        if names.entry or float in set(map(type, chain.from_iterable(lines.values()))):
            return set(tops)
        telling = names.telling(set[Raw]().union(*lines.values()))
        found = (row for row, line in lines.items() if not telling.isdisjoint(line))
        return {top for row in found for top in range(row + 1 - TALLEST_HEADER, row + 1)}

    def _row(self, names: HeaderNames, row: int) -> _Row:
        key = (names.spec.id, row)
        found = self._rows.get(key)
        if found is None:
            raws = self.grid.rows[row]
            own = every = names.told(raws)
            if row in self.merges.rows:  # a merged value is that of each of its columns
                every = names.told([self.grid.raw(row, at) for at in range(len(raws))])
            is_parent = any(token.is_parent for token in own)
            found = _Row(sum(token.tells for token in every), is_parent, bool(every))
            self._rows[key] = found
        return found


def find_header(grid: Grid, names: HeaderNames) -> Header | None:
    """Find the header of a sheet; of several tables that of the one that says most."""
    found = Search(grid, Merges.of(grid)).header(names)
    return found.header if found else None


def header_at(grid: Grid, names: HeaderNames, top: int, bottom: int) -> Header:
    """Read some rows of a sheet as its header."""
    return Block(grid, names, top, bottom).header
