"""Whatever people write, no output runs it: neither as a formula, nor as markup."""

import io
import json
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

import engine
from fixtures.small_school import school

PACK = "yen-bai-2021-2025"
FORMULAS = (
    '=HYPERLINK("http://x","An")',
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "＝1+1",
)
MARKUP = ("<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "${alert(3)}")
HOSTILE = (*FORMULAS, *MARKUP)
SHEETS = ("=1+1", "+SUM(A1)", "-1", "@A1", "=cmd|'x'!A0", "<img src=x onerror=alert(1)>")


def hostile_school() -> Workbook:
    """A school in which every text that a person may choose is an attack."""
    sheets = school()
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets["Nhân sự"] += [(f"NV{n}", text, "TH-DC") for n, text in enumerate(HOSTILE)]
    sheets["Nhân sự"] += [(text, f"Người {n}", text) for n, text in enumerate(HOSTILE)]
    sheets["Đơn vị"] += [(f"DV{n}", text, text) for n, text in enumerate(HOSTILE)]
    sheets["Xếp loại cá nhân"] += [("GV001", "", 2021, text, "x") for text in HOSTILE]
    sheets["Sáng kiến"] += [(text, text, text, 2024, "x") for text in HOSTILE]
    sheets |= {name: [(name, "không có trong danh mục")] for name in SHEETS}
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for row, line in enumerate(lines, start=1):
            for column, value in enumerate(line, start=1):
                cell = sheet.cell(row, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    return book


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    hostile_school().save(place / "=cmd.xlsx")
    run = engine.evaluate([place / "=cmd.xlsx"], [PACK], year=2025)
    return run.write(place / "run")


def cells(content: bytes | Path) -> Iterator[Cell]:
    book = load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)
    return (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


def test_the_attacks_reach_the_outputs(folder: Path) -> None:
    """Else the tests below would prove nothing."""
    told = {str(cell.value) for cell in cells(folder / "report.xlsx")}
    problems = (folder / "problems.jsonl").read_text(encoding="utf-8")
    for text in HOSTILE:
        assert any(text.strip() in each for each in told), text
        assert json.dumps(text.strip(), ensure_ascii=False)[1:-1] in problems, text


@pytest.mark.parametrize("name", ["report.xlsx", "annotated/_cmd.xlsx"])
def test_no_cell_holds_a_formula_or_an_error(name: str, folder: Path) -> None:
    assert not {cell.data_type for cell in cells(folder / name)} & {"f", "e"}
    with zipfile.ZipFile(folder / name) as parts:
        sheets = [parts.read(part) for part in parts.namelist() if "/worksheets/" in part]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


@pytest.mark.parametrize("name", ["report.xlsx", "annotated/_cmd.xlsx"])
def test_what_is_written_stays_a_text_when_a_person_edits_the_cell(name: str, folder: Path) -> None:
    theirs = {(c.parent.title, c.coordinate) for c in cells(folder.parent / "=cmd.xlsx")}
    ours = [
        cell
        for cell in cells(folder / name)
        if str(cell.value).startswith(("=", "+", "-", "@", "\t"))
        and (name == "report.xlsx" or (cell.parent.title, cell.coordinate) not in theirs)
    ]
    assert ours or name != "report.xlsx"
    assert all(cell.quotePrefix for cell in ours)


def test_no_part_links_to_the_outside(folder: Path) -> None:
    with zipfile.ZipFile(folder / "report.xlsx") as parts:
        links = [parts.read(part) for part in parts.namelist() if part.endswith(".rels")]
    assert not any(b'TargetMode="External"' in link for link in links)


class Elements(HTMLParser):
    """The names of all elements, and of all attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [name for name, _ in attrs]


def test_the_page_has_no_element_of_theirs(folder: Path) -> None:
    source = (folder / "report.html").read_text(encoding="utf-8")
    page = Elements(source)
    assert "img" not in page.names
    assert not [name for name in page.attributes if name.startswith("on")]
    assert page.names.count("script") == source.count('<script type="')  # ours have a type


@pytest.mark.parametrize("name", ["conclusions.jsonl", "problems.jsonl", "annotated.jsonl"])
def test_every_line_is_json(name: str, folder: Path) -> None:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    assert lines
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_no_file_is_written_outside_the_folder_of_the_run(folder: Path) -> None:
    assert sorted(path.name for path in folder.parent.iterdir()) == ["=cmd.xlsx", "run"]
    assert [path.name for path in (folder / "annotated").iterdir()] == ["_cmd.xlsx"]
