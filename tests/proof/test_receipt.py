"""A receipt proves one conclusion by the public key alone, and shows nobody else's."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.proof.carried import EMBEDDED
from engine.proof.coded import coded, decoded
from engine.proof.keys import SigningKey, new_key
from engine.proof.receipt import attested, receipts, stated
from engine.run import Run, evaluate

ROOT = Path(__file__).parent.parent.parent
PACK = "yen-bai-2021-2025"


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate([ROOT / "fixtures/yen-bai/truong.xlsx"], [PACK], year=2025)


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return new_key()


@pytest.fixture(scope="module")
def sealed(run: Run, key: SigningKey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run.write(tmp_path_factory.mktemp("run") / "run", ["jsonl"], key=key)


@pytest.fixture
def receipt(sealed: Path) -> dict[str, Any]:
    (found,) = receipts(sealed, "GV009", "dien-hinh-ca-nhan")
    return found


def test_every_conclusion_of_a_run_has_a_receipt_that_holds(
    sealed: Path, run: Run, key: SigningKey
) -> None:
    checked = 0
    for subject in {answer.subject for answer in run.evaluation.answers}:
        for found in receipts(sealed, subject):
            proven = attested(json.dumps(found), key.public)
            assert proven.conclusion["subject"] == subject
            assert proven.leaves == len(run.evaluation.answers)
            checked += 1
    assert checked == len(run.evaluation.answers)


def test_every_receipt_of_a_school_fits_on_a_sheet_of_codes(
    sealed: Path, run: Run, key: SigningKey
) -> None:
    for subject in sorted({answer.subject for answer in run.evaluation.answers})[::4]:
        for found in receipts(sealed, subject):
            lines = coded(found)
            assert len(lines) <= 4
            proven = attested(decoded("\n".join(reversed(lines))), key.public)
            assert proven.conclusion == json.loads(found["conclusion"])


def test_a_receipt_states_what_was_signed_with_it(
    receipt: dict[str, Any], run: Run, sealed: Path, key: SigningKey
) -> None:
    told = stated(receipt)
    assert told.keys == (key.public.fingerprint,)
    assert told.leaves == len(run.evaluation.answers)
    assert told.root == json.loads((sealed / "run.json").read_bytes())["merkle"]["root"]


@pytest.mark.parametrize("envelope", [None, [], {}, {"payload": "e30=", "payloadType": "x"}])
def test_of_a_strange_envelope_nothing_is_stated(envelope: object) -> None:
    with pytest.raises(ValueError, match="receipt-unreadable"):
        stated({"envelope": envelope})


def test_a_receipt_tells_its_conclusion_with_its_evidence(
    receipt: dict[str, Any], key: SigningKey
) -> None:
    told = attested(json.dumps(receipt), key.public).conclusion
    assert told["conclusion"] == "not_eligible"
    assert told["findings"][0]["evidence"]


def test_no_other_name_or_id_is_in_it(receipt: dict[str, Any], run: Run) -> None:
    text = json.dumps(receipt, ensure_ascii=False)
    signers = {
        e["raw"] for f in json.loads(receipt["conclusion"])["findings"] for e in f["evidence"]
    }
    for person in run.evaluation.reading.dossier.of_kind("person"):
        if person.id != "GV009":
            assert f'"{person.id}"' not in text
            same = person.name in signers or person.name == "Nguyễn Thị Hương"
            assert same or person.name not in text


@pytest.mark.parametrize(
    ("field", "change", "code"),
    [
        ("conclusion", lambda old: old.replace("not_eligible", "eligible"), "receipt-not-among"),
        ("index", lambda old: old + 1, "receipt-not-among"),
        ("index", str, "receipt-unreadable"),
        ("salt", lambda old: "00" * 32, "receipt-not-among"),
        ("salt", lambda old: "x", "receipt-unreadable"),
        ("path", lambda old: old[:-1], "receipt-not-among"),
        ("path", lambda old: [*old, old[0]], "receipt-not-among"),
        ("path", lambda old: None, "receipt-unreadable"),
        ("receipt", lambda old: 2, "receipt-unreadable"),
        ("envelope", lambda old: {**old, "payloadType": "text/plain"}, "receipt-not-signed"),
        ("envelope", lambda old: {**old, "signatures": []}, "receipt-not-signed"),
        ("envelope", lambda old: [], "receipt-unreadable"),
    ],
)
def test_a_receipt_that_was_changed_proves_nothing(
    field: str, change: Any, code: str, receipt: dict[str, Any], key: SigningKey
) -> None:
    changed = {**receipt, field: change(receipt[field])}
    with pytest.raises(ValueError, match=code):
        attested(json.dumps(changed), key.public)


def test_somebody_elses_key_proves_nothing(receipt: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="receipt-not-signed"):
        attested(json.dumps(receipt), new_key().public)


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "[" * 9999])
def test_what_is_no_receipt_is_refused(text: str, key: SigningKey) -> None:
    with pytest.raises(ValueError, match="receipt-unreadable"):
        attested(text, key.public)


def test_checking_one_loads_nothing_that_decides(
    receipt: dict[str, Any], key: SigningKey, tmp_path: Path
) -> None:
    page = f"{EMBEDDED}{json.dumps(receipt)}</script>"
    texts = {"json": json.dumps(receipt), "html": f"<p>{page}", "txt": "\n".join(coded(receipt))}
    for form, text in texts.items():
        (tmp_path / f"a.{form}").write_text(text, encoding="utf-8")
    (tmp_path / "a.pub").write_bytes(key.public.as_pem())
    code = (
        "import sys; from engine.cli import main\n"
        "for form in ('json', 'html', 'txt'):\n"
        "    try: main(['verify-receipt', f'a.{form}', '--key', 'a.pub'])\n"
        "    except SystemExit as leaving: print(leaving.code)\n"
        "loaded = ('engine.decide', 'engine.evaluation', 'engine.plan', 'engine.workbook',"
        " 'engine.reports', 'pandas', 'duckdb', 'openpyxl', 'ibis')\n"
        "print([name for name in loaded if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    *told, loaded = done.stdout.splitlines()
    first = [line for line in told if line.startswith("Đúng: Nguyễn Thị Hương (GV009)")]
    assert len(first) == len(texts)
    assert [line for line in told if line.isdigit()] == ["0", "0", "0"]
    assert loaded == "[]"
