import base64
import hashlib
import json
import re
import zlib
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from engine.evaluation import Evaluation
from engine.findings import Outcome
from engine.reports.bundle import table_library
from engine.reports.details import SUBJECTS_IN_PACKET
from engine.reports.embedded import as_script
from engine.reports.lines import conclusion_lines
from engine.reports.page import render, write_page
from engine.reports.view import OUTCOMES, View
from tests.reports.conftest import ENDS_SCRIPT, HOSTILE, PERSON_TITLE, person


class Page(HTMLParser):
    """Elements with their attributes, the text that is shown, and the scripts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self._inside = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, text: str) -> None:
        if self._inside == "script":
            self.scripts.append((self.elements[-1][1], text))
        elif self._inside != "style":
            self.shown.append(text)

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    def embedded(self, name: str) -> dict:
        (found,) = (text for attrs, text in self.scripts if attrs.get("id") == name)
        return json.loads(found)

    def packets(self) -> list[dict]:
        packed = (text for attrs, text in self.scripts if attrs.get("class") == "packet")
        return [json.loads(zlib.decompress(base64.b64decode(text))) for text in packed]

    def tables(self) -> list[dict]:
        return [json.loads(text) for attrs, text in self.scripts if attrs.get("class") == "data"]

    def texts(self) -> str:
        """Every text that the scripts may show."""
        embedded = [self.embedded("rows"), self.embedded("words"), *self.packets(), *self.tables()]
        return "\n".join(json.dumps(each, ensure_ascii=False) for each in embedded)


@pytest.fixture
def source(evaluation: Evaluation) -> str:
    return render(View(evaluation), "vi")


@pytest.fixture
def page(source: str) -> Page:
    return Page(source)


def test_nothing_in_a_workbook_becomes_an_element(page: Page) -> None:
    assert HOSTILE in page.texts()
    tags = Counter(tag for tag, _ in page.elements)
    assert tags["img"] == 0
    assert tags["script"] == len(page.scripts)
    assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)


def test_no_embedded_text_ends_its_script_early(source: str, page: Page) -> None:
    assert ENDS_SCRIPT not in source
    assert ENDS_SCRIPT in [unit[0] for unit in page.embedded("words")["units"]]


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "a & b", "\u2028", "“Lan”"])
def test_embedded_json_reads_back_and_holds_no_markup(text: str) -> None:
    embedded = as_script([text])
    assert json.loads(embedded) == [text]
    assert not set("<>&\u2028") & set(embedded)


def test_the_page_asks_for_nothing_from_outside(source: str, page: Page) -> None:
    addresses = [
        value or ""
        for _, attrs in page.elements
        for name, value in attrs.items()
        if name in ("src", "href", "action", "data")
    ]
    assert addresses
    assert all(address.startswith("#") for address in addresses)
    style = source.split("<style>")[1].split("</style>", maxsplit=1)[0]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_just_the_script_and_the_style_of_the_page(source: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', source)
    assert policy
    style = source.split("<style>")[1].split("</style>", maxsplit=1)[0]
    script = source.rsplit('<script type="module">', 1)[1].split("</script>", maxsplit=1)[0]
    assert "default-src &#39;none&#39;" in policy[1]
    for part in (style, script):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert digest in policy[1]


def test_no_element_has_a_style_of_its_own(page: Page) -> None:
    assert not any("style" in attrs for _, attrs in page.elements)


def test_counts_are_those_of_the_workbook_and_the_lines(page: Page, evaluation: Evaluation) -> None:
    lines = [json.loads(line) for line in conclusion_lines(evaluation)]
    for number, view in enumerate(View(evaluation).titles):
        key = (view.title.pack, view.title.id)
        words = Counter(x["conclusion"] for x in lines if (x["pack"], x["title"]) == key)
        rows = Counter(Outcome(row[2]) for row in page.embedded("rows")["rows"] if row[1] == number)
        assert rows == Counter({o: n for o, n in view.counts.items() if n})
        assert [words[outcome.word] for outcome in OUTCOMES] == list(view.counts.values())


def test_the_summary_shows_the_counts(source: str) -> None:
    row = source.split("#title-0")[1].split("</tr>", maxsplit=1)[0]
    assert re.findall(r">(\d+)</td>", row) == ["3", "2", "1", "1", "7"]


def test_each_title_has_an_address_of_its_own(page: Page) -> None:
    """Two packs have a title of one id."""
    anchors = [title[3] for title in page.embedded("rows")["titles"]]
    assert anchors == ["one/dien-hinh", "bao-cao", "two/dien-hinh"]


def test_no_address_is_given_twice(page: Page) -> None:
    assert max(Counter(page.ids()).values()) == 1


def details_of(page: Page, subject: str) -> tuple[list[dict], list[list[str]]]:
    """The answers about a subject, and the texts that they point to."""
    place = [known[0] for known in page.embedded("rows")["subjects"]].index(subject)
    packet = page.packets()[place // SUBJECTS_IN_PACKET]
    return packet["subjects"][place % SUBJECTS_IN_PACKET], packet["texts"]


def test_details_hold_reason_clause_cell_raw_text_and_repair(page: Page) -> None:
    (answer,), texts = details_of(page, "GV012")
    asks, cite, verdict, why, evidence, _ = answer["f"][0]
    said, [[sheet, ref, raw]] = evidence[0]
    assert (texts[asks][1], cite, verdict, texts[why][0]) == (
        "Cultural Family",
        "II.2.b ¶2",
        0,
        "vì thế",
    )
    assert (texts[said][0], texts[sheet][0] + ref, raw) == (
        'gia đình đạt danh hiệu "Gia đình văn hóa": Không',
        "truong.xlsx!Nhân sự!K12",
        "Không",
    )
    assert [texts[number][1] for number in answer["r"]] == ["To change: Family"]


def test_details_hold_the_proof_with_its_cells(page: Page) -> None:
    (answer,), texts = details_of(page, "GV013")
    depth, verdict, line = answer["f"][0][5][0]
    assert (depth, verdict) == (0, 1)
    assert "truong.xlsx!Nhân sự!K13" in texts[line][0]


def test_everybody_has_details(evaluation: Evaluation) -> None:
    many = tuple(
        person(f"X{number:04}", f"Lê Văn {number}", Outcome.ELIGIBLE)
        for number in range(2 * SUBJECTS_IN_PACKET + 1)
    )
    page = Page(render(View(replace(evaluation, answers=many, conclusions=())), "vi"))
    assert [len(packet["subjects"]) for packet in page.packets()] == [
        SUBJECTS_IN_PACKET,
        SUBJECTS_IN_PACKET,
        1,
    ]
    assert len(page.embedded("rows")["rows"]) == len(many)


def test_both_languages_are_in_the_page_and_one_is_shown_first(evaluation: Evaluation) -> None:
    for lang in ("vi", "en"):
        page = Page(render(View(evaluation), lang))
        assert page.elements[0] == ("html", {"lang": lang})
        shown = "".join(page.shown)
        assert "Không đủ tiêu chuẩn" in shown
        assert "Not eligible" in shown


def test_one_engine_alone_is_announced(evaluation: Evaluation) -> None:
    warning = "chỉ do một bộ máy rút ra"
    assert warning in render(View(evaluation), "vi")
    agreed = replace(evaluation, engines=("reference", "columns", "inference"))
    assert warning not in render(View(agreed), "vi")


def test_problems_are_announced_and_listed(page: Page) -> None:
    assert "Hồ sơ có 2 vấn đề dữ liệu, trong đó 1 vấn đề" in "".join(page.shown)
    texts = page.texts()
    assert "truong.xlsx!Nhân sự!K13, K14" in texts
    assert "truong.xlsx!Kỷ luật" in texts
    assert "chưa biết" in texts
    assert f"1 kết luận: {HOSTILE} – Điển hình tiên tiến" in texts


def test_a_dossier_without_problems_says_so(evaluation: Evaluation) -> None:
    reading = replace(evaluation.reading, problems=())
    shown = render(View(replace(evaluation, reading=reading)), "vi")
    assert "Không phát hiện vấn đề dữ liệu nào." in shown


def test_a_title_about_nobody_still_shows(evaluation: Evaluation) -> None:
    page = Page(render(View(replace(evaluation, answers=(), conclusions=())), "vi"))
    assert PERSON_TITLE["name"]["vi"] in "".join(page.shown)
    assert page.embedded("rows")["rows"] == []


def test_the_library_stands_in_the_page_and_exports_nothing() -> None:
    script = table_library()
    assert "globalThis.DataTable=" in script
    assert not re.search(r"\bexport\s*\{|<!--|</script", script)


def test_controls_have_labels_and_tables_have_headers(page: Page) -> None:
    tags = Counter(tag for tag, _ in page.elements)
    assert tags["label"] == tags["input"] + tags["select"]
    headers = [attrs for tag, attrs in page.elements if tag == "th"]
    assert all(attrs.get("scope") in ("col", "row") for attrs in headers)
    assert {"header", "nav", "main", "footer"} <= set(tags)


def test_equal_evaluations_give_equal_bytes(evaluation: Evaluation, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        write_page(View(evaluation), tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
