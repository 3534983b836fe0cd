"""What the columns of a dataset's files say, as the whole numbers in which tables keep it.

A value that its column may not hold is null, like a blank; which of the two it is, is asked
beside it. Knows no rows and no subjects.
"""

from datetime import date

import ibis
from ibis.expr import datatypes as dt
from ibis.expr import types as ir

from ..decide.frames import MILLION
from ..decide.intervals import TRUE
from ..facts import Axis
from ..vocabulary import FactSpec, Vocabulary

_BETWEEN = " *[,;:()\u2013-] *"
_FIRST, _LAST = 1000, 9999
_LARGEST = 10**9
"""Numbers beyond are nobody's; below, a millionth is told apart even in a float."""

ACCEPTED = {
    "boolean": "boolean",
    "attestation": "boolean",
    "integer": "integer",
    "number": "integer, decimal, double",
    "text": "string",
    "choice": "string",
    "date": "date",
    "year": "integer, string",
}
"""The types of Parquet that a column of the vocabulary may have."""


def fits(spec: FactSpec, type_: dt.DataType) -> bool:
    """Whether a column of a file has a type that its values can be read from."""
    asks = {
        "boolean": (type_.is_boolean,),
        "attestation": (type_.is_boolean,),
        "integer": (type_.is_integer,),
        "number": (type_.is_integer, type_.is_floating, type_.is_decimal),
        "text": (type_.is_string,),
        "choice": (type_.is_string,),
        "date": (type_.is_date,),
        "year": (type_.is_integer, type_.is_string),
    }
    return any(ask() for ask in asks[spec.type])


def stored(column: ir.Value, spec: FactSpec, vocabulary: Vocabulary) -> ir.Value:
    """A column as tables keep it; null where it is blank or says what it may not.

    Parameters: ``column`` has a column of years as ``year_code`` gives them.
    """
    match spec.type:
        case "choice":
            return _choice(column, spec, vocabulary)
        case "integer":
            return _natural(column)
        case "number":
            return _millionths(column, spec)
        case "date":
            return day_number(column)
        case "year":
            return column >> 1
        case "text":
            return column.strip().nullif("")
        case _:
            return column


def _choice(column: ir.Value, spec: FactSpec, vocabulary: Vocabulary) -> ir.Value:
    scale = vocabulary.scales[spec.scale or ""]
    ranks = [(choice.id, ibis.literal(scale.rank(choice.id), "int64")) for choice in scale.values]
    if scale.others is None:
        return column.cases(*ranks)
    other = ibis.literal(scale.rank(scale.others), "int64")
    return ibis.cases((column.notnull(), column.cases(*ranks, else_=other)))


def _natural(column: ir.Value) -> ir.Value:
    return ibis.cases(((column >= 0) & (column < _LARGEST), column.cast("int64")))


def _millionths(column: ir.Value, spec: FactSpec) -> ir.Value:
    least, most = (0, 1) if spec.share else (-_LARGEST, _LARGEST)
    if column.type().is_integer():
        inside = column.between(least, most)
        return ibis.cases((inside, column.cast("int64") * MILLION))
    # Decimals of 128 bits are slow to multiply, and so large ones are left out anyway.
    number = column.cast("float64")
    inside = number.between(least, most) & ~number.isnan()
    return ibis.cases((inside, (number * MILLION).round().cast("int64")))


def day_number(column: ir.Value) -> ir.Value:
    """A day as its eight digits."""
    year = column.year()
    number = year * 10_000 + column.month() * 100 + column.day()
    return ibis.cases((year.between(1, _LAST), number.cast("int64")))


def is_no_day(column: ir.Value) -> ir.BooleanValue:
    """Whether a cell says a day that ``day_number`` does not take."""
    return ~column.between(date.min, date.max).fill_null(TRUE)


def year_code(column: ir.Value) -> ir.IntegerValue:
    """A year as one number, whatever its column: twice its first year, and one for a school year.

    Null where the cell is blank, or says no year.
    """
    if not column.type().is_string():
        return ibis.cases((column.between(_FIRST, _LAST), column.cast("int64") * 2))
    first = column.left(4).try_cast("int64")
    # Written again, for engines take more for numbers than years are: `2e03`, `+202`.
    plain, after = first.cast("string"), (first + 1).cast("string")
    is_school = (column == plain + "-" + after) & first.between(_FIRST, _LAST - 1)
    is_plain = (column == plain) & first.between(_FIRST, _LAST)
    return ibis.cases((is_school, first * 2 + 1), (is_plain, first * 2))


def years(column: ir.Value, axis: Axis) -> tuple[ir.Value, ir.Value]:
    """The first and the last year on an axis that a year or a day may mean.

    Parameters: ``column`` has days, or years as ``year_code`` gives them. See ``Axis.span``: a
    calendar year lies in two school years, and the other way round.
    """
    if column.type().is_date():
        year = column.year().cast("int64")
        if axis.kind == "school":
            month, day = axis.begins
            before = column.month() * 100 + column.day() < month * 100 + day
            year = ibis.cases((before, year - 1), else_=year)
        return year, year
    first, is_school = column >> 1, column & 1
    if axis.kind == "school":
        return first - 1 + is_school, first
    return first, first + is_school


def assumed(spec: FactSpec, vocabulary: Vocabulary) -> ir.Value | None:
    """What a blank cell of a column says, as tables keep it; None if it says nothing."""
    match spec.assumed:
        case None:
            return None
        case bool(answer):
            return ibis.literal(answer)
        case str(choice):
            return ibis.literal(vocabulary.scales[spec.scale or ""].rank(choice), "int64")
        case _:
            return ibis.literal(0, "int64")


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def strip_accents(text: str) -> str:  # type: ignore[empty-body]
    """A text without the marks of its letters; an engine without it is given it."""


def name_key(column: ir.Value) -> ir.Value:
    """A name without case, accents and further spaces, to compare who signed with who is meant."""
    plain = strip_accents(column.lower()).replace("\u0111", "d").strip()
    return ibis.cases((plain.contains("  "), plain.re_replace(" +", " ")), else_=plain)


def is_signature(text: ir.Value, name: ir.Value) -> ir.BooleanValue:
    """Whether a signature is a name, perhaps with a form of address or an office.

    Parameters: both as ``name_key`` gives them.
    """
    parts = ibis.literal("|") + text.re_replace(_BETWEEN, "|") + ibis.literal("|")
    alone = parts.contains(ibis.literal("|") + name + ibis.literal("|"))
    addressed = name.contains(" ") & parts.contains(ibis.literal(" ") + name + ibis.literal("|"))
    # A name that is nowhere in the signature is looked for no further.
    return ibis.cases((text.contains(name), alone | addressed | (text == name)), else_=False)


def years_of_number(day: ir.Value, axis: Axis) -> tuple[ir.Value, ir.Value]:
    """The year on an axis of a day written as eight digits, as its first and its last."""
    year = (day // 10_000).cast("int64")
    if axis.kind == "school":
        month, first = axis.begins
        year = ibis.cases((day % 10_000 < month * 100 + first, year - 1), else_=year)
    return year, year
