"""Every sentence that a person sees, one catalogue per language (Project Fluent).

Years and numbers are passed as text, so that no digit grouping creeps in.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle
    from fluent.runtime.resolver import Message

LANGUAGES = ("vi", "en")

_NAME = re.compile(r"^([a-z][a-zA-Z0-9_-]*) =", re.MULTILINE)
_PLACE = r"""\{ *(?:\$([a-zA-Z][a-zA-Z0-9_-]*)|"([^"\\\n]*)") *\}"""
_PLACES = re.compile(_PLACE)
_PLAIN = re.compile(
    rf"^([a-z][a-zA-Z0-9_-]*) = (?! )((?:[^{{}}\n]++|{_PLACE})++)\n(?![ \n]*[ .])", re.MULTILINE
)
"""A message of one line, in which only variables and quoted texts have a place."""


@cache
def _texts(lang: str) -> tuple[str, ...]:
    """The catalogues of a language."""
    folder = Path(__file__).parent / lang
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.ftl")))


@cache
def _plain(lang: str) -> dict[str, str]:
    """Messages that can be told without the library, which takes longer to load than to use."""
    return {name: text for each in _texts(lang) for name, text, *_ in _PLAIN.findall(each)}


@cache
def _template(lang: str, message: str) -> str | None:
    """A plain message, ready to be filled by ``%``; None for one that needs the library."""
    text = _plain(lang).get(message)
    if text is None:
        return None
    escaped = text.rstrip(" ").replace("%", "%%")
    return _PLACES.sub(lambda place: f"%({place[1]})s" if place[1] else place[2], escaped)


@cache
def _written(lang: str) -> dict[str, str]:
    """Each message with its lines: it ends where the next one begins."""
    found: dict[str, str] = {}
    for text in _texts(lang):
        starts = list(_NAME.finditer(text))
        ends = [*(each.start() for each in starts[1:]), len(text)]
        found |= {m[1]: text[m.start() : end] for m, end in zip(starts, ends, strict=True)}
    return found


@cache
def _bundle(lang: str) -> "FluentBundle":
    """The messages of a language that the library has read."""
    from fluent.runtime import FluentBundle  # heavy; only where text is made

    return FluentBundle([lang], use_isolating=False)


@cache
def _read(lang: str, message: str) -> "Message":
    """One message, read by the library when it is first told: no message refers to another."""
    from fluent.runtime import FluentResource

    bundle = _bundle(lang)
    bundle.add_resource(FluentResource(_written(lang)[message]))
    return bundle.get_message(message)


def say(lang: str, message: str, /, **details: str) -> str:
    """Return the text of a message.

    Parameters: ``lang`` is ``vi`` or ``en``; ``details`` fill the message's variables.

    Raises:
        KeyError: the catalogue has no such message, or a variable was not given.
    """
    template = _template(lang, message)
    if template is None:
        return _said(lang, message, tuple(details.items()))
    return template % details


@lru_cache(maxsize=1 << 16)  # a school says the same of most people
def _said(lang: str, message: str, details: tuple[tuple[str, str], ...]) -> str:
    pattern = _read(lang, message).value
    if pattern is None:
        raise KeyError(message)
    text, errors = _bundle(lang).format_pattern(pattern, dict(details))
    if errors:
        raise KeyError(f"{lang}:{message}: {errors[0]}")
    return str(text)
