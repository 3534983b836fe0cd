"""What a run shows when it shows less: one unit alone, or persons by their initials."""

import base64
import html
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from engine import evaluate
from engine.decide.columns import ColumnFindings
from engine.errors import Problem, UsageError
from engine.evaluation import Evaluation, Shown
from engine.evaluation import evaluate as evaluate_plan
from engine.facts import Dossier, Reading, Row, State, Subject, Value
from engine.planning import plan
from engine.provenance import Cell
from engine.redaction import only_unit, redacted
from engine.reports.masking import MASK
from engine.reports.overview import warnings
from engine.reports.page import render
from engine.reports.view import View
from engine.run import Run
from engine.veil import initials, veil_of
from tests.packs.small import pack
from tests.workbook.books import UNITS, write
from tests.worlds import words

SCHOOL = Path(__file__).parent.parent / "fixtures/yen-bai/truong.xlsx"
PACK = "yen-bai-2021-2025"
COUNCIL = ["Trần Văn Bình", date(2025, 5, 20)]


@cache
def school() -> Run:
    return evaluate([SCHOOL], [PACK], 2025)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two schools of two persons each; in either one a year cannot be read."""
    people = [
        ["Mã", "Họ và tên", "Ngày sinh", "Mã đơn vị", "Đảng viên"],
        ["GV01", "Nguyễn Thị Lan", date(1980, 2, 28), "TH01", "x"],
        ["GV02", "Lê Nam", date(1985, 3, 1), "TH01", "x"],
        ["GV03", "Phạm Quang Huy", date(1990, 4, 2), "TH02", "x"],
        ["GV04", "Hoàng Thị Yến", date(1975, 5, 3), "TH02", "có lẽ"],
    ]
    ratings = [
        ["Mã", "Họ và tên", "Năm", "Xếp loại"],
        ["GV01", "Nguyễn Thị Lan", 2025, "Kha"],
        ["GV03", "Phạm Quang Huy", 2025, "Kha"],
        ["GV04", "Hoàng Thị Yến", 2025, "HTTNV"],
    ]
    sheets = {"Đơn vị": UNITS, "Nhân sự": people, "Xếp loại cá nhân": ratings}
    path = write(tmp_path_factory.mktemp("district") / "cum.xlsx", sheets)
    return evaluate([path], [PACK], 2025)


def files_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text of every file: parts of archives, tables and escapes made plain."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".parquet":
            yield path.name, pd.read_parquet(path).to_csv()
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                for part in archive.namelist():
                    yield f"{path.name}/{part}", plain(archive.read(part))
        elif path.is_file():
            yield path.name, plain(path.read_bytes())


def plain(content: bytes) -> str:
    text = html.unescape(content.decode("utf-8", "replace"))
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    return unicodedata.normalize("NFC", re.sub(r"<[^<>]*>", "", text) + text)


def everybody(run: Run) -> set[str]:
    """The names of persons and of signers, as the dossier has them."""
    dossier, fields = run.evaluation.reading.dossier, run.evaluation.vocabulary.fields
    names = {person.name for person in dossier.of_kind("person")}
    for subject in dossier.subjects:
        for name, value in subject.facts.items():
            if fields[name].role == "signer" and value.is_known:
                names.add(str(value.scalar))
    return names


def birthdays(run: Run) -> set[str]:
    spelt = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")
    days = [s.fact("birth_date").scalar for s in run.evaluation.reading.dossier.subjects]
    known = [day for day in days if isinstance(day, date)]
    short = {f"{d.day}{mark}{d.month}{mark}{d.year}" for d in known for mark in "/-."}
    return short | {day.strftime(way) for day in known for way in spelt}


def told(folder: Path, texts: set[str]) -> set[tuple[str, str]]:
    return {(file, text) for file, said in files_of(folder) for text in texts if text in said}


def test_the_whole_run_shows_names_so_that_looking_for_them_means_something(
    tmp_path: Path,
) -> None:
    found = {text for _, text in told(school().write(tmp_path / "run"), everybody(school()))}
    assert found == everybody(school())
    assert len(found) > 40


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_file_of_a_redacted_run_holds_a_name_or_a_birth_date(tmp_path: Path, lang: str) -> None:
    folder = school().redacted().write(tmp_path / "run", lang=lang)
    assert told(folder, everybody(school()) | birthdays(school())) == set()
    assert len(birthdays(school())) > 200
    assert not {"problems.jsonl", "unused.jsonl", "annotated"} & {p.name for p in folder.iterdir()}


def test_a_redacted_run_keeps_ids_verdicts_and_names_of_units(tmp_path: Path) -> None:
    run, shown = school(), school().redacted()
    same = ["subject", "kind", "unit", "pack", "title", "year", "conclusion", "minimal_reason"]
    pd.testing.assert_frame_equal(run.conclusions[same], shown.conclusions[same])
    names = dict(zip(shown.conclusions["subject"], shown.conclusions["name"], strict=True))
    assert names["GV001"] == "N.T.T.T."
    assert names["TH-TC"] == "Trường Tiểu học Thác Cầu"
    for key, frame in run.evaluation.findings.titles.items():
        pd.testing.assert_frame_equal(frame, shown.evaluation.findings.titles[key])


def test_a_signature_and_a_name_are_shown_by_their_initials() -> None:
    answers = school().redacted().evaluation.answers
    cells = [c for a in answers for r in a.findings for e in r.evidence for c in e.value.cells]
    signed = {c.raw for c in cells if c.sheet == "Xác nhận cá nhân" and c.ref == "P13"}
    assert signed == {"Đ.T.K.L."}
    assert {c.raw for c in cells if c.ref == "Q13" and c.sheet == "Xác nhận cá nhân"} == {
        "2025-06-10"
    }


def test_problems_of_a_redacted_run_are_counted_and_not_listed() -> None:
    whole, shown = school().evaluation, school().redacted().evaluation
    assert [p.code for p in shown.reading.problems] == [p.code for p in whole.reading.problems]
    assert not any(p.cells or p.details or p.place or p.told for p in shown.reading.problems)
    counts = [[len(v.touches) for v in View(each).problems] for each in (whole, shown)]
    assert counts[0] == counts[1]
    assert sum(counts[0]) > 0


def test_a_redacted_run_explains_nobody() -> None:
    with pytest.raises(UsageError, match="only a part"):
        school().redacted().explain("GV001", "dien-hinh-ca-nhan")
    with pytest.raises(UsageError, match="only a part"):
        school().redacted().suppose("GV001", ["family_culture=x"])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Thị Lan", "N.T.L."),
        ("đỗ  thị kim\nliên", "Đ.T.K.L."),
        (unicodedata.normalize("NFD", "Ân Ái"), "Â.Á."),
        ("Nguyễn Thị Lan / Nguyễn Lan", "N.T.L. / N.L."),
        ("Y-Blơ Niê (1)", "Y.B.N."),
        ("", ""),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


def somebody(name: str = "Nguyễn Thị Lan", signer: str = "Trần Văn Bình") -> Dossier:
    """A teacher whose name stands in cells, signed for by another person, and a school."""
    cells = (cell("B2", "GV01"), cell("C2", name), cell("D2", "1980-02-28"))
    facts = {
        "person_name": known(name, cells[1]),
        "birth_date": known(date(1980, 2, 28), cells[2]),
        "national_id": known("001080012345", cell("E2", "001080012345")),
        "confirmed_by": known(signer, cell("P2", signer)),
        "dynamic": Value(None, State.UNREADABLE, (cell("F2", "Kha"), cell("P2", signer))),
    }
    award = Row({"award_name": known(f"Giấy khen {name}", cell("G2", f"Giấy khen {name}"))})
    school = Subject("TH01", "unit", "Trường Trần Văn Bình", None, {})
    person = Subject("GV01", "person", name, "TH01", facts, {"awards": (award,)}, cells=cells)
    return Dossier((person, school), frozenset({"awards"}))


def known(scalar: str | date, where: Cell) -> Value:
    return Value(scalar, State.KNOWN, (where,))


def cell(ref: str, raw: str, sheet: str = "Nhân sự", file: str = "a.xlsx") -> Cell:
    return Cell(file, sheet, int(ref[1:]), ord(ref[0]) - 64, raw)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cô Nguyễn Thị Lan dạy", "cô N.T.L. dạy"),
        ("NGUYỄN THỊ LAN", "N.T.L."),
        ("Nguyen_Thi_Lan.xlsx", "N.T.L..xlsx"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Lan"), "N.T.L."),
        ("Nguyễn Thị Lan Anh", "N.T.L. Anh"),
        ("nguyễn thị lan", "nguyễn thị lan"),
        ("Nguyễn, Thị Lan", "Nguyễn, Thị Lan"),
        ("ông Trần Văn Bình ký", "ông T.V.B. ký"),
        ("Thị Lan", "Thị Lan"),
    ],
)
def test_a_full_name_inside_a_text_is_replaced(text: str, shown: str) -> None:
    assert veil_of(somebody(), words()).text(text) == shown


@pytest.mark.parametrize(
    ("signer", "text", "shown"),
    [
        ("Trần Văn Bình - Hiệu trưởng", "Trần Văn Bình", "T.V.B."),
        ("Hiệu trưởng Trần Văn Bình", "Trần Văn Bình", "T.V.B."),
        ("Ông Trần Văn Bình", "Trần Văn Bình", "T.V.B."),
        ("UBND thành phố Yên Bái", "thành phố Yên Bái", "thành phố Yên Bái"),
        ("Công đoàn cơ sở", "Công đoàn cơ sở", "Công đoàn cơ sở"),
        ("Liên", "Kim Liên", "Kim Liên"),
    ],
)
def test_a_signature_is_a_name_where_its_words_are_written_like_one(
    signer: str, text: str, shown: str
) -> None:
    assert veil_of(somebody(signer=signer), words()).text(text) == shown


def test_cells_show_initials_ids_or_nothing() -> None:
    veil = veil_of(somebody(), words())
    shown = {
        ref: veil.cell(cell(ref, raw)).raw
        for ref, raw in [
            ("B2", "GV01"),
            ("C2", "Nguyễn Thị Lan"),
            ("D2", "1980-02-28"),
            ("E2", "001080012345"),
            ("F2", "Kha"),
            ("G2", "Giấy khen Nguyễn Thị Lan"),
            ("P2", "Trần Văn Bình"),
        ]
    }
    assert shown == {
        "B2": "GV01",
        "C2": "N.T.L.",
        "D2": "",
        "E2": "",
        "F2": "Kha",
        "G2": "Giấy khen N.T.L.",
        "P2": "T.V.B.",
    }
    named = cell("A9", "x", "Nguyễn Thị Lan", "Nguyễn Thị Lan.xlsx")
    assert str(veil.cell(named)) == "N.T.L..xlsx!N.T.L.!A9"


def test_a_name_of_one_word_is_hidden_in_its_own_cells_alone() -> None:
    veil = veil_of(somebody(name="Lan", signer="Bình"), words())
    assert (veil.cell(cell("C2", "Lan")).raw, veil.cell(cell("P2", "Bình")).raw) == ("L.", "B.")
    assert veil.text("Hòa Bình có Lan") == "Hòa Bình có Lan"
    quoted = veil.quoting("`Kha, Bình` ở Hòa Bình 2", [cell("F2", "Kha"), cell("P2", "Bình")])
    assert quoted == "`Kha, B.` ở Hòa B. 2"


PERSONAL = """
titles:
  honest:
    prefer:
      - text: {vi: trẻ nhất, en: youngest}
        cite: P
        most: {months: {from: birth_date, to: year_end}}
    criteria:
      age: {require: {months: {from: birth_date, to: year_end}, at_least: 120}}
      vouched: {require: {fact: confirmed_by, known: true}}
      dynamic: {require: {attested: dynamic, by: council}}
      awarded: {require: {count: awards, at_least: 1}}
