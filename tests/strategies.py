"""Random plans and dossiers for Hypothesis; ``generated`` says what is possible."""

from random import Random

from hypothesis import strategies as st

from engine.facts import Dossier
from engine.plan import Plan
from tests.generated.dossiers import random_dossier
from tests.generated.plans import random_plan

# Not ``st.randoms``: to draw each number of a plan by itself is more than Hypothesis likes.
seeded = st.binary(min_size=8, max_size=8).map(Random)


def plans(titles: int = 4) -> st.SearchStrategy[Plan]:
    """One to four titles of persons and units, each free to use those before it."""
    return seeded.map(lambda rng: random_plan(rng, titles))


def dossiers(holes: int = 3, persons: int = 4, units: int = 2) -> st.SearchStrategy[Dossier]:
    """A few persons and units; ``holes`` of ten values are not, or only partly, known."""
    return seeded.map(lambda rng: random_dossier(rng, holes, persons, units))
