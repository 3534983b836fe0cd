"""The shape of a rule pack as people write it, validated by pydantic.

Says what a pack may contain; what it means is made by ``lowering`` and ``plan``.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .shapes import ConditionShape
from .shaping import Shape, either
from .titles import CHECK, Criterion, Id, Status, Title
from .vocabulary import Text


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

    def __contains__(self, year: int) -> bool:
        return self.from_ <= year <= self.to

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


class Round(Shape):
    """A moment at which the instrument has dossiers looked at, or one ``every`` so often."""

    name: Text
    from_: date = Field(alias="from")
    to: date
    every: Literal["year", "half_year", "quarter", "month"] | None = None
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
    """One regulation, as data; one that ``extends`` another says only what differs.

    ``checks`` names packs whose checks are asked whenever this one is applied.
    """

    pack: Id
    version: str
    name: Text
    status: Status = "confirmed"
    extends: str | None = None
    checks: tuple[str, ...] = ()
    overrides: Overrides = Overrides.model_construct()  # whose validator nobody else needs
    instrument: Instrument
    years: YearsOf
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    definitions: dict[str, Definition] = Field(default_factory=dict)
    titles: dict[Id, Title] = Field(default_factory=dict)
    rounds: dict[str, Round] = Field(default_factory=dict)

    @property
    def decides(self) -> bool:
        """Whether it has a title that is more than a check."""
        return any(title.kind != CHECK for title in self.titles.values())

    def counting_years_as(self, host: "Pack") -> "Pack":
        """A pack of checks on the axis of the one that it goes with: ratings are by its years."""
        axis = {"axis": host.years.axis, "begins": host.years.begins}
        return self.model_copy(update={"years": self.years.model_copy(update=axis)})

    @model_validator(mode="after")
    def _says_something(self) -> "Pack":
        if not self.titles and self.extends is None:
            raise PydanticCustomError("no-titles", "a pack needs at least one title")
        return self
