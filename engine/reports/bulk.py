"""Write flat tables of many rows at once: cell by cell takes several times longer.

The rows are made as XML and join their sheets when the workbook is saved.
"""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .grid import Column, Content, Row, lines_of
from .sheets import height_of, look_of, plain_text, put_table, style_number

_SIZE = re.compile(rb'(<dimension ref="A1:)[A-Z]+[0-9]+')
_END = b"</sheetData>"

_Part = tuple[str, int]  # a cell behind its coordinate, and how many lines it takes


class Bulk:
    """The rows that wait for their workbook to be saved, sheet by sheet."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Worksheet, str, bytes]] = []

    def put_table(
        self, sheet: Worksheet, top: int, columns: Sequence[Column], rows: Iterable[Row], cut: str
    ) -> int:
        """Write a table without links as ``sheets.put_table`` does; the sheet ends with it."""
        put_table(sheet, top, columns, [], cut)
        parts = _Parts(sheet, columns, cut)
        made = [parts.row(number, row) for number, row in enumerate(rows, start=top + 1)]
        last = top + len(made)
        self._waiting.append((sheet, f"{get_column_letter(len(columns))}{last}", b"".join(made)))
        return last

    def joined(self, name: str, part: bytes) -> bytes:
        """A part of the saved workbook, with the rows that were made for it."""
        for sheet, corner, rows in self._waiting:
            if sheet.path == f"/{name}":
                part = _SIZE.sub(rb"\g<1>" + corner.encode(), part, count=1)
                return part.replace(_END, rows + _END, 1)
        return part


class _Parts:
    """Makes rows; most texts of a flat table come again and again."""

    def __init__(self, sheet: Worksheet, columns: Sequence[Column], cut: str) -> None:
        self._sheet, self._columns, self._cut = sheet, columns, cut
        self._letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
        self._made: dict[tuple[int, Content], _Part] = {}
        self._styles: dict[object, int] = {}

    def row(self, number: int, row: Row) -> bytes:
        cells, lines = [], 1
        for place, content in enumerate(row):
            part = self._made.get((place, content))
            if part is None:
                part = self._made[place, content] = self._part(content, self._columns[place])
            cells.append(f'<c r="{self._letters[place]}{number}" {part[0]}')
            lines = max(lines, part[1])
        height = f'ht="{height_of(lines):g}" customHeight="1"'
        return f'<row r="{number}" {height}>{"".join(cells)}</row>'.encode()

    def _part(self, content: Content, column: Column) -> _Part:
        style = self._style(content, column.centred)
        if isinstance(content, int):
            return f's="{style}" t="n"><v>{content}</v></c>', 1
        text = content if isinstance(content, str) else content.text
        lines, plain = lines_of(text, column.width), plain_text(text, self._cut)
        if not plain:
            return f's="{style}"/>', lines
        kept = ' xml:space="preserve"' if plain != plain.strip() else ""
        inside = f"<is><t{kept}>{escape(plain)}</t></is>"
        return f's="{style}" t="inlineStr">{inside}</c>', lines

    def _style(self, content: Content, is_centred: bool) -> int:
        look = look_of(content, is_centred)
        if look not in self._styles:
            self._styles[look] = style_number(self._sheet, content, is_centred)
        return self._styles[look]
