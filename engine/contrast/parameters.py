"""Which parameters of a criterion have another value in another text of its pack."""

from collections.abc import Iterator

from ..pack import Pack
from .told import Key, ParameterChange, Told


def parameter_changes(
    before: Told, after: Told, key: Key, criterion: str
) -> Iterator[ParameterChange]:
    """The parameters that a criterion names and that have another value now."""
    old, new = before.packs.get(key[0]), after.packs.get(key[0])
    if old is None or new is None or before.plan is None or after.plan is None:
        return
    names = {*_named_in(old, key[1], criterion), *_named_in(new, key[1], criterion)}
    for name in sorted(names):
        values = [
            str(pack.parameters[name].on(plan.received)) if name in pack.parameters else ""
            for pack, plan in ((old, before.plan), (new, after.plan))
        ]
        if values[0] != values[1]:
            yield ParameterChange(name, *values)


def _named_in(pack: Pack, title: str, criterion: str) -> set[str]:
    """The parameters that a criterion names, also through definitions."""
    titles = pack.titles.get(title.partition("@")[0])
    written = [c for name, c in titles.all_criteria() if name == criterion] if titles else []
    found: set[str] = set()
    texts = [text for each in written for text in _texts(each.model_dump(by_alias=True))]
    known: set[str] = set()
    while texts:
        text = texts.pop()
        if text.startswith("$"):
            found.add(text.removeprefix("$"))
        elif text in pack.definitions and text not in known:
            known.add(text)
            texts += _texts(pack.definitions[text].model_dump(by_alias=True))
    return found


def _texts(written: object) -> Iterator[str]:
    """Every text in something as it was written."""
    match written:
        case str():
            yield written
        case dict():
            for each in written.values():
                yield from _texts(each)
        case list() | tuple():
            for each in written:
                yield from _texts(each)
