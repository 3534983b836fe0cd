"""Lines of a journal: one for each run, each with the hash of the line before.

Knows one line and its neighbours; what a whole journal was at another time is asked of its head.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from .canonical import canonical
from .checking import Difference
from .sealing import ENVELOPE, RECORD
from .sealing import FORMAT as SEALED

FORMAT = 1
LONGEST = 1 << 26
"""Bytes of a journal, a record or a signature; a larger one is not read."""

_HASH, _PACK = re.compile(r"[0-9a-f]{64}"), re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAMES = frozenset(
    {"journal", "number", "previous", "record", "envelope", "root", "leaves", "packs", "year"}
)
_MOST_PACKS, _LONGEST_ID = 100, 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A run as the journal has it: who it is about, and what it says, cannot be told from it.

    ``previous`` is the SHA-256 of the line before, ``record`` and ``envelope`` those of
    ``run.json`` and ``run.dsse.json``; empty where there is none.
    """

    number: int
    previous: str
    record: str
    envelope: str
    root: str
    leaves: int
    packs: tuple[str, ...]
    year: int

    @property
    def line(self) -> bytes:
        """The entry as it is written, without a line end.

        Raises:
            ValueError: a number or a text in it cannot be written.
        """
        return canonical({"journal": FORMAT, **asdict(self)})


def entry_of(run: Path, before: Sequence[bytes]) -> Entry:
    """The entry of a run behind the lines of a journal.

    Raises:
        ValueError: the folder holds no record that a journal can take up.
        OSError: a file of it cannot be read.
    """
    sealed = read_limited(run / RECORD)
    record = _sealed_record(sealed)
    try:
        entry = Entry(
            number=len(before),
            previous=hash_of(before[-1]) if before else "",
            record=hash_of(sealed),
            envelope=hash_of(read_limited(run / ENVELOPE)) if (run / ENVELOPE).exists() else "",
            root=record["merkle"]["root"],
            leaves=record["merkle"]["leaves"],
            packs=tuple(pack["id"] for pack in record["packs"]),
            year=record["options"]["year"],
        )
        return entry_in(entry.line)
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(RECORD) from error


def _sealed_record(sealed: bytes) -> Any:
    """The content of a record; more than the journal takes from it is not looked at."""
    try:
        record = json.loads(sealed)
        if canonical(record) != sealed or record["seal"] != SEALED:
            raise ValueError(RECORD)
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(RECORD) from error
    return record


def entry_in(line: bytes) -> Entry:
    """The entry that a line is.

    Raises:
        ValueError: it is none, or not written as a journal writes it.
    """
    try:
        told = json.loads(line)
        if not isinstance(told, dict) or told.keys() != _NAMES or not _has_shape(told):
            raise ValueError(RECORD)
        told = {**told, "packs": tuple(told["packs"])}
        entry = Entry(**{name: each for name, each in told.items() if name != "journal"})
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if entry.line != line:
        raise ValueError(RECORD)
    return entry


def lines_of(content: bytes) -> list[bytes]:
    """The lines of a journal, without their ends."""
    return content.removesuffix(b"\n").split(b"\n") if content else []


def broken_links(name: str, content: bytes) -> Iterator[Difference]:
    """What is not an entry, or does not follow upon the line before, in the journal of a name."""
    lines = lines_of(content)
    if content and not content.endswith(b"\n"):
        yield Difference("journal-line", f"{name}:{len(lines)}")
    number, seen = -1, dict[str, int]()
    for place, line in enumerate(lines, start=1):
        where, expected = f"{name}:{place}", number + 1
        try:
            entry = entry_in(line)
        except ValueError:
            yield Difference("journal-line", where)
            number = expected
            continue
        if entry.number != expected:
            told = {"told": str(entry.number), "expected": str(expected)}
            yield Difference("journal-number", where, told)
        if entry.previous != (hash_of(lines[place - 2]) if place > 1 else ""):
            yield Difference("journal-chain", where, {"line": str(place - 1)})
        if entry.record in seen:
            yield Difference("journal-twice", where, {"line": str(seen[entry.record])})
        number = entry.number
        seen.setdefault(entry.record, place)


def hash_of(content: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def read_limited(path: Path, most: int = LONGEST) -> bytes:
    """The content of a regular file that is not too long.

    Raises:
        ValueError: it is too long, or no file to be read.
        OSError: it cannot be read.
    """
    if not path.is_file() or path.stat().st_size > most:
        raise ValueError(path.name)
    return path.read_bytes()


def _has_shape(told: dict[str, Any]) -> bool:
    hashes = [told[name] for name in ("previous", "envelope") if told[name] != ""]
    numbers = [told[name] for name in ("number", "leaves", "year")]
    packs = told["packs"]
    return (
        told["journal"] == FORMAT
        and all(is_hash(each) for each in (*hashes, told["record"], told["root"]))
        and all(type(each) is int and each >= 0 for each in numbers)
        and isinstance(packs, list)
        and len(packs) <= _MOST_PACKS
        and all(_is_id(each) for each in packs)
    )


def _is_id(told: object) -> bool:
    return isinstance(told, str) and len(told) <= _LONGEST_ID and bool(_PACK.fullmatch(told))


def is_hash(told: object) -> bool:
    """Whether something is a SHA-256 as it is written here."""
    return isinstance(told, str) and _HASH.fullmatch(told) is not None
