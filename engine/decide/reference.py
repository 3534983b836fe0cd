"""Decide one subject at a time, with proofs: the specification in code.

Reads like ``docs/semantics.md``. Explanations, repairs and verification use it; it must
not know how ``columns`` computes the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from ..conditions import (
    MEMBERS,
    All,
    AnyOf,
    Attested,
    Bound,
    Compare,
    Condition,
    Count,
    Defined,
    Eligible,
    Every,
    Known,
    Not,
    Op,
    Window,
)
from ..facts import ABSENT, Dossier, Row, Scalar, State, Subject, Value
from ..findings import (
    Conclusion,
    Finding,
    Interval,
    Outcome,
    Proof,
    RowProof,
    Verdict,
    conclude,
)
from ..plan import Plan, PlannedCriterion, PlannedTitle


@dataclass(frozen=True)
class Judge:
    """Decides titles for subjects of one dossier, each pair at most once."""

    plan: Plan
    dossier: Dossier
    _drawn: dict[tuple[str, str], Conclusion] = field(default_factory=dict)

    def conclusion(self, title: str, subject: str) -> Conclusion:
        """The conclusion of a title (``pack/title``) for a subject (by id)."""
        key = (title, subject)
        if key not in self._drawn:
            scope = Scope(self, self.dossier.by_id[subject])
            self._drawn[key] = _decide_title(self.plan.title(title), scope)
        return self._drawn[key]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition is asked about: a subject, or one row of it."""

    judge: Judge
    subject: Subject
    row: Row | None = None

    def value(self, name: str) -> Value:
        """The value of a fact of the subject, or of a column of the row."""
        return self.row.value(name) if self.row is not None else self.subject.fact(name)


def decide(plan: Plan, dossier: Dossier) -> list[Conclusion]:
    """Decide every title of the plan for every subject it is about."""
    judge = Judge(plan, dossier)
    return [
        judge.conclusion(title.key, subject.id)
        for title in plan.titles
        for subject in dossier.of_kind(title.subject)
    ]


def _decide_title(title: PlannedTitle, scope: Scope) -> Conclusion:
    applies = prove(title.applies_to, scope) if title.applies_to else None
    findings = tuple(find(criterion, scope) for criterion in title.criteria)
    outcome = conclude(
        applies.verdict if applies else Verdict.MET, (finding.verdict for finding in findings)
    )
    return Conclusion(
        pack=title.pack,
        title=title.id,
        subject=scope.subject.id,
        kind=title.subject,
        outcome=outcome,
        findings=findings,
        applies=applies,
        preferences=tuple(
            prove(preference.measure, scope).interval or Interval(0, None)
            for preference in title.prefer
        ),
    )


def find(criterion: PlannedCriterion, scope: Scope) -> Finding:
    """Decide one criterion: the implication from ``when`` to ``require``."""
    require = prove(criterion.require, scope)
    if criterion.when is None:
        return Finding(criterion.id, require.verdict, require)
    when = prove(criterion.when, scope)
    return Finding(criterion.id, implied(when.verdict, require.verdict), require, when)


def implied(when: Verdict, require: Verdict) -> Verdict:
    """``when`` not met makes it not applicable; unknown leaves at worst unknown."""
    match when:
        case Verdict.NOT_MET:
            return Verdict.NOT_APPLICABLE
        case Verdict.UNKNOWN:
            return max(Verdict.UNKNOWN, require)
        case _:
            return require


def prove(condition: Condition, scope: Scope) -> Proof:
    """Decide a condition and keep everything that led to the verdict."""
    match condition:
        case Compare(fact, op, operands, order):
            value = scope.value(fact)
            return Proof(condition, _compared(value.scalar, op, operands, order), value)
        case Known(fact):
            value = scope.value(fact)
            return Proof(condition, Verdict.MET if value.is_known else Verdict.UNKNOWN, value)
        case Attested(fact, _):
            value = scope.value(fact)
            return Proof(condition, _compared(value.scalar, Op.IS, (True,), ()), value)
        case All(parts):
            proofs = tuple(prove(part, scope) for part in parts)
            return Proof(condition, min(p.verdict for p in proofs), parts=proofs)
        case AnyOf(parts):
            proofs = tuple(prove(part, scope) for part in parts)
            return Proof(condition, max(p.verdict for p in proofs), parts=proofs)
        case Not(part):
            proof = prove(part, scope)
            return Proof(condition, swapped(proof.verdict), parts=(proof,))
        case Defined(_, inner):
            proof = prove(inner, scope)
            return Proof(condition, proof.verdict, parts=(proof,))
        case Eligible(title):
            outcome = scope.judge.conclusion(title, scope.subject.id).outcome
            return Proof(condition, _standing(outcome))
        case Count():
            return _count(condition, scope)
        case Every():
            return _every(condition, scope)
        case _:
            assert_never(condition)


def swapped(verdict: Verdict) -> Verdict:
    """Kleene's not: the ends change places, unknown stays."""
    return Verdict(Verdict.MET - verdict)


def _compared(
    scalar: Scalar | None, op: Op, operands: tuple[Scalar, ...], order: tuple[str, ...]
) -> Verdict:
    if scalar is None:
        return Verdict.UNKNOWN
    if order:
        number = order.index(str(scalar))
        return _held(_passes(number, op, [order.index(str(operand)) for operand in operands]))
    return _held(_passes(scalar, op, operands))


def _held(holds: bool) -> Verdict:
    return Verdict.MET if holds else Verdict.NOT_MET


