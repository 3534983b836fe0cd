"""Unpack the parts of a zipped workbook, piece by piece and within bounds.

A part is only given if it is whole: as long as the directory says, with the right checksum.
Knows no spreadsheet format.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from ...errors import InputError
from .. import limits

_PIECE = 1 << 16  # packed bytes that are taken at a time
_HEAD = 1 << 11  # of a part that nothing is read of
_BLOCK = 1 << 20  # unpacked bytes that are given at a time
_LOCAL = struct.Struct("<4s22xHH")  # signature; length of the name, of the extra field
_SIGNATURE = b"PK\x03\x04"
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DECLARES = re.compile(rb"<\0?!\0?[DE]")  # a document type or an entity, also in UTF-16
_LONGEST = 4


class Package:
    """The parts of one file, by name; letter case and the direction of strokes do not matter.

    Raises:
        InputError: the file is damaged, protected, too large, or two of its parts share bytes.
    """

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self._content = memoryview(content)
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as e:
            raise InputError("file-corrupt", name) from e
        if len(entries) > limits.ENTRIES:
            raise InputError("file-too-heavy", name)
        self._parts = {_key(entry.filename): _Part(entry, self._start(entry)) for entry in entries}
        if len(self._parts) < len(entries):
            raise InputError("file-corrupt", name)
        if sum(entry.file_size for entry in entries) > limits.UNPACKED:
            raise InputError("file-too-large", name)
        self._refuse_overlap()
        self._read: set[str] = set()

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._parts

    def names(self) -> list[str]:
        """Names of all parts, in lower case."""
        return list(self._parts)

    def size(self, part: str) -> int:
        """Bytes of a part, unpacked; none if there is no such part."""
        return self._parts[_key(part)].entry.file_size if part in self else 0

    def read(self, part: str) -> bytes:
        """Unpack a part that is an index of others.

        Raises:
            InputError: there is no such part, it is damaged, or too large to be an index.
        """
        if part in self and self.size(part) > limits.INDEX:
            raise InputError("file-too-heavy", self.name)
        return b"".join(self.blocks(part))

    def blocks(self, part: str) -> Iterator[bytes]:
        """Unpack a part of any size in pieces of at most one megabyte.

        Raises:
            InputError: there is no such part, it is damaged, or declares a document type: no
                spreadsheet program does, and entities are how a small file becomes huge.
        """
        found = self._parts.get(_key(part))
        if found is None:
            raise InputError("file-corrupt", self.name)
        self._read.add(_key(part))
        size, checksum, before = 0, 0, b""
        for block in self._inflate(found):
            size += len(block)
            checksum = zlib.crc32(block, checksum)
            if size > found.entry.file_size:
                raise InputError("file-corrupt", self.name)
            if b"!" in block and _is_xml(part) and _DECLARES.search(before + block):
                raise InputError("file-unsafe", self.name)
            before = block[-_LONGEST:]
            yield block
        if size != found.entry.file_size or checksum != found.entry.CRC:
            raise InputError("file-corrupt", self.name)

    def check(self, part: str) -> None:
        """See that a part is whole, if there is one.

        Raises:
            InputError: it is damaged, or declares a document type.
        """
        if part in self:
            for _ in self.blocks(part):
                pass

    def check_others(self) -> None:
        """See that no part that was not read begins with a document type.

        Raises:
            InputError: one does.
        """
        for name, part in self._parts.items():
            if name not in self._read and _is_xml(name):
                head = next(self._inflate(part, _HEAD), b"")
                if b"!" in head and _DECLARES.search(head):
                    raise InputError("file-unsafe", self.name)

    def _inflate(self, part: "_Part", most: int = _BLOCK) -> Iterator[bytes]:
        packed = self._content[part.start : part.end]
        if part.entry.compress_type == zipfile.ZIP_STORED:
            for at in range(0, len(packed), most):
                yield bytes(packed[at : at + most])
            return
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for at in range(0, len(packed), _PIECE):
                block = inflating.decompress(packed[at : at + _PIECE], most)
                while block:
                    yield block
                    rest = inflating.unconsumed_tail
                    block = inflating.decompress(rest, most) if len(block) == most else b""
        except zlib.error as error:
            raise InputError("file-corrupt", self.name) from error

    def _start(self, entry: zipfile.ZipInfo) -> int:
        """Where the packed bytes of a part begin, if they lie inside the file."""
        if entry.flag_bits & _ENCRYPTED:
            raise InputError("password-protected", self.name)
        if not 0 <= entry.header_offset <= len(self._content) - _LOCAL.size:
            raise InputError("file-corrupt", self.name)
        signature, name, extra = _LOCAL.unpack_from(self._content, entry.header_offset)
        start = entry.header_offset + _LOCAL.size + int(name) + int(extra)
        is_inside = start + entry.compress_size <= len(self._content)
        if signature != _SIGNATURE or entry.compress_type not in _METHODS or not is_inside:
            raise InputError("file-corrupt", self.name)
        return start

    def _refuse_overlap(self) -> None:
        """No bytes may be unpacked twice: so does a small file become huge."""
        end = 0
        for part in sorted(self._parts.values(), key=lambda part: part.start):
            if part.entry.header_offset < end:
                raise InputError("file-unsafe", self.name)
            end = part.end


@dataclass(frozen=True, slots=True)
class _Part:
    """An entry of the directory, and where its packed bytes begin."""

    entry: zipfile.ZipInfo
    start: int

    @property
    def end(self) -> int:
        """Where they end."""
        return self.start + self.entry.compress_size


def _is_xml(part: str) -> bool:
    return part.endswith((".xml", ".rels", ".vml"))


def _key(name: str) -> str:
    return name.replace("\\", "/").lower()
