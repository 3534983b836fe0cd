"""Letters with marks and without, for an engine that does not know them."""

import sys
import unicodedata


def letters() -> tuple[str, str]:
    """Letters that have marks, and what each is without; marks alone, which become nothing, last.

    Two texts of which the second is shorter, as SQL's ``translate`` takes them. The letters are
    those of Python's Unicode, which marks of newer editions are not in.
    """
    found: dict[str, str] = {}
    for letter in map(chr, range(0x80, sys.maxunicode + 1)):
        if _is_mark(letter):
            found[letter] = ""
        elif unicodedata.decomposition(letter):
            plain = _plain(letter)
            if plain != letter:
                found[letter] = plain
    ordered = sorted(found, key=lambda letter: not found[letter])
    return "".join(ordered), "".join(found[letter] for letter in ordered)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


def _plain(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(part for part in parts if not _is_mark(part)))
