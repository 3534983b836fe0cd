"""Read numbers, and ranges of numbers, as people type them.

Knows the vocabulary's words for ranges, not the column. What could be read in two ways
is not read: `1.234` may be more than a thousand, or a little more than one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property

from ..vocabulary import FactSpec, Vocabulary
from ..writing import RangeWords
from .grids import Raw, raw_text
from .text import bare_key, exact_key, has_accents, without_punctuation
from .values import Span

MOST_DIGITS = 9  # no count in a school is longer; more would not fit the columns of a table
PLACES = 6
"""Decimal places that are kept; a longer number is only known to lie between two others."""
_STEP = Decimal(1).scaleb(-PLACES)
_COUNT = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"([-−]?)([0-9]{1,9})(?:[.,]([0-9]{1,15}))?(\s?%)?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}\s?%?")
_NUMBER = r"[0-9][0-9.,]*(?:\s?%)?"
_BOUNDS = ("at_least", "at_most", "less_than")

_Ends = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class NumberReader:
    """Reads the numbers of a column: whole ones that count something, or decimal ones."""

    is_count: bool
    words: RangeWords
    units: tuple[str, ...] = ()

    def read(self, raw: Raw) -> int | Decimal | Span | None:
        """The number, or the range in which it lies; None if neither can be told."""
        if raw is None or isinstance(raw, date):
            return None
        if isinstance(raw, int | float):
            number: Decimal | None = Decimal(str(raw))
        else:
            number = self._number(raw_text(raw))
        ends = (number, number) if number is not None else self._ends(raw_text(raw))
        return self._told(*ends) if ends else None

    def _number(self, text: str) -> Decimal | None:
        if self.is_count:
            return Decimal(text) if _COUNT.fullmatch(text) and len(text) <= MOST_DIGITS else None
        match = _DECIMAL.fullmatch(text)
        if match is None or _THOUSANDS.fullmatch(text):
            return None
        sign, whole, part, percent = match.groups()
        number = Decimal(f"{'-' if sign else ''}{whole}.{part or 0}")
        return number.scaleb(-2) if percent else number

    def _ends(self, text: str) -> _Ends | None:
        """The ends of a range in words, or of a number with its unit."""
        key, (pair, single) = (
            (exact_key(text), self._exact) if has_accents(text) else (bare_key(text), self._bare)
        )
        if match := pair.fullmatch(key):
            return self._between(match["low"], match["high"])
        match = single.fullmatch(key)
        number = self._number(match["one"]) if match else None
        return self._bounded(number, match) if match and number is not None else None

    def _between(self, first: str, last: str) -> _Ends | None:
        if last.endswith("%") and not first.endswith("%"):
            first += "%"
        low, high = self._number(first), self._number(last)
        is_alike = first.endswith("%") == last.endswith("%")
        return (low, high) if is_alike and low is not None and high is not None else None

    def _bounded(self, number: Decimal, match: re.Match[str]) -> _Ends | None:
        before = next((bound for bound in _BOUNDS if match[bound]), None)
        strictly = Decimal(1 if self.is_count else 0)
        least = Decimal(0) if self.is_count else None
        after = "at_least" if match["or_more"] else "at_most" if match["or_less"] else None
        if before and after and (before, after) != ("at_least", "at_least"):
            return None
        match before or after:
            case "at_least":
                return number, None
            case "at_most":
                return least, number
            case "less_than":
                return least, number - strictly
        return number, number

    def _told(self, low: Decimal | None, high: Decimal | None) -> int | Decimal | Span | None:
        ends = [end for end in (low, high) if end is not None]
        if not all(end.is_finite() and abs(end) < 10**MOST_DIGITS for end in ends):
            return None
        if ends != sorted(ends):
            return None
        if self.is_count:
            if any(end < 0 or end % 1 for end in ends):
                return None
            first, last = (None if end is None else int(end) for end in (low, high))
            return first if first is not None and first == last else Span(first, last)
        lower = None if low is None else _plain(low.quantize(_STEP, ROUND_FLOOR))
        upper = None if high is None else _plain(high.quantize(_STEP, ROUND_CEILING))
        return lower if lower is not None and lower == upper else Span(lower, upper)

    @cached_property
    def _exact(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _grammar(self.words, self.units, exact=True)

    @cached_property
    def _bare(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _grammar(self.words, self.units, exact=False)


def number_reader(spec: FactSpec, vocabulary: Vocabulary) -> NumberReader:
    """Make the reader of a column; a unit may follow its numbers if it is the only one named."""
    texts = [_padded(text) for text in (spec.header, *spec.aliases, spec.vi)]
    named = [unit for unit in vocabulary.words.units if any(_padded(unit) in t for t in texts)]
    units = tuple(named) if len(named) == 1 else ()
    return NumberReader(spec.type == "integer", vocabulary.words.range, units)


def _padded(text: str) -> str:
    return f" {exact_key(without_punctuation(text))} "


def _plain(number: Decimal) -> Decimal:
    """The same number without needless zeros, so that equal numbers look the same."""
    short = number.normalize() + 0  # never minus zero
    return short if short.as_tuple().exponent <= 0 else short.quantize(Decimal(1))  # type: ignore[operator]


def _grammar(
    words: RangeWords, units: Sequence[str], exact: bool
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a range with two ends, and of a number with a bound or a unit."""

    def any_of(ways: Iterable[str]) -> str:
        keys = {exact_key(way) if exact else bare_key(way) for way in ways}
        longest_first = sorted(keys, key=lambda key: (-len(key), key))
        return "|".join(re.escape(key) for key in longest_first) or "(?!)"

    unit = rf"(?:\s?(?:{any_of(units)}))?"
    pair = (
        rf"(?:(?:{any_of(words.start)})\s?)?(?P<low>{_NUMBER}){unit}"
        rf"\s?(?:{any_of(words.between)})\s?(?P<high>{_NUMBER}){unit}"
    )
    before = "|".join(f"(?P<{bound}>{any_of(getattr(words, bound))})" for bound in _BOUNDS)
    after = f"(?P<or_more>{any_of(words.or_more)})|(?P<or_less>{any_of(words.or_less)})"
    single = rf"(?:(?:{before})\s?)?(?P<one>{_NUMBER}){unit}(?:\s?(?:{after}))?"
    return re.compile(pair), re.compile(single)
