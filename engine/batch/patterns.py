"""The distinct patterns of findings of many subjects, each inferred once and compared.

A pattern is told as whole numbers of two bits for each verdict, so that tables of millions group
by them quickly. Knows queries, but no connection.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add

import ibis
from ibis.expr import types as ir

from ..decide import inference
from ..decide.agreement import CONCLUSION, differing
from ..decide.stages import decided_table
from ..findings import Outcome
from ..plan import Plan, PlannedTitle

_BITS = 2
_PLACES = 30
"""Verdicts of one whole number."""

Counted = tuple[int, ...]
"""A row of a query of patterns: the numbers of the pattern, the outcome, how many subjects."""


def names_of(title: PlannedTitle) -> list[str]:
    """The findings that decide a title, as the columns of its findings are named."""
    return ["applies", *(criterion.id for criterion in title.criteria)]


def patterns_query(title: PlannedTitle, decided: ir.Table) -> ir.Table:
    """The distinct patterns of a title, with the outcome of the columns, and how often each is.

    Where a criterion asks for another title, what was concluded for that title stands in its
    place; that conclusion has been compared by itself.
    """
    verdicts = {name: decided[f"{title.key}|{name}"] for name in names_of(title)}
    columns = list(verdicts.values())
    for place, used in inference.links_of(title):
        outcome = decided[f"{used}|outcome"]
        refused = outcome == int(Outcome.NOT_APPLICABLE)
        columns[place] = ibis.cases((refused, 0), else_=outcome)
    numbers = {
        f"pattern.{at}": _packed(columns[at : at + _PLACES])
        for at in range(0, len(columns), _PLACES)
    }
    told = decided.select(**numbers, outcome=decided[f"{title.key}|outcome"].cast("int64"))
    return told.group_by(told.columns).agg(subjects=told.count())


def _packed(columns: Sequence[ir.Value]) -> ir.IntegerValue:
    parts = (column.cast("int64") << (_BITS * n) for n, column in enumerate(columns))
    packed: ir.IntegerValue = reduce(add, parts)
    return packed


def unpacked(title: PlannedTitle, numbers: Sequence[int]) -> inference.Pattern:
    """The verdicts of a pattern."""
    size, mask = 1 + len(title.criteria), (1 << _BITS) - 1
    return tuple(
        numbers[place // _PLACES] >> (_BITS * (place % _PLACES)) & mask for place in range(size)
    )


@dataclass
class Compared:
    """What was inferred so far, by title key and pattern, so that nothing is inferred twice."""

    plan: Plan
    drawn: dict[str, dict[inference.Pattern, Outcome]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def add(self, title: PlannedTitle, rows: Sequence[Counted]) -> int:
        """Infer the patterns of a title, and compare them with the outcomes of the columns.

        Returns: how many distinct patterns there are.

        Raises:
            DisagreementError: an outcome differs.
        """
        found = {unpacked(title, row[:-2]): row[-2] for row in rows}
        for *_, outcome, subjects in rows:
            counts = self.counts.setdefault(title.key, {})
            counts[outcome] = counts.get(outcome, 0) + subjects
        if inference.is_available():
            known = self.drawn.setdefault(title.key, {})
            new = sorted(found.keys() - known.keys())
            known |= dict(zip(new, inference.conclude(title, new), strict=True)) if new else {}
            for *numbers, outcome, _ in rows:
                self._compare(title, unpacked(title, numbers), outcome)
        return len(found)

    def _compare(self, title: PlannedTitle, pattern: inference.Pattern, outcome: int) -> None:
        drawn = self.drawn[title.key][pattern]
        if int(drawn) != outcome:
            told = dict(zip(names_of(title), pattern, strict=True))
            first, second = ("inference", drawn.word), Outcome(outcome).word
            whose = ", ".join(f"{name}={verdict}" for name, verdict in told.items())
            raise differing(whose, title.key, CONCLUSION, first, second)


def queries_of(plan: Plan, schemas: Mapping[str, ir.Table]) -> Iterator[tuple[str, ir.Table]]:
    """A query of patterns for each title, by its key.

    Parameters: ``schemas`` are the tables of answers by their names.
    """
    for title in plan.titles:
        yield title.key, patterns_query(title, schemas[decided_table(title.subject)])
