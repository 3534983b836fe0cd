"""The blank workbook: what it asks for, that it reads back, what its cells may hold."""

import re
from datetime import date
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

import engine
from engine.errors import UsageError
from engine.facts import Reading
from engine.form import needed_problems, needed_sheets
from engine.locale import LANGUAGES, say
from engine.pack import Pack
from engine.packs.loading import load_pack, load_vocabulary, shipped_packs
from engine.plan import Plan
from engine.planning import plan
from engine.reports.template import template_bytes, write_template
from engine.reports.template_sheets import ROWS
from engine.reports.template_words import TemplateWords
from engine.vocabulary import FactSpec, Vocabulary
from engine.workbook import read_dossier
from engine.workbook.cells.reader import cell_reader
from fixtures.filling import fill, save
from tests.reports.conftest import DUTY, pack_of

ROOT = Path(__file__).parent.parent.parent
PACK = "yen-bai-2021-2025"
CHAIN = str(ROOT / "fixtures/rules/award-chain")
GUIDE, LISTS = "Hướng dẫn", "Danh mục lựa chọn"
TOP = 4

YEN_BAI = {
    "Đơn vị": "Mã đơn vị|Tên đơn vị|Loại hình|Có tổ chức Đảng|Có công đoàn|Có Đoàn thanh niên",
    "Nhân sự": "Mã|Họ và tên|Mã đơn vị|Chức vụ|Người đứng đầu|Đảng viên|Ngày vào ngành|Ngày nghỉ"
    "|Gia đình văn hóa|Năm đạt Gia đình văn hóa",
    "Xác nhận cá nhân": "Mã|Họ và tên|Năng động, sáng tạo|Thành tích xuất sắc|Tham gia phong trào"
    "|Chấp hành pháp luật|Trách nhiệm nêu gương|Suy tôn, bình xét|Tín nhiệm cao|Cấp ủy xác nhận"
    "|Nâng cao chất lượng dạy học|Thực hiện Chỉ thị 05|Tiêu biểu phong trào"
    "|Đạt tiêu chí học tập Bác|Người xác nhận|Ngày xác nhận|Người ký của cấp ủy"
    "|Ngày cấp ủy xác nhận",
    "Xác nhận tập thể": "Mã đơn vị|Tên đơn vị|Dẫn đầu phong trào|Phong trào thiết thực, hiệu quả"
    "|Hoàn thành nhiệm vụ, chỉ tiêu|Tham gia đủ phong trào|Dạy tốt, học tốt|Đổi mới, sáng tạo"
    "|Trường học hạnh phúc|Cơ quan văn minh, xanh, sạch, đẹp|Thực hiện nghị quyết"
    "|Chấp hành pháp luật|Học tập và làm theo Bác|An toàn lao động|Vệ sinh môi trường"
    "|Vệ sinh thực phẩm|Quỹ, hoạt động nhân đạo|Nâng cao chất lượng dạy học|Thực hiện Chỉ thị 05"
    "|Tiêu biểu phong trào|Đạt tiêu chí học tập Bác|Người xác nhận|Ngày xác nhận",
    "Xếp loại cá nhân": "Mã|Họ và tên|Năm|Xếp loại|Cam kết chất lượng",
    "Xếp loại tổ chức": "Mã đơn vị|Tên đơn vị|Năm|Tập thể|Tổ chức Đảng|Công đoàn|Đoàn thanh niên",
    "Kế hoạch báo cáo": "Mã đơn vị|Tên đơn vị|Năm|Kế hoạch Chỉ thị 05|Báo cáo 6 tháng|Báo cáo năm",
    "Vi phạm": "Mã đơn vị|Tên đơn vị|Năm|Vi phạm đạo đức nhà giáo|Học sinh vi phạm"
    "|Học sinh bỏ học|Đơn thư khiếu kiện",
    "Sáng kiến": "Mã|Tác giả|Năm|Được công nhận|Được tuyên dương, khen thưởng",
    "Khen thưởng": "Mã|Họ và tên|Mã danh hiệu|Cấp khen thưởng|Giải chuyên môn|Năm|Đã thu hồi",
    "Kỷ luật": "Mã|Họ và tên|Năm",
    "Đăng ký": "Mã|Tên cá nhân, tập thể|Lĩnh vực|Năm",
}


