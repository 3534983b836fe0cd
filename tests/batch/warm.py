"""A process that has loaded everything, and forks one batch after another.

Run as ``python -m tests.batch.warm``: a batch that starts by itself needs seconds before it judges
anything, so that fifty that are killed would need minutes. Each line of standard input is a batch;
the answers are the number of its process, and later how it ended.
"""

import json
import multiprocessing
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.batch import reading, working  # noqa: F401  loaded before the fork
from engine.batch.conducting import Asked, conduct, rules_of
from engine.batch.keys import Options
from engine.batch.running import Ways
from engine.errors import EngineError
from tests.batch.small import PACK


def asked(jobs: int = 2, patience: float = 60, life: int = 1000, retries: bool = False) -> Asked:
    context = multiprocessing.get_context("fork")
    return Asked((PACK,), Options(), Ways(jobs, context, patience, life), retries=retries)


def batch(folder: str, out: str, limits: Mapping[str, int], **ways: Any) -> int:
    """Run one batch; return the exit code that the command would have.

    Parameters: ``limits`` are those of the system, by their names.
    """
    os.setsid()
    for name, most in limits.items():
        number = getattr(resource, name)
        resource.setrlimit(number, (most, resource.getrlimit(number)[1]))
    try:
        tally = conduct(Path(folder), Path(out), asked(**ways), lambda _: None).tally
    except EngineError as error:
        sys.stderr.write(f"{error}\n")
        return int(error.exit_code)
    return 128 + tally.signal if tally.signal else 0


def main() -> None:
    """Warm up, then fork a batch for each line."""
    concluder = reading.docket_of(rules_of(asked()), None).concluder
    assert concluder.patterns
    say("ready")
    for line in sys.stdin:
        number = os.fork()
        if not number:
            os._exit(batch(**json.loads(line)))
        say(str(number))
        say(str(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])))


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
