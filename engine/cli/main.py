"""The group of commands, and the one place where errors become lines and exit codes."""

import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from itertools import pairwise

import click

from ..errors import EngineError
from ..locale import say
from .alone import collect_seldom, leave
from .options import about

COMMANDS = {
    "demo": "demo",
    "evaluate": "evaluate",
    "explain": "explain",
    "check": "check",
    "template": "template",
    "map": "map",
    "rules": "rules",
    "verify": "verify",
    "keys": "keys",
    "receipt": "receipt",
    "verify-receipt": "verify_receipt",
    "diff": "diff",
    "journal": "journal",
    "batch": "batch",
    "reasons": "reasons",
}
"""Each command and the module of this folder that holds it, loaded when it is asked for."""

BUG = 70
"""Exit code of a fault in the program itself (EX_SOFTWARE of sysexits.h)."""


class _Commands(click.Group):
    """Loads a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".{COMMANDS[cmd_name]}", __package__)
        command: click.Command = getattr(module, COMMANDS[cmd_name])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with what the catalogue says of each; none of them is loaded."""
        limit = formatter.width - 6 - max(map(len, COMMANDS))
        told = [click.Command(name, help=about(name)) for name in COMMANDS]
        rows = [(each.name or "", each.get_short_help_str(limit)) for each in told]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.command(
    cls=_Commands,
    help=about("thidua"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="thidua")
def thidua() -> None:
    """Decide who meets the written criteria for emulation titles, and say why."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; leaves with the exit codes of ``errors.ExitCode``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # Vietnamese on any console and in any pipe
            stream.reconfigure(encoding="utf-8")
    if arguments is not None:
        _run(arguments)
        return
    collect_seldom()
    try:
        _run(sys.argv[1:])
    except SystemExit as left:
        leave(left.code)
        raise


def _run(given: Sequence[str]) -> None:
    lang = "en" if "--lang=en" in given or ("--lang", "en") in pairwise(given) else "vi"
    try:
        thidua.main(args=list(given), prog_name="thidua")
    except EngineError as error:
        _tell(given)
        click.echo(say(lang, "cli-error", message=error.message(lang)), err=True)
        for other in error.others:
            click.echo(f"  {other.message(lang)}", err=True)
        sys.exit(int(error.exit_code))
    except Exception as error:
        _tell(given)
        kind = type(error).__name__
        click.echo(say(lang, "cli-bug", kind=kind), err=True)
        sys.exit(BUG)


def _tell(given: Sequence[str]) -> None:
    """The traceback, for whoever asked for it."""
    if "--debug" in given:
        traceback.print_exc()
