"""Propose how every sheet and every column of some workbooks is to be read.

What is known is told with its reason; what is only likely is left for the user to accept.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...provenance import column_letters
from ...vocabulary import TIES, FactSpec, Role, SheetSpec, Vocabulary
from ..grids import Grid, raw_text
from ..letters.legacy import known_texts, repaired
from ..letters.text import bare_key, exact_key, without_punctuation
from ..sheets.headers import Column, Header, HeaderNames, header_path, headings_of
from ..sheets.names import SheetNames
from ..sheets.search import find_header, header_at
from .evidence import MOST, Guess, Reason
from .suggesting import (
    Guesser,
    Listed,
    SheetGuess,
    filled_columns,
    guess_sheet,
    is_ignored,
    look,
    without_years,
)

_CLEAR = 0.6
"""Of a guess by which a sheet is proposed as one more of the vocabulary."""


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What a column is read as, or may be; ``letters`` only where its header is not the only one.

    ``guess`` has no name where nothing is likely, or nobody needs the column.
    """

    header: str
    letters: str
    guess: Guess
    is_known: bool


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """What a sheet is read as, or may be, with its columns; ``file`` only where it must be told."""

    file: str
    sheet: str
    guess: Guess
    is_known: bool
    columns: tuple[ColumnProposal, ...]


def propose(
    grids: Sequence[Grid], vocabulary: Vocabulary, wanted: Collection[str] | None = None
) -> Iterator[SheetProposal]:
    """Propose how each sheet with content is read; one that holds several things several times.

    Parameters: ``wanted`` are the only fields that are suggested, if given.
    """
    names, known = SheetNames(vocabulary), known_texts(vocabulary)
    grids = [repaired(grid, known)[0] for grid in grids]
    listed = _listed(grids, names)
    titles = [exact_key(grid.sheet) for grid in grids]
    for grid in grids:
        if grid.is_filled and not names.is_skipped(grid):
            file = grid.file if titles.count(exact_key(grid.sheet)) > 1 else ""
            for proposal in _Proposer(grid, names, listed, wanted).proposals():
                yield replace(proposal, file=file)


def _listed(grids: Iterable[Grid], names: SheetNames) -> Listed:
    """Keys of the ids and names of all subjects, as the sheets that are known list them."""
    found: dict[Role, set[str]] = {}
    for grid in grids:
        spec = names.spec(grid.sheet)
        if spec and spec.kind == "subject":
            for role, texts in _texts(grid, spec, names.vocabulary):
                found.setdefault(role, set()).update(texts)
                if "unit" in spec.subjects:
                    found.setdefault("unit", set()).update(texts)
    return found


def _texts(
    grid: Grid, spec: SheetSpec, vocabulary: Vocabulary
) -> Iterator[tuple[Role, Iterator[str]]]:
    header = find_header(grid, headings_of(vocabulary).of(spec))
    for column in header.columns if header else ():
        role = spec.fields[column.field].role
        if header and role in ("id", "name"):
            cells = (row[column.index] for row in grid.rows[header.bottom + 1 :])
            yield role, (bare_key(raw_text(raw)) for raw in cells if raw is not None)


