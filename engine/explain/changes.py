"""Change what a dossier says, as little as is known to turn a condition.

Used to certify repairs and to answer "what if"; nothing here is ever written back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
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
)
from ..decide.reference import Judge, Scope, prove
from ..facts import Dossier, Row, Scalar, State, Subject, Value
from ..findings import Interval, Proof, RowProof, Verdict
from ..plan import Plan
from ..vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class World:
    """A dossier after some changes to it, and how many values were changed."""

    plan: Plan
    vocabulary: Vocabulary
    dossier: Dossier
    cost: int = 0

    def scope(self, subject: str) -> Scope:
        """A fresh judgement about a subject of this world."""
        return Scope(Judge(self.plan, self.dossier), self.dossier.by_id[subject])

    def with_subject(self, subject: Subject, cost: int, relation: str = "") -> "World":
        """The world in which a subject is changed; ``relation`` now has a sheet."""
        subjects = tuple(subject if s.id == subject.id else s for s in self.dossier.subjects)
        covered = self.dossier.covered | ({relation} if relation else set())
        dossier = Dossier(subjects, frozenset(covered))
        return replace(self, dossier=dossier, cost=self.cost + cost)

    def with_facts(self, subject: str, facts: Mapping[str, Scalar | None]) -> "World":
        """The world in which a subject's facts are set; None makes one unknown."""
        before = self.dossier.by_id[subject]
        values = {name: _value(scalar) for name, scalar in facts.items()}
        return self.with_subject(
            replace(before, facts={**before.facts, **values}), cost=len(values)
        )


def _value(scalar: Scalar | None) -> Value:
    return Value(scalar, State.BLANK if scalar is None else State.KNOWN)


def turn(condition: Condition, want: bool, subject: str, world: World) -> World | None:
    """A world in which the condition is certainly met (or certainly not).

    The cheapest of the alternatives that are known; None when none is. The caller must
    decide again to certify what it promises.
    """
    scope = world.scope(subject)
    proof = prove(condition, scope)
    if proof.verdict is (Verdict.MET if want else Verdict.NOT_MET):
        return world
    match condition:
        case Compare() | Known() | Attested():
            facts = _turned(condition, want, scope.subject.facts, world.vocabulary)
            changed = replace(scope.subject, facts=facts) if facts is not None else None
            return world.with_subject(changed, 1) if changed else None
        case All(parts) | AnyOf(parts):
            if isinstance(condition, All) is want:
                return _in_turn(parts, want, subject, world)
            return _cheapest(turn(part, want, subject, world) for part in parts)
        case Not(part):
            return turn(part, not want, subject, world)
        case Defined(_, inner):
            return turn(inner, want, subject, world)
        case Eligible(title):
            return make_eligible(title, subject, world) if want else None
        case Count():
            return _turn_count(condition, want, proof, subject, world)
        case Every():
            return _turn_every(condition, proof, subject, world) if want else None
        case _:
            assert_never(condition)


def make_eligible(title: str, subject: str, world: World) -> World | None:
    """A world in which every criterion of a title that may apply is met."""
    planned = world.plan.title(title)
    wanted = [planned.applies_to] if planned.applies_to else []
    for criterion in planned.criteria:
        when = criterion.when
        if when is None or prove(when, world.scope(subject)).verdict is not Verdict.NOT_MET:
            wanted.append(criterion.require)
    return _in_turn(wanted, True, subject, world)


def _in_turn(
    conditions: Iterable[Condition], want: bool, subject: str, world: World
) -> World | None:
    def step(so_far: World | None, condition: Condition) -> World | None:
        return turn(condition, want, subject, so_far) if so_far else None

    start: World | None = world
    return reduce(step, conditions, start)


def _cheapest(worlds: Iterable[World | None]) -> World | None:
    return min((w for w in worlds if w is not None), key=lambda w: w.cost, default=None)


Fields = Mapping[str, Value]


def _turned(condition: Condition, want: bool, fields: Fields, words: Vocabulary) -> Fields | None:
    """Values of one row, or facts of one subject, that turn a condition on them."""
    match condition:
        case Compare(fact):
            scalar = next(_scalars_for(condition, want, words), None)
            return None if scalar is None else {**fields, fact: _value(scalar)}
        case Known(fact):
            scalar = next(_domain(fact, (), words), None)
            return {**fields, fact: _value(scalar)} if want else None
        case Attested(fact):
            return {**fields, fact: _value(want)}
        case All(parts) | AnyOf(parts):
            if isinstance(condition, All) is not want:
                return _turned(parts[0], want, fields, words)

            def step(so_far: Fields | None, part: Condition) -> Fields | None:
                return None if so_far is None else _turned(part, want, so_far, words)

            start: Fields | None = fields
            return reduce(step, parts, start)
        case Not(part):
            return _turned(part, not want, fields, words)
        case Defined(_, inner):
            return _turned(inner, want, fields, words)
        case Count() | Every() | Eligible():
            return None
        case _:
            assert_never(condition)


