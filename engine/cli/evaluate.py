"""``thidua evaluate``: the main job."""

import sys
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from ..errors import ExitCode
from ..locale import say
from ..proof.timestamp import stamping
from ..run import FORMATS, Run
from ..run import evaluate as evaluate_dossier
from . import options
from .keys import signing_key
from .summary import print_summary


def _formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...] | None:
    """The formats that the user chose; None where that was left to the program."""
    if ctx.get_parameter_source(param.name or "") is ParameterSource.DEFAULT:
        return None
    chosen = tuple(part.strip() for part in value.split(",") if part.strip())
    unknown = [part for part in chosen if part not in FORMATS]
    if unknown or not chosen:
        raise click.BadParameter(f"{', '.join(unknown)}: {', '.join(FORMATS)}")
    return chosen


@click.command(help=options.about("evaluate"))
@options.inputs
@options.rules
@options.dates
@options.mapping
@click.option("--out", type=click.Path(path_type=Path), help=options.about("out"))
@click.option(
    "--format",
    "formats",
    default=",".join(FORMATS),
    callback=_formats,
    show_default=True,
    help=options.about("format"),
)
@click.option(
    "--papers",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help=options.about("papers"),
)
@click.option(
    "--sign",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="KEY",
    help=options.about("sign"),
)
@click.option("--tsa", metavar="URL", help=options.about("tsa"))
@click.option(
    "--journal",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=options.about("journal-into"),
)
@click.option("--only-unit", metavar="ID", help=options.about("only-unit"))
@click.option("--redact", is_flag=True, help=options.about("redact"))
@click.option("--strict", is_flag=True, help=options.about("strict"))
@click.option("--force", is_flag=True, help=options.about("force"))
@options.language
def evaluate(
    inputs: tuple[Path, ...],
    packs: tuple[str, ...],
    year: int | None,
    received: date | None,
    simulate: bool,
    mapping: Path | None,
    out: Path | None,
    formats: tuple[str, ...] | None,
    papers: Path | None,
    sign: Path | None,
    tsa: str | None,
    journal: Path | None,
    only_unit: str | None,
    redact: bool,
    strict: bool,
    force: bool,
    lang: str,
    debug: bool,
) -> None:
    """Judge a dossier by rule packs and write the reports."""
    from ..proof.journal import append, refuse_unready

    stamping(tsa, sign is not None)  # what cannot be asked for is told at once,
    key = signing_key(sign, lang) if sign else None  # and so is a wrong passphrase
    if journal:
        refuse_unready(journal, key)
    run = evaluate_dossier(inputs, packs, year, received, simulate, mapping)
    folder = out or Path(f"thidua-{'+'.join(p.pack.pack for p in run.packs)}-{run.year}")
    shown = _narrowed(run, only_unit, redact)
    shown.write(folder, formats, lang, force, papers, key, tsa=tsa)
    if journal:
        append(journal, folder, key)
    print_summary(shown, folder, lang)
    reading = run.evaluation.reading  # what cannot be read is told to whoever started the run
    for problem in reading.unreadable:
        told = f"{problem.where}: {problem.message(lang)}"
        click.echo(say(lang, "cli-error", message=told), err=True)
    if reading.unreadable:
        sys.exit(ExitCode.INPUT)
    if strict and shown.evaluation.reading.problems:
        sys.exit(ExitCode.ANSWER_IS_NO)


def _narrowed(run: Run, only_unit: str | None, redact: bool) -> Run:
    """The part of a run that may be seen."""
    if only_unit is not None:
        run = run.only_unit(only_unit)
    return run.redacted() if redact else run
