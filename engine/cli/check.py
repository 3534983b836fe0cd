"""``thidua check``: only the data problems, each with its cell."""

import sys
from datetime import date
from pathlib import Path

import click

from ..errors import ExitCode, Problem
from ..findings import Outcome
from ..locale import say
from ..run import check as check_dossier
from ..touching import Touched
from . import options


@click.command(help=options.about("check"))
@options.inputs
@options.rules
@options.dates
@options.mapping
@click.option("--json", "as_json", is_flag=True, help=options.about("json"))
@options.language
def check(
    inputs: tuple[Path, ...],
    packs: tuple[str, ...],
    year: int | None,
    received: date | None,
    simulate: bool,
    mapping: Path | None,
    as_json: bool,
    lang: str,
    debug: bool,
) -> None:
    """List the data problems, each with its cell."""
    from ..reports.lines import problem_line

    checked = check_dossier(inputs, packs, year, received, simulate, mapping)
    reading = checked.reading
    for problem, touched in zip(reading.problems, checked.touches, strict=True):
        if as_json:
            click.echo(problem_line(problem, touched))
        else:
            told = _touches(touched, lang) if checked.decides else ""
            click.echo(f"{_in_words(problem, lang)} {told}".rstrip())
    if not as_json:
        count = str(len(reading.problems))
        click.echo(say(lang, "summary-problems", count=count), err=True)
    if reading.unreadable:
        sys.exit(ExitCode.INPUT)
    sys.exit(ExitCode.ANSWER_IS_NO if reading.problems else ExitCode.DONE)


def _in_words(problem: Problem, lang: str) -> str:
    severity = say(lang, f"severity-{problem.severity.value}")
    return f"{severity} {problem.where}: {problem.message(lang)}. {problem.help(lang)}"


def _touches(touched: Touched, lang: str) -> str:
    """How many conclusions a problem touches, and how many of them are open."""
    if not touched:
        return say(lang, "check-touches-none")
    is_open = [conclusion.outcome is Outcome.UNDETERMINED for conclusion in touched]
    return say(lang, "check-touches", count=str(len(touched)), open=str(sum(is_open)))
