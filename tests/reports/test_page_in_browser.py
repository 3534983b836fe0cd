"""The page as people use it, in a real browser: found, filtered, opened, printed, by keyboard."""

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.evaluation import Evaluation
from engine.findings import Outcome
from engine.reports.page import write_page
from engine.reports.view import OUTCOMES, View
from engine.run import Run, evaluate
from tests.reports.conftest import ENDS_SCRIPT, FORMULA, HOSTILE

pytest.importorskip("playwright", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent
WIDE, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate([ROOT / "fixtures/yen-bai/truong.xlsx"], ["yen-bai-2021-2025"], year=2025)


@pytest.fixture(scope="module")
def report(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    write_page(View(run.evaluation), path)
    return path


@pytest.fixture
def opened(browser: "Browser", report: Path) -> Iterator[Open]:
    """Open a page offline; whatever it asks for, and each error, fails the test."""
    contexts = []

    def open_(address: str = "", path: Path = report, **settings: object) -> "Page":
        context = browser.new_context(offline=True, **{"viewport": WIDE, **settings})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: amiss.append(str(error)))
        page.on("console", lambda line: amiss.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: amiss.append(dialog.message))
        page.goto(f"{path.as_uri()}{address}")
        return page

    asked: list[str] = []
    amiss: list[str] = []
    yield open_
    for context in contexts:
        context.close()
    assert amiss == []
    assert {url for url in asked if not url.startswith(("file:", "blob:"))} == set()


def shown(page: "Page") -> str:
    return page.inner_text("#shown")


def names(page: "Page") -> list[str]:
    return page.locator("#roll tbody th a").all_inner_texts()


def find(page: "Page", text: str) -> list[str]:
    """Type into the search box and wait until the table has followed."""
    page.fill("#find", text)
    page.locator("#roll[aria-busy=false]").wait_for()
    return names(page)


@pytest.mark.parametrize("typed", ["Nguyễn Thị Hương", "nguyen thi huong", "HUONG nguyen", "gv009"])
def test_somebody_is_found_with_and_without_accents(opened: Open, typed: str) -> None:
    assert "Nguyễn Thị Hương" in find(opened(), typed)


def test_accents_that_are_typed_count(opened: Open) -> None:
    """Who types the accents means them: nobody is called "Hướng" here."""
    page = opened()
    assert "Nguyễn Thị Hương" in find(page, "huong")
    assert find(page, "hướng") == []


def test_the_filters_show_as_many_as_the_summary_says(opened: Open, run: Run) -> None:
    from playwright.sync_api import expect

    page = opened()
    total = len(run.evaluation.answers)
    expect(page.locator("#shown")).to_have_text(f"{total}/{total}")
    for number, view in enumerate(View(run.evaluation).titles):
        page.select_option("#by-title", str(number))
        for outcome in OUTCOMES:
            page.select_option("#by-outcome", str(outcome.value))
            expect(page.locator("#shown")).to_have_text(f"{view.counts[outcome]}/{total}")
    page.click("#filter button[type=reset]")
    expect(page.locator("#shown")).to_have_text(f"{total}/{total}")


def test_a_title_of_the_summary_leads_to_its_results(opened: Open) -> None:
    from playwright.sync_api import expect

    page = opened()
    page.click("#summary a[href='#title-1']")
    expect(page.locator("#shown")).to_have_text("45/140")
    assert page.input_value("#by-title") == "1"


def test_a_person_opens_by_link_with_cells_clauses_and_the_whole_proof(opened: Open) -> None:
    page = opened("#GV009/dien-hinh-ca-nhan")
    chosen = page.locator("details.conclusion[open]")
    assert page.locator("#person h2").inner_text().startswith("Nguyễn Thị Hương")
    assert chosen.count() == 1
    told = chosen.inner_text()
    assert "II.2.b ¶1" in told
    assert "truong.xlsx!Xác nhận cá nhân!D21: “không”" in told
    assert "có 1, cần 2" in told
    chosen.locator(".findings > li").nth(1).get_by_text("Toàn bộ chứng minh").click()
    assert chosen.locator("ul.proof").nth(1).is_visible()
    assert page.locator("#results").is_hidden()
    page.click("#person a[href='#results']")
    assert page.locator("#person").is_hidden()
    assert page.locator("#results").is_visible()


def test_a_name_in_the_list_leads_to_the_person(opened: Open) -> None:
    page = opened()
    page.locator("#roll tbody th a").nth(3).click()
    page.wait_for_selector("#person .findings")
    assert page.locator("details.conclusion").count() == 3


def test_an_address_that_names_nobody_shows_the_list(opened: Open) -> None:
    page = opened("#NOBODY/nothing")
    assert page.locator("#person").is_hidden()
    assert page.locator("#roll tbody tr").count() == 25


def test_the_language_is_switched_everywhere(opened: Open) -> None:
    page = opened()
    heads = page.locator("#roll thead .dt-column-title")
    assert heads.first.inner_text() == "Danh hiệu, nghĩa vụ"
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    assert heads.first.inner_text() == "Title or duty"
    assert "rows" in page.locator("#roll .dt-info").inner_text()
    assert (
        page.locator("#find").get_attribute("placeholder") == "For example: nguyen thi lan, GV012"
    )
    page.locator("#roll tbody th a").first.click()
    page.wait_for_selector("#person .findings")
    assert "Criterion by criterion" in page.inner_text("#person")
    page.click("#language")
    page.wait_for_selector("#person .findings")
    assert "Từng tiêu chí" in page.inner_text("#person")


def test_names_sort_by_given_name_and_back(opened: Open) -> None:
    from playwright.sync_api import expect

    page = opened()
    page.select_option("#by-title", "1")
    head = page.locator("#roll thead th", has_text="Họ và tên")
    for direction, first in (("ascending", "Anh"), ("descending", "Yến")):
        head.click()
        expect(head).to_have_attribute("aria-sort", direction)
        assert names(page)[0].split()[-1] == first


def test_tables_are_leafed_through(opened: Open) -> None:
    page = opened()
    first = names(page)
    page.get_by_label("Trang sau", exact=False).first.click()
    assert names(page) != first
    assert page.locator("#roll .dt-info").inner_text().startswith("26–50 trong 140")


@pytest.mark.parametrize("section", ["obstacles", "criteria", "near-misses", "evidence-wanted"])
def test_flat_tables_are_drawn_and_searched(opened: Open, section: str) -> None:
    page = opened(f"#{section}")
    rows = page.locator(f"#{section} tbody tr")
    rows.first.wait_for()
    page.fill(f"#{section} .dt-search input", "chac chan khong co dong nao")
    assert rows.locator(".dt-empty").inner_text() == "Không có dòng nào khớp."


def test_what_is_filtered_is_exported_whole_and_safe(
    opened: Open, evaluation: Evaluation, tmp_path: Path
) -> None:
    """All pages of the table, in the words that are shown; a formula stays a text."""
    path = tmp_path / "report.html"
    write_page(View(evaluation), path)
    page = opened(path=path)
    with page.expect_download() as download:
        page.click("#roll .buttons-csv")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    head, *rows = (row for row in csv.reader(io.StringIO(text)) if row)
    assert head[0] == "Danh hiệu, nghĩa vụ"
    assert len(rows) == len(evaluation.answers)
    told = [row[1] for row in rows]
    assert f"{HOSTILE} (GV013)" in told
    assert f"'{FORMULA} (GV003)" in told


def test_on_paper_no_row_is_lost(opened: Open, run: Run) -> None:
    from pypdf import PdfReader

    page = opened()
    rows = page.locator("#roll tbody tr")
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = "".join(each.extract_text() for each in reader.pages)
    for subject in {answer.subject for answer in run.evaluation.answers}:
        answers = [each for each in run.evaluation.answers if each.subject == subject]
        assert len(re.findall(rf"\b{subject}\b", text)) >= len(answers), subject
    width, height = (float(each) for each in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (842, 595)  # A4, lying
    assert rows.count() == 25  # and the screen is as it was


def test_one_person_prints_alone_and_upright(opened: Open) -> None:
    from pypdf import PdfReader

    page = opened("#GV009/dien-hinh-ca-nhan")
    page.wait_for_selector("#person .findings")
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = "".join(each.extract_text() for each in reader.pages)
    assert "GV009" in text
    assert "GV010" not in text
    width, height = (float(each) for each in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


def test_everything_is_reached_by_keyboard(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("gv009")
    page.locator("#roll[aria-busy=false]").wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#roll tbody') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#person .findings")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    assert page.locator("details.conclusion[open]").count() == 0


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({}, ""),
        ({"color_scheme": "dark"}, ""),
        ({"viewport": PHONE}, ""),
        ({}, "#GV009/dien-hinh-ca-nhan"),
        ({"color_scheme": "dark", "viewport": PHONE}, "#GV009/dien-hinh-ca-nhan"),
    ],
    ids=["wide", "dark", "phone", "person", "person-dark-phone"],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_keeps_anybody_from_reading(
    opened: Open, settings: dict[str, object], address: str, lang: str
) -> None:
    """No rule of WCAG 2.2 AA that axe-core can check is broken."""
    from axe_playwright_python.sync_playwright import Axe

    page = opened(address, **settings, bypass_csp=True)  # only to put axe-core into the page
    if lang == "en":
        page.click("#language")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    if address:
        page.wait_for_selector("#person .findings")
        page.evaluate("document.querySelectorAll('#person details').forEach(d => d.open = true)")
    else:
        page.locator("#problems tbody tr").first.wait_for()
    found = Axe().run(page).response["violations"]
    assert [
        (each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found
    ] == []


@pytest.mark.parametrize("address", ["", "#GV009/dien-hinh-ca-nhan"])
def test_nothing_is_wider_than_a_phone(opened: Open, address: str) -> None:
    page = opened(address, viewport=PHONE)
    if address:
        page.wait_for_selector("#person .findings")
        page.evaluate("document.querySelectorAll('#person details').forEach(d => d.open = true)")
    else:
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.locator("#rounds tbody tr").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    scrolling = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1"
        " && /auto|scroll/.test(getComputedStyle(e).overflowX)).map(e => e.className)"
    )
    assert scrolling == []


def test_hostile_names_are_text(opened: Open, evaluation: Evaluation, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_page(View(evaluation), path)
    page = opened(path=path)
    told = page.inner_text("#roll")
    assert HOSTILE in told
    assert FORMULA in told
    assert ENDS_SCRIPT in told
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.locator("#problems tbody tr").first.wait_for()
    page.locator("#roll tbody a", has_text=HOSTILE).first.click()
    page.wait_for_selector("#person .findings")
    assert HOSTILE in page.inner_text("#person h2")
    assert page.locator("img").count() == 0
    assert page.locator("script:not([type])").count() == 0


def test_a_very_long_reason_is_told_whole(
    opened: Open, evaluation: Evaluation, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    write_page(View(evaluation), path)
    page = opened("#GV014", path=path, viewport=PHONE)
    page.wait_for_selector("#person .findings")
    assert page.inner_text("#person").count("lý do rất dài") >= 3000
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_what_is_undetermined_says_what_is_missing(opened: Open, run: Run) -> None:
    answer = next(
        each
        for each in run.evaluation.answers
        if each.outcome is Outcome.UNDETERMINED and each.idle_values
    )
    page = opened(f"#{answer.subject}/{answer.title}")
    page.wait_for_selector("#person .findings")
    told = page.locator("details.conclusion[open]").inner_text()
    assert "Còn thiếu" in told
    assert "Cũng đang thiếu nhưng không còn ảnh hưởng" in told
    cell = answer.idle_values[0].cell
    assert cell is not None
    assert cell.ref in told
