"""Files made to harm: each is refused in one line, or read; the rest of the dossier goes on.

All of them are read by one process, whose memory must stay within the bound.
"""

import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from fixtures.bad.container import compound, encrypted
from fixtures.small_school import school, workbook

from .packages import ODS, linked, ods, packed, parts, sheet, table, xlsx

ROOT = Path(__file__).parent.parent.parent
LIBREOFFICE = ROOT / "fixtures/workbooks/libreoffice"
MOST_MEMORY = 512  # megabytes: of the reading process and the one that it starts, together
GOOD = '<row r="1"><c r="A1"><v>1</v></c></row>'
MILLION = 1_000_000


def with_parts(changes: dict[str, str | bytes], rows: str = GOOD) -> bytes:
    return packed({**parts({"Sheet1": sheet(rows)}), **changes})


def bomb(name: str, start: str, repeated: str, times: int, end: str) -> bytes:
    """A part that is huge when it is unpacked."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts({"Sheet1": sheet(GOOD)}).items():
            if part != name:
                archive.writestr(part, content)
        with archive.open(name, "w", force_zip64=True) as sink:
            sink.write(start.encode())
            block = repeated.encode() * 1000
            for _ in range(times // 1000):
                sink.write(block)
            sink.write(end.encode())
    return memory.getvalue()


def patched(content: bytes, mark: bytes, offset: int, new: bytes) -> bytes:
    """Change some bytes after the last place of a mark."""
    at = content.rindex(mark) + offset
    return content[:at] + new + content[at + len(new) :]


def overlapping() -> bytes:
    """Two entries of the directory lead to the same bytes."""
    content = with_parts({"a.xml": "<a/>", "b.xml": "<b/>"})
    first = content.index(b"PK\x01\x02")
    for _ in range(5):
        first = content.index(b"PK\x01\x02", first + 1)
    place = content[first + 42 : first + 46]
    return patched(content, b"PK\x01\x02", 42, place)


def twice() -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for name, content in parts({"Sheet1": sheet(GOOD)}).items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/sheet1.xml", sheet(""))
    return memory.getvalue()


def same_part(count: int) -> bytes:
    """Many sheets that are all one part."""
    found = parts({f"S{n}": "" for n in range(count)})
    links = {f"worksheets/sheet1.xml#{n}": "worksheet" for n in range(count)}
    rels = linked(links)
    for n in range(count):
        rels = rels.replace(f"sheet1.xml#{n}", "sheet1.xml")
    kept = {name: part for name, part in found.items() if "worksheets" not in name}
    return packed({**kept, "xl/_rels/workbook.xml.rels": rels, "xl/worksheets/sheet1.xml": sheet(GOOD)})


def linked_to(target: str) -> bytes:
    """The sheet is somewhere else."""
    rels = linked({target: "worksheet", "styles.xml": "styles", "sharedStrings.xml": "sharedStrings"})
    return with_parts({"xl/_rels/workbook.xml.rels": rels})


def quadratic() -> str:
    """One long entity, many times."""
    entity = f'<!DOCTYPE worksheet [<!ENTITY a "{"a" * 100_000}">]><worksheet'
    return sheet(f'<row r="1"><c r="A1" t="str"><v>{"&a;" * 10_000}</v></c></row>').replace(
        "<worksheet", entity
    )


def laughs() -> str:
    each = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = '<row r="1"><c r="A1" t="str"><v>&e9;</v></c></row>'
    return sheet(text).replace("<worksheet", f'<!DOCTYPE x [<!ENTITY e0 "ha">{each}]><worksheet')


def outside(xml: str) -> str:
    """An entity that is a file of this machine."""
    return xml.replace("<worksheet", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet')


def books() -> bytes:
    return workbook(school())


XLS = (LIBREOFFICE / "school.xls").read_bytes
CELL_OF_ODS = '<table:table-cell office:value-type="float" office:value="1"{}/>'
ROWS_OF_ODS = '<table:table-row{}>' + CELL_OF_ODS + "</table:table-row>"
EVERYWHERE = ' table:number-columns-repeated="16384"'
TO_THE_END = ' table:number-rows-repeated="1048576"'

UNREAD = ["sheet-too-large", "workbook-empty"]
HOSTILE: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "bomb.xlsx": (
        lambda: bomb("xl/worksheets/sheet1.xml", sheet("")[:200], " " * 100, 11 * MILLION, ""),
        ("file-too-large",),
    ),
}
