"""The shape of a rule pack as people write it, validated by pydantic.

Says what a pack may contain; what it means is made by ``lowering``.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from .vocabulary import SubjectKind, Text

ParameterOr = int | str
"""A number, or ``$name`` for a parameter of the pack."""

OPERATORS = (
    "is",
    "is_not",
    "one_of",
    "none_of",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _require_one(shape: BaseModel, names: tuple[str, ...]) -> None:
    given = [name for name in names if name in shape.model_fields_set]
    if len(given) != 1:
        raise ValueError(f"expected exactly one of {', '.join(names)}, found {len(given)}")


class FactShape(_Shape):
    """``{fact: role, is: manager}``: a fact compared with a value, or ``known: true``."""

    fact: str
    is_: Any = Field(None, alias="is")
    is_not: Any = None
    one_of: tuple[Any, ...] | None = None
    none_of: tuple[Any, ...] | None = None
    at_least: Any = None
    at_most: Any = None
    more_than: Any = None
    less_than: Any = None
    known: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_operator(self) -> "FactShape":
        _require_one(self, ("is_", *OPERATORS[1:], "known"))
        return self


class AttestedShape(_Shape):
    """``{attested: voted, by: council}``: a body confirms it, signed and dated."""

    attested: str
    by: str


class AllShape(_Shape):
    """``{all: [...]}``."""

    all: tuple["ConditionShape", ...] = Field(min_length=1)


class AnyShape(_Shape):
    """``{any: [...]}``."""

    any: tuple["ConditionShape", ...] = Field(min_length=1)


class NotShape(_Shape):
    """``{not: ...}``."""

    not_: "ConditionShape" = Field(alias="not")


class WindowShape(_Shape):
    """``{from: 2021, to: 2025}`` or ``{last: 5}`` years up to the judged one."""

    from_: int | None = Field(None, alias="from")
    to: int | None = None
    last: int | None = Field(None, ge=1)

    @model_validator(mode="after")
    def _either(self) -> "WindowShape":
        given = self.model_fields_set
        if given not in ({"last"}, {"from_", "to"}):
            raise ValueError("expected `last`, or `from` and `to`")
        if self.from_ is not None and self.to is not None and self.from_ > self.to:
            raise ValueError("the window ends before it begins")
        return self


Within = Literal["period"] | WindowShape


class CountShape(_Shape):
    """``{count: awards, within: period, where: ..., at_least: 2}``."""

    count: str
    within: Within | None = None
    where: "ConditionShape | None" = None
    is_: ParameterOr | None = Field(None, alias="is")
    is_not: ParameterOr | None = None
    at_least: ParameterOr | None = None
    at_most: ParameterOr | None = None
    more_than: ParameterOr | None = None
    less_than: ParameterOr | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> "CountShape":
        _require_one(self, ("is_", "is_not", "at_least", "at_most", "more_than", "less_than"))
        return self


class MeasureShape(_Shape):
    """``{count: ratings, within: period, where: ...}``: a number to rank by."""

    count: str
    within: Within | None = None
    where: "ConditionShape | None" = None


class SomeShape(_Shape):
    """``{some: registrations, ...}``: at least one row."""

    some: str
    within: Within | None = None
    where: "ConditionShape | None" = None


class NoneShape(_Shape):
    """``{none: discipline, ...}``: no row."""

    none: str
    within: Within | None = None
    where: "ConditionShape | None" = None


class EveryShape(_Shape):
    """``{every: ratings, within: period, satisfies: ...}``."""

    every: str
    within: Within | None = None
    where: "ConditionShape | None" = None
    satisfies: "ConditionShape"


class EligibleShape(_Shape):
    """``{eligible: title}``: this run's own conclusion for another title of the pack."""

    eligible: str


class MeetsShape(_Shape):
    """``{meets: leader}``: a definition of the pack."""

    meets: str


