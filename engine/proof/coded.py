"""A receipt as texts for QR codes, and back from what a scanner made of them.

Every text is in the alphabet that QR codes hold most of. ``docs/trust.md`` writes the format down.
"""

import re
import zlib
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from .canonical import canonical

MOST_PARTS = 20
"""More codes than this nobody scans."""

LARGEST = 1 << 20
"""Bytes of a receipt that is put into codes, or taken from them."""

PREFIX = "TD1"
_LONGEST = 1430  # with its header it fits a symbol of version 25 with error correction M
_RAW = -zlib.MAX_WBITS  # no header, no checksum: the name of the receipt is its checksum
_PART = re.compile(
    rf"{PREFIX}/([1-9][0-9]?)/([1-9][0-9]?)/([0-9A-F]{{8}})/([0-9A-Z $%*+\-./:]{{1,4296}})/"
)


class PartsMissingError(ValueError):
    """Not all parts of a receipt are there; the text of the error is the code of its message."""

    def __init__(self, missing: tuple[int, ...], count: int) -> None:
        super().__init__("receipt-part-missing")
        self.missing, self.count = missing, count


def coded(receipt: Mapping[str, Any]) -> list[str]:
    """A receipt as the texts of its codes, all of about one length.

    Raises:
        ValueError: it takes too many; the code of the reason is its text.
    """
    content = canonical(receipt)
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW, 9)
    packed = packer.compress(content) + packer.flush()
    text = _base45(packed)
    count = -(-len(text) // _LONGEST)
    if count > MOST_PARTS or len(content) > LARGEST:
        raise ValueError("receipt-too-long")
    size, name = -(-len(text) // count), _name(packed)
    parts = (text[start : start + size] for start in range(0, len(text), size))
    # the last sign is no blank, which editors cut off
    return [f"{PREFIX}/{number}/{count}/{name}/{part}/" for number, part in enumerate(parts, 1)]


def decoded(text: str) -> bytes:
    """The receipt in the texts of its codes, one a line, in any order and as often as scanned.

    Raises:
        PartsMissingError: there are fewer than belong together.
        ValueError: it cannot be had from them; the code of the reason is its text.
    """
    found: dict[int, str] = {}
    heads: set[tuple[int, str]] = set()
    for line in filter(None, map(str.strip, text.splitlines())):
        read = _PART.fullmatch(line)
        if read is None or found.setdefault(int(read[1]), read[4]) != read[4]:
            raise ValueError(_not_one(read, heads))
        heads.add((int(read[2]), read[3]))
    if len(heads) != 1:
        raise ValueError("receipt-parts-mixed" if heads else "receipt-unreadable")
    ((count, name),) = heads
    if missing := tuple(number for number in range(1, count + 1) if number not in found):
        raise PartsMissingError(missing, count)
    return _joined("".join(found[number] for number in sorted(found)), name)


def _not_one(read: re.Match[str] | None, heads: set[tuple[int, str]]) -> str:
    """The code for a line that is no part, or that says otherwise than the same part before."""
    is_of_another = read is not None and (int(read[2]), read[3]) not in heads
    return "receipt-parts-mixed" if is_of_another else "receipt-unreadable"


def _joined(text: str, name: str) -> bytes:
    try:
        packed = _from_base45(text)
        unpacker = zlib.decompressobj(_RAW)
        content = unpacker.decompress(packed, LARGEST + 1)
    except (ValueError, zlib.error) as error:
        raise ValueError("receipt-unreadable") from error
    is_whole = unpacker.eof and not unpacker.unused_data and len(content) <= LARGEST
    if not is_whole or _name(packed) != name:
        raise ValueError("receipt-unreadable")
    return content


def _name(packed: bytes) -> str:
    """By what the parts of one receipt know each other."""
    return sha256(packed).hexdigest()[:8].upper()


def _base45(content: bytes) -> str:
    """RFC 9285."""
    from base45 import b45encode

    return str(b45encode(content), "ascii")


def _from_base45(text: str) -> bytes:
    from base45 import b45decode

    return bytes(b45decode(text))
