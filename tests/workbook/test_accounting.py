"""Whatever a sheet looks like, each of its cells is used, or something is told about it."""

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.facts import Reading
from engine.provenance import Cell
from engine.workbook import assemble
from engine.workbook.grids import Grid, Raw
from engine.workbook.reading import Inputs
from engine.workbook.sheets.headers import HeaderNames, Headings
from engine.workbook.sheets.tables import Part, find_parts

from .books import PEOPLE, VOCABULARY

HEADINGS = Headings(VOCABULARY)
WIDTH = 9
_OF_ROWS = {"row-nobody", "row-untied", "subject-unlisted", "subject-wrong-kind", "name-mismatch",
            "id-missing", "same-name", "birth-mismatch"}  # fmt: skip

Line = list[Raw]

HEADERS: dict[str, list[Line]] = {
    "Xếp loại": [
        ["STT", "Mã", "Họ và tên", "Năm", "Xếp loại", "Cam kết chất lượng", "Điểm lạ"],
        ["Mã", "Xếp loại", "Ghi chú"],
        ["Mã", "Họ và tên", "Xếp loại 2021", "Xếp loại 2022", "Năm"],
    ],
    "Khen thưởng": [
        ["TT", "Mã", "Họ và tên", "Danh hiệu", "Năm", "Cấp", "Đã thu hồi"],
        ["Mã", "Danh hiệu 2021", "Danh hiệu 2022", "Cấp", "Cột lạ"],
    ],
    "Nhân sự 2": [["STT", "Mã", "Họ và tên", "Chức vụ", "Đảng viên", "Tổ"]],
}
UPPER: Line = ["Mã", "Họ và tên", None, "Xếp loại", None, "Cam kết chất lượng", None]
LOWER: Line = [None, None, 2021, 2022, 2023, 2021, 2022]

texts = st.sampled_from(
    ["NV1", "NV2", "NV9", "Nguyễn Văn An", "x", "không", "-", "//", "nt", "HTT",
     "LĐTT; CSTĐCS 2021", "LĐTT; gì đó", "#N/A", "2021", "Tổ 1", "I", "Huyện", "Kiểm tra",
     "Năm 2021", "Cộng", "GV"]
)  # fmt: skip
raws = st.one_of(st.none(), st.none(), texts, st.sampled_from([1, 2, 3, 2021, 2022, 0.5]))
records = st.lists(raws, min_size=1, max_size=WIDTH)
singles = st.sampled_from(
    ["I. Ban giám hiệu", "Tổ 2", "Cộng", "Tổng số: 3 người", "Ghi chú: không có gì", "Năm 2022",
     "Người lập biểu", "Yên Bái, ngày 1 tháng 6 năm 2025", "DANH SÁCH NĂM 2021", "KẾT QUẢ 2022",
     "Lê Văn Tám", "CỘNG HÒA XÃ HỘI"]
)  # fmt: skip
alone = st.builds(lambda at, text: [None] * at + [text], st.integers(0, 4), singles)
numbers = st.just([f"({n})" for n in range(1, 7)])
every = [header for headers in HEADERS.values() for header in headers]
extra = st.sampled_from([*every, UPPER, LOWER])


@st.composite
def sheets(draw: st.DrawFn) -> Grid:
    """A sheet drawn at random: titles, a header or two, rows of all kinds, merged and hidden."""
    name = draw(st.sampled_from(list(HEADERS)))
    header = draw(st.sampled_from(HEADERS[name]))
    lines: list[Line] = draw(st.lists(st.one_of(alone, st.just([])), max_size=4))
    lines += [UPPER, LOWER] if name == "Xếp loại" and draw(st.booleans()) else [header]
    row = st.one_of(records, records, records, alone, st.just([]), numbers, extra)
    lines += draw(st.lists(row, max_size=9))
    gap = draw(st.integers(0, WIDTH))
    if draw(st.booleans()):
        lines = [[*line[:gap], None, *line[gap:]] for line in lines]
    if draw(st.booleans()):
        lines = [[*_wide(line, WIDTH + 1), None, *line] for line in lines]
    width = max((len(line) for line in lines), default=1)
    rows = [_wide(line, width) for line in lines]
    spans = (len(rows) - 1, width - 1, 2, 2)
    ranges = draw(st.lists(st.tuples(*(st.integers(0, most) for most in spans)), max_size=3))
    hidden = frozenset(draw(st.lists(st.integers(0, len(rows)), max_size=3)))
    return Grid("a.xlsx", name, rows, _merged(rows, ranges), hidden_rows=hidden)


