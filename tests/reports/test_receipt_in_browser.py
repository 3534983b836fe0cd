"""The page of a receipt on the screen and on paper: its codes are scanned, and hold."""

import base64
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from engine.proof.coded import decoded
from engine.proof.keys import SigningKey, new_key
from engine.proof.receipt import attested
from engine.proof.sealing import seal
from tests.reports.conftest import ENDS_SCRIPT, HOSTILE, text
from tests.reports.test_receipt_page import conclusion
from tests.test_cli import thidua

pytest.importorskip("playwright", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

A4, PHONE = {"width": 794, "height": 1123}, {"width": 390, "height": 844}
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
MILLIMETRE = 96 / 25.4

GRAY = """async (png) => {
  const bitmap = await createImageBitmap(
    await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  canvas.drawImage(bitmap, 0, 0);
  const {data} = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
  let gray = "";
  for (let at = 0; at < data.length; at += 4) gray += String.fromCharCode(data[at]);
  return [bitmap.height, bitmap.width, btoa(gray)];
}"""
"""What a picture shows, as bytes from dark to light: the browser knows how to read it."""


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return new_key()


@pytest.fixture(scope="module")
def pages(key: SigningKey, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of two conclusions, one of some length and one of hostile texts, by language."""
    folder = tmp_path_factory.mktemp("run")
    noise = " ".join(re.findall("..", Random(3).randbytes(800).hex()))
    way = [text(noise, noise)]
    hostile = {"subject": "GV013", "name": HOSTILE, "unit": ENDS_SCRIPT}
    told = [conclusion(repairs=way, status="draft"), conclusion(**hostile)]
    lines = [json.dumps(each, ensure_ascii=False) for each in told]
    (folder / "conclusions.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    seal(folder, {}, "".join(f"{line}\n" for line in lines).encode(), key)
    for subject, lang in (("GV012", "vi"), ("GV012", "en"), ("GV013", "vi")):
        asked = ("--subject", subject, "--lang", lang, "-o", folder / lang)
        assert thidua("receipt", folder, *asked).returncode == 0
    found = {lang: folder / lang / "GV012-dien-hinh-ca-nhan.receipt.html" for lang in ("vi", "en")}
    return {**found, "hostile": folder / "vi/GV013-dien-hinh-ca-nhan.receipt.html"}


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def contexts(browser: "Browser") -> Iterator[list["BrowserContext"]]:
    made: list[BrowserContext] = []
    yield made
    for context in made:
        context.close()


def opened(
    browser: "Browser", contexts: list["BrowserContext"], path: Path, **settings: object
) -> "Page":
    """Open a page offline; whatever it asks for, and each error, fails at once."""
    context = browser.new_context(offline=True, **{"viewport": A4, **settings})  # type: ignore[arg-type]
    contexts.append(context)
    page = context.new_page()
    amiss: list[str] = []
    page.on("pageerror", lambda error: amiss.append(str(error)))
    page.on("console", lambda line: amiss.append(line.text))
    page.on("request", lambda request: amiss.append(request.url))
    page.on("dialog", lambda dialog: amiss.append(dialog.message))
    page.goto(path.as_uri())
    assert amiss == [path.as_uri()]
    return page


def scanned(page: "Page", pictures: list[bytes]) -> list[str]:
    """The texts of QR codes, as a scanner reads them from pictures."""
    import numpy as np
    import zxingcpp

    texts = []
    for picture in pictures:
        high, wide, gray = page.evaluate(GRAY, base64.b64encode(picture).decode())
        image = np.frombuffer(base64.b64decode(gray), np.uint8).reshape(high, wide)
        (found,) = zxingcpp.read_barcodes(image)
        texts.append(found.text)
    return texts


def test_the_codes_on_a_sheet_prove_the_conclusion(
    browser: "Browser",
    contexts: list["BrowserContext"],
    pages: dict[str, Path],
    key: SigningKey,
) -> None:
    dark = {"color_scheme": "dark", "device_scale_factor": 2}
    page = opened(browser, contexts, pages["vi"], **dark)
    page.emulate_media(media="print")
    codes = page.locator(".code svg")
    assert codes.count() == 3
    for code in codes.all():
        box = code.bounding_box()
        assert box is not None
        assert box["width"] >= 80 * MILLIMETRE
    pictures = [code.screenshot() for code in reversed(codes.all())]
    lines = scanned(browser.new_context().new_page(), pictures)
    proven = attested(decoded("\n".join(lines)), key.public)
    assert proven.conclusion["subject"] == "GV012"
    assert proven.leaves == 2


def test_on_paper_the_codes_stand_together_and_whole(
    browser: "Browser", contexts: list["BrowserContext"], pages: dict[str, Path]
) -> None:
    from pypdf import PdfReader

    page = opened(browser, contexts, pages["vi"])
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert {tuple(round(float(each)) for each in sheet.mediabox[2:]) for sheet in sheets} == {
        (595, 842)
    }
    on = [re.findall(r"Mã (\d)/3", sheet.extract_text()) for sheet in sheets]
    assert [each for each in on if each] == [["1", "2", "3"]]
    assert len(sheets) <= 3


@pytest.mark.parametrize(
    ("lang", "settings"),
    [("vi", {}), ("en", {"color_scheme": "dark", "viewport": PHONE})],
    ids=["sheet", "dark-phone"],
)
def test_nothing_keeps_anybody_from_reading(
    lang: str,
    settings: dict[str, object],
    browser: "Browser",
    contexts: list["BrowserContext"],
    pages: dict[str, Path],
) -> None:
    """No rule of WCAG 2.2 AA that axe-core can check is broken, and nothing is too wide."""
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, contexts, pages[lang], bypass_csp=True, **settings)  # to put axe in
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_names_are_text(
    browser: "Browser", contexts: list["BrowserContext"], pages: dict[str, Path]
) -> None:
    page = opened(browser, contexts, pages["hostile"])
    assert HOSTILE in page.inner_text("main")
    assert ENDS_SCRIPT in page.inner_text("main")
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
