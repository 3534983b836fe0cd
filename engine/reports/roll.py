"""The roll of one title for the workbook: who stands where, and why, in rows that fit a page."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ..explain.answers import Answer
from ..explain.repairs import ways_told
from ..findings import Outcome, Verdict
from ..locale import say
from .grid import Column, Row, Table, Toned, lines_of
from .phrases import SYMBOLS, all_met, asked, explained, in_short, missing, outcome_label, rank
from .view import OUTCOMES, TitleView, unit_label

_WHY_WIDTH = 64
_REPAIR_WIDTH = 44
NAME_COLUMN = 3
"""Where the name stands in a row."""

_MOST_LINES = 16
"""Text lines of one row; a spreadsheet cannot show more than about 27 of them."""


def roll(view: TitleView, lang: str) -> Table:
    """One row for each subject, and more for those whose reasons need them.

    A row that goes on says so behind the name, and repeats number, outcome and id so that
    filters and sorting keep it with the first.
    """
    numbered = enumerate(view.answers, start=1)
    return Table(
        name=view.title.name.in_language(lang),
        heading=f"{view.title.name.in_language(lang)} ({view.title.cite})",
        columns=_columns(view, lang),
        rows=[row for number, answer in numbered for row in _rows(number, answer, view, lang)],
        note=counts_line(view, lang),
    )


def first_rows(table: Table) -> list[int]:
    """The rows of a roll, counted from 0, with which its subjects begin, in their order."""
    first: dict[object, int] = {}
    for place, row in enumerate(table.rows):
        first.setdefault(row[0], place)
    return list(first.values())


def _outcome(answer: Answer, lang: str) -> Toned:
    label = outcome_label(answer.outcome, answer.title_kind, lang)
    return Toned(f"{SYMBOLS[answer.outcome]} {label}", answer.outcome.word)


def counts_line(view: TitleView, lang: str) -> str:
    """How many there are of each outcome, in one sentence."""
    if not view.answers:
        return say(lang, "report-nobody")
    parts = "; ".join(
        say(
            lang,
            "report-count-of",
            label=outcome_label(outcome, view.title.kind, lang),
            count=str(view.counts[outcome]),
        )
        for outcome in OUTCOMES
    )
    return say(lang, "report-counts", total=str(len(view.answers)), parts=parts)


def _columns(view: TitleView, lang: str) -> tuple[Column, ...]:
    is_person = view.title.subject == "person"
    name = "report-name" if is_person else "report-unit-name"
    unit = (Column(say(lang, "report-unit"), 28),) if is_person else ()
    return (
        Column(say(lang, "report-number"), 6, centred=True),
        Column(say(lang, "report-outcome"), 22),
        Column(say(lang, "report-id"), 12),
        Column(say(lang, name), 28),
        *unit,
        *(Column(ranked.text.in_language(lang), 16, centred=True) for ranked in view.title.prefer),
        Column(say(lang, "report-why"), _WHY_WIDTH),
        Column(say(lang, "report-repairs"), _REPAIR_WIDTH),
    )


def _rows(number: int, answer: Answer, view: TitleView, lang: str) -> Iterator[Row]:
    is_person = view.title.subject == "person"
    unit = (unit_label(answer.unit, answer.unit_name, lang),) if is_person else ()
    shown = answer.outcome is Outcome.ELIGIBLE
    ranks = [rank(r, lang) if shown else "" for r in answer.rankings]
    why = _chunks(_numbered(reasons(answer, lang)), _WHY_WIDTH)
    change = _chunks(ways_told(answer, lang), _REPAIR_WIDTH)
    name = answer.name
    for because, repair in zip_longest(why, change, fillvalue=""):
        yield (
            number,
            _outcome(answer, lang),
            answer.subject,
            name,
            *unit,
            *ranks,
            because,
            repair,
        )
        name = say(lang, "report-continued", name=answer.name)


def reasons(answer: Answer, lang: str) -> list[str]:
    """Everything that a reader needs about an outcome, in sentences."""
    match answer.outcome:
        case Outcome.NOT_ELIGIBLE:
            return [explained(reason, lang) for reason in answer.with_verdict(Verdict.NOT_MET)]
        case Outcome.UNDETERMINED:
            return list(_wanting(answer, lang)) or [in_short(answer, lang)]
        case Outcome.ELIGIBLE:
            clashes = [clash.text.in_language(lang) for clash in answer.clashes]
            return [all_met(answer, lang), *clashes]
        case Outcome.NOT_APPLICABLE:
            return [in_short(answer, lang)]


def _wanting(answer: Answer, lang: str) -> Iterator[str]:
    for reason in answer.with_verdict(Verdict.UNKNOWN):
        values = [value for value in answer.open_values if value.criterion == reason.criterion]
        if values:
            named = "; ".join(dict.fromkeys(missing(value, lang) for value in values))
            yield f"{asked(reason, lang)}: {say(lang, 'report-wanting', parts=named)}"
        else:
            yield explained(reason, lang)


def _numbered(sentences: Sequence[str]) -> list[str]:
    if len(sentences) < 2:
        return list(sentences)
    return [f"{number}. {sentence}" for number, sentence in enumerate(sentences, start=1)]


def _chunks(sentences: Sequence[str], width: int) -> list[str]:
    """Sentences put together into texts of at most ``_MOST_LINES`` lines, at least one text."""
    chunks: list[list[str]] = [[]]
    room = _MOST_LINES
    for sentence in sentences:
        lines = lines_of(sentence, width)
        if lines > room and chunks[-1]:
            chunks.append([])
            room = _MOST_LINES
        chunks[-1].append(sentence)
        room -= lines
    return ["\n".join(chunk) for chunk in chunks]
