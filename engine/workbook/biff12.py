"""What an .xlsb file (MS-XLSB) says of its cells beside their values.

Goes through the records of its parts; knows neither the library nor the meaning of a cell.
"""

import re
import struct
from collections.abc import Iterator
from struct import unpack_from

from ..errors import InputError
from .limits import INDEX
from .links import links, main_part
from .marks import ERRORS, Book, Marks, failed_text
from .package import Package

_SHEET, _FORMAT, _STYLE, _STYLES, _STYLES_END = 156, 44, 47, 617, 618
_ROW, _CELL_ERROR, _FORMULA_ERROR, _COLUMN, _MERGED = 0, 3, 11, 60, 176
_NUMBERS = (2, 5, 9)  # a short number, a long one, the value of a formula
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01
_ZEROS = re.compile("0{2,}")


def look_through(name: str, content: bytes) -> Book:
    """Look through the sheets of a file.

    Raises:
        InputError: the file is damaged, no workbook, or asks for too much.
    """
    package = Package(name, content)
    main = main_part(package)
    linked = links(package, main)
    book = Book()
    try:
        styles = [part for kind, part in linked.values() if kind.endswith("/styles")]
        digits = _digits(package, styles)
        sheets = [data for record, data in _records(package, main) if record == _SHEET]
        for number, data in enumerate(sheets):
            kind, part = linked.get(_wide(data, 8), ("", ""))
            if kind.endswith("/worksheet"):
                book.marks[number] = _marks(package, part, digits)
        for kind, part in linked.values():
            if kind.endswith("/sharedstrings"):
                package.check(part)
        package.check_others()
    except (struct.error, IndexError, UnicodeError) as error:
        raise InputError("file-corrupt", name) from error
    return book


def _marks(package: Package, part: str, digits: dict[int, int]) -> Marks:
    marks, row = Marks(package.name, merged=[]), 0
    for record, data in _records(package, part):
        if record == _ROW:
            row = unpack_from("<I", data)[0]
            if data[11] & _HIDDEN_ROW:
                marks.hide_rows(row, row)
        elif record in (_CELL_ERROR, _FORMULA_ERROR):
            column = unpack_from("<I", data)[0]
            marks.texts.append((row, column, ERRORS.get(data[8], failed_text(""))))
        elif record == _COLUMN:
            first, last, _, _, flags = unpack_from("<IIIIH", data)
            if flags & _HIDDEN_COLUMN:
                marks.hidden_columns.append((first, last))
        elif record == _MERGED and marks.merged is not None:
            top, bottom, left, right = unpack_from("<IIII", data)
            marks.merged.append(((top, left), (bottom, right)))
        elif digits and record in _NUMBERS:
            column, style = unpack_from("<II", data)
            if shown := digits.get(style & 0xFFFFFF):
                marks.padded.append((row, column, shown))
        marks.bound()
    return marks


def _digits(package: Package, styles: list[str]) -> dict[int, int]:
    """How many digits the styles show whose number format is nothing but zeros."""
    zeros: dict[int, int] = {}
    found: list[int] = []
    is_of_cells = False
    for record, data in _records(package, styles[0]) if styles else ():
        if record == _FORMAT and _ZEROS.fullmatch(code := _wide(data, 2)):
            zeros[unpack_from("<H", data)[0]] = len(code)
        elif record in (_STYLES, _STYLES_END):
            is_of_cells = record == _STYLES
        elif record == _STYLE and is_of_cells:
            found.append(unpack_from("<H", data, 2)[0])
    return {style: zeros[number] for style, number in enumerate(found) if number in zeros}


def _wide(data: bytes, at: int) -> str:
    """A text, led by its length."""
    return data[at + 4 : at + 4 + 2 * unpack_from("<I", data, at)[0]].decode("utf-16-le")


def _records(package: Package, part: str) -> Iterator[tuple[int, bytes]]:
    """Each record of a part: what it is, and its content.

    Raises:
        InputError: the part is missing or damaged.
    """
    rest = b""
    for block in package.blocks(part):
        data, at = rest + block, 0
        while found := _record(data, at):
            record, start, end = found
            if end > len(data):
                break
            yield record, data[start:end]
            at = end
        rest = data[at:]
        if len(rest) > INDEX:
            break
    if rest:
        raise InputError("file-corrupt", package.name)


def _record(data: bytes, at: int) -> tuple[int, int, int] | None:
    """The record at some place, if its head is all there: what it is, where it begins and ends."""
    head = [0, 0]  # seven bits a byte, and one that says whether there is another
    for which, most in enumerate((2, 4)):
        for number in range(most):
            if at == len(data):
                return None
            byte, at = data[at], at + 1
            head[which] |= (byte & 0x7F) << (7 * number)
            if byte < 0x80:
                break
    return head[0], at, at + head[1]
