"""Random conditions, made as algebra, so that also what no pack says today is tried.

All is drawn from one ``Random``: for Hypothesis and for long runs there is this one description.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

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
    Moment,
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
from engine.facts import CALENDAR, Axis
from engine.vocabulary import SubjectKind
from tests.generated.about import (
    EQUAL,
    FIXED,
    INSIDE,
    KINDS,
    LISTED,
    MEMBER,
    NUMBERS,
    ORDERED,
    PERSON,
    RELATIONS,
    ROWS,
    SIX,
    UNIT,
    About,
    Kind,
)
from tests.generated.vocabulary import DOMAINS, GRADES, SCHOOL

_LEAVES = ("fact",) * 4 + ("measured",) * 9 + ("every",) * 2 + ("other",) * 3 + ("titles",) * 2
_NODES = ("all", "any", "not", "at_least", "choose", "defined", "all", "any")
_BY_NUMBER = ("count", "count", "count", "total", "extreme", "years", "streak", "amount", "months")
_KINDS: tuple[Kind, ...] = ("number",) * 5 + ("share",) * 2 + ("date", "year", "place")


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes conditions; ``titles`` are the keys of the titles that they may use."""

    rng: Random
    titles: tuple[str, ...] = ()

    def condition(self, about: About, depth: int) -> Condition:
        """Any condition; at depth 0 one without parts, though a measure may have a ``where``."""
        rng = self.rng
        if depth > 0 and rng.random() < 0.35:
            return self._node(about, depth - 1)
        if rng.random() < 0.02:
            return Unconfirmed("draft", self.condition(about, depth - 1))
        if about.kind is None:
            return self._of_row(about)
        match rng.choice(_LEAVES if depth > 0 else _LEAVES[:-5]):
            case "measured":
                return self._measured(about, depth)
            case "every":
                rows = self._rows(self._relation(about), depth)
                return Every(rows, self.condition(INSIDE[rows.relation], depth - 1))
            case "other" if about.whom == "unit":
                return Other("unit", self.condition(UNIT, depth - 1))
            case "other" if about.whom == "head":
                return Other("head", self.condition(MEMBER, depth - 1), "chief")
            case "titles":
                return self._of_titles(about)
            case _:
                return self.fact(about)

    def _node(self, about: About, depth: int) -> Condition:
        rng = self.rng
        kind = rng.choice(_NODES)
        number = {"not": 1, "defined": 1, "choose": 3}.get(kind) or rng.choice((1, 2, 2, 3))
        parts = tuple(self.condition(about, depth) for _ in range(number))
        match kind:
            case "all":
                return All(parts)
            case "any":
                return AnyOf(parts)
            case "not":
                return Not(parts[0])
            case "choose":
                return Choose(*parts)
            case "at_least":
                return AtLeast(rng.randint(1, number), parts)
            case _:
                return Defined("named", parts[0])

    def _of_row(self, about: About) -> Condition:
        return self.fact(about) if self.rng.random() < 0.8 else self._measured(about, 0)

    def fact(self, about: About) -> Condition:
        """A question to one fact."""
        rng = self.rng
        fact = rng.choice(about.facts)
        kind = KINDS[fact]
        chance = rng.random()
        if chance < 0.08:
            return Known(fact)
        if kind == "attestation":
            return Attested(fact, "council")
        order = GRADES if kind == "grade" else ()
        values = DOMAINS[kind]
        if chance < 0.3:
            listed = tuple(rng.sample(values, rng.choice((0, 1, 2, 2))))
            return Compare(fact, rng.choice(LISTED), listed, order)
        if kind in ORDERED and chance < 0.4:
            low, high = sorted((rng.randrange(len(values)), rng.randrange(len(values))))
            return Compare(fact, Op.BETWEEN, (values[low], values[high]), order)
        op = rng.choice(SIX if kind in ORDERED else EQUAL)
        return Compare(fact, op, (rng.choice(values),), order)

    def _of_titles(self, about: About) -> Condition:
        """A title held, or found by this run; one decided before and about the same kind."""
        rng = self.rng
        own = [Eligible(key) for key in self.titles if key.startswith(f"pack/{about.kind}")]
        found = rng.choice([*own, *own, None])
        if found is not None and rng.random() < 0.5:
            return found
        revoked = self._recorded() if rng.random() < 0.5 else None
        return Holds(found.title if found else "pack/else", self._recorded(), revoked, found)

    def _recorded(self) -> Condition:
        return Measured(Count(self._rows("prizes", 0)), Bound(Op.AT_LEAST, Fraction(1)))

    # ------------------------------------------------------------------- measures

    def _measured(self, about: About, depth: int) -> Measured:
        rng = self.rng
        kinds: tuple[Kind, ...] = _KINDS if about.kind else ("number", "number", "date")
        kind = rng.choice(kinds)
        measure = self.measure(about, kind, depth)
        if rng.random() < 0.15:
            against = self.measure(about, kind, depth - 1)
            bound = Bound(rng.choice(SIX), against=against)
        else:
            bound = self.bound(kind, isinstance(measure, Count | Years | Streak | Months))
        may_be_none = _may_be_none(measure) or (bound.against and _may_be_none(bound.against))
        return Measured(measure, bound, rng.choice((None, True, False)) if may_be_none else None)

    def bound(self, kind: Kind, is_whole: bool) -> Bound:
        """A comparison that fits a kind of measure; only whole numbers have multiples."""
        rng = self.rng
        chance = rng.random()
        parameter = rng.choice((None, "p"))
        if chance < 0.15:
            low, high = sorted((rng.choice(NUMBERS[kind]), rng.choice(NUMBERS[kind])))
            return Bound(Op.BETWEEN, low, parameter, high)
        if chance < 0.3 and is_whole:
            return Bound(Op.MULTIPLE_OF, Fraction(rng.choice((1, 2, 2, 3))), parameter)
        return Bound(rng.choice(SIX), rng.choice(NUMBERS[kind]), parameter)

    def measure(self, about: About, kind: Kind, depth: int) -> Measure:
        """A measure of a kind; a row has only its own columns."""
        match kind:
            case "share":
                rows = self._rows(self._relation(about), depth)
                return Share(rows, self.condition(INSIDE[rows.relation], depth - 1))
            case "year":
                axis = self._axis()
                rows = self._rows(self.rng.choice(RELATIONS), depth, axis)
                return Extreme(rows, None, self._coin(), axis=axis)
            case "place":
                return self._extreme(about, depth, "grade")
            case "date":
                return self._day(about, depth)
            case _:
                return self._number(about, depth)

    def _number(self, about: About, depth: int) -> Measure:
        rng = self.rng
        which = rng.choice(_BY_NUMBER if about.kind else _BY_NUMBER[-2:])
        if which == "amount":
            return Amount(rng.choice(about.of("integer", "number")))
        if which == "months":
            return Months(self._moment(about, depth), self._moment(about, depth))
        if which == "extreme":
            return self._extreme(about, depth, "integer", "number")
        if which in ("years", "streak"):
            rows = self._rows(rng.choice(RELATIONS), depth, self._axis(), always=True)
            return Years(rows) if which == "years" else Streak(rows)
        rows = self._rows(self._relation(about), depth)
        if which == "count":
            return Count(rows)
        fact = rng.choice(INSIDE[rows.relation].of("integer", "number"))
        return Total(rows, fact, naturals=KINDS[fact] == "integer")

    def _extreme(self, about: About, depth: int, *kinds: str) -> Extreme:
        rows = self._rows(self._relation(about), depth)
        fact = self.rng.choice(INSIDE[rows.relation].of(*kinds))
        order = GRADES if KINDS[fact] == "grade" else ()
        return Extreme(rows, fact, self._coin(), order)

    def _day(self, about: About, depth: int) -> Amount | Extreme:
        if about.kind is None or self._coin():
            return Amount(self.rng.choice(about.of("date")))
        return self._extreme(about, depth, "date")

    def _moment(self, about: About, depth: int) -> Moment:
        if self.rng.random() < 0.4:
            return Day(self.rng.choice(FIXED), "received")
        return self._day(about, depth)

    # ----------------------------------------------------------------------- rows

    def _coin(self) -> bool:
        return self.rng.random() < 0.5

    def _axis(self) -> Axis:
        return self.rng.choice((CALENDAR, CALENDAR, SCHOOL))

    def _relation(self, about: About) -> str:
        return self.rng.choice(
            (*RELATIONS, MEMBERS, MEMBERS) if about.kind == "unit" else RELATIONS
        )

    def _rows(
        self, relation: str, depth: int, axis: Axis | None = None, always: bool = False
    ) -> Rows:
        """Rows of a relation; an expected row a year needs a window, members have none."""
        where = None
        if self.rng.random() < 0.5:
            inside = INSIDE[relation]
            where = self.condition(inside, depth - 1) if depth > 0 else self.fact(inside)
        if relation == MEMBERS:
            return Rows(relation, where)
        if not always and relation == "prizes" and self._coin():
            return Rows(relation, where)
        window = self._window(relation, axis or self._axis())
        return Rows(relation, where, window)

    def _window(self, relation: str, axis: Axis) -> Window:
        rng = self.rng
        window = self._years(relation, axis)
        if rng.random() < 0.6:
            return window
        since = self._edge(axis) if self._coin() else None
        until = self._edge(axis) if since is None or self._coin() else None
        return Window(window.first, window.last, axis, since, until)

    def _years(self, relation: str, axis: Axis) -> Window:
        rng = self.rng
        first = 1990 if relation == "prizes" and rng.random() < 0.1 else rng.randint(2020, 2022)
        return Window(first, rng.randint(max(first, 2021), 2023), axis)

    def _edge(self, axis: Axis) -> Edge:
        relation = self.rng.choice(RELATIONS)
        window = self._years(relation, axis) if relation == "reviews" or self._coin() else None
        where = self.fact(ROWS[relation]) if self._coin() else None
        return Edge(Rows(relation, where, window), self._coin(), self._coin())


def _may_be_none(measure: Measure) -> bool:
    match measure:
        case Share() | Extreme():
            return True
        case Months(start, end):
            return isinstance(start, Extreme) or isinstance(end, Extreme)
        case _:
            return False


def random_condition(rng: Random, kind: SubjectKind, titles: Sequence[str] = ()) -> Condition:
    """A condition about a kind of subject that may ask for titles decided before."""
    return Maker(rng, tuple(titles)).condition(PERSON if kind == "person" else UNIT, 2)
