"""A timestamp proves when a signature was there: by a trusted authority, of these bytes, or not."""

import json
import re
import runpy
import shutil
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from engine.errors import UsageError
from engine.proof import asking
from engine.proof.checking import check_seal
from engine.proof.der import encoded
from engine.proof.timestamp import stamp, stamped, stamped_time, stamping
from engine.verification import verify
from tests.proof.authority import (
    GRANTED,
    STAMPING,
    Authority,
    Reply,
    authority_in,
    issued,
    serving,
)
from tests.test_cli import PACK, ROOT, SCHOOL, Done, thidua

CONTENT = b'{"payload": "a signature"}'
CODES = {"timestamp-unreadable", "timestamp-of-another", "timestamp-not-trusted"}
REFUSED = "timestamp-not-trusted"
ECDSA = bytes.fromhex("300a06082a8648ce3d040302")


@pytest.fixture(scope="module", autouse=True)
def _on_this_machine() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority_in(tmp_path_factory.mktemp("authority"))


def asked(authority: Authority, content: bytes = CONTENT) -> bytes:
    with serving(lambda query: Reply(authority.answer(query))) as server:
        return stamp(content, server.url)


@pytest.fixture(scope="module")
def token(authority: Authority) -> bytes:
    return asked(authority)


def test_an_authority_is_asked_for_the_hash_alone_and_proves_the_time(authority: Authority) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    with serving(lambda query: Reply(authority.answer(query))) as server:
        token = stamp(CONTENT, server.url)
    time = stamped(token, CONTENT, authority.root.pem)
    assert before <= time <= datetime.now(UTC)
    assert time == stamped_time(token, CONTENT)
    assert time.utcoffset() == timedelta(0)
    assert server.kinds == ["application/timestamp-query"]
    assert CONTENT not in server.requests[0]
    assert len(server.requests[0]) < 100


def test_certificates_between_root_and_authority_may_come_along(authority: Authority) -> None:
    """In any order: openssl sends the authority's first, whichever DER has first."""
    between = issued("between", authority.root)
    for _ in range(4):
        other = Authority(authority.folder, authority.root, issued("authority", between, STAMPING))
        with serving(lambda query, by=other: Reply(by.answer(query, [between]))) as server:  # type: ignore[misc]
            token = stamp(CONTENT, server.url)
        assert stamped(token, CONTENT, authority.root.pem)
        with pytest.raises(ValueError, match=REFUSED):
            stamped(token, CONTENT, issued("root").pem)


def test_certificates_between_that_did_not_come_along_are_given(authority: Authority) -> None:
    between = issued("between", authority.root)
    signer = issued("authority", between, STAMPING)
    token = asked(Authority(authority.folder, authority.root, signer))
    assert stamped(token, CONTENT, between.pem + authority.root.pem)
    for roots in (authority.root.pem, between.pem, between.pem + signer.pem):
        with pytest.raises(ValueError, match=REFUSED):
            stamped(token, CONTENT, roots)


def test_a_certificate_that_cannot_be_read_is_told_and_not_tripped_over(
    authority: Authority,
) -> None:
    """Nobody needs the root that comes along, so its bytes are not signed for."""
    with serving(lambda query: Reply(authority.answer(query, [authority.root]))) as server:
        token = stamp(CONTENT, server.url)
    root = authority.root.certificate.public_bytes(Encoding.DER)
    version = bytes.fromhex("a003020102")
    for strange in (b"\xa0\x03\x02\x01\x03", b"\xa0\x03\x02\x01\x7f"):
        other = token.replace(root, root.replace(version, strange, 1))
        assert other != token
        with pytest.raises(ValueError, match=REFUSED):
            stamped(other, CONTENT, authority.root.pem)


def test_it_is_one_of_these_bytes_and_no_others(token: bytes, authority: Authority) -> None:
    for roots in (authority.root.pem, issued("root").pem):
        with pytest.raises(ValueError, match="timestamp-of-another"):
            stamped(token, CONTENT + b" ", roots)
    with pytest.raises(ValueError, match="timestamp-of-another"):
        stamped_time(token, b"")


@pytest.mark.parametrize(
    "roots",
    [
        lambda authority: issued("root").pem,
        lambda authority: authority.signer.pem,
        lambda authority: b"",
        lambda authority: b"no certificate",
        lambda authority: authority.root.pem[:200],
    ],
    ids=["of the same name", "the authority itself", "none", "something else", "half of it"],
)
def test_nobody_else_vouches_for_it(
    roots: Callable[[Authority], bytes], token: bytes, authority: Authority
) -> None:
    with pytest.raises(ValueError, match=REFUSED):
        stamped(token, CONTENT, roots(authority))


