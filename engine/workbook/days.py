"""Read days, months and years as people write them.

Knows the vocabulary's words for them, not the column.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ..facts import CALENDAR, SchoolYear
from ..vocabulary import Vocabulary
from .grids import Raw, raw_text
from .text import bare_key, tidy, without_punctuation
from .values import Span

FIRST_YEAR, LAST_YEAR = 1950, 2100
_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of the spreadsheet calendar
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T][\d:.]+)?")
_MONTH = re.compile(r"([^0-9]*)([0-9]{1,2})([^0-9]+)([0-9]{4})")
_SCHOOL_YEAR = re.compile(r"([^0-9]*)([0-9]{4})\s?[-–—/]\s?([0-9]{4}|[0-9]{2})")
_AROUND = " .,;:()[]"

Year = int | SchoolYear


@dataclass(frozen=True)
class TimeWords:
    """Bare keys of the words that may stand before a month, a year or a school year."""

    month: frozenset[str]
    year: frozenset[str]
    school_year: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "TimeWords":
        """The words of a vocabulary; before a year stand the headers of year columns."""
        specs = [spec for spec in vocabulary.fields.values() if spec.role == "year"]
        month = frozenset(_key(word) for word in vocabulary.words.month)
        school_year = frozenset(_key(word) for word in vocabulary.words.school_year)
        year = frozenset(_key(word) for spec in specs for word in (spec.header, *spec.aliases))
        return cls(month, year - school_year, school_year)


def read_day(raw: Raw, words: TimeWords) -> date | Span | None:
    """A day; of a month or a year alone its first and its last day."""
    if isinstance(raw, int) and FIRST_YEAR <= raw <= LAST_YEAR:
        return Span(*CALENDAR.days_of(raw))  # as the number of a day it would be too long ago
    if isinstance(raw, int | float):
        day = _SERIAL_ZERO + timedelta(days=int(raw)) if 0 <= raw < 1_000_000 else None
    elif isinstance(raw, date):
        day = raw
    else:
        text = tidy(raw or "")
        day = _day_in(text)
        if day is None:
            year = _plain_year(bare_key(text), words)
            return _month_in(text, words) if year is None else Span(*CALENDAR.days_of(year))
    return day if day and _is_likely(day.year) else None


def read_year(raw: Raw, words: TimeWords) -> Year | None:
    """The calendar year or the school year that a cell gives, or in which its day lies."""
    text = raw_text(raw)
    day = raw if isinstance(raw, date) else _day_in(text)
    if day is None:
        return _school_year_in(text, words) or _plain_year(bare_key(text), words)
    return day.year if _is_likely(day.year) else None


def year_in_header(text: str, words: TimeWords) -> Year | None:
    """The year that a header is, whatever its punctuation."""
    return _school_year_in(text, words) or _plain_year(_key(text), words)


def _plain_year(key: str, words: TimeWords) -> int | None:
    """The calendar year that a text is, alone or after one of the words."""
    before, _, last = key.rpartition(" ")
    is_year = len(last) == 4 and last.isascii() and last.isdigit()
    if not is_year or (before and before not in words.year):
        return None
    return int(last) if _is_likely(int(last)) else None


def _school_year_in(text: str, words: TimeWords) -> SchoolYear | None:
    """The school year that a text is: two years that follow each other."""
    match = _SCHOOL_YEAR.fullmatch(text.strip(_AROUND))
    if match is None:
        return None
    before, first, second = _key(match[1]), int(match[2]), match[3]
    follows = second in (str(first + 1), f"{(first + 1) % 100:02}")
    is_named = not before or before in words.school_year or before in words.year
    return SchoolYear(first) if follows and is_named and _is_likely(first, first + 1) else None


def _month_in(text: str, words: TimeWords) -> Span | None:
    """The first and the last day of the month that a text is."""
    match = _MONTH.fullmatch(text)
    if match is None:
        return None
    before, between = _key(match[1]), match[3].strip(" ,")
    is_named = before in words.month
    is_apart = between in ("/", ".", "-") or (is_named and _key(between) in words.year)
    month, year = int(match[2]), int(match[4])
    if not is_apart or (before and not is_named) or not 1 <= month <= 12 or not _is_likely(year):
        return None
    after = date(year + month // 12, month % 12 + 1, 1)
    return Span(date(year, month, 1), after - timedelta(days=1))


def _day_in(text: str) -> date | None:
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


def _is_likely(*years: int) -> bool:
    return all(FIRST_YEAR <= year <= LAST_YEAR for year in years)


def _key(text: str) -> str:
    return bare_key(without_punctuation(text))
