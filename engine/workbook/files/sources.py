"""From paths to the files that may hold sheets: each with a name, its content and its kind.

Looks into folders and archives; knows nothing of sheets. The order of the paths changes nothing.
"""

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ...errors import InputError, Problem
from ...facts import InputFile
from .. import limits
from .bundles import UNPACKED, entries, open_archive, read_entry
from .kinds import SUFFIXES, Kind, kind_of
from .paths import is_junk, safe_name

LARGEST = 200 * limits.MEGABYTE
"""Bytes of a file on the disk that is opened: an archive may hold many others."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file with its content; ``archive`` is the one in which it was packed."""

    file: InputFile
    content: bytes
    kind: Kind
    archive: InputFile | None = None


Found = Source | Problem | InputError


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """A file on the disk; ``is_asked`` unless it only lies in a folder that was."""

    path: Path
    is_asked: bool


def sources(paths: Sequence[Path]) -> Iterator[Found]:
    """Read files, those in folders, and those in archives, in the order of their names.

    A file is named by the shortest end of its path that no other one shares. Folders in a
    folder are not looked into. What is left out is told, and no error stops the others.
    """
    places: dict[str, list[_Place]] = {}
    for path in sorted(paths):
        for each in _listed(path):
            if isinstance(each, _Place):
                places.setdefault(os.path.realpath(each.path), []).append(each)
            else:
                yield each
    once = [
        _Place(min(each.path for each in same), any(each.is_asked for each in same))
        for same in places.values()
    ]
    taken: set[str] = set()
    for name, place in _named(once):
        for found in _opened(name, place):
            yield _apart(found, taken)


def _listed(path: Path) -> Iterator[_Place | Problem | InputError]:
    shown = safe_name(_absolute(path).name)
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
        inside = sorted(path.iterdir()) if is_folder else []
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield InputError("file-missing", shown)
        return
    except OSError as error:
        yield InputError("file-unreadable", shown, reason=error.strerror or "")
        return
    if not is_folder:
        yield _Place(_absolute(path), True)
        return
    wanted = [each for each in inside if not is_junk(each.name)]
    yield from map(_in_folder, wanted)
    if not any(is_called_workbook(each.name) and not each.is_dir() for each in wanted):
        yield InputError("folder-empty", shown)


def _in_folder(path: Path) -> _Place | Problem | InputError:
    name = safe_name(path.name)
    if not is_called_workbook(path.name) or (path.is_dir() and not path.is_symlink()):
        return Problem("file-ignored", (), {"name": name}, name)
    if path.is_symlink():  # it may lead anywhere, which whoever gave the folder cannot see
        return InputError("file-link", name)
    return _Place(_absolute(path), False)


def _absolute(path: Path) -> Path:
    """The path as the user knows it: a link stays a link."""
    return Path(os.path.abspath(path))  # noqa: PTH100  Path.resolve() follows links


def is_called_workbook(name: str) -> bool:
    """Whether the end of a name says that the file can be read."""
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def _named(places: Iterable[_Place]) -> Iterator[tuple[str, _Place]]:
    """Give each file the shortest end of its path that no other file shares."""
    steps = {place: safe_name(str(place.path)).split("/") for place in sorted(places)}
    longest = max(map(len, steps.values()), default=0)
    names: dict[_Place, str] = {}
    for depth in range(1, longest + 1):
        ends = {place: "/".join(each[-depth:]) for place, each in steps.items()}
        shared = Counter(ends.values())
        for place, end in ends.items():
            if shared[end] == 1 or depth == longest:
                names.setdefault(place, end)
    yield from sorted(((name, place) for place, name in names.items()))


def _apart(found: Found, taken: set[str]) -> Found:
    """Number a file whose name another one has after all, as two of an archive may."""
    if not isinstance(found, Source):
        return found
    path, number = PurePosixPath(found.file.name), 1
    name = str(path)
    while name in taken:
        number += 1
        name = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    taken.add(name)
    return replace(found, file=replace(found.file, name=name))


def _opened(name: str, place: _Place) -> Iterator[Found]:
    path = place.path
    try:
        content = _content(path)
        kind = kind_of(content, path.suffix)
        if kind != "zip" and len(content) > limits.FILE:
            raise InputError("file-too-large")
    except InputError as error:
        yield _refused(error, name, place.is_asked)
        return
    file = InputFile(name, hashlib.sha256(content).hexdigest(), path)
    yield from _mislabelled(file, kind)
    if kind != "zip":
        yield Source(file, content, kind)
        return
    try:
        yield from _unpacked(file, content)
    except InputError as error:
        yield _refused(error, name, place.is_asked)


def _content(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise InputError("file-special")  # to open a device or a pipe may wait for ever
        if about.st_size > LARGEST:
            raise InputError("file-too-large")
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as error:
        raise InputError("file-unreadable", reason=error.strerror or "") from error


def _unpacked(archive: InputFile, content: bytes) -> Iterator[Found]:
    """The files in an archive, in its folders too.

    Raises:
        InputError: it is damaged, or holds no file that is called like a workbook.
    """
    left = UNPACKED
    with open_archive(content) as packed:
        inside = list(entries(packed))
        if not any(is_called_workbook(step) for step, _ in inside):
            raise InputError("archive-empty")
        for step, info in inside:
            name = f"{archive.name}/{step}"
            if not is_called_workbook(step):
                yield Problem("file-ignored", (), {"name": step}, name)
                continue
            most = min(limits.FILE, left)
            try:
                yield from _entry(archive, name, read_entry(packed, info, most))
            except InputError as error:
                yield _refused(error, name, is_asked=False)
            left -= info.file_size if info.file_size <= most else 0


def _entry(archive: InputFile, name: str, content: bytes) -> Iterator[Found]:
    kind = _kind_inside(content, PurePosixPath(name).suffix)
    file = InputFile(name, hashlib.sha256(content).hexdigest(), archive.path)
    yield from _mislabelled(file, kind)
    yield Source(file, content, kind, archive)


def _kind_inside(content: bytes, suffix: str) -> Kind:
    """The kind of a file in an archive, which is no archive of workbooks itself."""
    kind = kind_of(content, suffix)
    if kind == "zip":
        with open_archive(content) as packed:
            is_empty = not any(is_called_workbook(step) for step, _ in entries(packed))
        raise InputError("archive-empty" if is_empty else "archive-nested")
    return kind


def _mislabelled(file: InputFile, kind: Kind) -> Iterator[Problem]:
    suffix = PurePosixPath(file.name).suffix
    if SUFFIXES.get(suffix.lower()) != kind:
        details = {"read": f".{kind}", "suffix": suffix or "-"}
        yield Problem("file-mislabelled", (), details, file.name)


def _refused(error: InputError, name: str, is_asked: bool) -> Found:
    """Tell an error with its place; what nobody calls a workbook is merely ignored."""
    is_text = PurePosixPath(name).suffix.lower() == ".txt" and error.code == "file-type"
    if not is_asked and (is_text or error.code == "archive-empty"):
        return Problem("file-ignored", (), {"name": PurePosixPath(name).name}, name)
    return InputError(error.code, name, **error.details)
