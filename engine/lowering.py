"""Turn conditions as people write them into the algebra, checked against the vocabulary.

Every parameter, definition and window is resolved here, so that whoever decides sees only
facts, values and years.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .conditions import (
    MEMBERS,
    All,
    Amount,
    AnyOf,
    AtLeast,
    Attested,
    Bound,
    Choose,
    Compare,
    Condition,
    Count,
    Defined,
    Eligible,
    Every,
    Known,
    Measured,
    Not,
    Op,
    Other,
)
from .context import Context, exact, known
from .facts import Scalar
from .holding import lower_holds
from .measures import lower_measured
from .selections import Lower, rows_of_shape
from .shapes import (
    AllShape,
    AnyShape,
    AttestedShape,
    ChooseShape,
    ConditionShape,
    EligibleShape,
    EveryShape,
    FactShape,
    HeadShape,
    HoldsShape,
    MeetsShape,
    NoneShape,
    NotShape,
    OfShape,
    SomeShape,
    UnitShape,
)
from .vocabulary import FactSpec

_ORDERED = (Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.LESS_THAN, Op.BETWEEN)
_LISTED = (Op.ONE_OF, Op.NONE_OF, Op.BETWEEN)


def lower(shape: ConditionShape, context: Context) -> Condition:
    """Turn one condition into the algebra.

    Raises:
        ShapeError: it names something that does not exist, or compares what cannot be compared.
    """
    match shape:
        case FactShape():
            return _fact(shape, context)
        case AttestedShape(attested=fact, by=body):
            return _attested(fact, body, context)
        case AllShape(all=parts):
            return All(tuple(_parts(parts, "all", context)))
        case AnyShape(any=parts):
            return AnyOf(tuple(_parts(parts, "any", context)))
        case OfShape(of=parts, at_least=number):
            return AtLeast(number, tuple(_parts(parts, "of", context)))
        case NotShape(not_=part):
            return Not(lower(part, context.at("not")))
        case ChooseShape(when=when, then=then, otherwise=otherwise):
            return Choose(
                lower(when, context.at("when")),
                lower(then, context.at("then")),
                lower(otherwise, context.at("otherwise")),
            )
        case SomeShape(some=relation):
            rows = rows_of_shape(relation, shape, context.at("some"), lower)
            return Measured(Count(rows), Bound(Op.AT_LEAST, Fraction(1)))
        case NoneShape(none=relation):
            rows = rows_of_shape(relation, shape, context.at("none"), lower)
            return Measured(Count(rows), Bound(Op.AT_MOST, Fraction(0)))
        case EveryShape():
            return _every(shape, context)
        case UnitShape(unit=part):
            return _unit(part, context)
        case HeadShape(head=part):
            return _head(part, context)
        case HoldsShape():
            return lower_holds(shape, context, lower)
        case EligibleShape(eligible=title):
            return _eligible(title, context.at("eligible"))
        case MeetsShape(meets=name):
            return _meets(name, context)
        case _:
            return lower_measured(shape, context, lower)


_: Lower = lower


def _parts(parts: Iterable[ConditionShape], key: str, context: Context) -> Iterator[Condition]:
    for index, part in enumerate(parts):
        yield lower(part, context.at(key, index))


def _fact(shape: FactShape, context: Context) -> Condition:
    spec = context.at("fact").fact(shape.fact)
    if shape.known:
        return Known(shape.fact)
    operator, raw = shape.operators()[0]
    op, here = Op(operator), context.at(operator)
    if spec.type == "attestation":
        raise context.at("fact").error("attestation-compared", fact=shape.fact)
    if spec.type == "year":
        raise context.at("fact").error("year-compared", fact=shape.fact)
    if isinstance(raw, dict):
        return _against_fact(shape.fact, op, raw, here)
    listed = raw if op in _LISTED else (raw,)
    operands = tuple(_operand(each, shape.fact, here) for each in listed)
    if op in _ORDERED:
        return Compare(shape.fact, op, operands, _order(shape.fact, spec, op, here))
    return Compare(shape.fact, op, operands, _places(shape.fact, spec, here))


def _against_fact(fact: str, op: Op, raw: dict[str, object], context: Context) -> Condition:
    """``{fact: dropouts, less_than: {fact: dropouts_last_year}}``."""
    if set(raw) != {"fact"} or op in _LISTED:
        raise context.error("not-a-fact", found=", ".join(map(str, raw)))
    other = str(raw["fact"])
    types = {context.fact(name, "integer", "number", "date").type for name in (fact, other)}
    if "date" in types and len(types) > 1:
        raise context.error("wrong-kind", fact=other, type="number", expected="date")
    return Measured(Amount(fact), Bound(op, against=Amount(other)))


def _places(fact: str, spec: FactSpec, context: Context) -> tuple[str, ...]:
    """The scale of a choice whose values have an order, for those only partly known."""
    if spec.type != "choice" or not context.vocabulary.scale_of(fact).ordered:
        return ()
    return tuple(choice.id for choice in context.vocabulary.scale_of(fact).values)


def _order(fact: str, spec: FactSpec, op: Op, context: Context) -> tuple[str, ...]:
    """The scale to compare by; only numbers, dates and ordered scales have more and less."""
    order = _places(fact, spec, context)
    if order or spec.type in ("integer", "number", "date"):
        return order
    raise context.error("not-ordered", fact=fact, op=op.value)


def _operand(raw: object, fact: str, context: Context) -> Scalar:
    spec = context.facts[fact]
    if isinstance(raw, str) and raw.startswith("$"):
        raw = context.parameter(raw)
    if spec.type == "choice":
        choices = [choice.id for choice in context.vocabulary.scale_of(fact).values]
        known(str(raw), choices, "value", context)
        return str(raw)
    found = _typed(raw, spec, context)
    if found is None:
        raise context.error("wrong-type", fact=fact, type=spec.type, found=_written(raw))
    return found


def _written(raw: object) -> str:
    """A value as people write it in a pack."""
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def _typed(raw: object, spec: FactSpec, context: Context) -> Scalar | None:
    """A written value as its type has it; None where it is of another type."""
    match spec.type, raw:
        case "boolean", bool():
            return raw
        case "text", str():
            return raw
        case "date", date():
            return raw
        case ("integer" | "number", int() | float() | str()) if not isinstance(raw, bool):
            number = exact(raw, context)
            if number.denominator == 1 and spec.type == "integer":
                return int(number)
            return _decimal(number, context) if spec.type == "number" else None
        case _:
            return None


def _decimal(number: Fraction, context: Context) -> Decimal:
    """Six decimals, like the cells of a workbook; more would never be equal to any."""
    millionths = number * 10**6
    if millionths.denominator != 1:
        raise context.error("too-fine", found=str(number))
    return Decimal(int(millionths)).scaleb(-6).normalize()


def _attested(fact: str, body: str, context: Context) -> Condition:
    spec = context.at("attested").fact(fact)
    if spec.type != "attestation":
        raise context.at("attested").error("not-attestation", fact=fact)
    if spec.body != body:
        raise context.at("by").error("wrong-body", fact=fact, body=spec.body or "")
    return Attested(fact, body)


def _every(shape: EveryShape, context: Context) -> Every:
    rows = rows_of_shape(shape.every, shape, context.at("every"), lower)
    inside = _asked_rows(shape.every, context)
    return Every(rows, lower(shape.satisfies, inside.at("satisfies")))


def _asked_rows(relation: str, context: Context) -> Context:
    if relation == MEMBERS:
        return replace(context, subject="person", asked=(*context.asked, MEMBERS))
    return replace(context, relation=relation)


def _unit(part: ConditionShape, context: Context) -> Other:
    here = context.at("unit")
    if context.subject != "person" or context.relation is not None or context.asked:
        raise here.error("no-other", whom="unit")
    return Other("unit", lower(part, replace(here, subject="unit", asked=("unit",))))


def _head(part: ConditionShape, context: Context) -> Other:
    here = context.at("head")
    heads = context.vocabulary.sheet("person").field_with("heads")
    if heads is None or context.relation is not None or {"head", MEMBERS} & {*context.asked}:
        raise here.error("no-other", whom="head")
    asked = replace(here, subject="person", asked=(*context.asked, "head"))
    head = Other("head", lower(part, asked), heads)
    return head if context.subject == "unit" else Other("unit", head)


def _eligible(title: str, context: Context) -> Eligible:
    known(title, context.pack.titles, "title", context)
    if context.relation is not None:
        raise context.error("title-in-row", name=title)
    if context.pack.titles[title].subject != context.subject:
        raise context.error("title-of-others", name=title)
    return Eligible(f"{context.pack.pack}/{title}")


def _meets(name: str, context: Context) -> Condition:
    known(name, context.pack.definitions, "definition", context.at("meets"))
    if name in context.inside:
        chain = " → ".join((*context.inside, name))
        raise context.at("meets").error("definition-cycle", chain=chain)
    there = replace(
        context,
        path=("definitions", name, "condition"),
        inside=(*context.inside, name),
    )
    return Defined(name, lower(context.pack.definitions[name].condition, there))
