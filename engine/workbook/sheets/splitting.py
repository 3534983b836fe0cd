"""Take apart a cell that holds several values of its column, each perhaps with its year.

Knows how one value is read, not whose it is and what else stands in its row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from ...facts import Scalar, State
from ...vocabulary import Vocabulary
from ..cells.days import TimeWords, Year, year_in_header
from ..cells.reader import CellReader, cell_reader
from ..grids import Raw
from ..letters.text import bare_key, exact_key, has_accents, tidy, without_punctuation
from ..remembering import Memory, once

_BORDER = re.compile(r"\s*(?:[;\n,+]|(?<=\s)(?:\d{1,2}[.)]|[-–•*])(?=\s))\s*")
_MARK = re.compile(r"(?:\d{1,2}[.)]|[-–•*+])\s*")
_COMMA = (",", "+")
_AROUND = " .,;:-–(["
_LONGEST_YEAR = 5  # words, as those for a school year and its two years apart
_MOST_PARTS = 30
_REMEMBERED = 300_000  # bytes, for each column


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the values in a cell; ``scalar`` is None where it cannot be read.

    The year ``leads`` if it stands before the value with a colon: then it holds for all that
    is joined to it by commas.
    """

    text: str
    scalar: Scalar | None = None
    year: Year | None = None
    leads: bool = False

    def __str__(self) -> str:
        return self.text if self.year is None else f"{self.text} ({self.year})"


@dataclass(frozen=True)
class Splitter:
    """Takes the cells of one column apart; remembers what it has seen."""

    reader: CellReader
    vocabulary: Vocabulary
    _known: Memory[str, tuple[Piece, ...]] = field(default_factory=partial(Memory, _REMEMBERED))

    def pieces(self, raw: Raw) -> tuple[Piece, ...]:
        """The values of a cell; nothing if it is one value as it stands, or none can be read."""
        if not isinstance(raw, str):
            return ()
        known = self._known.get(raw)
        if known is None:
            whole = self.reader.read(raw)
            is_one = whole.state is not State.UNREADABLE and not whole.code
            found = () if is_one else tuple(self._split(raw))
            known = self._known.keep(raw, found if self._is_sound(found) else (), 2 * len(raw))
        return known

    def _is_sound(self, found: Sequence[Piece]) -> bool:
        """Whether anything is gained, and no part that cannot be read takes the others back."""
        is_said = any(piece.scalar is not None for piece in found)
        is_more = len(found) > 1 or any(piece.year is not None for piece in found)
        unread = (piece.text for piece in found if piece.scalar is None)
        return is_said and is_more and not any(map(self._is_doubt, unread))

    def _is_doubt(self, text: str) -> bool:
        key = exact_key if has_accents(text) else bare_key
        doubts = (key(_words(doubt)) for doubt in self.vocabulary.words.doubt)
        return any(f" {doubt} " in f" {key(_words(text))} " for doubt in doubts)

    @cached_property
    def _times(self) -> TimeWords:
        return TimeWords.of(self.vocabulary)

    def _split(self, text: str) -> list[Piece]:
        """Read as much at once as can be one value, from the first part on."""
        spans = _parts(text)
        found: list[Piece] = []
        lead, first = None, 0
        while first < len(spans) <= _MOST_PARTS:
            if first and text[spans[first - 1].stop : spans[first].start].strip() not in _COMMA:
                lead = None
            piece, first = self._longest(text, spans, first)
            year = year_in_header(piece.text, self._times) if piece.scalar is None else None
            if year is not None and found and found[-1].scalar is not None:
                # A year alone goes with the value before it.
                again = replace(found[-1], year=year)
                found[-1:] = [again] if found[-1].year is None else [found[-1], again]
                continue
            lead = piece.year if piece.leads else lead
            found.append(piece if piece.year is not None else replace(piece, year=lead))
        return found

    def _longest(self, text: str, spans: Sequence[slice], first: int) -> tuple[Piece, int]:
        for last in range(len(spans), first, -1):
            if piece := self._one(text[spans[first].start : spans[last - 1].stop]):
                return piece, last
        return Piece(_MARK.sub("", tidy(text[spans[first]]), count=1)), first + 1

    def _one(self, text: str) -> Piece | None:
        """A text that is one value, with a year before or behind it or without."""
        words = text.split()
        whole = self._piece(words)
        if whole and not self.reader.read(whole.text).code:
            return whole
        for count in range(min(_LONGEST_YEAR, len(words) - 1), 0, -1):
            year = year_in_header(" ".join(words[-count:]), self._times)
            if year is not None and (piece := self._piece(words[:-count])):
                return replace(piece, year=year)
            year = year_in_header(" ".join(words[:count]), self._times)
            if year is not None and (piece := self._piece(words[count:])):
                return replace(piece, year=year, leads=words[count - 1].endswith(":"))
        return whole

    def _piece(self, words: Sequence[str]) -> Piece | None:
        text = " ".join(words).strip(_AROUND)
        parsed = self.reader.read(text)
        return Piece(text, parsed.scalar) if parsed.state is State.KNOWN else None


class _Splitters:
    """Those of all columns of a vocabulary, made when they are needed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._made: dict[str, Splitter] = {}

    def of(self, name: str) -> Splitter:
        """That of a column."""
        if name not in self._made:
            reader = cell_reader(self._vocabulary.fields[name], self._vocabulary)
            self._made[name] = Splitter(reader, self._vocabulary)
        return self._made[name]


_splitters = once(_Splitters)


def splitter_of(name: str, vocabulary: Vocabulary) -> Splitter:
    """What takes the cells of a column apart; it is the same for all workbooks."""
    return _splitters(vocabulary).of(name)


def _words(text: str) -> str:
    return without_punctuation(text) or text


def _parts(text: str) -> list[slice]:
    """Where the parts between separators stand, without the numbers of a list."""
    start = mark.end() if (mark := _MARK.match(text)) else 0
    spans = []
    for border in _BORDER.finditer(text, start):
        spans.append((start, border.start()))
        mark = _MARK.match(text, border.end())
        start = mark.end() if mark else border.end()
    spans.append((start, len(text)))
    return [slice(*span) for span in spans if span[0] < span[1]]