def told(token: bytes, time: str) -> bytes:
    """What a timestamp tells, with another time."""
    start = token.index(b"\x30", token.index(bytes.fromhex("2a864886f70d0109100104")) + 11)
    content = token[start : start + 2 + token[start + 1]]
    return re.sub(rb"\d{14}Z", time.encode() + b"Z", content)


@pytest.mark.parametrize(
    ("uses", "is_critical", "time", "is_trusted"),
    [
        (STAMPING, True, "20200110000000", True),  # it has run out since
        (STAMPING, True, "20200101000000", True),
        (STAMPING, True, "20191231235959", False),
        (STAMPING, True, "20200131000001", False),
        (STAMPING, False, "20200110000000", False),
        ((*STAMPING, ExtendedKeyUsageOID.EMAIL_PROTECTION), True, "20200110000000", False),
        ((ExtendedKeyUsageOID.EMAIL_PROTECTION,), True, "20200110000000", False),
        ((), True, "20200110000000", False),
    ],
)
def test_a_certificate_vouches_while_it_holds_and_for_what_it_was_issued(
    uses: tuple[object, ...],
    is_critical: bool,
    time: str,
    is_trusted: bool,
    token: bytes,
    authority: Authority,
) -> None:
    first = datetime(2020, 1, 1, tzinfo=UTC)
    signer = issued("past", authority.root, uses, is_critical, first, days=30)  # type: ignore[arg-type]
    old = authority.signed(told(token, time), signer)
    assert f"{stamped_time(old, CONTENT):%Y%m%d%H%M%S}" == time
    if is_trusted:
        assert f"{stamped(old, CONTENT, authority.root.pem):%Y%m%d%H%M%S}" == time
    else:
        with pytest.raises(ValueError, match=REFUSED):
            stamped(old, CONTENT, authority.root.pem)


def code_of(url: str) -> tuple[str, str]:
    with pytest.raises(UsageError) as refused:
        stamp(CONTENT, url)
    for lang in ("vi", "en"):
        assert "\n" not in refused.value.message(lang)
        assert "\x1b" not in refused.value.message(lang)
    return refused.value.code, refused.value.details.get("reason", "")


def test_an_authority_that_refuses_is_quoted(authority: Authority) -> None:
    with serving(lambda query: Reply(authority.answer(query, digests="sha512"))) as server:
        assert code_of(server.url) == (
            "tsa-refused",
            "2 Message digest algorithm is not supported.",
        )
    words = encoded(0x0C, b"\x1b[31mnever\nmore")
    refusal = encoded(0x30, encoded(0x30, b"\x02\x01\x02" + encoded(0x30, words)))
    with serving(lambda _query: Reply(refusal)) as server:
        assert code_of(server.url) == ("tsa-refused", "2  [31mnever more")


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_a_server_that_refuses_is_told(status: int) -> None:
    with serving(lambda _query: Reply(b"no", status)) as server:
        assert code_of(server.url) == ("tsa-refused", f"HTTP {status}")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Please log in</html>",
        b"\x00" * 99,
        b"\x30\x80" * 999,
        encoded(0x30, GRANTED),
        encoded(0x04, bytes(asking.LIMIT)),
        bytes(asking.LIMIT * 9),
    ],
    ids=["nothing", "a page", "zeros", "a cave", "granted alone", "too much", "far too much"],
)
def test_what_is_no_timestamp_is_refused(body: bytes) -> None:
    with serving(lambda _query: Reply(body)) as server:
        assert code_of(server.url)[0] == "tsa-unreadable"


def test_an_answer_to_another_question_is_refused(authority: Authority) -> None:
    with serving(lambda query: Reply(authority.answer(query))) as server:
        for content in (CONTENT, b"another"):
            stamp(content, server.url)
        earlier = [authority.answer(query) for query in server.requests]
    for answer in earlier:  # one has the nonce of another question, the other its bytes too
        with serving(lambda _query, body=answer: Reply(body)) as server:  # type: ignore[misc]
            assert code_of(server.url)[0] == "tsa-of-another"


def test_an_answer_without_certificates_is_refused(authority: Authority) -> None:
    def without(query: bytes) -> Reply:
        assert query.endswith(b"\x01\x01\xff")  # certReq
        return Reply(authority.answer(encoded(0x30, query[2:-3])))

    with serving(without) as server:
        assert code_of(server.url)[0] == "tsa-of-another"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int, tmp_path: Path, authority: Authority) -> None:
    (tmp_path / "answer").write_bytes(b"secret")
    with serving(lambda query: Reply(authority.answer(query))) as other:
        for place in ((tmp_path / "answer").as_uri(), other.url):
            with serving(lambda _, at=place: Reply(b"", status, {"Location": at})) as server:  # type: ignore[misc]
                assert code_of(server.url) == ("tsa-refused", f"HTTP {status}")
    assert other.requests == []


