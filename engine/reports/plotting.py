"""Stacked bars, their numbers and their axis as pygal draws them, for pages that allow only shapes.

Of what pygal renders no style, script, hint, comment, random id or date is taken over.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from .lettering import width_of

_MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Plot:
    """What pygal draws; each part of a bar is a ``<rect>`` and its number."""

    guides: Sequence[Element]
    numbers: Sequence[Element]
    bars: Sequence[Sequence[tuple[Element, Element]]]


def plot(counts: Sequence[Sequence[int]], width: int, slot: int, font: int) -> Plot:
    """Draw bars along an axis that ends where the greatest sum does or just beyond.

    Parameters: ``counts`` of each part of each bar, some of them above 0; the height of the
    ``slot`` of a bar, the first of which is the lowest. Numbers stand in the middle of a part.
    """
    most = max(map(sum, counts))
    ticks = _ticks(most, min(_MOST_STEPS, int(width / width_of(f"{most}  ", font))))
    pygal = _library()
    chart = pygal.HorizontalStackedBar(
        width=width,
        height=len(counts) * slot + font,  # the numbers of the axis take as much
        margin=0,
        margin_right=width_of(str(ticks[-1]), font) / 2,
        spacing=0,
        range=(0, ticks[-1]),
        show_legend=False,
        truncate_label=-1,
        print_values=True,
        value_formatter=str,
        style=pygal.style.Style(label_font_size=font, value_font_size=0),
        js=(),
    )
    chart.y_labels = ticks
    for part in zip(*counts, strict=True):
        chart.add("", part)
    tree = chart.render_tree()
    rects, values = _shapes(tree, "g[@class='bar']/rect"), _shapes(tree, "text[@class='value']")
    parts = list(zip(rects, values, strict=True))
    return Plot(
        guides=_shapes(tree, "g[@class='guides']/path"),
        numbers=_shapes(tree, "g[@class='guides']/text"),
        bars=[parts[bar :: len(counts)] for bar in range(len(counts))],
    )


@cache
def _library() -> Any:
    """Import pygal, which is heavy, only where something is drawn.

    pygal leaves a finder for its plug-ins behind that knows no ``find_spec``, of which Python 3.11
    warns at every later import that fails; it is of no use here.
    """
    import pygal

    sys.meta_path[:] = [each for each in sys.meta_path if type(each).__module__ != "pygal"]
    return pygal


def _ticks(most: int, steps: int) -> list[int]:
    """Whole numbers from 0 as far as needed, in steps of 1, 2 or 5 times a ten."""
    sizes = (unit * 10**power for power in range(20) for unit in (1, 2, 5))
    size = next(size for size in sizes if size * steps >= most)
    return list(range(0, most + size, size))


def _shapes(tree: Any, path: str) -> list[Element]:
    """The shapes at a path, bare but for where they stand and what they say."""
    return [_bare(shape) for shape in tree.iterfind(f".//{path}")]


def _bare(shape: Any) -> Element:
    kept = sorted({"x", "y", "width", "height", "d"}.intersection(shape.keys()))
    bare = Element(shape.tag, {name: re.sub(r"\d+\.\d+", _short, shape.get(name)) for name in kept})
    bare.text = shape.text
    return bare


def _short(number: re.Match[str]) -> str:
    return short(float(number[0]))


def short(number: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0")
