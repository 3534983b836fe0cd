"""What a condition is asked of: the rows of a table, and what has been gathered into it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ibis.expr import types as ir

from ..conditions import Condition, Other
from ..vocabulary import Vocabulary
from .asked import Reads
from .frames import fact_column
from .intervals import NOTHING, Ends
from .rows import Asking


@dataclass(frozen=True, slots=True)
class TableScope:
    """The rows of a table that a condition is asked of.

    ``standing`` names the titles decided so far, each a column of the table; ``asked`` is what
    has been gathered into it. In a ``blank`` scope no fact is known: a row that is expected,
    but that nobody wrote. ``holds`` decides conditions inside measures.
    """

    table: ir.Table
    vocabulary: Vocabulary
    holds: Callable[[Condition, "TableScope"], ir.BooleanValue]
    asked: Reads = field(default_factory=Reads)
    yearly: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    is_blank: bool = False

    @property
    def asking(self) -> Asking:
        """How the rows of this scope's subjects are asked."""

        def ask(condition: Condition, table: ir.Table | None) -> ir.BooleanValue:
            if table is None:
                return self.holds(condition, replace(self, is_blank=True))
            return self.holds(condition, replace(self, table=table))

        return Asking(self.asked, ask, self.yearly)


def title_column(key: str) -> str:
    """Name of the column that says whether a title is deserved."""
    return f"holds|{key}"


def other_column(other: Other, asked: Reads) -> str:
    """Name of the column that holds what the unit of a person answers."""
    return f"other.{asked.others.index(other)}"


# A fact alone


def fact_ends_of(fact: str, scope: TableScope) -> Ends:
    """The ends of a fact, in the whole numbers in which it is stored."""
    if scope.is_blank:
        return Ends(NOTHING, NOTHING)
    column = fact_column(fact)
    return Ends(scope.table[f"{column}.low"], scope.table[f"{column}.high"])
