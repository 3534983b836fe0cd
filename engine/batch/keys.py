"""What a conclusion rests on, as one key: the inputs by their contents, the rules, the program.

Equal keys have equal results, so that nothing is decided twice.
"""

import hashlib
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..packs.loading import LoadedPack
from ..proof.canonical import canonical
from ..proof.libraries import installed
from ..proof.record import rules_record
from ..workbook.files.paths import is_junk, safe_name
from ..workbook.files.sources import LARGEST, is_called_workbook

LIBRARIES = (
    "durable-rules",
    "duckdb",
    "ibis-framework",
    "pyarrow",
    "python-calamine",
    "rapidfuzz",
    "sqlglot",
)
"""Those that have a part in reading and in verdicts; those of reports have none here."""

_DIGITS = 32
"""Hexadecimal digits of a key that name a folder: no two of any batch share them."""


@dataclass(frozen=True, slots=True)
class Options:
    """How every dossier of a batch is judged; ``mapping`` is a file, ``received`` a day."""

    year: int | None = None
    received: date | None = None
    simulate: bool = False
    mapping: Path | None = None


@dataclass(frozen=True, slots=True)
class HashedFile:
    """An input by its content; ``sha256`` tells of one that is not opened why it is not."""

    name: str
    sha256: str
    path: Path

    def as_json(self) -> dict[str, str]:
        """The same as the record of a dossier has it."""
        return {"name": self.name, "sha256": self.sha256}


def batch_record(packs: Sequence[LoadedPack], options: Options) -> dict[str, Any]:
    """What is the same for all dossiers of a batch, as JSON has it.

    Raises:
        InputError: the mapping cannot be read.
    """
    received = options.received.isoformat() if options.received else None
    return {
        **rules_record(packs),
        "libraries": {name: installed(name) for name in LIBRARIES},
        "options": {
            "year": options.year,
            "received": received,
            "simulate": options.simulate,
            "mapping": _mapping(options.mapping) if options.mapping else None,
        },
    }


def digest_of(record: dict[str, Any]) -> str:
    """The SHA-256 of a record, whoever writes it."""
    return hashlib.sha256(canonical(record)).hexdigest()


def key_of(name: str, inputs: Sequence[HashedFile], batch: str) -> str:
    """The key of a dossier's results.

    Parameters: ``name`` is that of the dossier, ``batch`` the digest of the batch's record.
    """
    told = [each.as_json() for each in inputs]
    return digest_of({"batch": batch, "dossier": name, "inputs": told})[:_DIGITS]


def hashed(path: Path) -> tuple[HashedFile, ...]:
    """The inputs of a dossier, a workbook or a folder of them, in the order of their names.

    Raises:
        OSError: one of them is gone, or cannot be read.
    """
    if not path.is_dir():
        return (_hashed(path),)
    names = sorted(each.name for each in path.iterdir())
    wanted = (name for name in names if is_called_workbook(name) and not is_junk(name))
    return tuple(_hashed(path / name) for name in wanted)


def _hashed(path: Path) -> HashedFile:
    """One input; what reading would refuse unopened is told by what it is."""
    name, about = safe_name(path.name), path.lstat()
    if not stat.S_ISREG(about.st_mode):
        return HashedFile(name, f"mode:{about.st_mode}", path)
    if about.st_size > LARGEST:
        return HashedFile(name, f"size:{about.st_size}", path)
    with path.open("rb") as file:
        return HashedFile(name, hashlib.file_digest(file, "sha256").hexdigest(), path)


def _mapping(path: Path) -> dict[str, str]:
    try:
        return _hashed(path).as_json()
    except OSError as error:
        reason = error.strerror or ""
        raise InputError("file-unreadable", safe_name(path.name), reason=reason) from error
