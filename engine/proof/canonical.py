"""Canonical JSON (RFC 8785): one content has one text, whoever writes it."""

from typing import Any


def canonical(content: Any) -> bytes:
    """A JSON content as the bytes that are hashed and signed.

    Raises:
        ValueError: it holds what the standard has no text for: a number beyond 2**53, NaN, or
            half a surrogate pair.
    """
    import rfc8785

    try:
        return rfc8785.dumps(content)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise ValueError(str(error)) from error
