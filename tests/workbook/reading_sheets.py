"""Read the bytes of a spreadsheet, for the tests of this folder."""

from engine.errors import Problem
from engine.workbook.files.kinds import Kind
from engine.workbook.grids import Grid, Raw
from engine.workbook.spreadsheets.reader import read_spreadsheet


def grids(content: bytes, kind: Kind = "xlsx") -> list[Grid]:
    """The sheets of a file that has nothing else."""
    found = read_spreadsheet("a", content, kind)
    assert all(isinstance(each, Grid) for each in found), found
    return [each for each in found if isinstance(each, Grid)]


def rows(content: bytes, kind: Kind = "xlsx") -> list[list[Raw]]:
    """The rows of the one sheet of a file."""
    (grid,) = grids(content, kind)
    return [list(row) for row in grid.rows]


def told(content: bytes, kind: Kind = "xlsx") -> list[tuple[str, str]]:
    """Place and code of what is told of a file."""
    found = read_spreadsheet("a", content, kind)
    return [(each.place, each.code) for each in found if isinstance(each, Problem)]
