"""Recognise texts of a sheet that stand in an old Vietnamese encoding, and repair them.

Knows no meaning of a sheet, only which texts the vocabulary has. Nothing is repaired in secret:
each repair is told with its cell, and of two likely readings neither is taken.
"""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ...errors import Problem
from ...vocabulary import Vocabulary
from ..grids import Grid, raw_text
from ..remembering import once
from .alphabets import NAMES, WORD, in_plain_letters, readings, tidied
from .syllables import BROKEN, MISFITS, Grade, Spelling, spelling
from .text import exact_key, without_punctuation

_Spot = tuple[int, int]

# Signs and letters that Vietnamese in Unicode has not.
_STRANGE = re.compile(
    "[\u0080-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff"
    "\u0189\u01cd\u01ce\u0256\u0370-\u052f\uff01-\uff5e]"
)
# Letters of Vietnamese that nothing but Unicode has.
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
_ENOUGH: Mapping[str, int] = {"tcvn3": 2, "vni": 2, "utf8": 1}
"""How many different words make it certain that a sheet has texts in an encoding."""
_MOST_BY_CHANCE = 100  # one in so many words of an encoding is one of another, too
_LOST = "text-garbled"
_MOST_TOLD = 5
_LONGEST_TOLD = 60


@dataclass(frozen=True, slots=True)
class _Judged:
    """What becomes of a text: how it is read from now on, and what is told about it.

    Nothing is told where only what cannot be seen was dropped. ``other`` is a second reading
    that is as likely.
    """

    read: str
    code: str = ""
    encoding: str = ""
    other: str = ""


@dataclass(frozen=True)
class KnownTexts:
    """The texts that the vocabulary has: of two readings such a one is meant."""

    vocabulary: Vocabulary

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and _key(text) in self._keys

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(map(_key, _strings(self.vocabulary.model_dump())))


known_texts = once(KnownTexts)
"""The texts of a vocabulary, made once."""


def alone(text: str) -> str:
    """A text without others beside it, read in the one encoding that makes words of it."""
    proof = _proof(text) if _is_strange(text) else None
    return proof.read if proof else in_plain_letters(text)


def repaired(grid: Grid, known: Container[str]) -> tuple[Grid, tuple[Problem, ...]]:
    """Read the texts of a sheet as they are meant, and tell which were not plain Unicode.

    The new grid keeps the texts of the file as its originals; texts that can be read in two
    ways stand in its ``doubtful`` cells.

    Parameters: ``known`` are texts that are likelier than others.
    """
    problems: list[Problem] = []
    name = alone(grid.sheet)
    if name != tidied(grid.sheet):
        problems.append(Problem("sheet-name-repaired", (), {"read": name}, grid.place))
    texts = _texts(grid)
    strange = list(filter(_is_strange, texts)) if _is_strange("\n".join(texts)) else []
    certain = _certain(strange)
    found = ((text, _judge(text, certain, known)) for text in (texts if certain else strange))
    judged = {text: one for text, one in found if one}
    if judged:
        repair = _Repair(grid, judged)
        grid = repair.new_grid()
        problems.extend(repair.problems())
    return grid, tuple(problems)


def _texts(grid: Grid) -> set[str]:
    """The different texts of a sheet that have more than plain Latin letters."""
    return {text for text in grid.texts if not text.isascii()}


def _is_strange(text: str) -> bool:
    """Whether a text has what no text has that is Vietnamese in Unicode, and tidy."""
    return bool(_STRANGE.search(text) or MISFITS.search(text))


class _Proof(NamedTuple):
    """That a text stands in an encoding, and its words that are words in this one only."""

    encoding: str
    read: str
    words: frozenset[str]


def _proof(text: str) -> _Proof | None:
    good = [found for found in readings(text).items() if spelling(found[1]).is_good]
    if len(good) != 1 or _own_spelling(text).is_good:
        return None
    encoding, read = good[0]
    words = frozenset(word for word in _words(read) - _words(text) if len(word) > 1)
    return _Proof(encoding, read, words) if words else None


def _certain(texts: Iterable[str]) -> tuple[str, ...]:
    """The encodings that some texts of a sheet surely are in, always in the same order."""
    words: dict[str, set[str]] = {name: set() for name in NAMES}
    for text in texts:
        if proof := _proof(text):
            words[proof.encoding].update(proof.words)
    counts = {name: len(found) for name, found in words.items()}
    least = sum(counts.values()) / _MOST_BY_CHANCE
    return tuple(name for name, count in counts.items() if count >= max(least, _ENOUGH[name]))


