"""Read an OLE compound file (MS-CFB): an .xls, a .doc, a locked .xlsx.

Knows the names of the streams, not what they hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import unpack_from

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_NOBODY = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA  # numbers above are marks, such as the end of a chain
_ENTRY = 128
_PIECE = 64
_SMALL = 4096  # a shorter stream stands in pieces of the root's


@dataclass(frozen=True, slots=True)
class Stream:
    """The bytes of a stream; each ``size`` of them stand together in the file, at a place."""

    content: bytes
    places: Sequence[int]
    size: int

    def place(self, position: int) -> int:
        """Where in the file a byte of the stream stands."""
        return self.places[position // self.size] + position % self.size


def top_names(content: bytes) -> frozenset[str]:
    """Names of the streams and storages directly below the root.

    Raises:
        ValueError: the file is damaged.
    """
    return frozenset(_top(_directory(content)))


def stream(content: bytes, name: str) -> Stream:
    """Read a stream directly below the root.

    Raises:
        ValueError: the file is damaged, or has no such stream.
    """
    directory = _directory(content)
    at = _top(directory).get(name, -1) * _ENTRY
    if at < 0:
        raise ValueError(name)
    first, length = unpack_from("<II", directory, at + 116)
    table, size = _table(content), 1 << content[30]
    if length >= _SMALL:
        return _joined(content, [(n + 1) * size for n in _chain(table, first)], size, length)
    small = _joined_chain(content, 60)
    root = [(n + 1) * size for n in _chain(table, unpack_from("<I", directory, 116)[0])]
    pieces = [at for place in root for at in range(place, place + size, _PIECE)]
    numbers = _chain(small, first)
    if any(number >= len(pieces) for number in numbers):
        raise ValueError("a piece outside the stream")
    return _joined(content, [pieces[number] for number in numbers], _PIECE, length)


def _joined(content: bytes, places: list[int], size: int, length: int) -> Stream:
    joined = b"".join(content[place : place + size].ljust(size, b"\0") for place in places)
    if len(joined) < length or any(place >= len(content) for place in places):
        raise ValueError("a stream that is cut short")
    return Stream(joined[:length], places, size)


def _joined_chain(content: bytes, at: int) -> bytes:
    """The stream whose first sector the header names at a place."""
    table, size = _table(content), 1 << content[30]
    first = unpack_from("<I", content, at)[0]
    return b"".join(_sector(content, number, size) for number in _chain(table, first))


def _chain(table: bytes, first: int) -> list[int]:
    """Numbers of the pieces of a stream, in order."""
    numbers: list[int] = []
    while first <= _LAST_SECTOR:
        numbers.append(first)
        if len(numbers) * 4 > len(table) or first * 4 + 4 > len(table):
            raise ValueError("a chain that does not end")
        first = unpack_from("<I", table, first * 4)[0]
    return numbers


def _table(content: bytes) -> bytes:
    """The allocation table: for each sector the number of the next one of its stream."""
    if len(content) < 512 or content[30] not in (9, 12):
        raise ValueError("no header")
    size = 1 << content[30]
    return b"".join(_sector(content, number, size) for number in _table_sectors(content, size))


def _top(directory: bytes) -> dict[str, int]:
    """Numbers of the entries directly below the root, by name."""
    entries = len(directory) // _ENTRY
    if not entries:
        raise ValueError("no directory")
    names: dict[str, int] = {}
    seen: set[int] = set()
    waiting = [unpack_from("<I", directory, 76)[0]]
    while waiting:
        entry = waiting.pop()
        if entry == _NOBODY or entry in seen:
            continue
        if entry >= entries:
            raise ValueError("an entry outside the directory")
        seen.add(entry)
        at = entry * _ENTRY
        length = unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
        names[name] = entry
        waiting.extend(unpack_from("<II", directory, at + 68))
    return names


def _directory(content: bytes) -> bytes:
    return _joined_chain(content, 48)


def _table_sectors(content: bytes, size: int) -> Iterator[int]:
    """Numbers of the sectors of the allocation table: 109 in the header, the others chained."""
    yield from (number for number in unpack_from("<109I", content, 76) if number <= _LAST_SECTOR)
    number = unpack_from("<I", content, 68)[0]
    for _ in range(len(content) // size):
        if number > _LAST_SECTOR:
            return
        *numbers, number = unpack_from(f"<{size // 4}I", _sector(content, number, size))
        yield from (each for each in numbers if each <= _LAST_SECTOR)


def _sector(content: bytes, number: int, size: int) -> bytes:
    sector = content[(number + 1) * size : (number + 2) * size]
    if not sector:
        raise ValueError("a sector outside the file")
    return sector.ljust(size, b"\0")  # the last one may be cut short
