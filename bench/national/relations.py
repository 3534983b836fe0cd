"""The sheets of rows about persons and units: a row a year, or a row for each event."""

from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa

from .drawing import Draw, Numbers
from .shapes import (
    ABSENCES,
    BEST_GRADES,
    FIELDS,
    FORMS,
    LEVELS,
    PERSON_AWARDS,
    TRAININGS,
    UNIT_AWARDS,
    USUAL_GRADES,
    Shape,
)
from .subjects import People

YEAR_BLANK = 0.003
"""Part of the rows whose year nobody has filled in."""

Columns = dict[str, pa.Array]


def ratings(people: People, shape: Shape) -> pa.Table:
    """A rating a year, where the person was in service and somebody wrote it down."""
    persons, years = _yearly(people.draw, shape.rated, 0.93, 0.999)
    served = (people.joined[persons] <= years) & (years <= people.left[persons])
    persons, years = persons[served], years[served]
    draw = people.draw.of(persons)
    return pa.table(
        {
            "rated_person": people.ids.take(pa.array(persons)),
            "rating_year": shape.written(years, draw.blanks(YEAR_BLANK)),
            "grade": draw.choices(USUAL_GRADES, BEST_GRADES),
            "commitment_kept": draw.flags(0.93, 0.998),
        }
    )


def _yearly(draw: Draw, years: range, usual: float, best: float) -> tuple[Numbers, Numbers]:
    """The numbers of subjects and years of rows that are there, subject by subject."""
    rows = draw.of(np.repeat(np.arange(len(draw.best)), len(years)))
    there = np.flatnonzero(rows.chance(usual, best))
    return there // len(years), years.start + there % len(years)


def of_units(listed: pa.Array, draw: Draw, shape: Shape) -> dict[str, pa.Table]:
    """The yearly sheets of units."""

    def sheet(owner: str, year: str, fill: Callable[[Draw], Columns]) -> pa.Table:
        found, years = _yearly(draw, shape.rated, 0.95, 0.999)
        rows = draw.of(found)
        known = {
            owner: listed.take(pa.array(found)),
            year: shape.written(years, rows.blanks(YEAR_BLANK)),
        }
        return pa.table(known | fill(rows))

    return {
        "unit_ratings": sheet("rated_unit", "unit_rating_year", _unit_grades),
        "unit_reports": sheet("reporting_unit", "report_year", _unit_reports),
        "unit_incidents": sheet("incident_unit", "incident_year", _unit_incidents),
    }


def _unit_grades(rows: Draw) -> Columns:
    names = ("unit_grade", "party_grade", "trade_union_grade", "youth_union_grade")
    return {name: rows.choices(USUAL_GRADES, BEST_GRADES) for name in names}


def _unit_reports(rows: Draw) -> Columns:
    names = ("directive05_plan", "half_year_report", "yearly_report")
    return {name: rows.flags(0.95, 0.999) for name in names}


def _unit_incidents(rows: Draw) -> Columns:
    names = ("ethics_breaches", "pupil_breaches", "dropouts", "complaints")
    return {name: rows.counts(0.06, 0.0005) for name in names}


def registrations(owners: pa.Array, draw: Draw, shape: Shape) -> pa.Table:
    """Who was registered as an exemplar: the best in two fields, others in one."""
    first = np.flatnonzero(draw.chance(0.1, 0.99))
    second = np.flatnonzero(draw.chance(0.01, 0.9))
    found = np.concatenate([first, second])
    rows = draw.of(found)
    years = shape.last - rows.rng.integers(0, 6, len(found))
    field = rows.choices(FIELDS, {"education": 0.7, "ho_chi_minh": 0.3, "general": 0})
    return pa.table(
        {
            "registrant": owners.take(pa.array(found)),
            "registration_year": shape.written(years, rows.blanks(YEAR_BLANK)),
            "registration_field": field,
        }
    )


def discipline(people: People, shape: Shape) -> pa.Table:
    """Who was disciplined."""
    found = np.flatnonzero(people.draw.chance(0.015, 0.001))
    rows = people.draw.of(found)
    years = shape.last - rows.rng.integers(0, 8, len(found))
    return pa.table(
        {
            "disciplined_person": people.ids.take(pa.array(found)),
            "discipline_year": shape.written(years, rows.blanks(0.02)),
            "discipline_form": rows.choices(FORMS, FORMS),
        }
    )


