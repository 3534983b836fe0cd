"""A wrong operator of the columns never gets through: the reference does not agree with it.

Each case asks for one operator alone, of the same few hundred people and units full of holes, and
then compiles it wrongly: the evaluation stops, and names the title and the criterion.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from random import Random
from typing import Any, get_args

import ibis
import pytest

from engine.conditions import (
    MEMBERS,
    All,
    Amount,
    AnyOf,
    AtLeast,
    Attested,
    Bound,
    Choose,
    Compare,
    Condition,
    Count,
    Day,
    Defined,
    Edge,
    Eligible,
    Every,
    Extreme,
    Holds,
    Known,
    Measure,
    Measured,
    Months,
    Not,
    Op,
    Other,
    Rows,
    Share,
    Streak,
    Total,
    Unconfirmed,
    Window,
    Years,
)
from engine.decide import (
    bits,
    expressions,
    frames,
    gathering,
    intervals,
    quantities,
    rows,
    stages,
    table,
)
from engine.decide.intervals import FALSE, TRUE, Ends
from engine.errors import DisagreementError
from engine.evaluation import decide, evaluate
from engine.facts import Dossier, Reading
from engine.plan import Degree, Plan, PlannedTitle
from engine.vocabulary import SubjectKind
from tests.decide.both import GONE, NORTH, PASSED, VALID
from tests.generated.batches import random_batch, together
from tests.generated.dossiers import random_dossier
from tests.generated.plans import plan_of, title
from tests.generated.vocabulary import SCHOOL, SHEETS, VOCABULARY

Right = Callable[..., Any]
Wrong = Callable[..., Any]
"""Is given the right function, and then its arguments."""

FIRST = title("first", "person", [(None, NORTH)])
CHIEF = Compare("chief", Op.IS, (True,))
CLEAN = Compare("clean", Op.IS, (True,))
GOOD = Compare("level", Op.AT_LEAST, ("fair",), ("low", "fair", "high"))
PRIZED = Measured(Count(Rows("prizes", VALID)), Bound(Op.AT_LEAST, Fraction(1)))
TAKEN = Measured(Count(Rows("prizes", Not(VALID))), Bound(Op.AT_LEAST, Fraction(1)))


@dataclass(frozen=True)
class Case:
    """An operator that is compiled wrongly: what asks for it, and where the fault is told."""

    name: str
    plan: Plan
    right: Right
    wrong: Wrong
    people: str = "many"
    criterion: str = "c1"

    def compile_wrongly(self, patch: pytest.MonkeyPatch) -> None:
        """Put the wrong function in each place of the right one, whatever way it serves."""
        ways = [each for name, each in sys.modules.items() if name.startswith("engine.decide.")]
        for module in ways:
            for name in [name for name, each in vars(module).items() if each is self.right]:
                patch.setattr(module, name, partial(self.wrong, self.right))


@cache
def dossier(people: str) -> Dossier:
    if people == "strays":  # persons of whom nobody knows the unit
        return replace(random_dossier(Random(5), 1, 30, 3), covered=frozenset(SHEETS))
    many = together(random_batch(Random(1), 30))
    return replace(many, covered=frozenset()) if people == "uncovered" else many


def plan_for(
    condition: Condition,
    kind: SubjectKind = "person",
    *,
    when: Condition | None = None,
    applies: Condition | None = None,
    **ranking: Any,
) -> Plan:
    wanted = title("asked", kind, [(when, condition)], applies, **ranking)
    return plan_of(FIRST, wanted) if "pack/first" in str(condition) else plan_of(wanted)


# Conditions


def answering(node: type, turned: Callable[[Any], Any]) -> Wrong:
    """Conditions of a kind answer otherwise."""

    def wrong(right: Right, condition: Condition, scope: Any) -> Any:
        answer = right(condition, scope)
        return turned(answer) if isinstance(condition, node) else answer

    return wrong


def reading(node: type, taken_for: Callable[[Any], Condition]) -> Wrong:
    """Conditions of a kind are taken for others."""

    def wrong(right: Right, condition: Condition, scope: Any) -> Any:
        return right(taken_for(condition) if isinstance(condition, node) else condition, scope)

    return wrong


CONDITIONS: dict[type, Condition] = {
    Compare: NORTH,
    Known: Known("votes"),
    Attested: Attested("praised", "council"),
    All: All((NORTH, GONE)),
    AnyOf: AnyOf((NORTH, GONE)),
    AtLeast: AtLeast(2, (NORTH, GONE, CHIEF)),
    Not: Not(NORTH),
    Choose: Choose(NORTH, GONE, CHIEF),
    Measured: PRIZED,
    Every: Every(Rows("prizes"), VALID),
    Other: Other("unit", CLEAN),
    Eligible: Eligible("pack/first"),
    Holds: Holds("pack/first", PRIZED, TAKEN, Eligible("pack/first")),
    Unconfirmed: Unconfirmed("draft", NORTH),
    Defined: Defined("named", NORTH),
}
TURNS: dict[str, Callable[[Any], Any]] = {
    "negated": lambda answer: ~answer,
    "unknown is not met": lambda answer: answer.fill_null(FALSE),
    "unknown is met": lambda answer: answer.fill_null(TRUE),
}
TAKEN_FOR: dict[str, tuple[type, Callable[[Any], Condition]]] = {
    "any is enough": (All, lambda node: AnyOf(node.parts)),
    "the last of all is left out": (All, lambda node: All(node.parts[:-1])),
    "all are needed": (AnyOf, lambda node: All(node.parts)),
    "the last of any is left out": (AnyOf, lambda node: AnyOf(node.parts[:-1])),
    "one more is needed": (AtLeast, lambda node: replace(node, number=node.number + 1)),
    "one less is needed": (AtLeast, lambda node: replace(node, number=node.number - 1)),
    "other way round": (Choose, lambda node: Choose(node.when, node.otherwise, node.then)),
    "an open choice is open": (Choose, lambda node: AnyOf(_branches(node))),
    "decisions alone": (Holds, lambda node: node.recorded),
    "conclusions alone": (Holds, lambda node: node.own),
    "a revoked one stands": (Holds, lambda node: replace(node, revoked=None)),
    "a draft counts": (Unconfirmed, lambda node: node.condition),
}


def _branches(node: Choose) -> tuple[Condition, ...]:
    return All((node.when, node.then)), All((Not(node.when), node.otherwise))


def of_conditions() -> Iterator[Case]:
    for node, condition in CONDITIONS.items():
        for name, turn in TURNS.items():
            if (node, name) == (Unconfirmed, "negated"):
                continue  # always unknown, and so is its contrary
            named = f"{node.__name__}: {name}"
            yield Case(named, plan_for(condition), expressions.holds, answering(node, turn))
    for name, (node, taken_for) in TAKEN_FOR.items():
        named = f"{node.__name__}: {name}"
        plan = plan_for(CONDITIONS[node])
        yield Case(named, plan, expressions.holds, reading(node, taken_for))
    head = plan_for(Other("head", NORTH, "chief"), "unit")
    for name, turn in TURNS.items():
        yield Case(f"head: {name}", head, expressions.holds, answering(Other, turn))


# Comparisons: of a fact, and of a measure

COMPARED: dict[Op, tuple[Compare, Callable[[Compare], Compare]]] = {
    op: (Compare("votes", op, numbers), wrong)
    for op, numbers, wrong in [
        (Op.IS, (1,), lambda node: replace(node, op=Op.AT_LEAST)),
        (Op.IS_NOT, (1,), lambda node: replace(node, op=Op.MORE_THAN)),
        (Op.ONE_OF, (0, 2), lambda node: replace(node, operands=node.operands[:1])),
        (Op.NONE_OF, (0, 2), lambda node: replace(node, operands=node.operands[:1])),
        (Op.AT_LEAST, (1,), lambda node: replace(node, op=Op.MORE_THAN)),
        (Op.AT_MOST, (1,), lambda node: replace(node, op=Op.LESS_THAN)),
        (Op.MORE_THAN, (1,), lambda node: replace(node, op=Op.AT_LEAST)),
        (Op.LESS_THAN, (1,), lambda node: replace(node, op=Op.AT_MOST)),
        (Op.BETWEEN, (0, 1), lambda node: replace(node, op=Op.AT_LEAST)),
    ]
}
WRONG_BOUND: dict[Op, Callable[[Bound], Bound]] = {
    Op.IS: lambda bound: replace(bound, op=Op.AT_LEAST),
    Op.IS_NOT: lambda bound: replace(bound, op=Op.MORE_THAN),
    Op.AT_LEAST: lambda bound: replace(bound, op=Op.MORE_THAN),
    Op.AT_MOST: lambda bound: replace(bound, op=Op.LESS_THAN),
    Op.MORE_THAN: lambda bound: replace(bound, op=Op.AT_LEAST),
    Op.LESS_THAN: lambda bound: replace(bound, op=Op.AT_MOST),
    Op.BETWEEN: lambda bound: replace(bound, op=Op.AT_LEAST),
    Op.MULTIPLE_OF: lambda bound: replace(bound, number=bound.number + 1),
}
PLACES: dict[str, tuple[Op, Callable[[Compare], Compare]]] = {
    "is, without order": (Op.IS, lambda node: replace(node, op=Op.IS_NOT)),
    "is_not, without order": (Op.IS_NOT, lambda node: replace(node, op=Op.IS)),
    "one_of, without order": (Op.ONE_OF, lambda node: replace(node, operands=())),
    "none_of, without order": (Op.NONE_OF, lambda node: replace(node, operands=())),
}


def bounded(node: Measure, bound: Bound, if_none: bool | None = None) -> Plan:
    return plan_for(Measured(node, bound, if_none))


def bounding(taken_for: Callable[[Bound], Bound]) -> Wrong:
    return reading(Measured, lambda node: replace(node, bound=taken_for(node.bound)))


def of_operators() -> Iterator[Case]:
    for op, (compare, wrong) in COMPARED.items():
        yield Case(f"{op}", plan_for(compare), expressions.holds, reading(Compare, wrong))
    for name, (op, wrong) in PLACES.items():
        compare = Compare("home", op, ("north",))
        yield Case(name, plan_for(compare), expressions.holds, reading(Compare, wrong))
    for op, turned in WRONG_BOUND.items():
        bound = Bound(op, Fraction(1), most=Fraction(1) if op is Op.BETWEEN else None)
        bound = replace(bound, number=Fraction(0 if op is Op.BETWEEN else 1))
        plan = bounded(Amount("votes"), bound)
        yield Case(f"bound {op}", plan, expressions.holds, bounding(turned))
        if op not in (Op.BETWEEN, Op.MULTIPLE_OF):
            against = Bound(op, against=Total(Rows("prizes"), "points"))
            plan = bounded(Amount("votes"), against)
            yield Case(f"against, {op}", plan, expressions.holds, bounding(turned))
    against = Bound(Op.AT_LEAST, against=Total(Rows("prizes"), "points"))
    yield Case(
        "against: the number is compared with",
        bounded(Amount("votes"), against),
        expressions.holds,
        bounding(lambda bound: replace(bound, against=None)),
    )
    half = Bound(Op.AT_LEAST, Fraction(3, 2))
    yield Case(
        "half a vote is rounded down",
        bounded(Amount("votes"), half),
        intervals.number,
        lambda right, *numbers: right(*numbers)[::-1],
    )
    for if_none in (True, False):
        node = Share(Rows("prizes"), VALID)
        yield Case(
            f"if there is none: {not if_none}",
            bounded(node, Bound(Op.AT_LEAST, Fraction(1, 2)), if_none),
            intervals.where_there,
            lambda right, verdict, exists, none: right(verdict, exists, not none),
        )


# Measures

YEARS = Window(2021, 2023)
PASSED_YEARS = Rows("reviews", PASSED, YEARS)
MEASURES: dict[type, Measure] = {
    Count: Count(Rows("prizes", VALID)),
    Share: Share(Rows("prizes"), VALID),
    Total: Total(Rows("prizes"), "points"),
    Extreme: Extreme(Rows("prizes"), "points", greatest=True),
    Years: Years(PASSED_YEARS),
    Streak: Streak(PASSED_YEARS),
    Amount: Amount("votes"),
    Months: Months(Amount("born"), Day(date(2023, 12, 31))),
}
WRONG_ENDS: dict[str, Callable[[Ends], Ends]] = {
    "one more at least": lambda ends: replace(ends, low=ends.low + 1),
    "one more at most": lambda ends: replace(ends, high=ends.high + 1),
    "the least for sure": lambda ends: replace(ends, high=ends.low, per_high=ends.per_low),
}
ONE = Bound(Op.AT_LEAST, Fraction(1))
NUMBERS: dict[str, tuple[Plan, str]] = {
    "Count": (bounded(MEASURES[Count], ONE), "sure maybe"),
    "Share": (
        bounded(
            Share(Rows("prizes", VALID), GOOD), Bound(Op.AT_MOST, Fraction(1, 2)), if_none=True
        ),
        "sure maybe least against most without",
    ),
    "Total": (bounded(MEASURES[Total], ONE), "low high low_open high_open"),
    "Extreme": (
        bounded(Extreme(Rows("prizes", VALID), "points", greatest=True), ONE, if_none=True),
        "sure maybe near far open",
    ),
    "latest year": (
        bounded(Extreme(Rows("prizes", VALID), None, greatest=True), ONE, if_none=False),
        "sure maybe near far open",
    ),
    "Years": (bounded(MEASURES[Years], ONE), "there exact loose"),
    "Streak": (bounded(Streak(Rows("prizes", VALID, YEARS)), ONE), "there exact may loose"),
    "Every": (plan_for(CONDITIONS[Every]), "worst"),
    "head": (plan_for(Other("head", NORTH, "chief"), "unit"), "sure fails open"),
}
"""What rows are folded into, for each measure: one more of it is one too many."""


def measuring(node: type, turned: Callable[[Ends], Ends]) -> Wrong:
    def wrong(right: Right, measure: Measure, scope: Any) -> Ends:
        ends: Ends = right(measure, scope)
        return turned(ends) if isinstance(measure, node) else ends

    return wrong


def one_more(name: str) -> Wrong:
    def wrong(right: Right, *about: Any) -> Any:
        found = right(*about)
        return {key: each + int(key.endswith(f".{name}")) for key, each in found.items()}

    return wrong


def of_measures() -> Iterator[Case]:
    for node, measure in MEASURES.items():
        for name, turned in WRONG_ENDS.items():
            plan = bounded(measure, ONE)
            named = f"{node.__name__}: {name}"
            yield Case(named, plan, quantities.measure, measuring(node, turned))
    for node_name, (plan, names) in NUMBERS.items():
        for name in names.split():
            yield Case(f"{node_name}: one more {name}", plan, rows.numbers, one_more(name))
    there = measuring(object, lambda ends: replace(ends, exists=TRUE))
    for node in (Share, Extreme):
        plan = bounded(MEASURES[node], Bound(Op.AT_MOST, Fraction(1)), if_none=False)
        yield Case(f"{node.__name__}: there is always one", plan, quantities.measure, there)


# Rows: windows, what cuts them, and years without a row


def counted(**window: Any) -> Plan:
    return bounded(Count(Rows("prizes", None, Window(2021, 2022, **window))), ONE)


LATEST = Edge(Rows("prizes", VALID), latest=True, included=False)
SINCE, UNTIL = counted(since=LATEST), counted(until=LATEST)
STREAK_UNTIL = bounded(Streak(replace(PASSED_YEARS, window=replace(YEARS, until=LATEST))), ONE)
NOUGHT = ibis.literal(0, "int64")
CUT = bounded(Years(replace(PASSED_YEARS, window=replace(YEARS, since=LATEST))), ONE)
YEARLY = bounded(Count(PASSED_YEARS), ONE)
LAST_YEAR = bounded(Extreme(PASSED_YEARS, None, greatest=True), ONE)
FIRST_YEAR = bounded(Extreme(PASSED_YEARS, None, greatest=False), ONE)


def windowed(**changes: Callable[[Window], Any]) -> Wrong:
    """Rows are looked for in another window."""

    def wrong(right: Right, table: Any, window: Window, by: Any) -> Any:
        changed = {name: change(window) for name, change in changes.items()}
        return right(table, replace(window, **changed), by)

    return wrong


def later(right: Right, *about: Any) -> Any:
    cut: Ends = right(*about)
    return replace(cut, low=cut.low + 1, high=cut.high + 1)


def answers(answer: Any) -> Wrong:
    return lambda _, *about: answer


def of_rows() -> Iterator[Case]:
    inside, years = rows._inside, counted()
    yield Case("window: a year later", years, inside, windowed(last=lambda w: w.last + 1))
    yield Case("window: a year earlier", years, inside, windowed(first=lambda w: w.first - 1))
    yield Case("window: a year less", years, inside, windowed(last=lambda w: w.last - 1))
    school = counted(axis=SCHOOL)
    yield Case("school years: the next year too", school, rows.year_ends, _next_year)
    for name, cut in {"since": SINCE, "until": UNTIL}.items():
        yield Case(f"{name}: not cut", cut, inside, windowed(**{name: lambda _: None}))
        yield Case(f"{name}: cut a year later", cut, rows.cut_of, later)
        yield Case(f"{name}: cut by the first", cut, rows.is_latest, _contrary)
    yield Case("since: open years not cut", CUT, gathering.open_years, _whole_window)
    yield Case("until: counted from the end", STREAK_UNTIL, quantities._shift, answers(NOUGHT))
    yield Case("a year without a row says no", YEARLY, gathering.missing_of, answers(None))
    yield Case("nobody joins or leaves", YEARLY, bits.span, _whole_window)
    yield Case("no year is there", YEARLY, gathering._certain_years, _none)
    yield Case("Streak: the run is longer", NUMBERS["Streak"][0], bits.run, _one_more)
    yield Case("Years: a year more", NUMBERS["Years"][0], bits.bit_count, _one_more)
    yield Case("latest year: a year more", LAST_YEAR, bits.latest, _one_more)
    yield Case("first year: a year more", FIRST_YEAR, bits.earliest, _one_more)
    covered = quantities.covered_of
    yield Case("all rows were handed in", YEARLY, covered, answers(TRUE), "uncovered")
    every = plan_for(CONDITIONS[Every])
    yield Case("Every: all were handed in", every, covered, answers(TRUE), "uncovered")
    naturals = bounded(Total(Rows("prizes"), "points", naturals=True), ONE)
    yield Case("Total: below nought", naturals, rows._sums, _not_natural)
    members = plan_for(Measured(Count(Rows(MEMBERS, NORTH)), ONE), "unit")
    yield Case("members: strays left out", members, gathering.with_members, _no_strays, "strays")


def _next_year(right: Right, *about: Any) -> Any:
    low, high = right(*about)
    return low, high + 1


def _whole_window(_: Right, *about: Any) -> Any:
    (window,) = (each for each in about if isinstance(each, Window))
    return ibis.literal(bits.full(window), "int64")


def _one_more(right: Right, *about: Any) -> Any:
    return right(*about) + 1


def _none(right: Right, *about: Any) -> Any:
    return right(*about) * 0


def _contrary(right: Right, *about: Any) -> bool:
    return not right(*about)


def _not_natural(right: Right, total: Total, *about: Any) -> Any:
    return right(replace(total, naturals=False), *about)


def _no_strays(right: Right, units: Any, persons: Any, *about: Any) -> Any:
    return right(units, persons.filter(persons["unit"].notnull()), *about)


# Days, decimal numbers, and other values as columns hold them


def of_values() -> Iterator[Case]:
    months = bounded(MEASURES[Months], ONE)
    until = bounded(Months(Day(date(2020, 1, 31)), Amount("born")), ONE)
    yield Case("Months: one more", months, intervals.months, _one_more)
    yield Case(
        "Months: no day stands for the last one", until, intervals._is_last_day, answers(FALSE)
    )
    score = bounded(Amount("score"), ONE)
    yield Case("decimals are cut off", score, frames.as_stored, _cut_off)
    for fact in ("votes", "born", "standing"):
        known = plan_for(Known(fact))
        yield Case(f"{fact}: a range is known", known, expressions._is_known, _ranges_are_known)
    degree = plan_for(NORTH, prefer=[Degree(GONE)])
    yield Case(
        "Degree: the other way round", degree, intervals.degree, _of_contrary, "many", "prefer.1"
    )


def _cut_off(right: Right, fact: str, value: Any, *about: Any) -> Any:
    whole = int(value) if isinstance(value, Decimal | int) else value
    return right(fact, whole, *about)


def _of_contrary(right: Right, verdict: Any) -> Any:
    return right(~verdict)


def _ranges_are_known(right: Right, fact: str, scope: Any) -> Any:
    ends = table.fact_ends_of(fact, scope)
    return ends.low.notnull() | ends.high.notnull()


# Titles


def of_titles() -> Iterator[Case]:
    when, applies = plan_for(NORTH, when=GONE), plan_for(NORTH, applies=GONE)
    parts, answer = stages._parts, stages._verdict
    unknown = TURNS["unknown is not met"]
    yield Case("when: applies to all", when, parts, column("when|", lambda _: TRUE))
    yield Case("when: unknown is not met", when, parts, column("when|", unknown))
    yield Case("when: the other way round", when, parts, column("when|", TURNS["negated"]))
    yield Case("require: unknown is not met", when, parts, column("requires|", unknown))
    everybody, fewer = column("applies|", lambda _: TRUE), column("applies|", unknown)
    yield Case("applies: to all", applies, parts, everybody, criterion="applies")
    yield Case("applies: unknown is not met", applies, parts, fewer, criterion="applies")
    yield Case("when: not applicable is not told", when, answer, _applicable)
    named = "applies: not applicable is not told"
    yield Case(named, applies, answer, _applicable, criterion="conclusion")
    two = plan_of(title("asked", "person", [(None, NORTH), (None, GONE)]))
    yield Case("the last criterion is left out", two, stages._all_of, _less, criterion="conclusion")
    used = plan_for(CONDITIONS[Eligible])
    yield Case("a title is asked for too early", used, stages._layers, _at_once)


def _applicable(right: Right, answer: Any, applies: Any = None) -> Any:
    return right(answer)


def _less(right: Right, asked: PlannedTitle, frame: Any) -> Any:
    return right(replace(asked, criteria=asked.criteria[:-1]), frame)


def _at_once(right: Right, titles: Any) -> Any:
    return [list(titles)]


def column(prefix: str, turned: Callable[[Any], Any]) -> Wrong:
    """The columns of a title say something else."""

    def wrong(right: Right, *about: Any) -> Any:
        for name, each in right(*about):
            yield name, turned(each) if name.startswith(prefix) else each

    return wrong


CASES = [
    *of_conditions(),
    *of_operators(),
    *of_measures(),
    *of_rows(),
    *of_values(),
    *of_titles(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_operator_stops_the_evaluation(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.compile_wrongly(monkeypatch)
    with pytest.raises(DisagreementError) as caught:
        evaluate(case.plan, VOCABULARY, Reading(dossier(case.people), (), (), ()))
    told = caught.value.details
    assert (told["title"], told["criterion"]) == ("pack/asked", case.criterion)
    assert {told["first_engine"], told["second_engine"]} == {"reference", "columns"}


@pytest.mark.parametrize("people", sorted({case.people for case in CASES}))
def test_the_right_operators_agree_on_the_same_people(people: str) -> None:
    plans = (case.plan for case in CASES if case.people == people)
    asked_once = {f"{plan.titles[-1]}": plan.titles[-1] for plan in plans}.values()
    named = (replace(each, id=f"asked-{number}") for number, each in enumerate(asked_once))
    decide(plan_of(FIRST, *named), VOCABULARY, dossier(people))


def test_no_condition_measure_or_comparison_is_left_out() -> None:
    assert set(CONDITIONS) == set(get_args(Condition))
    assert set(MEASURES) == set(get_args(Measure))
    assert set(COMPARED) == set(Op) - {Op.MULTIPLE_OF}  # of a measure alone
    assert set(WRONG_BOUND) == set(Op) - {Op.ONE_OF, Op.NONE_OF}  # of a fact alone
