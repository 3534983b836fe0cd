"""``thidua batch`` of a dataset: the tables of a country, decided at once."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..locale import say

if TYPE_CHECKING:
    from ..batch.dataset import Decided
    from ..reports.batch_view import BatchView


ENGINES = ("duckdb", "spark")


def batch_dataset(
    place: str, out: str, packs: Sequence[str], when: tuple[int | None, date | None, bool],
    ways: tuple[str, str | None, str], as_json: bool,
) -> "BatchView":  # fmt: skip
    """Decide a dataset, tell its figures, and return them.

    Parameters: ``when`` is the judged year, the day of the dossier, and whether rules that
    nobody has confirmed are applied; ``ways`` are the engine, its master, and the language.

    Raises:
        UsageError: the place of the results is taken.
        InputError: the dataset cannot be read.
    """
    from ..batch.dataset import Ways, rules_for, run_dataset
    from ..batch.overview import overview

    rules = rules_for(packs, *when)
    decided = run_dataset(place, out, rules, Ways(*ways))
    _tell(decided, out, as_json, ways[-1])
    return overview(decided, rules)


def _tell(decided: "Decided", out: str, as_json: bool, lang: str) -> None:
    for problem in decided.problems:
        if problem.severity.value != "note":
            click.echo(f"{problem.where}: {problem.message(lang)}", err=True)
    if as_json:
        click.echo(json.dumps(decided.record["counts"], ensure_ascii=False))
        return
    click.echo(say(lang, "summary-reports"))
    for name in ("report.html", "report.xlsx", "conclusions", "findings", "problems.jsonl"):
        click.echo(f"  {out.rstrip('/')}/{name}")


def refuse_options(given: Mapping[str, bool], what: str = "dataset") -> None:
    """Refuse options that say nothing of what is judged.

    Parameters: for each option whether it was given; ``what`` is ``dataset`` or ``dossiers``.

    Raises:
        UsageError: one was.
    """
    if wrong := [name for name, is_given in given.items() if is_given]:
        raise UsageError(f"option-of-{what}", options=", ".join(wrong))
