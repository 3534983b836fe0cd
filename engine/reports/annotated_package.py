"""Look into the package of an .xlsx file: may it be copied, what would a copy lack?

Knows parts and marks of the format, not what a workbook says.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from openpyxl.utils import column_index_from_string

from ..errors import InputError
from ..workbook.spreadsheets.package import Package

MOST_TAGS = 1_500_000
"""Tags in all parts of a file that is copied: about 300,000 filled cells."""

MOST_BYTES = 200_000_000
"""Bytes of these parts, unpacked."""

MOST_MERGED = 300_000
"""Cells in merged ranges: openpyxl makes an object of each."""

MACROS = "xl/vbaproject.bin"
DATES = "docprops/core.xml"

_XML = (".xml", ".rels", ".vml")

# What openpyxl does not write again, by the names of the parts that hold it.
_LOST_PARTS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "charts": r"xl/charts/chart",
        "images": r"xl/media/",
        "shapes": r"xl/diagrams/",
        "controls": r"xl/(ctrlprops|activex|embeddings)/",
        "slicers": r"xl/(slicers|slicercaches|timelines|timelinecaches)/",
        "connections": r"xl/(connections\.xml|querytables/|model/)",
        "threads": r"xl/(threadedcomments|persons)/",
        "rich-values": r"xl/(richdata/|metadata\.xml)",
        "sheets": r"xl/(dialogsheets|macrosheets)/",
        "attachments": r"(customxml|customui|xl/webextensions|webextensions)/",
    }.items()
}
# The same by what stands in parts that are written again.
_LOST_MARKS: Mapping[str, re.Pattern[bytes]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "shapes": rb"<(?:\w+:)?(?:sp|grpSp|cxnSp|contentPart)[\s>]",
        "sparklines": rb"<(?:\w+:)?sparklineGroup[\s>]",
        "formats": rb"<x14:conditionalFormatting[\s>]",
        "validations": rb"<x14:dataValidation[\s>]",
        "pictures": rb"<(?:\w+:)?(?:legacyDrawingHF|picture)\s",
        "controls": rb"<(?:\w+:)?(?:oleObject|control)\s",
        "table-styles": rb"<(?:\w+:)?tableStyle\s",
    }.items()
}
_WRITTEN_AGAIN = re.compile(
    r"(.*/)?_rels/|\[content_types\]\.xml|docprops/|xl/(workbook|styles|theme|sharedstrings"
    r"|calcchain|worksheets/|chartsheets/|comments|drawings/|printersettings/|externallinks/"
    r"|tables/|pivot|vba|charts/(style|colors))"
)
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"
)
_WORTH_A_LOOK = re.compile(rb"<(?:\w+:)?(?:f[\s>/]|mergeCell\s)")
_RESULTS = ("n", "str", "b", "e")
_FORMULA = re.compile(
    rb'(<c r="([A-Z]+[0-9]+)"(?: s="[0-9]+")?)(><f[^<]*(?:</f>)?)(?:<v ?/>|<v></v>)'
)

_SHAPE_END = re.compile(rb"</\w+:shape>")
_BOX_AT = [re.compile(rb"<\w+:%s>([0-9]{1,7})</" % name) for name in (b"Row", b"Column")]
_BOX_SIZE = [
    re.compile(rb"[;'\"\s]%s:([0-9]{1,5}(?:[.][0-9]{1,3})?)(pt|px)" % name)
    for name in (b"width", b"height")
]
_PIXELS = {b"pt": 4 / 3, b"px": 1.0}


def refusal(package: Package) -> str:
    """Why a file is not copied, as the end of a message; nothing if it can be.

    openpyxl makes an object of each tag, and asks no questions.
    """
    parts = list(filter(_is_xml, package.names()))
    if sum(map(package.size, parts)) > MOST_BYTES:
        return "large"
    tags = merged = 0
    try:
        for part in parts:
            blocks = []
            for block in package.blocks(part):
                tags += block.count(b"<")
                if tags > MOST_TAGS:
                    return "large"
                blocks.append(block)
            merged += sum(map(_area, _MERGED.finditer(b"".join(blocks))))
    except InputError:
        return "unsafe"
    return "large" if merged > MOST_MERGED else ""


def _area(merged: re.Match[bytes]) -> int:
    left, top, right, bottom = merged.groups()
    width = column_index_from_string(right.decode()) - column_index_from_string(left.decode())
    return (1 + width) * (1 + int(bottom) - int(top))


def _is_xml(part: str) -> bool:
    return part.endswith(_XML)


def lost(package: Package, pictures: int) -> Iterator[str]:
    """What a copy lacks, as the ends of messages, some of it more than once.

    Parameters: ``pictures`` is how many of them openpyxl has found, and will write again.
    """
    held = Counter(map(_held_in, package.names()))
    if held["images"] <= pictures:
        del held["images"]
    yield from filter(None, held)
    for part in filter(_is_xml, package.names()):
        content = b"".join(package.blocks(part))
        yield from (name for name, mark in _LOST_MARKS.items() if mark.search(content))


def _held_in(part: str) -> str:
    """What a part holds, if openpyxl does not write it again, or not as it was."""
    for name, pattern in _LOST_PARTS.items():
        if pattern.match(part):
            return name
    return "" if _WRITTEN_AGAIN.match(part) else "others"


Results = Mapping[str, tuple[str, str]]
"""What formulas last came to, by the address of their cells: the type and the text."""


class Held(NamedTuple):
    """What the cells of a sheet hold that openpyxl does not keep, if it keeps the cell at all.

    ``filled`` are the addresses of all cells with a value.
    """

    results: Results
    filled: frozenset[str]


def held(sheet: bytes) -> Held:
    """Look through the cells of a sheet, if there may be something in them that is not kept.

    Raises:
        xml.etree.ElementTree.ParseError: the sheet is damaged.
    """
    found: dict[str, tuple[str, str]] = {}
    filled: set[str] = set()
    if not _WORTH_A_LOOK.search(sheet):
        return Held(found, frozenset())
    for _, row in ElementTree.iterparse(BytesIO(sheet)):
        if not row.tag.endswith("}row"):
            continue
        for cell in row:
            inside = {node.tag.rpartition("}")[2]: node.text or "" for node in cell}
            address, kind = cell.get("r", ""), cell.get("t", "n")
            if inside and address:
                filled.add(address)
            if {"f", "v"} <= inside.keys() and kind in _RESULTS:
                found[address] = (kind, inside["v"])
        row.clear()
    return Held(found, frozenset(filled))


def with_results(sheet: bytes, known: Results) -> bytes:
    """A sheet that openpyxl wrote, with what its formulas came to."""

    def filled(match: re.Match[bytes]) -> bytes:
        start, address, formula = match.groups()
        kind, text = known.get(address.decode(), ("", ""))
        if not kind:
            return match.group()
        value = escape(text).encode()
        return b'%s t="%s"%s<v>%s</v>' % (start, kind.encode(), formula, value)

    return _FORMULA.sub(filled, sheet) if known else sheet


def box_sizes(drawing: bytes) -> Iterator[tuple[int, int, tuple[float, float]]]:
    """The row and column (from 1) of each comment, with the width and height of its box in pixels.

    Parameters: ``drawing`` is the part in which the boxes of a sheet are drawn.
    """
    for shape in _SHAPE_END.split(drawing):
        at = [int(found[1]) + 1 for mark in _BOX_AT if (found := mark.search(shape))]
        size = [
            float(found[1]) * _PIXELS[found[2]]
            for mark in _BOX_SIZE
            if (found := mark.search(shape))
        ]
        if len(at) == len(size) == 2:
            yield at[0], at[1], (size[0], size[1])
