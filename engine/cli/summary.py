"""What ``evaluate`` and ``demo`` print: counts by title, problems, where the reports lie."""

from collections import Counter
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from ..findings import Outcome
from ..locale import say
from ..reports.annotated_index import told_of_copies
from ..run import Run

ORDER = (Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE)


def print_summary(run: Run, folder: Path, lang: str) -> None:
    """Print the outcome counts of each title and the files that were written."""
    evaluation = run.evaluation
    counts = Counter((f"{a.pack}/{a.title}", a.outcome) for a in evaluation.answers)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(say(lang, "summary-title"), overflow="fold")
    for outcome in ORDER:
        table.add_column(say(lang, f"summary-{outcome.word}"), justify="right", no_wrap=True)
    for title in (t for pack in evaluation.plan.packs for t in evaluation.plan.titles_of(pack)):
        numbers = (str(counts[title.key, outcome]) for outcome in ORDER)
        table.add_row(title.name.in_language(lang), *numbers)
    console = Console(highlight=False, soft_wrap=False)
    console.print(table)
    problems = len(evaluation.reading.problems)
    click.echo(say(lang, "summary-problems", count=str(problems)))
    click.echo(say(lang, "summary-engines", engines=", ".join(evaluation.engines)))
    click.echo(say(lang, "summary-reports"))
    for path in sorted(folder.iterdir()):
        click.echo(f"  {path}")
    for told in told_of_copies(folder, lang):
        click.echo(told)
