"""Say what is lacking where a condition is not met: the shortest true repair in words."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from ..conditions import (
    All,
    AnyOf,
    AtLeast,
    Attested,
    Bound,
    Choose,
    Compare,
    Count,
    Defined,
    Eligible,
    Every,
    Holds,
    Known,
    Measured,
    Not,
    Op,
    Other,
    Share,
    Streak,
    Unconfirmed,
    Years,
)
from ..findings import Proof, RowProof, Verdict
from .evidence import deciding_parts
from .figures import UNBOUND, needed, year_text
from .measures import interval_text, is_none, noun, thing, told
from .wording import Wording, requirement


def remedy(proof: Proof, words: Wording) -> str:
    """Say what would have to be so; only parts that are not met are named."""
    condition = proof.condition
    match condition:
        case Compare() | Known() | Attested() | Eligible() | Not() | Holds() | Unconfirmed():
            return words.say("remedy-needs", part=requirement(condition, words))
        case All():
            return _each(_lacking(proof.parts), words)
        case AnyOf():
            return words.either([remedy(part, words) for part in proof.parts])
        case AtLeast(number):
            return _some_of(number, proof, words)
        case Choose():
            return words.either([remedy(part, words) for part in deciding_parts(proof)[1:]])
        case Other(whom=whom):
            told_ = _each(_lacking(proof.parts), words) or requirement(condition, words)
            return words.say(f"remedy-other-{whom}", part=told_)
        case Defined():
            return remedy(proof.parts[0], words)
        case Measured():
            return _measured(condition, proof, words)
        case Every():
            return "; ".join(_row(condition, row, words) for row in proof.rows if _fails(row))
        case _:
            assert_never(condition)


def _lacking(parts: Iterable[Proof]) -> list[Proof]:
    return [part for part in parts if part.verdict is Verdict.NOT_MET]


def _each(parts: Iterable[Proof], words: Wording) -> str:
    return "; ".join(remedy(part, words) for part in parts)


def _fails(row: RowProof) -> bool:
    return row.verdict is Verdict.NOT_MET


def _some_of(number: int, proof: Proof, words: Wording) -> str:
    met = sum(part.verdict is Verdict.MET for part in proof.parts)
    parts = _each(_lacking(proof.parts), words)
    return words.say("remedy-some-of", missing=str(number - met), parts=parts)


def _measured(measured: Measured, proof: Proof, words: Wording) -> str:
    measure, bound = measured.measure, measured.bound
    interval = proof.interval or UNBOUND
    if interval.exists is Verdict.NOT_MET:
        return words.say("remedy-needs", part=requirement(measured, words))
    found = interval_text(measure, interval, words)
    missing = _missing(bound, interval.high)
    match measure:
        case Count(rows) if is_none(bound):
            return words.say("remedy-none", rows=words.rows(rows), found=found)
        case Count() | Years() | Streak() if missing is not None:
            number = told(measure, bound.number, words)
            lacking = {"missing": str(missing), "thing": thing(measure, words)}
            return words.say("remedy-short", found=found, number=number, **lacking)
        case Share() if (more := _more(measured, proof)) is not None:
            return _share(measure, measured, (str(more), found), proof, words)
        case _:
            need = needed(measured, proof, words)
            name = noun(measure, words)
            return words.say("remedy-measure", measure=name, found=found, need=need)


def _missing(bound: Bound, high: object) -> int | None:
    """How many more there must be, where more is what is asked for."""
    if bound.against is not None or not isinstance(bound.number, Fraction):
        return None
    most = int(high) if isinstance(high, Fraction) else 0
    match bound.op:
        case Op.AT_LEAST | Op.IS | Op.BETWEEN:
            missing = ceil(bound.number) - most
        case Op.MORE_THAN:
            missing = floor(bound.number) + 1 - most
        case _:
            return None
    return missing if missing > 0 else None


def _more(measured: Measured, proof: Proof) -> int | None:
    """How many rows more must meet the part of a share."""
    interval, bound = proof.interval or UNBOUND, measured.bound
    whole = interval.of[1]
    if whole is None or not isinstance(interval.high, Fraction):
        return None
    if bound.against is not None or not isinstance(bound.number, Fraction):
        return None
    scaled = Bound(bound.op, bound.number * whole)
    return _missing(scaled, interval.high * whole)


def _share(
    share: Share, measured: Measured, counts: tuple[str, str], proof: Proof, words: Wording
) -> str:
    missing, found = counts
    details = {"rows": words.rows(share.rows), "part": words.predicate(share.part)}
    need = needed(measured, proof, words)
    return words.say("remedy-share", missing=missing, found=found, need=need, **details)


def _row(every: Every, row: RowProof, words: Wording) -> str:
    part = requirement(every.satisfies, words)
    year = year_text(row, words)
    if row.subject is not None or not year:
        return words.say("remedy-needs", part=part)
    return words.say("remedy-year", year=year, part=part)
