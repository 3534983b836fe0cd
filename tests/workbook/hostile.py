"""Files made to harm, small on the disk; each with what must become of it."""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from fixtures.bad.container import compound, encrypted

from .packages import LINKS, ODS, linked, ods, packed, parts, sheet, table, xlsx

LIBREOFFICE = Path(__file__).parent.parent.parent / "fixtures/workbooks/libreoffice"
MILLION = 1_000_000
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def changed(changes: Mapping[str, str | bytes]) -> bytes:
    """A workbook of one cell with other parts in the place of its own, or beside them."""
    return packed({**parts({"Sheet1": sheet(ONE)}), **changes})


def unpacking(part: str, start: str, repeated: str, times: int, end: str) -> bytes:
    """A workbook with a part that is huge once it is unpacked: one packed block, repeated."""
    block = repeated.encode() * 1000
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    first = packer.compress(start.encode()) + packer.flush(zlib.Z_FULL_FLUSH)
    each = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    last = packer.compress(end.encode()) + packer.flush()
    checksum = zlib.crc32(start.encode())
    for _ in range(times // 1000):
        checksum = zlib.crc32(block, checksum)
    size = len(start.encode()) + len(block) * (times // 1000) + len(end.encode())
    return _entry(
        part, first + each * (times // 1000) + last, zlib.crc32(end.encode(), checksum), size
    )


def _entry(part: str, content: bytes, checksum: int, size: int) -> bytes:
    """A workbook with a part that is packed already."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, other in parts({"Sheet1": sheet(ONE)}).items():
            if name != part:
                archive.writestr(name, other)
        archive.writestr(part, content, zipfile.ZIP_STORED)
    told = struct.pack("<III", checksum, len(content), size)
    found = memory.getvalue()
    for mark, method in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        at = found.rindex(mark)
        while part.encode() not in found[at : at + 100]:
            at = found.rindex(mark, 0, at)
        found = found[: at + method] + b"\x08\0" + found[at + method + 2 :]
        found = found[: at + method + 6] + told + found[at + method + 18 :]
    return found


def patched(content: bytes, mark: bytes, offset: int, new: bytes) -> bytes:
    """Other bytes after the last place of a mark."""
    at = content.rindex(mark) + offset
    return content[:at] + new + content[at + len(new) :]


def overlapping() -> bytes:
    """Two entries of the directory are the same bytes of the file."""
    content = changed({"a.xml": "<a/>", "b.xml": "<b/>"})
    entries = [found.start() for found in re.finditer(b"PK\x01\x02", content)]
    return patched(content, b"PK\x01\x02", 42, content[entries[0] + 42 : entries[0] + 46])


def twice() -> bytes:
    """Two parts of the same name, with other content."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in [*parts({"Sheet1": sheet(ONE)}).items(), (SHEET, sheet(""))]:
            archive.writestr(name, content)
    return memory.getvalue()


def sheets_of_one_part(count: int) -> bytes:
    """Thousands of sheets, which are all the same part."""
    found = parts({f"S{n}": "" for n in range(count)})
    kept = {name: part for name, part in found.items() if "worksheets" not in name}
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        for n in range(1, count + 1)
    )
    rels = linked({}).replace("</Relationships>", f"{each}</Relationships>")
    return packed({**kept, "xl/_rels/workbook.xml.rels": rels, SHEET: sheet(ONE)})


def at(target: str) -> bytes:
    """A workbook whose sheet is somewhere else."""
    return changed({"xl/_rels/workbook.xml.rels": linked({target: "worksheet"})})


def declaring(declared: str, value: str, encoding: str = "UTF-8") -> bytes:
    """A workbook whose sheet declares a document type."""
    xml = sheet(f'<row r="1"><c r="A1" t="str"><v>{value}</v></c></row>')
    xml = xml.replace("<worksheet", f"<!DOCTYPE x [{declared}]><worksheet")
    return changed({SHEET: xml.replace("UTF-8", encoding).encode(encoding)})


def far(rows: str) -> bytes:
    """A sheet with cells far away, and one that is good."""
    return packed(parts({"Far": sheet(ONE + rows), "Good": sheet(ONE)}))


def xls(change: Callable[[bytes], bytes]) -> bytes:
    """An old workbook after a change of its bytes."""
    return change((LIBREOFFICE / "sample.xls").read_bytes())


def endless(content: bytes) -> bytes:
    """Every sector is followed by the first one."""
    table = (struct.unpack_from("<I", content, 76)[0] + 1) * 512
    return content[:table] + bytes(512) + content[table + 512 :]


def shifted(content: bytes) -> bytes:
    """The first sheet begins behind the end."""
    entry = content.index(b"\x85\0", content.index(b"\x09\x08"))
    return content[: entry + 4] + b"\xff\xff\xff\0" + content[entry + 8 :]


def of_ods(cell: str = "", row: str = "") -> bytes:
    """An open document with a cell, and a row, that are repeated."""
    one = f'<table:table-cell office:value-type="float" office:value="1" {cell}/>'
    return ods(table(f"<table:table-row {row}>{one}</table:table-row>"))


LAUGHS = '<!ENTITY e0 "ha">' + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)
)
LONG = f'<!ENTITY a "{"a" * 100_000}">'
PASSWORDS = '<!ENTITY a SYSTEM "file:///etc/passwd">'
WIDE = 'table:number-columns-repeated="16384"'
HIGH = 'table:number-rows-repeated="1048576"'
MANIFEST = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
MERGED = "".join(f'<mergeCell ref="A1:XFD{n}"/>' for n in range(9000, 9200))
ERROR = '<c r="A1" t="e"><v>#N/A</v></c>'
COLUMNS = "".join(f"<c><v>{n}</v></c>" for n in range(100_000))

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.xlsx": (
        lambda: unpacking(SHEET, sheet("")[:200], "<row/>", 200 * MILLION, ""), "file-too-large"
    ),
    "strings.xlsx": (
        lambda: unpacking(STRINGS, "<sst>", f"<si><t>{'x' * 986}</t></si>", MILLION, "</sst>"),
        "file-too-large",
    ),
    "fewer-strings.xlsx": (
        lambda: unpacking(STRINGS, "<sst>", f"<si><t>{'x' * 386}</t></si>", MILLION, "</sst>"),
        "file-too-heavy",
    ),
    "laughs.xlsx": (lambda: declaring(LAUGHS, "&e9;"), "file-unsafe"),
    "quadratic.xlsx": (lambda: declaring(LONG, "&a;" * 10_000), "file-unsafe"),
    "outside.xlsx": (lambda: declaring(PASSWORDS, "&a;"), "file-unsafe"),
    "utf-16.xlsx": (lambda: declaring(LAUGHS, "&e9;", "UTF-16"), "file-unsafe"),
    "type.xlsx": (lambda: declaring("", "1"), "file-unsafe"),
    "type-of-strings.xlsx": (
        lambda: changed({STRINGS: f"<!DOCTYPE sst [{LAUGHS}]><sst><si><t>&e9;</t></si></sst>"}),
        "file-unsafe",
    ),
    "type-of-properties.xlsx": (
        lambda: changed({"docProps/app.xml": "<!DOCTYPE a><a/>"}), "file-unsafe"
    ),
    "type-of-content.ods": (
        lambda: packed({
            "mimetype": ODS, "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<!DOCTYPE a [{LAUGHS}]><a>&e9;</a>",
        }), "file-unsafe",
    ),
    "overlapping.xlsx": (overlapping, "file-unsafe"),
    "one-part.xlsx": (lambda: sheets_of_one_part(5000), "file-unsafe"),
    "twice.xlsx": (twice, "file-corrupt"),
    "up.xlsx": (lambda: at("../../../../etc/passwd"), "file-corrupt"),
    "root.xlsx": (lambda: at("/etc/passwd"), "file-corrupt"),
    "address.xlsx": (lambda: at("file:///etc/passwd"), "file-corrupt"),
    "net.xlsx": (lambda: at("http://localhost/sheet.xml"), "file-corrupt"),
    "no-sheet.xlsx": (lambda: at("worksheets/none.xml"), "file-corrupt"),
    "cut.xlsx": (lambda: changed({})[:-400], "file-corrupt"),
    "open-tag.xlsx": (
        lambda: changed({SHEET: sheet('<row r="1"><c r="A1" t="str"><v>a</v></x></row>')}),
        "file-corrupt",
    ),
    "open-tag-of-strings.xlsx": (
        lambda: changed({STRINGS: "<sst><si><t>a</t></s--><si><t>b</t></si></sst>"}),
        "file-corrupt",
    ),
    "stub.xls": (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + b"abc", "file-corrupt"),
    "checksum.xlsx": (
        lambda: patched(changed({}), b"PK\x01\x02", 16, b"1234"), "file-corrupt"
    ),
    "longer.xlsx": (
        lambda: patched(changed({}), b"PK\x01\x02", 24, struct.pack("<I", 99_999)), "file-corrupt"
    ),
    "method.xlsx": (
        lambda: patched(changed({}), b"PK\x01\x02", 10, struct.pack("<H", 12)), "file-corrupt"
    ),
    "locked-part.xlsx": (
        lambda: patched(changed({}), b"PK\x01\x02", 8, struct.pack("<H", 1)), "password-protected"
    ),
    "locked.xlsx": (encrypted, "password-protected"),
    "locked.ods": (
        lambda: packed({"mimetype": ODS, "META-INF/manifest.xml": MANIFEST, "content.xml": "?"}),
        "password-protected",
    ),
    "locked.xls": (
        lambda: compound({
            "Workbook": struct.pack("<HHHH12x", 0x809, 16, 0x600, 5)
            + struct.pack("<HHHHH", 0x2F, 6, 1, 1, 1) + struct.pack("<HH", 0x0A, 0),
            "Other": b"",
        }), "password-protected",
    ),
    "biff2.xls": (lambda: struct.pack("<HHHH", 0x09, 4, 2, 0x10) + bytes(600), "file-corrupt"),
    "endless.xls": (
        lambda: xls(endless), "file-corrupt"
    ),
    "shifted.xls": (
        lambda: xls(shifted),
        "file-corrupt",
    ),
    "filled.ods": (lambda: of_ods(WIDE, HIGH), "file-too-heavy"),
    "error.ods": (
        lambda: of_ods(f'{WIDE} table:formula="of:=1" calcext:value-type="error"', HIGH),
        "file-too-heavy",
    ),
    "spaces.ods": (
        lambda: ods(table(
            '<table:table-row><table:table-cell office:value-type="string"><text:p>'
            '<text:s text:c="99999999999999"/></text:p></table:table-cell></table:table-row>'
        )), "workbook-empty",
    ),
}  # fmt: skip
"""Refused as a whole, and why."""

