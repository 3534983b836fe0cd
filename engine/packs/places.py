"""What scenarios can show of a condition: its branches, its choices, the sides of its thresholds.

Two folds that name places alike: over conditions, for what there is to show, and over proofs,
for what one of them shows. Knows neither titles nor scenarios.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from ..conditions import (
    All,
    AnyOf,
    AtLeast,
    Attested,
    Choose,
    Compare,
    Condition,
    Defined,
    Eligible,
    Every,
    Holds,
    Known,
    Measured,
    Not,
    Other,
    Rows,
    Share,
    Unconfirmed,
    rows_of,
)
from ..decide.measuring import NO_CUT, inside
from ..findings import Proof, RowProof, Verdict
from ..vocabulary import Vocabulary
from .thresholds import ABOVE, AT, BELOW, SIDES, exactly, measured, thresholds

Place: TypeAlias = tuple[str, ...]
"""Keys that lead to a condition; a definition has a place of its own, wherever it is used."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Something that a scenario can show, at a place of a pack.

    ``kind`` is that of its message; ``what`` is a verdict or a side, ``value`` a threshold.
    """

    kind: str
    place: Place
    what: str = ""
    value: str = ""

    @property
    def details(self) -> dict[str, str]:
        """What its message is filled with."""
        title, keys = "/".join(self.place[:2]), ".".join(self.place[2:])
        place = f"{title}: {keys}" if keys else title
        return {"place": place, "what": self.what, "value": self.value}


Placed: TypeAlias = tuple[tuple[Place, Condition], ...]


def sights(condition: Condition, place: Place, vocabulary: Vocabulary) -> Iterator[Sight]:
    """All that there is to show of a condition and of those inside it."""
    match condition:
        case AnyOf():
            yield from (Sight("branch", at) for at, _ in _parts(condition, place))
        case Choose():
            yield from (Sight("choice", (*place, key)) for key in ("then", "otherwise"))
        case Measured(_, bound) if bound.against is not None:
            yield from (Sight("against", (*place, bound.op.value), side) for side in SIDES)
        case Compare() | Measured():
            at = _compared_at(condition, place)
            for threshold in thresholds(condition, vocabulary):
                for side in threshold.sides():
                    yield Sight("threshold", at, side, threshold.text)
        case _:
            pass
    for at, part in (*_parts(condition, place), *_of_rows(condition, place)):
        yield from sights(part, at, vocabulary)


def shown(proof: Proof, place: Place, vocabulary: Vocabulary) -> Iterator[Sight]:
    """What the proof of a condition shows, as far as it counted."""
    match proof.condition:
        case AnyOf():
            yield from _alone(proof, place)
        case Choose():
            yield from _chosen(proof, place)
        case Measured(_, bound) if bound.against is not None:
            yield from _against(proof, (*place, bound.op.value))
        case Compare() | Measured():
            at = _compared_at(proof.condition, place)
            for threshold in thresholds(proof.condition, vocabulary):
                number = measured(proof)
                side = None if number is None else threshold.side(number)
                if side is not None:
                    yield Sight("threshold", at, side, threshold.text)
        case _:
            pass
    for at, part in (*_counted(proof, place), *_counted_in_rows(proof, place)):
        yield from shown(part, at, vocabulary)


def _compared_at(condition: Compare | Measured, place: Place) -> Place:
    op = condition.op if isinstance(condition, Compare) else condition.bound.op
    return (*place, op.value)


def _alone(proof: Proof, place: Place) -> Iterator[Sight]:
    """The branch that is met where no other is: without it the verdict would be another."""
    met = [n for n, part in enumerate(proof.parts) if part.verdict is Verdict.MET]
    if len(met) == 1:
        yield Sight("branch", _parts(proof.condition, place)[met[0]][0])


def _chosen(proof: Proof, place: Place) -> Iterator[Sight]:
    """The part that was taken, where the other one would have said something else."""
    when, then, otherwise = proof.parts
    if when.verdict is not Verdict.UNKNOWN and then.verdict is not otherwise.verdict:
        yield Sight("choice", (*place, "then" if when.verdict is Verdict.MET else "otherwise"))


def _against(proof: Proof, place: Place) -> Iterator[Sight]:
    one, other = exactly(proof.interval), exactly(proof.against)
    if one is not None and other is not None:
        side = AT if one == other else BELOW if one < other else ABOVE  # type: ignore[operator]
        yield Sight("against", place, side)


def _parts(condition: Condition, place: Place) -> Placed:
    """The conditions directly inside one, but for those of its rows, each with its place.

    How a title is held is no part that a pack writes, and what is not confirmed shows nothing.
    """
    match condition:
        case All(parts):
            return _numbered(parts, (*place, "all"))
        case AnyOf(parts):
            return _numbered(parts, (*place, "any"))
        case AtLeast(_, parts):
            return _numbered(parts, (*place, "of"))
        case Not(part):
            return (((*place, "not"), part),)
        case Choose(when, then, otherwise):
            keys = ("when", "then", "otherwise")
            parts = (when, then, otherwise)
            return tuple(((*place, key), part) for key, part in zip(keys, parts, strict=True))
        case Defined(name, inner):
            return ((("definitions", name, "condition"), inner),)
        case Other("unit", Other() as inner):
            return ((place, inner),)
        case Other(whom, inner):
            return (((*place, whom), inner),)
        case Holds() | Unconfirmed() | Compare() | Known() | Attested() | Eligible():
            return ()
        case Measured() | Every():
            return ()
        case _:
            assert_never(condition)


def _numbered(parts: tuple[Condition, ...], place: Place) -> Placed:
    return tuple(((*place, str(n)), part) for n, part in enumerate(parts, start=1))


def _of_rows(condition: Condition, place: Place) -> Placed:
    """What is asked of each row, in the order of its proofs."""
    match condition:
        case Measured(measure=Share(rows, part)):
            return (*_where(rows, (*place, "among")), ((*place, "where"), part))
        case Measured(measure=measure):
            rows_asked = rows_of(measure)
            return _where(rows_asked, (*place, "where")) if rows_asked else ()
        case Every(rows, satisfies):
            return (*_where(rows, (*place, "where")), ((*place, "satisfies"), satisfies))
        case _:
            return ()


def _where(rows: Rows, place: Place) -> Placed:
    return () if rows.where is None else ((place, rows.where),)


def _counted(proof: Proof, place: Place) -> Iterator[tuple[Place, Proof]]:
    """The proofs directly inside one that could count: of a choice, what was chosen."""
    places = _parts(proof.condition, place)
    match proof.condition:
        case Other():
            yield from ((places[0][0], part) for part in proof.parts)
        case Choose():
            not_taken = {Verdict.MET: (2,), Verdict.NOT_MET: (1,)}
            left_out = not_taken.get(proof.parts[0].verdict, (1, 2))
            for number, (at, _) in enumerate(places):
                if number not in left_out:
                    yield at, proof.parts[number]
        case _:
            yield from ((at, part) for (at, _), part in zip(places, proof.parts, strict=False))


def _counted_in_rows(proof: Proof, place: Place) -> Iterator[tuple[Place, Proof]]:
    """The proofs of rows that surely are meant, up to the first condition that leaves one out."""
    places = _of_rows(proof.condition, place)
    for row in proof.rows:
        if not row.proofs or not _is_meant(row, proof.condition):
            continue
        for (at, _), part in zip(places, row.proofs, strict=True):
            yield at, part
            if part.verdict is not Verdict.MET:
                break


def _is_meant(row: RowProof, condition: Condition) -> bool:
    match condition:
        case Every(rows):
            window = rows.window
        case Measured(measure):
            asked = rows_of(measure)
            window = asked.window if asked else None
        case _:
            window = None
    is_inside = window is None or inside(row.row, window, NO_CUT, NO_CUT) is Verdict.MET
    return row.row.certain and is_inside
