"""Packs, year and day of receipt become a plan: versions chosen, conditions resolved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from graphlib import CycleError, TopologicalSorter

from .conditions import (
    AnyOf,
    Eligible,
    Not,
    Unconfirmed,
)
from .context import Context, axis_of, known
from .errors import ShapeError, UsageError
from .holding import recorded_titles
from .lowering import lower
from .measures import lower_measure
from .pack import Pack
from .plan import (
    Degree,
    LapsedCriterion,
    Plan,
    PlannedCriterion,
    PlannedPreference,
    PlannedTitle,
    Ranked,
    titles_used,
)
from .titles import STATUSES, Criterion, Preference, Status, Title, Version
from .vocabulary import Text, Vocabulary


def plan(
    packs: Iterable[Pack],
    vocabulary: Vocabulary,
    year: int | None = None,
    received: date | None = None,
    simulate: bool = False,
) -> Plan:
    """Resolve packs for a judged year and a day of receipt.

    Parameters: without ``year``, the last that lies in all periods; without ``received``,
    the last day of the judged year on which the instruments are in force. ``simulate``
    applies rules that nobody has confirmed.

    Raises:
        ShapeError: a condition does not fit the vocabulary, or titles use each other in a circle.
        UsageError: the judged year lies outside a pack's period, or the day of receipt
            outside the days on which its instrument is in force.
    """
    packs = tuple(packs)
    judged = year if year is not None else min(pack.years.to for pack in packs)
    day = received or _last_day(packs, judged)
    for pack in packs:
        _check_dates(pack, judged, day)
    titles = [
        planned
        for pack in packs
        for name, title in pack.titles.items()
        for planned in _planned(
            name,
            title,
            Context(pack, vocabulary, judged, day, title.subject, packs=packs),
            simulate,
        )
    ]
    yearly = frozenset(sheet.id for sheet in vocabulary.sheets if sheet.kind == "yearly")
    return Plan(packs, judged, day, tuple(_in_layers(titles)), yearly, simulate)


def _check_dates(pack: Pack, year: int, day: date) -> None:
    if year not in pack.years:
        span = {"first": str(pack.years.from_), "last": str(pack.years.to)}
        raise UsageError("year-outside", pack=pack.pack, year=str(year), **span)
    period = pack.instrument.in_force
    if day not in period:
        span = {"first": f"{period.from_:%d/%m/%Y}", "last": _shown(period.to)}
        raise UsageError("not-in-force", pack=pack.pack, day=f"{day:%d/%m/%Y}", **span)


def _shown(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "…"


def _last_day(packs: Iterable[Pack], year: int) -> date:
    days = [axis_of(pack).days_of(year)[1] for pack in packs]
    ends = [pack.instrument.in_force.to for pack in packs if pack.instrument.in_force.to]
    return min([*days, *ends])


def _planned(name: str, title: Title, context: Context, simulate: bool) -> Iterator[PlannedTitle]:
    """A title as it stands on the day of receipt; one that has no version then is left out.

    In a transition both versions are decided, and the title is the better of them.
    """
    here = context.at("titles", name)
    if title.recorded_as is not None:
        known(title.recorded_as, recorded_titles(context), "value", here.at("recorded_as"))
    if not title.versions:
        yield _title(name, title, _Source(title.criteria, here), simulate)
        return
    day = context.received
    numbered = list(enumerate(title.versions))
    now = [(n, v) for n, v in numbered if v.is_in_force(day)]
    new = [
        (n, v) for n, v in numbered if v.transition and v.transition.received_from <= day < v.from_
    ]
    sources = [_Source(v.criteria, here.at("versions", n), v) for n, v in (*now, *new)]
    if len(sources) == 1:
        yield _title(name, title, sources[0], simulate)
    elif sources:
        both = [_title(_versioned(name, s), title, s, simulate) for s in sources]
        yield from (_named_by_day(each, s) for each, s in zip(both, sources, strict=True))
        yield _better_of(name, title, both, sources[-1])


@dataclass(frozen=True, slots=True)
class _Source:
    """Where criteria are written: in the title, or in one of its versions."""

    criteria: dict[str, Criterion]
    context: Context
    version: Version | None = None

    @property
    def statuses(self) -> list[Status]:
        found: list[Status] = [self.context.pack.status]
        return [*found, self.version.status] if self.version else found


def _versioned(name: str, source: _Source) -> str:
    return f"{name}@{source.version.from_:%Y-%m-%d}" if source.version else name


def _named_by_day(title: PlannedTitle, source: _Source) -> PlannedTitle:
    day = f" ({source.version.from_:%d/%m/%Y})" if source.version else ""
    return replace(title, name=Text(vi=title.name.vi + day, en=title.name.en + day))


def _better_of(name: str, title: Title, both: list[PlannedTitle], new: _Source) -> PlannedTitle:
    """The title of which the old and the new version are decided as titles of their own."""
    transition = new.version.transition if new.version else None
    if transition is None:
        raise ValueError(f"{name} has two versions and no transition")
    better = PlannedCriterion(
        id="transition",
        text=transition.text,
        cite=transition.cite,
        when=None,
        require=AnyOf(tuple(Eligible(each.key) for each in both)),
    )
    return replace(
        both[0], id=name, name=title.name, criteria=(better,), reasons=(), lapsed=(), prefer=()
    )


def _title(name: str, title: Title, source: _Source, simulate: bool) -> PlannedTitle:
    context, day = source.context, source.context.received
    here = context.at() if source.version is None else replace(context, path=context.path[:-2])
    in_force = {n: c for n, c in source.criteria.items() if c.is_in_force(day)}
    statuses = [*source.statuses, title.status]
    _check_reasons(title, here)
    criteria = tuple(
        _criterion(n, c, context.at("criteria", n), _least_sure([*statuses, c.status]), simulate)
        for n, c in in_force.items()
    )
    return PlannedTitle(
        pack=context.pack.pack,
        id=name,
        kind=title.kind,
        name=title.name,
        cite=source.version.cite if source.version else title.cite,
        subject=title.subject,
        applies_to=lower(title.applies_to, here.at("applies_to")) if title.applies_to else None,
        criteria=criteria,
        prefer=tuple(_preference(p, here.at("prefer", i)) for i, p in enumerate(title.prefer)),
        lapsed=tuple(
            LapsedCriterion(n, c.text, c.cite, c.from_, c.to)
            for n, c in source.criteria.items()
            if n not in in_force
        ),
        status=_least_sure([*statuses, *(each.status for each in criteria)]),
        reasons=title.reasons,
    )


def _least_sure(statuses: Iterable[Status]) -> Status:
    return max(statuses, key=STATUSES.index)


def _check_reasons(title: Title, context: Context) -> None:
    names = [name for name, _ in title.all_criteria()]
    for place, name in enumerate(title.reasons):
        known(name, names, "criterion", context.at("reasons", place))


def _preference(preference: Preference, context: Context) -> PlannedPreference:
    ranked = _ranked(preference, context)
    return PlannedPreference(preference.text, preference.cite, ranked, preference.least is None)


def _ranked(preference: Preference, context: Context) -> Ranked:
    if preference.first is not None:
        return Degree(lower(preference.first, context.at("first")))
    here = context.at("most" if preference.most is not None else "least")
    shape = preference.most if preference.most is not None else preference.least
    assert shape is not None  # one of the three, as validated
    if operators := shape.operators():
        raise here.error("bound-unwanted", op=operators[0][0])
    return lower_measure(shape, here, lower)


def _criterion(
    name: str, criterion: Criterion, context: Context, status: Status, simulate: bool
) -> PlannedCriterion:
    when = lower(criterion.when, context.at("when")) if criterion.when else None
    require = lower(criterion.require, context.at("require"))
    if status != "confirmed" and not simulate:
        whole = require if when is None else AnyOf((Not(when), require))
        when, require = None, Unconfirmed(status, whole)
    return PlannedCriterion(
        id=name,
        text=criterion.text,
        cite=criterion.cite,
        when=when,
        require=require,
        interpretation=criterion.interpretation,
        status=status,
        consumes=criterion.consumes,
    )


def _in_layers(titles: list[PlannedTitle]) -> Iterator[PlannedTitle]:
    by_key = {title.key: title for title in titles}
    graph = {key: titles_used(title) for key, title in by_key.items()}
    for key, used in graph.items():
        for name in used - by_key.keys():
            # A version of the title that is asked for may not be in force on that day.
            path = ("titles", by_key[key].id.partition("@")[0])
            raise ShapeError(path, "title-not-in-force", name=name.rpartition("/")[2])
    try:
        ordered = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        chain = [by_key[key] for key in error.args[1]]
        path = ("titles", chain[0].id.partition("@")[0])
        raise ShapeError(path, "title-cycle", chain=" → ".join(t.id for t in chain)) from error
    layer: dict[str, int] = {}
    for key in ordered:
        layer[key] = 1 + max((layer[used] for used in graph[key]), default=-1)
    yield from sorted(titles, key=lambda title: layer[title.key])
