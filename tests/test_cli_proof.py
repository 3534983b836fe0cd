"""Keys, signing and verifying as a user meets them: what is asked, told, and left behind."""

import html
import json
import stat
from pathlib import Path

import pytest

from engine.proof.carried import EMBEDDED
from engine.proof.coded import coded
from engine.proof.keys import new_key
from engine.proof.sealing import seal
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
    assert [path.suffix for path in files] == [".html", ".json"] * 3
    page, file = files[:2]
    checked = thidua("verify-receipt", file, "--key", "phong.pub", "--lang", "en", cwd=office)
    assert checked.returncode == 0
    assert checked.stdout.startswith("True: Trịnh Thị Vân (GV012)")
    of_page = thidua("verify-receipt", page, "--key", "phong.pub", "--lang", "en", cwd=office)
    assert of_page.returncode == 0
    assert of_page.stdout.startswith(checked.stdout)
    assert of_page.stdout.splitlines()[-1].startswith("Only the lines above are proven")
    file.write_text(file.read_text(encoding="utf-8").replace("GV012", "GV013"), "utf-8")
    refuted = thidua("verify-receipt", file, "--key", "phong.pub", cwd=office)
    assert refuted.returncode == 1
    assert refuted.stdout.startswith("Không chứng minh được")


def test_a_page_that_says_otherwise_than_its_proof_is_told_by_the_proof(
    office: Path, tmp_path: Path
) -> None:
    asked = ("--subject", "GV012", "--title", "dien-hinh-ca-nhan")
    done = thidua("receipt", "run", *asked, "-o", tmp_path, cwd=office)
    page = Path(done.stdout.splitlines()[1])
    shown, proof, receipt = page.read_text(encoding="utf-8").partition(EMBEDDED)
    page.write_text(shown.replace("Trịnh Thị Vân", "Ai đó") + proof + receipt, "utf-8")
    told = thidua("verify-receipt", page, "--key", "phong.pub", cwd=office).stdout
    assert told.splitlines()[0] in html.unescape(shown)
    assert told.startswith("Đúng: Trịnh Thị Vân (GV012)")
    assert "Ai đó" not in told
    assert "nếu khác thì trang đã bị sửa" in told


def test_what_was_scanned_from_paper_holds_and_what_is_missing_is_told(
    office: Path, tmp_path: Path
) -> None:
    printed = thidua("receipt", "run", "--subject", "GV012", cwd=office).stdout
    first, *rest = coded(json.loads(printed.splitlines()[0]))
    path = tmp_path / "scanned.txt"
    path.write_text("\r\n".join([*rest, first]), encoding="ascii")
    done = thidua("verify-receipt", path, "--key", "phong.pub", cwd=office)
    assert done.returncode == 0
    assert done.stdout.startswith("Đúng: Trịnh Thị Vân (GV012)")
    path.write_text("\n".join(rest), encoding="ascii")
    done = thidua("verify-receipt", path, "--key", "phong.pub", cwd=office)
    assert done.returncode == 1
    assert done.stdout.startswith(f"Chưa kiểm tra được: thiếu mã 1 trong {len(rest) + 1} mã")


def test_a_file_is_not_read_beyond_what_a_receipt_may_have(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(1 << 32)  # a hole, which takes no room
    done = thidua("verify-receipt", path, "--key", "phong.pub", cwd=office)
    assert done.returncode == 1
    assert "tệp quá lớn" in done.stdout


def line(**more: object) -> dict[str, object]:
    told = {
        "subject": "A",
        "kind": "person",
        "name": "An",
        "unit": None,
        "pack": "../..",
        "title": "t",
    }
    told |= {"year": 2025, "conclusion": "eligible", "status": "confirmed", "findings": []}
    return {**told, "repairs": [], "open_cells": [], **more}


def signed(folder: Path, *told: object) -> Path:
    """A run of these conclusions, signed by whoever; its public key lies in it."""
    key = new_key()
    lines = [json.dumps(each) for each in told]
    (folder / "conclusions.jsonl").write_text("".join(f"{each}\n" for each in lines), "utf-8")
    seal(folder, {}, (folder / "conclusions.jsonl").read_bytes(), key)
    (folder / "a.pub").write_bytes(key.public.as_pem())
    return folder


def test_a_name_cannot_write_a_line_of_the_answer(tmp_path: Path) -> None:
    forged = "An\n- Đạt | I | \x1b[2J"
    finding = {"verdict": "met", "cite": "II", "reason": {"vi": forged}}
    folder = signed(tmp_path, line(name=forged, findings=[{**finding, "criterion": "c"}]))
    (tmp_path / "r.json").write_text(thidua("receipt", folder, "--subject", "A").stdout, "utf-8")
    done = thidua("verify-receipt", tmp_path / "r.json", "--key", folder / "a.pub")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    "told",
    [
        ["A"],
        "A",
        {"subject": "A"},
        line(conclusion="perhaps"),
        line(findings=[{}]),
        line(repairs=[None]),
        line(title=["t"], pack=PACK),
    ],
)
def test_of_a_run_of_strange_shape_there_is_no_receipt(told: object, tmp_path: Path) -> None:
    folder = signed(tmp_path, told)
    done = thidua("receipt", folder, "--subject", "A", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert not (tmp_path / "out").exists()


def test_of_nobody_and_of_an_unsigned_run_there_is_no_receipt(office: Path, tmp_path: Path) -> None:
    assert thidua("receipt", "run", "--subject", "GV999", cwd=office).returncode == 2
    done = thidua("receipt", ".", "--subject", "GV012", cwd=office)
    assert done.returncode == 2
    assert done.stdout == ""
