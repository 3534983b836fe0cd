"""What one process of a batch does with the dossiers it is given, and what it says of each.

Everything that can be wrong with a dossier is told of that dossier alone; only what keeps results
from being read or written at all ends the batch.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from ..errors import DisagreementError, EngineError, InputError
from .committing import WHY
from .deciding import decide, groups
from .finding import Found
from .keys import HashedFile, hashed, key_of
from .reading import ChangedError, Read, Reader
from .words import Begun, Deciding, Job, Task, Told, Word
from .writing import Refused, refusal_of, results_of

MOST_SUBJECTS = 20_000
"""Subjects that are decided together."""

_SECONDS = 15.0
"""How long dossiers are read before they are decided: so much is lost at most of what was read."""

_TRIES = 3
"""How often a dossier is read that somebody writes to meanwhile."""


@dataclass
class Desk:
    """Where dossiers are judged, with all that is kept from one to the next."""

    job: Job
    _waiting: list[tuple[int, Read]] = field(default_factory=list)
    _since: float = 0.0

    def __post_init__(self) -> None:
        self._reader = Reader(self.job.rules)

    def work(self, task: Task, is_stopped: Callable[[], bool]) -> Iterator[Word]:
        """Judge dossiers, or those of them that were read before it was stopped.

        Raises:
            InputError: the folder of the dossiers is gone, or that of the results.
        """
        for number, found in task:
            if is_stopped():
                break
            yield Begun(number)
            took = self._take(found)
            if isinstance(took, Told):
                yield replace(took, number=number)
            elif isinstance(took, Refused):
                yield self._refuse(number, took)
            else:
                self._since = self._since if self._waiting else time.monotonic()
                self._waiting.append((number, took))
            if self._is_enough():
                yield from self._decide_all()
        yield from self._decide_all()

    def _is_enough(self) -> bool:
        """Whether what was read is decided before more is."""
        subjects = sum(read.subjects for _, read in self._waiting)
        is_late = bool(subjects) and time.monotonic() - self._since > _SECONDS
        return is_late or subjects >= MOST_SUBJECTS

    def _take(self, found: Found) -> Read | Refused | Told:
        """Read a dossier, unless its results, or why there are none, are known."""
        inputs: tuple[HashedFile, ...] = ()
        key = self._key(found, ())
        try:
            for _ in range(_TRIES):
                inputs = () if found.refused else hashed(found.path)
                key = self._key(found, inputs)
                if known := self._known(found, key):
                    return known
                if found.refused:
                    raise found.refused
                with suppress(ChangedError):
                    return self._reader.read(found, key, inputs, not self._waiting)
            raise InputError("batch-changing", found.name)
        except Exception as error:  # whatever a file does to a reader, the next one is read
            return self._refused(found, key, inputs, error)

    def _key(self, found: Found, inputs: tuple[HashedFile, ...]) -> str:
        return key_of(found.name, inputs, self.job.rules.digest)

    def _known(self, found: Found, key: str) -> Told | None:
        store = self.job.store
        if store.results(key).exists() or store.restore(key):
            return Told(0, key, "kept")
        place = store.refusal(found.name, key) / WHY
        if not self.job.retries and place.exists():
            why = json.loads(place.read_bytes())
            return Told(0, key, "kept-in-quarantine", why["disagreement"])
        return None

    def _refused(
        self, found: Found, key: str, inputs: tuple[HashedFile, ...], error: Exception
    ) -> Refused:
        """Why a dossier is refused, unless nothing at all can be read or written.

        Raises:
            InputError: that is so.
        """
        if isinstance(error, InputError) and error.code in ENDING:
            raise error
        told = as_told(error, found.name)
        if told.code in _UNSTABLE:
            self.job.root.check()
            key, inputs = self._key(found, ()), ()  # it is tried again
        return Refused(found.name, key, inputs, told)

    def _refuse(self, number: int, refused: Refused) -> Told:
        store, error = self.job.store, refused.error
        store.commit([refusal_of(refused, store)])
        disagrees = isinstance(error, DisagreementError)
        return Told(number, refused.key, "quarantined", disagrees)

    def _decide_all(self) -> Iterator[Word]:
        numbers = {id(read): number for number, read in self._waiting}
        reads = [read for _, read in self._waiting]
        self._waiting = []
        for group in groups(reads, MOST_SUBJECTS):
            yield Deciding()
            yield from self._decide(group, numbers)

    def _decide(self, group: Sequence[Read], numbers: dict[int, int]) -> Iterator[Word]:
        """Decide dossiers together; where that fails, each by itself."""
        try:
            ready = [results_of(each, self.job.store) for each in decide(group)]
        except Exception as error:
            if len(group) > 1:
                for each in group:
                    yield Deciding()
                    yield from self._decide([each], numbers)
                return
            (read,) = group
            told = as_told(error, read.name)
            refused = Refused(read.name, read.key, read.inputs, told)
            yield self._refuse(numbers[id(read)], refused)
            return
        self.job.store.commit(ready)
        for read in group:
            yield Told(numbers[id(read)], read.key, "decided")


ENDING = frozenset({"batch-unwritable", "batch-folder-gone"})
"""Errors that are not one dossier's."""

_UNSTABLE = frozenset({"batch-changing", "file-missing", "file-unreadable", "folder-empty"})
"""Errors that another day may not have, though nothing was written."""


def as_told(error: Exception, name: str) -> EngineError:
    """Why a dossier is not judged, as a person is told."""
    if isinstance(error, EngineError):
        return error
    if isinstance(error, FileNotFoundError):
        return InputError("file-missing", name)
    if isinstance(error, OSError):
        return InputError("file-unreadable", name, reason=error.strerror or "")
    if isinstance(error, MemoryError):
        return InputError("batch-too-large", name)
    return InputError("batch-fault", name, kind=type(error).__name__)


def refused_unread(found: Found, error: EngineError, job: Job) -> Refused:
    """A dossier that is refused by who has not read it, with the key that it has all the same."""
    try:
        inputs = hashed(found.path)
    except OSError:
        inputs = ()
    return Refused(found.name, key_of(found.name, inputs, job.rules.digest), inputs, error)
