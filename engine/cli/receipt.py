"""``thidua receipt``: a person's own proof, to be given away; nobody else's is in it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import PackError, UsageError
from . import options
from .verify_receipt import proven_lines

if TYPE_CHECKING:
    from ..reports.receipt import Rules, Slip


@click.command(help=options.about("receipt"))
@click.argument("run", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--subject", required=True, help=options.about("subject"))
@click.option("--title", help=options.about("title"))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="DIR", help=options.about("receipts")
)
@options.language
def receipt(
    run: Path, subject: str, title: str | None, out: Path | None, lang: str, debug: bool
) -> None:
    """Write the receipts of a subject's conclusions, each also as a page, or print them."""
    from ..proof.receipt import receipts
    from ..reports.receipt import render

    try:
        found = list(receipts(run, subject, title))
        rules = _rules(run) if out else {}
        pages = [render(_slip(each, rules, lang), lang) for each in found] if out else []
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError("not-signed", folder=str(run)) from error
    if not found:
        raise UsageError("nothing-to-explain", subject=subject, title=title or "*")
    if out is None:
        for each in found:
            click.echo(json.dumps(each, ensure_ascii=False))
        return
    out.mkdir(parents=True, exist_ok=True)
    for each, page in zip(found, pages, strict=True):
        _write(each, page, out)


def _write(found: Mapping[str, Any], page: str, out: Path) -> None:
    """Write a receipt and its page side by side, and print where they lie."""
    from ..putting import write_whole
    from ..reports.files import free_name

    told = json.loads(found["conclusion"])
    path = free_name(out, f"{told['subject']}-{told['title']}.x", ".receipt.json")
    write_whole(path, json.dumps(found, ensure_ascii=False, indent=1).encode())
    beside = free_name(out, path.name, ".html")
    write_whole(beside, page.encode())
    for each in (path, beside):
        click.echo(str(each))


def _slip(found: Mapping[str, Any], rules: "Mapping[str, Rules]", lang: str) -> "Slip":
    """A receipt with all that its page tells.

    Raises:
        ValueError, KeyError, TypeError: the run it came from is not as a seal writes it.
    """
    from ..proof.coded import coded
    from ..proof.receipt import Attested, stated
    from ..reports.receipt import Slip

    conclusion, signed = json.loads(found["conclusion"]), stated(found)
    try:
        codes = coded(found)
    except ValueError:  # too long: the page says so
        codes = []
    return Slip(
        receipt=found,
        conclusion=conclusion,
        keys=signed.keys,
        root=signed.root,
        leaves=signed.leaves,
        codes=codes,
        printed=next(proven_lines(Attested(conclusion, signed.leaves), lang)),
        rules=rules.get(str(conclusion["pack"])),
    )


def _rules(run: Path) -> "dict[str, Rules]":
    """The packs by which was judged, by id, as they lie in the run; not what is another text."""
    from ..proof.reading import readable_record
    from ..proof.record import pack_record
    from ..proof.repeating import own_rules
    from ..reports.receipt import Rules

    try:
        record = readable_record(run)
        own = own_rules(run, record)
    except (PackError, UsageError):
        return {}
    true = (loaded.pack for loaded in own.packs if pack_record(loaded) in record["packs"])
    return {pack.pack: Rules(own.vocabulary, pack) for pack in true}