@cache
def words() -> Vocabulary:
    return load_vocabulary()


@cache
def planned(*names: str, year: int | None = None, received: date | None = None) -> Plan:
    return plan([loaded(name) for name in names], words(), year, received)


@cache
def loaded(name: str) -> Pack:
    return load_pack(name, words()).pack


@cache
def made(*names: str, lang: str = "vi") -> bytes:
    return template_bytes(planned(*names), words(), lang)


@cache
def opened(*names: str, lang: str = "vi") -> Workbook:
    """The template, to look at and not to change."""
    return load_workbook(BytesIO(made(*names, lang=lang)))


def data_sheets(book: Workbook) -> list[Worksheet]:
    skipped = words().layout.skipped_sheets
    return [sheet for sheet in book.worksheets if sheet.title not in skipped]


def headers(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[TOP] if cell.value is not None]


def read_back(path: Path, *names: str) -> tuple[Reading, list[tuple[str, str]]]:
    """What is read, and the problems but for columns that nobody needs."""
    reading = read_dossier([path], words())
    left = needed_problems(reading.problems, planned(*names), words())
    return reading, [(problem.where, problem.code) for problem in left]


def write(path: Path, *names: str, lang: str = "vi") -> Path:
    write_template(planned(*names), words(), path, lang)
    return path


def test_the_sheets_and_headers_are_exactly_those_that_the_plan_needs() -> None:
    found = {sheet.title: "|".join(headers(sheet)) for sheet in data_sheets(opened(PACK))}
    assert found == YEN_BAI
    assert opened(PACK).sheetnames == [GUIDE, *YEN_BAI, LISTS]


def test_another_plan_needs_other_columns() -> None:
    found = {sheet.title: headers(sheet) for sheet in data_sheets(opened(CHAIN))}
    assert "Ngày sinh" in found["Nhân sự"]
    assert found["Xác nhận cá nhân"] == [
        *("Mã", "Họ và tên", "Trách nhiệm nêu gương"),
        *("Người ký của cấp ủy", "Ngày cấp ủy xác nhận"),
    ]
    assert "Ngày quyết định" in found["Khen thưởng"]
    assert found["Đơn vị"] == ["Mã đơn vị", "Tên đơn vị"]
    assert "Xác nhận tập thể" not in found


def test_two_packs_need_the_columns_of_both() -> None:
    columns = {sheet.spec.id: sheet.columns for sheet in needed_sheets(two_packs(), words())}
    assert {"family_culture", "party_member"} <= columns["person"].keys()
    assert "has_trade_union" in columns["unit"]


def two_packs() -> Plan:
    person = {
        "name": {"vi": "=1+1", "en": "=1+1"},
        "subject": "person",
        "cite": "I",
        "criteria": {
            name: {
                "text": {"vi": "Tiêu chí", "en": "Criterion"},
                "cite": "I",
                "require": {"fact": fact, "is": True},
            }
            for name, fact in (("family", "family_culture"), ("party", "party_member"))
        },
    }
    packs = [pack_of("one", {"person": person}), pack_of("two", {"duty": DUTY})]
    hostile = {"vi": "=HYPERLINK(1)", "en": "+1"}
    raw = packs[0].model_dump(by_alias=True, exclude_none=True)
    raw["name"] = hostile
    raw["parameters"]["many"]["text"] = hostile
    return plan([type(packs[0]).model_validate(raw), packs[1]], words())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("pack", [*shipped_packs(), CHAIN])
def test_an_empty_template_reads_back_without_a_problem(
    pack: str, lang: str, tmp_path: Path
) -> None:
    reading, problems = read_back(write(tmp_path / "blank.xlsx", pack, lang=lang), pack)
    assert problems == []
    assert {problem.code for problem in reading.problems} <= {"column-missing"}
    assert reading.dossier.subjects == ()
    assert reading.dossier.covered == {s.spec.id for s in needed_sheets(planned(pack), words())}


def years_of(*names: str) -> range:
    """The years that lie in the periods of all packs."""
    periods = [loaded(name).years for name in names]
    return range(max(p.from_ for p in periods), min(p.to for p in periods) + 1)


