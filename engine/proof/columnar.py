"""Hashes of many lines at once, in columns: what a country has, in a second or two.

The same bytes as those of ``merkle``, from a library that hashes columns; without it, or for
few lines, each hash is made by itself.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import shake_256
from typing import TYPE_CHECKING

from .merkle import LENGTH, leaf_hash, root

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

FEW = 50_000
"""Lines that are hashed one by one sooner than columns are made of them."""

_LEAF, _NODE, _END = b"\x00", b"\x01", b"\n"
_PARTS = 2  # columns that are hashed at the same time
_ROWS = 1 << 16  # of a column that is made at once


def salts(secret: bytes, number: int) -> bytes:
    """The salts of so many leaves, one behind the other: SHAKE256 of the secret."""
    return shake_256(secret).digest(LENGTH * number)


def leaves(text: bytes, secret: bytes) -> list[bytes]:
    """The leaf of each line of a text: the line, without its end, behind a salt of its own.

    Without the salt nobody who knows one leaf can try out what another may say.
    """
    ends = _ends(text)
    if len(ends) > FEW and _is_available():
        return [each.as_py() for chunk in _leaf_chunks(text, ends, secret) for each in chunk]
    drawn = salts(secret, len(ends))
    return [
        leaf_hash(drawn[at * LENGTH : (at + 1) * LENGTH] + line)
        for at, line in enumerate(text.split(_END)[:-1])
    ]


def tree_of(text: bytes, secret: bytes) -> tuple[int, bytes]:
    """The number of lines of a text, and the root of the tree over them."""
    ends = _ends(text)
    if len(ends) <= FEW or not _is_available():
        return len(ends), root(leaves(text, secret))
    level = b"".join(_bytes_of(chunk) for chunk in _leaf_chunks(text, ends, secret))
    while len(level) > FEW * LENGTH:
        rest = level[len(level) // (2 * LENGTH) * (2 * LENGTH) :]
        level = b"".join(_bytes_of(chunk) for chunk in _node_chunks(level)) + rest
    return len(ends), root([level[at : at + LENGTH] for at in range(0, len(level), LENGTH)])


def _is_available() -> bool:
    from importlib.util import find_spec

    return find_spec("datafusion") is not None


def _ends(text: bytes) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Where each line ends, behind its mark."""
    import numpy as np

    return np.flatnonzero(np.frombuffer(text, np.uint8) == _END[0]) + 1


def _leaf_chunks(
    text: bytes, ends: "np.ndarray[tuple[int], np.dtype[np.int64]]", secret: bytes
) -> Iterator["pa.Array"]:
    import numpy as np
    import pyarrow as pa

    buffers = [None, pa.py_buffer(np.concatenate(([0], ends))), pa.py_buffer(text)]
    lines = pa.Array.from_buffers(pa.large_binary(), len(ends), buffers)
    return _hashed(_LEAF, _fixed(salts(secret, len(ends)), LENGTH), lines)


def _node_chunks(level: bytes) -> Iterator["pa.Array"]:
    return _hashed(_NODE, _fixed(level[: len(level) // (2 * LENGTH) * (2 * LENGTH)], 2 * LENGTH))


def _fixed(content: bytes, size: int) -> "pa.Array":
    """A column of pieces of one size, without a copy."""
    import numpy as np
    import pyarrow as pa

    offsets = np.arange(0, len(content) + 1, size, dtype=np.int64)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(content)]
    return pa.Array.from_buffers(pa.large_binary(), len(offsets) - 1, buffers)


def _hashed(
    mark: bytes, column: "pa.Array", ended: "pa.Array | None" = None
) -> Iterator["pa.Array"]:
    """The SHA-256 of a mark, a column and, behind it, lines without their ends; in their order."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from datafusion import SessionConfig, SessionContext

    first, last = (pa.scalar(each, pa.large_binary()) for each in (mark, b""))

    def message(at: int) -> pa.RecordBatch:
        lines = [] if ended is None else [pc.binary_slice(ended.slice(at, _ROWS), 0, -1)]
        joined = pc.binary_join_element_wise(first, column.slice(at, _ROWS), *lines, last)
        return pa.record_batch([joined], names=["message"])

    with ThreadPoolExecutor(_PARTS) as pool:
        batches = list(pool.map(message, range(0, len(column), _ROWS)))
    share = -(-len(batches) // _PARTS)
    # Rows must come back in their order, so nothing may be dealt out anew.
    settings = SessionConfig().with_target_partitions(_PARTS).with_batch_size(_ROWS)
    settings = settings.set("datafusion.optimizer.enable_round_robin_repartition", "false")
    context = SessionContext(settings)
    parts = [batches[at : at + share] for at in range(0, len(batches), share)]
    context.register_record_batches("messages", parts)
    hashed = context.sql("SELECT sha256(message) AS hash FROM messages")
    return (batch.column(0) for part in hashed.collect_partitioned() for batch in part)


def _bytes_of(hashes: "pa.Array") -> bytes:
    """The hashes of a column, one behind the other."""
    import numpy as np

    _, offsets, content = hashes.buffers()
    start = int(np.frombuffer(offsets, np.int32)[hashes.offset])
    return memoryview(content)[start : start + len(hashes) * LENGTH].tobytes()
