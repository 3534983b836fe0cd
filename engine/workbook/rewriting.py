"""Write the XML of a worksheet anew and plainly: what the library might misread, or refuse.

Every cell gets its address; prefixes, comments, character data sections, foreign encodings and
all that is not a cell, a merged range or a column go. Knows nothing of the other parts.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from ..errors import InputError
from ..provenance import column_letters
from .package import xml_parser
from .worksheet import column_number

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RANGE = re.compile(r"[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7}")
_LINE = re.compile(r"[0-9]{1,7}")
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_KEPT = {
    "worksheet": (), "cols": (), "col": ("min", "max", "hidden"), "sheetData": (),
    "row": ("hidden",), "c": ("s", "t"), "f": (), "v": (), "is": (), "t": (), "mergeCells": (),
    "mergeCell": ("ref",),
}  # fmt: skip
"""Elements that are kept, with their attributes; addresses are written anew."""
_ADDED = {"worksheet": {"xmlns": _MAIN}, "t": {"xml:space": "preserve"}}
_INSIDE = {
    "worksheet": "", "cols": "worksheet", "col": "cols", "sheetData": "worksheet",
    "row": "sheetData", "c": "row", "f": "c", "v": "c", "is": "c", "mergeCells": "worksheet",
    "mergeCell": "mergeCells",
}  # fmt: skip
"""In which element each must stand; a text of an inline string may stand in a run of it."""
_DROPPED = "-"


class _Writer:
    """Handles the events of the parser; ``written`` is taken away piece by piece."""

    def __init__(self, error: str) -> None:
        self.written: list[str] = []
        self._error = error
        self._is_error = False
        self._open: list[str] = []
        self._line = self._column = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        """Write a start tag, if the element is kept."""
        tag = name.rpartition(":")[2]
        parent = self._open[-1] if self._open else ""
        is_run = (parent, tag) == ("is", "r")
        is_kept = parent in ("is", "r") if tag == "t" else _INSIDE.get(tag) == parent
        if tag == "mergeCell" and not _RANGE.fullmatch(values.get("ref", "")):
            is_kept = False
        if is_run or not is_kept:
            self._open.append(tag if is_run else _DROPPED)
            return
        self._open.append(tag)
        kept = {key: values[key] for key in _KEPT[tag] if key in values} | _ADDED.get(tag, {})
        if tag == "row":
            line = values.get("r", "")
            self._line = int(line) if _LINE.fullmatch(line) else self._line + 1
            self._column = 0
            kept = {"r": str(self._line)} | kept
        elif tag == "c":
            self._is_error = bool(self._error) and values.get("t") == "e"
            kept = {"r": self._address(values.get("r", ""))} | kept
        self.written.append(f"<{tag}{''.join(f' {k}={quoteattr(v)}' for k, v in kept.items())}>")
        if tag == "v" and self._is_error:
            self.written.append(self._error)

    def end(self, _: str) -> None:
        """Write an end tag, if the element is kept."""
        if (tag := self._open.pop()) in _KEPT:
            self.written.append(f"</{tag}>")

    def text(self, text: str) -> None:
        """Write a text, if its element holds any."""
        tag = self._open[-1] if self._open else ""
        if tag in ("f", "t") or (tag == "v" and not self._is_error):
            self.written.append(escape(text))

    def _address(self, given: str) -> str:
        found = _ADDRESS.fullmatch(given.replace("$", "").strip().upper())
        self._column = column_number(found[1]) if found else self._column + 1
        return f"{column_letters(self._column)}{found[2] if found else self._line}"


def plainly(blocks: Iterator[bytes], file: str, error: str = "") -> Iterator[bytes]:
    """Write a worksheet anew, in pieces.

    Parameters: ``file`` is named if it is refused; ``error`` stands for the texts of all formulas
    that failed, as the library does not know the newer ones.

    Raises:
        InputError: the XML is not well-formed, or declares a document type.
    """
    writer, parser = _Writer(error), xml_parser(file)
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        for block in blocks:
            parser.Parse(block, False)
            yield "".join(writer.written).encode()
            writer.written.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeError, LookupError) as fault:
        raise InputError("file-corrupt", file) from fault
    yield "".join(writer.written).encode()
