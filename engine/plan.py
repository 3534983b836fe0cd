"""Packs, year and day of receipt become titles in layers, each with its criteria to decide."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from .conditions import Condition, Count, Eligible, walk
from .errors import ShapeError, UsageError
from .lowering import Context, lower, lower_measure
from .pack import Criterion, Pack, Title
from .vocabulary import SubjectKind, Text, Vocabulary


@dataclass(frozen=True, slots=True)
class PlannedCriterion:
    """A criterion in force, with its conditions resolved."""

    id: str
    text: Text
    cite: str
    when: Condition | None
    require: Condition
    interpretation: Text | None = None


@dataclass(frozen=True, slots=True)
class PlannedPreference:
    """A number that ranks the eligible."""

    text: Text
    cite: str
    measure: Count


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
    """A title to decide; ``lapsed`` lists the criteria that no longer, or not yet, apply."""

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

    @property
    def key(self) -> str:
        """The name that other titles and conclusions use."""
        return f"{self.pack}/{self.id}"

    def criterion(self, name: str) -> PlannedCriterion:
        """The criterion with an id."""
        return next(criterion for criterion in self.criteria if criterion.id == name)


@dataclass(frozen=True)
class Plan:
    """Everything to decide, titles before the titles that use them."""

    packs: tuple[Pack, ...]
    year: int
    received: date
    titles: tuple[PlannedTitle, ...]
    yearly: frozenset[str]

    def title(self, key: str) -> PlannedTitle:
        """The title with a key ``pack/title``."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, PlannedTitle]:
        return {title.key: title for title in self.titles}

    def pack(self, name: str) -> Pack:
        """The pack with an id."""
        return next(pack for pack in self.packs if pack.pack == name)


def plan(
    packs: Iterable[Pack],
    vocabulary: Vocabulary,
    year: int | None = None,
    received: date | None = None,
) -> Plan:
    """Resolve packs for a judged year and a day of receipt.

    Parameters: without ``year``, the last year of the packs' periods; without ``received``,
    the last day of the judged year on which the instruments are in force.

    Raises:
        ShapeError: a condition does not fit the vocabulary, or titles use each other in a circle.
        UsageError: the judged year lies outside a pack's period, or the day of receipt
            outside the days on which its instrument is in force.
    """
    packs = tuple(packs)
    judged = year if year is not None else max(pack.years.to for pack in packs)
    for pack in packs:
        if not pack.years.from_ <= judged <= pack.years.to:
            span = {"first": str(pack.years.from_), "last": str(pack.years.to)}
            raise UsageError("year-outside", pack=pack.pack, year=str(judged), **span)
    day = received or _last_day(packs, judged)
    for pack in packs:
        period = pack.instrument.in_force
        if day < period.from_ or (period.to is not None and period.to < day):
            span = {"first": f"{period.from_:%d/%m/%Y}", "last": _shown(period.to)}
            raise UsageError("not-in-force", pack=pack.pack, day=f"{day:%d/%m/%Y}", **span)
    titles = [
        _title(pack, name, title, Context(pack, vocabulary, judged, title.subject, ()), day)
        for pack in packs
        for name, title in pack.titles.items()
    ]
    yearly = frozenset(sheet.id for sheet in vocabulary.sheets if sheet.kind == "yearly")
    return Plan(packs, judged, day, tuple(_in_layers(titles)), yearly)


def _shown(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "…"


def _last_day(packs: Iterable[Pack], year: int) -> date:
    ends = [pack.instrument.in_force.to for pack in packs if pack.instrument.in_force.to]
    return min([date(year, 12, 31), *ends])


def _title(pack: Pack, name: str, title: Title, context: Context, day: date) -> PlannedTitle:
    here = context.at("titles", name)
    in_force = {n: c for n, c in title.criteria.items() if _is_in_force(c, day)}
    return PlannedTitle(
        pack=pack.pack,
        id=name,
        kind=title.kind,
        name=title.name,
        cite=title.cite,
        subject=title.subject,
        applies_to=lower(title.applies_to, here.at("applies_to")) if title.applies_to else None,
        criteria=tuple(_criterion(n, c, here.at("criteria", n)) for n, c in in_force.items()),
        prefer=tuple(
            PlannedPreference(p.text, p.cite, lower_measure(p.most, here.at("prefer", i, "most")))
            for i, p in enumerate(title.prefer)
        ),
        lapsed=tuple(
            LapsedCriterion(n, c.text, c.cite, c.from_, c.to)
            for n, c in title.criteria.items()
            if n not in in_force
        ),
    )


def _is_in_force(criterion: Criterion, day: date) -> bool:
    return (criterion.from_ is None or criterion.from_ <= day) and (
        criterion.to is None or day <= criterion.to
    )


def _criterion(name: str, criterion: Criterion, context: Context) -> PlannedCriterion:
    return PlannedCriterion(
        id=name,
        text=criterion.text,
        cite=criterion.cite,
        when=lower(criterion.when, context.at("when")) if criterion.when else None,
        require=lower(criterion.require, context.at("require")),
        interpretation=criterion.interpretation,
    )


def conditions_of(title: PlannedTitle) -> Iterator[Condition]:
    """Every outermost condition of a title."""
    if title.applies_to:
        yield title.applies_to
    for criterion in title.criteria:
        if criterion.when:
            yield criterion.when
        yield criterion.require
    for preference in title.prefer:
        yield preference.measure


def titles_used(title: PlannedTitle) -> set[str]:
    """Keys of the titles whose conclusions a title asks for."""
    return {
        node.title
        for condition in conditions_of(title)
        for node in walk(condition)
        if isinstance(node, Eligible)
    }


def _in_layers(titles: list[PlannedTitle]) -> Iterator[PlannedTitle]:
    by_key = {title.key: title for title in titles}
    sorter = TopologicalSorter({key: titles_used(title) for key, title in by_key.items()})
    try:
        ordered = list(sorter.static_order())
    except CycleError as error:
        chain = [by_key[key] for key in error.args[1]]
        path = ("titles", chain[0].id)
        raise ShapeError(path, "title-cycle", chain=" → ".join(t.id for t in chain)) from error
    layer: dict[str, int] = {}
    for key in ordered:
        layer[key] = 1 + max((layer[used] for used in titles_used(by_key[key])), default=-1)
    yield from sorted(titles, key=lambda title: layer[title.key])
