"""Find whom a record is about: certainly one subject, or possibly some.

Knows ids and names only.
"""

from dataclasses import dataclass

from ..errors import Problem
from ..facts import State, Value
from ..vocabulary import SubjectKind
from .rows import Record
from .subjects import Entry, Register
from .text import exact_key


@dataclass(frozen=True, slots=True)
class Tie:
    """Whom a record is about.

    Certainly the ``owner``; or perhaps one of ``possible``, and then also any subject
    whose name is not known (``nameless``) or any subject at all (``anybody``).
    """

    owner: Entry | None = None
    possible: tuple[Entry, ...] = ()
    nameless: bool = False
    anybody: bool = False
    problem: Problem | None = None


def tie(record: Record, register: Register) -> Tie:
    """Find whom a record is about."""
    number, name, kinds = record.role("id"), record.role("name"), record.spec.subjects
    text = str(number.scalar)
    found = register.with_id(text, kinds) if number.is_known else []
    if len(found) > 1:
        return Tie(possible=tuple(found))  # the clash itself has been reported
    if found and name.is_known and not found[0].may_be_called(str(name.scalar)):
        return _mismatched(record, found[0], register)
    if found:
        return _tied(found[0], name)
    problem = _untied(record, text if number.is_known else "", register)
    if not name.is_known:
        return Tie(anybody=True, problem=problem)
    return Tie(
        possible=tuple(register.named(str(name.scalar), kinds)), nameless=True, problem=problem
    )


def _mismatched(record: Record, listed: Entry, register: Register) -> Tie:
    """The id and the name are those of two subjects: either may be wrong."""
    number, name = record.role("id"), record.role("name")
    cells = (*number.cells, *name.cells, *listed.cells)
    details = {"id": str(number.scalar), "name": str(name.scalar), "listed": listed.name}
    others = register.named(str(name.scalar), record.spec.subjects)
    return Tie(
        possible=(listed, *(entry for entry in others if entry is not listed)),
        nameless=True,
        problem=Problem("name-mismatch", cells, details),
    )


def _tied(entry: Entry, name: Value) -> Tie:
    if entry.is_double:
        return Tie(possible=(entry,))  # the duplicate itself has been reported
    text = str(name.scalar)
    if not name.is_known or text == entry.name or not entry.is_named:
        return Tie(owner=entry)
    problem = None
    if exact_key(text) != exact_key(entry.name):
        details = {"name": text, "listed": entry.name}
        problem = Problem("name-spelling", name.cells, details)
    return Tie(owner=entry, problem=problem)


def _untied(record: Record, text: str, register: Register) -> Problem | None:
    number, name, kinds = record.role("id"), record.role("name"), record.spec.subjects
    if not text and number.state is State.ABSENT:
        return None  # the missing column has been reported
    if name.is_known:
        count = len(register.named(str(name.scalar), kinds)) + register.count_nameless(kinds)
    else:
        count = len(register.of_kinds(kinds))
    details = {"count": str(count), "id": text}
    other: list[SubjectKind] = [kind for kind in ("person", "unit") if kind not in kinds]
    if not text:
        code = "row-untied"
    else:
        code = "subject-wrong-kind" if register.with_id(text, other) else "subject-unlisted"
    return Problem(code, record.cells, details)
