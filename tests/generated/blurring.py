"""Know a little less of a dossier: whatever is then decided must hold of the first one too."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from engine.facts import CALENDAR, Dossier, Row, State, Subject, Value
from tests.generated.about import KINDS, RELATIONS
from tests.generated.dossiers import known_dossier, random_row
from tests.generated.vocabulary import BLANK, GRADES, RANGES, SCHOOL

AXES = (CALENDAR, SCHOOL)
YEAR_RANGES = ((2021, 2022), (2020, 2023), (2022, None), (None, 2022))


def nearly_known(rng: Random) -> Dossier:
    """A dossier with so few holes that every completion can be tried."""
    return blurred(rng, known_dossier(rng), rng.randint(0, 3))


def blurred(rng: Random, dossier: Dossier, times: int) -> Dossier:
    """A dossier of which a little less is known, so many times."""
    for _ in range(times):
        dossier = _less(rng, dossier)
    return dossier


def _less(rng: Random, dossier: Dossier) -> Dossier:
    if not dossier.subjects or rng.random() < 0.03:
        lost = rng.choice(sorted(dossier.covered) or [""])
        return replace(dossier, covered=dossier.covered - {lost})
    place = rng.randrange(len(dossier.subjects))
    blur = rng.choice(BLURS)
    subjects = list(dossier.subjects)
    subjects[place] = blur(rng, subjects[place])
    return replace(dossier, subjects=tuple(subjects))


def _fact(rng: Random, subject: Subject) -> Subject:
    if not subject.facts:
        return subject
    name = rng.choice(list(subject.facts))
    vaguer = _vaguer(rng, subject.facts[name], RANGES.get(KINDS[name], ()))
    return replace(subject, facts={**subject.facts, name: vaguer})


def _vaguer(rng: Random, value: Value, ranges: Sequence[tuple[object, object]]) -> Value:
    """A range around a value, or nothing at all."""
    low, high = value.ends
    around = [(least, most) for least, most in ranges if _holds(least, most, low, high)]
    if not around or rng.random() < 0.5:
        return BLANK
    return Value(None, State.PARTIAL, (), *rng.choice(around))  # type: ignore[arg-type]


def _holds(least: object, most: object, low: object, high: object) -> bool:
    """Whether a range holds all of another one; None is an open end."""
    ends = [end for end in (least, most, low, high) if end is not None]
    if len({type(end) for end in ends}) != 1:
        return False
    return _reaches(least, low) and _reaches(high, most)


def _reaches(one: object, other: object) -> bool:
    """Whether the first end surely comes no later than the second; the outer one may be open."""
    if isinstance(one, str) or isinstance(other, str):
        one, other = (end and GRADES.index(end) for end in (one, other))
    return one is not None and other is not None and bool(one <= other)  # type: ignore[operator]


def _row(rng: Random, subject: Subject) -> Subject:
    """One row may be somebody else's, or of another year, or has a column less."""
    relation = rng.choice(RELATIONS)
    rows = list(subject.rows[relation])
    if not rows:
        return subject
    place = rng.randrange(len(rows))
    rows[place] = rng.choice((_perhaps, _some_year, _column, _column))(rng, rows[place])
    return replace(subject, rows={**subject.rows, relation: tuple(rows)})


def _perhaps(_: Random, row: Row) -> Row:
    return replace(row, certain=False)


def _some_year(rng: Random, row: Row) -> Row:
    ranges = YEAR_RANGES if isinstance(row.year.scalar, int) else RANGES["date"]
    return replace(row, year=_vaguer(rng, row.year, ranges))


def _column(rng: Random, row: Row) -> Row:
    if not row.fields:
        return row
    name = rng.choice(list(row.fields))
    vaguer = _vaguer(rng, row.fields[name], RANGES.get(KINDS[name], ()))
    return replace(row, fields={**row.fields, name: vaguer})


def _one_more(rng: Random, subject: Subject) -> Subject:
    """One row more that may be somebody else's."""
    relation = rng.choice(RELATIONS)
    row = replace(random_row(rng, relation, chance=0.1), certain=False)
    return replace(subject, rows={**subject.rows, relation: (*subject.rows[relation], row)})


def _one_less(rng: Random, subject: Subject) -> Subject:
    """An expected row is not there."""
    rows = subject.rows["reviews"]
    spare = [n for n, row in enumerate(rows) if _is_due(row, rows, subject)]
    if not spare:
        return subject
    place = rng.choice(spare)
    return replace(subject, rows={**subject.rows, "reviews": rows[:place] + rows[place + 1 :]})


def _is_due(row: Row, rows: Sequence[Row], subject: Subject) -> bool:
    """Whether a row is the only one of a year of service, however years are counted."""
    for axis in AXES:
        year, last = row.years(axis)
        joined, left = subject.service(axis)
        if year is None or year != last or not row.certain:
            return False
        if (joined or year) > year or (left or year) < year:
            return False
        if sum(other.certain and other.years(axis) == (year, year) for other in rows) > 1:
            return False
    return True


def _unit(_: Random, subject: Subject) -> Subject:
    return replace(subject, unit=None)


def _service(rng: Random, subject: Subject) -> Subject:
    if rng.random() < 0.5:
        return replace(subject, joined=None)
    return replace(subject, left=None)


BLURS: Sequence[Callable[[Random, Subject], Subject]] = (
    *(_fact, _fact, _row, _row, _row, _one_more, _one_less),
    *(_unit, _service),
)
