"""How cells look: fonts, grounds and borders. Knows no texts."""

from copy import copy

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

from .grid import Content, Linked, Toned

_FACE = "Times New Roman"  # what Vietnamese offices print in

TITLE_FONT = Font(_FACE, size=15, bold=True, color="1F4E79")
"""Of the first line of a sheet."""

NOTE_FONT = Font(_FACE, italic=True)
"""Of the lines below it."""

LINK_FONT = Font(_FACE, color="0563C1", underline="single")
"""Of what leads to another place."""

_THIN = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FONT = Font(_FACE, size=11)
_BOLD_FONT = Font(_FACE, size=11, bold=True)
_HEAD_FONT = Font(_FACE, bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="1F4E79")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(wrap_text=True, vertical="top", horizontal="center")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")

_GROUNDS = {
    tone: PatternFill("solid", fgColor=colour)
    for tone, colour in {
        "eligible": "D9EAD3",
        "not_eligible": "F4CCCC",
        "undetermined": "FFF2CC",
        "not_applicable": "EDEDED",
        "error": "F4CCCC",
        "warning": "FFF2CC",
        "note": "EDEDED",
    }.items()
}

_FILLS = _GROUNDS | {
    "eligible": PatternFill("solid", fgColor="EAF4E4"),
    "not_eligible": PatternFill("solid", fgColor="E59C95"),
    "undetermined": PatternFill("lightUp", fgColor="D6A400", bgColor="FFF2CC"),
    "not_applicable": PatternFill("gray0625", fgColor="999999", bgColor="D0D0D0"),
}
"""Outcomes differ in print without colour too: light, dark, hatched and dotted."""

_FONTS = {"not_eligible": _BOLD_FONT}


def ground(tone: str) -> PatternFill:
    """The colour behind an outcome or a severity in a workbook of others, by its word."""
    return _GROUNDS[tone]


def dress_header(cell: Cell | MergedCell) -> None:
    """Style the header of a column."""
    cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD_FILL, _MIDDLE


def dress(
    cell: Cell | MergedCell, content: Content, is_centred: bool, worn: dict[object, StyleArray]
) -> None:
    """Style a cell; ``worn`` keeps what was styled alike, since openpyxl is slow at it."""
    tone = content.tone if isinstance(content, Toned) else ""
    look = (tone, isinstance(content, Linked), is_centred)
    if look in worn:
        cell._style = copy(worn[look])  # type: ignore[union-attr]  # the stubs do not know it
        return
    cell.font = LINK_FONT if isinstance(content, Linked) else _FONTS.get(tone, _FONT)
    cell.alignment = _CENTRED if is_centred else _WRAPPED
    cell.border = _GRID
    if tone:
        cell.fill = _FILLS[tone]
    worn[look] = copy(cell._style)  # type: ignore[union-attr]
