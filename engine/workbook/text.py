"""Compare texts the way people type them: case, spaces, accents, tone marks.

Knows no vocabulary.
"""

import re
import unicodedata
from functools import lru_cache

# Combining grave, acute, hook, tilde and dot: the five tone marks.
_TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_PUNCTUATION = re.compile(r"[\W_]+")
# The letter d with stroke does not decompose, so it is mapped by hand.
_STROKED_D = str.maketrans({"\u0111": "d"})


def tidy(text: str) -> str:
    """Compose letters (NFC) and collapse all white space.

    >>> tidy(" a \\n b ")
    'a b'
    """
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip()
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def tidy_lines(text: str) -> str:
    """Tidy each line of a text; lines with nothing on them go.

    >>> tidy_lines(" a  b \\n\\n c ")
    'a b\\nc'
    """
    if "\n" not in text and "\r" not in text:
        return tidy(text)
    return "\n".join(filter(None, map(tidy, text.splitlines())))


def id_key(text: str) -> str:
    """Key of an id: case does not matter, everything else does."""
    return tidy(text).casefold()


@lru_cache(maxsize=65536)
def exact_key(text: str) -> str:
    """Key that ignores case, spaces and on which vowel a tone mark sits, not the marks.

    Both spellings of a tone mark are in use (old and new style), so it is moved to the
    end of its word.
    """
    return " ".join(_tone_last(word) for word in tidy(text).casefold().split())


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(mark for mark in letters if mark in _TONES))
    return "".join(mark for mark in letters if mark not in _TONES) + tones


@lru_cache(maxsize=65536)
def bare_key(text: str) -> str:
    """Key that also ignores accents."""
    letters = unicodedata.normalize("NFD", tidy(text).casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(_STROKED_D)


@lru_cache(maxsize=65536)
def without_punctuation(text: str) -> str:
    """Replace everything but letters and digits by single spaces.

    >>> without_punctuation("a/b (c):")
    'a b c'
    """
    return _PUNCTUATION.sub(" ", tidy(text)).strip()


def has_accents(text: str) -> bool:
    """Whether dropping accents changes the text."""
    return bare_key(text) != tidy(text).casefold()
