"""The shape of a rule pack as people write it, validated by pydantic.

Says what a pack may contain; what it means is made by ``lowering`` and ``plan``.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .shapes import ConditionShape, NumberToRank, Shape, either
from .vocabulary import SubjectKind, Text

Status = Literal["confirmed", "unconfirmed", "draft"]
STATUSES: tuple[Status, ...] = ("confirmed", "unconfirmed", "draft")
"""From the surest to the least sure."""


class Period(Shape):
    """Days from first to last, both included."""

    from_: date = Field(alias="from")
    to: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.to is not None and self.from_ > self.to:
            raise PydanticCustomError("ends-early", "the period ends before it begins")
        return self

    def __contains__(self, day: date) -> bool:
        return self.from_ <= day and (self.to is None or day <= self.to)


class Instrument(Shape):
    """The document that the pack is taken from, and when it is in force."""

    kind: str
    issuer: Text
    number: str | None = None
    in_force: Period


MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$")]


class YearsOf(Shape):
    """The axis of time and the years that the pack is about.

    A school year is named by the calendar year in which it ``begins`` (month-day).
    """

    axis: Literal["calendar", "school"]
    begins: MonthDay | None = None
    from_: int = Field(alias="from", ge=1900, le=2200)
    to: int = Field(ge=1900, le=2200)

    @model_validator(mode="after")
    def _in_order(self) -> "YearsOf":
        if self.from_ > self.to:
            raise PydanticCustomError("ends-early", "the period ends before it begins")
        if (self.begins is None) is (self.axis == "school"):
            raise PydanticCustomError(
                "begins", "`begins` belongs to school years, and only to them"
            )
        return self


Quantity = int | float | str | date
"""A whole or decimal number, ``70%``, ``2/3``, or a day."""


class Parameter(Shape):
    """A number that the regulation, or the council, sets.

    ``values`` keeps it by the day on which it enters into force; null ends it.
    """

    value: Quantity | None = None
    values: dict[date, Quantity | None] | None = Field(None, min_length=1)
    unit: Text
    text: Text
    interpretation: bool = False
    cite: str

    @model_validator(mode="after")
    def _one_way(self) -> "Parameter":
        if (self.value is None) is (self.values is None):
            raise either("value", "values")
        return self

    def on(self, day: date) -> Quantity | None:
        """The value in force on a day; None where there is none."""
        if self.values is None:
            return self.value
        entered = [start for start in self.values if start <= day]
        return self.values[max(entered)] if entered else None


class Definition(Shape):
    """A named condition, with its words."""

    text: Text
    cite: str
    condition: ConditionShape


RESERVED = (
    *("subject", "unit", "applies", "outcome", "conclusion", "applies_to"),
    *("facts", "members", "years", "change", "joined", "left", "received", "year"),
)
"""Names that findings files and the columns of scenarios use themselves."""


def _is_free(name: str) -> str:
    if name in RESERVED:
        raise PydanticCustomError("reserved", "`{name}` is reserved", {"name": name})
    return name


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"), AfterValidator(_is_free)]
"""Id of a title or criterion: small letters, digits and hyphens."""


class Criterion(Shape):
    """One requirement of a title.

    ``from`` and ``to`` are the days on which a dossier must be received for the criterion to
    apply; ``interpretation`` says where the pack reads more into the text than it says. What
    is ``statutory`` cannot be weakened by a pack that extends this one. The rows that meet a
    criterion that ``consumes`` are used up by the award.
    """

    text: Text
    cite: str
    when: ConditionShape | None = None
    require: ConditionShape
    from_: date | None = Field(None, alias="from")
    to: date | None = None
    status: Status = "confirmed"
    statutory: bool = False
    consumes: bool = False
    interpretation: Text | None = None

    def is_in_force(self, day: date) -> bool:
        """Whether it applies to dossiers received on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Preference(Shape):
    """A ranking among the eligible, by the most or the least; never changes who is eligible."""

    text: Text
    cite: str
    most: NumberToRank | None = None
    least: NumberToRank | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Preference":
        if (self.most is None) is (self.least is None):
            raise either("most", "least")
        return self

    @property
    def measure(self) -> NumberToRank:
        """What is measured, whichever end is better."""
        measured = self.most if self.most is not None else self.least
        assert measured is not None  # one of both, as validated
        return measured


