"""What a process of one command need not do: look for garbage, and take itself apart at its end.

Both take as long as a report of a school; knows no command.
"""

import atexit
import gc
import os
import sys
import threading


def collect_seldom() -> None:
    """Search for garbage far less often: nearly all that one command makes lives to its end.

    What a school comes to is not searched at all; a larger command still is.
    """
    gc.set_threshold(1_000_000, 50, 100)


def leave(code: object) -> None:
    """Leave at once, with all that was written and all that waits for the exit done.

    Returns where that is not safe: a thread still works, what was written cannot be flushed, or
    the code is not a number; then the process ends as any other.
    """
    if threading.active_count() > 1 or not isinstance(code, int | None):
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code or 0)
