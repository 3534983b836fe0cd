"""Files of a run: archives whose bytes are stable, and safe names."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from unicodedata import combining, normalize

_EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST = 200  # bytes of a name without its number and suffix: file systems allow 255
_DEVICES = ("CON", "PRN", "AUX", "NUL")
_RESERVED = frozenset({*_DEVICES, *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))})


def repacked(content: bytes, change: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """An archive again without the time of its making, so that equal parts give equal bytes.

    Parameters: ``change`` is given the name and the content of each part, and returns what is
    written in its place.
    """
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(memory, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _EARLIEST_ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, change(name, old.read(name)))
    return memory.getvalue()


def free_name(folder: Path, wanted: str, suffix: str) -> Path:
    """A path in a folder, and never outside, for a file that is named by anybody.

    Only the last step of the name counts; characters that some system does not allow, or gives
    a meaning to, are replaced, and a number tells equal names apart.
    """
    last = re.split(r"[/\\]", normalize("NFC", wanted))[-1]
    stem = plain_stem(PurePosixPath(last).stem)
    taken = {path.name.casefold() for path in folder.iterdir()}
    number, name = 1, f"{stem}{suffix}"
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}){suffix}"
    return folder / name


def plain_stem(wanted: str, longest: int = _LONGEST) -> str:
    """The start of a file name that every system allows, as near to the wanted one as can be."""
    stem = "".join(char if _is_plain(char) else "_" for char in normalize("NFC", wanted))
    stem = stem.strip(" .") or "_"
    if stem.split(".")[0].upper() in _RESERVED:
        stem = f"_{stem}"
    while len(stem.encode()) > longest:
        stem = stem[:-1]
    return stem


def _is_plain(char: str) -> bool:
    return char.isalnum() or char in " ._-(),+&" or combining(char) > 0
