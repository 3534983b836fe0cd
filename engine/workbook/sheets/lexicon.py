"""Tell which texts may be part of a header, and which are the same to every header: none of them.

Knows the words that headers are made of, not what they mean.
"""

from collections.abc import Iterable
from functools import lru_cache

from ..letters.text import bare_key, without_punctuation


class Lexicon:
    """The words that some headers begin and end with.

    A header may be told by a text, by two texts together, or by the beginning of one.
    """

    def __init__(self, headers: Iterable[str]) -> None:
        self._whole = frozenset(_key(header) for header in headers)
        words = [key.split(" ") for key in self._whole]
        self._longest = max(map(len, words), default=0)
        self._parts = frozenset(
            part
            for each in words
            for cut in range(1, len(each) + 1)
            for part in (" ".join(each[:cut]), " ".join(each[-cut:]))
        )
        self._openings = frozenset(each[0] for each in words)
        self._endings = frozenset(each[-1] for each in words)

    def may_say(self, text: str) -> bool:
        """Whether a text may be a part of a header, or begin with one, or say nothing at all.

        What is seen at once of most texts is that they begin and end with other words.
        """
        words = text.split()
        if not words:
            return True
        first, last = _key_of_word(words[0]), _key_of_word(words[-1])
        if not first or not last:
            return True
        is_opening = first.partition(" ")[0] in self._openings
        return is_opening or last.rpartition(" ")[2] in self._endings

    def begins(self, text: str) -> bool:
        """Whether a text begins with a header, and goes on."""
        words = _key(text).split(" ", self._longest + 1)[: self._longest + 1]
        if words[0] not in self._openings:
            return False
        return any(" ".join(words[:cut]) in self._whole for cut in range(1, len(words)))

    def is_part(self, text: str) -> bool:
        """Whether a text is a header, or the beginning or the end of one."""
        return _key(text) in self._parts

    def says_nothing(self, text: str) -> bool:
        """Whether a text has neither letters nor digits: beside another it changes nothing."""
        return not _key(text)


@lru_cache(maxsize=8192)
def _key_of_word(word: str) -> str:
    return _key(word)


def _key(text: str) -> str:
    return bare_key(without_punctuation(text))
