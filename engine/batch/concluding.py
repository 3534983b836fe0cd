"""Run the stages of a plan over tables of any size, and compare the conclusions."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import duckdb
import ibis
from ibis.expr import types as ir

from ..decide import inference, stages
from ..evaluation import COLUMNS, INFERENCE
from ..plan import Plan
from ..vocabulary import Vocabulary
from .engines import Duck, Engine, Stage, compiled, staged
from .patterns import Compared, Counted, queries_of

_NONE: Mapping[str, Stage] = {}


def plan_stages(plan: Plan, vocabulary: Vocabulary) -> dict[str, Stage]:
    """The stages of a plan, compiled: they are the same for all dossiers."""
    return compiled(stages.queries(plan, vocabulary))


class Concluder:
    """Decides dossiers of one plan, many at once; what was inferred once is remembered.

    Parameters: ``tables`` are queries for the tables that the plan reads, where these are not
    in the connection already; ``own`` are those of the plan, where they are compiled already.
    """

    def __init__(
        self,
        plan: Plan,
        vocabulary: Vocabulary,
        tables: Mapping[str, Stage] = _NONE,
        own: Mapping[str, Stage] | None = None,
    ) -> None:
        self.plan = plan
        self.stages = staged({**tables, **(own or plan_stages(plan, vocabulary))})
        self.compared = Compared(plan)

    @property
    def engines(self) -> tuple[str, ...]:
        """The ways to a verdict that agreed."""
        return (COLUMNS, INFERENCE) if inference.is_available() else (COLUMNS,)

    @cached_property
    def patterns(self) -> Mapping[str, Stage]:
        """The query of the distinct patterns of each title, by its key."""
        return compiled(dict(queries_of(self.plan, self.answers)))

    @property
    def answers(self) -> dict[str, ir.Table]:
        """The tables of all stages, by their names."""
        return {each.name: ibis.table(each.query.schema(), each.name) for each in self.stages}

    def conclude(self, connection: duckdb.DuckDBPyConnection) -> Mapping[str, int]:
        """Decide every title in DuckDB from the tables of the plan; see ``conclude_in``."""
        return self.conclude_in(Duck(connection))

    def conclude_in(self, engine: Engine) -> Mapping[str, int]:
        """Decide every title from the tables of the plan, and compare the conclusions.

        The engine then holds ``decided_person`` and ``decided_unit``.

        Returns: how many distinct patterns each title has, by its key.

        Raises:
            DisagreementError: what is inferred differs from what the columns concluded.
        """
        for stage in self.stages:
            engine.keep(stage)
        return self.compare(self.found(engine))

    def found(self, engine: Engine) -> Mapping[str, Sequence[Counted]]:
        """The distinct patterns in the tables of answers, by title key."""
        return {title.key: engine.rows(self.patterns[title.key]) for title in self.plan.titles}

    def compare(self, found: Mapping[str, Sequence[Counted]]) -> Mapping[str, int]:
        """Infer what was found, and compare; see ``conclude_in``."""
        return {title.key: self.compared.add(title, found[title.key]) for title in self.plan.titles}
