"""The title in a plain loop over rows as dicts, as an office's own script would do it.

Verdicts are 0 not met, 1 unknown, 2 met; 3 is not applicable.
"""

import time
from collections import defaultdict
from pathlib import Path

from .peers import Peer
from .sample import Row, Sheets, read_sample

PERIOD = range(2021, 2026)


def run(folder: Path, persons: int = 200_000) -> Peer:
    """Decide the first persons of a dataset; reading the rows is told apart."""
    start = time.perf_counter()
    sheets = read_sample(folder, persons)
    read = time.perf_counter()
    verdicts = decide(sheets)
    took = time.perf_counter() - read
    note = "rows are in memory as dicts; nothing is kept but the outcome"
    return Peer("Python loop", len(verdicts), took, verdicts, note, read - start)


def decide(sheets: Sheets) -> dict[str, int]:
    """The outcome of each person."""
    said = {row["confirmed_person"]: row for row in sheets["person_confirmations"]}
    ratings = _by(sheets["ratings"], "rated_person")
    awards = _by(sheets["awards"], "award_owner")
    initiatives = _by(sheets["initiatives"], "initiative_owner")
    registrations = _by(sheets["registrations"], "registrant")
    discipline = _by(sheets["discipline"], "disciplined_person")
    outcomes = {}
    for person in sheets["person"]:
        name = person["person_id"]
        confirmed = _confirmed(said.get(name))
        criteria = [
            *_of_rows(confirmed, awards[name], initiatives[name], registrations[name]),
            min(confirmed["keeps_law"], _never(discipline[name], "discipline_year")),
            confirmed["dynamic"],
            confirmed["joins_movements"],
            _yes(person["family_culture"]),
            *_of_ratings(person, ratings[name], confirmed["sets_example"]),
            *_of_employee(person, confirmed),
        ]
        outcomes[name] = _concluded(_one_of(person["role"], SECTOR), min(criteria))
    return outcomes


EMPLOYEES = frozenset({"teacher", "staff", "worker"})
SECTOR = EMPLOYEES | {"manager"}


def _by(rows: list[Row], owner: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[owner]].append(row)
    return found


def _concluded(applies: int, worst: int) -> int:
    return 3 if applies == 0 else min(applies, worst)


def _yes(value: bool | None) -> int:
    return 1 if value is None else 2 if value else 0


def _one_of(value: str | None, values: frozenset[str]) -> int:
    return _yes(None if value is None else value in values)


def _confirmed(row: Row | None) -> dict[str, int]:
    """What is confirmed; a yes without signature or day is unknown."""
    found = {}
    for name, signer, day in _SIGNED:
        said = None if row is None else row[name]
        if said and (row is None or row[signer] is None or row[day] is None):
            said = None
        found[name] = _yes(said)
    return found


_COUNCIL = ("dynamic", "outstanding_results", "joins_movements", "keeps_law", "voted", "trusted")
_PARTY = ("sets_example", "party_committee_confirms")
_SIGNED = [
    *((name, "confirmed_by", "confirmed_on") for name in _COUNCIL),
    *((name, "party_signer", "party_signed_on") for name in _PARTY),
]


def _inside(year: int | None) -> int:
    return _yes(None if year is None else year in PERIOD)


def _at_least(found: list[int], number: int, missing: int = 0) -> int:
    """Compare the rows that surely count, and those that may, with a number."""
    if found.count(2) >= number:
        return 2
    return 1 if len(found) - found.count(0) + missing >= number else 0


def _none(found: list[int], missing: int = 0) -> int:
    """Whether no row is so."""
    return 2 - _at_least(found, 1, missing)


def _never(rows: list[Row], year: str) -> int:
    return _none([_inside(row[year]) for row in rows])


def _of_rows(
    confirmed: dict[str, int], awards: list[Row], initiatives: list[Row], registrations: list[Row]
) -> list[int]:
    valid = [_inside(row["award_year"]) for row in awards if not row["award_revoked"]]
    recognised = [
        min(_inside(row["initiative_year"]), _yes(row["recognised"])) for row in initiatives
    ]
    registered = [_inside(row["registration_year"]) for row in registrations]
    return [
        _at_least(registered, 1),
        _at_least(recognised, 2),
        max(_at_least(valid, 2), confirmed["outstanding_results"]),
    ]


def _of_ratings(person: Row, ratings: list[Row], sets_example: int) -> list[int]:
    there = {row["rating_year"] for row in ratings}
    first = person["joined"].year if person["joined"] else 0
    last = person["left"].year if person["left"] else 9999
    missing = sum(year not in there and first <= year <= last for year in PERIOD)
    broken, poor, excellent = [], [], []
    for row in ratings:
        inside, grade = _inside(row["rating_year"]), row["grade"]
        broken.append(min(inside, 2 - _yes(row["commitment_kept"])))
        poor.append(min(inside, 2 - _one_of(grade, GOOD)))
        excellent.append(min(inside, _yes(None if grade is None else grade == "excellent")))
    leads = [_yes(person["party_member"]), _yes(person["heads_unit"])]
    leader = max(_one_of(person["role"], frozenset({"manager"})), *leads)
    required = (sets_example, _none(poor, missing), _at_least(excellent, 1, missing))
    return [_none(broken, missing), *(max(2 - leader, each) for each in required)]


GOOD = frozenset({"good", "excellent"})


def _of_employee(person: Row, confirmed: dict[str, int]) -> list[int]:
    employee = _one_of(person["role"], EMPLOYEES)
    names = ("voted", "trusted", "party_committee_confirms")
    return [max(2 - employee, confirmed[name]) for name in names]
