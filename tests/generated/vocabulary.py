"""A small vocabulary for tests: one fact of each type, a closed and a yearly relation.

The values that its facts take are few, so that every way to fill a blank can be tried.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine.facts import Axis, State, Value
from engine.vocabulary import Vocabulary

WORDS = {"vi": "chữ", "en": "word"}
GRADES = ("low", "fair", "high")
PLACES = ("north", "south")
YEARS = (2021, 2022, 2023)
SCHOOL = Axis("school", (9, 1))


def _fields(**types: str) -> dict[str, dict[str, str]]:
    scales = {"grade": "choice", "place": "choice"}
    return {
        name: {
            **WORDS,
            "header": name,
            "type": scales.get(kind, kind),
            **({"scale": kind} if kind in scales else {}),
            **({"body": "council"} if kind == "attestation" else {}),
        }
        for name, kind in types.items()
    }


VOCABULARY = Vocabulary.model_validate(
    {
        "scales": {
            "grade": {"ordered": True, "values": [{**WORDS, "id": g} for g in GRADES]},
            "place": {"ordered": False, "values": [{**WORDS, "id": p} for p in PLACES]},
        },
        "words": {"yes": ["yes"], "no": ["no"], "blank": ["-"]},
        "layout": {"totals": [], "sections": [], "notes": [], "ignored": []},
        "subjects": {
            "person": {
                **WORDS,
                "sheet": "persons",
                "facts": _fields(
                    left="boolean",  # the name of a column of the program's own
                    chief="boolean",
                    votes="integer",
                    score="number",
                    born="date",
                    standing="grade",
                    home="place",
                    praised="attestation",
                ),
            },
            "unit": {
                **WORDS,
                "sheet": "units",
                "facts": _fields(
                    clean="boolean",
                    size="integer",
                    budget="number",
                    founded="date",
                    rank="grade",
                    motto="text",
                ),
            },
        },
        "forms": {},
        "relations": {
            "prizes": {
                **WORDS,
                "sheet": "prizes",
                "kind": "closed",
                "subjects": ["person", "unit"],
                "fields": _fields(
                    valid="boolean", level="grade", given="date", points="integer", worth="number"
                ),
            },
            "reviews": {
                **WORDS,
                "sheet": "reviews",
                "kind": "yearly",
                "subjects": ["person", "unit"],
                "fields": _fields(
                    passed="boolean",
                    faults="integer",
                    mark="number",
                    due="date",
                    rating="grade",
                    seen="attestation",
                ),
            },
        },
    }
)

DAYS = (
    date(2020, 1, 31),  # one month before the next
    date(2020, 2, 29),
    date(2021, 8, 31),  # the last day of a school year, and the first
    date(2021, 9, 1),
    date(2022, 12, 31),
)
DOMAINS: Mapping[str, Sequence[Any]] = {
    "boolean": (True, False),
    "attestation": (True, False),
    "integer": (0, 1, 2),
    "number": (Decimal("-1.25"), Decimal("0.00"), Decimal("2.5")),
    "grade": GRADES,
    "place": PLACES,
    "date": DAYS,
    "text": ("a", "b"),
}
"""The values that random facts take; also those that a completion tries."""

RANGES: Mapping[str, Sequence[tuple[Any, Any]]] = {
    "integer": ((0, 1), (1, 2), (0, 2), (2, 6), (1, None), (None, 1)),
    "grade": (("low", "fair"), ("fair", "high"), ("low", "high"), ("fair", None), (None, "fair")),
    "date": (
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2020, 2, 1), date(2020, 2, 29)),
        (date(2021, 8, 1), date(2021, 8, 31)),
        (date(2021, 1, 1), date(2021, 12, 31)),
        (date(2021, 9, 1), None),
        (None, date(2020, 2, 29)),
    ),
}
"""The ranges of facts that are only partly known; each holds a value of the domain."""


def kind_of(fact: str) -> str:
    """The scale of a choice, the type of any other fact."""
    spec = VOCABULARY.fields[fact]
    return spec.scale or spec.type


def domain(fact: str) -> Sequence[Any]:
    """The values to try for a fact."""
    return DOMAINS[kind_of(fact)]


def columns_of(relation: str) -> list[str]:
    """The columns of a relation of the test vocabulary."""
    return list(VOCABULARY.sheet(relation).fields)


SHEETS = ("person", "unit", *VOCABULARY.relations)


def known(scalar: Any) -> Value:
    """A value that was read."""
    return Value(scalar, State.KNOWN)


BLANK = Value(None, State.BLANK)
