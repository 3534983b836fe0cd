"""A second verifier of sealed runs, written from docs/trust.md alone.

    python docs/verifier.py RUN [PUBLIC_KEY.pem]

Shares no code with the program: the standard library, and ``cryptography`` for signatures. Checks
the signature, the record, every file and the Merkle root; decides no conclusion again.
"""

import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path


def as_canonical(content: object) -> bytes:
    """RFC 8785 as far as a record goes: texts, whole numbers, true, false, null."""
    if isinstance(content, dict):
        ordered = sorted(content.items(), key=lambda pair: pair[0].encode("utf-16-be"))
        pairs = (as_canonical(name) + b":" + as_canonical(each) for name, each in ordered)
        return b"{" + b",".join(pairs) + b"}"
    if isinstance(content, list):
        return b"[" + b",".join(map(as_canonical, content)) + b"]"
    if isinstance(content, float):
        raise ValueError("a record holds whole numbers only")
    return json.dumps(content, ensure_ascii=False).encode()


def merkle_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = merkle_root(leaves[:half]), merkle_root(leaves[half:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def files_of(folder: Path) -> dict[str, dict[str, object]]:
    """What the record must say of each file but itself and its seals."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in ("run.json", "run.dsse.json", "run.tsr"):
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            found[name] = {"path": name, "sha256": digest, "size": len(content)}
    return found


def check_files(folder: Path, record: dict) -> Iterator[str]:
    """Files that are gone, new or changed."""
    told, found = {each["path"]: each for each in record["files"]}, files_of(folder)
    for name in sorted(told.keys() | found.keys()):
        if told.get(name) != found.get(name):
            yield f"{name}: not as it was sealed"


def check_conclusions(folder: Path, record: dict) -> Iterator[str]:
    """Whether the lines give the leaves and the root that were sealed."""
    if not (folder / "conclusions.jsonl").is_file():
        return
    lines = (folder / "conclusions.jsonl").read_bytes().splitlines()
    secret = bytes.fromhex((folder / "salt.txt").read_text())
    salts = hashlib.shake_256(secret).digest(32 * len(lines))
    leaves = [
        hashlib.sha256(b"\x00" + salts[32 * number : 32 * number + 32] + line).digest()
        for number, line in enumerate(lines)
    ]
    top = merkle_root(leaves).hex()
    if record["merkle"] != {"leaves": len(lines), "root": top}:
        yield "conclusions.jsonl: not the conclusions that were sealed"


def check_signature(folder: Path, sealed: bytes, record: dict, key: bytes | None) -> Iterator[str]:
    """Whether the key signed this record."""
    if not (folder / "run.dsse.json").is_file():
        if key is not None:
            yield "run.dsse.json: missing"
        return
    envelope = json.loads((folder / "run.dsse.json").read_bytes())
    kind, payload = envelope["payloadType"].encode(), base64.b64decode(envelope["payload"])
    if key is not None:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.serialization import load_pem_public_key

        message = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
        try:
            signature = base64.b64decode(envelope["signatures"][0]["sig"])
            load_pem_public_key(key).verify(signature, message)  # type: ignore[union-attr,call-arg]
        except InvalidSignature:
            yield "run.dsse.json: not signed by this key"
            return
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "run.json", "digest": {"sha256": hashlib.sha256(sealed).hexdigest()}}],
        "predicateType": "urn:thidua:seal:1",
        "predicate": {"seal": 1, **record["merkle"]},
    }
    if kind != b"application/vnd.in-toto+json" or payload != as_canonical(statement):
        yield "run.json: not the record that was signed"


def differences(folder: Path, key: bytes | None = None) -> list[str]:
    """Everything in a run that is not as it was sealed, a line each."""
    sealed = (folder / "run.json").read_bytes()
    try:
        record = json.loads(sealed)
        if as_canonical(record) != sealed:
            return ["run.json: not canonical"]
    except ValueError as error:
        return [f"run.json: {error}"]
    checks = (
        check_signature(folder, sealed, record, key),
        check_files(folder, record),
        check_conclusions(folder, record),
    )
    return [line for check in checks for line in check]


if __name__ == "__main__":
    public = Path(sys.argv[2]).read_bytes() if len(sys.argv) > 2 else None
    told = differences(Path(sys.argv[1]), public)
    sys.stdout.write("\n".join(told or ["no difference"]) + "\n")
    sys.exit(bool(told))
