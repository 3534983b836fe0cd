"""What random conditions ask about, and the numbers that they compare with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from engine.conditions import MEMBERS, Op
from engine.vocabulary import SubjectKind
from tests.generated.vocabulary import DAYS, VOCABULARY, YEARS, columns_of, kind_of

Kind = Literal["number", "share", "date", "year", "place"]
"""What a measure measures; only the same kinds are compared."""

EQUAL = (Op.IS, Op.IS_NOT)
LISTED = (Op.ONE_OF, Op.NONE_OF)
SIX = (*EQUAL, Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.LESS_THAN)
ORDERED = ("integer", "number", "date", "grade")
NUMBERS: Mapping[Kind, Sequence[Any]] = {
    "number": (*map(Fraction, (0, 1, 1, 2, 2, 3, 5, -1)), Fraction(5, 2), Fraction(-5, 4)),
    "share": (*map(Fraction, (0, 1)), Fraction(1, 2), Fraction(1, 3), Fraction(7, 10)),
    "date": (*DAYS, date(2021, 12, 31), date(2023, 9, 1)),
    "year": tuple(map(Fraction, (2019, 2020, *YEARS))),
    "place": tuple(map(Fraction, range(3))),
}
FIXED = (date(2020, 1, 30), date(2021, 2, 28), date(2021, 9, 30), date(2023, 12, 31))


@dataclass(frozen=True, slots=True)
class About:
    """What a condition is about: the facts at hand, and what else it may ask.

    ``kind`` is None for the row of a relation, which is asked for nothing but its columns.
    """

    facts: tuple[str, ...]
    kind: SubjectKind | None = None
    whom: Literal["unit", "head"] | None = None

    def of(self, *kinds: str) -> list[str]:
        """The facts of some kinds."""
        return [fact for fact in self.facts if KINDS[fact] in kinds]


KINDS = {fact: kind_of(fact) for fact in VOCABULARY.fields}
PERSON = About(tuple(VOCABULARY.facts_of("person")), "person", "unit")
MEMBER = About(PERSON.facts, "person")
UNIT = About(tuple(VOCABULARY.facts_of("unit")), "unit", "head")
ROWS = {name: About(tuple(columns_of(name))) for name in VOCABULARY.relations}
INSIDE = {**ROWS, MEMBERS: MEMBER}
RELATIONS = tuple(ROWS)
