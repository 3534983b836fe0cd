"""Where names in the workbook lead: from sheet to sheet, to the row of the same person.

Knows the rows of tables, not how a sheet is drawn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..explain.answers import Answer
from .evidence import AnswerKey, first_pieces, key_of
from .followup import near_misses, requests
from .grid import Linked, Row, Table
from .roll import NAME_COLUMN, first_rows
from .view import TitleView, View

NEAR_NAME = 3
REQUEST_NAME = 2
"""The columns of names in the tables of what may be done next."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a sheet."""

    sheet: str
    row: int


Spots = Mapping[AnswerKey, Spot]
"""Where answers stand."""


def spots_of_title(view: TitleView, table: Table, sheet: str, below: int) -> Spots:
    """Where each answer of a title begins; ``below`` is the row of the header."""
    rows = zip(view.answers, first_rows(table), strict=True)
    return {key_of(answer): Spot(sheet, below + 1 + row) for answer, row in rows}


def spots_of_evidence(view: View, sheet: str, below: int) -> Spots:
    """Where the evidence of each answer begins; ``below`` is the row of the header."""
    first = first_pieces(view).items()
    return {key: Spot(sheet, below + 1 + number) for key, number in first}


def title_leading(view: TitleView, table: Table, to: Spots) -> Table:
    """The table of a title in which the names lead to the evidence."""
    return _leading(table, NAME_COLUMN, zip(first_rows(table), view.answers, strict=True), to)


def near_misses_leading(view: View, table: Table, to: Spots) -> Table:
    """The near misses with names that lead to the title's sheet."""
    return _leading(table, NEAR_NAME, enumerate(near.answer for near in near_misses(view)), to)


def requests_leading(view: View, table: Table, to: Spots) -> Table:
    """The evidence wanted with names that lead to the sheet of the first title that waits."""
    return _leading(table, REQUEST_NAME, enumerate(one.about for one in requests(view)), to)


def _leading(table: Table, column: int, answers: Iterable[tuple[int, Answer]], to: Spots) -> Table:
    rows = list(table.rows)
    for number, answer in answers:
        if (spot := to.get(key_of(answer))) and answer.name:
            rows[number] = _led(rows[number], column, Linked(answer.name, spot.sheet, spot.row))
    return replace(table, rows=rows)


def _led(row: Row, column: int, name: Linked) -> Row:
    return (*row[:column], name, *row[column + 1 :])
