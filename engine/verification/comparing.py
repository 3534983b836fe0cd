"""Hold the conclusions of a run against those that were decided again."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ..facts import Dossier
from ..findings import Outcome
from ..proof.checking import Difference
from ..proof.repeating import AtHand, Record
from ..proof.sealing import CONCLUSIONS

if TYPE_CHECKING:
    from ..evaluation import Evaluation

Key: TypeAlias = tuple[str, str, str]
"""Pack, title and subject."""

_Cell: TypeAlias = tuple[str, str, str]  # file, sheet and address


def who(told: Mapping[str, Any]) -> Key:
    """What a line is about."""
    return str(told["pack"]), str(told["title"]), str(told["subject"])


def compare(folder: Path, evaluation: "Evaluation") -> Iterator[Difference]:
    """What the conclusions of a run say otherwise than those that were decided again."""
    from ..reports.lines import conclusion_lines

    expected = {who(json.loads(line)): line for line in conclusion_lines(evaluation)}
    if not (folder / CONCLUSIONS).is_file():
        return
    for place, line in _lines(folder):
        yield from _line(place, line, expected)
    for key in expected:
        yield Difference("conclusion-missing", CONCLUSIONS, _about(key))


def _lines(folder: Path) -> Iterator[tuple[str, str]]:
    """The lines of a run, each with its place."""
    text = (folder / CONCLUSIONS).read_bytes().decode(errors="replace")
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        if text:
            yield f"{CONCLUSIONS}:{number}", line


def _about(key: Key) -> dict[str, str]:
    return {"subject": key[2], "title": f"{key[0]}/{key[1]}"}


def _line(place: str, line: str, expected: dict[Key, str]) -> Iterator[Difference]:
    """What one line says otherwise; it is taken out of those that are expected."""
    try:
        told = json.loads(line)
        key = who(told)
    except (ValueError, TypeError, KeyError, RecursionError):
        yield Difference("line-unreadable", place)
        return
    again = expected.pop(key, None)
    if again is None:
        yield Difference("conclusion-added", place, _about(key))
    elif again != line:
        now = json.loads(again)
        fields = [name for name in {**now, **told} if told.get(name) != now.get(name)]
        yield Difference("conclusion-differs", place, {**_about(key), "field": ", ".join(fields)})


def compare_partly(
    folder: Path, evaluation: "Evaluation", found: AtHand, record: Record
) -> tuple[int, int, tuple[Difference, ...]]:
    """How many conclusions come out the same from a part of the inputs, and how many are open.

    What is missing was taken as unreadable, so a conclusion that is definite all the same is one
    that the missing inputs may at most contradict; hence one that differs is open too. A cell
    that is at hand and says otherwise than its evidence is a difference.
    """
    again = {(a.pack, a.title, a.subject): a.outcome for a in evaluation.answers}
    files = {source.file.name for source in found.sources}
    cells = {} if record["options"]["redact"] else _cells(evaluation.reading.dossier)
    differences: list[Difference] = []
    same = left = 0
    for place, line in _lines(folder) if (folder / CONCLUSIONS).is_file() else ():
        try:
            told = json.loads(line)
            outcome, is_same = again.get(who(told)), False
            if outcome is not None and outcome is not Outcome.UNDETERMINED:
                is_same = told["conclusion"] == outcome.word
            differences += _other_cells(place, told, files, cells)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            differences.append(Difference("line-unreadable", place))
            continue
        same, left = same + is_same, left + (not is_same)
    return same, left, tuple(differences)


def _cells(dossier: Dossier) -> dict[_Cell, str]:
    """What each cell says on which a value rests."""
    values = [
        value
        for subject in dossier.subjects
        for each in (subject.facts, *(row.fields for rows in subject.rows.values() for row in rows))
        for value in each.values()
    ]
    return {(cell.file, cell.sheet, cell.ref): cell.raw for value in values for cell in value.cells}


def _other_cells(
    place: str, told: Mapping[str, Any], files: set[str], cells: Mapping[_Cell, str]
) -> Iterator[Difference]:
    """Evidence that says otherwise than its cell."""
    for finding in told["findings"]:
        for piece in finding["evidence"]:
            cell = (str(piece["file"]), str(piece["sheet"]), str(piece["cell"]))
            if cell[0] in files and cells.get(cell, piece["raw"]) != piece["raw"]:
                yield Difference(
                    "evidence-differs", place, {**_about(who(told)), "cell": "!".join(cell)}
                )
