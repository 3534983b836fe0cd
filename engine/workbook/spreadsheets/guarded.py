"""Keep the process in which the library reads: started on first need, replaced when it dies.

Knows its frames and how it ends; nothing of what the cells mean, or of any file's format.
"""

import atexit
import marshal
import os
import subprocess
import sys
from collections.abc import Iterator, Set
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from typing import IO, Self

from .. import limits
from . import isolated
from .isolated import END, REFUSED, TOO_SLOW, Answer


class LibraryDiedError(Exception):
    """The process ended while it read a file; ``is_slow`` if it had no more time."""

    def __init__(self, is_slow: bool) -> None:
        super().__init__()
        self.is_slow = is_slow


class Library:
    """A process that reads one file after another, and belongs to the one that started it.

    One thread at a time may enter it, for one file.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._owner = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    @property
    def process(self) -> int:
        """The number of the process, as the system knows it; 0 if there is none now."""
        return self._process.pid if self._process else 0

    def __enter__(self) -> Self:
        self._lock.acquire()
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error:
            self.close()  # it may still be speaking of a file that nobody waits for
        self._lock.release()

    def ask(self, content: bytes, left_out: Set[int], is_careful: bool) -> None:
        """Let it begin to read a file.

        Parameters: ``left_out`` are numbers of sheets, from 0, that are not wanted; a careful
        reader says at once what it is at, so that it is known what it died of.

        Raises:
            LibraryDiedError: it ended meanwhile.
            OSError: it cannot be started.
        """
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _start()
        time = limits.seconds(len(content))
        request = (time, set(left_out), is_careful, limits.CELLS, limits.ROWS)
        try:
            isolated.send(self._input, marshal.dumps(request))
            isolated.send(self._input, content)
            self._input.flush()
        except OSError as error:
            raise self._death() from error

    def answers(self) -> Iterator[Answer]:
        """What it says of the file, as it says it.

        Raises:
            LibraryDiedError: it ended before all was said.
        """
        while True:
            try:
                answers: list[Answer] = marshal.loads(isolated.receive(self._output))
            except (EOFError, OSError, ValueError, TypeError) as error:
                raise self._death() from error
            yield from answers
            if answers[-1][0] in (END, REFUSED):
                return

    def close(self) -> None:
        """End the process, whatever it does; the next file starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        if self._owner == os.getpid():
            process.kill()
            process.wait()
        else:
            process.returncode = 0  # a fork only drops it: it is not its to wait for
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):  # what it did not take
                    pipe.close()

    @property
    def _input(self) -> IO[bytes]:
        assert self._process and self._process.stdin
        return self._process.stdin

    @property
    def _output(self) -> IO[bytes]:
        assert self._process and self._process.stdout
        return self._process.stdout

    def _death(self) -> LibraryDiedError:
        assert self._process
        try:
            code = self._process.wait(1)
        except subprocess.TimeoutExpired:
            code = None
        self.close()
        return LibraryDiedError(code in TOO_SLOW)


def library() -> Library:
    """The library's process of this process; a fork gets its own."""
    return _library_of(os.getpid())


@cache
def _library_of(_: int) -> Library:
    return Library()


def _start() -> subprocess.Popen[bytes]:
    found = find_spec("python_calamine")
    assert found and found.origin
    folder = Path(found.origin).parent.parent
    return subprocess.Popen(
        [sys.executable, "-I", "-S", isolated.__file__, str(folder), str(limits.LIBRARY)],
        bufsize=isolated.BUFFER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"MALLOC_ARENA_MAX": "1"},  # each would count as 64 MB
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
