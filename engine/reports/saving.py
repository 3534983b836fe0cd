"""Save a workbook as openpyxl does, with the rows of each sheet made at once.

Gives the same bytes; a sheet with a cell that is not plain is left to the library.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no part of a workbook may hold."""

_PLAIN = (type(None), str, int, float, bool, datetime, date, time)
_NOTHING = b"<sheetData></sheetData>"
_AS_TEXT = {"\r": "&#13;"}

Rows = Sequence[tuple[int, Sequence[Any]]]
"""The cells of a sheet, row by row. The stubs know too little of them, and of sheets."""


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook, whose parts are not packed."""
    buffer = BytesIO()
    _Book(book, ZipFile(buffer, "w")).save()
    return buffer.getvalue()


class _Book(ExcelWriter):
    """Writes each sheet in memory."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = _Sheet(ws, BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.joined())  # type: ignore[attr-defined]
        self.manifest.append(ws)


class _Sheet(WorksheetWriter):
    """Leaves room for the rows where all cells are plain."""

    made = b""

    def write_rows(self) -> None:
        rows = self.rows()
        if not _are_plain(rows, self.ws):
            super().write_rows()
            return
        self.made = "".join(_rows(rows, self.ws)).encode("ascii", "xmlcharrefreplace")
        stream: Any = self.xf
        with stream.send(True).element("sheetData"):
            pass
        stream.send(None)

    def joined(self) -> bytes:
        """The part of the sheet, with its rows."""
        part: bytes = self.read()
        return part.replace(_NOTHING, b"<sheetData>%s</sheetData>" % self.made, 1)


def _are_plain(rows: Rows, sheet: Any) -> bool:
    """Whether all cells hold what is written in one way only."""
    values = [(cell._value, cell.data_type) for _, row in rows for cell in row]
    return not sheet.parent.iso_dates and all(
        type(value) in _PLAIN
        and (kind not in "sf" or type(value) is str)
        and not (kind == "d" and getattr(value, "tzinfo", None))
        and not (type(value) is str and NOT_IN_XML.search(value))
        for value, kind in values
    )


def _rows(rows: Rows, sheet: Any) -> Iterator[str]:
    styles: dict[bytes, tuple[bool, str]] = {}
    for number, row in rows:
        said = dict(sheet.row_dimensions[number]) if number in sheet.row_dimensions else {}
        attributes = "".join(
            f' {name}="{escape(text, {chr(34): "&quot;"})}"' for name, text in said.items()
        )
        cells = "".join(_cells(row, number, sheet, styles))
        yield f'<row r="{number}"{attributes}>{cells}</row>'


def _cells(
    row: Iterable[Any], number: int, sheet: Any, styles: dict[bytes, tuple[bool, str]]
) -> Iterator[str]:
    """The cells of a row that hold something, or look like something."""
    for cell in row:
        if cell._comment is not None:
            sheet._comments.append(CommentRecord.from_cell(cell))
        look = cell._style.tobytes() if cell._style is not None else b""
        known = styles.get(look)
        if known is None:
            is_styled = cell.has_style
            known = styles[look] = is_styled, f' s="{cell.style_id}"' if is_styled else ""
        if cell._value is None and not known[0] and not cell._comment:
            continue
        if cell.hyperlink:
            sheet._hyperlinks.append(cell.hyperlink)
        place = f"{get_column_letter(cell.column)}{number}"
        yield f'<c r="{place}"{known[1]}{_content(cell._value, cell.data_type, sheet)}</c>'


def _content(value: Any, kind: str, sheet: Any) -> str:
    """The rest of the mark of a cell, and what it holds."""
    if kind == "d":
        kind, value = "n", to_excel(value, sheet.parent.epoch)  # type: ignore[no-untyped-call]
    mark = {"s": ' t="inlineStr">', "f": ">"}.get(kind, f' t="{kind}">')
    if value is None or value == "":
        return mark
    match kind:
        case "s":
            kept = ' xml:space="preserve"' if value != value.strip() else ""
            return f"{mark}<is><t{kept}>{escape(value, _AS_TEXT)}</t></is>"
        case "f":
            return f"{mark}<f>{escape(value[1:], _AS_TEXT)}</f><v></v>"
        case _:
            return f"{mark}<v>{escape(safe_string(value), _AS_TEXT)}</v>"
