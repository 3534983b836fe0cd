"""``thidua receipt``: a person's own proof, to be given away; nobody else's is in it."""

import json
from pathlib import Path

import click

from ..errors import UsageError
from . import options


@click.command(help=options.about("receipt"))
@click.argument("run", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--subject", required=True, help=options.about("subject"))
@click.option("--title", help=options.about("title"))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="DIR", help=options.about("receipts")
)
@options.language
def receipt(
    run: Path, subject: str, title: str | None, out: Path | None, lang: str, debug: bool
) -> None:
    """Write the receipts of a subject's conclusions, or print them, a line each."""
    from ..proof.receipt import receipts

    try:
        found = list(receipts(run, subject, title))
    except (OSError, ValueError, KeyError) as error:
        raise UsageError("not-signed", folder=str(run)) from error
    if not found:
        raise UsageError("nothing-to-explain", subject=subject, title=title or "*")
    if out is None:
        for each in found:
            click.echo(json.dumps(each, ensure_ascii=False))
        return
    from ..reports.files import free_name, write_whole

    out.mkdir(parents=True, exist_ok=True)
    for each in found:
        told = json.loads(each["conclusion"])
        path = free_name(out, f"{told['subject']}-{told['title']}.x", ".receipt.json")
        write_whole(path, json.dumps(each, ensure_ascii=False, indent=1).encode())
        click.echo(str(path))
