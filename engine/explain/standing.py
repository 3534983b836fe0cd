"""Which proofs still stand after a change, so that they need not be made again.

Knows what a condition looks at, not how it is decided.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from ..conditions import (
    MEMBERS,
    Amount,
    Attested,
    Compare,
    Condition,
    Eligible,
    Every,
    Known,
    Measured,
    Other,
    Rows,
    measures_of,
    rows_of,
    walk,
)
from ..facts import Subject
from ..findings import Conclusion, Proof


@dataclass(frozen=True, slots=True)
class Proofs:
    """What has been proved in one world, by the condition itself and the subject's id.

    Each proof is held with the facts and relations that its condition looks at, as far as these
    are the subject's own.
    """

    held: dict[tuple[int, str], tuple[Proof, frozenset[str] | None]] = field(default_factory=dict)

    def get(self, condition: Condition, subject: str, prove: Callable[[], Proof]) -> Proof:
        """The proof of a condition, made only if there is none."""
        key = (id(condition), subject)
        if key not in self.held:
            self.hold(prove(), subject)
        return self.held[key][0]

    def hold(self, proof: Proof, subject: str) -> None:
        """Keep a proof, and those that it is made of as far as they are about the same."""
        condition = proof.condition
        self.held[id(condition), subject] = proof, _looked_at(Same(condition))
        if not isinstance(condition, Other):
            for part in proof.parts:
                self.hold(part, subject)

    def after(self, before: Subject, after: Subject) -> "Proofs":
        """Those that stand in the world in which a subject is changed."""
        changed = _changed(before, after)
        return Proofs(
            {
                key: held
                for key, held in self.held.items()
                if (looked_at := held[1]) is not None
                and (key[1] != after.id or changed.isdisjoint(looked_at))
            }
        )


def proofs_of(conclusions: Iterable[Conclusion]) -> dict[str, Proofs]:
    """What conclusions about one dossier have proved already, by the subject's id."""
    found: dict[str, Proofs] = {}
    for conclusion in conclusions:
        proofs = found.setdefault(conclusion.subject, Proofs())
        for finding in conclusion.findings:
            for proof in (finding.when, finding.require):
                if proof is not None:
                    proofs.hold(proof, conclusion.subject)
    return found


def _changed(before: Subject, after: Subject) -> set[str]:
    """The facts and relations that a subject no longer has as they were."""
    facts, rows = before.facts.keys() | after.facts.keys(), before.rows.keys() | after.rows.keys()
    changed = {name for name in facts if before.facts.get(name) is not after.facts.get(name)}
    return changed | {
        _rows(name) for name in rows if before.rows.get(name) is not after.rows.get(name)
    }


def _rows(relation: str) -> str:
    return f"rows.{relation}"


T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Same(Generic[T]):
    """A thing that is equal to none but itself: to compare two goes through all of them."""

    thing: T

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing


@lru_cache(maxsize=1 << 12)
def _looked_at(same: Same[Condition]) -> frozenset[str] | None:
    """The facts and relations of a subject that a condition looks at.

    None where it may look at another subject, or at what this run concludes.
    """
    nodes = list(walk(same.thing))
    found = frozenset(name for node in nodes for name in _names(node))
    is_own = not any(isinstance(node, Other | Eligible) for node in nodes)
    return found if is_own and _rows(MEMBERS) not in found else None


def _names(node: Condition) -> Iterator[str]:
    match node:
        case Compare(fact) | Known(fact) | Attested(fact):
            yield fact
        case Measured():
            for measure in measures_of(node):
                if isinstance(measure, Amount):
                    yield measure.fact
                elif (rows := rows_of(measure)) is not None:
                    yield from _relations(rows)
        case Every(rows):
            yield from _relations(rows)


def _relations(rows: Rows) -> Iterator[str]:
    """The relation of rows, and of those that cut their window."""
    yield _rows(rows.relation)
    for edge in rows.window.edges if rows.window else ():
        yield from _relations(edge.rows)
