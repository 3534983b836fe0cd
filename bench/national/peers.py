"""What a peer came to, and whether it agrees with us."""

from collections.abc import Mapping
from dataclasses import dataclass

TITLE = "dien-hinh-ca-nhan"
"""The title of persons that every peer decides, of the pack ``yen-bai-2021-2025``."""

Outcomes = Mapping[str, int]
"""Outcome by person: 0 not eligible, 1 undetermined, 2 eligible, 3 not applicable."""


@dataclass(frozen=True, slots=True)
class Peer:
    """How long a peer took for its persons, and what it said of them.

    ``seconds`` is what it needs besides ``preparing``, its inputs from rows in memory, for
    which it need not pay. ``note`` tells what it cannot say by itself.
    """

    name: str
    persons: int
    seconds: float
    verdicts: Outcomes
    note: str
    preparing: float = 0.0

    @property
    def rate(self) -> float:
        """Persons a second."""
        return self.persons / self.seconds


def agree(ours: Outcomes, peer: Outcomes) -> tuple[int, int]:
    """How many persons both decided, and for how many of these they differ."""
    both = [person for person in peer if person in ours]
    return len(both), sum(ours[person] != peer[person] for person in both)
