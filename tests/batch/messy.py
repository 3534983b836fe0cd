"""Small worlds with all that goes wrong, as a dataset of Parquet and as the same workbook."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook

from engine.vocabulary import FactSpec, Vocabulary

Records = Mapping[str, Sequence[Mapping[str, Any]]]
"""The rows of each sheet, by column."""

_PEOPLE = ("Nguyễn Thị Lan", "Trần Văn Đức", "Lê Hoà", "Phạm Thị Bích Ngọc", "Đỗ An")
_SIGNERS = (*_PEOPLE, "Hiệu trưởng Vũ Minh", "Ông Trần Văn Đức", "LE HOA", None, "p1")


def messy(
    rng: Random, vocabulary: Vocabulary, persons: int = 14
) -> dict[str, list[dict[str, Any]]]:
    """Rows in which ids repeat, years are missing or twice, forms are unsigned, units unlisted."""
    ids = [f"p{n}" for n in range(persons)]
    units = ["u0", "u1"]
    grades = [choice.id for choice in vocabulary.scale_of("grade").values]
    sheets: dict[str, list[dict[str, Any]]] = {
        "unit": [_unit(rng, name) for name in units],
        "person": [_person(rng, name, n) for n, name in enumerate(ids)],
        "person_confirmations": [
            _form(rng, name) for name in ids for _ in range(rng.choice((0, 1, 1, 1, 2)))
        ],
        "ratings": [row for name in ids for row in _ratings(rng, name, grades)],
        "initiatives": [
            {
                "initiative_owner": rng.choice((*ids, *units)),
                "initiative_year": _maybe(rng, rng.randint(2019, 2025)),
                "recognised": _answer(rng),
                "commended": _answer(rng),
            }
            for _ in range(persons)
        ],
        "awards": [
            {
                "award_owner": rng.choice((*ids, *units)),
                "award_year": _maybe(rng, rng.randint(2019, 2025)),
                "is_prize": _answer(rng),
                "award_revoked": _answer(rng),
                "award_level": _maybe(
                    rng, rng.choice([c.id for c in vocabulary.scale_of("award_level").values])
                ),
            }
            for _ in range(persons)
        ],
        "discipline": [
            {"disciplined_person": rng.choice(ids), "discipline_year": rng.randint(2019, 2025)}
            for _ in range(rng.randint(1, 3))
        ],
    }
    if rng.random() < 0.5:
        twice = rng.choice(sheets["person"])
        sheets["person"].append({**twice, **_person(rng, twice["person_id"], 0)})
    return sheets


def _maybe(rng: Random, value: Any) -> Any:
    return None if rng.random() < 0.12 else value


def _answer(rng: Random) -> bool | None:
    return rng.choice((True, True, True, False, None))


def _unit(rng: Random, name: str) -> dict[str, Any]:
    return {
        "unit_id": name,
        "unit_name": f"Trường số {name[1:]}",
        "unit_kind": _maybe(rng, "primary"),
        "has_party_cell": _answer(rng),
        "has_trade_union": _answer(rng),
        "has_youth_union": _answer(rng),
    }


def _person(rng: Random, name: str, number: int) -> dict[str, Any]:
    return {
        "person_id": name,
        "person_name": _PEOPLE[number % len(_PEOPLE)],
        "unit": rng.choice(("u0", "u1", "u1", "u9", None)),
        "role": _maybe(rng, rng.choice(("teacher", "manager", "staff"))),
        "heads_unit": _answer(rng),
        "party_member": _answer(rng),
        "joined": rng.choice((None, date(2015, 9, 1), date(2022, 9, 1), date(2023, 8, 15))),
        "left": rng.choice((None, None, None, date(2024, 6, 30))),
        "family_culture": _answer(rng),
    }


_ATTESTED = ("dynamic", "outstanding_results", "joins_movements", "keeps_law", "sets_example")


def _form(rng: Random, name: str) -> dict[str, Any]:
    return {
        "confirmed_person": name,
        **{each: _answer(rng) for each in _ATTESTED},
        "confirmed_by": rng.choice(_SIGNERS),
        "confirmed_on": _maybe(rng, date(2025, 5, 20)),
    }


def _ratings(rng: Random, name: str, grades: Sequence[str]) -> list[dict[str, Any]]:
    years = [year for year in range(2021, 2026) if rng.random() < 0.93]
    years += [rng.choice(years or [2021])] if rng.random() < 0.25 else []
    rows = [
        {
            "rated_person": name,
            "rating_year": None if rng.random() < 0.05 else year,
            "grade": _maybe(rng, rng.choice(grades[-2:])),
            "commitment_kept": _answer(rng),
        }
        for year in years
    ]
    for row in rows:
        if rng.random() < 0.1:
            row |= {"grade": None, "commitment_kept": None}
    return rows


_ARROW: Mapping[str, pa.DataType] = {
    "boolean": pa.bool_(),
    "attestation": pa.bool_(),
    "integer": pa.int32(),
    "number": pa.decimal128(18, 6),
    "text": pa.string(),
    "choice": pa.string(),
    "date": pa.date32(),
    "year": pa.int32(),
}


def as_dataset(sheets: Records, vocabulary: Vocabulary, folder: Path) -> Path:
    """Write each sheet as a Parquet file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in sheets.items():
        columns = dict.fromkeys(column for row in rows for column in row)
        fields = vocabulary.sheet(name).fields
        schema = pa.schema([(column, _ARROW[fields[column].type]) for column in columns])
        pq.write_table(pa.Table.from_pylist(list(rows), schema), folder / f"{name}.parquet")
    return folder


def as_workbook(sheets: Records, vocabulary: Vocabulary, path: Path) -> Path:
    """Write each sheet as people would: with the headers and words of the vocabulary."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        spec = vocabulary.sheet(name)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        page = book.create_sheet(spec.sheet)
        page.append([spec.fields[column].header for column in columns])
        for row in rows:
            page.append([_word(row.get(c), spec.fields[c], vocabulary) for c in columns])
    book.save(path)
    return path


def _word(value: Any, spec: FactSpec, vocabulary: Vocabulary) -> Any:
    if value is None:
        return None
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if spec.type == "choice":
        return vocabulary.scales[spec.scale or ""].label(value).vi
    return float(value) if isinstance(value, Decimal) else value
