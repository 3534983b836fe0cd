"""How wide a text is and where its lines end, where no browser breaks them.

Knows no font: it reckons with a rather wide one, so that a text fits where it is said to.
"""

from collections.abc import Iterator
from functools import cache
from math import fsum
from unicodedata import combining, east_asian_width

MORE = "…"

_NARROW = frozenset("iljtfrI.,;:!'|()[]/ -")
_BROAD = frozenset("mwMW@%—…")


def width_of(text: str, font: int) -> float:
    """How wide a text is at most, in the unit of the font's size."""
    return font * fsum(map(_advance, text))  # `sum` rounds otherwise since Python 3.12


@cache
def _advance(letter: str) -> float:
    """How wide a letter is, in parts of the font's size, in fonts such as Noto Sans."""
    if combining(letter):
        return 0
    if letter in _BROAD or east_asian_width(letter) in "WF":
        return 1
    if letter in _NARROW:
        return 0.36
    return 0.72 if letter.isupper() else 0.6


def balanced(text: str, room: float, font: int) -> list[str]:
    """The lines of a text, as many as it needs and about as long as each other."""
    lines = wrapped(text, room, font)
    if len(lines) > 1:
        for part in (0.6, 0.7, 0.8, 0.9):
            tried = wrapped(text, room * part, font)
            if len(tried) == len(lines):
                return tried
    return lines


def wrapped(text: str, room: float, font: int) -> list[str]:
    """The lines of a text, broken between words, and within a word only if it fills a line."""
    lines: list[str] = []
    left, space = 0.0, width_of(" ", font)
    for word in _pieces(text, room, font):
        width = width_of(word, font)
        if lines and width + space <= left:
            lines[-1] += f" {word}"
            left -= width + space
        else:
            lines.append(word)
            left = room - width
    return lines or [""]


def _pieces(text: str, room: float, font: int) -> Iterator[str]:
    """The words, and the parts of those that would not fit into a line."""
    for word in text.split():
        begin, width = 0, 0.0
        for place, letter in enumerate(word):
            width += font * _advance(letter)
            if width > room and place > begin:
                yield word[begin:place]
                begin, width = place, font * _advance(letter)
        yield word[begin:]


def shortened(lines: list[str], most: int, room: float, font: int) -> list[str]:
    """The first lines, the last of them with a mark if there are more."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(last + MORE, font) > room:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + MORE]
