"""A .parquet file holds typed columns; each value comes out as a sheet would hold it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InputError, Problem
from engine.workbook.flat.columnar import read_columnar
from engine.workbook.grids import Grid, Raw

HANOI = "Asia/Ho_Chi_Minh"


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    memory = BytesIO()
    pq.write_table(pa.table(columns), memory, **options)
    return memory.getvalue()


def grid(content: bytes) -> Grid:
    (found,) = [
        each for each in read_columnar("a.zip/Kỷ luật.parquet", content) if isinstance(each, Grid)
    ]
    return found


def values(column: Any, **options: Any) -> list[Raw]:
    header, *rows = grid(parquet({"Mã": column}, **options)).rows
    assert list(header) == ["Mã"]
    return [row[0] for row in rows]


def told(content: bytes) -> list[tuple[str, str, str]]:
    found = read_columnar("a.parquet", content)
    return [(p.place, p.code, p.details.get("column", "")) for p in found if isinstance(p, Problem)]


def test_the_sheet_is_called_like_the_file() -> None:
    read = grid(parquet({"Mã": [" NV1 "], "Họ  và tên": ["An\nLan"]}))
    assert (read.file, read.sheet) == ("a.zip/Kỷ luật.parquet", "Kỷ luật")
    assert [list(row) for row in read.rows] == [["Mã", "Họ và tên"], ["NV1", "An\nLan"]]


@pytest.mark.parametrize(
    ("column", "read"),
    [
        (pa.array([1, None, 2**53 + 1]), [1, None, 2**53 + 1]),
        (pa.array([2**64 - 1], pa.uint64()), [2**64 - 1]),
        (pa.array([85.7, 3.0, None]), [85.7, 3, None]),
        (pa.array([85.7], pa.float32()), [85.7]),
        (pa.array([float("nan"), float("inf")]), ["nan", "inf"]),
        (pa.array([True, False, None]), ["TRUE", "FALSE", None]),
        (pa.array(["001", "", None, "  "]), ["001", None, None, None]),
        (pa.array(["x", "y", "x"]).dictionary_encode(), ["x", "y", "x"]),
        (pa.array(["x", None], pa.large_string()), ["x", None]),
        (pa.array(["x", None], pa.string_view()), ["x", None]),
        (pa.nulls(2), [None, None]),
        (pa.array([date(2024, 6, 15), None]), [date(2024, 6, 15), None]),
        (pa.array([-(10**7)], pa.date32()), ["-25410-12-06"]),
    ],
    ids=lambda column: str(getattr(column, "type", "")),
)
def test_a_value_is_what_a_sheet_would_hold(column: Any, read: list[Raw]) -> None:
    found = values(column)
    assert found == read
    assert [type(raw) for raw in found] == [type(raw) for raw in read]


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("85.70", 85.7),
        ("1.234", 1.234),
        ("5.00", 5),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("12345678901234567890123", 12345678901234567890123),
    ],
)
def test_a_decimal_is_exact(number: str, read: Raw) -> None:
    assert values(pa.array([Decimal(number), None])) == [read, None]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_a_moment_is_its_day(unit: str) -> None:
    moments = [datetime(2024, 6, 15), datetime(2024, 6, 15, 13, 30), None]
    assert values(pa.array(moments, pa.timestamp(unit))) == [date(2024, 6, 15)] * 2 + [None]


def test_a_moment_on_another_clock_is_a_day_only_at_midnight() -> None:
    """In the evening of one day in London it is the next one in Hanoi."""
    moments = [datetime(2024, 6, 15, tzinfo=UTC), datetime(2024, 6, 14, 17, tzinfo=UTC)]
    assert values(pa.array(moments, pa.timestamp("us", UTC))) == [
        date(2024, 6, 15),
        "2024-06-14 17:00:00.000000Z",
    ]
    assert values(pa.array(moments[1:], pa.timestamp("us", HANOI))) == [date(2024, 6, 15)]
    old = pa.array([moments[1].replace(tzinfo=None)], pa.timestamp("ns"))
    assert values(old, use_deprecated_int96_timestamps=True) == ["2024-06-14 17:00:00.000000000"]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([["a"], None]),
        pa.array([{"a": 1}, None]),
        pa.array([b"a", None]),
        pa.array([1, None], pa.duration("s")),
        pa.array([[("a", 1)], None], pa.map_(pa.string(), pa.int64())),
    ],
    ids=lambda column: str(column.type),
)
def test_a_column_of_another_kind_is_told_and_left_out(column: Any) -> None:
    content = parquet({"Mã": ["1", "2"], "Khác": column, "Năm": [2024, 2025]})
    assert told(content) == [("a.parquet!a", "column-untyped", "Khác")]
    assert [list(row) for row in grid(content).rows] == [
        ["Mã", None, "Năm"], ["1", None, 2024], ["2", None, 2025],
    ]  # fmt: skip


def test_the_rows_of_several_groups_follow_each_other() -> None:
    assert values(pa.array(range(10)), row_group_size=3) == list(range(10))


cells = st.lists(
    st.tuples(
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.text(st.characters(min_codepoint=33, exclude_categories=["Cs"]), min_size=1),
        st.none() | st.dates(),
        st.none() | st.booleans(),
    ),
    min_size=1,
)


@settings(deadline=None, max_examples=10)  # each starts a process
@given(cells)
def test_any_table_comes_back(lines: list[tuple[Any, ...]]) -> None:
    types = [pa.int64(), pa.string(), pa.date32(), pa.bool_()]
    columns = {f"c{i}": pa.array([line[i] for line in lines], kind) for i, kind in enumerate(types)}
    _, *rows = grid(parquet(columns)).rows
    for row, (number, _, day, truth) in zip(rows, lines, strict=True):
        assert (row[0], row[2]) == (number, day)
        assert row[3] == (None if truth is None else str(truth).upper())


def test_a_table_of_too_many_cells_is_refused_unread() -> None:
    content = parquet({f"c{i}": pa.nulls(2_100_000, pa.int8()) for i in range(10)})
    assert told(content) == [("a.parquet!a", "sheet-too-large", "")]


def test_a_text_that_many_rows_share_is_held_once() -> None:
    """Unpacked for each row this one would take a hundred gigabytes."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), ["x" * 1_000_000])
    content = parquet({"Mã": column})
    assert len(content) < 2_000_000
    assert len({id(value) for value in values_of(content)}) == 1


