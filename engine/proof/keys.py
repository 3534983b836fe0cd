"""Signing keys of an office: Ed25519, the private half behind a passphrase."""

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half that everybody may know."""

    key: "Ed25519PublicKey"

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the key, by which people compare it."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        info = PublicFormat.SubjectPublicKeyInfo
        return sha256(self.key.public_bytes(Encoding.DER, info)).hexdigest()

    def checks(self, message: bytes, signature: bytes) -> bool:
        """Whether the private half made the signature of a message."""
        from cryptography.exceptions import InvalidSignature

        try:
            self.key.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def as_pem(self) -> bytes:
        """The key as a PEM file."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return self.key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The half that an office keeps to itself."""

    key: "Ed25519PrivateKey"

    @property
    def public(self) -> PublicKey:
        """The half that goes with it."""
        return PublicKey(self.key.public_key())

    def sign(self, message: bytes) -> bytes:
        """The signature of a message: the same each time."""
        return self.key.sign(message)

    def as_pem(self, passphrase: str) -> bytes:
        """The key as a PEM file that only the passphrase opens.

        Raises:
            ValueError: the passphrase is empty.
        """
        from cryptography.hazmat.primitives.serialization import (
            BestAvailableEncryption,
            Encoding,
            PrivateFormat,
        )

        lock = BestAvailableEncryption(passphrase.encode())
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def new_key() -> SigningKey:
    """A key that nobody has yet."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return SigningKey(Ed25519PrivateKey.generate())


def signing_key(pem: bytes, passphrase: str) -> SigningKey:
    """The key of a PEM file.

    Raises:
        ValueError: it is no Ed25519 key, or the passphrase does not open it.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem, passphrase.encode())
    except (TypeError, UnsupportedAlgorithm) as error:  # a key without a lock, or unknown
        raise ValueError(str(error)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(type(key).__name__)
    return SigningKey(key)


def public_key(pem: bytes) -> PublicKey:
    """The public key of a PEM file.

    Raises:
        ValueError: it is no public Ed25519 key.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem)
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError(type(key).__name__)
    return PublicKey(key)