@pytest.mark.parametrize("pair", [*combinations(shipped_packs(), 2)], ids="+".join)
def test_a_template_for_any_two_packs_asks_for_what_both_need_and_reads_back(
    pair: tuple[str, str], tmp_path: Path
) -> None:
    if not years_of(*pair):
        with pytest.raises(UsageError):
            planned(*pair)
        return
    both = planned(*pair)
    assert both.year == years_of(*pair)[-1]
    reading, problems = read_back(write(tmp_path / "blank.xlsx", *pair), *pair)
    assert problems == []
    needed = {sheet.spec.id: set(sheet.columns) for sheet in needed_sheets(both, words())}
    assert reading.dossier.covered == needed.keys()
    for name in pair:
        alone = needed_sheets(planned(name, year=both.year, received=both.received), words())
        assert all(set(sheet.columns) <= needed[sheet.spec.id] for sheet in alone)


def test_a_template_for_packs_of_no_common_year_names_the_year_that_does_not_fit() -> None:
    with pytest.raises(UsageError) as caught:
        planned("long-bien-2020", PACK)
    assert caught.value.code == "year-outside"


def examples(pack: str) -> dict[str, list[dict[str, str]]]:
    """The example row of each sheet."""
    told = TemplateWords(planned(pack), words(), "vi")
    return {
        sheet.spec.id: [
            dict(zip(sheet.columns, (one.example for one in told.columns(sheet)), strict=True))
        ]
        for sheet in needed_sheets(planned(pack), words())
    }


@pytest.mark.parametrize("pack", [*shipped_packs(), CHAIN])
def test_the_examples_that_the_guide_shows_read_back(pack: str, tmp_path: Path) -> None:
    path = tmp_path / "examples.xlsx"
    save(fill(made(pack), examples(pack), words()), path, planned(pack).received)
    reading, problems = read_back(path, pack)
    assert problems == []
    assert {subject.id for subject in reading.dossier.subjects} == {"CB001", "TH01"}
    (person,) = reading.dossier.of_kind("person")
    assert person.unit == "TH01"


def test_a_filled_template_is_judged(tmp_path: Path) -> None:
    people = [
        {"person_id": "GV1", "person_name": "Nguyễn Thị Lan", "unit": "TH01", "role": "teacher"},
        {"Mã": "GV2", "Họ và tên": "Lê Văn Bình", "Mã đơn vị": "TH01", "Chức vụ": "GV"},
    ]
    rows: dict[str, Any] = {
        "unit": [{"unit_id": "TH01", "unit_name": "Trường Tiểu học", "unit_kind": "primary"}],
        "Nhân sự": [
            {**people[0], "family_culture": True},
            {**people[1], "family_culture": False},
        ],
    }
    book = fill(made(PACK), rows, words())
    book = fill(_bytes(book), {"discipline": [{"Mã": "GV1", "Năm": 2024}]}, words())
    path = tmp_path / "filled.xlsx"
    save(book, path, planned(PACK).received)
    run = engine.evaluate([path], rules=[PACK], year=2025)
    found = {
        (answer.subject, finding.criterion): finding.verdict.word
        for answer in run.evaluation.answers
        if answer.title == "dien-hinh-ca-nhan"
        for finding in answer.findings
    }
    assert found["GV1", "family-culture"] == "met"
    assert found["GV2", "family-culture"] == "not_met"
    assert {s.id: s.unit for s in run.evaluation.reading.dossier.of_kind("person")} == {
        "GV1": "TH01",
        "GV2": "TH01",
    }
    assert read_back(path, PACK)[1] == []


