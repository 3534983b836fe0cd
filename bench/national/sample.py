"""The rows of the first persons of a dataset, as each peer wants to have them."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

Row = dict[str, Any]
Sheets = Mapping[str, list[Row]]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "person": (
        "person_id",
        "role",
        "party_member",
        "heads_unit",
        "family_culture",
        "joined",
        "left",
    ),
    "person_confirmations": (
        "confirmed_person",
        "dynamic",
        "outstanding_results",
        "joins_movements",
        "keeps_law",
        "voted",
        "trusted",
        "confirmed_by",
        "confirmed_on",
        "sets_example",
        "party_committee_confirms",
        "party_signer",
        "party_signed_on",
    ),
    "ratings": ("rated_person", "rating_year", "grade", "commitment_kept"),
    "awards": ("award_owner", "award_year", "award_revoked"),
    "initiatives": ("initiative_owner", "initiative_year", "recognised"),
    "registrations": ("registrant", "registration_year"),
    "discipline": ("disciplined_person", "discipline_year"),
}
"""What the title reads, by sheet; the first column names the person."""

RELATIONS = ("ratings", "awards", "initiatives", "registrations", "discipline")


def read_sample(folder: Path, persons: int) -> Sheets:
    """The rows of the first so many persons of a dataset with calendar years."""
    last = pq.read_table(folder / "person.parquet", columns=["person_id"])["person_id"]
    most = pc.max(last.slice(0, persons)).as_py()
    return {
        name: pq.read_table(
            folder / f"{name}.parquet", columns=list(columns), filters=[(columns[0], "<=", most)]
        ).to_pylist()
        for name, columns in COLUMNS.items()
    }


def situations(sheets: Sheets) -> list[Row]:
    """One nested record for each person: its facts, and its rows by relation.

    Rows have their year under ``year``; of days only what the rules need is kept: the years of
    service, and whether a confirmation is signed.
    """
    grouped = {name: _grouped(sheets[name], COLUMNS[name]) for name in RELATIONS}
    said = {row["confirmed_person"]: row for row in sheets["person_confirmations"]}
    blank: Row = dict.fromkeys(COLUMNS["person_confirmations"])
    return [
        _facts(person)
        | _confirmed(said.get(person["person_id"], blank))
        | {name: rows.get(person["person_id"], []) for name, rows in grouped.items()}
        for person in sheets["person"]
    ]


def _grouped(rows: list[Row], columns: tuple[str, ...]) -> dict[str, list[Row]]:
    owner, year, *others = columns
    if not year.endswith("year"):
        raise ValueError(f"{year} is no year")
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[owner]].append({"year": row[year], **{name: row[name] for name in others}})
    return found


def _facts(person: Row) -> Row:
    joined, left = person["joined"], person["left"]
    return {
        **{name: value for name, value in person.items() if name not in ("joined", "left")},
        "first_year": joined.year if joined else 0,
        "last_year": left.year if left else 9999,
    }


def _confirmed(said: Row) -> Row:
    """The confirmations, a yes only where it is known who said it and when."""
    council = said["confirmed_by"] is not None and said["confirmed_on"] is not None
    party = said["party_signer"] is not None and said["party_signed_on"] is not None
    return {
        **{name: _counts(said[name], council) for name in COUNCIL},
        **{name: _counts(said[name], party) for name in PARTY},
    }


COUNCIL = ("dynamic", "outstanding_results", "joins_movements", "keeps_law", "voted", "trusted")
PARTY = ("sets_example", "party_committee_confirms")


def _counts(said: bool | None, is_signed: bool) -> bool | None:
    return None if said and not is_signed else said
