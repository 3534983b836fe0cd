"""The shape of conditions as people write them, validated by pydantic.

One key names the kind of a condition; everything else in the mapping belongs to it. What a
shape means is made by ``lowering``.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    Discriminator,
    Field,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from .shaping import OPERATORS, Shape, either, exclude


class FactShape(Shape):
    """``{fact: role, is: manager}``: a fact compared with values or a fact, or ``known: true``."""

    fact: str
    is_: Any = Field(None, alias="is")
    is_not: Any = None
    one_of: tuple[Any, ...] | None = None
    none_of: tuple[Any, ...] | None = None
    at_least: Any = None
    at_most: Any = None
    more_than: Any = None
    less_than: Any = None
    between: tuple[Any, Any] | None = None
    known: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_operator(self) -> "FactShape":
        given = len(self.operators()) + (self.known is not None)
        if given != 1:
            names = ", ".join((*OPERATORS[:-1], "known"))
            raise PydanticCustomError(
                "one-operator", "one of {names}, found {given}", {"names": names, "given": given}
            )
        return self


class AttestedShape(Shape):
    """``{attested: voted, by: council}``: a body confirms it, signed and dated."""

    attested: str
    by: str


class AllShape(Shape):
    """``{all: [...]}``."""

    all: tuple["ConditionShape", ...] = Field(min_length=1)


class AnyShape(Shape):
    """``{any: [...]}``."""

    any: tuple["ConditionShape", ...] = Field(min_length=1)


class OfShape(Shape):
    """``{at_least: 2, of: [...]}``: so many of the conditions."""

    of: tuple["ConditionShape", ...] = Field(min_length=1)
    at_least: int = Field(ge=1)

    @model_validator(mode="after")
    def _possible(self) -> "OfShape":
        if self.at_least > len(self.of):
            raise PydanticCustomError(
                "too-many-of",
                "{wanted} of {given}",
                {"wanted": self.at_least, "given": len(self.of)},
            )
        return self


class NotShape(Shape):
    """``{not: ...}``."""

    not_: "ConditionShape" = Field(alias="not")


class ChooseShape(Shape):
    """``{when: ..., then: ..., otherwise: ...}``."""

    when: "ConditionShape"
    then: "ConditionShape"
    otherwise: "ConditionShape"


class EdgeShape(Shape):
    """``{latest: awards, where: ...}`` or ``{first: ...}``: the year of a row."""

    latest: str | None = None
    first: str | None = None
    where: "ConditionShape | None" = None
    within: "Within | None" = None

    @model_validator(mode="after")
    def _one_end(self) -> "EdgeShape":
        if (self.latest is None) is (self.first is None):
            raise either("latest", "first")
        return self


Ending = Literal["judged_year", "year_before"]
YearsBack = Annotated[
    Annotated[int, Field(ge=1), Tag("number")]
    | Annotated[str, Field(pattern=r"^\$[a-z][a-z0-9_]*$"), Tag("name")],
    Discriminator(lambda raw: "name" if isinstance(raw, str) else "number"),
]
"""A number of years, or the ``$name`` of a parameter that holds it."""


class WindowShape(Shape):
    """``{from: 2021, to: 2025}``, or ``{last: 5}`` years, each cut by rows where it says so.

    ``since`` and ``until`` take the year of the row in, ``after`` and ``before`` leave it
    out. ``ending`` says which year is the last; without ``last`` and ``from`` a window
    reaches back as far as a working life.
    """

    from_: int | None = Field(None, alias="from")
    to: int | None = None
    last: YearsBack | None = None
    ending: Ending | None = None
    since: EdgeShape | None = None
    after: EdgeShape | None = None
    until: EdgeShape | None = None
    before: EdgeShape | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "WindowShape":
        given = self.model_fields_set
        for names in (("from_", "last"), ("to", "ending"), ("since", "after"), ("until", "before")):
            if given.issuperset(names):
                raise exclude(names[0].rstrip("_"), names[1])
        if "to" in given and "last" in given:
            raise exclude("to", "last")
        if not given:
            raise PydanticCustomError("empty-window", "expected from, to, last, ending or since")
        if self.from_ is not None and self.to is not None and self.from_ > self.to:
            raise PydanticCustomError("ends-early", "the window ends before it begins")
        return self


Within = Literal["period", "judged_year", "year_before"] | WindowShape


class _Measure(Shape):
    """Rows that are selected, and what is asked of the number that they give."""

    within: Within | None = None
    where: "ConditionShape | None" = None
    is_: "Operand | None" = Field(None, alias="is")
    is_not: "Operand | None" = None
    at_least: "Operand | None" = None
    at_most: "Operand | None" = None
    more_than: "Operand | None" = None
    less_than: "Operand | None" = None
    between: tuple["Plain", "Plain"] | None = None
    multiple_of: "Plain | None" = None


class CountShape(_Measure):
    """``{count: awards, within: period, where: ..., at_least: 2}``."""

    count: str


class ShareShape(_Measure):
    """``{share: members, where: {holds: ldtt}, at_least: 70%}``: how many of them are so.

    ``among`` says who are counted at all; ``if_none`` what holds where there is nobody.
    """

    share: str
    among: "ConditionShape | None" = None
    if_none: Literal["met", "not_met"] | None = None


class SumShape(_Measure):
    """``{sum: funds, column: amount, at_least: 100}``."""

    sum: str
    column: str


class _ExtremeShape(_Measure):
    column: str | None = None
    if_none: Literal["met", "not_met"] | None = None


class MinShape(_ExtremeShape):
    """``{min: results, column: points, at_least: 5}``: the least value."""

    min: str
    column: str


class MaxShape(_ExtremeShape):
    """``{max: results, column: points, at_least: 5}``: the greatest value."""

    max: str
    column: str


class LatestShape(_ExtremeShape):
    """``{latest: awards, at_most: 2022}``: the latest year, or day of a date ``column``."""

    latest: str


class FirstShape(_ExtremeShape):
    """``{first: awards, at_most: 2022}``: the first year, or day of a date ``column``."""

    first: str


class DistinctYearsShape(_Measure):
    """``{distinct_years: awards, within: {last: 5}, at_least: 3}``."""

    distinct_years: str


class StreakShape(_Measure):
    """``{streak: awards, where: ..., within: {ending: year_before}, multiple_of: 2}``."""

    streak: str


class MomentShape(Shape):
    """``{latest: awards, column: award_date}``: the day of a row."""

    latest: str | None = None
    first: str | None = None
    column: str
    where: "ConditionShape | None" = None
    within: Within | None = None

    @model_validator(mode="after")
    def _one_end(self) -> "MomentShape":
        if (self.latest is None) is (self.first is None):
            raise either("latest", "first")
        return self


class SpanShape(Shape):
    """``{from: joined, to: received}``: date facts, days, or days of the run."""

    from_: date | str | MomentShape = Field(alias="from")
    to: date | str | MomentShape


class MonthsShape(_Measure):
    """``{months: {from: joined, to: year_end}, at_least: 6}``: complete months."""

    months: SpanShape
    within: None = None
    where: None = None
    if_none: Literal["met", "not_met"] | None = None


class SomeShape(Shape):
    """``{some: registrations, ...}``: at least one row."""

    some: str
    within: Within | None = None
    where: "ConditionShape | None" = None


class NoneShape(Shape):
    """``{none: discipline, ...}``: no row."""

    none: str
    within: Within | None = None
    where: "ConditionShape | None" = None


class EveryShape(Shape):
    """``{every: ratings, within: period, satisfies: ...}``."""

    every: str
    within: Within | None = None
    where: "ConditionShape | None" = None
    satisfies: "ConditionShape"


class UnitShape(Shape):
    """``{unit: ...}``: the unit of the person meets a condition."""

    unit: "ConditionShape"


class HeadShape(Shape):
    """``{head: ...}``: the head of the unit meets a condition."""

    head: "ConditionShape"


class HoldsShape(Shape):
    """``{holds: title}``: by a recorded decision or else this run; ``recorded`` decisions only."""

    holds: str
    recorded: Literal[True] | None = None
    within: Within = "judged_year"


class EligibleShape(Shape):
    """``{eligible: title}``: this run's own conclusion for another title of the pack."""

    eligible: str