READ: dict[str, tuple[Callable[[], bytes], tuple[str, ...], dict[str, list[list[str]]]]] = {
    "dimension.xlsx": (
        lambda: xlsx(ONE, before='<dimension ref="A1:XFD1048576"/>'), (), {"Sheet1": [["1"]]}
    ),
    "corner.xlsx": (
        lambda: far('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        ("sheet-too-large",), {"Good": [["1"]]},
    ),
    "beyond.xlsx": (
        lambda: far('<row r="4294967295"><c r="ZZZ4294967295"><v>1</v></c></row>'),
        ("sheet-unreadable",), {"Good": [["1"]]},
    ),
    "failed-corner.xlsx": (
        lambda: far(f'<row r="1048576">{ERROR.replace("A1", "XFD1048576")}</row>'),
        ("sheet-too-large",), {"Good": [["1"]]},
    ),
    "columns.xlsx": (lambda: far(f"<row>{COLUMNS}</row>"), (), {"Good": [["1"]]}),
    "styled.xlsx": (
        lambda: unpacking(
            SHEET, f"{sheet(ONE)[:-24]}",
            '<row r="9" s="1" customFormat="1"><c r="A9" s="1"/></row>', MILLION,
            "</sheetData></worksheet>",
        ), (), {"Sheet1": [["1"]]},
    ),
    "merged.xlsx": (
        lambda: packed(parts({
            "Far": sheet(f'{ONE}<row r="9000"><c r="Z9000"><v>1</v></c></row>', after=(
                f"<mergeCells>{MERGED}</mergeCells>")),
            "Good": sheet(ONE),
        })), ("sheet-unreadable",), {"Good": [["1"]]},
    ),
    "external.xlsx": (
        lambda: packed({
            **parts(
                {"Sheet1": sheet('<row r="1"><c r="A1"><f>[1]A!A1</f><v>5</v></c></row>')},
                links={"externalLinks/externalLink1.xml": "externalLink"},
            ),
            "xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd" '
            'ddeTopic="/c calc"/></externalLink>',
            "xl/externalLinks/_rels/externalLink1.xml.rels": linked({"http://localhost/": "x"}),
        }), (), {"Sheet1": [["5"]]},
    ),
    "dde.xlsx": (
        lambda: xlsx('<row r="1"><c r="A1" t="str"><f>cmd|"/c calc"!A0</f><v>x</v></c></row>'),
        (), {"Sheet1": [["x"]]},
    ),
    "injection.xlsx": (
        lambda: xlsx('<row r="1"><c r="A1" t="str"><v>=cmd|"/c calc"!A0</v></c></row>'),
        (), {"Sheet1": [['=cmd|"/c calc"!A0']]},
    ),
    "macros.xlsm": (
        lambda: changed({"xl/vbaProject.bin": compound({"VBA": b"\xff" * 99, "PROJECT": b""})}),
        (), {"Sheet1": [["1"]]},
    ),
    "size.xls": (
        lambda: xls(lambda content: content.replace(
            struct.pack("<IIHHH", 0, 11, 0, 5, 0), struct.pack("<IIHHH", 0, 2**32 - 1, 0, 65535, 0)
        )), (), {"Ẩn": [["", ""], ["", "x"]]},
    ),
    "empty.ods": (
        lambda: ods(table(
            '<table:table-row><table:table-cell office:value-type="float" office:value="1"/>'
            f"<table:table-cell {WIDE}/></table:table-row><table:table-row {HIGH}>"
            f"<table:table-cell {WIDE}/></table:table-row>"
        )), (), {"Sheet1": [["1"]]},
    ),
    "wrong.xls": (lambda: xlsx(ONE), (), {"Sheet1": [["1"]]}),
    "wrong.ods": (lambda: xlsx(ONE), (), {"Sheet1": [["1"]]}),
}  # fmt: skip
"""Read, with what is told of them and some of the sheets that must come out."""
