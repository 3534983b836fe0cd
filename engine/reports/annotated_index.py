"""The list of annotated copies: which input has which, what it lacks, or why there is none.

Knows no workbook.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..locale import LANGUAGES, say
from ..putting import write_whole

NAME = "annotated.jsonl"


@dataclass(frozen=True)
class Copy:
    """What became of one input: the path of its copy, or why there is none, and what it lacks.

    ``reason`` and ``lacks`` are the ends of messages.
    """

    input: str
    path: str = ""
    reason: str = ""
    lacks: tuple[str, ...] = ()


def write_index(copies: Iterable[Copy], folder: Path) -> None:
    """Write one line for each input, by name."""
    listed = sorted(copies, key=lambda copy: copy.input)
    lines = (json.dumps(_document(copy), ensure_ascii=False) for copy in listed)
    write_whole(folder / NAME, "".join(f"{line}\n" for line in lines).encode())


def _document(copy: Copy) -> dict[str, Any]:
    message = f"copy-refused-{copy.reason}"
    reason = {lang: say(lang, message, name=copy.input) for lang in LANGUAGES if copy.reason}
    return {
        "input": copy.input,
        "copy": copy.path or None,
        "reason": reason or None,
        "lacks": [{lang: say(lang, f"copy-lacks-{n}") for lang in LANGUAGES} for n in copy.lacks],
    }


def told_of_copies(folder: Path, lang: str) -> list[str]:
    """What a user must know of the copies in the folder of a run; most need no word."""
    if not (folder / NAME).is_file():
        return []
    told = []
    for line in (folder / NAME).read_text(encoding="utf-8").splitlines():
        copy = json.loads(line)
        lacks = "; ".join(each[lang] for each in copy["lacks"])
        if copy["reason"]:
            told.append(copy["reason"][lang])
        elif lacks:
            told.append(say(lang, "copy-is-less", name=copy["copy"], lacks=lacks))
    return told
