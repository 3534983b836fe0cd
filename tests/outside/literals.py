"""Literals of the outside suites as values, and the vocabulary of facts and lists for them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from engine.facts import Scalar, State, Value
from engine.findings import Verdict
from engine.vocabulary import Vocabulary
from tests.outside.cases import Days

WORDS = {"vi": "chữ", "en": "word"}
TYPES = {"flag": "boolean", "figure": "number", "day": "date", "word": "text"}
"""Kinds of literals with the type of the facts and columns that hold them."""

SLOTS = 12
"""How many facts of each kind a person has."""

LISTS = {kind: f"{kind}s" for kind in TYPES}
"""The relation whose rows are the items of a list of a kind; the column has its name."""

NO_LIST = "nowhere"
"""A relation without a sheet: a list that is missing."""


def _fields(names: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {name: {**WORDS, "header": name, "type": kind} for name, kind in names.items()}


def _relation(name: str, columns: Mapping[str, str]) -> dict[str, Any]:
    return {
        **WORDS,
        "sheet": name,
        "kind": "closed",
        "subjects": ["person"],
        "fields": _fields(columns),
    }


VOCABULARY = Vocabulary.model_validate(
    {
        "scales": {},
        "words": {"yes": ["yes"], "no": ["no"], "blank": ["-"]},
        "layout": {"totals": [], "sections": [], "notes": [], "ignored": []},
        "subjects": {
            "person": {
                **WORDS,
                "sheet": "persons",
                "facts": _fields(
                    {f"{k}_{n}": kind for k, kind in TYPES.items() for n in range(SLOTS)}
                ),
            },
            "unit": {**WORDS, "sheet": "units", "facts": {}},
        },
        "forms": {},
        "relations": {
            **{name: _relation(name, {k: TYPES[k]}) for k, name in LISTS.items()},
            "pairs": _relation("pairs", {"limit": "number", "output": "number"}),
            NO_LIST: _relation(NO_LIST, TYPES),
        },
    }
)
COVERED = frozenset({"person", "pairs", *LISTS.values()})


BLANK = Value(None, State.BLANK)


def kind_of(*literals: Any) -> str:
    """The kind of the first literal that is not missing."""
    for literal in literals:
        match literal:
            case bool():
                return "flag"
            case int() | Decimal():
                return "figure"
            case Days():
                return "day"
            case str():
                return "word"
    return "figure"


def value_of(literal: Any) -> Value:
    """A literal as a cell says it."""
    match literal:
        case None:
            return BLANK
        case Days(first, last) if first < last:
            return Value(None, State.PARTIAL, (), first, last)
        case _:
            return Value(scalar_of(literal), State.KNOWN)


def scalar_of(literal: Any) -> Scalar:
    """A literal as a rule has it."""
    match literal:
        case Days(first):
            return first
        case bool() | str():
            return literal
        case _:
            return Decimal(literal)


def is_exact(literal: Any) -> bool:
    """Whether a rule could have the literal written in it."""
    return literal is not None and (not isinstance(literal, Days) or literal.is_exact)


def number_of(literal: Any) -> Fraction | date:
    """A literal as the bound of a measure."""
    return literal.first if isinstance(literal, Days) else Fraction(literal)


def verdict_of(expect: bool | None) -> Verdict:
    """What the answer of a suite means for us."""
    return {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.UNKNOWN}[expect]
