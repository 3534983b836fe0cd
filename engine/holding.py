"""Turn ``holds`` into the algebra: recorded decisions, and this run's conclusion instead."""

from fractions import Fraction

from .conditions import (
    All,
    Bound,
    Compare,
    Condition,
    Count,
    Eligible,
    Holds,
    Known,
    Measured,
    Not,
    Op,
    Rows,
)
from .context import Context, known
from .selections import Lower, window_of
from .shapes import (
    HoldsShape,
)
from .vocabulary import SheetSpec


def lower_holds(shape: HoldsShape, context: Context, lower: Lower) -> Holds:
    """By a recorded decision of the years asked for, or else by this run's conclusion.

    Raises:
        ShapeError: there is no such title, or it cannot be asked here.
    """
    here = context.at("holds")
    if context.relation is not None:
        raise here.error("title-in-row", name=shape.holds)
    own = None if shape.recorded else _own(shape.holds, here)
    records = _records(context)
    value = _recorded_as(shape.holds, own, context)
    if own is None and (records is None or value is None):
        known(shape.holds, [*context.pack.titles, *recorded_titles(context)], "title", here)
        raise here.error("title-not-in-force", name=shape.holds)
    window = window_of(shape.within, context.at("within"), lower)
    if own is not None and context.year not in window:
        own = None
    if records is None or value is None:
        return Holds(shape.holds, own or Known(""), None, own)
    award, revoked = records.field_with("award") or "", records.field_with("revoked")
    is_award: Condition = Compare(award, Op.IS, (value,))
    taken_back = Compare(revoked, Op.IS, (True,)) if revoked else None
    valid = All((is_award, Not(taken_back))) if taken_back else is_award

    def some(where: Condition) -> Measured:
        return Measured(Count(Rows(records.id, where, window)), Bound(Op.AT_LEAST, Fraction(1)))

    gone = some(All((is_award, taken_back))) if taken_back else None
    return Holds(shape.holds, some(valid), gone, own)


def _own(title: str, context: Context) -> Eligible | None:
    """The title of this pack, else of the only other pack of the run, that is meant."""
    if title in context.pack.titles:
        if context.pack.titles[title].subject != context.subject:
            raise context.error("title-of-others", name=title)
        if not context.pack.titles[title].is_in_force(context.received):
            return None
        return Eligible(f"{context.pack.pack}/{title}")
    found = [
        f"{pack.pack}/{name}"
        for pack in context.packs
        for name, spec in pack.titles.items()
        if title in (f"{pack.pack}/{name}", name, spec.recorded_as)
        and spec.subject == context.subject
        and spec.is_in_force(context.received)
    ]
    if len(found) > 1:
        raise context.error("title-ambiguous", name=title, found=", ".join(found))
    return Eligible(found[0]) if found else None


def _records(context: Context) -> SheetSpec | None:
    """The relation of recorded decisions about this kind of subject."""
    sheets = (s for s in context.vocabulary.sheets if s.kind == "closed" and s.field_with("award"))
    return next((sheet for sheet in sheets if context.subject in sheet.subjects), None)


def recorded_titles(context: Context) -> list[str]:
    """The values under which decisions about this kind of subject are recorded."""
    records = _records(context)
    field = records.field_with("award") if records else None
    if field is None:
        return []
    return [choice.id for choice in context.vocabulary.scale_of(field).values]


def _recorded_as(title: str, own: Eligible | None, context: Context) -> str | None:
    """The value under which decisions about a title are recorded, if there is one."""
    name = title.rpartition("/")[2]
    for pack in context.packs:
        for known_as, spec in pack.titles.items():
            is_meant = title in (f"{pack.pack}/{known_as}", known_as) and (
                own is None or own.title == f"{pack.pack}/{known_as}"
            )
            if is_meant and spec.recorded_as:
                name = spec.recorded_as
    return name if name in recorded_titles(context) else None
