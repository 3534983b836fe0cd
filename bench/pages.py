"""How long the page takes to open, for a school and for 5,000 people, in one run.

Prints a line for each size: people, conclusions, size of the file, seconds until the list can be
used, then until a search is answered and until a person is open. Needs Chromium.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from engine.evaluation import Evaluation
from engine.reports.page import write_page
from engine.reports.view import View
from engine.run import evaluate

ROOT = Path(__file__).parent.parent
COPIES = (1, 112)
TIMES = 5


def copied(evaluation: Evaluation, times: int) -> Evaluation:
    """The same school many times over, each copy with ids and names of its own."""
    numbers = range(times)
    answers = [
        replace(
            answer,
            subject=f"{answer.subject}-{number}",
            name=f"{answer.name} {number}",
            unit=f"{answer.unit}-{number}",
            unit_name=f"{answer.unit_name} {number}",
        )
        for number in numbers
        for answer in evaluation.answers
    ]
    conclusions = [
        replace(conclusion, subject=f"{conclusion.subject}-{number}")
        for number in numbers
        for conclusion in evaluation.conclusions
    ]
    reading = replace(evaluation.reading, problems=())
    return replace(
        evaluation,
        answers=tuple(answers),
        conclusions=tuple(conclusions),
        reading=reading,
        touched=(),
    )


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def opened(browser: Browser, path: Path) -> tuple[Page, float]:
    """A fresh page, and the time until its list can be used."""
    page = browser.new_page()

    def open_() -> None:
        page.goto(path.as_uri())
        expect(page.locator("#shown")).not_to_be_empty()

    return page, seconds(open_)


def used(page: Page) -> tuple[float, float]:
    """The time until a search is answered, and until a person is open."""

    def search() -> None:
        page.fill("#find", "nguyen thi huong")
        page.locator("#roll[aria-busy=false]").wait_for()

    def follow() -> None:
        page.locator("#roll tbody a").first.click()
        page.locator("#person .findings").first.wait_for()

    return seconds(search), seconds(follow)


def main() -> None:
    """Time pages of growing size."""
    run = evaluate([ROOT / "fixtures/yen-bai/truong.xlsx"], ["yen-bai-2021-2025"], year=2025)
    sys.stdout.write("people  conclusions     MB  open s  search s  person s\n")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for times in COPIES:
            evaluation = copied(run.evaluation, times)
            path = Path(folder) / "report.html"
            write_page(View(evaluation), path)
            taken = []
            for _ in range(TIMES):
                page, opening = opened(browser, path)
                taken.append((opening, *used(page)))
                page.close()
            told = [statistics.median(each) for each in zip(*taken, strict=True)]
            people = len({a.subject for a in evaluation.answers if a.kind == "person"})
            sys.stdout.write(
                f"{people:6d}  {len(evaluation.answers):11d}  {path.stat().st_size / 1e6:5.1f}  "
                f"{told[0]:6.2f}  {told[1]:8.2f}  {told[2]:8.2f}\n"
            )
        browser.close()


if __name__ == "__main__":
    main()
