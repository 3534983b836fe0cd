"""Run the spreadsheet reader in a process of its own, which may die without harm.

Started by its path with the folder of the reader and a bound of memory; imports nothing but
the standard library and the reader. Knows nothing of what the cells mean.

A request is a frame with what may be asked of a file (see `_serve`) and a frame with the file.
The answers are frames of marshalled lists of tuples, each led by one of the words below.
"""

import faulthandler
import gc
import marshal
import os
import signal
import struct
import sys
from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

SHEETS = "sheets"  # (title, kind, visibility) of each sheet, in the order of the file
SHEET = "sheet"  # the index of a sheet, before it is read: the process may die of it
ROWS = "rows"  # rows; the distinct texts in them; days as (row, column, ordinal)
MERGED = "merged"  # ranges ((top, left), (bottom, right)), counted from 0
TOO_LARGE = "too-large"  # the cells that the sheet spans: more than may be sent
TOO_HEAVY = "too-heavy"  # the sheet, or what was sent before, needs more memory than it may
UNREADABLE = "unreadable"  # the sheet cannot be read
REFUSED = "refused"  # no sheet of the file can be read
END = "end"

BROKEN = 3
"""How it ends when nothing else can be told."""
TOO_SLOW = (1, -14)
"""How the process ends when a file takes more time than it has: by `faulthandler` or an alarm."""

Answer = tuple[Any, ...]
_LAST = (END, REFUSED)

BUFFER = 1 << 20
"""Bytes of a pipe's buffer: a small file, and what is said of it, goes through at once."""

_SIZE = struct.Struct("<Q")
_CHUNK = 50_000  # cells of one frame: both sides stay small, and busy at the same time
_WHOLE = 10.0**18  # whole numbers beyond are left as they are


def send(sink: IO[bytes], content: bytes) -> None:
    """Write one frame."""
    sink.write(_SIZE.pack(len(content)))
    sink.write(content)


def receive(source: IO[bytes]) -> bytes:
    """Read one frame.

    Raises:
        EOFError: the other side is gone.
    """
    return _exactly(source, _SIZE.unpack(_exactly(source, _SIZE.size))[0])


def _exactly(source: IO[bytes], size: int) -> bytes:
    content = source.read(size)
    if len(content) < size:
        raise EOFError
    return content


def main(library: str, memory: int) -> None:
    """Answer requests from standard input until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other side ends this one
    gc.disable()  # what is made here refers to nothing that refers back
    sys.path.append(library)
    _bound(memory)
    try:
        source, sink = os.fdopen(0, "rb", BUFFER), os.fdopen(1, "wb", BUFFER)
        with os.fdopen(os.open(os.devnull, os.O_WRONLY), "wb") as nowhere:
            while True:
                _serve(source, sink, nowhere)
    except EOFError:
        return
    except BaseException:
        os._exit(BROKEN)


def _serve(source: IO[bytes], sink: IO[bytes], nowhere: IO[bytes]) -> None:
    seconds, left_out, is_careful, cells, memory = marshal.loads(receive(source))
    _watch(seconds, nowhere)
    content = [receive(source)]
    waiting: list[Answer] = []
    room = _Room(cells, memory)
    for answer in _answers(content, left_out, room):
        waiting.append(answer)
        # Every frame wakes the other side, so that those of a small file would cost most of it.
        if is_careful or answer[0] in _LAST or cells - room.cells >= _CHUNK:
            send(sink, marshal.dumps(waiting))
            sink.flush()
            waiting, cells = [], room.cells
    _watch(0, nowhere)


def _bound(memory: int) -> None:
    """Give the process no more memory, where the system can see to it; macOS cannot."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    elif sys.platform == "win32":
        import ctypes

        # A job of its own: JOBOBJECT_EXTENDED_LIMIT_INFORMATION with the flag for the memory of a
        # process, in the words of a 64-bit system.
        limits = (ctypes.c_uint64 * 18)()
        limits[2], limits[14] = 0x100, memory
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        kernel.SetInformationJobObject(job, 9, limits, ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))


