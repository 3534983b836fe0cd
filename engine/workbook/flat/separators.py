"""Tell which mark separates the values of a text, from how evenly it parts the lines.

Knows nothing of what the values are.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The mark, and how people also use it inside a value: `85,7` and `a, b`.
_INSIDE: Mapping[str, re.Pattern[str]] = {
    ",": re.compile(r"(?<=\d),(?=\d)|, "),
    ";": re.compile(r"; "),
    "\t": re.compile(r"(?!)"),
}
_NAMED = re.compile(r'"?sep=([^\w\s"]|\t)"?[ \t]*(?:\r\n?|\n|\Z)', re.I)
_QUOTED = re.compile(r'(?:(?<=[,;\t\r\n])|\A)"[^"]*"(?:"[^"]*")*')
_SAMPLE = 1 << 18
_LINES = 200


@dataclass(frozen=True, slots=True)
class Separator:
    """The mark, and where the values begin; ``fit`` is 1 where it parts all lines alike."""

    mark: str
    start: int
    fit: float

    @property
    def makes_table(self) -> bool:
        """Whether most lines are values that the mark separates."""
        return self.fit >= 0.5


def separator_of(text: str) -> Separator:
    """Find the mark; a first line such as `sep=;` names it and is no line of values.

    >>> separator_of("a;b\\n1,5;2,5").mark
    ';'
    """
    if named := _NAMED.match(text):
        return Separator(named[1], named.end(), 1)
    sample = _QUOTED.sub("", text[:_SAMPLE]).splitlines()
    is_cut = len(text) > _SAMPLE and len(sample) > 1
    lines = [line for line in sample[: -1 if is_cut else None][:_LINES] if line.strip()]
    fits = {mark: _fit(mark, lines) for mark in _INSIDE}
    best = max(fits, key=lambda mark: fits[mark])
    return Separator(best, 0, fits[best][0])


def _fit(mark: str, lines: Sequence[str]) -> tuple[float, int]:
    """The share of lines that a mark parts alike, less where it is doubtful; how often it does."""
    numbers = [line.count(mark) for line in lines]
    counts = Counter(number for number in numbers if number)
    if not counts:
        return 0.0, 0
    usual = max(counts, key=lambda number: (counts[number], number))
    doubtful = sum(len(_INSIDE[mark].findall(line)) for line in lines) / sum(numbers)
    return counts[usual] / len(lines) * (1 - doubtful / 2), usual