def _bytes(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_rows_go_only_into_columns_that_are_there() -> None:
    with pytest.raises(KeyError):
        fill(made(CHAIN), {"unit_confirmations": []}, words())
    with pytest.raises(KeyError):
        fill(made(CHAIN), {"unit": [{"Loại hình": "Tiểu học"}]}, words())


def test_the_same_plan_gives_the_same_bytes() -> None:
    again = plan([load_pack(PACK, words()).pack], words())
    assert template_bytes(again, words()) == made(PACK)


def columns_of(book: Workbook) -> list[tuple[Worksheet, FactSpec, DataValidation]]:
    """Every column to fill in, with what its cells may hold."""
    specs = {spec.sheet: spec for spec in words().sheets}
    found = []
    for sheet in data_sheets(book):
        facts = {fact.header: fact for fact in specs[sheet.title].fields.values()}
        told = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
        for cell in sheet[TOP]:
            letter = cell.column_letter
            area = f"{letter}{TOP + 1}:{letter}{TOP + ROWS}"
            found.append((sheet, facts[str(cell.value)], told[area]))
    return found


def listed(validation: DataValidation, book: Workbook) -> list[str]:
    """The values of a drop-down."""
    formula = str(validation.formula1)
    assert len(formula) <= 255
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    name, cells = formula.rsplit("!", 1)
    assert name.strip("'") == LISTS
    return [str(cell.value) for (cell,) in book[LISTS][cells.replace("$", "")]]


@pytest.mark.parametrize("pack", [PACK, CHAIN])
def test_drop_downs_hold_the_values_and_each_reads_back(pack: str) -> None:
    book = opened(pack)
    for _, spec, validation in columns_of(book):
        if spec.type == "choice":
            scale = words().scales[spec.scale or ""].values
            expected = {choice.vi: choice.id for choice in scale}
        elif spec.type in ("boolean", "attestation"):
            expected = {"Có": True, "Không": False}
        else:
            assert validation.type != "list"
            continue
        values = listed(validation, book)
        assert values == list(expected)
        reader = cell_reader(spec, words())
        assert [reader.read(value).scalar for value in values] == list(expected.values())
        takes_others = spec.scale is not None and words().scales[spec.scale].others is not None
        assert validation.showErrorMessage is not takes_others
        assert validation.errorStyle is None  # what is not listed is refused


def test_days_and_numbers_are_told_apart() -> None:
    kinds = {(spec.type, v.type) for _, spec, v in columns_of(opened(PACK)) if v.type != "list"}
    assert kinds == {("date", "date"), ("integer", "whole"), ("year", "whole"), ("text", None)}
    formats = {
        spec.type: sheet[str(validation.sqref).split(":")[0]].number_format
        for sheet, spec, validation in columns_of(opened(PACK))
    }
    assert (formats["date"], formats["text"], formats["integer"]) == ("dd/mm/yyyy", "@", "0")


def test_a_school_year_is_no_number() -> None:
    kinds = {v.type for _, spec, v in columns_of(opened(CHAIN)) if spec.type == "year"}
    assert kinds == {None}
    assert "2027-2028" in guide_of(CHAIN)


def test_every_cell_says_what_it_is() -> None:
    for _, spec, validation in columns_of(opened(PACK)):
        assert validation.showInputMessage
        assert 0 < len(validation.promptTitle) <= 32
        assert spec.vi[1:40] in validation.prompt
        assert "Để trống: " in validation.prompt
        assert len(validation.prompt) <= 255
        if spec.type == "attestation":
            body = words().scales["body"].label(spec.body or "").vi
            assert f"{body} xác nhận; ghi thêm cột “" in validation.prompt


def test_the_header_is_locked_and_the_rows_are_free() -> None:
    for sheet in data_sheets(opened(PACK)):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert all(cell.protection.locked for row in sheet[1:TOP] for cell in row)
        for column, cell in enumerate(sheet[TOP], start=1):
            assert not sheet.cell(TOP + 1, column).protection.locked
            assert not sheet.cell(TOP + ROWS, column).protection.locked
            assert not sheet.column_dimensions[cell.column_letter].protection.locked
        assert sheet.max_row == TOP + ROWS
        assert sheet.freeze_panes == f"C{TOP + 1}"


def guide_of(*names: str, lang: str = "vi") -> str:
    sheet = opened(*names, lang=lang).worksheets[0]
    return "\n".join(str(cell.value) for row in sheet for cell in row if cell.value is not None)


def test_the_guide_names_the_rules_the_parameters_and_every_column() -> None:
    told = guide_of(PACK)
    pack = planned(PACK).packs[0]
    assert pack.name.vi in told
    assert "năm 2025" in told
    assert "31/12/2025" in told
    for parameter in pack.parameters.values():
        assert parameter.text.vi in told
        assert f"{parameter.value} {parameter.unit.vi}" in told
    for name, line in YEN_BAI.items():
        assert all(text in told for text in (name, *line.split("|")))
    assert "Nguyễn Văn An" in told


def test_a_long_list_is_told_in_part() -> None:
    values = [choice.vi for choice in words().scales["award"].values]
    told = f"Chọn: {'; '.join(values[:8])}; và {len(values) - 8} mục khác"
    assert told in guide_of(PACK)


def test_the_explanations_can_be_in_english() -> None:
    told = guide_of(PACK, lang="en")
    assert "A blank does not mean" in told
    assert planned(PACK).packs[0].name.en in told
    assert [sheet.title for sheet in data_sheets(opened(PACK, lang="en"))] == list(YEN_BAI)


def test_sheets_that_explain_are_known_to_the_reader() -> None:
    names = [
        say(lang, f"template-{sheet}-sheet") for lang in LANGUAGES for sheet in ("guide", "lists")
    ]
    assert set(names) <= set(words().layout.skipped_sheets)
    known = {name for spec in words().sheets for name in (spec.sheet, *spec.aliases)}
    assert not known & set(words().layout.skipped_sheets)


def test_a_sheet_that_explains_is_not_read_but_accounted_for(tmp_path: Path) -> None:
    book = Workbook()
    people, guide = book.worksheets[0], book.create_sheet("HƯỚNG DẪN ")
    people.title = "Nhân sự"
    for sheet in (people, guide):
        sheet.append(["Mã", "Họ và tên"])
        sheet.append(["NV1", "Nguyễn Văn An"])
    guide.append([])
    guide.append(["NV2", "Trần Thị Bình"])
    book.save(tmp_path / "truong.xlsx")
    reading = read_dossier([tmp_path / "truong.xlsx"], words())
    assert [subject.id for subject in reading.dossier.subjects] == ["NV1"]
    assert not [p for p in reading.problems if p.code == "sheet-unknown"]
    rows = [p.cells[0].row for p in reading.unused if p.cells[0].sheet.startswith("HƯỚNG")]
    assert rows == [1, 2, 4]


def test_long_lists_stand_on_a_hidden_sheet() -> None:
    book = opened(PACK)
    assert book[LISTS].sheet_state == "hidden"
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets[:-1])


