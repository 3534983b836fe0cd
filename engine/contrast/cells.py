"""Which values a finding rests on that the finding of another run does not.

By the evidence of both; by all that the inputs say of the subject, where these are at hand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from ..conditions import Condition
from ..facts import Dossier, Subject, Value
from .told import CellChange, Piece


def cell_changes(before: Iterable[Piece], after: Iterable[Piece]) -> Iterator[CellChange]:
    """Values that only one of two findings rests on; what was moved has not changed."""
    old, new = list(before), list(after)
    for is_same in (_is_unmoved, _is_moved):
        for piece in list(old):
            same = next((each for each in new if is_same(piece, each)), None)
            if same is not None:
                old.remove(piece)
                new.remove(same)
    for piece in old:
        partner = next((each for each in new if _goes_with(piece, each)), None)
        if partner:
            new.remove(partner)
        yield CellChange(piece, partner)
    yield from (CellChange(None, piece) for piece in new)


def _is_unmoved(old: Piece, new: Piece) -> bool:
    return old == new


def _is_moved(old: Piece, new: Piece) -> bool:
    return old.content == new.content


def values_asked(
    dossier: Dossier, subject: str, conditions: Iterable[Condition]
) -> tuple[Piece, ...]:
    """Every value of a subject, and of its unit, that conditions may look at."""
    names = {name for condition in conditions for name in _names(condition)}
    found = dossier.by_id.get(subject)
    unit = dossier.by_id.get(found.unit) if found and found.unit else None
    return tuple(
        piece for each in (found, unit) if each is not None for piece in _pieces(each, names)
    )


def _names(node: object) -> Iterator[str]:
    """The facts and relations that are named anywhere in a condition."""
    for field in fields(node) if is_dataclass(node) else ():
        inside = getattr(node, field.name)
        if field.name in ("fact", "relation", "heads") and inside:
            yield inside
        for part in inside if isinstance(inside, tuple) else (inside,):
            yield from _names(part)


def _pieces(subject: Subject, names: set[str]) -> Iterator[Piece]:
    for fact in sorted(names & subject.facts.keys()):
        yield from _of_value(fact, "", subject.facts[fact])
    for relation in sorted(names & subject.rows.keys()):
        for row in subject.rows[relation]:
            year = "" if row.year.scalar is None else str(row.year.scalar)
            for fact, value in sorted(row.fields.items()):
                yield from _of_value(fact, year, value)


def _of_value(fact: str, year: str, value: Value) -> Iterator[Piece]:
    told = as_text(value.scalar)
    return (Piece(fact, year, told, cell.raw, str(cell)) for cell in value.cells)


def as_text(scalar: object) -> str:
    """A value as JSON writes it, texts without their marks; the empty text for none."""
    if isinstance(scalar, bool):
        return "true" if scalar else "false"
    return "" if scalar is None else str(scalar)


def _goes_with(old: Piece, new: Piece) -> bool:
    return (old.fact, old.year) == (new.fact, new.year)
