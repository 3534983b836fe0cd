"""``thidua map``: propose how the user's own sheets and headers are read."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ExitCode, UsageError
from ..locale import say
from ..packs.loading import load_vocabulary
from ..run import plan_of_form
from ..vocabulary import Vocabulary
from . import options

if TYPE_CHECKING:
    from ..workbook.guessing.evidence import Guess
    from ..workbook.guessing.proposing import SheetProposal


@click.command("map", help=options.about("map"))
@options.inputs
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.yaml",
    help=options.about("map-out"),
)
@click.option("--rules", "packs", multiple=True, metavar="PACK", help=options.about("map-rules"))
@click.option("--force", is_flag=True, help=options.about("force-file"))
@options.language
def map(  # noqa: A001  every command is called like its function
    inputs: tuple[Path, ...],
    out: Path,
    packs: tuple[str, ...],
    force: bool,
    lang: str,
    debug: bool,
) -> None:
    """Write what each sheet and column is, or may be, for the user to accept."""
    from ..workbook.guessing.proposing import propose
    from ..workbook.guessing.writing import mapping_text
    from ..workbook.reading import read_inputs

    _refuse(out, force)
    vocabulary = load_vocabulary()
    wanted = _wanted(packs, vocabulary)
    read = read_inputs(inputs)
    proposals = tuple(propose(read.grids, vocabulary, wanted))
    _write(out, mapping_text(proposals, vocabulary, lang))
    _print_open(proposals, vocabulary, lang)
    click.echo(say(lang, "map-written", out=str(out)))
    unreadable = [problem for problem in read.problems if problem.place in read.unreadable]
    for problem in unreadable:
        told = f"{problem.where}: {problem.message(lang)}"
        click.echo(say(lang, "cli-error", message=told), err=True)
    sys.exit(ExitCode.INPUT if unreadable else ExitCode.DONE)


def _refuse(out: Path, force: bool) -> None:
    if out.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError("map-suffix", out=str(out))
    if out.exists() and not force:
        raise UsageError("map-exists", out=str(out))


def _wanted(packs: Sequence[str], vocabulary: Vocabulary) -> frozenset[str] | None:
    """The fields that packs need; all where no pack is named."""
    from ..form import needed_sheets
    from ..vocabulary import TIES

    if not packs:
        return None
    needed = needed_sheets(plan_of_form(packs), vocabulary)
    ties = {f for sheet in needed for f, fact in sheet.spec.fields.items() if fact.role in TIES}
    return frozenset(ties | {field for sheet in needed for field in sheet.columns})


def _write(out: Path, text: str) -> None:
    from ..putting import write_whole

    try:
        write_whole(out, text.encode())
    except OSError as error:
        raise UsageError("map-unwritable", out=str(out), reason=error.strerror or "") from error


def _print_open(proposals: "Sequence[SheetProposal]", vocabulary: Vocabulary, lang: str) -> None:
    """A short table of what waits for the user's decision."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("place", "header", "meaning", "confidence", "reason"):
        table.add_column(say(lang, f"map-{column}"), overflow="fold")
    for place, header, label, guess in _open(proposals, vocabulary):
        reasons = "; ".join(reason.text(lang) for reason in guess.reasons)
        meaning = label or say(lang, "map-unclear")
        table.add_row(place, header, meaning, f"{guess.confidence:.0%}", reasons)
    if not table.row_count:
        click.echo(say(lang, "map-nothing-open"))
        return
    Console(highlight=False, markup=False).print(table)
    click.echo(say(lang, "map-open", count=str(table.row_count)))


def _open(
    proposals: "Sequence[SheetProposal]", vocabulary: Vocabulary
) -> "Iterator[tuple[str, str, str, Guess]]":
    """Place, header, meaning and guess of what is not known."""
    for proposal in proposals:
        if not proposal.is_known:
            name = proposal.guess.name
            label = vocabulary.sheet(name).sheet if name else ""
            yield proposal.sheet, "", label, proposal.guess
        for column in proposal.columns:
            if not column.is_known:
                name = column.guess.name
                label = vocabulary.fields[name].header if name else ""
                yield proposal.sheet, column.header or column.letters, label, column.guess
