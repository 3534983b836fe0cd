"""A run is proven by deciding it again, or refuted at the first place that differs."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from engine.errors import UsageError
from engine.proof.canonical import canonical
from engine.proof.checking import check_seal
from engine.proof.keys import SigningKey, new_key
from engine.proof.repeating import at_hand
from engine.run import Run, evaluate
from engine.verification import Verified, verify
from tests.proof.test_sealing import resealed, turned

ROOT = Path(__file__).parent.parent
INPUTS = ROOT / "fixtures/yen-bai"
CLEAN = ROOT / "fixtures/workbooks/clean.xlsx"
PACK = "yen-bai-2021-2025"


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate([INPUTS / "truong.xlsx"], [PACK], year=2025)


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return new_key()


@pytest.fixture(scope="module")
def sealed(run: Run, key: SigningKey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run.write(tmp_path_factory.mktemp("run") / "run", key=key)


@pytest.fixture
def copied(sealed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sealed, tmp_path / "run"))


def test_an_untouched_run_is_proven_conclusion_by_conclusion_and_file_by_file(
    sealed: Path, run: Run, key: SigningKey
) -> None:
    verified = verify(sealed, INPUTS, key.public)
    assert verified.is_proven
    assert verified.unproven == ()
    assert verified.decided == len(run.evaluation.answers)


def test_without_the_inputs_it_is_said_what_is_not_proven(sealed: Path) -> None:
    verified = verify(sealed)
    assert verified.is_proven
    assert [each.code for each in verified.unproven] == ["signer-unknown", "inputs-not-given"]
    assert verified.decided is None


def test_a_verdict_that_was_turned_is_found_even_if_all_hashes_fit(copied: Path) -> None:
    """Without a signature the seal says nothing; deciding again does, and so do the reports."""
    turned(copied)
    resealed(copied)
    (copied / "run.dsse.json").unlink()
    assert check_seal(copied, None).differences == ()
    found = verify(copied, INPUTS).differences
    assert {each.code for each in found} == {"report-differs", "conclusion-differs"}
    (again,) = (each for each in found if each.code == "conclusion-differs")
    assert again.place.startswith("conclusions.jsonl:")
    assert again.details["field"] == "conclusion"


def test_a_conclusion_that_is_missing_or_made_up_is_named(copied: Path) -> None:
    path = copied / "conclusions.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    gone, made_up = json.loads(lines[7]), {**json.loads(lines[8]), "subject": "GV999"}
    lines[7] = json.dumps(made_up, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = verify(copied, INPUTS).differences
    told = {each.code: each for each in found}
    assert told["conclusion-added"].place == "conclusions.jsonl:8"
    assert told["conclusion-missing"].details["subject"] == gone["subject"]


def test_what_is_not_at_hand_is_named_and_nothing_is_said_of_it(
    sealed: Path, tmp_path: Path
) -> None:
    verified = verify(sealed, tmp_path)
    assert verified.differences == ()
    assert verified.decided is None
    assert ("inputs-missing", {"names": "truong.xlsx"}) in told_open(verified)


def told_open(verified: Verified) -> list[tuple[str, dict[str, str]]]:
    return [(each.code, dict(each.details)) for each in verified.unproven]


def test_inputs_are_known_by_their_content_whatever_they_are_called(
    sealed: Path, run: Run, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "sent by the school.zip", "w") as packed:
        packed.write(INPUTS / "truong.xlsx", "folder/renamed.xlsx")
    verified = verify(sealed, tmp_path)
    assert verified.differences == ()
    assert verified.decided == len(run.evaluation.answers)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school in two workbooks, one of them with the yearly ratings alone, and its run."""
    folder = tmp_path_factory.mktemp("parts")
    (folder / "given").mkdir()
    for name, ratings in (("people.xlsx", False), ("ratings.xlsx", True)):
        book = load_workbook(CLEAN)
        for sheet in list(book.worksheets):
            if (sheet.title == "Xếp loại cá nhân") is not ratings:
                book.remove(sheet)
        book.save(folder / "given" / name)
    evaluate([folder / "given"], [PACK], year=2025).write(folder / "run", ["jsonl"])
    return folder


def test_with_a_part_of_the_inputs_a_part_is_proven(parts: Path, tmp_path: Path) -> None:
    whole = verify(parts / "run", parts / "given")
    assert (whole.differences, whole.decided) == ((), 17)
    shutil.copy(parts / "given/people.xlsx", tmp_path)
    partly = verify(parts / "run", tmp_path)
    assert partly.differences == ()
    assert partly.decided is not None
    assert 0 < partly.decided < 17
    counts = {"same": str(partly.decided), "left": str(17 - partly.decided)}
    assert ("inputs-partly", {"names": "ratings.xlsx", **counts}) in told_open(partly)


