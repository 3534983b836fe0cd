"""A sealed run: whatever is changed in it is found, and named where it was changed."""

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from engine.proof.canonical import canonical
from engine.proof.checking import check_seal
from engine.proof.columnar import tree_of
from engine.proof.keys import SigningKey, new_key
from engine.proof.sealing import ENVELOPE, RECORD, SALT, files_of
from engine.run import Run, evaluate

ROOT = Path(__file__).parent.parent.parent
MUTATIONS = 2_000
SHARES = 8
LINES = ("conclusions.jsonl", "problems.jsonl", "unused.jsonl")


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate([ROOT / "fixtures/yen-bai/truong.xlsx"], ["yen-bai-2021-2025"], year=2025)


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return new_key()


@pytest.fixture(scope="module")
def sealed(run: Run, key: SigningKey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    formats = ["jsonl", "html", "xlsx", "parquet"]
    return run.write(tmp_path_factory.mktemp("sealed") / "run", formats, key=key)


@pytest.fixture
def copied(sealed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sealed, tmp_path / "run"))


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_an_untouched_run_has_no_difference(sealed: Path, key: SigningKey) -> None:
    found = check_seal(sealed, key.public)
    assert (found.differences, found.unproven) == ((), ())


def test_the_record_names_every_file_and_every_conclusion(sealed: Path, run: Run) -> None:
    record = json.loads((sealed / RECORD).read_bytes())
    assert [each["path"] for each in record["files"]] == [
        name for name in names(sealed) if name not in (RECORD, ENVELOPE)
    ]
    assert record["merkle"]["leaves"] == len(run.evaluation.answers)
    assert len(record["merkle"]["root"]) == 64
    assert canonical(record) == (sealed / RECORD).read_bytes()


def test_the_same_run_is_sealed_the_same(
    run: Run, sealed: Path, key: SigningKey, tmp_path: Path
) -> None:
    again = run.write(tmp_path / "run", ["jsonl", "html", "xlsx", "parquet"], key=key)
    for name in names(sealed):
        assert (again / name).read_bytes() == (sealed / name).read_bytes(), name


def test_the_salt_needs_the_key(run: Run, sealed: Path, tmp_path: Path) -> None:
    """Whoever knows all conclusions but one cannot try out the last without the key."""
    other = run.write(tmp_path / "run", ["jsonl"], key=new_key())
    assert (other / "conclusions.jsonl").read_bytes() == (sealed / "conclusions.jsonl").read_bytes()
    assert (other / SALT).read_bytes() != (sealed / SALT).read_bytes()


def changed(folder: Path, rng: Random) -> Iterator[str]:
    """Change one thing in a run, and name the files at which that must show."""
    name = rng.choice(names(folder))
    path = folder / name
    content = path.read_bytes()
    match rng.choice(("byte", "byte", "byte", "lines", "person", "gone", "added", "cut")):
        case "byte":
            place = rng.randrange(len(content))
            other = content[place] ^ rng.randrange(1, 256)
            path.write_bytes(content[:place] + bytes([other]) + content[place + 1 :])
            yield name
        case "lines":
            name = rng.choice(LINES)
            lines = (folder / name).read_bytes().splitlines(keepends=True)
            one, other_ = rng.sample(range(len(lines)), 2)
            lines[one], lines[other_] = lines[other_], lines[one]
            (folder / name).write_bytes(b"".join(lines))
            yield name
        case "person":
            path = folder / "conclusions.jsonl"
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            who = json.loads(rng.choice(lines))["subject"]
            kept = [line for line in lines if json.loads(line)["subject"] != who]
            path.write_text("".join(kept), encoding="utf-8")
            yield path.name
        case "gone":
            path.unlink()
            yield name
        case "added":
            (folder / "findings" / f"{rng.random()}.parquet").write_bytes(b"")
            yield "findings/"
        case "cut":
            path.write_bytes(content[: rng.randrange(len(content))])
            yield name


@pytest.mark.parametrize("share", range(SHARES))
def test_every_single_change_is_found_and_its_place_is_named(
    share: int, sealed: Path, key: SigningKey, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(sealed, tmp_path / "run"))
    untouched = {name: (sealed / name).read_bytes() for name in names(sealed)}
    for number in range(share, MUTATIONS, SHARES):
        (name,) = changed(folder, Random(number))
        found = check_seal(folder, key.public).differences
        assert any(each.place.startswith(name) for each in found), (number, name, found)
        for added in set(names(folder)) - untouched.keys():
            (folder / added).unlink()
        for path, content in ((folder / each, text) for each, text in untouched.items()):
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)


