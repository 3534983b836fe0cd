"""What an .xlsx file says of its sheets beside their values: which part is which, and its marks.

Reads the indexes of the package; knows neither the library nor the meaning of a cell.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import IO

from ...errors import InputError
from ..limits import INDEX, MEGABYTE
from .links import elements, index_of, links, main_part
from .marks import Book, Marks
from .package import Package
from .parsing import well_formed
from .rewriting import plainly
from .worksheet import Looks, UnplainError, look, looks_for, spanned

_MOST_CHECKED = 4 * MEGABYTE  # larger parts rest on their checksums: a check would cost a third
_UNKNOWN_ERROR = re.compile(
    rb'( t="e"[^<>]*>(?:<f>[^<]*</f>)?<v>)(?!#(?:N/A|REF!|VALUE!|DIV/0!|NAME[?]|NUM!|NULL!)<)[^<]*'
)
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
    styles = parts.of_kind("styles")
    if any(part not in package for part in styles):  # no day could be told from a number
        raise InputError("file-corrupt", name)
    looks = looks_for(_digits(package, styles), parts.is_stale)
    book = Book()
    book.rewritten = partial(_rewritten, parts, book, looks)
    book.spanned = parts.spanned
    for number, part in parts.sheets.items():
        try:
            book.marks[number] = look(name, _checked(package, part), looks)
        except UnplainError:
            book.marks[number] = Marks(name)
            book.unplain.add(number)
    for part in filter(package.__contains__, parts.of_kind("sharedstrings")):
        for _ in _checked(package, part):  # they need only be whole
            pass
    package.check_others()
    return book


def _checked(package: Package, part: str) -> Iterator[bytes]:
    """The bytes of a part; the library reads on where XML is damaged, and shifts its texts."""
    blocks = package.blocks(part)
    return well_formed(package.name, blocks) if package.size(part) <= _MOST_CHECKED else blocks


class _Parts:
    """The parts of a file that hold cells, or what cells refer to."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = main_part(package)
        linked = links(package, self.main)
        self._linked = list(linked.values())
        told = elements(package, self.main, ("sheet", "calcPr"))
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

    def needed(self) -> list[str]:
        """All parts that the library needs."""
        found = ["[Content_Types].xml", "_rels/.rels", self.main, index_of(self.main)]
        found += [*self.of_kind("styles"), *self.of_kind("sharedstrings"), *self.sheets.values()]
        return [part for part in dict.fromkeys(found) if part in self.package]

    def spanned(self, number: int) -> int:
        """How many cells the rectangle of a sheet has; of a long part only that nobody knows."""
        is_short = self.package.size(self.sheets[number]) <= INDEX
        return spanned(self.plainly(number)) if is_short else 0

    def plainly(self, number: int) -> Iterator[bytes]:
        """A sheet, written plainly."""
        return plainly(self.package.blocks(self.sheets[number]), self.package.name)


def _rewritten(parts: _Parts, book: Book, looks: Looks, numbers: set[int]) -> bytes:
    """The parts that the library needs, some sheets written plainly, and these looked through.

    The library refuses a file with macro sheets; it does not look into a chart, though.
    """
    plain = {parts.sheets[number]: number for number in numbers}
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as again:
        for part in parts.needed():
            with again.open(part, "w") as sink:
                if part in plain:
                    copied = _copied(parts.plainly(plain[part]), sink)
                    book.marks[plain[part]] = _look(parts.package.name, copied, looks)
                elif part == index_of(parts.main):
                    sink.write(_MACRO_SHEET.sub(_CHART_SHEET, parts.package.read(part)))
                else:
                    sink.writelines(parts.package.blocks(part))
    return memory.getvalue()


def _copied(blocks: Iterator[bytes], sink: IO[bytes]) -> Iterator[bytes]:
    """The same bytes, which are written too, but with errors that the library knows."""
    for block in blocks:
        sink.write(_UNKNOWN_ERROR.sub(rb"\1#N/A", block))
        yield block


def _look(file: str, blocks: Iterator[bytes], looks: Looks) -> Marks:
    try:
        return look(file, blocks, looks)
    except UnplainError as error:  # a row is longer than any that a program writes
        raise InputError("file-too-heavy", file) from error


def _digits(package: Package, styles: list[str]) -> Mapping[bytes, int]:
    """Styles of cells whose number format is nothing but zeros, with the number of zeros."""
    if not styles or package.size(styles[0]) > INDEX:
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
