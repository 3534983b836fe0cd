"""Merkle trees and proofs against outside vectors, and against their own definition."""

import base64
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.proof.merkle import (
    EMPTY,
    consistency,
    inclusion,
    is_consistent,
    is_included,
    leaf_hash,
    root,
)

VECTORS = json.loads((Path(__file__).parent / "vectors/merkle.json").read_text(encoding="utf-8"))


def decoded(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def path_of(vector: dict[str, Any]) -> list[bytes]:
    return [decoded(each) for each in vector["proof"] or ()]


@pytest.mark.parametrize("vector", VECTORS["inclusion"], ids=lambda each: each["name"])
def test_an_inclusion_proof_is_judged_as_the_outside_vectors_say(vector: dict[str, Any]) -> None:
    place = (vector["leafIdx"], vector["treeSize"])
    leaf, top = decoded(vector["leafHash"]), decoded(vector["root"])
    assert is_included(leaf, *place, path_of(vector), top) is not vector["wantErr"]


@pytest.mark.parametrize("vector", VECTORS["consistency"], ids=lambda each: each["name"])
def test_a_consistency_proof_is_judged_as_the_outside_vectors_say(vector: dict[str, Any]) -> None:
    one = (vector["size1"], decoded(vector["root1"]))
    other = (vector["size2"], decoded(vector["root2"]))
    assert is_consistent(*one, *other, path_of(vector)) is not vector["wantErr"]


def test_the_vectors_hold_good_and_wrong_ones() -> None:
    for kind in ("inclusion", "consistency"):
        wrong = [vector["wantErr"] for vector in VECTORS[kind]]
        assert len(wrong) == 98
        assert 0 < wrong.count(False) < wrong.count(True)


def by_definition(leaves: list[bytes]) -> bytes:
    """The root as section 2.1 of RFC 6962 writes it down."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = by_definition(leaves[:half]), by_definition(leaves[half:])
    return sha256(b"\x01" + left + right).digest()


def leaves_of(number: int) -> list[bytes]:
    return [leaf_hash(str(each).encode()) for each in range(number)]


@given(st.integers(0, 130))
def test_the_root_is_that_of_the_definition(number: int) -> None:
    assert root(leaves_of(number)) == by_definition(leaves_of(number))


@given(st.integers(1, 130), st.data())
def test_every_leaf_is_proven_at_its_place_and_nowhere_else(number: int, data: Any) -> None:
    leaves = leaves_of(number)
    index = data.draw(st.integers(0, number - 1))
    path = inclusion(leaves, index)
    assert is_included(leaves[index], index, number, path, root(leaves))
    for other in range(number):
        assert is_included(leaves[index], other, number, path, root(leaves)) is (other == index)


@given(st.integers(1, 130), st.data())
def test_every_earlier_tree_is_proven_and_no_other(number: int, data: Any) -> None:
    leaves = leaves_of(number)
    size = data.draw(st.integers(1, number))
    path = consistency(leaves, size)
    top, larger = root(leaves[:size]), root(leaves)
    assert is_consistent(size, top, number, larger, path)
    assert not is_consistent(size, leaf_hash(b"another"), number, larger, path)
    assert not is_consistent(size, top, number, leaf_hash(b"another"), path)


def test_of_an_empty_tree_nothing_but_itself_can_be_shown() -> None:
    assert is_consistent(0, EMPTY, 0, EMPTY, [])
    assert not is_consistent(0, EMPTY, 3, root(leaves_of(3)), [])


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion(leaves_of(3), index)
