"""What the processes of a batch say to each other: the task, and what became of each dossier.

Light, so that the process that only gives and counts stays small.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..packs.loading import LoadedPack
from ..vocabulary import Vocabulary
from .committing import Store
from .finding import Found, Root
from .keys import Options


@dataclass(frozen=True)
class Rules:
    """What every dossier of a batch is judged by; it can be sent to another process."""

    vocabulary: Vocabulary
    packs: tuple[LoadedPack, ...]
    options: Options
    digest: str


Fate = Literal["decided", "kept", "quarantined", "kept-in-quarantine"]


@dataclass(frozen=True, slots=True)
class Job:
    """What a process needs to know; it can be sent to one."""

    root: Root
    store: Store
    rules: Rules
    retries: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """A dossier is being read now."""

    number: int


@dataclass(frozen=True, slots=True)
class Deciding:
    """What was read is being decided."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a dossier; ``disagrees`` if two ways to a verdict about it differ."""

    number: int
    key: str
    fate: Fate
    disagrees: bool = False


Word: TypeAlias = Begun | Deciding | Told
Task: TypeAlias = Sequence[tuple[int, Found]]
