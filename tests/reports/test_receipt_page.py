"""The page of a receipt tells all of one conclusion, in either language, and runs nothing."""

import json
import re
from html import unescape
from typing import Any

import pytest

from engine.preparing import load_rules
from engine.proof.carried import carried
from engine.reports.receipt import Rules, Slip, render
from tests.reports.conftest import ENDS_SCRIPT, FORMULA, HOSTILE, text

PACK = "yen-bai-2021-2025"


def cell(raw: str, ref: str | None = "D12", fact: str = "dynamic", **more: Any) -> dict[str, Any]:
    where = {"file": "truong.xlsx", "sheet": "Nhân sự"} if ref else {"file": None, "sheet": None}
    return {"fact": fact, "value": True, "raw": raw, **where, "cell": ref, **more}


def conclusion(**more: Any) -> dict[str, Any]:
    return {
        "subject": "GV012",
        "kind": "person",
        "name": "Trịnh Thị Vân",
        "unit": "TH-TC",
        "pack": PACK,
        "title": "dien-hinh-ca-nhan",
        "year": 2025,
        "conclusion": "not_eligible",
        "status": "confirmed",
        "findings": [
            {
                "criterion": "dynamic",
                "verdict": "not_met",
                "cite": "II.2.b ¶1",
                "reason": text("Hội đồng không xác nhận", "the council did not confirm"),
                "evidence": [cell("không"), cell("", "E12"), cell("x", None, year=2024)],
            }
        ],
        "repairs": [text("cần Hội đồng xác nhận", "the council would have to confirm")],
        "open_cells": [{**cell("", "K7", "family_culture"), **text("", "")}],
        **more,
    }


def slip(told: dict[str, Any], rules: Rules | None = None, **more: Any) -> Slip:
    settings: dict[str, Any] = {
        "receipt": {"receipt": 1, "conclusion": json.dumps(told, ensure_ascii=False)},
        "conclusion": told,
        "keys": ["ab" * 32],
        "root": "cd" * 32,
        "leaves": 140,
        "codes": ["TD1/1/2/01234567/ABC/", "TD1/2/2/01234567/DEF/"],
        "printed": "Đúng: Trịnh Thị Vân (GV012)",
        **more,
    }
    return Slip(rules=rules, **settings)


@pytest.fixture(scope="module")
def rules() -> Rules:
    vocabulary, (loaded,) = load_rules([PACK])
    return Rules(vocabulary, loaded.pack)


def shown(page: str) -> str:
    """The text of a page as a reader meets it, without its drawings and its receipt."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("vi", ["Giấy xác nhận kết luận", "Điển hình tiên tiến (cá nhân)", "Năng động, sáng tạo"]),
        (
            "vi",
            ["✗ Không đủ tiêu chuẩn", "✗ Không đạt", "( II.2.b ¶1 )", "Hội đồng không xác nhận"],
        ),
        ("vi", ["truong.xlsx!Nhân sự D12 không", "E12 để trống", "hồ sơ chưa có (năm 2024)"]),
        ("vi", ["cần Hội đồng xác nhận", "truong.xlsx!Nhân sự K7", "không cho biết gì về người"]),
        ("vi", ["Vân tay khóa ký", "ab" * 32, "cd" * 32, "140", "đủ 2 mã", "Mã 2/2"]),
        ("vi", ["thidua verify-receipt TỆP --key PUB", "Đúng: Trịnh Thị Vân (GV012)"]),
        ("en", ["Receipt of a conclusion", "✗ Not eligible", "the council did not confirm"]),
        ("en", ["the council would have to confirm", "E12 blank", "Code 2/2", "Only what the"]),
    ],
)
def test_everything_of_the_conclusion_is_told(lang: str, told: list[str], rules: Rules) -> None:
    page = shown(render(slip(conclusion(), rules), lang))
    page = page.replace("(II.2.b ¶1)", "( II.2.b ¶1 )")
    assert [each for each in told if each not in page] == []


def test_without_the_rules_ids_stand_for_names() -> None:
    page = shown(render(slip(conclusion()), "vi"))
    assert "dien-hinh-ca-nhan" in page
    assert PACK in page
    assert "dynamic" in page


def test_a_duty_of_a_unit_is_carried_out_or_not(rules: Rules) -> None:
    told = conclusion(title="nghia-vu-bao-cao", kind="unit", subject="TH-TC", name="Thác Cầu")
    page = shown(render(slip(told, rules), "vi"))
    assert "Nghĩa vụ Nghĩa vụ báo cáo định kỳ" in page
    assert "✗ Chưa thực hiện" in page
    assert "Tên tập thể Thác Cầu" in page


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"simulated": True}, "MÔ PHỎNG"),
        ({"status": "unconfirmed"}, "chưa được xác nhận"),
        ({"status": "draft"}, "dự thảo"),
        ({"conflicts": [text("trùng thành tích", "the same award")]}, "trùng thành tích"),
    ],
)
def test_what_nobody_may_overlook_stands_on_it(more: dict[str, Any], said: str) -> None:
    assert said not in shown(render(slip(conclusion()), "vi"))
    assert said in shown(render(slip(conclusion(**more)), "vi"))


def test_what_is_too_long_for_codes_has_none_and_says_so() -> None:
    page = render(slip(conclusion(), codes=[]), "vi")
    assert "<svg" not in page
    assert "quá dài để in thành mã QR" in shown(page)


@pytest.mark.parametrize("hostile", [HOSTILE, FORMULA, ENDS_SCRIPT, "\u2028<!--<script>", "{{7}}"])
def test_hostile_texts_stay_texts(hostile: str, rules: Rules) -> None:
    finding = {
        "criterion": hostile,
        "verdict": "met",
        "cite": hostile,
        "reason": text(hostile, hostile),
        "evidence": [{**cell(hostile, hostile, hostile, year=hostile), "sheet": hostile}],
    }
    ids = {"subject": hostile, "unit": f"u{hostile}", "title": hostile, "pack": hostile}
    told = conclusion(name=hostile, **ids, findings=[finding], repairs=[text(hostile, hostile)])
    made = slip(told, rules, keys=[hostile], root=hostile, printed=hostile)
    page = render(made, "vi")
    assert "<img" not in page
    assert page.count("<script") == page.count("</script>") == 1
    found = carried(page.encode())
    assert found.is_page
    assert json.loads(found.receipt) == made.receipt


def test_nothing_runs_and_nothing_is_asked_for() -> None:
    page = unescape(render(slip(conclusion()), "vi"))
    assert "default-src 'none'" in page
    assert "script-src" not in page
    assert not re.search(r"\b(?:src|href|onload|style)=", page)


@pytest.mark.parametrize(
    "more",
    [
        {"conclusion": "perhaps"},
        {"findings": None},
        {"findings": ["no finding"]},
        {"repairs": [None]},
        {"open_cells": [1]},
        {"title": []},
        {"kind": None, "name": {}, "findings": [{}]},
    ],
)
def test_what_is_no_conclusion_has_no_page(more: dict[str, Any], rules: Rules) -> None:
    with pytest.raises(ValueError, match="receipt-unreadable"):
        render(slip(conclusion(**more), rules), "vi")
