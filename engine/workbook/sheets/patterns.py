"""Say what of some rows can matter to a header: the texts that may be part of one.

Two pieces of sheets with the same pattern are read as the same header, whatever else stands in
them; so what was found out about the one holds for the other.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ..grids import Grid, Raw, raw_text
from .headers import HeaderNames, Token

_CELL = 100  # bytes, with the path above it and its meaning

Place = tuple[int, int]
"""Row and column, from 0; the row is counted from the first of the pattern."""


class Pattern(NamedTuple):
    """The texts of some rows, as far as they can matter, and how cells are merged there.

    ``anchors`` say where the value of a merged cell is written; ``above`` are the texts of those
    values that are written above the first row.
    """

    lines: tuple[tuple[str | None, ...], ...]
    anchors: tuple[tuple[Place, Place], ...] = ()
    above: tuple[tuple[Place, str | None], ...] = ()

    @property
    def length(self) -> int:
        """How many bytes it takes, with what is found out about it, roughly."""
        return sum(_CELL + len(text or "") for line in self.lines for text in line)


def pattern_of(grid: Grid, names: HeaderNames, top: int, bottom: int) -> Pattern:
    """The pattern of the rows ``top`` to ``bottom`` of a sheet."""
    anchors = _anchors(grid, top, bottom) if grid.anchors else ()
    outside = sorted({anchor for _, anchor in anchors if anchor[0] < 0})
    told = [[names.token(raw) for raw in row] for row in grid.rows[top : bottom + 1]]
    years = {year for line in told for token in line if token for year in token.years}
    beyond = [(at, grid.rows[top + at[0]][at[1]]) for at in outside]
    years.update(year for _, raw in beyond for year in getattr(names.token(raw), "years", ()))
    lines = tuple(
        tuple(_text(raw, token, years) for raw, token in zip(row, line, strict=True))
        for row, line in zip(grid.rows[top : bottom + 1], told, strict=True)
    )
    above = tuple((at, _text(raw, names.token(raw), years)) for at, raw in beyond)
    return Pattern(lines, anchors, above)


def _anchors(grid: Grid, top: int, bottom: int) -> tuple[tuple[Place, Place], ...]:
    found = []
    for row in range(top, bottom + 1):
        for column in range(len(grid.rows[row])):
            if anchor := grid.anchors.get((row, column)):
                found.append(((row - top, column), (anchor[0] - top, anchor[1])))
    return tuple(found)


def _text(raw: Raw, token: Token | None, years: Iterable[str]) -> str | None:
    """The text that stands for that of a cell: with the years of the pattern that are in it.

    The lowest text that holds the year of a column is where that year was read.
    """
    if token is None or token.is_kept or not years:
        return token.text if token else None
    text = raw_text(raw)
    return " ".join((token.text, *(year for year in sorted(years) if year in text)))
