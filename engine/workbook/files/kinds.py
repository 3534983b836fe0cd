"""Tell what a file is, by its bytes and not by its name.

Knows no vocabulary, and nothing of how the kinds are read.
"""

import re
from collections.abc import Mapping
from typing import Literal
from zipfile import ZipFile

from ...errors import InputError
from ..flat.decoding import decode, is_text
from ..flat.separators import separator_of
from . import compound
from .bundles import open_archive, read_entry

Kind = Literal["xlsx", "xlsb", "xls", "ods", "csv", "parquet", "zip"]

SUFFIXES: Mapping[str, Kind] = {
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx", ".xltm": "xlsx", ".xlsb": "xlsb",
    ".xls": "xls", ".xlt": "xls", ".ods": "ods", ".ots": "ods", ".csv": "csv", ".tsv": "csv",
    ".tab": "csv", ".txt": "csv", ".parquet": "parquet", ".pq": "parquet", ".zip": "zip",
}  # fmt: skip
"""What a file should be by the end of its name."""

_TEXTS = (".csv", ".tsv", ".tab")  # any text may be called .txt
_PACKAGES = ("xlsx", "xlsb", "ods")

_OTHERS = (
    (b"%PDF", ".pdf"), (b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"),
    (b"II*\0", ".tif"), (b"MM\0*", ".tif"), (b"{\\rtf", ".rtf"), (b"Rar!", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"), (b"\x1f\x8b", ".gz"), (b"MZ\x90", ".exe"),
    (b"SQLite format 3", ".sqlite"), (b"\0\1\0\0Standard ", ".mdb"),
)  # fmt: skip
"""How files begin that are no workbooks, and what they are usually called."""

_STREAMS = {
    "WordDocument": ".doc", "PowerPoint Document": ".ppt", "__properties_version1.0": ".msg",
}  # fmt: skip
"""What tells other compound files apart."""

_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
_WEB = re.compile(
    r"(?:\s|<\?xml[^>]*>|(?><!--.*?-->))*+(?:<(?:!doctype\s+html|html|head|meta|title|body|table"
    r"|div|style|script|center|form|p|br|b|h[1-6])\b|mime-version:)",
    re.I | re.S,
)
_START = 1 << 18


def kind_of(content: bytes, suffix: str) -> Kind:
    """Tell the kind of a file.

    Parameters: ``suffix`` is the end of its name with the dot; only of a text it decides
    whether it is meant to be a table.

    Raises:
        InputError: it is nothing that can be read: empty, protected, a web page, a picture.
    """
    if not content.strip(b"\0"):
        raise InputError("file-empty")
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return _in_zip(content, suffix.lower())
    if content.startswith(compound.MAGIC):
        return _in_compound(content)
    if content.startswith(b"PAR1"):
        return "parquet"
    if content.startswith(b"PARE"):
        raise InputError("password-protected")
    for start, other in _OTHERS:
        if content.startswith(start):
            raise InputError("file-type", found=other)
    return _text(content, suffix.lower())


def _in_zip(content: bytes, suffix: str) -> Kind:
    with open_archive(content) as archive:
        names = {name.lower() for name in archive.namelist()}
        if "mimetype" in names and "content.xml" in names:
            return _open_document(archive)
        if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
            raise InputError("file-type", found=".numbers")
    if "[content_types].xml" not in names:
        if SUFFIXES.get(suffix) in _PACKAGES:
            raise InputError("file-corrupt")
        return "zip"
    for folder, other in (("word/", ".docx"), ("ppt/", ".pptx")):
        if any(name.startswith(folder) for name in names):
            raise InputError("file-type", found=other)
    return "xlsb" if any(name.endswith("workbook.bin") for name in names) else "xlsx"


def _open_document(archive: ZipFile) -> Kind:
    parts = {info.filename: info for info in archive.infolist()}
    what = read_entry(archive, parts["mimetype"], 1000).strip() if "mimetype" in parts else b""
    for document, other in _DOCUMENTS.items():
        if what.startswith(document):
            raise InputError("file-type", found=other)
    manifest = parts.get("META-INF/manifest.xml")
    if manifest and b"encryption-data" in read_entry(archive, manifest, 10_000_000):
        raise InputError("password-protected")
    return "ods"


def _in_compound(content: bytes) -> Kind:
    try:
        names = compound.top_names(content)
    except ValueError as error:
        raise InputError("file-corrupt") from error
    if "EncryptedPackage" in names:
        raise InputError("password-protected")
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return "xls"
    for stream, other in _STREAMS.items():
        if stream in names:
            raise InputError("file-type", found=other)
    raise InputError("file-corrupt")


def _text(content: bytes, suffix: str) -> Kind:
    start = decode(content[:_START]).text
    if _WEB.match(start):
        raise InputError("file-web-page")
    if start.lstrip().startswith("<?xml"):
        raise InputError("file-type", found=".xml")
    if is_text(content) and (suffix in _TEXTS or separator_of(start).makes_table):
        return "csv"
    if suffix in SUFFIXES and suffix != ".txt":
        raise InputError("file-corrupt")
    raise InputError("file-type", found=suffix or "-")
