"""Whatever form an answer was written in, it is kept in one."""

import pytest

from engine.proof.der import encoded, in_der


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("0500", "0500"),
        ("3003020101", "3003020101"),
        ("308103020101", "3003020101"),  # a length in more bytes than it needs
        ("30840000000302010 1".replace(" ", ""), "3003020101"),
        ("30800201010000", "3003020101"),  # a length that only an end tells
        ("308030800201010000020102 0000".replace(" ", ""), "30083003020101020102"),
        ("2480040161040262630000", "0403616263"),  # a text in pieces
        ("3106020102020101", "3106020101020102"),  # a set in another order
        ("a006020102020101", "a006020101020102"),
        ("3006020102020101", "3006020102020101"),  # a sequence has its own
    ],
)
def test_one_content_has_one_text(told: str, kept: str) -> None:
    assert in_der(bytes.fromhex(told)).hex() == kept
    assert in_der(bytes.fromhex(kept)).hex() == kept


@pytest.mark.parametrize(
    "told",
    [
        "",
        "30",
        "3003",
        "30030201",
        "300302010101",  # more behind it
        "3002020101",  # longer than what holds it
        "0480",  # no end for what has no pieces
        "3080020101",  # an end that never comes
        "308500000000030201",
        "1f8101020101",  # a tag of more than a byte
        "2403020101",  # pieces of another kind
        "3080" * 40 + "0000" * 40,
    ],
)
def test_what_is_no_such_text_is_refused(told: str) -> None:
    with pytest.raises(ValueError):
        in_der(bytes.fromhex(told))


@pytest.mark.parametrize(
    ("size", "head"), [(0, "0400"), (127, "047f"), (128, "048180"), (256, "04820100")]
)
def test_a_length_is_as_short_as_it_can_be(size: int, head: str) -> None:
    assert encoded(4, bytes(size)).hex() == head + "00" * size