def _scalars_for(compare: Compare, want: bool, words: Vocabulary) -> Iterator[Scalar]:
    wanted = Verdict.MET if want else Verdict.NOT_MET
    nobody = Judge(_NO_PLAN, Dossier(()))
    for scalar in (*compare.operands, *_domain(compare.fact, compare.operands, words)):
        row = Row({compare.fact: _value(scalar)})
        if prove(compare, Scope(nobody, _NOBODY, row)).verdict is wanted:
            yield scalar


_NOBODY = Subject("", "person", "", None, {})
_NO_PLAN = Plan((), 0, date.min, (), frozenset())


def _domain(fact: str, near: tuple[Scalar, ...], words: Vocabulary) -> Iterator[Scalar]:
    match words.fields[fact].type:
        case "boolean" | "attestation":
            yield from (True, False)
        case "choice":
            yield from (choice.id for choice in words.scale_of(fact).values)
        case "integer" | "year":
            numbers = [n for n in near if isinstance(n, int)] or [0]
            yield from (n + step for n in numbers for step in (1, -1))
        case "date":
            days = [day for day in near if isinstance(day, date)]
            yield from (day + timedelta(step) for day in days for step in (1, -1))
        case "text":
            yield "…"


def _turn_count(count: Count, want: bool, proof: Proof, subject: str, world: World) -> World | None:
    fewest, most = _wanted_range(count.bound, want)
    interval = proof.interval or Interval(0, None)
    if interval.low < fewest:
        return _gain(count, proof, fewest - interval.low, subject, world)
    if most is not None and (interval.high is None or interval.high > most):
        return _drop(count, proof, most, subject, world)
    return None


def _wanted_range(bound: Bound, want: bool) -> tuple[int, int | None]:
    """The numbers that pass a bound (or fail it), as one range."""
    n = bound.number
    passing: dict[Op, tuple[int, int | None]] = {
        Op.AT_LEAST: (n, None),
        Op.MORE_THAN: (n + 1, None),
        Op.AT_MOST: (0, n),
        Op.LESS_THAN: (0, n - 1),
        Op.IS: (n, n),
        Op.IS_NOT: (n + 1, None),
    }
    if want:
        return passing[bound.op]
    low, high = passing[bound.op]
    return (0, low - 1) if high is None else (high + 1, None)


def _gain(count: Count, proof: Proof, lacking: int, subject: str, world: World) -> World | None:
    """Mend rows that could count, then add new ones where the relation can have more."""
    changed: World | None = world
    for row in _mendable(count, proof, world):
        if lacking == 0 or changed is None:
            break
        mended = _mend(count, row, subject, changed)
        if mended is not None:
            changed, lacking = mended, lacking - 1
    if lacking and (count.relation == MEMBERS or count.relation in world.plan.yearly):
        return None
    while lacking and changed is not None:
        year = _value(count.window.last) if count.window else Value(None, State.ABSENT)
        changed = _mend(count, RowProof(Row({}, year), Verdict.UNKNOWN, ()), subject, changed)
        lacking -= 1
    return changed


def _mendable(count: Count, proof: Proof, world: World) -> Iterator[RowProof]:
    """Rows that could be made to count, those that may count already first."""
    if count.relation != MEMBERS and count.relation not in world.plan.yearly:
        return
    for row in sorted(proof.rows, key=lambda row: -row.verdict):
        is_inside = count.window is None or row.row.year.scalar in range(
            count.window.first, count.window.last + 1
        )
        if row.verdict is not Verdict.MET and (is_inside or count.relation == MEMBERS):
            yield row


def _mend(node: Count | Every, row: RowProof, subject: str, world: World) -> World | None:
    """Make one row certain, and its condition hold."""
    condition = node.satisfies if isinstance(node, Every) else node.where
    if row.subject is not None:
        return turn(condition, True, row.subject, world) if condition else world
    fields = row.row.fields
    turned = _turned(condition, True, fields, world.vocabulary) if condition else fields
    if turned is None:
        return None
    after = replace(row.row, fields=turned, certain=True)
    return _with_rows(node.relation, subject, world, lambda r: r is not row.row, (after,))


def _with_rows(
    relation: str,
    subject: str,
    world: World,
    keep: Callable[[Row], bool],
    added: tuple[Row, ...] = (),
) -> World:
    before = world.dossier.by_id[subject]
    kept = tuple(row for row in before.rows.get(relation, ()) if keep(row))
    rows = {**before.rows, relation: (*kept, *added)}
    return world.with_subject(replace(before, rows=rows), 1, relation)


def _drop(count: Count, proof: Proof, most: int, subject: str, world: World) -> World | None:
    if count.relation == MEMBERS:
        return None
    counted = [row.row for row in proof.rows if row.verdict is not Verdict.NOT_MET]
    surplus = {id(row) for row in counted[max(most, 0) :]}
    return _with_rows(count.relation, subject, world, lambda row: id(row) not in surplus)


def _turn_every(every: Every, proof: Proof, subject: str, world: World) -> World | None:
    def step(so_far: World | None, row: RowProof) -> World | None:
        return _mend(every, row, subject, so_far) if so_far else None

    failing = (row for row in proof.rows if row.verdict is not Verdict.MET)
    start: World | None = world
    return reduce(step, failing, start)
