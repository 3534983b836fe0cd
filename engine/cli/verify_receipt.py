"""``thidua verify-receipt``: check one decision by the public key alone."""

import sys
from pathlib import Path

import click

from ..errors import ExitCode
from ..locale import say
from . import options
from .keys import public_key


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
    from ..proof.receipt import attested

    try:
        proven = attested(receipt.read_bytes(), public_key(key))
    except ValueError as error:
        click.echo(say(lang, f"{error}"))
        sys.exit(ExitCode.ANSWER_IS_NO)
    told = proven.conclusion
    details = {
        "name": f"{told['name']} ({told['subject']})",
        "title": f"{told['pack']}/{told['title']}",
        "year": str(told["year"]),
        "outcome": say(lang, f"outcome-{told['conclusion']}"),
        "leaves": str(proven.leaves),
    }
    click.echo(say(lang, "receipt-proven", **details))
