"""The shape of ``scenarios.yaml``: examples one by one, and tables of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ..findings import Outcome, Verdict
from .situations import Differs, Shape, Start

Number = int | float | str | date | None
"""A number that is expected: ``2``, ``7/10``, ``70%``, a day, or null for no bound."""


class Expected(Shape):
    """A finding with what it measured: ``{verdict: unknown, low: 2, high: 3}``."""

    verdict: str | None = None
    low: Number = None
    high: Number = None
    measured: Number = None

    def ends(self) -> Iterator[tuple[str, Number]]:
        """The ends that are expected, by name; ``measured`` stands for both."""
        for end in ("low", "high"):
            if end in self.model_fields_set:
                yield end, getattr(self, end)
            elif "measured" in self.model_fields_set:
                yield end, self.measured


OUTCOMES = tuple(outcome.word for outcome in Outcome)
VERDICTS = tuple(verdict.word for verdict in Verdict)
NOT_IN_FORCE = "not_in_force"
"""What is found for a title or criterion that does not apply on the day of receipt."""


Expectation = dict[str, str | Expected]
"""What follows for a title: ``conclusion``, and findings by criterion."""


class Run(Shape):
    """The year, the day of receipt, and whether to simulate, by which the rules are chosen."""

    year: int | None = None
    received: date | None = None
    simulate: bool = False


class Dated(Run, Differs):
    """Differences with a run; or with several, by ``each``, in all of which the same follows."""

    each: tuple[Run, ...] = ()

    @model_validator(mode="after")
    def _set_once(self) -> "Dated":
        given = self.model_fields_set.union(getattr(self, "columns", ()))
        for run in self.each:
            for name in sorted(run.model_fields_set & given):
                keys = {"one": name, "other": "each"}
                message = "`{one}` and `{other}` exclude each other"
                raise PydanticCustomError("exclude", message, keys)
        return self


class Scenario(Dated):
    """One example: a starting point, what is different about it, and what must follow."""

    name: str
    given: str
    expect: dict[str, Expectation] = Field(min_length=1)

    def runs(self) -> Iterator["Scenario"]:
        """The example itself, or once for each of its runs, with the run in its name."""
        if not self.each:
            yield self
        for run in self.each:
            own = {n: getattr(run, n) for n in Run.model_fields if n in run.model_fields_set}
            shown = ", ".join(f"{name}={str(value).lower()}" for name, value in own.items())
            name = f"{self.name} ({shown})" if own else self.name
            yield self.model_copy(update={**own, "each": (), "name": name})


class CaseTable(Dated):
    """Many examples of one title that differ in a few things, one a line.

    ``columns`` names what varies: ``facts.<fact>``; ``members.<start>`` (how many of them);
    ``years.<relation>`` (the years that have a row like ``row.<relation>``);
    ``change.<relation>.<year>.<column>``; ``joined``, ``left``, ``received``, ``year``. The
    other columns are expected: ``conclusion``, a criterion, ``<criterion>.low`` and ``.high``.
    """

    name: str
    given: str
    title: str
    row: dict[str, dict[str, Any]] = Field(default_factory=dict)
    columns: tuple[str, ...] = Field(min_length=1)
    cases: tuple[tuple[Any, ...], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _as_wide(self) -> "CaseTable":
        for number, case in enumerate(self.cases, start=1):
            if len(case) != len(self.columns):
                counts = {"number": number, "values": len(case), "columns": len(self.columns)}
                raise PydanticCustomError(
                    "case-width", "case {number}: {values} values, {columns} columns", counts
                )
        for column in self.columns:
            kind, *rest = column.split(".")
            if kind == "change" and (len(rest) != 3 or not rest[1].isdigit()):
                form = {"column": column, "form": "change.<relation>.<year>.<column>"}
                raise PydanticCustomError("case-column", "{column}: {form}", form)
        return self

    def scenario(self, number: int) -> Scenario:
        """The case with a number, from 0.

        Raises:
            ValidationError: one of its values does not fit its column.
        """
        return Scenario.model_validate(self._scenario(self.cases[number]))

    def _scenario(self, case: tuple[Any, ...]) -> dict[str, Any]:
        own = {n: getattr(self, n) for n in Dated.model_fields if n in self.model_fields_set}
        made: dict[str, Any] = {
            **own,
            "facts": dict(self.facts),
            "rows": dict(self.rows),
            "change": {name: dict(changes) for name, changes in self.change.items()},
        }
        expected: dict[str, dict[str, Any]] = {}
        for column, value in zip(self.columns, case, strict=True):
            kind, _, rest = column.partition(".")
            match kind:
                case "facts":
                    made["facts"][rest] = value
                case "members":
                    made["members"] = {**_numbered(made.get("members")), rest: value}
                case "years":
                    years = value if isinstance(value, list | tuple) else [value]
                    made["rows"][rest] = [{**self.row.get(rest, {}), "year": y} for y in years]
                case "change":
                    relation, year, name = rest.split(".")
                    changes = made["change"].setdefault(relation, {})
                    changes[int(year)] = {**(changes.get(int(year)) or {}), name: value}
                case "joined" | "left" | "received" | "year":
                    made[kind] = value
                case _:
                    expected.setdefault(kind, {})[rest or "verdict"] = value
        shown = ", ".join(f"{c}={v}" for c, v in zip(self.columns, case, strict=True))
        return made | {
            "name": f"{self.name}: {shown}",
            "given": self.given,
            "expect": {self.title: _plain(expected)},
        }


def _numbered(members: object) -> dict[str, int]:
    """Members by how many there are of each, however they are written."""
    if isinstance(members, Mapping):
        return dict(members)
    return dict(Counter(members)) if isinstance(members, tuple) else {}


def _plain(expected: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        name: told["verdict"] if set(told) == {"verdict"} else told
        for name, told in expected.items()
    }


class ScenarioFile(Shape):
    """``scenarios.yaml`` of a pack."""

    year: int
    received: date | None = None
    starts: dict[str, Start]
    scenarios: tuple[Scenario, ...] = ()
    tables: tuple[CaseTable, ...] = ()

    @model_validator(mode="after")
    def _has_some(self) -> "ScenarioFile":
        if not self.scenarios and not self.tables:
            raise ValueError("expected scenarios or tables")
        return self
