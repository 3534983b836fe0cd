"""Take the name of a person out of a cell that says more: a form of address, a post.

Knows the vocabulary's forms of address, not what a post is called.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ...vocabulary import Vocabulary
from ...writing import Address
from ..letters.text import bare_key, has_accents
from ..remembering import once

_AROUND = " -–—()[]:;,."
_TAKEN_APART = (
    re.compile(r"(?P<name>[^\n]+)\n(?P<beside>.+)", re.DOTALL),
    re.compile(r"(?P<beside>[^\n]+)\n(?P<name>[^\n]+)"),
    re.compile(r"(?P<name>[^()\[\]]+)[(\[](?P<beside>[^()\[\]]+)[)\]]"),
    re.compile(r"(?P<name>.+?)\s[-–—]\s(?P<beside>.+)"),
    re.compile(r"(?P<name>[^,;]+)[,;](?P<beside>[^,;]+)"),
    re.compile(r"(?P<beside>[^:]+):(?P<name>.+)"),
)
"""The ways to write something beside a name, the name first or last."""
_LONGEST = 200  # characters of a name with what stands beside it
_MARK = re.compile(r"[\n()\[\],;:]|\s[-–—]\s")


def taken_apart(text: str) -> Iterator[tuple[str, str]]:
    """The ways in which a text may be a name with something beside it: (name, the rest).

    >>> list(taken_apart("Ann Lee (cook)"))
    [('Ann Lee', 'cook')]
    """
    for way in _TAKEN_APART if len(text) <= _LONGEST and _MARK.search(text) else ():
        if match := way.fullmatch(text):
            yield _one_line(match["name"]), _one_line(match["beside"])


@dataclass(frozen=True)
class NameReader:
    """Reads names of persons without what stands before them."""

    address: Address

    def plain(self, text: str) -> str:
        """The name without forms of address and titles.

        A form that is a surname as well only goes before a stop, or before what is a full name
        without it. What is left is always a name of two words or more.
        """
        while match := self._before(text):
            text = match["rest"]
        return text

    def _before(self, text: str) -> re.Match[str] | None:
        if len(text) > _LONGEST or not self._opening.match(text):
            return None  # nearly all
        certain = self._match(self._addresses, text) or self._match(self._stopped, text)
        doubtful = None if certain else self._match(self._doubtful, text)
        return doubtful if doubtful and self._is_full(doubtful["rest"]) else certain

    def keys(self, text: str) -> frozenset[str]:
        """Keys under which a name is looked up: two where its first word may be an address."""
        plain = self.plain(text)
        match = self._match(self._doubtful, plain)
        return frozenset(map(bare_key, (text, plain, match["rest"] if match else plain)))

    def looks_like_one(self, text: str) -> bool:
        """Whether a text could be the whole name of a person: words with capitals."""
        words = text.split()
        is_whole = len(words) > 1 and not self._is_middle(words[-1])
        return is_whole and all(word[0].isupper() for word in words)

    def _is_full(self, text: str) -> bool:
        words = text.split()
        return len(words) > 2 and not self._is_middle(words[0])

    def _is_middle(self, word: str) -> bool:
        return bare_key(word) in {bare_key(middle) for middle in self.address.middle}

    def _match(
        self, patterns: tuple[re.Pattern[str], re.Pattern[str]], text: str
    ) -> re.Match[str] | None:
        exact, bare = patterns
        return (exact if has_accents(text) else bare).fullmatch(text)

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        """What every form of address begins with, with its accents or without."""
        words = [*self.address.words, *self.address.or_surname]
        ways = {key for word in words for key in (word, bare_key(word))}
        return re.compile("|".join(map(re.escape, ways)) or "(?!)", re.IGNORECASE)

    @cached_property
    def _addresses(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _before_name(self.address.words, r"(?:\s?[.:]\s?|\s)")

    @cached_property
    def _stopped(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _before_name(self.address.or_surname, r"\s?[.:]\s?")

    @cached_property
    def _doubtful(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _before_name(self.address.or_surname, r"\s")


def _name_reader(vocabulary: Vocabulary) -> NameReader:
    return NameReader(vocabulary.words.address)


name_reader = once(_name_reader)
"""The reader of names with the forms of address of a vocabulary, made once."""


def is_remark(text: str) -> bool:
    """Whether a text can be no part of a name: several words without capitals."""
    words = text.split()
    return len(words) > 1 and not any(word[0].isupper() for word in words[1:])


def _before_name(ways: Iterable[str], stop: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of an address before two words or more: with its accents, and without them."""
    longest_first = sorted(ways, key=lambda way: (-len(way), way))
    spellings = (
        [re.escape(way) for way in longest_first],
        [re.escape(bare_key(way)) for way in longest_first],
    )
    exact, bare = (
        re.compile(rf"(?:{'|'.join(words) or '(?!)'}){stop}(?P<rest>\S+\s.+)", re.IGNORECASE)
        for words in spellings
    )
    return exact, bare


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(_AROUND)
