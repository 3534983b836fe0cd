"""Read a pattern of rows as a header: which field, and of which year, each column is.

Knows how parents stand above their columns, merged or not; not where on a sheet they stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...facts import SchoolYear
from ..cells.days import Year
from .headers import HeaderNames
from .kin import Kin, Meaning
from .patterns import Pattern, Place


@dataclass(frozen=True, slots=True)
class Meant:
    """What a column can be used as; ``head`` is the cell that says so."""

    index: int
    field: str
    year: Year | None
    head: Place


_NOTHING = Meaning()
_TYING = ("id", "name")


@dataclass(frozen=True)
class Meanings:
    """A pattern of rows, read as a header; places are counted from its first row."""

    kin: Kin
    names: HeaderNames
    _meanings: dict[int, Meaning] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[Meant, ...]:
        """The columns that can be used."""
        each = [c for index in range(self.kin.width) if (c := self._column(index))]
        is_twice = len({column.field for column in each}) < len(each)
        found = tuple(self._beside_others(each) if is_twice else each)
        if self.names.spec.kind != "closed" or not any(column.year for column in found):
            return found
        # In a list of what happened a column without a year would be of every year.
        if any(self.names.spec.fields[column.field].role == "year" for column in found):
            return tuple(column for column in found if not column.year)
        return tuple(c for c in found if c.year or not self.names.can_be_wide(c.field))

    def _beside_others(self, found: Sequence[Meant]) -> Iterator[Meant]:
        """The columns; one that is another field beside an own column of its usual one is that."""
        other = {c.index: self.names.beside(self.kin.text(c.head)) for c in found}
        own = {c.field for c in found if not other[c.index]}
        for column in found:
            name = other[column.index]
            is_other = name and column.field in own and not self.is_decided(column.index)
            yield replace(column, field=name) if name and is_other else column

    @cached_property
    def score(self) -> tuple[int, int]:
        """How much the columns say, and how many give their year; (0, 0) if nothing ties rows."""
        fields = self.names.spec.fields
        roles = {fields[column.field].role for column in self.columns}
        if not roles & {"id", "name"} or len({column.field for column in self.columns}) < 2:
            return (0, 0)
        if any(self._is_record(c.index) for c in self.columns if fields[c.field].role in _TYING):
            return (0, 0)
        meanings = {(column.field, column.year) for column in self.columns}
        return len(meanings), sum(1 for _, year in meanings if year)

    @cached_property
    def torn(self) -> frozenset[int]:
        """Columns between two parents that may be those of either."""
        return frozenset(c for parents in self.kin.parents.values() for c in parents.torn)

    @cached_property
    def is_bound(self) -> bool:
        """Whether the first row belongs to those below it though no range is merged.

        A year above some columns only, while others have none, is the title of a table.
        """
        texts = [self.kin.text((0, at)) for at in self.kin.parents[0].texts]
        if any(map(self.names.year, texts)):
            return all(c.year for c in self.columns if self.names.can_be_wide(c.field))
        return bool(texts) or self._is_staggered

    @property
    def _is_staggered(self) -> bool:
        """Whether the last row has headers where the first has none that are known.

        Texts above them, as in "personal details", then say nothing of a column.
        """
        above, below = self.kin.pattern.lines[0], self.kin.pattern.lines[-1]
        told = [at for at, text in enumerate(below) if text is not None]
        known = [at for at in told if self.names.fields(below[at] or "")]
        return len(known) > 1 and not any(self.names.fields(above[at] or "") for at in told)

    def path(self, index: int) -> tuple[Place, ...]:
        """The cells above a column from top to bottom, each merged range once."""
        return self.kin.path(index)

    def meaning(self, index: int) -> Meaning:
        """What the header of a column says."""
        if index not in self._meanings:
            self._meanings[index] = self._meaning(index)
        return self._meanings[index]

    def _meaning(self, index: int) -> Meaning:
        path = self.path(index)
        texts = [*map(self.kin.text, path)]
        accepted = self.names.accepted(index, texts)
        if accepted is not None:
            return Meaning(*accepted)
        if not path or index in self.torn or self._is_cut_off(index, path):
            return _NOTHING
        *parents, leaf = texts
        meant = self.kin.own(leaf, parents)
        if not meant.fields and parents and not self._is_common(path[-2]):
            above = self.kin.own(parents[-1], parents[:-1])
            meant = Meaning(above.fields, above.year, is_inherited=True)
        return meant if self.kin.can_be(meant) else _NOTHING

    def _is_common(self, parent: Place) -> bool:
        return self._is_shared(parent) or self._may_be_shared(parent)

    def is_decided(self, index: int) -> bool:
        """Whether the user has said what a column is, or that nobody needs it."""
        texts = [*map(self.kin.text, self.path(index))]
        return self.names.accepted(index, texts) is not None

    def _column(self, index: int) -> Meant | None:
        meant = self.meaning(index)
        if len(meant.fields) != 1:
            return None
        (name,) = meant.fields
        path, year = self.path(index), meant.year
        first = str(year.first if isinstance(year, SchoolYear) else year)
        own = path[-1] if path else self.kin.anchor(self.kin.bottom, index)
        head = next((place for place in reversed(path) if first in self.kin.text(place)), own)
        return Meant(index, name, year, head)

    def _is_record(self, index: int) -> bool:
        """Whether a row of the block holds an id or a name below its header."""
        leaf = self.kin.text(self.path(index)[-1])
        return self.meaning(index).is_inherited and not leaf.startswith("(")

    def _is_shared(self, parent: Place) -> bool:
        """Whether a parent stands above other columns too."""
        row, column = parent
        is_wide = self.kin.anchors.get((row, column + 1)) == (row, column)
        return is_wide or (row in self.kin.parents and column in self.kin.parents[row].shared)

    def _may_be_shared(self, parent: Place) -> bool:
        """Whether a parent may stand above the next column too, which has none."""
        row, after = parent[0], parent[1] + 1
        is_gap = row >= 0 and self.kin.is_gap(row, after, self.kin.parents)
        return is_gap and after not in self.kin.parents[row].above

    def _is_cut_off(self, index: int, path: Sequence[Place]) -> bool:
        """Whether a column below a shared parent has lost its own header."""
        last = self.kin.raw(self.kin.anchor(self.kin.bottom, index))
        return last is None and self._is_shared(path[-1])


def meanings_of(pattern: Pattern, names: HeaderNames) -> Meanings:
    """Read a pattern as a header, or remember how it was read before."""
    found = names.patterns.get(pattern)
    return found or names.patterns.keep(
        pattern, Meanings(Kin(pattern, names), names), pattern.length
    )
