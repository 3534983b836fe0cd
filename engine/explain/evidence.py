"""Find the values behind a finding: those that decided it, and those that still could."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from ..conditions import (
    MEMBERS,
    All,
    AnyOf,
    AtLeast,
    Attested,
    Choose,
    Compare,
    Defined,
    Eligible,
    Every,
    Extreme,
    Holds,
    Known,
    Measured,
    Not,
    Other,
    Total,
    Unconfirmed,
    measures_of,
    rows_of,
)
from ..facts import ABSENT, SchoolYear, State, Value
from ..findings import Evidence, Finding, Proof, RowProof, Verdict, is_open
from ..vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a proof stands: about whom, if not the subject itself, and in which row."""

    subject: str | None = None
    row: RowProof | None = None

    def inside(self, proof: Proof) -> "_Place":
        return _Place(proof.subject) if proof.subject is not None else self

    def of_row(self, row: RowProof) -> "_Place":
        return _Place(row.subject or self.subject, row)

    def evidence(self, fact: str, value: Value) -> Evidence:
        return Evidence(fact, value, _year(self.row), self.subject)


def deciding_parts(proof: Proof) -> tuple[Proof, ...]:
    """The parts that the verdict rests on."""
    match proof.condition:
        case All() | AnyOf() | AtLeast():
            return tuple(part for part in proof.parts if part.verdict is proof.verdict)
        case Choose():
            when, then, otherwise = proof.parts
            branches = {Verdict.MET: (then,), Verdict.NOT_MET: (otherwise,)}
            return (when, *branches.get(when.verdict, (then, otherwise)))
        case Other():
            same = tuple(part for part in proof.parts if part.verdict is proof.verdict)
            return same or proof.parts
        case _:
            return proof.parts


def evidence(finding: Finding) -> tuple[Evidence, ...]:
    """The values that decided a finding, each once; what it asks before whether it applies."""
    asked = [finding.require, finding.when]
    if finding.verdict is Verdict.NOT_APPLICABLE:
        asked = [finding.when]
    seen: dict[Evidence, None] = {}
    for proof in asked:
        if proof is not None:
            seen.update(dict.fromkeys(_deciding(proof, _Place())))
    return tuple(seen)


def _deciding(proof: Proof, place: _Place) -> Iterator[Evidence]:
    """Values under the parts that decided; of a measure, all its rows."""
    here = place.inside(proof)
    yield from _looked_at(proof, here)
    for part in deciding_parts(proof):
        yield from _deciding(part, here)
    for row in proof.rows:
        if isinstance(proof.condition, Every) and row.verdict is not proof.verdict:
            continue
        there = here.of_row(row)
        if row.verdict is not Verdict.NOT_MET:
            yield from _measured_in(proof, there)
            if not row.proofs:
                yield from _row_itself(there)
        for inner in row.proofs:
            yield from _deciding(inner, there)


def _looked_at(proof: Proof, place: _Place) -> Iterator[Evidence]:
    """The values that a condition looked at itself."""
    match proof.condition:
        case Compare(fact) | Known(fact) | Attested(fact):
            if proof.value is not None and fact:
                yield place.evidence(fact, proof.value)
        case Measured():
            yield from (place.evidence(fact, value) for fact, value in proof.values)
        case _:
            pass


def _measured_in(proof: Proof, place: _Place, of_member: Value | None = None) -> Iterator[Evidence]:
    """What a row adds to a sum, or offers as the greatest or least value.

    Facts of members are not in the proof; ``of_member`` stands for them.
    """
    if not isinstance(proof.condition, Measured) or place.row is None:
        return
    match proof.condition.measure:
        case Total(fact=fact) | Extreme(fact=str(fact)):
            if fact in place.row.row.fields:
                yield place.evidence(fact, place.row.row.value(fact))
            elif place.row.subject is not None and of_member is not None:
                yield place.evidence(fact, of_member)
        case _:
            pass


def _row_itself(place: _Place) -> Iterator[Evidence]:
    """A row that counts by being there is shown by its year."""
    name = _year_field(place.row)
    if name and place.row:
        yield place.evidence(name, place.row.row.year)


def _year_field(row: RowProof | None) -> str | None:
    """The column of a row that holds its year, if it has one."""
    fields = row.row.fields.items() if row else ()
    return next((name for name, value in fields if row and value is row.row.year), None)


