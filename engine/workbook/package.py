"""Look into the parts of an .xlsx file for what the spreadsheet reader hides.

The reader allocates a whole rectangle for each sheet and shows an error, or a formula
that was never calculated, as an empty cell. Knows no vocabulary.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree

_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]+)(\d+)[\"'][^>]*(?<!/)>")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d+)[\"']")
_UNPLACED_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])(?![^>]*\br=)")
_HIDDEN = (b't="e"', b"t='e'", b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/")
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet: how far it reaches, and the text of cells that seem empty (from 1)."""

    cells: int = 0
    faults: dict[tuple[int, int], str] = field(default_factory=dict)


class Package:
    """The parts of one file.

    Raises:
        zipfile.BadZipFile, KeyError, ElementTree.ParseError: the file is damaged.
    """

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(content))
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self.size = sum(info.file_size for info in self._archive.infolist())

    def parts(self) -> Iterator[tuple[str, Part]]:
        """Look through the sheets, in the order of the workbook."""
        book = self._target(_relationships(self._read("_rels/.rels")), "/officedocument", "")
        folder, _, name = book.rpartition("/")
        targets = _relationships(self._read(f"{folder}/_rels/{name}.rels"))
        for sheet in _children(ElementTree.fromstring(self._read(book)), "sheet"):
            link = sheet.get(f"{_RELATIONS}id") or sheet.get(f"{_STRICT_RELATIONS}id")
            kind, target = targets.get(link or "", ("", ""))
            if kind.endswith("/worksheet"):
                yield sheet.get("name", ""), _part(self._read(_resolve(folder, target)))

    @staticmethod
    def _target(links: dict[str, tuple[str, str]], ending: str, folder: str) -> str:
        for kind, target in links.values():
            if kind.lower().endswith(ending):
                return _resolve(folder, target)
        raise KeyError(ending)

    def _read(self, name: str) -> bytes:
        return self._archive.read(self._names[name.lower().lstrip("/")])


def _relationships(xml: bytes) -> dict[str, tuple[str, str]]:
    return {
        link.get("Id", ""): (link.get("Type", ""), link.get("Target", ""))
        for link in ElementTree.fromstring(xml)
    }


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _children(root: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    return (node for node in root.iter() if node.tag.rpartition("}")[2] == tag)


def _part(xml: bytes) -> Part:
    found = set(_CELL.findall(xml))
    height = max((int(row) for _, row in found), default=1)
    width = max((column_number(letters.decode()) for letters, _ in found), default=1)
    all_are_placed = xml.count(b"<c ") == xml.count(b'<c r="') > 0  # quicker than to search
    if not all_are_placed and _UNPLACED_CELL.search(
        xml
    ):  # cells may leave out their address; then they are in order
        height = max([height, xml.count(b"</row>"), *map(int, _ROW.findall(xml))])
        width = max(width, *(row.count(b"<c") for row in xml.split(b"<row")))
    return Part(height * width, dict(_faults(xml)) if any(mark in xml for mark in _HIDDEN) else {})


def column_number(letters: str) -> int:
    """The 1-based number of a column.

    >>> column_number("AB")
    28
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _faults(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for row_number, row in enumerate(_children(ElementTree.fromstring(xml), "row"), 1):
        line = int(row.get("r", row_number))
        for index, cell in enumerate(_children(row, "c"), 1):
            text = _fault(cell)
            if text:
                letters = cell.get("r", "").rstrip("0123456789")
                yield (line, column_number(letters) if letters else index), text


def _fault(cell: ElementTree.Element) -> str:
    held = {node.tag.rpartition("}")[2]: node.text or "" for node in cell}
    if cell.get("t") == "e":
        return held.get("v") or "#ERROR"
    # An empty text is what a formula may well have calculated; no text at all is not.
    if "f" in held and not held.get("v") and cell.get("t") != "str":
        return f"={held['f']}"
    return ""
