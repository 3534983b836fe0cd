"""``thidua check``: only the data problems, each with its cell."""

import sys
from datetime import date
from pathlib import Path

import click

from ..errors import ExitCode, Problem
from ..locale import say
from ..run import check as check_dossier
from . import options


@click.command(help=options.about("check"))
@options.inputs
@options.rules
@options.dates
@click.option("--json", "as_json", is_flag=True, help=options.about("json"))
@options.language
def check(
    inputs: tuple[Path, ...],
    packs: tuple[str, ...],
    year: int | None,
    received: date | None,
    simulate: bool,
    as_json: bool,
    lang: str,
    debug: bool,
) -> None:
    """List the data problems, each with its cell."""
    from ..reports.lines import problem_line

    reading = check_dossier(inputs, packs, year, received, simulate)
    for problem in reading.problems:
        click.echo(problem_line(problem) if as_json else _in_words(problem, lang))
    if not as_json:
        count = str(len(reading.problems))
        click.echo(say(lang, "summary-problems", count=count), err=True)
    if reading.unreadable:
        sys.exit(ExitCode.INPUT)
    sys.exit(ExitCode.ANSWER_IS_NO if reading.problems else ExitCode.DONE)


def _in_words(problem: Problem, lang: str) -> str:
    severity = say(lang, f"severity-{problem.severity.value}")
    return f"{severity} {problem.where}: {problem.message(lang)}. {problem.help(lang)}"