def _wide(line: Line, width: int) -> Line:
    return [*line, *[None] * (width - len(line))]


def _merged(
    rows: list[Line], ranges: list[tuple[int, int, int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Merge cells as a spreadsheet does: what is below or beside the first one goes."""
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, down, right in ranges:
        cells = [
            (row, column)
            for row in range(top, min(top + down + 1, len(rows)))
            for column in range(left, min(left + right + 1, len(rows[0])))
        ]
        if len(cells) > 1 and not anchors.keys() & set(cells):
            for row, column in cells:
                anchors[row, column] = (top, left)
                rows[row][column] = rows[top][left] if column == left else None
    return anchors


def accounted(grid: Grid, reading: Reading) -> set[tuple[int, int]]:
    """Where the cells are that are used, or of which something is told."""
    told = [
        (problem.code, cell)
        for problem in (*reading.problems, *reading.unused)
        for cell in problem.cells or [Cell("", problem.place.rpartition("!")[2], 0, 0)]
    ]
    told = [(code, cell) for code, cell in told if cell.sheet == grid.sheet]
    found = {_at(cell) for cell in (*used(reading), *(cell for _, cell in told))}
    everywhere = range(len(grid.rows[0]))
    codes = {code for code, _ in told}
    if "header-not-found" in codes:
        found |= {(row, at) for row in range(len(grid.rows)) for at in everywhere}
    found |= {(cell.row - 1, at) for code, cell in told if code in _OF_ROWS for at in everywhere}
    for part in parts_of(grid):
        rows = range(part.block.top, len(part.grid.rows))
        heads = {cell for code, cell in told if code.startswith("column-")}
        columns = {at for at in everywhere if heads & {*part.block.path(at)}}
        columns |= {cell.column - 1 for cell in heads if cell.row - 1 in rows}
        if {"id-column-missing", "id-by-name"} & codes and part.spec.field_with(
            "id"
        ) not in part.header:
            columns |= {column.index for column in part.header.columns}  # it is told once for all
        found |= {(row, at) for row in rows for at in columns}
        found |= {
            (row, at) for row in rows[: part.header.bottom + 1 - rows.start] for at in everywhere
        }
    return found


def parts_of(grid: Grid) -> list[Part]:
    spec = {"Xếp loại": "ratings", "Khen thưởng": "awards"}.get(grid.sheet, "person")
    return list(find_parts(grid, HeaderNames(VOCABULARY.sheet(spec), VOCABULARY), HEADINGS))


def used(reading: Reading) -> Iterator[Cell]:
    for subject in reading.dossier.subjects:
        yield from (cell for value in subject.facts.values() for cell in value.cells)
        yield from subject.cells
        for row in (row for rows in subject.rows.values() for row in rows):
            yield from (*row.cells, *row.year.cells)
            yield from (cell for value in row.fields.values() for cell in value.cells)


def _at(cell: Cell) -> tuple[int, int]:
    return cell.row - 1, cell.column - 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_no_cell_is_lost(grid: Grid) -> None:
    people = Grid("a.xlsx", "Nhân sự", [list(line) for line in PEOPLE], {})  # type: ignore[arg-type]
    reading = assemble(Inputs((), (people, grid), (), {}), VOCABULARY)
    filled = {
        grid.anchor(row, column)
        for row, line in enumerate(grid.rows)
        for column, raw in enumerate(line)
        if raw is not None
    }
    assert filled - accounted(grid, reading) == set()
