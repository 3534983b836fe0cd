"""Find whom a record is about: certainly one subject, or possibly some.

Knows what a row says of its subject, and nothing else of it.
"""

from typing import NamedTuple

from ...errors import Problem
from ...facts import State, Value
from ...vocabulary import SubjectKind
from ..letters.text import exact_key
from ..sheets.rows import Record
from .identity import recognised
from .register import Entry, Register


class Tie(NamedTuple):
    """Whom a record is about.

    Certainly the ``owner``; or perhaps one of ``possible``, and then also any subject
    whose name is not known (``nameless``) or any subject at all (``anybody``).
    """

    owner: Entry | None = None
    possible: tuple[Entry, ...] = ()
    nameless: bool = False
    anybody: bool = False
    problems: tuple[Problem, ...] = ()


def tie(record: Record, register: Register) -> Tie:
    """Find whom a record is about."""
    number, name, kinds = record.role("id"), record.role("name"), record.spec.subjects
    text = str(number.scalar)
    found = register.with_id(text, kinds) if number.is_known else []
    if len(found) > 1:
        return Tie(possible=tuple(found))  # the clash itself has been reported
    if found and _contradicts(record, found[0], register):
        return _mismatched(record, found[0], register)
    if found:
        return _tied(found[0], record)
    if number.is_known and (meant := _meant(record, register)):
        details = {"id": text, "read": meant.id}
        return _tied(meant, record, Problem("id-spelling", number.cells, details))
    is_without = number.state in (State.ABSENT, State.BLANK)
    if is_without and (meant := recognised(record, register)):
        return _tied(meant, record)
    problems = tuple(_untied(record, text if number.is_known else "", register))
    if not name.is_known:
        return Tie(anybody=True, problems=problems)
    return Tie(
        possible=tuple(register.named(str(name.scalar), kinds)), nameless=True, problems=problems
    )


def _meant(record: Record, register: Register) -> Entry | None:
    """The one subject whose id is the same but for spaces, dashes and zeros, if the name agrees."""
    name = record.role("name")
    alike = register.with_id_like(str(record.role("id").scalar), record.spec.subjects)
    if len(alike) != 1 or not name.is_known or not alike[0].is_named:
        return None
    is_other = _contradicts(record, alike[0], register)
    return None if is_other else alike[0]


def _contradicts(record: Record, listed: Entry, register: Register) -> bool:
    """Whether the name is that of another; or, where there is none, the date of birth."""
    name = record.role("name")
    if name.is_known:
        text = str(name.scalar)
        is_as_listed = text == listed.name and len(listed.records) == 1
        return not is_as_listed and not register.may_be_called(listed, text)
    return _differs(record.role("birth"), listed.role("birth"))


def _differs(one: Value, other: Value) -> bool:
    return one.is_known and other.is_known and one.scalar != other.scalar


def _mismatched(record: Record, listed: Entry, register: Register) -> Tie:
    """The id and the name are those of two subjects: either may be wrong."""
    number, name = record.role("id"), record.role("name")
    if not name.is_known:
        return Tie(
            possible=(listed,), nameless=True, problems=(_birth("birth-mismatch", record, listed),)
        )
    cells = (*number.cells, *name.cells, *listed.cells)
    details = {"id": str(number.scalar), "name": str(name.scalar), "listed": listed.name}
    others = register.named(str(name.scalar), record.spec.subjects)
    return Tie(
        possible=(listed, *(entry for entry in others if entry is not listed)),
        nameless=True,
        problems=(Problem("name-mismatch", cells, details),),
    )


def _birth(code: str, record: Record, listed: Entry) -> Problem:
    here, there = record.role("birth"), listed.role("birth")
    days = {"birth": f"{here.scalar:%d/%m/%Y}", "listed": f"{there.scalar:%d/%m/%Y}"}
    cells = (*here.cells, *there.cells, *record.cells)
    return Problem(code, cells, {"id": listed.id, **days})


def _tied(entry: Entry, record: Record, *problems: Problem) -> Tie:
    if entry.is_double:
        return Tie(possible=(entry,), problems=problems)  # the duplicate has been reported
    name = record.role("name")
    text = str(name.scalar)
    is_other = name.is_known and entry.is_named and text != entry.name
    if is_other and exact_key(text) != exact_key(entry.name):
        details = {"name": text, "listed": entry.name}
        problems = (*problems, Problem("name-spelling", name.cells, details))
    birth = record.role("birth")
    if birth.is_known and _differs(birth, entry.role("birth")):
        problems = (*problems, _birth("birth-differs", record, entry))
    return Tie(owner=entry, problems=problems)


def _untied(record: Record, text: str, register: Register) -> list[Problem]:
    number, name, kinds = record.role("id"), record.role("name"), record.spec.subjects
    if number.state is State.ABSENT and not record.spec.columns_for_id(record.fields):
        return []  # the missing column has been reported
    if name.is_known:
        count = len(register.named(str(name.scalar), kinds)) + len(register.nameless(kinds))
    else:
        count = len(register.of_kinds(kinds))
    details = {"count": str(count), "id": text}
    other: list[SubjectKind] = [kind for kind in ("person", "unit") if kind not in kinds]
    if not text:
        code = "row-untied"
    else:
        code = "subject-wrong-kind" if register.with_id(text, other) else "subject-unlisted"
    return [Problem(code, record.cells, details)]
