"""The title by durable-rules alone: facts of one person at a time, and rules that join them.

Rows and the person's own facts are told as small numbers (0 no, 1 unknown, 2 yes). Rules find
the criteria that refuse or leave open, and at the end the outcome.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from .loop import EMPLOYEES, GOOD, PERIOD, SECTOR
from .peers import Peer
from .sample import Row, read_sample, situations

NOTE = (
    "comparisons with blanks, years inside the period and numbers of rows are told to it as facts"
)

OWN = ("dynamic", "joins_movements", "keeps_law", "family_culture")
LEADER = ("sets_example",)
EMPLOYEE = ("voted", "trusted", "party_committee_confirms")

Fact = dict[str, Any]


class Judge:
    """The rules, and what they have told of the person of the moment."""

    def __init__(self) -> None:
        from durable import engine, lang

        self._unmatched = engine.MessageNotHandledException
        self._numbers = count(1)
        self._told: list[Fact] = []
        self._outcomes: set[int] = set()
        rules = lang.ruleset("title")
        with rules:
            _of_years(lang, self._row)
            _of_rows(lang, self._finding)
            _of_person(lang, self._finding)
            _of_findings(lang, self._outcomes.add)
        name, definition = rules.define()
        host = type("Host", (engine.Host,), {"_run": lambda _: None})  # without timers
        self._host = host({name: definition})

    def outcome(self, situation: Row) -> int:
        """The outcome of one person.

        Raises:
            ValueError: the rules say nothing, or two things.
        """
        self._outcomes.clear()
        for fact in _facts(situation):
            self._tell(fact)
        for fact in reversed(self._told):
            with suppress(self._unmatched):
                self._host.retract_fact("title", fact)
        self._told.clear()
        (outcome,) = self._outcomes
        return outcome

    def _tell(self, fact: Fact) -> None:
        numbered = {"n": next(self._numbers), **fact}  # equal facts are refused
        self._told.append(numbered)
        with suppress(self._unmatched):
            self._host.assert_fact("title", dict(numbered))

    def _derive(self, matched: Any, fact: Fact) -> None:
        numbered = {"n": next(self._numbers), **fact}
        self._told.append(numbered)
        matched.assert_fact(dict(numbered))

    def _finding(self, verdict: int) -> Callable[[Any], None]:
        return lambda matched: self._derive(matched, {"kind": "finding", "verdict": verdict})

    def _row(self, fact: Fact) -> Callable[[Any], None]:
        return lambda matched: self._derive(matched, fact)


Conclude = Callable[[int], Callable[[Any], None]]

UNKNOWN_RATING = {"kind": "rating", "year": 0, "broken": 1, "poor": 1, "excellent": 1}


def _of_years(lang: Any, row: Callable[[Fact], Callable[[Any], None]]) -> None:
    """A year of service without a rating stands for one that nobody knows."""
    m, c = lang.m, lang.c
    due = c.due << (m.kind == "due")
    lang.when_all(due, lang.none((m.kind == "rating") & (m.year == c.due.year)))(
        row(UNKNOWN_RATING)
    )


def _of_rows(lang: Any, finding: Conclude) -> None:
    m, c = lang.m, lang.c
    person = c.p << (m.kind == "person")
    leader = c.p << (m.kind == "person") & (m.leader == 2)
    maybe = c.p << (m.kind == "person") & (m.leader == 1)
    _at_least_one(lang, person, ("registration", "says"), finding)
    _at_least_two(lang, person, "initiative", finding)
    unproven = (m.kind == "person") & (m.outstanding_results == 0)
    _at_least_two(lang, c.p << unproven, "award", finding)
    _open_award(lang, finding)
    _no_row(lang, person, ("rating", "broken"), finding)
    _no_row(lang, person, ("discipline", "says"), finding)
    _no_row(lang, leader, ("rating", "poor"), finding)
    _at_least_one(lang, leader, ("rating", "excellent"), finding)
    # Of a person who may be a leader, what is not met is open.
    is_poor = (m.kind == "rating") & (m.poor >= 1)
    lang.when_all(maybe, is_poor)(finding(1))
    lang.when_all(maybe, lang.none((m.kind == "rating") & (m.excellent == 2)))(finding(1))


def _at_least_one(lang: Any, person: Any, asked: tuple[str, str], finding: Conclude) -> None:
    m, (kind, says) = lang.m, asked
    there = m.kind == kind
    column = getattr(m, says)
    lang.when_all(person, lang.none(there & (column >= 1)))(finding(0))
    lang.when_all(person, lang.none(there & (column == 2)), there & (getattr(m, says) == 1))(
        finding(1)
    )


def _no_row(lang: Any, person: Any, asked: tuple[str, str], finding: Conclude) -> None:
    m, (kind, says) = lang.m, asked
    lang.when_all(person, (m.kind == kind) & (getattr(m, says) == 2))(finding(0))
    lang.when_all(person, (m.kind == kind) & (getattr(m, says) == 1))(finding(1))


def _at_least_two(lang: Any, person: Any, kind: str, finding: Conclude) -> None:
    """Rows are numbered among those that may count, and among those that surely do.

    A fact that a rule has joined is not looked at by a ``none`` behind it.
    """
    m = lang.m
    lang.when_all(person, lang.none((m.kind == kind) & (m.among_possible == 2)))(finding(0))
    lang.when_all(
        person,
        lang.none((m.kind == kind) & (m.among_sure == 2)),
        (m.kind == kind) & (m.among_possible == 2),
    )(finding(1))


def _open_award(lang: Any, finding: Conclude) -> None:
    m, c = lang.m, lang.c
    unsure = c.p << (m.kind == "person") & (m.outstanding_results == 1)
    lang.when_all(unsure, lang.none((m.kind == "award") & (m.among_sure == 2)))(finding(1))


def _of_person(lang: Any, finding: Conclude) -> None:
    m = lang.m
    person = m.kind == "person"
    for name in OWN:
        lang.when_all(person & (getattr(m, name) == 0))(finding(0))
        lang.when_all(person & (getattr(m, name) == 1))(finding(1))
    for whom, names in (("leader", LEADER), ("employee", EMPLOYEE)):
        for name in names:
            is_sure, may_be = getattr(m, whom) == 2, getattr(m, whom) == 1
            lang.when_all(person & is_sure & (getattr(m, name) == 0))(finding(0))
            lang.when_all(person & is_sure & (getattr(m, name) == 1))(finding(1))
            lang.when_all(person & may_be & (getattr(m, name) <= 1))(finding(1))
    lang.when_all(person & (m.applies == 1))(finding(1))


def _of_findings(lang: Any, conclude: Callable[[int], None]) -> None:
    m, c = lang.m, lang.c
    end = c.e << (m.kind == "end") & (m.applies >= 1)
    refuses = (m.kind == "finding") & (m.verdict == 0)
    is_open = (m.kind == "finding") & (m.verdict == 1)
    lang.when_all((m.kind == "end") & (m.applies == 0))(lambda c: conclude(3))
    lang.when_all(end, refuses)(lambda c: conclude(0))
    lang.when_all(end, lang.none(refuses), is_open)(lambda c: conclude(1))
    lang.when_all(end, lang.none((m.kind == "finding") & (m.verdict <= 1)))(lambda c: conclude(2))


def _facts(situation: Row) -> Iterator[Fact]:
    """Rows first, then the person, then the end."""
    for row in situation["ratings"]:
        yield _rating(row)
    for year in PERIOD:
        if situation["first_year"] <= year <= situation["last_year"]:
            yield {"kind": "due", "year": year}
    for row in situation["registrations"]:
        yield {"kind": "registration", "says": _inside(row)}
    for row in situation["discipline"]:
        yield {"kind": "discipline", "says": _inside(row)}
    recognised = [min(_inside(r), _yes(r["recognised"])) for r in situation["initiatives"]]
    yield from _numbered("initiative", recognised)
    yield from _numbered(
        "award", [_inside(r) for r in situation["awards"] if not r["award_revoked"]]
    )
    person = _person(situation)
    yield person
    yield {"kind": "end", "applies": person["applies"]}


def _numbered(kind: str, says: list[int]) -> Iterator[Fact]:
    """Rows with their number among those that surely count, and among those that may."""
    sure = possible = 0
    for each in says:
        sure, possible = sure + (each == 2), possible + (each >= 1)
        yield {
            "kind": kind,
            "among_sure": sure if each == 2 else 0,
            "among_possible": possible if each >= 1 else 0,
        }


def _rating(row: Row) -> Fact:
    inside, grade = _inside(row), row["grade"]
    return {
        "kind": "rating",
        "year": row["year"] or 0,
        "broken": min(inside, 2 - _yes(row["commitment_kept"])),
        "poor": min(inside, 2 - _one_of(grade, GOOD)),
        "excellent": min(inside, _one_of(grade, frozenset({"excellent"}))),
    }


def _person(situation: Row) -> Fact:
    named = (*OWN, *LEADER, *EMPLOYEE, "outstanding_results")
    role = situation["role"]
    leads = (_yes(situation["party_member"]), _yes(situation["heads_unit"]))
    return {
        "kind": "person",
        **{name: _yes(situation[name]) for name in named},
        "applies": _one_of(role, SECTOR),
        "employee": _one_of(role, EMPLOYEES),
        "leader": max(_one_of(role, frozenset({"manager"})), *leads),
    }


def _inside(row: Row) -> int:
    return _yes(None if row["year"] is None else row["year"] in PERIOD)


def _yes(value: bool | None) -> int:
    return 1 if value is None else 2 if value else 0


def _one_of(value: str | None, values: frozenset[str]) -> int:
    return _yes(None if value is None else value in values)


def run(folder: Path, persons: int = 2_000) -> Peer:
    """Decide the first persons of a dataset; making their records is told apart."""
    start = time.perf_counter()
    records = situations(read_sample(folder, persons))
    ready = time.perf_counter()
    judge = Judge()
    found = {record["person_id"]: judge.outcome(record) for record in records}
    took = time.perf_counter() - ready
    return Peer("durable-rules alone", len(found), took, found, NOTE, ready - start)
