"""Tell how alike two names are, to suggest one for the other; a suggestion is never a match.

Knows no vocabulary, and alone knows the library that compares texts.
"""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from .text import bare_key, without_punctuation

ABBREVIATED = 0.9
"""How alike an abbreviation is to what it stands for."""


def alike(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1; case, accents and punctuation do not count.

    >>> alike("XL", "Xep loai"), alike("Ho ten", "HO  TEN")
    (0.9, 1.0)
    """
    left, right = (bare_key(without_punctuation(text)) for text in (one, other))
    if not left or not right:
        return 0.0
    if abbreviates(left.split(), right.split()) or abbreviates(right.split(), left.split()):
        return 1.0 if left == right else ABBREVIATED
    return max(fuzz.ratio(left, right), fuzz.token_sort_ratio(left, right)) / 100


def abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether words are the others, in their order, some of them as initials in one word.

    >>> abbreviates(["truong", "th", "an"], ["truong", "tieu", "hoc", "an"])
    True
    """
    at = 0
    for word in short:
        if at < len(long) and word == long[at]:
            at += 1
            continue
        initials = "".join(other[:1] for other in long[at : at + len(word)])
        if len(word) < 2 or word != initials:
            return False
        at += len(word)
    return at == len(long)


def nearest(text: str, names: Iterable[str], least: float) -> str | None:
    """The name that a text is most alike, if it is at least so much; of equals the first."""
    scored = [(alike(text, name), name) for name in names]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= least else None


def is_one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter was changed, added or left out."""
    return Levenshtein.distance(one, other, score_cutoff=1) == 1
