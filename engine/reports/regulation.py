"""A pack as a page to read and dispute, in both languages: what it asks, of whom, since when.

The page is about every day on which the pack applies, not about the dossiers of one day.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from ..conditions import Condition, Defined, walk
from ..context import axis_of
from ..locale import LANGUAGES, say
from ..pack import Pack, Parameter
from ..packs.loading import LoadedPack
from ..plan import Plan, conditions_of
from ..vocabulary import Text, Vocabulary
from .clauses import title_lines
from .flow import diagram
from .inherited import origin, taken_over, values_of
from .markdown import Entry, code, days, heading, table, worded
from .phrases import both, instrument_kind, when
from .timeline import Timeline


def page(loaded: LoadedPack, vocabulary: Vocabulary) -> str:
    """The whole page as Markdown; rules that nobody has confirmed are told as such."""
    return "\n".join(_lines(loaded, Timeline(loaded.pack, vocabulary))) + "\n"


def _lines(loaded: LoadedPack, timeline: Timeline) -> Iterator[str]:
    pack = loaded.pack
    yield heading(1, pack.name)
    for lang in LANGUAGES:
        about = say(lang, "regulation-about", year=timeline.year, pack=code(pack.pack))
        yield from ("", " ".join([about, *_about_statutory(pack, lang)]))
    yield from ("", *table([_head(pack)]))
    yield from _flow(timeline)
    yield from ("", heading(2, worded("regulation-titles")))
    for name, title in pack.titles.items():
        yield from title_lines(name, title, timeline, origin("titles", name, loaded))
    yield from _chapter("parameters", _parameters(pack))
    yield from _chapter("definitions", _definitions(timeline))
    yield from _chapter("rounds", _rounds(pack))
    yield from _chapter("taken-over", taken_over(loaded))


def _flow(timeline: Timeline) -> Iterator[str]:
    drawn = list(diagram(timeline))
    yield from ("", heading(2, worded("regulation-flow")), "", "```mermaid", *drawn, "```")
    if any("->" in line for line in drawn):
        for lang in LANGUAGES:
            yield from ("", say(lang, "regulation-flow-about"))


def _about_statutory(pack: Pack, lang: str) -> Iterator[str]:
    criteria = (c for title in pack.titles.values() for _, c in title.all_criteria())
    if any(criterion.statutory for criterion in criteria):
        yield say(lang, "regulation-about-statutory")


def _chapter(name: str, entries: Iterable[Entry]) -> Iterator[str]:
    listed = list(entries)
    if listed:
        yield from ("", heading(2, worded(f"regulation-{name}")), "", *table(listed))


def _head(pack: Pack) -> Entry:
    instrument, years, axis = pack.instrument, pack.years, axis_of(pack)
    kind = both(partial(instrument_kind, instrument.kind))
    number = f" {instrument.number}" if instrument.number else ""
    ends = {"first": axis.label(years.from_), "last": axis.label(years.to)}
    number_of = "years" if years.from_ < years.to else "one-year"
    begins = {"day": "/".join(reversed(years.begins.split("-")))} if years.begins else {}
    more = [
        worded("regulation-issuer", issuer=instrument.issuer),
        worded("regulation-in-force", span=days(instrument.in_force.from_, instrument.in_force.to)),
        worded(f"regulation-{number_of}-{years.axis}", **ends, **begins),
        worded("regulation-status", status=pack.status),
        worded("regulation-pack-version", version=pack.version),
    ]
    return Entry(pack.pack, Text(vi=kind.vi + number, en=kind.en + number), "", more)


def _parameters(pack: Pack) -> Iterator[Entry]:
    for name, parameter in pack.parameters.items():
        yield Entry(name, parameter.text, parameter.cite, [_value(parameter)])


def _value(parameter: Parameter) -> Text:
    def phrase(lang: str) -> str:
        mark = say(lang, "rulebook-is-interpretation") if parameter.interpretation else ""
        return say(lang, "regulation-value", value=values_of(parameter, lang)) + mark

    return both(phrase)


def _definitions(timeline: Timeline) -> Iterator[Entry]:
    for name, definition in timeline.pack.definitions.items():
        means = timeline.asked(timeline.whole, partial(_meaning, name))
        unused = worded("regulation-unused")
        more = [worded("regulation-means", condition=means) if means else unused]
        yield Entry(name, definition.text, definition.cite, more)


def _meaning(name: str, plan: Plan) -> Condition | None:
    """The condition behind a definition, wherever a title uses it."""
    outermost = (condition for title in plan.titles for condition in conditions_of(title))
    inside = (node for condition in outermost for node in walk(condition))
    found = (node for node in inside if isinstance(node, Defined) and node.name == name)
    return next((node.condition for node in found), None)


def _rounds(pack: Pack) -> Iterator[Entry]:
    for name, stage in pack.rounds.items():
        yield Entry(name, stage.name, stage.cite, [both(partial(when, stage))])
