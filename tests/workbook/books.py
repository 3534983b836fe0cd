"""Small workbooks for the tests of this folder."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from engine.facts import Reading
from engine.packs.loading import load_vocabulary
from engine.workbook import read_dossier
from engine.workbook.cells.reader import Parsed, cell_reader
from engine.workbook.grids import Raw

Lines = Sequence[Sequence[object]]
VOCABULARY = load_vocabulary()


def write(
    path: Path, sheets: Mapping[str, Lines], merge: Mapping[str, Sequence[str]] | None = None
) -> Path:
    """Write rows as given; ``merge`` lists ranges by sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for row, line in enumerate(lines, 1):
            for column, value in enumerate(line, 1):
                if value is not None:
                    sheet.cell(row, column, value)
        for cells in (merge or {}).get(name, ()):
            sheet.merge_cells(cells)
    book.save(path)
    return path


def read(*paths: Path) -> Reading:
    """Read, and see that every problem can be told in both languages."""
    reading = read_dossier(list(paths), VOCABULARY)
    for problem in (*reading.problems, *reading.unused):
        for lang in ("vi", "en"):
            assert problem.message(lang) and problem.help(lang) and problem.where
    return reading


def codes(reading: Reading) -> list[tuple[str, str]]:
    """(sheet!cell, or place; code) of each problem."""
    return [
        (f"{p.cells[0].sheet}!{p.cells[0].ref}" if p.cells else p.place, p.code)
        for p in reading.problems
        if p.code not in ("column-missing", "unit-sheet-missing")
    ]


Reader = Callable[..., Reading]

UNITS: Lines = [
    ["Mã đơn vị", "Tên đơn vị", "Loại hình"],
    ["TH01", "Trường Tiểu học Hòa An", "Tiểu học"],
    ["TH02", "Trường THCS Bình Minh", "THCS"],
]
PEOPLE: Lines = [
    ["STT", "Mã", "Họ và tên", "Mã đơn vị", "Chức vụ", "Đảng viên"],
    [1, "NV1", "Nguyễn Văn An", "TH01", "Giáo viên", "x"],
    [2, "NV2", "Trần Thị Bình", "TH01", "GV", "không"],
    [3, "NV3", "Lê Văn Cường", "TH02", "HT", None],
]


def read_cell(field: str, raw: Raw) -> Parsed:
    """What a cell means in a column of the vocabulary."""
    return cell_reader(VOCABULARY.fields[field], VOCABULARY).read(raw)
