"""Check the seal of a run: nothing is trusted that has not been checked before.

Knows files and hashes; what the conclusions say, and whether they are right, is asked elsewhere.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .asking import LIMIT
from .canonical import canonical
from .columnar import tree_of
from .envelope import opened
from .keys import PublicKey
from .sealing import (
    CONCLUSIONS,
    ENVELOPE,
    FORMAT,
    RECORD,
    SALT,
    STATEMENT,
    TIMESTAMP,
    files_of,
    statement,
)
from .timestamp import stamped, stamped_time


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was sealed; ``code`` names a message of the catalogue.

    ``place`` is the file, and what of it where that is known.
    """

    code: str
    place: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unproven:
    """Something that nobody could check; ``code`` names a message of the catalogue."""

    code: str
    place: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the seal of a run proves: ``record`` is None if nothing can be read in it.

    ``unproven`` is what could not be checked; ``stamped`` is a time at which the signature was
    there, None if nobody vouches for one.
    """

    record: Mapping[str, Any] | None
    differences: tuple[Difference, ...]
    unproven: tuple[Unproven, ...]
    stamped: datetime | None = None


def check_seal(folder: Path, key: PublicKey | None, roots: bytes | None = None) -> Checked:
    """Check signature, timestamp, files and conclusions of a run against its record.

    Parameters: ``roots`` are the certificates, in PEM, whose timestamps are trusted.

    Raises:
        OSError: a file cannot be read.
    """
    sealed = (folder / RECORD).read_bytes() if (folder / RECORD).is_file() else b""
    record = record_of(sealed)
    if record is None:
        return Checked(None, (Difference("record-unreadable", RECORD),), ())
    time = _timestamp(folder, roots)
    found = (
        *_signature(folder, sealed, key),
        *((time,) if isinstance(time, Difference) else ()),
        *_files(folder, record),
        *_leaves(folder, record),
    )
    unproven = [*_unproven(folder, key)]
    if time is None and (folder / TIMESTAMP).is_file():
        unproven.append(Unproven("timestamp-unchecked", TIMESTAMP))
    return Checked(record, found, tuple(unproven), time if isinstance(time, datetime) else None)


def record_of(sealed: bytes) -> Mapping[str, Any] | None:
    """The content of a ``run.json``, None if it is not what a seal would have written."""
    try:
        record = json.loads(sealed)
        is_whole = canonical(record) == sealed and _has_shape(record)
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return None
    return record if is_whole else None


def _has_shape(record: Mapping[str, Any]) -> bool:
    """Whether a record has all that is looked up in it; of a stranger's nothing is sure.

    Raises:
        KeyError, TypeError, AttributeError, ValueError: it has not.
    """
    merkle, options, mapping = record["merkle"], record["options"], record["mapping"]
    files = [*record["inputs"], *([mapping] if mapping is not None else [])]
    texts = [
        *(each[name] for each in record["files"] for name in ("path", "sha256")),
        *(each[name] for each in files for name in ("name", "sha256")),
        *(each[name] for each in record["packs"] for name in ("id", "version", "sha256")),
        *(each[name] for each in options["papers"] for name in ("name", "sha256")),
        *(merkle["root"], options["received"], record["vocabulary"]["sha256"]),
        *(options["lang"], *options["formats"], *record["engines"], *record["unread"]),
    ]
    numbers = [merkle["leaves"], options["year"], *(each["size"] for each in record["files"])]
    date.fromisoformat(options["received"])
    return (
        record["seal"] == FORMAT
        and all(isinstance(each, str) for each in texts)
        and all(type(each) is int for each in numbers)
        and all(isinstance(options[name], bool) for name in ("simulate", "redact"))
        and isinstance(options["only_unit"], str | None)
        and all(isinstance(record[name], dict) for name in ("libraries", "program"))
        and all(isinstance(record[name], list) for name in ("engines", "unread"))
        and isinstance(options["formats"], list)
        and "version" in record["program"]
    )


def _unproven(folder: Path, key: PublicKey | None) -> Iterator[Unproven]:
    if not _is_there(folder / ENVELOPE):
        yield Unproven("unsigned")
    elif key is None:
        yield Unproven("signer-unknown", ENVELOPE)
    if not (folder / CONCLUSIONS).is_file():
        yield Unproven("conclusions-not-written")


def _is_there(path: Path) -> bool:
    """Whether anything has that name, if only a link that leads nowhere."""
    return path.is_symlink() or path.exists()


def _signature(folder: Path, sealed: bytes, key: PublicKey | None) -> Iterator[Difference]:
    path = folder / ENVELOPE
    if not _is_there(path):
        if key is not None:
            yield Difference("signature-missing", ENVELOPE)
        return
    if path.is_symlink() or not path.is_file():
        yield Difference("signature-unreadable", ENVELOPE)
        return
    try:
        envelope = opened(path.read_bytes())
    except ValueError:
        yield Difference("signature-unreadable", ENVELOPE)
        return
    if canonical(envelope.as_json()) != path.read_bytes():
        yield Difference("signature-unreadable", ENVELOPE)
    is_vouched_for = key is not None and envelope.signed_by(key.checks, key.fingerprint)
    if envelope.kind != STATEMENT or envelope.payload != canonical(statement(sealed)):
        changed = Difference("record-changed", RECORD)
        yield changed if is_vouched_for else Difference("signature-of-another", ENVELOPE)
    if key is not None and not is_vouched_for:
        yield Difference("signature-wrong", ENVELOPE, {"key": key.fingerprint})


def _timestamp(folder: Path, roots: bytes | None) -> datetime | Difference | None:
    """A time at which the signature was there; None if there is no timestamp, or nobody to trust.

    A timestamp of another signature is found without anybody to trust.
    """
    path = folder / TIMESTAMP
    if not path.exists() and not path.is_symlink():
        return None if roots is None else Difference("timestamp-missing", TIMESTAMP)
    if path.is_symlink() or not path.is_file():
        return Difference("timestamp-unreadable", TIMESTAMP)
    if not (folder / ENVELOPE).is_file():
        return Difference("timestamp-of-another", TIMESTAMP)
    with path.open("rb") as file:
        token = file.read(LIMIT + 1)
    content = (folder / ENVELOPE).read_bytes()
    try:
        if roots is not None:
            return stamped(token, content, roots)
        stamped_time(token, content)
    except ValueError as error:
        return Difference(str(error), TIMESTAMP)
    return None


def _files(folder: Path, record: Mapping[str, Any]) -> Iterator[Difference]:
    told = {each["path"]: each for each in record["files"]}
    there = {each["path"]: each for each in files_of(folder)}
    for name in sorted(told.keys() | there.keys()):
        if name not in there:
            yield Difference("file-missing", name)
        elif name not in told:
            yield Difference("file-added", name)
        elif told[name] != there[name]:
            yield Difference("file-changed", name)


def _leaves(folder: Path, record: Mapping[str, Any]) -> Iterator[Difference]:
    path = folder / CONCLUSIONS
    if not path.is_file() or not (folder / SALT).is_file():
        return
    try:
        secret = bytes.fromhex((folder / SALT).read_text(encoding="ascii"))
    except ValueError:
        yield Difference("salt-unreadable", SALT)
        return
    text, merkle = path.read_bytes(), record["merkle"]
    number, root = tree_of(text, secret)
    if merkle["leaves"] != number or not text.endswith(b"\n" if number else b""):
        counts = {"told": str(merkle["leaves"]), "found": str(number)}
        yield Difference("leaves-counted", CONCLUSIONS, counts)
    elif root.hex() != merkle["root"]:
        yield Difference("root-wrong", CONCLUSIONS)
