"""From paths to a dossier: read the grids, match their sheets, tie their records.

Knows the order of the steps; each step is elsewhere.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..codes import UNUSED
from ..errors import InputError, Problem, problem_order
from ..facts import Reading
from ..vocabulary import SheetSpec, Vocabulary
from .grids import Grid
from .headers import HeaderNames, find_header, unused_columns
from .matching import match
from .reading import Inputs, read_inputs
from .rows import Record, Table
from .sheets import SheetNames


def read_dossier(paths: Sequence[Path], vocabulary: Vocabulary) -> Reading:
    """Read workbooks, and folders of workbooks, as one dossier.

    Raises:
        InputError: nothing can be read, or no sheet has a known name.
    """
    return assemble(read_inputs(paths), vocabulary)


def assemble(inputs: Inputs, vocabulary: Vocabulary) -> Reading:
    """Make the dossier of grids that were read.

    Raises:
        InputError: no sheet has a known name.
    """
    names = SheetNames(vocabulary)
    problems = list(inputs.problems)
    tables: list[Table] = []
    lost = _lost_specs(inputs, names)
    is_known = bool(lost)
    for grid in inputs.grids:
        spec = names.spec(grid.sheet)
        is_known = is_known or spec is not None
        if not grid.is_filled:
            if spec:
                problems.append(Problem("sheet-empty", (), {}, grid.place))
            continue
        if names.is_skipped(grid.sheet):
            problems.extend(_no_records(grid))
            continue
        read = _table(grid, spec, vocabulary) if spec else _unknown_sheet(grid, names)
        if isinstance(read, Table):
            tables.append(read)
        else:
            problems.append(read)
            lost.update({spec.id} if spec else ())
    if not is_known:
        raise _no_known_sheet(inputs, vocabulary)
    found = list(_records(tables))
    problems.extend(one for one in found if isinstance(one, Problem))
    records = [one for one in found if isinstance(one, Record)]
    covered = {table.spec.id for table in tables} - lost
    dossier, ties = match(records, vocabulary, covered)
    every = sorted(_distinct([*problems, *ties]), key=problem_order)
    return Reading(
        dossier=dossier,
        problems=tuple(problem for problem in every if not _is_unused(problem)),
        inputs=inputs.files,
        unused=tuple(problem for problem in every if _is_unused(problem)),
        unreadable=tuple(p for p in inputs.problems if p.place in inputs.unreadable),
    )


def _table(grid: Grid, spec: SheetSpec, vocabulary: Vocabulary) -> Table | Problem:
    header = find_header(grid, HeaderNames(spec, vocabulary))
    if header is None:
        headers = ", ".join(fact.header for fact in list(spec.fields.values())[:4])
        details = {"expected": headers}
        return Problem("header-not-found", (), details, grid.place)
    return Table(grid, spec, header, vocabulary)


def _records(tables: Sequence[Table]) -> Iterator[Record | Problem]:
    for table in tables:
        names = HeaderNames(table.spec, table.vocabulary)
        yield from table.titles()
        yield from unused_columns(table.grid, names, table.header)
        yield from table.records()


def _no_records(grid: Grid) -> Iterator[Problem]:
    """Name the rows of a sheet that is not read."""
    for row in range(len(grid.rows)):
        if cells := grid.cells(row):
            yield Problem("row-note", cells)


def _unknown_sheet(grid: Grid, names: SheetNames) -> Problem:
    meant = sorted(names.vocabulary.sheet(name).sheet for name in names.ids(grid.sheet))
    if meant:
        details = {"name": grid.sheet, "sheets": ", ".join(meant)}
        return Problem("sheet-ambiguous", (), details, grid.place)
    details = {"name": grid.sheet, "known": _known_names(names.vocabulary)}
    return Problem("sheet-unknown", (), details, grid.place)


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
    for place in inputs.unreadable:
        _, has_sheet, sheet = place.partition("!")
        if has_sheet:
            lost.update(names.ids(sheet))
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
