"""The other formats of spreadsheets come out like .xlsx, with what the library hides in each."""

import struct
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from engine.errors import InputError
from engine.workbook.files.kinds import Kind
from engine.workbook.grids import Raw
from engine.workbook.spreadsheets.reader import read_spreadsheet
from fixtures.workbooks import xlsb

from .packages import ods, packed, table
from .reading_sheets import grids, rows, told

LIBREOFFICE = Path(__file__).parent.parent.parent / "fixtures/workbooks/libreoffice"
SAMPLE: list[list[Raw]] = [
    ["Họ và tên", "Năm", "Điểm", "Mã", None],
    ["Nguyễn Văn A\nGiáo viên", 2024, "#DIV/0!", "00123", "cột ẩn"],
    ["Trần B", date(2024, 3, 1), "#N/A", "079123456789", None],
    [date(2024, 3, 1), "07:30:00", "30:05:00", 2025, None],
    ["TRUE", 0.857, 1.5, None, None],
    ["gộp", 1, None, None, None],
    ["gộp", 2, None, None, None],
    ["gộp", 3, None, None, None],
    ["hàng ẩn", 4, None, None, None],
    [None, None, None, None, None],
    ["cuối", "#NAME?", "#VALUE!", "#VALUE!", None],
]
IN_ODS: dict[tuple[int, int], Raw] = {(4, 0): 1, (10, 2): "#ERROR!", (10, 3): "#ERROR!"}


@pytest.mark.parametrize("name", ["sample", "sample-1904"])
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_table_is_the_same_in_every_format_of_libreoffice(name: str, kind: Kind) -> None:
    content = (LIBREOFFICE / f"{name}.{kind}").read_bytes()
    main, hidden, empty = grids(content, kind)
    assert [list(row) for row in main.rows] == [
        [IN_ODS.get((r, c), value) if kind == "ods" else value for c, value in enumerate(line)]
        for r, line in enumerate(SAMPLE)
    ]
    assert (main.hidden_rows, main.hidden_columns) == ({8}, {4})
    assert main.anchors == dict.fromkeys([(5, 0), (6, 0), (7, 0)], (5, 0))
    assert [each.is_hidden for each in (main, hidden, empty)] == [False, True, False]
    assert (hidden.rows, empty.rows) == ([[None, None], [None, "x"]], [])


def test_a_sheet_of_an_old_workbook_may_be_styled_to_its_end() -> None:
    content = (LIBREOFFICE / "sample.xls").read_bytes()
    size = struct.pack("<IIHHH", 0, 11, 0, 5, 0)
    assert content.count(size) == 1
    styled = content.replace(size, struct.pack("<IIHHH", 0, 65536, 0, 256, 0))
    assert grids(styled, "xls") == grids(content, "xls")


def of_type(kind: str, *inside: str, **values: str) -> str:
    """A cell of an open document."""
    told = "".join(f' office:{key.replace("_", "-")}="{value}"' for key, value in values.items())
    start = f'<table:table-cell office:value-type="{kind}"{told}>'
    return f"{start}{''.join(inside)}</table:table-cell>"


def text(content: str) -> str:
    return f"<text:p>{content}</text:p>"


ONE = of_type("float", text("1"), value="1")
FORMULA = ' table:formula="of:=[.B1]+1"'
BOX = f"<draw:frame><draw:text-box>{text('khung')}</draw:text-box></draw:frame>"
NOTE = f"<office:annotation>{text('chú thích')}</office:annotation>"


def calculated(cell: str) -> str:
    return cell.replace("<table:table-cell", f"<table:table-cell{FORMULA}")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (f"<table:table-cell{FORMULA}/>", "=[.B1]+1"),
        (f"<table:table-cell{FORMULA}>{text('')}</table:table-cell>", None),
        (calculated(of_type("float", text("3"), value="3")), 3),
        (calculated(of_type("float", text("Err:502"), value="0")), "#ERROR!"),
        (calculated(of_type("float", text("#REF!"), value="0")), "#REF!"),
        (of_type("string", text("#N/A"), string_value='" calcext:value-type="error'), "#N/A"),
        (of_type("float", text("007"), value="7"), "007"),
        (of_type("percentage", text("85,7%"), value="0.857"), 0.857),
        (of_type("boolean", text("TRUE"), boolean_value="true"), "TRUE"),
        (of_type("date", text("1/3/24"), date_value="2024-03-01"), date(2024, 3, 1)),
        (of_type("time", text("7:30"), time_value="PT07H30M00S"), "07:30:00"),
        (of_type("time", text("30:05"), time_value="PT30H05M00S"), "30:05:00"),
        (of_type("string", text("Lò Thị Páo"), text("Giáo viên")), "Lò Thị Páo\nGiáo viên"),
        (of_type("string", text("Lò Thị Páo<text:line-break/>GV")), "Lò Thị Páo\nGV"),
        (of_type("string", text("Lò<text:tab/>Thị<text:s text:c='3'/>Páo")), "Lò Thị Páo"),
        (of_type("string", text("Lò <text:span>Thị</text:span> Páo")), "Lò Thị Páo"),
        (of_type("string", BOX, text("Lò Thị Páo")), "Lò Thị Páo"),
        (of_type("string", NOTE, text("Lò Thị Páo")), "Lò Thị Páo"),
    ],
)
def test_a_cell_of_an_open_document_comes_out_as_it_is_shown(cell: str, value: Raw) -> None:
    row = f"<table:table-row>{cell}{ONE}</table:table-row>"
    assert rows(ods(table(row)), "ods") == [[value, 1]]


