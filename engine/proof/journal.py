"""The journal of an office: its runs in an order that nobody changes without being found.

A file of lines that is only ever added to. Of a run it has hashes and numbers, of people nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..putting import write_whole
from .checking import Difference
from .entries import LONGEST, Entry, broken_links, entry_in, entry_of, lines_of, read_limited
from .heads import (
    LONGEST_HEAD,
    Head,
    false_signature,
    head_in,
    head_of_lines,
    heads_proven,
    proof_of,
    signed_head,
    signed_place,
)
from .keys import PublicKey, SigningKey

PATIENCE = 60
"""Seconds that one waits for others who add to the same journal."""


def append(journal: Path, run: Path, key: SigningKey | None) -> Head:
    """Write a sealed run behind the last one of a journal, and return what it is now.

    Parameters: ``journal`` need not be there yet; ``key`` signs its head, in a file beside it.

    Raises:
        UsageError: the folder is not that of a run, or the run is in the journal; the journal
            is broken, signed where no key is given, or cannot be written. It stays as it was.
    """
    from filelock import FileLock, Timeout

    _entry(run, ())  # what is no run touches nothing
    journal = journal.resolve()  # or a link would be replaced, and not what it leads to
    try:
        with FileLock(journal.with_name(f".{journal.name}.lock"), timeout=PATIENCE):
            return _append(journal, run, key)
    except Timeout as error:
        raise UsageError("journal-busy", path=str(journal)) from error
    except OSError as error:
        raise UsageError("journal-unwritable", path=str(journal)) from error


def refuse_unready(journal: Path, key: SigningKey | None) -> None:
    """Say early what would keep a run out of a journal: it is broken, or wants a key.

    Raises:
        UsageError: it would.
    """
    if journal.exists():
        content, envelope = contents_of(journal)
        if envelope is not None and key is None:
            raise UsageError("journal-needs-key", path=str(journal))
        if key is None:  # else a line that was never signed may be made good
            _refuse_broken(journal, content, envelope, None)


def _append(journal: Path, run: Path, key: SigningKey | None) -> Head:
    is_new = not journal.exists() and not signed_place(journal).exists()
    content, envelope = (b"", None) if is_new else contents_of(journal)
    if envelope is not None and key is None:
        raise UsageError("journal-needs-key", path=str(journal))
    if key is not None:
        content = _without_unsigned(content, envelope, _entry(run, ()))
    _refuse_broken(journal, content, envelope, key.public if key else None)
    lines = lines_of(content)
    entry = _entry(run, lines)
    places = {entry_in(line).record: place for place, line in enumerate(lines, start=1)}
    if entry.record in places:
        raise UsageError("journal-has-run", f"{journal.name}:{places[entry.record]}", run=str(run))
    grown = content + entry.line + b"\n"
    if len(grown) > LONGEST:
        raise UsageError("journal-unwritable", path=str(journal))
    write_whole(journal, grown)
    if key is not None:
        write_whole(signed_place(journal), signed_head(grown, key))
    return head_of_lines(lines_of(grown))


def _entry(run: Path, before: Sequence[bytes]) -> Entry:
    try:
        return entry_of(run, before)
    except (ValueError, OSError) as error:
        raise UsageError("journal-no-run", folder=str(run)) from error


def _without_unsigned(content: bytes, envelope: bytes | None, entry: Entry) -> bytes:
    """A journal without its last line, if that is of this run and was never signed.

    So an addition that was interrupted before its head was signed can be made again.
    """
    *before, last = lines_of(content) or [b""]
    try:
        size = head_in(envelope).size if envelope is not None else 0
        is_same = entry_in(last).record == entry.record
    except ValueError:
        return content
    is_left_over = is_same and size == len(before)
    return b"".join(line + b"\n" for line in before) if is_left_over else content


def _refuse_broken(
    journal: Path, content: bytes, envelope: bytes | None, key: PublicKey | None
) -> None:
    """Go no further with a journal in which anything is wrong by itself."""
    for difference in wrong_by_itself(journal, content, envelope, key):
        raise UsageError("journal-broken", difference.place)


def wrong_by_itself(
    journal: Path, content: bytes, envelope: bytes | None, key: PublicKey | None
) -> Iterator[Difference]:
    """What is wrong with the lines of a journal, and with its signed head if there is one."""
    yield from broken_links(journal.name, content)
    if envelope is not None:
        yield from false_signature(journal, envelope, content, key)


def contents_of(journal: Path) -> tuple[bytes, bytes | None]:
    """A journal and the signed head beside it, None if there is none; nothing is checked.

    Raises:
        UsageError: there is no journal that can be read.
    """
    place = signed_place(journal)
    is_signed = place.exists() or place.is_symlink()
    try:
        content = read_limited(journal)
    except (ValueError, OSError) as error:
        raise UsageError("journal-unreadable", path=str(journal)) from error
    try:
        return content, read_limited(place, LONGEST_HEAD) if is_signed else None
    except (ValueError, OSError):
        return content, b""  # told as a signature that cannot be read


def head_of(journal: Path) -> Head:
    """What an outsider should note down of a journal.

    Raises:
        UsageError: there is no journal with a run in it, or it is broken.
    """
    return head_of_lines(_unbroken(journal)[0])


def proof_between(journal: Path, size: int) -> dict[str, Any]:
    """The proof that a journal goes on from its first ``size`` lines, as JSON has it.

    Raises:
        UsageError: there is no journal with a run in it, or it is broken.
        IndexError: it was never so large.
    """
    lines, envelope = _unbroken(journal)
    return proof_of(lines, size, envelope)


def _unbroken(journal: Path) -> tuple[list[bytes], bytes | None]:
    content, envelope = contents_of(journal)
    _refuse_broken(journal, content, envelope, None)
    if not content:
        raise UsageError("journal-unreadable", path=str(journal))
    return lines_of(content), envelope


def is_extended(older: Head, proof: Mapping[str, Any]) -> bool:
    """Whether a proof shows that a journal goes on from a head that somebody noted."""
    proven = heads_proven(proof)
    return proven is not None and proven[0] == older
