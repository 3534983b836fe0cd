"""Find the cells in which letters are lost for good, whatever program has lost them.

Knows no alphabet: only the signs that stand where a letter was.
"""

import re
from collections.abc import Iterator

from ...errors import Problem
from ..grids import Grid

REPLACED = "\ufffd"
"""What stands for bytes that are no letters."""

_LISTED = 20  # cells that one problem names
# The sign, how that looks in a cell, and in how many: an address may hold a question mark.
_SPOILT = (
    ("text-damaged", REPLACED, re.compile(REPLACED), 1),
    ("letters-lost", "?", re.compile(r"[^\W\d_]\?+[^\W\d_]"), 3),
)


def lost_letters(grid: Grid) -> Iterator[Problem]:
    """Name the cells in which letters are lost; what is left of them is read as it stands."""
    texts = "\n".join(grid.texts)
    for code, sign, pattern, least in _SPOILT:
        if sign not in texts:
            continue
        cells = [
            grid.cell(row, column)
            for row, values in enumerate(grid.rows)
            for column, raw in enumerate(values)
            if isinstance(raw, str) and sign in raw and pattern.search(raw)
        ]
        if len(cells) >= least:
            yield Problem(code, tuple(cells[:_LISTED]), {"count": str(len(cells))}, grid.file)
