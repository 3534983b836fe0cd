"""Read one dossier into the tables of its plan, its problems, and what its record tells.

What is read is kept as columns only, so that many dossiers fit into memory together.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from ..conditions import MEMBERS
from ..decide.asked import Reads, reads
from ..decide.frames import Columns, columns, schemas
from ..errors import Problem
from ..facts import Dossier, Reading
from ..form import needed_sheets
from ..pack import Pack
from ..plan import Plan
from ..preparing import latest_of, plan_for
from ..reports.lines import problem_line
from ..vocabulary import SubjectKind, Vocabulary
from ..workbook import Owned, assemble, assemble_in_columns, load_mapping, read_inputs
from ..workbook.mapping.accepted import Mapping as Accepted
from .concluding import Concluder
from .finding import Found
from .keys import HashedFile, hashed
from .owned import with_owned
from .words import Rules


class ChangedError(Exception):
    """Somebody wrote to a dossier while it was read."""


@dataclass(frozen=True)
class Docket:
    """The dossiers' plan for one year, with what is made of it once."""

    whole: Plan
    vocabulary: Vocabulary

    @cached_property
    def plan(self) -> Plan:
        """What is decided."""
        return self.whole.without_checks

    @cached_property
    def concluder(self) -> Concluder:
        """What decides many dossiers at once."""
        return Concluder(self.plan, self.vocabulary)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The columns that are missed where they are missing."""
        sheets = needed_sheets(self.whole, self.vocabulary)
        return frozenset(name for sheet in sheets for name in sheet.columns)

    @cached_property
    def asks_members(self) -> bool:
        """Whether units are judged by their members."""
        return MEMBERS in self._reads["unit"].gathered

    def columns(self, dossier: Dossier, owned: Sequence[Owned] = ()) -> dict[str, Columns]:
        """What a dossier says, in the columns of the tables that the plan reads.

        Parameters: ``owned`` are rows that it does not have, since they are columns already.
        """
        told = dict(columns(dossier, self.vocabulary, self._reads))
        return with_owned(told, owned, self._reads, self.vocabulary) if owned else told

    @cached_property
    def schemas(self) -> Mapping[str, pa.Schema]:
        """The tables that the plan reads."""
        return schemas(self.plan, self.vocabulary)

    @cached_property
    def _reads(self) -> Mapping[SubjectKind, Reads]:
        return reads(self.plan)


@dataclass(frozen=True)
class Read:
    """One dossier that was read.

    ``names`` are those of the subjects beside their ids. ``problems`` are lines of JSON,
    ``severities`` how many of each kind. ``dossier`` is kept of few, to be decided once more.
    """

    name: str
    key: str
    inputs: tuple[HashedFile, ...]
    docket: Docket
    columns: Mapping[str, Columns]
    names: Columns
    problems: tuple[str, ...]
    severities: Mapping[str, int]
    unread: tuple[str, ...]
    dossier: Dossier | None = None

    @property
    def subjects(self) -> int:
        """How many persons and units there are."""
        return len(self.names["subject"])

    @cached_property
    def stands_alone(self) -> bool:
        """Whether it cannot be decided beside others: who has no unit may be of any there is."""
        return self.docket.asks_members and None in self.columns["person"]["unit"]


_DOCKETS: dict[tuple[str, int | None], Docket] = {}
"""By rules and year, for as long as the process lives: one takes seconds to make."""


@dataclass
class Reader:
    """Reads dossiers, and finds the plans of the years that they are judged for."""

    rules: Rules

    @cached_property
    def _mapping(self) -> Accepted | None:
        path = self.rules.options.mapping
        return None if path is None else load_mapping(path, self.rules.vocabulary)

    @cached_property
    def _chosen(self) -> Sequence[Pack]:
        return [loaded.pack for loaded in self.rules.packs if loaded.pack.decides]

    def read(
        self, found: Found, key: str, inputs: Sequence[HashedFile], keeps_dossier: bool
    ) -> Read:
        """Read a dossier.

        Raises:
            ChangedError: the inputs are no longer those that were hashed.
            InputError: nothing can be read.
            OSError: an input is gone.
        """
        reading, owned = self._reading(found, inputs, keeps_dossier or self._asks_years)
        docket = docket_of(self.rules, self._year(reading.dossier))
        problems = list(_needed(reading, docket))
        subjects = reading.dossier.subjects
        return Read(
            name=found.name,
            key=key,
            inputs=tuple(inputs),
            docket=docket,
            columns=docket.columns(reading.dossier, owned),
            names={"subject": [s.id for s in subjects], "name": [s.name for s in subjects]},
            problems=tuple(problem_line(problem, None) for problem in problems),
            severities=Counter(problem.severity.value for problem in problems),
            unread=tuple(sorted(problem.place for problem in reading.unreadable)),
            dossier=reading.dossier if keeps_dossier else None,
        )

    @cached_property
    def _asks_years(self) -> bool:
        """Whether only the rows of a dossier say for which year it is judged."""
        is_told = self.rules.options.year is not None
        return not is_told and all(pack.instrument.in_force.to is None for pack in self._chosen)

    def _reading(
        self, found: Found, inputs: Sequence[HashedFile], is_whole: bool
    ) -> tuple[Reading, Sequence[Owned]]:
        """What a dossier says; unless all of it ``is_whole``, with columns of plain rows."""
        vocabulary, mapping = self.rules.vocabulary, self._mapping
        try:
            told = read_inputs([found.path])
            if is_whole:
                return assemble(told, vocabulary, mapping), ()
            return assemble_in_columns(told, vocabulary, mapping)
        finally:
            if hashed(found.path) != tuple(inputs):
                raise ChangedError(found.name)

    def _year(self, dossier: Dossier) -> int | None:
        year = self.rules.options.year
        return latest_of(self._chosen, dossier) if year is None else year


def docket_of(rules: Rules, year: int | None) -> Docket:
    """The plan of a year, None where the packs say which it is."""
    key = (rules.digest, year)
    if key not in _DOCKETS:
        options = rules.options
        chosen = (rules.packs, rules.vocabulary, year, options.received, options.simulate)
        _DOCKETS[key] = Docket(plan_for(*chosen), rules.vocabulary)
    return _DOCKETS[key]


def _needed(reading: Reading, docket: Docket) -> Iterator[Problem]:
    """The problems of a reading, without those about columns that no rule asks for."""
    for problem in reading.problems:
        if problem.code != "column-missing" or problem.details["field"] in docket.needed:
            yield problem