CONDITION_KEYS = (
    "fact",
    "attested",
    "all",
    "any",
    "not",
    "count",
    "some",
    "none",
    "every",
    "eligible",
    "meets",
)


def _kind(raw: object) -> str | None:
    """Which key names the kind of a condition."""
    if isinstance(raw, Mapping):
        named = [key for key in CONDITION_KEYS if key in raw]
        return named[0] if len(named) == 1 else None
    return type(raw).__name__.removesuffix("Shape").lower()  # a shape that is written out again


ConditionShape = Annotated[
    Annotated[FactShape, Tag("fact")]
    | Annotated[AttestedShape, Tag("attested")]
    | Annotated[AllShape, Tag("all")]
    | Annotated[AnyShape, Tag("any")]
    | Annotated[NotShape, Tag("not")]
    | Annotated[CountShape, Tag("count")]
    | Annotated[SomeShape, Tag("some")]
    | Annotated[NoneShape, Tag("none")]
    | Annotated[EveryShape, Tag("every")]
    | Annotated[EligibleShape, Tag("eligible")]
    | Annotated[MeetsShape, Tag("meets")],
    Discriminator(
        _kind,
        custom_error_type="condition_kind",
        custom_error_message="expected one condition, named by one of " + ", ".join(CONDITION_KEYS),
    ),
]


class Instrument(_Shape):
    """The document that the pack is taken from, and when it is in force."""

    kind: str
    issuer: Text
    number: str | None = None
    in_force: "Period"


class Period(_Shape):
    """Days from first to last, both included."""

    from_: date = Field(alias="from")
    to: date | None = None


class Years(_Shape):
    """The axis of time and the years that the pack is about."""

    axis: Literal["calendar"]
    from_: int = Field(alias="from")
    to: int

    @model_validator(mode="after")
    def _in_order(self) -> "Years":
        if self.from_ > self.to:
            raise ValueError("the period ends before it begins")
        return self


class Parameter(_Shape):
    """A number that the regulation, or the council, sets."""

    value: int
    unit: Text
    text: Text
    interpretation: bool = False
    cite: str


class Definition(_Shape):
    """A named condition, with its words."""

    text: Text
    cite: str
    condition: ConditionShape


RESERVED = ("subject", "unit", "applies", "outcome", "conclusion", "applies_to")
"""Names that findings files and scenarios use themselves."""


def _is_free(name: str) -> str:
    if name in RESERVED:
        raise ValueError(f"`{name}` is a name that findings use themselves; choose another id")
    return name


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"), AfterValidator(_is_free)]
"""Id of a title or criterion: small letters, digits and hyphens."""


class Criterion(_Shape):
    """One requirement of a title.

    ``from`` and ``to`` are the days on which a dossier must be received for the criterion to
    apply; ``interpretation`` says where the pack reads more into the text than it says.
    """

    text: Text
    cite: str
    when: ConditionShape | None = None
    require: ConditionShape
    from_: date | None = Field(None, alias="from")
    to: date | None = None
    interpretation: Text | None = None


class Preference(_Shape):
    """A ranking among the eligible; never changes who is eligible."""

    text: Text
    cite: str
    most: MeasureShape


class Title(_Shape):
    """What can be awarded, or a duty that a unit must meet."""

    name: Text
    kind: Literal["award", "duty"] = "award"
    subject: SubjectKind
    cite: str
    applies_to: ConditionShape | None = None
    criteria: dict[Id, Criterion] = Field(min_length=1)
    prefer: tuple[Preference, ...] = ()


class Round(_Shape):
    """A moment at which the instrument has dossiers looked at."""

    name: Text
    from_: date = Field(alias="from")
    to: date
    cite: str


class Pack(_Shape):
    """One regulation, as data."""

    pack: Id
    version: str
    name: Text
    instrument: Instrument
    years: Years
    parameters: dict[str, Parameter] = {}
    definitions: dict[str, Definition] = {}
    titles: dict[Id, Title] = Field(min_length=1)
    rounds: dict[str, Round] = {}
