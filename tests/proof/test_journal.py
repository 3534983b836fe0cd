"""A journal only grows: whatever else happens to it is found by whoever kept an older head."""

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UsageError
from engine.proof.canonical import canonical
from engine.proof.entries import entry_in, hash_of
from engine.proof.envelope import opened
from engine.proof.heads import (
    Head,
    head_in,
    head_of_lines,
    heads_proven,
    proof_of,
    signed_head,
    signed_place,
)
from engine.proof.journal import append, head_of, is_extended, proof_between
from engine.proof.journal_checking import check_journal, check_proof, proof_in
from engine.proof.keys import SigningKey, new_key
from engine.proof.merkle import EMPTY
from engine.proof.sealing import ENVELOPE, RECORD, seal

ROOT = Path(__file__).parent.parent.parent
RUNS = 7


def run_in(folder: Path, number: int, key: SigningKey | None = None) -> Path:
    """A sealed run that nobody decided."""
    run = folder / f"run-{number}"
    run.mkdir(parents=True)
    record = {"packs": [{"id": "some-pack"}], "options": {"year": 2020 + number % 7}, "n": number}
    seal(run, record, b"".join(b"line %d-%d\n" % (number, line) for line in range(number % 4)), key)
    return run


def filled(folder: Path, runs: Path, key: SigningKey | None = None, size: int = RUNS) -> Path:
    journal = folder / "journal.jsonl"
    for number in range(size):
        append(journal, runs / f"run-{number}", key)
    return journal


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return new_key()


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, key: SigningKey) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    for number in range(RUNS + 1):
        run_in(folder, number, key if number % 2 else None)
    return folder


@pytest.fixture
def journal(runs: Path, tmp_path: Path) -> Path:
    return filled(tmp_path, runs)


@pytest.fixture
def signed(runs: Path, tmp_path: Path, key: SigningKey) -> Path:
    return filled(tmp_path / "signed", runs, key)


def lines_in(journal: Path) -> list[bytes]:
    return journal.read_bytes().splitlines()


def write(journal: Path, lines: list[bytes]) -> None:
    journal.write_bytes(b"".join(line + b"\n" for line in lines))


def found(journal: Path, older: Head | None, **given: Any) -> list[tuple[str, str]]:
    checked = check_journal(journal, older, **given)
    return [(each.code, each.place) for each in checked.differences]


def test_a_line_has_the_hashes_of_its_run_and_nothing_of_people(journal: Path, runs: Path) -> None:
    lines = lines_in(journal)
    told = json.loads(lines[3])
    record = json.loads((runs / "run-3" / RECORD).read_bytes())
    assert told == {
        "journal": 1,
        "number": 3,
        "previous": hash_of(lines[2]),
        "record": hash_of((runs / "run-3" / RECORD).read_bytes()),
        "envelope": hash_of((runs / "run-3" / ENVELOPE).read_bytes()),
        "root": record["merkle"]["root"],
        "leaves": 3,
        "packs": ["some-pack"],
        "year": 2023,
    }
    assert canonical(told) == lines[3]
    assert (json.loads(lines[0])["previous"], json.loads(lines[0])["envelope"]) == ("", "")


def test_a_journal_that_grew_goes_on_from_every_older_head(runs: Path, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    heads = [append(journal, runs / f"run-{number}", None) for number in range(RUNS)]
    assert [head.size for head in heads] == list(range(1, RUNS + 1))
    assert head_of(journal) == heads[-1]
    for head in heads:
        assert found(journal, head) == []
        assert is_extended(head, proof_between(journal, head.size))


def test_the_same_runs_give_the_same_journal(
    runs: Path, tmp_path: Path, key: SigningKey, signed: Path
) -> None:
    again = filled(tmp_path / "again", runs, key)
    assert again.read_bytes() == signed.read_bytes()
    assert signed_place(again).read_bytes() == signed_place(signed).read_bytes()


def a_byte(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[3].replace(b'"leaves":3', b'"leaves":4'), *lines[4:]]


def a_blank(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[3].replace(b",", b", ", 1), *lines[4:]]


def swapped(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[4], lines[3], *lines[5:]]


def removed(lines: list[bytes]) -> list[bytes]:
    return lines[:3] + lines[4:]


def doubled(lines: list[bytes]) -> list[bytes]:
    return [*lines[:4], lines[3], *lines[4:]]


def emptied(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], b"", *lines[4:]]


