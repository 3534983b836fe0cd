"""Say what pydantic found wrong in a file: where, what was expected, what stands there.

One mistake of the author is told once, however many alternatives pydantic tried.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal, cast, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import PackError
from ..locale import say
from ..provenance import Position
from ..shapes import CONDITIONS, MEASURES
from .following import Path, Spot, follow, keys_of
from .nodes import Entries, Keys, place_of, value_at

MOST = 200
"""Mistakes that are looked at; who has more has the wrong file."""


@dataclass(frozen=True, slots=True)
class _Mistake:
    """What pydantic says, and where that is in the file."""

    said: ErrorDetails
    spot: Spot

    @property
    def kind(self) -> str:
        return self.said["type"]


def told(
    error: ValidationError, raw: object, name: str, model: type[BaseModel] | None
) -> PackError:
    """The first mistake in a file that does not fit a model; the others as notes.

    Parameters: ``raw`` is the file as it was read, ``name`` its name in messages.
    """
    said = error.errors(include_url=False)[:MOST]
    found = [_Mistake(each, follow(model, each["loc"])) for each in said]
    found = [each for each in found if not _is_beside(each, found, raw)] or found
    told = [each for group in _together(found) for each in _errors(group, raw, name)]
    told.sort(key=lambda each: each[0])
    first, *others = (each for _, each in _without_misspelt(told))
    for other in others:
        first.add(other)
    return first


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _is_beside(mistake: _Mistake, found: list[_Mistake], raw: object) -> bool:
    """Whether it is only about an alternative that the author did not mean.

    A mapping is meant for a member that is a mapping, anything else for a list of words if
    there is one. A list of which an entry is wrong is not too short.
    """
    if mistake.kind == "too_short":
        listed = value_at(raw, mistake.spot.keys)
        return isinstance(listed, list | dict) and len(listed) >= _context(mistake)["min_length"]
    for keys, member in mistake.spot.unions:
        others = [m for other in found for at, m in other.spot.unions if at == keys]
        is_mapping = isinstance(value_at(raw, keys), dict)
        if is_mapping and not _is_model(member) and any(map(_is_model, others)):
            return True
        words = [each for each in others if get_origin(each) is Literal]
        if not is_mapping and words and get_origin(member) is not Literal:
            return True
    return False


def _context(mistake: _Mistake) -> dict[str, Any]:
    return mistake.said.get("ctx", {})


def _together(found: list[_Mistake]) -> Iterable[list[_Mistake]]:
    """Mistakes by the alternatives of one union; any other is alone."""
    groups: dict[object, list[_Mistake]] = {}
    for number, mistake in enumerate(found):
        unions = mistake.spot.unions
        is_type = mistake.kind in _EXPECTED and unions and unions[-1][0] == mistake.spot.keys
        groups.setdefault(mistake.spot.keys if is_type else number, []).append(mistake)
    return groups.values()


Told = tuple[tuple[int, int], PackError]


def _errors(group: list[_Mistake], raw: object, name: str) -> Iterator[Told]:
    spot = group[0].spot
    for keys, code, details in _sentences(group, raw):
        place = place_of(raw, keys)
        path = _path(spot.keys)
        yield place, PackError(code, Position(name, *place), path=path, **details)


Sentence = tuple[Path, str, dict[str, str]]
"""The keys of the place, the code of the message, what fills it in."""


def _sentences(group: list[_Mistake], raw: object) -> Iterator[Sentence]:
    mistake, spot = group[0], group[0].spot
    value = spot.keys[-1] if spot.is_key else value_at(raw, spot.keys)
    found, context = shown(value), _context(mistake)
    match mistake.kind:
        case kind if kind in _EXPECTED:
            yield spot.keys, "shape-type", {"expected": _expected(group), "found": found}
        case "missing":
            yield spot.keys, "shape-missing", {}
        case "extra_forbidden":
            yield _unknown_key(spot, raw)
        case "literal_error":
            yield _choice(spot, value, context["expected"])
        case "condition_kind" | "operand_kind":
            yield _condition(mistake.kind, spot, value)
        case "string_pattern_mismatch":
            form = _FORMS.get(context["pattern"][:6], context["pattern"])
            yield spot.keys, "shape-form", {"form": form, "found": found}
        case "greater_than_equal":
            yield spot.keys, "shape-least", {"least": str(context["ge"]), "found": found}
        case "less_than_equal":
            yield spot.keys, "shape-most", {"most": str(context["le"]), "found": found}
        case "too_short":
            yield spot.keys, "shape-few", {"least": str(context["min_length"])}
        case "none_required":
            yield spot.keys, "shape-unwanted", {}
        case "invalid_key":
            yield spot.keys, "shape-key", {"found": shown(spot.keys[-1])}
        case _:
            yield _said_itself(mistake)


_EXPECTED = {
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), "integer"),
    **dict.fromkeys(("float_type", "float_parsing", "decimal_type", "decimal_parsing"), "number"),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), "day"),
    **dict.fromkeys(("date_from_datetime_inexact",), "day"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "truth"),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type"), "mapping"),
    **dict.fromkeys(("tuple_type", "list_type"), "list"),
    "string_type": "text",
}
"""What pydantic expected where a value is of another type."""

_FORMS = {"^[a-z0": "id", "^(0[1-": "month-day"}
"""Words for the patterns of ``pack``, by how they begin."""


def _expected(group: list[_Mistake]) -> str:
    kinds = {_EXPECTED[mistake.kind] for mistake in group}
    if len(kinds) == 1:
        return kinds.pop()
    return "value-or-mapping" if "mapping" in kinds else "value"


def shown(value: object) -> str:
    """What a file has, short and as a file would write it."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Keys():
            return "{" + _cut(", ".join(map(str, value))) + "}"
        case Entries():
            return "[…]" if value else "[]"
        case _:
            return _cut(str(value))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _near(name: object, names: Iterable[str]) -> str:
    return "".join(get_close_matches(str(name), names, n=1))


