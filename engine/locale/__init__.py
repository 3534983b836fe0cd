"""Every sentence that a person sees, one catalogue per language (Project Fluent).

Years and numbers are passed as text, so that no digit grouping creeps in.
"""

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("vi", "en")


@cache
def _bundle(lang: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource  # heavy; only where text is made

    bundle = FluentBundle([lang], use_isolating=False)
    for catalogue in sorted(files(__name__).joinpath(lang).iterdir(), key=lambda path: path.name):
        if catalogue.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(catalogue.read_text(encoding="utf-8")))
    return bundle


def say(lang: str, message: str, /, **details: str) -> str:
    """Return the text of a message.

    Parameters: ``lang`` is ``vi`` or ``en``; ``details`` fill the message's variables.

    Raises:
        KeyError: the catalogue has no such message, or a variable was not given.
    """
    return _said(lang, message, tuple(details.items()))


@lru_cache(maxsize=1 << 16)  # a school says the same of most people
def _said(lang: str, message: str, details: tuple[tuple[str, str], ...]) -> str:
    bundle = _bundle(lang)
    pattern = bundle.get_message(message).value
    if pattern is None:
        raise KeyError(message)
    text, errors = bundle.format_pattern(pattern, dict(details))
    if errors:
        raise KeyError(f"{lang}:{message}: {errors[0]}")
    return str(text)
