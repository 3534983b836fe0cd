"""The short texts that every report uses: outcomes, values, places, what is missing.

Knows the answers and the catalogue, not how a report looks.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction

from ..errors import Problem
from ..explain.answers import Answer, OpenValue, Ranking, Reason
from ..explain.values import day_text, number_text, range_text, scalar_text
from ..facts import State, Value
from ..findings import Evidence, Interval, Number, Outcome, Verdict
from ..locale import LANGUAGES, say
from ..pack import Quantity, Round
from ..provenance import Cell
from ..vocabulary import Text, Vocabulary

SYMBOLS = {
    Outcome.ELIGIBLE: "✓",
    Outcome.NOT_ELIGIBLE: "✗",
    Outcome.UNDETERMINED: "?",
    Outcome.NOT_APPLICABLE: "–",
}
"""Outcomes must differ without colour."""

VERDICT_SYMBOLS = {verdict: SYMBOLS[Outcome(verdict.value)] for verdict in Verdict}
"""A verdict looks like the outcome of the same number."""

_INSTRUMENTS = ("plan", "law", "decree", "circular", "decision", "guideline")

MOST_CELLS = 12
"""How many cells one line quotes before it says how many more there are."""

MOST_NAMED = 2
"""How many criteria or missing values a short reason names."""

MOST_TOUCHED = 3
"""How many answers that a problem touches are named; ``problems.jsonl`` has them all."""


def both(phrase: Callable[[str], str]) -> Text:
    """A phrase in every language."""
    return Text(**{lang: phrase(lang) for lang in LANGUAGES})


def outcome_label(outcome: Outcome, title_kind: str, lang: str) -> str:
    """An outcome in words; a duty is carried out, a title is qualified for."""
    family = "duty" if title_kind == "duty" else "outcome"
    return say(lang, f"{family}-{outcome.word}")


def verdict_label(verdict: Verdict, lang: str) -> str:
    """A verdict in words."""
    return say(lang, f"verdict-{verdict.word}")


def instrument_kind(kind: str, lang: str) -> str:
    """What kind of document rules are taken from; a pack may name one that nobody knows."""
    return say(lang, f"report-instrument-kind-{kind if kind in _INSTRUMENTS else 'other'}")


def day(moment: date | None, lang: str) -> str:
    """A day as people write it; the empty text for none."""
    return "" if moment is None else day_text(moment, lang)


def span(first: date | None, last: date | None, lang: str) -> str:
    """Days from first to last, either of which may be open."""
    ends = {"first": day(first, lang), "last": day(last, lang)}
    if first and last:
        return ends["first"] if first == last else say(lang, "report-span", **ends)
    if first:
        return say(lang, "report-span-from", **ends)
    return say(lang, "report-span-to", **ends) if last else ""


def how_often(stage: Round, lang: str) -> str:
    """How often a round repeats; the empty text where it comes once."""
    return say(lang, f"report-every-{stage.every.replace('_', '-')}") if stage.every else ""


def when(stage: Round, lang: str) -> str:
    """The days of a round, and how often it repeats within them."""
    days = span(stage.from_, stage.to, lang)
    repeats = how_often(stage, lang)
    return say(lang, "report-repeated", every=repeats, span=days) if repeats else days


def value_text(fact: str, value: Value, vocabulary: Vocabulary, lang: str) -> str:
    """A value as people write it, its range where it is partly known, or why there is none."""
    if value.state is State.PARTIAL and value.scalar is None:
        return range_text(fact, value, vocabulary, lang)
    if value.scalar is None:
        return say(lang, f"report-value-{value.state.value}")
    return scalar_text(fact, value.scalar, vocabulary, lang)


def evidence_text(evidence: Evidence, vocabulary: Vocabulary, lang: str) -> str:
    """A value with its label, and its year and its member where rows must be told apart."""
    label = vocabulary.fields[evidence.fact].in_language(lang)
    apart = [part for part in (evidence.subject, evidence.year) if part is not None]
    value = value_text(evidence.fact, evidence.value, vocabulary, lang)
    inside = f" ({', '.join(map(str, apart))})" if apart else ""
    return f"{label}{inside}: {value}"


def cells_text(evidence: Iterable[Evidence], lang: str) -> str:
    """The cells of the evidence in brackets, sheet by sheet; the empty text if there are none."""
    told = places(dict.fromkeys(cell for each in evidence for cell in each.value.cells), lang)
    return f"[{told}]" if told else ""


def places(cells: Iterable[Cell], lang: str) -> str:
    """Where cells are, sheet by sheet."""
    listed = list(cells)
    sheets: dict[str, list[str]] = {}
    for cell in listed[:MOST_CELLS]:
        sheets.setdefault(cell.place, []).append(cell.ref)
    named = [f"{sheet}!{', '.join(refs)}" for sheet, refs in sheets.items()]
    return "; ".join([*named, *_more_cells(listed, lang)])


def _more_cells(listed: Sequence[object], lang: str) -> list[str]:
    rest = len(listed) - MOST_CELLS
    return [say(lang, "report-more-cells", count=str(rest))] if rest > 0 else []


def asked(reason: Reason, lang: str) -> str:
    """What a criterion asks, with its clause."""
    return f"{reason.text.in_language(lang)} ({reason.cite})"


def explained(reason: Reason, lang: str) -> str:
    """What a criterion asks, why the verdict is what it is, and the cells it comes from."""
    why = f"{asked(reason, lang)}: {reason.reason.in_language(lang)}"
    return f"{why} {cells_text(reason.evidence, lang)}".rstrip()


def missing(value: OpenValue, lang: str) -> str:
    """What is missing and where it belongs."""
    return f"{missing_what(value, lang)}: {missing_where([value], lang)}"


def missing_what(value: OpenValue, lang: str) -> str:
    """What is missing, with the year of its row."""
    year = "" if value.year is None else say(lang, "report-of-year", year=str(value.year))
    return f"{value.label.in_language(lang)}{year}"


def missing_where(values: Iterable[OpenValue], lang: str) -> str:
    """The cells where something belongs that is missing, or that there are none."""
    cells = dict.fromkeys(value.cell for value in values if value.cell)
    return places(cells, lang) or say(lang, "report-nowhere")


def measured(interval: Interval, lang: str) -> str:
    """A bare number that was measured, or the range that it lies in."""
    low, high = interval.low, interval.high
    if low is None or high is None:
        end = high if low is None else low
        if end is None:
            return say(lang, "found-open")
        side = "high" if low is None else "low"
        return say(lang, f"found-number-{side}", end=_number(end, lang))
    if low == high:
        return _number(low, lang)
    return f"{_number(low, lang)}–{_number(high, lang)}"


def _number(number: Number, lang: str) -> str:
    return day(number, lang) if isinstance(number, date) else number_text(number, lang)


def quantity(raw: Quantity | None, lang: str) -> str | int:
    """The value of a parameter as people write it; percents and fractions stay as written."""
    match raw:
        case None:
            return "–"
        case date():
            return day(raw, lang)
        case float():
            return number_text(Fraction(str(raw)), lang)
        case _:
            return raw


def ranked(ranking: Ranking, lang: str) -> str:
    """A preference of the pack with its measure."""
    return f"{ranking.text.in_language(lang)}: {rank(ranking, lang)}"


def rank(ranking: Ranking, lang: str) -> str:
    """What a preference measured."""
    return ranking.told.in_language(lang) if ranking.told else measured(ranking.measure, lang)


def all_met(answer: Answer, lang: str) -> str:
    """How many criteria an eligible subject meets."""
    count = len(answer.with_verdict(Verdict.MET))
    return say(lang, "report-short-met", count=str(count))


def in_short(answer: Answer, lang: str) -> str:
    """The answer in one line, as it stands in a table."""
    match answer.outcome:
        case Outcome.ELIGIBLE:
            return "; ".join(
                [all_met(answer, lang), *(ranked(ranking, lang) for ranking in answer.rankings)]
            )
        case Outcome.NOT_ELIGIBLE:
            failed = answer.with_verdict(Verdict.NOT_MET)
            named = [asked(reason, lang) for reason in failed]
            return _some(named, "report-short-not-met", lang)
        case Outcome.UNDETERMINED:
            named = list(dict.fromkeys(missing(value, lang) for value in answer.open_values))
            if not named:  # undetermined only because it may not apply
                named = [asked(reason, lang) for reason in answer.with_verdict(Verdict.UNKNOWN)]
            return _some(named, "report-short-missing", lang)
        case Outcome.NOT_APPLICABLE:
            return say(lang, "report-short-not-applicable")


def _some(named: list[str], message: str, lang: str) -> str:
    rest = len(named) - MOST_NAMED
    more = [say(lang, "report-more", count=str(rest))] if rest > 0 else []
    return say(lang, message, count=str(len(named)), parts="; ".join(named[:MOST_NAMED] + more))


def place(problem: Problem, lang: str) -> str:
    """Where a problem is: its cells, or its sheet or file."""
    return places(dict.fromkeys(problem.cells), lang) or problem.place


def raw_text(cells: Iterable[Cell], lang: str) -> str:
    """What is written in cells, each text once."""
    listed = list(dict.fromkeys(cell.raw for cell in cells if cell.raw))
    return "; ".join([*listed[:MOST_CELLS], *_more_cells(listed, lang)])


def touches_text(answers: Sequence[Answer], lang: str) -> str:
    """How many answers a problem touches, with the first few by name."""
    if not answers:
        return say(lang, "report-touches-none")
    named = [_touched(answer, lang) for answer in answers[:MOST_TOUCHED]]
    rest = len(answers) - MOST_TOUCHED
    more = [say(lang, "report-touches-more", count=str(rest))] if rest > 0 else []
    parts = "; ".join([*named, *more])
    return say(lang, "report-touches-count", count=str(len(answers)), parts=parts)


def _touched(answer: Answer, lang: str) -> str:
    return say(
        lang,
        "report-touched",
        name=answer.name or answer.subject,
        title=answer.title_name.in_language(lang),
        outcome=outcome_label(answer.outcome, answer.title_kind, lang),
    )
