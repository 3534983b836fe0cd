"""Read one cell as the typed value that its column may hold.

Knows the vocabulary's words and types, not where the cell is.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..facts import Scalar, State, Value
from ..provenance import Cell
from ..vocabulary import FactSpec, FactType, Vocabulary
from .days import TimeWords, read_day, read_year
from .grids import Raw, raw_text
from .numbers import number_reader
from .text import bare_key, exact_key, has_accents, id_key
from .values import Span

# What spreadsheets show when a formula fails; a formula without a value starts with "=".
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")

_Meaning = Callable[[Raw], Scalar | Span | None]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a cell's content means: the scalar (if any), why not, and the problem's code.

    ``low`` and ``high`` are the ends of a value that is only partly known.
    """

    text: str
    scalar: Scalar | None
    state: State
    code: str = ""
    low: Scalar | None = None
    high: Scalar | None = None

    def value(self, cell: Cell) -> Value:
        """The same as a value read from a cell."""
        return Value(self.scalar, self.state, (cell,), self.low, self.high)


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one column; remembers what it has read."""

    expected: str
    _blank: Parsed
    _blank_words: frozenset[str]
    _meaning: _Meaning
    _code: str
    _known: dict[Raw, Parsed] = field(default_factory=dict)

    def read(self, raw: Raw) -> Parsed:
        """Read the content of a cell."""
        parsed = self._known.get(raw)
        if parsed is None:
            parsed = self._known[raw] = self._parse(raw)
        return parsed

    def _parse(self, raw: Raw) -> Parsed:
        text = raw_text(raw)
        if raw is None or id_key(text) in self._blank_words:
            return Parsed(text, self._blank.scalar, self._blank.state)
        if is_error(raw):
            return Parsed(text, None, State.UNREADABLE, "formula-error")
        meant = self._meaning(raw)
        if meant is None:
            return Parsed(text, None, State.UNREADABLE, self._code)
        if isinstance(meant, Span):
            return Parsed(text, None, State.PARTIAL, "value-partial", meant.low, meant.high)
        return Parsed(text, meant, State.KNOWN)


def cell_reader(spec: FactSpec, vocabulary: Vocabulary) -> CellReader:
    """Make the reader of a column."""
    meaning, expected = _meaning_of(spec, vocabulary)
    blank_words = frozenset(id_key(word) for word in vocabulary.words.blank)
    state = State.BLANK if spec.assumed is None else State.ASSUMED
    blank = Parsed("", spec.assumed, state)
    return CellReader(expected, blank, blank_words, meaning, _CODES.get(spec.type, _UNREADABLE))


def is_error(raw: Raw) -> bool:
    """Whether a cell holds no value but a failed, or never calculated, formula."""
    return isinstance(raw, str) and (raw.upper() in _ERRORS or raw.startswith("="))


_UNREADABLE = "value-unreadable"
_CODES: Mapping[FactType, str] = {
    "integer": "number-unreadable",
    "number": "decimal-unreadable",
    "date": "date-unreadable",
    "year": "year-unreadable",
}


def _meaning_of(spec: FactSpec, vocabulary: Vocabulary) -> tuple[_Meaning, str]:
    match spec.type:
        case "boolean" | "attestation":
            words = vocabulary.words
            ways = [*((w, True) for w in words.yes), *((w, False) for w in words.no)]
            return _look_up(ways), f"{words.yes[0]}, {words.yes[1]} / {words.no[0]}"
        case "choice":
            scale = vocabulary.scales[spec.scale or ""]
            spellings = (
                (way, choice.id)
                for choice in scale.values
                for way in (choice.vi, *choice.aliases, choice.en, choice.id)
            )
            listed = "; ".join(choice.vi for choice in scale.values)
            return _look_up(spellings, scale.others), listed
        case "integer" | "number":
            return number_reader(spec, vocabulary).read, "0, 1, 2, …"
        case "date":
            times = TimeWords.of(vocabulary)
            return lambda raw: read_day(raw, times), "dd/mm/yyyy"
        case "year":
            times = TimeWords.of(vocabulary)
            return lambda raw: read_year(raw, times), "yyyy"
        case "text":
            return raw_text, ""


def _look_up(ways: Iterable[tuple[str, Scalar]], others: str | None = None) -> _Meaning:
    """Find a text in a table, by its letters or, if it has no accents, without them.

    A text that is not there means ``others``; one that could mean several means nothing.
    """
    exact: dict[str, set[Scalar]] = {}
    bare: dict[str, set[Scalar]] = {}
    for way, scalar in ways:
        exact.setdefault(exact_key(_unstopped(way)), set()).add(scalar)
        bare.setdefault(bare_key(_unstopped(way)), set()).add(scalar)

    def meaning(raw: Raw) -> Scalar | None:
        text = _unstopped(raw_text(raw))
        meant = exact.get(exact_key(text), set())
        if not meant and not has_accents(text):
            meant = bare.get(bare_key(text), set())
        return next(iter(meant)) if len(meant) == 1 else None if meant else others

    return meaning


def _unstopped(text: str) -> str:
    return text.rstrip(" .,;:") or text