def _year(row: RowProof | None) -> int | SchoolYear | None:
    match row.row.year.scalar if row else None:
        case bool():
            return None
        case int(year) | date(year=year):
            return year
        case SchoolYear() as year:
            return year
        case _:
            return None


def open_evidence(finding: Finding, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """The values of an unknown finding that, once filled in, could still decide it."""
    for proof in (finding.when, finding.require):
        if proof is not None:
            yield from open_in(proof, vocabulary)


def open_in(proof: Proof, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """The values that, once filled in, could still decide an unknown proof, each once.

    A fact of somebody else that is given as absent may be known; the dossier says so.
    """
    yield from dict.fromkeys(_open_in(proof, _Place(), vocabulary))


def missing_in(proof: Proof) -> Iterator[Evidence]:
    """Every value that a proof looked at and did not find, whether it matters or not."""
    yield from dict.fromkeys(_missing_in(proof, _Place()))


def _missing_in(proof: Proof, place: _Place) -> Iterator[Evidence]:
    here = place.inside(proof)
    yield from (found for found in _looked_at(proof, here) if is_open(found.value))
    for part in proof.parts:
        yield from _missing_in(part, here)
    for row in proof.rows:
        there = here.of_row(row)
        yield from (found for found in _measured_in(proof, there) if is_open(found.value))
        for inner in row.proofs:
            yield from _missing_in(inner, there)


def _open_in(proof: Proof, place: _Place, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """Only parts that are unknown themselves can still turn an unknown verdict."""
    if proof.verdict is not Verdict.UNKNOWN:
        return
    here = place.inside(proof)
    condition = proof.condition
    match condition:
        case Unconfirmed():
            return  # no cell can decide what the instrument has not been read for
        case Compare() | Known() | Attested():
            yield from (found for found in _looked_at(proof, here) if is_open(found.value))
        case Measured() | Every():
            yield from _open_in_rows(proof, here, vocabulary)
        case Other():
            yield from _open_other(condition, proof, here, vocabulary)
        case All() | AnyOf() | AtLeast() | Not() | Choose() | Eligible() | Holds() | Defined():
            pass
        case _:
            assert_never(condition)
    for part in deciding_parts(proof):
        yield from _open_in(part, here, vocabulary)


def _open_in_rows(proof: Proof, place: _Place, vocabulary: Vocabulary) -> Iterator[Evidence]:
    yield from (found for found in _looked_at(proof, place) if is_open(found.value))
    for row in proof.rows:
        if row.verdict is Verdict.NOT_MET or (
            isinstance(proof.condition, Every) and row.verdict is Verdict.MET
        ):
            continue
        there = place.of_row(row)
        if row.verdict is Verdict.UNKNOWN:
            yield from _open_tie(there, _relation(proof), vocabulary)
            yield from (found for found in _row_itself(there) if is_open(found.value))
        yield from (found for found in _measured_in(proof, there, ABSENT) if is_open(found.value))
        for inner in row.proofs:
            yield from _open_in(inner, there, vocabulary)


def _relation(proof: Proof) -> str:
    match proof.condition:
        case Every(rows):
            return rows.relation
        case Measured() as measured:
            listed = (rows_of(measure) for measure in measures_of(measured))
            return next((rows.relation for rows in listed if rows is not None), "")
        case _:
            return ""


def _open_tie(place: _Place, relation: str, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """The cells that say whose an uncertain row is, or to which unit a member belongs."""
    row = place.row
    if row is None or row.row.certain or not row.row.cells:
        return
    if relation == MEMBERS:
        name = vocabulary.sheet("person").field_with("unit")
    else:
        name = vocabulary.sheet(relation).field_with("id")
    if name:
        yield place.evidence(name, Value(None, State.CONTRADICTORY, row.row.cells))


def _open_other(
    other: Other, proof: Proof, place: _Place, vocabulary: Vocabulary
) -> Iterator[Evidence]:
    """The cells that tell whom to ask; those of heads are known of some who were asked."""
    if other.whom == "head":
        asked = [part.subject for part in proof.parts]
        yield from (Evidence(other.heads, ABSENT, subject=subject) for subject in asked)
        return
    name = vocabulary.sheet("person").field_with("unit")
    if name and not proof.parts:
        yield Evidence(name, ABSENT, subject=place.subject)
