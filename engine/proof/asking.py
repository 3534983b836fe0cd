"""Ask a timestamp authority over HTTP (RFC 3161, section 3.4): a short question, a short answer.

Speaks HTTP and nothing else, and goes nowhere that an answer sends it.
"""

from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..errors import UsageError

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import OpenerDirector

LIMIT = 1 << 16
"""Bytes of an answer."""

SECONDS = 30
"""How long an authority may take: to be reached, for each piece, and for the whole answer."""

QUERY = "application/timestamp-query"
_LONGEST = 200


def check_address(url: str) -> None:
    """Refuse an address that is none of HTTP.

    Raises:
        UsageError: it is not.
    """
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or not url.isprintable() or " " in url:
        raise UsageError("tsa-address", url=one_line(url))


def answer_of(url: str, request: bytes) -> bytes:
    """What an authority answers to a request, at most ``LIMIT`` bytes; no redirect is followed.

    Raises:
        UsageError: the address is none of HTTP, or the authority cannot be reached, refuses, or
            does not stop talking.
    """
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request

    check_address(url)
    until = monotonic() + SECONDS
    try:
        asking = Request(url, request, {"Content-Type": QUERY})
        with _opener().open(asking, timeout=SECONDS) as answer:
            content = _limited(answer, until)
    except HTTPError as error:
        error.close()
        raise UsageError("tsa-refused", url=url, reason=f"HTTP {error.code}") from error
    except (OSError, HTTPException, ValueError) as error:
        reason = one_line(str(getattr(error, "reason", error)))
        raise UsageError("tsa-unreachable", url=url, reason=reason) from error
    if len(content) > LIMIT:
        raise UsageError("tsa-unreadable", url=url)
    return content


def _opener() -> "OpenerDirector":
    """What knows neither files nor redirects; the proxies of the machine are used."""
    from urllib.request import (
        HTTPDefaultErrorHandler,
        HTTPErrorProcessor,
        HTTPHandler,
        HTTPSHandler,
        OpenerDirector,
        ProxyHandler,
    )

    opener = OpenerDirector()
    handlers = (ProxyHandler, HTTPHandler, HTTPSHandler)
    for handler in (*handlers, HTTPErrorProcessor, HTTPDefaultErrorHandler):
        opener.add_handler(handler())
    return opener


def _limited(answer: "HTTPResponse", until: float) -> bytes:
    content = b""
    while len(content) <= LIMIT and (part := answer.read1(LIMIT)):
        if monotonic() > until:
            raise TimeoutError(f"{SECONDS} s")
        content += part
    return content


def one_line(text: str) -> str:
    """A stranger's words as one line that does nothing to a terminal."""
    return "".join(each if each.isprintable() else " " for each in text)[:_LONGEST]
