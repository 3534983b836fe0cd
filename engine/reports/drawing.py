"""Stacked bars as one SVG without style and script; its colours come from ``figures.css``.

Adds words to bars that come drawn, and moves them apart; does not know what is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, fsum
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from markupsafe import Markup

from .lettering import MORE, balanced, shortened, width_of, wrapped
from .plotting import Plot, plot, short

HATCHED = "undetermined"
"""The part that is hatched, so that prints without colours tell it apart."""

_HATCH = """<pattern id="{}" width="7" height="7" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)"><rect width="7" height="7"/><path d="M0 0V7"/></pattern>"""

_MOST_LINES = 4
_WIDTH = 580
_SLOT = 32
_GAP = 8


@dataclass(frozen=True, slots=True)
class Chart:
    """The words at the bars; ``id`` is unique in the page, ``told`` says what the bars tell.

    Each of the ``parts`` has a class in the stylesheet and a name.
    """

    id: str
    heading: str
    told: str
    parts: Sequence[tuple[str, str]]
    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Size:
    """A format of the drawing; without a ``column`` the labels stand above their bars."""

    word: str
    column: int
    entry: int
    font: int

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return self.font * 1.25

    def slot(self, text: float) -> float:
        """The height of a bar with the text of its label."""
        return self.font * 0.6 + (max(text, _SLOT) if self.column else text + _SLOT)


WIDE = Size("wide", column=320, entry=200, font=14)
NARROW = Size("narrow", column=0, entry=290, font=19)


def draw(
    charts: Iterable[Chart], counts: Sequence[Sequence[int]]
) -> Iterator[tuple[Markup, Markup]]:
    """Each chart of the same counts as a wide and a narrow ``<svg>``; equal ones give equal text.

    Parameters: ``counts`` of each part of each bar; every part counts something somewhere.
    """
    drawn = plot(counts, _WIDTH, _SLOT, NARROW.font)
    for chart in charts:
        yield _Drawing(chart, WIDE, drawn).svg(), _Drawing(chart, NARROW, drawn).svg()


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A plot with its words; the legend stands above 0, and a column of labels left of it."""

    chart: Chart
    size: Size
    plot: Plot

    def svg(self) -> Markup:
        """The legend, the axis and the bars, which are as far apart as their labels need."""
        size, labels = self.size, self._labels()
        texts = [len(lines) * size.line for lines in labels]
        slots = list(map(size.slot, texts))
        bottom = fsum(slots)
        svg = Element("svg", {"class": size.word, "role": "img", "aria-label": self.chart.told})
        SubElement(svg, "title").text = self.chart.heading
        top = self._add_legend(svg)
        self._add_axis(svg, bottom)
        for number, end in enumerate(accumulate(slots)):
            middle = end - (slots[number] if size.column else _SLOT) / 2
            above = 0 if size.column else (_SLOT + texts[number]) / 2
            self._add_label(svg, number, labels[number], middle - above)
            self._add_bar(svg, self.plot.bars[number], middle)
        self._hatch(svg)
        box = (-size.column, top, size.column + _WIDTH, bottom + size.line * 1.4 - top)
        svg.attrib |= {"viewBox": " ".join(map(short, box)), "preserveAspectRatio": "xMinYMin"}
        return Markup(tostring(svg, "unicode"))  # escapes every text

    def _labels(self) -> list[list[str]]:
        """The lines of every label; all are numbered if one of them is cut."""
        font, room = self.size.font, (self.size.column or _WIDTH) - _GAP
        whole = [balanced(label, room, font) for label in self.chart.labels]
        if all(len(lines) <= _MOST_LINES for lines in whole):
            return whole
        numbered = (f"{number}. {label}" for number, label in enumerate(self.chart.labels, 1))
        return [shortened(wrapped(each, room, font), _MOST_LINES, room, font) for each in numbered]

    def _add_legend(self, svg: Element) -> float:
        """Name the parts in rows above the bars, and tell where the first row begins."""
        size, line = self.size, self.size.line * 1.3
        across = (size.column + _WIDTH) // size.entry
        top = -line * ceil(len(self.chart.parts) / across)
        side, after = short(size.font * 0.85), short(size.font * 1.3)
        for number, (word, name) in enumerate(self.chart.parts):
            row, column = divmod(number, across)
            entry = _moved(svg, column * size.entry - size.column, top + (row + 0.7) * line)
            swatch = SubElement(entry, "g", {"class": word})
            SubElement(swatch, "rect", x="1", y=short(-size.font * 0.78), width=side, height=side)
            SubElement(entry, "text", x=after).text = name
        return top

    def _add_axis(self, svg: Element, bottom: float) -> None:
        """The guides, as long as the labels need, and the numbers below them."""
        drawn = len(self.plot.bars) * _SLOT
        axis = SubElement(svg, "g", {"class": "axis"})
        stretched = SubElement(axis, "g", transform=f"scale(1 {bottom / drawn:.4f})")
        stretched.extend(self.plot.guides)
        _moved(axis, 0, bottom - drawn).extend(self.plot.numbers)

    def _add_label(self, svg: Element, number: int, lines: list[str], middle: float) -> None:
        label = SubElement(svg, "text", {"class": "label"})
        if lines[-1].endswith(MORE):
            SubElement(label, "title").text = self.chart.labels[number]
        x = "0" if self.size.column else self.plot.numbers[0].get("x", "")
        first = middle - (len(lines) - 1) / 2 * self.size.line + self.size.font / 3
        for line, content in enumerate(lines):
            y = short(first + line * self.size.line)
            SubElement(label, "tspan", x=x, y=y).text = content

    def _add_bar(
        self, svg: Element, drawn: Sequence[tuple[Element, Element]], middle: float
    ) -> None:
        """The parts with their numbers; where none has room for its own, all stand behind."""
        x, y = float(drawn[0][0].get("x", "")), drawn[0][1].get("y", "")
        bar = _moved(svg, 0, middle - float(y))
        told: list[str] = []
        for (word, name), (rect, number) in zip(self.chart.parts, drawn, strict=True):
            if width := float(rect.get("width", "0")):
                told.append(count := number.text or "")
                x += width
                part = SubElement(bar, "g", {"class": word})
                part.append(rect)
                if width_of(count, self.size.font) + 4 <= width:
                    part.append(number)
                else:
                    SubElement(part, "title").text = f"{name}: {count}"
        if bar.find("g/text") is None:
            behind = {"class": "behind", "x": short(x + _GAP / 2), "y": y}
            SubElement(bar, "text", behind).text = " + ".join(told) or "0"

    def _hatch(self, svg: Element) -> None:
        name = f"figure-{self.chart.id}-{self.size.word}"
        for number, group in enumerate(svg.findall(f".//g[@class='{HATCHED}']")):
            group.set("fill", f"url(#{name})")
            if not number:
                group.append(fromstring(_HATCH.format(name)))


def _moved(parent: Element, x: float, y: float) -> Element:
    return SubElement(parent, "g", transform=f"translate({short(x)} {short(y)})")