def rewritten(lines: list[bytes]) -> list[bytes]:
    told = {**json.loads(lines[3]), "record": "0" * 64}
    return [*lines[:3], canonical(told), *lines[4:]]


def cut(lines: list[bytes]) -> list[bytes]:
    return lines[:-1]


def all_cut(lines: list[bytes]) -> list[bytes]:
    return []


def last_rewritten(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-1], canonical({**json.loads(lines[-1]), "year": 1999})]


def first_gone(lines: list[bytes]) -> list[bytes]:
    return lines[1:]


def history_rewritten(lines: list[bytes]) -> list[bytes]:
    """Another run in line 4, and everything behind it made to fit."""
    fitting: list[bytes] = []
    for line in rewritten(lines):
        previous = hash_of(fitting[-1]) if fitting else ""
        fitting.append(canonical({**json.loads(line), "previous": previous}))
    return fitting


REWRITTEN = ("journal-rewritten", f"journal.jsonl:1-{RUNS}")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (a_byte, [("journal-chain", "journal.jsonl:5"), REWRITTEN]),
        (
            a_blank,
            [("journal-line", "journal.jsonl:4"), ("journal-chain", "journal.jsonl:5"), REWRITTEN],
        ),
        (
            swapped,
            [
                ("journal-number", "journal.jsonl:4"),
                ("journal-chain", "journal.jsonl:4"),
                ("journal-number", "journal.jsonl:5"),
                ("journal-chain", "journal.jsonl:5"),
                ("journal-number", "journal.jsonl:6"),
                ("journal-chain", "journal.jsonl:6"),
                REWRITTEN,
            ],
        ),
        (
            removed,
            [
                ("journal-number", "journal.jsonl:4"),
                ("journal-chain", "journal.jsonl:4"),
                ("journal-cut", "journal.jsonl:7"),
            ],
        ),
        (
            doubled,
            [
                ("journal-number", "journal.jsonl:5"),
                ("journal-chain", "journal.jsonl:5"),
                ("journal-twice", "journal.jsonl:5"),
                REWRITTEN,
            ],
        ),
        (
            emptied,
            [("journal-line", "journal.jsonl:4"), ("journal-chain", "journal.jsonl:5"), REWRITTEN],
        ),
        (rewritten, [("journal-chain", "journal.jsonl:5"), REWRITTEN]),
        (cut, [("journal-cut", "journal.jsonl:7")]),
        (all_cut, [("journal-cut", "journal.jsonl:1")]),
        (last_rewritten, [REWRITTEN]),
        (
            first_gone,
            [
                ("journal-number", "journal.jsonl:1"),
                ("journal-chain", "journal.jsonl:1"),
                ("journal-cut", "journal.jsonl:7"),
            ],
        ),
        (history_rewritten, [REWRITTEN]),
    ],
)
def test_every_kind_of_change_is_found_and_its_place_is_named(
    change: Callable[[list[bytes]], list[bytes]], expected: list[tuple[str, str]], journal: Path
) -> None:
    older = head_of(journal)
    write(journal, change(lines_in(journal)))
    assert found(journal, older) == expected


def test_every_single_byte_is_held_by_the_head(runs: Path, tmp_path: Path) -> None:
    journal = filled(tmp_path, runs, size=3)
    content, older = journal.read_bytes(), head_of(journal)
    for place in range(0, len(content), 7):
        journal.write_bytes(
            content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :]
        )
        assert found(journal, older), place
    for length in range(0, len(content), 7):
        journal.write_bytes(content[:length])
        assert found(journal, older), length


