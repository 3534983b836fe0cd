"""What a pack takes over from the one that it extends, and what it changes there."""

from collections.abc import Iterator
from functools import partial

from ..locale import say
from ..pack import ChangedParameter, Derogation, Ended, Parameter
from ..packs.loading import LoadedPack
from ..titles import Criterion
from ..vocabulary import Text
from .markdown import Entry, days, worded
from .phrases import both, day, instrument_kind, quantity

_KINDS = ("titles", "parameters", "definitions", "rounds")


def origin(kind: str, name: str, loaded: LoadedPack) -> str | None:
    """The pack that something was taken over from in the end; None for one's own."""
    found, base = None, loaded.base
    while base is not None and name in getattr(base.pack, kind):
        found, base = base.pack.pack, base.base
    return found


def taken_over(loaded: LoadedPack) -> Iterator[Entry]:
    """What came from each pack below this one; then the changes that this one makes."""
    base = loaded.base
    while base is not None:
        yield _source(base, loaded)
        base = base.base
    yield from _parameters(loaded)
    yield from _criteria(loaded)


def _source(base: LoadedPack, loaded: LoadedPack) -> Entry:
    instrument = base.pack.instrument
    kind = both(partial(instrument_kind, instrument.kind))
    cite = " ".join([kind.vi, *([instrument.number] if instrument.number else [])])
    more: list[Text | None] = []
    for family in _KINDS:
        names = [name for name in getattr(base.pack, family) if not origin(family, name, base)]
        listed = ", ".join(names)
        more += [worded(f"regulation-taken-{family}", names=listed)] if names else []
    return Entry(base.pack.pack, base.pack.name, cite, more)


def _parameters(loaded: LoadedPack) -> Iterator[Entry]:
    before = loaded.base.pack.parameters if loaded.base else {}
    for name, change in loaded.pack.overrides.parameters.items():
        told = both(partial(_changed, before[name], change))
        yield Entry(name, before[name].text, change.cite, [told, _basis(change.derogates)])


def _changed(before: Parameter, change: ChangedParameter, lang: str) -> str:
    after = before.model_copy(update={"value": change.value, "values": change.values})
    values = {"before": values_of(before, lang), "after": values_of(after, lang)}
    return say(lang, "regulation-changed", **values)


def values_of(parameter: Parameter, lang: str) -> str:
    """The value of a parameter with its unit, or each of its values with its first day."""
    unit = parameter.unit.in_language(lang)
    if parameter.values is None:
        return f"{quantity(parameter.value, lang)} {unit}"
    told = []
    for since, raw in sorted(parameter.values.items()):
        ended = say(lang, "regulation-ended")
        text = ended if raw is None else f"{quantity(raw, lang)} {unit}"
        told.append(say(lang, "regulation-since", day=day(since, lang), text=text))
    return "; ".join(told)


def _criteria(loaded: LoadedPack) -> Iterator[Entry]:
    for title, changed in loaded.pack.overrides.titles.items():
        for name, criterion in changed.add.items():
            added = worded("regulation-added")
            yield Entry(f"{title}/{name}", criterion.text, criterion.cite, [added])
        for name, ended in changed.end.items():
            yield _ended(f"{title}/{name}", _criterion(loaded, title, name), ended)


def _ended(name: str, criterion: Criterion, ended: Ended) -> Entry:
    told = worded("regulation-received", span=days(None, ended.to))
    return Entry(name, criterion.text, ended.cite, [told, _basis(ended.derogates)])


def _criterion(loaded: LoadedPack, title: str, name: str) -> Criterion:
    return next(c for n, c in loaded.pack.titles[title].all_criteria() if n == name)


def _basis(derogates: Derogation | None) -> Text | None:
    return worded("regulation-basis", cite=derogates.cite) if derogates else None