def resealed(folder: Path) -> None:
    """What somebody without the key can do: make all hashes fit again."""
    record = json.loads((folder / RECORD).read_bytes())
    text = (folder / "conclusions.jsonl").read_bytes()
    secret = bytes.fromhex((folder / SALT).read_text())
    number, root = tree_of(text, secret)
    tree = {"leaves": number, "root": root.hex()}
    record |= {"files": files_of(folder), "merkle": tree}
    (folder / RECORD).write_bytes(canonical(record))


def turned(folder: Path) -> None:
    path = folder / "conclusions.jsonl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"not_eligible"', '"eligible"', 1), encoding="utf-8")


def test_who_makes_all_hashes_fit_again_still_lacks_the_key(copied: Path, key: SigningKey) -> None:
    turned(copied)
    resealed(copied)
    found = check_seal(copied, key.public).differences
    assert [(each.code, each.place) for each in found] == [("record-changed", RECORD)]


def test_a_changed_threshold_with_fitting_hashes_is_found(copied: Path, key: SigningKey) -> None:
    path = copied / "rules/yen-bai-2021-2025/pack.yaml"
    text = path.read_text(encoding="utf-8")
    lower = text.replace("many_initiatives:\n    value: 2", "many_initiatives:\n    value: 1")
    assert lower != text
    path.write_text(lower, encoding="utf-8")
    record = json.loads((copied / RECORD).read_bytes())
    record["packs"][0]["sha256"] = sha256(lower.encode()).hexdigest()
    (copied / RECORD).write_bytes(canonical(record))
    resealed(copied)
    found = check_seal(copied, key.public).differences
    assert [each.code for each in found] == ["record-changed"]
    (unknown,) = check_seal(copied, None).differences  # without the key either may be false
    assert unknown.code == "signature-of-another"


def test_a_signature_that_was_taken_away_is_missed(copied: Path, key: SigningKey) -> None:
    (copied / ENVELOPE).unlink()
    assert [d.code for d in check_seal(copied, key.public).differences] == ["signature-missing"]
    assert [each.code for each in check_seal(copied, None).unproven] == ["unsigned"]


def test_somebody_elses_signature_is_not_that_of_the_office(copied: Path, run: Run) -> None:
    other = new_key()
    found = check_seal(copied, other.public).differences
    assert [(each.code, each.details) for each in found] == [
        ("signature-wrong", {"key": other.public.fingerprint})
    ]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"null", b'{"seal": 1}', b"\xff", b"[" * 9999]
)
def test_a_record_that_is_none_is_refused_and_nothing_else_is_looked_at(
    content: bytes, copied: Path, key: SigningKey
) -> None:
    (copied / RECORD).write_bytes(content)
    found = check_seal(copied, key.public)
    assert (found.record, [each.code for each in found.differences]) == (
        None,
        ["record-unreadable"],
    )


def emptied(record: dict[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in record.items() if key != name}


@pytest.mark.parametrize(
    "name", ["files", "merkle", "packs", "inputs", "mapping", "options", "seal"]
)
def test_a_record_that_lacks_something_is_refused_and_not_tripped_over(
    name: str, copied: Path, key: SigningKey
) -> None:
    whole = json.loads((copied / RECORD).read_bytes())
    for other in (emptied(whole, name), {**whole, name: [1]}, {**whole, name: {"a": None}}):
        (copied / RECORD).write_bytes(canonical(other))
        found = check_seal(copied, key.public)
        assert [each.code for each in found.differences] == ["record-unreadable"]


def test_a_link_in_a_run_is_named_and_never_read(copied: Path, key: SigningKey) -> None:
    (copied / "report.html").unlink()
    (copied / "report.html").symlink_to("/dev/zero")
    (copied / "more").symlink_to("/dev/zero")
    found = check_seal(copied, key.public).differences
    assert [(each.code, each.place) for each in found] == [
        ("file-added", "more"),
        ("file-changed", "report.html"),
    ]
