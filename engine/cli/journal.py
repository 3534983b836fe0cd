"""``thidua journal``: the runs of an office in an order that nobody changes unseen."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import LONGEST, ExitCode, UsageError
from ..locale import say
from . import options
from .keys import public_key, signing_key
from .proving import documents, tell

if TYPE_CHECKING:
    from ..proof.heads import Head
    from ..proof.journal_checking import CheckedJournal

_FILE = click.Path(path_type=Path, dir_okay=False)
_THERE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)

_out = click.option("-o", "--out", type=_FILE, metavar="FILE", help=options.about("journal-out"))


@click.group(help=options.about("journal"))
def journal() -> None:
    """Keep and check the journal of an office."""


@journal.command(help=options.about("journal-add"))
@click.argument("path", type=_FILE, metavar="JOURNAL")
@click.argument("runs", type=_FOLDER, nargs=-1, required=True, metavar="RUN...")
@click.option("--sign", type=_THERE, metavar="KEY", help=options.about("journal-sign"))
@options.language
def add(path: Path, runs: tuple[Path, ...], sign: Path | None, lang: str, debug: bool) -> None:
    """Write runs behind the last one of a journal."""
    from ..proof.journal import append

    key = signing_key(sign, lang) if sign else None
    for run in runs:
        head = append(path, run, key)
        click.echo(say(lang, "journal-added", run=str(run)[:LONGEST], **_words(head)))


@journal.command(help=options.about("journal-head"))
@click.argument("path", type=_THERE, metavar="JOURNAL")
@_out
@options.language
def head(path: Path, out: Path | None, lang: str, debug: bool) -> None:
    """Print what an outsider notes down, or write it to a file."""
    from ..proof.journal import head_of

    _write(out, head_of(path).as_json())


@journal.command(help=options.about("journal-prove"))
@click.argument("path", type=_THERE, metavar="JOURNAL")
@click.option(
    "--since", type=_THERE, required=True, metavar="HEAD", help=options.about("journal-since")
)
@_out
@options.language
def prove(path: Path, since: Path, out: Path | None, lang: str, debug: bool) -> None:
    """Prove that a journal goes on from a head, to somebody who does not have it."""
    from ..proof.journal import is_extended, proof_between
    from ..proof.journal_checking import check_journal

    older = _head_in(since)
    try:
        proof = proof_between(path, older.size)
    except IndexError:
        proof = {}
    if is_extended(older, proof):
        _write(out, proof)
        return
    _tell(check_journal(path, older), lang)
    sys.exit(ExitCode.ANSWER_IS_NO)


@journal.command(help=options.about("journal-verify"))
@click.argument("path", type=_THERE, metavar="JOURNAL")
@click.option("--since", type=_THERE, metavar="HEAD", help=options.about("journal-since"))
@click.option("--runs", type=_FOLDER, metavar="DIR", help=options.about("journal-runs"))
@click.option("--key", type=_THERE, metavar="PUB", help=options.about("key"))
@click.option("--json", "as_json", is_flag=True, help=options.about("json"))
@options.language
def verify(
    path: Path,
    since: Path | None,
    runs: Path | None,
    key: Path | None,
    as_json: bool,
    lang: str,
    debug: bool,
) -> None:
    """Check a journal, or a proof about one."""
    checked = _checked(path, _head_in(since) if since else None, runs, key)
    if as_json:
        click.echo(json.dumps(_document(checked), ensure_ascii=False, indent=2))
    else:
        _tell(checked, lang)
    sys.exit(ExitCode.ANSWER_IS_NO if checked.differences else ExitCode.DONE)


def _checked(
    path: Path, older: "Head | None", runs: Path | None, key: Path | None
) -> "CheckedJournal":
    from ..proof.entries import read_limited
    from ..proof.heads import LONGEST_HEAD
    from ..proof.journal_checking import check_journal, check_proof, proof_in

    public = public_key(key) if key else None
    try:
        proof = proof_in(read_limited(path, LONGEST_HEAD))
    except (ValueError, OSError):
        proof = None  # too long for one, or told as no journal
    if proof is None:
        return check_journal(path, older, runs, public)
    if older is None or runs is not None:
        raise UsageError("journal-proof-alone", path=str(path))
    return check_proof(path.name, proof, older, public)


def _head_in(path: Path) -> "Head":
    from ..proof.entries import read_limited
    from ..proof.heads import LONGEST_HEAD, head_in

    try:
        return head_in(read_limited(path, LONGEST_HEAD))
    except (ValueError, OSError) as error:
        raise UsageError("journal-head-unreadable", path=str(path)) from error


def _write(out: Path | None, content: Any) -> None:
    """Print what is to be passed on, or put it where nothing is yet: older heads are kept."""
    from ..proof.canonical import canonical
    from ..putting import write_whole

    if out is None:
        click.echo(canonical(content).decode())
    elif out.exists():
        raise UsageError("journal-file-exists", path=str(out))
    else:
        write_whole(out, canonical(content) + b"\n")
        click.echo(str(out))


def _words(head: "Head") -> dict[str, str]:
    return {"size": str(head.size), "root": head.root}


def _tell(checked: "CheckedJournal", lang: str) -> None:
    fine = [say(lang, "journal-whole", **_words(checked.head))] if checked.head else []
    tell(checked.differences, checked.unproven, fine, lang)


def _document(checked: "CheckedJournal") -> dict[str, object]:
    return {
        "proven": not checked.differences,
        "head": checked.head.as_json() if checked.head else None,
        "differences": list(documents(checked.differences, "difference")),
        "unproven": list(documents(checked.unproven, "unproven")),
    }
