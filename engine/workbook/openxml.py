"""What an .xlsx file says of its sheets beside their values: which part is which, and its marks.

Reads the indexes of the package; knows neither the library nor the meaning of a cell.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from ..errors import InputError
from .limits import INDEX
from .links import elements, index_of, links, main_part
from .marks import Book, Marks
from .package import Package
from .rewriting import plainly
from .worksheet import UnplainError, look, looks_for, spanned

_KNOWN_ERROR = "#N/A"
_MACRO_SHEET = re.compile(rb"[^\"']*/xl(?:Intl)?Macrosheet(?=[\"'])", re.IGNORECASE)
_CHART_SHEET = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet"
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s([^>]*)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs[\s>](.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf[\s>]([^>]*)")
_FORMAT_ID = re.compile(rb'numFmtId="([0-9]+)"')
_FORMAT_CODE = re.compile(rb'formatCode="(0{2,})"')


def look_through(name: str, content: bytes) -> Book:
    """Look through the sheets of a file.

    Raises:
        InputError: the file is damaged, no workbook, or asks for too much.
    """
    package = Package(name, content)
    parts = _Parts(package)
    looks = looks_for(_digits(package, parts.of_kind("styles")), parts.is_stale)

    def rewritten(numbers: set[int]) -> bytes:
        for number in numbers:
            book.marks[number] = look(name, parts.plainly(number), looks)
        return parts.rewritten(numbers)

    book = Book(rewritten=rewritten, spanned=lambda number: spanned(parts.plainly(number)))
    for number, part in parts.sheets.items():
        try:
            book.marks[number] = look(name, package.blocks(part), looks)
        except UnplainError:
            book.marks[number] = Marks(name)
            book.unplain.add(number)
    for part in parts.of_kind("sharedstrings"):
        package.check(part)
    package.check_others()
    return book


class _Parts:
    """The parts of a file that hold cells, or what cells refer to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = main_part(package)
        linked = links(package, self._main)
        self._linked = list(linked.values())
        told = elements(package, self._main, ("sheet", "calcPr"))
        sheets = [values for tag, values in told if tag == "sheet"]
        self.is_stale = any(values.get("fullCalcOnLoad") in ("1", "true") for _, values in told)
        self.sheets: dict[int, str] = {}
        for number, values in enumerate(sheets):
            link = next((v for key, v in values.items() if key.rpartition(":")[2] == "id"), "")
            kind, part = linked.get(link, ("", ""))
            if kind.endswith("/worksheet"):
                self.sheets[number] = part
        if len({values.get("name") for values in sheets}) < len(sheets):
            raise InputError("file-corrupt", package.name)
        if len(set(self.sheets.values())) < len(self.sheets):
            raise InputError("file-unsafe", package.name)  # a small file becomes huge so

    def of_kind(self, kind: str) -> list[str]:
        """Parts that the workbook links to, by the end of the kind of link."""
        return [part for found, part in self._linked if found.endswith(f"/{kind}")]

    def rewritten(self, numbers: set[int]) -> bytes:
        """The parts that the library needs, with some sheets written plainly.

        The library refuses a file with macro sheets; it does not look into a chart, though.

        Raises:
            InputError: the XML of such a sheet is damaged.
        """
        plain = {self.sheets[number] for number in numbers}
        needed = ["[Content_Types].xml", "_rels/.rels", self._main, index_of(self._main)]
        needed += [*self.of_kind("styles"), *self.of_kind("sharedstrings"), *self.sheets.values()]
        memory = BytesIO()
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as again:
            for part in dict.fromkeys(part for part in needed if part in self._package):
                blocks = self._package.blocks(part)
                if part == index_of(self._main):
                    blocks = iter([_MACRO_SHEET.sub(_CHART_SHEET, self._package.read(part))])
                elif part in plain:
                    blocks = plainly(blocks, self._package.name, _KNOWN_ERROR)
                with again.open(part, "w") as sink:
                    sink.writelines(blocks)
        return memory.getvalue()

    def plainly(self, number: int) -> Iterator[bytes]:
        """A sheet, written plainly."""
        return plainly(self._package.blocks(self.sheets[number]), self._package.name)


def _digits(package: Package, styles: list[str]) -> Mapping[bytes, int]:
    """Styles of cells whose number format is nothing but zeros, with the number of zeros."""
    if not styles or styles[0] not in package or package.size(styles[0]) > INDEX:
        return {}
    xml = package.read(styles[0])
    if b'"00' not in xml:  # most files have none
        return {}
    zeros: dict[bytes, int] = {}
    for attributes in _NUMBER_FORMAT.findall(xml):
        number, code = _FORMAT_ID.search(attributes), _FORMAT_CODE.search(attributes)
        if number and code:
            zeros[number[1]] = len(code[1])
    formats = _CELL_FORMATS.search(xml)
    styles_of = _CELL_FORMAT.findall(formats[1]) if formats else []
    found = (_FORMAT_ID.search(each) for each in styles_of)
    return {
        str(style).encode(): zeros[number[1]]
        for style, number in enumerate(found)
        if number and number[1] in zeros
    }
