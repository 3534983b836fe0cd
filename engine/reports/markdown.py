"""Markdown for texts in both languages: escaped, side by side, in tables without HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..locale import LANGUAGES, say
from ..vocabulary import Text
from .phrases import both, span

_SIGNS = re.compile(r"([\\`*_\[\]<>|~$]|&(?=#?\w+;)|^#)")


class Entry(NamedTuple):
    """One rule: its id, what it is called, where it stands, and what more there is to say."""

    id: str
    name: Text
    cite: str
    more: Sequence[Text | None] = ()


def worded(message: str, /, **details: Text | str) -> Text:
    """A message in both languages; texts among the details are told in the same language."""

    def phrase(lang: str) -> str:
        told = {
            name: part if isinstance(part, str) else part.in_language(lang)
            for name, part in details.items()
        }
        return say(lang, message, **told)

    return both(phrase)


def days(first: date | None, last: date | None) -> Text:
    """Days from first to last, either of which may be open."""
    return both(lambda lang: span(first, last, lang))


def escaped(text: str) -> str:
    """A text on one line, of which no sign means anything to Markdown."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """An id as code; the empty text for none."""
    return f"`{text}`" if text else ""


def heading(level: int, text: Text) -> str:
    """A heading in both languages; once where both are the same."""
    return f"{'#' * level} " + " · ".join(dict.fromkeys(map(escaped, _languages(text))))


def table(entries: Iterable[Entry]) -> Iterator[str]:
    """A table of rules, one line for the name of each and one for all else about it."""
    yield from _head(worded("regulation-id"), worded("regulation-cite"))
    for entry in entries:
        vi, en = (f"**{escaped(text)}**" for text in _languages(entry.name))
        yield _row(code(entry.id), vi, en, escaped(entry.cite))
        for text in entry.more:
            if text is not None:
                yield _row("", *map(escaped, _languages(text)), "")


def _head(first: Text, last: Text) -> Iterator[str]:
    ends = (" · ".join(_languages(text)) for text in (first, last))
    yield _row(next(ends), *(say(lang, "regulation-language") for lang in LANGUAGES), next(ends))
    yield _row(*["---"] * 4)


def _languages(text: Text) -> list[str]:
    return [text.in_language(lang) for lang in LANGUAGES]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")
