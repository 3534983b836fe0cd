"""Processes that judge dossiers, each asked by itself, so that one that dies takes nothing along.

Not the executor of the standard library: there one process that dies fails what all others had,
and one that hangs cannot be ended. Knows nothing of what becomes of a dossier.
"""

import gc
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, TypeAlias

from ..errors import EngineError, InputError
from .finding import Found
from .words import Begun, Deciding, Job, Task, Told, Word


@dataclass(frozen=True, slots=True)
class Finished:
    """A process has done what it was given."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The batch cannot go on."""

    error: EngineError


@dataclass(frozen=True, slots=True)
class Died:
    """A process is no more: one of the ``suspects`` is why, ``others`` were waiting.

    ``is_slow`` if it was ended since it had said nothing for long.
    """

    suspects: Task
    others: Task
    is_slow: bool


Heard: TypeAlias = Word | Finished | Ended


@dataclass
class Worker:
    """One process with what it was given and has not told of yet.

    ``read`` are the numbers of what it has begun to read, ``suspects`` those that it is at.
    """

    process: BaseProcess
    line: "Connection[Any, Any]"
    task: dict[int, Found] = field(default_factory=dict)
    read: set[int] = field(default_factory=set)
    suspects: set[int] = field(default_factory=set)
    heard: float = field(default_factory=time.monotonic)
    given: int = 0
    is_busy: bool = False
    was_heard: bool = False

    def give(self, task: Task) -> None:
        """Let it judge dossiers."""
        self.task, self.read, self.suspects = dict(task), set(), set()
        self.heard, self.is_busy = time.monotonic(), True
        self.given += len(task)
        with suppress(OSError):  # it is dead, which is noticed later
            self.line.send(task)

    def stop(self) -> None:
        """Let it finish what it has read, and leave."""
        with suppress(OSError):
            self.line.send(None)

    def hear(self) -> Iterator[Heard]:
        """What it has said since."""
        with suppress(EOFError, OSError):
            while self.line.poll():
                word = self.line.recv()
                self._note(word)
                yield word

    def end(self, is_slow: bool = False) -> Died:
        """End it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.line.close()
        suspects = [pair for pair in self.task.items() if pair[0] in self.suspects]
        others = [pair for pair in self.task.items() if pair[0] not in self.suspects]
        return Died(suspects, others, is_slow)

    def _note(self, word: Heard) -> None:
        self.heard, self.was_heard = time.monotonic(), True
        match word:
            case Begun(number):
                self.read.add(number)
                self.suspects = {number}
            case Deciding():
                self.suspects = set(self.read)
            case Told(number):
                self.task.pop(number, None)
                self.read.discard(number)
                self.suspects.discard(number)
            case Finished():
                self.is_busy = False


class Crew:
    """The processes of a batch; one that dies is replaced.

    Parameters: ``life`` is how many dossiers a process is given before it is replaced, so that
    what libraries keep for later grows no further.
    """

    def __init__(self, context: BaseContext, size: int, job: Job, life: int) -> None:
        self._context, self._job, self._life = context, job, life
        self._stillborn, self._looked = 0, time.monotonic()
        self.workers = [self._start() for _ in range(size)]

    @property
    def is_busy(self) -> bool:
        """Whether anything that was given is not done."""
        return any(worker.is_busy for worker in self.workers)

    def idle(self) -> list[Worker]:
        """Those that wait to be given something; one that has lived its life is replaced."""
        for at, worker in enumerate(self.workers):
            if worker.given >= self._life and not worker.is_busy:
                worker.end()
                self.workers[at] = self._start()
        return [worker for worker in self.workers if not worker.is_busy]

    def hear(self, seconds: float, patience: float) -> Iterator[Heard | Died]:
        """What is said in some seconds, or as soon as anything is.

        Parameters: ``patience`` is how many seconds one may say nothing before it is ended.

        Raises:
            InputError: no process comes to life.
        """
        busy = [worker for worker in self.workers if worker.is_busy]
        self._forgive(busy)
        connection.wait([w.line for w in busy] + [w.process.sentinel for w in busy], seconds)
        for worker in busy:
            is_dead = not worker.process.is_alive()  # before the last words are heard
            yield from worker.hear()
            is_slow = time.monotonic() - worker.heard > patience
            if worker.is_busy and (is_dead or is_slow):
                yield self._replace(worker, is_slow and not is_dead)

    def stop(self) -> None:
        """Let all finish what they have read."""
        for worker in self.workers:
            worker.stop()

    def close(self) -> None:
        """End all, whatever they do."""
        for worker in self.workers:
            worker.end()

    def _forgive(self, busy: Sequence[Worker]) -> None:
        """Hold no silence against a process while nobody listened: a laptop may have slept."""
        now = time.monotonic()
        if now - self._looked > _ASLEEP:
            for worker in busy:
                worker.heard = now
        self._looked = now

    def _replace(self, worker: Worker, is_slow: bool) -> Died:
        died = worker.end(is_slow)
        self._stillborn = 0 if worker.was_heard else self._stillborn + 1
        if self._stillborn > _STILLBORN:
            raise InputError("batch-no-worker")
        self.workers[self.workers.index(worker)] = self._start()
        return died

    def _start(self) -> Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]  # every context has it
            target=serve, args=(there, self._job), daemon=True
        )
        process.start()
        there.close()
        return Worker(process, here)


_ASLEEP = 30.0
"""Seconds between two looks that no machine needs which is awake."""

_STILLBORN = 3
"""Processes in a row that end before they have said anything."""

_SELDOM = (100_000, 50, 100)
"""Objects of a dossier before garbage is searched: hardly any of it refers to itself."""


def serve(line: "Connection[Any, Any]", job: Job) -> None:
    """Judge what is asked for until nothing more is."""
    from .working import Desk  # heavy, and needed in this process alone

    threading.Thread(target=_follow_parent, daemon=True).start()
    for number in (signal.SIGINT, signal.SIGTERM):  # the other side decides when to stop
        signal.signal(number, signal.SIG_IGN)
    desk = Desk(job)
    gc.collect()
    gc.freeze()  # rules and libraries live as long as the process, and are searched no more
    gc.set_threshold(*_SELDOM)
    with suppress(EOFError, OSError):
        while (task := line.recv()) is not None:
            try:
                for word in desk.work(task, line.poll):
                    line.send(word)
                line.send(Finished())
            except EngineError as error:
                line.send(Ended(error))
            except Exception:  # it is as dead, and the other side tells what it was at
                return


def _follow_parent() -> None:
    """Leave nothing at work for a batch that is dead."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
