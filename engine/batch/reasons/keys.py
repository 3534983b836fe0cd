"""What a reason is told from: of each row of findings, the short text that decides its words.

A refusal is told by one criterion, an open conclusion by those that are unknown, and who is
eligible by all that are met: the findings of other criteria are left out, so that few texts are
left of many findings. Knows queries, but no connection.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from itertools import islice
from operator import add

import ibis
from ibis.expr import types as ir

from ...conditions import Measure, Share
from ...decide.frames import unit_of
from ...decide.stages import measures_required
from ...findings import Interval, Number, Outcome, Verdict
from ...plan import PlannedCriterion, PlannedTitle
from ...vocabulary import Vocabulary

TYPES = {"day": "date", "decimal": "decimal(38, 6)"}
"""How findings keep the ends of measures that are no whole numbers."""

_BETWEEN, _UNTOLD, _REFUSING = "|", "-", "|refusing"


@dataclass(frozen=True, slots=True)
class Key:
    """What the words of a conclusion depend on: only the verdicts and measures that are told.

    Who is eligible is told no measures.
    """

    outcome: Outcome
    applies: Verdict
    verdicts: Mapping[str, Verdict]
    intervals: Mapping[str, tuple[Interval, ...]]


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where the ends of a measure stand, and how they are written."""

    unit: str
    names: tuple[str, ...]


class Keys:
    """Writes and reads the keys of one title."""

    def __init__(self, title: PlannedTitle, vocabulary: Vocabulary) -> None:
        self.title = title
        self._ends = {each.id: _ends_of(each, vocabulary) for each in title.criteria}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of findings that keys are made of."""
        ends = [name for each in self._ends.values() for end in each for name in end.names]
        return ("subject", "unit", "outcome", "applies", *self._ends, *ends)

    def query(self, findings: ir.Table) -> ir.Table:
        """The key of each row of a title's findings, beside its subject and unit."""
        numbers = {
            name: findings[name].cast("int8") for name in ("outcome", "applies", *self._ends)
        }
        failed = [
            (numbers[name] == int(Verdict.NOT_MET), place) for place, name in self._in_order()
        ]
        refusing = ibis.cases(*failed, else_=-1) if failed else ibis.literal(-1)
        table = findings.mutate(**numbers, **{_REFUSING: refusing})
        parts = [table["outcome"].cast("string"), table["applies"].cast("string")]
        parts += [self._part(place, name, table) for place, name in enumerate(self._ends)]
        return table.select(
            table["subject"].cast("string"), table["unit"].cast("string"), key=_joined(parts)
        )

    def _in_order(self) -> list[tuple[int, str]]:
        """The criteria with their places, those by which a refusal is told first in front."""
        places = {name: place for place, name in enumerate(self._ends)}
        told_first = [name for name in self.title.reasons if name in places]
        return [(places[name], name) for name in dict.fromkeys((*told_first, *places))]

    def _part(self, place: int, name: str, table: ir.Table) -> ir.StringValue:
        """What a key says of one criterion: its verdict and its measures, if they are told."""
        outcome, verdict = table["outcome"], table[name]
        is_told = outcome.cases(
            (int(Outcome.NOT_ELIGIBLE), table[_REFUSING] == place),
            (int(Outcome.UNDETERMINED), verdict == int(Verdict.UNKNOWN)),
            (int(Outcome.ELIGIBLE), verdict == int(Verdict.MET)),
            else_=False,
        )
        is_measured = is_told & (outcome < int(Outcome.ELIGIBLE))
        told = [ibis.cases((is_told, verdict.cast("string")), else_=_UNTOLD)]
        for end in self._ends[name]:
            for column in end.names:
                number = table[column].cast(TYPES.get(end.unit, "int64")).cast("string")
                told.append(ibis.cases((is_measured, number.fill_null("")), else_=""))
        return _joined(told)

    def read(self, key: str) -> Key:
        """A key that the query wrote.

        Raises:
            ValueError: nothing that it would write.
        """
        outcome, applies, *rest = key.split(_BETWEEN)
        pieces = iter(rest)
        verdicts: dict[str, Verdict] = {}
        intervals: dict[str, tuple[Interval, ...]] = {}
        for name, ends in self._ends.items():
            verdict = next(pieces)
            told = [tuple(islice(pieces, len(end.names))) for end in ends]
            if verdict == _UNTOLD:
                continue
            verdicts[name] = Verdict(int(verdict))
            if int(outcome) < Outcome.ELIGIBLE:
                intervals[name] = tuple(map(_interval, ends, told))
        return Key(Outcome(int(outcome)), Verdict(int(applies)), verdicts, intervals)


def _joined(parts: Sequence[ir.StringValue]) -> ir.StringValue:
    """Texts in one; nothing is one of them, so that none is lost."""
    between = [ibis.literal(_BETWEEN)] * (len(parts) - 1)
    pieces = [piece for pair in zip(parts, between, strict=False) for piece in pair]
    whole: ir.StringValue = reduce(add, [*pieces, parts[-1]])
    return whole


def _ends_of(criterion: PlannedCriterion, vocabulary: Vocabulary) -> tuple[_Ends, ...]:
    """The measures of a criterion, by the columns that findings have of them."""
    return tuple(
        _columns_of(criterion.id, number, measure, vocabulary)
        for number, measure in enumerate(measures_required(criterion.require), start=1)
    )


def _columns_of(name: str, number: int, measure: Measure, vocabulary: Vocabulary) -> _Ends:
    prefix = name if number == 1 else f"{name}.{number}"
    ends = [f"{prefix}.low", f"{prefix}.high"]
    of = [f"{end}.of" for end in ends] if isinstance(measure, Share) else []
    return _Ends(unit_of(measure, vocabulary), (*ends, *of))


def _interval(ends: _Ends, told: Sequence[str]) -> Interval:
    low, high, *of = told
    if not of:
        return Interval(_number(low, ends.unit), _number(high, ends.unit))
    parts, wholes = (int(low), int(high)), (int(of[0]), int(of[1]))
    shares = [Fraction(part, whole) for part, whole in zip(parts, wholes, strict=True)]
    return Interval(shares[0], shares[1], of=wholes)


def _number(text: str, unit: str) -> Number | None:
    """An end of a measure; without bound where it is blank."""
    if not text:
        return None
    return date.fromisoformat(text) if unit == "day" else Fraction(text)
