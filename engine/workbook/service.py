"""Hold the yearly rows of a subject against the years in which it serves.

No row is expected before a person joined or after they left, so that an empty one of such
a year is no row, and a filled one contradicts the dates.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..errors import Problem, Severity
from ..facts import ABSENT, Row, State
from ..vocabulary import SheetSpec
from .subjects import Entry


@dataclass(frozen=True, slots=True)
class Service:
    """First and last year of service; None where it is not known."""

    joined: int | None
    left: int | None

    def covers(self, row: Row) -> bool:
        """Whether a row is of a year of service, as far as one can tell."""
        year = row.year.scalar
        if not isinstance(year, int):
            return True
        return (self.joined is None or self.joined <= year) and (
            self.left is None or year <= self.left
        )


def service_of(entry: Entry) -> Service:
    """The years in which a subject serves."""
    spec = entry.records[0].spec
    days = (entry.facts.get(spec.field_with(r) or "", ABSENT).scalar for r in ("joined", "left"))
    joined, left = (day.year if isinstance(day, date) else None for day in days)
    return Service(joined, left)


def hold_to_service(
    entry: Entry,
    rows: Mapping[str, tuple[Row, ...]],
    sheets: Mapping[str, SheetSpec],
    problems: list[Problem],
) -> dict[str, tuple[Row, ...]]:
    """The rows without empty ones of years outside service; filled ones are uncertain."""
    service = service_of(entry)
    return {
        name: tuple(_held(entry, service, sheets[name], listed, problems))
        if sheets[name].kind == "yearly"
        else listed
        for name, listed in rows.items()
    }


def _held(
    entry: Entry,
    service: Service,
    sheet: SheetSpec,
    rows: tuple[Row, ...],
    problems: list[Problem],
) -> Iterator[Row]:
    for row in rows:
        if service.covers(row):
            yield row
            continue
        details = {"id": entry.id, "year": str(row.year.scalar)}
        cells = tuple(c for value in row.fields.values() for c in value.cells if c.raw)
        if not _says_nothing(row, sheet):
            if row.certain:
                problems.append(Problem("row-outside-service", Severity.ERROR, cells, details))
            yield replace(row, certain=False)
        elif cells:
            problems.append(Problem("row-not-expected", Severity.NOTE, cells, details))


def _says_nothing(row: Row, sheet: SheetSpec) -> bool:
    year = sheet.field_with("year")
    return all(v.state is State.BLANK for name, v in row.fields.items() if name != year)
