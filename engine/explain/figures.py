"""Say what was measured and found: the number, what it is made of, and what was needed."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from ..conditions import (
    MEMBERS,
    Amount,
    Count,
    Extreme,
    Measured,
    Months,
    Rows,
    Streak,
    Total,
    Window,
    Years,
    rows_of,
)
from ..facts import SchoolYear, State, Value
from ..findings import Interval, Proof, RowProof, Verdict
from .measures import (
    LIMITS,
    bound_of,
    family_of,
    interval_text,
    is_none,
    noun,
    requirement,
    told,
)
from .values import day_text, range_text
from .wording import Wording

MOST_ROWS = 8
"""How many rows one sentence names before it says how many more there are."""

Because = Callable[[Proof, Wording], str]
"""Says why a proof has its verdict."""

UNBOUND = Interval(None, None)
"""What is known of a measure that was not taken."""


def found_value(fact: str, value: Value | None, words: Wording) -> str:
    """A value that was found, or why there is none."""
    label = words.fact(fact)
    if value is None:
        return words.say("found-absent", fact=label)
    if value.scalar is not None:
        return words.say("found-value", fact=label, value=words.scalar(fact, value.scalar))
    raw = ", ".join(cell.raw for cell in value.cells)
    if value.state is State.PARTIAL:
        told = range_text(fact, value, words.vocabulary, words.lang)
        if not raw:
            return words.say("found-partial-bare", fact=label, range=told)
        return words.say("found-partial", fact=label, raw=raw, range=told)
    if value.state is State.UNREADABLE:
        return words.say("found-unreadable", fact=label, raw=raw)
    return words.say(f"found-{value.state.value}", fact=label)


def sheet_of(relation: str, words: Wording) -> str:
    """The name of the sheet that a relation is read from."""
    return words.vocabulary.sheet("person" if relation == MEMBERS else relation).sheet


def no_sheet(relation: str, words: Wording) -> str:
    """Say that the dossier lacks a sheet."""
    return words.say("found-no-sheet", sheet=sheet_of(relation, words))


def because_measured(measured: Measured, proof: Proof, words: Wording, because: Because) -> str:
    """Say what was measured, and what was needed."""
    measure = measured.measure
    interval = proof.interval or UNBOUND
    rows = rows_of(measure)
    if rows is not None and _is_unseen(proof, interval):
        return no_sheet(rows.relation, words)
    if interval.exists is Verdict.NOT_MET:
        return words.say("found-nothing", rows=_wanting(measured, words))
    need = needed(measured, proof, words)
    found = interval_text(measure, interval, words)
    match measure:
        case Count():
            return _counted(measured, proof, found, words)
        case Amount(fact):
            value = next((v for name, v in proof.values if name == fact), None)
            return words.say("found-amount", value=found_value(fact, value, words), need=need)
        case Streak(rows):
            return _run(rows, measured, proof, words, because)
        case _:
            detailed = _with_details(measured, proof, found, words)
            name = noun(measure, words)
            return words.say("found-measure", measure=name, found=detailed, need=need)


def _is_unseen(proof: Proof, interval: Interval) -> bool:
    """Whether there are no rows only because there is no sheet."""
    is_exact = interval.low is not None and interval.low == interval.high
    seen = any(row.verdict is not Verdict.NOT_MET for row in proof.rows)
    return not seen and not is_exact and interval.exists is not Verdict.NOT_MET


def _wanting(measured: Measured, words: Wording) -> str:
    """The rows that a measure would need and that are not there."""
    measure = measured.measure
    rows = rows_of(measure)
    if rows is not None:
        return words.rows(rows)
    ends = (measure.start, measure.end) if isinstance(measure, Months) else ()
    return words.either([words.rows(end.rows) for end in ends if isinstance(end, Extreme)])


def needed(measured: Measured, proof: Proof, words: Wording) -> str:
    """What a bound asks, put behind what was found."""
    measure, bound = measured.measure, measured.bound
    if isinstance(measure, Count) and is_none(bound):
        return words.say("need-none")
    text = bound_of(measure, bound, words, told)
    if bound.against is not None:
        found = interval_text(bound.against, proof.against or UNBOUND, words)
        return words.say("need-against", bound=text, found=found)
    is_limit = bound.op in LIMITS and family_of(measure, words) != "time"
    return words.say("need-limit" if is_limit else "need", bound=text)


def _counted(measured: Measured, proof: Proof, found: str, words: Wording) -> str:
    rows = rows_of(measured.measure)
    assert rows is not None  # counts have rows
    if is_none(measured.bound) and proof.verdict is Verdict.MET:
        return requirement(measured, words)
    need = needed(measured, proof, words)
    text = words.say("found-count", rows=words.rows(rows), found=found, need=need)
    high = proof.interval.high if proof.interval else None
    if high != 0 or rows.relation == MEMBERS:
        return text
    return text + words.say("found-nothing-on", sheet=sheet_of(rows.relation, words))


def _with_details(measured: Measured, proof: Proof, found: str, words: Wording) -> str:
    """A number with what it is made of, where that can be told in short."""
    match measured.measure:
        case Years(rows) if rows.window is not None:
            years = sorted(_sure_years(proof, rows.window))
            named = _years_text(years, rows.window, words)
            return words.say("found-years", found=found, years=named) if named else found
        case Total(fact=fact):
            details = "; ".join(_addends(fact, proof, words))
        case Months():
            values = dict(proof.values).items()
            details = "; ".join(found_value(fact, value, words) for fact, value in values)
        case _:
            details = ""
    return words.say("found-with", found=found, details=details) if details else found


def _addends(fact: str, proof: Proof, words: Wording) -> Iterator[str]:
    """What each row adds to a sum; nothing where there are too many of them."""
    rows = [row for row in proof.rows if row.verdict is Verdict.MET and fact in row.row.fields]
    if len(rows) <= MOST_ROWS:
        for row in rows:
            value = row.row.value(fact)
            told = found_value(fact, value, words)
            if value.scalar is not None:
                told = words.scalar(fact, value.scalar)
            year = year_text(row, words)
            yield f"{year}: {told}" if year else told


def year_text(row: RowProof, words: Wording) -> str:
    """The year of a row as people write it; the empty text where it is not known."""
    scalar = row.row.year.scalar
    if isinstance(scalar, int):
        return words.say("span-one", first=str(scalar))
    if isinstance(scalar, SchoolYear):
        return words.say("span-school-one", first=str(scalar))
    return (
        words.say("day-fixed", day=day_text(scalar, words.lang)) if isinstance(scalar, date) else ""
    )


def _sure_years(proof: Proof, window: Window) -> set[int]:
    """The years of the window that surely have a row."""
    spans = [row.row.years(window.axis) for row in proof.rows if row.verdict is Verdict.MET]
    return {low for low, high in spans if low is not None and low == high and low in window}


def _years_text(years: list[int], window: Window, words: Wording) -> str:
    labels = [window.axis.label(year) for year in years]
    if len(labels) > MOST_ROWS and years[-1] - years[0] == len(years) - 1:
        return words.say("range-low-high", low=labels[0], high=labels[-1])
    return ", ".join(labels)


def _run(rows: Rows, measured: Measured, proof: Proof, words: Wording, because: Because) -> str:
    """A run of years: which they are, and at which year it breaks off."""
    interval = proof.interval or UNBOUND
    found = interval_text(measured.measure, interval, words)
    window, ending = rows.window, ""
    message = words.say("found-streak", found=found)
    if window is not None and isinstance(interval.low, Fraction):
        length = int(interval.low)
        end = _run_end(length, proof, window)
        if end is not None and length:
            run = _years_text([*range(end - length + 1, end + 1)], window, words)
            message = words.say("found-streak-years", found=found, years=run)
        if end is not None and proof.verdict is not Verdict.MET:
            ending = _break(end - length, rows, proof, words, because)
    need = needed(measured, proof, words)
    name = noun(measured.measure, words)
    return words.say("found-run", measure=name, found=message, need=need) + ending


def _run_end(length: int, proof: Proof, window: Window) -> int | None:
    """The last year of the run; None where rows cut the window and leave a doubt."""
    if window.until is None:
        return window.last
    years = _sure_years(proof, window)
    ends = [end for end in window.years if length and _run_to(end, years) == length]
    return ends[0] if len(ends) == 1 else None


def _run_to(end: int, years: set[int]) -> int:
    length = 0
    while end - length in years:
        length += 1
    return length


def _break(year: int, rows: Rows, proof: Proof, words: Wording, because: Because) -> str:
    """The year that ends a run, and why; the empty text where only the window ends it."""
    window = rows.window
    if window is None or year not in window:
        return ""
    there = [row for row in proof.rows if row.row.years(window.axis) == (year, year)]
    failing = [p for row in there for p in row.proofs if p.verdict is not Verdict.MET]
    if not failing and window.since is not None:
        return ""
    is_open = any(row.verdict is Verdict.UNKNOWN for row in there)
    missing = not there or all(not row.row.fields for row in there)
    told = "" if missing else "; ".join(dict.fromkeys(because(p, words) for p in failing))
    reason = words.say("found-break-reason", reason=told) if told else ""
    message = "found-break-open" if is_open else "found-break"
    return words.say(message, year=words.year(year, window.axis), reason=reason)
