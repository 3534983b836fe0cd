"""Read a .parquet file in a process of its own, which may die without harm.

Arrow ends the process where the description of a damaged file contradicts itself. Started by
its path; imports nothing but the standard library and pyarrow. The file comes from standard
input, the answers are marshalled tuples, each led by one of the words below. Knows nothing of
what the values mean.
"""

import marshal
import sys
from collections.abc import Iterator
from typing import Any

TABLE = "table"  # the number of rows; (name, one of the kinds or nothing, type) of each column
VALUES = "values"  # the name of a column and more of its values, as its kind has them
TOO_LARGE = "too-large"  # the cells of the table, and how many may be read
TOO_HEAVY = "too-heavy"  # the file needs more memory than it may have
REFUSED = "refused"  # the file is damaged
END = "end"

TEXT = "text"  # (distinct texts, which of them each value is)
PLAIN = "plain"  # as they are
NUMBER = "number"  # the shortest texts that mean them
TRUTH = "truth"  # texts
DECIMAL = "decimal"  # texts
DAY = "day"  # texts of days, or of moments on a local clock
INSTANT = "instant"  # texts of moments on a clock that the file does not name
TIME = "time"  # texts

Answer = tuple[Any, ...]


def main(library: str, memory: int, cells: int, filled: int, unpacked: int) -> None:
    """Answer for the one file on standard input."""
    sys.path.append(library)
    import pyarrow as pa
    import pyarrow.parquet

    content = sys.stdin.buffer.read()
    _bound(memory)  # only now, as the library itself is mapped into memory
    last: Answer = (END,)
    try:
        for answer in _answers(pa.py_buffer(content), cells, filled, unpacked):
            marshal.dump(answer, sys.stdout.buffer)
    except MemoryError:
        last = (TOO_HEAVY,)
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        last = (REFUSED,)
    marshal.dump(last, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _bound(memory: int) -> None:
    """Let the process take so much memory beside what it has, where the system can see to it."""
    if sys.platform == "linux":
        import resource

        with open("/proc/self/statm", encoding="ascii") as about:  # noqa: PTH123
            taken = int(about.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory))


def _answers(content: Any, cells: int, filled: int, unpacked: int) -> Iterator[Answer]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    about = ParquetFile(pa.BufferReader(content))
    groups = [about.metadata.row_group(at) for at in range(about.metadata.num_row_groups)]
    if sum(group.num_rows for group in groups) != about.metadata.num_rows:
        raise ValueError("rows beside those that were counted")
    if sum(group.total_byte_size for group in groups) > unpacked:
        raise MemoryError
    chunks = [group.column(at) for group in groups for at in range(group.num_columns)]
    spanned = (about.metadata.num_rows + 1) * about.metadata.num_columns
    for count, most in ((spanned, cells), (sum(map(_filled, chunks)), filled)):
        if count > most:
            yield TOO_LARGE, count, most
            return
    kinds = _kinds(about)
    told = [(field.name, kinds[field.name], str(field.type)) for field in about.schema_arrow]
    yield TABLE, about.metadata.num_rows, told
    # A text that many rows share stays one: unpacked it could be larger by any factor.
    shared = [name for name, kind in kinds.items() if kind == TEXT]
    file = ParquetFile(
        pa.BufferReader(content), read_dictionary=shared, page_checksum_verification=True
    )
    for at in range(len(groups)):
        for name, kind in kinds.items():
            if kind:  # each alone, so that its bytes are not held for long
                group = file.read_row_group(at, columns=[name], use_threads=False)
                group.validate(full=True)  # that no text is looked up where there is none
                if group.num_rows != groups[at].num_rows:
                    raise ValueError("rows beside those that were counted")
                yield from ((VALUES, name, each) for each in _values(group.column(name), kind))


def _filled(chunk: Any) -> int:
    """How many values a column may have that are not none."""
    return int(chunk.num_values - ((chunk.statistics and chunk.statistics.null_count) or 0))


def _kinds(file: Any) -> dict[str, str]:
    """The kind of each column, empty where its values are of none."""
    schema = file.schema_arrow
    if len(set(schema.names)) < len(schema.names):
        raise ValueError("columns of the same name")
    leaves = map(file.schema.column, range(len(file.schema)))
    instants = {leaf.path for leaf in leaves if leaf.physical_type == "INT96"}
    return {
        field.name: INSTANT if field.name in instants else _kind(field.type) for field in schema
    }


def _kind(type_: Any) -> str:
    from pyarrow import types

    if _is_text(type_):
        return TEXT
    known = (
        (types.is_null, PLAIN), (types.is_integer, PLAIN), (types.is_float64, PLAIN),
        (types.is_floating, NUMBER), (types.is_boolean, TRUTH), (types.is_decimal, DECIMAL),
        (types.is_date, DAY), (types.is_timestamp, DAY), (types.is_time, TIME),
    )  # fmt: skip
    return next((kind for fits, kind in known if fits(type_)), "")


def _is_text(type_: Any) -> bool:
    from pyarrow import types

    held = type_.value_type if types.is_dictionary(type_) else type_
    return bool(types.is_string(held) or types.is_large_string(held) or types.is_string_view(held))


def _values(column: Any, kind: str) -> Iterator[object]:
    if kind == TEXT:
        for chunk in column.chunks:
            yield chunk.dictionary.to_pylist(), chunk.indices.to_pylist()
    elif kind == DECIMAL:
        yield [None if value is None else f"{value:f}" for value in column.to_pylist()]
    else:
        yield (column if kind == PLAIN else column.cast("string")).to_pylist()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
