"""What the verdicts inside a criterion may be, as far as its findings tell.

Findings hold the verdict of a criterion and the measures that it requires, but neither rows nor
the values of facts. Whatever is told here as the one verdict of a part is its verdict.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from ...conditions import (
    All,
    AnyOf,
    AtLeast,
    Choose,
    Condition,
    Defined,
    Extreme,
    Holds,
    Measure,
    Measured,
    Months,
    Not,
    Share,
    Unconfirmed,
    parts_of,
)
from ...decide.comparing import bounded, swapped
from ...decide.proving import at_least
from ...decide.reference import implied
from ...findings import Interval, Verdict
from ...plan import PlannedCriterion

EVERY = frozenset({Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET})

MOST_WAYS = 3**8
"""Combinations of verdicts that are tried; of more parts nothing is told."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A condition with the verdicts that it may have, and its measure if it is one."""

    condition: Condition
    may: frozenset[Verdict] = EVERY
    interval: Interval | None = None
    parts: tuple["Guess", ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """The only verdict that it may have, if there is only one."""
        return next(iter(self.may)) if len(self.may) == 1 else None

    def walk(self) -> Iterator["Guess"]:
        """This and all inside, outermost first."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Guessed:
    """What is known of the proofs of a finding."""

    require: Guess
    when: Guess | None = None


def guess(criterion: PlannedCriterion, verdict: Verdict, intervals: Iterable[Interval]) -> Guessed:
    """What the verdict and the measures of a finding tell of its proofs.

    Parameters: ``intervals`` are those of the measures that it requires, as they are written.
    """
    require = _guessed(criterion.require, iter(intervals))
    if criterion.when is None:
        return Guessed(_settled(require, frozenset({verdict})))
    when = Guess(criterion.when)
    pairs = [pair for pair in product(when.may, require.may) if implied(*pair) is verdict]
    return Guessed(
        _settled(require, frozenset(pair[1] for pair in pairs)),
        _settled(when, frozenset(pair[0] for pair in pairs)),
    )


def _guessed(condition: Condition, intervals: Iterator[Interval]) -> Guess:
    match condition:
        case Measured():
            interval = next(intervals)
            return Guess(condition, _of_measure(condition, interval), interval)
        case All() | AnyOf() | AtLeast() | Not() | Choose() | Defined() | Unconfirmed() | Holds():
            parts = tuple(_guessed(part, intervals) for part in parts_of(condition))
            ways = _ways(parts)
            may = EVERY if ways is None else frozenset(together(condition, way) for way in ways)
            return Guess(condition, may, parts=parts)
        case _:
            return Guess(condition)


def _of_measure(measured: Measured, interval: Interval) -> frozenset[Verdict]:
    """What a measure may come to; findings do not tell whether there is anything to measure."""
    if measured.bound.against is not None:
        return EVERY
    verdict = bounded(interval, measured.bound)
    if _is_there(measured.measure, interval):
        return frozenset({verdict})
    nothing = verdict_of_nothing(measured)
    return frozenset({verdict, nothing, verdict if verdict is nothing else Verdict.UNKNOWN})


def _is_there(measure: Measure, interval: Interval) -> bool:
    """Whether there surely is something to measure; of no rows a share is told as one of one."""
    match measure:
        case Share():
            may_be_none = interval.low == 0 and interval.high in (0, 1)
            return not may_be_none or (interval.high == 0 and (interval.of[1] or 0) > 1)
        case Extreme(greatest=is_greatest):
            return (interval.low if is_greatest else interval.high) is not None
        case Months(start, end):
            return not isinstance(start, Extreme) and not isinstance(end, Extreme)
        case _:
            return True


def verdict_of_nothing(measured: Measured) -> Verdict:
    """What a condition comes to where there is surely nothing to measure."""
    return {None: Verdict.UNKNOWN, True: Verdict.MET, False: Verdict.NOT_MET}[measured.if_none]


def together(condition: Condition, verdicts: Sequence[Verdict]) -> Verdict:
    """What a condition comes to when its parts have these verdicts."""
    match condition:
        case AnyOf():
            return max(verdicts, default=Verdict.NOT_MET)
        case AtLeast(number):
            return at_least(number, verdicts)
        case Not():
            return swapped(verdicts[0])
        case Unconfirmed():
            return Verdict.UNKNOWN
        case Choose():
            when, then, otherwise = verdicts
            open_ = then if then is otherwise else Verdict.UNKNOWN
            return {Verdict.MET: then, Verdict.NOT_MET: otherwise}.get(when, open_)
        case _:
            return min(verdicts, default=Verdict.MET)


def _ways(parts: Sequence[Guess]) -> list[tuple[Verdict, ...]] | None:
    """Every combination of what the parts may be; None where there are too many."""
    if prod(len(part.may) for part in parts) > MOST_WAYS:
        return None
    return list(product(*(part.may for part in parts)))


def _settled(guessed: Guess, wanted: frozenset[Verdict]) -> Guess:
    """The same, knowing more of its verdict, and therefore perhaps of its parts."""
    may = guessed.may & wanted
    ways = _ways(guessed.parts)
    if ways is None or not guessed.parts:
        return replace(guessed, may=may)
    fits = [way for way in ways if together(guessed.condition, way) in may]
    parts = (
        _settled(part, frozenset(way[place] for way in fits))
        for place, part in enumerate(guessed.parts)
    )
    return replace(guessed, may=may, parts=tuple(parts))
