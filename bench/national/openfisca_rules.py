"""The title as an OpenFisca system. Runs in an environment of its own, without our libraries.

Reads one JSON record of a person from each line of the input (those of ``sample.situations``);
builds the situations, decides, and writes one JSON record of seconds and outcomes.
"""

import json
import sys
import time
from typing import Any

import numpy as np
import numpy.typing as npt
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import ETERNITY, YEAR
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from .openfisca_situations import FLAGS, Record, situation

Person = build_entity(key="person", plural="persons", label="A person", is_person=True)
Verdicts = npt.NDArray[np.int64]
"""0 not met, 1 unknown, 2 met; 3 is not applicable."""

YEARS = range(2021, 2026)
COUNTS = ("registered", "recognised", "perhaps_recognised", "awarded", "disciplined")


class Answer(Enum):  # type: ignore[misc]
    """What a cell says; blank is the default."""

    unknown = "unknown"
    no = "no"
    yes = "yes"


class Role(Enum):  # type: ignore[misc]
    """What somebody works as."""

    unknown = "unknown"
    manager = "manager"
    teacher = "teacher"
    staff = "staff"
    worker = "worker"
    pupil = "pupil"


class Grade(Enum):  # type: ignore[misc]
    """How a year was rated."""

    unknown = "unknown"
    not_completed = "not_completed"
    completed = "completed"
    good = "good"
    excellent = "excellent"


def _input(name: str, of: Any, period: Any, default: Any) -> type[Variable]:
    members = {"value_type": of, "entity": Person, "definition_period": period, "label": name}
    if of is Enum:
        members |= {"possible_values": type(default), "default_value": default}
    else:
        members["default_value"] = default
    return type(name, (Variable,), members)


def inputs() -> list[type[Variable]]:
    """What situations say: facts once, the counts of rows and the ratings by year.

    Rows without a year are counted apart; OpenFisca has no period that is not known.
    """
    found = [_input(name, Enum, ETERNITY, Answer.unknown) for name in FLAGS]
    found.append(_input("role", Enum, ETERNITY, Role.unknown))
    found.append(_input("first_year", int, ETERNITY, 0))
    found.append(_input("last_year", int, ETERNITY, 9999))
    found.append(_input("grade", Enum, YEAR, Grade.unknown))
    found.append(_input("commitment", Enum, YEAR, Answer.unknown))
    for name in (*COUNTS, "broken", "poor", "excellent"):
        found.append(_input(f"undated_{name}", int, ETERNITY, 0))
    return [*found, *(_input(name, int, YEAR, 0) for name in COUNTS)]


def _yes(person: Any, period: Any, name: str) -> Verdicts:
    said = person(name, period)
    return np.select([said == Answer.yes, said == Answer.no], [2, 0], 1)


def _role(person: Any, period: Any, roles: list[Any]) -> Verdicts:
    role = person("role", period)
    found = np.isin(role, [each.index for each in roles])
    return np.where(role == Role.unknown, 1, np.where(found, 2, 0))


def _at_least(low: Verdicts, high: Verdicts, number: int) -> Verdicts:
    return np.where(low >= number, 2, np.where(high >= number, 1, 0))


def _counted(person: Any, period: Any, name: str) -> Verdicts:
    counted: Verdicts = sum(person(name, year) for year in map(str, YEARS))
    return counted


def _served(person: Any, period: Any, year: int) -> npt.NDArray[np.bool_]:
    first, last = person("first_year", period), person("last_year", period)
    served: npt.NDArray[np.bool_] = (first <= year) & (year <= last)
    return served


STAFF: list[Any] = [Role.teacher, Role.staff, Role.worker]


class applies(Variable):  # type: ignore[misc]  # noqa: N801
    """Works in the sector."""

    value_type, entity, definition_period = int, Person, YEAR

    def formula(person: Any, period: Any) -> Verdicts:  # noqa: N805
        """By the role."""
        return _role(person, period, [Role.manager, *STAFF])


class results(Variable):  # type: ignore[misc]  # noqa: N801
    """Registered, with initiatives and results, who keeps the law."""

    value_type, entity, definition_period = int, Person, YEAR

    def formula(person: Any, period: Any) -> Verdicts:  # noqa: N805
        """The least of the criteria that go through rows without a rating."""
        low = {name: _counted(person, period, name) for name in COUNTS}
        high = {name: low[name] + person(f"undated_{name}", period) for name in COUNTS}
        perhaps = (
            high["recognised"]
            + low["perhaps_recognised"]
            + person("undated_perhaps_recognised", period)
        )
        honoured = _at_least(low["awarded"], high["awarded"], 2)
        return np.minimum.reduce(
            [
                _at_least(low["registered"], high["registered"], 1),
                _at_least(low["recognised"], perhaps, 2),
                np.maximum(honoured, _yes(person, period, "outstanding_results")),
                2 - _at_least(low["disciplined"], high["disciplined"], 1),
                *(_yes(person, period, name) for name in _OWN),
            ]
        )


_OWN = ("dynamic", "joins_movements", "keeps_law", "family_culture")


