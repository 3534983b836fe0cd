"""Run the queries of a dataset on Apache Spark, on this machine or on a cluster.

Every stage is the expression that DuckDB takes, in the words of Spark. Addresses are opened by
Hadoop, whose packages for them Spark is told of (``PYSPARK_SUBMIT_ARGS``, ``spark-defaults``).
"""

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import ibis

from ..errors import InputError, UsageError
from .accents import letters
from .engines import Stage, Store

_HERE = "local[*]"
_LOG = "spark.log"
_PATIENCE = 60
"""Seconds that Spark may take to end."""

_SETTINGS: Mapping[str, str] = {
    "spark.app.name": "thidua",
    "spark.driver.memory": "3g",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.variable.substitute": "false",  # a text may look like a variable
    # What others wrote is read as it stands: no calendar but the one in force.
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.mergeSchema": "true",
    # Small tables in few files; a country's in as many as there are of this size.
    "spark.sql.adaptive.coalescePartitions.parallelismFirst": "false",
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "16m",
    # Plans are long, and nobody is shown them.
    "spark.sql.ui.explainMode": "simple",
    "spark.sql.maxPlanStringLength": "1000",
    "spark.sql.debug.maxToStringFields": "5",
    # Nothing beside the tables: no mark of success, no sums of each file.
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
}


@dataclass(frozen=True, slots=True)
class Spark:
    """A session of Spark; its tables are views, those that are kept are held by Spark."""

    session: Any
    backend: Any
    name: str = "spark"

    def keep(self, stage: Stage) -> None:
        """See ``Engine``."""
        from pyspark import StorageLevel

        with _telling():
            frame = self._frame(stage)
            if stage.is_kept:
                # Cut off from what it is made of: plans of plans take longer than the tables.
                frame = frame.localCheckpoint(True, StorageLevel.MEMORY_AND_DISK)
            frame.createOrReplaceTempView(f"`{stage.name}`")

    def rows(self, stage: Stage) -> Sequence[tuple[Any, ...]]:
        """See ``Engine``."""
        with _telling():
            return [tuple(row) for row in self._frame(stage).collect()]

    def open(self, name: str, files: Sequence[str]) -> ibis.Schema:
        """Hold the rows of files of Parquet under a name, and tell their columns."""
        reader = self.session.read
        # Names of folders are no values, and no patterns of names.
        options = {"recursiveFileLookup": "true", "__globPaths__": "false"}
        with _telling("dataset-unreadable", files[0]):
            frame = reader.options(**options).parquet(*(_address(file) for file in files))
            frame.createOrReplaceTempView(f"`{name}`")
            schema: ibis.Schema = self.backend.table(name).schema()
        return schema

    def write(self, stage: Stage, place: str) -> None:
        """Write the answers of a query as files of Parquet in a place."""
        with _telling():
            self._frame(stage).write.parquet(_address(place))

    def _frame(self, stage: Stage) -> Any:
        return self.session.sql(self.backend.compile(stage.query))


def _address(place: str) -> str:
    """A place as Hadoop opens it."""
    protocol, _, rest = place.partition("://")
    if not rest:
        return f"file:{Path(place).absolute()}"
    container, _, path = rest.partition("/")
    account = os.environ.get("AZURE_STORAGE_ACCOUNT_NAME", "")
    azure = f"abfss://{container}@{account}.dfs.core.windows.net/{path}"
    return {"s3": f"s3a://{rest}", "az": azure}.get(protocol, place)


@contextmanager
def _telling(code: str = "spark-failed", where: str = "") -> Iterator[None]:
    """Tell what Spark says of a fault in one line."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise InputError(code, where, reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    """The first line of what Spark says, without that a call from here failed."""
    told = getattr(error, "java_exception", error)
    return str(told).strip().partition("\n")[0]


@contextmanager
def spark(master: str | None) -> Iterator[Store]:
    """Spark for tables that may need many machines; it is stopped at the end in all cases.

    Parameters: ``master`` is the address of a cluster, None for this machine alone.

    Raises:
        UsageError: Spark or Java is not installed, or Spark does not start.
    """
    _check_installed()
    with (
        tempfile.TemporaryDirectory(prefix="thidua-spark-") as place,
        (Path(place) / _LOG).open("w+", encoding="utf-8") as log,
        _interruptible(),
        _launched(_settings(master or _HERE, place), log) as gateway,
    ):
        session = _session(gateway)
        try:
            yield Spark(session, ibis.pyspark.connect(session))
        finally:
            session.stop()


def _check_installed() -> None:
    try:
        import pyspark  # noqa: F401
    except ImportError as error:
        raise UsageError("spark-missing") from error
    java = Path(os.environ.get("JAVA_HOME", "")) / "bin" / "java"
    if not (shutil.which("java") or java.is_file()):
        raise UsageError("spark-no-java")


def _settings(master: str, place: str) -> dict[str, str]:
    """What is set before Spark starts; ``place`` is for what it puts on the disk."""
    places = {"spark.local.dir": place, "spark.sql.warehouse.dir": f"{place}/warehouse"}
    log = f"{place}/log4j2.properties"
    Path(log).write_text(_LOGGING, encoding="utf-8")
    options = {"spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={log}"}
    # Tasks here share few processors; on a cluster Spark's own number is joined to fewer.
    here = {"spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1))}
    is_here = master.startswith("local")
    return {**_SETTINGS, **places, **options, **(here if is_here else {}), "spark.master": master}


_LOGGING = """\
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %m%n
"""


@contextmanager
def _launched(settings: Mapping[str, str], log: IO[str]) -> Iterator[Any]:
    """Java with Spark in it, which says into the log what it has to say, and ends at the end.

    Settings of the user's own, in ``PYSPARK_SUBMIT_ARGS``, come after these.

    Raises:
        UsageError: it ends at once.
    """
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway

    conf = SparkConf(loadDefaults=False).setAll(list(settings.items()))
    try:
        gateway = launch_gateway(conf, {"stdout": log, "stderr": log})  # type: ignore[no-untyped-call]
    except (PySparkException, OSError) as error:
        log.seek(0)
        told = log.read().strip().rpartition("\n")[2]
        raise UsageError("spark-not-started", reason=told or str(error)) from error
    try:
        yield gateway
    finally:
        gateway.shutdown()
        SparkContext._gateway = SparkContext._jvm = None
        gateway.proc.stdin.close()  # which it ends at
        gateway.proc.wait(_PATIENCE)


def _session(gateway: Any) -> Any:
    """A session of Spark, with the functions that DuckDB has and Spark has not.

    Raises:
        UsageError: the cluster does not answer.
    """
    from py4j.protocol import Py4JError
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    try:
        session = SparkSession(SparkContext(gateway=gateway))
    except (Py4JError, ValueError) as error:
        raise UsageError("spark-not-started", reason=_reason(error)) from error
    marked, plain = letters()
    told = f"translate(text, '{marked}', '{plain}')"
    session.sql(
        f"CREATE TEMPORARY FUNCTION strip_accents(text STRING) RETURNS STRING RETURN {told}"
    )
    return session


@contextmanager
def _interruptible() -> Iterator[None]:
    """Give back what is done at an interruption, which Spark takes for itself."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, before)
