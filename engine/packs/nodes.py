"""Build the values of one YAML file, each with its line and column, from parser events.

Refuses whatever could make them ambiguous or endless before it is built.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import isfinite
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..errors import PackError
from ..provenance import Position

MOST_NODES = 100_000
"""Values in a file, each alias counted as what it stands for."""
DEEPEST = 60
"""Mappings and lists inside one another."""
MERGE = "<<"
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

Place = tuple[int, int]
"""Line and column, counted from 1."""


class Keys(dict[Any, Any]):
    """A mapping, with the place of each key."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[Any, Place] = {}


class Entries(list[Any]):
    """A list, with the place of each entry."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[Place] = []


def place_of(raw: object, keys: Sequence[str | int]) -> Place:
    """Line and column of the deepest of the keys that the file has."""
    place = (1, 1)
    for key in keys:
        found = _entry(raw, key)
        if found is None:
            break
        place, raw = found
    return place


def value_at(raw: object, keys: Sequence[str | int]) -> object:
    """The value that keys lead to; None where the file ends before."""
    for key in keys:
        found = _entry(raw, key)
        if found is None:
            return None
        raw = found[1]
    return raw


def _entry(raw: object, key: str | int) -> tuple[Place, object] | None:
    """Place and value of a key or index. Days that are keys are named by their text."""
    if isinstance(raw, Keys):
        real = key if key in raw else next((each for each in raw if str(each) == str(key)), None)
        return (raw.places[real], raw[real]) if real in raw else None
    if isinstance(raw, Entries) and isinstance(key, int) and key < len(raw):
        return raw.places[key], raw[key]
    return None


class Builder:
    """Builds the one document of a file from the parser's events."""

    def __init__(self, name: str, events: Iterable[Event]) -> None:
        self._name = name
        self._events: Iterator[Event] = iter(events)
        self._anchors: dict[str, tuple[object, int] | None] = {}
        self._nodes = 0

    def document(self) -> object:
        """The value of the whole file; None where it is empty."""
        built, documents = None, 0
        for event in self._events:
            documents += isinstance(event, DocumentStartEvent)
            if documents > 1:
                raise self._error("yaml-documents", event)
            if isinstance(event, NodeEvent):
                built = self._node(event, 0)
        return built

    def _error(self, code: str, event: Event, **details: str) -> PackError:
        short = {key: text[:60] for key, text in details.items()}
        return PackError(code, Position(self._name, *_place(event)), **short)

    def _node(self, event: Any, depth: int) -> object:
        if isinstance(event, AliasEvent):
            return self._alias(event)
        before, anchor = self._nodes, event.anchor
        self._count(1, event)
        if event.ctag is not None:
            raise self._error("yaml-tag", event, tag=str(event.tag))
        if depth == DEEPEST:
            raise self._error("yaml-too-deep", event, most=str(DEEPEST))
        if anchor:
            self._anchors[anchor] = None  # open: an alias to it from inside would have no end
        built: object
        if isinstance(event, MappingStartEvent):
            built = self._mapping(depth)
        elif isinstance(event, SequenceStartEvent):
            built = self._entries(depth)
        else:
            built = self._scalar(event)
        if anchor:
            self._anchors[anchor] = built, self._nodes - before
        return built

    def _count(self, nodes: int, event: Event) -> None:
        self._nodes += nodes
        if self._nodes > MOST_NODES:
            raise self._error("yaml-too-many", event, most=str(MOST_NODES))

    def _alias(self, event: AliasEvent) -> object:
        anchored = self._anchors.get(event.anchor)
        if anchored is None:
            code = "yaml-alias-inside" if event.anchor in self._anchors else "yaml-alias"
            raise self._error(code, event, name=event.anchor)
        self._count(anchored[1], event)
        return anchored[0]

    def _entries(self, depth: int) -> Entries:
        built = Entries()
        while not isinstance(event := next(self._events), SequenceEndEvent):
            built.places.append(_place(event))
            built.append(self._node(event, depth + 1))
        return built

    def _mapping(self, depth: int) -> Keys:
        built, merged = Keys(), list[Keys]()
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event)
            if key in built or (key == MERGE and merged):
                first = str(built.places[key][0]) if key in built else ""
                raise self._error("yaml-duplicate", event, key=str(key), line=first)
            value = self._node(next(self._events), depth + 1)
            if key == MERGE:
                merged = self._sources(value, event)
                continue
            built[key], built.places[key] = value, _place(event)
        _merge(built, merged)
        return built

    def _key(self, event: Event) -> Any:
        if not isinstance(event, ScalarEvent):
            raise self._error("yaml-key", event)
        return self._node(event, 0)

    def _sources(self, value: object, event: Event) -> list[Keys]:
        """The mappings that a merge key takes keys from."""
        sources = value if isinstance(value, Entries) else [value]
        found = [source for source in sources if isinstance(source, Keys)]
        if not found or len(found) < len(sources):
            raise self._error("yaml-merge", event)
        return found

    def _scalar(self, event: ScalarEvent) -> object:
        """A value of YAML's core schema, or a day; what is quoted is text."""
        if UNPRINTABLE.search(event.value):  # written as an escape
            raise self._error("yaml-value", event, found=ascii(event.value[:40]))
        if not event.implicit[0]:
            return event.value
        try:
            return _plain(event.value)
        except ValueError as error:
            raise self._error("yaml-value", event, found=event.value[:40]) from error


def _place(event: Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _merge(built: Keys, sources: Iterable[Keys]) -> None:
    """Add the keys that a mapping does not have itself; earlier sources go first."""
    for source in sources:
        for key, value in source.items():
            if key not in built:
                built[key], built.places[key] = value, source.places[key]


_NAMED = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _plain(text: str) -> object:
    """What is written without quotes.

    Raises:
        ValueError: it looks like a day or a number, and there is no such day or number.
    """
    if text in _NAMED:
        return _NAMED[text]
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        if not isfinite(number := float(text)):
            raise ValueError(text)
        return number
    return text
