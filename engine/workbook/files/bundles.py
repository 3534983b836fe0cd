"""Read the files inside a zip archive in memory, within bounds; nothing is ever extracted.

Nothing in an archive is trusted: neither the names nor the sizes. Knows no kind of workbook.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from ...errors import InputError
from .. import limits
from .paths import is_junk, safe_name

UNPACKED = 4 * limits.FILE
"""Bytes of all files of an archive, unpacked: one after the other, but each costs time."""
_ENTRY_MARK = b"PK\x01\x02"  # no entry is listed without it


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Open a zip archive of not too many files.

    Raises:
        InputError: it is damaged, or lists more files than anybody packs.
    """
    # A mark may also stand inside a file, as in a workbook that was packed as it is.
    if content.count(_ENTRY_MARK) > 10 * limits.ENTRIES:
        raise InputError("file-too-large")
    try:
        return zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise InputError("file-corrupt") from error


def entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The files of an archive with their names, made safe to show, in the order of the names.

    What systems put there for themselves is left out.

    Raises:
        InputError: there are too many.
    """
    files = [info for info in archive.infolist() if not info.filename.endswith(("/", "\\"))]
    if len(files) > limits.ENTRIES:
        raise InputError("file-too-large")
    named = [(safe_name(_spelled(info)), info) for info in files]
    yield from sorted(
        ((name, info) for name, info in named if not any(map(is_junk, name.split("/")))),
        key=lambda pair: (pair[0], pair[1].header_offset),
    )


def read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack one file of an archive.

    Parameters: ``most`` is the number of bytes that it may have, whatever the archive says.

    Raises:
        InputError: it is no plain file, too large, protected by a password, or damaged.
    """
    mode = info.external_attr >> 16 if info.create_system == 3 else 0
    if stat.S_ISLNK(mode):
        raise InputError("file-link")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise InputError("file-special")
    if info.flag_bits & 1:
        raise InputError("password-protected")
    if info.file_size > most:
        raise InputError("file-too-large")
    try:
        with archive.open(info) as packed:
            content = packed.read(most + 1)
    except NotImplementedError as error:
        raise InputError("file-unreadable", reason=f"zip: {info.compress_type}") from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise InputError("file-corrupt") from error
    if len(content) > most:
        raise InputError("file-too-large")
    return content


def _spelled(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: most programs leave out in which encoding they wrote it."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        content = info.filename.encode("cp437")  # as what the library took it
    except UnicodeEncodeError:
        return info.filename
    for codec in ("utf-8", "cp1258"):
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    return info.filename