class commitments_kept(Variable):  # type: ignore[misc]  # noqa: N801
    """Kept the commitment of every year of service."""

    value_type, entity, definition_period = int, Person, YEAR

    def formula(person: Any, period: Any) -> Verdicts:  # noqa: N805
        """The least of the years."""
        undated = np.where(person("undated_broken", period) > 0, 1, 2)
        years = (
            np.where(_served(person, period, year), _yes(person, str(year), "commitment"), 2)
            for year in YEARS
        )
        return np.minimum.reduce([undated, *years])


class rated_well(Variable):  # type: ignore[misc]  # noqa: N801
    """Rated good every year, and excellent in one."""

    value_type, entity, definition_period = int, Person, YEAR

    def formula(person: Any, period: Any) -> Verdicts:  # noqa: N805
        """Both, over the years of service."""
        good = [np.where(person("undated_poor", period) > 0, 1, 2)]
        sure: Any = 0
        maybe: Any = person("undated_excellent", period)
        for year in YEARS:
            grade, served = person("grade", str(year)), _served(person, period, year)
            unknown = grade == Grade.unknown
            is_good = (grade == Grade.good) | (grade == Grade.excellent)
            good.append(np.where(~served | is_good, 2, np.where(unknown, 1, 0)))
            sure = sure + (served & (grade == Grade.excellent))
            maybe = maybe + (served & ((grade == Grade.excellent) | unknown))
        return np.minimum(np.minimum.reduce(good), _at_least(sure, maybe, 1))


class trusted_at_work(Variable):  # type: ignore[misc]  # noqa: N801
    """What is asked of leaders, and of employees."""

    value_type, entity, definition_period = int, Person, YEAR

    def formula(person: Any, period: Any) -> Verdicts:  # noqa: N805
        """Two implications."""
        leads = [_yes(person, period, name) for name in ("party_member", "heads_unit")]
        leader = np.maximum.reduce([_role(person, period, [Role.manager]), *leads])
        asked = np.minimum(_yes(person, period, "sets_example"), person("rated_well", period))
        confirmed = [_yes(person, period, name) for name in _EMPLOYEE]
        employee = _role(person, period, STAFF)
        return np.minimum(
            np.maximum(2 - leader, asked), np.maximum(2 - employee, np.minimum.reduce(confirmed))
        )


_EMPLOYEE = ("voted", "trusted", "party_committee_confirms")


class outcome(Variable):  # type: ignore[misc]  # noqa: N801
    """The conclusion."""

    value_type, entity, definition_period = int, Person, YEAR

    def formula(person: Any, period: Any) -> Verdicts:  # noqa: N805
        """The least of all, if the title applies."""
        names = ("results", "commitments_kept", "trusted_at_work")
        worst = np.minimum.reduce([person(name, period) for name in names])
        applies = person("applies", period)
        return np.where(applies == 0, 3, np.minimum(applies, worst))


def system() -> TaxBenefitSystem:
    """The system of all variables."""
    rules = TaxBenefitSystem([Person])
    formulas = (applies, results, commitments_kept, rated_well, trusted_at_work, outcome)
    for variable in (*inputs(), *formulas):
        rules.add_variable(variable)
    return rules


def decide(rules: TaxBenefitSystem, records: list[Record]) -> dict[str, int]:
    """Outcomes by situations, one after another as their documents say."""
    found: dict[str, int] = {}
    for at in range(0, len(records), _BATCH):
        persons = {each["person_id"]: situation(each) for each in records[at : at + _BATCH]}
        simulation = SimulationBuilder().build_from_entities(rules, {"persons": persons})
        found |= zip(persons, map(int, simulation.calculate("outcome", "2025")), strict=True)
    return found


_BATCH = 500
"""Situations built together; building takes time that grows with the square of their number."""


def decide_arrays(rules: TaxBenefitSystem, records: list[Record]) -> dict[str, int]:
    """Outcomes by arrays that are put into a simulation past its builder of situations."""
    told: dict[tuple[str, str], dict[int, Any]] = {}
    for place, record in enumerate(records):
        for name, values in situation(record).items():
            for period, value in values.items():
                told.setdefault((name, period), {})[place] = value
    simulation = SimulationBuilder().build_default_simulation(rules, len(records))
    for (name, period), known in told.items():
        default = rules.get_variable(name).default_value
        blank = default.name if isinstance(default, Enum) else default
        column = [known.get(place, blank) for place in range(len(records))]
        simulation.set_input(name, period, np.array(column))
    ids = (record["person_id"] for record in records)
    return dict(zip(ids, map(int, simulation.calculate("outcome", "2025")), strict=True))


def main() -> None:
    """Decide the persons of the input, by ``situations`` or ``arrays`` as the argument says."""
    records = [json.loads(line) for line in sys.stdin]
    chosen = {"situations": decide, "arrays": decide_arrays}[sys.argv[1]]
    rules = system()
    start = time.perf_counter()
    outcomes = chosen(rules, records)
    took = time.perf_counter() - start
    sys.stdout.write(json.dumps({"seconds": took, "outcomes": outcomes}))


if __name__ == "__main__":
    main()
