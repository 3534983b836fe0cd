"""Read one cell as the typed value that its column may hold.

Knows the vocabulary's words and types, not where the cell is.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ...facts import Scalar, State, Value
from ...provenance import Cell
from ...vocabulary import FactSpec, Scale, Vocabulary
from ...writing import Words
from ..grids import Raw, raw_text
from ..letters.text import id_key
from ..remembering import Memory, once
from .days import TimeWords, read_day, read_year
from .numbers import is_rounded, number_reader
from .shares import as_percent, share_reader
from .spellings import Spellings
from .values import Beside, Fault, Meaning, Span

# What spreadsheets show when a formula fails; a formula without a value starts with "=".
_ERRORS = (
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    "#ERROR!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!",
    "#EXTERNAL!", "#PYTHON!",
)  # fmt: skip
_SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
_LONGEST_EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number, and drops the others
_REMEMBERED = 300_000  # bytes, for each way to read a column


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a cell's content means: the scalar (if any), why not, and the problem's code.

    ``low`` and ``high`` are the ends of a value that is only partly known; ``details`` is what
    the problem's message says beside the column and the text.
    """

    text: str
    scalar: Scalar | None
    state: State
    code: str = ""
    low: Scalar | None = None
    high: Scalar | None = None
    details: Mapping[str, str] = field(default_factory=dict)

    def value(self, cell: Cell) -> Value:
        """The same as a value read from a cell."""
        return Value(self.scalar, self.state, (cell,), self.low, self.high)


@dataclass(frozen=True, slots=True)
class _Way:
    """How a column is read, what it expects, how its users would write a scalar.

    ``code`` is told of what cannot be read.
    """

    read: Callable[[Raw], Meaning]
    expected: str = ""
    shown: Callable[[Any], str] = str
    code: str = "value-unreadable"


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of columns of one kind; what it has read is ``known``, but for floats."""

    _way: _Way
    _blank: Parsed
    _blank_words: frozenset[str]
    _ditto_marks: frozenset[str]
    known: Memory[Raw, Parsed] = field(default_factory=partial(Memory, _REMEMBERED))
    plain: Memory[Raw, Value] = field(default_factory=partial(Memory, _REMEMBERED))
    """What cells say of which nothing is to be told, without their places; no floats either."""

    def plainly(self, raw: Raw) -> Value | None:
        """What a cell says, without its place; nothing if something is to be told of it."""
        parsed = self.read(raw)
        if parsed.code:
            return None
        value = Value(parsed.scalar, parsed.state, (), parsed.low, parsed.high)
        if not isinstance(raw, float):
            self.plain.keep(raw, value, len(parsed.text))
        return value

    @property
    def expected(self) -> str:
        """What the column may hold, in words."""
        return self._way.expected

    def read(self, raw: Raw) -> Parsed:
        """Read the content of a cell."""
        if isinstance(raw, float):
            return self._parse(raw)  # a whole one would be found as the number without a point
        parsed = self.known.get(raw)
        if parsed is None:
            parsed = self._parse(raw)
            self.known.keep(raw, parsed, 4 * len(parsed.text))
        return parsed

    def _parse(self, raw: Raw) -> Parsed:
        text = raw_text(raw)
        if raw is None or id_key(text) in self._blank_words:
            return Parsed(text, self._blank.scalar, self._blank.state)
        if is_error(raw):
            return self._unreadable(text, Fault("formula-error"))
        if text in self._ditto_marks:
            return self._unreadable(text, Fault("ditto-mark"))
        match self._way.read(raw):
            case None:
                return self._unreadable(text, Fault(self._way.code))
            case Fault() as fault:
                return self._unreadable(text, fault)
            case Span(low, high):
                details = {"low": self._shown(low), "high": self._shown(high)}
                details["read"] = f"{details['low']} – {details['high']}"
                code = "" if is_rounded(low, high) else "value-partial"
                return Parsed(text, None, State.PARTIAL, code, low, high, details)
            case Beside(value, rest):
                details = {"read": self._shown(value), "rest": rest}
                return Parsed(text, value, State.KNOWN, "text-beside-value", details=details)
            case scalar:
                return Parsed(text, scalar, State.KNOWN)

    def _unreadable(self, text: str, fault: Fault) -> Parsed:
        details = {"expected": self.expected, **fault.details}
        return Parsed(text, None, State.UNREADABLE, fault.code, details=details)

    def _shown(self, scalar: Scalar | None) -> str:
        """A value, or one end of a range, as the user would write it."""
        return "…" if scalar is None else self._way.shown(scalar)


def cell_reader(spec: FactSpec, vocabulary: Vocabulary) -> CellReader:
    """The reader of a column; all columns that are read in the same way have the same."""
    return _readers(vocabulary).of(spec)


class _Readers:
    """The readers of all columns of a vocabulary, made when they are needed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._made: dict[tuple[object, ...], CellReader] = {}

    def of(self, spec: FactSpec) -> CellReader:
        """The reader of a column."""
        key = _key(spec)
        if key not in self._made:
            self._made[key] = _reader(spec, self._vocabulary)
        return self._made[key]


