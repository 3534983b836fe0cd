"""What the shapes of packs share: their base, the names of comparisons, mistakes about keys."""

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

OPERATORS = (
    "is",
    "is_not",
    "one_of",
    "none_of",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "between",
    "multiple_of",
)


def either(*keys: str) -> PydanticCustomError:
    """Exactly one of several keys must be there."""
    named = ", ".join(f"`{key}`" for key in keys)
    return PydanticCustomError("either", "expected exactly one of {keys}", {"keys": named})


def exclude(one: str, other: str) -> PydanticCustomError:
    """Two keys must not both be there."""
    keys = {"one": one, "other": other}
    return PydanticCustomError("exclude", "`{one}` and `{other}` exclude each other", keys)


class Shape(BaseModel):
    """What all shapes share: nothing but the keys that are listed, and nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    def operators(self) -> list[tuple[str, Any]]:
        """The comparisons that are written down, by the name of their operator."""
        given = ((name.rstrip("_"), name) for name in type(self).model_fields)
        return [
            (operator, getattr(self, name))
            for operator, name in given
            if operator in OPERATORS and name in self.model_fields_set
        ]
