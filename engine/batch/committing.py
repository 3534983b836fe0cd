"""Keep what a batch has made: each dossier's results whole under their final name, or not there.

Written to a draft, flushed to the disk, renamed, and the rename flushed. Drafts of batches that
died are removed by the next one.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from ..errors import InputError, UsageError
from ..putting import write_whole
from ..reports.files import plain_stem
from ..workbook.files.paths import safe_name

RECORD, REPORTED = "batch.json", "dossier.json"
WHY = "why.json"
_DRAFTS, _LOCK = ".drafts", ".lock"
_LONGEST = 80  # characters of a name that a person recognises
_FLUSHING = 8
"""Files that are flushed at a time: the disk takes one journal entry for many of them."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Files that are to be put in place together, by their names in the folder ``place``."""

    place: Path
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of a batch's results."""

    out: Path

    DIGITS: ClassVar[int] = 12
    """Digits of the key at the end of the name of a folder in quarantine."""

    @property
    def dossiers(self) -> Path:
        """The folder of results, one folder for each dossier: a partitioned dataset."""
        return self.out / "dossiers"

    @property
    def replaced(self) -> Path:
        """The folder of results that the inputs, as they are now, no longer have."""
        return self.out / "replaced"

    @property
    def quarantine(self) -> Path:
        """The folder of what could not be judged, and why."""
        return self.out / "quarantine"

    @property
    def drafts(self) -> Path:
        """The folder of what is being written."""
        return self.out / _DRAFTS

    def results(self, key: str) -> Path:
        """Where the results of a key are, or will be."""
        return self.dossiers / f"key={key}"

    def refusal(self, name: str, key: str) -> Path:
        """Where it is told why a dossier was not judged."""
        return (
            self.quarantine / f"{plain_stem(name.replace('/', '_'), _LONGEST)}-{key[: self.DIGITS]}"
        )

    def make(self) -> None:
        """Make the folders, and remove what a dead batch left half-written.

        Raises:
            InputError: the place cannot be written.
        """
        self.clear()
        with writing(self.out):
            for folder in (self.dossiers, self.quarantine, self.drafts):
                folder.mkdir(parents=True, exist_ok=True)

    def clear(self) -> None:
        """Remove what was half-written by processes that are no more."""
        shutil.rmtree(self.drafts, ignore_errors=True)

    def commit(self, ready: Sequence[Ready]) -> None:
        """Put many in place, each whole or not at all; what is there already stays.

        Raises:
            InputError: the disk is full, or the place cannot be written.
        """
        drafts: list[Path] = []
        with writing(self.out):
            try:
                for each in ready:
                    drafts.append(Path(tempfile.mkdtemp(dir=self.drafts)))
                    for name, content in each.files.items():
                        (drafts[-1] / name).write_bytes(content)
                with ThreadPoolExecutor(_FLUSHING) as threads:
                    list(threads.map(_flush_all, drafts))
                for draft, each in zip(drafts, ready, strict=True):
                    _rename(draft, each.place)
                for place in {each.place.parent for each in ready}:
                    flush(place)
            finally:
                for draft in drafts:
                    shutil.rmtree(draft, ignore_errors=True)

    def restore(self, key: str) -> bool:
        """Take back results that were replaced, where the inputs are again what they were."""
        old = self.replaced / f"key={key}"
        if not old.exists():
            return False
        with writing(self.out):
            _rename(old, self.results(key))
            flush(self.dossiers)
        return True

    def replace(self, key: str) -> None:
        """Put aside results that no dossier has any more."""
        with writing(self.out):
            self.replaced.mkdir(exist_ok=True)
            shutil.rmtree(self.replaced / f"key={key}", ignore_errors=True)
            _rename(self.results(key), self.replaced / f"key={key}")

    def release(self, name: str) -> None:
        """Forget why a dossier was not judged."""
        with writing(self.out):
            shutil.rmtree(self.quarantine / name)

    def put(self, name: str, content: bytes) -> None:
        """Put one file of the whole batch in place."""
        with writing(self.out):
            write_whole(self.out / name, content)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Tell what keeps results from being written: a full disk, a share that is gone.

    Raises:
        InputError: something does.
    """
    try:
        yield
    except OSError as error:
        reason, shown = error.strerror or type(error).__name__, safe_name(str(out))
        raise InputError("batch-unwritable", shown, reason=reason) from error


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Keep every other batch out of the folder of results meanwhile.

    Raises:
        UsageError: another batch is at work there.
        InputError: the place cannot be written.
    """
    from filelock import FileLock, Timeout

    with writing(store.out):
        store.out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(store.out / _LOCK)
    with writing(store.out):
        try:
            lock.acquire(timeout=0)
        except Timeout as error:  # which is an OSError too
            raise UsageError("batch-busy", out=str(store.out)) from error
    try:
        yield
    finally:
        lock.release()


def folders(place: Path) -> Iterator[str]:
    """The names of the folders in a place, and of nothing that a system leaves there.

    Raises:
        InputError: it is no longer there.
    """
    with writing(place), os.scandir(place) as entries:
        names = [entry.name for entry in entries if entry.is_dir() and entry.name[0] != "."]
    yield from names


def flush(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder.

    Raises:
        OSError: it cannot.
    """
    if os.name == "nt" and path.is_dir():
        return  # the system keeps names by itself, and opens no folder
    number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _flush_all(folder: Path) -> None:
    for path in folder.iterdir():
        flush(path)
    folder.chmod(0o755)
    flush(folder)


def _rename(draft: Path, place: Path) -> None:
    """Give a folder its final name; equal keys have equal contents, so the first one stays."""
    try:
        draft.rename(place)
    except OSError:
        if not place.exists():
            raise
