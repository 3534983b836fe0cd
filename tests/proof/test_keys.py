"""Keys are opened by their passphrase alone, and are nothing but Ed25519."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from engine.proof.keys import new_key, public_key, signing_key


def test_a_key_comes_back_by_its_passphrase() -> None:
    key = new_key()
    pem = key.as_pem("mật khẩu")
    again = signing_key(pem, "mật khẩu")
    assert b"ENCRYPTED" in pem
    assert again.public.fingerprint == key.public.fingerprint
    assert key.public.checks(b"message", again.sign(b"message"))
    assert not key.public.checks(b"another", again.sign(b"message"))


def test_no_other_passphrase_opens_it() -> None:
    pem = new_key().as_pem("right")
    with pytest.raises(ValueError):
        signing_key(pem, "wrong")


def test_a_key_is_never_written_without_a_passphrase() -> None:
    with pytest.raises(ValueError):
        new_key().as_pem("")


def test_the_public_half_is_read_by_everybody() -> None:
    key = new_key()
    assert public_key(key.public.as_pem()).fingerprint == key.public.fingerprint


def test_keys_of_another_kind_are_refused() -> None:
    other = generate_private_key(SECP256R1())
    info = other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(ValueError):
        public_key(info)
    bare = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(ValueError):
        signing_key(bare, "any")
    with pytest.raises(ValueError):
        public_key(b"no key at all")
