"""What there is to decide: titles in layers, each with its criteria and their conditions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeAlias

from .conditions import (
    Bound,
    Condition,
    Eligible,
    Measure,
    Measured,
    Op,
    walk,
)
from .context import axis_of
from .pack import Pack
from .titles import CHECK, Status
from .vocabulary import SubjectKind, Text


@dataclass(frozen=True, slots=True)
class PlannedCriterion:
    """A criterion in force, with its conditions resolved.

    One that is not confirmed has its whole meaning inside ``Unconfirmed``, unless the plan is
    a simulation. ``consumes`` says that the rows that meet it are used up by the award.
    """

    id: str
    text: Text
    cite: str
    when: Condition | None
    require: Condition
    interpretation: Text | None = None
    status: Status = "confirmed"
    consumes: bool = False


@dataclass(frozen=True, slots=True)
class Degree:
    """1 for whoever meets a condition, 0 for who does not: a number to rank by, not to compare."""

    condition: Condition


Ranked: TypeAlias = Measure | Degree
"""What the eligible are ranked by."""


@dataclass(frozen=True, slots=True)
class PlannedPreference:
    """What ranks the eligible, the most first or the least."""

    text: Text
    cite: str
    measure: Ranked
    most: bool = True

    @property
    def asked(self) -> Condition:
        """The condition that reads all that the number is made of."""
        if isinstance(self.measure, Degree):
            return self.measure.condition
        return Measured(self.measure, Bound(Op.AT_LEAST))


@dataclass(frozen=True, slots=True)
class LapsedCriterion:
    """A criterion that is not in force on the day of receipt."""

    id: str
    text: Text
    cite: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class PlannedTitle:
    """A title to decide; ``lapsed`` lists the criteria that no longer, or not yet, apply.

    ``status`` is that of the least sure rule in it; ``reasons`` orders criteria by which a
    refusal is told first.
    """

    pack: str
    id: str
    kind: str
    name: Text
    cite: str
    subject: SubjectKind
    applies_to: Condition | None
    criteria: tuple[PlannedCriterion, ...]
    prefer: tuple[PlannedPreference, ...] = ()
    lapsed: tuple[LapsedCriterion, ...] = ()
    status: Status = "confirmed"
    reasons: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name that other titles and conclusions use."""
        return f"{self.pack}/{self.id}"

    def criterion(self, name: str) -> PlannedCriterion:
        """The criterion with an id."""
        return next(criterion for criterion in self.criteria if criterion.id == name)


@dataclass(frozen=True)
class Plan:
    """Everything to decide, titles before the titles that use them.

    In a simulation, rules that nobody has confirmed are applied as if they were confirmed.
    """

    packs: tuple[Pack, ...]
    year: int
    received: date
    titles: tuple[PlannedTitle, ...]
    yearly: frozenset[str]
    simulated: bool = False

    @property
    def year_label(self) -> str:
        """The judged year as each pack writes it."""
        labels = (axis_of(pack).label(self.year) for pack in self.packs)
        return " / ".join(dict.fromkeys(labels)) or str(self.year)

    def title(self, key: str) -> PlannedTitle:
        """The title with a key ``pack/title``."""
        return self._by_key[key]

    def titles_of(self, pack: Pack) -> Iterator[PlannedTitle]:
        """The titles of a pack in the order in which it is written.

        One that has no version on the day of receipt is left out.
        """
        keys = (f"{pack.pack}/{name}" for name in pack.titles)
        yield from (self._by_key[key] for key in keys if key in self._by_key)

    @property
    def without_checks(self) -> "Plan":
        """The titles that are decided; checks only tell problems."""
        return replace(self, titles=tuple(t for t in self.titles if t.kind != CHECK))

    @cached_property
    def _by_key(self) -> dict[str, PlannedTitle]:
        return {title.key: title for title in self.titles}

    def pack(self, name: str) -> Pack:
        """The pack with an id."""
        return next(pack for pack in self.packs if pack.pack == name)


def conditions_of(title: PlannedTitle) -> Iterator[Condition]:
    """Every outermost condition of a title."""
    if title.applies_to:
        yield title.applies_to
    for criterion in title.criteria:
        if criterion.when:
            yield criterion.when
        yield criterion.require
    for preference in title.prefer:
        yield preference.asked


def titles_used(title: PlannedTitle) -> set[str]:
    """Keys of the titles whose conclusions a title asks for."""
    return {
        node.title
        for condition in conditions_of(title)
        for node in walk(condition)
        if isinstance(node, Eligible)
    }
