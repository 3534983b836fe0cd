"""Find the listed unit of each person.

Knows how a person's row names a unit: by its id or by its name.
"""

from ..errors import Problem
from ..facts import ABSENT, State, Value
from .subjects import Entry, Register


def resolve_units(register: Register, missing_sheet: str) -> list[tuple[str, str] | Problem]:
    """Pairs of a person's id and a unit's id, and a problem for each person without one.

    Parameters: ``missing_sheet`` is the name of the sheet of units if there is none.
    """
    people = register.of_kinds(["person"])
    if missing_sheet:
        problem = Problem("unit-sheet-missing", (), {}, missing_sheet)
        return [problem] if people else []
    found: dict[str, list[Entry]] = {}
    answers: list[tuple[str, str] | Problem] = []
    for person in people:
        field = person.records[0].spec.field_with("unit") or ""
        answer = _unit_of(person.facts.get(field, ABSENT), register, found)
        if isinstance(answer, Entry):
            answers.append((person.id, answer.id))
        elif answer:
            answers.append(answer)
    return answers


def _unit_of(
    value: Value, register: Register, found: dict[str, list[Entry]]
) -> Entry | Problem | None:
    if value.state in (State.ABSENT, State.UNREADABLE):
        return None  # reported with its column, or its cell
    texts = [cell.raw for cell in value.cells if cell.raw]
    if not value.is_known and value.state is not State.CONTRADICTORY:
        return Problem("unit-missing", value.cells)
    if value.is_known:
        texts = [str(value.scalar)]
    units: list[Entry] = []
    for text in texts:
        if text not in found:
            found[text] = register.unit_called(text)
        units.extend(unit for unit in found[text] if unit not in units)
        if len(found[text]) != 1:
            code = "unit-ambiguous" if found[text] else "unit-unlisted"
            return Problem(code, value.cells, {"unit": text})
    if len(units) == 1:
        return units[0]
    return Problem("unit-ambiguous", value.cells, {"unit": " / ".join(texts)})