def absences(people: People, shape: Shape) -> pa.Table:
    """Leave, training and transfers."""
    found = np.sort(people.draw.rng.integers(0, shape.persons, shape.persons // 12))
    rows = people.draw.of(found)
    years = shape.last - rows.rng.integers(0, 3, len(found))
    return pa.table(
        {
            "absent_person": people.ids.take(pa.array(found)),
            "absence_year": shape.written(years, rows.blanks(YEAR_BLANK)),
            "absence_kind": rows.choices(ABSENCES, ABSENCES),
            "absence_months": rows.decimals(0.5, 14),
            "training_result": rows.choices(TRAININGS, TRAININGS, 0.1),
            "absence_confirmed": rows.flags(0.9, 0.99),
        }
    )


Owned = tuple[pa.Array, Draw]
"""The ids of persons or units, and the source of their rows."""


def initiatives(persons: Owned, units: Owned, number: int, shape: Shape) -> pa.Table:
    """So many initiatives; most are those of the best."""
    of_units = min(number // 10, shape.units)
    parts = [
        _initiatives(*units, of_units, shape),
        _initiatives(*persons, number - of_units, shape),
    ]
    return pa.concat_tables(parts)


def _initiatives(owners: pa.Array, draw: Draw, number: int, shape: Shape) -> pa.Table:
    found = _owners(draw, number)
    rows = draw.of(found)
    years = shape.last - rows.rng.choice(7, number, p=_RECENT)
    return pa.table(
        {
            "initiative_owner": owners.take(pa.array(found)),
            "initiative_year": shape.written(years, rows.blanks(YEAR_BLANK)),
            "recognised": rows.flags(0.85, 0.98),
            "commended": rows.flags(0.3, 0.6),
            "initiative_level": rows.choices(LEVELS, LEVELS),
            "initiative_scope": rows.choices(LEVELS, LEVELS),
            "initiative_kind": rows.choices({"sang_kien": 0.85, "de_tai": 0.15}, {"sang_kien": 1}),
            "used_for": rows.choices(USES, USES, 0.3),
        }
    )


USES = {"nothing": 0.5, "cstdcs": 0.4, "bk-bo-tinh": 0.1}

_RECENT = (0.3, 0.25, 0.15, 0.1, 0.1, 0.06, 0.04)


def _owners(draw: Draw, number: int) -> Numbers:
    """Owners of so many rows, seven of ten of them the best."""
    best = np.flatnonzero(draw.best)
    usual = draw.rng.integers(0, len(draw.best), number)
    if not len(best):
        return np.sort(usual)
    chosen = best[draw.rng.integers(0, len(best), number)]
    return np.sort(np.where(draw.rng.random(number) < 0.7, chosen, usual))


def awards(persons: Owned, units: Owned, number: int, shape: Shape) -> pa.Table:
    """So many awards, careers that lead to the highest forms among them."""
    of_units = min(number // 10, shape.units)
    careers = _careers(*persons, shape)
    rest = max(0, number - of_units - careers.num_rows)
    return pa.concat_tables(
        [
            _awards(*units, of_units, shape, UNIT_AWARDS),
            careers,
            _awards(*persons, rest, shape, PERSON_AWARDS),
        ]
    )


def _awards(
    owners: pa.Array, draw: Draw, number: int, shape: Shape, titles: Mapping[str, float]
) -> pa.Table:
    found = _owners(draw, number)
    rows = draw.of(found)
    years = shape.last - rows.rng.integers(0, 10, number) // rows.rng.integers(1, 4, number)
    columns = {"award_title": rows.choices(titles, titles)}
    return _told(
        columns, owners.take(pa.array(found)), shape.written(years, rows.blanks(0.003)), rows
    )


_CAREER = (
    ("bk-bo-tinh", 7),
    ("cstdcs", 4),
    ("cstdcs", 3),
    ("cstdcs", 2),
    ("cstdcs", 1),
    ("cstd-bo-tinh", 3),
    ("cstd-bo-tinh", 0),
    ("ngut", 6),
)
"""Titles of a career, and how many years before the judged one."""


def _careers(owners: pa.Array, draw: Draw, shape: Shape) -> pa.Table:
    """What some of the best have collected; for a third with the Prime Minister's certificate."""
    best = np.flatnonzero(draw.best)[::8]
    found = np.repeat(best, len(_CAREER) + 1)
    titles = [title for title, _ in _CAREER]
    names = np.array([*titles, ""] * len(best), dtype=object)
    names[len(_CAREER) :: len(_CAREER) + 1] = np.where(np.arange(len(best)) % 3, "ldtt", "bk-ttg")
    ago = np.tile([*(years for _, years in _CAREER), 5], len(best))
    rows = draw.of(found)
    columns = {"award_title": pa.array(names, pa.string())}
    return _told(columns, owners.take(pa.array(found)), shape.written(shape.last - ago), rows)


def _told(columns: Columns, owners: pa.Array, years: pa.Array, rows: Draw) -> pa.Table:
    """What is the same for every sheet of awards."""
    known = {"award_owner": owners, "award_year": years}
    return pa.table(
        known
        | columns
        | {
            "award_level": rows.choices(LEVELS, LEVELS),
            "is_prize": rows.flags(0.15, 0.4),
            "award_revoked": rows.flags(0.02, 0.002, 0.8),
        }
    )
