"""Turn conditions as people write them into the algebra, checked against the vocabulary.

Every parameter, definition and window is resolved here, so that whoever decides sees only
facts, values and years.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import assert_never

from .conditions import (
    MEMBERS,
    All,
    AnyOf,
    Attested,
    Bound,
    Compare,
    Condition,
    Count,
    Defined,
    Eligible,
    Every,
    Known,
    Not,
    Op,
    Window,
)
from .errors import ShapeError
from .facts import Scalar
from .pack import (
    AllShape,
    AnyShape,
    AttestedShape,
    ConditionShape,
    CountShape,
    EligibleShape,
    EveryShape,
    FactShape,
    MeasureShape,
    MeetsShape,
    NoneShape,
    NotShape,
    Pack,
    SomeShape,
    WindowShape,
    Within,
)
from .vocabulary import FactSpec, SubjectKind, Vocabulary

Path = tuple[str | int, ...]
_ORDERED = (Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.LESS_THAN)


@dataclass(frozen=True, slots=True)
class Context:
    """Where a condition stands: its pack, the judged year, whom it is about, its path.

    ``relation`` is set inside ``where`` and ``satisfies``; ``inside`` names the definitions
    being resolved, to find one that uses itself.
    """

    pack: Pack
    vocabulary: Vocabulary
    year: int
    subject: SubjectKind
    path: Path
    relation: str | None = None
    inside: tuple[str, ...] = ()

    def at(self, *keys: str | int) -> "Context":
        """The same place, further in."""
        return replace(self, path=(*self.path, *keys))

    @property
    def facts(self) -> dict[str, FactSpec]:
        """The facts that a condition may name here."""
        if self.relation is None:
            return self.vocabulary.facts_of(self.subject)
        return dict(self.vocabulary.sheet(self.relation).fields)


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
        case NotShape(not_=part):
            return Not(lower(part, context.at("not")))
        case CountShape(count=relation):
            return _count(relation, shape, _bound(shape, context), context.at("count"))
        case SomeShape(some=relation):
            return _count(relation, shape, Bound(Op.AT_LEAST, 1), context.at("some"))
        case NoneShape(none=relation):
            return _count(relation, shape, Bound(Op.AT_MOST, 0), context.at("none"))
        case EveryShape():
            return _every(shape, context)
        case EligibleShape(eligible=title):
            known(title, context.pack.titles, "title", context.at("eligible"))
            return Eligible(f"{context.pack.pack}/{title}")
        case MeetsShape(meets=name):
            return _meets(name, context)
        case _:
            assert_never(shape)


def lower_measure(shape: MeasureShape, context: Context) -> Count:
    """Turn a measure to rank by into a count that any number passes."""
    return _count(shape.count, shape, Bound(Op.AT_LEAST, 0), context.at("count"))


def known(name: str, names: Iterable[str], kind: str, context: Context) -> None:
    """Check that a name exists, else suggest the nearest one.

    Raises:
        ShapeError: it does not.
    """
    names = list(names)
    if name not in names:
        near = get_close_matches(name, names, n=1)
        raise ShapeError(
            context.path, f"unknown-{kind}", name=name, near=near[0] if near else ", ".join(names)
        )


def _parts(parts: Iterable[ConditionShape], key: str, context: Context) -> Iterator[Condition]:
    for index, part in enumerate(parts):
        yield lower(part, context.at(key, index))


def _fact(shape: FactShape, context: Context) -> Condition:
    known(shape.fact, context.facts, "fact", context.at("fact"))
    spec = context.facts[shape.fact]
    if shape.known:
        return Known(shape.fact)
    name = next(iter(shape.model_fields_set - {"fact"}))
    op = Op(name.rstrip("_"))
    raw = getattr(shape, name)
    listed = raw if op in (Op.ONE_OF, Op.NONE_OF) else (raw,)
    here = context.at(op.value)
    order = _order(shape.fact, spec, op, here)
    return Compare(shape.fact, op, tuple(_operand(o, shape.fact, here) for o in listed), order)


def _order(fact: str, spec: FactSpec, op: Op, context: Context) -> tuple[str, ...]:
    """The scale to compare by; only numbers, years, dates and ordered scales have more and less."""
    if op not in _ORDERED:
        return ()
    if spec.type == "choice":
        scale = context.vocabulary.scale_of(fact)
        if scale.ordered:
            return tuple(choice.id for choice in scale.values)
    elif spec.type in ("integer", "year", "date"):
        return ()
    raise ShapeError(context.path, "not-ordered", fact=fact, op=op.value)


def _operand(raw: object, fact: str, context: Context) -> Scalar:
    spec = context.facts[fact]
    if isinstance(raw, str) and raw.startswith("$"):
        return _parameter(raw, context)
    expected: dict[str, type] = {"boolean": bool, "integer": int, "year": int, "text": str}
    if spec.type == "choice":
        choices = [choice.id for choice in context.vocabulary.scale_of(fact).values]
        known(str(raw), choices, "value", context)
        return str(raw)
    wanted = expected.get(spec.type)
    if wanted is None or not isinstance(raw, wanted) or (wanted is int and isinstance(raw, bool)):
        raise ShapeError(context.path, "wrong-type", fact=fact, type=spec.type, found=str(raw))
    return raw  # type: ignore[return-value]  # narrowed by the table above


def _parameter(reference: str, context: Context) -> int:
    name = reference.removeprefix("$")
    known(name, context.pack.parameters, "parameter", context)
    return context.pack.parameters[name].value


def _attested(fact: str, body: str, context: Context) -> Condition:
    known(fact, context.facts, "fact", context.at("attested"))
    spec = context.facts[fact]
    if spec.type != "attestation":
        raise ShapeError(context.at("attested").path, "not-attestation", fact=fact)
    if spec.body != body:
        raise ShapeError(context.at("by").path, "wrong-body", fact=fact, body=spec.body or "")
    return Attested(fact, body)


def _bound(shape: CountShape, context: Context) -> Bound:
    name = next(iter(shape.model_fields_set - {"count", "within", "where"}))
    op, raw = Op(name.rstrip("_")), getattr(shape, name)
    if isinstance(raw, int):
        return Bound(op, raw)
    if not raw.startswith("$"):
        raise ShapeError(context.at(op.value).path, "not-number", found=raw)
    return Bound(op, _parameter(raw, context.at(op.value)), raw.removeprefix("$"))


def _count(
    relation: str,
    shape: CountShape | SomeShape | NoneShape | MeasureShape,
    bound: Bound,
    context: Context,
) -> Count:
    rows = _inside(relation, context)
    where = _where(shape.where, rows)
    return Count(relation, where, _window(relation, shape.within, context), bound)


def _every(shape: EveryShape, context: Context) -> Every:
    rows = _inside(shape.every, context.at("every"))
    return Every(
        shape.every,
        _where(shape.where, rows),
        _window(shape.every, shape.within, context.at("every")),
        lower(shape.satisfies, replace(rows, path=(*context.path, "satisfies"))),
    )


def _where(where: ConditionShape | None, rows: Context) -> Condition | None:
    return lower(where, rows.at("where")) if where is not None else None


def _inside(relation: str, context: Context) -> Context:
    """The context of the rows of a relation, checked to be one that the subject has."""
    outside = replace(context, path=context.path[:-1])
    if context.relation is not None:
        raise ShapeError(context.path, "relation-in-row", name=relation)
    if relation == MEMBERS and context.subject == "unit":
        return replace(outside, subject="person")
    has = [s.id for s in context.vocabulary.sheets if s.kind in ("closed", "yearly")]
    has = [name for name in has if context.subject in context.vocabulary.sheet(name).subjects]
    known(relation, [*has, *([MEMBERS] if context.subject == "unit" else [])], "relation", context)
    return replace(outside, relation=relation)


def _window(relation: str, within: Within | None, context: Context) -> Window | None:
    years = context.pack.years
    if within is None:
        if relation != MEMBERS and context.vocabulary.sheet(relation).kind == "yearly":
            raise ShapeError(context.path, "window-missing", name=relation)
        return None
    if relation == MEMBERS:
        raise ShapeError(context.path, "window-on-members")
    if isinstance(within, WindowShape):
        if within.last is not None:
            return Window(context.year - within.last + 1, context.year)
        return Window(within.from_ or 0, within.to or 0)
    return Window(years.from_, min(years.to, context.year))


def _meets(name: str, context: Context) -> Condition:
    known(name, context.pack.definitions, "definition", context.at("meets"))
    if name in context.inside:
        chain = " → ".join((*context.inside, name))
        raise ShapeError(context.at("meets").path, "definition-cycle", chain=chain)
    there = replace(
        context,
        path=("definitions", name, "condition"),
        inside=(*context.inside, name),
    )
    return Defined(name, lower(context.pack.definitions[name].condition, there))
