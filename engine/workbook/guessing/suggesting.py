"""Suggest what a column or a sheet that is not known may be; read nothing by it.

Knows how to look at a sheet, and leaves the weighing to others.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import prod

from ...errors import Problem
from ...locale import LANGUAGES, say
from ...vocabulary import TIES, Role, SheetSpec, Vocabulary
from ..grids import Grid
from ..letters.similarity import alike
from ..letters.text import bare_key, without_punctuation
from ..sheets.headers import Header, HeaderNames, header_path, headings_of
from ..sheets.search import SEARCHED_ROWS, find_header
from .evidence import MOST, Guess, Reason, Sample, Weigher

LEAST = 0.5
"""Of a guess that is worth telling."""
_CLEAR = 0.6
"""Of a guess that is told with a problem, where nobody asked for it."""
_ALIKE = 0.75
"""How alike the name of a sheet is to a known one to say so."""
_MOST_COLUMNS = 100
"""Of a sheet that is looked at where nobody asked for it."""
_MOST_SHEETS = 3
"""Of the vocabulary, as which a sheet is looked at where nobody asked for it."""
_OWN, _YEAR = 0.5, 0.2
"""How much a column says for a sheet of the vocabulary, that says more than whom and when."""
_NAMING: frozenset[Role | None] = frozenset({"id", "name"})

Listed = Mapping[Role, Collection[str]]


@dataclass(frozen=True)
class Guesser:
    """Looks at one sheet of a workbook as one sheet of the vocabulary."""

    grid: Grid
    spec: SheetSpec
    vocabulary: Vocabulary
    listed: Listed = field(default_factory=dict)

    def header(self) -> Header | None:
        """The header by its known columns; else the first row that looks like one."""
        return find_header(self.grid, self._names) or likely_header(self.grid)

    @cached_property
    def _names(self) -> HeaderNames:
        return headings_of(self.vocabulary).of(self.spec)

    @cached_property
    def _weigher(self) -> Weigher:
        return Weigher(self.spec, self.vocabulary, self.listed)

    def guesses(
        self, header: Header, columns: Iterable[int], wanted: Collection[str] | None = None
    ) -> dict[int, Guess]:
        """The best guess about each of some columns; no field is guessed twice without years.

        Parameters: ``wanted`` are the only fields that count, if given.
        """
        weigher, names = self._weigher, self._names
        taken = {column.field for column in header.columns if column.year is None}
        fields = [f for f in self.spec.fields if wanted is None or f in wanted]
        found: list[tuple[Guess, int, bool]] = []
        for index in columns:
            path = header_path(self.grid, header, index)
            texts, has_year = without_years(path, names)
            cells = [row[index] for row in self.grid.rows[header.bottom + 1 :]]
            sample = Sample.of(texts, cells, self._beside(header, index))
            for name in fields:
                is_wide = has_year and names.can_be_wide(name)
                if (is_wide or name not in taken) and (guess := weigher.guess(name, sample)):
                    found.append((guess, index, is_wide))
        return _best(found)

    def _beside(self, header: Header, index: int) -> dict[str, str]:
        """The fields that stand next to a neighbour's in the template, with its header."""
        order = list(self.spec.fields)
        found = {}
        for column in header.columns:
            place = order.index(column.field) + index - column.index
            if abs(index - column.index) == 1 and 0 <= place < len(order):
                found[order[place]] = column.head.raw
        return found


def _best(found: Iterable[tuple[Guess, int, bool]]) -> dict[int, Guess]:
    """The surest guesses, one for each column and, unless it has years, one for each field."""
    best: dict[int, Guess] = {}
    taken: set[str] = set()
    for guess, index, is_wide in sorted(found, key=lambda one: (-one[0].confidence, one[1])):
        if guess.confidence < LEAST or index in best or (guess.name in taken and not is_wide):
            continue
        best[index] = guess
        taken.add(guess.name)
    return best


def without_years(path: Sequence[str], names: HeaderNames) -> tuple[list[str], bool]:
    """The ways to read a header, without the year that it ends in, and whether it has one."""
    texts, has_year = [], False
    for text in (" ".join(path), *path[-1:], *path[:-1][-1:]):
        words = text.split()
        cuts = (cut for cut in range(len(words)) if names.year(" ".join(words[cut:])))
        cut = next(cuts, len(words))
        has_year = has_year or cut < len(words)
        texts.append(" ".join(words[:cut]))
    return texts[:2] + (texts[2:] if has_year else []), has_year


def likely_header(grid: Grid) -> Header | None:
    """The first row that holds most texts, each of them short and once."""
    best, most = None, 1
    for row in range(min(SEARCHED_ROWS, len(grid.rows))):
        texts = [raw for raw in grid.rows[row] if isinstance(raw, str) and len(raw) <= 80]
        if len(set(texts)) > most and len(grid.filled(row)) == len(texts):
            best, most = row, len(set(texts))
    return None if best is None else Header(best, best, ())


def filled_columns(grid: Grid, header: Header) -> list[int]:
    """The columns that have a header or a value below it."""
    rows = grid.rows[header.top :]
    return [at for at in range(grid.width) if any(row[at] is not None for row in rows)]


