"""Mark the cells of a workbook that have problems: a colour, and a comment that says what to do.

Knows problems and openpyxl, not where the workbook comes from.
"""

from collections.abc import Iterable
from typing import NamedTuple, cast

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from ..codes import Severity
from ..errors import Problem
from ..locale import say
from .grid import lines_of
from .looks import ground
from .sheets import plain_text

AUTHOR = "thidua"
MOST_TOLD = 5
"""How many problems the comment of one cell tells."""

_LINE = "─" * 12
_WIDTH, _LINE_HEIGHT, _CHARACTERS = 320, 18, 46
_TALLEST = 560


class Mark(NamedTuple):
    """A problem of a cell, and what it says of this one alone that the cell was read as."""

    problem: Problem
    reading: str = ""


def put_marks(cell: Cell, marks: Iterable[Mark], lang: str) -> None:
    """Colour a cell by its gravest problem, and comment on all; a comment that is there stays."""
    found = sorted(marks, key=_gravity)
    cell.fill = ground(gravest(found).value)
    told = [_told(mark, lang) for mark in found[:MOST_TOLD]]
    if len(found) > MOST_TOLD:
        told.append(say(lang, "copy-more-problems", count=str(len(found) - MOST_TOLD)))
    text, author = "\n".join(told), AUTHOR
    if cell.comment is not None:
        text, author = f"{cell.comment.text}\n{_LINE}\n{text}", cell.comment.author or AUTHOR
    text = plain_text(text, say(lang, "report-cut"))
    height = min(_TALLEST, _LINE_HEIGHT * (1 + lines_of(text, _CHARACTERS)))
    cell.comment = Comment(text, author, height, _WIDTH)


def gravest(marks: Iterable[Mark]) -> Severity:
    """The severity of the gravest of some problems."""
    return min(marks, key=_gravity).problem.severity


def _gravity(mark: Mark) -> int:
    return tuple(Severity).index(mark.problem.severity)


def _told(mark: Mark, lang: str) -> str:
    problem, reading = mark
    severity = say(lang, f"report-severity-{problem.severity.value}")
    message = say(lang, "copy-read-as", read=reading) if reading else problem.message(lang)
    return f"{severity}: {message}. {problem.help(lang)}"


class Anchors:
    """Where the content of a cell of one sheet stands: its merged range has but one cell."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._anchors = {
            place: (merged.min_row, merged.min_col)
            for merged in sheet.merged_cells.ranges
            for place in merged.cells
        }

    def cell(self, row: int, column: int) -> Cell:
        """The cell that shows what stands at a place."""
        return cast(Cell, self._sheet.cell(*self._anchors.get((row, column), (row, column))))
