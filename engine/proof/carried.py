"""A receipt in whichever form somebody has it: a file, the page, or what was scanned from paper.

What a page says around the receipt in it proves nothing, and is not looked at.
"""

from dataclasses import dataclass

from .coded import PREFIX, decoded

LARGEST = 8 << 20
"""Bytes of a file that is looked into."""

EMBEDDED = '<script type="application/json" id="receipt">'
"""What stands before the receipt in a page."""

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Carried:
    """A receipt as it was found; nobody has checked it yet."""

    receipt: bytes
    is_page: bool


def carried(content: bytes) -> Carried:
    """The receipt in a file, told by what stands in it and not by its name.

    Raises:
        PartsMissingError: it was scanned, and some codes are missing.
        ValueError: there is none; the code of the reason is its text.
    """
    if len(content) > LARGEST:
        raise ValueError("receipt-too-large")
    text = content.removeprefix(_MARK).strip()
    if text.startswith(b"<"):
        return Carried(_embedded(text), True)
    if text.startswith(PREFIX[:2].encode()):
        return Carried(decoded(text.decode("ascii", "replace")), False)
    return Carried(text, False)


def _embedded(page: bytes) -> bytes:
    """The one receipt in a page; of two nobody would know which the page shows."""
    _, *found = page.split(EMBEDDED.encode())
    if len(found) != 1:
        raise ValueError("receipt-unreadable")
    inside, end, _ = found[0].partition(b"</script>")
    if not end:
        raise ValueError("receipt-unreadable")
    return inside
