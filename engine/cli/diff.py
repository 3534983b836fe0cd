"""``thidua diff``: what two runs conclude differently, and why."""

import json
from pathlib import Path

import click

from . import options


@click.command(help=options.about("diff"))
@click.argument("before", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("after", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--inputs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help=options.about("diff-inputs"),
)
@click.option("--json", "as_json", is_flag=True, help=options.about("json"))
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=options.about("diff-html"),
)
@options.language
def diff(
    before: Path,
    after: Path,
    inputs: Path | None,
    as_json: bool,
    html: Path | None,
    lang: str,
    debug: bool,
) -> None:
    """Compare two runs, conclusion by conclusion."""
    from ..contrast import contrast
    from ..proof.reading import told
    from ..putting import write_whole
    from ..reports import changes
    from ..reports.changes_document import document

    found = contrast(told(before, inputs), told(after, inputs))
    if html is not None:
        write_whole(html, changes.page(found, lang).encode())
    if as_json:
        click.echo(json.dumps(document(found), ensure_ascii=False, indent=2))
    elif html is not None:
        click.echo(str(html))
    else:
        click.echo("\n".join(changes.in_words(found, lang)))
