"""The last sheet of an annotated copy: what its colours mean, what was added and what it lacks.

Knows the copy's words, not how its cells were marked.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from ..codes import Severity
from ..errors import Problem
from ..evaluation import Evaluation
from ..locale import say
from .annotated_columns import Added
from .grid import Column, Row, Toned
from .overview import heading
from .phrases import day, place
from .sheets import put_heading, put_table, set_up_print, set_widths, sheet_name

_WIDTHS = (26, 40, 60, 60)


@dataclass(frozen=True)
class Legend:
    """What there is to say of one copy: of which file, and what was done to it.

    ``problems`` are all of the file; ``marked`` says of how many cells each severity is the
    gravest; ``lacks`` are the ends of messages about what was lost.
    """

    name: str
    problems: Sequence[Problem]
    marked: Counter[Severity]
    added: Sequence[Added]
    lacks: Collection[str]


def draw_legend(book: Workbook, legend: Legend, evaluation: Evaluation, lang: str) -> None:
    """Add the sheet behind all others."""
    sheet = book.create_sheet(sheet_name(say(lang, "copy-sheet"), book.sheetnames))
    cut = say(lang, "report-cut")
    packs = "; ".join(pack.name.in_language(lang) for pack in evaluation.plan.packs)
    received = day(evaluation.plan.received, lang)
    notes = [
        say(lang, "copy-of", name=legend.name),
        say(lang, "copy-rules", packs=packs, day=received),
        say(lang, "copy-mend"),
    ]
    top = put_heading(sheet, [heading(evaluation, lang), *notes], cut)
    set_widths(sheet, [Column("", width) for width in _WIDTHS])
    for headers, rows in _tables(legend, lang):
        columns = [Column(*column) for column in zip(headers, _WIDTHS, strict=False)]
        top = 2 + put_table(sheet, top, columns, rows, cut)
    set_up_print(sheet, heading(evaluation, lang), say(lang, "report-page-of"))


def _tables(legend: Legend, lang: str) -> Iterator[tuple[Sequence[str], Sequence[Row]]]:
    """The tables with their headers; what is empty is left out, but for the colours."""
    yield (
        _headers(lang, "colour", "meaning"),
        [
            (_severity(each, lang), say(lang, "copy-cells", count=str(legend.marked[each])))
            for each in Severity
        ],
    )
    added = [(each.sheet, _added(each, lang)) for each in legend.added]
    unplaced = [problem for problem in legend.problems if not problem.cells]
    told = [
        (_severity(each.severity, lang), place(each, lang), each.message(lang), each.help(lang))
        for each in unplaced
    ]
    lacking = [(say(lang, f"copy-lacks-{name}"),) for name in sorted(legend.lacks)]
    for headers, rows in (
        (_headers(lang, "sheet", "columns"), added),
        (_headers(lang, "severity", "place", "wrong", "remedy"), told),
        (_headers(lang, "lacks"), lacking),
    ):
        if rows:
            yield headers, rows


def _headers(lang: str, *names: str) -> list[str]:
    return [say(lang, f"copy-header-{name}") for name in names]


def _severity(severity: Severity, lang: str) -> Toned:
    return Toned(say(lang, f"report-severity-{severity.value}"), severity.value)


def _added(added: Added, lang: str) -> str:
    count = str(added.titles)
    if not added.columns:
        return say(lang, "copy-no-room", count=count)
    return say(lang, "copy-added", columns=added.columns, count=count)
