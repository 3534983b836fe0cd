"""Random small dossiers full of holes, over the vocabulary of the tests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from engine.facts import Dossier, Row, Scalar, SchoolYear, State, Subject, Value
from engine.vocabulary import SubjectKind
from tests.generated.about import KINDS, PERSON, RELATIONS, ROWS, UNIT
from tests.generated.vocabulary import BLANK, DAYS, RANGES, SHEETS, YEARS, domain, known

_UNKNOWN = (BLANK, BLANK, Value(None, State.UNREADABLE), Value(None, State.CONTRADICTORY))


def _partial(ranges: Sequence[tuple[Scalar | None, Scalar | None]]) -> tuple[Value, ...]:
    return tuple(Value(None, State.PARTIAL, (), low, high) for low, high in ranges)


_KNOWN = {fact: tuple(map(known, domain(fact))) for fact in KINDS}
_HOLES = {fact: (*_UNKNOWN, *_partial(RANGES.get(kind, ()))) for fact, kind in KINDS.items()}
_KNOWN_YEARS = tuple(
    map(known, (2020, *YEARS, 2020, *YEARS, *map(SchoolYear, (2020, 2021, 2022)), *DAYS))
)
_YEAR_HOLES = (
    BLANK,
    BLANK,
    *_partial([(2021, 2022), (2022, None), (SchoolYear(2020), SchoolYear(2021))]),
    *_partial(RANGES["date"]),
)
_JOINED = (None, None, None, 2020, 2022, date(2021, 9, 1))
_LEFT = (None, None, None, 2022, date(2022, 8, 31))
AUTUMNS = tuple(date(year, 10, 5) for year in (2020, *YEARS))
"""A day in each year, of the same number on both axes."""


def random_dossier(rng: Random, holes: int = 3, persons: int = 4, units: int = 2) -> Dossier:
    """A few persons and units; ``holes`` of ten values are not, or only partly, known."""
    chance = holes / 10
    unit_ids = [f"u{n}" for n in range(rng.randint(0, units))]
    subjects = [
        _random_subject(rng, "person", f"p{n}", rng.choice([*unit_ids, *unit_ids, None]), chance)
        for n in range(rng.randint(0, persons))
    ]
    subjects += [_random_subject(rng, "unit", name, None, chance) for name in unit_ids]
    all_there = rng.random() < 0.5
    covered = SHEETS if all_there else rng.sample(SHEETS, rng.randint(0, len(SHEETS)))
    return Dossier(tuple(subjects), frozenset(covered))


def known_dossier(rng: Random) -> Dossier:
    """Persons and units of whom everything is known, in which no expected row lacks either."""
    drawn = random_dossier(rng, holes=0)
    units = [unit.id for unit in drawn.of_kind("unit")]
    subjects = tuple(_known_subject(rng, subject, units) for subject in drawn.subjects)
    return Dossier(subjects, frozenset(SHEETS))


def _known_subject(rng: Random, subject: Subject, units: Sequence[str]) -> Subject:
    rows = {name: tuple(_dated(rng, row) for row in rows) for name, rows in subject.rows.items()}
    joined: int | None = 2025
    if rng.random() < 0.5:
        joined, there = None, {row.year.scalar for row in rows["reviews"]}
        due = (random_row(rng, "reviews", 0, known(day)) for day in AUTUMNS if day not in there)
        rows["reviews"] += tuple(due)
    unit = subject.unit or (rng.choice(units) if units and subject.kind == "person" else None)
    return replace(subject, unit=unit, rows=rows, joined=joined, left=None)


def _dated(rng: Random, row: Row) -> Row:
    """A row of a year that is certain however years are counted."""
    return replace(row, year=known(rng.choice((*AUTUMNS, date(2022, 3, 5)))))


def _random_subject(
    rng: Random, kind: SubjectKind, name: str, unit: str | None, chance: float
) -> Subject:
    facts = (PERSON if kind == "person" else UNIT).facts
    if chance > 0.1 and rng.random() < 0.3:
        facts = tuple(fact for fact in facts if rng.random() < 0.7)
    return Subject(
        id=name,
        kind=kind,
        name=name,
        unit=unit,
        facts={fact: _random_value(rng, fact, chance) for fact in facts},
        rows={
            relation: tuple(
                random_row(rng, relation, chance) for _ in range(rng.choice((0, 1, 1, 2, 3)))
            )
            for relation in RELATIONS
        },
        joined=rng.choice(_JOINED),
        left=rng.choice(_LEFT),
    )


def _random_value(rng: Random, fact: str, chance: float) -> Value:
    return rng.choice((_HOLES if rng.random() < chance else _KNOWN)[fact])


def random_row(rng: Random, relation: str, chance: float, of: Value | None = None) -> Row:
    """A row, now and then of an unknown year or of somebody else; its date may be its year."""
    fields = {name: _random_value(rng, name, chance) for name in ROWS[relation].facts}
    year = of or rng.choice(_YEAR_HOLES if rng.random() < chance else _KNOWN_YEARS)
    if of is None and "given" in fields and rng.random() < 0.3:
        year = fields["given"]
    return Row(fields, year, certain=rng.random() >= chance)
