"""What one case is about, written down as facts and rows of one person while it is said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from engine.conditions import Op
from engine.facts import Row, Value
from tests.outside.literals import LISTS, NO_LIST, value_of

OPS = {
    "eq": Op.IS,
    "equivalent": Op.IS,
    "ne": Op.IS_NOT,
    "lt": Op.LESS_THAN,
    "le": Op.AT_MOST,
    "gt": Op.MORE_THAN,
    "ge": Op.AT_LEAST,
}
MIRRORED = {
    Op.IS: Op.IS,
    Op.IS_NOT: Op.IS_NOT,
    Op.LESS_THAN: Op.MORE_THAN,
    Op.AT_MOST: Op.AT_LEAST,
    Op.MORE_THAN: Op.LESS_THAN,
    Op.AT_LEAST: Op.AT_MOST,
}


class Way(Enum):
    """How a case is said, where the algebra leaves a choice."""

    COMPARED = "a fact compared with a number of the rule"
    MEASURED = "a measure compared with a number of the rule"
    AGAINST = "a measure compared with a measure"


class CannotBeSaidError(Exception):
    """The algebra has no words for a case; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Notes:
    """The facts and rows that a case needs, and the way in which it is said."""

    way: Way
    facts: dict[str, Value] = field(default_factory=dict)
    rows: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    _names: dict[tuple[str, Any, str], str] = field(default_factory=dict)

    def fact(self, literal: Any, kind: str, side: str = "") -> str:
        """A fact that says a literal; each missing value is one of its own."""
        key = (kind, literal, side)
        if literal is None or key not in self._names:
            number = sum(name.startswith(f"{kind}_") for name in self.facts)
            name = f"{kind}_{number}"
            self.facts[name] = value_of(literal)
            self._names[key] = name
        return self._names[key]

    def listed(self, items: Sequence[Any] | None, kind: str) -> str:
        """The relation whose rows are the items; a missing list has no sheet."""
        if items is None:
            return NO_LIST
        rows = tuple(Row({kind: value_of(item)}) for item in items)
        if self.rows.setdefault(LISTS[kind], rows) != rows:
            raise NotImplementedError("two lists of a kind")
        return LISTS[kind]
