"""Look through the XML of one worksheet for what the library hides, without parsing it.

Searches only, so it holds for what is written plainly, as nearly every program does; the rest
must be rewritten first. Knows nothing of the other parts of a file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import chain

from .marks import Marks, failed_text

_LONGEST = 1 << 25  # bytes of a row: wide as it may be, nobody writes a longer one
_MANY = 50
_START = 4000  # bytes in which the first element must begin
_PREFIXED = re.compile(rb"(<[A-Za-z0-9_]+:)worksheet[ >]")
_COLUMN = re.compile(rb"<col ([^<>]*)>")
_ATTRIBUTE = re.compile(rb'([A-Za-z]+)="([^"]*)"')
_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-?8)", re.IGNORECASE)
_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^<>]*(?<!/)>')
_HIDDEN_ROW = re.compile(rb'<row r="([0-9]+)"[^<>]*? hidden="(?:1|true)"')
_ERROR = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^<>]*? t="e"[^<>]*>'
    rb"(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?(?:<v[^<>]*>([^<]*)</v>)?"
)
_FORMULA = rb'<c r="([A-Z]+)([0-9]+)"(?![^<>]* t="e")([^<>]*)><f(?:[^<>]*/>|[^<>]*>([^<]*)</f>)'
_UNCALCULATED = re.compile(_FORMULA + rb"(?:<v[^<>]*/>|<v[^<>]*></v>)?</c>")
_STALE = re.compile(_FORMULA + rb"(?:<v[^<>]*/>|<v[^<>]*>0?</v>)?</c>")
_UNPLACED = re.compile(rb'<c(?! r=")[\s>]')
_REFERENCE = re.compile(rb"<v>[^<]*&#")


class UnplainError(Exception):
    """The XML is right, but written in a way that cannot be searched."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What to look for: formulas without a value, and numbers shown with so many digits.

    ``digits`` are told by the style of a cell; ``padded`` finds cells of those styles.
    """

    uncalculated: re.Pattern[bytes]
    digits: Mapping[bytes, int]
    padded: re.Pattern[bytes] | None


def looks_for(digits: Mapping[bytes, int], is_stale: bool) -> Looks:
    """What to look for in the sheets of a file.

    Parameters: ``digits`` says which styles show a number with how many digits; ``is_stale``
    if the file asks to be calculated anew: the zeros of formulas are then what a program wrote
    that calculates nothing.
    """
    styles = b"|".join(digits) if len(digits) < _MANY else b"[0-9]+"
    padded = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^<>]*? s="(' + styles + rb')"')
    return Looks(_STALE if is_stale else _UNCALCULATED, digits, padded if digits else None)


def look(file: str, blocks: Iterator[bytes], looks: Looks) -> Marks:
    """Find the marks of a sheet.

    Parameters: ``file`` is named if it is refused; ``blocks`` are the bytes of the part.

    Raises:
        UnplainError: they have to be written plainly first.
        InputError: there are too many marks.
    """
    marks = Marks(file)
    blocks = _unprefixed(blocks)
    head, first = _head(blocks)
    if b"<worksheet" not in head or b"<!" in head or _ENCODING.match(head):
        raise UnplainError
    marks.hidden_columns = list(_hidden_columns(head))
    for number, (rows, end) in enumerate(_rows(first, blocks)):
        _find(rows, end, looks, marks, number == 0)
        marks.bound()
    return marks


def _find(rows: bytes, end: int, looks: Looks, marks: Marks, is_first: bool) -> None:
    """Find the marks of some rows; what is searched first is seldom there, and found quickly."""
    has_errors = rows.find(b' t="e"', 0, end) >= 0
    has_formulas = rows.find(b"<f", 0, end) >= 0
    has_hidden = rows.find(b' hidden="', 0, end) >= 0
    has_any = has_errors or has_formulas or has_hidden or bool(looks.padded)
    _refuse_unplain(rows, end, is_first or has_any)
    if has_errors:
        for letters, line, text in _ERROR.findall(rows, 0, end):
            marks.instead.append((*_place(letters, line), failed_text(_text(text))))
    if has_formulas:
        for letters, line, attributes, text in looks.uncalculated.findall(rows, 0, end):
            # An empty text is what a formula may well have calculated.
            if b' t="str"' not in attributes:
                marks.instead.append((*_place(letters, line), f"={_text(text)}"))
    if has_hidden:
        for line in _HIDDEN_ROW.findall(rows, 0, end):
            marks.hide_rows(int(line) - 1, int(line) - 1)
    if looks.padded:
        for letters, line, style in looks.padded.findall(rows, 0, end):
            if style in looks.digits:
                marks.padded.append((*_place(letters, line), looks.digits[style]))


def _unprefixed(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Without the prefix that some programs give every element."""
    start = next(blocks, b"")
    found = _PREFIXED.search(start, 0, _START)
    if not found:
        yield from chain([start], blocks)
        return
    rest = b""
    for block in chain([start], blocks, [b"<"]):
        whole = rest + block
        cut = whole.rfind(b"<")
        rest = whole[cut:]
        yield whole[:cut].replace(found[1], b"<").replace(b"</" + found[1][1:], b"</")


