"""Spread the values of merged ranges over their cells; knows no format."""

from collections.abc import Iterable

from .. import limits
from ..grids import Raw
from .marks import Place


def reach(rows: list[list[Raw]], height: int, width: int) -> None:
    """Extend a rectangle of rows with empty cells."""
    width = max(width, len(rows[0]) if rows else 0)
    for row in rows:
        row.extend([None] * (width - len(row)))
    rows.extend([None] * width for _ in range(height - len(rows)))


def fill_merged(
    rows: list[list[Raw]], ranges: Iterable[tuple[Place, Place]]
) -> dict[Place, Place] | None:
    """Write the value of each range into the cells below it, and say where it is from.

    Returns: for each cell of a range the place of its value; nothing if there are too many
    of them, or ranges share cells, as they may not.
    """
    anchors: dict[Place, Place] = {}
    room, last = limits.MARKS, len(rows) + limits.ROWS_BELOW
    for (top, left), (bottom, right) in ranges:
        if len(rows) <= bottom and top < len(rows) and left < len(rows[0]):
            reach(rows, min(bottom + 1, last), 0)
        height = min(bottom + 1, len(rows)) - top
        width = min(right + 1, len(rows[0]) if rows else 0) - left
        if height <= 0 or width <= 0:
            continue
        room -= height * width
        if room < 0:
            return None
        for row in range(top, top + height):
            for column in range(left, left + width):
                if rows[row][column] is None or (row, column) == (top, left):
                    anchors[row, column] = (top, left)
                    if column == left:
                        rows[row][column] = rows[top][left]
    return anchors
