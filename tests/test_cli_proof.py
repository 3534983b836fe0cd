"""Keys, signing and verifying as a user meets them: what is asked, told, and left behind."""

import json
import stat
from pathlib import Path

import pytest

from tests.test_cli import PACK, SCHOOL, Done, thidua

SECRET = "mật khẩu của phòng"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key, and a run that was signed with it."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THIDUA_PASSPHRASE", SECRET)
        assert thidua("keys", "new", "phong", cwd=folder).returncode == 0
        signing = ("--format", "jsonl,html", "--sign", "phong.pem", "--out", "run")
        done = thidua("evaluate", SCHOOL, "--rules", PACK, *signing, cwd=folder)
        assert done.returncode == 0
    return folder


def verify(office: Path, *options: str | Path) -> Done:
    return thidua("verify", "run", *options, cwd=office)


def test_the_signing_half_is_locked_and_for_its_owner_alone(office: Path) -> None:
    pem = office / "phong.pem"
    assert b"ENCRYPTED" in pem.read_bytes()
    assert stat.S_IMODE(pem.stat().st_mode) == 0o600
    shown = thidua("keys", "show", "phong.pub", cwd=office)
    assert len(shown.stdout.strip()) == 64


def test_a_key_is_never_overwritten(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_PASSPHRASE", "another")
    before = (office / "phong.pem").read_bytes()
    done = thidua("keys", "new", "phong", cwd=office)
    assert done.returncode == 2
    assert "phong.pem" in done.stderr
    assert (office / "phong.pem").read_bytes() == before


def test_a_wrong_passphrase_is_told_before_anything_is_judged(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIDUA_PASSPHRASE", "wrong")
    signing = ("--sign", "phong.pem", "--out", "other")
    done = thidua("evaluate", "missing.xlsx", "--rules", PACK, *signing, cwd=office)
    assert done.returncode == 2
    assert "phong.pem" in done.stderr
    assert not (office / "other").exists()


def test_a_signed_run_is_proven_down_to_its_conclusions(office: Path) -> None:
    done = verify(office, "--key", "phong.pub", "--inputs", SCHOOL.parent)
    assert done.returncode == 0
    assert done.stdout == "Đã chứng minh: 140 kết luận xét lại đều trùng khớp.\n"
    told = json.loads(verify(office, "--key", "phong.pub", "--json").stdout)
    assert told["proven"] is True
    assert [each["code"] for each in told["unproven"]] == ["inputs-not-given"]


def test_neither_key_nor_passphrase_is_in_the_run(office: Path) -> None:
    for path in (office / "run").rglob("*"):
        if path.is_file():
            assert b"PRIVATE" not in path.read_bytes()
            assert SECRET.encode() not in path.read_bytes()


def test_a_changed_run_leaves_with_1_and_names_the_place(office: Path) -> None:
    path = office / "run/conclusions.jsonl"
    before = path.read_bytes()
    path.write_bytes(before.replace(b'"not_eligible"', b'"eligible"', 1))
    try:
        done = verify(office, "--key", "phong.pub", "--lang", "en")
    finally:
        path.write_bytes(before)
    assert done.returncode == 1
    assert "conclusions.jsonl: the file was changed after sealing" in done.stdout
    assert "report.html" in done.stdout


def test_what_is_no_key_and_what_is_no_run_are_wrong_calls(office: Path) -> None:
    done = verify(office, "--key", "run/run.json")
    assert done.returncode == 2
    assert "run.json" in done.stderr
    assert thidua("verify", ".", cwd=office).returncode == 2


def test_a_receipt_is_written_and_holds_by_the_public_key_alone(
    office: Path, tmp_path: Path
) -> None:
    done = thidua("receipt", "run", "--subject", "GV012", "-o", tmp_path / "out", cwd=office)
    assert done.returncode == 0
    files = sorted((tmp_path / "out").iterdir())
    assert [Path(line) for line in sorted(done.stdout.splitlines())] == files
    assert len(files) == 3
    checked = thidua("verify-receipt", files[0], "--key", "phong.pub", "--lang", "en", cwd=office)
    assert checked.returncode == 0
    assert checked.stdout.startswith("True: Trịnh Thị Vân (GV012)")
    files[0].write_text(files[0].read_text(encoding="utf-8").replace("GV012", "GV013"), "utf-8")
    refuted = thidua("verify-receipt", files[0], "--key", "phong.pub", cwd=office)
    assert refuted.returncode == 1
    assert refuted.stdout.startswith("Không chứng minh được")


def test_of_nobody_and_of_an_unsigned_run_there_is_no_receipt(office: Path, tmp_path: Path) -> None:
    assert thidua("receipt", "run", "--subject", "GV999", cwd=office).returncode == 2
    done = thidua("receipt", ".", "--subject", "GV012", cwd=office)
    assert done.returncode == 2
    assert done.stdout == ""
