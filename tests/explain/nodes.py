"""Conditions and small dossiers built by hand, so that each sentence can be tested alone."""

from datetime import date
from fractions import Fraction

from engine.conditions import All as AllOf
from engine.conditions import (
    Bound,
    Compare,
    Condition,
    Count,
    Eligible,
    Holds,
    Measure,
    Measured,
    Not,
    Op,
    Rows,
    Window,
)
from engine.decide.reference import Judge, Scope, prove
from engine.explain.changes import World
from engine.explain.wording import Wording
from engine.facts import Axis, Dossier, Row, Scalar, SchoolYear, State, Subject, Value
from engine.findings import Proof
from engine.plan import Plan, PlannedCriterion, PlannedTitle
from engine.vocabulary import Text
from tests.worlds import words as vocabulary

GRADES = ("not_completed", "completed", "good", "excellent")
FIVE = Window(2021, 2025)
SCHOOL = Axis("school", (9, 1))
SCHOOL_YEARS = Window(2021, 2024, SCHOOL)
GOOD = Compare("grade", Op.AT_LEAST, ("good",), GRADES)
RATED = Rows("ratings", GOOD, FIVE)
AWARDS = Rows("awards")
PARTY = Compare("party_member", Op.IS, (True,))
FAMILY = Compare("family_culture", Op.IS, (True,))
HEADS = Compare("heads_unit", Op.IS, (True,))

TITLE = PlannedTitle(
    "pack",
    "ldtt",
    "award",
    Text(vi="Lao động tiên tiến", en="Advanced worker"),
    "1",
    "person",
    None,
    (PlannedCriterion("party", Text(vi="Là đảng viên", en="A member"), "1", None, PARTY),),
)
PLAN = Plan(
    (),
    2025,
    date(2025, 12, 31),
    (TITLE,),
    frozenset({"ratings", "unit_ratings", "unit_incidents"}),
)
COVERED = frozenset({"person", "unit", "ratings", "awards", "initiatives", "unit_incidents"})

AWARD = Compare("award_title", Op.IS, ("ldtt",))
REVOKED = Compare("award_revoked", Op.IS, (True,))


def bounded(measure: Measure, op: Op, number: int | str | date, **more: object) -> Measured:
    """A measure compared with a number, written as in ``7/10``."""
    exact = number if isinstance(number, date) else Fraction(number)
    return Measured(measure, Bound(op, exact, **more))  # type: ignore[arg-type]


def held(recorded_only: bool = False) -> Holds:
    """The title, held in the judged year by a decision, or else by this run."""

    def some(where: Condition) -> Measured:
        rows = Rows("awards", where, Window(2025, 2025))
        return bounded(Count(rows), Op.AT_LEAST, 1)

    own = None if recorded_only else Eligible("pack/ldtt")
    return Holds("ldtt", some(AllOf((AWARD, Not(REVOKED)))), some(AllOf((AWARD, REVOKED))), own)


def wording(lang: str) -> Wording:
    return Wording(lang, vocabulary(), PLAN, "pack")


def value(written: Scalar | Value | None) -> Value:
    if isinstance(written, Value):
        return written
    return Value(written, State.BLANK if written is None else State.KNOWN)


def row(
    year: int | SchoolYear | None, certain: bool = True, **fields: Scalar | Value | None
) -> Row:
    return Row({name: value(each) for name, each in fields.items()}, value(year), certain)


def graded(**grades: str | None) -> dict[str, tuple[Row, ...]]:
    """Ratings, named ``y2021`` and so on."""
    return {"ratings": tuple(row(int(y[1:]), grade=grade) for y, grade in grades.items())}


def person(
    name: str = "p",
    unit: str | None = "u",
    rows: dict[str, tuple[Row, ...]] | None = None,
    **facts: Scalar | Value | None,
) -> Subject:
    return Subject(
        name, "person", name, unit, {fact: value(each) for fact, each in facts.items()}, rows or {}
    )


def school(
    rows: dict[str, tuple[Row, ...]] | None = None, **facts: Scalar | Value | None
) -> Subject:
    given = {fact: value(each) for fact, each in facts.items()}
    return Subject("u", "unit", "U", None, given, rows or {})


def proved(condition: Condition, *subjects: Subject, covered: frozenset[str] = COVERED) -> Proof:
    """What the reference finds about the first of the subjects."""
    return prove(condition, Scope(Judge(PLAN, Dossier(subjects, covered)), subjects[0]))


def world(*subjects: Subject, covered: frozenset[str] = COVERED) -> World:
    return World(PLAN, vocabulary(), Dossier(subjects, covered))
