"""Compare texts the way people type them: case, spaces, accents, tone marks.

Knows no vocabulary.
"""

import re
import unicodedata
from functools import lru_cache

# Combining grave, acute, hook, tilde and dot: the five tone marks.
_TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
# What looks blank but may be a part of a letter: a soft hyphen is a letter in TCVN3, and letters
# of UTF-8 that was read as Windows-1252 may end in a no-break space or a control character.
_BLANK = re.compile(
    "(?:(?![\u0085\u00a0])\\s|(?<![\u00c2\u00c3\u00c6\u00ba\u00bb\u0102])[\u0085\u00a0])+"
)
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff]")
_LINES = re.compile(r"[\r\n\v\f\u2028\u2029]+")
_JOINTS = re.compile("[\\s_\u2010-\u2015\u2212-]")
_PUNCTUATION = re.compile(r"[\W_]+")
_SHORT = 200  # characters
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
    """Tidy each line of a text as a file has it; lines with nothing on them go.

    What may be a part of a letter in an old encoding is kept: see ``legacy``.

    >>> tidy_lines(" a  b \\n\\n c ")
    'a b\\nc'
    """
    return _tidy_short_lines(text) if len(text) <= _SHORT else _tidy_lines(text)


def _tidy_lines(text: str) -> str:
    if tidy(text) == text:
        return text
    return "\n".join(filter(None, map(_tidy_kept, _LINES.split(text))))


# Headers and the like stand in every workbook.
_tidy_short_lines = lru_cache(maxsize=8192)(_tidy_lines)


def _tidy_kept(line: str) -> str:
    if not (tidied := tidy(line)) or tidied == line:
        return tidied
    return unicodedata.normalize("NFC", _BLANK.sub(" ", _UNSEEN.sub("", line))).strip(" ")


def id_key(text: str) -> str:
    """Key of an id: case does not matter, everything else does."""
    return tidy(text).casefold()


def joined_id_key(text: str) -> str:
    """Key of an id that also ignores spaces and dashes.

    >>> joined_id_key("GV - 012")
    'gv012'
    """
    return _JOINTS.sub("", id_key(text))


def loose_id_key(text: str) -> str:
    """Key of an id that ignores spaces, dashes and the zeros before a number.

    >>> loose_id_key("GV - 012"), loose_id_key("007"), loose_id_key("000")
    ('gv012', '7', '0')
    """
    joined = joined_id_key(text)
    return (joined.lstrip("0") or "0") if joined.isdecimal() else joined


@lru_cache(maxsize=65536)
def exact_key(text: str) -> str:
    """Key that ignores case, spaces and on which vowel a tone mark sits, not the marks.

    Both spellings of a tone mark are in use (old and new style), so it is moved to the
    end of its word.
    """
    return " ".join(_tone_last(word) for word in tidy(text).casefold().split())


@lru_cache(maxsize=16384)
def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(mark for mark in letters if mark in _TONES))
    return "".join(mark for mark in letters if mark not in _TONES) + tones


@lru_cache(maxsize=65536)
def bare_key(text: str) -> str:
    """Key that also ignores accents."""
    folded = tidy(text).casefold()
    return folded if folded.isascii() else " ".join(map(_bare_word, folded.split(" ")))


@lru_cache(maxsize=16384)
def _bare_word(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
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
