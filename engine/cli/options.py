"""Options and arguments that several commands share."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from ..locale import LANGUAGES, say

Command = TypeVar("Command", bound=Callable[..., Any])


def about(name: str) -> str:
    """The help of an option or command, in both languages."""
    return " ".join(say(lang, f"help-{name}") for lang in LANGUAGES)


def _day(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def inputs(command: Command) -> Command:
    """The workbooks that together are one dossier."""
    return click.argument(
        "inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT..."
    )(command)


def rules(command: Command) -> Command:
    """The packs to apply, by id or path."""
    return click.option(
        "--rules",
        "packs",
        multiple=True,
        required=True,
        metavar="PACK",
        help=about("rules"),
    )(command)


def dates(command: Command) -> Command:
    """The judged year and the day of receipt."""
    command = click.option(
        "--received",
        type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
        callback=_day,
        help=about("received"),
    )(command)
    return click.option("--year", type=int, help=about("year"))(command)


def language(command: Command) -> Command:
    """The language of what people read, and whether to show tracebacks."""
    command = click.option("--debug", is_flag=True, help=about("debug"))(command)
    return click.option(
        "--lang",
        type=click.Choice(["vi", "en"]),
        default="vi",
        show_default=True,
        help=about("lang"),
    )(command)
