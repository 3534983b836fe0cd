"""Run a batch: find dossiers, have them judged, count, and put aside what is no longer true.

Of a dossier only its key is kept, so that a country needs no more memory than a district.
"""

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from multiprocessing.context import BaseContext

from ..errors import InputError
from ..workbook.files.paths import safe_name
from .committing import Store, folders
from .finding import Found, dossiers
from .pool import Crew, Died, Ended, Finished, Heard
from .words import Begun, Deciding, Job, Task, Told

FIRST, MOST = 4, 400
"""Dossiers that a process is given at first, so that something is soon there, and later."""

FEW = 32
"""Dossiers that a process is given at last, unless fewer are left for each: to decide some takes
as long as to read six."""

LIFE = 20_000
"""Dossiers of one process: libraries keep of each a little, which ends with the process."""

PATIENCE = 600.0
"""Seconds without a word after which a process is taken to hang."""

_TICK = 0.2
_GROWTH = 4
"""How much more a process is given each time, until it is ``MOST``."""
_DEATHS = 2
"""Processes that a dossier may cost before it is put into quarantine."""


@dataclass
class Tally:
    """What became of the dossiers so far; of each, only its key is kept.

    ``disagreed`` counts those about which two ways to a verdict differ; ``signal`` is the number
    of the one that asked to stop, 0 if none did.
    """

    total: int
    decided: int = 0
    kept: int = 0
    quarantined: int = 0
    replaced: int = 0
    disagreed: int = 0
    signal: int = 0
    keys: bytearray = field(default_factory=bytearray)
    refused: bytearray = field(default_factory=bytearray)

    @property
    def done(self) -> int:
        """Dossiers of which it is known what became of them."""
        return self.decided + self.kept + self.quarantined

    def note(self, told: Told) -> None:
        """Count a dossier."""
        is_there = told.fate in ("decided", "kept")
        keys = self.keys if is_there else self.refused
        keys += bytes.fromhex(told.key)
        self.decided += told.fate == "decided"
        self.kept += told.fate == "kept"
        self.quarantined += not is_there
        self.disagreed += told.disagrees


@dataclass(frozen=True, slots=True)
class Ways:
    """How a batch is run: in how many processes, and of what kind.

    ``patience`` is how many seconds one may be silent, ``life`` how many dossiers one is given.
    """

    size: int
    context: BaseContext = field(default_factory=lambda: get_context("spawn"))
    patience: float = PATIENCE
    life: int = LIFE


Watch = Callable[[Tally], None]


def run(job: Job, ways: Ways, watch: Watch) -> Tally:
    """Judge every dossier that is not judged yet, and commit the results one by one.

    Parameters: ``watch`` is told how far it is, some times a second. Whoever calls holds the
    lock of the results.

    Raises:
        InputError: the folder of the dossiers is empty or gone, or the results cannot be written.
            What was committed stays.
    """
    total = sum(1 for _ in dossiers(job.root))
    if not total:
        raise InputError("batch-empty", safe_name(job.root.path.name))
    tally = Tally(total)
    crew = Crew(ways.context, min(ways.size, total), job, ways.life)
    try:
        with _signals(tally):
            _Batch(job, ways, crew, tally).run(watch)
    finally:
        crew.close()
    if not tally.signal:
        job.root.check()
        _put_aside(job.store, tally)
    return tally


class _Batch:
    """What is still to be given, and who has what."""

    def __init__(self, job: Job, ways: Ways, crew: Crew, tally: Tally) -> None:
        self._job, self._ways, self._crew, self._tally = job, ways, crew, tally
        self._found = enumerate(dossiers(job.root))
        self._again: deque[Task] = deque()
        self._deaths: dict[int, int] = {}
        self._size = FIRST

    def run(self, watch: Watch) -> None:
        """Give and hear until nothing is left, or somebody asks to stop."""
        while self._give() or self._crew.is_busy:
            for heard in self._crew.hear(_TICK, self._ways.patience):
                self._note(heard)
            watch(self._tally)

    def _give(self) -> bool:
        """Give all who wait something to do; tell whether there was anything."""
        if self._tally.signal:
            self._crew.stop()
            return False
        has_given = False
        for worker in self._crew.idle():
            if task := self._next():
                worker.give(task)
                has_given = True
        return has_given

    def _next(self) -> Task:
        if self._again:
            return self._again.popleft()
        left, size = max(0, self._tally.total - self._tally.done), self._ways.size
        size = min(self._size, MOST, max(FIRST, min(FEW, left // size), left // (2 * size)))
        self._size *= _GROWTH
        return list(islice(self._found, size))

    def _note(self, heard: Heard | Died) -> None:
        match heard:
            case Told():
                self._deaths.pop(heard.number, None)
                self._tally.note(heard)
            case Ended(error):
                raise error
            case Died():
                self._bury(heard)
            case Begun() | Deciding() | Finished():
                pass

    def _bury(self, died: Died) -> None:
        """Try again what a process died of, each dossier by itself, and the others together."""
        if died.others:
            self._again.append(died.others)
        for number, found in died.suspects:
            if len(died.suspects) == 1:  # time is not wasted twice on one that takes too long
                self._deaths[number] = _DEATHS if died.is_slow else self._deaths.get(number, 0) + 1
            if self._deaths.get(number, 0) < _DEATHS:
                self._again.append([(number, found)])
            else:
                self._refuse(number, found, died.is_slow)

    def _refuse(self, number: int, found: Found, is_slow: bool) -> None:
        from .working import refused_unread  # heavy, and seldom needed here
        from .writing import refusal_of

        error = InputError("batch-too-slow" if is_slow else "batch-crash", found.name)
        refused = refused_unread(found, error, self._job)
        self._job.store.commit([refusal_of(refused, self._job.store)])
        self._note(Told(number, refused.key, "quarantined"))


@contextmanager
def _signals(tally: Tally) -> Iterator[None]:
    """Have a wish to stop noted; a second one is followed at once."""

    def note(number: int, _: object) -> None:
        if tally.signal:
            raise KeyboardInterrupt
        tally.signal = number

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def _put_aside(store: Store, tally: Tally) -> None:
    """Take out of the results what no dossier has any more, now that all were seen."""
    keys = set(_keys(tally.keys))
    for name in folders(store.dossiers):
        key = name.removeprefix("key=")
        if key != name and key not in keys:
            store.replace(key)
            tally.replaced += 1
    refused = {key[: store.DIGITS] for key in _keys(tally.refused)}
    for name in folders(store.quarantine):
        if name[-store.DIGITS :] not in refused:
            store.release(name)


def _keys(packed: bytearray) -> Iterator[str]:
    size = 16
    for at in range(0, len(packed), size):
        yield packed[at : at + size].hex()
