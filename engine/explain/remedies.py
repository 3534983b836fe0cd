"""Say what is lacking where a condition is not met: the shortest true repair in words."""

from typing import assert_never

from ..conditions import (
    All,
    AnyOf,
    Attested,
    Compare,
    Count,
    Defined,
    Eligible,
    Every,
    Known,
    Not,
    Op,
)
from ..findings import Interval, Proof, RowProof, Verdict
from .reasons import measure
from .wording import Wording, is_none, requirement


def remedy(proof: Proof, words: Wording) -> str:
    """Say what would have to be so; only parts that are not met are named."""
    condition = proof.condition
    match condition:
        case Compare() | Known() | Attested() | Eligible() | Not():
            return words.say("remedy-needs", part=requirement(condition, words))
        case All():
            return "; ".join(remedy(part, words) for part in _lacking(proof))
        case AnyOf():
            return words.either([remedy(part, words) for part in proof.parts])
        case Defined():
            return remedy(proof.parts[0], words)
        case Count():
            return _count(condition, proof.interval or Interval(0, None), words)
        case Every():
            return "; ".join(_row(condition, row, words) for row in proof.rows if _fails(row))
        case _:
            assert_never(condition)


def _lacking(proof: Proof) -> list[Proof]:
    return [part for part in proof.parts if part.verdict is Verdict.NOT_MET]


def _fails(row: RowProof) -> bool:
    return row.verdict is Verdict.NOT_MET


def _count(count: Count, interval: Interval, words: Wording) -> str:
    bound = count.bound
    missing = bound.number - (interval.high or 0) + (bound.op is Op.MORE_THAN)
    details = {
        "relation": words.relation(count.relation),
        "where": words.where(count.where),
        "span": words.window(count.window),
        "found": measure(interval, words),
        "number": str(bound.number),
    }
    if bound.op in (Op.AT_LEAST, Op.MORE_THAN):
        return words.say("remedy-short", missing=str(missing), **details)
    if is_none(bound):
        return words.say("remedy-none", **details)
    return words.say("remedy-needs", part=requirement(count, words))


def _row(every: Every, row: RowProof, words: Wording) -> str:
    part = requirement(every.satisfies, words)
    year = row.row.year.scalar
    if row.subject is not None or year is None:
        return words.say("remedy-needs", part=part)
    return words.say("remedy-year", year=str(year), part=part)
