"""Write small .xlsx workbooks by the thousand: texts, whole numbers and days, and merged cells.

A library would take most of the time of a benchmark; the bytes depend on the cells alone.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

Cell = str | int | date | None

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STAMP = (2025, 6, 20, 8, 0, 0)
_SERIAL_ZERO = date(1899, 12, 30)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/>'
    '</font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0"'
    ' applyNumberFormat="1"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its rows, and the ranges that are merged, like ``A1:C1``."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[str] = ()


def write(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write a workbook."""
    texts: dict[str, int] = {}
    bodies = [_body(sheet, texts) for sheet in sheets]
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{n}.xml") for n in _numbers(sheets)),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": _shared(texts),
        **{f"xl/worksheets/sheet{n}.xml": body for n, body in enumerate(bodies, 1)},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, _XML + xml)


def letters(column: int) -> str:
    """A column by its number from 1, of the first 702."""
    first, second = divmod(column - 1, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)


def _numbers(sheets: Sequence[Sheet]) -> range:
    return range(1, len(sheets) + 1)


def _body(sheet: Sheet, texts: dict[str, int]) -> str:
    rows = "".join(
        f'<row r="{line}">{"".join(_cells(row, line, texts))}</row>'
        for line, row in enumerate(sheet.rows, 1)
    )
    ranges = "".join(f'<mergeCell ref="{each}"/>' for each in sheet.merged)
    merged = f'<mergeCells count="{len(sheet.merged)}">{ranges}</mergeCells>' if ranges else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{merged}</worksheet>'


def _cells(row: Sequence[Cell], line: int, texts: dict[str, int]) -> Iterator[str]:
    for column, value in enumerate(row, 1):
        place = f"{letters(column)}{line}"
        if isinstance(value, str):
            yield f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
        elif isinstance(value, date):
            yield f'<c r="{place}" s="1"><v>{(value - _SERIAL_ZERO).days}</v></c>'
        elif value is not None:
            yield f'<c r="{place}"><v>{value}</v></c>'


def _shared(texts: dict[str, int]) -> str:
    each = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return f'<sst xmlns="{_MAIN}" uniqueCount="{len(texts)}">{each}</sst>'


def _workbook(sheets: Sequence[Sheet]) -> str:
    each = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{each}</sheets></workbook>'


def _relations(links: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _content_types(count: int) -> str:
    kinds = {
        "workbook": "sheet.main",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
        **{f"worksheets/sheet{n}": "worksheet" for n in range(1, count + 1)},
    }
    each = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_KINDS}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )
