"""Citizen numbers do not appear on the page, whatever text quotes them."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from ..evaluation import Evaluation
from ..facts import Subject

MASK = "•••"
_NUMBER = re.compile(r"\b[A-Za-z]?\d[\d .\-]{5,}\d\b")
"""What may be a citizen number, also with blanks or stops between its digits."""

_BETWEEN = re.compile(r"[\s.\-]")


class Mask:
    """Puts a mask over the citizen numbers of a dossier.

    A number that somebody is also known by as an id stays: links and lists would lose them.
    """

    def __init__(self, evaluation: Evaluation) -> None:
        subjects = evaluation.reading.dossier.subjects
        roles = evaluation.vocabulary.fields
        columns = [name for name, field in roles.items() if field.role == "citizen"]
        told = {_bare(number) for one in subjects for number in _numbers(one, columns)}
        self._hidden = told - {_bare(one.id) for one in subjects} - {""}

    def text(self, text: str) -> str:
        """A text without them."""
        return _NUMBER.sub(self._masked, text) if self._hidden else text

    def markup(self, markup: Markup) -> Markup:
        """Embedded JSON without them; neither digits nor the mask are signs of markup."""
        return Markup(self.text(markup))

    def _masked(self, found: re.Match[str]) -> str:
        return MASK if _bare(found[0]) in self._hidden else found[0]


def _numbers(subject: Subject, columns: list[str]) -> Iterator[str]:
    for column in columns:
        value = subject.fact(column)
        if value.scalar is not None:
            yield str(value.scalar)
        yield from (cell.raw for cell in value.cells)


def _bare(number: str) -> str:
    return _BETWEEN.sub("", number)
