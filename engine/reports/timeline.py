"""A pack over all the days on which it applies: each rule in words, and since when.

Knows days and wordings, not how a page looks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from ..conditions import Condition, Window
from ..context import axis_of
from ..explain.wording import Wording, requirement
from ..facts import Axis
from ..locale import LANGUAGES, say
from ..pack import Pack
from ..plan import Plan, PlannedTitle
from ..planning import plan
from ..selections import MOST_YEARS
from ..titles import Criterion, Title, Version
from ..vocabulary import Text, Vocabulary
from .phrases import day as day_of

_OWN_DAYS = ("day-received", "day-year-start", "day-year-end", "day-next-year-start")
"""Days that each dossier has of its own: a page about all of them does not date them."""


class General(Wording):
    """Words for a rule as such: days of the single dossier have no date."""

    __slots__ = ()

    def say(self, message: str, /, **details: str) -> str:
        """A message of the catalogue, or the one that dates no day of a dossier."""
        if message in _OWN_DAYS:
            return say(self.lang, f"regulation-{message}")
        return say(self.lang, message, **details)


class Relative(General):
    """Words that count years from the judged one instead of naming them."""

    __slots__ = ()

    def say(self, message: str, /, **details: str) -> str:
        """A message of the catalogue; a run that ends before the judged year says so once."""
        return super().say("ending" if message == "ending-before" else message, **details)

    def year(self, year: int, axis: Axis) -> str:
        """A year by how many years before, or after, the judged one it lies."""
        before = self.plan.year - year
        if before in (0, 1):
            return self.say(f"regulation-year-{'before' if before else 'judged'}")
        number = str(abs(before))
        return self.say(f"regulation-years-{'before' if before > 0 else 'after'}", number=number)

    def _span(self, window: Window) -> str:
        last = self.year(window.last, window.axis)
        number = len(window.years)
        if number == 1:
            return last
        if number >= MOST_YEARS:
            return self.say("regulation-span-until", last=last)
        return self.say("regulation-span-many", number=str(number), last=last)


class Stretch(NamedTuple):
    """Days of receipt from first to last."""

    first: date
    last: date | None

    def within(self, first: date | None, last: date | None) -> "Stretch | None":
        """The part of it between two days, either of which may be open; None if there is none."""
        begins = max(self.first, first or self.first)
        ends = min((day for day in (self.last, last) if day is not None), default=None)
        return None if ends is not None and ends < begins else Stretch(begins, ends)


@dataclass(frozen=True)
class Timeline:
    """A pack with the plans of the days on which one of its rules changes."""

    pack: Pack
    vocabulary: Vocabulary

    @property
    def whole(self) -> Stretch:
        """All days on which the instrument is in force."""
        period = self.pack.instrument.in_force
        return Stretch(period.from_, period.to)

    @property
    def year(self) -> str:
        """The year for which conditions are worded where they must name one."""
        return axis_of(self.pack).label(self.pack.years.to)

    def of(self, version: Version | None) -> Stretch | None:
        """The days on which a version can apply, its transition among them."""
        if version is None:
            return self.whole
        begins = version.transition.received_from if version.transition else version.from_
        return self.whole.within(begins, version.to)

    @cached_property
    def _changes(self) -> frozenset[date]:
        """The days on which what a condition says can change."""
        found = {day for each in self.pack.parameters.values() for day in each.values or ()}
        for title in self.pack.titles.values():
            for version in title.versions:
                found.add(version.from_)
                found.update([version.to + timedelta(days=1)] if version.to else [])
                found.update([version.transition.received_from] if version.transition else [])
        return frozenset(found)

    def plans(self, stretch: Stretch) -> Iterator[Plan]:
        """The plan of the first day, and of each further day on which something changes."""
        days = {day for day in self._changes if stretch.first < day <= (stretch.last or day)}
        for day in sorted({stretch.first, *days}):
            yield self._plan(day, self.pack.years.to)

    def _plan(self, day: date, year: int) -> Plan:
        if (day, year) not in self._plans:
            self._plans[day, year] = plan([self.pack], self.vocabulary, year, day, True)
        return self._plans[day, year]

    @cached_property
    def _plans(self) -> dict[tuple[date, int], Plan]:
        return {}

    def titles(self, name: str, version: Version | None) -> Iterator[PlannedTitle]:
        """A title, in one of its versions, as it is planned over time."""
        stretch = self.of(version)
        for planned in self.plans(stretch) if stretch else ():
            yield self.title(planned, name, version)

    def title(self, planned: Plan, name: str, version: Version | None) -> PlannedTitle:
        """A title in a plan; in a transition that of the version that is meant."""
        key = f"{self.pack.pack}/{name}"
        dated = f"{key}@{version.from_:%Y-%m-%d}" if version else key
        return next(t for wanted in (dated, key) for t in planned.titles if t.key == wanted)

    def told(
        self, stretch: Stretch | None, write: Callable[[Plan, Wording], str | None]
    ) -> Text | None:
        """What a rule says, with the days where it changes; None if there is nothing to say."""
        told: list[tuple[date, Text]] = []
        for planned in self.plans(stretch) if stretch else ():
            vi, en = (self._said(planned, lang, write) for lang in LANGUAGES)
            if vi and en and (not told or told[-1][1] != Text(vi=vi, en=en)):
                told.append((planned.received, Text(vi=vi, en=en)))
        if len(told) < 2:
            return told[0][1] if told else None
        return Text(**{lang: _dated(told, lang) for lang in LANGUAGES})

    def _said(
        self, planned: Plan, lang: str, write: Callable[[Plan, Wording], str | None]
    ) -> str | None:
        """Words that hold for every judged year; where there are none, those of the one year."""

        def said(kind: type[Wording], plan: Plan) -> str | None:
            return write(plan, kind(lang, self.vocabulary, plan, self.pack.pack))

        named = said(General, planned)
        if self.pack.years.from_ == self.pack.years.to:
            return named
        elsewhen = self._plan(planned.received, planned.year - 1)
        if named == said(General, elsewhen):
            return named
        counted = said(Relative, planned)
        return counted if counted == said(Relative, elsewhen) else named

    def asked(
        self, stretch: Stretch | None, pick: Callable[[Plan], Condition | None]
    ) -> Text | None:
        """What a condition asks, with the days where that changes."""

        def write(planned: Plan, words: Wording) -> str | None:
            condition = pick(planned)
            return None if condition is None else requirement(condition, words)

        return self.told(stretch, write)


def _dated(told: list[tuple[date, Text]], lang: str) -> str:
    return "; ".join(
        say(lang, "regulation-since", day=day_of(since, lang), text=text.in_language(lang))
        for since, text in told
    )


def written(title: Title) -> Iterator[tuple[Version | None, dict[str, Criterion]]]:
    """Where the criteria of a title stand: in it, or in its versions, the earliest first."""
    if not title.versions:
        yield None, title.criteria
    for version in sorted(title.versions, key=lambda version: version.from_):
        yield version, version.criteria
