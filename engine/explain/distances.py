"""How far a part of a criterion is from what it needs, where that can be measured."""

from collections.abc import Callable
from fractions import Fraction

from ..conditions import Bound, Compare, Measured, Op
from ..findings import Number, Proof, Verdict
from ..vocabulary import Text
from .answers import Distance
from .figures import UNBOUND
from .measures import bound_of, bound_text, family_of_fact, interval_text, noun, told
from .minimal import Part
from .wording import Wording

_GRADED = (Op.AT_LEAST, Op.MORE_THAN, Op.AT_MOST, Op.LESS_THAN, Op.BETWEEN)
_MORE = (Op.AT_LEAST, Op.MORE_THAN, Op.IS, Op.BETWEEN)


def distance(part: Part, words: list[Wording]) -> Distance | None:
    """What a part has and what it needs, in both languages; None where it is yes or no."""
    proof = part.proof
    match proof.condition:
        case Measured() as measured if proof.interval and part.want:
            return _of_measure(part.criterion, measured, proof, words)
        case Compare(op=op) as compare if op in _GRADED and proof.value and part.want:
            return _of_value(part.criterion, compare, proof, words)
        case _:
            return None


def _of_measure(
    criterion: str, measured: Measured, proof: Proof, words: list[Wording]
) -> Distance | None:
    measure, bound, interval = measured.measure, measured.bound, proof.interval or UNBOUND
    if interval.exists is Verdict.NOT_MET:
        return None
    return Distance(
        criterion,
        _both(words, lambda each: noun(measure, each)),
        _both(words, lambda each: interval_text(measure, interval, each)),
        _both(words, lambda each: bound_of(measure, bound, each, told)),
        None if bound.against else _progress(interval.high, bound),
    )


def _of_value(
    criterion: str, compare: Compare, proof: Proof, words: list[Wording]
) -> Distance | None:
    fact, scalar = compare.fact, proof.value.scalar if proof.value else None
    if scalar is None:
        return None

    def needs(each: Wording) -> str:
        operands = [each.scalar(fact, operand) for operand in compare.operands]
        return bound_text(family_of_fact(fact, compare.order, each), compare.op, operands, each)

    return Distance(
        criterion,
        _both(words, lambda each: each.fact(fact)),
        _both(words, lambda each: each.scalar(fact, scalar)),
        _both(words, needs),
    )


def _progress(has: Number | None, bound: Bound) -> Fraction | None:
    """The part of a number of at least so much that is there."""
    if bound.op not in _MORE or not isinstance(has, Fraction):
        return None
    if not isinstance(bound.number, Fraction) or not 0 <= has < bound.number:
        return None
    return has / bound.number


def _both(words: list[Wording], phrase: Callable[[Wording], str]) -> Text:
    return Text(**{each.lang: phrase(each) for each in words})
