"""Random columns with blanks, fast enough for millions of rows. Knows no sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Bools: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.int64]

BLANKS = 0.025
"""Part of the cells of an ordinary subject that nobody has filled in."""

FEW_BLANKS = 0.008
"""The same for subjects whose school has prepared them well."""


@dataclass(frozen=True)
class Draw:
    """Draws columns for rows, each of which is of a well-prepared subject or not.

    Parameters: ``best`` says for each row whether it is of a well-prepared subject.
    """

    rng: np.random.Generator
    best: Bools

    def of(self, rows: Numbers) -> "Draw":
        """The same source for other rows, by the numbers of these ones."""
        return Draw(self.rng, self.best[rows])

    def chance(self, usual: float, best: float | None = None) -> Bools:
        """True with a probability, another one for the best."""
        drawn: Bools = self.rng.random(len(self.best)) < self.split(usual, best)
        return drawn

    def split(self, usual: float, best: float | None) -> npt.NDArray[np.float64]:
        """A probability for each row."""
        return np.where(self.best, usual if best is None else best, usual)

    def blanks(self, usual: float = BLANKS) -> Bools:
        """Which cells are empty."""
        return self.chance(usual, min(usual, FEW_BLANKS))

    def flags(self, usual: float, best: float, blank: float = BLANKS) -> pa.Array:
        """A column of yes and no."""
        return pa.array(self.chance(usual, best), mask=self.blanks(blank))

    def choices(
        self, usual: Mapping[str, float], best: Mapping[str, float], blank: float = BLANKS
    ) -> pa.Array:
        """A column of the values of a scale, with their weights."""
        names = list(usual)
        bounds = [np.cumsum([weights.get(name, 0) for name in names]) for weights in (usual, best)]
        drawn = self.rng.random(len(self.best))
        found = [np.searchsorted(b, drawn * b[-1], side="right") for b in bounds]
        places = np.where(self.best, found[1], found[0])
        return pa.array(names).take(pa.array(places, mask=self.blanks(blank)))

    def days(self, first: date, last: date, blank: float = BLANKS) -> pa.Array:
        """A column of days, from the first to the last."""
        drawn = self.rng.integers(first.toordinal(), last.toordinal() + 1, len(self.best))
        since = (drawn - date(1970, 1, 1).toordinal()).astype(np.int32)
        return pa.array(since, mask=self.blanks(blank)).cast(pa.date32())

    def counts(self, some: float, best: float, blank: float = BLANKS) -> pa.Array:
        """A column of whole numbers, mostly nought."""
        drawn = self.chance(some, best) * self.rng.integers(1, 5, len(self.best))
        return pa.array(drawn.astype(np.int32), mask=self.blanks(blank))

    def decimals(self, least: float, most: float, blank: float = BLANKS) -> pa.Array:
        """A column of exact numbers in steps of a half."""
        first, end = int(least * 2), int(most * 2) + 1
        halves = self.rng.integers(0, end - first, len(self.best))
        known = pa.array([Decimal(half) / 2 for half in range(first, end)], pa.decimal128(18, 6))
        return known.take(pa.array(halves, mask=self.blanks(blank)))


def ids(prefix: str, number: int) -> pa.Array:
    """The ids of so many subjects."""
    return pa.array([f"{prefix}{place:07d}" for place in range(1, number + 1)])


def names(parts: Sequence[Sequence[str]], number: int, rng: np.random.Generator) -> pa.Array:
    """Names put together of one word of each list."""
    drawn = [pa.array(part).take(pa.array(rng.integers(0, len(part), number))) for part in parts]
    return pc.binary_join_element_wise(*drawn, " ")
