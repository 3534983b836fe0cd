"""Read one cell as the typed value that its column may hold.

Knows the vocabulary's words and types, not where the cell is.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..facts import Scalar, State, Value
from ..provenance import Cell
from ..vocabulary import FactSpec, Vocabulary
from .reading import Raw, raw_text
from .text import bare_key, exact_key, has_accents, id_key, tidy

FIRST_YEAR, LAST_YEAR = 1950, 2100
MOST_DIGITS = 9  # no count in a school is longer; more would not fit the columns of a table
# What spreadsheets show when a formula fails; a formula without a value starts with "=".
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of the spreadsheet calendar
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T][\d:.]+)?")
_SCHOOL_YEAR = re.compile(r"\D*(\d{4})\s?[-–—/]\s?(\d{4}|\d{2})")

_Meaning = Callable[[Raw], Scalar | None]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a cell's content means: the scalar (if any), why not, and the problem's code."""

    text: str
    scalar: Scalar | None
    state: State
    code: str = ""

    def value(self, cell: Cell) -> Value:
        """The same as a value read from a cell."""
        return Value(self.scalar, self.state, (cell,))


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one column; remembers what it has read."""

    expected: str
    _blank: Parsed
    _blank_words: frozenset[str]
    _meaning: _Meaning
    _code: Callable[[str], str]
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
        scalar = self._meaning(raw)
        if scalar is None:
            return Parsed(text, None, State.UNREADABLE, self._code(text))
        return Parsed(text, scalar, State.KNOWN)


def cell_reader(spec: FactSpec, vocabulary: Vocabulary) -> CellReader:
    """Make the reader of a column."""
    meaning, expected = _meaning_of(spec, vocabulary)
    blank_words = frozenset(id_key(word) for word in vocabulary.words.blank)
    return CellReader(expected, _BLANKS[spec.blank], blank_words, meaning, _CODES[spec.type])


def is_error(raw: Raw) -> bool:
    """Whether a cell holds no value but a failed, or never calculated, formula."""
    return isinstance(raw, str) and (raw.upper() in _ERRORS or raw.startswith("="))


_BLANKS = {
    "unknown": Parsed("", None, State.BLANK),
    "no": Parsed("", False, State.ASSUMED),
    "zero": Parsed("", 0, State.ASSUMED),
}


def _year_code(text: str) -> str:
    return "school-year" if is_school_year(text) else "year-unreadable"


_CODES: Mapping[str, Callable[[str], str]] = {
    "boolean": lambda _: "value-unreadable",
    "attestation": lambda _: "value-unreadable",
    "choice": lambda _: "value-unreadable",
    "integer": lambda _: "number-unreadable",
    "date": lambda _: "date-unreadable",
    "year": _year_code,
    "text": lambda _: "value-unreadable",
}


def is_school_year(text: str) -> bool:
    """Whether a text is a school year: two years that follow each other."""
    match = _SCHOOL_YEAR.fullmatch(text)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2]) % 100


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
            return _look_up(spellings), "; ".join(choice.vi for choice in scale.values)
        case "integer":
            return _integer, "0, 1, 2, …"
        case "date":
            return _date, "dd/mm/yyyy"
        case "year":
            return _year_with(year_words(vocabulary)), "yyyy"
        case "text":
            return raw_text, ""


def _look_up(ways: Iterable[tuple[str, Scalar]]) -> _Meaning:
    """Find a text in a table, by its letters or, if it has no accents, without them."""
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
        return next(iter(meant)) if len(meant) == 1 else None

    return meaning


def _unstopped(text: str) -> str:
    return text.rstrip(" .,;:") or text


def _integer(raw: Raw) -> int | None:
    if isinstance(raw, str) and raw.isascii() and raw.isdigit():
        raw = int(raw) if len(raw) <= MOST_DIGITS else None
    return raw if isinstance(raw, int) and 0 <= raw < 10**MOST_DIGITS else None


def _date(raw: Raw) -> date | None:
    if isinstance(raw, int | float):
        day = _SERIAL_ZERO + timedelta(days=int(raw)) if 0 <= raw < 1_000_000 else date.min
    elif isinstance(raw, date):
        day = raw
    else:
        day = _date_in(tidy(raw or "")) or date.min
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _date_in(text: str) -> date | None:
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Bare keys of the words that may stand before a year: the headers of year columns."""
    specs = [spec for spec in vocabulary.fields.values() if spec.role == "year"]
    return frozenset(bare_key(word) for spec in specs for word in (spec.header, *spec.aliases))


def year_in(text: str, words: frozenset[str]) -> int | None:
    """The calendar year that a text is, alone or after one of the words."""
    before, _, last = bare_key(text).rpartition(" ")
    is_year = len(last) == 4 and last.isascii() and last.isdigit()
    if not is_year or (before and before not in words):
        return None
    return int(last) if FIRST_YEAR <= int(last) <= LAST_YEAR else None


def _year_with(words: frozenset[str]) -> _Meaning:
    def meaning(raw: Raw) -> int | None:
        day = raw if isinstance(raw, date) else _date_in(raw_text(raw))
        if day is None:
            return year_in(raw_text(raw), words)
        return day.year if FIRST_YEAR <= day.year <= LAST_YEAR else None

    return meaning
