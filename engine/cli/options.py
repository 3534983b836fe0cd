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


def _year(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    """A year, or a school year by its first one: ``2025``, ``2024-2025``."""
    if value is None:
        return None
    first, dash, last = value.partition("-")
    if not first.isdigit() or (dash and last != str(int(first) + 1)):
        raise click.BadParameter(f"{value}: 2025, 2024-2025")
    return int(first)


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
        help=about("rules-used"),
    )(command)


def moment(command: Command) -> Command:
    """The judged year and the day of receipt."""
    command = click.option(
        "--received",
        type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
        callback=_day,
        help=about("received"),
    )(command)
    return click.option("--year", callback=_year, metavar="YEAR", help=about("year"))(command)


def dates(command: Command) -> Command:
    """The judged year, the day of receipt, and whether unconfirmed rules apply."""
    return moment(click.option("--simulate", is_flag=True, help=about("simulate"))(command))


def mapping(command: Command) -> Command:
    """The accepted mapping file."""
    return click.option(
        "--mapping",
        type=click.Path(path_type=Path),
        metavar="FILE.yaml",
        help=about("mapping"),
    )(command)


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
