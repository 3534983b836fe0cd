"""``thidua batch``: judge all dossiers in a folder, and go on where it was stopped."""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import DisagreementError, ExitCode, InputError, UsageError
from ..locale import say
from . import options
from .batch_dataset import ENGINES, batch_dataset, refuse_options

if TYPE_CHECKING:
    from ..batch.conducting import Conducted
    from ..batch.finding import Found
    from ..batch.running import Tally
    from ..reports.batch_view import BatchView

MOST_TOLD = 20
"""Dossiers in quarantine that are named on the screen."""

STOPPED = 128
"""What a shell adds to the number of the signal that ended a command."""


@click.command(help=options.about("batch"))
@click.argument("folder")
@options.rules
@options.dates
@options.mapping
@click.option("--out", required=True, metavar="DIR", help=options.about("batch-out"))
@click.option(
    "--engine", type=click.Choice(ENGINES), default=ENGINES[0], help=options.about("batch-engine")
)
@click.option("--master", metavar="URL", help=options.about("batch-master"))
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help=options.about("batch-jobs"))
@click.option("--resume", is_flag=True, help=options.about("batch-resume"))
@click.option("--retry-quarantined", "retry", is_flag=True, help=options.about("batch-retry"))
@click.option(
    "--report", "reports", multiple=True, metavar="DOSSIER", help=options.about("batch-report")
)
@click.option("--strict", is_flag=True, help=options.about("batch-strict"))
@click.option("--json", "as_json", is_flag=True, help=options.about("json"))
@options.language
def batch(
    folder: str,
    packs: tuple[str, ...],
    year: int | None,
    received: date | None,
    simulate: bool,
    mapping: Path | None,
    out: str,
    engine: str,
    master: str | None,
    jobs: int | None,
    resume: bool,
    retry: bool,
    reports: tuple[str, ...],
    strict: bool,
    as_json: bool,
    lang: str,
    debug: bool,
) -> None:
    """Judge all dossiers in a folder, or a dataset."""
    from ..batch.sources import is_dataset

    given = {"--mapping": mapping, "--jobs": jobs, "--resume": resume, "--report": reports}
    given |= {"--retry-quarantined": retry}
    if is_dataset(folder):
        refuse_options({name: bool(value) for name, value in given.items()})
        when = (year, received, simulate)
        view = batch_dataset(folder, out, packs, when, (engine, master, lang), as_json)
        if not as_json:
            _print_titles(view, lang)
        return
    refuse_options({"--engine": engine != ENGINES[0], "--master": master is not None}, "dossiers")
    from ..batch.conducting import Asked, conduct
    from ..batch.keys import Options
    from ..batch.running import Ways

    chosen = Options(year, received, simulate, mapping)
    asked = Asked(packs, chosen, Ways(jobs or _cores()), resume, retry)
    with _interruptible():
        wanted = _found(Path(folder), reports)  # a wrong name is told at once
        with _progress(lang) as watch:
            conducted = conduct(Path(folder), Path(out), asked, watch)
        if conducted.tally.signal:
            _leave_stopped(conducted.tally, lang)
        view = _report(conducted, lang)
        _print(conducted, view, as_json, lang)
        for found in wanted:
            _report_one(found, conducted, lang)
        _leave(conducted.tally, strict)


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _interruptible() -> Iterator[None]:
    """Leave as a shell expects it where nothing is at work yet, or no longer."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(STOPPED + signal.SIGINT)


def _leave_stopped(tally: "Tally", lang: str) -> None:
    told = say(lang, "batch-stopped", done=str(tally.done), total=str(tally.total))
    click.echo(told, err=True)
    sys.exit(STOPPED + tally.signal)


def _leave(tally: "Tally", strict: bool) -> None:
    """Say by the exit code how it went.

    Raises:
        DisagreementError: two ways to a verdict differ somewhere.
        InputError: nothing could be read.
    """
    if tally.disagreed:
        raise DisagreementError("batch-disagreement", count=str(tally.disagreed))
    if tally.quarantined == tally.done:
        raise InputError("batch-nothing-read", count=str(tally.quarantined))
    if strict and tally.quarantined:
        sys.exit(ExitCode.ANSWER_IS_NO)


def _report(conducted: "Conducted", lang: str) -> "BatchView":
    """Write the report on all dossiers."""
    from ..batch.summing import summed
    from ..reports.batch_book import batch_workbook
    from ..reports.batch_page import batch_page

    store, rules = conducted.store, conducted.rules
    view = summed(store, rules.packs, rules.options.simulate)
    store.put("report.xlsx", batch_workbook(view, lang))
    store.put("report.html", batch_page(view, lang).encode())
    return view


def _print(conducted: "Conducted", view: "BatchView", as_json: bool, lang: str) -> None:
    tally = conducted.tally
    numbers = {
        "total": tally.total,
        "decided": tally.decided,
        "kept": tally.kept,
        "quarantined": tally.quarantined,
    }
    _print_quarantine(conducted, view, lang)
    if as_json:
        titles = {title.key: dict(title.counts) for title in view.titles}
        counts = {**numbers, "replaced": tally.replaced, "subjects": view.counts["subjects"]}
        click.echo(json.dumps({**counts, "conclusions": titles}, ensure_ascii=False))
        return
    _print_titles(view, lang)
    click.echo(say(lang, "batch-done", **{name: str(count) for name, count in numbers.items()}))
    if tally.replaced:
        click.echo(say(lang, "batch-replaced", count=str(tally.replaced)))
    click.echo(say(lang, "summary-reports"))
    for name in ("report.html", "report.xlsx", "dossiers"):
        click.echo(f"  {conducted.store.out / name}")


def _print_quarantine(conducted: "Conducted", view: "BatchView", lang: str) -> None:
    for line in islice(view.quarantine, MOST_TOLD):
        told = {"name": line.name, "message": line.message[lang]}
        click.echo(say(lang, "batch-quarantined", **told), err=True)
    if (more := view.quarantined - MOST_TOLD) > 0:
        place = str(conducted.store.quarantine)
        click.echo(say(lang, "batch-quarantined-more", count=str(more), place=place), err=True)


def _print_titles(view: "BatchView", lang: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from ..reports.view import OUTCOMES

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(say(lang, "summary-title"), overflow="fold")
    for outcome in OUTCOMES:
        table.add_column(say(lang, f"summary-{outcome.word}"), justify="right", no_wrap=True)
    for title in view.titles:
        numbers = (str(title.counts.get(outcome.word, 0)) for outcome in OUTCOMES)
        table.add_row(title.name.in_language(lang), *numbers)
    Console(highlight=False, soft_wrap=False).print(table)


def _found(folder: Path, names: Sequence[str]) -> "list[Found]":
    """The dossiers of these names.

    Raises:
        UsageError: the folder has no such dossier.
    """
    from difflib import get_close_matches

    from ..batch.finding import dossiers, root_of

    if not names:
        return []
    found = {each.name: each for each in dossiers(root_of(folder))}
    for name in names:
        if name not in found:
            near = ", ".join(get_close_matches(name, found, cutoff=0.3)) or "-"
            raise UsageError("batch-no-dossier", name=name, near=near)
    return [found[name] for name in names]


def _report_one(found: "Found", conducted: "Conducted", lang: str) -> None:
    """Judge one dossier with all reasons, and write its reports."""
    from ..reports.files import plain_stem
    from ..run import evaluate

    chosen = conducted.rules.options
    folders = [str(pack.folder) for pack in conducted.rules.packs]
    when = (chosen.year, chosen.received, chosen.simulate)
    run = evaluate([found.path], folders, *when, chosen.mapping)
    place = conducted.store.out / "reports" / plain_stem(found.name.replace("/", "_"))
    run.write(place, lang=lang, force=True)
    click.echo(say(lang, "batch-report-written", name=found.name, place=str(place)), err=True)


@contextmanager
def _progress(lang: str) -> "Iterator[Callable[[Tally], None]]":
    """Show how far it is, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    told = TextColumn("{task.fields[told]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), told)
    with Progress(*columns, Remaining(), console=Console(stderr=True)) as shown:
        bar = shown.add_task(say(lang, "batch-progress"), total=None, told="")

        def watch(tally: "Tally") -> None:
            speed = shown.tasks[bar].speed or 0.0
            rate = say(lang, "batch-progress-rate", rate=f"{speed:.1f}")
            aside = say(lang, "batch-progress-quarantined", count=str(tally.quarantined))
            told = f"{rate}, {aside}"
            shown.update(bar, total=tally.total, completed=tally.done, told=told)

        yield watch