def _unknown_key(spot: Spot, raw: object) -> Sentence:
    key, given = spot.keys[-1], value_at(raw, spot.keys[:-1])
    allowed = keys_of(spot.model) if spot.model else []
    free = [name for name in allowed if not (isinstance(given, dict) and name in given)]
    details = {"key": shown(key), "allowed": ", ".join(allowed)}
    if near := _near(key, free):
        return spot.keys, "shape-unknown-key-near", {**details, "near": near}
    return spot.keys, "shape-unknown-key", details


def _choice(spot: Spot, value: object, expected: str) -> Sentence:
    allowed = re.findall(r"'([^']*)'", expected) or [expected.lower()]
    details = {"allowed": ", ".join(allowed), "found": shown(value)}
    if near := _near(value, allowed):
        return spot.keys, "shape-choice-near", {**details, "near": near}
    return spot.keys, "shape-choice", details


def _condition(kind: str, spot: Spot, value: object) -> Sentence:
    """A mapping that no key names as a condition, or more than one."""
    names = list(CONDITIONS if kind == "condition_kind" else MEASURES)
    details = {"allowed": ", ".join(names)}
    given = list(value) if isinstance(value, Keys) else []
    named = [key for key in given if key in names]
    if len(named) > 1:
        first, second = named[:2]
        return (*spot.keys, second), "shape-condition-two", {"first": first, "second": second}
    for key in given:
        if key not in _BESIDE and (near := _near(key, names)):
            return (
                (*spot.keys, key),
                "shape-condition-near",
                {**details, "key": shown(key), "near": near},
            )
    code = "shape-condition" if kind == "condition_kind" else "shape-operand"
    return spot.keys, code, {**details, "found": shown(value)}


_SHAPES = cast("Mapping[str, type[BaseModel]]", CONDITIONS)
_BESIDE = {key for shape in _SHAPES.values() for key in keys_of(shape)} - set(CONDITIONS)
"""Keys that stand beside the one that names a condition, and are not misspelt names."""


def _said_itself(mistake: _Mistake) -> Sentence:
    """A mistake that has a message of its own, else pydantic's sentence."""
    code = f"shape-{mistake.kind.replace('_', '-')}"
    details = {key: shown(value) for key, value in _context(mistake).items()}
    try:
        say("en", f"error-{code}", path="", **details)
    except KeyError:
        problem = mistake.said["msg"].removeprefix("Value error, ")
        return mistake.spot.keys, "shape", {"problem": problem[:400]}
    return mistake.spot.keys, code, details


def _path(keys: Path) -> str:
    """Keys in one line, of which the last are the ones to look for."""
    path = ".".join(shown(key) for key in keys) or "."
    return path if len(path) <= 400 else f"…{path[-399:]}"


def _without_misspelt(told: list[Told]) -> Iterator[Told]:
    """Drop a missing key where a misspelt one was meant to be it."""
    meant = {
        ".".join((*error.details["path"].split(".")[:-1], error.details["near"]))
        for _, error in told
        if error.code == "shape-unknown-key-near"
    }
    for place, error in told:
        if error.code != "shape-missing" or error.details["path"] not in meant:
            yield place, error
