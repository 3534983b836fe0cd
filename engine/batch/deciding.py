"""Decide many dossiers of one plan at once, and part the conclusions again by dossier.

A run of the statements takes as long for one dossier as for a hundred. The first dossier of each
run is decided by the reference as well, and compared. Knows no file.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from ..decide import reference
from ..decide.agreement import CONCLUSION, differing
from ..decide.frames import Columns, Stored
from ..decide.stages import decided_table
from ..errors import DisagreementError
from ..findings import Outcome, Verdict
from ..plan import Plan, PlannedTitle
from .engines import quoted
from .reading import Read

_DIGITS = 6  # of the number that stands before every id while dossiers are decided together
_NUMBER = "place"
_IDS = frozenset({"subject", "unit"})
_NAMES = pa.schema([("subject", pa.string()), ("name", pa.string())])
SETTINGS: Mapping[str, str] = {"threads": "1"}
"""How DuckDB runs where every core has a process of its own."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The conclusions of one dossier, a row for each subject and title."""

    read: Read
    conclusions: pa.Table

    def counts(self) -> dict[str, dict[str, int]]:
        """How often each title was concluded how, by its key."""
        columns = (self.conclusions[name].to_pylist() for name in ("pack", "title", "conclusion"))
        counts: dict[str, dict[str, int]] = {}
        for (pack, title, word), number in sorted(Counter(zip(*columns, strict=True)).items()):
            counts.setdefault(f"{pack}/{title}", {})[word] = number
        return counts


def decide(dossiers: Sequence[Read]) -> Iterator[Decided]:
    """Decide dossiers of the same docket together.

    Raises:
        DisagreementError: two ways to a verdict differ, of whichever dossier.
        MemoryError: they are too many, or one is too large.
    """
    docket = dossiers[0].docket
    try:
        with duckdb.connect(config=dict(SETTINGS)) as connection:
            for name, table in _together(dossiers).items():
                connection.register(name, table)
            docket.concluder.conclude(connection)
            found = connection.sql(_query(docket.plan)).to_arrow_table()
    except (duckdb.OutOfMemoryException, pa.ArrowMemoryError) as error:
        raise MemoryError from error
    for read, conclusions in zip(dossiers, _parted(found, dossiers), strict=True):
        decided = Decided(read, conclusions)
        if read.dossier is not None:
            _compare(decided, docket.plan)
        yield decided


def groups(dossiers: Sequence[Read], most: int) -> Iterator[list[Read]]:
    """Part dossiers so that each group can be decided together, in their order.

    Parameters: ``most`` is the number of subjects of a group, unless one dossier has more.
    """
    waiting: dict[int, list[Read]] = {}
    for each in dossiers:
        if each.stands_alone:
            yield [each]
            continue
        group = waiting.setdefault(id(each.docket), [])
        if group and sum(read.subjects for read in group) + each.subjects > most:
            yield group
            group = waiting[id(each.docket)] = []
        group.append(each)
    yield from (group for group in waiting.values() if group)


def _together(dossiers: Sequence[Read]) -> dict[str, pa.Table]:
    """The tables of all dossiers, each id with the number of its dossier before it."""
    layout = dossiers[0].docket.schemas
    made = {
        name: pa.table(_numbered([read.columns[name] for read in dossiers]), schema=schema)
        for name, schema in layout.items()
    }
    return {**made, "names": pa.table(_numbered([read.names for read in dossiers]), schema=_NAMES)}


def _numbered(parts: Sequence[Columns]) -> Columns:
    joined: dict[str, list[Stored | None]] = {name: [] for name in parts[0]}
    for number, part in enumerate(parts):
        before = f"{number:0{_DIGITS}}"
        for name, values in part.items():
            if name in _IDS:
                joined[name] += (None if each is None else f"{before}{each}" for each in values)
            else:
                joined[name] += values
    return {**joined}


def _query(plan: Plan) -> str:
    """All conclusions in the order of ``conclusions.jsonl``, dossier by dossier."""
    told = " UNION ALL ".join(_of_title(title, plan) for title in plan.titles)
    own = f'substr("subject", {_DIGITS + 1})'
    return f"""
        SELECT CAST(substr("subject", 1, {_DIGITS}) AS INTEGER) AS "{_NUMBER}",
            {own} AS "subject", "kind", "name",
            CASE WHEN "kind" = 'unit' THEN {own}
                ELSE substr("unit", {_DIGITS + 1}) END AS "unit",
            "pack", "title", CAST({plan.year} AS INTEGER) AS "year", "conclusion", "status",
            {plan.simulated} AS "simulated", "verdicts"
        FROM ({told}) JOIN "names" USING ("subject")
        ORDER BY "{_NUMBER}", "pack", "title", coalesce("unit", ''), "subject"
    """


def _of_title(title: PlannedTitle, plan: Plan) -> str:
    verdicts = ((c.id, _column(f"{title.key}|{c.id}")) for c in title.criteria)
    names = ", ".join(f"{quoted(name)}: {verdict}" for name, verdict in verdicts)
    outcome = _column(f"{title.key}|outcome")
    words = " ".join(f"WHEN {int(each)} THEN {quoted(each.word)}" for each in Outcome)
    return f"""
        SELECT "subject", {quoted(title.subject)} AS "kind", "unit", {quoted(title.pack)} AS "pack",
            {quoted(title.id)} AS "title", CASE {outcome} {words} END AS "conclusion",
            {quoted(title.status)} AS "status", MAP {{{names}}} AS "verdicts"
        FROM "{decided_table(title.subject)}"
    """


def _column(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _parted(found: pa.Table, dossiers: Sequence[Read]) -> Iterator[pa.Table]:
    """The rows of each dossier, which stand together, with its name."""
    counted = {row["values"]: row["counts"] for row in pc.value_counts(found[_NUMBER]).to_pylist()}
    at, plain = 0, found.drop_columns([_NUMBER])
    for number, read in enumerate(dossiers):
        size = counted.get(number, 0)
        name = pa.repeat(pa.scalar(read.name), size).dictionary_encode()
        yield plain.slice(at, size).add_column(0, "dossier", name)
        at += size


def _compare(decided: Decided, plan: Plan) -> None:
    """Decide a dossier by the reference too.

    Raises:
        DisagreementError: the two differ.
    """
    assert decided.read.dossier is not None
    told = {
        (f"{row['pack']}/{row['title']}", row["subject"]): _words(row)
        for row in decided.conclusions.to_pylist()
    }
    for conclusion in reference.decide(plan, decided.read.dossier):
        key = f"{conclusion.pack}/{conclusion.title}", conclusion.subject
        verdicts = {f.criterion: f.verdict.word for f in conclusion.findings}
        expected = {**verdicts, "conclusion": conclusion.outcome.word}
        found = told.pop(key, {})
        for name in expected.keys() | found.keys():
            if expected.get(name) != found.get(name):
                raise _differ(key, name, expected.get(name), found.get(name))
    for key, found in told.items():
        raise _differ(key, CONCLUSION, None, found["conclusion"])


def _words(row: Mapping[str, object]) -> dict[str, str]:
    verdicts = dict(row["verdicts"])  # type: ignore[call-overload]  # pairs of Arrow's map
    words = {name: Verdict(number).word for name, number in verdicts.items()}
    return {**words, "conclusion": str(row["conclusion"])}


def _differ(
    key: tuple[str, str], criterion: str, first: str | None, second: str | None
) -> DisagreementError:
    title, subject = key
    return differing(subject, title, criterion, ("reference", first or "-"), second or "-")
