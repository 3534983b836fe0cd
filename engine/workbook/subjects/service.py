"""Hold the yearly rows of a subject against the years in which it serves.

No row is expected before a person joined or after they left, so that an empty one of such
a year is no row, and a filled one contradicts the dates.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ...errors import Problem
from ...facts import ABSENT, CALENDAR, Row, State
from ...vocabulary import Role, SheetSpec
from .register import Entry

_ROLES: tuple[Role, ...] = ("joined", "left")


@dataclass(frozen=True, slots=True)
class Service:
    """First and last day of service, as far as it can reach; None where it is not known."""

    joined: date | None
    left: date | None

    def covers(self, row: Row) -> bool:
        """Whether a row is, or may be, of a calendar year of service."""
        return self.spans(*row.years(CALENDAR))

    def spans(self, first: int | None, last: int | None) -> bool:
        """Whether one of some calendar years is, or may be, a year of service."""
        return (last is None or self.joined is None or self.joined.year <= last) and (
            first is None or self.left is None or first <= self.left.year
        )


def service_of(entry: Entry) -> Service:
    """The days between which a subject serves."""
    spec = entry.records[0].spec
    joined, left = (entry.facts.get(spec.field_with(role) or "", ABSENT).ends for role in _ROLES)
    return Service(
        joined[0] if isinstance(joined[0], date) else None,
        left[1] if isinstance(left[1], date) else None,
    )


def hold_to_service(
    entry: Entry,
    service: Service,
    rows: Mapping[str, tuple[Row, ...]],
    sheets: Mapping[str, SheetSpec],
    problems: list[Problem],
) -> dict[str, tuple[Row, ...]]:
    """The rows without empty ones of years outside service; filled ones are uncertain."""
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
                problems.append(Problem("row-outside-service", cells, details))
            yield replace(row, certain=False)
        elif cells:
            problems.append(Problem("row-not-expected", cells, details))


def _says_nothing(row: Row, sheet: SheetSpec) -> bool:
    year = sheet.field_with("year")
    return all(v.state is State.BLANK for name, v in row.fields.items() if name != year)
