"""Tell which sheet of the vocabulary a sheet of a workbook is, by its name.

Knows nothing of what stands on the sheet.
"""

from ..vocabulary import SheetSpec, Vocabulary
from .text import bare_key, exact_key, without_punctuation


class SheetNames:
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
