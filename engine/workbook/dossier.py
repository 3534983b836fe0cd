"""From paths to a dossier: read the grids, match their sheets, tie their records.

Knows the order of the steps; each step is elsewhere.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..errors import InputError, Problem, Severity, problem_order
from ..facts import Reading
from ..vocabulary import SheetSpec, Vocabulary
from .headers import HeaderNames, find_header, unused_columns
from .matching import match
from .reading import Grid, Inputs, read_inputs
from .rows import Record, Table
from .text import bare_key, exact_key, without_punctuation


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
    names = _SheetNames(vocabulary)
    problems = list(inputs.problems)
    tables: list[Table] = []
    lost = _lost_specs(inputs, names)
    is_known = bool(lost)
    for grid in inputs.grids:
        spec = names.spec(grid.sheet)
        is_known = is_known or spec is not None
        if not grid.is_filled:
            if spec:
                problems.append(Problem("sheet-empty", Severity.WARNING, (), {}, grid.place))
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


class _SheetNames:
    """The sheets of the vocabulary by the names that they may have."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._exact: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        for spec in vocabulary.sheets:
            for name in (spec.sheet, *spec.aliases):
                self._exact.setdefault(exact_key(name), set()).add(spec.id)
                self._bare.setdefault(bare_key(without_punctuation(name)), set()).add(spec.id)
        self._skipped = {exact_key(name) for name in vocabulary.layout.skipped_sheets}

    def ids(self, name: str) -> set[str]:
        """Ids of the sheets that a name may mean."""
        bare = bare_key(without_punctuation(name))
        return self._exact.get(exact_key(name)) or self._bare.get(bare) or set()

    def spec(self, name: str) -> SheetSpec | None:
        """The one sheet that a name means."""
        ids = self.ids(name)
        return self.vocabulary.sheet(next(iter(ids))) if len(ids) == 1 else None

    def is_skipped(self, name: str) -> bool:
        """Whether a sheet explains the others, so that nothing in it is a record."""
        return exact_key(name) in self._skipped and not self.ids(name)


def _table(grid: Grid, spec: SheetSpec, vocabulary: Vocabulary) -> Table | Problem:
    header = find_header(grid, HeaderNames(spec, vocabulary))
    if header is None:
        headers = ", ".join(fact.header for fact in list(spec.fields.values())[:4])
        details = {"expected": headers}
        return Problem("header-not-found", Severity.ERROR, (), details, grid.place)
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
            yield Problem("row-note", Severity.NOTE, cells)


def _unknown_sheet(grid: Grid, names: _SheetNames) -> Problem:
    meant = sorted(names.vocabulary.sheet(name).sheet for name in names.ids(grid.sheet))
    if meant:
        details = {"name": grid.sheet, "sheets": ", ".join(meant)}
        return Problem("sheet-ambiguous", Severity.WARNING, (), details, grid.place)
    details = {"name": grid.sheet, "known": _known_names(names.vocabulary)}
    return Problem("sheet-unknown", Severity.WARNING, (), details, grid.place)


def _known_names(vocabulary: Vocabulary) -> str:
    return ", ".join(spec.sheet for spec in vocabulary.sheets)


def _no_known_sheet(inputs: Inputs, vocabulary: Vocabulary) -> InputError:
    return InputError(
        "no-known-sheet",
        ", ".join(file.name for file in inputs.files),
        found=", ".join(dict.fromkeys(grid.sheet for grid in inputs.grids)),
        known=_known_names(vocabulary),
    )


def _lost_specs(inputs: Inputs, names: _SheetNames) -> set[str]:
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
    return problem.severity is Severity.NOTE and problem.code not in _ABOUT_USED


_ABOUT_USED = ("name-spelling", "value-partial")
"""Notes about content that is used, so that they are told with the problems."""
