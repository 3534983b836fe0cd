"""Tell how the bytes of a text file spell letters, and turn them into text without loss.

Knows nothing of tables. Texts in the old fonts TCVN3 and VNI stay as the characters that stand
for their bytes; to repair them is another's job.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import product
from unicodedata import combining, normalize

from ..letters.losses import REPLACED

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAMPLE = 1 << 16
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1b\ufffe\uffff]")
_SIGN = "[\xa1-\xbf]"  # no letters in any encoding of Windows, but letters of TCVN3
_SIGN_IN_WORD = re.compile(rf"(?<=[^\W\d_]){_SIGN}|{_SIGN}(?=[^\W\d_])")
# Bytes 80 to 9F; the five that Windows-1252 leaves out stay what they are, so nothing is lost.
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and how sure it is; ``encoding`` is the name that programs offer when saving."""

    text: str
    encoding: str
    is_certain: bool


def decode(content: bytes) -> Decoded:
    """Read bytes as text; what is no character becomes `REPLACED`."""
    found = _decode(content)
    # Old programs end a file with this sign, which is no part of its text.
    text = _NO_TEXT.sub(REPLACED, found.text.removesuffix("\x1a"))
    return Decoded(text, found.encoding, found.is_certain)


def is_text(content: bytes) -> bool:
    """Whether bytes are likely to be text: hardly any of them is no character."""
    text = decode(content[:_SAMPLE]).text
    return text.count(REPLACED) * 20 <= len(text)


def _decode(content: bytes) -> Decoded:
    for bom, codec, name in _BOMS:
        if content.startswith(bom):
            return Decoded(content[len(bom) :].decode(codec, "replace"), name, True)
    if codec := _utf_16_of(content[:_SAMPLE]):
        return Decoded(content.decode(codec, "replace"), "UTF-16", False)
    text = content.decode("utf-8", "replace")
    wrong = text.count(REPLACED)
    # Few mistakes among many letters are damage: other encodings hit upon no letter of UTF-8.
    if not wrong or wrong * 10 <= sum(_foreign(text).values()):
        return Decoded(text, "UTF-8", True)
    vietnamese = _windows_1258(content)
    if vietnamese is not None:
        return Decoded(vietnamese, "Windows-1258", False)
    return Decoded(content.decode("latin-1").translate(_WINDOWS_1252), "Windows-1252", False)


def _utf_16_of(sample: bytes) -> str:
    """The order of bytes of UTF-16 without a mark: most letters of a table have a zero half."""
    pairs = len(sample) // 2
    first, second = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if second * 3 > pairs and first * 50 < pairs:
        return "utf-16-le"
    return "utf-16-be" if first * 3 > pairs and second * 50 < pairs else ""


def _windows_1258(content: bytes) -> str | None:
    """The text in the Vietnamese encoding of Windows, unless it is implausible."""
    try:
        text = normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    foreign = _foreign(text)
    plausible = sum(foreign[letter] for letter in _letters())
    strange = sum(n for char, n in foreign.items() if char.isalpha() or combining(char))
    strange += len(_SIGN_IN_WORD.findall(text)) - plausible
    return text if strange * 5 <= plausible else None


def _foreign(text: str) -> Counter[str]:
    """How often each character beyond those of English is there."""
    counts = Counter(text)
    return Counter({char: counts[char] for char in counts if char > "\x7f" and char != REPLACED})


@cache
def _letters() -> frozenset[str]:
    """The letters of Vietnamese that are not of English."""
    vowels = ("a", "a\u0302", "a\u0306", "e", "e\u0302", "i", "o", "o\u0302", "o\u031b", "u",
              "u\u031b", "y")  # fmt: skip
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    small = {normalize("NFC", vowel + tone) for vowel, tone in product(vowels, tones)} | {"\u0111"}
    return frozenset(small | {letter.upper() for letter in small})
