"""What a package may be for openpyxl to bear it, and what a copy of it would lack."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from engine.locale import LANGUAGES, say
from engine.reports.annotated_package import MOST_TAGS, lost, refusal
from engine.workbook.spreadsheets.package import Package


def packed(parts: Mapping[str, bytes]) -> Package:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return Package("truong.xlsx", memory.getvalue())


@pytest.mark.parametrize(
    ("part", "content", "lacks"),
    [
        ("xl/worksheets/sheet1.xml", b"<sheetData/>", []),
        ("xl/media/image1.png", b"", ["images"]),
        ("xl/charts/chart1.xml", b"", ["charts"]),
        ("xl/drawings/drawing1.xml", b"<xdr:sp macro=''>", ["shapes"]),
        ("xl/drawings/drawing1.xml", b"<xdr:pic><xdr:spPr/></xdr:pic>", []),
        ("xl/ctrlProps/ctrlProp1.xml", b"", ["controls"]),
        ("xl/worksheets/sheet1.xml", b"<oleObject progId='Word'/>", ["controls"]),
        ("xl/slicers/slicer1.xml", b"", ["slicers"]),
        ("xl/connections.xml", b"", ["connections"]),
        ("xl/threadedComments/threadedComment1.xml", b"", ["threads"]),
        ("xl/metadata.xml", b"", ["rich-values"]),
        ("xl/dialogsheets/sheet1.xml", b"", ["sheets"]),
        ("customXml/item1.xml", b"", ["attachments"]),
        ("xl/worksheets/sheet1.xml", b"<x14:sparklineGroup type='line'>", ["sparklines"]),
        ("xl/worksheets/sheet1.xml", b"<x14:conditionalFormatting>", ["formats"]),
        ("xl/worksheets/sheet1.xml", b"<x14:dataValidation type='list'>", ["validations"]),
        ("xl/worksheets/sheet1.xml", b"<legacyDrawingHF r:id='r1'/>", ["pictures"]),
        ("xl/styles.xml", b"<tableStyle name='mine'>", ["table-styles"]),
        ("xl/nobody/knows.bin", b"", ["others"]),
    ],
)
def test_parts_that_are_not_written_again_are_found(
    part: str, content: bytes, lacks: list[str]
) -> None:
    assert list(lost(packed({part: content}), pictures=0)) == lacks
    for lang in LANGUAGES:
        assert all(say(lang, f"copy-lacks-{name}") for name in lacks)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"xl/a.xml": b"<a/>" * 10}, ""),
        ({"xl/a.xml": b"<a/>" * (MOST_TAGS + 1)}, "large"),
        ({"xl/a.xml": b'<mergeCell ref="A1:XFD1048576"/>'}, "large"),
        ({"xl/comments1.xml": b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'}, "unsafe"),
        ({"xl/image.bin": b"<a/>" * (MOST_TAGS + 1)}, ""),
    ],
)
def test_only_what_openpyxl_can_bear_is_copied(parts: dict[str, bytes], reason: str) -> None:
    assert refusal(packed(parts)) == reason
    assert not reason or all(say(n, f"copy-refused-{reason}", name="") for n in LANGUAGES)
