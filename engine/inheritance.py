"""Put a pack that extends another together with it, as one pack.

What is statutory cannot be weakened without naming the legal basis. Knows shapes, not what
they mean.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from .errors import ShapeError
from .pack import ChangedParameter, ChangedTitle, Derogation, Ended, Pack, Parameter, Quantity
from .shapes import (
    CountShape,
    DistinctYearsShape,
    EveryShape,
    NoneShape,
    SomeShape,
    StreakShape,
)
from .titles import STATUSES, Criterion, Title, Version

Path = tuple[str | int, ...]

_MORE, _LESS = ("at_least", "more_than"), ("at_most", "less_than")


def extend(base: Pack, pack: Pack) -> Pack:
    """The pack with everything that it takes over from its base.

    Raises:
        ShapeError: it changes what the base does not have, gives a taken name to something
            new, or weakens what is statutory without a legal basis.
    """
    for kind in ("parameters", "definitions", "titles", "rounds"):
        for name in getattr(pack, kind):
            if name in getattr(base, kind):
                raise ShapeError((kind, name), "name-taken", name=name, pack=base.pack)
    parameters = dict(base.parameters)
    for name, change in pack.overrides.parameters.items():
        parameters[name] = _parameter(name, change, base)
    titles = {name: _taken_over(title, base) for name, title in base.titles.items()}
    for name, changed in pack.overrides.titles.items():
        if name not in base.titles:
            raise _unknown(("overrides", "titles", name), "title", name, base.titles)
        titles[name] = _title(name, titles[name], changed, base)
    return pack.model_copy(
        update={
            "parameters": parameters | pack.parameters,
            "definitions": base.definitions | pack.definitions,
            "titles": titles | pack.titles,
            "rounds": base.rounds | pack.rounds,
        }
    )


def written_at(pack: Pack, path: Path) -> Path:
    """Where in its own file a pack says what stands at a path of the whole."""
    match path:
        case ("titles", str(title), "criteria", str(name), *rest) | (
            "titles",
            str(title),
            "versions",
            int(),
            "criteria",
            str(name),
            *rest,
        ):
            changed = pack.overrides.titles.get(title)
            if changed is not None and name in changed.add:
                return ("overrides", "titles", title, "add", name, *rest)
    return path


def _unknown(path: Path, kind: str, name: str, names: Mapping[str, Any]) -> ShapeError:
    return ShapeError(path, f"unknown-{kind}", name=name, near=", ".join(names))


def _parameter(name: str, change: ChangedParameter, base: Pack) -> Parameter:
    path: Path = ("overrides", "parameters", name)
    if name not in base.parameters:
        raise _unknown(path, "parameter", name, base.parameters)
    before = base.parameters[name]
    if change.derogates is None and any(_weakened(name, before, change, base)):
        raise ShapeError(path, "statutory", name=name, pack=base.pack)
    return before.model_copy(
        update={
            "value": change.value,
            "values": change.values,
            "interpretation": change.interpretation,
            "cite": _with_basis(change.cite, change.derogates),
        }
    )


def _with_basis(cite: str, derogation: Derogation | None) -> str:
    return cite if derogation is None else f"{cite}; {derogation.cite}"


def _taken_over(title: Title, base: Pack) -> Title:
    """A title of the base, its criteria with their own instrument and its status."""

    def criteria(listed: Mapping[str, Criterion]) -> dict[str, Criterion]:
        return {name: _from_base(criterion, base) for name, criterion in listed.items()}

    versions = tuple(
        version.model_copy(update={"criteria": criteria(version.criteria)})
        for version in title.versions
    )
    return title.model_copy(update={"criteria": criteria(title.criteria), "versions": versions})


def _from_base(criterion: Criterion, base: Pack) -> Criterion:
    number = base.instrument.number
    cite = f"{criterion.cite} ({number})" if number else criterion.cite
    status = max(criterion.status, base.status, key=STATUSES.index)
    return criterion.model_copy(update={"cite": cite, "status": status})


def _title(name: str, title: Title, changed: ChangedTitle, base: Pack) -> Title:
    path: Path = ("overrides", "titles", name)
    there = {criterion for criterion, _ in title.all_criteria()}
    for criterion in changed.add:
        if criterion in there:
            raise ShapeError(
                (*path, "add", criterion), "name-taken", name=criterion, pack=base.pack
            )
    for criterion in changed.end:
        if criterion not in there:
            names = dict.fromkeys(there)
            raise _unknown((*path, "end", criterion), "criterion", criterion, names)

    def criteria(listed: Mapping[str, Criterion]) -> dict[str, Criterion]:
        kept = {n: _ended(n, c, changed.end.get(n), (path, base)) for n, c in listed.items()}
        return kept | changed.add

    if title.criteria:
        return title.model_copy(update={"criteria": criteria(title.criteria)})
    versions: tuple[Version, ...] = tuple(
        version.model_copy(update={"criteria": criteria(version.criteria)})
        for version in title.versions
    )
    return title.model_copy(update={"versions": versions})


def _ended(
    name: str, criterion: Criterion, ended: Ended | None, where: tuple[Path, Pack]
) -> Criterion:
    if ended is None:
        return criterion
    path, base = where
    if criterion.statutory and ended.derogates is None:
        raise ShapeError((*path, "end", name), "statutory", name=name, pack=base.pack)
    last = ended.to if criterion.to is None else min(ended.to, criterion.to)
    cite = f"{criterion.cite}; {_with_basis(ended.cite, ended.derogates)}"
    return criterion.model_copy(update={"to": last, "cite": cite})


def _weakened(name: str, before: Parameter, change: ChangedParameter, base: Pack) -> Iterator[bool]:
    """Whether another value may weaken something statutory, for each place where it is used."""
    for title in base.titles.values():
        for _, criterion in title.all_criteria():
            if criterion.statutory:
                for sign in _uses(name, criterion, base):
                    yield not _is_stricter(before.value, change.value, sign)


def _is_stricter(before: Quantity | None, after: Quantity | None, sign: int) -> bool:
    """Whether a value asks for at least as much; ``sign`` tells which direction is stricter."""
    numbers = [_number(before), _number(after)]
    if sign == 0 or None in numbers:
        return False
    return (numbers[1] - numbers[0]) * sign >= 0  # type: ignore[operator]  # both are there


def _number(raw: Quantity | None) -> Fraction | None:
    text = str(raw).removesuffix("%")
    try:
        return Fraction(text) / (100 if text != str(raw) else 1)
    except ValueError:
        return None


def _uses(name: str, criterion: Criterion, base: Pack) -> Iterator[int]:
    """For each use of a parameter: 1 if more is stricter, -1 if less is, 0 if neither is sure."""
    yield from _in(criterion.require, f"${name}", 1, base, ())
    if criterion.when is not None:
        yield from _in(criterion.when, f"${name}", -1, base, ())


def _in(shape: Any, wanted: str, sign: int, base: Pack, seen: tuple[str, ...]) -> Iterator[int]:
    """Walk a shape; ``sign`` is turned round inside what must not be so."""
    if isinstance(shape, tuple | list):
        for part in shape:
            if part == wanted:  # an end of `between`, or one of several values
                yield 0
            else:
                yield from _in(part, wanted, sign, base, seen)
        return
    if not hasattr(type(shape), "model_fields"):
        return
    meets = getattr(shape, "meets", None)
    if meets in base.definitions and meets not in seen:
        yield from _in(base.definitions[meets].condition, wanted, sign, base, (*seen, meets))
    for key in type(shape).model_fields:
        value = getattr(shape, key)
        if value == wanted:
            yield sign * ((key in _MORE) - (key in _LESS))
        else:
            yield from _in(value, wanted, _turned(key, shape, sign), base, seen)


def _turned(key: str, shape: Any, sign: int) -> int:
    """The sign inside a part of a shape: kept, turned round, or not sure."""
    if key in ("not_", "all", "any", "of", "satisfies", "unit", "head", "then", "otherwise"):
        return -sign if key == "not_" else sign
    if key == "where" and isinstance(shape, NoneShape | EveryShape):
        return -sign
    if key == "where" and isinstance(shape, SomeShape):
        return sign
    if key == "where" and isinstance(shape, CountShape | DistinctYearsShape | StreakShape):
        asks_for_more = shape.at_least is not None or shape.more_than is not None
        return sign if asks_for_more else 0
    return 0
