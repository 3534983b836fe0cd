"""Make proofs out of what findings tell, as far as they can be put into words.

There are no cells in them, and rows only stand for those that were counted.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from ...conditions import (
    All,
    Amount,
    AnyOf,
    AtLeast,
    Attested,
    Choose,
    Compare,
    Condition,
    Count,
    Defined,
    Eligible,
    Holds,
    Measured,
    Not,
    Op,
    Share,
    Streak,
    Unconfirmed,
    Window,
    rows_of,
)
from ...decide.comparing import bounded
from ...facts import ABSENT, Row, SchoolYear, State, Value
from ...findings import Interval, Proof, RowProof, Verdict
from .guesses import Guess, verdict_of_nothing


def restored(guess: Guess) -> Proof | None:
    """A proof that says no more than what is sure; None where that cannot be put into words."""
    verdict, condition = guess.verdict, guess.condition
    if verdict is None:
        return None
    match condition:
        case Measured():
            return _measured(condition, guess, verdict)
        case Compare():
            return _compared(condition, verdict)
        case Attested():
            is_open = verdict is Verdict.UNKNOWN
            value = None if is_open else Value(verdict is Verdict.MET, State.KNOWN)
            return Proof(condition, verdict, value)
        case Eligible():
            return Proof(condition, verdict)
        case _:
            return _composed(condition, guess, verdict)


def _composed(condition: Condition, guess: Guess, verdict: Verdict) -> Proof | None:
    """A proof with the parts that are told of it."""
    parts = tuple(filter(None, map(restored, guess.parts)))
    proof = Proof(condition, verdict, parts=parts)
    is_whole = len(parts) == len(guess.parts) > 0
    match condition:
        case All():
            return proof if _has(verdict, parts) else None
        case AnyOf():
            is_enough = verdict is Verdict.MET and _has(verdict, parts)
            return proof if is_enough or is_whole else None
        case Not() | Defined():
            return proof if is_whole or verdict is not Verdict.UNKNOWN else None
        case AtLeast() | Unconfirmed():
            return proof if is_whole else None
        case Holds():
            is_sure = all(each.verdict is not None for each in guess.walk())
            return proof if is_whole and is_sure and not _was_revoked(condition, guess) else None
        case Choose():
            return _chosen(guess, verdict)
        case _:
            return None


def _has(verdict: Verdict, parts: Iterable[Proof]) -> bool:
    return any(part.verdict is verdict for part in parts)


def _was_revoked(holds: Holds, guess: Guess) -> bool:
    """Whether a decision may have been taken back, which only its rows would tell."""
    asked = (each for each in guess.walk() if each.condition == holds.revoked)
    return any(each.verdict is not Verdict.NOT_MET for each in asked)


def _chosen(guess: Guess, verdict: Verdict) -> Proof | None:
    """A choice with the branches that it went through, and an empty one for the other."""
    when, then, otherwise = (restored(part) for part in guess.parts)
    if when is None:
        return None
    if when.verdict is Verdict.MET and otherwise is None:
        otherwise = Proof(guess.parts[2].condition, Verdict.UNKNOWN)
    if when.verdict is Verdict.NOT_MET and then is None:
        then = Proof(guess.parts[1].condition, Verdict.UNKNOWN)
    if then is None or otherwise is None:
        return None
    return Proof(guess.condition, verdict, parts=(when, then, otherwise))


def _compared(compare: Compare, verdict: Verdict) -> Proof | None:
    """A comparison with a yes or no, which has only one value that leads to its verdict."""
    is_yes_or_no = compare.op in (Op.IS, Op.IS_NOT) and isinstance(compare.operands[0], bool)
    if not is_yes_or_no or verdict is Verdict.UNKNOWN:
        return None
    is_same = (compare.op is Op.IS) is (verdict is Verdict.MET)
    value = compare.operands[0] if is_same else not compare.operands[0]
    return Proof(compare, verdict, Value(value, State.KNOWN))


def _measured(measured: Measured, guess: Guess, verdict: Verdict) -> Proof | None:
    interval = guess.interval
    if interval is None or measured.bound.against or isinstance(measured.measure, Amount):
        return None
    if bounded(interval, measured.bound) is not verdict:
        if measured.if_none is None or verdict is not verdict_of_nothing(measured):
            return None
        nothing = replace(interval, exists=Verdict.NOT_MET)
        return Proof(measured, verdict, interval=nothing)
    told, rows = _told(measured, interval), _standing_for(measured, interval)
    return Proof(measured, verdict, interval=told, rows=rows)


def _told(measured: Measured, interval: Interval) -> Interval:
    """A share of nobody that is known, without the numbers that stand for it in columns."""
    is_blank = interval.of == (1, 1) and interval.low != interval.high
    if isinstance(measured.measure, Share) and is_blank:
        return replace(interval, of=(None, None))
    return interval


def _standing_for(measured: Measured, interval: Interval) -> tuple[RowProof, ...]:
    """One row for those that may count; of a run, of the year in which it may break off.

    Where no sheet was handed in there is none, and no end to what may be counted.
    """
    is_exact = interval.low is not None and interval.low == interval.high
    if is_exact or (isinstance(measured.measure, Count) and interval.high is None):
        return ()
    row = Row({}, ABSENT, certain=False)
    window = rows.window if (rows := rows_of(measured.measure)) else None
    if isinstance(measured.measure, Streak) and window and isinstance(interval.low, Fraction):
        row = replace(row, year=_year(window, window.last - int(interval.low)))
    return (RowProof(row, Verdict.UNKNOWN, ()),)


def _year(window: Window, year: int) -> Value:
    """A year as rows of the axis of a window have it."""
    scalar = SchoolYear(year) if window.axis.kind == "school" else year
    return Value(scalar, State.KNOWN)
