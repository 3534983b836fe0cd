"""The title by OpenFisca, in an environment of its own whose interpreter is named outside."""

import json
import os
import subprocess
import time
from pathlib import Path

from .peers import Peer
from .sample import read_sample, situations

PYTHON = "THIDUA_OPENFISCA_PYTHON"
"""Environment variable with the interpreter of an environment made from ``peers.txt``."""

NOTE = (
    "no unknown and no period that is not known: blanks are values of an enumeration, rows are "
    "counted by year and those without a year apart; building the situations is included"
)
_ROOT = Path(__file__).parents[2]


def is_available() -> bool:
    """Whether the environment is named."""
    return bool(os.environ.get(PYTHON))


def run(folder: Path, persons: int = 50_000, way: str = "situations") -> Peer:
    """Decide the first persons of a dataset; making their records is told apart.

    Parameters: ``way`` is ``situations``, for one document each, or ``arrays``, which are put
    into the simulation past its builder.

    Raises:
        RuntimeError: the environment is not named, or cannot decide.
    """
    python = os.environ.get(PYTHON)
    if not python:
        raise RuntimeError(f"{PYTHON} does not name an interpreter")
    start = time.perf_counter()
    records = situations(read_sample(folder, persons))
    ready = time.perf_counter() - start
    done = subprocess.run(
        [python, "-m", "bench.national.openfisca_rules", way],
        input="\n".join(json.dumps(record) for record in records),
        capture_output=True,
        text=True,
        cwd=_ROOT,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-2000:])
    told = json.loads(done.stdout)
    name = f"OpenFisca-Core ({way})"
    return Peer(name, len(records), told["seconds"], told["outcomes"], NOTE, ready)
