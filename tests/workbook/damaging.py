"""Damage a workbook at random: bits, bytes, ends, pieces, and what is packed inside it."""

import random
import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

Change = Callable[[bytes, random.Random], bytes]

ODD_BYTES = (0, 1, 0x20, 0x22, 0x3C, 0x3E, 0x26, 0x7F, 0x80, 0xFE, 0xFF)
ODD_NUMBERS = (0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
ODD_TEXTS = (
    b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"XFD1048576", b"A0", b"&lt;", b"&x;",
    b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<c>", b"</row>", b"/>", b'"', b"\xef\xbf\xbf", b"\xc3",
)  # fmt: skip


def flip_bits(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def change_bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 4, 16))):
        changed[chance.randrange(len(changed))] = chance.choice(ODD_BYTES)
    return bytes(changed)


def change_numbers(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 4))):
        size = chance.choice((2, 4))
        number = chance.choice(ODD_NUMBERS) % (1 << 8 * size)
        place = chance.randrange(max(len(changed) - size, 1))
        changed[place : place + size] = number.to_bytes(size, "little")
    return bytes(changed)


def cut_end(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content)) or 1]


def cut_piece(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.choice((1, 16, 512, 4096)) :]


def repeat_piece(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.choice((1, 16, 512, 4096))]
    return content[:start] + piece * chance.choice((2, 50)) + content[start + len(piece) :]


def put_text(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.choice(ODD_TEXTS) + content[place:]


def change_values(content: bytes, chance: random.Random) -> bytes:
    """Other values of attributes and elements, where it is XML."""
    found = list(re.finditer(rb'(?<==")[^"<]*(?=")|(?<=>)[^<]+(?=<)', content))
    if not found:
        return change_numbers(content, chance)
    where = chance.choice(found)
    return content[: where.start()] + chance.choice(ODD_TEXTS) + content[where.end() :]


SURFACE: Sequence[Change] = (
    flip_bits, flip_bits, change_bytes, change_numbers, cut_end, cut_piece,
)  # fmt: skip
DEEP: Sequence[Change] = (
    *SURFACE, repeat_piece, put_text, put_text, change_values, change_values, change_values,
)  # fmt: skip


def inside(content: bytes, chance: random.Random) -> bytes:
    """Damage a part of a zip, and pack it again as if nothing had happened."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name, part in parts.items() if part])
    parts[name] = chance.choice(DEEP)(parts[name], chance)
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            archive.writestr(each, part)
    return memory.getvalue()


def spliced(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """The beginning of one file, and the end of another."""
    return content[: chance.randrange(len(content)) or 1] + other[chance.randrange(len(other)) :]
