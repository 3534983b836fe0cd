"""Hashes made in columns are those that are made one by one."""

from random import Random

import pytest

from engine.proof import columnar
from engine.proof.columnar import leaves, salts, tree_of
from engine.proof.merkle import LENGTH, leaf_hash, root

SECRET = b"s" * LENGTH


def lines(number: int) -> bytes:
    """Lines of many lengths, the empty one among them."""
    rng = Random(number)
    return b"".join(
        rng.randbytes(rng.randrange(300)).replace(b"\n", b"") + b"\n" for _ in range(number)
    )


@pytest.mark.parametrize("number", [0, 1, 2, 3, 7, 1000])
def test_the_root_is_that_of_the_salted_lines(number: int) -> None:
    text, drawn = lines(number), salts(SECRET, number)
    expected = [
        leaf_hash(drawn[LENGTH * at : LENGTH * (at + 1)] + line)
        for at, line in enumerate(text.split(b"\n")[:-1])
    ]
    assert leaves(text, SECRET) == expected
    assert tree_of(text, SECRET) == (number, root(expected))


@pytest.mark.parametrize("number", [11, 2048, 5001, 70_001, 140_000])
def test_columns_give_the_same_hashes_in_the_same_order(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = lines(number)
    monkeypatch.setattr(columnar, "FEW", number)
    one_by_one = leaves(text, SECRET), tree_of(text, SECRET)
    monkeypatch.setattr(columnar, "FEW", 10)
    assert (leaves(text, SECRET), tree_of(text, SECRET)) == one_by_one


def test_no_two_salts_are_the_same_and_none_tells_the_secret() -> None:
    drawn = salts(SECRET, 1000)
    pieces = {drawn[at : at + LENGTH] for at in range(0, len(drawn), LENGTH)}
    assert len(pieces) == 1000
    assert SECRET not in pieces
    assert drawn[: 10 * LENGTH] == salts(SECRET, 10)
