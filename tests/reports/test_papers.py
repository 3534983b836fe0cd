"""The papers of an office: what they say, that they agree, and that an office can have its own."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

import engine
from engine.errors import UsageError
from engine.evaluation import Evaluation, Shown
from engine.findings import Outcome
from engine.reports.followup import near_misses_table
from engine.reports.papers.content import context
from engine.reports.papers.writing import PAPERS, filled, write_papers
from engine.reports.view import View
from engine.run import Run
from fixtures.papers.make import HERE as TEMPLATES
from fixtures.papers.make import content as made
from tests.reports.conftest import FORMULA, HOSTILE

ROOT = Path(__file__).parent.parent.parent
SCHOOL = ROOT / "fixtures/yen-bai/truong.xlsx"
EXPECTED = ROOT / "tests/reports/golden/papers"


@pytest.fixture(scope="module")
def run() -> Run:
    return engine.evaluate([SCHOOL], ["yen-bai-2021-2025"], year=2025)


@pytest.fixture(scope="module")
def papers(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("papers")
    write_papers(View(run.evaluation), folder)
    return {name: text_of((folder / place).read_bytes()) for name, place in PAPERS.items()}


def text_of(content: bytes) -> str:
    """Every paragraph and row of a paper, a line each, in their order."""
    document = Document(io.BytesIO(content))
    lines = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            lines += [" | ".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            lines.append(part.text)
    return "\n".join(line for line in lines if line.strip(" |\n"))


@pytest.mark.parametrize("name", PAPERS)
def test_every_template_is_as_its_maker_makes_it(name: str) -> None:
    assert made(name) == (TEMPLATES / f"{name}.docx").read_bytes()


def test_names_and_numbers_agree_across_the_papers(run: Run, papers: dict[str, str]) -> None:
    for title in context(View(run.evaluation))["titles"]:
        if title["is_duty"] or not title["people"]:
            continue
        count, names = len(title["people"]), [person["name"] for person in title["people"]]
        said = f"{title['name']} ({title['cite']}): {count} trường hợp trên tổng số"
        assert said in papers["to-trinh"]
        listed = f"{title['name']}: {count} trường hợp đủ tiêu chuẩn, gồm: {'; '.join(names)}."
        assert listed in papers["bien-ban"]
        assert f"Đã xét {title['considered']}; đủ tiêu chuẩn {count}." in papers["danh-sach"]
        for person in title["people"]:
            assert (
                f"| {person['name']} | {person['born']} | {person['post']}" in papers["danh-sach"]
            )


def test_counts_are_those_of_the_conclusions(run: Run) -> None:
    answers = run.evaluation.answers
    for title in context(View(run.evaluation))["titles"]:
        own = [a for a in answers if a.title_name.vi == title["name"]]
        assert title["considered"] == len(own)
        for outcome in Outcome:
            found = sum(answer.outcome is outcome for answer in own)
            assert title["counts"][outcome.word] == found


def test_everybody_refused_has_a_notice_with_every_reason(run: Run, papers: dict[str, str]) -> None:
    notices = context(View(run.evaluation))["notices"]
    refused = {a.subject for a in run.evaluation.answers if a.outcome is Outcome.NOT_ELIGIBLE}
    assert {notice["id"] for notice in notices} == refused
    assert papers["thong-bao"].count("Kính gửi: ") == len(notices)
    for notice in notices:
        for one in notice["refused"]:
            assert one["reasons"]
            assert all(f"- {reason}" in papers["thong-bao"] for reason in one["reasons"])


def test_a_notice_reads_word_for_word(papers: dict[str, str]) -> None:
    _, _, after = papers["thong-bao"].partition("Kính gửi: Nguyễn Văn Dũng (mã GV005")
    notice = "Kính gửi: Nguyễn Văn Dũng (mã GV005" + after.partition("Nơi nhận:")[0]
    expected = (EXPECTED / "GV005.txt").read_text(encoding="utf-8")
    assert notice.strip() == expected.strip()


def test_the_request_reads_word_for_word(papers: dict[str, str]) -> None:
    expected = (EXPECTED / "bo-sung-minh-chung.txt").read_text(encoding="utf-8")
    assert papers["bo-sung-minh-chung"].strip() == expected.strip()


def test_no_tag_is_left(papers: dict[str, str]) -> None:
    for text in papers.values():
        assert not re.search(r"[{}%]{2}", text)


def test_hostile_names_are_plain_text(evaluation: Evaluation, tmp_path: Path) -> None:
    write_papers(View(evaluation), tmp_path)
    listed = text_of((tmp_path / PAPERS["danh-sach"]).read_bytes())
    assert FORMULA in listed
    wanted = text_of((tmp_path / PAPERS["bo-sung-minh-chung"]).read_bytes())
    assert HOSTILE in wanted


@pytest.mark.parametrize("name", ["A & B <c> \"d\" 'e'", "{{ 7 * 7 }}", "{% for %}", "a\x00\x0bb"])
def test_a_name_is_never_read_as_markup_or_as_a_tag(
    name: str, evaluation: Evaluation, tmp_path: Path
) -> None:
    answers = tuple(replace(answer, name=name) for answer in evaluation.answers)
    write_papers(View(replace(evaluation, answers=answers)), tmp_path)
    shown = re.sub("[\x00\x0b]", "", name)
    assert shown in text_of((tmp_path / PAPERS["bien-ban"]).read_bytes())


def test_equal_evaluations_give_equal_bytes(evaluation: Evaluation, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_papers(View(evaluation), tmp_path / folder)
    for place in PAPERS.values():
        assert (tmp_path / "one" / place).read_bytes() == (tmp_path / "two" / place).read_bytes()


def template(path: Path, text: str) -> None:
    document = Document()
    document.add_paragraph(text)
    document.save(str(path))


def test_an_office_can_have_its_own_templates(evaluation: Evaluation, tmp_path: Path) -> None:
    own, out = tmp_path / "own", tmp_path / "out"
    own.mkdir()
    out.mkdir()
    template(own / "to-trinh.docx", "Phòng GD&ĐT trình {{ titles|length }} danh hiệu")
    write_papers(View(evaluation), out, own)
    assert text_of((out / PAPERS["to-trinh"]).read_bytes()) == "Phòng GD&ĐT trình 3 danh hiệu"
    assert "BIÊN BẢN" in text_of((out / PAPERS["bien-ban"]).read_bytes())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ nobody }}", "paper-tags"),
        ("{% for %}", "paper-tags"),
        ("{{ ''.__class__.__mro__ }}", "paper-tags"),
        (None, "paper-unreadable"),
    ],
    ids=["unknown", "broken", "unsafe", "no Word file"],
)
def test_a_template_that_cannot_be_used_is_named(
    text: str | None, code: str, evaluation: Evaluation, tmp_path: Path
) -> None:
    path = tmp_path / "to-trinh.docx"
    if text is None:
        path.write_bytes(b"PK\x03\x04 no archive")
    else:
        template(path, text)
    with pytest.raises(UsageError) as caught:
        filled(path, context(View(evaluation)))
    assert caught.value.code == code
    assert "to-trinh.docx" in caught.value.message("vi")


def test_a_folder_without_templates_is_a_wrong_call(evaluation: Evaluation, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"bien-ban\.docx"):
        write_papers(View(evaluation), tmp_path, tmp_path)


def test_letters_are_not_written_for_the_public(evaluation: Evaluation, tmp_path: Path) -> None:
    write_papers(View(replace(evaluation, shown=Shown(is_redacted=True))), tmp_path)
    written = {path.name for path in tmp_path.rglob("*.docx")}
    assert written == {"report.docx", "danh-sach.docx", "to-trinh.docx"}


def test_pages_are_a4_with_the_margins_of_administrative_documents(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    write_papers(View(evaluation), tmp_path)
    for place in PAPERS.values():
        (section,) = Document(str(tmp_path / place)).sections
        sides = sorted((section.page_width.mm, section.page_height.mm))
        assert [round(side) for side in sides] == [210, 297]
        assert 20 <= round(section.top_margin.mm) <= 25
        assert 15 <= round(section.right_margin.mm) <= 20
        assert 20 <= round(section.left_margin.mm) <= 35


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_every_paper_can_be_printed(evaluation: Evaluation, tmp_path: Path) -> None:
    write_papers(View(evaluation), tmp_path)
    made = [str(tmp_path / place) for place in PAPERS.values()]
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *made], check=True, capture_output=True, timeout=300)
    for place in PAPERS.values():
        printed = (tmp_path / Path(place).name).with_suffix(".pdf").read_bytes()
        assert printed.startswith(b"%PDF") and b"/Page" in printed


def test_no_part_of_a_paper_refers_to_the_network(papers: dict[str, str], run: Run) -> None:
    content = filled("thong-bao", context(View(run.evaluation)))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        links = [parts.read(name) for name in parts.namelist() if name.endswith(".rels")]
    assert not any(b'TargetMode="External"' in part for part in links)


def test_the_near_misses_read_word_for_word(run: Run) -> None:
    """Those of one title who lack one criterion, and one who lacks two, as the school was made."""
    table = near_misses_table(View(run.evaluation), "vi")
    rows = [row for row in table.rows if row[1] == "Điển hình tiên tiến (cá nhân)"]
    told = [
        " | ".join(str(row[column]) for column in (0, 2, 3, 5, 6)).replace("\n", " / ")
        for row in rows
        if row[0] == 1 or row[2] == "GV017"
    ]
    expected = (EXPECTED / "gan-dat.txt").read_text(encoding="utf-8")
    assert told == expected.splitlines()
