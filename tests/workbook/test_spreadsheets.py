"""What a spreadsheet shows comes out, and what the library hides is added to it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from engine.errors import Problem
from engine.workbook.grids import Grid, Raw
from engine.workbook.spreadsheets.reader import read_spreadsheet

from .packages import MAIN, packed, parts, sheet, xlsx
from .reading_sheets import grids, rows, told


def first(cell: str, **options: str) -> Raw:
    """What becomes of the one cell of a sheet."""
    ((value,),) = rows(xlsx(f'<row r="1">{cell}</row>', **options))
    return value


TEXTS = (
    ('<c r="A1"><v>12</v></c>', 12),
    ('<c r="A1"><v>12.5</v></c>', 12.5),
    ('<c r="A1"><v>-0</v></c>', 0),
    ('<c r="A1"><v>1E3</v></c>', 1000),
    ('<c r="A1"><v>79123456789</v></c>', 79123456789),
    ('<c r="A1"><v>1e999</v></c>', "#NUM!"),
    ('<c r="A1"><v>NaN</v></c>', "#NUM!"),
    ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
    ('<c r="A1" t="b"><v>0</v></c>', "FALSE"),
    ('<c r="A1" t="d"><v>2024-03-01T10:30:00</v></c>', date(2024, 3, 1)),
    ('<c r="A1" t="str"><v> Nguyễn  Văn A </v></c>', "Nguyễn Văn A"),
    ('<c r="A1" t="str"><v>Lò Thị Páo\n Giáo viên</v></c>', "Lò Thị Páo\nGiáo viên"),
    ('<c r="A1" t="str"><v>Lò Thị Páo_x000D_\nGiáo viên</v></c>', "Lò Thị Páo\nGiáo viên"),
    ('<c r="A1" t="str"><v>&lt;b&gt; &amp;amp;</v></c>', "<b> &amp;"),
    ('<c r="A1" t="inlineStr"><is><t>x</t></is></c>', "x"),
    (
        '<c r="A1" t="inlineStr"><is><r><t xml:space="preserve">Nguyễn </t></r><r><rPr><b/></rPr>'
        "<t>Văn A</t></r><rPh sb='0' eb='1'><t>ẩn</t></rPh></is></c>",
        "Nguyễn Văn A",
    ),
    ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
    ('<c r="A1" t="e"><f>NA()</f><v>#REF!</v></c>', "#REF!"),
    ('<c r="A1" t="e"><v>#SPILL!</v></c>', "#SPILL!"),
    ('<c r="A1" t="e"><v>Err:508</v></c>', "#ERROR!"),
    ('<c r="A1"><f>B1+1</f></c>', "=B1+1"),
    ('<c r="A1"><f>B1&gt;1</f><v></v></c>', "=B1>1"),
    ('<c r="A1"><f>B1+1</f><v/></c>', "=B1+1"),
    ('<c r="A1"><f t="shared" si="0"/></c>', "="),
    ('<c r="A1"><f>B1+1</f><v>0</v></c>', 0),
    ('<c r="A1"><f>B1+1</f><v>3</v></c>', 3),
    ('<c r="A1"><f>[1]Sheet1!A1</f><v>3</v></c>', 3),
    ('<c r="A1" t="str"><f>DDE("cmd";"/c calc";"A0")</f><v>x</v></c>', "x"),
)


@pytest.mark.parametrize(("cell", "value"), TEXTS)
def test_a_cell_comes_out_as_it_is_shown(cell: str, value: Raw) -> None:
    assert first(cell) == value


def test_a_formula_may_give_an_empty_text() -> None:
    cells = '<c r="A1"><v>1</v></c><c r="B1" t="str"><f>IF(1,"","x")</f><v></v></c>'
    assert rows(xlsx(f'<row r="1">{cells}</row>')) == [[1, None]]


def test_a_zero_of_a_file_that_must_be_calculated_anew_is_no_value() -> None:
    cell = '<c r="A1"><f>B1+1</f><v>0</v></c>'
    assert first(cell, book='<calcPr fullCalcOnLoad="1"/>') == "=B1+1"


def test_an_error_beyond_the_last_value_is_not_lost() -> None:
    content = xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3" t="e"><v>#N/A</v></c></row>'
    )
    assert rows(content) == [[1, None, None], [None] * 3, [None, None, "#N/A"]]


FORMATS = (
    '<numFmts><numFmt numFmtId="170" formatCode="00000"/><numFmt numFmtId="171" '
    'formatCode="000000000000"/><numFmt numFmtId="172" formatCode="0.00"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/>'
    '<xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="20"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("style", "value", "shown"),
    [
        (0, "123", 123),
        (1, "123", "00123"),
        (1, "1234567", "1234567"),
        (1, "12.5", 12.5),
        (1, "0", "00000"),
        (2, "79123456789", "079123456789"),
        (3, "123", 123),
        (4, "45352", date(2024, 3, 1)),
        (5, "1.5", "36:00:00"),
        (6, "0.3125", "07:30:00"),
        (9, "123", 123),
    ],
)
def test_a_number_comes_out_as_its_format_shows_it(style: int, value: str, shown: Raw) -> None:
    assert first(f'<c r="A1" s="{style}"><v>{value}</v></c>', styles=FORMATS) == shown


def test_the_days_of_a_file_may_be_counted_from_1904(tmp_path: Path) -> None:
    for epoch in (None, CALENDAR_MAC_1904):
        book = Workbook()
        if epoch:
            book.epoch = epoch
        book.worksheets[0].append([date(2024, 3, 1), date(1904, 5, 6)])
        book.save(tmp_path / "a.xlsx")
        content = (tmp_path / "a.xlsx").read_bytes()
        assert rows(content) == [[date(2024, 3, 1), date(1904, 5, 6)]]


UNPLAIN = (
    f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
    '<x:c r="B1" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    sheet("<row><c><v>1</v></c><c t='e'><v>#N/A</v></c></row>"),
    sheet("<row r='1'><c r='A1'><v>1</v></c><c r='B1' t='e'><v>#N/A</v></c></row>"),
    sheet('<row r="1"><c r="$A$1"><v>1</v></c><c r=" B1 " t="e"><v>#N/A</v></c></row>'),
    sheet('<row r="1"><c r="&#65;1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'),
    sheet('<row r="1"><c r="A1"><v><![CDATA[1]]></v></c><c r="B1" t="e"><v>#N/A</v></c></row>'),
    sheet('<row r="1"><c r="A1"><v><!-- -->1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'),
    sheet('<row r="1"><c r="A1"><v>&#49;</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'),
    sheet('<row r="1"><c r="A1"><v>1</v><extLst/></c><c r="B1" t="e"><v>#N/A</v></c></row>'),
    sheet('<row r="1"><c r="A1"><v>1</v></c><c t="e" r="B1"><v>#N/A</v></c></row>'),
)


@pytest.mark.parametrize("xml", UNPLAIN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_it_does_not_matter_how_the_xml_is_written(xml: str, encoding: str) -> None:
    declared = xml.replace("UTF-8", encoding)
    content = packed(
        {**parts({"Sheet1": ""}), "xl/worksheets/sheet1.xml": declared.encode(encoding)}
    )
    assert rows(content) == [[1, "#N/A"]]


def test_a_value_that_is_cut_by_a_comment_is_read_whole() -> None:
    assert first('<c r="A1"><v>1<!-- -->2</v></c>') == 12


def test_hidden_rows_and_columns_are_read_and_named() -> None:
    (grid,) = grids(
        xlsx(
            '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row>'
            '<row r="2" hidden="1"><c r="A2"><v>3</v></c></row><row r="9" hidden="1"/>',
            before='<cols><col min="2" max="16384" width="9" hidden="1"/></cols>',
        )
    )
    assert [list(row) for row in grid.rows] == [[1, None, 2], [3, None, None]]
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {1, 2})


def test_hidden_sheets_are_read_and_named() -> None:
    found = parts({"A": sheet(""), "B": sheet(""), "C": sheet("")})
    book = str(found["xl/workbook.xml"])
    book = book.replace('name="B"', 'name="B" state="hidden"')
    found["xl/workbook.xml"] = book.replace('name="C"', 'name="C" state="veryHidden"')
    assert [(g.sheet, g.is_hidden) for g in grids(packed(found))] == [
        ("A", False),
        ("B", True),
        ("C", True),
    ]


@pytest.mark.parametrize("kind", ["chartsheet", "dialogsheet", "xlMacrosheet"])
def test_a_sheet_without_cells_is_told_and_the_others_are_read(kind: str) -> None:
    found = parts({"A": sheet('<row r="1"><c r="A1"><v>1</v></c></row>')}, links={"b.xml": kind})
    entry = '<sheet name="B" sheetId="9" r:id="rId4"/></sheets>'
    found["xl/workbook.xml"] = str(found["xl/workbook.xml"]).replace("</sheets>", entry)
    found["xl/b.xml"] = "<other/>"
    grid, problem = read_spreadsheet("a", packed(found), "xlsx")
    assert isinstance(grid, Grid) and isinstance(problem, Problem)
    assert (grid.rows, problem.place, problem.code) == ([[1]], "a!B", "sheet-no-cells")


def test_a_sheet_that_cannot_be_read_does_not_hide_the_others() -> None:
    broken = sheet('<row r="1"><c r="A1" t="unheard"><v>1</v></c></row>')
    good = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    content = packed(parts({"A": broken, "B": good}))
    assert told(content) == [("a!A", "sheet-unreadable")]
    assert [each.rows for each in read_spreadsheet("a", content, "xlsx")[1:]] == [[[1]]]  # type: ignore[union-attr]


def test_merged_cells_below_take_the_value() -> None:
    (grid,) = grids(
        xlsx(
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
            '<row r="2"><c r="B2"><v>3</v></c></row>',
            after='<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>',
        )
    )
    assert [row[0] for row in grid.rows] == [1, 1, 1]
    assert grid.anchors == {(0, 0): (0, 0), (1, 0): (0, 0), (2, 0): (0, 0)}


def test_styled_cells_without_a_value_do_not_count() -> None:
    empty = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="XFD{n}"/></row>' for n in range(2, 3000)
    )
    content = xlsx(f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}')
    assert rows(content) == [[1]]


@given(
    st.lists(
        st.lists(st.text("aă &<>\"'\u0300\n\t=#", max_size=6), min_size=1, max_size=4), max_size=6
    )
)
def test_texts_are_the_same_in_plain_and_in_unusual_xml(lines: list[list[str]]) -> None:
    def cell(text: str, quote: str) -> str:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        kept = f"xml:space={quote}preserve{quote}"
        return f"<c t={quote}inlineStr{quote}><is><t {kept}>{text}</t></is></c>"

    width = max(map(len, lines), default=0)
    plain = "".join(
        f'<row r="{r}">'
        + "".join(
            cell(t, '"').replace("<c ", f'<c r="{"ABCD"[c]}{r}" ') for c, t in enumerate(line)
        )
        + "</row>"
        for r, line in enumerate(lines, 1)
    )
    unusual = "".join(f"<row>{''.join(cell(t, chr(39)) for t in line)}</row>" for line in lines)
    assert width <= 4
    assert rows(xlsx(plain)) == rows(xlsx(unusual))
