"""What written reports say of each conclusion, read back to be held against the lines."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ..findings import Outcome
from ..locale import LANGUAGES
from ..workbook import limits
from .phrases import outcome_label

Told = Mapping[tuple[str, str], str]
"""The words of outcomes, by title and subject; a title by its id, or with that of its pack."""

_ROWS = re.compile(r'<script type="application/json" id="rows">([^<]*)</script>')
_PACK, _TITLE, _SUBJECT, _OUTCOME = 0, 1, 7, 9  # columns of the flat sheet of conclusions


def told_by_page(path: Path) -> Told:
    """What ``report.html`` lists.

    Raises:
        ValueError: it is not such a page.
    """
    found = _ROWS.search(path.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(path.name)
    try:
        content = json.loads(found[1])
        subjects = [subject[0] for subject in content["subjects"]]
        titles = [title[3] for title in content["titles"]]
        return {
            (titles[title], subjects[subject]): Outcome(outcome).word
            for subject, title, outcome, _ in content["rows"]
        }
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(path.name) from error


def told_by_workbook(path: Path) -> Told:
    """What the flat sheet of ``report.xlsx`` lists, its last one.

    Raises:
        ValueError: it is not such a workbook.
    """
    from openpyxl import load_workbook

    words = {
        outcome_label(outcome, kind, lang): outcome.word
        for outcome in Outcome
        for kind in ("award", "duty")
        for lang in LANGUAGES
    }
    try:
        _refuse_bomb(path)
        book = load_workbook(path, read_only=True)
        rows = book.worksheets[-1].iter_rows(values_only=True)
        return {
            (f"{row[_PACK]}/{row[_TITLE]}", str(row[_SUBJECT])): words[str(row[_OUTCOME])]
            for row in rows
            if len(row) > _OUTCOME and row[_OUTCOME] in words
        }
    except Exception as error:  # whatever a broken package makes of itself
        raise ValueError(path.name) from error


def _refuse_bomb(path: Path) -> None:
    """Open nothing that is beyond what an input may be when it is unpacked.

    Raises:
        InputError, ValueError: it is no archive, or beyond that.
    """
    from ..workbook.files.bundles import open_archive

    with open_archive(path.read_bytes()) as package:
        listed = package.infolist()
        if len(listed) > limits.ENTRIES or sum(i.file_size for i in listed) > limits.UNPACKED:
            raise ValueError(path.name)


REPORTS: Mapping[str, Callable[[Path], Told]] = {
    "report.html": told_by_page,
    "report.xlsx": told_by_workbook,
}
"""The reports that list every conclusion."""


def differing(told: Told, lines: Mapping[tuple[str, str, str], str]) -> Iterator[tuple[str, str]]:
    """Titles and subjects of which a report says otherwise than the lines, or that one lacks.

    Parameters: ``lines`` are outcomes by pack, title and subject.
    """
    expected = {}
    for (pack, title, subject), word in lines.items():
        key = f"{pack}/{title}"
        expected[title if (title, subject) in told else key, subject] = word
    for title, subject in sorted(told.keys() | expected.keys()):
        if told.get((title, subject)) != expected.get((title, subject)):
            yield title, subject