class MeetsShape(Shape):
    """``{meets: leader}``: a definition of the pack."""

    meets: str


MEASURES = {
    "count": CountShape,
    "share": ShareShape,
    "sum": SumShape,
    "min": MinShape,
    "max": MaxShape,
    "latest": LatestShape,
    "first": FirstShape,
    "distinct_years": DistinctYearsShape,
    "streak": StreakShape,
    "months": MonthsShape,
}

CONDITIONS = {
    "fact": FactShape,
    "attested": AttestedShape,
    "all": AllShape,
    "any": AnyShape,
    "of": OfShape,
    "not": NotShape,
    "then": ChooseShape,
    "some": SomeShape,
    "none": NoneShape,
    "every": EveryShape,
    "unit": UnitShape,
    "head": HeadShape,
    "holds": HoldsShape,
    "eligible": EligibleShape,
    "meets": MeetsShape,
    **MEASURES,
}
"""Which key names which kind of condition."""

_KEYS: dict[type, str] = {shape: key for key, shape in CONDITIONS.items()}


def _kind(raw: object) -> str | None:
    """Which key names the kind of a condition."""
    if isinstance(raw, Mapping):
        named = [key for key in CONDITIONS if key in raw]
        return named[0] if len(named) == 1 else None
    return _KEYS.get(type(raw))  # a shape that is written out again


