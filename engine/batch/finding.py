"""Find the dossiers in a folder: each workbook is one, and each folder that holds workbooks.

Opens no workbook. Dossiers are found one after the other: a country has more than fit in a list.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..errors import InputError
from ..workbook.files.paths import is_junk, safe_name
from ..workbook.files.sources import is_called_workbook

RESULTS = frozenset({"batch.json", "run.json"})
"""Files that only a folder of results has: what lies in such a folder is no dossier."""


@dataclass(frozen=True, slots=True)
class Found:
    """One dossier; ``name`` is its path inside the folder, made safe to show.

    ``refused`` is why it is refused unread: a link may lead anywhere, and a folder be closed.
    """

    name: str
    path: Path
    refused: InputError | None = None


@dataclass(frozen=True, slots=True)
class Root:
    """The folder of a batch, as it was at the start."""

    path: Path
    device: int
    number: int

    def check(self) -> None:
        """Go no further once the folder is gone, as when a share is no longer there.

        Raises:
            InputError: it is another one now, or cannot be looked into.
        """
        try:
            about = self.path.stat()
            with os.scandir(self.path) as entries:
                next(entries, None)
        except OSError as error:
            raise self._gone(error.strerror or "") from error
        if (about.st_dev, about.st_ino) != (self.device, self.number):
            raise self._gone("")

    def _gone(self, reason: str) -> InputError:
        return InputError("batch-folder-gone", safe_name(str(self.path)), reason=reason)


def root_of(folder: Path) -> Root:
    """The folder of a batch.

    Raises:
        InputError: there is none, or it cannot be looked into.
    """
    try:
        about = folder.stat()
        os.scandir(folder).close()
    except OSError as error:
        shown = safe_name(folder.name)
        raise InputError("batch-no-folder", shown, reason=error.strerror or "") from error
    return Root(folder, about.st_dev, about.st_ino)


def dossiers(root: Root) -> Iterator[Found]:
    """The dossiers in a folder, in the order of their names.

    Folders with results are passed by, and hidden files and those of open programs.

    Raises:
        InputError: the folder is gone.
    """
    try:
        files, folders = _parted(_entries(root.path))
    except OSError:
        root.check()
        raise
    for entry in files:
        yield _found(entry.name, entry)
    for entry in folders:
        yield from _below(root, entry, "")


def dossier(root: Root, name: str) -> Found | None:
    """The dossier of a name, None if the folder holds none."""
    return next((each for each in dossiers(root) if each.name == safe_name(name)), None)


def _below(root: Root, entry: os.DirEntry[str], above: str) -> Iterator[Found]:
    name = f"{above}{entry.name}"
    if entry.is_symlink():
        yield _found(name, entry)
        return
    try:
        entries = _entries(Path(entry.path))
    except OSError as error:
        root.check()
        reason = error.strerror or ""
        refused = InputError("file-unreadable", safe_name(name), reason=reason)
        yield Found(safe_name(name), Path(entry.path), refused)
        return
    if any(each.name in RESULTS for each in entries):
        return
    files, folders = _parted(entries)
    if files:
        yield _found(name, entry)
        return
    for each in folders:
        yield from _below(root, each, f"{name}/")


def _found(name: str, entry: os.DirEntry[str]) -> Found:
    shown = safe_name(name)
    refused = InputError("file-link", shown) if entry.is_symlink() else None
    return Found(shown, Path(entry.path), refused)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((e for e in entries if not is_junk(e.name)), key=lambda e: e.name)


def _parted(
    entries: Sequence[os.DirEntry[str]],
) -> tuple[list[os.DirEntry[str]], list[os.DirEntry[str]]]:
    """The workbooks among the entries of a folder, and the folders."""
    folders = [entry for entry in entries if entry.is_dir()]
    files = [entry for entry in entries if _is_workbook(entry.name) and not entry.is_dir()]
    return files, folders


def _is_workbook(name: str) -> bool:
    """Whether a file makes a dossier; a text beside workbooks is seldom a table."""
    return is_called_workbook(name) and PurePosixPath(name).suffix.lower() != ".txt"
