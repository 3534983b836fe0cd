"""Write workbooks part by part, also such as no program would write."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ODS = "application/vnd.oasis.opendocument.spreadsheet"

Parts = dict[str, str | bytes]


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """The part of a worksheet."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}'
        "</worksheet>"
    )


def parts(
    sheets: Mapping[str, str],
    book: str = "",
    links: Mapping[str, str] | None = None,
    styles: str = "",
    strings: str = "",
) -> Parts:
    """The parts of an .xlsx file.

    Parameters: ``sheets`` are parts of worksheets by title; ``book`` stands in the workbook
    after them, ``links`` are further ones of it: kinds by target.
    """
    targets = {f"worksheets/sheet{n}.xml": "worksheet" for n in range(1, len(sheets) + 1)}
    targets |= {"styles.xml": "styles", "sharedStrings.xml": "sharedStrings"} | (links or {})
    entries = "".join(
        f'<sheet name="{title}" sheetId="{n}" r:id="rId{n}"/>' for n, title in enumerate(sheets, 1)
    )
    found: Parts = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": linked({"xl/workbook.xml": "officeDocument"}),
        "xl/workbook.xml": (
            f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{entries}</sheets>'
            f"{book}</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": linked(targets),
        "xl/styles.xml": f'{DECLARATION}<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'{DECLARATION}<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return found | {f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets.values(), 1)}


def linked(targets: Mapping[str, str]) -> str:
    """The part that holds links: kinds by target."""
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def packed(found: Mapping[str, str | bytes]) -> bytes:
    """Zip parts."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return memory.getvalue()


def xlsx(rows: str, before: str = "", after: str = "", **options: str) -> bytes:
    """A workbook with one sheet, called `Sheet1`."""
    return packed(parts({"Sheet1": sheet(rows, before, after)}, **options))  # type: ignore[arg-type]


def ods(tables: str, styles: str = "") -> bytes:
    """An OpenDocument file; ``tables`` stand in its spreadsheet."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
            ("draw", "drawing"), ("number", "datastyle"),
        )
    )  # fmt: skip
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return packed(
        {
            "mimetype": ODS,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{manifest}"/>',
            "content.xml": (
                f"{DECLARATION}<office:document-content {spaces} {calc}>"
                f"<office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
                "</office:document-content>"
            ),
        }
    )


def table(rows: str, name: str = "Sheet1") -> str:
    """A sheet of an OpenDocument file."""
    return f'<table:table table:name="{name}">{rows}</table:table>'
