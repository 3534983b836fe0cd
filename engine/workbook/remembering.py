"""Keep what was worked out before, within bounds, for the next workbook of the same form.

Knows nothing of what is kept: it must follow from its key alone, so that to forget it changes
nothing but the time.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Generic, TypeVar

from ..sameness import Same
from ..vocabulary import Vocabulary

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

_VOCABULARIES = 4
"""In use at the same time; nearly always one."""
_OVERHEAD = 200
"""What is kept costs about so many bytes beside its texts."""


class Memory(dict[K, T], Generic[K, T]):
    """What is kept, by its key; forgets all of it before it becomes too much.

    Parameters: ``most`` is how many bytes may be kept, roughly.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._kept = 0

    def keep(self, key: K, found: T, length: int = 0) -> T:
        """Keep something, and give it back.

        Parameters: ``length`` is that of its texts.
        """
        self._kept += _OVERHEAD + length
        if self._kept > self._most:
            self.clear()
            self._kept = _OVERHEAD + length
        if self._kept <= self._most:
            self[key] = found
        return found


def once(make: Callable[[Vocabulary], T]) -> Callable[[Vocabulary], T]:
    """Make something of a vocabulary only once, as long as it is in use."""
    made = lru_cache(_VOCABULARIES)(lambda same: make(same.one))

    def of(vocabulary: Vocabulary) -> T:
        return made(Same(vocabulary))

    return of
