"""The report as a workbook: a summary, one sheet for each title, and what they rest on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ..evaluation import Evaluation
from ..locale import say
from .files import write_whole
from .followup import near_misses_table, requests_table
from .grid import Column, Linked, Row, Table
from .overview import facts_of_run, heading, warnings
from .phrases import outcome_label
from .roll import roll
from .sheets import (
    make_filterable,
    name_table,
    new_book,
    put_heading,
    put_table,
    set_up_print,
    set_widths,
    sheet_name,
    stable_bytes,
)
from .tables import FLAT_TABLES, TableMaker, conclusions_table, shown_tables
from .view import OUTCOMES, TitleView, title_views

_TABLES: Mapping[str, TableMaker] = {
    "near_misses": near_misses_table,
    "evidence_wanted": requests_table,
    **FLAT_TABLES,
    "conclusions": conclusions_table,
}
"""What follows the titles, by the name of each table in formulas and pivots."""

_LAST_COLUMN = 2 + len(OUTCOMES)


@dataclass(frozen=True, slots=True)
class _Tab:
    """One title with its table and the name of its sheet."""

    view: TitleView
    table: Table
    name: str


def write_workbook(evaluation: Evaluation, path: Path, lang: str = "vi") -> None:
    """Write ``report.xlsx``; equal evaluations give equal bytes.

    Raises:
        OSError: the file cannot be written; what was there before stays.
    """
    book = new_book(heading(evaluation, lang))
    summary = book.create_sheet(say(lang, "report-sheet-summary"))
    tables = shown_tables(_TABLES, evaluation)
    flat = {name: table(evaluation, lang) for name, table in tables.items()}
    tabs = list(_tabs(evaluation, [summary.title, *(table.name for table in flat.values())], lang))
    _write_summary(summary, evaluation, tabs, lang)
    for tab in tabs:
        _write_table(book.create_sheet(tab.name), tab.table, lang)
    for name, table in flat.items():
        sheet = book.create_sheet(table.name)
        _write_table(sheet, table, lang)
        name_table(sheet, name)
    if evaluation.plan.simulated:
        _say_simulated(book, say(lang, "report-simulated-banner"))
    write_whole(path, stable_bytes(book, evaluation.plan.received))


def _say_simulated(book: Workbook, banner: str) -> None:
    """Put the banner before the heading of every sheet, on screen and on every printed page."""
    for sheet in book.worksheets:
        sheet["A1"].value = f"{banner}{sheet['A1'].value}"
        if (header := sheet.oddHeader) is not None:
            header.center.text = f"{banner}{header.center.text}"


def _tabs(evaluation: Evaluation, taken: list[str], lang: str) -> Iterator[_Tab]:
    for number, view in enumerate(title_views(evaluation), start=1):
        table = roll(view, lang)
        name = sheet_name(f"{number}. {table.name}", taken)
        taken.append(name)
        yield _Tab(view, table, name)


def _write_table(sheet: Worksheet, table: Table, lang: str) -> None:
    """Fill a sheet with one table that can be filtered."""
    cut = say(lang, "report-cut")
    top = put_heading(sheet, [table.heading, table.note] if table.note else [table.heading], cut)
    last = put_table(sheet, top, table.columns, table.rows, cut)
    set_widths(sheet, table.columns)
    make_filterable(sheet, top, last, len(table.columns))
    set_up_print(sheet, table.heading, say(lang, "report-page-of"))


def _write_summary(sheet: Worksheet, evaluation: Evaluation, tabs: list[_Tab], lang: str) -> None:
    title, cut = heading(evaluation, lang), say(lang, "report-cut")
    notes = [say(lang, "report-purpose"), *warnings(evaluation, lang)]
    top = put_heading(sheet, [title, *notes], cut)
    for kind, message in (("award", "report-titles"), ("duty", "report-duties")):
        of_kind = [tab for tab in tabs if tab.view.title.kind == kind]
        if of_kind:
            columns = _count_columns(say(lang, message), kind, lang)
            set_widths(sheet, columns)
            top = 2 + put_table(sheet, top, columns, _count_rows(of_kind), cut)
    _write_facts(sheet, top, evaluation, lang)
    set_up_print(sheet, title, say(lang, "report-page-of"))


def _count_columns(title: str, kind: str, lang: str) -> list[Column]:
    labels = [outcome_label(outcome, kind, lang) for outcome in OUTCOMES]
    counts = [*labels, say(lang, "report-total")]
    return [Column(title, 84), *(Column(label, 16, centred=True) for label in counts)]


def _count_rows(tabs: list[_Tab]) -> Iterator[Row]:
    for tab in tabs:
        counts = [tab.view.counts[outcome] for outcome in OUTCOMES]
        yield [Linked(tab.table.name, tab.name), *counts, sum(counts)]


def _write_facts(sheet: Worksheet, top: int, evaluation: Evaluation, lang: str) -> None:
    """Two columns, the second over all that is left of the sheet."""
    columns = (Column(say(lang, "report-about"), 84), Column("", 16 * (_LAST_COLUMN - 1)))
    facts = facts_of_run(evaluation, lang)
    last = put_table(sheet, top, columns, facts, say(lang, "report-cut"))
    for row in range(top, last + 1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=_LAST_COLUMN)