def test_no_text_of_a_pack_becomes_a_formula() -> None:
    book = load_workbook(BytesIO(template_bytes(two_packs(), words())))
    assert LISTS not in book.sheetnames  # its lists are short
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet for cell in row}
    assert not kinds & {"f", "e"}
    assert "=HYPERLINK(1)" in {cell.value for row in book.worksheets[0] for cell in row}


def test_a_file_that_is_there_is_replaced_only_on_demand(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"keep me")
    with pytest.raises(UsageError, match="--force"):
        write(path, PACK)
    assert path.read_bytes() == b"keep me"
    write_template(planned(PACK), words(), path, force=True)
    assert path.read_bytes() == made(PACK)
    assert [found.name for found in tmp_path.iterdir()] == ["mine.xlsx"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("blank.xls", "template-suffix"),
        ("blank", "template-suffix"),
        ("file/blank.xlsx", "template-unwritable"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UsageError) as caught:
        write(tmp_path / name, PACK)
    assert caught.value.code == code
    assert str(tmp_path / name) in caught.value.message("vi")


FAMILIES = ("example-", "rows-", "whom-", "how-", "blank-", "step-")
"""Messages whose names are put together."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_message_of_the_template_is_used(lang: str) -> None:
    folder = Path(engine.__file__).parent
    catalogue = "".join(p.read_text(encoding="utf-8") for p in (folder / "locale" / lang).iterdir())
    listed = set(re.findall(r"^template-([\w-]+) =", catalogue, re.MULTILINE))
    sources = [*folder.glob("reports/template*.py"), folder / "cli/template.py"]
    used = set(
        re.findall(r'"template-([\w-]+)"', "".join(p.read_text(encoding="utf-8") for p in sources))
    )
    assert {name for name in listed - used if not name.startswith(FAMILIES)} == set()