def test_without_an_older_head_a_rewritten_history_is_not_found_and_that_is_told(
    journal: Path,
) -> None:
    write(journal, history_rewritten(lines_in(journal)))
    checked = check_journal(journal, None)
    assert checked.differences == ()
    assert [each.code for each in checked.unproven] == [
        "journal-unsigned",
        "journal-head-not-given",
    ]


def test_a_rewritten_history_does_not_fit_the_signed_head(signed: Path, key: SigningKey) -> None:
    assert check_journal(signed, head_of(signed), None, key.public).unproven == ()
    write(signed, history_rewritten(lines_in(signed)))
    assert found(signed, None, key=key.public) == [("journal-head-other", "journal.dsse.json")]


def test_lines_behind_the_signed_head_are_told_from_the_first(
    signed: Path, runs: Path, key: SigningKey
) -> None:
    envelope = signed_place(signed).read_bytes()
    append(signed, runs / f"run-{RUNS}", key)
    signed_place(signed).write_bytes(envelope)
    assert found(signed, None, key=key.public) == [("journal-head-behind", "journal.jsonl:8")]


def test_an_addition_that_was_interrupted_before_its_signature_can_be_made_again(
    signed: Path, runs: Path, key: SigningKey
) -> None:
    envelope, run = signed_place(signed).read_bytes(), runs / f"run-{RUNS}"
    whole = append(signed, run, key)
    signed_place(signed).write_bytes(envelope)
    other = runs / "run-0"
    with pytest.raises(UsageError, match=r"journal\.jsonl:8"):
        append(signed, other, key)  # nobody signs what he does not name
    assert append(signed, run, key) == whole
    assert found(signed, whole, key=key.public) == []


def test_a_signed_head_is_as_good_as_a_plain_one_to_whoever_kept_it(
    signed: Path, runs: Path, key: SigningKey
) -> None:
    kept = signed_place(signed).read_bytes()
    older = head_in(kept)
    assert older == head_of(signed)
    append(signed, runs / f"run-{RUNS}", key)
    assert found(signed, older, key=key.public) == []
    write(signed, history_rewritten(lines_in(signed)))
    assert REWRITTEN in found(signed, older, key=key.public)


def test_a_signature_that_was_taken_away_or_is_somebody_elses_is_told(
    signed: Path, key: SigningKey
) -> None:
    assert found(signed, None, key=new_key().public) == [("signature-wrong", "journal.dsse.json")]
    for content in (b"", b"{}", b"[]", b"\xff", b"[" * 9999):
        signed_place(signed).write_bytes(content)
        assert found(signed, None) == [("signature-unreadable", "journal.dsse.json")]
    signed_place(signed).unlink()
    assert found(signed, None, key=key.public) == [("signature-missing", "journal.dsse.json")]


def test_a_signed_head_of_another_type_is_none(signed: Path) -> None:
    envelope = json.loads(signed_place(signed).read_bytes())
    signed_place(signed).write_bytes(canonical({**envelope, "payloadType": "text/plain"}))
    assert found(signed, None) == [("journal-head-other", "journal.dsse.json")]
    signed_place(signed).write_bytes(json.dumps(envelope, indent=1).encode())
    assert found(signed, None) == [("journal-head-other", "journal.dsse.json")]


def test_nothing_is_added_to_a_signed_journal_without_its_key(
    signed: Path, runs: Path, key: SigningKey
) -> None:
    before = signed.read_bytes()
    with pytest.raises(UsageError, match="--sign"):
        append(signed, runs / f"run-{RUNS}", None)
    with pytest.raises(UsageError, match="not whole"):
        append(signed, runs / f"run-{RUNS}", new_key())
    assert signed.read_bytes() == before


