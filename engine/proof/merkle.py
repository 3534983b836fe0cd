"""Merkle trees as RFC 6962 has them, and proofs that a leaf, or an earlier tree, is in one.

Leaves are given by their hashes. Proofs come from strangers: whatever is wrong with one, the
answer is no.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

LENGTH = 32
"""Bytes of a hash."""

EMPTY = sha256().digest()
"""The root of a tree without leaves."""

_LEAF, _NODE = b"\x00", b"\x01"  # a leaf can never pass for a node


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf (RFC 6962, section 2.1)."""
    return sha256(_LEAF + content).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of a tree with these leaves."""
    levels = list(_levels(leaves))
    return levels[-1][0] if levels else EMPTY


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from a leaf to the root (section 2.1.1).

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path = []
    for level in _levels(leaves):
        if index ^ 1 < len(level):
            path.append(level[index ^ 1])
        index >>= 1
    return path


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], top: bytes) -> bool:
    """Whether a leaf stands at a place of the tree of a size with this root."""
    if not 0 <= index < size or not _are_hashes(leaf, top, *path):
        return False
    found, last = leaf, size - 1
    rest = iter(path)
    while last:
        if index & 1 or index < last:
            sibling = next(rest, None)
            if sibling is None:
                return False
            found = _node(sibling, found) if index & 1 else _node(found, sibling)
        index, last = index >> 1, last >> 1
    return next(rest, None) is None and found == top


def consistency(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """The hashes that show that the first ``size`` leaves were a tree before (section 2.1.2).

    Raises:
        IndexError: the tree was never so large, or empty.
    """
    if not 0 < size <= len(leaves):
        raise IndexError(size)
    return list(_consistency(leaves, size, True))


def is_consistent(
    size: int, top: bytes, larger_size: int, larger_top: bytes, path: Sequence[bytes]
) -> bool:
    """Whether the tree of the larger size begins with the leaves of the smaller one.

    That a tree without leaves is the beginning of another can be shown of no other, so it is no.
    """
    if size == larger_size:
        return not path and top == larger_top and (size > 0 or top == EMPTY)
    if not 0 < size < larger_size or not _are_hashes(top, larger_top, *path):
        return False
    return _is_consistent(size - 1, top, larger_size - 1, larger_top, path)


def _levels(leaves: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """The hashes level by level, from the leaves; one that is left over goes up as it is."""
    level = leaves
    if level:
        yield level
    while len(level) > 1:
        # Written out for speed: a country has millions of nodes.
        pairs = [
            sha256(_NODE + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = [*pairs, level[-1]] if len(level) % 2 else pairs
        yield level


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()


def _consistency(leaves: Sequence[bytes], size: int, is_whole: bool) -> Iterator[bytes]:
    """``is_whole`` says that the smaller tree is known by the root of these leaves."""
    if size == len(leaves):
        if not is_whole:
            yield root(leaves)
        return
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if size <= half:
        yield from _consistency(leaves[:half], size, is_whole)
        yield root(leaves[half:])
    else:
        yield from _consistency(leaves[half:], size - half, False)
        yield root(leaves[:half])


def _is_consistent(
    last: int, top: bytes, larger_last: int, larger_top: bytes, path: Sequence[bytes]
) -> bool:
    while last & 1:  # whole subtrees on the right of the smaller tree
        last, larger_last = last >> 1, larger_last >> 1
    rest = iter(path)
    smaller = larger = top if last == 0 else next(rest, b"")
    for sibling in rest:
        if larger_last == 0:
            return False
        if last & 1 or last == larger_last:
            smaller, larger = _node(sibling, smaller), _node(sibling, larger)
            while last and not last & 1:
                last, larger_last = last >> 1, larger_last >> 1
        else:
            larger = _node(larger, sibling)
        last, larger_last = last >> 1, larger_last >> 1
    return larger_last == 0 and smaller == top and larger == larger_top


def _are_hashes(*hashes: bytes) -> bool:
    return all(len(each) == LENGTH for each in hashes)
