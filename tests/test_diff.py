"""Two runs compared: who changed, and whether data, rules or program changed it, to the cell."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engine.contrast import Contrast, contrast
from engine.errors import UsageError
from engine.proof.canonical import canonical
from engine.proof.reading import told
from engine.reports import changes
from engine.reports.changes_document import document
from engine.run import evaluate
from tests.test_cli import thidua

ROOT = Path(__file__).parent.parent
CLEAN = ROOT / "fixtures/workbooks/clean.xlsx"
PACK = "yen-bai-2021-2025"
PERSON = "dien-hinh-ca-nhan"


def evaluated(workbook: Path, pack: str | Path, out: Path) -> Path:
    return evaluate([workbook], [str(pack)], year=2025).write(out, ["jsonl"])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four runs: as it was, with other data, with other rules, and with both."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "before").mkdir()
    (folder / "after").mkdir()
    shutil.copy(CLEAN, folder / "before/truong.xlsx")
    changed_workbook(folder / "after/truong.xlsx")
    stricter_pack(folder / "packs" / PACK)
    for name, data, pack in (
        ("A", "before", PACK),
        ("data", "after", PACK),
        ("rules", "before", folder / "packs" / PACK),
        ("both", "after", folder / "packs" / PACK),
    ):
        evaluated(folder / data / "truong.xlsx", pack, folder / name)
    return folder


def changed_workbook(path: Path) -> None:
    """GV001's family title is gone, and so is GV003."""
    book = load_workbook(CLEAN)
    people = book["Nhân sự"]
    rows = {people.cell(row, 1).value: row for row in range(1, people.max_row + 1)}
    people.cell(rows["GV001"], 10).value = "Không"
    for sheet in book.worksheets:
        for row in range(sheet.max_row, 0, -1):
            if sheet.cell(row, 1).value == "GV003":
                sheet.delete_rows(row)
    book.save(path)


def stricter_pack(folder: Path) -> None:
    shutil.copytree(ROOT / "rules" / PACK, folder)
    path = folder / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    was, now = "many_initiatives:\n    value: 2", "many_initiatives:\n    value: 30"
    assert was in text
    path.write_text(text.replace(was, now), encoding="utf-8")


def compared(office: Path, one: str, other: str, inputs: bool = False) -> Contrast:
    places = [office / "before", office / "after"] if inputs else [None, None]
    return contrast(told(office / one, places[0]), told(office / other, places[1]))


def flat(found: Contrast) -> dict[tuple[str, str], tuple[Any, ...]]:
    return {
        (change.line.key[2], change.line.key[1]): (*change.outcomes, change.causes)
        for change in found.changes
    }


def test_a_run_does_not_differ_from_itself(office: Path) -> None:
    found = compared(office, "A", "A")
    assert (found.changes, found.differing, found.same) == ((), (), 17)


def test_other_cells_are_told_as_the_cause_with_what_they_say(office: Path) -> None:
    found = compared(office, "A", "data")
    assert flat(found)["GV001", PERSON] == ("eligible", "not_eligible", ("data",))
    (change,) = (c for c in found.changes if c.line.key[2] == "GV001")
    (step,) = change.steps
    (cell,) = step.cells
    assert step.criterion == "family-culture"
    assert cell.before and cell.after
    assert (cell.before.raw, cell.after.raw) == ("x", "Không")
    assert cell.after.place == "truong.xlsx!Nhân sự!J3"


def test_who_is_gone_is_told_as_gone_by_data(office: Path) -> None:
    found = flat(compared(office, "A", "data"))
    assert found["GV003", PERSON] == ("eligible", "", ("data",))
    assert flat(compared(office, "data", "A"))["GV003", PERSON] == ("", "eligible", ("data",))


def test_rows_that_only_moved_are_no_change(office: Path) -> None:
    assert not any(who == "HT01" for who, _ in flat(compared(office, "A", "data")))


def test_another_parameter_is_told_as_the_cause_with_both_values(office: Path) -> None:
    found = compared(office, "A", "rules")
    assert {change.causes for change in found.changes} == {("rules",)}
    (change,) = (c for c in found.changes if c.line.key[1:] == (PERSON, "GV002"))
    assert change.outcomes == ("eligible", "not_eligible")
    (step,) = change.steps
    (parameter,) = step.parameters
    assert (parameter.name, parameter.before, parameter.after) == ("many_initiatives", "2", "30")
    assert step.cells == ()


