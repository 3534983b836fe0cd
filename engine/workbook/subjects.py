"""List the subjects of a dossier, and find them again by id and by name.

Knows no relation and no form.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..errors import Problem
from ..facts import Row, State, Value
from ..provenance import Cell
from ..vocabulary import SubjectKind
from .rows import Record
from .text import bare_key, exact_key, id_key
from .values import merge_fields


@dataclass
class Entry:
    """A subject that is being put together.

    ``names`` are bare keys; ``is_named`` is False if a row does not give the name, so
    that no name rules the subject out.
    """

    kind: SubjectKind
    id: str
    name: str
    names: frozenset[str]
    is_named: bool
    records: tuple[Record, ...]
    facts: dict[str, Value]
    rows: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def is_double(self) -> bool:
        """Whether the id was given more than once."""
        return len(self.records) > 1

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Where the subject is listed."""
        return tuple(cell for record in self.records for cell in record.cells)

    def may_be_called(self, name: str) -> bool:
        """Whether a name does not rule the subject out."""
        return not self.is_named or bare_key(name) in self.names


class Register:
    """All subjects, by id and by name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_id = {(entry.kind, id_key(entry.id)): entry for entry in self.entries}
        self._by_kind: dict[SubjectKind, list[Entry]] = {}
        self._by_name: dict[tuple[SubjectKind, str], list[Entry]] = {}
        self._nameless: dict[SubjectKind, list[Entry]] = {}
        for entry in self.entries:
            self._by_kind.setdefault(entry.kind, []).append(entry)
            for name in entry.names if entry.is_named else ():
                self._by_name.setdefault((entry.kind, name), []).append(entry)
            if not entry.is_named:
                self._nameless.setdefault(entry.kind, []).append(entry)

    def with_id(self, text: str, kinds: Iterable[SubjectKind]) -> list[Entry]:
        """Subjects of some kinds with an id: one, unless none or an id that clashes."""
        found = (self._by_id.get((kind, id_key(text))) for kind in kinds)
        return [entry for entry in found if entry]

    def named(self, text: str, kinds: Iterable[SubjectKind]) -> list[Entry]:
        """Subjects that have a name, without those whose name is not known."""
        return [e for kind in kinds for e in self._by_name.get((kind, bare_key(text)), ())]

    def count_nameless(self, kinds: Iterable[SubjectKind]) -> int:
        """How many subjects could have any name."""
        return sum(len(self._nameless.get(kind, ())) for kind in kinds)

    def of_kinds(self, kinds: Iterable[SubjectKind]) -> list[Entry]:
        """All subjects of some kinds."""
        return [entry for kind in kinds for entry in self._by_kind.get(kind, ())]

    def unit_called(self, text: str) -> list[Entry]:
        """Units that a text means: by id or by name; without accents only if all are named."""
        exact = self._units.get(exact_key(text), [])
        if exact or self._nameless.get("unit"):
            return exact
        return self._by_name.get(("unit", bare_key(text)), [])

    @cached_property
    def _units(self) -> dict[str, list[Entry]]:
        units: dict[str, list[Entry]] = {}
        for unit in self.of_kinds(["unit"]):
            for key in {exact_key(text) for text in (unit.id, *_names(unit.records))}:
                units.setdefault(key, []).append(unit)
        return units


def _names(records: Iterable[Record]) -> set[str]:
    values = (record.role("name") for record in records)
    return {str(value.scalar) for value in values if value.is_known}


def list_subjects(records: Iterable[Record]) -> Iterator[Entry | Problem]:
    """Put together the rows of subject sheets, one entry for each id."""
    groups: dict[tuple[SubjectKind, str], list[Record]] = {}
    loose: list[Record] = []
    for record in sorted(records, key=lambda record: record.cells):
        if record.heading:
            continue
        number, name = record.role("id"), record.role("name")
        if number.is_known:
            key = (record.spec.subjects[0], id_key(str(number.scalar)))
            groups.setdefault(key, []).append(record)
        elif name.is_known:
            loose.append(record)
        else:
            yield Problem("row-nobody", record.cells)
    for (kind, _), group in groups.items():
        texts = sorted(str(record.role("id").scalar) for record in group)
        yield from _entry(kind, texts[0], group)
    yield from _provisional(loose)
    yield from _clashes(groups)


def _provisional(loose: Sequence[Record]) -> Iterator[Entry | Problem]:
    """Subjects without an id, called by the address of the cell where it should be."""
    short = [f"{record.cells[0].sheet}!{record.cells[0].ref}" for record in loose]
    for record, address in zip(loose, short, strict=True):
        cell = record.cells[0]
        name = address if short.count(address) == 1 else str(cell)
        if record.role("id").state is not State.ABSENT:
            details = {"name": str(record.role("name").scalar)}
            yield Problem("id-missing", record.cells, details)
        yield from _entry(record.spec.subjects[0], name, [record])


def _clashes(groups: dict[tuple[SubjectKind, str], list[Record]]) -> Iterator[Problem]:
    for (kind, key), group in groups.items():
        others = groups.get(("unit", key), []) if kind == "person" else []
        if others:
            cells = (*group[0].role("id").cells, *others[0].role("id").cells)
            details = {"id": str(group[0].role("id").scalar)}
            yield Problem("id-clash", cells, details)


def _entry(kind: SubjectKind, name: str, group: list[Record]) -> Iterator[Entry | Problem]:
    names = _names(group)
    facts = merge_fields(record.fields for record in group)
    spec = group[0].spec
    id_field = spec.field_with("id")
    if len(group) > 1:
        cells = tuple(cell for record in group for cell in record.role("id").cells)
        yield Problem("id-duplicate", cells, {"id": name})
        facts[id_field or ""] = Value(name, State.KNOWN, cells)
        for field_name, value in facts.items():
            if value.state is State.CONTRADICTORY:
                details = {"id": name, "column": spec.fields[field_name].header}
                yield Problem("facts-contradict", value.cells, details)
    yield Entry(
        kind=kind,
        id=name,
        name=" / ".join(sorted(names)),
        names=frozenset(bare_key(text) for text in names),
        is_named=all(record.role("name").is_known for record in group),
        records=tuple(group),
        facts=facts,
    )