"""


def personal() -> Evaluation:
    planned = plan([pack(PERSONAL)], words(), 2025)
    return evaluate_plan(planned, words(), Reading(somebody(), (), (), ()))


def test_a_criterion_that_reads_who_somebody_is_keeps_its_verdict_alone() -> None:
    whole, shown = personal(), redacted(personal())
    (before,), (after,) = whole.answers, shown.answers
    assert [r.verdict for r in before.findings] == [r.verdict for r in after.findings]
    assert "28/02/1980" in before.findings[0].reason.vi
    reasons = {reason.criterion: reason.reason.en for reason in after.findings}
    assert reasons["age"] == reasons["vouched"] == "not shown in a redacted list"
    assert reasons["dynamic"] == "dynamic and creative at work: “Kha, T.V.B.” cannot be read"
    facts = {e.fact for reason in after.findings for e in reason.evidence}
    assert "birth_date" in {e.fact for reason in before.findings for e in reason.evidence}
    assert "birth_date" not in facts
    (ranking,) = after.rankings
    assert ranking.told is not None
    assert ranking.told.en == "not shown in a redacted list"
    assert (ranking.measure.low, ranking.measure.high) == (None, None)
    (frame,) = shown.findings.titles.values()
    (full,) = whole.findings.titles.values()
    hidden = [name for name in frame if frame[name].isna().all() and not full[name].isna().all()]
    assert hidden == ["age.low", "age.high", "prefer.1.low", "prefer.1.high"]
    assert (frame.dtypes == full.dtypes).all()


def test_nothing_of_a_redacted_evaluation_holds_what_is_hidden() -> None:
    said = repr(redacted(personal()).answers) + repr(redacted(personal()).conclusions)
    said += repr(redacted(personal()).reading)
    for secret in ("Nguyễn Thị Lan", "1980", "001080012345", "'Trần Văn Bình'"):
        assert secret not in said
    assert "Trường Trần Văn Bình" in said  # names of units stay


def test_an_id_that_is_called_by_a_name_is_shown_by_initials() -> None:
    person = somebody().by_id["GV01"]
    twins = [replace(person, id=f"{name}!A5") for name in ("Nguyễn Thị Lan", "NGUYỄN THỊ LAN")]
    veil = veil_of(Dossier(tuple(twins)), words())
    assert [veil.id(twin.id) for twin in twins] == ["N.T.L.!A5", "N.T.L.!A5 (2)"]


def test_one_unit_is_shown_with_its_members_alone(district: Run, tmp_path: Path) -> None:
    shown = district.only_unit("TH01")
    assert set(shown.conclusions["subject"]) == {"TH01", "GV01", "GV02"}
    whole = district.conclusions
    kept = whole[whole["unit"] == "TH01"].reset_index(drop=True)
    pd.testing.assert_frame_equal(shown.conclusions, kept)
    for frame in shown.evaluation.findings.titles.values():
        assert set(frame["subject"]) in ({"TH01"}, {"GV01", "GV02"})
    others = {"GV03", "GV04", "TH02", "Phạm Quang Huy", "Hoàng Thị Yến", "Bình Minh"}
    folder = shown.write(tmp_path / "run")
    assert told(folder, others) == set()
    assert not (folder / "unused.jsonl").exists()
    assert not (folder / "annotated").exists()


def test_problems_of_one_unit_are_those_of_its_conclusions_and_cells(district: Run) -> None:
    def problems(run: Run) -> list[str]:
        return [p.where for p in run.evaluation.reading.problems if p.code == "value-unreadable"]

    sheet = "cum.xlsx!Xếp loại cá nhân"
    assert problems(district.only_unit("TH01")) == [f"{sheet}!D2"]
    both = problems(district.only_unit("TH02"))
    assert both == ["cum.xlsx!Nhân sự!E5", f"{sheet}!D3"]
    evaluation = district.only_unit("TH02").evaluation
    assert {c.subject for touched in evaluation.touches for c in touched} <= {
        "TH02",
        "GV03",
        "GV04",
    }


def test_a_problem_of_many_cells_tells_only_those_of_the_unit(district: Run) -> None:
    evaluation = district.evaluation
    people = evaluation.reading.dossier.by_id
    cells = tuple(people[name].cells[1] for name in ("GV01", "GV03", "GV02"))
    many = Problem("legacy-encoding", cells, {"read": "x"}, readings=("1", "2", "3"))
    reading = replace(evaluation.reading, problems=(many,))
    (left,) = only_unit(replace(evaluation, reading=reading), "TH01").reading.problems
    assert [c.raw for c in left.cells] == ["Nguyễn Thị Lan", "Lê Nam"]
    assert left.readings == ("1", "3")


def test_a_double_of_somebody_elsewhere_is_told_to_neither_unit(district: Run) -> None:
    """Its words name both of them."""
    evaluation = district.evaluation
    people = evaluation.reading.dossier.by_id
    one, other = people["GV01"], people["GV03"]
    names = {"one": f"{one.name} (GV01)", "other": f"{other.name} (GV03)"}
    double = Problem("near-duplicate", (*one.cells, *other.cells), names)
    reading = replace(evaluation.reading, problems=(double,))
    both = replace(evaluation, reading=reading, touched=((),))
    assert only_unit(both, "TH01").reading.problems == ()
    own = replace(double, details={**names, "other": f"{people['GV02'].name} (GV02)"})
    reading = replace(reading, problems=(own,))
    assert only_unit(replace(both, reading=reading), "TH01").reading.problems != ()


def test_a_problem_without_cells_that_touches_nothing_of_the_unit_is_left_out(
    district: Run,
) -> None:
    missing = Problem("sheet-empty", place="cum.xlsx!Ghi chú")
    reading = replace(district.evaluation.reading, problems=(missing,))
    evaluation = replace(district.evaluation, reading=reading, touched=((),))
    assert only_unit(evaluation, "TH01").reading.problems == ()
    touched = replace(evaluation, touched=(evaluation.conclusions,))
    narrow = only_unit(touched, "TH01")
    assert narrow.reading.problems == (missing,)
    assert narrow.touches == (narrow.conclusions,)


def test_an_unknown_unit_is_told_with_the_nearest_units(district: Run) -> None:
    with pytest.raises(UsageError, match="no unit TH1; ids of units like it: TH01"):
        district.only_unit("TH1")
    with pytest.raises(UsageError, match="no unit GV01; see"):
        district.only_unit("GV01")


def test_one_unit_may_be_shown_by_initials(district: Run, tmp_path: Path) -> None:
    for run in (district.only_unit("TH01").redacted(), district.redacted().only_unit("TH01")):
        assert run.evaluation.shown == Shown("TH01", is_redacted=True)
        assert set(run.conclusions["name"]) == {"Trường Tiểu học Hòa An", "N.T.L.", "L.N."}
    assert told(run.write(tmp_path / "run"), everybody(district) | birthdays(district)) == set()


def test_the_reports_say_what_was_left_out(district: Run) -> None:
    shown = district.only_unit("TH01").redacted().evaluation
    assert warnings(View(shown), "vi")[:2] == [
        "Danh sách đã ẩn tên: chỉ ghi chữ cái đầu và mã.",
        "Chỉ gồm đơn vị TH01.",
    ]
    assert warnings(View(shown), "en")[:2] == [
        "Redacted list: persons are shown by initials and ids only.",
        "Only the unit TH01.",
    ]
    assert "Redacted" not in " ".join(warnings(View(district.evaluation), "en"))


def test_the_record_says_what_was_left_out_and_counts_what_is_shown(
    district: Run, tmp_path: Path
) -> None:
    folder = district.only_unit("TH01").redacted().write(tmp_path / "run", formats=["jsonl"])
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert (record["options"]["only_unit"], record["options"]["redact"]) == ("TH01", True)
    assert record["counts"]["subjects"] == {"person": 2, "unit": 1}
    titles = record["counts"]["conclusions"].values()
    lines = (folder / "conclusions.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(sum(counts.values()) for counts in titles) == len(lines)


@pytest.mark.parametrize("narrow", [lambda run: run.redacted(), lambda run: run.only_unit("TH01")])
def test_copies_are_refused_where_they_would_show_too_much(
    narrow: object, district: Run, tmp_path: Path
) -> None:
    assert callable(narrow)
    with pytest.raises(UsageError, match="leave `annotated` out of --format"):
        narrow(district).write(tmp_path / "run", formats=["jsonl", "annotated"])
    assert list(tmp_path.iterdir()) == []


def test_the_problems_table_is_left_out_of_redacted_reports(tmp_path: Path) -> None:
    folder = school().redacted().write(tmp_path / "run", formats=["xlsx", "html"], lang="en")
    with zipfile.ZipFile(io.BytesIO((folder / "report.xlsx").read_bytes())) as archive:
        book = archive.read("xl/workbook.xml").decode()
    assert "Parameters" in book
    assert "Data problems" not in book
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "Data problems</h2>" not in page.replace("</span>", "")


def test_findings_are_a_part_of_the_whole_ones(district: Run) -> None:
    narrow: ColumnFindings = district.only_unit("TH01").evaluation.findings
    for key, frame in district.evaluation.findings.titles.items():
        kept = frame[frame["subject"].isin(["TH01", "GV01", "GV02"])].reset_index(drop=True)
        pd.testing.assert_frame_equal(narrow.titles[key], kept)


@pytest.mark.parametrize("typed", ["001086000001", "001 086 000 001"])
def test_a_citizen_number_never_stands_on_the_page(typed: str, tmp_path: Path) -> None:
    """Not even in a problem that quotes the cell, or in the packed details."""
    people = [
        ["Mã", "Họ và tên", "CCCD", "Mã đơn vị"],
        ["GV01", "Nguyễn Thị Lan", typed, "TH01"],
        ["GV02", "Lê Văn Nam", "001086000001", "TH01"],
        ["GV03", "Phạm Quang Huy", "", "TH01"],
    ]
    path = write(tmp_path / "a.xlsx", {"Đơn vị": UNITS, "Nhân sự": people})
    evaluation = evaluate([path], [PACK], 2025).evaluation
    person = evaluation.reading.dossier.by_id["GV01"]
    told = {"raw": typed, "column": "CCCD", "expected": "…"}
    quoting = Problem("value-unreadable", person.fact("national_id").cells, told)
    reading = replace(evaluation.reading, problems=(quoting,))
    source = render(View(replace(evaluation, reading=reading, touched=((),))), "vi")
    packed = re.findall(r'class="packet">([^<]*)<', source)
    unpacked = [zlib.decompress(base64.b64decode(each)).decode() for each in packed]
    digits = re.sub(r"[ .-]", "", source + "".join(unpacked))
    assert MASK in source
    assert "001086000001" not in digits
    assert "Lê Văn Nam" in source