def _head(blocks: Iterator[bytes]) -> tuple[bytes, bytes]:
    """What stands before the cells, and the first of them."""
    head = b""
    for block in blocks:
        head += block
        if (start := head.find(b"<sheetData")) >= 0:
            return head[:start], head[start:].replace(b"<sheetData/>", b"</sheetData>", 1)
        if len(head) > _LONGEST:
            break
    raise UnplainError


def _rows(first: bytes, blocks: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    """Bytes with whole cells, and where the last of them ends: to cut them out would cost time."""
    rest = first
    for block in chain([b""], blocks):
        rows = rest + block
        end = max(rows.rfind(b"<row"), rows.rfind(b"<c "))
        if end <= 0 and b"</sheetData" in rows:
            break
        rest = rows[max(end, 0) :]
        if len(rest) > _LONGEST:
            raise UnplainError
        if end > 0:
            yield rows, end
    else:
        rows = rest
    yield rows, len(rows)
    for _ in blocks:  # the rest is unpacked only to see that it is whole
        pass


def _refuse_unplain(rows: bytes, end: int, is_whole: bool) -> None:
    """No text is written in an unusual way, and every cell and row has its address first."""
    if b"!" in rows and b"<!" in rows:  # a single byte is found at once
        raise UnplainError
    if b"&" in rows and b"&#" in rows and _REFERENCE.search(rows, 0, end):
        raise UnplainError
    # Where a cell has no address, the library counts; it only matters where there are marks.
    if is_whole and (
        rows.count(b"<row", 0, end) != rows.count(b'<row r="', 0, end)
        or (
            rows.count(b"<c", 0, end) != rows.count(b'<c r="', 0, end)  # cells, or colours
            and _UNPLACED.search(rows, 0, end)
        )
    ):
        raise UnplainError


def _hidden_columns(head: bytes) -> Iterator[tuple[int, int]]:
    for attributes in _COLUMN.findall(head):
        found = dict(_ATTRIBUTE.findall(attributes))
        first, last = found.get(b"min", b""), found.get(b"max", b"")
        if found.get(b"hidden") in (b"1", b"true") and first.isdigit() and last.isdigit():
            yield int(first) - 1, int(last) - 1


def spanned(blocks: Iterator[bytes]) -> int:
    """Count the cells of the rectangle from A1 to the last cell, of a sheet written plainly."""
    height = width = 0
    for rows, end in _rows(_head(blocks)[1], blocks):
        for letters, line in set(_CELL.findall(rows, 0, end)):
            height, width = max(height, int(line)), max(width, column_number(letters.decode()))
    return height * width


def _place(letters: bytes, line: bytes) -> tuple[int, int]:
    return int(line) - 1, column_number(letters.decode()) - 1


def _text(text: bytes) -> str:
    return " ".join(unescape(text.decode(errors="replace")).split())


def column_number(letters: str) -> int:
    """The 1-based number of a column.

    >>> column_number("AB")
    28
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
