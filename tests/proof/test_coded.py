"""A receipt goes through QR codes unharmed, and what comes from a scanner is never trusted."""

import json
import zlib
from collections.abc import Mapping
from hashlib import sha256
from random import Random
from typing import Any

import pytest
import segno
from base45 import b45encode
from hypothesis import given
from hypothesis import strategies as st

from engine.proof.coded import LARGEST, MOST_PARTS, PartsMissingError, coded, decoded

NOISE = Random(1).randbytes(3000).hex()
"""So much that it takes several codes."""

contents = st.dictionaries(
    st.text(max_size=20),
    st.text() | st.integers(-(2**53) + 1, 2**53 - 1) | st.lists(st.text(), max_size=5),
    max_size=8,
)


def receipt(**more: Any) -> dict[str, Any]:
    return {"receipt": 1, "conclusion": "Nguyễn Thị Hương", "salt": NOISE, **more}


def written(packed: bytes, count: int = 1) -> list[str]:
    """Codes as docs/trust.md has them, of any bytes."""
    text, name = b45encode(packed).decode(), sha256(packed).hexdigest()[:8].upper()
    size = -(-len(text) // count)
    return [f"TD1/{n + 1}/{count}/{name}/{text[n * size :][:size]}/" for n in range(count)]


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def read(lines: list[str]) -> Any:
    return json.loads(decoded("\n".join(lines)))


@given(contents, st.binary(max_size=9000), st.randoms(use_true_random=False))
def test_any_receipt_comes_back_from_its_codes(
    content: Mapping[str, Any], noise: bytes, random: Random
) -> None:
    told = {**content, "noise": noise.hex()}
    lines = coded(told)
    lines += random.choices(lines, k=3)
    random.shuffle(lines)
    assert read(lines) == told


@pytest.mark.parametrize("size", [1, 400, 900, 901, 1000, 3000, 8000])
def test_no_code_is_denser_than_version_25_and_all_are_alike(size: int) -> None:
    lines = coded({"noise": Random(size).randbytes(size).hex()})
    densest = segno.make_qr(max(lines, key=len), mode="alphanumeric", error="m")
    assert int(densest.version) <= 25
    assert max(map(len, lines)) - min(map(len, lines)) <= len(lines) + 2


def test_blanks_around_a_line_are_no_part_of_it() -> None:
    lines = [f" \t{line} \r" for line in coded(receipt())]
    assert read(["", *lines, " "]) == receipt()


def test_which_codes_are_missing_is_told() -> None:
    first, *_, last = coded(receipt())
    with pytest.raises(PartsMissingError, match="receipt-part-missing") as told:
        read([last, first])
    assert told.value.count == 4
    assert told.value.missing == (2, 3)


@pytest.mark.parametrize("take", [(0, 1), (0, 0), (1, 0)])
def test_codes_of_different_receipts_do_not_go_together(take: tuple[int, int]) -> None:
    ours, theirs = coded(receipt()), coded(receipt(index=7))
    with pytest.raises(ValueError, match="receipt-parts-mixed"):
        read([ours[take[0]], theirs[take[1]]])


def test_codes_that_say_they_are_of_another_number_do_not_go_together() -> None:
    lines = coded(receipt())
    with pytest.raises(ValueError, match="receipt-parts-mixed"):
        read([lines[0], lines[1].replace(f"/2/{len(lines)}/", "/2/9/")])


def test_what_another_writer_wrote_is_read() -> None:
    assert read(written(deflated(b'{"a": 1}'), count=3)) == {"a": 1}


GOOD = written(deflated(b'{"a": "0123456789"}'))[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "TD1",
        "TD1/1/1/00000000//",
        GOOD.replace("TD1", "TD2"),
        GOOD[:-1],
        GOOD[:-4] + "/",
        GOOD.replace("/1/1/", "/0/1/"),
        GOOD.replace("/1/1/", "/2/1/"),
        GOOD.replace("/1/1/", "/1/0/"),
        GOOD.replace("/1/1/", "/1/100/"),
        GOOD.replace("/1/1/", "/١/1/"),
        GOOD.lower(),
        f"{GOOD}\n{GOOD}x",
        f"{GOOD}\nhello",
        f"{GOOD}\n{GOOD[:-3]}ZZ/",
        "TD1/1/1/00000000/" + GOOD.split("/", 4)[4],
        written(b"no deflate")[0],
        written(deflated(b"{}")[:-1])[0],
        written(deflated(b"{}") + b"more")[0],
        "TD1/1/1/00000000/:::/",
        "TD1/1/1/00000000/A/",
        "TD1/1/1/00000000/" + "A" * 5000 + "/",
    ],
)
def test_garbage_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^receipt-(unreadable|part-missing)$"):
        decoded(text)


@given(st.text() | st.text("TD1/0A :\n").map("TD1/1/1/00000000/".__add__))
def test_no_text_is_a_fault_of_the_program(text: str) -> None:
    with pytest.raises(ValueError, match=r"^receipt-"):
        decoded(text)


def test_a_few_signs_do_not_become_more_than_a_receipt() -> None:
    bomb = deflated(b" " * (50 * LARGEST))
    assert len(bomb) < LARGEST
    with pytest.raises(ValueError, match="receipt-unreadable"):
        read(written(bomb, count=30))
    assert len(decoded("\n".join(written(deflated(b" " * LARGEST))))) == LARGEST


def test_what_nobody_would_scan_is_not_put_into_codes() -> None:
    too_much = Random(2).randbytes(1430 * MOST_PARTS).hex()
    for long in (too_much, " " * LARGEST):
        with pytest.raises(ValueError, match="receipt-too-long"):
            coded(receipt(more=long))
