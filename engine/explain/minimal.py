"""The smallest sets of parts that force a refusal, or that would all have to change.

A part is a condition that is decided as a whole. Only how conditions are put together counts
here; what a part would need to change is known elsewhere.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from ..conditions import All, AnyOf, AtLeast, Choose, Condition, Defined, Not
from ..findings import Conclusion, Finding, Outcome, Proof, Verdict

MOST_PARTS = 3
"""The size of the largest sets that are looked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """A condition inside a criterion, with its proof and whether it is asked to be met."""

    criterion: str
    proof: Proof
    want: bool

    @property
    def is_so(self) -> bool:
        """Whether the part is certainly as it is asked to be."""
        return self.proof.verdict is (Verdict.MET if self.want else Verdict.NOT_MET)


PartSet = tuple[Part, ...]
_Key: TypeAlias = tuple[Condition, bool]
_Sets: TypeAlias = set[frozenset[_Key]]
_Asked: TypeAlias = tuple[Proof, bool]


def refusals(conclusion: Conclusion) -> tuple[PartSet, ...]:
    """Every minimal set of parts that refuses by itself, the smallest first.

    As long as the parts of one of them stay, nothing else can change the verdict; without any
    one of them the others no longer force it. Sets of more than ``MOST_PARTS`` are left out.
    """
    if conclusion.outcome is not Outcome.NOT_ELIGIBLE:
        return ()
    search = _Search(lambda part: [frozenset({part})], lambda part: [])
    for finding in conclusion.findings:
        if finding.verdict is Verdict.NOT_MET:
            search.add(finding.criterion, _refusing(finding))
    return search.found()


def changes(conclusion: Conclusion) -> tuple[PartSet, ...]:
    """Every minimal set of parts that must all change so that no criterion fails any more.

    Empty where each takes more than ``MOST_PARTS``. What is unknown in other criteria is not
    counted, and no criterion is made not to apply.
    """
    search = _Search(lambda part: [frozenset()], lambda part: [frozenset({part})])
    asked = [f for f in conclusion.findings if f.verdict is Verdict.NOT_MET]
    search.add_all([(finding.criterion, finding.require) for finding in asked])
    return search.found()


def parts_of(finding: Finding) -> tuple[Part, ...]:
    """The parts that a criterion asks for, each as the criterion would have it."""
    return tuple(_parts(finding.criterion, finding.require, True))


def _parts(criterion: str, proof: Proof, want: bool) -> Iterable[Part]:
    ways = ways_to(proof, want)
    if ways is None:
        yield Part(criterion, proof, want)
        return
    asked = {(part.condition, wanted): part for way in ways for part, wanted in way}
    for (_, wanted), part in asked.items():
        yield from _parts(criterion, part, wanted)


def _refusing(finding: Finding) -> Sequence[_Asked]:
    when = [] if finding.when is None else [(finding.when, True)]
    return [*when, (finding.require, False)]


def ways_to(proof: Proof, want: bool) -> list[Sequence[_Asked]] | None:
    """What would make a condition met (or not met) for certain: any of these, each as a whole.

    None for a condition that is a part by itself.
    """
    parts = proof.parts
    match proof.condition:
        case All() | AnyOf():
            if isinstance(proof.condition, All) is want:
                return [[(part, want) for part in parts]]
            return [[(part, want)] for part in parts]
        case AtLeast(number):
            enough = number if want else len(parts) - number + 1
            return [[(part, want) for part in some] for some in combinations(parts, enough)]
        case Not():
            return [[(parts[0], not want)]]
        case Defined():
            return [[(parts[0], want)]]
        case Choose():
            when, then, otherwise = parts
            return [
                [(when, True), (then, want)],
                [(when, False), (otherwise, want)],
                [(then, want), (otherwise, want)],
            ]
        case _:
            return None


class _Search:
    """Puts sets of parts together, and keeps those that are minimal and small enough.

    Parameters: ``so`` and ``not_so`` are the sets that a part contributes where it is as it is
    asked to be, and where it is not.
    """

    def __init__(
        self,
        so: Callable[[_Key], list[frozenset[_Key]]],
        not_so: Callable[[_Key], list[frozenset[_Key]]],
    ) -> None:
        self._so, self._not_so = so, not_so
        self._sets: _Sets = set()
        self._parts: dict[_Key, Part] = {}

    def add(self, criterion: str, asked: Sequence[_Asked]) -> None:
        """Take in the ways in which proofs are together as they are asked to be."""
        self._sets |= self._together(criterion, asked)

    def add_all(self, asked: Sequence[tuple[str, Proof]]) -> None:
        """Take in the ways in which all criteria are met."""
        sets: _Sets = {frozenset()}
        for criterion, proof in asked:
            sets = _product(sets, self._alone(criterion, proof, True))
        self._sets |= sets

    def found(self) -> tuple[PartSet, ...]:
        """The minimal sets, the smallest first, else as the criteria stand."""
        places = {key: place for place, key in enumerate(self._parts)}
        ordered = sorted(sorted(places[key] for key in keys) for keys in _minimal(self._sets))
        ordered.sort(key=len)
        parts = list(self._parts.values())
        return tuple(tuple(parts[place] for place in places) for places in ordered if places)

    def _together(self, criterion: str, asked: Sequence[_Asked]) -> _Sets:
        sets: _Sets = {frozenset()}
        for proof, want in asked:
            sets = _product(sets, self._alone(criterion, proof, want))
        return sets

    def _alone(self, criterion: str, proof: Proof, want: bool) -> _Sets:
        ways = ways_to(proof, want)
        if ways is not None:
            found = (self._together(criterion, way) for way in ways)
            return _minimal({each for sets in found for each in sets})
        key = (proof.condition, want)
        part = self._parts.setdefault(key, Part(criterion, proof, want))
        return set(self._so(key) if part.is_so else self._not_so(key))


def _product(some: _Sets, others: _Sets) -> _Sets:
    """Each set of the one with each of the other, as far as they are small and can be."""
    joined = {one | other for one in some for other in others if len(one | other) <= MOST_PARTS}
    return _minimal({each for each in joined if not _contradicts(each)})


def _contradicts(keys: frozenset[_Key]) -> bool:
    return any((condition, not want) in keys for condition, want in keys)


def _minimal(sets: _Sets) -> _Sets:
    return {each for each in sets if not any(other < each for other in sets)}
