"""``thidua verify-receipt``: check one decision by the public key alone."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import LONGEST, ExitCode
from ..locale import say
from . import options
from .keys import public_key

if TYPE_CHECKING:
    from ..proof.receipt import Attested


@click.command(name="verify-receipt", help=options.about("verify-receipt"))
@click.argument("receipt", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="PUB",
    required=True,
    help=options.about("key"),
)
@options.language
def verify_receipt(receipt: Path, key: Path, lang: str, debug: bool) -> None:
    """Check a receipt with the public key of the office."""
    from ..proof.carried import LARGEST, carried
    from ..proof.receipt import attested

    office = public_key(key)
    with receipt.open("rb") as file:
        content = file.read(LARGEST + 1)
    try:
        found = carried(content)
        lines = list(proven_lines(attested(found.receipt, office), lang))
    except ValueError as error:
        click.echo(say(lang, str(error), **_missing(error)))
        sys.exit(ExitCode.ANSWER_IS_NO)
    if found.is_page:
        lines.append(say(lang, "receipt-proven-of-page"))
    click.echo("\n".join(lines))


def proven_lines(proven: "Attested", lang: str) -> Iterator[str]:
    """The conclusion as a check tells it: in one line, then each criterion in one.

    Raises:
        ValueError: it has not the shape of a conclusion.
    """
    told = proven.conclusion
    try:
        yield _line(told, proven.leaves, lang)
        for each in told["findings"]:
            verdict = say(lang, f"verdict-{each['verdict']}")
            yield _plain(f"- {verdict} | {each['cite']} | {each['reason'][lang]}")
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("receipt-unreadable") from error


def _line(told: Mapping[str, Any], leaves: int, lang: str) -> str:
    details = {
        "name": f"{told['name']} ({told['subject']})",
        "title": f"{told['pack']}/{told['title']}",
        "year": str(told["year"]),
        "leaves": str(leaves),
    }
    outcome = say(lang, f"outcome-{told['conclusion']}")
    cut = {name: _plain(text)[:LONGEST] for name, text in details.items()}
    return say(lang, "receipt-proven", outcome=outcome, **cut)


def _plain(text: str) -> str:
    """A text that stays on its line and moves nothing on a screen, whoever wrote it."""
    return "".join(char if char.isprintable() else " " for char in text)


def _missing(error: ValueError) -> dict[str, str]:
    """Which codes are not there, where that is what is wrong."""
    from ..proof.coded import PartsMissingError

    if not isinstance(error, PartsMissingError):
        return {}
    return {"missing": ", ".join(map(str, error.missing)), "count": str(error.count)}