def values_of(content: bytes) -> list[Raw]:
    return [row[0] for row in grid(content).rows[1:]]


@pytest.mark.parametrize("cut", [4, 8, 40, 200])
def test_a_file_cut_short_is_damaged(cut: int) -> None:
    content = parquet({"Mã": ["1", "2"] * 50})
    with pytest.raises(InputError) as caught:
        read_columnar("a.parquet", content[:-cut])
    assert (caught.value.code, caught.value.where) == ("file-corrupt", "a.parquet")


def test_two_columns_of_one_name_are_damage() -> None:
    memory = BytesIO()
    pq.write_table(pa.table([[1], [2]], names=["a", "a"]), memory)
    with pytest.raises(InputError):
        read_columnar("a.parquet", memory.getvalue())


@settings(deadline=None, max_examples=10)
@given(st.data())
def test_a_flipped_bit_is_no_crash(data: st.DataObject) -> None:
    content = bytearray(FLIPPED)
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        read_columnar("a.parquet", bytes(content))
    except InputError as error:
        assert error.code in ("file-corrupt", "file-too-heavy")


def test_a_file_that_makes_the_library_end_the_process_is_refused() -> None:
    """Arrow aborts where the footer promises more columns than it describes."""
    content = bytearray(FLIPPED)
    content[FOOTER + 20] ^= 1
    with pytest.raises(InputError) as caught:
        read_columnar("a.parquet", bytes(content))
    assert caught.value.code in ("file-corrupt", "file-too-heavy")


FLIPPED = parquet({"Mã": ["NV1", "NV2"], "Năm": [2024, 2025], "Điểm": [8.5, None]})
FOOTER = len(FLIPPED) - 8 - int.from_bytes(FLIPPED[-8:-4], "little")
