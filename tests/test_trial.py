"""Two texts of a pack: is the new one stricter, and who would be judged otherwise by it?"""

import json
import shutil
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.trial import When, try_rules
from tests.test_cli import thidua
from tests.test_diff import CLEAN, PACK, PERSON, ROOT, evaluated

RULES = ROOT / "rules"
MANY = "many_initiatives:\n    value: 2"
RESULTS = "many_results:\n    value: 2"
YEAR = When(2025)


def text_with(folder: Path, *swaps: tuple[str, str]) -> str:
    """The path of the pack with some of its text replaced."""
    shutil.copytree(RULES / PACK, folder / PACK)
    path = folder / PACK / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    for was, now in swaps:
        assert was in text
        text = text.replace(was, now, 1)
    path.write_text(text, encoding="utf-8")
    return str(folder / PACK)


@pytest.mark.parametrize(
    ("swaps", "direction"),
    [
        ((), "same"),
        (((MANY, f"{MANY}0"),), "stricter"),
        (((MANY, MANY.replace("2", "1")),), "looser"),
        (((MANY, f"{MANY}0"), (RESULTS, RESULTS.replace("2", "1"))), "neither"),
        ((("{fact: recognised, is: true}", "{fact: recognised, is: false}"),), "unclear"),
    ],
    ids=["same", "stricter", "looser", "neither", "unclear"],
)
def test_a_text_is_stricter_or_looser_in_every_dossier_or_neither(
    swaps: tuple[tuple[str, str], ...], direction: str, tmp_path: Path
) -> None:
    trial = try_rules(PACK, text_with(tmp_path, *swaps), YEAR)
    assert trial.texts.direction == direction
    assert trial.flips is None


def test_a_title_that_asks_for_a_stricter_one_is_stricter_too(tmp_path: Path) -> None:
    trial = try_rules(PACK, text_with(tmp_path, (MANY, f"{MANY}0")), YEAR)
    directions = {title.title.id: title.direction for title in trial.texts.titles}
    assert directions[PERSON] == "stricter"
    assert directions["linh-vuc-giao-duc-ca-nhan"] == "stricter"
    assert directions["nghia-vu-bao-cao"] == "same"


def test_another_pack_that_follows_is_taken_to_be_in_force(tmp_path: Path) -> None:
    """A text that begins later, under another name, is tried on the year that is judged."""
    new = text_with(
        tmp_path,
        ("pack: yen-bai-2021-2025", "pack: yen-bai-2026-2030"),
        (
            "years: {axis: calendar, from: 2021, to: 2025}",
            "years: {axis: calendar, from: 2026, to: 2030}",
        ),
    )
    assert try_rules(PACK, new, YEAR).texts.direction == "same"


def test_who_would_flip_is_told_from_workbooks_and_from_a_run_alike(tmp_path: Path) -> None:
    shutil.copy(CLEAN, tmp_path / "truong.xlsx")
    run = evaluated(tmp_path / "truong.xlsx", PACK, tmp_path / "run")
    new = text_with(tmp_path / "new", (MANY, f"{MANY}0"))
    by_run = try_rules(PACK, new, When(), [run])
    assert by_run.flips is not None
    flipped = {(c.line.key[2], c.line.key[1]): c.outcomes for c in by_run.flips.changes}
    assert flipped == {
        (who, PERSON): ("eligible", "not_eligible") for who in ("GV001", "GV002", "GV003", "HT01")
    }
    assert {change.causes for change in by_run.flips.changes} == {("rules",)}
    done = thidua("rules", "diff", PACK, new, "--data", tmp_path / "truong.xlsx", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert (told["direction"], told["data"]["better"], told["data"]["worse"]) == ("stricter", 0, 4)
    (tmp_path / "truong.xlsx").unlink()
    with pytest.raises(UsageError, match=r"truong\.xlsx"):
        try_rules(PACK, new, When(), [run])


def test_the_command_says_what_was_asked_and_what_is_asked_now(tmp_path: Path) -> None:
    new = text_with(tmp_path, (MANY, f"{MANY}0"))
    done = thidua("rules", "diff", PACK, new, "--year", "2025", "--lang", "en")
    assert done.returncode == 0
    assert done.stdout.startswith("The new text is stricter than the old one, in every dossier.\n")
    assert "at least 2" in done.stdout
    assert "at least 20" in done.stdout
