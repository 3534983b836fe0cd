"""The flat tables that page and workbook share: units, problems, criteria, parameters, rounds."""

from collections.abc import Callable, Collection, Iterator, Mapping

from ..errors import Problem
from ..findings import Verdict
from ..locale import say
from ..plan import Plan, PlannedTitle
from .evidence import evidence_table
from .followup import near_misses_table, obstacles_table, requests_table
from .grid import Column, Row, Table, Toned
from .phrases import (
    day,
    in_short,
    outcome_label,
    place,
    quantity,
    raw_text,
    span,
    touches_text,
    when,
)
from .view import OUTCOMES, View, unit_label

_COUNTED = (
    ("met", Verdict.MET),
    ("not-met", Verdict.NOT_MET),
    ("unknown", Verdict.UNKNOWN),
)

TableMaker = Callable[[View, str], Table]


def units_table(view: View, lang: str) -> Table:
    """How each unit and its people fare under each title."""
    name = say(lang, "report-sheet-units")
    labels = [outcome_label(outcome, "award", lang) for outcome in OUTCOMES]
    columns = (
        Column(say(lang, "report-unit-id"), 14),
        Column(say(lang, "report-unit"), 40),
        Column(say(lang, "report-title-column"), 52),
        *(Column(label, 14, centred=True) for label in labels),
        Column(say(lang, "report-total"), 10, centred=True),
    )
    rows: list[Row] = [
        (
            each.unit or "",
            unit_label(each.unit, each.name, lang),
            each.title.name.in_language(lang),
            *(each.counts[outcome] for outcome in OUTCOMES),
            sum(each.counts.values()),
        )
        for each in view.units
    ]
    return Table(name, name, columns, rows)


def problems_table(view: View, lang: str) -> Table:
    """Every data problem: where, what was read, how to mend it and which answers it touches."""
    name = say(lang, "report-sheet-problems")
    columns = (
        Column(say(lang, "report-number"), 6, centred=True),
        Column(say(lang, "report-severity"), 12, centred=True),
        Column(say(lang, "report-place"), 30),
        Column(say(lang, "report-raw"), 22),
        Column(say(lang, "report-read-as"), 18),
        Column(say(lang, "report-wrong"), 44),
        Column(say(lang, "report-remedy"), 44),
        Column(say(lang, "report-touches"), 44),
    )
    rows = [
        (
            number,
            _severity(each.problem, lang),
            place(each.problem, lang),
            raw_text(each.problem.cells, lang),
            each.problem.read_as(lang) or "",
            each.problem.message(lang),
            each.problem.help(lang),
            touches_text(each.touches, lang),
        )
        for number, each in enumerate(view.problems, start=1)
    ]
    note = say(lang, "report-problems-note") if rows else say(lang, "report-no-problems")
    return Table(name, name, columns, rows, note)


def _severity(problem: Problem, lang: str) -> Toned:
    word = problem.severity.value
    return Toned(say(lang, f"report-severity-{word}"), word)


def criteria_table(view: View, lang: str) -> Table:
    """Every criterion of every title, also those that have lapsed."""
    name = say(lang, "report-sheet-criteria")
    columns = (
        Column(say(lang, "report-title-column"), 36),
        Column(say(lang, "report-code"), 24),
        Column(say(lang, "report-criterion"), 54),
        Column(say(lang, "report-cite"), 18),
        Column(say(lang, "report-interpretation"), 44),
        Column(say(lang, "report-status"), 28),
    )
    plan = view.evaluation.plan
    rows = [
        row
        for pack in plan.packs
        for title in plan.titles_of(pack)
        for row in _criteria_of(title, plan, lang)
    ]
    return Table(name, name, columns, rows)


def _criteria_of(title: PlannedTitle, plan: Plan, lang: str) -> Iterator[Row]:
    name = title.name.in_language(lang)
    for criterion in title.criteria:
        read = criterion.interpretation.in_language(lang) if criterion.interpretation else ""
        text, applied = criterion.text.in_language(lang), say(lang, "report-applied")
        yield (name, criterion.id, text, criterion.cite, read, applied)
    for preference in title.prefer:
        text, kind = preference.text.in_language(lang), say(lang, "report-preference")
        yield (name, "", text, preference.cite, "", kind)
    for lapsed in title.lapsed:
        dates = {"day": day(plan.received, lang), "span": span(lapsed.first, lapsed.last, lang)}
        text, status = lapsed.text.in_language(lang), say(lang, "report-lapsed", **dates)
        yield (name, lapsed.id, text, lapsed.cite, "", status)


