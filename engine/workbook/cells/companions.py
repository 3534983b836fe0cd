"""Fill in what a row leaves out in one column and says in another.

Knows the columns of a sheet that the vocabulary lets read from others: the day of a decision
from its text, a post from what stands beside a name, an award's title from its name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

from ...errors import Problem
from ...facts import ABSENT, Scalar, State, Value
from ...vocabulary import SheetSpec, Vocabulary
from ..remembering import Memory, once
from .days import TimeWords, days_in
from .names import NameReader, is_remark, name_reader, taken_apart
from .reader import CellReader, cell_reader
from .values import Span, merge

_NOT_SAID = (State.ABSENT, State.BLANK, State.ASSUMED)
_REMEMBERED = 1_000_000  # bytes


class _Named(NamedTuple):
    """A cell with a name, taken apart; ``post`` is the value of what stands beside it."""

    name: str
    beside: str = ""
    post: Scalar | None = None


class _Statement(NamedTuple):
    """What the text of one column says for another."""

    taker: str
    source: str
    said: Value


@dataclass(frozen=True)
class Companions:
    """Completes the rows of one sheet; remembers the texts that it has read."""

    spec: SheetSpec
    vocabulary: Vocabulary
    _names: Memory[str, _Named]
    _days: Memory[str, set[date | Span | None]]
    _said: Memory[tuple[str, str], Value | None] = field(
        default_factory=partial(Memory, _REMEMBERED)
    )

    def complete(self, fields: Mapping[str, Value]) -> tuple[dict[str, Value], list[Problem]]:
        """Complete the fields of a row.

        Returns all fields, and what is to be told: what stands beside a name and is not needed,
        texts with several days, and columns that contradict each other.
        """
        done = dict(fields)
        problems: list[Problem] = []
        if self._is_idle or (not self.takers and self._is_bare(fields)):
            return done, problems
        for one in (*self._beside_name(done, problems), *self._in_texts(done, problems)):
            own = done.get(one.taker, ABSENT)
            value = one.said if own.state in _NOT_SAID else merge([own, one.said])
            done[one.taker] = value
            if value.state is State.CONTRADICTORY and own.state is not State.CONTRADICTORY:
                problems.append(self._contradiction(one, own))
        return done, problems

    def is_bare(self, text: str) -> bool:
        """Whether a text in the column of names is a name with nothing beside it."""
        name, beside, post = self._named(text)
        return name == text and not beside and post is None

    def said(self, taker: str, text: str) -> Value | None:
        """What a text says for a column, without its cell; nothing if that has to be told."""
        key = (taker, text)
        if key in self._said:
            return self._said[key]
        return self._said.keep(key, self._says(taker, text), len(text))

    def _says(self, taker: str, text: str) -> Value | None:
        if taker in self._readers:
            choice = _known(self._readers[taker], text)
            return ABSENT if choice is None else Value(choice, State.KNOWN)
        days = self._days_of(text)
        if len(days) > 1:
            return None
        match next(iter(days), None):
            case None:
                return ABSENT
            case Span(low, high):
                return Value(None, State.PARTIAL, (), low, high)
            case day:
                return Value(day, State.KNOWN)

    def _contradiction(self, one: _Statement, own: Value) -> Problem:
        columns = self.spec.fields
        details = {"column": columns[one.taker].header, "other": columns[one.source].header}
        texts = {"raw": own.cells[0].raw, "said": one.said.cells[0].raw}
        return Problem("neighbours-contradict", (*own.cells, *one.said.cells), details | texts)

    def _beside_name(
        self, fields: dict[str, Value], problems: list[Problem]
    ) -> Iterator[_Statement]:
        """Leave the name alone in its column; what stands beside it may be a post."""
        column = self.column_of_names
        value = fields.get(column or "", ABSENT)
        if column is None or not isinstance(value.scalar, str):
            return
        name, beside, post = self._named(value.scalar)
        if name != value.scalar:
            fields[column] = Value(name, value.state, value.cells)
        taker = next((f for f, spec in self.takers.items() if spec == column), None)
        if post is not None and taker:
            yield _Statement(taker, column, Value(post, State.KNOWN, value.cells))
        elif beside:
            header, text = self.spec.fields[column].header, " ".join(value.scalar.split())
            details = {"column": header, "raw": text, "read": name, "rest": beside}
            problems.append(Problem("text-beside-value", value.cells, details))

    def _named(self, text: str) -> _Named:
        found = self._names.get(text)
        if found is None:
            found = self._names.keep(text, self._taken_apart(text), len(text))
        return found

    def _taken_apart(self, text: str) -> _Named:
        for typed, beside in taken_apart(text):
            name = self._reader.plain(typed)
            if not self._reader.looks_like_one(name):
                continue
            posts = (_known(reader, beside) for reader in self._posts)
            post = next((post for post in posts if post is not None), None)
            if post is not None or is_remark(beside):
                return _Named(name, beside, post)
        return _Named(self._reader.plain(" ".join(text.split())))

    def _in_texts(self, fields: dict[str, Value], problems: list[Problem]) -> Iterator[_Statement]:
        """What texts say for the columns that are read from them."""
        for taker, source in self.takers.items():
            value = fields.get(source, ABSENT)
            if not isinstance(value.scalar, str) or self.spec.fields[source].role == "name":
                continue
            if taker in self._readers:
                said = _known(self._readers[taker], value.scalar)
                meant: Scalar | Span | None = said
            else:
                meant = self._day(value, fields.get(taker, ABSENT), problems)
            if isinstance(meant, Span):
                partly = Value(None, State.PARTIAL, value.cells, meant.low, meant.high)
                yield _Statement(taker, source, partly)
            elif meant is not None:
                yield _Statement(taker, source, Value(meant, State.KNOWN, value.cells))

    def _day(self, value: Value, own: Value, problems: list[Problem]) -> date | Span | None:
        """The one day that a text gives; of several none is taken."""
        text = str(value.scalar)
        days = self._days_of(text)
        if len(days) > 1 and own.state in _NOT_SAID:
            problems.append(Problem("days-in-text", value.cells, {"raw": text}))
        return next(iter(days)) if len(days) == 1 else None

    def _days_of(self, text: str) -> set[date | Span | None]:
        found = self._days.get(text)
        if found is None:
            found = self._days.keep(text, days_in(text, self._times), len(text))
        return found

    def _is_bare(self, fields: Mapping[str, Value]) -> bool:
        """Whether nothing stands beside the name, as is known of names that were read before."""
        text = fields.get(self.column_of_names or "", ABSENT).scalar
        named = self._names.get(text) if isinstance(text, str) else None
        return named is not None and named.name == text and not named.beside and named.post is None

    @cached_property
    def _is_idle(self) -> bool:
        """Whether no column of the sheet can say anything for another."""
        return not self.takers and self.column_of_names is None

    @cached_property
    def column_of_names(self) -> str | None:
        """The column in which something may stand beside the name of a person."""
        return self.spec.field_with("name") if "person" in self.spec.subjects else None

    @cached_property
    def takers(self) -> dict[str, str]:
        """The columns that may be read from others, and from which."""
        fields = self.spec.fields.items()
        return {name: spec.read_from for name, spec in fields if spec.read_from}

    @cached_property
    def _readers(self) -> dict[str, CellReader]:
        """The readers of the columns that take a choice."""
        specs = {name: self.spec.fields[name] for name in self.takers}
        return {
            name: cell_reader(spec, self.vocabulary)
            for name, spec in specs.items()
            if spec.type == "choice"
        }

    @cached_property
    def _posts(self) -> tuple[CellReader, ...]:
        """The readers of what may stand beside a name, on whatever sheet it is kept."""
        fields = self.vocabulary.fields
        return tuple(
            cell_reader(spec, self.vocabulary)
            for spec in fields.values()
            if spec.read_from and fields[spec.read_from].role == "name"
        )

    @cached_property
    def _reader(self) -> NameReader:
        return name_reader(self.vocabulary)

    @cached_property
    def _times(self) -> TimeWords:
        return TimeWords.of(self.vocabulary)


def _known(reader: CellReader, text: str) -> Scalar | None:
    parsed = reader.read(text)
    return parsed.scalar if parsed.state is State.KNOWN else None


class _Sheets:
    """The companions of each sheet of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._made: dict[str, Companions] = {}
        self._names: Memory[str, _Named] = Memory(_REMEMBERED)  # the same people on all sheets
        self._days: Memory[str, set[date | Span | None]] = Memory(_REMEMBERED)

    def of(self, spec: SheetSpec) -> Companions:
        """Those of one sheet."""
        if spec.id not in self._made:
            self._made[spec.id] = Companions(spec, self._vocabulary, self._names, self._days)
        return self._made[spec.id]


_sheets = once(_Sheets)


def companions_of(spec: SheetSpec, vocabulary: Vocabulary) -> Companions:
    """What completes the rows of a sheet; it is the same for all workbooks."""
    return _sheets(vocabulary).of(spec)
