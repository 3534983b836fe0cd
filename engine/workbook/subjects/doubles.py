"""List what looks as if it had been typed twice, for a person to decide.

Merges nothing, and changes no verdict.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import TypeVar

from ...errors import Problem
from ...facts import Value
from ...locale import LANGUAGES, say
from ...provenance import Cell
from ...vocabulary import SheetSpec, Vocabulary
from ..letters.similarity import abbreviates, is_one_letter_apart
from ..letters.text import bare_key, exact_key, has_accents, without_punctuation
from .register import Entry, Register

_MOST_COMPARED = 50
"""Units whose names end alike and that are compared each with each."""

_Pair = tuple[Entry, Entry, str]
_Listed = TypeVar("_Listed")


def near_duplicates(register: Register, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Name the persons, units and rows that may be one and were typed twice."""
    people = register.of_kinds(["person"])
    told: set[frozenset[int]] = set()
    for one, other, why in (*_people(people), *_same_citizen(people)):
        if (pair := frozenset((id(one), id(other)))) not in told:
            told.add(pair)
            yield _listed("person", one, other, why)
    for one, other in _units(register.of_kinds(["unit"])):
        yield _listed("unit", one, other, "unit-name")
    yield from _same_names(people)
    for sheet in vocabulary.sheets:
        if sheet.once:
            others = other_awards(sheet, vocabulary)
            for entry in register.entries:
                yield from _rows(entry, sheet, others)


def _listed(kind: str, one: Entry, other: Entry, why: str) -> Problem:
    names = [f"{entry.name} ({entry.id})" for entry in (one, other)]
    return _problem(kind, names, (*one.cells, *other.cells), why, {})


def _problem(
    kind: str, names: Sequence[str], cells: tuple[Cell, ...], why: str, details: Mapping[str, str]
) -> Problem:
    told = {
        lang: {"what": say(lang, f"double-{kind}"), "why": say(lang, f"double-{why}", **details)}
        for lang in LANGUAGES
    }
    return Problem("near-duplicate", cells, {"one": names[0], "other": names[1]}, told=told)


def _groups(
    listed: Iterable[_Listed], key: Callable[[_Listed], Hashable]
) -> Iterator[list[_Listed]]:
    """Those that share a key; a key that is nothing is shared by nobody."""
    groups: dict[Hashable, list[_Listed]] = {}
    for one in listed:
        if (shared := key(one)) is not None:
            groups.setdefault(shared, []).append(one)
    return (group for group in groups.values() if len(group) > 1)


def _people(people: Sequence[Entry]) -> Iterator[_Pair]:
    """Persons of one date of birth whose names are the same, or nearly so in one unit."""
    for born in _groups((one for one in people if one.is_named), _birth):
        for group in _groups(born, lambda one: bare_key(one.name)):
            for one, other in pairwise(group):
                if _is_same_name(one.name, other.name):
                    yield one, other, "name-birth"
                elif _unit(one) is not None and _unit(one) == _unit(other):
                    yield one, other, "spelling"
        for group in _groups(born, _unit):
            for one, other in _one_letter_apart(group):
                yield one, other, "spelling"


def _birth(person: Entry) -> Hashable:
    value = person.role("birth")
    return value.scalar if value.is_known else None


def _unit(person: Entry) -> Hashable:
    value = person.role("unit")
    if person.unit:
        return id(person.unit)
    return exact_key(str(value.scalar)) if value.is_known else None


def _is_same_name(one: str, other: str) -> bool:
    is_bare = not (has_accents(one) and has_accents(other))
    return exact_key(one) == exact_key(other) or (is_bare and bare_key(one) == bare_key(other))


def _one_letter_apart(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Entries whose names differ in a letter: they are equal once the right one is left out."""
    named: dict[str, Entry] = {}
    for entry in entries:
        named.setdefault(bare_key(entry.name), entry)
    shorter: dict[str, list[str]] = {}
    for name in named:
        for way in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}:
            shorter.setdefault(way, []).append(name)
    found = {pair for names in shorter.values() for pair in pairwise(names)}
    for one, other in sorted(found):
        if is_one_letter_apart(one, other):
            yield named[one], named[other]


def _same_citizen(people: Iterable[Entry]) -> Iterator[_Pair]:
    for group in _groups(people, lambda one: one.role("citizen").scalar):
        for one, other in pairwise(group):
            yield one, other, "citizen"


def _units(units: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Units of one name, or of names that differ in a letter of a word or by abbreviation."""
    named = [unit for unit in units if unit.is_named]
    for group in _groups(named, lambda unit: bare_key(unit.name)):
        yield from pairwise(group)
    for one, other in _one_letter_apart(named):
        words = zip(_words(one), _words(other), strict=False)
        changed = next((pair for pair in words if pair[0] != pair[1]), ("", ""))
        if all(len(word) > 2 and word.isalpha() for word in changed):
            yield one, other
    for group in _groups(named, lambda unit: tuple(_words(unit)[-2:])):
        for one, other in combinations(group[:_MOST_COMPARED], 2):
            left, right = _words(one), _words(other)
            if left != right and (abbreviates(left, right) or abbreviates(right, left)):
                yield one, other


def _words(unit: Entry) -> list[str]:
    return bare_key(without_punctuation(unit.name)).split()


def _same_names(people: Iterable[Entry]) -> Iterator[Problem]:
    """Persons of one name and unit whose dates of birth do not tell them apart."""
    named = (one for one in people if one.is_named and _unit(one) is not None)
    for group in _groups(named, lambda one: (exact_key(one.name), _unit(one))):
        if any(_birth(one) is None for one in group):
            cells = tuple(cell for one in group for cell in one.cells)
            yield Problem("same-name", cells, {"name": group[0].name, "count": str(len(group))})


def other_awards(sheet: SheetSpec, vocabulary: Vocabulary) -> str | None:
    """What a sheet calls an award that has no title of its own in the vocabulary."""
    award = sheet.field_with("award")
    return vocabulary.scale_of(award).others if award else None


def _rows(entry: Entry, sheet: SheetSpec, others: str | None) -> Iterator[Problem]:
    """Rows of one subject that agree in all that tells them from others."""
    certain = [row for row in entry.rows.get(sheet.id, ()) if row.certain]
    for group in _groups(certain, lambda row: identity(row.value, sheet, others)):
        for one, other in pairwise(group):
            shared = [name for name in sheet.once if one.value(name).is_known]
            columns = ", ".join(f"`{sheet.fields[name].header}`" for name in shared)
            cells = (one.value(shared[0]).cells[0], other.value(shared[0]).cells[0])
            names = [f"{cell.sheet}!{cell.ref}" for cell in cells]
            details = {"id": entry.id, "columns": columns}
            yield _problem("row", names, cells, "once", details)


def identity(said: Callable[[str], Value], sheet: SheetSpec, others: str | None) -> Hashable:
    """What a row says in the columns that tell it from others; nothing if too few are filled.

    An award is known by its title, however the row spells it, unless that is any other one.

    Parameters: ``said`` is what the row says in a column.
    """
    first, *rest = (said(name) for name in sheet.once)
    award = said(sheet.field_with("award") or "")
    what = first if award.scalar in (None, others) else award
    if not what.is_known or not any(value.is_known for value in rest):
        return None
    scalars = (value.scalar for value in (what, *rest))
    return tuple(exact_key(one) if isinstance(one, str) else one for one in scalars)
