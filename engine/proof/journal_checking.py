"""Check a journal, or a proof about one: against itself, an older head, and the runs at hand."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from .checking import Difference, Unproven
from .entries import Entry, entry_in, lines_of
from .heads import Head, false_signature_of, head_of_lines, heads_proven, signed_place
from .journal import contents_of, wrong_by_itself
from .keys import PublicKey
from .sealing import ENVELOPE, RECORD, file_hash


@dataclass(frozen=True, slots=True)
class CheckedJournal:
    """What is proven of a journal, or of the newer state that a proof is about.

    ``head`` is None where nothing can be said of one; ``unproven`` tells what nobody could
    check.
    """

    head: Head | None
    differences: tuple[Difference, ...]
    unproven: tuple[Unproven, ...]


def check_journal(
    journal: Path, older: Head | None, runs: Path | None = None, key: PublicKey | None = None
) -> CheckedJournal:
    """Check every line, the signed head, and what of the runs in a folder is told.

    Parameters: ``older`` is a head that was noted before; without it, or a signed head, nobody
    finds out that a history was written anew from its beginning.

    Raises:
        UsageError: there is no journal that can be read.
        OSError: a run cannot be read.
    """
    content, envelope = contents_of(journal)
    lines, place = lines_of(content), signed_place(journal).name
    found = list(wrong_by_itself(journal, content, envelope, key))
    if envelope is None and key is not None:
        found.append(Difference("signature-missing", place))
    if older is not None:
        found += _not_going_on(journal.name, older, lines)
    unproven = list(_not_asked(journal.name, envelope is not None, key, older))
    if runs is not None:
        found += _runs_told_otherwise(runs, lines)
        unproven += _absent(journal.name, runs, lines)
    return CheckedJournal(head_of_lines(lines), tuple(found), tuple(unproven))


def _not_going_on(name: str, older: Head, lines: Sequence[bytes]) -> Iterator[Difference]:
    if older.size > len(lines):
        told = {"told": str(older.size), "found": str(len(lines))}
        yield Difference("journal-cut", f"{name}:{len(lines) + 1}", told)
    elif head_of_lines(lines[: older.size]) != older:
        yield Difference("journal-rewritten", f"{name}:1-{older.size}")


def _not_asked(
    name: str, is_signed: bool, key: PublicKey | None, older: Head | None
) -> Iterator[Unproven]:
    if key is None:
        yield Unproven("journal-signer-unknown" if is_signed else "journal-unsigned", name)
    if older is None:
        yield Unproven("journal-head-not-given", name)


def _entries(lines: Sequence[bytes]) -> Iterator[tuple[int, Entry]]:
    """The lines that can be read, each with its place from 1; of the others that is told."""
    for place, line in enumerate(lines, start=1):
        try:
            yield place, entry_in(line)
        except ValueError:
            continue


def _runs_in(folder: Path) -> dict[Path, str]:
    """Every run below a folder with the hash of its record; a link is none."""
    found = (path for path in sorted(folder.rglob(RECORD)) if not path.is_symlink())
    return {path.parent: file_hash(path) for path in found if path.is_file()}


def _runs_told_otherwise(folder: Path, lines: Sequence[bytes]) -> Iterator[Difference]:
    """Runs that the journal does not have, or has with another signature."""
    entries = {entry.record: (place, entry) for place, entry in _entries(lines)}
    for run, digest in _runs_in(folder).items():
        where = (run.relative_to(folder) / RECORD).as_posix()
        if digest not in entries:
            yield Difference("journal-run-unknown", where)
            continue
        place, entry = entries[digest]
        signature = run / ENVELOPE
        if entry.envelope != (file_hash(signature) if signature.is_file() else ""):
            yield Difference("journal-run-signed-otherwise", where, {"line": str(place)})


def _absent(name: str, folder: Path, lines: Sequence[bytes]) -> Iterator[Unproven]:
    """The lines whose run is not in a folder, as ranges."""
    there = set(_runs_in(folder).values())
    places = [place for place, entry in _entries(lines) if entry.record not in there]
    for _, group in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        (_, first), *rest = group
        last = rest[-1][1] if rest else first
        where = f"{name}:{first}" if first == last else f"{name}:{first}-{last}"
        yield Unproven("journal-run-absent", where)


def proof_in(content: bytes) -> Mapping[str, Any] | None:
    """The proof that a file is meant to be, None if it is something else, such as a journal."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) and "from" in told else None


def check_proof(
    name: str, proof: Mapping[str, Any], older: Head, key: PublicKey | None = None
) -> CheckedJournal:
    """Check that a journal nobody needs to have goes on from a head that was noted before.

    Parameters: ``name`` is that of the proof in what is told.
    """
    proven = heads_proven(proof)
    if proven is None:
        return CheckedJournal(None, (Difference("journal-proof-wrong", name),), ())
    found = []
    if proven[0] != older:
        found.append(Difference("journal-proof-of-another", name, {"size": str(older.size)}))
    if key is not None:
        found += false_signature_of(name, proof, proven[1], key)
    asked = _not_asked(name, proof.get("envelope") is not None, key, older)
    return CheckedJournal(proven[1], tuple(found), tuple(asked))
