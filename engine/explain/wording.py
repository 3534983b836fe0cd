"""Say in words what a condition asks.

Words come from the vocabulary, the pack and the catalogue; here is only grammar. What is
measured is worded by ``measures``.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import assert_never

from ..conditions import (
    MEMBERS,
    All,
    AnyOf,
    AtLeast,
    Attested,
    Choose,
    Compare,
    Condition,
    Defined,
    Edge,
    Eligible,
    Every,
    Holds,
    Known,
    Measured,
    Not,
    Op,
    Other,
    Rows,
    Unconfirmed,
    Window,
    rows_of,
)
from ..facts import Axis, Scalar
from ..locale import say
from ..plan import Plan
from ..selections import MOST_YEARS
from ..vocabulary import Text, Vocabulary
from . import measures
from .values import scalar_text


@dataclass(frozen=True, slots=True)
class Wording:
    """What is needed to word anything of one plan in one language.

    ``pack`` is the pack whose definitions and titles are meant; ``asked`` keeps what was said
    of a condition, by the condition itself.
    """

    lang: str
    vocabulary: Vocabulary
    plan: Plan
    pack: str
    asked: dict[int, tuple[Condition, str]] = field(default_factory=dict, compare=False, repr=False)

    def say(self, message: str, /, **details: str) -> str:
        """A message of the catalogue."""
        return say(self.lang, message, **details)

    def text(self, text: Text) -> str:
        """A text in the language."""
        return text.in_language(self.lang)

    def fact(self, name: str) -> str:
        """The label of a fact; the empty text for the fact that nobody can know."""
        return self.text(self.vocabulary.fields[name]) if name else ""

    def body(self, name: str) -> str:
        """The label of an attesting body."""
        return self.text(self.vocabulary.scales["body"].label(name))

    def relation(self, name: str) -> str:
        """The label of a relation."""
        return self.say("members") if name == MEMBERS else self.text(self.vocabulary.sheet(name))

    def title(self, key: str) -> str:
        """The name of a title; of one that only decisions give, as decisions call it."""
        for planned in (key, f"{self.pack}/{key}"):
            with suppress(KeyError):
                return self.text(self.plan.title(planned).name)
        sheets = (sheet for sheet in self.vocabulary.sheets if sheet.field_with("award"))
        for sheet in sheets:
            with suppress(KeyError):
                scale = self.vocabulary.scale_of(sheet.field_with("award") or "")
                return self.text(scale.label(key.rpartition("/")[2]))
        return key

    def held(self, holds: Holds) -> str:
        """The name of a title that must be held, and when, if not in the judged year."""
        name = self.title(holds.own.title if holds.own else holds.title)
        recorded = holds.recorded
        rows = rows_of(recorded.measure) if isinstance(recorded, Measured) else None
        window = rows.window if rows else None
        judged = self.plan.year
        if window is None or (window.first == window.last == judged and not window.edges):
            return name
        return name + self.window(window)

    def definition(self, name: str) -> str:
        """The words that a pack gives a definition."""
        return self.text(self.plan.pack(self.pack).definitions[name].text)

    def scalar(self, fact: str, scalar: Scalar) -> str:
        """A value as people write it."""
        return scalar_text(fact, scalar, self.vocabulary, self.lang)

    def year(self, year: int, axis: Axis) -> str:
        """A year with what it is called on its axis."""
        kind = "span-school-one" if axis.kind == "school" else "span-one"
        return self.say(kind, first=axis.label(year))

    def rows(self, rows: Rows) -> str:
        """Rows as a noun: their relation, which of them, and of which years."""
        return self.relation(rows.relation) + self.where(rows.where) + self.window(rows.window)

    def window(self, window: Window | None) -> str:
        """The years of a window, ready to be put behind a noun."""
        if window is None:
            return ""
        return self.say("ask-span", span=self._span(window)) + self.edges(window)

    def _span(self, window: Window) -> str:
        last = window.axis.label(window.last)
        if window.first == window.last:
            return self.year(window.last, window.axis)
        school = "-school" if window.axis.kind == "school" else ""
        if len(window.years) >= MOST_YEARS:
            return self.say(f"span{school}-until", last=last)
        return self.say(f"span{school}-many", first=window.axis.label(window.first), last=last)

    def edges(self, window: Window) -> str:
        """The rows that cut a window, ready to be put behind its years."""
        since = "" if window.since is None else self._edge("since", window.since)
        return since + ("" if window.until is None else self._edge("until", window.until))

    def _edge(self, side: str, edge: Edge) -> str:
        which = self.say("edge-latest" if edge.latest else "edge-first", rows=self.rows(edge.rows))
        return self.say(f"{side}-{'included' if edge.included else 'excluded'}", edge=which)

    def where(self, where: Condition | None) -> str:
        """A selection, ready to be put behind a noun."""
        return "" if where is None else self.say("ask-where", part=requirement(where, self))

    def asks(self, condition: Condition) -> str:
        """What a condition asks."""
        return requirement(condition, self)

    def predicate(self, condition: Condition) -> str:
        """What a condition asks, ready to be put behind those whom it is asked of."""
        asked = requirement(condition, self)
        verbal = isinstance(condition, Holds | Eligible | Defined)
        return asked if verbal else self.say("ask-predicate", part=asked)

    def either(self, parts: list[str]) -> str:
        """Alternatives in one phrase."""
        return self.say("or").join(parts)


def requirement(condition: Condition, words: Wording) -> str:
    """Say what a condition asks."""
    known = words.asked.get(id(condition))
    if known is None:
        known = words.asked[id(condition)] = condition, _requirement(condition, words)
    return known[1]


def _requirement(condition: Condition, words: Wording) -> str:
    match condition:
        case Compare():
            return _comparison(condition, words)
        case Known(fact):
            return words.say("ask-known", fact=words.fact(fact))
        case Attested(fact, body):
            return words.say("ask-attested", fact=words.fact(fact), body=words.body(body))
        case All(parts):
            return _listed(parts, words)
        case AnyOf(parts):
            return words.either([requirement(part, words) for part in parts])
        case AtLeast(number, parts):
            counts = {"number": str(number), "total": str(len(parts))}
            return words.say("ask-some-of", parts=_listed(parts, words), **counts)
        case Not(part):
            return words.say("ask-not", part=requirement(part, words))
        case Choose(when, then, otherwise):
            parts_ = {"when": when, "then": then, "otherwise": otherwise}
            asked = {name: requirement(part, words) for name, part in parts_.items()}
            return words.say("ask-choose", **asked)
        case Measured():
            return measures.requirement(condition, words)
        case Every(rows, satisfies):
            return words.say("ask-every", rows=words.rows(rows), part=requirement(satisfies, words))
        case Other():
            return _of_other(condition, words)
        case Eligible(title):
            return words.say("ask-eligible", title=words.title(title))
        case Holds(own=own):
            kind = "ask-holds-recorded" if own is None else "ask-holds"
            return words.say(kind, title=words.held(condition))
        case Unconfirmed(status, inner):
            return words.say(unconfirmed(status), part=requirement(inner, words))
        case Defined(name, _):
            return words.definition(name)
        case _:
            assert_never(condition)


def unconfirmed(status: str) -> str:
    """The message that says that a rule is not confirmed, or only a draft."""
    return "ask-draft" if status == "draft" else "ask-unconfirmed"


def _listed(parts: tuple[Condition, ...], words: Wording) -> str:
    return "; ".join(requirement(part, words) for part in parts)


def _comparison(compare: Compare, words: Wording) -> str:
    fact, op = words.fact(compare.fact), compare.op
    told = [words.scalar(compare.fact, operand) for operand in compare.operands]
    match op, compare.operands:
        case Op.IS, (bool(expected),):
            return words.say("ask-true" if expected else "ask-false", fact=fact)
        case ((Op.IS | Op.IS_NOT | Op.ONE_OF | Op.NONE_OF), _):
            return words.say(f"ask-{op.value}", fact=fact, value=words.either(told))
        case _:
            family = measures.family_of_fact(compare.fact, compare.order, words)
            bound = measures.bound_text(family, op, told, words)
            return words.say("ask-measure", measure=fact, bound=bound)


def _of_other(other: Other, words: Wording) -> str:
    inner = other.condition
    if other.whom == "unit" and isinstance(inner, Other) and inner.whom == "head":
        return words.say("ask-other-unit-head", part=words.predicate(inner.condition))
    return words.say(f"ask-other-{other.whom}", part=words.predicate(inner))