@pytest.mark.parametrize("change", [a_byte, swapped, removed, emptied, first_gone])
def test_a_broken_journal_is_left_as_it_is(
    change: Callable[[list[bytes]], list[bytes]], journal: Path, runs: Path
) -> None:
    write(journal, change(lines_in(journal)))
    before = journal.read_bytes()
    for refused in (
        lambda: append(journal, runs / f"run-{RUNS}", None),
        lambda: head_of(journal),
        lambda: proof_between(journal, 1),
    ):
        with pytest.raises(UsageError) as raised:
            refused()
        assert raised.value.code == "journal-broken"
    assert journal.read_bytes() == before


def test_a_run_is_in_a_journal_once(journal: Path, runs: Path) -> None:
    before = journal.read_bytes()
    with pytest.raises(UsageError) as raised:
        append(journal, runs / "run-3", None)
    assert (raised.value.code, raised.value.where) == ("journal-has-run", "journal.jsonl:4")
    assert journal.read_bytes() == before


def nested(depth: int) -> list[Any]:
    return [nested(depth - 1)] if depth else []


def told_otherwise(**changes: Any) -> Callable[[dict[str, Any]], bytes]:
    return lambda record: canonical({**record, **changes})


@pytest.mark.parametrize(
    "record",
    [
        lambda _: b"",
        lambda _: b"[" * 9999,
        lambda _: b"[]",
        lambda _: b'{"seal":1}',
        told_otherwise(seal=2),
        told_otherwise(packs=None),
        told_otherwise(packs=[{"id": nested(200)}]),
        told_otherwise(options=[]),
        lambda record: json.dumps(record).encode(),
        told_otherwise(merkle={"leaves": 1, "root": "Nguyen Van A"}),
        told_otherwise(merkle={"leaves": -1, "root": "0" * 64}),
        told_otherwise(merkle={"leaves": True, "root": "0" * 64}),
        told_otherwise(packs=[{"id": "Nguyễn Văn A"}]),
        told_otherwise(packs=[{"id": "a"}] * 101),
        told_otherwise(packs=[{"id": "a" * 201}]),
    ],
)
def test_what_is_no_run_touches_no_journal(
    record: Callable[[dict[str, Any]], bytes], runs: Path, tmp_path: Path
) -> None:
    run = Path(shutil.copytree(runs / "run-1", tmp_path / "run"))
    (run / RECORD).write_bytes(record(json.loads((run / RECORD).read_bytes())))
    for folder in (run, tmp_path / "nowhere", tmp_path):
        with pytest.raises(UsageError) as raised:
            append(tmp_path / "new/journal.jsonl", folder, None)
        assert raised.value.code == "journal-no-run"
    assert not (tmp_path / "new").exists()


