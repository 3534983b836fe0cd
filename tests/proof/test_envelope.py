"""Envelopes against the vector of their standard, and against everything that is not one."""

import base64
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from engine.proof.envelope import encoded, opened, signed
from engine.proof.keys import new_key

# The example of https://github.com/secure-systems-lab/dsse, protocol.md, "Test Vectors".
KIND, BODY = "http://example.com/HelloWorld", b"hello world"
X = 46950820868899156662930047687818585632848591499744589407958293238635476079160
Y = 5640078356564379163099075877009565129882514886557779369047442380624545832820
ENVELOPE = """
{"payload": "aGVsbG8gd29ybGQ=",
 "payloadType": "http://example.com/HelloWorld",
 "signatures": [{"sig": "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]}
"""  # noqa: E501


def test_what_is_signed_is_that_of_the_standard() -> None:
    told = b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    assert encoded(KIND, BODY) == told


def test_lengths_are_those_of_bytes() -> None:
    assert encoded("lớp", b"") == "DSSEv1 5 lớp 0 ".encode()


def test_the_envelope_of_the_standard_opens_and_its_signature_holds() -> None:
    key = EllipticCurvePublicNumbers(X, Y, SECP256R1()).public_key()

    def check(message: bytes, signature: bytes) -> bool:
        half = len(signature) // 2
        ends = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
        try:
            key.verify(encode_dss_signature(*ends), message, ECDSA(SHA256()))
        except InvalidSignature:
            return False
        return True

    envelope = opened(ENVELOPE)
    assert (envelope.kind, envelope.payload) == (KIND, BODY)
    assert envelope.signed_by(check)
    assert not opened(ENVELOPE.replace("HelloWorld", "HelloWorle")).signed_by(check)
    other = base64.b64encode(b"hello worle").decode()
    assert not opened(ENVELOPE.replace("aGVsbG8gd29ybGQ=", other)).signed_by(check)


def test_what_is_signed_is_trusted_by_its_key_alone() -> None:
    mine, other = new_key(), new_key()
    envelope = signed(KIND, BODY, mine.public.fingerprint, mine.sign)
    again = opened(json.dumps(envelope.as_json()))
    assert again == envelope
    assert again.signed_by(mine.public.checks)
    assert not again.signed_by(other.public.checks)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"payload": "aGk=", "payloadType": "x"}',
        '{"payload": "aGk=", "payloadType": 1, "signatures": []}',
        '{"payload": "a", "payloadType": "x", "signatures": []}',
        '{"payload": "aGk=", "payloadType": "x", "signatures": ["sig"]}',
        '{"payload": "aGk=", "payloadType": "x", "signatures": [{"sig": "*"}]}',
    ],
)
def test_what_is_no_envelope_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        opened(text)


def test_an_envelope_without_a_signature_is_vouched_for_by_nobody() -> None:
    envelope = opened('{"payload": "aGk", "payloadType": "x", "signatures": []}')
    assert envelope.payload == b"hi"
    assert not envelope.signed_by(lambda message, signature: True)
