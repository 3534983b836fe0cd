"""``thidua demo``: evaluate the example that comes with the program."""

from importlib.resources import files
from pathlib import Path

import click

from ..run import evaluate
from . import options
from .summary import print_summary

WORLD = "yen-bai/truong.xlsx"
PACK = "yen-bai-2021-2025"


def example() -> Path:
    """The shipped workbook: inside the wheel, else beside ``engine/``."""
    installed = Path(str(files("engine").joinpath("fixtures")))
    folder = installed if installed.is_dir() else installed.parent.parent / "fixtures"
    return folder / WORLD


@click.command(help=options.about("demo"))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("thidua-demo"),
    show_default=True,
    help=options.about("out"),
)
@options.language
def demo(out: Path, lang: str, debug: bool) -> None:
    """Evaluate the shipped example and say where the reports lie."""
    run = evaluate([example()], [PACK])
    run.write(out, lang=lang, force=True)
    print_summary(run, out, lang)
