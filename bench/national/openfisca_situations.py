"""What a record of a person is as a situation of OpenFisca: values by variable and period.

Imports nothing of ours or of others, for it runs where they are not installed.
"""

from collections.abc import Mapping
from typing import Any

FLAGS = (
    "party_member",
    "heads_unit",
    "family_culture",
    "dynamic",
    "outstanding_results",
    "joins_movements",
    "keeps_law",
    "voted",
    "trusted",
    "sets_example",
    "party_committee_confirms",
)

Record = Mapping[str, Any]
Said = dict[str, dict[str, Any]]
"""The values of a person, by variable and period; what is the default is left out."""


def situation(record: Mapping[str, Any]) -> Said:
    """What one record says."""
    found: Said = {name: {"ETERNITY": record[name]} for name in ("first_year", "last_year")}
    if record["role"]:
        found["role"] = {"ETERNITY": record["role"]}
    for name in FLAGS:
        if record[name] is not None:
            found[name] = {"ETERNITY": "yes" if record[name] else "no"}
    for row in record["ratings"]:
        _rate(found, row)
    for name, year in _events(record):
        _add(found, name, year)
    return found


def _events(record: Mapping[str, Any]) -> list[tuple[str, int | None]]:
    recognised = {True: "recognised", None: "perhaps_recognised"}
    rows = record["initiatives"]
    told = [(recognised[r["recognised"]], r["year"]) for r in rows if r["recognised"] is not False]
    told += [("awarded", row["year"]) for row in record["awards"] if not row["award_revoked"]]
    told += [("registered", row["year"]) for row in record["registrations"]]
    return told + [("disciplined", row["year"]) for row in record["discipline"]]


def _rate(found: Said, row: Mapping[str, Any]) -> None:
    grade, kept, year = row["grade"], row["commitment_kept"], row["year"]
    if year is not None:
        if grade:
            found.setdefault("grade", {})[str(year)] = grade
        if kept is not None:
            found.setdefault("commitment", {})[str(year)] = "yes" if kept else "no"
        return
    if not kept:
        _add(found, "broken", None)
    if grade not in ("good", "excellent"):
        _add(found, "poor", None)
    if grade in (None, "excellent"):
        _add(found, "excellent", None)


def _add(found: Said, name: str, year: int | None) -> None:
    name, period = (f"undated_{name}", "ETERNITY") if year is None else (name, str(year))
    counted = found.setdefault(name, {})
    counted[period] = counted.get(period, 0) + 1
