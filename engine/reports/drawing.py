"""Stacked bars as one SVG without style and script; its colours come from ``figures.css``.

Knows counts and labels, not what is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from .lettering import MORE, balanced, shortened, width_of, wrapped
from .plotting import Places, place

HATCHED = "undetermined"
"""The part that is hatched, so that prints without colours tell it apart."""

_MOST_LINES = 4
_GAP = 10
_SWATCH = 12


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of every bar counts; ``word`` is its class in the stylesheet."""

    word: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The words at the bars; ``id`` is unique in the page, ``told`` says what the bars tell."""

    id: str
    heading: str
    told: str
    parts: Sequence[Part]
    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Size:
    """A format of the drawing; without a ``column`` the labels stand above their bars."""

    word: str
    width: int
    column: int
    font: int
    thickness: int
    ticks: int

    @property
    def axis(self) -> int:
        """How long the axis is."""
        return self.width - self.column

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return self.font * 1.25

    @property
    def room(self) -> int:
        """How wide a label may be."""
        return (self.column or self.width) - _GAP

    @property
    def lift(self) -> float:
        """How far the foot of a text stands below its middle."""
        return self.font * 0.36


WIDE = Size("wide", 900, 320, 14, 24, 8)
NARROW = Size("narrow", 360, 0, 12, 20, 5)


def draw(
    charts: Iterable[Chart], counts: Sequence[Sequence[int]]
) -> Iterator[tuple[Markup, Markup]]:
    """Each chart of the same counts as a wide and a narrow ``<svg>``.

    Parameters: ``counts`` of each part of each bar; every bar has as many, every part counts
    something somewhere. Equal charts give equal text.
    """
    wide = place(counts, WIDE.axis, WIDE.ticks)
    narrow = wide.scaled(NARROW.axis / WIDE.axis, NARROW.ticks)
    for chart in charts:
        yield (
            _markup(_Drawing(chart, counts, WIDE, wide)),
            _markup(_Drawing(chart, counts, NARROW, narrow)),
        )


def _markup(drawing: "_Drawing") -> Markup:
    return Markup(tostring(drawing.svg(), "unicode"))  # escapes every text


@dataclass(frozen=True)
class _Drawing:
    """Where everything stands in one format, from the top left corner."""

    chart: Chart
    counts: Sequence[Sequence[int]]
    size: Size
    places: Places

    @cached_property
    def labels(self) -> list[list[str]]:
        """The lines of every label; all are numbered if one of them is cut."""
        font, room = self.size.font, self.size.room
        whole = [balanced(label, room, font) for label in self.chart.labels]
        if all(len(lines) <= _MOST_LINES for lines in whole):
            return whole
        return [
            shortened(wrapped(f"{number}. {label}", room, font), _MOST_LINES, room, font)
            for number, label in enumerate(self.chart.labels, 1)
        ]

    @cached_property
    def legend(self) -> list[list[tuple[float, Part]]]:
        """The parts row by row, each with its place in the row."""
        rows: list[list[tuple[float, Part]]] = [[]]
        start = 0.0
        for part in self.chart.parts:
            width = 1.5 * _SWATCH + width_of(part.label, self.size.font)
            if rows[-1] and start + width > self.size.width:
                rows.append([])
                start = 0.0
            rows[-1].append((start, part))
            start += width + 2 * _GAP
        return rows

    @cached_property
    def top(self) -> float:
        """Where the axis begins, below the legend."""
        return len(self.legend) * self.size.line * 1.3 + _GAP / 2

    @cached_property
    def ends(self) -> list[float]:
        """How far down each bar reaches with its label and the gap after it."""
        size = self.size
        heights = (len(lines) * size.line for lines in self.labels)
        slots = (
            max(height, size.thickness) if size.column else height + size.thickness
            for height in heights
        )
        return list(accumulate((slot + _GAP for slot in slots), initial=self.top))[1:]

    @property
    def bottom(self) -> float:
        """Where the axis ends."""
        return self.ends[-1]

    def middle(self, number: int) -> float:
        """How far down the middle of a bar is."""
        size = self.size
        beside = max(len(self.labels[number]) * size.line, size.thickness)
        return self.ends[number] - (_GAP + (beside if size.column else size.thickness)) / 2

    @property
    def hatch(self) -> str:
        """The id of the pattern of the part that is hatched."""
        return f"figure-{self.chart.id}-{self.size.word}"

    def svg(self) -> Element:
        """The legend, the axis and the bars."""
        svg = Element("svg")
        svg.set("class", self.size.word)
        svg.set("viewBox", f"0 0 {self.size.width} {_short(self.bottom + self.size.line * 1.4)}")
        svg.set("preserveAspectRatio", "xMinYMin")
        svg.set("role", "img")
        svg.set("aria-label", self.chart.told)
        _text(svg, "title", self.chart.heading)
        if any(part.word == HATCHED for part in self.chart.parts):
            svg.append(self._pattern())
        for row, entries in enumerate(self.legend):
            svg.extend(self._legend_entry(start, row, part) for start, part in entries)
        svg.append(self._axis())
        svg.extend(self._label(number) for number in range(len(self.labels)))
        svg.extend(self._part(number, part) for number, part in enumerate(self.chart.parts))
        svg.extend(self._outside())
        return svg

    def _pattern(self) -> Element:
        defs = Element("defs")
        pattern = SubElement(defs, "pattern", id=self.hatch, width="7", height="7")
        pattern.set("patternUnits", "userSpaceOnUse")
        pattern.set("patternTransform", "rotate(45)")
        SubElement(pattern, "rect", width="7", height="7")
        SubElement(pattern, "path", d="M0 0V7")
        return defs

    def _group(self, part: Part) -> Element:
        group = Element("g")
        group.set("class", part.word)
        if part.word == HATCHED:
            group.set("fill", f"url(#{self.hatch})")
        return group

    def _legend_entry(self, start: float, row: int, part: Part) -> Element:
        group = Element("g")
        middle = self.size.line * (1.3 * row + 0.6)
        swatch = SubElement(group, "g", self._group(part).attrib)
        _rect(swatch, start + 1, middle - _SWATCH / 2, _SWATCH, _SWATCH)
        _text(group, "text", part.label, start + 1.5 * _SWATCH, middle + self.size.lift)
        return group

    def _axis(self) -> Element:
        axis = Element("g")
        axis.set("class", "axis")
        for start, number in self.places.ticks:
            x = self.size.column + start
            SubElement(axis, "path", d=f"M{_short(x)} {_short(self.top)}V{_short(self.bottom)}")
            _text(axis, "text", str(number), x, self.bottom + self.size.line)
        return axis

    def _label(self, number: int) -> Element:
        """A label beside its bar, ending at the axis, or above its bar."""
        lines, size = self.labels[number], self.size
        label = Element("text")
        label.set("class", "label")
        if lines[-1].endswith(MORE):
            _text(label, "title", self.chart.labels[number])
        last = self.middle(number) + (len(lines) - 1) * size.line / 2 + size.lift
        if not size.column:
            last = self.middle(number) - size.thickness / 2 - size.font * 0.4
        x = size.column or self.places.ticks[0][0]
        for line, content in enumerate(lines, 1 - len(lines)):
            _text(label, "tspan", content, x, last + line * size.line)
        return label

    def _part(self, number: int, part: Part) -> Element:
        group = self._group(part)
        for bar, counts in enumerate(self.counts):
            if counts[number]:
                self._add_part(group, bar, number)
        return group

    def _add_part(self, group: Element, bar: int, number: int) -> None:
        """A part with its count, in its middle if there is room and else as a hint."""
        count = str(self.counts[bar][number])
        start, width = self.places.bars[bar][number]
        x, middle = self.size.column + start, self.middle(bar)
        thickness = self.size.thickness
        rect = _rect(group, x, middle - thickness / 2, width, thickness)
        if self._has_room(count, width):
            _text(group, "text", count, x + width / 2, middle + self.size.lift)
        else:
            _text(rect, "title", f"{self.chart.parts[number].label}: {count}")

    def _has_room(self, count: str, width: float) -> bool:
        return width_of(count, self.size.font) + 4 <= width

    def _outside(self) -> Iterator[Element]:
        """The counts of bars too short to hold any, after the bar, so that none seems lost."""
        for number, (counts, parts) in enumerate(zip(self.counts, self.places.bars, strict=True)):
            told = [str(count) for count in counts if count] or ["0"]
            ends = [start + width for start, width in parts]
            if not any(map(self._has_room, map(str, counts), (width for _, width in parts))):
                x = self.size.column + max(ends) + _GAP / 2
                group = Element("g")
                _text(group, "text", " + ".join(told), x, self.middle(number) + self.size.lift)
                yield group


def _rect(parent: Element, x: float, y: float, width: float, height: float) -> Element:
    sides = {"x": x, "y": y, "width": width, "height": height}
    return SubElement(parent, "rect", {name: _short(side) for name, side in sides.items()})


def _text(
    parent: Element, tag: str, content: str, x: float | None = None, y: float | None = None
) -> None:
    at = {"x": x, "y": y}
    node = SubElement(parent, tag, {k: _short(v) for k, v in at.items() if v is not None})
    node.text = content


def _short(number: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0")
