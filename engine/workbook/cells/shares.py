"""Read shares of a whole, as percent, as fractions of one, or as votes.

Knows the vocabulary's words beside votes, not the column. A number without a sign is percent if
it is more than one, and a fraction if it is less; one itself may be either.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ...vocabulary import FactSpec, Vocabulary
from ..grids import Raw, raw_text
from ..letters.text import bare_key, tidy
from .numbers import NumberReader, number_reader
from .values import Fault, Meaning, Span

_PERCENT = re.compile(r"(?<![0-9.,])([0-9]{1,3})(?:[.,]([0-9]{1,6}))?\s?%")
_LONGEST = 100  # characters; votes need no more


@dataclass(frozen=True)
class ShareReader:
    """Reads the shares of a column; ``others`` is what may stand beside votes."""

    numbers: NumberReader
    votes: re.Pattern[str]
    others: re.Pattern[str]

    def read(self, raw: Raw) -> Meaning:
        """The share as a number from nought to one, or the range in which it lies."""
        text = tidy(raw_text(raw)).casefold()
        match = self.votes.search(text) if len(text) < _LONGEST else None
        if match:
            return self._counted(match, text)
        meant = self.numbers.read(raw)
        if isinstance(meant, Decimal):
            return self._of_one(meant, meant, "%" in text)
        if isinstance(meant, Span):
            low, high = (
                end if isinstance(end, Decimal) else None for end in (meant.low, meant.high)
            )
            return self._of_one(low, high, "%" in text)
        return meant

    def _counted(self, match: re.Match[str], text: str) -> Meaning:
        """The share that votes are, if the percentage beside them says the same."""
        part, whole = int(match["part"]), int(match["whole"])
        rest = f"{text[: match.start()]} {text[match.end() :]}"
        told = list(_PERCENT.finditer(rest))
        if not self.others.fullmatch(_PERCENT.sub(" ", rest)) or len(told) > 1 or part > whole:
            return None
        if not whole:
            return None
        exact = Fraction(part * 100, whole)
        for percent in told:
            digits = percent[2] or ""
            difference = exact - Fraction(int(percent[1] + digits), 10 ** len(digits))
            if abs(difference) >= Fraction(1, 10 ** len(digits)):
                share = as_percent(Decimal(part) / whole)
                details = {"votes": f"{part}/{whole}", "share": percent[0], "exact": share}
                return Fault("votes-contradict", details)
        quotient = Decimal(part) / whole
        return self.numbers.within(quotient, quotient)

    def _of_one(self, low: Decimal | None, high: Decimal | None, is_percent: bool) -> Meaning:
        least = min(_readings(low, is_percent), default=Decimal(0))
        most = max(_readings(high, is_percent), default=Decimal(1))
        return self.numbers.within(least, most) if least >= 0 and most <= 1 else None


def _readings(number: Decimal | None, is_percent: bool) -> list[Decimal]:
    """The shares that a number without its sign may be; those of nothing are none."""
    if number is None:
        return []
    if is_percent or number < 1:
        return [number]
    return [number, number.scaleb(-2)] if number == 1 else [number.scaleb(-2)]


def as_percent(share: Decimal) -> str:
    """A share as people write it, rounded to a tenth of a percent.

    >>> as_percent(Decimal("0.8571")), as_percent(Decimal(1))
    ('85,7%', '100%')
    """
    return f"{share * 100:.1f}".removesuffix(".0").replace(".", ",") + "%"


def share_reader(spec: FactSpec, vocabulary: Vocabulary) -> ShareReader:
    """Make the reader of a column of shares."""
    words = vocabulary.words
    votes = (
        rf"(?<![0-9/.,])(?P<part>[0-9]{{1,5}})\s?(?:{_any_of(words.out_of)})"
        r"\s?(?P<whole>[0-9]{1,5})(?![/.,]?[0-9])"
    )
    others = rf"(?:{_any_of(words.votes)}|[\s()\[\],;:=.–-])*"
    return ShareReader(number_reader(spec, vocabulary), re.compile(votes), re.compile(others))


def _any_of(ways: Iterable[str]) -> str:
    """A pattern of words, with their accents or without."""
    keys = {key for way in ways for key in (tidy(way).casefold(), bare_key(way))}
    return "|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True)) or "(?!)"
