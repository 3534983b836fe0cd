"""Find the tables of a sheet: the header of each, and the rows and columns that are its own.

Knows what headers look like, not what the rows below them say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise

from ...errors import Problem
from ...vocabulary import SheetSpec
from ..grids import Grid, Raw
from .blocks import Block
from .headers import Header, HeaderNames, Headings
from .search import Merges, Search

_FEWEST_COLUMNS = 3  # of a header that is not the first of its sheet


@dataclass(frozen=True)
class Part:
    """A part of a sheet with a header of its own.

    ``grid`` ends where the next part begins; its own titles stand from row ``first`` on.
    ``titles`` are the rows of its titles, and of those of the parts above, from the nearest up.
    """

    grid: Grid
    block: Block
    first: int
    titles: tuple[range, ...]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def header(self) -> Header:
        """The rows and columns of the header."""
        return self.block.header

    @property
    def spec(self) -> SheetSpec:
        """The sheet that the header is one of; of a table below the first it may be another."""
        return self.block.names.spec

    def unread(self) -> Iterator[Problem]:
        """Name the rows of a table that is not read."""
        yield Problem("table-unread", self.grid.cells(self.block.bottom), {"read": self.spec.sheet})
        for row in range(self.first, len(self.grid.rows)):
            if row != self.block.bottom and (cells := self.grid.cells(row)):
                yield Problem("row-unread", cells)


def whole(grid: Grid, names: HeaderNames, top: int, bottom: int) -> Part:
    """The whole sheet as one table, with a header in given rows."""
    return Part(grid, Block(grid, names, top, bottom), 0, (range(top),))


def find_parts(grid: Grid, names: HeaderNames, headings: Headings) -> Iterator[Part]:
    """Find every table of a sheet; nothing if none is the sheet's own."""
    every = Search(grid, Merges.of(grid))
    found = every.header(names)
    if found is None:
        return
    for side in _sides(grid, found):
        is_alone = side is grid
        search = every if is_alone else Search(side, Merges.of(side))
        main = found if is_alone else replace(found, grid=side)
        blocks = list(_blocks(search, main, headings))
        firsts = [0, *(_first_title(side, *pair) for pair in pairwise(blocks))]
        titles: tuple[range, ...] = ()
        for block, first, end in zip(blocks, firsts, [*firsts[1:], len(side.rows)], strict=True):
            titles = (range(first, block.top), *titles)
            part, problems = _detached(replace(side, rows=side.rows[:end]), block)
            yield Part(part, block.on(part), first, titles, tuple(problems))


def _sides(grid: Grid, block: Block) -> Iterator[Grid]:
    """The tables that stand side by side below one header, each alone on its sheet.

    They repeat the columns of the first, to the right of a column without any content.
    """
    fields = block.names.spec.fields
    ties = [c for c in block.columns if fields[c.field].role in ("id", "name")]
    again = [c.index for c in ties if c.field == ties[0].field]
    lines = grid.rows[block.top :]
    ends = [-1]
    for left, right in pairwise(again):
        empty = (at for at in range(right - 1, left, -1) if all(line[at] is None for line in lines))
        ends.extend(at for at in islice(empty, 1))
    if len(ends) == 1:
        yield grid
        return
    ends.append(len(grid.rows[block.top]))
    sides = [_only(grid, block.top, range(start + 1, end)) for start, end in pairwise(ends)]
    yield from sides if all(any(replace(block, grid=g).score) for g in sides) else [grid]


def _only(grid: Grid, top: int, columns: range) -> Grid:
    """The sheet without what stands, from a row on, in other columns."""
    blank: list[Raw] = [None] * len(grid.rows[top])
    before, after = blank[: columns.start], blank[columns.stop :]
    lines = ([*before, *line[columns.start : columns.stop], *after] for line in grid.rows[top:])
    return replace(grid, rows=[*grid.rows[:top], *lines])


def _blocks(search: Search, main: Block, headings: Headings) -> Iterator[Block]:
    """The header of a sheet and those above and below it, from the top down."""
    rows = range(len(search.grid.rows))
    likely = [row for row in rows if search.is_likely(row, headings)]
    last: Block | None = None
    for row in sorted({*likely, main.top}):
        if row == main.top:
            block: Block | None = main
        elif last and (row <= last.bottom or _repeats(row, last)):
            continue
        else:
            block = _another(search, row, main, headings)
        if block and (block is main or not _overlap(block, main)):
            yield block
            last = block


def _repeats(row: int, block: Block) -> bool:
    """Whether a row repeats a header in its own columns."""
    line, header = block.grid.rows[row], block.grid.rows[block.bottom]
    return all(raw in (None, header[at]) for at, raw in enumerate(line))


def _overlap(block: Block, other: Block) -> bool:
    return block.top <= other.bottom and other.top <= block.bottom


def _another(search: Search, row: int, main: Block, headings: Headings) -> Block | None:
    """The header that a row is part of beside that of the sheet: of it, or of another sheet."""
    own = search.at(row, main.names)
    if own and own.score[0] >= min(_FEWEST_COLUMNS, main.score[0]):
        return own
    others = (names for names in headings.names if names.spec is not main.names.spec)
    found = [block for names in others if (block := search.at(row, names))]
    best = max(found, key=lambda block: block.score, default=None)
    return best if best and best.score[0] >= _FEWEST_COLUMNS else None


def _first_title(grid: Grid, above: Block, below: Block) -> int:
    """The first row of the titles of a table below another: single texts after a blank row."""
    first, seen = below.top, False
    for row in range(below.top - 1, above.bottom, -1):
        count = len(grid.cells(row))
        if count > 1 or (count == 0 and seen):
            return first if count == 0 else below.top
        if count:
            first, seen = row, True
    return below.top


def _detached(grid: Grid, block: Block) -> tuple[Grid, list[Problem]]:
    """The sheet with what is merged with its header taken out of the rows below."""
    cut = [
        (row, column)
        for (row, column), (top, _) in grid.anchors.items()
        if block.top <= top <= block.bottom < row and grid.raw(row, column) is not None
    ]
    if not cut:
        return grid, []
    rows = list(grid.rows)
    for row, column in cut:
        rows[row] = [*rows[row][:column], None, *rows[row][column + 1 :]]
    anchors = {at: anchor for at, anchor in grid.anchors.items() if at not in cut}
    cells = dict.fromkeys(grid.cell(row, column) for row, column in cut)
    problems = [Problem("header-merged-down", (cell,), {"column": cell.raw}) for cell in cells]
    return replace(grid, rows=rows, anchors=anchors), problems
