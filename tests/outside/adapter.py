"""Say a case of an outside suite in the algebra, and put its inputs into a dossier.

Each case is said in up to three ways, because the algebra often has more than one: a fact
compared with a number of the rule, a measure with a number, a measure with a measure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.conditions import All, AnyOf, Choose, Compare, Condition, Known, Measured, Not, Op
from engine.facts import Row, Value
from engine.findings import Verdict
from tests.outside.cases import Case
from tests.outside.literals import kind_of, scalar_of, verdict_of
from tests.outside.notes import CannotBeSaidError, Notes, Way
from tests.outside.numbers import MEASURES, UNSAID, bounds, measure
from tests.outside.truths import truth


@dataclass(frozen=True, slots=True)
class Question:
    """A condition about the person of a case, and the verdict that the suite's answer means."""

    condition: Condition
    expected: Verdict
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A case as questions, and what the dossier says about its person."""

    questions: tuple[Question, ...]
    facts: Mapping[str, Value]
    rows: Mapping[str, tuple[Row, ...]]


def ways(case: Case) -> Sequence[Way]:
    """The ways in which to say a case; fewer where it makes long queries."""
    match case.ask:
        case ["table" | "table_any" | "table_first", [_, _, _, *_]]:
            return (Way.COMPARED,)
        case ["months_between", *_]:
            return (Way.COMPARED, Way.AGAINST)
        case _:
            return tuple(Way)


def say(case: Case, way: Way) -> Said:
    """Say a case in one way.

    Raises:
        CannotBeSaidError: the algebra has no words for it.
    """
    notes = Notes(way)
    asked = tuple(questions(notes, case.ask, case.expect))
    return Said(asked, notes.facts, notes.rows)


OUTPUTS = ("if", "table", "table_any", "table_first", "coalesce")


def questions(notes: Notes, ask: Any, expect: Any) -> Iterator[Question]:
    """What to ask so that the answers together are the one that is expected."""
    operator = ask[0] if isinstance(ask, list) else None
    if operator in UNSAID:
        raise CannotBeSaidError(UNSAID[operator])
    if operator in MEASURES:
        measured = measure(notes, ask)
        for bound, verdict in bounds(notes, expect, in_years=operator == "years_between"):
            yield Question(Measured(measured, bound), verdict)
    elif operator in OUTPUTS:
        others = [each for each in _outputs(ask) if each not in (None, expect)]
        for output in [*([] if expect is None else [expect]), *others[:1]] or ["a"]:
            verdict = verdict_of(None if expect is None else output == expect)
            yield Question(is_value(notes, ask, output), verdict)
    elif operator == "implies" and notes.way is Way.MEASURED:
        yield Question(truth(notes, ask[2]), verdict_of(expect), truth(notes, ask[1]))
    else:
        yield Question(truth(notes, ask), verdict_of(expect))


def is_value(notes: Notes, ask: Any, output: Any) -> Condition:
    """That an expression with several possible outputs gives this one."""
    match ask:
        case ["if", when, then, otherwise]:
            first, second = is_value(notes, then, output), is_value(notes, otherwise, output)
            return Choose(truth(notes, when), first, second)
        case ["table" | "table_any" | "table_first" as kind, rows]:
            return _row_of_table(notes, kind, rows, output)
        case ["coalesce", *literals]:
            chosen = is_value(notes, None, output)
            for literal in reversed(literals):
                fact = notes.fact(literal, kind_of(output))
                same = Compare(fact, Op.IS, (scalar_of(output),))
                chosen = Choose(Known(fact), same, chosen)
            return chosen
        case _:
            return Compare(notes.fact(ask, kind_of(output)), Op.IS, (scalar_of(output),))


def _row_of_table(notes: Notes, kind: str, rows: Sequence[Any], output: Any) -> Condition:
    """A chain of choices, if short (long ones make long queries), or each row by itself."""
    held = [truth(notes, condition) for condition, _ in rows]
    given = [is_value(notes, each, output) for _, each in rows]
    if notes.way is Way.AGAINST and len(rows) <= 2:
        chosen = is_value(notes, None, output)
        for condition, same in reversed([*zip(held, given, strict=True)]):
            chosen = Choose(condition, same, chosen)
        return chosen
    before = [held[:n] if kind == "table_first" else [] for n in range(len(rows))]
    return AnyOf(
        tuple(
            All((*map(Not, passed), condition, same))
            for passed, condition, same in zip(before, held, given, strict=True)
        )
    )


def _outputs(ask: Any) -> Iterator[Any]:
    match ask:
        case ["if", _, then, otherwise]:
            yield from _outputs(then)
            yield from _outputs(otherwise)
        case ["coalesce", *literals]:
            yield from literals
        case ["table" | "table_any" | "table_first", rows]:
            for _, output in rows:
                yield output
        case _:
            yield ask
