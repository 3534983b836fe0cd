"""A pack written out: rounds that come once or again and again, and who comes first."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.evaluation import Evaluation
from engine.pack import Pack
from engine.packs.loading import LoadedPack, load_vocabulary
from engine.planning import plan
from engine.reports.rulebook import as_document, in_words
from engine.reports.tables import rounds_table
from engine.reports.view import View

from .conftest import PERSON_TITLE, pack_of, text

FIRST: dict[str, Any] = {
    **PERSON_TITLE,
    "prefer": [
        {
            "text": text("Người trực tiếp giảng dạy", "Teaches in class"),
            "cite": "II.3",
            "first": {"fact": "role", "is": "teacher"},
        }
    ],
}


def repeating(every: str | None) -> Pack:
    pack = pack_of("one", {"dien-hinh": FIRST})
    final = pack.rounds["final"].model_copy(update={"every": every})
    return pack.model_copy(update={"rounds": {"final": final}})


REPEATS = {
    None: ("", ""),
    "year": ("hằng năm, ", "every year, "),
    "half_year": ("6 tháng một lần, ", "every half year, "),
    "quarter": ("hằng quý, ", "every quarter, "),
    "month": ("hằng tháng, ", "every month, "),
}


@pytest.mark.parametrize("every", REPEATS)
def test_a_round_says_how_often_it_repeats(evaluation: Evaluation, every: str | None) -> None:
    pack, (vi, en) = repeating(every), REPEATS[every]
    vocabulary = load_vocabulary()
    planned = plan([pack], vocabulary)
    loaded = LoadedPack(pack, Path(), b"")
    told = {lang: list(in_words(loaded, planned, vocabulary, lang)) for lang in ("vi", "en")}
    assert f"Mốc: Tổng kết, {vi}01/01/2025 – 31/03/2025 (III.4)" in told["vi"]
    assert f"Round: Final, {en}01/01/2025 – 31/03/2025 (III.4)" in told["en"]
    told_at = replace(evaluation, plan=planned)
    days = {"vi": f"{vi}từ 01/01/2025 đến 31/03/2025", "en": f"{en}from 2025-01-01 to 2025-03-31"}
    assert {lang: [row[2] for row in rounds_table(View(told_at), lang).rows] for lang in days} == {
        lang: [span] for lang, span in days.items()
    }
    document = as_document(loaded, planned, vocabulary)["rounds"]["final"]
    assert document.get("every") == every
    assert document["from"] == "2025-01-01"


def test_who_comes_first_is_a_preference() -> None:
    pack, vocabulary = repeating(None), load_vocabulary()
    planned, loaded = plan([pack], vocabulary), LoadedPack(pack, Path(), b"")
    lines = list(in_words(loaded, planned, vocabulary, "vi"))
    assert "   Ưu tiên: Người trực tiếp giảng dạy (II.3)" in lines
    (preference,) = as_document(loaded, planned, vocabulary)["titles"]["dien-hinh"]["prefer"]
    assert preference == {"cite": "II.3", **FIRST["prefer"][0]["text"]}


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"from": "2026-01-01"}, "Not asked yet"),
        ({"to": "2024-12-31"}, "No longer asked"),
    ],
)
def test_a_criterion_of_another_day_is_told_with_its_time(dates: dict[str, str], told: str) -> None:
    criterion = {
        "text": text("Đã đăng ký", "Registered"),
        "cite": "II",
        "require": {"fact": "party_member", "is": True},
    }
    title = {**PERSON_TITLE, "criteria": {"now": criterion, "other": {**criterion, **dates}}}
    pack, vocabulary = pack_of("one", {"dien-hinh": title}), load_vocabulary()
    planned = plan([pack], vocabulary)
    lines = in_words(LoadedPack(pack, Path(), b""), planned, vocabulary, "en")
    assert f"{told}: Registered (II)" in "\n".join(lines)
