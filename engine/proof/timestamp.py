"""Timestamps (RFC 3161): an authority vouches that some bytes were there at a time.

What an authority answers is trusted no more than the rest of the network. Revocation of its
certificate is not asked for.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from ..errors import UsageError
from .asking import LIMIT, answer_of, check_address, one_line
from .der import encoded, in_der

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

_GRANTED = bytes.fromhex("3003020100")  # PKIStatusInfo: granted, and no words beside it
_SEQUENCE = 0x30
_SHA256 = "2.16.840.1.101.3.4.2.1"


def stamping(url: str | None, is_signed: bool) -> Callable[[bytes], bytes] | None:
    """What asks an authority for timestamps of signatures; None if nobody is to be asked.

    Raises:
        UsageError: there will be no signature, or the address is none of HTTP.
    """
    if url is None:
        return None
    if not is_signed:
        raise UsageError("tsa-needs-key")
    check_address(url)
    return partial(stamp, url=url)


def stamp(content: bytes, url: str) -> bytes:
    """Ask an authority for a timestamp of the SHA-256 of some bytes.

    What comes back is a TimeStampResp in DER, without the words that nobody signed. Whether the
    authority can be trusted is for ``stamped`` to say.

    Raises:
        UsageError: the address is none of HTTP, or the authority cannot be reached, refuses, or
            answers something else.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    asking = TimestampRequestBuilder(content, HashAlgorithm.SHA256, nonce=True, cert_req=True)
    request = asking.build()
    answer = answer_of(url, request.as_bytes())
    try:
        response = _decoded(in_der(answer))
        if response.status:
            told = " ".join([str(response.status), *response.status_string])
            raise UsageError("tsa-refused", url=url, reason=one_line(told))
        token = _framed(response)
        stamped_time(token, content)
        has_all = response.tst_info.nonce == request.nonce and response.signed_data.certificates
    except ValueError as error:
        is_other = str(error) == "timestamp-of-another"
        raise UsageError("tsa-of-another" if is_other else "tsa-unreadable", url=url) from error
    if not has_all:
        raise UsageError("tsa-of-another", url=url)
    return token


def stamped_time(token: bytes, content: bytes) -> datetime:
    """The time that a timestamp of some bytes claims, in UTC; nobody has vouched for it yet.

    Raises:
        ValueError: it is none, or one of other bytes; the code of the reason is its text.
    """
    try:
        response = _decoded(token)
        imprint, time = response.tst_info.message_imprint, response.tst_info.gen_time
        signers = response.signed_data.signer_infos
        versions = (response.signed_data.version, *(each.version for each in signers))
        is_whole = versions == (3, 1) and _framed(response) == token
        told = (imprint.hash_algorithm.dotted_string, imprint.message)
    except (ValueError, TypeError) as error:
        raise ValueError("timestamp-unreadable") from error
    if not is_whole:
        raise ValueError("timestamp-unreadable")
    if told != (_SHA256, sha256(content).digest()):
        raise ValueError("timestamp-of-another")
    return time.astimezone(UTC)


def stamped(token: bytes, content: bytes, roots: bytes) -> datetime:
    """The time at which some bytes were there, in UTC, as a trusted authority vouches.

    Parameters: ``roots`` are certificates in PEM, one of which must have issued, by whatever
    steps, that of the authority; all must have been valid at that time, not today.

    Raises:
        ValueError: nobody vouches for it; the code of the reason is its text.
    """
    from cryptography.x509 import DuplicateExtension, InvalidVersion, UnsupportedGeneralNameType
    from rfc3161_client import VerificationError, VerifierBuilder

    time = stamped_time(token, content)
    strange = (DuplicateExtension, InvalidVersion, UnsupportedGeneralNameType)
    try:
        verifier = VerifierBuilder(roots=roots_in(roots)).build()
        verifier.verify_message(_decoded(token), content)
    except (VerificationError, ValueError, TypeError, *strange) as error:
        raise ValueError("timestamp-not-trusted") from error
    return time


def roots_in(pem: bytes) -> "list[Certificate]":
    """The certificates of a PEM file.

    Raises:
        ValueError: there is none, or one that cannot be read.
    """
    from cryptography.x509 import load_pem_x509_certificates

    return load_pem_x509_certificates(pem)


def _decoded(token: bytes) -> "TimeStampResponse":
    """An answer as the library reads it.

    Raises:
        ValueError: it is none.
    """
    from rfc3161_client import decode_timestamp_response

    if len(token) > LIMIT:
        raise ValueError("too large")
    return decode_timestamp_response(token)


def _framed(response: "TimeStampResponse") -> bytes:
    """A granted answer with nothing unsigned around its token."""
    return encoded(_SEQUENCE, _GRANTED + response.time_stamp_token())