def test_a_place_where_nothing_can_be_written_is_told(runs: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for place, code in (("file/journal.jsonl", "unwritable"), ("folder", "unreadable")):
        with pytest.raises(UsageError) as raised:
            append(tmp_path / place, runs / "run-1", None)
        assert raised.value.code == f"journal-{code}"


def test_a_journal_behind_a_link_is_written_where_it_lies(journal: Path, runs: Path) -> None:
    link = journal.with_name("link.jsonl")
    link.symlink_to(journal)
    assert append(link, runs / f"run-{RUNS}", None).size == RUNS + 1
    assert link.is_symlink()
    assert head_of(journal).size == RUNS + 1


def test_two_who_add_at_once_lose_nothing(runs: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from engine.proof.journal import append\n"
        "sys.stdin.readline()\n"
        "for run in sys.argv[2:]: append(Path(sys.argv[1]), Path(run), None)"
    )
    journal = tmp_path / "journal.jsonl"
    others = [
        subprocess.Popen(
            [sys.executable, "-c", code, journal, *(runs / f"run-{n}" for n in numbers)],
            stdin=subprocess.PIPE,
            cwd=ROOT,
        )
        for numbers in (range(0, RUNS, 2), range(1, RUNS, 2))
    ]
    for other in others:  # both are loaded before either begins
        assert other.stdin is not None
        other.stdin.write(b"\n")
        other.stdin.flush()
    for other in others:
        other.communicate()
        assert other.returncode == 0
    assert head_of(journal).size == RUNS
    records = {entry_in(line).record for line in lines_in(journal)}
    assert records == {hash_of((runs / f"run-{n}" / RECORD).read_bytes()) for n in range(RUNS)}


def test_runs_at_hand_are_looked_up(journal: Path, runs: Path, tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    for name, place in (("run-1", "2025/a"), ("run-3", "2025/b"), (f"run-{RUNS}", "hidden")):
        shutil.copytree(runs / name, folder / place)
    (folder / "2025/b" / ENVELOPE).unlink()
    (folder / "link").symlink_to(runs)
    (folder / "linked").mkdir()
    (folder / "linked" / RECORD).symlink_to(runs / f"run-{RUNS}" / RECORD)
    checked = check_journal(journal, head_of(journal), folder)
    assert [(each.code, each.place) for each in checked.differences] == [
        ("journal-run-signed-otherwise", "2025/b/run.json"),
        ("journal-run-unknown", "hidden/run.json"),
    ]
    assert [(each.code, each.place) for each in checked.unproven] == [
        ("journal-unsigned", "journal.jsonl"),
        ("journal-run-absent", "journal.jsonl:1"),
        ("journal-run-absent", "journal.jsonl:3"),
        ("journal-run-absent", "journal.jsonl:5-7"),
    ]


def lines_of_size(size: int) -> list[bytes]:
    return [str(number).encode() for number in range(size)]


@given(st.integers(1, 70), st.data())
def test_a_proof_leads_from_its_head_to_its_journal_and_from_no_other(size: int, data: Any) -> None:
    lines = lines_of_size(size)
    first, other = (data.draw(st.integers(1, size)) for _ in range(2))
    proof = proof_of(lines, first, None)
    assert heads_proven(proof) == (head_of_lines(lines[:first]), head_of_lines(lines))
    assert is_extended(head_of_lines(lines[:other]), proof) is (other == first)
    changed = data.draw(st.integers(0, first - 1))
    history = [*lines[:changed], b"another", *lines[changed + 1 :]]
    assert not is_extended(head_of_lines(history[:first]), proof)
    told = {**proof_of(history, first, None), "from": proof["from"]}
    assert not is_extended(head_of_lines(lines[:first]), told)


@pytest.mark.parametrize(
    "change",
    [
        {"path": []},
        {"path": None},
        {"path": "00"},
        {"path": {"a": 1}},
        {"path": [1]},
        {"path": ["00"]},
        {"path": ["00" * 32] * 129},
        {"journal": 2},
        {"from": None},
        {"from": {"journal": 1, "size": 0, "root": "0" * 64}},
        {"from": {"journal": 1, "size": True, "root": "0" * 64}},
        {"to": {"journal": 1, "size": 1 << 60, "root": "0" * 64}},
        {"to": {"journal": 1, "size": 9, "root": "0" * 64}},
        {"to": {"journal": 1, "size": 9, "root": []}},
        {"to": [[[]]]},
    ],
)
def test_a_proof_that_was_changed_proves_nothing(change: dict[str, Any], journal: Path) -> None:
    head = Head(3, head_of_lines(lines_in(journal)[:3]).root)
    proof = {**proof_between(journal, 3), **change}
    assert not is_extended(head, proof)
    checked = check_proof("proof.json", proof, head)
    assert [each.code for each in checked.differences] == ["journal-proof-wrong"]


def envelope_of(lines: list[bytes], key: SigningKey) -> Any:
    return json.loads(signed_head(b"".join(line + b"\n" for line in lines), key))


def test_a_proof_has_the_signature_of_the_newer_head(
    signed: Path, journal: Path, key: SigningKey
) -> None:
    head = head_of_lines(lines_in(signed)[:3])
    proof = proof_between(signed, 3)
    assert check_proof("proof.json", proof, head, key.public).differences == ()
    changes: tuple[tuple[Any, str], ...] = (
        (None, "signature-missing"),
        ({}, "signature-unreadable"),
        ([[]], "signature-unreadable"),
        (1.5, "signature-unreadable"),
        ({**proof["envelope"], "payloadType": "text/plain"}, "journal-head-other"),
        ({**proof["envelope"], "signatures": []}, "signature-wrong"),
        (envelope_of(lines_in(signed)[:5], key), "journal-head-other"),
    )
    for envelope, code in changes:
        checked = check_proof("proof.json", {**proof, "envelope": envelope}, head, key.public)
        assert code in [each.code for each in checked.differences]
    other = check_proof("proof.json", proof_between(signed, 4), head, key.public)
    assert [each.code for each in other.differences] == ["journal-proof-of-another"]


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"null", b"[]", b'"payload"', b"3", b"{}", b"\xff", b"[" * 9999, b'{"payload": 1}'),
        canonical({"journal": 2, "size": 1, "root": "0" * 64}),
        canonical({"journal": 1, "size": 1, "root": "0" * 64, "time": "2025-06-02"}),
        canonical({"journal": 1, "size": 0, "root": EMPTY.hex()}),
        json.dumps({"journal": 1, "size": 1 << 60, "root": "0" * 64}).encode(),
        canonical({"journal": 1, "size": 1.5, "root": "0" * 64}),
    ],
)
def test_what_is_no_head_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="head-unreadable"):
        head_in(content)
    assert proof_in(content) is None


