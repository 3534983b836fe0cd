"""Stream the reasons of a dataset's run, block by block, from its findings alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import ibis
from ibis.common.exceptions import IbisError

from ...decide.stages import in_duckdb
from ...errors import UsageError
from ...locale import LANGUAGES
from ...plan import Plan, PlannedTitle
from ..dataset import Planned
from ..engines import Duck, duck
from ..outputs import FINDINGS
from .keys import Keys
from .records import check_rules
from .telling import Teller, Told

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 20_480
"""Subjects of one block."""

MEMORY = "1GB"

_BROKEN = (duckdb.Error, IbisError, OSError, ValueError, IndexError, ArithmeticError)
"""What comes of findings that no run has written."""

MOST_TEXTS = 50_000
"""Texts that are remembered of one title; with more, some are made again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose reasons, of which titles (ids, or keys with the pack), in which languages."""

    subjects: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    languages: Sequence[str] = LANGUAGES

    def of(self, plan: Plan) -> tuple[PlannedTitle, ...]:
        """The titles that are meant.

        Raises:
            UsageError: the rules have no such title.
        """
        names = {name for title in plan.titles for name in (title.id, title.key)}
        for name in sorted(self.titles - names):
            known = ", ".join(title.id for title in plan.titles)
            raise UsageError("reasons-no-title", title=name, known=known)
        return tuple(t for t in plan.titles if not self.titles or {t.id, t.key} & self.titles)


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Block:
    """Some subjects of one title: who they are, their units, and which text each one has.

    A unit is its own unit.
    """

    subjects: Sequence[str]
    units: Sequence[str | None]
    places: Sequence[int]
    told: Sequence[Told]

    def __iter__(self) -> Iterator[tuple[str, str | None, Told]]:
        for subject, unit, place in zip(self.subjects, self.units, self.places, strict=True):
            yield subject, unit, self.told[place]


def reasons(run: Path, rules: Planned, wanted: Wanted = EVERYTHING) -> Iterator[Block]:
    """The reason of every subject and title, title by title, as the findings are written.

    Parameters: ``run`` is the folder of a finished run of a dataset; ``rules`` are those by
    which it was decided.

    Raises:
        UsageError: it is no such run, was decided by other rules, has findings that cannot be
            read, or a title that is wanted is not among the rules.
    """
    check_rules(run, rules)
    titles = wanted.of(rules.plan)
    with duck(None) as engine:
        engine.connection.execute(f"SET memory_limit = '{MEMORY}'")
        engine.connection.execute("SET preserve_insertion_order = true")
        for title in titles:
            yield from _of_title(title, run, rules, wanted, engine)


def _of_title(
    title: PlannedTitle, run: Path, rules: Planned, wanted: Wanted, engine: Duck
) -> Iterator[Block]:
    keys = Keys(title, rules.vocabulary)
    teller = Teller.of(title, rules.plan, rules.vocabulary, wanted.languages)
    texts = _Texts(keys, teller)
    place = run / FINDINGS / title.pack / title.id
    try:
        for batch in _rows(keys, place, wanted, engine):
            if batch.num_rows:
                yield texts.block(batch)
    except _BROKEN as error:
        raise UsageError("run-unreadable", place=str(place)) from error


def _rows(keys: Keys, place: Path, wanted: Wanted, engine: Duck) -> Iterator["pa.RecordBatch"]:
    """The keys of a title's findings with their subjects, in the order of the files.

    Raises:
        ValueError: there are no findings, or columns of them are missing.
    """
    files = sorted(str(path) for path in place.glob("*.parquet"))
    if not files:
        raise ValueError(place)
    schema = engine.open("findings", files)
    if set(keys.columns) - set(schema.names):
        raise ValueError(place)
    table = ibis.table(schema, "findings")
    if wanted.subjects:
        table = table.filter(table["subject"].isin(sorted(wanted.subjects)))
    found = engine.connection.sql(in_duckdb(keys.query(table)))
    return iter(found.to_arrow_reader(ROWS))


@dataclass
class _Texts:
    """What was told so far of one title, by key."""

    keys: Keys
    teller: Teller
    known: dict[str, Told] = field(default_factory=dict)

    def block(self, batch: "pa.RecordBatch") -> Block:
        """Rows with what is told of them.

        Raises:
            ValueError: a row does not say whose it is, or has no verdict.
        """
        subjects, units, keys = batch.columns
        if subjects.null_count or keys.null_count:
            raise ValueError(self.teller.title.key)
        if self.teller.title.subject == "unit":
            units = subjects
        coded = keys.dictionary_encode()
        told = [self._told(key) for key in coded.dictionary.to_pylist()]
        return Block(subjects.to_pylist(), units.to_pylist(), coded.indices.to_pylist(), told)

    def _told(self, key: str) -> Told:
        if key not in self.known:
            if len(self.known) >= MOST_TEXTS:
                self.known.clear()
            self.known[key] = self.teller.tell(self.keys.read(key))
        return self.known[key]
