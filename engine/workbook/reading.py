"""Turn the given paths into grids of cells: files, then sheets, then rows.

Knows nothing of the vocabulary.
"""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from ..errors import InputError, Problem
from ..facts import InputFile
from .grids import Grid, Raw
from .package import Package, Part
from .text import tidy_lines

SUFFIXES = (".xlsx", ".xlsm")
MAX_CELLS = 20_000_000  # a sheet's rectangle; the reader holds all of it in memory
MAX_BYTES = 2_000_000_000  # all parts of one file, unpacked
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # what a protected .xlsx is wrapped in


@dataclass(frozen=True, slots=True)
class Inputs:
    """What could be read, and what could not."""

    files: tuple[InputFile, ...]
    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...]
    unreadable: frozenset[str]  # names of files, or places of sheets, that could not be read


def read_inputs(paths: Sequence[Path]) -> Inputs:
    """Read files, and the workbooks in folders.

    Raises:
        InputError: nothing at all can be read.
    """
    files: list[InputFile] = []
    grids: list[Grid] = []
    problems: list[Problem] = []
    unreadable: set[str] = set()
    errors: list[InputError] = []
    if not paths:
        raise InputError("no-input")
    found, failed, ignored = _find(paths)
    errors.extend(failed)
    for name, path in _named(found):
        try:
            input_file, sheets = _read_file(name, path, {file.sha256: file for file in files})
        except InputError as error:
            errors.append(error)
            continue
        if isinstance(sheets, Problem):
            problems.append(sheets)
            continue
        files.append(input_file)
        for sheet in sheets:
            if isinstance(sheet, Grid):
                grids.append(sheet)
            else:
                problems.append(sheet)
                unreadable.add(sheet.place)
    if errors and not files:
        raise errors[0]
    problems.extend(Problem(error.code, (), error.details, error.where) for error in errors)
    unreadable.update(error.where for error in errors)
    return Inputs(tuple(files), tuple(grids), (*problems, *ignored), frozenset(unreadable))


def _find(paths: Sequence[Path]) -> tuple[list[Path], list[InputError], list[Problem]]:
    found: dict[Path, Path] = {}
    errors: list[InputError] = []
    ignored: list[Problem] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if not p.name.startswith(("~$", ".")))
            books = [p for p in inside if p.is_file() and p.suffix.lower() in SUFFIXES]
            found.update((book.resolve(), book) for book in books)
            ignored.extend(
                Problem("file-ignored", (), {"name": p.name}, p.name)
                for p in inside
                if p not in books
            )
            if not books:
                errors.append(InputError("folder-empty", path.name))
        elif not path.exists():
            errors.append(InputError("file-missing", path.name))
        elif path.suffix.lower() not in SUFFIXES:
            errors.append(InputError("file-type", path.name, suffix=path.suffix or "-"))
        else:
            found.setdefault(path.resolve(), path)
    return list(found.values()), errors, ignored


def _named(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Give each file the shortest end of its path that no other file shares."""
    ends = {path: path.resolve().parts for path in paths}
    for path in paths:
        others = [parts for other, parts in ends.items() if other != path]
        depth = 1
        while any(parts[-depth:] == ends[path][-depth:] for parts in others):
            depth += 1
        yield "/".join(ends[path][-depth:]), path


def _read_file(
    name: str, path: Path, seen: Mapping[str, InputFile]
) -> tuple[InputFile, Iterable[Grid | Problem] | Problem]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError("file-unreadable", name, reason=error.strerror or "") from error
    input_file = InputFile(name, hashlib.sha256(content).hexdigest(), path)
    if input_file.sha256 in seen:
        same = {"other": seen[input_file.sha256].name}
        return input_file, Problem("file-duplicate", (), same, name)
    if content.startswith(_OLE):
        raise InputError("password-protected", name)
    try:
        sheets = list(_sheets(name, content))
    except PasswordError as error:
        raise InputError("password-protected", name) from error
    except (
        CalamineError, zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, OSError,
        NotImplementedError, RuntimeError, EOFError, IndexError,
    ) as error:  # fmt: skip
        raise InputError("file-corrupt", name) from error
    if not any(isinstance(sheet, Problem) or sheet.is_filled for sheet in sheets):
        raise InputError("workbook-empty", name)
    return input_file, sheets


def _sheets(name: str, content: bytes) -> Iterator[Grid | Problem]:
    package = Package(content)
    if package.size > MAX_BYTES:
        raise InputError("file-too-large", name)
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        for title, part in package.parts():
            if part.cells > MAX_CELLS:
                most = {"cells": str(part.cells), "most": str(MAX_CELLS)}
                place = f"{name}!{title}"
                yield Problem("sheet-too-large", (), most, place)
            else:
                yield _grid(name, book.get_sheet_by_name(title), part)


def _grid(file: str, sheet: CalamineSheet, part: Part) -> Grid:
    texts: dict[str, str | None] = {}
    rows: list[list[Raw]] = [
        [_raw(value, texts) for value in row] for row in sheet.to_python(skip_empty_area=False)
    ]
    for (line, column), text in part.faults.items():
        _reach(rows, line, column)
        if rows[line - 1][column - 1] is None:
            rows[line - 1][column - 1] = text
    return Grid(file, sheet.name, rows, _fill_merged(rows, sheet.merged_cell_ranges or []))


def _raw(value: object, texts: dict[str, str | None]) -> Raw:
    """Leave only what is told apart later: texts, whole numbers, other numbers, dates."""
    if isinstance(value, str):
        if value not in texts:
            texts[value] = tidy_lines(value) or None
        return texts[value]
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, int | date) else str(value)


def _reach(rows: list[list[Raw]], line: int, column: int) -> None:
    """Extend the rectangle: the reader cuts off trailing cells that seem empty."""
    width = max(column, len(rows[0]) if rows else 0)
    for row in rows:
        row.extend([None] * (width - len(row)))
    rows.extend([None] * width for _ in range(line - len(rows)))


def _fill_merged(
    rows: list[list[Raw]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> dict[tuple[int, int], tuple[int, int]]:
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in ranges:
        if top < len(rows) and left < len(rows[top]) and (bottom + 1) * len(rows[0]) <= MAX_CELLS:
            _reach(rows, bottom + 1, 0)
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                if rows[row][column] is None or (row, column) == (top, left):
                    anchors[row, column] = (top, left)
                    if column == left:
                        rows[row][column] = rows[top][left]
    return anchors
