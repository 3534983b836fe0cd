"""What a text or a cell may show of a dossier in public: initials for names, no birth dates.

Knows the columns by their roles in the vocabulary, not what a report is.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from .facts import Dossier, Row, Subject, Value
from .grounds import Spot, spot
from .provenance import Cell
from .vocabulary import Role, SubjectKind, Vocabulary

SECRET: frozenset[Role | None] = frozenset({"birth", "citizen"})
"""Columns of which nothing is shown."""

_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[,;:()\[\]/\n]|\s[-\u2010-\u2015]\s")
_JOINT = re.compile(r"[\s_.\u2010-\u2015-]+")  # file names join the words of a name, too
_STROKED_D = str.maketrans({"\u0111": "d"})
_FULL, _LONGEST = 2, 8  # words of a full name: one word alone is any word

Name = tuple[str, ...]


def initials(name: str) -> str:
    """The first letter of each word with a stop; of several spellings of a name, of each.

    >>> initials("Ann Mary Lee")
    'A.M.L.'
    """
    spellings = (_WORD.findall(unicodedata.normalize("NFC", each)) for each in name.split(" / "))
    return " / ".join("".join(f"{word[0].upper()}." for word in words) for words in spellings)


def is_private(field_name: str, kind: SubjectKind, vocabulary: Vocabulary) -> bool:
    """Whether a column of a row about a person, or a unit, tells who somebody is."""
    role = vocabulary.fields[field_name].role
    if role == "name" and kind == "person":
        sheets = (sheet for sheet in vocabulary.sheets if field_name in sheet.fields)
        return any("person" in sheet.subjects for sheet in sheets)
    return role in SECRET or role == "signer"


@dataclass(frozen=True)
class Veil:
    """Replaces what must not be seen.

    ``names`` are full names, word by word without accents; ``masks`` say what is shown of the
    cells that tell who somebody is; ``ids`` give a new id to persons whose own holds a name.
    """

    names: frozenset[Name]
    masks: Mapping[Spot, str]
    ids: Mapping[str, str]
    _texts: dict[str, str] = field(default_factory=dict)
    _cells: dict[Cell, Cell] = field(default_factory=dict)

    def id(self, subject: str) -> str:
        """The id under which a subject is shown."""
        return self.ids.get(subject, subject)

    def name(self, name: str, kind: SubjectKind) -> str:
        """What somebody is called: a person by initials, a unit by its name."""
        return initials(name) if kind == "person" else name

    def text(self, text: str) -> str:
        """A text with initials for every full name in it."""
        if text not in self._texts:
            self._texts[text] = _without(self.names, text)
        return self._texts[text]

    def raw(self, cell: Cell) -> str:
        """What is shown of the raw text of a cell."""
        mask = self.masks.get(spot(cell))
        return self.text(cell.raw) if mask is None else mask

    def cell(self, cell: Cell) -> Cell:
        """A cell as it is shown; names of files and sheets may be those of persons, too."""
        if cell not in self._cells:
            file, sheet = self.text(cell.file), self.text(cell.sheet)
            self._cells[cell] = replace(cell, file=file, sheet=sheet, raw=self.raw(cell))
        return self._cells[cell]

    def value(self, value: Value, is_name: bool = False) -> Value:
        """A value of a column of which something may be shown; ``is_name`` of initials only."""
        scalar = value.scalar
        if isinstance(scalar, str):
            scalar = initials(scalar) if is_name else self.text(scalar)
        return replace(value, scalar=scalar, cells=tuple(map(self.cell, value.cells)))

    def quoting(self, text: str, cells: Collection[Cell]) -> str:
        """A text that may quote some cells word for word, without what they must not show."""
        raws = {cell.raw.strip(): self.raw(cell) for cell in cells if spot(cell) in self.masks}
        for raw in sorted(raws, key=len, reverse=True):
            if raw and raw != raws[raw]:
                text = re.sub(rf"(?<!\w){re.escape(raw)}(?!\w)", raws[raw] or "…", text)
        return self.text(text)


def veil_of(dossier: Dossier, vocabulary: Vocabulary) -> Veil:
    """The veil over all that a dossier tells of persons."""
    units = {_folded(unit.name) for unit in dossier.of_kind("unit")}
    names = {name for subject in dossier.subjects for name in _names(subject, vocabulary)}
    full = frozenset(name for name in names if len(name) >= _FULL and name not in units)
    masks: dict[Spot, str] = {}
    for subject in dossier.subjects:
        for each, mask in _masks(subject, vocabulary, dossier.by_id):
            masks.setdefault(each, mask)
    return Veil(full, masks, _ids(dossier, full))


def _folded(text: str) -> Name:
    """The words of a text without case and accents."""
    bare = unicodedata.normalize("NFD", text.casefold()).translate(_STROKED_D)
    plain = "".join(char for char in bare if not unicodedata.combining(char))
    return tuple(_WORD.findall(plain))


def _names(subject: Subject, vocabulary: Vocabulary) -> Iterator[Name]:
    """The name of a person, and of everybody who signed something about the subject."""
    if subject.kind == "person":
        for name in subject.name.split(" / "):
            yield _folded(name)
            yield from map(_folded, _signed(name))
    for field_name, value in _told(subject):
        if vocabulary.fields[field_name].role == "signer" and isinstance(value.scalar, str):
            yield from map(_folded, _signed(value.scalar))


def _signed(text: str) -> Iterator[str]:
    """What may be a name in a signature: not an office, nor a body, whose words are small.

    Behind a small word it must have three words, since places have two. The first of four
    words may be a form of address.
    """
    for part in _PART.split(unicodedata.normalize("NFC", text)):
        words = _WORD.findall(part)
        small = [number for number, word in enumerate(words) if not word[0].isupper()]
        run = words[small[-1] + 1 :] if small else words
        if len(run) <= _LONGEST and len(run) > (_FULL if small else _FULL - 1):
            yield " ".join(run)
        if _FULL + 2 <= len(run) <= _LONGEST:
            yield " ".join(run[1:])


def _told(subject: Subject) -> Iterator[tuple[str, Value]]:
    yield from subject.facts.items()
    for row in _rows(subject):
        yield from row.fields.items()


def _rows(subject: Subject) -> Iterator[Row]:
    for rows in subject.rows.values():
        yield from rows


def _masks(
    subject: Subject, vocabulary: Vocabulary, known: Collection[str]
) -> Iterator[tuple[Spot, str]]:
    """The cells that tell who somebody is, each with what is shown of it."""
    for field_name, value in _told(subject):
        if not is_private(field_name, subject.kind, vocabulary):
            continue
        is_secret = vocabulary.fields[field_name].role in SECRET
        for cell in value.cells:
            is_whole = len(value.cells) == 1 and isinstance(value.scalar, str)
            name = str(value.scalar) if is_whole else cell.raw
            yield spot(cell), "" if is_secret or isinstance(value.scalar, date) else initials(name)
    if subject.kind == "person":
        listed = (*subject.cells, *subject.ties)
        for cell in (*listed, *(cell for row in _rows(subject) for cell in row.cells)):
            yield spot(cell), _key_mask(cell.raw, known)


def _key_mask(raw: str, known: Collection[str]) -> str:
    """What is shown of a cell that says whom a row is about: its id, or else a name."""
    if raw.strip() in known:
        return raw
    return "" if any(char.isdigit() for char in raw) else initials(raw)


def _ids(dossier: Dossier, names: frozenset[Name]) -> Mapping[str, str]:
    """New ids for persons without one, called by a sheet that is called by somebody's name."""
    taken, found = set(dossier.by_id), {}
    for person in dossier.of_kind("person"):
        shown = _without(names, person.id)
        if shown != person.id:
            number, plain = 1, shown
            while shown in taken:
                number += 1
                shown = f"{plain} ({number})"
            taken.add(shown)
            found[person.id] = shown
    return found


def _without(names: frozenset[Name], text: str) -> str:
    """A text with initials in place of each of some names, the longest first."""
    words = list(_WORD.finditer(text := unicodedata.normalize("NFC", text)))
    pieces, done, at = [], 0, 0
    while at < len(words):
        length = _named(names, text, words[at : at + _LONGEST])
        if length:
            first, last = words[at].start(), words[at + length - 1].end()
            pieces += [text[done:first], initials(text[first:last])]
            done = last
        at += max(length, 1)
    return "".join([*pieces, text[done:]])


def _named(names: frozenset[Name], text: str, words: list[re.Match[str]]) -> int:
    """How many words from the first are a name, written with capitals; 0 if none are."""
    run: list[str] = []
    for number, word in enumerate(words):
        gap = text[words[number - 1].end() : word.start()] if number else " "
        if not word[0][0].isupper() or not _JOINT.fullmatch(gap):
            break
        run.append(word[0])
    folded = [_folded(word)[0] for word in run] if len(run) >= _FULL else []
    lengths = range(len(folded), _FULL - 1, -1)
    return next((length for length in lengths if tuple(folded[:length]) in names), 0)