def _watch(seconds: int, nowhere: IO[bytes]) -> None:
    """End the process after some time, whatever the library is doing then; 0 is never."""
    if sys.platform != "win32":
        signal.alarm(seconds)
    elif seconds:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
    else:
        faulthandler.cancel_dump_traceback_later()


def _answers(content: list[bytes], left_out: set[int], room: "_Room") -> Iterator[Answer]:
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content.pop()))
        sheets = [(s.name, _word(s.typ), _word(s.visible)) for s in book.sheets_metadata]
    except MemoryError:
        raise
    except BaseException:  # a panic of the library is no Exception
        yield (REFUSED,)
        return
    yield SHEETS, sheets
    for index, (_, kind, _) in enumerate(sheets):
        if kind != "WorkSheet" or index in left_out:
            continue
        yield SHEET, index
        try:
            sheet = book.get_sheet_by_index(index)
        except MemoryError:
            raise
        except BaseException:
            yield (UNREADABLE,)
        else:
            yield from _sheet(sheet, room)
    yield (END,)


def _word(member: object) -> str:
    return str(member).rpartition(".")[2]


class _Room:
    """What of a file may still be sent: cells, filled or not, and bytes as the other side needs."""

    def __init__(self, cells: int, memory: int) -> None:
        self.cells = cells
        self.memory = memory

    def take(self, rows: list[list[object]], texts: dict[str, str | None]) -> None:
        """Count rows that are sent."""
        cells = len(rows) * len(rows[0])
        others = cells - sum(row.count(None) for row in rows) - len(texts)
        self.cells -= cells
        self.memory -= 8 * cells + 32 * max(others, 0) + 80 * len(texts) + 2 * len("".join(texts))


def _no_texts() -> dict[str, str | None]:
    return {"": None}  # how the library gives an empty cell, and one whose formula failed


def _sheet(sheet: "CalamineSheet", room: _Room) -> Iterator[Answer]:
    if sheet.start is None or sheet.end is None:
        return
    width = sheet.end[1] + 1
    if (cells := (sheet.end[0] + 1) * width) > room.cells:
        yield TOO_LARGE, cells
        return
    before: list[None] = [None] * sheet.start[1]
    rows: list[list[object]] = []
    texts = _no_texts()
    days: list[tuple[int, int, int]] = []
    for row in chain(sheet.iter_rows(), [None]):
        if row is None or len(rows) * width >= _CHUNK:
            room.take(rows, texts)
            if room.memory < 0:
                yield (TOO_HEAVY,)
                return
            yield ROWS, rows, list(texts)[1:], days
            rows, texts, days = [], _no_texts(), []
        if row is not None:
            found: list[int] = []
            rows.append([*before, *_plain(row, texts, found)])
            if found:
                columns = (column for column, value in enumerate(row) if isinstance(value, date))
                for column, day in zip(columns, found, strict=True):
                    days.append((len(rows) - 1, len(before) + column, day))
    yield MERGED, sheet.merged_cell_ranges or []


def _plain(row: list[Any], texts: dict[str, str | None], days: list[int]) -> list[object]:
    """Leave what can be marshalled; equal texts become one, as it is sent but once."""
    return [
        texts.setdefault(value, value)
        if value.__class__ is str
        else (int(value) if value.is_integer() else value)
        if value.__class__ is float and -_WHOLE < value < _WHOLE
        else _rare(value, days)
        for value in row
    ]


def _rare(value: Any, days: list[int]) -> object:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        days.append(value.toordinal())
        return None
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        return _clock(value, "02")
    if isinstance(value, timedelta):
        return _clock(value, "")
    if isinstance(value, float):
        return value if value - value == 0 else "#NUM!"  # infinite, or no number at all
    return value if isinstance(value, int) else str(value)


def _clock(value: timedelta, hours: str) -> str:
    """A time of day or a duration, as it is shown."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60:{hours}}:{minutes % 60:02}:{seconds:02}"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
