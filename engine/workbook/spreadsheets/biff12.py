"""What an .xlsb file (MS-XLSB) says of its cells beside their values.

Goes through the records of its parts; knows neither the library nor the meaning of a cell.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from struct import unpack_from

from ...errors import InputError
from ..limits import INDEX
from .links import links, main_part
from .marks import ERRORS, Book, Marks, failed_text
from .package import Package

_SHEET, _FORMAT, _STYLE, _STYLES, _STYLES_END = 156, 44, 47, 617, 618
_ROW, _CELL_ERROR, _FORMULA_ERROR, _COLUMN, _MERGED = 0, 3, 11, 60, 176
_BOOK, _SHORT_NUMBER = 153, 2
_NUMBERS = (_SHORT_NUMBER, 5, 9)  # a short number, a long one, the value of a formula
_WHOLE = 2  # the lowest bits of a short number that is whole: the library takes no day for one
_DAYS = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))  # formats built in
_DAY = re.compile("[dy]", re.IGNORECASE)
_NO_FORMAT = re.compile(r'"[^"]*"|\[[^]]*\]|[\\_*].')
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01
_ZEROS = re.compile("0{2,}")
_LAST_DAY = 2_958_466  # in the year 10000


@dataclass(slots=True)
class _Styles:
    """How many digits numbers of a style are shown with, and which styles show days."""

    digits: dict[int, int] = field(default_factory=dict)
    days: set[int] = field(default_factory=set)
    is_1904: bool = False

    def day(self, number: int) -> date | None:
        """The day that a whole number is, if spreadsheet programs know it."""
        if not 0 < number < _LAST_DAY:
            return None
        zero = date(1904, 1, 1) if self.is_1904 else date(1899, 12, 30 if number > 60 else 31)
        return zero + timedelta(number)


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
        told = [
            (record, data) for record, data in _records(package, main) if record in (_BOOK, _SHEET)
        ]
        styles = _styles(
            package, [part for kind, part in linked.values() if kind.endswith("/styles")]
        )
        styles.is_1904 = any(record == _BOOK and data[0] & 1 for record, data in told)
        sheets = [data for record, data in told if record == _SHEET]
        for number, data in enumerate(sheets):
            kind, part = linked.get(_wide(data, 8), ("", ""))
            if kind.endswith("/worksheet"):
                book.marks[number] = _marks(package, part, styles)
        for kind, part in linked.values():
            if kind.endswith("/sharedstrings"):
                package.check(part)
        package.check_others()
    except (struct.error, IndexError, UnicodeError) as error:
        raise InputError("file-corrupt", name) from error
    return book


def _marks(package: Package, part: str, styles: _Styles) -> Marks:
    marks, row = Marks(package.name, merged=[]), 0
    for record, data in _records(package, part):
        if record == _ROW:
            row = unpack_from("<I", data)[0]
            if data[11] & _HIDDEN_ROW:
                marks.hide_rows(row, row)
        elif record in (_CELL_ERROR, _FORMULA_ERROR):
            column = unpack_from("<I", data)[0]
            marks.instead.append((row, column, ERRORS.get(data[8], failed_text(""))))
        elif record == _COLUMN:
            first, last, _, _, flags = unpack_from("<IIIIH", data)
            if flags & _HIDDEN_COLUMN:
                marks.hidden_columns.append((first, last))
        elif record == _MERGED and marks.merged is not None:
            top, bottom, left, right = unpack_from("<IIII", data)
            marks.merged.append(((top, left), (bottom, right)))
        elif record in _NUMBERS:
            _number(marks, row, record, data, styles)
        else:
            continue
        marks.bound()
    return marks


def _number(marks: Marks, row: int, record: int, data: bytes, styles: _Styles) -> None:
    column, style = unpack_from("<II", data)
    style &= 0xFFFFFF
    if style in styles.digits:
        marks.padded.append((row, column, styles.digits[style]))
    elif record == _SHORT_NUMBER and style in styles.days and data[8] & 3 == _WHOLE:
        day = styles.day(unpack_from("<i", data, 8)[0] >> 2)
        marks.instead += [(row, column, day)] if day else []


def _styles(package: Package, parts: list[str]) -> _Styles:
    codes: dict[int, str] = {}
    styles, number = _Styles(), 0
    is_of_cells = False
    for record, data in _records(package, parts[0]) if parts else ():
        if record == _FORMAT:
            codes[unpack_from("<H", data)[0]] = _NO_FORMAT.sub("", _wide(data, 2))
        elif record in (_STYLES, _STYLES_END):
            is_of_cells = record == _STYLES
        elif record == _STYLE and is_of_cells:
            shown = unpack_from("<H", data, 2)[0]
            code = codes.get(shown, "")
            if shown in _DAYS or _DAY.search(code):
                styles.days.add(number)
            elif _ZEROS.fullmatch(code):
                styles.digits[number] = len(code)
            number += 1
    return styles


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
