"""Read what some columns of a row tell: one thing or, where a cell holds several, each of them.

Knows no year of a row, and not whom it is about.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...errors import Problem
from ...facts import ABSENT, State, Value
from ...provenance import Cell
from ...vocabulary import TIES
from ..grids import raw_text
from ..letters.text import id_key
from .headers import Column
from .rowcells import Columns, RowCells
from .splitting import Piece, Splitter, splitter_of

_NOTHING = (State.BLANK, State.ASSUMED, State.ABSENT)
_CLEAR = (State.KNOWN, State.PARTIAL)
_MARKS = ("boolean", "attestation")


class Told(NamedTuple):
    """One thing that a row tells; ``year`` is the one that stands beside a value.

    What may not be there at all is not ``is_certain``.
    """

    fields: Mapping[str, Value]
    year: Value = ABSENT
    is_certain: bool = True


@dataclass(frozen=True)
class Teller:
    """Reads the rows of a table."""

    cells: RowCells

    def tell(self, row: int, columns: Columns, problems: list[Problem]) -> Iterator[Told]:
        """Read what a row tells in some columns."""
        split = self._split(row, columns)
        if split is None:
            yield Told(self.cells.values(row, columns, problems))
            return
        column, pieces = split
        others = {name: own for name, own in columns.items() if name != column.field}
        shared = self.cells.values(row, others, problems)
        problems.extend(self._problems(row, column, pieces))
        names = self._names(row, columns, column, len(pieces))
        cells = (self.cells.cell(row, column.index),)
        for number, piece in enumerate(pieces):
            year = ABSENT if piece.year is None else Value(piece.year, State.KNOWN, cells)
            own = {column.field: self._value(column, piece, cells)}
            own |= {name: values[number] for name, values in names.items()}
            yield Told({**shared, **own}, year, piece.scalar is not None)

    def tell_of_year(self, row: int, columns: Columns, problems: list[Problem]) -> Iterator[Told]:
        """Read what a row tells in the columns of one year.

        In a list of what happened an empty cell means that nothing did.
        """
        found: list[Problem] = []
        told = list(self.tell(row, columns, found))
        is_there: bool | None = True
        if self.cells.spec.kind == "closed":
            is_there = self._is_there(row, columns, told[0].fields)
        if is_there is None:
            problems.extend(self._nothing(row, columns))
            return
        problems.extend(found)
        yield from (Told(one.fields, one.year, one.is_certain and is_there) for one in told)

    def _split(self, row: int, columns: Columns) -> tuple[Column, tuple[Piece, ...]] | None:
        """The column that says what the row is about, if its cell holds several values."""
        for name in self.subject:
            own = columns.get(name, ())
            raw = self.cells.raw(row, own[0].index) if len(own) == 1 else None
            if self.splitter.reader.read(raw).state not in _NOTHING:
                pieces = self.splitter.pieces(raw)
                return (own[0], pieces) if pieces else None
        return None

    @cached_property
    def subject(self) -> tuple[str, ...]:
        """The columns that may say what a row is about, first the one that says it best."""
        spec = self.cells.spec
        award = spec.field_with("award")
        if spec.kind != "closed":
            return ()
        if award:
            return tuple(filter(None, (award, spec.fields[award].read_from)))
        own = (name for name, f in spec.fields.items() if f.role not in {*TIES, "year"})
        return tuple(name for name in list(own)[:1] if spec.fields[name].type == "choice")

    @cached_property
    def splitter(self) -> Splitter:
        """What takes the cells that say what a row is about apart."""
        return splitter_of(self.subject[0], self.cells.vocabulary)

    def _value(self, column: Column, piece: Piece, cells: tuple[Cell, ...]) -> Value:
        if self.cells.spec.fields[column.field].type == "text":
            return Value(piece.text, State.KNOWN, cells)
        state = State.UNREADABLE if piece.scalar is None else State.KNOWN
        return Value(piece.scalar, state, cells)

    def _names(
        self, row: int, columns: Columns, split: Column, count: int
    ) -> dict[str, list[Value]]:
        """The names that stand beside the values, if there are as many of them."""
        found = {}
        for name in self.subject:
            own = columns.get(name, ())
            if name == split.field or len(own) != 1:
                continue
            pieces = self.splitter.pieces(self.cells.raw(row, own[0].index))
            if len(pieces) == count:
                cells = (self.cells.cell(row, own[0].index),)
                found[name] = [self._value(own[0], piece, cells) for piece in pieces]
        return found

    def _problems(self, row: int, column: Column, pieces: Sequence[Piece]) -> Iterator[Problem]:
        read = "; ".join(str(piece) for piece in pieces if piece.scalar is not None)
        yield self.cells.problem("cell-split", row, column, {"read": read})
        expected = self.splitter.reader.expected
        for piece in pieces:
            if piece.scalar is None:
                details = {"part": piece.text, "expected": expected}
                yield self.cells.problem("part-unreadable", row, column, details)

    def _is_there(self, row: int, columns: Columns, fields: Mapping[str, Value]) -> bool | None:
        """Whether something happened; False if it is not clear, None if nothing did."""
        types = {name: self.cells.spec.fields[name].type for name in fields}
        told = {
            name: value
            for name, value in fields.items()
            if value.state not in _NOTHING
            and (types[name] in _MARKS or not self._says_no(row, columns[name]))
        }
        clear = (name for name, value in told.items() if value.state in _CLEAR)
        if any(types[name] not in _MARKS or told[name].scalar for name in clear):
            return True
        if told:
            return False
        is_open = any(value.state is State.BLANK for value in fields.values())
        return False if is_open and all(kind in _MARKS for kind in types.values()) else None

    def _says_no(self, row: int, columns: Sequence[Column]) -> bool:
        raws = (self.cells.raw(row, column.index) for column in columns)
        return all(id_key(raw_text(raw)) in self._no for raw in raws if raw is not None)

    @cached_property
    def _no(self) -> frozenset[str]:
        words = self.cells.vocabulary.words
        return frozenset(id_key(word) for word in (*words.no, *words.none))

    def _nothing(self, row: int, columns: Columns) -> Iterator[Problem]:
        """Name the cells that say that nothing happened."""
        for column in (column for own in columns.values() for column in own):
            if self.cells.grid.rows[row][column.index] is not None:
                yield self.cells.problem("cell-none", row, column, {})
