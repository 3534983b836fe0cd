"""The rules of a run in its folder: whoever has it can read by what it was decided.

They lie as shipped packs do, each in a folder of its own beside the vocabulary.
"""

from collections.abc import Iterable
from pathlib import Path

from ..packs.loading import PACK_FILE, VOCABULARY, LoadedPack, vocabulary_bytes

RULES = "rules"


def write_rules(folder: Path, packs: Iterable[LoadedPack]) -> None:
    """Write the packs of a run, and all that they rest on, as they were read.

    Raises:
        OSError: they cannot be written.
    """
    shelf = folder / RULES
    shelf.mkdir()
    (shelf / VOCABULARY).write_bytes(vocabulary_bytes())
    for name, contents in {e.pack.pack: e.contents for p in packs for e in p.family}.items():
        (shelf / name).mkdir()
        (shelf / name / PACK_FILE).write_bytes(contents)
