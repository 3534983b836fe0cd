"""Word measures and their bounds: what is measured, what is asked of it, what was found.

Knows no verdict; ``figures`` says why a measure has its own.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, assert_never

from ..conditions import (
    MEMBERS,
    Amount,
    Bound,
    Count,
    Day,
    Extreme,
    Measure,
    Measured,
    Moment,
    Months,
    Op,
    Share,
    Streak,
    Total,
    Window,
    Years,
)
from ..findings import Interval, Number
from ..plan import Degree, Ranked
from .values import day_text, decimal_text, number_text, percent_text

if TYPE_CHECKING:
    from .wording import Wording

    Write = Callable[[Measure, Number, Wording], str]

Family = Literal["number", "time", "scale"]
"""How more and less are called: more and fewer, later and earlier, better and worse."""

LIMITS = (Op.AT_MOST, Op.LESS_THAN)
"""Bounds that allow something instead of asking for it."""

LONG_TIME = 60
"""From so many months on, whole years are told as years."""


def requirement(measured: Measured, words: "Wording") -> str:
    """Say what is asked of a measure."""
    return _asked(measured.measure, measured.bound, words) + _if_none(measured.if_none, words)


def _asked(measure: Measure, bound: Bound, words: "Wording") -> str:
    text = bound_of(measure, bound, words, _bare)
    if bound.against is None and bound.op not in (Op.IS_NOT, Op.MULTIPLE_OF):
        match measure:
            case Count(rows) if is_none(bound):
                return words.say("ask-none", rows=words.rows(rows))
            case Count() | Years() | Streak():
                return words.say("ask-count", thing=thing(measure, words), bound=text)
            case Months():
                return words.say("ask-months", bound=text, **_ends(measure, words))
            case Share(rows, part):
                details = {"rows": words.rows(rows), "part": words.predicate(part)}
                is_all = bound.number == 1 and bound.op in (Op.IS, Op.AT_LEAST)
                return words.say("ask-share-all" if is_all else "ask-share", bound=text, **details)
            case _:
                pass
    return words.say("ask-measure", measure=noun(measure, words), bound=text)


def _if_none(if_none: bool | None, words: "Wording") -> str:
    if if_none is None:
        return ""
    return words.say("ask-if-none-met" if if_none else "ask-if-none-not-met")


def is_none(bound: Bound) -> bool:
    """Whether a bound says that there must be nothing at all."""
    return bound.op is Op.AT_MOST and bound.number == 0 and bound.against is None


def noun(measure: Measure, words: "Wording") -> str:
    """What is measured, as a noun."""
    match measure:
        case Count() | Years() | Streak():
            return words.say("noun-number", thing=thing(measure, words))
        case Share(rows, part):
            return words.say("noun-share", rows=words.rows(rows), part=words.predicate(part))
        case Total(rows, fact):
            of = words.say("noun-of-members") if rows.relation == MEMBERS else ""
            of += words.where(rows.where) + words.window(rows.window)
            return words.say("noun-total", fact=words.fact(fact), of=of)
        case Extreme():
            return _extreme(measure, words)
        case Amount(fact):
            return words.fact(fact)
        case Months():
            return words.say("noun-months", **_ends(measure, words))
        case _:
            assert_never(measure)


def thing(measure: Count | Years | Streak, words: "Wording") -> str:
    """What is counted: rows, years with rows, or consecutive years with rows."""
    rows = measure.rows
    match measure:
        case Count():
            return words.rows(rows)
        case Years():
            return words.say("thing-years", rows=words.rows(rows))
        case Streak():
            bare = words.relation(rows.relation) + words.where(rows.where)
            return words.say("thing-streak", rows=bare) + _ending(rows.window, words)
        case _:
            assert_never(measure)


def _ending(window: Window | None, words: "Wording") -> str:
    """The year from which a streak is counted back."""
    if window is None or window.until is not None:
        return words.edges(window) if window else ""
    is_before = window.last == words.plan.year - 1
    year = words.year(window.last, window.axis)
    message = "ending-before" if is_before else "ending"
    return words.say(message, year=year) + words.edges(window)


def _extreme(extreme: Extreme, words: "Wording") -> str:
    end = "greatest" if extreme.greatest else "least"
    rows = words.rows(extreme.rows)
    if extreme.fact is None:
        return words.say(f"noun-year-{end}", rows=rows)
    family = family_of(extreme, words)
    return words.say(f"noun-{family}-{end}", fact=words.fact(extreme.fact), rows=rows)


def _ends(months: Months, words: "Wording") -> dict[str, str]:
    return {"start": _moment(months.start, words), "end": _moment(months.end, words)}


_DAYS = ("received", "year_start", "year_end", "next_year_start", "decided")


def _moment(moment: Moment, words: "Wording") -> str:
    if not isinstance(moment, Day):
        return noun(moment, words)
    name = moment.name if moment.name in _DAYS else "fixed"
    return words.say(f"day-{name.replace('_', '-')}", day=day_text(moment.day, words.lang))


def family_of(measure: Measure, words: "Wording") -> Family:
    """How more and less of a measure are called."""
    match measure:
        case Extreme(fact=None):
            return "time"
        case Extreme(fact=str(fact)):
            return family_of_fact(fact, measure.order, words)
        case Amount(fact):
            return family_of_fact(fact, (), words)
        case _:
            return "number"


def family_of_fact(fact: str, order: tuple[str, ...], words: "Wording") -> Family:
    """How more and less of a fact are called."""
    kind = words.vocabulary.fields[fact].type
    if order or kind == "choice":
        return "scale"
    return "time" if kind in ("date", "year") else "number"


def bound_text(family: Family, op: Op, told: Sequence[str], words: "Wording") -> str:
    """A comparison with one value, or with two for ``between``."""
    if op is Op.BETWEEN:
        return words.say(f"bound-{family}-between", low=told[0], high=told[1])
    return words.say(f"bound-{family}-{op.value}".replace("_", "-"), value=told[0])


def bound_of(measure: Measure, bound: Bound, words: "Wording", write: "Write") -> str:
    """What a bound asks of a measure; ``write`` writes its numbers."""
    family = family_of(measure, words)
    if bound.against is not None:
        message = f"against-{family}-{bound.op.value}".replace("_", "-")
        return words.say(message, other=noun(bound.against, words))
    ends = [bound.number, *([bound.most] if bound.most is not None else [])]
    return bound_text(family, bound.op, [write(measure, end, words) for end in ends], words)


def _bare(measure: Measure, number: Number, words: "Wording") -> str:
    """A number behind a noun that says already that it counts years."""
    return str(number) if isinstance(measure, Years | Streak) else told(measure, number, words)


def told(measure: Measure, number: Number, words: "Wording") -> str:
    """A number of a measure as people write it."""
    if not isinstance(number, Fraction):
        return words.say("day-fixed", day=day_text(number, words.lang))
    match measure:
        case Share():
            return percent_text(number, words.lang)
        case Years() | Streak():
            return _years(number, words)
        case Months():
            return _months(int(number), words)
        case Extreme(fact=None, axis=axis):
            return words.year(int(number), axis)
        case Extreme(fact=str(fact), order=order) if order:
            return words.scalar(fact, order[int(number)])
        case _:
            return number_text(number, words.lang)


def _years(number: Fraction, words: "Wording") -> str:
    return words.say("unit-year" if number == 1 else "unit-years", number=str(number))


def _months(number: int, words: "Wording") -> str:
    """Months; a long time in years, and months beyond them."""
    if number < LONG_TIME:
        return words.say("unit-month" if number == 1 else "unit-months", number=str(number))
    years, months = divmod(number, 12)
    whole = _years(Fraction(years), words)
    return f"{whole} {_months(months, words)}" if months else whole


def ranking_text(ranked: Ranked, interval: Interval, words: "Wording") -> str:
    """What the eligible are ranked by, as it was found: a measure, or whether something holds."""
    if not isinstance(ranked, Degree):
        return interval_text(ranked, interval, words)
    if interval.low != interval.high:
        return words.say("found-degree-open")
    return words.say("found-degree-met" if interval.low else "found-degree-not-met")


def interval_text(measure: Measure, interval: Interval, words: "Wording") -> str:
    """A measure that was found, or the range that it lies in."""
    low, high = interval.low, interval.high
    is_time = family_of(measure, words) == "time"
    if low is None and high is None:
        return words.say("found-open")
    if low is None or high is None:
        end = _end(measure, interval, high is None, words)
        side = "low" if high is None else "high"
        return words.say(f"found-{'time' if is_time else 'number'}-{side}", end=end)
    first = _end(measure, interval, True, words)
    if low == high:
        return first
    return words.say("found-range", low=first, high=_end(measure, interval, False, words))


def _end(measure: Measure, interval: Interval, is_low: bool, words: "Wording") -> str:
    end, of = (interval.low, interval.of[0]) if is_low else (interval.high, interval.of[1])
    assert end is not None  # the caller asks for ends that there are
    if isinstance(measure, Share) and isinstance(end, Fraction) and of:
        return _parts(end, of, words)
    return told(measure, end, words)


def _parts(share: Fraction, of: int, words: "Wording") -> str:
    """A share with the numbers it is made of; percent that are not exact are cut off."""
    parts = {"part": str(share * of), "whole": str(of)}
    exact = decimal_text(share * 100, words.lang)
    if exact is not None:
        return words.say("share-exact", percent=exact, **parts)
    tenths = Fraction(int(share * 1000), 10)
    return words.say("share-near", percent=number_text(tenths, words.lang), **parts)
