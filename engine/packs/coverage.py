"""What the scenarios of a pack never show: verdicts, versions, branches, sides of thresholds.

Verdicts count where a scenario expects them by name; all else is read off the proofs of the
titles that scenarios expect. Of a pack that extends another, only what it adds is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..findings import Conclusion, Finding, Verdict
from ..pack import Pack
from ..plan import PlannedCriterion, PlannedTitle
from ..planning import plan
from ..titles import Criterion, Title, Version
from ..vocabulary import Vocabulary
from .examples import Expectation
from .loading import LoadedPack
from .places import Place, Sight, shown, sights
from .scenarios import ScenarioCase

Judged = Iterable[tuple[ScenarioCase, Mapping[str, Conclusion]]]
"""Scenarios, each with what was concluded about the titles that it expects."""


def gaps(judged: Judged, loaded: LoadedPack, vocabulary: Vocabulary) -> list[Sight]:
    """Everything that scenarios can show of a pack and do not, in the order of its titles."""
    outline = Outline(loaded, vocabulary)
    seen = {
        sight
        for case, found in judged
        for title, conclusion in found.items()
        for sight in outline.shown(case, title, conclusion)
    }
    return [sight for sight in outline.sights if sight not in seen]


@dataclass(frozen=True)
class Outline:
    """What there is to show of a pack, and how the plans of scenarios call the same."""

    loaded: LoadedPack
    vocabulary: Vocabulary

    @cached_property
    def sights(self) -> dict[Sight, None]:
        """What can be shown of the pack's own rules on any day, as if all were confirmed."""
        pack = self.loaded.pack
        found: dict[Sight, None] = {}
        for day in _beginnings(pack):
            planned = plan([pack], self.vocabulary, pack.years.to, day, simulate=True)
            for title in planned.titles:
                found |= dict.fromkeys(self._of_title(title, day))
        order = {name: number for number, name in enumerate(pack.titles)}
        own = (sight for sight in found if self._is_own(sight.place))
        return dict.fromkeys(sorted(own, key=lambda sight: order.get(_title(sight.place), -1)))

    def _of_title(self, title: PlannedTitle, day: date) -> Iterator[Sight]:
        """What there is to show of a title; the better of two versions is not written in a pack."""
        name, versions = title.id.partition("@")[0], self._versions(title.id, day)
        if len(versions) == 1:
            yield Sight("version", (_dated(name, versions[0]),))
        if title.applies_to is not None:
            yield from sights(title.applies_to, (name, "applies_to"), self.vocabulary)
        for criterion in title.criteria if len(versions) < 2 else ():
            place = self._place(name, versions, criterion.id)
            yield from _verdicts(criterion, place)
            if criterion.when is not None:
                yield from sights(criterion.when, (*place, "when"), self.vocabulary)
            yield from sights(criterion.require, (*place, "require"), self.vocabulary)

    def shown(self, case: ScenarioCase, key: str, conclusion: Conclusion) -> Iterator[Sight]:
        """What a scenario shows about one of the titles that it expects."""
        versions = self._versions(key, case.plan.received)
        name = key.partition("@")[0]
        if len(versions) == 1:
            yield Sight("version", (_dated(name, versions[0]),))
        for criterion, word in _words(case.scenario.expect[key]):
            yield Sight("verdict", self._place(name, versions, criterion), word)
        if conclusion.applies is not None:
            yield from shown(conclusion.applies, (name, "applies_to"), self.vocabulary)
            if conclusion.applies.verdict is Verdict.NOT_MET:
                return
        for finding in conclusion.findings:
            yield from self._found(finding, self._place(name, versions, finding.criterion))

    def _found(self, finding: Finding, place: Place) -> Iterator[Sight]:
        """What a finding shows; where it does not apply, its requirement shows nothing."""
        if finding.when is not None:
            yield Sight("verdict", (*place, "when"), finding.when.verdict.word)
            yield from shown(finding.when, (*place, "when"), self.vocabulary)
        if finding.verdict is not Verdict.NOT_APPLICABLE:
            yield from shown(finding.require, (*place, "require"), self.vocabulary)

    def _versions(self, key: str, day: date) -> list[Version]:
        """The versions of a title that are decided on a day, the old one first."""
        name, _, of = key.partition("@")
        there = self.loaded.pack.titles[name].versions
        if of:
            return [version for version in there if str(version.from_) == of]
        now = [version for version in there if version.is_in_force(day)]
        return now + [
            version
            for version in there
            if version.transition and version.transition.received_from <= day < version.from_
        ]

    def _place(self, name: str, versions: list[Version], criterion: str) -> Place:
        """Where a criterion stands: in the first of the versions that have the very same."""
        if not versions:
            return name, criterion
        first = self._first.get((name, versions[0].from_, criterion), versions[0])
        return _dated(name, first), criterion

    @cached_property
    def _first(self) -> dict[tuple[str, date, str], Version]:
        return {
            (name, version.from_, criterion): _first_with(title, criterion, asked)
            for name, title in self.loaded.pack.titles.items()
            for version in title.versions
            for criterion, asked in version.criteria.items()
        }

    def _is_own(self, place: Place) -> bool:
        """Whether the pack itself, and not the one that it extends, has a place."""
        if self.loaded.base is None:
            return True
        taken, title = self.loaded.base.pack, _title(place)
        if place[0] == DEFINITIONS:
            return place[1] not in taken.definitions
        if title not in taken.titles:
            return True
        there = {name for name, _ in taken.titles[title].all_criteria()}
        return len(place) > 1 and place[1] not in (*there, "applies_to")


DEFINITIONS = "definitions"


def _title(place: Place) -> str:
    return place[0].partition("@")[0]


def _dated(name: str, version: Version) -> str:
    return f"{name}@{version.from_}"


def _first_with(title: Title, name: str, asked: Criterion) -> Version:
    """The first version in which a criterion asks the very same."""
    return next(
        version
        for version in title.versions
        if (other := version.criteria.get(name)) is not None
        and (other.when, other.require) == (asked.when, asked.require)
    )


def _beginnings(pack: Pack) -> list[date]:
    """The days on which something enters into force: each rule and number is there on one."""
    days = {pack.instrument.in_force.from_}
    for parameter in pack.parameters.values():
        days.update(parameter.values or ())
    for title in pack.titles.values():
        for version in title.versions:
            days.add(version.from_)
            days.update([version.transition.received_from] if version.transition else ())
        days.update(criterion.from_ for _, criterion in title.all_criteria() if criterion.from_)
    return sorted(day for day in days if day in pack.instrument.in_force)


def _verdicts(criterion: PlannedCriterion, place: Place) -> Iterator[Sight]:
    """The verdicts of a criterion, not applicable only where it has ``when``, and of that."""
    verdicts = [Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET]
    if criterion.when is not None:
        verdicts.append(Verdict.NOT_APPLICABLE)
        for verdict in (Verdict.MET, Verdict.NOT_MET):
            yield Sight("verdict", (*place, "when"), verdict.word)
    yield from (Sight("verdict", place, verdict.word) for verdict in verdicts)


def _words(expected: Expectation) -> Iterator[tuple[str, str]]:
    """The criteria of which a scenario expects a verdict, and the word for it."""
    words = {verdict.word for verdict in Verdict}
    for criterion, told in expected.items():
        word = told if isinstance(told, str) else told.verdict
        if word in words and criterion != "conclusion":
            yield criterion, word
