"""Read the cases of the outside suites, and the lists of those that deviate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

HERE = Path(__file__).parent
SUITES = ("dmn-tck", "cql")


@dataclass(frozen=True, slots=True)
class Days:
    """A date as far as it is written: the first and the last day that it may be."""

    first: date
    last: date

    @property
    def is_exact(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a suite with its answer; dates are ``Days``, other numbers decimal."""

    suite: str
    family: str
    id: str
    ask: Any
    expect: Any


def days(text: str) -> Days:
    """The days of ``2014``, ``2014-05`` or ``2014-05-12``."""
    year, month, day = ([*map(int, text.split("-")), 0, 0])[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return Days(first, first)
    after = date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)
    return Days(first, after - timedelta(days=1))


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every suite, in the order of the files."""
    return tuple(case for suite in SUITES for case in _of_suite(suite))


def _of_suite(suite: str) -> Iterator[Case]:
    for family, listed in _read(f"{suite}.yaml")["cases"].items():
        for each in listed:
            yield Case(suite, family, each["id"], _value(each["ask"]), _value(each["expect"]))


def _value(node: Any) -> Any:
    match node:
        case {"date": text}:
            return days(text)
        case list():
            return [_value(each) for each in node]
        case _:
            return node


@dataclass(frozen=True, slots=True)
class Code:
    """Why some cases deviate, or cannot be said, and which; ``cases`` are patterns of ids.

    ``ours`` is what the engine answers instead.
    """

    name: str
    reason: str
    cases: tuple[str, ...]
    ours: str = "unknown"

    def covers(self, case: Case) -> bool:
        return any(fnmatchcase(case.id, pattern) for pattern in self.cases)


def deviations() -> tuple[Code, ...]:
    """The codes of cases that the engine answers in another way."""
    return _codes("deviates")


def gaps() -> tuple[Code, ...]:
    """The codes of cases that the algebra cannot say."""
    return _codes("cannot_be_said")


def code_of(case: Case, codes: tuple[Code, ...]) -> str | None:
    """The one code that a case is listed under, if any."""
    found = [code.name for code in codes if code.covers(case)]
    assert len(found) <= 1, f"{case.id} is listed under {found}"
    return found[0] if found else None


@cache
def _codes(section: str) -> tuple[Code, ...]:
    listed: Mapping[str, Any] = _read("deviations.yaml")[section]
    return tuple(
        Code(name, code["reason"], tuple(code["cases"]), code.get("ours", "unknown"))
        for name, code in listed.items()
    )


class _Exact(SafeConstructor):
    """Reads decimal numbers exactly; a class of its own, so that nobody else does."""


_Exact.add_constructor("tag:yaml.org,2002:float", lambda _, node: Decimal(node.value))


def _read(name: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Exact
    return yaml.load((HERE / name).read_text(encoding="utf-8"))
