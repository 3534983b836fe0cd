"""What can go wrong: problems a person can mend, and errors that stop the program.

Sentences are made by the message catalogue from ``code`` and ``details``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from .codes import NOT_KNOWN, SEVERITIES, Severity
from .locale import say
from .provenance import Cell, Position


class ExitCode(IntEnum):
    """What the command tells the shell."""

    DONE = 0
    ANSWER_IS_NO = 1
    USAGE = 2
    INPUT = 3
    PACK = 4
    DISAGREEMENT = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in the input that a person can mend.

    ``code`` names a message of the catalogue (``problem-<code>`` and
    ``problem-<code>-help``), ``details`` fill it in, ``cells`` say where, and ``place``
    says it in words where there is no cell (a missing sheet). ``told`` is what a message says
    in words of its own, by language. ``readings`` are what the cells of one problem were each
    read as, where that differs from cell to cell.
    """

    code: str
    cells: tuple[Cell, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    told: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    readings: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters, by the closed list of codes."""
        return SEVERITIES[self.code]

    @property
    def where(self) -> str:
        """The first place, as the user would look it up."""
        return str(self.cells[0]) if self.cells else self.place

    def message(self, lang: str) -> str:
        """What is wrong, in one line."""
        return say(lang, f"problem-{self.code}", **self._words(lang))

    def help(self, lang: str) -> str:
        """What to do about it, in one line."""
        return say(lang, f"problem-{self.code}-help", **self._words(lang))

    @property
    def readings_by_cell(self) -> Mapping[Cell, str]:
        """Each of the cells, with what it was read as; nothing where the message says it."""
        readings = self.readings or ("",) * len(self.cells)
        return dict(zip(self.cells, readings, strict=True))

    def read_as(self, lang: str) -> str | None:
        """What its cells were read as, as the user would write it; None if that is no matter."""
        words = self._words(lang)
        if "read" in words:
            return words["read"]
        if "low" in words and "high" in words:
            return say(lang, "read-as-range", low=words["low"], high=words["high"])
        return say(lang, "read-as-nothing") if self.code in NOT_KNOWN else None

    def _words(self, lang: str) -> Mapping[str, str]:
        return {**self.details, **self.told.get(lang, {})}


def problem_order(problem: Problem) -> tuple[object, ...]:
    """Sort key: by place, then by code."""
    cell = problem.cells[0] if problem.cells else Cell(problem.place, "", 0, 0)
    return (cell, problem.code, sorted(problem.details.items()))


LONGEST = 500
"""Characters of a name or a list in a message; the catalogue refuses more than 1000."""


class EngineError(Exception):
    """The program cannot go on. The one family that the command line catches.

    ``code`` names a message of the catalogue (``error-<code>``); ``details`` fill it in.
    ``others`` are further mistakes of the same kind, which are told with it.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, code: str, where: Position | str = "", **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.where = str(where)
        self.details = {key: text[:LONGEST] for key, text in details.items()}
        self.others: tuple[EngineError, ...] = ()

    def add(self, other: "EngineError") -> None:
        """Tell a further mistake with this one."""
        self.others = (*self.others, other)
        self.add_note(str(other))

    def message(self, lang: str) -> str:
        """One line: the place, what is wrong, and what to do."""
        text = say(lang, f"error-{self.code}", **self.details)
        return f"{self.where}: {text}" if self.where else text

    def __str__(self) -> str:
        return self.message("en")


class UsageError(EngineError):
    """The command line, or a call, asks for something that does not exist."""

    exit_code = ExitCode.USAGE


class InputError(EngineError):
    """An input cannot be read at all."""

    exit_code = ExitCode.INPUT


class PackError(EngineError):
    """A rule pack or the vocabulary is not valid."""

    exit_code = ExitCode.PACK


class DisagreementError(EngineError):
    """Two ways to a verdict differ."""

    exit_code = ExitCode.DISAGREEMENT


class ShapeError(PackError):
    """One mistake in a pack, at a path of keys inside its file."""

    def __init__(self, path: tuple[str | int, ...], code: str, **details: str) -> None:
        super().__init__(code, ".".join(str(key) for key in path), **details)
        self.path = path
