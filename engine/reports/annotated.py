"""The user's own workbooks again, each with its problems marked and the conclusions added.

Decides which inputs are copied and what is told of each; knows no cell and no style.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..codes import Severity
from ..errors import InputError, Problem
from ..evaluation import Evaluation
from ..facts import InputFile, InputSheet
from ..putting import write_whole
from ..workbook.files.sources import Source, sources
from ..workbook.grids import Grid
from ..workbook.reading import read_source
from .annotated_book import Original, UncopiedError, of_grids, of_workbook
from .annotated_columns import Added, Conclusions
from .annotated_edge import Edges
from .annotated_index import Copy, write_index
from .annotated_legend import Legend, draw_legend
from .annotated_marks import Anchors, Mark, gravest, put_marks
from .files import free_name

FOLDER = "annotated"


def write_annotated(evaluation: Evaluation, folder: Path, lang: str) -> None:
    """Write an annotated copy of each input, and the list of all copies."""
    (folder / FOLDER).mkdir()
    write_index(_Copying(evaluation, folder, lang).all(), folder)


@dataclass
class _Copying:
    """Goes through the inputs again, and copies those that are what they were."""

    evaluation: Evaluation
    folder: Path
    lang: str

    def all(self) -> Iterator[Copy]:
        """Copy every file that was read, but for the archives in which others lie."""
        files = self.evaluation.reading.inputs
        archives = {each.name for each in files if any(_holds(each, other) for other in files)}
        wanted = {(each.path, each.sha256): each for each in files if each.name not in archives}
        for found in sources(list({each.path for each in files})):
            if isinstance(found, Source):
                file = wanted.pop((found.file.path, found.file.sha256), None)
                if file:
                    yield self._copy(found, file)
        yield from (Copy(file.name, reason="changed") for file in wanted.values())

    def _copy(self, source: Source, file: InputFile) -> Copy:
        """Write one copy, unless there can be none."""
        try:
            original = _opened(source)
            self._mark(original, file)
            content = original.saved(self.evaluation.plan.received)
        except UncopiedError as error:
            return Copy(file.name, reason=error.reason)
        path = free_name(self.folder / FOLDER, file.name, original.suffix)
        write_whole(path, content)
        return Copy(file.name, f"{FOLDER}/{path.name}", lacks=tuple(sorted(original.lacks)))

    def _mark(self, original: Original, file: InputFile) -> None:
        problems = [each for each in self.evaluation.reading.problems if _is_of(each, file)]
        edges = Edges(original.book)
        marked = self._mark_cells(original, file, problems)
        added = list(self._add_columns(original, file, edges))
        legend = Legend(file.name, problems, marked, added, original.lacks)
        draw_legend(original.book, legend, self.evaluation, self.lang)

    def _mark_cells(
        self, original: Original, file: InputFile, problems: Sequence[Problem]
    ) -> Counter[Severity]:
        """Mark every cell with a problem; count them by the gravest of each."""
        places: dict[tuple[str, int, int], list[Mark]] = {}
        for problem in problems:
            for cell, reading in problem.readings_by_cell.items():
                if cell.file == file.name and cell.sheet in original.sheets:
                    marks = places.setdefault((cell.sheet, cell.row, cell.column), [])
                    marks.append(Mark(problem, reading))
        anchors = {name: Anchors(original.sheets[name]) for name, _, _ in places}
        for (name, row, column), found in places.items():
            put_marks(anchors[name].cell(row, column), found, self.lang)
        return Counter(gravest(found) for found in places.values())

    def _add_columns(self, original: Original, file: InputFile, edges: Edges) -> Iterator[Added]:
        sheets: dict[str, list[InputSheet]] = {}
        for sheet in self.evaluation.reading.sheets:
            if sheet.file == file.name and sheet.sheet in original.sheets:
                sheets.setdefault(sheet.sheet, []).append(sheet)
        conclusions = Conclusions(self.evaluation, self.lang)
        for name, listed in sheets.items():
            added = conclusions.add(original.sheets[name], listed, edges)
            if added:
                yield added


def _opened(source: Source) -> Original:
    if source.kind == "xlsx":
        return of_workbook(source.file.name, source.content)
    try:
        found = read_source(source)
    except InputError as error:
        raise UncopiedError("unreadable") from error
    return of_grids(each for each in found if isinstance(each, Grid))


def _holds(file: InputFile, other: InputFile) -> bool:
    """Whether a file is the archive in which another one lies."""
    return file.path == other.path and other.name.startswith(f"{file.name}/")


def _is_of(problem: Problem, file: InputFile) -> bool:
    is_at = any(cell.file == file.name for cell in problem.cells)
    return is_at or problem.place == file.name or problem.place.startswith(f"{file.name}!")
