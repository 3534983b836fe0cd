"""The titles of a pack, clause by clause: whom each is for, what each criterion asks.

Knows how a title is told on a page, not the page around it.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from ..conditions import Condition
from ..explain.measures import noun
from ..explain.wording import Wording, requirement
from ..plan import Degree, Plan, PlannedCriterion, PlannedTitle
from ..titles import Criterion, Preference, Title, Version
from ..vocabulary import Text
from .flow import recorded_name
from .markdown import Entry, days, heading, table, worded
from .timeline import Stretch, Timeline, written


class _Part(NamedTuple):
    """Where a criterion stands: a title, or one of its versions."""

    timeline: Timeline
    title: str
    version: Version | None

    @property
    def stretch(self) -> Stretch | None:
        """The days on which it applies."""
        return self.timeline.of(self.version)

    def planned(self, plan: Plan, criterion: str) -> PlannedCriterion:
        """A criterion as it is planned."""
        return self.timeline.title(plan, self.title, self.version).criterion(criterion)


def title_lines(name: str, title: Title, timeline: Timeline, base: str | None) -> Iterator[str]:
    """A title with all its versions; ``base`` is the pack that it was taken over from."""
    yield from ("", heading(3, title.name), "", *table([_about(name, title, timeline, base)]))
    for version, criteria in written(title):
        if version is not None:
            span = days(version.from_, version.to)
            yield from ("", heading(4, worded("regulation-version", span=span)))
        yield from ("", *table(_clauses(criteria, _Part(timeline, name, version))))
    if title.prefer:
        yield from ("", heading(4, worded("regulation-preferences")), "")
        yield from table(_preferences(name, title, timeline))


def _clauses(criteria: Mapping[str, Criterion], part: _Part) -> Iterator[Entry]:
    """The criteria of a version; of one that never applies, only that."""
    if part.version is not None:
        yield _version(part.version, part.stretch)
    if part.stretch is not None:
        yield from (_criterion(name, criterion, part) for name, criterion in criteria.items())


def _about(name: str, title: Title, timeline: Timeline, base: str | None) -> Entry:
    def applies(plan: Plan) -> Condition | None:
        return next((t.applies_to for t in _versions(plan, name)), None)

    whom = timeline.asked(timeline.whole, applies) if title.applies_to else None
    kept = title.recorded_as and recorded_name(title.recorded_as, timeline.vocabulary)
    order = " → ".join(title.reasons)
    more = [
        worded("regulation-kind", kind=f"{title.kind}-{title.subject}"),
        worded("rulebook-applies", condition=whom) if whom else None,
        worded("regulation-recorded-as", name=kept) if kept else None,
        _status(title.status),
        worded("regulation-reasons", order=order) if order else None,
        worded("regulation-from-base", pack=base) if base else None,
    ]
    return Entry(name, title.name, title.cite, more)


def _versions(plan: Plan, name: str) -> Iterator[PlannedTitle]:
    return (title for title in plan.titles if title.id.partition("@")[0] == name)


def _status(status: str) -> Text | None:
    """What is not confirmed is told; that the rest is, is told once for the page."""
    return None if status == "confirmed" else worded("regulation-status", status=status)


def _version(version: Version, stretch: Stretch | None) -> Entry:
    more, change = [_status(version.status)], version.transition
    if stretch is None:
        more.append(worded("regulation-never"))
    if change is not None:
        before = days(change.received_from, version.from_ - timedelta(days=1))
        details = {"text": change.text, "span": before}
        more.append(worded("regulation-transition", cite=change.cite, **details))
    name = worded("regulation-received", span=days(version.from_, version.to))
    return Entry("", name, version.cite, more)


def _criterion(name: str, criterion: Criterion, part: _Part) -> Entry:
    timeline, days_of = part.timeline, part.stretch
    stretch = days_of and days_of.within(criterion.from_, criterion.to)
    when = timeline.asked(stretch, lambda plan: part.planned(plan, name).when)
    asks = timeline.asked(stretch, lambda plan: part.planned(plan, name).require)
    span = days(criterion.from_, criterion.to)
    reading = criterion.interpretation
    more = [
        worded("rulebook-when", condition=when) if when else None,
        worded("rulebook-asks", condition=asks) if asks else worded("regulation-never"),
        worded("rulebook-interpretation", text=reading) if reading else None,
        worded("regulation-received", span=span) if criterion.from_ or criterion.to else None,
        _status(criterion.status),
        worded("regulation-statutory") if criterion.statutory else None,
        worded("regulation-consumes") if criterion.consumes else None,
    ]
    return Entry(name, criterion.text, criterion.cite, more)


def _preferences(name: str, title: Title, timeline: Timeline) -> Iterator[Entry]:
    for place, preference in enumerate(title.prefer):
        told = timeline.told(timeline.whole, partial(_ranked, name, place))
        more = [worded(f"regulation-{_end(preference)}", ranked=told)] if told else []
        yield Entry("", preference.text, preference.cite, more)


def _ranked(name: str, place: int, plan: Plan, words: Wording) -> str | None:
    for title in _versions(plan, name):
        for preference in title.prefer[place : place + 1]:
            measure = preference.measure
            if isinstance(measure, Degree):
                return requirement(measure.condition, words)
            return noun(measure, words)
    return None


def _end(preference: Preference) -> str:
    if preference.first is not None:
        return "first"
    return "least" if preference.most is None else "most"
