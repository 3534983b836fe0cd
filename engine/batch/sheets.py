"""The sheets of a dataset, one table each, with what their columns say.

A sheet is named by its id in the vocabulary, a column by that of its fact. Knows which rows need
care, because they contradict each other or the years of service; nothing of a plan's titles.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_

import ibis
from ibis.expr import types as ir

from ..decide import bits
from ..decide.intervals import FALSE, TRUE
from ..facts import CALENDAR
from ..vocabulary import TIES, FactSpec, Role, SheetSpec, SubjectKind, Vocabulary
from . import values

SAFE = ("boolean", "attestation", "text")
"""Types that hold nothing which their columns may not say."""

SERVICE: tuple[Role, ...] = ("joined", "left")

_FIRST_YEAR = 1990
_MOST_YEARS = 62


def table_name(sheet: str) -> str:
    """Under which name an engine holds the files of a sheet."""
    return f"sheet_{sheet}"


def flagged_name(sheet: str) -> str:
    """Under which name an engine holds the answers of ``flagged_query``."""
    return f"flagged_{sheet}"


def code_of(column: str) -> str:
    """Name of the column that holds the years of a column of texts as numbers."""
    return f"code.{column}"


@dataclass(frozen=True)
class Sheets:
    """The sheets that a dataset has, by their ids.

    ``careful`` are those with subjects that need care; ``added`` are empty ones, which the
    dataset does not have; ``has_stray_units`` says that a person may be of no listed unit.
    """

    vocabulary: Vocabulary
    tables: Mapping[str, ir.Table]
    careful: Collection[str] = frozenset()
    added: Collection[str] = frozenset()
    has_stray_units: bool = True

    def __contains__(self, sheet: str) -> bool:
        return sheet in self.tables

    def tells(self, sheet: str) -> bool:
        """Whether all rows of a sheet were handed in."""
        return sheet in self.tables and sheet not in self.added

    def sheet(self, name: str) -> "Sheet":
        """A sheet that is there."""
        return Sheet(self.vocabulary.sheet(name), self.tables[name], self.vocabulary)

    def careful_of(self, sheet: str) -> ir.Table:
        """The subjects whose rows need care: ``subject``, and how many ``rows`` each has."""
        found = self.flagged_of(sheet)
        return found.filter(found["care"]).select("subject", "rows")

    def flagged_of(self, sheet: str) -> ir.Table:
        """The answers of ``flagged_query``, once an engine holds them."""
        schema = {"subject": "string", "rows": "int64", "care": "boolean", "unlisted": "boolean"}
        return ibis.table(schema, name=flagged_name(sheet))


@dataclass(frozen=True)
class Sheet:
    """One sheet of a dataset."""

    spec: SheetSpec
    table: ir.Table
    vocabulary: Vocabulary

    def role(self, role: Role) -> str | None:
        """The column that plays a role, if the dataset has it."""
        name = self.spec.field_with(role)
        return name if name in self.table.columns else None

    @property
    def subject(self) -> ir.Value:
        """Whose row it is."""
        return self.table[self.spec.field_with("id")]

    def column(self, name: str) -> "Column | None":
        """A column, unless the dataset does not have it."""
        if name not in self.table.columns:
            return None
        raw, spec = self.table[name], self.spec.fields[name]
        code = self._coded(name) if spec.type == "year" else raw
        return Column(name, spec, raw, code, self.vocabulary)

    def _coded(self, name: str) -> ir.Value:
        """A column of years as ``values.year_code`` gives them."""
        code = code_of(name)
        is_there = code in self.table.columns
        return self.table[code] if is_there else values.year_code(self.table[name])

    def doubtful(self, name: str) -> ir.BooleanValue:
        """Whether a cell says what its column may not hold."""
        column = self.column(name)
        return FALSE if column is None else column.is_doubtful

    def year(self) -> ir.Value | None:
        """What says of which year a row is: its year, or its day where no column has years."""
        if name := self.role("year"):
            return self._coded(name)
        name = self.role("day")
        return None if name is None else self.table[name]

    def says_nothing(self) -> ir.BooleanValue:
        """Whether a row tells nothing but whose it is and of which year."""
        told = [
            name
            for name, spec in self.spec.fields.items()
            if name in self.table.columns and spec.role not in {*TIES, "year"}
        ]
        if any(self.spec.fields[name].blank != "unknown" for name in told):
            return FALSE
        return reduce(and_, (self.table[name].isnull() for name in told), TRUE)


@dataclass(frozen=True)
class Column:
    """One column of a sheet: ``raw`` as the file has it, years also as a ``code``."""

    name: str
    spec: FactSpec
    raw: ir.Value
    code: ir.Value
    vocabulary: Vocabulary

    @property
    def stored(self) -> ir.Value:
        """What the cells say, as tables keep it; null where nothing can be relied on."""
        return values.stored(self.code, self.spec, self.vocabulary)

    @property
    def is_doubtful(self) -> ir.BooleanValue:
        """Whether a cell says what its column may not hold."""
        if self.spec.type in SAFE:
            return FALSE
        if self.spec.type == "date":
            return values.is_no_day(self.raw)
        raw = self.raw.cast("string") if self.raw.type().is_floating() else self.raw
        # As a text, for not every engine calls a number that is none a value.
        return raw.notnull() & self.stored.isnull()

    def complete(self, value: ir.Value, is_doubtful: ir.BooleanValue) -> ir.Value:
        """The value, or what a blank cell says instead."""
        blank = values.assumed(self.spec, self.vocabulary)
        if blank is None:
            return ibis.cases((~is_doubtful, value))
        return ibis.cases((is_doubtful, ibis.null(value.type())), else_=value.fill_null(blank))

    @property
    def value(self) -> ir.Value:
        """The value of a cell by itself."""
        blank = values.assumed(self.spec, self.vocabulary)
        return self.stored if blank is None else self.complete(self.stored, self.is_doubtful)


def flagged_query(sheets: Sheets, name: str) -> ir.Table | None:
    """The subjects of a sheet whose rows need ``care``, or who are ``unlisted``; few, if any.

    Care need the rows of who is listed twice, has two rows of one year or one without a year
    beside others, or a row of a year in which they did not serve: they are looked at together.

    Returns: nothing of a closed list, where each row stands alone.
    """
    sheet = sheets.sheet(name)
    if sheet.spec.kind == "closed":
        return None
    counted = _counted(sheet)
    if sheet.spec.kind == "subject":
        counted = counted.mutate(care=counted["rows"] > 1, unlisted=FALSE)
    else:
        listed = _listed(sheets, sheet.spec.subjects).rename({"listed.as": "subject"})
        counted = counted.left_join(listed, [("subject", "listed.as")])
        counted = counted.mutate(care=_needs_care(counted), unlisted=counted["listed.as"].isnull())
    found = counted.filter(counted["care"] | counted["unlisted"])
    return found.select("subject", "rows", "care", "unlisted").cast({"rows": "int64"})


def _counted(sheet: Sheet) -> ir.Table:
    """How many rows each subject has in a sheet, and of which years."""
    year = sheet.year() if sheet.spec.kind == "yearly" else None
    if year is None:
        return sheet.table.group_by(subject=sheet.subject).agg(rows=sheet.table.count())
    low, high = values.years(year, CALENDAR)
    at = ibis.least(ibis.greatest(low - _FIRST_YEAR, 0), _MOST_YEARS).cast("int64")
    listed = sheet.table.select(subject=sheet.subject, low=low, high=high, at=at)
    one = ibis.literal(1 << _MOST_YEARS, "int64") >> (_MOST_YEARS - listed["at"])
    return listed.group_by("subject").agg(
        rows=listed.count(),
        known=listed["low"].count(),
        years=bits.bit_or(one),
        earliest=listed["high"].min(),
        latest=listed["low"].max(),
    )


def _needs_care(counted: ir.Table) -> ir.BooleanValue:
    if "known" not in counted.columns:
        return counted["rows"] > 1
    distinct = bits.bit_count(counted["years"].fill_null(0))
    mixed = (counted["known"] < counted["rows"]) | (distinct < counted["known"])
    is_out = outside(counted, counted["earliest"], counted["latest"])
    return ((counted["rows"] > 1) & mixed) | is_out


def _listed(sheets: Sheets, kinds: Collection[SubjectKind]) -> ir.Table:
    """Everybody who is listed as of one of some kinds, with their years of service."""
    parts = [_ends_of(sheets, kind) for kind in kinds if kind in sheets]
    return reduce(ibis.union, parts)


def service_of(sheets: Sheets, kinds: Collection[SubjectKind]) -> ir.Table | None:
    """The calendar years of service of the subjects of a kind, as far as they are told."""
    told = [kind for kind in kinds if kind in sheets and any(map(sheets.sheet(kind).role, SERVICE))]
    return _listed(sheets, told) if told else None


def _ends_of(sheets: Sheets, kind: SubjectKind) -> ir.Table:
    """One row a subject; of whom different days are listed, nothing is known."""
    sheet = sheets.sheet(kind)
    told: dict[str, ir.Value] = {}
    for role in SERVICE:
        name = sheet.role(role)
        year = values.years(sheet.table[name], CALENDAR)[0] if name else ibis.null("int64")
        told[f"service.{role}"] = year
    rows = sheet.table.select(subject=sheet.subject, **told)
    if kind not in sheets.careful:
        return rows
    agreed = {name: agreed_on(rows[name]) for name in told}
    return rows.group_by("subject").agg(**agreed)


def agreed_on(column: ir.Value) -> ir.Value:
    """What rows say together: nothing if they differ."""
    return ibis.cases((column.min() == column.max(), column.min()))


def outside(table: ir.Table, last: ir.Value, first: ir.Value) -> ir.BooleanValue:
    """Whether a row of some years lies outside the service that stands in the same table."""
    early = (table["service.joined"] > last).fill_null(FALSE)
    return early | (table["service.left"] < first).fill_null(FALSE)


def used_columns(spec: SheetSpec, asked: Collection[str]) -> Iterator[str]:
    """The columns of a sheet that are read: those asked for, and what says whose a row is."""
    roles = {"id", "name", "unit", "joined", "left", "year", "day", "signer", "signed_on"}
    for name, column in spec.fields.items():
        if name in asked or column.role in roles:
            yield name


def nothing_of(subject: ir.Value) -> ir.Table:
    """A table of subjects without a row."""
    return subject.name("subject").as_table().filter(FALSE)
