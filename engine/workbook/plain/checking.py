"""Check the rows of one subject on one sheet: whether anything has to be told of them together."""

from collections.abc import Callable, Iterable, Sequence

from ...facts import ABSENT, CALENDAR, Scalar, Value
from ...vocabulary import SheetSpec, Vocabulary
from ..subjects.doubles import identity, other_awards
from ..subjects.register import Entry
from ..subjects.service import Service, service_of
from .rows import PlainRows

Told = tuple[PlainRows, int]
"""A row of some, by its place among them."""
_Span = tuple[int | None, int | None]


class Checks:
    """Checks the rows of one workbook."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._services: dict[int, Service] = {}
        self._spans: dict[Scalar, _Span] = {}
        self._common: dict[int, _Span] = {}

    def are_plain(self, entry: Entry, spec: SheetSpec, told: Sequence[Told]) -> bool:
        """Whether nothing has to be told of the rows of a subject."""
        match spec.kind:
            case "form":
                return len(told) == 1
            case "yearly":
                if len(told) == 1 and (ends := self._ends(told[0][0])):
                    return self._service(entry).spans(*ends)
                years = [strand.years[at] for plain, at in told for strand in plain.strands]
                return _differ(years) and self._are_served(entry, years)
            case _:
                return len(told) == 1 or not spec.once or self._are_once(spec, told)

    def _ends(self, plain: PlainRows) -> _Span | None:
        """Where every row tells of the same years: between what ends a subject must have served.

        It served in each of some years if it did in the first to end and in the last to begin.
        """
        if len(plain.strands) == 1:
            return None
        if id(plain) not in self._common:
            spans = [self._span(strand.years[0]) for strand in plain.strands]
            firsts = [first for first, _ in spans if first is not None]
            lasts = [last for _, last in spans if last is not None]
            self._common[id(plain)] = max(firsts, default=None), min(lasts, default=None)
        return self._common[id(plain)]

    def _service(self, entry: Entry) -> Service:
        found = self._services.get(id(entry))
        if found is None:
            found = self._services[id(entry)] = service_of(entry)
        return found

    def _are_served(self, entry: Entry, years: Iterable[Value]) -> bool:
        service = self._service(entry)
        if service.joined is None and service.left is None:
            return True
        return all(service.spans(*self._span(year)) for year in years)

    def _span(self, year: Value) -> _Span:
        if year.scalar is None:
            return year.years(CALENDAR)
        found = self._spans.get(year.scalar)
        if found is None:
            found = self._spans[year.scalar] = year.years(CALENDAR)
        return found

    def _are_once(self, spec: SheetSpec, told: Sequence[Told]) -> bool:
        """Whether no two rows look like one that was typed twice."""
        others = other_awards(spec, self._vocabulary)
        found = [identity(_said(*one), spec, others) for one in told]
        listed = [one for one in found if one is not None]
        return len(set(listed)) == len(listed)


def _said(plain: PlainRows, at: int) -> Callable[[str], Value]:
    fields = plain.strands[0].fields
    return lambda name: fields[name][at] if name in fields else ABSENT


def _differ(years: Sequence[Value]) -> bool:
    """Whether each of several rows is of a year of its own."""
    known = {year.scalar for year in years}
    return len(years) == 1 or (len(known) == len(years) and None not in known)