def test_a_run_with_an_input_that_nobody_can_read_is_proven_too(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    shutil.copy(CLEAN, tmp_path / "given/a.xlsx")
    (tmp_path / "given/b.xlsx").write_bytes(CLEAN.read_bytes()[:3000])
    run = evaluate([tmp_path / "given"], [PACK], year=2025).write(tmp_path / "run", ["jsonl"])
    assert json.loads((run / "run.json").read_bytes())["unread"] == ["b.xlsx"]
    verified = verify(run, tmp_path / "given")
    assert (verified.differences, verified.decided) == ((), 17)
    assert ("inputs-unread", {"names": "b.xlsx"}) in told_open(verified)


def test_what_is_lost_of_a_file_that_was_read_is_not_all_of_it() -> None:
    record = {
        "inputs": [{"name": "a.xlsx", "sha256": "0" * 64}],
        "mapping": None,
        "unread": ["a.xlsx!Nhân sự", "b.xlsx"],
    }
    assert at_hand(record, []).unread == ("b.xlsx",)


FAMILY = '"sheet": "Nhân sự", "cell": "J3"'


def test_evidence_that_its_cell_belies_is_found_with_a_part_of_the_inputs(
    parts: Path, tmp_path: Path
) -> None:
    run = Path(shutil.copytree(parts / "run", tmp_path / "run"))
    (tmp_path / "given").mkdir()
    shutil.copy(parts / "given/people.xlsx", tmp_path / "given")
    path = run / "conclusions.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    number, line = next((n, e) for n, e in enumerate(lines) if FAMILY in e)
    content = json.loads(line)
    for finding in content["findings"]:
        for piece in finding["evidence"]:
            if (piece["sheet"], piece["cell"]) == ("Nhân sự", "J3"):
                piece["raw"] = "Không"
    lines[number] = json.dumps(content, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    resealed(run)
    (found,) = verify(run, tmp_path / "given").differences
    assert (found.code, found.place) == ("evidence-differs", f"conclusions.jsonl:{number + 1}")
    assert found.details["cell"] == "people.xlsx!Nhân sự!J3"


def test_any_file_that_the_inputs_do_not_give_is_found_even_if_all_hashes_fit(
    copied: Path,
) -> None:
    changed = [
        "annotated/truong.xlsx",
        f"findings/{PACK}/mo-hinh-tap-the.parquet",
        "papers/danh-sach.docx",
        "problems.jsonl",
        "ro-crate-metadata.json",
        f"rules/{PACK}/pack.yaml",
        "unused.jsonl",
    ]
    for name in changed:
        (copied / name).write_bytes((copied / name).read_bytes() + b" ")
    resealed(copied)
    (copied / "run.dsse.json").unlink()
    found = verify(copied, INPUTS).differences
    assert [(each.code, each.place) for each in found] == [
        ("file-differs", name) for name in changed
    ]


def test_a_record_that_counts_otherwise_is_found_even_if_all_hashes_fit(copied: Path) -> None:
    record = json.loads((copied / "run.json").read_bytes())
    record["counts"]["problems"] = {}
    (copied / "run.json").write_bytes(canonical(record))
    (copied / "run.dsse.json").unlink()
    found = verify(copied, INPUTS).differences
    assert ("record-differs", {"field": "counts"}) in [(d.code, d.details) for d in found]


def test_rules_that_are_not_shipped_are_taken_from_the_run_and_said_to_be(
    tmp_path: Path,
) -> None:
    pack = Path(shutil.copytree(ROOT / "rules" / PACK, tmp_path / "rules" / PACK))
    with (pack / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write("# another edition\n")
    run = evaluate([CLEAN], [str(pack)], year=2025).write(tmp_path / "run", ["jsonl"])
    shutil.rmtree(tmp_path / "rules")
    (tmp_path / "given").mkdir()
    shutil.copy(CLEAN, tmp_path / "given")
    verified = verify(run, tmp_path / "given")
    assert (verified.differences, verified.decided) == ((), 17)
    assert ("rules-own", {"packs": PACK}) in told_open(verified)
    trusted = verify(run, tmp_path / "given", rules=[PACK])
    assert [each.code for each in trusted.differences] == ["pack-other"]
    assert trusted.decided is None


def test_other_rules_are_named_and_nothing_is_decided(copied: Path) -> None:
    record = json.loads((copied / "run.json").read_bytes())
    record["packs"][0]["sha256"] = "0" * 64
    (copied / "run.json").write_bytes(canonical(record))
    verified = verify(copied, INPUTS)
    assert ("pack-other", {"pack": PACK}) in [(d.code, d.details) for d in verified.differences]
    assert verified.decided is None


@pytest.mark.parametrize("narrow", ["unit", "redacted"])
def test_a_run_that_shows_a_part_is_proven_too(narrow: str, run: Run, tmp_path: Path) -> None:
    shown = run.only_unit("TH-TC") if narrow == "unit" else run.redacted()
    folder = shown.write(tmp_path / "run", ["jsonl", "html", "xlsx"])
    verified = verify(folder, INPUTS)
    assert verified.differences == ()
    assert verified.decided == len(shown.evaluation.answers)


def test_a_folder_without_a_record_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        verify(tmp_path)


def test_a_report_that_unpacks_to_more_than_anybody_writes_is_not_opened(copied: Path) -> None:
    report = copied / "report.xlsx"
    with zipfile.ZipFile(report, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(2):
            with package.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as part:
                for _ in range(60):
                    part.write(bytes(10_000_000))
    resealed(copied)
    (copied / "run.dsse.json").unlink()
    found = verify(copied).differences
    assert [(each.code, each.place) for each in found] == [("report-unreadable", "report.xlsx")]
