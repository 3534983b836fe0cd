"""Signed envelopes (DSSE 1.0): bytes of a type, with the signatures of whoever vouches for them.

What is signed is the bytes themselves, so nothing has to be parsed before it is trusted.
"""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Sign = Callable[[bytes], bytes]
Check = Callable[[bytes, bytes], bool]
"""Whether a signature is one of the message: (message, signature)."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature, and a hint at the key that made it, which proves nothing."""

    key: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload with its type and its signatures."""

    kind: str
    payload: bytes
    signatures: tuple[Signature, ...]

    def signed_by(self, check: Check, key: str | None = None) -> bool:
        """Whether one of the signatures is one of this payload of this type.

        Parameters: ``key`` is the hint that it must carry, None for any.
        """
        message = encoded(self.kind, self.payload)
        asked = (each for each in self.signatures if key in (None, each.key))
        return any(check(message, each.value) for each in asked)

    def as_json(self) -> dict[str, Any]:
        """The envelope as the standard writes it down."""
        return {
            "payload": base64.b64encode(self.payload).decode(),
            "payloadType": self.kind,
            "signatures": [
                {"keyid": each.key, "sig": base64.b64encode(each.value).decode()}
                for each in self.signatures
            ],
        }


def encoded(kind: str, payload: bytes) -> bytes:
    """What is signed: type and payload with their lengths (PAE, section "Signature Definition")."""
    name = kind.encode()
    return b"DSSEv1 %d %b %d %b" % (len(name), name, len(payload), payload)


def signed(kind: str, payload: bytes, key: str, sign: Sign) -> Envelope:
    """An envelope with one signature; ``key`` is the hint at who made it."""
    return Envelope(kind, payload, (Signature(key, sign(encoded(kind, payload))),))


def opened(text: str | bytes) -> Envelope:
    """An envelope as it was written down; nobody has vouched for it yet.

    Raises:
        ValueError: it is not an envelope.
    """
    content = json.loads(text)
    try:
        return Envelope(
            _text(content, "payloadType"),
            _decoded(content, "payload"),
            tuple(
                Signature(str(each.get("keyid", "")), _decoded(each, "sig"))
                for each in content["signatures"]
            ),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _text(content: Mapping[str, Any], name: str) -> str:
    if not isinstance(content[name], str):
        raise ValueError(name)
    return str(content[name])


def _decoded(content: Mapping[str, Any], name: str) -> bytes:
    """Either alphabet of Base64 is allowed, with or without its filling."""
    text = _text(content, name).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError(name) from error
