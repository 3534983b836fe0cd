"""What an .xls file (BIFF5 and BIFF8, MS-XLS) says of its cells beside their values.

Goes through the records of one stream; knows neither the library nor the meaning of a cell.
"""

import re
import struct
from collections.abc import Iterator
from struct import unpack_from

from ...errors import InputError
from ..files import compound
from .marks import ERRORS, Book, Marks, failed_text

_STREAMS = ("Workbook", "Book")
_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FORMAT, _XF = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0
_DIMENSIONS, _ROW, _COLUMNS, _FORMULA, _ERROR = 0x200, 0x208, 0x7D, 0x06, 0x205
_NUMBER, _RK, _MULTIPLE_RK = 0x203, 0x27E, 0xBD
_NUMBERS = (_NUMBER, _RK, _MULTIPLE_RK, _FORMULA)
_WORKSHEET = 0
_FAILED = 2
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_ZEROS = re.compile(rb"0{2,}")


def prepared(name: str, content: bytes) -> bytes:
    """The file without the sizes of its sheets, for which the library would allocate cells.

    Raises:
        InputError: the file is damaged, or protected by a password.
    """
    stream = _stream(name, content)
    changed = bytearray(content)
    for _, offset in _index(name, stream.content)[0]:
        for record, start, end in _sheet(stream.content, offset):
            if record == _DIMENSIONS:
                for position in range(start, end):
                    changed[stream.place(position)] = 0
                break
    return bytes(changed)


def look_through(name: str, content: bytes) -> Book:
    """Look through the sheets of a file.

    Raises:
        InputError: the file is damaged, or asks for too much.
    """
    data = _stream(name, content).content
    sheets, digits = _index(name, data)
    try:
        marks = {
            number: _marks(name, data, offset, digits)
            for number, (kind, offset) in enumerate(sheets)
            if kind == _WORKSHEET
        }
    except (struct.error, IndexError, ValueError) as error:
        raise InputError("file-corrupt", name) from error
    return Book(marks)


def _stream(name: str, content: bytes) -> compound.Stream:
    try:
        found = {each.lower(): each for each in compound.top_names(content)}
        title = next(found[each.lower()] for each in _STREAMS if each.lower() in found)
        return compound.stream(content, title)
    except (ValueError, struct.error, StopIteration) as error:
        raise InputError("file-corrupt", name) from error


def _records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Each record: what it is, where its content begins and ends."""
    while at + 4 <= len(data):
        record, length = unpack_from("<HH", data, at)
        at += 4
        yield record, at, at + length
        at += length


def _sheet(data: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    """The records of a sheet, without those of charts in it."""
    depth = 0
    for record, start, end in _records(data, offset):
        depth += (record == _BOF) - (record == _EOF)
        if depth == 1 and end <= len(data):
            yield record, start, end
        elif depth == 0:
            return


def _index(name: str, data: bytes) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """Kind and offset of each sheet; and how many digits the styles with zeros show."""
    sheets: list[tuple[int, int]] = []
    zeros: dict[int, int] = {}
    styles: list[int] = []
    try:
        for record, start, end in _sheet(data, 0):
            if record == _FILEPASS and data[start:end].strip(b"\0"):
                raise InputError("password-protected", name)
            if record == _BOUNDSHEET:
                offset, _, kind = unpack_from("<IBB", data, start)
                sheets.append((kind, offset))
            elif record == _XF:
                styles.append(unpack_from("<H", data, start + 2)[0])
            elif record == _FORMAT:
                number, code = _format(data[start:end])
                zeros[number] = len(code) if _ZEROS.fullmatch(code) else 0
    except (struct.error, IndexError) as error:
        raise InputError("file-corrupt", name) from error
    return sheets, {n: zeros[number] for n, number in enumerate(styles) if zeros.get(number)}


def _format(content: bytes) -> tuple[int, bytes]:
    """Number and code of a number format; only plain letters of the code come out right."""
    is_old = len(content) == 3 + content[2]  # before BIFF8
    return unpack_from("<H", content)[0], content[3 if is_old else 5 :].replace(b"\0", b"")


def _marks(file: str, data: bytes, offset: int, digits: dict[int, int]) -> Marks:
    marks = Marks(file)
    for record, start, end in _sheet(data, offset):
        if record == _ROW:
            if data[start + 12] & _HIDDEN_ROW:
                row = unpack_from("<H", data, start)[0]
                marks.hide_rows(row, row)
        elif record == _COLUMNS:
            first, last, _, _, flags = unpack_from("<HHHHH", data, start)
            if flags & _HIDDEN_COLUMN:
                marks.hidden_columns.append((first, last))
        elif code := _error_code(data[start:end], record):
            row, column = unpack_from("<HH", data, start)
            marks.instead.append((row, column, ERRORS.get(code - 1, failed_text(""))))
        elif digits and record in _NUMBERS:
            marks.padded += _padded(data[start:end], record, digits)
        else:
            continue
        marks.bound()
    return marks


def _error_code(content: bytes, record: int) -> int:
    """One more than the code of a failed formula, if the record is of one."""
    if record == _ERROR and content[7]:
        return content[6] + 1
    if record == _FORMULA and content[12:14] == b"\xff\xff" and content[6] == _FAILED:
        return content[8] + 1
    return 0


def _padded(content: bytes, record: int, digits: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    row, column = unpack_from("<HH", content)
    width = 6 if record == _MULTIPLE_RK else len(content)
    for place in range(4, len(content) - 2 if record == _MULTIPLE_RK else 5, width):
        style = unpack_from("<H", content, place)[0]
        if style in digits:
            yield row, column + (place - 4) // width, digits[style]
