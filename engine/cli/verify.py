"""``thidua verify``: prove or refute a finished run."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from ..errors import ExitCode, UsageError
from ..explain.values import day_text
from ..locale import say
from ..verification import Verified
from ..verification import verify as verify_run
from . import options
from .keys import public_key
from .proving import documents, tell


@click.command(help=options.about("verify"))
@click.argument("run", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--inputs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help=options.about("inputs"),
)
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="PUB",
    help=options.about("key"),
)
@click.option(
    "--tsa-cert",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE.pem",
    help=options.about("tsa-cert"),
)
@click.option("--rules", multiple=True, metavar="PACK", help=options.about("verify-rules"))
@click.option("--json", "as_json", is_flag=True, help=options.about("json"))
@options.language
def verify(
    run: Path,
    inputs: Path | None,
    key: Path | None,
    tsa_cert: Path | None,
    rules: tuple[str, ...],
    as_json: bool,
    lang: str,
    debug: bool,
) -> None:
    """Prove or refute a finished run."""
    roots = _roots(tsa_cert) if tsa_cert else None
    verified = verify_run(run, inputs, public_key(key) if key else None, rules, roots)
    if as_json:
        click.echo(json.dumps(_document(verified), ensure_ascii=False, indent=2))
    else:
        tell(verified.differences, verified.unproven, _fine(verified, lang), lang)
    sys.exit(ExitCode.DONE if verified.is_proven else ExitCode.ANSWER_IS_NO)


def _roots(path: Path) -> bytes:
    """The certificates in a file, by which timestamps are trusted.

    Raises:
        UsageError: there is none.
    """
    from ..proof.timestamp import roots_in

    pem = path.read_bytes()
    try:
        roots_in(pem)
    except ValueError as error:
        raise UsageError("tsa-cert-unreadable", path=str(path)) from error
    return pem


def _fine(verified: Verified, lang: str) -> Iterator[str]:
    """What is proven, in words."""
    if verified.decided is None:
        yield say(lang, "verify-sealed")
    else:
        yield say(lang, "verify-proven", decided=str(verified.decided))
    if verified.stamped:
        yield say(lang, "verify-stamped", **_moment(verified.stamped, lang))


def _moment(time: datetime, lang: str) -> dict[str, str]:
    return {"day": day_text(time.date(), lang), "time": f"{time:%H:%M:%S}"}


def _document(verified: Verified) -> dict[str, object]:
    return {
        "proven": verified.is_proven,
        "decided": verified.decided,
        "stamped": f"{verified.stamped:%Y-%m-%dT%H:%M:%SZ}" if verified.stamped else None,
        "differences": list(documents(verified.differences, "difference")),
        "unproven": list(documents(verified.unproven, "unproven")),
    }
