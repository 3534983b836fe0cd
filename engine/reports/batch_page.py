"""The report on all dossiers of a batch as a page."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from markupsafe import Markup

from ..locale import say
from .batch_view import BatchView, dossiers_table, figures_table, quarantine_table, titles_table
from .grid import Content, Linked, Table, Toned
from .standalone import parts, policy, templates

MOST_LISTED = 2_000
"""Dossiers that a page lists: a browser is no spreadsheet program."""


_WHOLE = "\n.number { white-space: nowrap; }\nth.number { white-space: normal; }\n"
"""Numbers of a country are long, and are never broken."""

_LARGE = 10_000
"""From here on digits are grouped; years are smaller."""


def batch_page(view: BatchView, lang: str) -> str:
    """The report as a page that needs no network."""
    shown = replace(
        view, dossiers=view.dossiers[:MOST_LISTED], quarantine=view.quarantine[:MOST_LISTED]
    )
    style = parts(("report.css",)) + _WHOLE
    tables: Sequence[Callable[[BatchView, str], Table]] = (
        titles_table,
        figures_table,
        quarantine_table,
        dossiers_table,
    )
    return (
        templates()
        .get_template("batch.html.j2")
        .render(
            lang=lang,
            heading=view.heading(lang),
            policy=policy(style),
            style=Markup(style),  # our own file
            ui=lambda message: say(lang, message),
            tables=[make(shown, lang) for make in tables],
            text=lambda content: _text(content, lang),
        )
    )


def _text(content: Content, lang: str) -> str:
    if isinstance(content, int) and content >= _LARGE:
        return f"{content:,}" if lang == "en" else f"{content:,}".replace(",", ".")
    return content.text if isinstance(content, Toned | Linked) else str(content)
