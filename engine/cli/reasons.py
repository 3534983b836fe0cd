"""``thidua reasons``: the reason in words for everybody in a dataset's run, as JSON lines."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ..errors import UsageError
from ..locale import LANGUAGES
from . import options


@click.command(help=options.about("reasons"))
@click.argument("run", type=click.Path(path_type=Path))
@options.rules
@click.option(
    "--subject",
    "subjects",
    multiple=True,
    metavar="ID",
    help=options.about("reasons-subject"),
)
@click.option("--title", "titles", multiple=True, help=options.about("reasons-title"))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.jsonl",
    help=options.about("reasons-out"),
)
@click.option("--force", is_flag=True, help=options.about("force-file"))
@click.option("--lang", type=click.Choice(LANGUAGES), help=options.about("reasons-lang"))
@click.option("--debug", is_flag=True, help=options.about("debug"))
def reasons(
    run: Path,
    packs: tuple[str, ...],
    subjects: tuple[str, ...],
    titles: tuple[str, ...],
    out: Path | None,
    force: bool,
    lang: str | None,
    debug: bool,
) -> None:
    """Tell the reason of every conclusion of a dataset's run, or of some."""
    from ..batch.reasons.lines import lines
    from ..batch.reasons.records import rules_of
    from ..batch.reasons.streaming import Wanted
    from ..batch.reasons.streaming import reasons as stream

    if out is not None and out.exists() and not force:
        raise UsageError("reasons-file-exists", out=str(out))
    rules = rules_of(run, packs)
    languages = LANGUAGES if lang is None else (lang,)
    wanted = Wanted(frozenset(subjects), frozenset(titles), languages)
    told = lines(stream(run, rules, wanted), rules.plan)
    with _target(out) as write:
        if not sum(map(write, told)) and subjects:
            raise UsageError("reasons-nobody", subjects=", ".join(subjects))


def _print(text: str) -> int:
    click.echo(text, nl=False)
    return len(text)


@contextmanager
def _target(out: Path | None) -> Iterator[Callable[[str], int]]:
    """What writes to standard output, or to a file that is put in place when it is whole.

    Raises:
        UsageError: the file cannot be written.
    """
    if out is None:
        yield _print
        return
    draft = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        with draft.open("x", encoding="utf-8", newline="") as file:
            yield file.write
        draft.replace(out)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError("reasons-file-unwritable", out=str(out), reason=reason) from error
    finally:
        draft.unlink(missing_ok=True)
