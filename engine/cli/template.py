"""``thidua template``: a blank workbook for the packs that are to be applied."""

from datetime import date
from pathlib import Path

import click

from ..locale import say
from ..packs.loading import load_vocabulary
from ..run import plan_of_form
from . import options


@click.command(help=options.about("template"))
@options.rules
@options.moment
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help=options.about("out-file"),
)
@click.option("--force", is_flag=True, help=options.about("force-file"))
@options.language
def template(
    packs: tuple[str, ...],
    year: int | None,
    received: date | None,
    out: Path,
    force: bool,
    lang: str,
    debug: bool,
) -> None:
    """Write a blank workbook with the sheets and columns that packs need."""
    from ..reports.template import write_template

    vocabulary = load_vocabulary()
    planned = plan_of_form(packs, year, received)
    write_template(planned, vocabulary, out, lang, force)
    click.echo(say(lang, "template-written", out=str(out)))
