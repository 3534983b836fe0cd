"""The shape of titles and their criteria as people write them, validated by pydantic.

Knows one title at a time, not the pack that it stands in.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .shapes import ConditionShape, NumberToRank
from .shaping import Shape, either
from .vocabulary import SubjectKind, Text

Status = Literal["confirmed", "unconfirmed", "draft"]
STATUSES: tuple[Status, ...] = ("confirmed", "unconfirmed", "draft")
"""From the surest to the least sure."""

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
    """A ranking among the eligible; never changes who is eligible.

    By the most or the least of a number, or ``first`` those who meet a condition.
    """

    text: Text
    cite: str
    most: NumberToRank | None = None
    least: NumberToRank | None = None
    first: ConditionShape | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Preference":
        if [self.most, self.least, self.first].count(None) != 2:
            raise either("most", "least", "first")
        return self


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


CHECK = "check"
"""The kind of a title that only checks what a dossier says."""


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
