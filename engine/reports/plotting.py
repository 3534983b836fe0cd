"""Where the parts of stacked bars stand along their axis, as pygal places them.

Numbers only. Nothing of pygal's markup goes into a page: it brings styles, scripts, random ids and
the date.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

_HEIGHT = 1000
"""Any height that leaves room for the axis; where bars stand below each other is not asked."""


@dataclass(frozen=True, slots=True)
class Places:
    """``bars`` has the start and length of each part of each bar; a tick has its number."""

    bars: Sequence[Sequence[tuple[float, float]]]
    ticks: Sequence[tuple[float, int]]

    def scaled(self, factor: float, ticks: int) -> "Places":
        """The same along a longer or shorter axis, with every other tick if they are too many."""
        step = 1 if len(self.ticks) <= ticks else 2
        return Places(
            bars=[[(start * factor, width * factor) for start, width in bar] for bar in self.bars],
            ticks=[(start * factor, number) for start, number in self.ticks[::step]],
        )


def place(counts: Sequence[Sequence[int]], width: float, ticks: int) -> Places:
    """Place the parts of bars along an axis from 0 to the greatest sum.

    Parameters: ``counts`` of each part of each bar, some of them above 0; ``width`` of the axis,
    and how many numbers stand at it at most.
    """
    most = max(map(sum, counts))
    chart = _bars()(
        css=(),
        js=(),
        width=width,
        height=_HEIGHT,
        margin=0,
        show_legend=False,
        show_y_labels=False,
        spacing=0,
    )
    chart.x_labels = ["" for _ in counts]
    chart.y_labels = _ticks(most, ticks)
    for part in zip(*counts, strict=True):
        chart.add("", list(part))
    return _read(chart.render_tree())


@cache
def _bars() -> Any:
    """The class of the bars; heavy, so only imported where something is drawn.

    pygal leaves a finder for its plug-ins behind that knows no ``find_spec``, of which Python 3.11
    warns at every later import that fails; it is of no use here.
    """
    from pygal import HorizontalStackedBar

    sys.meta_path[:] = [each for each in sys.meta_path if type(each).__module__ != "pygal"]
    return HorizontalStackedBar


def _ticks(most: int, wanted: int) -> list[int]:
    """Whole numbers from 0, at most as many as wanted, in steps of 1, 2 or 5 times a ten."""
    steps = (unit * 10**power for power in range(20) for unit in (1, 2, 5))
    step = next(step for step in steps if most // step < wanted)
    return list(range(0, most + 1, step))


def _read(tree: Any) -> Places:
    parts = [
        [(float(rect.get("x")), float(rect.get("width") or 0)) for rect in series.iter("rect")]
        for series in _groups(tree, "plot")
        if series.get("class").startswith("series ")
    ]
    (axis,) = (each for each in _groups(tree, "plot") if each.get("class").startswith("axis x"))
    ticks = [(float(text.get("x")), int(text.text)) for text in axis.iter("text")]
    return Places(bars=list(zip(*parts, strict=True)), ticks=ticks)


def _groups(tree: Any, parent: str) -> Iterator[Any]:
    for group in tree.iter("g"):
        if group.get("class") == parent:
            yield from group.findall("g")