def test_a_server_that_is_down_or_silent_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        monkeypatch.setattr(asking, "SECONDS", 0.1)
        assert code_of(url) == ("tsa-unreachable", "timed out")
    assert code_of(url)[0] == "tsa-unreachable"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tsa.example",
        "file:///etc/hostname",
        "ftp://tsa.example/",
        "data:,x",
        "http://",
        "http://[",
        "http://tsa.example:0/",
        "http://tsa.example:99999/",
        "http://tsa.example/a b",
        "http://tsa.example/\r\nX: y",
    ],
)
def test_an_address_that_is_none_of_http_is_a_wrong_call(url: str) -> None:
    assert code_of(url)[0] == "tsa-address"
    with pytest.raises(UsageError, match="http"):
        stamping(url, is_signed=True)


def test_nobody_is_asked_unless_it_is_wanted_and_there_is_a_signature() -> None:
    assert stamping(None, is_signed=True) is None
    assert stamping(None, is_signed=False) is None
    with pytest.raises(UsageError, match="--sign"):
        stamping("http://tsa.example/", is_signed=False)


def test_what_nobody_signed_is_not_kept(token: bytes, authority: Authority) -> None:
    """The words beside an answer, and the forms of its lengths."""
    told = token.partition(GRANTED)[2]
    words = b"\x02\x01\x00" + encoded(0x30, encoded(0x0C, b"well done"))
    for wordy in (
        encoded(0x30, encoded(0x30, words) + told),
        b"\x30\x80" + GRANTED + told + b"\x00\x00",
        token + b"\x00",
    ):
        with pytest.raises(ValueError, match="timestamp-unreadable"):
            stamped(wordy, CONTENT, authority.root.pem)

    def loose(query: bytes) -> Reply:
        token = authority.answer(query).partition(GRANTED)[2]
        return Reply(b"\x30\x80" + encoded(0x30, words) + token + b"\x00\x00")

    with serving(loose) as server:
        kept = stamp(CONTENT, server.url)
    assert b"well done" not in kept
    assert stamped(kept, CONTENT, authority.root.pem)


def code_or_time(token: bytes, roots: bytes) -> str | datetime:
    try:
        return stamped(token, CONTENT, roots)
    except ValueError as error:
        return str(error)


def test_every_changed_byte_is_found_but_in_a_name_that_nobody_reads(
    token: bytes, authority: Authority
) -> None:
    """The key of the certificate says how it signs; that the signer says so too is not signed."""
    time = stamped(token, CONTENT, authority.root.pem)
    name = token.rindex(ECDSA)
    for place in range(len(token)):
        other = token[:place] + bytes([token[place] ^ 1]) + token[place + 1 :]
        found = code_or_time(other, authority.root.pem)
        is_unread = name <= place < name + len(ECDSA)
        assert found in CODES or (is_unread and found == time), place


def test_whatever_is_made_of_a_timestamp_proves_nothing_else(
    token: bytes, authority: Authority
) -> None:
    time, rng = stamped(token, CONTENT, authority.root.pem), Random(3161)
    for _ in range(300):
        other = bytearray(token)
        for _ in range(rng.randrange(1, 5)):
            place, size = rng.randrange(len(other)), rng.randrange(1, 9)
            match rng.randrange(4):
                case 0:
                    del other[place : place + size]
                case 1:
                    other[place:place] = rng.randbytes(size)
                case 2:
                    other[place : place + size] = other[-size:]
                case _:
                    other[place] = rng.randrange(256)
        assert code_or_time(bytes(other), authority.root.pem) in {*CODES, time}


@pytest.mark.parametrize("content", [b"", b"\x30", b"garbage", b"\x30\x80" * 9999, bytes(1 << 20)])
def test_what_is_no_timestamp_proves_nothing(content: bytes, authority: Authority) -> None:
    assert code_or_time(content, authority.root.pem) == "timestamp-unreadable"


