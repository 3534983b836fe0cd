"""What an .ods file says of its cells beside their values, and its cells written plainly.

Reads one part of the package; knows neither the library nor the meaning of a cell.
"""

import re
import zipfile
from functools import partial
from html import escape
from io import BytesIO
from typing import Protocol

from ...errors import InputError
from .. import limits
from .marks import Book, Marks, failed_text
from .package import Package
from .parsing import parse

_CONTENT = "content.xml"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = (
    f'<office:document-content xmlns:office="{_SPACE}:office:1.0" xmlns:table="{_SPACE}:table:1.0"'
    f' xmlns:text="{_SPACE}:text:1.0"><office:body><office:spreadsheet>'
)
_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_ERROR = re.compile(r"#[A-Z/0]+[!?]?|Err:[0-9]+")
_PADDED = re.compile(r"-?(0[0-9]+)")
_DURATION = re.compile(r"PT([0-9]{1,9})H([0-9]{2})M([0-9]{2})")
_PREFIX = re.compile(r"[a-z]+:(?==)")
_UNKNOWN = {"text:tab": " ", "text:line-break": "\n"}  # the library leaves them out
_MOST_SPACES = 1000
_MOST = 1_048_576  # rows of a sheet
_ROWS, _ROWS_SPANNED = "table:number-rows-repeated", "table:number-rows-spanned"
_COLUMNS, _COLUMNS_SPANNED = "table:number-columns-repeated", "table:number-columns-spanned"
_KEPT = (
    _COLUMNS, "table:formula", "office:value-type", "office:value", "office:string-value",
    "office:date-value", "office:time-value", "office:boolean-value",
)  # fmt: skip

Values = dict[str, str]


class _Consumer(Protocol):
    """Takes what stands in the tables, in its order; texts have no frames or notes in them."""

    def table(self, values: Values) -> None: ...
    def column(self, values: Values) -> None: ...
    def row(self, values: Values) -> None: ...
    def cell(self, values: Values, text: str | None, is_odd: bool) -> None: ...
    def end_row(self) -> None: ...
    def end_table(self) -> None: ...


def look_through(name: str, content: bytes) -> Book:
    """Look through the sheets of a file.

    Raises:
        InputError: the file is damaged, or asks for too much.
    """
    package = Package(name, content)
    book = Book(rewritten=partial(_rewritten, package))
    for _ in parse(name, package.blocks(_CONTENT), _Tables(_Marking(name, book))):
        pass
    package.check_others()
    return book


class _Tables:
    """Handles the events of the parser."""

    def __init__(self, consumer: _Consumer) -> None:
        self._consumer = consumer
        self._cell: Values | None = None
        self._text: list[str] = []
        self._is_odd = False
        self._depth = 0  # of elements inside a cell
        self._skipped = 0  # of elements inside something in a cell that is no text of its

    def start(self, tag: str, values: Values) -> None:
        """An element begins."""
        if self._cell is not None:
            self._inside(tag, values)
        elif tag in _CELLS:
            self._cell, self._text, self._is_odd = values, [], False
        elif tag == "table:table-row":
            self._consumer.row(values)
        elif tag == "table:table-column":
            self._consumer.column(values)
        elif tag == "table:table":
            self._consumer.table(values)

    def _inside(self, tag: str, values: Values) -> None:
        self._depth += 1
        if self._skipped or (self._depth == 1 and tag != "text:p") or tag.startswith("draw:"):
            self._skipped += 1
            self._is_odd = self._is_odd or (self._skipped == 1 and tag != "office:annotation")
        elif tag == "text:p":
            self._text.append("\n" if self._text else "")
        elif tag == "text:s":
            self._text.append(" " * min(int(values.get("text:c", "1")), _MOST_SPACES))
        elif tag in _UNKNOWN:
            self._text.append(_UNKNOWN[tag])
            self._is_odd = True

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._depth:
            self._depth -= 1
            self._skipped -= self._skipped > 0
        elif self._cell is not None:
            text = "".join(self._text) if self._text else None
            self._consumer.cell(self._cell, text, self._is_odd)
            self._cell = None
        elif tag == "table:table-row":
            self._consumer.end_row()
        elif tag == "table:table":
            self._consumer.end_table()

    def text(self, text: str) -> None:
        """Characters, wherever they stand."""
        if self._depth and not self._skipped:
            self._text.append(text)


