"""From paths to a dossier: read the grids, match their sheets, tie their records.

Knows the order of the steps; each step is elsewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..codes import UNUSED
from ..errors import InputError, Problem, problem_order
from ..facts import InputSheet, Reading
from ..vocabulary import Vocabulary
from .cells.days import Year
from .grids import Grid
from .guessing.suggesting import sheet_suggested
from .letters.legacy import KnownTexts, repaired
from .mapping.accepted import Mapping
from .reading import Inputs, is_loss, read_inputs
from .shared import SharedSheet
from .sheets.headers import Headings
from .sheets.names import SheetNames
from .sheets.notes import sheet_notes
from .sheets.rows import Record, Table
from .subjects.matching import match


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
    names = SheetNames(vocabulary, mapping)
    problems = list(inputs.problems)
    sheets: list[SharedSheet] = []
    lost = _lost_specs(inputs, names)
    is_known = bool(lost)
    known, headings = KnownTexts(vocabulary), Headings(vocabulary)
    for untidy in inputs.grids:
        grid, repairs = repaired(untidy, known)
        if grid.is_filled and names.is_skipped(grid):
            problems.extend(_no_records(grid))
            continue
        problems.extend(repairs)
        readings = names.readings(grid)
        is_known = is_known or bool(readings)
        if not grid.is_filled:
            if readings:
                problems.append(Problem("sheet-empty", (), {}, grid.place))
        elif not readings:
            problems.append(_unknown_sheet(grid, names))
        else:
            problems.extend((*sheet_notes(grid, names), *names.overridden(grid)))
            sheets.append(SharedSheet(grid, readings, headings, names.year(grid)))
    for sheet in sheets:
        for spec, problem in sheet.unread():
            problems.append(problem)
            lost.add(spec)
    tables = [table for sheet in sheets for table in sheet.tables]
    if not is_known:
        raise _no_known_sheet(inputs, vocabulary)
    if mapping:
        used = [entry for sheet in sheets for entry in sheet.entries()]
        problems.extend(mapping.unused(inputs.grids, used))
    found = [one for sheet in sheets for one in sheet.records()]
    problems.extend(one for one in found if isinstance(one, Problem))
    records = [one for one in found if isinstance(one, Record)]
    covered, limits = _covered(tables)
    problems.extend(limits)
    dossier, ties = match(records, vocabulary, covered - lost)
    every = sorted(_distinct([*problems, *ties]), key=problem_order)
    return Reading(
        dossier=dossier,
        problems=tuple(problem for problem in every if not _is_unused(problem)),
        inputs=inputs.files,
        unused=tuple(problem for problem in every if _is_unused(problem)),
        unreadable=tuple(p for p in inputs.problems if is_loss(p) and p.place in inputs.unreadable),
        sheets=tuple(_recognised(inputs, names, sheets)),
        mapping=mapping.file if mapping else None,
    )


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


def _is_unused(problem: Problem) -> bool:
    return problem.code in UNUSED