def _operand(raw: object) -> str | None:
    """A mapping is another measure; anything else is a number."""
    if isinstance(raw, Mapping) or type(raw) in _KEYS:
        kind = _kind(raw)
        return kind if kind in MEASURES else None
    return "plain"


Plain = date | int | float | str
"""A number, a day, ``70%``, ``2/3``, a value of a scale, or ``$name`` for a parameter."""

MeasureShape = (
    CountShape
    | ShareShape
    | SumShape
    | MinShape
    | MaxShape
    | LatestShape
    | FirstShape
    | DistinctYearsShape
    | StreakShape
    | MonthsShape
)

_TaggedMeasure = (
    Annotated[CountShape, Tag("count")]
    | Annotated[ShareShape, Tag("share")]
    | Annotated[SumShape, Tag("sum")]
    | Annotated[MinShape, Tag("min")]
    | Annotated[MaxShape, Tag("max")]
    | Annotated[LatestShape, Tag("latest")]
    | Annotated[FirstShape, Tag("first")]
    | Annotated[DistinctYearsShape, Tag("distinct_years")]
    | Annotated[StreakShape, Tag("streak")]
    | Annotated[MonthsShape, Tag("months")]
)

Operand = Annotated[
    Annotated[Plain, Tag("plain")] | _TaggedMeasure,
    Discriminator(
        _operand,
        custom_error_type="operand_kind",
        custom_error_message="expected a number, or a measure named by one of "
        + ", ".join(MEASURES),
    ),
]

NumberToRank = Annotated[_TaggedMeasure, Discriminator(_operand)]

ConditionShape = Annotated[
    Annotated[FactShape, Tag("fact")]
    | Annotated[AttestedShape, Tag("attested")]
    | Annotated[AllShape, Tag("all")]
    | Annotated[AnyShape, Tag("any")]
    | Annotated[OfShape, Tag("of")]
    | Annotated[NotShape, Tag("not")]
    | Annotated[ChooseShape, Tag("then")]
    | Annotated[SomeShape, Tag("some")]
    | Annotated[NoneShape, Tag("none")]
    | Annotated[EveryShape, Tag("every")]
    | Annotated[UnitShape, Tag("unit")]
    | Annotated[HeadShape, Tag("head")]
    | Annotated[HoldsShape, Tag("holds")]
    | Annotated[EligibleShape, Tag("eligible")]
    | Annotated[MeetsShape, Tag("meets")]
    | _TaggedMeasure,
    Discriminator(
        _kind,
        custom_error_type="condition_kind",
        custom_error_message="expected one condition, named by one of " + ", ".join(CONDITIONS),
    ),
]
