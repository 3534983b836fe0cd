"""Many dossiers as one, to be decided in one run without a word to each other."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from engine.facts import Dossier
from tests.generated.blurring import nearly_known
from tests.generated.dossiers import random_dossier
from tests.generated.vocabulary import SHEETS

NOWHERE = "nowhere"
"""The unit, which nobody lists, of persons who would else be members of any."""


def random_batch(rng: Random, number: int) -> tuple[Dossier, ...]:
    """So many dossiers of which the same sheets were handed in, with ids of their own."""
    drawn = [random_small(rng) for _ in range(number)]
    covered = rng.choice((frozenset(SHEETS), drawn[0].covered, drawn[-1].covered))
    return tuple(_apart(replace(d, covered=covered), n) for n, d in enumerate(drawn))


def random_small(rng: Random) -> Dossier:
    """A dossier as random ones come, or one with so few holes that every completion is tried."""
    if rng.random() < 0.6:
        return nearly_known(rng)
    return random_dossier(rng, rng.choice((0, 1, 1, 3)))


def _apart(dossier: Dossier, number: int) -> Dossier:
    subjects = tuple(
        replace(each, id=f"{number}:{each.id}", unit=f"{number}:{each.unit or NOWHERE}")
        for each in dossier.subjects
    )
    return replace(dossier, subjects=subjects)


def together(dossiers: Sequence[Dossier]) -> Dossier:
    """The subjects of all dossiers in one."""
    subjects = tuple(subject for dossier in dossiers for subject in dossier.subjects)
    return Dossier(subjects, dossiers[0].covered)
