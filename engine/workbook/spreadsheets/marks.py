"""What a file says of the cells of its sheets beside their values; knows no format."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ...errors import InputError
from .. import limits

Place = tuple[int, int]
"""Row and column, counted from 0."""


ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
"""What stands for the codes of failed formulas in binary files (MS-XLS 2.5.10 BErr)."""


def failed_text(text: str) -> str:
    """What stands for a formula that failed: the file's own text, if it looks like one.

    >>> failed_text("#N/A"), failed_text("Err:502")
    ('#N/A', '#ERROR!')
    """
    return text if text.startswith("#") else "#ERROR!"


@dataclass(slots=True)
class Marks:
    """What a file says of the cells of a sheet beside their values.

    ``instead`` is what stands in a cell, whatever the library says: the text of a formula that
    failed ("#N/A") or was never calculated ("=A1+1"), above all. ``padded`` are the digits that
    a number is shown with ("00123" has five). The hidden rows and columns are ranges with both
    ends. ``merged`` is None where the library tells it.
    """

    file: str
    instead: list[tuple[int, int, str | date]] = field(default_factory=list)
    padded: list[tuple[int, int, int]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[Place, Place]] | None = None

    def hide_rows(self, first: int, last: int) -> None:
        """Add hidden rows; they come in order."""
        if self.hidden_rows and self.hidden_rows[-1][1] == first - 1:
            first = self.hidden_rows.pop()[0]
        self.hidden_rows.append((first, last))

    def bound(self) -> None:
        """See that there are not too many.

        Raises:
            InputError: there are.
        """
        ranges = len(self.hidden_rows) + len(self.hidden_columns) + len(self.merged or ())
        if len(self.instead) + len(self.padded) + ranges > limits.MARKS:
            raise InputError("file-too-heavy", self.file)


@dataclass(slots=True)
class Book:
    """The marks of the sheets of a file, by their numbers from 0.

    ``unplain`` are the sheets that the library might misread as they are written; ``rewritten``
    gives the file with some of its sheets written plainly, and ``spanned`` counts the cells of
    a sheet's rectangle, where the format lets that be done.
    """

    marks: dict[int, Marks] = field(default_factory=dict)
    unplain: set[int] = field(default_factory=set)
    rewritten: Callable[[set[int]], bytes] | None = None
    spanned: Callable[[int], int] | None = None
