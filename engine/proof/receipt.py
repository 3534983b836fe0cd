"""Receipts: one conclusion with the proof that it is among those that an office signed.

A receipt shows nobody else's conclusion: of the others it has hashes, which are salted. To check
one takes the public key and nothing of what decides.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .canonical import canonical
from .columnar import leaves, salts
from .envelope import opened
from .keys import PublicKey
from .merkle import LENGTH, inclusion, is_included, leaf_hash
from .sealing import CONCLUSIONS, ENVELOPE, FORMAT, SALT, STATEMENT


@dataclass(frozen=True, slots=True)
class Attested:
    """What a receipt proves: the conclusion as it was sealed, and of how many it is one."""

    conclusion: Mapping[str, Any]
    leaves: int


@dataclass(frozen=True, slots=True)
class Stated:
    """What the envelope of a receipt says, which nobody has checked: ``keys`` are hints."""

    root: str
    leaves: int
    keys: tuple[str, ...]


def receipts(folder: Path, subject: str, title: str | None = None) -> Iterator[dict[str, Any]]:
    """The receipts of a subject's conclusions in a signed run, each as JSON has it.

    Parameters: ``title`` is the id of one title, None for all.

    Raises:
        OSError: the run is not signed, or its conclusions were not written.
        ValueError: a file of it is not as a seal writes it.
    """
    text = (folder / CONCLUSIONS).read_bytes()
    secret = bytes.fromhex((folder / SALT).read_text(encoding="ascii"))
    envelope = opened((folder / ENVELOPE).read_bytes())
    tree = leaves(text, secret)
    drawn = salts(secret, len(tree))
    for number, content in enumerate(text.split(b"\n")[:-1]):
        told = json.loads(content)
        if told["subject"] == subject and title in (None, told["title"]):
            yield {
                "receipt": FORMAT,
                "conclusion": content.decode(),
                "index": number,
                "salt": drawn[number * LENGTH : (number + 1) * LENGTH].hex(),
                "path": [each.hex() for each in inclusion(tree, number)],
                "envelope": envelope.as_json(),
            }


def stated(receipt: Mapping[str, Any]) -> Stated:
    """What a receipt says of the conclusions that were signed with it.

    Raises:
        ValueError: it is none.
    """
    try:
        envelope = opened(canonical(receipt["envelope"]))
        sealed = json.loads(envelope.payload)["predicate"]
        root, size = str(sealed["root"]), int(sealed["leaves"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("receipt-unreadable") from error
    return Stated(root, size, tuple(each.key for each in envelope.signatures))


def attested(text: str | bytes, key: PublicKey) -> Attested:
    """What a receipt proves to whoever has the public key of the office.

    Raises:
        ValueError: it proves nothing; the code of the reason is its text.
    """
    try:
        receipt = json.loads(text)
        envelope = opened(canonical(receipt["envelope"]))
        index, content = receipt["index"], receipt["conclusion"].encode()
        path = [bytes.fromhex(each) for each in receipt["path"]]
        leaf = leaf_hash(bytes.fromhex(receipt["salt"]) + content)
        is_known = receipt["receipt"] == FORMAT and type(index) is int
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("receipt-unreadable") from error
    if not is_known:
        raise ValueError("receipt-unreadable")
    if envelope.kind != STATEMENT or not envelope.signed_by(key.checks):
        raise ValueError("receipt-not-signed")
    sealed = json.loads(envelope.payload)["predicate"]  # as the office wrote it
    if not is_included(leaf, index, sealed["leaves"], path, bytes.fromhex(sealed["root"])):
        raise ValueError("receipt-not-among")
    return Attested(json.loads(content), sealed["leaves"])
