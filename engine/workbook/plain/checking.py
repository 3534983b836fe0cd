"""Check the rows of one subject on one sheet: whether anything has to be told of them together."""

from collections.abc import Callable, Iterable, Sequence

from ...facts import ABSENT, CALENDAR, Scalar, Value
from ...vocabulary import SheetSpec, Vocabulary
from ..subjects.doubles import identity, other_awards
from ..subjects.register import Entry
from ..subjects.service import Service, service_of
from .rows import Strand

Told = tuple[Strand, int]
"""One thing that a row says: the strand, and the place of the row in it."""


class Checks:
    """Checks the rows of one workbook."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._services: dict[int, Service] = {}
        self._spans: dict[Scalar, tuple[int | None, int | None]] = {}

    def are_plain(self, entry: Entry, spec: SheetSpec, told: Sequence[Told]) -> bool:
        """Whether nothing has to be told of the rows of a subject."""
        match spec.kind:
            case "form":
                return len(told) == 1
            case "yearly":
                years = [strand.years[at] for strand, at in told]
                return _differ(years) and self._are_served(entry, years)
            case _:
                return len(told) == 1 or not spec.once or self._are_once(spec, told)

    def _are_served(self, entry: Entry, years: Iterable[Value]) -> bool:
        service = self._services.get(id(entry))
        if service is None:
            service = self._services[id(entry)] = service_of(entry)
        return all(service.spans(*self._span(year)) for year in years)

    def _span(self, year: Value) -> tuple[int | None, int | None]:
        if year.scalar is None:
            return year.years(CALENDAR)
        if year.scalar not in self._spans:
            self._spans[year.scalar] = year.years(CALENDAR)
        return self._spans[year.scalar]

    def _are_once(self, spec: SheetSpec, told: Sequence[Told]) -> bool:
        """Whether no two rows look like one that was typed twice."""
        others = other_awards(spec, self._vocabulary)
        found = [identity(_said(*one), spec, others) for one in told]
        listed = [one for one in found if one is not None]
        return len(set(listed)) == len(listed)


def _said(strand: Strand, at: int) -> Callable[[str], Value]:
    return lambda name: strand.fields[name][at] if name in strand.fields else ABSENT


def _differ(years: Sequence[Value]) -> bool:
    """Whether each of several rows is of a year of its own."""
    known = {year.scalar for year in years}
    return len(years) == 1 or (len(known) == len(years) and None not in known)
