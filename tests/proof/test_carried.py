"""A receipt is found by what a file holds, whatever it is called, and only if it is the one."""

import json

import pytest

from engine.proof.carried import EMBEDDED, LARGEST, Carried, carried
from engine.proof.coded import coded

RECEIPT = {"receipt": 1, "conclusion": "</script>"}
JSON = json.dumps(RECEIPT).replace("<", "\\u003c").encode()
PAGE = f"<!doctype html><p>TD1/1/1</p>{EMBEDDED}".encode() + JSON + b"</script></html>"


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n  "])
@pytest.mark.parametrize(
    ("content", "is_page"),
    [(JSON, False), (PAGE, True), ("\r\n".join(coded(RECEIPT)).encode(), False)],
)
def test_each_form_is_told_by_its_content(content: bytes, is_page: bool, before: bytes) -> None:
    found = carried(before + content)
    assert found.is_page is is_page
    assert json.loads(found.receipt) == RECEIPT


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!doctype html><p>no receipt</p>", "receipt-unreadable"),
        (PAGE + PAGE, "receipt-unreadable"),
        (PAGE.replace(b"</script>", b""), "receipt-unreadable"),
        (b"TD1/1/1/\xff", "receipt-unreadable"),
        (b" " * (LARGEST + 1), "receipt-too-large"),
    ],
)
def test_what_holds_none_or_two_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        carried(content)


def test_whatever_else_is_taken_for_json_and_read_elsewhere() -> None:
    assert carried(b"hello") == Carried(b"hello", False)
