"""Find which of a closed list of values a text names, however it is spelt.

Knows the spellings of one column, so that the same letters may mean another thing in another.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ...facts import Scalar
from ..grids import Raw, raw_text
from ..letters.text import bare_key, exact_key, has_accents, without_punctuation
from .values import Beside

_JOINED = re.compile(r"[^\W\d_]\w*(?:(?:\. ?|[- ])\w+)+")
"""An abbreviation with stops, dashes or spaces in it, as in H.T.N.V or HT-NV."""
_BRACKET = re.compile(r"(?P<head>[^()\[\]]+)[(\[](?P<inside>[^()\[\]]+)[)\]]")
_SEPARATORS = re.compile(r"[\s.,;:/&+()_–—-]+")
_STOPS = re.compile(r"[. -]+")
_LONGEST_PHRASE = 8
_LONGEST = 200  # characters; no value is spelt at such length

_Ways = dict[str, set[Scalar]]


@dataclass(frozen=True)
class Spellings:
    """The spellings of a column's values: exact, without accents, and joined.

    ``others`` is what a text means that names none of them; ``doubts`` are the words that take
    a value back where they stand in a bracket behind it.
    """

    doubts: tuple[str, ...]
    others: str | None = None
    _exact: _Ways = field(default_factory=dict)
    _bare: _Ways = field(default_factory=dict)
    _joined: _Ways = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        ways: Iterable[tuple[str, Scalar]],
        doubts: tuple[str, ...] = (),
        others: str | None = None,
    ) -> "Spellings":
        """Make the spellings of texts and what they mean."""
        found = cls(doubts, others)
        for way, scalar in ways:
            for text in {_unstopped(way), without_punctuation(way) or way}:
                found._exact.setdefault(exact_key(text), set()).add(scalar)
                found._bare.setdefault(bare_key(text), set()).add(scalar)
            for key in (exact_key, bare_key):
                found._joined.setdefault(_joined(way, key), set()).add(scalar)
        return found

    def read(self, raw: Raw) -> Scalar | Beside | None:
        """The value that a text names; None if it may be several, or none and no other."""
        text = _unstopped(raw_text(raw))
        is_short = len(text) <= _LONGEST
        named = self._named(text) if is_short else set()
        match = _BRACKET.fullmatch(text) if is_short and not named else None
        if match and (head := self._named(_unstopped(match["head"]))):
            return self._with_bracket(head, match["inside"].strip())
        if named or not any(letter.isalpha() for letter in text):
            return _only(named)
        return self.others

    def _named(self, text: str) -> set[Scalar]:
        """The values that a text may name, by the closest spelling that there is."""
        bare = {} if has_accents(text) else self._bare
        return (
            self._exact.get(exact_key(text))
            or bare.get(bare_key(text))
            or (self._abbreviated(text) if _JOINED.fullmatch(text) else set())
        )

    def _abbreviated(self, text: str) -> set[Scalar]:
        """The value of an abbreviation written apart, unless its parts are values themselves."""
        parts = [self._exact.get(exact_key(part), set()) for part in _STOPS.split(text) if part]
        if all(parts) and len(set().union(*parts)) > 1:
            return set()
        return self._joined.get(_joined(text, exact_key), set())

    def _with_bracket(self, head: set[Scalar], inside: str) -> Scalar | Beside | None:
        """A value and what a bracket adds to it, unless that speaks against the value."""
        value = _only(head)
        if value is None or self._is_doubtful(inside):
            return None
        if self._named(_unstopped(inside)) == head:
            return value
        names_another = any(self._named(phrase) - head for phrase in _phrases(inside))
        return None if names_another else Beside(value, inside)

    def _is_doubtful(self, text: str) -> bool:
        key = exact_key if has_accents(text) else bare_key
        words = f" {key(without_punctuation(text))} "
        return any(
            f" {key(doubt)} " in words if without_punctuation(doubt) else doubt in text
            for doubt in self.doubts
        )


def _phrases(text: str) -> Iterator[str]:
    words = without_punctuation(text).split()
    for first in range(len(words)):
        for last in range(first + 1, min(first + _LONGEST_PHRASE, len(words)) + 1):
            yield " ".join(words[first:last])


def _only(values: Iterable[Scalar]) -> Scalar | None:
    found = list(values)
    return found[0] if len(found) == 1 else None


def _joined(text: str, key: Callable[[str], str]) -> str:
    """The key of the letters alone; i and y are written for each other."""
    return key(_SEPARATORS.sub(" ", text)).replace(" ", "").replace("y", "i")


def _unstopped(text: str) -> str:
    return text.strip().rstrip(" .,;:") or text
