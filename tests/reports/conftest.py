"""A small evaluation made by hand: every outcome, hostile texts, two packs with one title id."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.conditions import Compare, Op
from engine.errors import Problem
from engine.evaluation import Evaluation
from engine.explain.answers import Answer, OpenValue, Ranking, Reason, Repair
from engine.facts import ABSENT, Dossier, InputFile, Reading, State, Subject, Value
from engine.findings import (
    Conclusion,
    Evidence,
    Finding,
    Interval,
    Outcome,
    Proof,
    Verdict,
)
from engine.pack import Pack
from engine.packs.loading import load_vocabulary
from engine.planning import plan
from engine.provenance import Cell
from engine.vocabulary import Text

HOSTILE = "<img src=x onerror=alert(1)>"
FORMULA = '=HYPERLINK("http://example.org","Lan")'
ENDS_SCRIPT = "</script><script>alert(2)</script>"


def text(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi, "en": en}


def pack_of(name: str, titles: dict[str, Any]) -> Pack:
    return Pack.model_validate(
        {
            "pack": name,
            "version": "1.2.0",
            "name": text(f"Kế hoạch {name}", f"Plan {name}"),
            "instrument": {
                "kind": "plan",
                "issuer": text("Phòng Giáo dục và Đào tạo", "Education office"),
                "number": "12/KH-PGDĐT",
                "in_force": {"from": date(2021, 9, 14), "to": date(2025, 12, 31)},
            },
            "years": {"axis": "calendar", "from": 2021, "to": 2025},
            "parameters": {
                "many": {
                    "value": 2,
                    "unit": text("sáng kiến", "initiatives"),
                    "text": text("Nhiều sáng kiến", "Many initiatives"),
                    "interpretation": True,
                    "cite": "II.1",
                }
            },
            "titles": titles,
            "rounds": {
                "final": {
                    "name": text("Tổng kết", "Final"),
                    "from": date(2025, 1, 1),
                    "to": date(2025, 3, 31),
                    "cite": "III.4",
                }
            },
        }
    )


def criterion(vi: str, en: str, fact: str = "family_culture", **more: Any) -> dict[str, Any]:
    return {
        "text": text(vi, en),
        "cite": "II.2.b ¶2",
        "require": {"fact": fact, "is": True},
        **more,
    }


PERSON_TITLE = {
    "name": text("Điển hình tiên tiến/giỏi [cá nhân]: năm?", "Exemplary individual"),
    "subject": "person",
    "cite": "II.2.b",
    "criteria": {
        "family-culture": criterion("Gia đình văn hóa", "Cultural Family"),
        "party": criterion(
            "Là đảng viên",
            "Is a Party member",
            "party_member",
            interpretation=text("Kể cả dự bị", "Also on probation"),
        ),
        "third-child": criterion("Không sinh con thứ ba", "No third child", to=date(2025, 6, 2)),
    },
    "prefer": [
        {
            "text": text("Số năm xuất sắc", "Excellent years"),
            "cite": "II.2.b",
            "most": {"count": "ratings", "within": "period"},
        }
    ],
}
DUTY = {
    "name": text("Nghĩa vụ báo cáo", "Duty to report"),
    "kind": "duty",
    "subject": "unit",
    "cite": "IV.2",
    "criteria": {"union": criterion("Có công đoàn", "Has a union", "has_trade_union")},
}


@dataclass(frozen=True, slots=True)
class Told(Problem):
    """A problem whose sentences do not hang on the catalogue of the reader."""

    def message(self, lang: str) -> str:
        return {"vi": "không đọc được `Kha`", "en": "cannot read `Kha`"}[lang]

    def help(self, lang: str) -> str:
        return {"vi": "Ghi Có hoặc Không.", "en": "Write yes or no."}[lang]


def cell(ref_row: int, raw: str, column: int = 11, sheet: str = "Nhân sự") -> Cell:
    return Cell("truong.xlsx", sheet, ref_row, column, raw)


def reason(name: str, verdict: Verdict, *evidence: Evidence, why: str = "vì thế") -> Reason:
    texts = {"family-culture": ("Gia đình văn hóa", "Cultural Family")}
    vi, en = texts.get(name, ("Là đảng viên", "Is a Party member"))
    said = Text(vi=why, en="because")
    return Reason(name, verdict, "II.2.b ¶2", Text(vi=vi, en=en), said, evidence)


def family(row: int, raw: str, scalar: bool | None, state: State = State.KNOWN) -> Evidence:
    return Evidence("family_culture", Value(scalar, state, (cell(row, raw),)))


def person(subject: str, name: str, outcome: Outcome, **more: Any) -> Answer:
    row = int(subject[-2:])
    verdict, evidence = {
        Outcome.NOT_ELIGIBLE: (Verdict.NOT_MET, family(row, "Không", False)),
        Outcome.UNDETERMINED: (Verdict.UNKNOWN, family(row, "", None, State.BLANK)),
    }.get(outcome, (Verdict.MET, family(row, "Có", True)))
    first = reason("family-culture", verdict, evidence)
    made = Answer(
        subject=subject,
        kind="person",
        name=name,
        unit="TH-TC",
        unit_name="Trường Tiểu học Thác Cầu",
        pack="one",
        title="dien-hinh",
        title_kind="award",
        title_name=Text(**PERSON_TITLE["name"]),
        year=2025,
        outcome=outcome,
        findings=(first, reason("party", Verdict.MET)),
        minimal_reason=(),
        repairs=(),
        open_values=(),
        rankings=(Ranking(Text(vi="Số năm xuất sắc", en="Excellent years"), "II", Interval(1, 3)),),
    )
    return replace(made, **more)


def refused() -> Answer:
    told = Text(vi="Để đủ tiêu chuẩn cần khắc phục: Gia đình văn hóa", en="To change: Family")
    return person(
        "GV012",
        "Nguyễn Thị Lan",
        Outcome.NOT_ELIGIBLE,
        findings=(
            reason("family-culture", Verdict.NOT_MET, family(12, "Không", False)),
            reason(
                "party",
                Verdict.MET,
                Evidence("birth_date", Value(date(1980, 5, 1), State.KNOWN, (cell(12, "1/5/80"),))),
                Evidence(
                    "grade",
                    Value("excellent", State.KNOWN, (cell(3, "XS"), cell(4, "xuất sắc"))),
                    year=2024,
                ),
                Evidence("role", ABSENT),
            ),
        ),
        minimal_reason=("family-culture",),
        repairs=(Repair(("family-culture",), told),),
    )


def undetermined() -> Answer:
    label = Text(vi="gia đình văn hóa", en="Cultural Family")
    grade = Text(vi="mức xếp loại", en="grade")
    return person(
        "GV013",
        HOSTILE,
        Outcome.UNDETERMINED,
        unit=None,
        unit_name="",
        findings=(
            reason("family-culture", Verdict.UNKNOWN, family(13, "Kha", None, State.UNREADABLE)),
            reason("party", Verdict.NOT_APPLICABLE),
        ),
        open_values=(
            OpenValue("family-culture", "family_culture", label, cell(13, "Kha")),
            OpenValue("family-culture", "grade", grade, None, 2022),
        ),
    )


def unit() -> Answer:
    return replace(
        person("XX01", "Trường Tiểu học Thác Cầu", Outcome.NOT_ELIGIBLE, rankings=()),
        subject="TH-TC",
        kind="unit",
        title="bao-cao",
        title_kind="duty",
        title_name=Text(**DUTY["name"]),
    )


def answers() -> tuple[Answer, ...]:
    long = "lý do rất dài, " * 3000
    listed = [
        person("GV001", "Trần Văn Ân", Outcome.ELIGIBLE),
        person("GV002", "Lê Văn An", Outcome.ELIGIBLE),
        person("GV003", FORMULA, Outcome.ELIGIBLE),
        person("GV004", "+84 912", Outcome.NOT_APPLICABLE, unit="MN-HM", unit_name=ENDS_SCRIPT),
        refused(),
        undetermined(),
        person(
            "GV014",
            "Bùi Thị Đào",
            Outcome.NOT_ELIGIBLE,
            findings=(reason("family-culture", Verdict.NOT_MET, why=long),),
        ),
        person("GV001", "Trần Văn Ân", Outcome.UNDETERMINED, pack="two"),
        unit(),
    ]
    return tuple(sorted(listed, key=lambda a: (a.pack, a.title, a.unit or "", a.subject)))


def waiting() -> Conclusion:
    """The conclusion that waits for an unreadable cell."""
    asked = Compare("family_culture", Op.IS, (True,))
    value = Value(None, State.UNREADABLE, (cell(13, "Kha"),))
    finding = Finding("family-culture", Verdict.UNKNOWN, Proof(asked, Verdict.UNKNOWN, value))
    return Conclusion("one", "dien-hinh", "GV013", "person", Outcome.UNDETERMINED, (finding,))


@pytest.fixture
def evaluation() -> Evaluation:
    packs = [
        pack_of("one", {"dien-hinh": PERSON_TITLE, "bao-cao": DUTY}),
        pack_of("two", {"dien-hinh": PERSON_TITLE}),
    ]
    vocabulary = load_vocabulary()
    problems = (
        Told("value-unreadable", (cell(13, "Kha"), cell(14, "Khá")), {"raw": "Kha"}),
        Told("sheet-empty", place="truong.xlsx!Kỷ luật"),
    )
    somebody = Subject("GV013", "person", HOSTILE, None, {}, cells=(cell(13, HOSTILE, 3),))
    file = InputFile("truong.xlsx", "ab" * 32, Path("truong.xlsx"))
    return Evaluation(
        plan=plan(packs, vocabulary),
        vocabulary=vocabulary,
        reading=Reading(Dossier((somebody,)), problems, (file,), ()),
        conclusions=(waiting(),),
        findings=None,  # type: ignore[arg-type]  # reports never look at them
        answers=answers(),
        engines=("reference",),
        patterns={},
    )