@dataclass(frozen=True)
class SheetGuess:
    """A sheet looked at as one of the vocabulary: its header, and guesses about its columns."""

    guesser: Guesser
    header: Header
    columns: Mapping[int, Guess]
    unknown: int

    @cached_property
    def fields(self) -> dict[str, float]:
        """How sure it is that the sheet has each of some fields."""
        known = dict.fromkeys((column.field for column in self.header.columns), 1.0)
        return known | {guess.name: guess.confidence for guess in self.columns.values()}

    @cached_property
    def _own(self) -> list[str]:
        """The fields that say more than whom and when."""
        spec = self.guesser.spec
        ties = _NAMING if spec.kind == "subject" else TIES
        return [name for name in self.fields if spec.fields[name].role not in {*ties, "year"}]

    def _weight(self, name: str) -> float:
        is_year = self.guesser.spec.fields[name].role == "year"
        return _YEAR if is_year else _OWN if name in self._own else 0.0

    @cached_property
    def is_possible(self) -> bool:
        """Whether something says whom a row is about, and something else of them."""
        roles = {self.guesser.spec.fields[name].role for name in self.fields}
        return bool(_NAMING & roles and self._own)

    @cached_property
    def guess(self) -> Guess:
        """How sure it is that the sheet is this one: by its columns, and by its name."""
        spec = self.guesser.spec
        doubt = prod(1 - self._weight(name) * sure for name, sure in self.fields.items())
        explained = len(self.fields) / max(1, len(self.header.columns) + self.unknown)
        confidence = (1 - doubt) * (1 + min(1.0, explained)) / 2
        columns = ", ".join(f"`{spec.fields[name].header}`" for name in self.fields)
        reasons = [Reason.of("sheet-columns", sheet=spec.sheet, columns=columns)]
        names = [(alike(self.guesser.grid.sheet, n), n) for n in (spec.sheet, *spec.aliases)]
        likeness, name = max(names)
        if likeness >= _ALIKE:
            confidence = 1 - (1 - confidence) * (1 - likeness / 2)
            reasons.insert(0, Reason.of("sheet-similar", name=name))
        return Guess(spec.id, round(min(confidence, MOST), 2), tuple(reasons))


def guess_sheet(
    grid: Grid, vocabulary: Vocabulary, listed: Listed, wanted: Collection[str] | None = None
) -> SheetGuess | None:
    """The sheet of the vocabulary that a sheet is most alike, if any is alike enough."""
    looked = (
        look(Guesser(grid, spec, vocabulary, listed), wanted=wanted) for spec in vocabulary.sheets
    )
    sure = [one for one in looked if one and one.is_possible and one.guess.confidence >= LEAST]
    return max(sure, key=lambda one: one.guess.confidence, default=None)


def look(
    guesser: Guesser, header: Header | None = None, wanted: Collection[str] | None = None
) -> SheetGuess | None:
    """Look at a sheet as one of the vocabulary; nothing where no row may be its header."""
    header = header or guesser.header()
    if header is None:
        return None
    grid, known = guesser.grid, {column.index for column in header.columns}
    names = headings_of(guesser.vocabulary).of(guesser.spec)
    left = [at for at in filled_columns(grid, header) if at not in known]
    left = [at for at in left if not is_ignored(grid, header, at, names)]
    return SheetGuess(guesser, header, guesser.guesses(header, left, wanted), len(left))


def is_ignored(grid: Grid, header: Header, index: int, names: HeaderNames) -> bool:
    """Whether nobody needs a column, by the last text of its header."""
    path = header_path(grid, header, index)
    return bool(path) and names.is_ignored(path[-1])


def column_suggested(problem: Problem, guesser: Guesser, header: Header) -> Problem:
    """The problem of an unknown column, with what the column may be."""
    index, name = problem.cells[0].column - 1, ""
    if guesser.grid.width <= _MOST_COLUMNS:
        guess = guesser.guesses(header, [index]).get(index)
        if guess and guess.confidence >= _CLEAR:
            name = guesser.spec.fields[guess.name].header
    return replace(problem, told=_told("column", name))


def sheet_suggested(problem: Problem, grid: Grid, vocabulary: Vocabulary) -> Problem:
    """The problem of an unknown sheet, with what the sheet may be by its known columns."""
    looked: list[tuple[float, str]] = []
    for spec in _promising(grid, vocabulary) if grid.width <= _MOST_COLUMNS else ():
        guesser = Guesser(grid, spec, vocabulary)
        header = find_header(grid, headings_of(vocabulary).of(spec))
        guess = look(guesser, header, wanted=()) if header else None
        if guess and guess.is_possible:
            looked.append((guess.guess.confidence, spec.sheet))
    confidence, name = max(looked, default=(0.0, ""))
    return replace(problem, told=_told("sheet", name if confidence >= _CLEAR else ""))


def _promising(grid: Grid, vocabulary: Vocabulary) -> list[SheetSpec]:
    """The few sheets of which most headers stand at the top of a sheet."""
    texts = {_key(raw) for row in grid.rows[:SEARCHED_ROWS] for raw in row if isinstance(raw, str)}
    counted = [
        (sum(any(_key(name) in texts for name in (f.header, *f.aliases)) for f in fields), spec)
        for spec in vocabulary.sheets
        if (fields := spec.fields.values())
    ]
    best = sorted(counted, key=lambda pair: -pair[0])[:_MOST_SHEETS]
    return [spec for count, spec in best if count > 1]


def _key(text: str) -> str:
    return bare_key(without_punctuation(text))


def _told(kind: str, name: str) -> dict[str, dict[str, str]]:
    return {
        lang: {"suggestion": say(lang, f"suggestion-{kind}", name=name) if name else ""}
        for lang in LANGUAGES
    }
