"""Where a condition stands while it is turned into the algebra, and what it may name there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from fractions import Fraction

from .errors import ShapeError
from .facts import Axis
from .pack import Pack, Quantity
from .vocabulary import FactSpec, SubjectKind, Vocabulary

Path = tuple[str | int, ...]

# No exponents: a short text must not stand for a number too long to be written out.
_NUMBER = re.compile(r"([+-]?\d{1,18}(?:\.\d{1,18}|/\d{1,18})?)\s*(%?)")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a condition stands: its pack, the judged year, whom it is about, its path.

    ``relation`` is set inside ``where`` and ``satisfies``; ``asked`` tells who else is being
    asked (``unit``, ``head``, ``members``); ``inside`` names the definitions being resolved,
    to find one that uses itself. ``packs`` are all packs of the run, this one too.
    """

    pack: Pack
    vocabulary: Vocabulary
    year: int
    received: date
    subject: SubjectKind
    path: Path = ()
    relation: str | None = None
    asked: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    packs: tuple[Pack, ...] = field(default=(), repr=False)

    def at(self, *keys: str | int) -> "Context":
        """The same place, further in."""
        return replace(self, path=(*self.path, *keys))

    @property
    def axis(self) -> Axis:
        """How the pack counts years."""
        return axis_of(self.pack)

    @property
    def facts(self) -> dict[str, FactSpec]:
        """The facts that a condition may name here."""
        if self.relation is None:
            return self.vocabulary.facts_of(self.subject)
        return dict(self.vocabulary.sheet(self.relation).fields)

    def fact(self, name: str, *types: str) -> FactSpec:
        """The fact with a name, of one of some types.

        Raises:
            ShapeError: there is none here, or it is of another type.
        """
        facts = self.facts
        if name not in facts:
            known(name, facts, "fact", self)
        spec = facts[name]
        if types and spec.type not in types:
            wanted = " | ".join(types)
            raise self.error("wrong-kind", fact=name, type=spec.type, expected=wanted)
        return spec

    def parameter(self, reference: str) -> Quantity:
        """The value of ``$name`` on the day of receipt.

        Raises:
            ShapeError: there is no such parameter, or no value on that day.
        """
        name = reference.removeprefix("$")
        known(name, self.pack.parameters, "parameter", self)
        value = self.pack.parameters[name].on(self.received)
        if value is None:
            raise self.error("parameter-ended", name=name, day=f"{self.received:%d/%m/%Y}")
        return value

    def error(self, code: str, **details: str) -> ShapeError:
        """A mistake at this place."""
        return ShapeError(self.path, code, **details)


def axis_of(pack: Pack) -> Axis:
    """How a pack counts years."""
    if pack.years.begins is None:
        return Axis()
    month, day = pack.years.begins.split("-")
    return Axis(pack.years.axis, (int(month), int(day)))


def known(name: str, names: Iterable[str], kind: str, context: Context) -> None:
    """Check that a name exists, else suggest the nearest one.

    Raises:
        ShapeError: it does not.
    """
    names = list(names)
    if name not in names:
        near = get_close_matches(name, names, n=1)
        raise context.error(
            f"unknown-{kind}", name=name, near=near[0] if near else ", ".join(names)
        )


def exact(raw: Quantity, context: Context) -> Fraction:
    """A number as people write it, exactly: ``2``, ``0.7``, ``70%``, ``2/3``.

    Raises:
        ShapeError: it is none.
    """
    try:
        if isinstance(raw, bool | date):
            raise ValueError(raw)
        written = _NUMBER.fullmatch(str(raw).strip().replace(",", "."))
        if written is None:
            raise ValueError(raw)
        number, percent = written.groups()
        return Fraction(number) / (100 if percent else 1)
    except (ValueError, ArithmeticError) as error:
        raise context.error("not-number", found=str(raw)) from error
