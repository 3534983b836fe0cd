"""Seal the folder of a run: every file by its hash, every conclusion by its leaf.

``docs/trust.md`` writes the formats down.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from .canonical import canonical
from .columnar import tree_of
from .envelope import signed
from .keys import SigningKey

CONCLUSIONS = "conclusions.jsonl"
RECORD, SALT, ENVELOPE = "run.json", "salt.txt", "run.dsse.json"
"""The record of a run, the secret of its leaves, and the signature of the record."""

TIMESTAMP = "run.tsr"
"""When the signature was there."""

SEALS = (RECORD, ENVELOPE, TIMESTAMP)
"""The files that no record can name: itself, what signs it, and what stamps that."""

FORMAT = 1
_NOTHING: Mapping[str, str] = {}
STATEMENT = "application/vnd.in-toto+json"
_TYPE, _PREDICATE = "https://in-toto.io/Statement/v1", "urn:thidua:seal:1"
_DOMAIN = b"thidua salt 1\x00"
_BLOCK = 1 << 20


def seal(
    folder: Path,
    record: Mapping[str, Any],
    text: bytes,
    key: SigningKey | None,
    stamp: Callable[[bytes], bytes] | None = None,
) -> None:
    """Write the record of a run, the secret of its leaves and, with a key, its signature.

    Parameters: ``record`` is what went in and came out; ``text`` is what ``conclusions.jsonl``
    has, a line for each conclusion; ``stamp`` gives a timestamp of the signature.
    """
    told = folder / CONCLUSIONS
    digest = file_hash(told) if told.is_file() else sha256(text).hexdigest()
    secret = _secret(digest, key)
    number, root = tree_of(text, secret)
    (folder / SALT).write_text(f"{secret.hex()}\n", encoding="ascii")
    sealed = canonical(
        {
            **record,
            "seal": FORMAT,
            "merkle": {"leaves": number, "root": root.hex()},
            "files": files_of(folder, {CONCLUSIONS: digest}),
        }
    )
    (folder / RECORD).write_bytes(sealed)
    if key is not None:
        payload = canonical(statement(sealed))
        envelope = signed(STATEMENT, payload, key.public.fingerprint, key.sign)
        written = canonical(envelope.as_json())
        (folder / ENVELOPE).write_bytes(written)
        if stamp is not None:
            (folder / TIMESTAMP).write_bytes(stamp(written))


def _secret(told: str, key: SigningKey | None) -> bytes:
    """A secret that is the same for the same conclusions, and that needs the key to be found.

    Parameters: ``told`` is the hash of the conclusions, in hexadecimal.
    """
    digest = sha256(_DOMAIN + bytes.fromhex(told)).digest()
    vouched = digest if key is None else key.sign(_DOMAIN + digest)
    return sha256(_DOMAIN + vouched).digest()


def files_of(folder: Path, known: Mapping[str, str] = _NOTHING) -> list[dict[str, Any]]:
    """Every file of a run but its seals, by its path in the folder, with size and SHA-256.

    Links, pipes and devices are no files of a run: they are listed without a hash, and not read.

    Parameters: ``known`` are hashes that need not be made once more.
    """
    listed = ((path.relative_to(folder).as_posix(), path) for path in _all_in(folder))
    return [_entry(name, path, known) for name, path in sorted(listed) if name not in SEALS]


def _all_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def _entry(name: str, path: Path, known: Mapping[str, str]) -> dict[str, Any]:
    if path.is_symlink() or not path.is_file():
        return {"path": name, "sha256": "", "size": 0}
    digest = known.get(name) or file_hash(path)
    return {"path": name, "sha256": digest, "size": path.stat().st_size}


def file_hash(path: Path) -> str:
    """The SHA-256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def statement(sealed: bytes) -> dict[str, Any]:
    """What is signed: that this is the record of a run, with the root of its conclusions."""
    return {
        "_type": _TYPE,
        "subject": [{"name": RECORD, "digest": {"sha256": sha256(sealed).hexdigest()}}],
        "predicateType": _PREDICATE,
        "predicate": {"seal": FORMAT, **json.loads(sealed)["merkle"]},
    }
