"""What runs queries over tables of any size: DuckDB here, or whatever does the same.

A stage that only the next one reads is a view, so that nothing of it is kept.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import duckdb
import ibis
from ibis.expr import types as ir

from ..decide.stages import in_duckdb
from ..errors import InputError
from .pruning import needed

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

MEMORY = "3GB"
"""What DuckDB may take before it puts tables on the disk."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One table of answers; it is kept unless it is read just once.

    ``sql`` is the query in the words of DuckDB.
    """

    name: str
    query: ir.Table
    sql: str
    is_kept: bool = True


class Engine(Protocol):
    """What runs queries: it holds tables under their names."""

    @property
    def name(self) -> str:
        """What the record calls it."""

    def keep(self, stage: Stage) -> None:
        """Hold the answers of a query under the name of its stage."""

    def rows(self, stage: Stage) -> Sequence[tuple[Any, ...]]:
        """The answers of a query, which are few."""


class Store(Engine, Protocol):
    """An engine that reads and writes files of Parquet besides."""

    def open(self, name: str, files: Sequence[str]) -> ibis.Schema:
        """Hold the rows of some files under a name, and tell their columns."""

    def write(self, stage: Stage, place: str) -> None:
        """Write the answers of a query as files of Parquet in a place, which is new."""


@dataclass(frozen=True, slots=True)
class Duck:
    """DuckDB in this process."""

    connection: duckdb.DuckDBPyConnection
    name: str = "duckdb"

    def keep(self, stage: Stage) -> None:
        """See ``Engine``."""
        kind = "TABLE" if stage.is_kept else "VIEW"
        self.connection.execute(f'CREATE OR REPLACE TEMP {kind} "{stage.name}" AS {stage.sql}')

    def rows(self, stage: Stage) -> Sequence[tuple[Any, ...]]:
        """See ``Engine``."""
        found: list[tuple[Any, ...]] = self.connection.execute(stage.sql).fetchall()
        return found

    def open(self, name: str, files: Sequence[str]) -> ibis.Schema:
        """Hold the rows of files of Parquet under a name, and tell their columns."""
        listed = ", ".join(quoted(file) for file in files)
        source = f"read_parquet([{listed}], union_by_name = true, hive_partitioning = false)"
        try:
            self.connection.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS FROM {source}')
        except (duckdb.Error, OSError) as error:
            raise InputError("dataset-unreadable", files[0], reason=_first(error)) from error
        return ibis.schema(self.connection.table(name).limit(0).to_arrow_table().schema)

    def write(self, stage: Stage, place: str) -> None:
        """Write the answers of a query as a file of Parquet in a place."""
        if "://" not in place:
            Path(place).mkdir(parents=True)
        target = quoted(f"{place}/part-0.parquet")
        self.connection.execute(f"COPY ({stage.sql}) TO {target} (FORMAT parquet)")


def quoted(text: str) -> str:
    """A text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def _first(error: Exception) -> str:
    """The first line of what a library says."""
    return str(error).strip().partition("\n")[0]


def compiled(made: Mapping[str, ir.Table]) -> dict[str, Stage]:
    """Queries with their words, which take longer than to decide a school."""
    return {name: Stage(name, query, in_duckdb(query)) for name, query in made.items()}


def staged(made: Mapping[str, Stage]) -> tuple[Stage, ...]:
    """Queries that read each other by their names, in the order in which to make them."""
    every = " ".join(stage.sql for stage in made.values())
    kept = [name for name in made if every.count(f'"{name}"') != 1]
    columns = needed({name: stage.query for name, stage in made.items()}, kept)
    return tuple(
        each
        for name, stage in made.items()
        for each in (
            _pruned(stage, columns[name])
            if name in columns
            else (replace(stage, is_kept=name in kept),)
        )
    )


def _pruned(stage: Stage, columns: Sequence[str]) -> tuple[Stage, Stage]:
    """A table of the columns that are asked for, and all of them with nothing in the others."""
    name = f"{stage.name}.asked"
    listed = ", ".join(f'"{column}"' for column in columns)
    chosen = stage.query.select(*columns)
    table = ibis.table(chosen.schema(), name)
    nothing = {n: ibis.null(t) for n, t in stage.query.schema().items() if n not in columns}
    whole = table.mutate(**nothing).select(*stage.query.columns)
    return (
        Stage(name, chosen, f"SELECT {listed} FROM ({stage.sql})"),
        Stage(stage.name, whole, in_duckdb(whole), is_kept=False),
    )


@contextmanager
def duck(spill: Path | None, *files: "AbstractFileSystem | None") -> Iterator[Duck]:
    """DuckDB for tables that may not fit into memory.

    Parameters: ``spill`` is a folder for what does not fit, None for the system's own;
    ``files`` open addresses.

    Raises:
        InputError: a disk is full or a share gone, or memory does not suffice.
    """
    folder = tempfile.TemporaryDirectory(prefix=".spill-", dir=spill)
    with folder as place, duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = {quoted(MEMORY)}")
        connection.execute(f"SET temp_directory = {quoted(place)}")
        connection.execute("SET preserve_insertion_order = false")
        for opener in dict.fromkeys(each for each in files if each is not None):
            connection.register_filesystem(opener)
        try:
            yield Duck(connection)
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise InputError("dataset-stopped", reason=_first(error)) from error
