"""Write the XML of a worksheet anew and plainly: what the library might misread, or refuse.

Every cell gets its address; prefixes, comments, character data sections, foreign encodings and
all that is not a cell, a merged range or a column go. Knows nothing of the other parts.
"""

import re
from collections.abc import Iterator
from html import escape

from ...provenance import column_letters
from .parsing import parse
from .worksheet import column_number

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RANGE = re.compile(r"[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7}")
_LINE = re.compile(r"[0-9]{1,7}")
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_INSIDE = {
    "worksheet": "", "cols": "worksheet", "col": "cols", "sheetData": "worksheet",
    "row": "sheetData", "c": "row", "f": "c", "v": "c", "is": "c", "mergeCells": "worksheet",
    "mergeCell": "mergeCells",
}  # fmt: skip
"""Elements that are kept, and in which one each must stand."""
_KEPT = {
    "col": ("min", "max", "hidden"),
    "row": ("hidden",),
    "c": ("s", "t"),
    "mergeCell": ("ref",),
}
"""Their attributes; addresses are written anew."""
_STARTS = {"worksheet": f'<worksheet xmlns="{_MAIN}">', "t": '<t xml:space="preserve">'}
_RUN, _DROPPED = "run", "-"
_ROW_END = "</row>"


class _Writer:
    """Handles the events of the parser."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._open: list[str] = []
        self._line = self._column = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        """Write a start tag, if the element is kept."""
        tag = name.rpartition(":")[2]
        parent = self._open[-1] if self._open else ""
        if (tag == "t" and parent in ("is", _RUN)) or _INSIDE.get(tag) == parent:
            self._open.append(tag)
        else:  # an inline string may be in runs
            self._open.append(_RUN if (tag, parent) == ("r", "is") else _DROPPED)
            return
        if tag in _KEPT:
            self._begin(tag, values)
        else:
            self._written.append(_STARTS.get(tag) or f"<{tag}>")

    def _begin(self, tag: str, values: dict[str, str]) -> None:
        if tag == "c":
            self._written.append(f'<c r="{self._address(values.get("r", ""))}"')
        elif tag == "row":
            line = values.get("r", "")
            self._line = int(line) if _LINE.fullmatch(line) else self._line + 1
            self._column = 0
            self._written.append(f'<row r="{self._line}"')
        else:
            self._written.append(f"<{tag}")
        for key in _KEPT[tag]:
            if value := values.get(key):
                self._written.append(
                    f' {key}="{value}"' if value.isalnum() else _quoted(key, value)
                )
        self._written.append(">")

    def end(self, name: str) -> None:
        """Write an end tag, if the element is kept."""
        tag = self._open.pop()
        if tag not in (_RUN, _DROPPED):
            self._written.append(f"</{tag}>")

    def text(self, text: str) -> None:
        """Write a text, if its element holds any."""
        if self._open and self._open[-1] in ("f", "v", "t"):
            self._written.append(escape(text, quote=False))

    def take(self, is_last: bool) -> str:
        """What was written since the last time, as far as its rows are whole."""
        written = "".join(self._written)
        row, end, _ = (written, "", "") if is_last else written.rpartition(_ROW_END)
        self._written = [written[len(row) + len(end) :]]
        return row + end

    def _address(self, given: str) -> str:
        found = _ADDRESS.fullmatch(given) or _ADDRESS.fullmatch(
            given.replace("$", "").strip().upper()
        )
        if found:
            self._column = column_number(found[1])
            return found[0]
        self._column += 1
        return f"{column_letters(self._column)}{self._line}"


def _quoted(key: str, value: str) -> str:
    """An attribute, unless it is a range that is none."""
    return "" if key == "ref" and not _RANGE.fullmatch(value) else f' {key}="{escape(value)}"'


def plainly(blocks: Iterator[bytes], file: str) -> Iterator[bytes]:
    """Write a worksheet anew, in pieces of whole rows.

    Parameters: ``file`` is named if it is refused.

    Raises:
        InputError: the XML is not well-formed, or declares a document type.
    """
    writer = _Writer()
    for _ in parse(file, blocks, writer):
        yield writer.take(False).encode()
    yield writer.take(True).encode()
