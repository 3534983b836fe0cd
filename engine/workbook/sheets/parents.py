"""Find the parent of each column of a header whose own cell in the row above is empty.

Knows no vocabulary: what may stand below a parent is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

Fits = Callable[[int, range], bool]
"""Whether columns make sense as those of the parent that stands above one of them."""


@dataclass(frozen=True)
class Parents:
    """Above which column the parent of a column stands; ``torn`` columns may have either of two.

    ``texts`` are the columns above which the parents stand.
    """

    texts: tuple[int, ...] = ()
    above: Mapping[int, int] = field(default_factory=dict)
    torn: frozenset[int] = frozenset()

    @cached_property
    def shared(self) -> frozenset[int]:
        """Above which columns a parent stands that has others too."""
        return frozenset(self.above.values())


def find_parents(texts: Sequence[int], first: int, last: int, fits: Fits) -> Parents:
    """Find the parents of the columns ``first`` to ``last``; their texts stand above ``texts``.

    A text may stand above the first of its columns or above the middle of them. Whose the
    columns between two texts are is known only if a single border between them makes sense.
    """
    starts = [
        {first},
        *(set(range(text + 1, after + 1)) for text, after in pairwise(texts)),
        {last + 1},
    ]
    for n, text in enumerate(texts):
        mine, after = starts[n], starts[n + 1]
        starts[n + 1] = {end for end in after if any(fits(text, range(one, end)) for one in mine)}
    for n, text in reversed(list(enumerate(texts))):
        mine, after = starts[n], starts[n + 1]
        starts[n] = {one for one in mine if any(fits(text, range(one, end)) for end in after)}
    above: dict[int, int] = {}
    for (text, mine), after in zip(zip(texts, starts, strict=False), starts[1:], strict=True):
        if mine and after:
            above.update(dict.fromkeys(range(max(mine), min(after)), text))
    gaps = set(range(first, last + 1)).difference(texts)
    return Parents(
        tuple(texts), {c: above[c] for c in gaps if c in above}, frozenset(gaps - above.keys())
    )