def _judge(text: str, certain: Collection[str], known: Container[str]) -> _Judged | None:
    """Decide on a text of a sheet that has texts in certain encodings; nothing if it is fine."""
    plain = in_plain_letters(text)
    found = readings(text, certain)
    best = max(map(spelling, found.values()), default=BROKEN)
    tied = [(name, read) for name, read in found.items() if spelling(read) == best]
    if best.worst is not Grade.BROKEN:
        encoding, read = tied[0]
        own = BROKEN if encoding == "utf8" else _own_spelling(text)  # no text is UTF-8 by chance
        is_known = best.is_good and read in known and plain not in known
        if len(tied) == 1 and (best > own or is_known):
            return _Judged(read, "text-repaired", encoding)
        is_sure = plain in known or (own.is_good and len(_words(text)) > 1)
        if (best.is_good or not is_sure) and exact_key(read) != exact_key(plain):
            return _Judged(plain, encoding=encoding, other=" / ".join(read for _, read in tied))
    is_broken = found and _own_spelling(text).worst is Grade.BROKEN
    if is_broken or any(map(_is_garbled, _words(text))):
        return _Judged(text, _LOST)
    if plain == text:
        return None
    return _Judged(plain, "letters-repaired" if plain != tidied(text) else "")


def _own_spelling(text: str) -> Spelling:
    """How well a text is spelt as it stands; a word with a soft hyphen is none."""
    return BROKEN if "\u00ad" in text else spelling(in_plain_letters(text))


def _is_garbled(word: str) -> bool:
    """Whether something is no word as it stands, but is one in an old encoding."""
    return (
        len(word) > 1
        and _is_strange(word)
        and _own_spelling(word).worst is Grade.BROKEN
        and any(spelling(read).is_good for read in readings(word).values())
    )


def _words(text: str) -> set[str]:
    return {word for word in WORD.findall(text) if not word.isascii()}


@dataclass(frozen=True)
class _Repair:
    """The cells of a sheet whose texts were judged."""

    grid: Grid
    judged: Mapping[str, _Judged]

    def new_grid(self) -> Grid:
        """The grid with the texts as they are read."""
        lines = {row: list(self.grid.rows[row]) for row, _ in self._spots}
        for (row, column), one in self._spots.items():
            lines[row][column] = one.read or None
        rows = [lines.get(row, line) for row, line in enumerate(self.grid.rows)]
        originals = {spot: self.grid.text(*spot) for spot in self._spots}
        originals = {**self.grid.originals, **originals}
        doubtful = {spot: one.other for spot, one in self._spots.items() if one.other}
        return replace(self.grid, rows=rows, originals=originals, doubtful=doubtful)

    def problems(self) -> Iterator[Problem]:
        """One for each kind of repair, with all its cells and the first few readings.

        So thousands of repaired names are told in one line; what each of them was read as
        stands beside its raw text wherever it is evidence.
        """
        groups: dict[tuple[str, str], list[_Spot]] = {}
        for spot, one in self._spots.items():
            if one.code and self.grid.anchor(*spot) == spot:
                groups.setdefault((one.code, one.encoding), []).append(spot)
        for (code, encoding), spots in groups.items():
            cells = tuple(self.grid.cell(*spot) for spot in spots)
            reads = tuple(raw_text(self._spots[spot].read) for spot in spots)
            pairs = dict(zip((cell.raw for cell in cells), reads, strict=True))
            details = {
                "count": str(len(cells)),
                "raw": _short(cells[0].raw),
                "read": _listed(pairs),
                "encoding": NAMES.get(encoding, ""),
            }
            told = {name: text for name, text in details.items() if text}
            yield Problem(code, cells, told, readings=() if code == _LOST else reads)

    @cached_property
    def _spots(self) -> dict[_Spot, _Judged]:
        spots = {
            (row, column): one
            for row, line in enumerate(self.grid.rows)
            for column, raw in enumerate(line)
            if isinstance(raw, str) and (one := self.judged.get(raw))
        }
        columns = {column for (_, column), one in spots.items() if one.encoding}
        for column in filter(self._is_in_unicode, columns):
            for row, line in enumerate(self.grid.rows):
                if spots.pop((row, column), None) and (one := _judge(str(line[column]), (), ())):
                    spots[row, column] = one
        return spots

    def _is_in_unicode(self, column: int) -> bool:
        """Whether a column has texts in Unicode and none that is surely in an old encoding."""
        texts = {raw for row in self.grid.rows if isinstance(raw := row[column], str)}
        return any(map(_UNICODE.search, texts)) and not any(map(_proof, texts & set(self.judged)))


def _listed(pairs: Mapping[str, str]) -> str:
    """Some texts, each with what it was read as."""
    told = [
        f"`{_short(text)}` \u2192 `{_short(read)}`" for text, read in pairs.items() if read != text
    ]
    return "; ".join([*told[:_MOST_TOLD], *(["\u2026"] if len(told) > _MOST_TOLD else [])])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD]}\u2026"


def _key(text: str) -> str:
    return exact_key(without_punctuation(text))


def _strings(part: object) -> Iterator[str]:
    match part:
        case str():
            yield part
        case dict():
            yield from (text for one in part.values() for text in _strings(one))
        case tuple() | list():
            yield from (text for one in part for text in _strings(one))
