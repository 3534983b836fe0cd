"""The sheets of persons and units, and what others confirm about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .drawing import Draw, Numbers, ids, names
from .shapes import GIVEN, MIDDLES, PLACES, ROLES, SCHOOLS, SURNAMES, UNIT_KINDS, Shape

PERSON_ATTESTED: Mapping[str, tuple[str, ...]] = {
    "confirmed": (
        "dynamic",
        "outstanding_results",
        "joins_movements",
        "keeps_law",
        "voted",
        "trusted",
        "lifts_quality",
        "movement_exemplar",
        "good_conduct",
        "best_among",
        "meets_issuer_standards",
        "meets_teacher_standards",
    ),
    "party": (
        "sets_example",
        "party_committee_confirms",
        "teaches_example",
        "example_plan_met",
    ),
}
"""Attestations about persons, by the signature under them."""

UNIT_ATTESTED = (
    "leads_movements",
    "practical_movements",
    "tasks_fulfilled",
    "joins_all_movements",
    "teach_well",
    "innovate",
    "happy_school",
    "civil_workplace",
    "carries_resolutions",
    "unit_keeps_law",
    "follows_example",
    "labour_safety",
    "clean_environment",
    "food_hygiene",
    "humanitarian_work",
    "unit_lifts_quality",
    "unit_teaches_example",
    "unit_movement_exemplar",
    "unit_example_plan_met",
    "unit_unity",
    "exceeds_targets",
    "leads_block",
    "model_for_others",
    "thrift_and_integrity",
    "organisations_strong",
    "leads_long_movement",
    "unit_meets_issuer_standards",
)


@dataclass(frozen=True)
class People:
    """Persons with what their rows depend on: years of service on the axis, and quality."""

    ids: pa.Array
    table: pa.Table
    draw: Draw
    joined: Numbers
    left: Numbers


def units(shape: Shape, draw: Draw) -> tuple[pa.Array, pa.Table]:
    """The sheet of units."""
    listed = ids("T", shape.units)
    columns = {
        "unit_id": listed,
        "unit_name": names((SCHOOLS, PLACES), shape.units, draw.rng),
        "unit_kind": draw.choices(UNIT_KINDS, UNIT_KINDS),
        "has_party_cell": draw.flags(0.95, 1),
        "has_trade_union": draw.flags(0.97, 1),
        "has_youth_union": draw.flags(0.9, 0.97),
        "unit_dissolved": draw.flags(0.02, 0, 0.5),
        "unit_under_review": draw.flags(0.03, 0, 0.5),
    }
    return listed, pa.table(columns)


def persons(shape: Shape, units_listed: pa.Array, draw: Draw) -> People:
    """The sheet of persons, those of a unit beside each other."""
    number, rng = shape.persons, draw.rng
    home = np.sort(rng.integers(0, shape.units, number))
    heads = np.concatenate(([True], home[1:] != home[:-1]))
    joined = draw.days(date(1986, 1, 1), date(2024, 12, 31), 0.01)
    left = pa.array(
        draw.days(date(2022, 1, 1), date(2025, 12, 31), 0).to_numpy(zero_copy_only=False),
        mask=~draw.chance(0.005, 0),
    )
    listed = ids("P", number)
    columns = {
        "person_id": listed,
        "person_name": names((SURNAMES, MIDDLES, GIVEN), number, rng),
        "unit": units_listed.take(pa.array(home)),
        "role": draw.choices(ROLES, ROLES, 0.01),
        "heads_unit": pa.array(heads, mask=draw.blanks(0.01)),
        "party_member": draw.flags(0.4, 0.6, 0.01),
        "joined": joined,
        "left": left,
        "family_culture": draw.flags(0.88, 0.99),
        "family_culture_day": draw.days(date(2019, 6, 1), date(2025, 12, 31), 0.1),
        "under_review": draw.flags(0.01, 0, 0.6),
        "teaching_years": draw.decimals(0, 35),
        "service_years": draw.decimals(0, 38),
        "hardship_years": draw.decimals(0, 12),
    }
    return People(
        listed, pa.table(columns), draw, _years(joined, shape, 1900), _years(left, shape, 2100)
    )


def _years(days: pa.Array, shape: Shape, unknown: int) -> Numbers:
    """The years of days on the axis of the rows."""
    years = pc.year(days)
    if shape.years == "school":
        years = pc.subtract(years, pc.cast(pc.less(pc.month(days), 9), pa.int64()))
    found: Numbers = pc.fill_null(years, unknown).to_numpy().astype(np.int64)
    return found


def person_confirmations(people: People) -> pa.Table:
    """What councils, unions and Party committees say of persons."""
    there = np.flatnonzero(people.draw.chance(0.97, 0.999))
    draw = people.draw.of(there)
    columns: dict[str, pa.Array] = {"confirmed_person": people.ids.take(pa.array(there))}
    attested = [name for listed in PERSON_ATTESTED.values() for name in listed]
    schools = pc.dictionary_encode(people.table["unit"].combine_chunks()).indices.to_numpy()
    columns |= _attested(draw, attested, schools[there])
    columns["confirmed_by"] = _signed(draw, "Hội đồng thi đua, khen thưởng")
    columns["confirmed_on"] = draw.days(date(2025, 5, 1), date(2025, 11, 30), 0.01)
    columns["party_signer"] = _signed(draw, "Bí thư chi bộ")
    columns["party_signed_on"] = draw.days(date(2025, 5, 1), date(2025, 11, 30), 0.01)
    return pa.table(columns)


def unit_confirmations(listed: pa.Array, draw: Draw) -> pa.Table:
    """What authorities say of units."""
    there = np.flatnonzero(draw.chance(0.97, 0.999))
    draw = draw.of(there)
    columns: dict[str, pa.Array] = {"confirmed_unit": listed.take(pa.array(there))}
    columns |= _attested(draw, UNIT_ATTESTED, np.arange(len(there)))
    columns["unit_confirmed_by"] = _signed(draw, "Chủ tịch Ủy ban nhân dân")
    columns["unit_confirmed_on"] = draw.days(date(2025, 5, 1), date(2025, 11, 30), 0.01)
    return pa.table(columns)


_FORMS = 24
"""Ways in which those who fill in forms for many leave the same columns blank."""


def _attested(draw: Draw, names: Sequence[str], filled: Numbers) -> dict[str, pa.Array]:
    """A form as it is filled in for a whole school: mostly yes to all, and few refusals.

    Parameters: ``filled`` is for each row the number of who has filled in the form.
    """
    rng, rows = draw.rng, np.arange(len(filled))
    forms = rng.choice([1, 0, -1], size=(_FORMS, len(names)), p=[0.8, 0.08, 0.12])
    forms[0] = 1
    ways = int(filled.max(initial=0)) + 1
    which = np.where(rng.random(ways) < 0.85, 0, rng.integers(1, _FORMS, ways))
    cells = forms[np.where(draw.best, 0, which[filled])]
    refused = rows[draw.chance(0.02, 0.002)]
    cells[refused, rng.integers(0, len(names), len(refused))] = 0
    return {
        name: pa.array(cells[:, place] == 1, mask=cells[:, place] < 0)
        for place, name in enumerate(names)
    }


def _signed(draw: Draw, signer: str) -> pa.Array:
    return draw.choices({signer: 1}, {signer: 1}, 0.01)
