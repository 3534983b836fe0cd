"""The page of what changed between two runs, in a real browser: whole, quiet and accessible."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from engine.contrast import Line, Piece, Told, contrast
from engine.reports import changes
from tests.reports.conftest import ENDS_SCRIPT, HOSTILE
from tests.reports.test_receipt_in_browser import PHONE, browser, contexts, opened

pytest.importorskip("playwright", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

__all__ = ["browser", "contexts"]  # fixtures

RECORD: dict[str, Any] = {
    "inputs": [{"name": "truong.xlsx", "sha256": "0" * 64}],
    "mapping": None,
    "unread": [],
    "packs": [],
    "vocabulary": {"sha256": "1" * 64},
    "options": {"year": 2025},
    "program": {"version": "1"},
    "libraries": {},
    "engines": ["reference"],
}


def line(subject: str, name: str, verdict: str, raw: str) -> Line:
    outcome = "eligible" if verdict == "met" else "not_eligible"
    piece = Piece("family_culture", "2024", "", raw, "truong.xlsx!Nhân sự!J3")
    key = ("pack", "title", subject)
    found = {"family": verdict}, {"family": (piece,)}
    return Line(key, name, "TH-DC", outcome, "confirmed", *found)


def told(verdict: str, raw: str, digest: str) -> Told:
    inputs = [{"name": ENDS_SCRIPT, "sha256": digest * 64}]
    names = {"A": "Nguyễn Thị Lụa", "B": HOSTILE}
    lines = [line(subject, name, verdict, raw) for subject, name in names.items()]
    return Told({**RECORD, "inputs": inputs}, {each.key: each for each in lines})


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, Path]:
    found = contrast(told("met", "x", "a"), told("not_met", HOSTILE, "b"))
    made = {}
    for lang in ("vi", "en"):
        made[lang] = tmp_path / f"{lang}.html"
        made[lang].write_text(changes.page(found, lang), encoding="utf-8")
    return made


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_asks_for_nothing_runs_nothing_and_can_be_read_by_all(
    scheme: str,
    lang: str,
    browser: "Browser",
    contexts: list["BrowserContext"],
    pages: dict[str, Path],
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    dressed = {"color_scheme": scheme, "bypass_csp": True}  # to put axe in
    page = opened(browser, contexts, pages[lang], **dressed)
    assert page.locator("article.change").count() == 2
    assert HOSTILE in page.locator("article.change").nth(1).inner_text()
    assert page.locator("script, img, iframe").count() == 0
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_on_a_phone_nothing_is_wider_than_the_screen(
    browser: "Browser", contexts: list["BrowserContext"], pages: dict[str, Path]
) -> None:
    page = opened(browser, contexts, pages["vi"], viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
