"""What speaks for reading a column as a field: its header, its values, its neighbours.

Weighs; decides nothing, since nothing is read by a suggestion that nobody accepted.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ...facts import State
from ...locale import say
from ...vocabulary import FactSpec, FactType, Role, SheetSpec, Vocabulary
from ..cells.reader import CellReader, cell_reader
from ..grids import Raw, raw_text
from ..letters.similarity import abbreviates, alike
from ..letters.text import bare_key, without_punctuation

MOST_CELLS = 100
"""Cells of a column that are looked at."""
_SIMILAR = 0.85
_SHARED = 0.5
MOST = 0.95
"""The confidence of the surest guess; only what is known is certain."""
_WEIGHTS: Mapping[FactType, float] = {
    "choice": 0.65, "year": 0.4, "date": 0.35, "boolean": 0.25, "attestation": 0.25,
    "integer": 0.15, "number": 0.15,
}  # fmt: skip
"""How much it says that all cells of a column can be read as of a type."""
_LISTED = 0.7
_BESIDE = 0.1


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for, or against, a reading."""

    code: str
    details: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **details: str) -> "Reason":
        """A reason with what fills in its sentence."""
        return cls(code, tuple(details.items()))

    def text(self, lang: str) -> str:
        """The reason in words."""
        return say(lang, f"reason-{self.code}", **dict(self.details))


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column, or a sheet, may be: the id of a field or sheet, and how sure that is."""

    name: str
    confidence: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Sample:
    """A column as far as it is looked at: the ways to read its header, some of its cells."""

    texts: tuple[str, ...]
    cells: tuple[Raw, ...]
    beside: Mapping[str, str]

    @classmethod
    def of(cls, texts: Iterable[str], cells: Iterable[Raw], beside: Mapping[str, str]) -> "Sample":
        """Take a sample.

        Parameters: ``beside`` are the fields that would stand here in the template, each with
        the header of the neighbour that says so.
        """
        told = [raw for raw in cells if raw is not None]
        step = max(1, len(told) // MOST_CELLS)
        return cls(tuple(dict.fromkeys(texts)), tuple(told[::step][:MOST_CELLS]), beside)


@dataclass(frozen=True)
class Weigher:
    """Weighs what speaks for each field of a sheet.

    ``listed`` are keys of the ids and names of the subjects that the dossier lists, by role.
    """

    spec: SheetSpec
    vocabulary: Vocabulary
    listed: Mapping[Role, Collection[str]] = field(default_factory=dict)

    def guess(self, name: str, sample: Sample) -> Guess:
        """How sure it is that a column is a field."""
        fact = self.spec.fields[name]
        confidence, reasons = self._by_header(fact, sample)
        worth, told = self._by_values(name, sample)
        confidence = 1 - (1 - confidence) * (1 - worth) if worth >= 0 else confidence * (1 + worth)
        reasons += told
        if confidence and name in sample.beside:
            confidence = 1 - (1 - confidence) * (1 - _BESIDE)
            reasons.append(Reason.of("beside", name=sample.beside[name]))
        return Guess(name, round(min(confidence, MOST), 2), tuple(reasons))

    def _by_header(self, fact: FactSpec, sample: Sample) -> tuple[float, list[Reason]]:
        best, reason = 0.0, None
        for name in (fact.header, *fact.aliases):
            for text in sample.texts:
                worth, code = _likeness(text, name)
                if worth > best:
                    best, reason = worth, Reason.of(code, name=name)
        return best, [reason] if reason else []

    def _by_values(self, name: str, sample: Sample) -> tuple[float, list[Reason]]:
        """What the cells are worth; less than nothing where most of them do not fit."""
        fact = self.spec.fields[name]
        listed = self.listed.get(fact.role) if fact.role else None
        if not sample.cells or (fact.type == "text" and not listed) or self._takes_all(fact):
            return 0.0, []
        if listed:
            fitting = sum(bare_key(raw_text(raw)) in listed for raw in sample.cells)
            weight, code = _LISTED, "listed"
        else:
            reader = self._reader(name)
            states = [reader.read(raw).state for raw in sample.cells]
            fitting = sum(state in (State.KNOWN, State.PARTIAL) for state in states)
            weight, code = _WEIGHTS[fact.type], "values"
        share = fitting / len(sample.cells)
        shown = {"fitting": str(fitting), "filled": str(len(sample.cells)), "name": fact.header}
        if listed:
            sheets = (self.vocabulary.sheet(kind).sheet for kind in self.spec.subjects)
            shown["sheet"] = " / ".join(sheets)
        elif share < 0.5:
            return share - 1, [Reason.of("unfit", **shown)]
        return weight * share, [Reason.of(code, **shown)] if share >= 0.5 else []

    def _takes_all(self, fact: FactSpec) -> bool:
        return bool(fact.scale) and self.vocabulary.scales[fact.scale or ""].others is not None

    @cached_property
    def _readers(self) -> dict[str, CellReader]:
        return {}

    def _reader(self, name: str) -> CellReader:
        if name not in self._readers:
            self._readers[name] = cell_reader(self.spec.fields[name], self.vocabulary)
        return self._readers[name]


def _likeness(text: str, name: str) -> tuple[float, str]:
    """How much a header is like a name of a field, and in which way."""
    left, right = (bare_key(without_punctuation(each)).split() for each in (text, name))
    if not left or not right:
        return 0.0, ""
    if left != right and (abbreviates(left, right) or abbreviates(right, left)):
        return (0.75 if min(len(text), len(name)) > 2 else 0.55), "abbreviated"
    if (likeness := alike(text, name)) >= _SIMILAR:
        return likeness * 0.9, "similar"
    if left[: len(right)] == right:
        return (0.75 if len(right) > 1 else 0.45), "words"
    common = set(left) & set(right)
    if common == set(right) and (len(right) > 1 or len(right[0]) > 4):
        return 0.6, "words"
    share = len(common) / len({*left, *right})
    return (share * 0.8, "words") if share >= _SHARED else (0.0, "")
