"""Plans for tests, written or random, over the vocabulary of the tests."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from engine.conditions import Condition
from engine.plan import (
    Degree,
    Plan,
    PlannedCriterion,
    PlannedPreference,
    PlannedTitle,
    Ranked,
)
from engine.vocabulary import SubjectKind, Text
from tests.generated.about import PERSON, UNIT, About, Kind
from tests.generated.conditions import Maker
from tests.generated.vocabulary import WORDS

TEXT = Text(**WORDS)


def title(
    name: str,
    subject: SubjectKind,
    criteria: Sequence[tuple[Condition | None, Condition]],
    applies_to: Condition | None = None,
    prefer: Sequence[Ranked] = (),
) -> PlannedTitle:
    """A title of the test pack; criteria are pairs of ``when`` and ``require``."""
    return PlannedTitle(
        pack="pack",
        id=name,
        kind="title",
        name=TEXT,
        cite="",
        subject=subject,
        applies_to=applies_to,
        criteria=tuple(
            PlannedCriterion(f"c{n}", TEXT, "", when, require)
            for n, (when, require) in enumerate(criteria, start=1)
        ),
        prefer=tuple(PlannedPreference(TEXT, "", measure) for measure in prefer),
    )


def plan_of(*titles: PlannedTitle) -> Plan:
    """A plan of titles in the order in which they can be decided."""
    return Plan((), 2023, date(2023, 12, 31), titles, frozenset({"reviews"}))


def random_plan(rng: Random, titles: int = 3) -> Plan:
    """A few titles of persons and units, each free to use those before it."""
    made: list[PlannedTitle] = []
    for number in range(rng.randint(1, titles)):
        kind: SubjectKind = rng.choice(("person", "unit"))
        maker = Maker(rng, tuple(title.key for title in made))
        made.append(_random_title(maker, f"{kind}-{number}", PERSON if kind == "person" else UNIT))
    return plan_of(*made)


def _random_title(maker: Maker, name: str, about: About) -> PlannedTitle:
    rng = maker.rng

    def perhaps(chance: float) -> Condition | None:
        return maker.condition(about, 1) if rng.random() < chance else None

    criteria = [(perhaps(0.3), maker.condition(about, 2)) for _ in range(rng.choice((1, 1, 2, 3)))]
    prefer = list(_random_ranking(maker, about))
    return title(name, about.kind or "person", criteria, perhaps(0.3), prefer)


def _random_ranking(maker: Maker, about: About) -> Iterator[Ranked]:
    kinds: tuple[Kind, ...] = ("number", "share")
    drawn = maker.rng.random()
    if drawn < 0.3:
        yield maker.measure(about, maker.rng.choice(kinds), 1)
    elif drawn < 0.4:
        yield Degree(maker.condition(about, 1))
