"""What a run on Spark is compared with, and how Spark is told to be quick with little."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.batch.dataset import Decided, rules_for, run_dataset

YEN_BAI, LAW = ("yen-bai-2021-2025", 2025), ("luat-tdkt-2022", 2024)

# Tables are small here: what takes time is to compile, which only pays for large ones.
QUICKLY = (
    "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN "
    "--conf spark.sql.shuffle.partitions=2 --driver-memory 1g pyspark-shell"
)
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@contextmanager
def quickly() -> Iterator[None]:
    """Spark that starts meanwhile is quick with small tables."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", QUICKLY)
        patch.setenv("JAVA_TOOL_OPTIONS", JAVA)
        yield


def written(run: Path) -> dict[str, pa.Table]:
    """The tables of a run by their places, sorted, each one piece.

    DuckDB writes that a column has no blank where it happens to have none; Spark does not.
    """
    found: dict[str, list[pa.Table]] = {}
    for path in sorted(run.rglob("*.parquet")):
        table = pq.ParquetFile(path).read()
        fields = [field.remove_metadata().with_nullable(True) for field in table.schema]
        place = path.parent.relative_to(run).as_posix()
        found.setdefault(place, []).append(table.cast(pa.schema(fields)))
    return {
        place: pa.concat_tables(parts).sort_by("subject").combine_chunks()
        for place, parts in found.items()
    }


def in_bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def assert_same(place: Path, spark_run: Path, decided: Decided, rules: tuple[str, int]) -> None:
    """What DuckDB says of the same dataset is the same, byte for byte."""
    duck_run = spark_run.with_name("duck")
    duck = run_dataset(str(place), str(duck_run), rules_for([rules[0]], rules[1], None, True))
    for name in ("patterns", "counts", "inputs"):
        assert decided.record[name] == duck.record[name], name
    assert decided.problems == duck.problems
    expected, found = written(duck_run), written(spark_run)
    assert found.keys() == expected.keys()
    for name, table in expected.items():
        assert found[name].schema == table.schema, name
        assert found[name].equals(table), name
        assert in_bytes(found[name]) == in_bytes(table), name
