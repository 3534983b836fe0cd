"""Random plans and dossiers over a small vocabulary, for tests of every way to a verdict.

Plans are made as algebra, so that also what no pack says today is tried. Dossiers are small
and full of holes.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from engine.conditions import (
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
from engine.facts import Dossier, Row, State, Subject, Value
from engine.plan import Plan, PlannedCriterion, PlannedPreference, PlannedTitle
from engine.vocabulary import SubjectKind, Text, Vocabulary

WORDS = {"vi": "chữ", "en": "word"}
GRADES = ("low", "fair", "high")
PLACES = ("north", "south")
YEARS = (2021, 2022, 2023)


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
                    votes="integer",
                    standing="grade",
                    home="place",
                    praised="attestation",
                ),
            },
            "unit": {
                **WORDS,
                "sheet": "units",
                "facts": _fields(clean="boolean", size="integer", founded="date", motto="text"),
            },
        },
        "forms": {},
        "relations": {
            "prizes": {
                **WORDS,
                "sheet": "prizes",
                "kind": "closed",
                "subjects": ["person", "unit"],
                "fields": _fields(valid="boolean", level="grade"),
            },
            "reviews": {
                **WORDS,
                "sheet": "reviews",
                "kind": "yearly",
                "subjects": ["person", "unit"],
                "fields": _fields(passed="boolean", faults="integer"),
            },
        },
    }
)

DOMAINS: Mapping[str, Sequence[Any]] = {
    "boolean": (True, False),
    "attestation": (True, False),
    "integer": (0, 1, 2),
    "grade": GRADES,
    "place": PLACES,
    "date": (date(2020, 1, 1), date(2022, 6, 1)),
    "text": ("a", "b"),
}
"""The values that random facts take; also those that a completion tries."""


def domain(fact: str) -> Sequence[Any]:
    """The values to try for a fact."""
    spec = VOCABULARY.fields[fact]
    return DOMAINS[spec.scale or spec.type]


def columns_of(relation: str) -> list[str]:
    """The columns of a relation of the test vocabulary."""
    return list(VOCABULARY.sheet(relation).fields)


@cache
def compares(fact: str) -> st.SearchStrategy[Condition]:
    """Every sensible comparison of a fact."""
    spec = VOCABULARY.fields[fact]
    operand = st.sampled_from(domain(fact))
    some = st.lists(operand, max_size=2, unique=True)
    equal = st.builds(
        lambda op, x: Compare(fact, op, (x,)), st.sampled_from([Op.IS, Op.IS_NOT]), operand
    )
    listed = st.builds(
        lambda op, xs: Compare(fact, op, tuple(xs)), st.sampled_from([Op.ONE_OF, Op.NONE_OF]), some
    )
    kinds = [equal, listed, st.just(Known(fact))]
    if spec.type == "attestation":
        return st.just(Attested(fact, "council"))
    if spec.type in ("integer", "date") or spec.scale == "grade":
        order = GRADES if spec.scale else ()
        ops = [Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.LESS_THAN]
        kinds.append(
            st.builds(lambda op, x: Compare(fact, op, (x,), order), st.sampled_from(ops), operand)
        )
    return st.one_of(kinds)


def trees(leaf: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    """Conditions made of leaves with and, or, not and names."""

    def grow(part: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        parts = st.lists(part, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            st.builds(All, parts),
            st.builds(AnyOf, parts),
            st.builds(Not, part),
            st.builds(Defined, st.just("named"), part),
        )

    return st.recursive(leaf, grow, max_leaves=4)


bounds = st.builds(
    Bound,
    st.sampled_from([op for op in Op if op not in (Op.ONE_OF, Op.NONE_OF)]),
    st.integers(0, 3),
)
windows = st.builds(
    Window,
    st.sampled_from(YEARS[:2]),
    st.sampled_from(YEARS[1:]),
)


def measures(
    relation: str, rows: st.SearchStrategy[Condition], window: st.SearchStrategy[Window | None]
) -> st.SearchStrategy[Condition]:
    """Counts and every-conditions over a relation."""
    where = st.none() | rows
    return st.one_of(
        st.builds(Count, st.just(relation), where, window, bounds),
        st.builds(Every, st.just(relation), where, window, rows),
    )


@cache
def conditions(kind: SubjectKind, titles: tuple[str, ...] = ()) -> st.SearchStrategy[Condition]:
    """Conditions about a kind of subject that may ask for titles decided before."""
    own = [Eligible(key) for key in titles if key.startswith(f"pack/{kind}")]
    eligible = [st.sampled_from(own)] if own else []
    facts = st.one_of(*map(compares, VOCABULARY.facts_of(kind)), *eligible)

    def rows(relation: str) -> st.SearchStrategy[Condition]:
        return trees(st.one_of(*map(compares, columns_of(relation)), *eligible))

    leaves = [
        facts,
        measures("prizes", rows("prizes"), st.none() | windows),
        measures("reviews", rows("reviews"), windows),
    ]
    if kind == "unit":
        leaves.append(measures(MEMBERS, conditions("person", titles), st.none()))
    # One of few, not one of all the branches inside them: rows are what goes wrong.
    return trees(st.sampled_from(leaves).flatmap(lambda leaf: leaf))


def title(
    name: str,
    subject: SubjectKind,
    criteria: Sequence[tuple[Condition | None, Condition]],
    applies_to: Condition | None = None,
    prefer: Sequence[Count] = (),
) -> PlannedTitle:
    """A title of the test pack; criteria are pairs of ``when`` and ``require``."""
    text = Text(**WORDS)
    return PlannedTitle(
        pack="pack",
        id=name,
        kind="title",
        name=text,
        cite="",
        subject=subject,
        applies_to=applies_to,
        criteria=tuple(
            PlannedCriterion(f"c{n}", text, "", when, require)
            for n, (when, require) in enumerate(criteria, start=1)
        ),
        prefer=tuple(PlannedPreference(text, "", count) for count in prefer),
    )


def plan_of(*titles: PlannedTitle) -> Plan:
    """A plan of titles in the order in which they can be decided."""
    return Plan((), 2023, date(2023, 12, 31), titles, frozenset({"reviews"}))


rankings = st.builds(Count, st.just("reviews"), st.none() | compares("passed"), windows, bounds)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """One to four titles of persons and units, each free to use those before it."""
    made: list[PlannedTitle] = []
    kinds: list[SubjectKind] = draw(
        st.lists(st.sampled_from(["person", "unit"]), min_size=1, max_size=4)
    )
    for number, kind in enumerate(kinds):
        condition = conditions(kind, tuple(title.key for title in made))
        criteria = st.lists(st.tuples(st.none() | condition, condition), min_size=1, max_size=3)
        applies_to = draw(st.none() | condition)
        prefer = draw(st.lists(rankings, max_size=1))
        made.append(title(f"{kind}-{number}", kind, draw(criteria), applies_to, prefer))
    return plan_of(*made)


def known(scalar: Any) -> Value:
    """A value that was read."""
    return Value(scalar, State.KNOWN)


BLANK = Value(None, State.BLANK)


@cache
def values(fact: str, holes: int) -> st.SearchStrategy[Value]:
    """A value of a fact; ``holes`` of ten are not known."""
    scalars = st.sampled_from(domain(fact)).map(known)
    return st.integers(0, 9).flatmap(lambda n: st.just(BLANK) if n < holes else scalars)


@cache
def row(relation: str, holes: int) -> st.SearchStrategy[Row]:
    """A row of a relation, now and then of an unknown year or of somebody else."""
    return st.builds(
        Row,
        st.fixed_dictionaries({c: values(c, holes) for c in columns_of(relation)}),
        year=st.sampled_from([*map(known, (2020, *YEARS)), *([BLANK] if holes else [])]),
        certain=st.integers(0, 9).map(lambda n: n >= holes),
    )


@cache
def _rows(holes: int) -> st.SearchStrategy[dict[str, tuple[Row, ...]]]:
    return st.fixed_dictionaries(
        {
            relation: st.lists(row(relation, holes), max_size=3).map(tuple)
            for relation in VOCABULARY.relations
        }
    )


@cache
def subject(
    kind: SubjectKind, name: str, units: tuple[str, ...], holes: int
) -> st.SearchStrategy[Subject]:
    """A person or unit with every fact, known or not."""
    facts = {f: values(f, holes) for f in VOCABULARY.facts_of(kind)}
    some, each = st.fixed_dictionaries({}, optional=facts), st.fixed_dictionaries(facts)
    return st.builds(
        Subject,
        id=st.just(name),
        kind=st.just(kind),
        name=st.just(name),
        unit=st.sampled_from([*units, None]) if kind == "person" else st.none(),
        facts=some if holes > 1 else each,
        rows=_rows(holes),
        joined=st.sampled_from([None, None, 2020, 2022]),
        left=st.sampled_from([None, None, 2022]),
    )


@st.composite
def dossiers(draw: st.DrawFn, holes: int = 3, persons: int = 4, units: int = 2) -> Dossier:
    """A few persons and units; ``holes`` of ten values are not known."""
    unit_ids = tuple(f"u{n}" for n in range(draw(st.integers(0, units))))
    person_ids = [f"p{n}" for n in range(draw(st.integers(0, persons)))]
    subjects = [draw(subject("person", name, unit_ids, holes)) for name in person_ids]
    subjects += [draw(subject("unit", name, (), holes)) for name in unit_ids]
    sheets = ["person", "unit", *VOCABULARY.relations]
    covered = sheets if not draw(st.booleans()) else draw(st.lists(st.sampled_from(sheets)))
    return Dossier(tuple(subjects), frozenset(covered))