_readers = once(_Readers)


def _key(spec: FactSpec) -> tuple[object, ...]:
    """All of a column that says how it is read: of numbers also what may be named as their unit."""
    if spec.type == "text":
        return spec.type, spec.blank, spec.role if spec.role in _TEXTS else None
    if spec.type in ("integer", "number"):
        return spec.type, spec.blank, spec.share, spec.header, spec.aliases, spec.vi
    return spec.type, spec.blank, spec.scale


def _reader(spec: FactSpec, vocabulary: Vocabulary) -> CellReader:
    words = vocabulary.words
    state = State.BLANK if spec.assumed is None else State.ASSUMED
    return CellReader(
        _way_of(spec, vocabulary),
        Parsed("", spec.assumed, state),
        frozenset(id_key(word) for word in words.blank),
        frozenset(words.ditto),
    )


def is_error(raw: Raw) -> bool:
    """Whether a cell holds no value but a failed, or never calculated, formula."""
    return isinstance(raw, str) and (raw.upper() in _ERRORS or raw.startswith("="))


def _way_of(spec: FactSpec, vocabulary: Vocabulary) -> _Way:
    match spec.type:
        case "boolean" | "attestation":
            return _marks(vocabulary.words)
        case "choice":
            return _choices(vocabulary.scales[spec.scale or ""], vocabulary.words)
        case "number" if spec.share:
            reader = share_reader(spec, vocabulary)
            return _Way(reader.read, "85,7%; 8/9", as_percent, "share-unreadable")
        case "integer" | "number":
            code = "number-unreadable" if spec.type == "integer" else "decimal-unreadable"
            return _Way(number_reader(spec, vocabulary).read, "0, 1, 2, …", _comma, code)
        case "date":
            times, shown = TimeWords.of(vocabulary), "{:%d/%m/%Y}".format
            return _Way(lambda raw: read_day(raw, times), "dd/mm/yyyy", shown, "date-unreadable")
        case "year":
            times = TimeWords.of(vocabulary)
            return _Way(lambda raw: read_year(raw, times), "yyyy", str, "year-unreadable")
        case "text":
            return _Way(_TEXTS.get(spec.role or "", _text))


def _marks(words: Words) -> _Way:
    ways = [*((word, True) for word in words.yes), *((word, False) for word in words.no)]
    labels = {True: words.yes[1], False: words.no[0]}
    expected = f"{words.yes[0]}, {labels[True]} / {labels[False]}"
    return _Way(Spellings.of(ways, words.doubt).read, expected, labels.__getitem__)


def _choices(scale: Scale, words: Words) -> _Way:
    ways = [
        (way, choice.id)
        for choice in scale.values
        for way in (choice.vi, *choice.aliases, choice.en, choice.id)
    ]
    labels = {choice.id: choice.vi for choice in scale.values}
    read = Spellings.of(ways, words.doubt, scale.others).read
    return _Way(read, "; ".join(labels.values()), labels.__getitem__)


def _comma(number: Scalar) -> str:
    return str(number).replace(".", ",")


def _text(raw: Raw) -> Meaning:
    """A text as it is written; a number that lost digits is none."""
    text = raw_text(raw)
    is_long = isinstance(raw, int | float) and abs(raw) >= _LONGEST_EXACT
    return Fault("number-shortened") if is_long or _SHORTENED.fullmatch(text) else text


def _lines(raw: Raw) -> Meaning:
    """A name with the lines that stand below it."""
    return raw if isinstance(raw, str) else _text(raw)


def _signature(raw: Raw) -> Meaning:
    """Who signed, and apart from it what stands on the lines below."""
    return raw.replace("\n", ", ") if isinstance(raw, str) else _text(raw)


_TEXTS: Mapping[str, Callable[[Raw], Meaning]] = {"name": _lines, "signer": _signature}
