"""Read numbers, and ranges of numbers, as people type them.

Knows the vocabulary's words for ranges, not the column. What could be read in two ways
is not read: `1.234` may be more than a thousand, or a little more than one.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property

from ...vocabulary import FactSpec, Vocabulary
from ...writing import Words
from ..grids import Raw, raw_text
from ..letters.text import bare_key, exact_key, has_accents, without_punctuation
from .values import Fault, Meaning, Span

MOST_DIGITS = 9  # no count in a school is longer; more would not fit the columns of a table
PLACES = 6
"""Decimal places that are kept; a longer number is only known to lie between two others."""
_STEP = Decimal(1).scaleb(-PLACES)
_COUNT = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"([-−]?)([0-9]{1,9})(?:[.,]([0-9]{1,15}))?(\s?%)?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}\s?%?")
_NUMBER = r"[0-9][0-9.,]*(?:\s?%)?"
_MONTHS = 12
_LONGEST = 100  # characters of a number in words
_BOUNDS = ("at_least", "at_most", "less_than")

_Ends = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class NumberReader:
    """Reads the numbers of a column: whole ones that count something, decimal ones, or shares."""

    is_count: bool
    is_share: bool
    words: Words
    units: tuple[str, ...] = ()

    def read(self, raw: Raw) -> Meaning:
        """The number, or the range in which it lies; None if neither can be told."""
        if isinstance(raw, date):
            return Fault("number-became-date")  # 8/9 or 5-6, which a spreadsheet takes for a day
        if isinstance(raw, int | float):
            number: Decimal | None = Decimal(str(raw))
        else:
            number = self._number(raw_text(raw))
        ends = (number, number) if number is not None else self._ends(raw_text(raw))
        return self.within(*ends) if ends else None

    def within(self, low: Decimal | None, high: Decimal | None) -> Meaning:
        """The number that lies between two, or the range, in the places that are kept."""
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

    def _number(self, text: str) -> Decimal | None:
        if self.is_count:
            return Decimal(text) if _COUNT.fullmatch(text) and len(text) <= MOST_DIGITS else None
        match = _DECIMAL.fullmatch(text)
        if match is None or (_THOUSANDS.fullmatch(text) and not self.is_share):
            return None  # of a share more than a thousand is no other reading
        sign, whole, part, percent = match.groups()
        if percent and not self.is_share:
            return None  # 95% of the points are not 0.95 points
        number = Decimal(f"{'-' if sign else ''}{whole}.{part or 0}")
        return number.scaleb(-2) if percent else number

    def _ends(self, text: str) -> _Ends | None:
        """The ends of a range in words, or of a number with its unit."""
        if len(text) > _LONGEST:
            return None
        key, (none, pair, lasting, single) = (
            (exact_key(text), self._exact) if has_accents(text) else (bare_key(text), self._bare)
        )
        if self.is_count and none.fullmatch(key):
            return Decimal(0), Decimal(0)
        if match := pair.fullmatch(key):
            return self._between(match["low"], match["high"])
        if match := lasting.fullmatch(key):
            return self._lasting(int(match["years"]), int(match["months"]))
        match = single.fullmatch(key)
        number = self._number(match["one"]) if match else None
        return self._bounded(number, match) if match and number is not None else None

    def _between(self, first: str, last: str) -> _Ends | None:
        if last.endswith("%") and not first.endswith("%"):
            first += "%"
        low, high = self._number(first), self._number(last)
        is_alike = first.endswith("%") == last.endswith("%")
        return (low, high) if is_alike and low is not None and high is not None else None

    def _lasting(self, years: int, months: int) -> _Ends | None:
        """Years and months in the unit of the column."""
        duration = self.words.duration
        if months >= _MONTHS:
            return None
        lasted = Decimal(years * _MONTHS + months)
        if set(self.units) & set(duration.years):
            lasted /= _MONTHS
        elif not set(self.units) & set(duration.months):
            return None
        return lasted, lasted

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

    @cached_property
    def _exact(self) -> tuple[re.Pattern[str], ...]:
        return _grammar(self.words, self.units, exact_key)

    @cached_property
    def _bare(self) -> tuple[re.Pattern[str], ...]:
        return _grammar(self.words, self.units, bare_key)


def is_rounded(low: object, high: object) -> bool:
    """Whether a range is no wider than the places that are kept, so that it is one number."""
    return isinstance(low, Decimal) and isinstance(high, Decimal) and high - low <= _STEP


def number_reader(spec: FactSpec, vocabulary: Vocabulary) -> NumberReader:
    """Make the reader of a column; a unit may follow its numbers if it is the only one named."""
    texts = [_padded(text) for text in (spec.header, *spec.aliases, spec.vi)]
    named = [
        frozenset(group)
        for group in vocabulary.words.units
        if any(_padded(unit) in text for unit in group for text in texts)
    ]
    units = tuple(sorted(frozenset.intersection(*named))) if named else ()
    return NumberReader(spec.type == "integer", spec.share, vocabulary.words, units)


def _padded(text: str) -> str:
    return f" {exact_key(without_punctuation(text))} "


def _plain(number: Decimal) -> Decimal:
    """The same number without needless zeros, so that equal numbers look the same."""
    short = number.normalize() + 0  # never minus zero
    return short if short.as_tuple().exponent <= 0 else short.quantize(Decimal(1))  # type: ignore[operator]


def _grammar(
    words: Words, units: Iterable[str], key: Callable[[str], str]
) -> tuple[re.Pattern[str], ...]:
    """Patterns of none, a range with two ends, years and months, a number with bound or unit."""

    def any_of(ways: Iterable[str]) -> str:
        longest_first = sorted({key(way) for way in ways}, key=lambda way: (-len(way), way))
        return "|".join(map(re.escape, longest_first)) or "(?!)"

    ranges, duration = words.range, words.duration
    unit = rf"(?:\s?(?:{any_of(units)}))?"
    pair = (
        rf"(?:(?:{any_of(ranges.start)})\s?)?(?P<low>{_NUMBER}){unit}"
        rf"\s?(?:{any_of(ranges.between)})\s?(?P<high>{_NUMBER}){unit}"
    )
    lasting = (
        rf"(?P<years>[0-9]{{1,2}})\s?(?:{any_of(duration.years)}),?\s?"
        rf"(?P<months>[0-9]{{1,2}})\s?(?:{any_of(duration.months)})"
    )
    before = "|".join(f"(?P<{bound}>{any_of(getattr(ranges, bound))})" for bound in _BOUNDS)
    after = f"(?P<or_more>{any_of(ranges.or_more)})|(?P<or_less>{any_of(ranges.or_less)})"
    single = rf"(?:(?:{before})\s?)?(?P<one>{_NUMBER}){unit}(?:\s?(?:{after}))?"
    return tuple(map(re.compile, (any_of(words.none), pair, lasting, single)))
