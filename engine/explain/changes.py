"""Change what a dossier says, as little as is known to turn a condition.

Used to certify repairs and to answer "what if"; nothing here is ever written back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import assert_never

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
    Unconfirmed,
)
from ..decide.proving import prove
from ..decide.reference import Judge
from ..decide.scope import Scope
from ..facts import Dossier, Row, Scalar, Subject, Value
from ..findings import Proof, RowProof, Verdict
from ..plan import Plan
from ..vocabulary import Vocabulary
from .fields import turned, value_of
from .gains import turn_measure
from .standing import Proofs


@dataclass(frozen=True, slots=True)
class World:
    """A dossier after some changes to it, and how many values were changed.

    ``proofs`` are what is known of it already; whatever a change may touch is proved again.
    """

    plan: Plan
    vocabulary: Vocabulary
    dossier: Dossier
    cost: int = 0
    proofs: Proofs = field(default_factory=Proofs, compare=False, repr=False)

    def scope(self, subject: str) -> Scope:
        """A fresh judgement about a subject of this world."""
        return Scope(Judge(self.plan, self.dossier), self.dossier.by_id[subject])

    def proof(self, condition: Condition, subject: str) -> Proof:
        """What a condition says of a subject."""
        return self.proofs.get(condition, subject, lambda: prove(condition, self.scope(subject)))

    def with_subject(self, subject: Subject, cost: int, relation: str = "") -> "World":
        """The world in which a subject is changed; ``relation`` now has a sheet."""
        subjects = tuple(subject if s.id == subject.id else s for s in self.dossier.subjects)
        covered = self.dossier.covered | ({relation} if relation else set())
        dossier = Dossier(subjects, frozenset(covered))
        proofs = self.proofs.after(self.dossier.by_id[subject.id], subject)
        return World(self.plan, self.vocabulary, dossier, self.cost + cost, proofs)

    def with_facts(self, subject: str, facts: Mapping[str, Value | Scalar | None]) -> "World":
        """The world in which a subject's facts are set; None makes one unknown."""
        before = self.dossier.by_id[subject]
        values = {n: v if isinstance(v, Value) else value_of(v) for n, v in facts.items()}
        return self.with_subject(
            replace(before, facts={**before.facts, **values}), cost=len(values)
        )

    def with_rows(
        self, relation: str, subject: str, gone: Iterable[Row], added: Iterable[Row] = ()
    ) -> "World":
        """The world in which rows of a subject are taken out, and others put in."""
        before = self.dossier.by_id[subject]
        out = {id(row) for row in gone}
        kept = (row for row in before.rows.get(relation, ()) if id(row) not in out)
        rows = {**before.rows, relation: (*kept, *added)}
        return self.with_subject(replace(before, rows=rows), 1, relation)


def turn(condition: Condition, want: bool, subject: str, world: World) -> World | None:
    """A world in which the condition is certainly met (or certainly not).

    The cheapest of the alternatives that are known; None when none is. The caller must
    decide again to certify what it promises.
    """
    proof = world.proof(condition, subject)
    if proof.verdict is (Verdict.MET if want else Verdict.NOT_MET):
        return world
    match condition:
        case Compare() | Known() | Attested():
            person = world.dossier.by_id[subject]
            facts = turned(condition, want, person.facts, world.vocabulary)
            return world.with_subject(replace(person, facts=facts), 1) if facts else None
        case All(parts) | AnyOf(parts):
            if isinstance(condition, All) is want:
                return _in_turn(parts, want, subject, world)
            return _cheapest(turn(part, want, subject, world) for part in parts)
        case AtLeast(number):
            return _turn_some(number, proof, want, subject, world)
        case Choose(when, then, otherwise):
            return _turn_choice((when, then, otherwise), want, subject, world)
        case Not(part):
            return turn(part, not want, subject, world)
        case Defined(_, inner):
            return turn(inner, want, subject, world)
        case Eligible(title):
            return make_eligible(title, subject, world) if want else None
        case Holds():
            return _turn_held(condition, want, subject, world)
        case Unconfirmed():
            return None
        case Other(condition=inner):
            asked = [part.subject for part in proof.parts if part.subject is not None]
            found = _turn_each(inner, want, asked, world)
            return _certain(found, condition, want, subject)
        case Measured():
            found = turn_measure(condition, want, proof, subject, world, turn)
            return _certain(found, condition, want, subject)
        case Every():
            found = _turn_every(condition, proof, subject, world) if want else None
            return _certain(found, condition, want, subject)
        case _:
            assert_never(condition)


