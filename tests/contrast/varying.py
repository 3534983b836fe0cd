"""Random variations of a condition: other numbers, parts, values and windows, as editors make."""

from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

from engine.conditions import All, AnyOf, AtLeast, Bound, Compare, Condition, Op, Window

_OTHERS = {
    Op.AT_LEAST: Op.MORE_THAN,
    Op.MORE_THAN: Op.AT_LEAST,
    Op.AT_MOST: Op.LESS_THAN,
    Op.LESS_THAN: Op.AT_MOST,
}


def varied(rng: Random, node: Any) -> Any:
    """A condition, or part of one, with about one thing changed somewhere in it."""
    if isinstance(node, tuple):
        if not node or not is_dataclass(node[0]):
            return node
        place = rng.randrange(len(node))
        return (*node[:place], varied(rng, node[place]), *node[place + 1 :])
    if rng.random() < 0.5 and (changed := _changed(rng, node)) is not None:
        return changed
    inside = [f.name for f in fields(node) if _has_nodes(getattr(node, f.name))]
    if not inside:
        return _changed(rng, node) or node
    name = rng.choice(inside)
    return replace(node, **{name: varied(rng, getattr(node, name))})


def _has_nodes(part: Any) -> bool:
    if isinstance(part, tuple):
        return bool(part) and all(map(is_dataclass, part))
    return is_dataclass(part) and type(part).__name__ not in ("Axis", "Day")


def _changed(rng: Random, node: Any) -> Any:
    match node:
        case Bound(op, Fraction() as number, _, most, against) if against is None:
            ops = (op, op, _OTHERS.get(op, op))
            step = rng.choice((-1, 0, 1)) * (Fraction(1, 10) if number.denominator > 1 else 1)
            further = most if most is None else most + rng.choice((0, 1))
            return replace(node, op=rng.choice(ops), number=number + step, most=further)
        case Compare(_, op, operands, _) if op in (Op.ONE_OF, Op.NONE_OF) and len(operands) > 1:
            return replace(node, operands=operands[1:])
        case Compare(_, op, operands, order) if op in _OTHERS and order:
            return replace(node, op=_OTHERS[op], operands=(rng.choice(order),))
        case All(parts) | AnyOf(parts) if len(parts) > 1:
            return replace(node, parts=parts[1:]) if rng.random() < 0.7 else _other_join(node)
        case AtLeast(number, parts):
            return replace(node, number=rng.randint(1, len(parts)))
        case Window(first, last):
            return replace(node, first=first - rng.choice((0, 1)), last=last + rng.choice((0, 1)))
    return None


def _other_join(node: All | AnyOf) -> Condition:
    return AnyOf(node.parts) if isinstance(node, All) else All(node.parts)
