"""Put a file in place whole or not at all: nobody ever sees half of one."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put the content in place at once; on failure an older file stays as it was.

    Raises:
        OSError: the folder is missing or not writable, or the file is held open elsewhere.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