class _Marking:
    """Finds the marks of each table."""

    def __init__(self, file: str, book: Book) -> None:
        self._file = file
        self._book = book
        self._marks = Marks(file, merged=[])
        self._row = self._rows = self._column = self._columns = self._filled = 0

    def table(self, values: Values) -> None:
        self._marks = self._book.marks[len(self._book.marks)] = Marks(self._file, merged=[])
        self._row = self._rows = self._columns = 0

    def column(self, values: Values) -> None:
        first, self._columns = self._columns, self._columns + _count(values, _COLUMNS)
        if _is_hidden(values):
            self._marks.hidden_columns.append((first, self._columns - 1))

    def row(self, values: Values) -> None:
        self._row, self._rows, self._column = self._row + self._rows, _count(values, _ROWS), 0
        if _is_hidden(values):
            self._marks.hide_rows(self._row, self._row + self._rows - 1)

    def cell(self, values: Values, text: str | None, is_odd: bool) -> None:
        first, self._column = self._column, self._column + _count(values, _COLUMNS)
        if is_odd:
            self._book.unplain.add(len(self._book.marks) - 1)
        down, right = _count(values, _ROWS_SPANNED), _count(values, _COLUMNS_SPANNED)
        if self._marks.merged is not None and (down > 1 or right > 1):
            end = (self._row + down - 1, first + right - 1)
            self._marks.merged.append(((self._row, first), end))
        kind = values.get("office:value-type")
        cells = self._rows * (self._column - first)
        self._filled += cells if kind else 0
        if self._filled > limits.CELLS:
            raise InputError("file-too-heavy", self._file)
        is_number = kind == "float"
        shown = _PADDED.fullmatch(text or "") if is_number else None
        instead = _fault(values, text) or _duration(values)
        if not instead and not shown:
            return
        if cells > limits.MARKS:
            raise InputError("file-too-heavy", self._file)
        for row in range(self._row, self._row + self._rows):
            for column in range(first, self._column):
                if instead:
                    self._marks.instead.append((row, column, instead))
                elif shown:
                    self._marks.padded.append((row, column, len(shown[1])))

    def end_row(self) -> None:
        self._marks.bound()

    def end_table(self) -> None:
        pass


class _Writing:
    """Writes the tables anew."""

    def __init__(self) -> None:
        self.written = [_HEAD]

    def table(self, values: Values) -> None:
        self._begin("table:table", values, ("table:name",))

    def column(self, values: Values) -> None:
        pass

    def row(self, values: Values) -> None:
        self._begin("table:table-row", values, (_ROWS,))

    def cell(self, values: Values, text: str | None, is_odd: bool) -> None:
        self._begin("table:table-cell", values, _KEPT)
        self.written += [
            "<text:p>",
            escape(text or "", quote=False),
            "</text:p></table:table-cell>",
        ]

    def end_row(self) -> None:
        self.written.append("</table:table-row>")

    def end_table(self) -> None:
        self.written.append("</table:table>")

    def take(self) -> bytes:
        """What was written since the last time."""
        written, self.written = self.written, []
        return "".join(written).encode()

    def _begin(self, tag: str, values: Values, kept: tuple[str, ...]) -> None:
        self.written.append(f"<{tag}")
        self.written += (f' {key}="{escape(values[key])}"' for key in kept if key in values)
        self.written.append(">")


def _rewritten(package: Package, _numbers: set[int]) -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as again:
        for part in ("mimetype", "META-INF/manifest.xml"):
            again.writestr(part, package.read(part))
        with again.open(_CONTENT, "w") as sink:
            writing = _Writing()
            for _ in parse(package.name, package.blocks(_CONTENT), _Tables(writing)):
                sink.write(writing.take())
            sink.write(_TAIL.encode())
    return memory.getvalue()


def _fault(values: Values, text: str | None) -> str:
    """What stands for a formula that failed or was not calculated, if it is one.

    Without a type of value, an empty paragraph is a text that was calculated to nothing.
    """
    formula, kind = values.get("table:formula"), values.get("office:value-type")
    if values.get("calcext:value-type") == "error":
        return failed_text(text or "")
    if formula is None:
        return ""
    if kind is None:
        return "" if text is not None else _PREFIX.sub("", formula)
    return failed_text(text) if text and kind == "float" and _ERROR.fullmatch(text) else ""


def _duration(values: Values) -> str:
    """What stands for a duration of a day and more; the library gives it as it is written."""
    found = _DURATION.match(values.get("office:time-value", ""))
    return f"{int(found[1])}:{found[2]}:{found[3]}" if found and int(found[1]) >= 24 else ""


def _count(values: Values, key: str) -> int:
    count = int(values.get(key, "1"))
    if not 0 < count <= _MOST:
        raise ValueError(key)
    return count


def _is_hidden(values: Values) -> bool:
    return values.get("table:visibility", "visible") != "visible"
