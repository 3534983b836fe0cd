"""``thidua explain``: one subject's proof, reason and repairs; ``--set`` asks "what if"."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..locale import say
from ..run import Run, evaluate
from . import options

if TYPE_CHECKING:
    from ..whatif import Change


@click.command(help=options.about("explain"))
@options.inputs
@options.rules
@options.dates
@options.mapping
@click.option("--subject", required=True, help=options.about("subject"))
@click.option("--title", help=options.about("title"))
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="FACT=VALUE",
    help=options.about("set"),
)
@click.option("--json", "as_json", is_flag=True, help=options.about("json"))
@options.language
def explain(
    inputs: tuple[Path, ...],
    packs: tuple[str, ...],
    year: int | None,
    received: date | None,
    simulate: bool,
    mapping: Path | None,
    subject: str,
    title: str | None,
    changes: tuple[str, ...],
    as_json: bool,
    lang: str,
    debug: bool,
) -> None:
    """Explain the conclusions about one person or unit."""
    run = evaluate(inputs, packs, year, received, simulate, mapping)
    if changes:
        _what_if(run, run.suppose(subject, changes), lang, as_json)
        return
    titles = [title] if title else run.titles_of(subject)
    explanations = [run.explain(subject, name, lang) for name in titles]
    if as_json:
        from ..reports.proofs import explanation_document

        documents = [explanation_document(explanation) for explanation in explanations]
        click.echo(json.dumps(documents, ensure_ascii=False, indent=2))
        return
    click.echo("\n\n".join(str(explanation) for explanation in explanations))


def _what_if(run: Run, changes: "list[Change]", lang: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([_document(each) for each in changes], ensure_ascii=False, indent=2))
        return
    click.echo(say(lang, "explain-changed" if changes else "explain-unchanged"))
    for change in changes:
        before = say(lang, f"outcome-{change.before.word}")
        after = say(lang, f"outcome-{change.after.word}")
        name = change.name.in_language(lang)
        click.echo("  " + say(lang, "explain-change", title=name, before=before, after=after))
        criteria = run.evaluation.plan.title(change.title)
        for criterion, was, now in change.findings:
            old, new = (say(lang, f"verdict-{verdict.word}") for verdict in (was, now))
            text = criteria.criterion(criterion).text.in_language(lang)
            click.echo("    " + say(lang, "explain-change", title=text, before=old, after=new))


def _document(change: "Change") -> dict[str, object]:
    return {
        "title": change.title,
        "before": change.before.word,
        "after": change.after.word,
        "findings": [
            {"criterion": criterion, "before": was.word, "after": now.word}
            for criterion, was, now in change.findings
        ],
    }
