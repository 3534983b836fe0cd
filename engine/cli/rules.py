"""``thidua rules``: what packs there are, what they ask, and whether their examples hold."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from ..errors import ExitCode
from ..locale import say
from ..packs.loading import load_pack, load_vocabulary, shipped_packs
from ..planning import plan
from . import options


@click.group(help=options.about("rules"))
def rules() -> None:
    """Rule packs: list, show, test; the vocabulary; schemas for editors."""


@rules.command("list", help=options.about("list"))
@options.language
def list_packs(lang: str, debug: bool) -> None:
    """List the shipped packs."""
    vocabulary = load_vocabulary()
    for name in shipped_packs():
        pack = load_pack(name, vocabulary).pack
        click.echo(f"{name}  {pack.version}  {pack.name.in_language(lang)}")


@rules.command(help=options.about("show"))
@click.argument("pack")
@options.dates
@click.option("--json", "as_json", is_flag=True, help=options.about("json"))
@options.language
def show(
    pack: str,
    year: int | None,
    received: date | None,
    simulate: bool,
    as_json: bool,
    lang: str,
    debug: bool,
) -> None:
    """Show a pack, every parameter resolved."""
    from ..reports.rulebook import as_document, in_words

    vocabulary = load_vocabulary()
    loaded = load_pack(pack, vocabulary)
    planned = plan([loaded.pack], vocabulary, year, received, simulate)
    if as_json:
        document = as_document(loaded, planned, vocabulary)
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(in_words(loaded, planned, vocabulary, lang)))


@rules.command(help=options.about("page"))
@click.argument("pack")
@options.language
def page(pack: str, lang: str, debug: bool) -> None:
    """Print a pack as a page in both languages, over all days on which it applies."""
    from ..reports import regulation

    vocabulary = load_vocabulary()
    click.echo(regulation.page(load_pack(pack, vocabulary), vocabulary), nl=False)


@rules.command(help=options.about("test"))
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@click.option("--coverage", is_flag=True, help=options.about("coverage"))
@options.language
def test(packs: tuple[str, ...], coverage: bool, lang: str, debug: bool) -> None:
    """Run the scenarios of packs (default: all)."""
    from ..packs import scenarios
    from ..packs.coverage import gaps

    vocabulary = load_vocabulary()
    failed = 0
    for name in packs or shipped_packs():
        loaded = load_pack(name, vocabulary)
        file = scenarios.load_scenarios(loaded)
        cases = list(scenarios.cases(file, loaded, vocabulary))
        judged = [(case, scenarios.judge(case)) for case in cases]
        found = [d for case, each in judged for d in scenarios.differences(case, each)]
        for difference in found:
            click.echo(say(lang, "scenario-differs", **_named(difference)))
        passed = len(cases) - len({difference.scenario for difference in found})
        counts = {"passed": str(passed), "total": str(len(cases))}
        click.echo(say(lang, "scenarios-held", pack=name, **counts))
        missing = gaps(judged, loaded, vocabulary) if coverage else []
        for gap in missing:
            click.echo(say(lang, f"scenario-gap-{gap.kind}", **gap.details))
        failed += len(found) + len(missing)
    sys.exit(ExitCode.ANSWER_IS_NO if failed else ExitCode.DONE)


def _named(difference: object) -> dict[str, str]:
    from dataclasses import asdict

    return asdict(difference)  # type: ignore[call-overload,no-any-return]  # a Difference


@rules.command(help=options.about("rules-diff"))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--data",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="INPUT|RUN",
    help=options.about("rules-diff-data"),
)
@click.option(
    "--inputs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help=options.about("rules-diff-inputs"),
)
@options.dates
@click.option("--json", "as_json", is_flag=True, help=options.about("json"))
@options.language
def diff(
    old: str,
    new: str,
    paths: tuple[Path, ...],
    inputs: Path | None,
    year: int | None,
    received: date | None,
    simulate: bool,
    as_json: bool,
    lang: str,
    debug: bool,
) -> None:
    """Compare two texts of a pack, and what they make of a dossier."""
    from ..reports import rule_changes
    from ..trial import When, try_rules

    trial = try_rules(old, new, When(year, received, simulate), paths, inputs)
    found = (trial.texts, trial.vocabulary, trial.flips)
    if as_json:
        click.echo(json.dumps(rule_changes.document(*found), ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(rule_changes.in_words(*found, lang)))


@rules.command(help=options.about("vocabulary"))
@click.option("--json", "as_json", is_flag=True, help=options.about("json"))
@options.language
def vocabulary(as_json: bool, lang: str, debug: bool) -> None:
    """The vocabulary: sheets, columns, values."""
    from ..reports.rulebook import vocabulary_document, vocabulary_in_words

    words = load_vocabulary()
    if as_json:
        click.echo(json.dumps(vocabulary_document(words), ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(vocabulary_in_words(words, lang)))


@rules.command(help=options.about("schema"))
@click.argument("kind", type=click.Choice(["pack", "scenarios", "vocabulary"]), default="pack")
@options.language
def schema(kind: str, lang: str, debug: bool) -> None:
    """Print the JSON Schema of a kind of file."""
    from ..packs.schema import schema_of

    click.echo(json.dumps(schema_of(kind), ensure_ascii=False, indent=2))
