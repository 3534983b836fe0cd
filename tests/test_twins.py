"""One school twice: clean in one workbook, and as it really comes, in many files."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import engine
from engine.packs.loading import load_vocabulary
from engine.reports.lines import conclusion_lines
from engine.workbook import read_dossier
from fixtures.twins.make import clean
from fixtures.twins.tables import SCHOOL
from tests.dossiers import facts
from tests.worlds import PACK

TWINS = Path(__file__).parent.parent / "fixtures/twins"
PROVENANCE = ("file", "sheet", "cell", "raw")
TYPED = ("award_decision",)
"""Texts that are shown as they were typed, and that no rule reads."""


@cache
def run(path: Path, pack: str) -> engine.Run:
    return engine.evaluate([path], rules=[pack], year=2025)


def said(path: Path, pack: str = PACK) -> list[Any]:
    """The lines of ``conclusions.jsonl``, without where the values were read."""
    return [
        without_provenance(json.loads(line))
        for line in conclusion_lines(run(path, pack).evaluation)
    ]


def without_provenance(told: Any) -> Any:
    if isinstance(told, list):
        return [without_provenance(each) for each in told]
    if isinstance(told, dict):
        return {k: without_provenance(each) for k, each in told.items() if k not in PROVENANCE}
    return told


def test_the_conclusions_are_the_same_but_for_provenance() -> None:
    assert said(TWINS / "messy") == said(TWINS / "clean.xlsx")


def test_the_national_titles_are_the_same_but_for_provenance() -> None:
    pack = "luat-tdkt-2022"
    assert said(TWINS / "messy", pack) == said(TWINS / "clean.xlsx", pack)


def test_the_clean_twin_says_what_the_example_says() -> None:
    outcomes = [
        {(a.subject, a.title): a.outcome for a in run(path, PACK).evaluation.answers}
        for path in (TWINS / "clean.xlsx", SCHOOL)
    ]
    assert outcomes[0] == outcomes[1]


def test_every_fact_is_the_same() -> None:
    vocabulary = load_vocabulary()
    both = [
        facts(read_dossier([TWINS / name], vocabulary).dossier) for name in ("messy", "clean.xlsx")
    ]
    assert without_typed(both[0]) == without_typed(both[1])


def without_typed(found: Any) -> Any:
    """The facts without the texts that are shown as they were typed."""
    if isinstance(found, set):
        return {without_typed(each) for each in found}
    if isinstance(found, tuple):
        return tuple(without_typed(each) for each in found if not is_left_out(each))
    return found


def is_left_out(each: Any) -> bool:
    """A text as it was typed, or a blank cell: the untidy twin has no column of days."""
    if not isinstance(each, tuple) or len(each) != 2:
        return False
    return each[0] in TYPED or (isinstance(each[1], tuple) and each[1][:1] == ("blank",))


def test_the_clean_twin_is_clean() -> None:
    sheets = clean()
    assert len(sheets["Nhân sự"]) == 46
    assert all(len(line) == len(lines[0]) for lines in sheets.values() for line in lines)
