"""Read a .parquet file as a grid: the names of its columns are the header row.

Knows nothing of the vocabulary.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import Any

from ..errors import InputError, Problem
from . import limits
from .grids import Grid, Raw
from .text import tidy_lines

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?: (?P<time>[\d:.]+)(?P<zone>.*))?")
_MIDNIGHT = re.compile(r"[0:.]*")

_Values = Callable[[Any], list[Raw]]


def read_columnar(name: str, content: bytes) -> list[Grid | Problem]:
    """Read one file; its sheet is called like the file.

    A column of anything but texts, numbers, days or truths is left out and told.

    Parameters: ``name`` is the name of the file among the inputs.

    Raises:
        InputError: it is damaged, or too large once unpacked.
    """
    import pyarrow as pa  # heavy; only where there is such a file
    from pyarrow.parquet import ParquetFile

    try:
        about = ParquetFile(pa.BufferReader(content))
        if problem := _too_large(about.metadata, name):
            return [problem]
        # A text that many rows share stays one: unpacked it could be larger by any factor.
        texts = [field.name for field in about.schema_arrow if _is_text(field.type)]
        file = ParquetFile(
            pa.BufferReader(content), read_dictionary=texts, page_checksum_verification=True
        )
        return list(_read(file, name))
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise InputError("file-corrupt", name) from error


def _too_large(metadata: Any, name: str) -> Problem | None:
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    if sum(group.total_byte_size for group in groups) > limits.UNPACKED // 4:
        raise InputError("file-too-large", name)
    cells = (metadata.num_rows + 1) * metadata.num_columns
    if cells <= limits.CELLS:
        return None
    details = {"cells": str(cells), "most": str(limits.CELLS)}
    return Problem("sheet-too-large", (), details, f"{name}!{PurePosixPath(name).stem}")


def _read(file: Any, name: str) -> Iterator[Grid | Problem]:
    sheet = PurePosixPath(name).stem
    leaves = map(file.schema.column, range(len(file.schema)))
    instants = {leaf.path for leaf in leaves if leaf.physical_type == "INT96"}
    readers: dict[str, _Values] = {}
    for field in file.schema_arrow:
        reader = _reader(field.type, field.name in instants)
        if reader:
            readers[field.name] = reader
        else:
            details = {"column": tidy_lines(field.name), "type": str(field.type)}
            yield Problem("column-untyped", (), details, f"{name}!{sheet}")
    yield Grid(name, sheet, list(_rows(file, readers)), {})


def _rows(file: Any, readers: Mapping[str, _Values]) -> Iterator[Sequence[Raw]]:
    """The header, then the rows of each group; a column without a reader is left empty."""
    names = file.schema_arrow.names
    if len(set(names)) < len(names):
        raise ValueError("columns of the same name")
    yield [(tidy_lines(name) or None) if name in readers else None for name in names]
    for index in range(file.metadata.num_row_groups):
        group = file.read_row_group(index, columns=list(readers))
        group.validate(full=True)  # that no text is looked up where there is none
        nothing: list[Raw] = [None] * group.num_rows
        columns = (readers[n](group.column(n)) if n in readers else nothing for n in names)
        yield from zip(*columns, strict=True)


def _reader(kind: Any, is_instant: bool) -> _Values | None:
    """How the values of a type become what a sheet may hold; None if they cannot.

    Parameters: ``is_instant`` if the column holds points in time of an unknown time zone.
    """
    from pyarrow import types

    days = partial(_as_texts, then=partial(_day, is_local=not is_instant))
    known: tuple[tuple[Callable[[Any], bool], _Values], ...] = (
        (_is_text, _texts),
        (types.is_null, _plain),
        (types.is_integer, _plain),
        (types.is_boolean, partial(_as_texts, then=str.upper)),
        (types.is_float64, partial(_plain, then=_number)),
        (types.is_floating, partial(_as_texts, then=_short_number)),
        (types.is_decimal, partial(_plain, then=_exactly)),
        (types.is_date, days),
        (types.is_timestamp, days),
        (types.is_time, partial(_as_texts, then=str)),
    )
    return next((reader for fits, reader in known if fits(kind)), None)


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    held = kind.value_type if types.is_dictionary(kind) else kind
    return bool(types.is_string(held) or types.is_large_string(held) or types.is_string_view(held))


def _plain(column: Any, then: Callable[[Any], Raw] | None = None) -> list[Raw]:
    values = column.to_pylist()
    return [None if v is None else then(v) for v in values] if then else list(values)


def _as_texts(column: Any, then: Callable[[str], Raw]) -> list[Raw]:
    """Values by way of their texts: days that Python has no room for have a text all the same."""
    return _plain(column.cast("string"), then)


def _texts(column: Any) -> list[Raw]:
    found: list[Raw] = []
    for chunk in column.chunks:
        words = [tidy_lines(text or "") or None for text in chunk.dictionary.to_pylist()]
        places = chunk.indices.to_pylist()
        found.extend(None if place is None else words[place] for place in places)
    return found


def _number(value: float) -> Raw:
    if math.isfinite(value):
        return int(value) if value.is_integer() else value
    return str(value)


def _short_number(text: str) -> Raw:
    """A number of few digits, as the shortest text that means it and not by its own error."""
    return _number(float(text))


def _exactly(value: Decimal) -> Raw:
    """The same number: as a float only if that is written with the same digits."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else f"{value:f}"


@lru_cache(maxsize=1 << 16)
def _day(text: str, is_local: bool) -> Raw:
    """The day of a moment, unless on another clock it could be the day before or after."""
    match = _DAY.fullmatch(text)
    if match is None:
        return text
    is_certain = is_local and not match["zone"]
    if not is_certain and not _MIDNIGHT.fullmatch(match["time"] or ""):
        return text
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        return text  # there is no year 0
