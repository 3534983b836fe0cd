"""The journal as an office and an outsider use it."""

import json
from pathlib import Path

import pytest

from engine.proof.keys import new_key
from tests.proof.test_journal import run_in
from tests.test_cli import CLEAN, PACK, thidua

SECRET = "mật khẩu của phòng"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a key, three runs, and a signed journal of two."""
    key = new_key()
    (tmp_path / "phong.pem").write_bytes(key.as_pem(SECRET))
    (tmp_path / "phong.pub").write_bytes(key.public.as_pem())
    monkeypatch.setenv("THIDUA_PASSPHRASE", SECRET)
    for number in range(3):
        run_in(tmp_path / "runs", number, key)
    done = thidua(
        *("journal", "add", "journal.jsonl", "runs/run-0", "runs/run-1", "--sign", "phong.pem"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2
    return tmp_path


def test_an_outsider_checks_a_proof_by_the_head_that_he_kept(office: Path) -> None:
    assert thidua("journal", "head", "journal.jsonl", "-o", "kept", cwd=office).returncode == 0
    added = ("journal", "add", "journal.jsonl", "runs/run-2", "--sign", "phong.pem")
    assert thidua(*added, cwd=office).returncode == 0
    since = ("--since", "kept", "--key", "phong.pub", "--lang", "en")
    proving = ("journal", "prove", "journal.jsonl", "--since", "kept", "-o", "proof.json")
    assert thidua(*proving, cwd=office).returncode == 0
    for path in ("journal.jsonl", "proof.json"):
        done = thidua("journal", "verify", path, *since, cwd=office)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("No difference was found in the journal: 3 runs, head ")
    again = thidua(*proving, cwd=office)
    assert (again.returncode, "proof.json" in again.stderr) == (2, True)  # nothing is overwritten


def test_a_journal_that_lost_a_line_leaves_with_1_and_its_place(office: Path) -> None:
    kept = thidua("journal", "head", "journal.jsonl", cwd=office).stdout
    (office / "kept").write_text(kept, encoding="utf-8")
    lines = (office / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (office / "journal.jsonl").write_bytes(lines[0])
    (office / "journal.dsse.json").unlink()
    for command in ("verify", "prove"):
        done = thidua("journal", command, "journal.jsonl", "--since", "kept", cwd=office)
        assert done.returncode == 1
        assert "journal.jsonl:2: mốc cũ có 2 lần chạy, nay nhật ký chỉ còn 1" in done.stdout


def test_json_tells_differences_and_what_is_unproven_in_both_languages(office: Path) -> None:
    done = thidua("journal", "verify", "journal.jsonl", "--runs", "runs", "--json", cwd=office)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert (told["proven"], told["head"]["size"]) == (False, 2)
    (hidden,) = told["differences"]
    assert (hidden["code"], hidden["place"]) == ("journal-run-unknown", "run-2/run.json")
    assert hidden["message"]["en"] == "the journal does not have this run"
    assert [each["code"] for each in told["unproven"]] == [
        "journal-signer-unknown",
        "journal-head-not-given",
    ]


def test_a_place_of_any_length_can_be_told(office: Path) -> None:
    deep = office.joinpath(*("x" * 200 for _ in range(6)))
    run_in(deep, 3)
    added = thidua("journal", "add", "new.jsonl", deep / "run-3", cwd=office)
    assert added.returncode == 0
    done = thidua("journal", "verify", "journal.jsonl", "--runs", "x" * 200, cwd=office)
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "journal.jsonl", "runs/run-2"), "--sign"),
        (("add", "journal.jsonl", "runs/run-1", "--sign", "phong.pem"), "journal.jsonl:2"),
        (("add", "journal.jsonl", "runs", "--sign", "phong.pem"), "runs"),
        (("verify", "journal.jsonl", "--since", "phong.pub"), "phong.pub"),
        (("head", "nowhere.jsonl"), "nowhere.jsonl"),
        (("head", "empty.jsonl"), "empty.jsonl"),
        (("verify", "proof.json"), "proof.json"),
        (("verify", "proof.json", "--since", "kept", "--runs", "runs"), "--runs"),
    ],
)
def test_a_wrong_call_leaves_with_2_and_says_why(
    arguments: tuple[str, ...], told: str, office: Path
) -> None:
    (office / "empty.jsonl").touch()
    (office / "proof.json").write_text('{"from": 1}', encoding="utf-8")
    assert thidua("journal", "head", "journal.jsonl", "-o", "kept", cwd=office).returncode == 0
    done = thidua("journal", *arguments, cwd=office)
    assert done.returncode == 2
    assert told in done.stderr


def test_an_evaluation_is_written_into_the_journal_at_once(tmp_path: Path) -> None:
    common = ("--rules", PACK, "--year", "2025", "--format", "jsonl", "--journal", "nhat-ky.jsonl")
    done = thidua("evaluate", CLEAN, *common, "--out", "run", cwd=tmp_path)
    assert done.returncode == 0
    checked = thidua("journal", "verify", "nhat-ky.jsonl", "--runs", ".", cwd=tmp_path)
    assert checked.returncode == 0
    (tmp_path / "nhat-ky.jsonl").write_bytes(b"{}\n")
    refused = thidua("evaluate", "missing.xlsx", *common, cwd=tmp_path)
    assert refused.returncode == 2  # told before anything is read
    assert "nhat-ky.jsonl" in refused.stderr
