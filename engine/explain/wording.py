"""Say in words what a condition asks and why a proof has its verdict.

Words come from the vocabulary, the pack and the catalogue; here is only grammar.
"""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from ..conditions import (
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
from ..facts import Scalar
from ..locale import say
from ..plan import Plan
from ..vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Wording:
    """What is needed to word anything of one plan in one language.

    ``pack`` is the pack whose definitions and titles are meant.
    """

    lang: str
    vocabulary: Vocabulary
    plan: Plan
    pack: str

    def say(self, message: str, /, **details: str) -> str:
        """A message of the catalogue."""
        return say(self.lang, message, **details)

    def fact(self, name: str) -> str:
        """The label of a fact."""
        return self.vocabulary.fields[name].in_language(self.lang)

    def body(self, name: str) -> str:
        """The label of an attesting body."""
        return self.vocabulary.scales["body"].label(name).in_language(self.lang)

    def relation(self, name: str) -> str:
        """The label of a relation."""
        if name == MEMBERS:
            return self.say("members")
        return self.vocabulary.sheet(name).in_language(self.lang)

    def title(self, key: str) -> str:
        """The name of a title."""
        return self.plan.title(key).name.in_language(self.lang)

    def definition(self, name: str) -> str:
        """The words that a pack gives a definition."""
        return self.plan.pack(self.pack).definitions[name].text.in_language(self.lang)

    def scalar(self, fact: str, scalar: Scalar) -> str:
        """A value as people write it."""
        if isinstance(scalar, bool):
            return self.say("yes" if scalar else "no")
        if isinstance(scalar, date):
            return scalar.strftime("%d/%m/%Y")
        if self.vocabulary.fields[fact].type == "choice":
            return self.vocabulary.scale_of(fact).label(str(scalar)).in_language(self.lang)
        return str(scalar)

    def window(self, window: Window | None) -> str:
        """The years of a window, ready to be put behind a noun."""
        if window is None:
            return ""
        kind = "span-one" if window.first == window.last else "span-many"
        years = self.say(kind, first=str(window.first), last=str(window.last))
        return self.say("ask-span", span=years)

    def where(self, where: Condition | None) -> str:
        """A selection, ready to be put behind a noun."""
        return "" if where is None else self.say("ask-where", part=requirement(where, self))

    def either(self, parts: list[str]) -> str:
        """Alternatives in one phrase."""
        return self.say("or").join(parts)


def requirement(condition: Condition, words: Wording) -> str:
    """Say what a condition asks."""
    match condition:
        case Compare(fact, Op.IS, (bool(expected),), _):
            return words.say("ask-true" if expected else "ask-false", fact=words.fact(fact))
        case Compare(fact, op, operands, _):
            value = words.either([words.scalar(fact, operand) for operand in operands])
            return words.say(f"ask-{op.value}", fact=words.fact(fact), value=value)
        case Known(fact):
            return words.say("ask-known", fact=words.fact(fact))
        case Attested(fact, body):
            return words.say("ask-attested", fact=words.fact(fact), body=words.body(body))
        case All(parts):
            return "; ".join(requirement(part, words) for part in parts)
        case AnyOf(parts):
            return words.either([requirement(part, words) for part in parts])
        case Not(part):
            return words.say("ask-not", part=requirement(part, words))
        case Count():
            return _counting(condition, words)
        case Every(relation, where, window, satisfies):
            return words.say(
                "ask-every",
                relation=words.relation(relation),
                where=words.where(where),
                span=words.window(window),
                part=requirement(satisfies, words),
            )
        case Eligible(title):
            return words.say("ask-eligible", title=words.title(title))
        case Defined(name, _):
            return words.definition(name)
        case _:
            assert_never(condition)


def _counting(count: Count, words: Wording) -> str:
    op = "none" if is_none(count.bound) else count.bound.op.value
    return words.say(
        f"ask-count-{op}",
        relation=words.relation(count.relation),
        where=words.where(count.where),
        span=words.window(count.window),
        number=str(count.bound.number),
    )


def is_none(bound: Bound) -> bool:
    """Whether a bound says that there must be nothing at all."""
    return bound.op is Op.AT_MOST and bound.number == 0
