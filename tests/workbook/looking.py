"""Look into the bytes of a file without any reader: what may be in it at all.

Finds more than is there, never less: texts of all parts, whole or torn, and every number.
"""

import html
import math
import re
import struct
import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import cached_property

_INVISIBLE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\u00ad\0]+")
_TAG = re.compile(r"<[^>]*>")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CLOCK = re.compile(r"\d+:\d\d:\d\d(?:\.\d+)?")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_MOST = 1 << 23
_UNDEFINED = {0xDC00 + byte: byte for byte in range(128, 256)}  # five bytes of Windows-1252
_TEXTS = ("utf-8", "utf-16-le", "utf-16-be", "cp1258", "cp1252", "latin-1")
_CODECS = {
    ".csv": _TEXTS, ".xls": ("utf-16-le", "cp1252", "latin-1"), ".xlsb": ("utf-8", "utf-16-le")
}  # fmt: skip
_DEPTH = 3


def unpacked(content: bytes, depth: int = _DEPTH) -> Iterator[bytes]:
    """The file itself, and whatever can be unpacked of it, wherever a packed part may begin."""
    yield content
    if depth:
        for found in re.finditer(b"PK\x03\x04", content):
            head = content[found.start() : found.start() + 30]
            if len(head) == 30:
                name, extra = struct.unpack_from("<HH", head, 26)
                for start in {found.start() + 30 + name + extra, found.start() + 30 + name}:
                    yield from unpacked(_inflated(content[start:]), depth - 1)


def _inflated(packed: bytes) -> bytes:
    inflating, found = zlib.decompressobj(-zlib.MAX_WBITS), []
    for at in range(0, len(packed), 64):  # so that what stands before the damage is found too
        try:
            found.append(inflating.decompress(packed[at : at + 64], _MOST))
        except zlib.error:
            break
        if inflating.eof:
            break
    return b"".join(found)


class Seen:
    """What may be in a file; texts are looked for in the ways that its format writes them."""

    def __init__(self, content: bytes, suffix: str) -> None:
        self._pieces = list(unpacked(content))
        self._codecs = _CODECS.get(suffix, ("utf-8",))
        self._torn = 4 if suffix == ".xls" else 1

    def has(self, text: str) -> bool:
        """Whether the text of a cell may come from the file.

        It may be torn: in an .xls a text may cross sectors, and what could not be decoded is
        not looked for.
        """
        pieces = [_bare(piece) for piece in text.split("\ufffd")]
        return self._has_number(text) or all(self._is_there(piece) for piece in pieces)

    def _is_there(self, bare: str) -> bool:
        for _ in range(self._torn):
            if not bare:
                return True
            longest = bisect_left(
                range(1, len(bare) + 1), True, key=lambda n: bare[:n] not in self._text
            )
            bare = bare[longest:]
        return not bare

    @cached_property
    def _text(self) -> str:
        found = []
        for piece in self._pieces:
            for codec in self._codecs:
                for shift in (0, 1) if codec.startswith("utf-16") else (0,):
                    errors = "surrogateescape" if codec == "cp1252" else "ignore"
                    text = piece[shift:].decode(codec, errors)
                    text = text.translate(_UNDEFINED)
                    found.append(_bare(text))
                    if "<" in text:
                        text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
                        found.append(_bare(html.unescape(_TAG.sub("", text))))
                        found.append(_bare(html.unescape(text)))
        return "\n".join(found)

    @cached_property
    def _numbers(self) -> set[float]:
        texts = (piece.decode("latin-1").replace("\0", "") for piece in self._pieces)
        return {float(found) for text in texts for found in _NUMBER.findall(text)}

    @cached_property
    def _days(self) -> set[date]:
        zeros = (date(1899, 12, 30).toordinal(), date(1904, 1, 1).toordinal())
        found = {int(n) for n in self._numbers if 0 < n < 3_000_000}
        return {
            date.fromordinal(min(zero + n + more, date.max.toordinal()))
            for n in found
            for zero in zeros
            for more in (0, 1)
        }

    def _has_number(self, text: str) -> bool:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            return day in self._days or any(
                self._holds(float((day - zero).days + more))
                for zero in (date(1899, 12, 30), date(1904, 1, 1))
                for more in (0, -1)
            )
        if _CLOCK.fullmatch(text):
            return True  # a part of a day, rounded: nothing is decided by one
        try:
            number = float(text)
        except ValueError:
            return False
        if not math.isfinite(number):
            return False
        return number in self._numbers or number / 100 in self._numbers or self._holds(number)

    def _holds(self, number: float) -> bool:
        """Whether a binary file holds a number in one of its ways."""
        ways = {struct.pack("<d", number), struct.pack("<d", number * 100)[4:]}
        ways.add(struct.pack("<d", number)[4:])
        for times, flags in ((1, 2), (100, 3)):
            whole = round(number * times)
            if abs(whole) < 1 << 29:
                ways.add(struct.pack("<i", whole << 2 | flags))
        return any(way in piece for way in ways for piece in self._pieces) or any(
            bytes([way[0] | flag]) + way[1:] in piece
            for way in ways
            if len(way) == 4
            for flag in (1, 2, 3)
            for piece in self._pieces
        )


def _bare(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFD", text))
