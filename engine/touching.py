"""Which conclusions a data problem touches.

A conclusion stands on those parts of its proof that share its verdict: on what is not met if it
is refused, on what is met if it is eligible, on what is unknown if it is undetermined; and always
on whether its title applies. The same holds again inside each part. There it *rests on* the
values, rows and other conclusions that were told, and *waits for* those that were not.

A problem touches every conclusion that rests on, or waits for, one of its cells. A problem about
something that was not read (a column, a sheet, a file) touches those that wait for a value or a
row that it may hold. What cannot be tied to a subject (a row that may be somebody else's, a
contradiction, a value that nobody gave) also waits for the cells in which the subject is listed.
A column or a sheet that means nothing touches nothing: what it may be is told as missing.

So whatever changes when one problem is mended was touched by it. ``grounds`` finds what a
conclusion stands on; nothing here knows what a report is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .codes import Severity
from .decide import reference
from .errors import Problem
from .facts import Reading
from .findings import Conclusion
from .grounds import Drawn, Ground, Grounds, Lack, spot
from .plan import Plan
from .vocabulary import Vocabulary

Touched = tuple[Conclusion, ...]
"""The conclusions that one problem touches, by pack, title and subject."""

# Where a row is that of a form, its subject may lack what it says.
_TIED_TO_NOBODY = frozenset({
    "birth-mismatch", "name-mismatch", "row-untied", "subject-unlisted", "subject-wrong-kind",
})  # fmt: skip
# The row may be one more subject, was not read, or the sheet was not used for want of ties.
_HIDES_ROWS = frozenset({"row-nobody", "rows-long", "rows-untied"})


@dataclass(frozen=True)
class Checked:
    """What was read of a dossier, and which conclusions each of its problems touches.

    ``decides`` is False where nothing was decided that a problem could touch.
    """

    reading: Reading
    touches: tuple[Touched, ...]
    decides: bool


def judged(reading: Reading, plan: Plan, vocabulary: Vocabulary) -> Checked:
    """Decide in one way only, without the certainty of a run, to tell what problems touch."""
    conclusions = reference.decide(plan, reading.dossier) if reading.problems else []
    return Checked(reading, touched(reading, conclusions, plan, vocabulary), bool(conclusions))


def touched(
    reading: Reading, conclusions: Iterable[Conclusion], plan: Plan, vocabulary: Vocabulary
) -> tuple[Touched, ...]:
    """The conclusions that each problem touches, in the order of the problems.

    Parameters: ``conclusions`` are all that the plan comes to for the dossier of the reading.
    """
    listed = sorted(conclusions, key=lambda c: (c.pack, c.title, c.subject))
    causes = _Causes(reading, vocabulary)
    asked = [causes.of(problem) for problem in reading.problems]
    index = _Index(frozenset().union(*asked))
    grounds = Grounds(plan, reading.dossier, vocabulary, listed)
    for number, conclusion in enumerate(listed):
        index.add(number, conclusion, grounds.of(conclusion))
    return tuple(tuple(listed[number] for number in index.reached(each)) for each in asked)


class _Index:
    """The conclusions by what they stand on, as far as some problem is about it."""

    def __init__(self, asked: frozenset[Ground]) -> None:
        self._asked = asked
        self._keys: list[Drawn] = []
        self._standing: dict[Ground, list[int]] = {}

    def add(self, number: int, conclusion: Conclusion, grounds: Iterable[Ground]) -> None:
        """Note what a conclusion stands on; ``number`` counts the conclusions from 0."""
        self._keys.append(Drawn(f"{conclusion.pack}/{conclusion.title}", conclusion.subject))
        for ground in set(grounds):
            if ground in self._asked or isinstance(ground, Drawn):
                self._standing.setdefault(ground, []).append(number)

    def reached(self, causes: Iterable[Ground]) -> list[int]:
        """The conclusions that stand on any of the causes, or on such a conclusion."""
        found: set[int] = set()
        waiting = list(causes)
        while waiting:
            new = set(self._standing.get(waiting.pop(), ())) - found
            found |= new
            waiting.extend(self._keys[number] for number in new)
        return sorted(found)


class _Causes:
    """What could change in a dossier if a problem were mended."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        self._rows = {sheet.id: Lack("sheet", sheet.id) for sheet in vocabulary.sheets}
        self._columns: dict[str, frozenset[Ground]] = {
            sheet.id: frozenset(Lack("field", field) for field in sheet.fields)
            for sheet in vocabulary.sheets
        }
        self._forms = {sheet.id for sheet in vocabulary.sheets if sheet.kind == "form"}
        self._anything = frozenset(self._rows.values()).union(*self._columns.values())
        self._sheets: dict[str, set[str]] = {}
        for sheet in vocabulary.sheets:  # one that is not there has no other place
            self._sheets.setdefault(sheet.sheet, set()).add(sheet.id)
        for read in reading.sheets:
            self._sheets.setdefault(read.place, set()).add(read.spec)

    def of(self, problem: Problem) -> frozenset[Ground]:
        """The cells of a problem, and what else it may hide."""
        spots = frozenset(map(spot, problem.cells))
        if "field" in problem.details:
            fields = problem.details["field"].split()
            return spots.union(Lack("field", field) for field in fields)
        if not problem.cells:
            return self._lost(problem)
        sheets = self._sheets.get(problem.cells[0].place, ())
        if problem.code in _TIED_TO_NOBODY:
            return spots.union(*(self._columns[form] for form in self._forms.intersection(sheets)))
        if problem.code in _HIDES_ROWS:
            return spots.union(self._rows[sheet] for sheet in sheets)
        return spots

    def _lost(self, problem: Problem) -> frozenset[Ground]:
        """What a sheet, or a file, that was not read may hold."""
        meant = problem.details.get("sheet", "").split()
        sheets = set(meant) or self._sheets.get(problem.place)
        if sheets and problem.severity is not Severity.NOTE:
            rows = frozenset(self._rows[sheet] for sheet in sheets)
            return rows.union(*(self._columns[sheet] for sheet in sheets))
        return self._anything if problem.severity is Severity.ERROR else frozenset()
