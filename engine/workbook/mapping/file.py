"""Read a mapping file, and say where it is wrong; all its mistakes at once.

Knows how accepted entries are written down, not what they do.
"""

import hashlib
from collections.abc import Collection, Hashable, Iterator
from difflib import get_close_matches
from pathlib import Path

from ...errors import InputError, PackError
from ...facts import InputFile
from ...packs.nodes import Entries, Keys, Place
from ...packs.yaml import parse_yaml, read_bytes
from ...provenance import Position
from ...vocabulary import SheetSpec, Vocabulary
from ..letters.text import exact_key
from .accepted import ColumnEntry, Mapping, SheetEntry, apart

_TOLD = ("confidence", "reason")
"""What `thidua map` says about an entry, for people only."""
_SHEET = ("sheet", "file", "as", "accepted", *_TOLD, "columns")
_COLUMN = ("header", "column", "as", "accepted", *_TOLD)


def load_mapping(path: Path, vocabulary: Vocabulary) -> Mapping:
    """Read the accepted entries of a mapping file.

    Raises:
        InputError: it cannot be read, or is not valid; further mistakes are told with the first.
    """
    try:
        contents = read_bytes(path)
        raw = parse_yaml(contents, path.name)
    except PackError as error:
        raise InputError(error.code, error.where, **error.details) from error
    reader = _Reader(path.name, vocabulary)
    entries = tuple(reader.sheets(raw))
    if reader.mistakes:
        first, *others = reader.mistakes
        for other in others:
            first.add(other)
        raise first
    digest = hashlib.sha256(contents).hexdigest()
    return Mapping(InputFile(path.name, digest, path), apart(entries, vocabulary))


class _Reader:
    """Turns the values of one file into entries, and collects what is wrong."""

    def __init__(self, name: str, vocabulary: Vocabulary) -> None:
        self.mistakes: list[InputError] = []
        self._accepted: dict[Hashable, Place] = {}
        self._name = name
        self._vocabulary = vocabulary
        words = vocabulary.words
        self._answers = {exact_key(word): True for word in words.yes}
        self._answers |= {exact_key(word): False for word in words.no}

    def sheets(self, raw: object) -> Iterator[SheetEntry]:
        """The accepted entries of sheets."""
        if raw is None:
            return
        whole = self._keys(raw, ("sheets",), (1, 1))
        for entry, place in self._list(whole, "sheets"):
            keys = self._keys(entry, _SHEET, place)
            name, spec = self._text(keys, "sheet", place), self._spec(keys)
            columns = tuple(self._columns(keys, spec, place))
            if self._is_accepted(keys, place):
                file, meant = self._text(keys, "file"), spec.id if spec else None
                self._once((file, exact_key(name), meant), place)
                yield SheetEntry(name, meant, file, columns, Position(self._name, *place))

    def _columns(
        self, sheet: Keys, spec: SheetSpec | None, sheet_place: Place
    ) -> Iterator[ColumnEntry]:
        for entry, place in self._list(sheet, "columns"):
            keys = self._keys(entry, _COLUMN, place)
            header, letters = self._text(keys, "header", place), self._letters(keys)
            field = self._field(keys, spec)
            if not self._is_accepted(keys, place):
                continue
            self._once((sheet_place, exact_key(header), letters), place)
            yield ColumnEntry(header, field, letters, Position(self._name, *place))

    def _once(self, entry: Hashable, place: Place) -> None:
        """Refuse what was accepted before."""
        first = self._accepted.setdefault(entry, place)
        if first != place:
            self._wrong("mapping-twice", place, line=str(first[0]))

    def _wrong(self, code: str, place: Place, **details: str) -> None:
        self.mistakes.append(InputError(code, Position(self._name, *place), **details))

    def _keys(self, raw: object, known: Collection[str], place: Place) -> Keys:
        """A mapping with no key but the known ones."""
        if not isinstance(raw, Keys):
            self._wrong("mapping-entry", place)
            return Keys()
        for key in raw:
            if key not in known:
                self._wrong("mapping-key", raw.places[key], key=str(key), known=", ".join(known))
        return raw

    def _list(self, keys: Keys, key: str) -> Iterator[tuple[object, Place]]:
        raw = keys.get(key)
        if isinstance(raw, Entries):
            yield from zip(raw, raw.places, strict=True)
        elif raw is not None:
            self._wrong("mapping-list", keys.places[key])

    def _text(self, keys: Keys, key: str, needed: Place | None = None) -> str:
        """A text; one that is ``needed`` is missed at that place."""
        raw = keys.get(key)
        if raw is None and needed and key not in keys:
            self._wrong("mapping-needs", needed, key=key)
        elif raw is not None and not isinstance(raw, str):
            self._wrong("mapping-text", keys.places[key], key=key)
        return raw if isinstance(raw, str) else ""

    def _is_accepted(self, keys: Keys, place: Place) -> bool:
        if "accepted" not in keys:
            self._wrong("mapping-needs", place, key="accepted")
            return False
        raw = keys["accepted"]
        answer = raw if isinstance(raw, bool) else self._answers.get(exact_key(str(raw)))
        if answer is None:
            self._wrong("mapping-accepted", keys.places["accepted"], found=str(raw)[:40])
        return bool(answer)

    def _letters(self, keys: Keys) -> str:
        letters = self._text(keys, "column").upper()
        if letters and not (letters.isascii() and letters.isalpha()):
            self._wrong("mapping-letter", keys.places["column"], found=letters[:40])
        return letters

    def _spec(self, keys: Keys) -> SheetSpec | None:
        name = self._text(keys, "as")
        known = {sheet.id: sheet for sheet in self._vocabulary.sheets}
        if name and name not in known:
            self._wrong("mapping-sheet", keys.places["as"], found=name, known=", ".join(known))
        return known.get(name)

    def _field(self, keys: Keys, spec: SheetSpec | None) -> str | None:
        name = self._text(keys, "as")
        if name and spec and name not in spec.fields:
            near = get_close_matches(name, spec.fields, n=1) or list(spec.fields)[:1]
            details = {"sheet": spec.id, "found": name, "near": near[0]}
            self._wrong("mapping-field", keys.places["as"], **details)
        return name or None