def test_what_an_open_document_repeats_to_its_end_does_not_count_if_it_is_empty() -> None:
    right = '<table:table-cell table:number-columns-repeated="16383"/>'
    row = '<table:table-row table:number-rows-repeated="1048575">'
    below = f'{row}<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert rows(ods(table(f"<table:table-row>{ONE}{right}</table:table-row>{below}")), "ods") == [
        [1]
    ]


def test_cells_of_an_open_document_may_be_merged_hidden_and_repeated() -> None:
    spanned = ONE.replace("office:value=", 'table:number-rows-spanned="2" office:value=')
    (grid,) = grids(
        ods(
            table(
                '<table:table-column/><table:table-column table:number-columns-repeated="9" '
                'table:visibility="collapse"/>'
                f"<table:table-row>{spanned}{ONE}</table:table-row>"
                '<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
                f"<table:covered-table-cell/>{ONE}</table:table-row>"
            )
        ),
        "ods",
    )
    assert grid.rows == [[1, 1], [1, 1], [None, 1]]
    assert (grid.hidden_rows, grid.hidden_columns) == ({1, 2}, {1})
    assert grid.anchors == dict.fromkeys([(0, 0), (1, 0)], (0, 0))


def test_an_open_document_with_other_prefixes_is_read() -> None:
    content = ods(table(f"<table:table-row>{ONE}</table:table-row>"))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    xml = found["content.xml"].replace(b"table:", b"t:").replace(b"xmlns:table=", b"xmlns:t=")
    with pytest.raises(InputError) as caught:
        read_spreadsheet("a", packed(found | {"content.xml": xml}), "ods")
    assert caught.value.code == "file-corrupt"


def record(number: int, *fields: bytes) -> bytes:
    """A record of an .xlsb part."""
    content = b"".join(fields)
    head = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    size = len(content)
    assert size < 128
    return head + bytes([size]) + content


def numbers(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def in_xlsb(*sheet: bytes, styles: bytes = b"") -> bytes:
    """An .xlsb file with the records of its sheet."""
    with zipfile.ZipFile(BytesIO(xlsb.workbook({"A": [["x"]]}))) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    size = record(148, numbers(0, 2, 0, 2))
    found["xl/worksheets/sheet1.bin"] = b"".join([record(129), size, *sheet, record(130)])
    if styles:
        found["xl/styles.bin"] = styles
    return packed(found)


def test_a_binary_workbook_tells_what_the_library_hides() -> None:
    row = bytes(2)
    (grid,) = grids(
        in_xlsb(
            record(390), record(60, numbers(1, 1, 2560, 0), b"\x01\0"), record(391), record(145),
            record(0, numbers(0, 0), row, b"\0\0\0", numbers(0)),
            record(5, numbers(0, 0), struct.pack("<d", 7)),
            record(3, numbers(1, 0), b"\x2a"),
            record(11, numbers(2, 0), b"\x17", bytes(2), numbers(0, 0)),
            record(0, numbers(1, 0), row, b"\0\x10\0", numbers(0)),
            record(2, numbers(0, 0), numbers(5 << 2 | 2)),
            record(146), record(177, numbers(1)), record(176, numbers(0, 1, 2, 2)), record(178),
        ),
        "xlsb",
    )  # fmt: skip
    assert grid.rows == [[7, "#N/A", "#REF!"], [5, None, "#REF!"]]
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {1})
    assert grid.anchors == dict.fromkeys([(0, 2), (1, 2)], (0, 2))


@pytest.mark.parametrize(("shown", "value"), [("00000", "00005"), ("0.00", 5)])
def test_a_binary_workbook_shows_zeros_before_a_number(shown: str, value: Raw) -> None:
    code = struct.pack("<HI", 170, len(shown)) + shown.encode("utf-16-le")
    style = [struct.pack("<HH", 0, number) + bytes(12) for number in (0, 170)]
    styles = (
        record(278), record(615, numbers(1)), record(44, code), record(616),
        record(617, numbers(2)), *(record(47, each) for each in style), record(618), record(279),
    )  # fmt: skip
    cell = record(5, numbers(0, 1), struct.pack("<d", 5))
    row = record(0, numbers(0, 0), bytes(5), numbers(0))
    content = in_xlsb(record(145), row, cell, record(146), styles=b"".join(styles))
    assert rows(content, "xlsb") == [[value]]


def test_days_of_a_binary_workbook_may_be_whole_numbers() -> None:
    style = [struct.pack("<HH", 0, number) + bytes(12) for number in (0, 14)]
    styles = (
        record(278), record(617, numbers(2)), *(record(47, each) for each in style), record(618),
        record(279),
    )  # fmt: skip
    cell = record(2, numbers(0, 1), numbers(45352 << 2 | 2))
    row = record(0, numbers(0, 0), bytes(5), numbers(0))
    content = in_xlsb(record(145), row, cell, record(146), styles=b"".join(styles))
    assert rows(content, "xlsb") == [[date(2024, 3, 1)]]


def test_a_binary_workbook_cut_within_a_record_is_damaged() -> None:
    content = in_xlsb(record(145), record(146), b"\x05\x7f")
    assert told(in_xlsb(record(145), record(146)), "xlsb") == []
    with pytest.raises(InputError) as caught:
        read_spreadsheet("a", content, "xlsb")
    assert caught.value.code == "file-corrupt"
