"""The figures that sum up the page: what came of it, by title and unit, and what stands in the way.

Counts what the tables count, so that their numbers agree; does not know how a bar is drawn.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress

from markupsafe import Markup

from ..findings import Outcome
from ..locale import LANGUAGES, say
from ..vocabulary import Text
from .drawing import Chart, draw
from .followup import NearMiss, near_misses, obstacles
from .phrases import both, outcome_label
from .view import OUTCOMES, Counts, View, unit_label

MOST_UNITS = 30
"""How many units are shown; of more, those with most refusals and open questions."""

MOST_OBSTACLES = 12

_NO, _OPEN = Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED

_BANDS = (
    "figure-band-nothing",
    "figure-band-less",
    "figure-band-quarter",
    "figure-band-half",
    "figure-band-most",
)
"""Nothing of what is needed, and then by how many quarters of it are there."""

_UNMEASURED = "figure-band-none"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for wide and for narrow screens, in each language; ``note`` says how to read it."""

    name: str
    heading: Text
    note: Text
    drawings: Mapping[str, tuple[Markup, Markup]]


@dataclass(frozen=True, slots=True)
class _Bar:
    label: Text
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a figure shows; ``gist`` are the bars to name aloud, else the sums of the parts."""

    name: str
    heading: Text
    note: Text
    parts: Sequence[tuple[str, Text]]
    bars: Sequence[_Bar]
    gist: int = 0


def figures(view: View) -> list[Figure]:
    """The figures of a page; one that would show nothing is left out."""
    plans = (_titles(view), _units(view), _obstacles(view), _near(view))
    return [_figure(plan) for plan in plans if any(any(bar.counts) for bar in plan.bars)]


def _figure(plan: _Plan) -> Figure:
    sums = [sum(each) for each in zip(*(bar.counts for bar in plan.bars), strict=True)]
    charts = [_chart(plan, sums, lang) for lang in LANGUAGES]
    counts = [tuple(compress(bar.counts, sums)) for bar in plan.bars]
    drawings = dict(zip(LANGUAGES, draw(charts, counts), strict=True))
    return Figure(plan.name, plan.heading, plan.note, drawings)


def _chart(plan: _Plan, sums: Sequence[int], lang: str) -> Chart:
    """A figure in words, without the parts that count nothing."""
    return Chart(
        id=f"{plan.name}-{lang}",
        heading=plan.heading.in_language(lang),
        told=_told(plan, sums, lang),
        parts=[(word, label.in_language(lang)) for word, label in compress(plan.parts, sums)],
        labels=[bar.label.in_language(lang) for bar in plan.bars],
    )


def _told(plan: _Plan, sums: Sequence[int], lang: str) -> str:
    """The main numbers as a sentence, for those who do not see the figure."""
    told = [(label, count) for (_, label), count in zip(plan.parts, sums, strict=True)]
    if plan.gist:
        told = [(bar.label, sum(bar.counts)) for bar in plan.bars[: plan.gist]]
    parts = "; ".join(
        say(lang, "figure-count", label=label.in_language(lang), count=str(count))
        for label, count in told
    )
    return say(lang, "figure-told", heading=plan.heading.in_language(lang), parts=parts)


def _said(message: str, **details: str) -> Text:
    return both(lambda lang: say(lang, message, **details))


def _outcomes() -> list[tuple[str, Text]]:
    return [(each.word, both(partial(outcome_label, each, "award"))) for each in OUTCOMES]


def _distinct(names: Sequence[tuple[Text, Text]]) -> list[Text]:
    """Each name, with what tells it apart where it is not the only one."""
    known = Counter(name for name, _ in names)
    return [name if known[name] == 1 else _named(name, apart) for name, apart in names]


def _named(name: Text, apart: Text) -> Text:
    def told(lang: str) -> str:
        inside = apart.in_language(lang)
        return say(lang, "figure-named", name=name.in_language(lang), apart=inside)

    return both(told)


def _title_names(view: View) -> dict[str, Text]:
    titles = [each.title for each in view.titles]
    names = _distinct([(each.name, _as_is(each.pack)) for each in titles])
    return {each.key: name for each, name in zip(titles, names, strict=True)}


def _as_is(name: str) -> Text:
    return Text(vi=name, en=name)


def _titles(view: View) -> _Plan:
    """How many are eligible for each title, and otherwise; the duties come last."""
    names = _title_names(view)
    shown = sorted(view.titles, key=lambda each: each.title.kind == "duty")
    has_duties = any(each.title.kind == "duty" for each in shown)
    return _Plan(
        name="titles",
        heading=_said("figure-titles-duties" if has_duties else "figure-titles"),
        note=_said("figure-titles-duties-note" if has_duties else "figure-titles-note"),
        parts=_outcomes(),
        bars=[_Bar(names[each.title.key], _in_order(each.counts)) for each in shown],
    )


def _in_order(counts: Counts) -> tuple[int, ...]:
    return tuple(counts[outcome] for outcome in OUTCOMES)


def _units(view: View) -> _Plan:
    """The same for each unit with its people, all titles together."""
    sums: dict[str | None, Counter[Outcome]] = {unit: Counter() for unit in view.unit_names}
    for each in view.units:
        if each.title.kind == "award":
            sums[each.unit].update(each.counts)
    counted = [unit for unit in sums if sums[unit].total()]
    worst = sorted(counted, key=lambda unit: sums[unit][_NO] + sums[unit][_OPEN], reverse=True)
    shown = set(worst[:MOST_UNITS])
    note = _said("figure-units-note")
    if len(shown) < len(counted):
        note = _said("figure-units-some", shown=str(len(shown)), all=str(len(counted)))
    names = _distinct(
        [
            (both(partial(unit_label, unit, view.unit_names[unit])), _as_is(unit or ""))
            for unit in counted
        ]
    )
    return _Plan(
        name="units",
        heading=_said("figure-units"),
        note=note,
        parts=_outcomes(),
        bars=[
            _Bar(name, _in_order(sums[unit]))
            for unit, name in zip(counted, names, strict=True)
            if unit in shown
        ],
    )


def _obstacles(view: View) -> _Plan:
    """The criteria that refuse most, by themselves or with others."""
    titles = _title_names(view)
    found = [
        (titles[title.title.key], each)
        for title in view.titles
        for each in obstacles(title)
        if each.stopped
    ]
    names = _distinct([(each.reason.text, title) for title, each in found])
    bars = [
        _Bar(name, (each.alone, each.stopped - each.alone))
        for name, (_, each) in zip(names, found, strict=True)
    ]
    worst = sorted(bars, key=lambda bar: (sum(bar.counts), bar.counts), reverse=True)
    return _Plan(
        name="obstacles",
        heading=_said("figure-obstacles"),
        note=_said("figure-obstacles-note", most=str(MOST_OBSTACLES)),
        parts=[("alone", _said("figure-alone")), ("others", _said("figure-others"))],
        bars=worst[:MOST_OBSTACLES],
        gist=3,
    )


def _near(view: View) -> _Plan:
    """How far those are who lack one criterion or two."""
    counts = Counter((_band(near), len(near.lacks)) for near in near_misses(view))
    return _Plan(
        name="near",
        heading=_said("figure-near"),
        note=_said("figure-near-note"),
        parts=[("one", _said("figure-lacks-one")), ("two", _said("figure-lacks-two"))],
        bars=[
            _Bar(_said(band), (counts[band, 1], counts[band, 2]))
            for band in (*reversed(_BANDS), _UNMEASURED)
        ],
    )


def _band(near: NearMiss) -> str:
    """The band of the measure that lacks most on the cheapest way out."""
    distances = [each for repair in near.answer.repairs[:1] for each in repair.distances]
    progress = [each.progress for each in distances if each.progress is not None]
    bands = (  # quicker than to compare fractions
        4 * each.numerator // each.denominator + (each.numerator > 0) for each in progress
    )
    return _BANDS[min(bands)] if progress else _UNMEASURED
