"""``thidua keys``: make signing keys, and show by which fingerprint people know them."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..locale import say
from . import options

if TYPE_CHECKING:
    from ..proof.keys import PublicKey, SigningKey

PASSPHRASE = "THIDUA_PASSPHRASE"
"""The variable that holds the passphrase where nobody can be asked."""


@click.group(help=options.about("keys"))
def keys() -> None:
    """Make and show signing keys."""


@keys.command(help=options.about("keys-new"))
@click.argument("name", type=click.Path(path_type=Path), metavar="NAME")
@options.language
def new(name: Path, lang: str, debug: bool) -> None:
    """Write NAME.pem, which signs, and NAME.pub, which checks."""
    from ..proof.keys import new_key

    private, public = name.with_name(f"{name.name}.pem"), name.with_name(f"{name.name}.pub")
    for path in (private, public):
        if path.exists():
            raise UsageError("key-exists", path=str(path))
    key = new_key()
    locked = key.as_pem(_passphrase(lang, is_new=True))
    with os.fdopen(os.open(private, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(locked)  # nobody else may read even what the passphrase locks
    public.write_bytes(key.public.as_pem())
    told = {"private": str(private), "public": str(public), "fingerprint": key.public.fingerprint}
    click.echo(say(lang, "keys-made", **told))


@keys.command(help=options.about("keys-show"))
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@options.language
def show(path: Path, lang: str, debug: bool) -> None:
    """Print the fingerprint of a public key."""
    click.echo(public_key(path).fingerprint)


def public_key(path: Path) -> "PublicKey":
    """The public key in a file.

    Raises:
        UsageError: there is none.
    """
    from ..proof.keys import public_key as read

    try:
        return read(path.read_bytes())
    except ValueError as error:
        raise UsageError("key-unreadable", path=str(path)) from error


def signing_key(path: Path, lang: str) -> "SigningKey":
    """The signing key in a file, opened by the passphrase that is asked for.

    Raises:
        UsageError: there is none, or the passphrase is wrong.
    """
    from ..proof.keys import signing_key as read

    pem = path.read_bytes()
    try:
        return read(pem, _passphrase(lang, is_new=False))
    except ValueError as error:
        raise UsageError("key-unreadable", path=str(path)) from error


def _passphrase(lang: str, is_new: bool) -> str:
    if given := os.environ.get(PASSPHRASE):
        return given
    if not sys.stdin.isatty():
        raise UsageError("key-passphrase")
    asked = say(lang, "keys-passphrase")
    given = click.prompt(asked, hide_input=True, confirmation_prompt=is_new, err=True)
    return str(given)
