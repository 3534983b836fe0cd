"""A cluster of Spark judges a dataset as DuckDB does."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bench.national.generating import generate
from engine.batch.dataset import Ways, rules_for, run_dataset
from tests.batch.alike import YEN_BAI, assert_same, quickly

pytest.importorskip("pyspark", reason="pyspark is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed"),
    # Spark's own way of fetching rows leaves a socket to be closed by nobody.
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def running(role: str, *options: str, log: Path) -> Iterator[None]:
    """A part of a cluster as a process, until it is no longer needed."""
    import pyspark

    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    command = [str(program), f"org.apache.spark.deploy.{role}", "--host", "127.0.0.1", *options]
    with log.open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(text: str, times: int, log: Path) -> None:
    for _ in range(600):
        if log.read_text(errors="replace").count(text) >= times:
            return
        time.sleep(0.1)
    pytest.fail(f"{text} is not told in {log.read_text(errors='replace')}")


@pytest.fixture
def master(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a master with two workers of one core each."""
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("SPARK_DAEMON_MEMORY", "256m")
    monkeypatch.setenv("SPARK_WORKER_DIR", str(tmp_path / "work"))
    port, log = free_port(), tmp_path / "master.log"
    address = f"spark://127.0.0.1:{port}"
    with ExitStack() as parts:
        ports = ("--port", str(port), "--webui-port", "0")
        parts.enter_context(running("master.Master", *ports, log=log))
        wait_for("New state: ALIVE", 1, log)
        for number in range(2):
            options = ("--cores", "1", "--memory", "1g", "--webui-port", "0", address)
            told = tmp_path / f"worker-{number}.log"
            parts.enter_context(running("worker.Worker", *options, log=told))
        wait_for("Registering worker", 2, log)
        yield address


def test_a_cluster_of_two_workers_judges_as_duckdb_does(master: str, tmp_path: Path) -> None:
    place, run = tmp_path / "country", tmp_path / "spark"
    generate(place, 2_000)
    planned = rules_for([YEN_BAI[0]], YEN_BAI[1], None, True)
    with quickly():
        decided = run_dataset(str(place), str(run), planned, Ways("spark", master))
    assert decided.record["engine"] == "spark"
    assert_same(place, run, decided, YEN_BAI)
    log = (tmp_path / "master.log").read_text(errors="replace")
    assert "Registered app thidua" in log
    assert log.count("Launching executor") >= 2
