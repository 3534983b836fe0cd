"""Follow the location of a mistake that pydantic found through the models to keys of the file.

Pydantic puts names of union members between the keys; only the models tell which is which.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Tag

Path = tuple[str | int, ...]
KEY = "[key]"
"""What pydantic puts behind a key that is itself the mistake."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mistake is: the keys of the file, the model that the last of them belongs to.

    ``unions`` lists the unions on the way that know no tag: where each is, and which of its
    members was tried.
    """

    keys: Path
    model: type[BaseModel] | None
    unions: tuple[tuple[Path, Any], ...] = ()
    is_key: bool = False


def follow(model: type[BaseModel] | None, location: Path) -> Spot:
    """Separate the keys of a file from the names that pydantic adds.

    Without a model every part of the location is taken for a key.
    """
    keys: list[str | int] = []
    unions: list[tuple[Path, Any]] = []
    owner, kind = model, _only(model)
    for part in location:
        members = _members(kind)
        chosen = next((each for each in members if _is_named(each, part)), None)
        if len(members) > 1 and chosen is not None:
            if _tag(chosen) is None:
                unions.append((tuple(keys), chosen))
            kind = _only(_bare(chosen))
        elif part != KEY:
            keys.append(part)
            owner = kind if _is_model(kind) else None
            kind = _only(_child(kind, part))
    return Spot(tuple(keys), owner, tuple(unions), KEY in location)


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a mapping may have, as a file writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _tag(kind: Any) -> str | None:
    if get_origin(kind) is not Annotated:
        return None
    return next((each.tag for each in get_args(kind)[1:] if isinstance(each, Tag)), None)


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _members(kind: Any) -> list[Any]:
    """What a union consists of, without "nothing"; anything else is its own only member."""
    if _tag(kind) is not None:
        return [kind]
    kind = _bare(kind)
    if get_origin(kind) not in (Union, UnionType):
        return [] if kind is NoneType else [kind]
    return [member for each in get_args(kind) for member in _members(each)]


def _only(kind: Any) -> Any:
    """The one member of a union with "nothing", which pydantic does not name."""
    members = _members(kind)
    return _bare(members[0]) if len(members) == 1 and _tag(members[0]) is None else kind


def _is_named(member: Any, part: str | int) -> bool:
    """Whether a part of a location is pydantic's name for a member of a union."""
    if (tag := _tag(member)) is not None:
        return tag == part
    member, name = _bare(member), str(part)
    if get_origin(member) is Literal:
        return name.startswith("literal[")
    if _is_model(member):
        return name == member.__name__ or name.endswith(f", {member.__name__}]")
    origin = get_origin(member) or member
    if origin in (str, int, float, bool, date, Decimal):
        return name in (origin.__name__, f"constrained-{origin.__name__}")
    return isinstance(origin, type) and name.startswith(f"{origin.__name__}[")


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    """What each field is annotated with, every name in it resolved."""
    return get_type_hints(model, include_extras=True)


def _child(kind: Any, part: str | int) -> Any:
    """What may stand at a key of a mapping, or at a place of a list."""
    if _is_model(kind):
        fields = kind.model_fields.items()
        name = next((name for name, field in fields if part in (field.alias, name)), None)
        return _hints(kind).get(name or "")
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and isinstance(part, int):
        last = arguments[-1] is Ellipsis
        return arguments[0] if last else arguments[min(part, len(arguments) - 1)]
    if origin is list and arguments:
        return arguments[0]
    if isinstance(origin, type) and issubclass(origin, Mapping) and len(arguments) == 2:
        return arguments[1]
    return None
