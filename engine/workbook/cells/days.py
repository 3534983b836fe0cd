"""Read days, months and years as people write them.

Knows the vocabulary's words for them, not the column. Day and month are never exchanged: what
is no day in the order of the country is none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...facts import CALENDAR, SchoolYear
from ...vocabulary import Vocabulary
from ..grids import Raw, raw_text
from ..letters.text import bare_key, tidy, without_punctuation
from .values import Span

FIRST_YEAR, LAST_YEAR = 1950, 2100
_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of the spreadsheet calendar
_CENTURIES = (1900, 2000)
_LONGEST = 1000  # characters of a text in which days are looked for
_TIME = r"(?:(?:,?\s|T)\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?Z?)?"
_DAY = r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})"
_DAY_FIRST = re.compile(_DAY + _TIME)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})" + _TIME)
_DAYS_FIRST = re.compile(rf"(?<![\w/.-]){_DAY}(?![\w/-]|\.\w)")
_WORD_BETWEEN = re.compile(r"\d\s+[^\W\d]+\s+\d")
_MONTH = re.compile(r"([^0-9]*)([0-9]{1,2})([^0-9]+)([0-9]{4})")
_SCHOOL_YEAR = re.compile(r"([^0-9]*)([0-9]{4})\s?[-–—/]\s?([0-9]{4}|[0-9]{2})")
_AROUND = " .,;:()[]"

Year = int | SchoolYear
_Found = date | Span | None


@dataclass(frozen=True)
class TimeWords:
    """Bare keys of the words that may stand before a day, a month, a year or a school year."""

    day: frozenset[str]
    month: frozenset[str]
    year: frozenset[str]
    school_year: frozenset[str]
    names: Mapping[str, int]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "TimeWords":
        """The words of a vocabulary; before a year stand the headers of year columns."""
        words = vocabulary.words
        specs = [spec for spec in vocabulary.fields.values() if spec.role == "year"]
        school_year = _keys(words.school_year)
        headers = _keys(word for spec in specs for word in (spec.header, *spec.aliases))
        names = enumerate(words.month_names, start=1)
        return cls(
            _keys(words.day),
            _keys(words.month),
            headers - school_year,
            school_year,
            {_key(name): number for number, ways in names for name in ways},
        )


def read_day(raw: Raw, words: TimeWords) -> date | Span | None:
    """A day; of a month or a year alone its first and its last day.

    A year of two digits may be of either century, so that the day lies between two.
    """
    if isinstance(raw, int) and FIRST_YEAR <= raw <= LAST_YEAR:
        return Span(*CALENDAR.days_of(raw))  # as the number of a day it would be too long ago
    if isinstance(raw, int) and (day := _in_digits(str(raw))):
        return day
    if isinstance(raw, int | float):
        return _on_serial(int(raw)) if 0 <= raw < 1_000_000 else None
    if isinstance(raw, date):
        return raw if _is_likely(raw.year) else None
    text = tidy(raw or "")
    day = _day_in(text, words)
    if day is not None:
        return day
    year = _plain_year(bare_key(text), words)
    return _month_in(text, words) if year is None else Span(*CALENDAR.days_of(year))


def read_year(raw: Raw, words: TimeWords) -> Year | None:
    """The calendar year or the school year that a cell gives, or in which its day lies."""
    text = raw_text(raw)
    day = raw if isinstance(raw, date) else _day_in(text, words)
    if day is None:
        return _school_year_in(text, words) or _plain_year(bare_key(text), words)
    return day.year if isinstance(day, date) and _is_likely(day.year) else None


def days_in(text: str, words: TimeWords) -> set[date | Span | None]:
    """All days that a longer text gives; None stands for what looks like one and is none.

    Without a word for a day before it, and beside no other number, a day may be a number itself.
    """
    found: set[date | Span | None] = set()
    if len(text) > _LONGEST:
        return found
    for match in _DAYS_FIRST.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        is_named = any(_key(word) in words.day for word in before.split()[-1:])
        if is_named or any(letter.isdigit() for letter in before + after):
            found.add(_numbered(*match.groups()))
    parts = _key(text).split() if _WORD_BETWEEN.search(text) else []
    for first in (at + 1 for at, part in enumerate(parts) if part in words.day):
        for last in (first + 4, first + 5):  # with a word before the year, or without
            if day := _in_words(parts[first:last], words):
                found.add(day)
    return found


def year_in_header(text: str, words: TimeWords) -> Year | None:
    """The year that a header is, whatever its punctuation."""
    return _school_year_in(text, words) or _plain_year(_key(text), words)


def _day_in(text: str, words: TimeWords) -> _Found:
    """The day that a text is, in whatever way it is written."""
    bare = text.strip(_AROUND)
    before, _, rest = bare.partition(" ")
    if _key(before) in words.day:
        bare = rest
    if match := _DAY_FIRST.fullmatch(bare):
        return _numbered(*match.groups())
    if match := _YEAR_FIRST.fullmatch(bare):
        return _numbered(match[3], match[2], match[1])
    if _is_number(text):
        return _in_digits(text) or _in_serial(text)
    return _in_words(_key(bare).split(), words)


def _numbered(day: str, month: str, year: str) -> _Found:
    """A day given by its numbers; noughts stand for a day, or a month, that is not known."""
    if int(day):
        return _dated(int(day), int(month), year)
    if len(year) == 2 or not _is_likely(int(year)):
        return None
    return _whole_month(int(month), int(year)) if int(month) else Span(*CALENDAR.days_of(int(year)))


def _dated(day: int, month: int, year: str) -> _Found:
    """A day, or of a year of two digits the range between the days that it may be."""
    years = [int(year)] if len(year) == 4 else [century + int(year) for century in _CENTURIES]
    days = [found for each in years if (found := _existing(day, month, each))]
    if len(year) == 4:
        days = [found for found in days if _is_likely(found.year)]
    if len(days) < 2:
        return days[0] if days else None
    return Span(days[0], days[-1])


def _existing(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_digits(text: str) -> _Found:
    """A day in eight digits: year, month, day, or the other way round; never both are days."""
    if len(text) != 8 or not _is_number(text):
        return None
    return _dated(int(text[6:]), int(text[4:6]), text[:4]) or _dated(
        int(text[:2]), int(text[2:4]), text[4:]
    )


def _in_serial(text: str) -> _Found:
    """The day of a serial number, as a text table has it, unless its digits may be a day."""
    if len(text) != 5:
        return None
    typed = [(text[:cut], text[cut:3]) for cut in (1, 2)]
    is_typed = any(_dated(int(day), int(month), text[3:]) for day, month in typed)
    return None if is_typed else _on_serial(int(text))


def _on_serial(number: int) -> date | None:
    day = _SERIAL_ZERO + timedelta(days=number)
    return day if _is_likely(day.year) else None


def _in_words(parts: list[str], words: TimeWords) -> _Found:
    """A day whose month follows a word or is a name, as in "15-Jun-2025"."""
    if parts and parts[0] in words.names:
        parts = [*parts[1:2], parts[0], *parts[2:]]
    day, rest = parts[:1], parts[1:]
    is_named = bool(rest) and rest[0] in words.names
    if rest and rest[0] in words.month:
        rest, is_named = rest[1:], True
    month, rest = rest[:1], rest[1:]
    if rest and rest[0] in words.year:
        rest = rest[1:]
    if not is_named or not all(map(_is_number, (*day, *rest))) or len(rest) != 1:
        return None
    number = words.names.get(month[0]) or (int(month[0]) if _is_number(month[0]) else 0)
    if len(rest[0]) not in (2, 4) or len(day[0]) > 2:
        return None
    return _dated(int(day[0]), number, rest[0])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _plain_year(key: str, words: TimeWords) -> int | None:
    """The calendar year that a text is, alone or after one of the words."""
    before, _, last = key.rpartition(" ")
    if len(last) != 4 or not _is_number(last) or (before and before not in words.year):
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
    match = _MONTH.fullmatch(text.strip(_AROUND))
    if match is None:
        return None
    before, between = _key(match[1]), match[3].strip(" ,")
    is_named = before in words.month
    is_apart = between in ("/", ".", "-") or (is_named and _key(between) in words.year)
    month, year = int(match[2]), int(match[4])
    if not is_apart or (before and not is_named) or not _is_likely(year):
        return None
    return _whole_month(month, year)


def _whole_month(month: int, year: int) -> Span | None:
    first = _existing(1, month, year)
    if first is None:
        return None
    after = date(year + month // 12, month % 12 + 1, 1)
    return Span(first, after - timedelta(days=1))


def _is_likely(*years: int) -> bool:
    return all(FIRST_YEAR <= year <= LAST_YEAR for year in years)


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_key, words))


def _key(text: str) -> str:
    return bare_key(without_punctuation(text))