def test_data_and_rules_that_changed_at_once_are_told_apart_by_criterion(office: Path) -> None:
    found = compared(office, "A", "both")
    assert flat(found)["GV002", PERSON] == ("eligible", "not_eligible", ("rules",))
    (change,) = (c for c in found.changes if c.line.key[1:] == (PERSON, "GV001"))
    assert change.causes == ("data", "rules")
    assert {s.criterion: (bool(s.cells), s.is_other_rule) for s in change.steps} == {
        "family-culture": (True, False),
        "initiatives": (False, True),
    }


def test_with_the_inputs_at_hand_the_same_cells_are_found(office: Path) -> None:
    found = compared(office, "A", "data", inputs=True)
    (change,) = (c for c in found.changes if c.line.key[2] == "GV001")
    places = [each.after.place for each in change.steps[0].cells if each.after]
    assert places == ["truong.xlsx!Nhân sự!J3"]


def test_with_the_inputs_at_hand_each_cause_is_shown_by_deciding_anew(office: Path) -> None:
    found = flat(compared(office, "A", "both", inputs=True))
    assert found["GV001", PERSON] == ("eligible", "not_eligible", ("data", "rules"))
    assert found["GV002", PERSON] == ("eligible", "not_eligible", ("rules",))
    assert found["GV003", PERSON] == ("eligible", "", ("data",))
    assert flat(compared(office, "A", "rules", inputs=True))["GV002", PERSON][2] == ("rules",)


def test_what_no_evidence_shows_is_traced_by_deciding_anew(office: Path) -> None:
    """Lines without evidence, as those of a run for public lists."""
    runs = [
        told(office / name, office / data) for name, data in (("A", "before"), ("both", "after"))
    ]
    bare = [
        replace(run, lines={key: replace(line, evidence={}) for key, line in run.lines.items()})
        for run in runs
    ]
    assert flat(contrast(*bare))["GV002", PERSON][2] == ("rules",)
    unread = [replace(run, dossier=None, plan=None) for run in bare]
    assert flat(contrast(*unread))["GV002", PERSON][2] == ("data", "rules")
    assert not any(change.is_traced for change in contrast(*unread).changes if change.after)


def test_another_program_is_all_that_is_left_when_nothing_else_differs(
    office: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(office / "data", tmp_path / "run"))
    record = json.loads((office / "A/run.json").read_bytes())
    record["program"]["version"] = "9.9.9"
    (other / "run.json").write_bytes(canonical(record))
    found = contrast(told(office / "A"), told(other))
    assert {change.causes for change in found.changes} == {("program",)}
    assert any("9.9.9" in line for line in changes.record_lines(found, "vi"))


def test_a_run_without_its_rules_is_still_compared_by_what_it_tells(
    office: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(office / "data", tmp_path / "run"))
    shutil.rmtree(other / "rules")
    found = contrast(told(office / "A"), told(other))
    assert flat(found) == flat(compared(office, "A", "data"))


@pytest.mark.parametrize(
    "line",
    [b"", b"[]", b"null", b"{}", b'{"findings": 3}', b"\xff", b"[" * 9999],
)
def test_lines_of_another_shape_are_named_and_not_tripped_over(
    line: bytes, office: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(office / "A", tmp_path / "run"))
    path = other / "conclusions.jsonl"
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(UsageError, match=r"conclusions\.jsonl:18"):
        told(other)


def test_the_command_says_it_in_words_as_json_and_as_a_page(office: Path, tmp_path: Path) -> None:
    said = thidua("diff", office / "A", office / "data")
    assert said.returncode == 0
    assert "Nguyễn Thị Lụa (GV001, TH-DC)" in said.stdout
    assert "“x” [truong.xlsx!Nhân sự!J3] → “Không” [truong.xlsx!Nhân sự!J3]" in said.stdout
    shown = thidua("diff", office / "A", office / "data", "--json", "--html", tmp_path / "d.html")
    asked = json.loads(shown.stdout)
    assert asked == document(compared(office, "A", "data"))
    assert {c["subject"]: c["causes"] for c in asked["changes"]}["GV001"] == ["data"]
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert "Nguyễn Thị Lụa" in page
    assert "Content-Security-Policy" in page
    assert thidua("diff", office / "A", tmp_path).returncode == 2


def test_what_a_run_tells_is_escaped_on_the_page(office: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(office / "data", tmp_path / "run"))
    path = other / "conclusions.jsonl"
    text = path.read_text(encoding="utf-8").replace("Nguyễn Thị Lụa", "<img src=x onerror=y>")
    path.write_text(text, encoding="utf-8")
    page = changes.page(contrast(told(office / "A"), told(other)), "en")
    assert "<img" not in page
    assert "&lt;img src=x" in page
