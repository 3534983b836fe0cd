"""Write single values the way people do: numbers, days, choices, ranges.

Knows the vocabulary and the catalogue, not conditions.
"""

from datetime import date
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from ..facts import Scalar, Value
from ..locale import say
from ..vocabulary import Vocabulary

_EXACT = Context(prec=40, traps=[Inexact])


def day_text(day: date, lang: str) -> str:
    """A day."""
    return day.isoformat() if lang == "en" else day.strftime("%d/%m/%Y")


def number_text(number: Fraction, lang: str) -> str:
    """A number: as a decimal where that is exact, else as a fraction."""
    return decimal_text(number, lang) or str(number)


def decimal_text(number: Fraction, lang: str) -> str | None:
    """A number as an exact decimal of at most six places; None where there is none."""
    if number.denominator == 1:
        return str(number.numerator)
    if 10**6 % number.denominator:
        return None
    quotient = _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"{quotient:f}".replace(".", say(lang, "decimal-mark"))


def percent_text(share: Fraction, lang: str) -> str:
    """A share in percent where that is exact, else as a fraction."""
    hundredths = decimal_text(share * 100, lang)
    return str(share) if hundredths is None else f"{hundredths}%"


def scalar_text(fact: str, scalar: Scalar, vocabulary: Vocabulary, lang: str) -> str:
    """A value of a fact."""
    if isinstance(scalar, bool):
        return say(lang, "yes" if scalar else "no")
    if isinstance(scalar, date):
        return day_text(scalar, lang)
    if isinstance(scalar, Decimal):
        return number_text(Fraction(scalar), lang)
    if vocabulary.fields[fact].type == "choice":
        return vocabulary.scale_of(fact).label(str(scalar)).in_language(lang)
    return str(scalar)


def range_text(fact: str, value: Value, vocabulary: Vocabulary, lang: str) -> str:
    """The range of a value that is only partly known."""
    ends = {
        name: scalar_text(fact, end, vocabulary, lang)
        for name, end in (("low", value.low), ("high", value.high))
        if end is not None
    }
    return say(lang, f"range-{'-'.join(ends)}" if ends else "range-open", **ends)
