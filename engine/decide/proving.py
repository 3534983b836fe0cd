"""Prove conditions about one subject at a time: the specification of the rule language.

Reads like ``docs/semantics.md``. Knows neither titles nor criteria: what a title comes to is
asked of a judge.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from ..conditions import (
    MEMBERS,
    All,
    Amount,
    AnyOf,
    AtLeast,
    Attested,
    Choose,
    Compare,
    Condition,
    Count,
    Day,
    Defined,
    Edge,
    Eligible,
    Every,
    Extreme,
    Holds,
    Known,
    Measure,
    Measured,
    Moment,
    Months,
    Not,
    Op,
    Other,
    Rows,
    Share,
    Streak,
    Total,
    Unconfirmed,
    Years,
    measures_of,
)
from ..facts import Axis, Value
from ..findings import Interval, Outcome, Proof, RowProof, Verdict
from . import measuring
from .comparing import bounded, compared, ends_of, swapped
from .measuring import NO_CUT, Cut
from .scope import Scope, is_covered, rows_of, scope_in, scope_of


def prove(condition: Condition, scope: Scope) -> Proof:
    """Decide a condition and keep everything that led to the verdict."""
    match condition:
        case Compare(fact, op, operands, order):
            value = scope.value(fact)
            return Proof(condition, compared(value, op, operands, order), value)
        case Known(fact):
            value = scope.value(fact)
            return Proof(condition, Verdict.MET if value.is_known else Verdict.UNKNOWN, value)
        case Attested(fact, _):
            value = scope.value(fact)
            return Proof(condition, compared(value, Op.IS, (True,)), value)
        case All(parts):
            return _of_parts(condition, parts, scope, min)
        case AnyOf(parts):
            return _of_parts(condition, parts, scope, max)
        case AtLeast(number, parts):
            return _of_parts(condition, parts, scope, lambda found: at_least(number, found))
        case Choose(when, then, otherwise):
            return _of_parts(condition, (when, then, otherwise), scope, _chosen)
        case Not(part):
            return _of_parts(condition, (part,), scope, lambda found: swapped(found[0]))
        case Defined(_, inner):
            return _of_parts(condition, (inner,), scope, min)
        case Holds():
            return _of_parts(condition, (condition.meaning,), scope, min)
        case Unconfirmed(_, inner):
            return _of_parts(condition, (inner,), scope, lambda _: Verdict.UNKNOWN)
        case Eligible(title):
            outcome = scope.judge.conclusion(title, scope.subject.id).outcome
            return Proof(condition, _standing(outcome))
        case Measured():
            return _measured(condition, scope)
        case Every():
            return _every(condition, scope)
        case Other(whom="unit"):
            return _of_unit(condition, scope)
        case Other():
            return _of_head(condition, scope)
        case _:
            assert_never(condition)


def _of_parts(
    condition: Condition,
    parts: Iterable[Condition],
    scope: Scope,
    together: Callable[[list[Verdict]], Verdict],
) -> Proof:
    proofs = tuple(prove(part, scope) for part in parts)
    return Proof(condition, together([proof.verdict for proof in proofs]), parts=proofs)


def at_least(number: int, found: Iterable[Verdict]) -> Verdict:
    """Compare how many are met, and how many may be, with a number."""
    verdicts = list(found)
    if sum(verdict is Verdict.MET for verdict in verdicts) >= number:
        return Verdict.MET
    may_be = sum(verdict >= Verdict.UNKNOWN for verdict in verdicts)
    return Verdict.UNKNOWN if may_be >= number else Verdict.NOT_MET


def _chosen(found: list[Verdict]) -> Verdict:
    when, then, otherwise = found
    match when:
        case Verdict.MET:
            return then
        case Verdict.NOT_MET:
            return otherwise
        case _:
            return then if then is otherwise else Verdict.UNKNOWN


def _standing(outcome: Outcome) -> Verdict:
    match outcome:
        case Outcome.ELIGIBLE:
            return Verdict.MET
        case Outcome.UNDETERMINED:
            return Verdict.UNKNOWN
        case _:
            return Verdict.NOT_MET


def _of_unit(other: Other, scope: Scope) -> Proof:
    """Ask the unit of a person; a unit that is not known may be any."""
    unit = scope.judge.dossier.by_id.get(scope.subject.unit or "")
    if unit is None:
        return Proof(other, Verdict.UNKNOWN)
    proof = prove(other.condition, Scope(scope.judge, unit))
    return Proof(other, proof.verdict, parts=(replace(proof, subject=unit.id),))


def _of_head(other: Other, scope: Scope) -> Proof:
    """Ask everybody who heads a unit, or may; nobody is never known to meet anything."""
    is_head = Compare(other.heads, Op.IS, (True,))
    rows = Rows(MEMBERS, is_head)
    found = [row for row in _selected(rows, scope) if row.verdict >= Verdict.UNKNOWN]
    proofs = tuple(
        replace(prove(other.condition, scope_of(row, scope)), subject=row.subject) for row in found
    )
    pairs = list(zip(found, proofs, strict=True))
    sure = [proof.verdict for row, proof in pairs if row.verdict is Verdict.MET]
    if Verdict.NOT_MET in sure:
        return Proof(other, Verdict.NOT_MET, parts=proofs)
    all_met = all(proof.verdict is Verdict.MET for proof in proofs)
    is_certain = sure and all_met and is_covered(MEMBERS, scope.judge.dossier)
    return Proof(other, Verdict.MET if is_certain else Verdict.UNKNOWN, parts=proofs)


def _measured(condition: Measured, scope: Scope) -> Proof:
    interval, rows = measure(condition.measure, scope)
    other = condition.bound.against
    against = measure(other, scope)[0] if other is not None else None
    exists = min(interval.exists, against.exists if against else Verdict.MET)
    return Proof(
        condition,
        _if_there(bounded(interval, condition.bound, against), exists, condition.if_none),
        interval=interval,
        rows=rows,
        against=against,
        values=tuple(_looked_at(condition, scope)),
    )


def _if_there(verdict: Verdict, exists: Verdict, if_none: bool | None) -> Verdict:
    """What holds where there may be nothing to measure."""
    nothing = {None: Verdict.UNKNOWN, True: Verdict.MET, False: Verdict.NOT_MET}[if_none]
    match exists:
        case Verdict.MET:
            return verdict
        case Verdict.NOT_MET:
            return nothing
        case _:
            return verdict if verdict is nothing else Verdict.UNKNOWN


def _looked_at(condition: Measured, scope: Scope) -> Iterator[tuple[str, Value]]:
    for each in measures_of(condition):
        if isinstance(each, Amount):
            yield each.fact, scope.value(each.fact)


def measure(node: Measure, scope: Scope) -> tuple[Interval, tuple[RowProof, ...]]:
    """Measure something, and keep the rows that it goes through."""
    match node:
        case Amount(fact):
            low, high = ends_of(scope.value(fact))
            return Interval(low, high), ()
        case Months(start, end):
            return measuring.months(_moment(start, scope), _moment(end, scope)), ()
        case Share(_, part):
            rows = tuple(_asked(row, part, scope) for row in _selected(node.rows, scope))
        case _:
            rows = tuple(_selected(node.rows, scope))
    covered = is_covered(node.rows.relation, scope.judge.dossier)
    return _interval(node, rows, scope, covered), rows


def _interval(
    node: Count | Share | Total | Extreme | Years | Streak,
    rows: tuple[RowProof, ...],
    scope: Scope,
    covered: bool,
) -> Interval:
    def read(row: RowProof, fact: str) -> Value:
        return scope_of(row, scope).value(fact)

    match node:
        case Count():
            return measuring.count(rows, covered)
        case Share():
            return measuring.share(rows, covered)
        case Total():
            return measuring.total(node, rows, read, covered)
        case Extreme():
            return measuring.extreme(node, rows, read, covered)
        case Years():
            return measuring.years(rows, _stretch(node, scope, covered))
        case Streak():
            return measuring.streak(rows, _stretch(node, scope, covered))
        case _:
            assert_never(node)


def _stretch(node: Years | Streak, scope: Scope, covered: bool) -> measuring.Stretch:
    window = node.rows.window
    if window is None:
        raise ValueError(f"years of {node.rows.relation} need a window")
    since, until = (_cut(edge, window.axis, scope) for edge in (window.since, window.until))
    return measuring.Stretch(window, since, until, covered)


def _moment(moment: Moment, scope: Scope) -> Interval:
    if isinstance(moment, Day):
        return Interval(moment.day, moment.day)
    return measure(moment, scope)[0]


def _asked(row: RowProof, part: Condition, scope: Scope) -> RowProof:
    return replace(row, proofs=(*row.proofs, prove(part, scope_of(row, scope))))


def _every(every: Every, scope: Scope) -> Proof:
    asked = (row for row in _selected(every.rows, scope) if not _is_outside(row))
    rows = tuple(_satisfied(row, every, scope) for row in asked)
    verdict = min((r.verdict for r in rows), default=Verdict.MET)
    if not is_covered(every.rows.relation, scope.judge.dossier):
        verdict = min(verdict, Verdict.UNKNOWN)
    return Proof(every, verdict, rows=rows)


def _satisfied(row: RowProof, every: Every, scope: Scope) -> RowProof:
    """A row outside the selection satisfies; one that may not be there is never a refusal."""
    satisfies = prove(every.satisfies, scope_of(row, scope))
    verdict = max(swapped(row.verdict), satisfies.verdict)
    return replace(row, verdict=verdict, proofs=(*row.proofs, satisfies))


def _is_outside(row: RowProof) -> bool:
    """Whether a row was not even asked, since it lies outside the window."""
    return row.verdict is Verdict.NOT_MET and not row.proofs


def _selected(rows: Rows, scope: Scope) -> Iterator[RowProof]:
    """The rows of a relation with whether they are meant: inside the window, and ``where`` met.

    One that may be somebody else's, or may not exist, is at most unknown. One that surely lies
    outside the window is not asked any further.
    """
    window = rows.window
    since = _cut(window.since, window.axis, scope) if window else NO_CUT
    until = _cut(window.until, window.axis, scope) if window else NO_CUT
    for row, member in rows_of(rows, scope):
        inside = Verdict.MET if window is None else measuring.inside(row, window, since, until)
        verdict = inside if row.certain else min(inside, Verdict.UNKNOWN)
        if rows.where is None or inside is Verdict.NOT_MET:
            yield RowProof(row, verdict, (), member)
            continue
        proof = prove(rows.where, scope_in(row, member, scope))
        yield RowProof(row, min(verdict, proof.verdict), (proof,), member)


def _cut(edge: Edge | None, axis: Axis, scope: Scope) -> Cut:
    if edge is None:
        return NO_CUT
    covered = is_covered(edge.rows.relation, scope.judge.dossier)
    rows = tuple(_selected(edge.rows, scope))
    return measuring.cut(rows, edge.latest, edge.included, (axis, covered))
