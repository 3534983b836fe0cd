"""What a file is, whatever it is called."""

import zipfile
from io import BytesIO
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InputError
from engine.workbook.files.kinds import SUFFIXES, Kind, kind_of
from fixtures.bad.container import compound, encrypted

KINDS = get_args(Kind)
BOOK = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
SHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def packed(*names: str, mimetype: bytes = b"", manifest: bytes = b"") -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
            archive.writestr("META-INF/manifest.xml", manifest)
        for name in names:
            archive.writestr(name, b"<a/>")
    return memory.getvalue()


def told(content: bytes, suffix: str) -> str | tuple[str, str]:
    try:
        return kind_of(content, suffix)
    except InputError as error:
        for lang in ("vi", "en"):
            assert error.message(lang)
        return error.code, error.details.get("found", "")


ODS = packed("content.xml", mimetype=SHEET)
XLS = compound({"Workbook": b"", "SummaryInformation": b""})
CSV = "Mã,Họ và tên\n1,An\n".encode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (packed(*BOOK), "xlsx"),
        (packed(*BOOK, "xl/vbaProject.bin"), "xlsx"),
        (packed("[Content_Types].xml", "_rels/.rels", "xl/workbook.bin"), "xlsb"),
        (ODS, "ods"),
        (XLS, "xls"),
        (compound({"Book": b"", "SummaryInformation": b""}), "xls"),
        (CSV, "csv"),
        (CSV.decode().encode("utf-16"), "csv"),
        (CSV.replace(b",", b"\t"), "csv"),
        (b"PAR1 PAR1", "parquet"),
    ],
)
@pytest.mark.parametrize("suffix", [*SUFFIXES, ".XLSX", ".dat", ""])
def test_the_content_says_what_a_file_is(content: bytes, kind: str, suffix: str) -> None:
    assert told(content, suffix) == kind


@pytest.mark.parametrize("content", [packed("a.xlsx"), packed("word.txt"), packed()])
def test_a_zip_of_other_files_is_an_archive(content: bytes) -> None:
    assert told(content, ".zip") == "zip"


@pytest.mark.parametrize(
    ("content", "other"),
    [
        (b"%PDF-1.7", ".pdf"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"{\\rtf1", ".rtf"),
        (b"Rar!\x1a\x07", ".rar"),
        (packed("[Content_Types].xml", "word/document.xml"), ".docx"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
        (packed("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), ".odt"),
        (packed("Index/Document.iwa"), ".numbers"),
        (compound({"WordDocument": b"", "1Table": b""}), ".doc"),
        (b'<?xml version="1.0"?>\n<Workbook xmlns="urn:x"/>', ".xml"),
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".csv", ".docx"])
def test_what_is_no_workbook_is_named(content: bytes, other: str, suffix: str) -> None:
    assert told(content, suffix) == ("file-type", other)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body><table>",
        b"\xef\xbb\xbf\r\n<!DOCTYPE html>",
        b"<table border=1><tr><td>1",
        b'<?xml version="1.0"?><html xmlns="x">',
        "<meta charset=utf-16><table>".encode("utf-16"),
        b"<!-- made by x -->\n<style>td {}</style>",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
    ],
)
@pytest.mark.parametrize("suffix", [".xls", ".xlsx", ".csv", ".html"])
def test_a_web_page_is_told_whatever_it_is_called(content: bytes, suffix: str) -> None:
    assert told(content, suffix) == ("file-web-page", "")


@pytest.mark.parametrize("text", [b"<!---->", b"<!--", b"<?xml?>", b"<", b" ", b',"', b'"', b"a?"])
def test_a_text_of_one_thing_over_and_over_is_soon_told(text: bytes) -> None:
    assert told(text * 100_000, ".csv") in ("csv", ("file-type", ".xml"))


@pytest.mark.parametrize(
    "content",
    [
        encrypted(),
        packed("content.xml", mimetype=SHEET, manifest=b"<m:encryption-data/>"),
        b"PARE....PARE",
    ],
    ids=["xlsx", "ods", "parquet"],
)
def test_a_password_is_told_apart_from_an_old_workbook(content: bytes) -> None:
    assert told(content, ".xlsx") == ("password-protected", "")


@pytest.mark.parametrize("content", [b"", b"\0" * 99])
def test_a_file_without_bytes_is_empty(content: bytes) -> None:
    assert told(content, ".xlsx") == ("file-empty", "")


@pytest.mark.parametrize(
    ("content", "suffix", "code"),
    [
        (b"PK\x03\x04 and no more", ".xlsx", "file-corrupt"),
        (b"PK\x03\x04 and no more", ".zip", "file-corrupt"),
        (packed("xl/workbook.xml"), ".xlsx", "file-corrupt"),
        (ODS[: len(ODS) // 2], ".ods", "file-corrupt"),
        (XLS[:512], ".xls", "file-corrupt"),
        (compound({"A": b"", "B": b""}), ".xls", "file-corrupt"),
        (bytes(range(256)) * 9, ".csv", "file-corrupt"),
        (b"no table at all", ".xlsx", "file-corrupt"),
        (b"no table at all", ".txt", "file-type"),
        (b"no table at all", "", "file-type"),
        (b"no table at all", ".csv", "csv"),
        (b"import os, sys\nx = 1\n", ".py", "file-type"),
    ],
)
def test_a_damaged_file_is_told_apart_from_one_of_another_kind(
    content: bytes, suffix: str, code: str
) -> None:
    found = told(content, suffix)
    assert (found if isinstance(found, str) else found[0]) == code


@settings(deadline=None)
@given(
    st.sampled_from([packed(*BOOK), ODS, XLS, encrypted()]),
    st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), max_size=6),
    st.integers(0, 200),
)
def test_damage_is_never_a_crash(content: bytes, flips: list[tuple[int, int]], cut: int) -> None:
    damaged = bytearray(content[: len(content) - cut])
    for place, byte in flips:
        damaged[place % len(damaged)] = byte
    found = told(bytes(damaged), ".xlsx")
    assert found in KINDS or found[0] in ("file-corrupt", "file-type", "password-protected",
                                          "file-too-large", "file-web-page")  # fmt: skip
