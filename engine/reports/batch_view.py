"""What the report on all dossiers of a batch shows: figures, dossiers, and what was refused.

Knows no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..locale import say
from ..vocabulary import Text
from .grid import Column, Row, Table, Toned
from .view import OUTCOMES

LEVELS = {"error": "batch-errors", "warning": "batch-warnings", "note": "batch-notes"}
"""Severities of problems, each with the message that heads its column."""


@dataclass(frozen=True, slots=True)
class TitleLine:
    """How often a title was concluded how, by the words of outcomes."""

    key: str
    name: Text
    kind: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DossierLine:
    """The figures of one dossier; ``problems`` by severity, ``unread`` is a number of files."""

    name: str
    year: int
    subjects: int
    counts: Mapping[str, int]
    problems: Mapping[str, int]
    unread: int


@dataclass(frozen=True, slots=True)
class QuarantineLine:
    """A dossier that was not judged, and why in both languages."""

    name: str
    code: str
    message: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BatchView:
    """All that a report tells.

    ``counts`` has the numbers of ``dossiers``, ``subjects``, those with ``unread`` files, and
    of problems by severity; ``dossiers`` and ``quarantine`` may be cut.
    """

    titles: Sequence[TitleLine]
    dossiers: Sequence[DossierLine]
    quarantine: Sequence[QuarantineLine]
    counts: Mapping[str, int]
    quarantined: int
    is_simulated: bool

    def heading(self, lang: str) -> str:
        """The title of the report."""
        return say(lang, "batch-heading-simulated" if self.is_simulated else "batch-heading")


def figures_table(view: BatchView, lang: str) -> Table:
    """The numbers of the whole batch."""
    counts = {**view.counts, "quarantine": view.quarantined}
    counts["problems"] = sum(counts.get(level, 0) for level in LEVELS)
    told = {
        "dossiers": say(lang, "batch-count-dossiers"),
        "quarantine": say(lang, "batch-count-quarantine"),
        "subjects": say(lang, "batch-count-subjects"),
        "unread": say(lang, "batch-count-unread"),
        "problems": say(lang, "batch-count-problems"),
    }
    shown = told if "dossiers" in counts else ("subjects", "problems")  # a dataset has none
    rows: list[Row] = [[told[name], counts.get(name, 0)] for name in shown]
    columns = [Column(say(lang, "batch-counts"), 84), Column("", 16, centred=True)]
    return Table("", "", columns, rows)


def titles_table(view: BatchView, lang: str) -> Table:
    """A line for each title."""
    outcomes = [Column(say(lang, f"outcome-{each.word}"), 16, centred=True) for each in OUTCOMES]
    total = Column(say(lang, "report-total"), 16, centred=True)
    rows: list[Row] = [
        [title.name.in_language(lang), *_numbers(title.counts)] for title in view.titles
    ]
    return Table("", "", [Column(say(lang, "batch-titles"), 84), *outcomes, total], rows)


def dossiers_table(view: BatchView, lang: str) -> Table:
    """A line for each dossier that was judged."""
    columns = [
        Column(say(lang, "batch-dossier"), 50),
        Column(say(lang, "batch-year"), 10, centred=True),
        Column(say(lang, "batch-subjects"), 12, centred=True),
        *(Column(say(lang, f"outcome-{each.word}"), 14, centred=True) for each in OUTCOMES),
        *(Column(say(lang, message), 10, centred=True) for message in LEVELS.values()),
        Column(say(lang, "batch-unread"), 14, centred=True),
    ]
    name = say(lang, "batch-sheet-dossiers")
    rows = list(_dossier_rows(view))
    return Table(name, name, columns, rows, _cut(len(rows), view.counts.get("dossiers", 0), lang))


def quarantine_table(view: BatchView, lang: str) -> Table:
    """A line for each dossier that was not judged."""
    columns = [
        Column(say(lang, "batch-dossier"), 50),
        Column(say(lang, "batch-why"), 90),
        Column(say(lang, "batch-code"), 24),
    ]
    name = say(lang, "batch-sheet-quarantine")
    rows: list[Row] = [
        [each.name, each.message[lang], Toned(each.code, "error")] for each in view.quarantine
    ]
    return Table(name, name, columns, rows, _cut(len(rows), view.quarantined, lang))


def _dossier_rows(view: BatchView) -> Iterator[Row]:
    for each in view.dossiers:
        outcomes = [each.counts.get(outcome.word, 0) for outcome in OUTCOMES]
        problems = [each.problems.get(level, 0) for level in LEVELS]
        yield [each.name, each.year, each.subjects, *outcomes, *problems, each.unread]


def _numbers(counts: Mapping[str, int]) -> list[int]:
    numbers = [counts.get(outcome.word, 0) for outcome in OUTCOMES]
    return [*numbers, sum(numbers)]


def _cut(shown: int, count: int, lang: str) -> str:
    return say(lang, "batch-cut", shown=str(shown), count=str(count)) if shown < count else ""
