"""Find the listed unit of each person.

Knows how a person's row names a unit: by its id or by its name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...errors import Problem
from ...facts import State
from ...locale import LANGUAGES, say
from ..letters.legacy import alone
from ..letters.similarity import nearest
from .register import Entry, Register

_ALIKE = 0.88
_MOST_SUGGESTIONS = 100


def resolve_units(register: Register, missing_sheet: str) -> Iterator[Problem]:
    """Give each person the listed unit, and yield a problem for each without one.

    Parameters: ``missing_sheet`` is the name of the sheet of units if there is none.
    """
    people = register.of_kinds(["person"])
    if missing_sheet:
        if people:
            yield Problem("unit-sheet-missing", (), {}, missing_sheet)
        return
    units = _Units(register)
    for person in people:
        yield from units.find(person)


@dataclass(frozen=True)
class _Units:
    """The units by what they are called; remembers what it was asked."""

    register: Register
    _found: dict[str, list[Entry]] = field(default_factory=dict)
    _nearest: dict[str, str] = field(default_factory=dict)

    def find(self, person: Entry) -> Iterator[Problem]:
        """Give a person the unit, or say why there is none."""
        value = person.role("unit")
        if value.state in (State.ABSENT, State.UNREADABLE):
            return  # reported with its column, or its cell
        texts = [alone(cell.raw) for cell in value.cells if cell.raw]
        if value.is_known:
            texts = [str(value.scalar)]
        elif value.state is not State.CONTRADICTORY:
            yield Problem("unit-missing", value.cells)
            return
        for text in texts:
            if not self._called(text):
                suggestion = self._suggestion(text)
                yield Problem("unit-unlisted", value.cells, {"unit": text}, told=suggestion)
                return
        units = {id(unit): unit for text in texts for unit in self._called(text)}
        if len(units) != 1:
            yield Problem("unit-ambiguous", value.cells, {"unit": " / ".join(texts)})
            return
        (person.unit,) = units.values()
        for text in texts:
            if not self.register.unit_called(text):
                details = {"unit": text, "read": person.unit.id}
                yield Problem("unit-spelling", value.cells, details)

    def _called(self, text: str) -> list[Entry]:
        if text not in self._found:
            register = self.register
            self._found[text] = register.unit_called(text) or register.unit_spelt(text)
        return self._found[text]

    def _suggestion(self, text: str) -> dict[str, dict[str, str]]:
        """The listed unit that an unlisted one is most alike, as the help says it."""
        if text not in self._nearest and len(self._nearest) < _MOST_SUGGESTIONS:
            names = [name for unit in self.register.of_kinds(["unit"]) for name in unit.called]
            self._nearest[text] = nearest(text, names, _ALIKE) or ""
        name = self._nearest.get(text)
        return {
            lang: {"suggestion": say(lang, "suggestion-unit", name=name) if name else ""}
            for lang in LANGUAGES
        }
