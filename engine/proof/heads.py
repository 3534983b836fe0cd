"""Heads of a journal, which outsiders note down, and proofs that one goes on from another.

Whoever has noted a head finds out whether anything before it was changed, by a proof alone.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .canonical import canonical
from .checking import Difference
from .entries import FORMAT, hash_of, is_hash, lines_of
from .envelope import Envelope, opened, signed
from .keys import PublicKey, SigningKey
from .merkle import consistency, is_consistent, leaf_hash, root
from .sealing import STATEMENT

JOURNAL = "journal.jsonl"
LONGEST_HEAD = 1 << 16
"""Bytes of a head, a signed head or a proof; a larger one is not read."""

_TYPE, _PREDICATE = "https://in-toto.io/Statement/v1", "urn:thidua:journal:1"


@dataclass(frozen=True, slots=True)
class Head:
    """A state of a journal: how many lines it has, and the root of the tree over them."""

    size: int
    root: str

    def as_json(self) -> dict[str, Any]:
        """The head as it is written down."""
        return {"journal": FORMAT, "size": self.size, "root": self.root}


def head_of_lines(lines: Sequence[bytes]) -> Head:
    """The head of a journal with these lines."""
    return Head(len(lines), root([leaf_hash(line) for line in lines]).hex())


def head_in(content: bytes) -> Head:
    """The head that somebody noted down: plain, or as the office signed it, unchecked.

    Raises:
        ValueError: it is none, or one of an empty journal, which proves nothing.
    """
    try:
        told = json.loads(content)
        if "payload" in told:
            told = _predicate(json.loads(opened(content).payload))
        return _head(told)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("journal-head-unreadable") from error


def _predicate(statement: Mapping[str, Any]) -> Any:
    if statement["_type"] != _TYPE or statement["predicateType"] != _PREDICATE:
        raise ValueError("predicateType")
    return statement["predicate"]


def _head(told: Any) -> Head:
    head = Head(told["size"], told["root"])
    if type(head.size) is not int or head.size < 1 or not is_hash(head.root):
        raise ValueError("size")
    if canonical(head.as_json()) != canonical(told):
        raise ValueError("journal")
    return head


def signed_place(journal: Path) -> Path:
    """Where the signed head of a journal lies."""
    return journal.with_suffix(".dsse.json")


def signed_head(content: bytes, key: SigningKey) -> bytes:
    """The envelope with the head of a journal, given as the bytes of its file."""
    payload = canonical(_statement(content))
    return canonical(signed(STATEMENT, payload, key.public.fingerprint, key.sign).as_json())


def _statement(content: bytes) -> dict[str, Any]:
    return {
        "_type": _TYPE,
        "subject": [{"name": JOURNAL, "digest": {"sha256": hash_of(content)}}],
        "predicateType": _PREDICATE,
        "predicate": head_of_lines(lines_of(content)).as_json(),
    }


def false_signature(
    journal: Path, written: bytes, content: bytes, key: PublicKey | None
) -> Iterator[Difference]:
    """What is wrong with the signed head beside a journal.

    Parameters: ``written`` is the envelope, ``content`` that of the journal.
    """
    name = signed_place(journal).name
    try:
        head, envelope = head_in(written), opened(written)
    except ValueError:
        yield Difference("signature-unreadable", name)
        return
    lines = lines_of(content)
    told = b"".join(line + b"\n" for line in lines[: head.size])
    is_written = canonical(envelope.as_json()) == written and envelope.kind == STATEMENT
    if not is_written or envelope.payload != canonical(_statement(told)):
        yield Difference("journal-head-other", name, {"size": str(head.size)})
    elif head.size < len(lines):
        yield Difference("journal-head-behind", f"{journal.name}:{head.size + 1}")
    yield from _unsigned(name, envelope, key)


def _unsigned(name: str, envelope: Envelope, key: PublicKey | None) -> Iterator[Difference]:
    if key is not None and not envelope.signed_by(key.checks, key.fingerprint):
        yield Difference("signature-wrong", name, {"key": key.fingerprint})


def proof_of(lines: Sequence[bytes], size: int, envelope: bytes | None) -> dict[str, Any]:
    """The proof that a journal of these lines goes on from its first ones, as JSON has it.

    Parameters: ``envelope`` is the signed head, which goes with the proof if there is one.

    Raises:
        IndexError: the journal was never so large.
    """
    leaves = [leaf_hash(line) for line in lines]
    return {
        "journal": FORMAT,
        "from": head_of_lines(lines[:size]).as_json(),
        "to": head_of_lines(lines).as_json(),
        "path": [each.hex() for each in consistency(leaves, size)],
        "envelope": None if envelope is None else opened(envelope).as_json(),
    }


def heads_proven(proof: Mapping[str, Any]) -> tuple[Head, Head] | None:
    """The older and the newer head that a proof shows to be of one journal.

    None if it shows nothing of that kind; who signed the newer one is not looked at.
    """
    try:
        older, newer = _head(proof["from"]), _head(proof["to"])
        path = [bytes.fromhex(each) for each in proof["path"]]
        is_known = proof["journal"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    tops = bytes.fromhex(older.root), bytes.fromhex(newer.root)
    if not is_known or not is_consistent(older.size, tops[0], newer.size, tops[1], path):
        return None
    return older, newer


def false_signature_of(
    name: str, proof: Mapping[str, Any], newer: Head, key: PublicKey
) -> Iterator[Difference]:
    """What is wrong with the signed head that goes with a proof."""
    told = proof.get("envelope")
    if told is None:
        yield Difference("signature-missing", name)
        return
    try:
        written = canonical(told)
        head, envelope = head_in(written), opened(written)
    except (ValueError, RecursionError):
        yield Difference("signature-unreadable", name)
        return
    if head != newer or envelope.kind != STATEMENT:
        yield Difference("journal-head-other", name, {"size": str(head.size)})
    yield from _unsigned(name, envelope, key)
