"""DER of what others wrote in BER: one content has one text (X.690, sections 8, 10 and 11).

Timestamp authorities write sets in any order and lengths in any form; none of it is signed so.
"""

DEEPEST = 32
_CONSTRUCTED, _LONG_TAG = 0x20, 0x1F
_OCTETS, _SET, _FIRST = 0x04, 0x31, 0xA0
_END = b"\x00\x00"


def encoded(tag: int, content: bytes) -> bytes:
    """A value with its tag, of one byte, and its length in the shortest form."""
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def in_der(text: bytes) -> bytes:
    """A CMS message or an answer around one, with its sets in order and every length definite.

    ``[0]`` holds either one value or, as certificates and signed attributes, a set.

    Raises:
        ValueError: it is no BER, or has tags of more than a byte, or is too deep.
    """
    try:
        value, end = _value(text, 0, DEEPEST)
    except IndexError as error:
        raise ValueError("cut") from error
    if end != len(text):
        raise ValueError("more behind it")
    return value


def _value(text: bytes, start: int, depth: int) -> tuple[bytes, int]:
    """The value that starts at a place, in DER, and the place behind it."""
    tag, (size, first) = text[start], _length(text, start + 1)
    if tag & _LONG_TAG == _LONG_TAG or not depth:
        raise ValueError("beyond what a timestamp has")
    last = None if size is None else first + size
    if last is not None and last > len(text):
        raise ValueError("cut")
    if tag & _CONSTRUCTED:
        return _constructed(tag, text, (first, last), depth)
    if last is None:
        raise ValueError("no length")
    return encoded(tag, text[first:last]), last


def _constructed(
    tag: int, text: bytes, span: tuple[int, int | None], depth: int
) -> tuple[bytes, int]:
    place, last = span
    parts = []
    while place < last if last is not None else text[place : place + 2] != _END:
        part, place = _value(text, place, depth - 1)
        parts.append(part)
    if last is None:
        place += len(_END)
    elif place != last:
        raise ValueError("longer than what holds it")
    if tag == _OCTETS | _CONSTRUCTED:
        return encoded(_OCTETS, b"".join(_content(part) for part in parts)), place
    if tag in (_SET, _FIRST):
        parts.sort()
    return encoded(tag, b"".join(parts)), place


def _content(value: bytes) -> bytes:
    """What a piece of a text in pieces holds."""
    if value[0] != _OCTETS:
        raise ValueError("pieces of another kind")
    return value[_length(value, 1)[1] :]


def _length(text: bytes, place: int) -> tuple[int | None, int]:
    """The length that is written at a place, None if an end is, and the place behind it."""
    first = text[place]
    if first < 0x80:
        return first, place + 1
    behind = place + 1 + (first & 0x7F)
    if first > 0x84 or behind > len(text):
        raise ValueError("too long")
    return int.from_bytes(text[place + 1 : behind], "big") if first > 0x80 else None, behind