@dataclass(frozen=True)
class _Proposer:
    """Proposes how one sheet is read."""

    grid: Grid
    names: SheetNames
    listed: Listed
    wanted: Collection[str] | None

    def proposals(self) -> Iterator[SheetProposal]:
        """The sheet that it is, and the further ones that it holds as well."""
        spec = self.names.spec(self.grid.sheet)
        if spec:
            seen, is_known = look(self._guesser(spec), wanted=self.wanted), True
            guess = Guess(spec.id, 1.0, (self._known_name(spec),))
        else:
            vocabulary = self.names.vocabulary
            seen, is_known = guess_sheet(self.grid, vocabulary, self.listed, self.wanted), False
            guess = seen.guess if seen else Guess("", 0.0, (Reason.of("sheet-unknown"),))
        if seen is None:
            yield SheetProposal("", self.grid.sheet, guess, is_known, ())
            return
        more = list(self._more(seen))
        taken = {at for one in more for at in self._own(one)}
        columns = (at for at in filled_columns(self.grid, seen.header) if at not in taken)
        told = tuple(self._column(seen, at) for at in columns)
        yield SheetProposal("", self.grid.sheet, guess, is_known, told)
        yield from map(self._further, more)

    def _further(self, seen: SheetGuess) -> SheetProposal:
        """A sheet that the same columns are as well, by those that it has for itself."""
        columns = sorted({*self._own(seen), *seen.columns})
        told = tuple(self._column(seen, at) for at in columns)
        headers = ", ".join(f"`{column.header}`" for column in told)
        spec = seen.guesser.spec
        sure = sum(column.guess.confidence for column in told) / len(told)
        reason = Reason.of("sheet-more", sheet=spec.sheet, columns=headers)
        guess = Guess(spec.id, round(min(MOST, sure), 2), (reason,))
        return SheetProposal("", self.grid.sheet, guess, False, told)

    def _guesser(self, spec: SheetSpec) -> Guesser:
        return Guesser(self.grid, spec, self.names.vocabulary, self.listed)

    def _known_name(self, spec: SheetSpec) -> Reason:
        name = exact_key(self.grid.sheet)
        is_alias = name in {exact_key(known) for known in (spec.sheet, *spec.aliases)}
        return Reason.of("sheet-alias" if is_alias else "sheet-accents")

    def _more(self, seen: SheetGuess) -> Iterator[SheetGuess]:
        """Other sheets of the vocabulary that the columns left over clearly belong to."""
        names = headings_of(self.names.vocabulary).of(seen.guesser.spec)
        left = {
            at
            for at in filled_columns(self.grid, seen.header)
            if at not in {column.index for column in seen.header.columns}
            and not is_ignored(self.grid, seen.header, at, names)
            and (at not in seen.columns or seen.columns[at].confidence < _CLEAR)
        }
        specs = [
            spec
            for spec in self.names.vocabulary.sheets
            if spec is not seen.guesser.spec and {*spec.subjects} & {*seen.guesser.spec.subjects}
        ]
        while left:
            looked = [self._with_only(spec, seen, left) for spec in specs]
            best = max(looked, key=self._worth, default=None)
            if best is None or not self._own(best):
                return
            left -= self._own(best)
            specs.remove(best.guesser.spec)
            yield best

    def _with_only(self, spec: SheetSpec, seen: SheetGuess, left: Collection[int]) -> SheetGuess:
        """The sheet looked at as another one, but for the columns that are spoken for."""
        guesser, names = self._guesser(spec), headings_of(self.names.vocabulary).of(spec)
        header = header_at(self.grid, names, seen.header.top, seen.header.bottom)
        ties = {
            at: replace(one, name=name)
            for at, one in self._ties(seen).items()
            if (name := spec.field_with(seen.guesser.spec.fields[one.name].role or "id"))
        }
        known = tuple(
            column
            for column in header.columns
            if (column.index in left and spec.fields[column.field].role not in TIES)
            or (column.index in ties and ties[column.index].name == column.field)
        )
        header = replace(header, columns=known)
        there = {column.index for column in known}
        unknown = [at for at in left if at not in there]
        guesses = self._clear(guesser.guesses(header, unknown, self.wanted), header, names)
        tied = {at: one for at, one in ties.items() if at not in there}
        return SheetGuess(guesser, header, {**guesses, **tied}, len(unknown))

    def _clear(
        self, guesses: Mapping[int, Guess], header: Header, names: HeaderNames
    ) -> dict[int, Guess]:
        """Guesses that are sure enough; where columns have years there is none of the year."""
        clear = {at: one for at, one in guesses.items() if one.confidence >= _CLEAR}
        paths = (header_path(self.grid, header, at) for at in clear)
        is_wide = any(without_years(path, names)[1] for path in paths)
        year = names.spec.field_with("year") if is_wide else None
        return {at: one for at, one in clear.items() if one.name != year}

    def _ties(self, seen: SheetGuess) -> dict[int, Guess]:
        """What a sheet's columns say of whom its rows are about."""
        found = {column.index: self._known(seen, column) for column in seen.header.columns}
        found |= seen.columns
        fields = seen.guesser.spec.fields
        return {at: one for at, one in found.items() if fields[one.name].role in TIES}

    def _worth(self, seen: SheetGuess) -> float:
        """How sure all the columns are that only a further sheet has."""
        return sum(self._column(seen, at).guess.confidence for at in self._own(seen))

    def _own(self, seen: SheetGuess) -> set[int]:
        """The columns of a further sheet, if they say more than whom and when."""
        spec = seen.guesser.spec
        found = {column.index: column.field for column in seen.header.columns}
        found |= {at: guess.name for at, guess in seen.columns.items()}
        own = {at: name for at, name in found.items() if spec.fields[name].role not in TIES}
        award = spec.field_with("award")
        telling = (
            {*spec.once[:1], award} if spec.once else {*own.values()} - {spec.field_with("year")}
        )
        return set(own) if telling & {*own.values()} else set()

    def _column(self, seen: SheetGuess, index: int) -> ColumnProposal:
        header = " ".join(self._path(seen, index))
        guess, is_known = seen.columns.get(index), False
        known = next((c for c in seen.header.columns if c.index == index), None)
        if known:
            guess, is_known = self._known(seen, known), True
        elif guess is None:
            names = headings_of(self.names.vocabulary).of(seen.guesser.spec)
            is_known = is_ignored(self.grid, seen.header, index, names)
            reason = Reason.of("ignored" if is_known else "unknown")
            guess = Guess("", float(is_known), (reason,))
        return ColumnProposal(header, self._letters(seen.header, index, header), guess, is_known)

    def _known(self, seen: SheetGuess, column: Column) -> Guess:
        """A column that is known by its header, and how."""
        fact = seen.guesser.spec.fields[column.field]
        names = headings_of(self.names.vocabulary).of(seen.guesser.spec)
        path = self._path(seen, column.index)
        return Guess(column.field, 1.0, (_known_header(path, fact, names),))

    def _path(self, seen: SheetGuess, index: int) -> list[str]:
        return header_path(self.grid, seen.header, index)

    def _letters(self, header: Header, index: int, text: str) -> str:
        """The letters of a column whose header is blank, or that of another one too."""
        others = filled_columns(self.grid, header)
        texts = [exact_key(" ".join(header_path(self.grid, header, at))) for at in others]
        is_alone = bool(text) and texts.count(exact_key(text)) == 1
        return "" if is_alone else column_letters(index + 1)


def _known_header(path: Sequence[str], fact: FactSpec, names: HeaderNames) -> Reason:
    """How a header is known."""
    plain = [without_punctuation(name) for name in (fact.header, *fact.aliases)]
    texts = [without_punctuation(text) for text in (*path, *without_years(path, names)[0])]
    if {exact_key(text) for text in texts} & {exact_key(name) for name in plain}:
        return Reason.of("alias")
    if {bare_key(text) for text in texts} & {bare_key(name) for name in plain}:
        return Reason.of("accents")
    return Reason.of("second" if any(map(names.beside, path)) else "parent")
