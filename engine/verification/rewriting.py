"""Write a run again from what was decided again, and hold every file against it.

The findings are those of the columns, once they agree with the reference; the ways to a verdict
are told as the record tells them.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..output import Asked, write_unsealed
from ..proof.checking import Difference, Unproven
from ..proof.crate import CRATE
from ..proof.libraries import installed, libraries
from ..proof.repeating import Record, Rules
from ..proof.rules import RULES
from ..proof.sealing import ENVELOPE, RECORD, TIMESTAMP

if TYPE_CHECKING:
    from ..evaluation import Evaluation

PAPERS = "docx"
_TOLD_BY_SEAL = ("files", "merkle", "seal")


def rewritten(
    folder: Path, record: Record, evaluation: "Evaluation", rules: Rules
) -> tuple[tuple[Difference, ...], tuple[Unproven, ...]]:
    """Files and entries of the record that come out otherwise, and what could not be tried."""
    if _other_libraries(record):
        return (), (Unproven("libraries-other"),)
    engines = tuple(str(each) for each in record["engines"])
    left_out = (Unproven("papers-own"),) if record["options"]["papers"] else ()
    whole = replace(evaluation, engines=engines)
    return tuple(_compared(folder, record, whole, rules)), left_out


def _other_libraries(record: Record) -> bool:
    """Whether another version of anything may have written the run."""
    told = record["libraries"], record["program"]["version"]
    return told != (libraries(), installed("thidua"))


def _compared(
    folder: Path, record: Record, evaluation: "Evaluation", rules: Rules
) -> Iterator[Difference]:
    options, has_own = record["options"], bool(record["options"]["papers"])
    formats = [each for each in options["formats"] if not (has_own and each == PAPERS)]
    seals = [(folder / name).is_file() for name in (ENVELOPE, TIMESTAMP)]
    with tempfile.TemporaryDirectory(prefix="thidua-") as place:
        fresh = Path(place)
        asked = Asked(formats, options["lang"], None, *seals)
        told, _ = write_unsealed(evaluation, rules.packs, fresh, asked)
        skipped = [CRATE] if has_own else []  # it lists the papers
        skipped += [f"{RULES}/"] if rules.is_own else []  # held against the record before
        yield from _files(folder, fresh, skipped)
    aside = (*_TOLD_BY_SEAL, *(["options"] if has_own else []))
    yield from _entries(record, told, (*aside, *(["vocabulary"] if rules.is_own else [])))


def _files(folder: Path, fresh: Path, skipped: Sequence[str]) -> Iterator[Difference]:
    for path in sorted(path for path in fresh.rglob("*") if path.is_file()):
        name = path.relative_to(fresh).as_posix()
        there = folder / name
        if name.startswith(tuple(skipped)):
            continue
        if there.is_symlink() or not there.is_file():
            yield Difference("file-not-written", name)
        elif there.read_bytes() != path.read_bytes():
            yield Difference("file-differs", name)


def _entries(
    record: Record, again: Mapping[str, Any], aside: Sequence[str]
) -> Iterator[Difference]:
    """What the record of a run says otherwise than it would say now."""
    for name in sorted({*record, *again} - set(aside)):
        if record.get(name) != again.get(name):
            yield Difference("record-differs", RECORD, {"field": name})