def _passes(found, op, operands) -> bool:  # type: ignore[no-untyped-def]  # any ordered type
    match op:
        case Op.IS | Op.ONE_OF:
            return found in operands
        case Op.IS_NOT | Op.NONE_OF:
            return found not in operands
        case Op.AT_LEAST:
            return bool(found >= operands[0])
        case Op.AT_MOST:
            return bool(found <= operands[0])
        case Op.MORE_THAN:
            return bool(found > operands[0])
        case Op.LESS_THAN:
            return bool(found < operands[0])
        case _:
            assert_never(op)


def _standing(outcome: Outcome) -> Verdict:
    match outcome:
        case Outcome.ELIGIBLE:
            return Verdict.MET
        case Outcome.UNDETERMINED:
            return Verdict.UNKNOWN
        case _:
            return Verdict.NOT_MET


def _count(count: Count, scope: Scope) -> Proof:
    rows = tuple(_counted(row, count, scope) for row in _rows(count, scope))
    low = sum(r.verdict is Verdict.MET for r in rows)
    high = sum(r.verdict >= Verdict.UNKNOWN for r in rows)
    interval = Interval(low, high if is_covered(count.relation, scope.judge.dossier) else None)
    return Proof(count, bounded(interval, count.bound), interval=interval, rows=rows)


def bounded(interval: Interval, bound: Bound) -> Verdict:
    """Compare an interval with a number: met if all of it passes, not met if none does.

    Equality is met only where the interval is a point.
    """
    ends = (interval.low, interval.high)
    if bound.op in (Op.IS, Op.IS_NOT):
        same = _equals(interval, bound.number)
        return same if bound.op is Op.IS else swapped(same)
    passing = [
        _unbounded_passes(bound.op) if end is None else _passes(end, bound.op, (bound.number,))
        for end in ends
    ]
    if all(passing):
        return Verdict.MET
    return Verdict.UNKNOWN if any(passing) else Verdict.NOT_MET


def _equals(interval: Interval, number: int) -> Verdict:
    if number < interval.low or (interval.high is not None and number > interval.high):
        return Verdict.NOT_MET
    return Verdict.MET if interval.low == interval.high else Verdict.UNKNOWN


def _unbounded_passes(op: Op) -> bool:
    return op in (Op.AT_LEAST, Op.MORE_THAN)


def _counted(row: RowProof, count: Count, scope: Scope) -> RowProof:
    """A row counts when it is inside the window and meets ``where``."""
    proofs, verdict = _selected(row, count.where, count.window, scope)
    if not row.row.certain:
        verdict = min(verdict, Verdict.UNKNOWN)
    return RowProof(row.row, verdict, proofs, row.subject)


def _every(every: Every, scope: Scope) -> Proof:
    rows = tuple(_satisfied(row, every, scope) for row in _rows(every, scope))
    verdict = min((r.verdict for r in rows), default=Verdict.MET)
    if not is_covered(every.relation, scope.judge.dossier):
        verdict = min(verdict, Verdict.UNKNOWN)
    return Proof(every, verdict, rows=rows)


def _satisfied(row: RowProof, every: Every, scope: Scope) -> RowProof:
    """A row outside the selection satisfies; one that may not be there is never a refusal."""
    proofs, selected = _selected(row, every.where, every.window, scope)
    satisfies = prove(every.satisfies, _scope_of(row, scope))
    verdict = max(swapped(selected), satisfies.verdict)
    if not row.row.certain:
        verdict = max(verdict, Verdict.UNKNOWN)
    return RowProof(row.row, verdict, (*proofs, satisfies), row.subject)


def _selected(
    row: RowProof, where: Condition | None, window: Window | None, scope: Scope
) -> tuple[tuple[Proof, ...], Verdict]:
    inside = Verdict.MET if window is None else _inside(row.row.year, window)
    if where is None:
        return (), inside
    proof = prove(where, _scope_of(row, scope))
    return (proof,), min(inside, proof.verdict)


def _inside(year: Value, window: Window) -> Verdict:
    return Verdict.UNKNOWN if year.scalar is None else _held(int(year.scalar) in window)  # type: ignore[arg-type]


def _scope_of(row: RowProof, scope: Scope) -> Scope:
    if row.subject is not None:
        return Scope(scope.judge, scope.judge.dossier.by_id[row.subject])
    return Scope(scope.judge, scope.subject, row.row)


def is_covered(relation: str, dossier: Dossier) -> bool:
    """Whether the dossier has the sheet that the relation is read from."""
    return ("person" if relation == MEMBERS else relation) in dossier.covered


def _rows(node: Count | Every, scope: Scope) -> Iterator[RowProof]:
    """The rows of a relation, with an unknown row for each year that has none."""
    if node.relation == MEMBERS:
        yield from _member_rows(scope)
        return
    rows = scope.subject.rows.get(node.relation, ())
    for row in rows:
        yield RowProof(row, Verdict.UNKNOWN, ())
    if node.relation in scope.judge.plan.yearly and node.window is not None:
        for year in missing_years(scope.subject, rows, node.window):
            unknown = Row({}, Value(year, State.KNOWN), certain=False)
            yield RowProof(unknown, Verdict.UNKNOWN, ())


def _member_rows(scope: Scope) -> Iterator[RowProof]:
    for person in scope.judge.dossier.members(scope.subject.id):
        yield RowProof(Row({}, ABSENT, True, person.cells), Verdict.UNKNOWN, (), person.id)
    for person in scope.judge.dossier.people_without_unit:
        yield RowProof(Row({}, ABSENT, False, person.cells), Verdict.UNKNOWN, (), person.id)


def missing_years(subject: Subject, rows: tuple[Row, ...], window: Window) -> list[int]:
    """Years of the window in which a row is expected and none is certainly there.

    No row is expected before the subject joined or after it left.
    """
    there = {row.year.scalar for row in rows if row.certain}
    first = max(window.first, subject.joined or window.first)
    last = min(window.last, subject.left or window.last)
    return [year for year in range(first, last + 1) if year not in there]