@pytest.fixture(scope="module")
def office(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key, certificates, and a run that was signed and stamped."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "root.pem").write_bytes(authority.root.pem)
    (folder / "other.pem").write_bytes(issued("root").pem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THIDUA_PASSPHRASE", "of the office")
        assert thidua("keys", "new", "phong", cwd=folder).returncode == 0
        with serving(lambda query: Reply(authority.answer(query))) as server:
            signing = ("--sign", "phong.pem", "--tsa", server.url, "--out", "run")
            asked = ("--rules", PACK, "--format", "jsonl", *signing)
            done = thidua("evaluate", SCHOOL, *asked, cwd=folder)
        assert done.returncode == 0, done.stderr
        assert len(server.requests) == 1
    return folder


def verified(office: Path, *options: str) -> Done:
    return thidua("verify", "run", "--key", "phong.pub", *options, cwd=office)


def test_verify_tells_the_time_of_a_stamped_run(office: Path, authority: Authority) -> None:
    content = (office / "run/run.dsse.json").read_bytes()
    time = stamped((office / "run/run.tsr").read_bytes(), content, authority.root.pem)
    done = verified(office, "--tsa-cert", "root.pem", "--lang", "en")
    assert (done.returncode, done.stdout.splitlines()[1]) == (
        0,
        f"The signature was made not later than {time:%Y-%m-%d, %H:%M:%S} (UTC), "
        "as a timestamp proves.",
    )
    assert f"{time:%H:%M:%S ngày %d/%m/%Y}" in verified(office, "--tsa-cert", "root.pem").stdout
    told = json.loads(verified(office, "--tsa-cert", "root.pem", "--json").stdout)
    assert told["stamped"] == f"{time:%Y-%m-%dT%H:%M:%SZ}"
    assert [each["code"] for each in told["unproven"]] == ["inputs-not-given"]


def test_without_anybody_to_trust_the_time_is_not_proven(office: Path) -> None:
    done = verified(office, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["stamped"]) == (0, None)
    codes = [each["code"] for each in told["unproven"]]
    assert codes == ["timestamp-unchecked", "inputs-not-given"]


def test_a_timestamp_that_another_root_vouches_for_is_a_difference(office: Path) -> None:
    done = verified(office, "--tsa-cert", "other.pem", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["stamped"]) == (1, None)
    assert [(e["code"], e["place"]) for e in told["differences"]] == [(REFUSED, "run.tsr")]


def of_another(folder: Path, authority: Authority) -> None:
    (folder / "run.tsr").write_bytes(asked(authority))


def signed_again(folder: Path, _authority: Authority) -> None:
    path = folder / "run.dsse.json"
    path.write_bytes(path.read_bytes().replace(b'"keyid":"', b'"keyid":"0', 1))


def linked(folder: Path, _authority: Authority) -> None:
    (folder / "run.tsr").unlink()
    (folder / "run.tsr").symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("change", "trusting", "trusting_nobody"),
    [
        (lambda folder, _: (folder / "run.tsr").unlink(), "missing", None),
        (lambda folder, _: (folder / "run.tsr").write_bytes(b""), "unreadable", "unreadable"),
        (
            lambda folder, _: (folder / "run.tsr").write_bytes(bytes(1 << 20)),
            "unreadable",
            "unreadable",
        ),
        (linked, "unreadable", "unreadable"),
        (of_another, "of-another", "of-another"),
        (signed_again, "of-another", "of-another"),
        (lambda folder, _: (folder / "run.dsse.json").unlink(), "of-another", "of-another"),
    ],
    ids=["gone", "empty", "huge", "a link", "of another", "signed again", "no signature"],
)
def test_a_timestamp_that_does_not_fit_the_signature_is_a_difference(
    change: Callable[[Path, Authority], object],
    trusting: str,
    trusting_nobody: str | None,
    office: Path,
    authority: Authority,
    tmp_path: Path,
) -> None:
    folder = Path(shutil.copytree(office / "run", tmp_path / "run"))
    change(folder, authority)
    for roots, code in ((authority.root.pem, trusting), (None, trusting_nobody)):
        checked = check_seal(folder, None, roots)
        found = [each.code for each in checked.differences if each.place == "run.tsr"]
        assert found == ([f"timestamp-{code}"] if code else [])
        assert checked.stamped is None
        assert "timestamp-unchecked" not in [each.code for each in checked.unproven]


def test_a_time_is_told_with_what_else_differs_but_not_as_proven(
    office: Path, authority: Authority, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(office / "run", tmp_path / "run"))
    (folder / "conclusions.jsonl").write_bytes(b"")
    found = verify(folder, roots=authority.root.pem)
    assert not found.is_proven
    assert found.stamped is not None
    done = thidua("verify", folder, "--tsa-cert", office / "root.pem", "--lang", "en")
    assert "as a timestamp proves" not in done.stdout


def test_the_other_verifier_leaves_a_timestamp_alone(office: Path) -> None:
    verifier = runpy.run_path(str(ROOT / "docs/verifier.py"))
    key = (office / "phong.pub").read_bytes()
    assert verifier["differences"](office / "run", key) == []


def test_a_timestamp_needs_a_signature_and_an_address_before_anything_is_judged(
    office: Path,
) -> None:
    base = ("evaluate", "missing.xlsx", "--rules", PACK, "--out", "other")
    for wrong in (
        ("--tsa", "http://tsa.example/"),
        ("--tsa", "tsa.example", "--sign", "phong.pem"),
    ):
        done = thidua(*base, *wrong, cwd=office)
        assert done.returncode == 2
        assert "missing.xlsx" not in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not (office / "other").exists()


def test_what_is_no_certificate_is_a_wrong_call(office: Path) -> None:
    done = verified(office, "--tsa-cert", "phong.pub")
    assert done.returncode == 2
    assert "phong.pub" in done.stderr
