"""The report on all dossiers of a batch as a workbook."""

from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from ..locale import say
from .batch_view import BatchView, dossiers_table, figures_table, quarantine_table, titles_table
from .bulk import Bulk
from .grid import Table
from .sheets import (
    make_filterable,
    name_table,
    new_book,
    put_heading,
    put_table,
    set_up_print,
    set_widths,
    stable_bytes,
)

_DAY = date(2000, 1, 1)
"""The date that every such workbook carries, so that equal results give equal bytes."""


def batch_workbook(view: BatchView, lang: str) -> bytes:
    """The report as the bytes of a workbook; equal batches give equal bytes."""
    title, bulk = view.heading(lang), Bulk()
    book = new_book(title)
    _summary(book.create_sheet(say(lang, "report-sheet-summary")), view, lang)
    for name, table in (
        ("dossiers", dossiers_table(view, lang)),
        ("quarantine", quarantine_table(view, lang)),
    ):
        sheet = book.create_sheet(table.name)
        _flat(sheet, table, bulk, lang)
        name_table(sheet, name)
    return stable_bytes(book, _DAY, bulk.joined)


def _summary(sheet: Worksheet, view: BatchView, lang: str) -> None:
    title, cut = view.heading(lang), say(lang, "report-cut")
    top = put_heading(sheet, [title, say(lang, "batch-purpose")], cut)
    titles, figures = titles_table(view, lang), figures_table(view, lang)
    set_widths(sheet, titles.columns)
    top = 2 + put_table(sheet, top, titles.columns, titles.rows, cut)
    put_table(sheet, top, figures.columns, figures.rows, cut)
    set_up_print(sheet, title, say(lang, "report-page-of"))


def _flat(sheet: Worksheet, table: Table, bulk: Bulk, lang: str) -> None:
    cut = say(lang, "report-cut")
    top = put_heading(sheet, [table.heading, *([table.note] if table.note else [])], cut)
    last = bulk.put_table(sheet, top, table.columns, table.rows, cut)
    set_widths(sheet, table.columns)
    make_filterable(sheet, top, last, len(table.columns))
    set_up_print(sheet, table.heading, say(lang, "report-page-of"))