def test_a_head_in_a_statement_of_another_kind_is_none(signed: Path) -> None:
    envelope = json.loads(signed_place(signed).read_bytes())
    told = json.loads(base64.b64decode(envelope["payload"]))
    other = canonical({**told, "predicateType": "urn:thidua:seal:1"})
    with pytest.raises(ValueError, match="head-unreadable"):
        head_in(canonical({**envelope, "payload": base64.b64encode(other).decode()}))


def test_the_signature_of_a_run_is_no_head(runs: Path) -> None:
    content = (runs / "run-1" / ENVELOPE).read_bytes()
    assert opened(content).payload
    with pytest.raises(ValueError, match="head-unreadable"):
        head_in(content)


@pytest.mark.parametrize("content", [b"\n", b"{}\n", b"\xff\x00", b"[" * 9999, b"null\nnull\n"])
def test_what_is_no_journal_is_told_line_by_line(content: bytes, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    journal.write_bytes(content)
    assert found(journal, None)[0] == ("journal-line", "journal.jsonl:1")


@pytest.mark.parametrize(
    "change",
    [
        {"journal": 2},
        {"journal": True},
        {"leaves": True},
        {"leaves": 1.5},
        {"leaves": -1},
        {"year": "2025"},
        {"root": "0" * 63},
        {"root": None},
        {"record": ""},
        {"packs": "some-pack"},
        {"packs": [1]},
        {"name": "Nguyễn Văn A"},
    ],
)
def test_a_line_that_says_something_else_is_no_entry(change: dict[str, Any], journal: Path) -> None:
    *lines, last = lines_in(journal)
    write(journal, [*lines, canonical({**json.loads(last), **change})])
    assert found(journal, None) == [("journal-line", f"journal.jsonl:{RUNS}")]


def test_a_journal_without_its_last_line_end_is_not_whole(journal: Path, runs: Path) -> None:
    older = head_of(journal)
    journal.write_bytes(journal.read_bytes().removesuffix(b"\n"))
    assert found(journal, older) == [("journal-line", f"journal.jsonl:{RUNS}")]


def test_a_device_and_what_is_far_too_long_are_not_read(tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    journal.symlink_to("/dev/zero")
    with pytest.raises(UsageError):
        check_journal(journal, None)
    journal.unlink()
    with journal.open("wb") as file:
        file.truncate((1 << 26) + 1)
    with pytest.raises(UsageError):
        check_journal(journal, None)
