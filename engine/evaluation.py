"""Plan and facts become a run: the only place that orders the steps of an evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass

from .explain.answers import Answer
from .plan import Plan
from .vocabulary import Vocabulary
from .workbook import Reading


@dataclass(frozen=True)
class Evaluation:
    """One finished evaluation, before anything is written.

    ``answers`` are sorted by pack, title, unit and subject; ``engines`` names the ways to a
    verdict that agreed; ``patterns`` counts the distinct patterns that inference judged.
    """

    plan: Plan
    vocabulary: Vocabulary
    reading: Reading
    answers: tuple[Answer, ...]
    engines: tuple[str, ...]
    patterns: Mapping[str, int]
