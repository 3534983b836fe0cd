"""Read a text as if its letters stood for other ones: old Vietnamese encodings, look-alikes.

Knows letters only, not which reading of a text is the right one. The tables are in
``alphabets.json``: TCVN3 after TCVN 5712:1993 (the set of the fonts called .Vn...; the same as
iconv's where both have a letter), VNI for Windows (the same as in xvnkb).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from .text import tidy

NAMES: Mapping[str, str] = {
    "tcvn3": "TCVN3 (.VnTime)",
    "vni": "VNI (VNI-Times)",
    "utf8": "UTF-8",
}
"""The encodings, as people call them: the two old ones by their fonts."""

WORD = re.compile("(?:[^\\W\\d_\u00b2\u00b3]|[\u00a1-\u00ae\u00b6-\u00b8\u00bb\u00d7\u00f7])+")
"""A run of letters and of the signs that are letters in TCVN3."""

_SIGN = re.compile(
    "[\u00a3\u00a5\u00a7\u00a9\u00ab\u00ae\u00b6\u00b7\u00b9\u00bb-\u00be\u00d7\u00f7]"
)
"""Standing alone these are what they look like, though they are letters of TCVN3."""
_LATIN = re.compile("[A-Za-z\u00c0-\u02af]")
_FOREIGN = re.compile("[\u00d0\u00f0\u0180-\u0256\u0370-\u052f\uff01-\uff5e]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
# What Windows-1252 makes of the bytes 80 to 9F. Windows-1258, which some computers use instead,
# makes another letter of one byte that UTF-8 needs.
_BYTES = {
    ord(letter): code
    for code in range(0x80, 0xA0)
    if (letter := bytes([code]).decode("cp1252", "ignore"))
}
_BYTES[0x102] = 0xC3


def readings(text: str, encodings: Iterable[str] = NAMES) -> dict[str, str]:
    """What a text says in each encoding in which it says something else.

    The text must be as the file has it: blanks and soft hyphens may be parts of letters.
    """
    plain = tidied(text)
    every = {
        name: _from_utf8(text) if name == "utf8" else _from_table(text, name) for name in encodings
    }
    return {name: read for name, read in every.items() if read and read != plain}


def in_plain_letters(text: str) -> str:
    r"""Replace letters that only look like the right ones, and drop what cannot be seen.

    A letter of another script is replaced in a word that has Latin letters too.

    >>> in_plain_letters("\uff27V-\u041d\u0410 T\u041d")
    'GV-\u041d\u0410 TH'
    """
    if not _FOREIGN.search(text):
        return tidied(text)
    return re.sub(r"[^\W_]+", _in_latin, tidied(text.translate(_WIDE)))


def tidied(text: str) -> str:
    """Tidy each line of a text; nothing that only legacy texts need is kept."""
    return "\n".join(filter(None, map(tidy, text.split("\n")))) if "\n" in text else tidy(text)


def _in_latin(word: re.Match[str]) -> str:
    text = word.group()
    return text.translate(_lookalikes()) if _LATIN.search(text) else text


def _from_utf8(text: str) -> str | None:
    """Take the letters for the bytes of UTF-8 that another encoding made them of."""
    try:
        return tidied(text.translate(_BYTES).encode("latin-1").decode())
    except UnicodeError:
        return None


@dataclass(frozen=True)
class _Table:
    """An encoding: what one or two characters of Windows-1252 stand for.

    ``signs`` are all its characters; ``small`` are its letters that have no capitals in it.
    """

    letters: Mapping[str, str]
    codes: re.Pattern[str]
    signs: frozenset[str]
    small: Mapping[int, None]


def _from_table(text: str, encoding: str) -> str | None:
    """Read a text in an old encoding; nothing if it has letters that are not in it."""
    if any(map(str.isalpha, set(text) - _table(encoding).signs)):
        return None
    words = {word: _word_from_table(word, encoding) for word in set(WORD.findall(text))}
    if None in words.values():
        return None
    read = tidied(WORD.sub(lambda word: words[word.group()] or "", text))
    return _capitalised(read, _table(encoding).small)


@lru_cache(maxsize=1 << 16)
def _word_from_table(word: str, encoding: str) -> str | None:
    table = _table(encoding)
    if word.isascii() or _SIGN.fullmatch(word):
        return word
    if not table.codes.sub("", word).isascii():
        return None
    return table.codes.sub(lambda code: table.letters[code.group()], word)


def _capitalised(text: str, small: Mapping[int, None]) -> str:
    """Capitalise letters that have no capitals in an encoding, as the letters around them are."""
    if not any(ord(letter) in small for letter in text):
        return text
    if _is_in_capitals(text, small):
        return text.upper()
    initials = "".join(word[0] for word in text.split() if ord(word[0]) not in small)
    is_name = initials.isupper() and len(initials) > 1

    def shown(match: re.Match[str]) -> str:
        word = match.group()
        if _is_in_capitals(word, small):
            return word.upper()
        return word[0].upper() + word[1:] if is_name else word

    return WORD.sub(shown, text)


def _is_in_capitals(text: str, small: Mapping[int, None]) -> bool:
    """Whether letters stand in capitals wherever they can; an initial alone says nothing."""
    bare = text.translate(small)
    return bare.isupper() and re.search(r"[^\W\d_]{2}", bare) is not None


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("alphabets.json").read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = json.loads(text)
    return tables


@cache
def _table(encoding: str) -> _Table:
    letters = _tables()[encoding]
    longest_first = sorted(letters, key=len, reverse=True)
    values = set(letters.values())
    return _Table(
        letters=letters,
        codes=re.compile("|".join(map(re.escape, longest_first))),
        signs=frozenset({*map(chr, range(128)), *"".join(letters)}),
        small={ord(letter): None for letter in values if letter.upper() not in values},
    )


@cache
def _lookalikes() -> dict[int, str]:
    return str.maketrans(_tables()["lookalikes"])
