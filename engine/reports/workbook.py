"""The report as a workbook: a summary, one sheet for each title, and what they rest on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ..evaluation import Evaluation
from ..locale import say
from ..putting import write_whole
from .bulk import Bulk
from .evidence import AnswerKey, evidence_table
from .grid import Column, Linked, Row, Table
from .links import (
    Spot,
    near_misses_leading,
    requests_leading,
    spots_of_evidence,
    spots_of_title,
    title_leading,
)
from .overview import facts_of_run, heading, warnings
from .phrases import outcome_label
from .roll import roll
from .sheets import (
    PutTable,
    make_filterable,
    name_table,
    new_book,
    put_heading,
    put_table,
    row_below,
    set_up_print,
    set_widths,
    sheet_name,
    stable_bytes,
)
from .tables import FLAT_TABLES, TableMaker, conclusions_table, shown_tables
from .view import OUTCOMES, TitleView, View

_TABLES: Mapping[str, TableMaker] = {
    **FLAT_TABLES,
    "evidence": evidence_table,
    "conclusions": conclusions_table,
}
"""What follows the titles, by the name of each table in formulas and pivots."""

_LARGE = ("evidence", "conclusions")
"""Those of so many rows that they are written at once; nothing in them is a link."""

_LAST_COLUMN = 2 + len(OUTCOMES)


@dataclass(frozen=True, slots=True)
class _Tab:
    """One title with its table and the name of its sheet."""

    view: TitleView
    table: Table
    name: str


@dataclass(frozen=True, slots=True)
class _Writing:
    """What all sheets of a workbook share while it is written."""

    bulk: Bulk
    back: Linked
    lang: str

    def heading(self, table: Table) -> list[str | Linked]:
        """The lines above a table; the last leads back to the summary."""
        return [table.heading, *([table.note] if table.note else []), self.back]

    def top(self, table: Table) -> int:
        """The row of the header of a table."""
        return row_below(self.heading(table))


def write_workbook(view: View, path: Path, lang: str = "vi") -> None:
    """Write ``report.xlsx``; equal evaluations give equal bytes.

    Raises:
        OSError: the file cannot be written; what was there before stays.
    """
    evaluation, book = view.evaluation, new_book(heading(view.evaluation, lang))
    summary = book.create_sheet(say(lang, "report-sheet-summary"))
    back = Linked(say(lang, "report-back", sheet=summary.title), summary.title)
    writing = _Writing(Bulk(), back, lang)
    flat = {name: make(view, lang) for name, make in shown_tables(_TABLES, view).items()}
    tabs = list(_tabs(view, [summary.title, *(table.name for table in flat.values())], lang))
    _write_summary(summary, view, tabs, lang)
    _lead(tabs, flat, view, writing)
    for tab in tabs:
        _write_table(book.create_sheet(tab.name), tab.table, writing, put_table)
    for name, table in flat.items():
        sheet = book.create_sheet(table.name)
        put = writing.bulk.put_table if name in _LARGE else put_table
        _write_table(sheet, table, writing, put)
        name_table(sheet, name)
    if evaluation.plan.simulated:
        _say_simulated(book, say(lang, "report-simulated-banner"))
    write_whole(path, stable_bytes(book, evaluation.plan.received, writing.bulk.joined))


def _lead(tabs: list[_Tab], flat: dict[str, Table], view: View, writing: _Writing) -> None:
    """Let names lead: from what may be done to the titles, from the titles to the evidence."""
    spots: dict[AnswerKey, Spot] = {}
    for tab in tabs:
        spots |= spots_of_title(tab.view, tab.table, tab.name, writing.top(tab.table))
    flat["near_misses"] = near_misses_leading(view, flat["near_misses"], spots)
    flat["evidence_wanted"] = requests_leading(view, flat["evidence_wanted"], spots)
    if evidence := flat.get("evidence"):
        read = spots_of_evidence(view, evidence.name, writing.top(evidence))
        tabs[:] = [replace(tab, table=title_leading(tab.view, tab.table, read)) for tab in tabs]


def _say_simulated(book: Workbook, banner: str) -> None:
    """Put the banner before the heading of every sheet, on screen and on every printed page."""
    for sheet in book.worksheets:
        sheet["A1"].value = f"{banner}{sheet['A1'].value}"
        if (header := sheet.oddHeader) is not None:
            header.center.text = f"{banner}{header.center.text}"


def _tabs(view: View, taken: list[str], lang: str) -> Iterator[_Tab]:
    for number, title in enumerate(view.titles, start=1):
        table = roll(title, lang)
        name = sheet_name(f"{number}. {table.name}", taken)
        taken.append(name)
        yield _Tab(title, table, name)


def _write_table(sheet: Worksheet, table: Table, writing: _Writing, put: PutTable) -> None:
    """Fill a sheet with one table that can be filtered."""
    cut = say(writing.lang, "report-cut")
    top = put_heading(sheet, writing.heading(table), cut)
    last = put(sheet, top, table.columns, table.rows, cut)
    set_widths(sheet, table.columns)
    make_filterable(sheet, top, last, len(table.columns))
    set_up_print(sheet, table.heading, say(writing.lang, "report-page-of"))


def _write_summary(sheet: Worksheet, view: View, tabs: list[_Tab], lang: str) -> None:
    title, cut = heading(view.evaluation, lang), say(lang, "report-cut")
    notes = [say(lang, "report-purpose"), *warnings(view, lang)]
    top = put_heading(sheet, [title, *notes], cut)
    for kind, message in (("award", "report-titles"), ("duty", "report-duties")):
        of_kind = [tab for tab in tabs if tab.view.title.kind == kind]
        if of_kind:
            columns = _count_columns(say(lang, message), kind, lang)
            set_widths(sheet, columns)
            top = 2 + put_table(sheet, top, columns, _count_rows(of_kind), cut)
    _write_facts(sheet, top, view.evaluation, lang)
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
