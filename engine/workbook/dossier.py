"""From paths to a dossier: read the grids, match their sheets, tie their records.

Knows the order of the steps; each step is elsewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from ..codes import UNUSED
from ..errors import InputError, Problem, problem_order
from ..facts import InputSheet, Reading
from ..vocabulary import Vocabulary
from .cells.days import Year
from .grids import Grid
from .guessing.suggesting import sheet_suggested
from .letters.legacy import known_texts, repaired
from .letters.losses import lost_letters
from .mapping.accepted import Mapping
from .plain.sorting import Owned, Sorting
from .reading import Inputs, is_loss, read_inputs
from .shared import SharedSheet
from .sheets.headers import headings_of
from .sheets.names import SheetNames, sheet_names
from .sheets.notes import sheet_notes
from .sheets.rows import Record, Table
from .subjects.matching import match

T = TypeVar("T")


def read_dossier(
    paths: Sequence[Path], vocabulary: Vocabulary, mapping: Mapping | None = None
) -> Reading:
    """Read workbooks, and folders of workbooks, as one dossier.

    Parameters: ``mapping`` is how the user has accepted sheets and columns to be read.

    Raises:
        InputError: nothing can be read, or no sheet has a known name.
    """
    return assemble(read_inputs(paths), vocabulary, mapping)


def assemble(inputs: Inputs, vocabulary: Vocabulary, mapping: Mapping | None = None) -> Reading:
    """Make the dossier of grids that were read.

    Raises:
        InputError: no sheet has a known name.
    """
    return _assembled(inputs, vocabulary, mapping, None)


def assemble_in_columns(
    inputs: Inputs, vocabulary: Vocabulary, mapping: Mapping | None = None
) -> tuple[Reading, Sequence[Owned]]:
    """Make the dossier of grids that were read, but for rows of which nothing is to be told.

    Returns: the reading without these rows; the rows as columns.

    Raises:
        InputError: no sheet has a known name.
    """
    sorting = Sorting(vocabulary)
    return _assembled(inputs, vocabulary, mapping, sorting), sorting.owned


def _assembled(
    inputs: Inputs, vocabulary: Vocabulary, mapping: Mapping | None, sorting: Sorting | None
) -> Reading:
    """Make the dossier; a ``sorting`` keeps plain rows as columns."""
    names = SheetNames(vocabulary, mapping) if mapping else sheet_names(vocabulary)
    told = list(inputs.problems)
    sheets = list(_of_type(SharedSheet, _sheets(inputs, names), told))
    lost = _lost_specs(inputs, names)
    for sheet in sheets:
        for spec, problem in sheet.unread():
            told.append(problem)
            lost.add(spec)
    if not (lost or any(names.readings(grid) for grid in inputs.grids)):
        raise _no_known_sheet(inputs, vocabulary)
    if mapping:
        used = [entry for sheet in sheets for entry in sheet.entries()]
        told.extend(mapping.unused(inputs.grids, used))
    read = sorting.records if sorting else SharedSheet.records
    found = (one for sheet in sheets for one in read(sheet))
    records = list(_of_type(Record, found, told))
    covered, limits = _covered([table for sheet in sheets for table in sheet.tables])
    others = sorting.part if sorting else None
    dossier, ties = match(records, vocabulary, covered - lost, others)
    every = sorted(_distinct([*told, *limits, *ties]), key=problem_order)
    return Reading(
        dossier=dossier,
        problems=tuple(problem for problem in every if problem.code not in UNUSED),
        inputs=inputs.files,
        unused=tuple(problem for problem in every if problem.code in UNUSED),
        unreadable=tuple(p for p in inputs.problems if is_loss(p) and p.place in inputs.unreadable),
        sheets=tuple(_recognised(inputs, names, sheets)),
        mapping=mapping.file if mapping else None,
    )


def _of_type(kind: type[T], found: Iterable[T | Problem], told: list[Problem]) -> Iterator[T]:
    """What was looked for; what is told beside it is put to the rest."""
    for one in found:
        if isinstance(one, kind):
            yield one
        elif isinstance(one, Problem):
            told.append(one)


def _sheets(inputs: Inputs, names: SheetNames) -> Iterator[SharedSheet | Problem]:
    """The sheets that are read, and what is told of each sheet as a whole."""
    known, headings = known_texts(names.vocabulary), headings_of(names.vocabulary)
    for untidy in inputs.grids:
        grid, repairs = repaired(untidy, known)
        readings = names.readings(grid)
        if grid.is_filled and names.is_skipped(grid):
            yield from _no_records(grid)
        elif not readings:
            yield from (*repairs, *([_unknown_sheet(grid, names)] if grid.is_filled else []))
        elif not grid.is_filled:
            yield from (*repairs, Problem("sheet-empty", (), {}, grid.place))
        else:
            yield from (*repairs, *lost_letters(grid))
            yield from (*sheet_notes(grid, names), *names.overridden(grid))
            yield SharedSheet(grid, readings, headings, names.year(grid))


def _recognised(
    inputs: Inputs, names: SheetNames, sheets: Sequence[SharedSheet]
) -> Iterator[InputSheet]:
    """Every sheet that is one of the vocabulary, whether or not it could be read."""
    read = {sheet.grid.place: sheet for sheet in sheets}
    for grid in inputs.grids:
        readings = names.readings(grid)
        headers = read[grid.place].headers if grid.place in read else [None] * len(readings)
        for known, header in zip(readings, headers, strict=True):
            bottom = header.bottom + 1 if header else 0
            yield InputSheet(grid.file, grid.sheet, known.spec.id, bottom)


def _covered(tables: Sequence[Table]) -> tuple[set[str], list[Problem]]:
    """The ids of the sheets of which no row may be missing, and what is told of the others.

    Of a list of what happened that is about some years only, nothing follows for other years.
    """
    specs = {table.part.spec.id: table.part.spec for table in tables}
    limited = {
        name
        for name, spec in specs.items()
        if spec.kind == "closed" and all(t.limits for t in tables if t.part.spec.id == name)
    }
    problems = [
        Problem("sheet-years-only", (), {"years": _listed(t.limits)}, t.part.grid.place)
        for t in tables
        if t.part.spec.id in limited
    ]
    return specs.keys() - limited, problems


def _listed(years: Iterable[Year]) -> str:
    return ", ".join(sorted(map(str, years)))


def _no_records(grid: Grid) -> Iterator[Problem]:
    """Name the rows of a sheet that is not read."""
    for row in range(len(grid.rows)):
        if cells := grid.cells(row):
            yield Problem("row-note", cells)


def _unknown_sheet(grid: Grid, names: SheetNames) -> Problem:
    ids = sorted(names.ids(grid.sheet))
    if ids:
        meant = ", ".join(sorted(names.vocabulary.sheet(name).sheet for name in ids))
        details = {"name": grid.sheet, "sheets": meant, "sheet": " ".join(ids)}
        return Problem("sheet-ambiguous", (), details, grid.place)
    details = {"name": grid.sheet, "known": _known_names(names.vocabulary)}
    problem = Problem("sheet-unknown", (), details, grid.place)
    return sheet_suggested(problem, grid, names.vocabulary)


def _known_names(vocabulary: Vocabulary) -> str:
    return ", ".join(spec.sheet for spec in vocabulary.sheets)


def _no_known_sheet(inputs: Inputs, vocabulary: Vocabulary) -> InputError:
    return InputError(
        "no-known-sheet",
        ", ".join(file.name for file in inputs.files),
        found=", ".join(dict.fromkeys(grid.sheet for grid in inputs.grids)),
        known=_known_names(vocabulary),
    )


def _lost_specs(inputs: Inputs, names: SheetNames) -> set[str]:
    """Sheets of which rows may be missing, so that no row proves nothing.

    A file that cannot be read may hold rows of any closed relation, and subjects.
    """
    lost: set[str] = set()
    for sheet in inputs.unreadable.values():
        if sheet:
            lost.update(names.may_be(sheet))
        else:
            sheets = names.vocabulary.sheets
            lost.update(spec.id for spec in sheets if spec.kind in ("closed", "subject"))
    return lost


def _distinct(problems: Sequence[Problem]) -> list[Problem]:
    """Drop what was said twice, as of a row with a column for each year."""
    keys = {(p.code, p.cells, p.place, tuple(sorted(p.details.items()))): p for p in problems}
    return list(keys.values())
