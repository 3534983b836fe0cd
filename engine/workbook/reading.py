"""Read the given paths into grids of cells: files, then sheets, then rows.

Knows which reader each kind of file has; nothing of the vocabulary.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ..codes import Severity
from ..errors import InputError, Problem
from ..facts import InputFile
from .files.sources import Found, Source, sources
from .flat.columnar import read_columnar
from .flat.delimited import read_delimited
from .grids import Grid
from .spreadsheets.reader import read_spreadsheet


@dataclass(frozen=True, slots=True)
class Inputs:
    """What could be read, and what could not.

    ``unreadable`` are the places of files and sheets of which something is lost, each with the
    name of the sheet; a file's is empty.
    """

    files: tuple[InputFile, ...]
    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...]
    unreadable: Mapping[str, str]


def read_inputs(paths: Sequence[Path]) -> Inputs:
    """Read files, those in folders, and those in archives; their order changes nothing.

    Raises:
        InputError: nothing at all can be read.
    """
    if not paths:
        raise InputError("no-input")
    return read_found(sources(paths))


def read_found(found: Iterable[Found], lost: Iterable[str] = ()) -> Inputs:
    """Read files that were found already.

    Parameters: ``lost`` are the names of others, of which nothing can be read.

    Raises:
        InputError: nothing at all can be read.
    """
    pile = _Pile(unreadable=dict.fromkeys(lost, ""))
    for each in found:
        if isinstance(each, Problem):
            pile.problems.append(each)
            continue
        try:
            if isinstance(each, InputError):
                raise each
            pile.add(each)
        except InputError as error:
            pile.errors.append(error)
    if not pile.files:
        raise min(pile.errors, key=lambda e: (e.where, e.code), default=InputError("folder-empty"))
    return pile.inputs()


def is_loss(problem: Problem) -> bool:
    """Whether a problem with a file or sheet means that cells of it were not read."""
    return problem.severity is Severity.ERROR


@dataclass
class _Pile:
    """What has been read so far."""

    files: dict[str, InputFile] = field(default_factory=dict)
    grids: list[Grid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    _seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, source: Source) -> None:
        """Read the sheets of a file, unless the same was read before.

        Raises:
            InputError: the file cannot be read, or nothing is in it.
        """
        name = source.file.name
        # The same rows may be told of two sheets where the name of the file is that of the sheet.
        sheet = PurePosixPath(name).stem if source.kind in ("csv", "parquet") else ""
        other = self._seen.setdefault((source.file.sha256, sheet), name)
        if other != name:
            self.problems.append(Problem("file-duplicate", (), {"other": other}, name))
            return
        found = read_source(source)
        grids = [each for each in found if isinstance(each, Grid)]
        problems = [each for each in found if isinstance(each, Problem)]
        losses = {problem.place: problem for problem in problems if is_loss(problem)}
        if not losses and not any(grid.is_filled for grid in grids):
            raise InputError("workbook-empty", name)
        self.grids += grids
        self.problems += problems
        self.unreadable |= {place: place.removeprefix(f"{name}!") for place in losses}
        if source.archive:
            self.files.setdefault(source.archive.name, source.archive)
        self.files[name] = source.file

    def inputs(self) -> Inputs:
        """The whole."""
        told = [Problem(error.code, (), error.details, error.where) for error in self.errors]
        lost = self.unreadable | {error.where: "" for error in self.errors}
        return Inputs(tuple(self.files.values()), tuple(self.grids), (*self.problems, *told), lost)


def read_source(source: Source) -> list[Grid | Problem]:
    """Read the sheets of a file.

    Raises:
        InputError: no sheet of it can be read.
    """
    name, content = source.file.name, source.content
    match source.kind:
        case "csv":
            return read_delimited(name, content)
        case "parquet":
            return read_columnar(name, content)
        case kind:
            return read_spreadsheet(name, content, kind)
