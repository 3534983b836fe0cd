"""A run is proven by deciding it again, or refuted at the first place that differs."""

import json
import shutil
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.proof.checking import check_seal
from engine.proof.keys import SigningKey, new_key
from engine.run import Run, evaluate
from engine.verification import verify
from tests.proof.test_sealing import resealed, turned

INPUTS = Path(__file__).parent.parent / "fixtures/yen-bai"
PACK = "yen-bai-2021-2025"


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate([INPUTS / "truong.xlsx"], [PACK], year=2025)


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return new_key()


@pytest.fixture(scope="module")
def sealed(run: Run, key: SigningKey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run.write(tmp_path_factory.mktemp("run") / "run", ["jsonl", "html", "xlsx"], key=key)


@pytest.fixture
def copied(sealed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sealed, tmp_path / "run"))


def test_an_untouched_run_is_proven_conclusion_by_conclusion(
    sealed: Path, run: Run, key: SigningKey
) -> None:
    verified = verify(sealed, INPUTS, key.public)
    assert verified.is_proven
    assert verified.unproven == ()
    assert verified.decided == len(run.evaluation.answers)


def test_without_the_inputs_it_is_said_what_is_not_proven(sealed: Path) -> None:
    verified = verify(sealed)
    assert verified.is_proven
    assert verified.unproven == ("signer-unknown", "inputs-not-given")
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


def test_inputs_are_known_by_their_content_and_missed_by_their_name(
    sealed: Path, tmp_path: Path
) -> None:
    verified = verify(sealed, tmp_path)
    assert [(each.code, each.place) for each in verified.differences] == [
        ("input-missing", "truong.xlsx")
    ]
    assert "inputs-missing" in verified.unproven


def test_other_rules_are_named_and_nothing_is_decided(copied: Path) -> None:
    from engine.proof.canonical import canonical

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