def parameters_table(view: View, lang: str) -> Table:
    """Every number that a pack sets."""
    name, plan = say(lang, "report-parameters"), view.evaluation.plan
    columns = (
        Column(say(lang, "report-pack-version"), 26),
        Column(say(lang, "report-parameter"), 64),
        Column(say(lang, "report-value"), 10, centred=True),
        Column(say(lang, "report-measure-unit"), 16),
        Column(say(lang, "report-cite"), 18),
        Column(say(lang, "report-is-interpretation"), 34),
    )
    rows = [
        (
            pack.pack,
            parameter.text.in_language(lang),
            quantity(parameter.on(plan.received), lang),
            parameter.unit.in_language(lang),
            parameter.cite,
            say(lang, f"report-is-interpretation-{'yes' if parameter.interpretation else 'no'}"),
        )
        for pack in plan.packs
        for parameter in pack.parameters.values()
    ]
    return Table(name, name, columns, rows)


def rounds_table(view: View, lang: str) -> Table:
    """Every moment at which dossiers are looked at."""
    name = say(lang, "report-rounds")
    columns = (
        Column(say(lang, "report-pack-version"), 26),
        Column(say(lang, "report-round"), 64),
        Column(say(lang, "report-when"), 34),
        Column(say(lang, "report-cite"), 18),
    )
    rows = [
        (
            pack.pack,
            stage.name.in_language(lang),
            when(stage, lang),
            stage.cite,
        )
        for pack in view.evaluation.plan.packs
        for stage in pack.rounds.values()
    ]
    return Table(name, name, columns, rows)


def conclusions_table(view: View, lang: str) -> Table:
    """Every answer in a row without line breaks or links, to filter and to pivot."""
    columns = (
        Column(say(lang, "follow-pack"), 24),
        Column(say(lang, "follow-title-id"), 24),
        Column(say(lang, "report-title-column"), 52),
        Column(say(lang, "follow-year"), 8, centred=True),
        Column(say(lang, "report-unit-id"), 14),
        Column(say(lang, "report-unit"), 32),
        Column(say(lang, "follow-kind"), 10),
        Column(say(lang, "report-id"), 12),
        Column(say(lang, "follow-name"), 28),
        Column(say(lang, "report-outcome"), 22),
        *(Column(say(lang, f"follow-{name}"), 12, centred=True) for name, _ in _COUNTED),
        Column(say(lang, "report-why"), 64),
    )
    rows: list[Row] = [
        (
            answer.pack,
            answer.title,
            answer.title_name.in_language(lang),
            answer.year,
            answer.unit or "",
            unit_label(answer.unit, answer.unit_name, lang),
            say(lang, f"follow-kind-{answer.kind}"),
            answer.subject,
            answer.name,
            outcome_label(answer.outcome, answer.title_kind, lang),
            *(len(answer.with_verdict(verdict)) for _, verdict in _COUNTED),
            in_short(answer, lang),
        )
        for title in view.titles
        for answer in title.answers
    ]
    return Table(say(lang, "follow-data"), say(lang, "follow-data-heading"), columns, rows)


FLAT_TABLES: Mapping[str, TableMaker] = {
    "near_misses": near_misses_table,
    "evidence_wanted": requests_table,
    "obstacles": obstacles_table,
    "units": units_table,
    "problems": problems_table,
    "criteria": criteria_table,
    "parameters": parameters_table,
    "rounds": rounds_table,
}
"""What follows the titles on the page too, in this order."""

_QUOTING: Collection[TableMaker] = (problems_table, evidence_table)


def shown_tables(tables: Mapping[str, TableMaker], view: View) -> Mapping[str, TableMaker]:
    """Those that may be seen: some quote cells that a redacted run must not show."""
    if not view.evaluation.shown.is_redacted:
        return tables
    return {name: make for name, make in tables.items() if make not in _QUOTING}
