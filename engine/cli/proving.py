"""What a check found and what it left open, as lines and as JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from ..errors import LONGEST
from ..locale import LANGUAGES, say

if TYPE_CHECKING:
    from ..proof.checking import Difference, Unproven


def tell(
    differences: "Sequence[Difference]",
    unproven: "Sequence[Unproven]",
    fine: Iterable[str],
    lang: str,
) -> None:
    """Print what differs, or else what is ``fine``; and what was left open."""
    told = [_in_words(each, "difference", lang) for each in differences]
    if told:
        click.echo(say(lang, "verify-differs", count=str(len(told)), first=told[0]))
    for line in told[1:] if told else fine:
        click.echo(line)
    for each in unproven:
        click.echo(say(lang, "verify-unproven", message=_in_words(each, "unproven", lang)))


def _in_words(told: "Difference | Unproven", family: str, lang: str) -> str:
    message = say(lang, f"{family}-{told.code}", **told.details)
    if not told.place:
        return message
    return say(lang, "verify-difference", place=told.place[:LONGEST], message=message)


def documents(told: "Iterable[Difference | Unproven]", family: str) -> Iterator[dict[str, object]]:
    """The same as JSON has it; ``family`` is ``difference`` or ``unproven``."""
    for each in told:
        messages = {lang: say(lang, f"{family}-{each.code}", **each.details) for lang in LANGUAGES}
        yield {"code": each.code, "place": each.place, **each.details, "message": messages}
