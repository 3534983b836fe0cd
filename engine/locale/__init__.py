"""Every sentence that a person sees, one catalogue per language (Project Fluent).

Years and numbers are passed as text, so that no digit grouping creeps in.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("vi", "en")

_NAME = re.compile(r"^([a-z][a-zA-Z0-9_-]*) =", re.MULTILINE)
_PLAIN = re.compile(r"^([a-z][a-zA-Z0-9_-]*) = ([^{}\n]*[^{}\s])[ ]*\n(?![ \n]*[ .])", re.MULTILINE)
"""A message of one line without variables, which means just what stands there."""


@cache
def _texts(lang: str) -> tuple[str, ...]:
    """The catalogues of a language."""
    folder = Path(__file__).parent / lang
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.ftl")))


@cache
def _plain(lang: str) -> dict[str, str]:
    """Messages that can be told without the library, which takes longer to load than to use."""
    return {name: text for each in _texts(lang) for name, text in _PLAIN.findall(each)}


@cache
def _places(lang: str) -> dict[str, int]:
    """In which of the catalogues each message stands."""
    texts = enumerate(_texts(lang))
    return {name: number for number, text in texts for name in _NAME.findall(text)}


@cache
def _bundle(lang: str, number: int) -> "FluentBundle":
    """One catalogue, read by the library: no message refers to one of another."""
    from fluent.runtime import FluentBundle, FluentResource  # heavy; only where text is made

    bundle = FluentBundle([lang], use_isolating=False)
    bundle.add_resource(FluentResource(_texts(lang)[number]))
    return bundle


def say(lang: str, message: str, /, **details: str) -> str:
    """Return the text of a message.

    Parameters: ``lang`` is ``vi`` or ``en``; ``details`` fill the message's variables.

    Raises:
        KeyError: the catalogue has no such message, or a variable was not given.
    """
    plain = _plain(lang).get(message)
    return _said(lang, message, tuple(details.items())) if plain is None else plain


@lru_cache(maxsize=1 << 16)  # a school says the same of most people
def _said(lang: str, message: str, details: tuple[tuple[str, str], ...]) -> str:
    bundle = _bundle(lang, _places(lang)[message])
    pattern = bundle.get_message(message).value
    if pattern is None:
        raise KeyError(message)
    text, errors = bundle.format_pattern(pattern, dict(details))
    if errors:
        raise KeyError(f"{lang}:{message}: {errors[0]}")
    return str(text)
