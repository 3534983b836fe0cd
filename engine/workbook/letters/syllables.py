"""Say how far the words of a text can be Vietnamese as they are spelt.

Knows no encoding. The syllables in use are in ``syllables.json``, by rhyme: those that both the
spelling dictionary hunspell-vi and a word count of news and subtitles have (tabidots/vn-freqs),
and those of place names (thanglequoc/vietnamese-provinces-database), rules and personal names.
"""

import json
import re
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from .alphabets import WORD
from .text import exact_key

# Circumflex, breve and horn make other vowels; the rest are tones.
_MARKS = "\u0302\u0306\u031b"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STROKED_D = "\u0111"
_VOWELS = frozenset("aeiouy")
# After a plain a or e no vowel has an accent; after a plain o none has a circumflex or a horn.
_DISORDER = re.compile("[ae][aeiouy][\u0300-\u031b\u0323]|o[aeiouy]\u0323?[\u0302\u031b]")

MISFITS = re.compile(  # the second letter first, which is the rarer one
    "[\u00c0-\u00c3\u00c8-\u00ca\u00d5\u00d9\u00da\u00e0-\u00e3\u00e8-\u00ea\u00f5\u00f9\u00fa]"
    "(?<=[AEae][^\u00da\u00fa]|[Aa][\u00da\u00fa]|[Oo][\u00c2\u00d9\u00e2\u00f9]"
    "|[UYuy\u00d4\u00f4][\u00d5\u00d9\u00f5\u00f9])"
)
"""Pairs of vowels that no Vietnamese word has, as far as Windows-1252 has their letters."""


class Grade(IntEnum):
    """How well a word is spelt."""

    BROKEN = 0  # no word: signs in it, or letters that Vietnamese has not
    POSSIBLE = 1  # a foreign or minority name, an abbreviation, a slip
    USED = 2  # a syllable that is in use


class Spelling(NamedTuple):
    """How well a text is spelt: by its worst word, then by how few are not in use.

    Words without accents say nothing about an encoding, so they do not count.
    """

    worst: Grade
    odd: int  # minus how many words are not in use

    @property
    def is_good(self) -> bool:
        """Whether all words are in use."""
        return self.worst is Grade.USED


BROKEN = Spelling(Grade.BROKEN, 0)
"""Worse than any text that is spelt in letters."""


def spelling(text: str) -> Spelling:
    """How well a text is spelt."""
    grades = [_grade(word) for word in WORD.findall(text) if not word.isascii()]
    odd = sum(grade is not Grade.USED for grade in grades)
    return Spelling(min(grades, default=Grade.USED), -odd)


@lru_cache(maxsize=1 << 16)
def _grade(word: str) -> Grade:
    if not (word.islower() or word.isupper() or word.istitle()) or MISFITS.search(word):
        return Grade.BROKEN
    if exact_key(word) in _used():
        return Grade.USED
    return Grade.POSSIBLE if _can_be_vietnamese(word) else Grade.BROKEN


def _can_be_vietnamese(word: str) -> bool:
    """Whether a word has only letters of the alphabet, in a possible order, and one tone."""
    if _DISORDER.search(unicodedata.normalize("NFD", word.casefold())):
        return False
    tones = 0
    for letter in word.casefold():
        base, *marks = list(unicodedata.normalize("NFD", letter))
        tones += sum(mark in _TONES for mark in marks)
        is_vowel = base in _VOWELS and all(mark in _MARKS + _TONES for mark in marks)
        if not (is_vowel or (not marks and (base.isascii() or base == _STROKED_D))):
            return False
    return tones < 2


@cache
def _used() -> frozenset[str]:
    text = files(__package__).joinpath("syllables.json").read_text(encoding="utf-8")
    listed = json.loads(text)
    lists = (*listed["rhymes"].values(), listed["names"])
    return frozenset(exact_key(word) for words in lists for word in words.split())