def make_eligible(title: str, subject: str, world: World) -> World | None:
    """A world in which every criterion of a title that may apply is met."""
    planned = world.plan.title(title)
    wanted = [planned.applies_to] if planned.applies_to else []
    for criterion in planned.criteria:
        when = criterion.when
        if when is None or world.proof(when, subject).verdict is not Verdict.NOT_MET:
            wanted.append(criterion.require)
    return _in_turn(wanted, True, subject, world)


def _certain(world: World | None, condition: Condition, want: bool, subject: str) -> World | None:
    """A guess, if deciding again bears it out."""
    if world is None:
        return None
    verdict = world.proof(condition, subject).verdict
    return world if verdict is (Verdict.MET if want else Verdict.NOT_MET) else None


def _in_turn(
    conditions: Iterable[Condition], want: bool, subject: str, world: World
) -> World | None:
    def step(so_far: World | None, condition: Condition) -> World | None:
        return turn(condition, want, subject, so_far) if so_far else None

    start: World | None = world
    return reduce(step, conditions, start)


def _cheapest(worlds: Iterable[World | None]) -> World | None:
    return min((w for w in worlds if w is not None), key=lambda w: w.cost, default=None)


def _turn_some(number: int, proof: Proof, want: bool, subject: str, world: World) -> World | None:
    """Turn the cheapest of the parts, as many as are lacking (or too many)."""
    there = Verdict.MET if want else Verdict.NOT_MET
    other = [part.condition for part in proof.parts if part.verdict is not there]
    lacking = len(other) - (len(proof.parts) - number if want else number - 1)
    prices = [(turn(part, want, subject, world), part) for part in other]
    payable = sorted(
        ((changed.cost, place) for place, (changed, _) in enumerate(prices) if changed),
    )
    if len(payable) < lacking:
        return None
    chosen = [prices[place][1] for _, place in payable[:lacking]]
    return _in_turn(chosen, want, subject, world)


def _turn_choice(
    choice: tuple[Condition, Condition, Condition], want: bool, subject: str, world: World
) -> World | None:
    """Take either branch together with what leads to it, or both branches."""
    when, then, otherwise = choice

    def ways() -> Iterable[World | None]:
        for is_met, branch in ((True, then), (False, otherwise)):
            changed = turn(when, is_met, subject, world)
            yield turn(branch, want, subject, changed) if changed else None
        yield _in_turn((then, otherwise), want, subject, world)

    return _cheapest(_certain(way, Choose(*choice), want, subject) for way in ways())


def _turn_held(holds: Holds, want: bool, subject: str, world: World) -> World | None:
    """Earn the title in this run where that can stand in for a decision."""
    if want and isinstance(holds.meaning, AnyOf):
        earned = turn(holds.meaning.parts[-1], True, subject, world)
        if earned is not None:
            return earned
    return turn(holds.meaning, want, subject, world)


def _turn_each(
    condition: Condition, want: bool, subjects: Iterable[str], world: World
) -> World | None:
    def step(so_far: World | None, subject: str) -> World | None:
        return turn(condition, want, subject, so_far) if so_far else None

    start: World | None = world
    return reduce(step, subjects, start)


Turn = Callable[[Condition, bool, str, World], World | None]


def _turn_every(every: Every, proof: Proof, subject: str, world: World) -> World | None:
    """Make each row that fails, or may fail, certain and right."""

    def step(so_far: World | None, row: RowProof) -> World | None:
        return _mend(every.rows, every.satisfies, row, subject, so_far) if so_far else None

    failing = [row for row in proof.rows if row.verdict is not Verdict.MET]
    start: World | None = world
    if not failing:  # nothing is wrong with the rows: there is no sheet
        return world.with_rows(every.rows.relation, subject, ())
    return reduce(step, failing, start)


def _mend(
    rows: Rows, condition: Condition, row: RowProof, subject: str, world: World
) -> World | None:
    if row.subject is not None:
        return turn(condition, True, row.subject, world)
    fields = turned(condition, True, row.row.fields, world.vocabulary)
    if fields is None:
        return None
    after = replace(row.row, fields=fields, certain=True)
    return world.with_rows(rows.relation, subject, (row.row,), (after,))
