"""Read a .parquet file as a grid: the names of its columns are the header row.

Knows how the process that reads it is run, and what its values become; nothing of the vocabulary.
"""

import marshal
import math
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from ...errors import InputError, Problem
from .. import limits
from ..grids import Grid, Raw
from ..letters.text import tidy_lines
from . import isolated_arrow as arrow

_MEMORY = 320 * limits.MEGABYTE  # of the process, beside the library itself
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?: (?P<time>[\d:.]+)(?P<zone>.*))?")
_MIDNIGHT = re.compile(r"[0:.]*")


def read_columnar(name: str, content: bytes) -> list[Grid | Problem]:
    """Read one file; its sheet is called like the file.

    A column of anything but texts, numbers, days or truths is left out and told.

    Parameters: ``name`` is the name of the file among the inputs.

    Raises:
        InputError: it is damaged, or asks for more memory or time than a file may have.
    """
    sheet = PurePosixPath(name).stem
    place = f"{name}!{sheet}"
    height = 0
    kinds: dict[str, str] = {}
    columns: dict[str, list[Raw]] = {}
    problems: list[Problem] = []
    for word, *told in _answers(name, content):
        match word:
            case arrow.TABLE:
                height, about = told
                kinds = {column: kind for column, kind, _ in about}
                problems += [_untyped(column, type_, place) for column, k, type_ in about if not k]
            case arrow.VALUES:
                column, values = told
                columns.setdefault(column, []).extend(_raws(kinds[column], values))
            case arrow.TOO_LARGE:
                details = {"cells": str(told[0]), "most": str(told[1])}
                return [Problem("sheet-too-large", (), details, place)]
    header = [(tidy_lines(column) or None) if kind else None for column, kind in kinds.items()]
    nothing: list[Raw] = [None] * height
    rows = zip(*(columns.get(column, nothing) for column in kinds), strict=True)
    return [Grid(name, sheet, [header, *rows], {}), *problems]


def _untyped(column: str, type_: str, place: str) -> Problem:
    return Problem("column-untyped", (), {"column": tidy_lines(column), "type": type_}, place)


def _answers(name: str, content: bytes) -> Iterator[arrow.Answer]:
    """What the process says of a file, up to its last word."""
    told = BytesIO(_told(name, content))
    while (answer := marshal.load(told)) != (arrow.END,):
        if answer == (arrow.REFUSED,):
            raise InputError("file-corrupt", name)
        if answer == (arrow.TOO_HEAVY,):
            raise InputError("file-too-heavy", name)
        yield answer


def _told(name: str, content: bytes) -> bytes:
    found = find_spec("pyarrow")
    assert found and found.origin
    bounds = (_MEMORY, limits.CELLS, limits.FILLED, limits.FILE)
    program = [arrow.__file__, str(Path(found.origin).parent.parent), *map(str, bounds)]
    try:
        return subprocess.run(
            [sys.executable, "-I", "-S", *program],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds(len(content)),
            check=True,
            env=os.environ | {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ).stdout
    except subprocess.SubprocessError as error:  # it died, or had no more time
        raise InputError("file-too-heavy", name) from error
    except OSError as error:
        raise InputError("file-unreadable", name, reason=error.strerror or "") from error


def _raws(kind: str, values: Any) -> list[Raw]:
    """Values of a column as a sheet holds them."""
    if kind == arrow.TEXT:
        texts, places = values
        words = [tidy_lines(text or "") or None for text in texts]
        return [None if place is None else words[place] for place in places]
    become = _BECOME[kind]
    return [None if value is None else become(value) for value in values]


def _number(value: float) -> Raw:
    """A number; an ``int`` is one already."""
    if isinstance(value, float) and math.isfinite(value):
        return int(value) if value.is_integer() else value
    return value if isinstance(value, int) else str(value)


def _exactly(text: str) -> Raw:
    """The same number: as a float only if that is written with the same digits."""
    value = Decimal(text)
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else text


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


_BECOME: Mapping[str, Callable[[Any], Raw]] = {
    arrow.PLAIN: _number,
    arrow.NUMBER: lambda text: _number(float(text)),
    arrow.TRUTH: str.upper,
    arrow.DECIMAL: _exactly,
    arrow.DAY: partial(_day, is_local=True),
    arrow.INSTANT: partial(_day, is_local=False),
    arrow.TIME: str,
}