class Transition(Shape):
    """Dossiers received from a day on, but before the version, take the better of both."""

    received_from: date
    text: Text
    cite: str


class Version(Shape):
    """The criteria of a title for dossiers received in a period."""

    from_: date = Field(alias="from")
    to: date | None = None
    cite: str
    status: Status = "confirmed"
    criteria: dict[Id, Criterion] = Field(min_length=1)
    transition: Transition | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Version":
        if self.to is not None and self.from_ > self.to:
            raise PydanticCustomError("ends-early", "the version ends before it begins")
        if self.transition and self.transition.received_from >= self.from_:
            raise PydanticCustomError("transition", "a transition comes before its version")
        return self

    def is_in_force(self, day: date) -> bool:
        """Whether it applies to dossiers received on a day."""
        return self.from_ <= day and (self.to is None or day <= self.to)


class Title(Shape):
    """What can be awarded, a duty that a unit must meet, or a check of what a dossier says.

    ``recorded_as`` is the value that recorded decisions have for it. ``reasons`` orders the
    criteria by which a refusal is told, where the instrument orders them.
    """

    name: Text
    kind: Literal["award", "duty", "check"] = "award"
    subject: SubjectKind
    cite: str
    status: Status = "confirmed"
    recorded_as: str | None = None
    applies_to: ConditionShape | None = None
    criteria: dict[Id, Criterion] = Field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    reasons: tuple[Id, ...] = ()
    prefer: tuple[Preference, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> "Title":
        if bool(self.criteria) is bool(self.versions):
            raise either("criteria", "versions")
        ordered = sorted(self.versions, key=lambda version: version.from_)
        for earlier, later in pairwise(ordered):
            if earlier.to is None or earlier.to >= later.from_:
                raise PydanticCustomError(
                    "two-versions", "two versions on {day}", {"day": later.from_}
                )
        return self

    def is_in_force(self, day: date) -> bool:
        """Whether it has a version for dossiers received on a day."""
        return not self.versions or any(version.is_in_force(day) for version in self.versions)

    def all_criteria(self) -> Iterator[tuple[str, Criterion]]:
        """The criteria of every version, by id."""
        yield from self.criteria.items()
        for version in self.versions:
            yield from version.criteria.items()


class Round(Shape):
    """A moment at which the instrument has dossiers looked at."""

    name: Text
    from_: date = Field(alias="from")
    to: date
    cite: str


class Derogation(Shape):
    """The legal basis on which a statutory criterion is weakened."""

    cite: str


class ChangedParameter(Shape):
    """Another value for a parameter of the pack that is extended."""

    value: Quantity | None = None
    values: dict[date, Quantity | None] | None = Field(None, min_length=1)
    interpretation: bool = False
    cite: str
    derogates: Derogation | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "ChangedParameter":
        if (self.value is None) is (self.values is None):
            raise either("value", "values")
        return self


class Ended(Shape):
    """The last day on which a criterion of the extended pack applies."""

    to: date
    cite: str
    derogates: Derogation | None = None


class ChangedTitle(Shape):
    """Criteria added to a title of the extended pack, and criteria that end."""

    add: dict[Id, Criterion] = Field(default_factory=dict)
    end: dict[Id, Ended] = Field(default_factory=dict)


class Overrides(Shape):
    """What a pack changes in the one that it extends."""

    parameters: dict[str, ChangedParameter] = Field(default_factory=dict)
    titles: dict[Id, ChangedTitle] = Field(default_factory=dict)


class Pack(Shape):
    """One regulation, as data; one that ``extends`` another says only what differs."""

    pack: Id
    version: str
    name: Text
    status: Status = "confirmed"
    extends: str | None = None
    overrides: Overrides = Overrides()
    instrument: Instrument
    years: YearsOf
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    definitions: dict[str, Definition] = Field(default_factory=dict)
    titles: dict[Id, Title] = Field(default_factory=dict)
    rounds: dict[str, Round] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_something(self) -> "Pack":
        if not self.titles and self.extends is None:
            raise PydanticCustomError("no-titles", "a pack needs at least one title")
        return self
