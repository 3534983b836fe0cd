"""List the subjects of a dossier, and find them again by id and by name.

Knows no relation and no form.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain, count

from ...errors import Problem
from ...facts import ABSENT, Row, State, Value
from ...provenance import Cell
from ...vocabulary import Role, SubjectKind
from ..cells.values import merge_fields
from ..letters.text import bare_key, exact_key, id_key, joined_id_key, loose_id_key
from ..sheets.rows import Record


@dataclass
class Entry:
    """A subject that is being put together.

    ``names`` are bare keys; ``is_named`` is False if a row does not give the name, so
    that no name rules the subject out. ``unit`` is the listed unit of a person, once known.
    ``key`` is the id, told apart where a person and a unit have the same.
    """

    kind: SubjectKind
    id: str
    key: str
    name: str
    names: frozenset[str]
    is_named: bool
    records: tuple[Record, ...]
    facts: dict[str, Value]
    unit: "Entry | None" = None
    rows: dict[str, list[Row]] = field(default_factory=dict)
    ties: list[Cell] = field(default_factory=list)

    def role(self, role: Role) -> Value:
        """What the list says in the column that plays a role."""
        return self.facts.get(self.records[0].spec.roles.get(role, ""), ABSENT)

    @cached_property
    def is_double(self) -> bool:
        """Whether the id was given more than once."""
        return _is_double(self.records)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Where the subject is listed."""
        return tuple(cell for record in self.records for cell in record.cells)

    @property
    def called(self) -> set[str]:
        """The id and the names as they are listed."""
        return {self.id, *_names(self.records)}


class Register:
    """All subjects, by id and by name; ``keys`` are those under which a name is looked up."""

    def __init__(self, entries: Iterable[Entry], keys: Callable[[str], frozenset[str]]) -> None:
        self.entries = tuple(entries)
        self._keys = cache(keys)
        self._id_key = cache(id_key)
        self._by_id = {(entry.kind, id_key(entry.id)): entry for entry in self.entries}
        self._by_kind: dict[SubjectKind, list[Entry]] = {}
        self._by_name: dict[tuple[SubjectKind, str], list[Entry]] = {}
        self._nameless: dict[SubjectKind, list[Entry]] = {}
        for entry in self.entries:
            self._by_kind.setdefault(entry.kind, []).append(entry)
            for key in self._keys_of(*_names(entry.records)) if entry.is_named else ():
                self._by_name.setdefault((entry.kind, key), []).append(entry)
            if not entry.is_named:
                self._nameless.setdefault(entry.kind, []).append(entry)

    def with_id(self, text: str, kinds: Iterable[SubjectKind]) -> list[Entry]:
        """Subjects of some kinds with an id: one, unless none or an id that clashes."""
        key = self._id_key(text)
        return [entry for kind in kinds if (entry := self._by_id.get((kind, key)))]

    def with_id_like(self, text: str, kinds: Iterable[SubjectKind]) -> list[Entry]:
        """Subjects whose id differs at most in spaces, dashes and zeros before a number."""
        return [e for kind in kinds for e in self._by_loose_id.get((kind, loose_id_key(text)), ())]

    @cached_property
    def _by_loose_id(self) -> dict[tuple[SubjectKind, str], list[Entry]]:
        found: dict[tuple[SubjectKind, str], list[Entry]] = {}
        for entry in self.entries:
            if entry.role("id").is_known:
                found.setdefault((entry.kind, loose_id_key(entry.id)), []).append(entry)
        return found

    def named(self, text: str, kinds: Iterable[SubjectKind]) -> list[Entry]:
        """Subjects that have a name, without those whose name is not known."""
        places = [(kind, key) for kind in kinds for key in sorted(self._keys(text))]
        found = {id(entry): entry for at in places for entry in self._by_name.get(at, ())}
        return list(found.values())

    def may_be_called(self, entry: Entry, name: str) -> bool:
        """Whether a name does not rule a subject out."""
        return not entry.is_named or bool(self._keys(name) & self._keys_of(*_names(entry.records)))

    def _keys_of(self, *names: str) -> frozenset[str]:
        return frozenset(key for name in names for key in self._keys(name))

    def nameless(self, kinds: Iterable[SubjectKind]) -> list[Entry]:
        """Subjects that could have any name."""
        return [entry for kind in kinds for entry in self._nameless.get(kind, ())]

    def of_kinds(self, kinds: Iterable[SubjectKind]) -> list[Entry]:
        """All subjects of some kinds."""
        return [entry for kind in kinds for entry in self._by_kind.get(kind, ())]

    def unit_called(self, text: str) -> list[Entry]:
        """Units that a text means: by id or by name; without accents only if all are named."""
        exact = self._units.get(exact_key(text), [])
        if exact or self._nameless.get("unit"):
            return exact
        return self._by_name.get(("unit", bare_key(text)), [])

    def unit_spelt(self, text: str) -> list[Entry]:
        """Units whose id differs from a text at most in case, spaces and dashes."""
        key = joined_id_key(text)
        return [e for e in self.with_id_like(text, ["unit"]) if joined_id_key(e.id) == key]

    @cached_property
    def _units(self) -> dict[str, list[Entry]]:
        units: dict[str, list[Entry]] = {}
        for unit in self.of_kinds(["unit"]):
            for key in {exact_key(text) for text in unit.called}:
                units.setdefault(key, []).append(unit)
        return units


def _is_double(records: Sequence[Record]) -> bool:
    """Whether an id stands in several cells; a merged one over several rows is one listing."""
    return len({record.role("id").cells for record in records}) > 1


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
    found: list[Entry | Problem] = []
    for (kind, _), group in groups.items():
        texts = sorted(str(record.role("id").scalar) for record in group)
        found += _entry(kind, texts[0], group)
    found += _provisional(loose)
    _tell_apart([entry for entry in found if isinstance(entry, Entry)])
    yield from found
    yield from _clashes(groups)


def _tell_apart(entries: Sequence[Entry]) -> None:
    """Add to an id that several subjects have the sheet, or the address, of each."""
    uses = Counter(entry.id for entry in entries)
    taken = set(uses)
    for entry in entries:
        if uses[entry.id] > 1:
            cell = entry.cells[0]
            ways = (f"{entry.id} ({place})" for place in (cell.sheet, cell))
            more = (f"{entry.id} ({cell}, {number})" for number in count(2))
            entry.key = next(key for key in chain(ways, more) if key not in taken)
            taken.add(entry.key)


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
    if _is_double(group):
        cells = tuple(cell for record in group for cell in record.role("id").cells)
        yield Problem("id-duplicate", cells, {"id": name})
        facts[id_field or ""] = Value(name, State.KNOWN, cells)
    for field_name, value in facts.items() if len(group) > 1 else ():
        if value.state is State.CONTRADICTORY:
            details = {"id": name, "column": spec.fields[field_name].header}
            yield Problem("facts-contradict", value.cells, details)
    yield Entry(
        kind=kind,
        id=name,
        key=name,
        name=" / ".join(sorted(names)),
        names=frozenset(bare_key(text) for text in names),
        is_named=all(record.role("name").is_known for record in group),
        records=tuple(group),
        facts=facts,
    )
