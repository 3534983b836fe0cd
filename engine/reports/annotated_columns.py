"""Add the conclusions to the lists of persons and units, in new columns beside all others.

Knows where subjects are listed, not how a workbook is opened.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..evaluation import Evaluation
from ..explain.answers import Answer
from ..facts import InputSheet
from ..locale import say
from ..plan import PlannedTitle
from .annotated_edge import Edges, make_room
from .grid import Content, Toned
from .looks import dress_header, ground
from .phrases import SYMBOLS, day, in_short, outcome_label
from .sheets import put

_WIDTHS = (36.0, 60.0)  # of a conclusion, and of its reason
_HEADER_FONT = Font("Times New Roman", size=9, bold=True, color="FFFFFF")
_FROM_TOP = Alignment(wrap_text=True, vertical="top", horizontal="center")
_THIN = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FONT = Font("Times New Roman", size=11)
_ONE_LINE = Alignment(vertical="top")  # a text that wraps would make the user's rows higher


@dataclass(frozen=True)
class Added:
    """What was added to a sheet: how many titles, in which columns, none for want of room."""

    sheet: str
    titles: int
    columns: str = ""


@dataclass(frozen=True)
class Conclusions:
    """The answers of an evaluation by the rows in which their subjects are listed."""

    evaluation: Evaluation
    lang: str

    def add(self, sheet: Worksheet, listed: Sequence[InputSheet], edges: Edges) -> Added | None:
        """Add two columns for each title; None where nobody is listed.

        Parameters: ``listed`` is what the reader takes the sheet for; it may be the list of
        persons and of units in one.
        """
        titles = [title for each in listed for title in self._titles_of(each.spec)]
        rows = self._rows.get(listed[0].place, {})
        header = max(each.header for each in listed)
        if not titles or not rows or not header:
            return None
        first = edges.first_free(sheet, len(titles) * len(_WIDTHS))
        if first is None:
            return Added(sheet.title, len(titles))
        make_room(sheet, first, _WIDTHS * len(titles))
        lines: dict[int, list[Content]] = {}
        lines[header] = [text for title in titles for text in self._headers(title)]
        for row, subjects in rows.items():
            lines[row] = [each for title in titles for each in self._contents(title, subjects)]
        for row, contents in lines.items():
            for column, content in enumerate(contents, start=first):
                self._put(sheet, row, column, content)
                if row == header:
                    _dress(sheet.cell(row, column))
        last = get_column_letter(first + len(titles) * len(_WIDTHS) - 1)
        return Added(sheet.title, len(titles), f"{get_column_letter(first)}:{last}")

    def _titles_of(self, spec: str) -> Iterator[PlannedTitle]:
        plan = self.evaluation.plan
        if self.evaluation.vocabulary.sheet(spec).kind == "subject":
            titles = (title for pack in plan.packs for title in plan.titles_of(pack))
            yield from (title for title in titles if title.subject == spec)

    @cached_property
    def _rows(self) -> dict[str, dict[int, list[str]]]:
        """The subjects that are listed in each row of each sheet, by its place."""
        rows: dict[str, dict[int, list[str]]] = {}
        for subject in self.evaluation.reading.dossier.subjects:
            for cell in subject.cells:
                listed = rows.setdefault(cell.place, {}).setdefault(cell.row, [])
                if subject.id not in listed:
                    listed.append(subject.id)
        return rows

    @cached_property
    def _answers(self) -> dict[tuple[str, str], Answer]:
        return {(f"{a.pack}/{a.title}", a.subject): a for a in self.evaluation.answers}

    def _headers(self, title: PlannedTitle) -> Iterator[str]:
        plan = self.evaluation.plan
        banner = say(self.lang, "report-simulated-banner") if plan.simulated else ""
        told = {"title": banner + title.name.in_language(self.lang), "pack": title.pack}
        received = day(plan.received, self.lang)
        yield say(self.lang, "copy-conclusion-header", day=received, **told)
        yield say(self.lang, "copy-reason-header", **told)

    def _contents(self, title: PlannedTitle, subjects: Sequence[str]) -> tuple[Content, Content]:
        """The conclusion and its reason; of several in one row each with its subject."""
        answers = [a for each in subjects if (a := self._answers.get((title.key, each)))]
        labels = [_label(answer, self.lang) for answer in answers]
        reasons = [in_short(answer, self.lang) for answer in answers]
        if len(answers) == 1:
            return Toned(labels[0], answers[0].outcome.word), reasons[0]
        ids = [answer.subject for answer in answers]
        both = [
            "; ".join(f"{i}: {text}" for i, text in zip(ids, texts, strict=True))
            for texts in (labels, reasons)
        ]
        return both[0], both[1]

    def _put(self, sheet: Worksheet, row: int, column: int, content: Content) -> None:
        cell = sheet.cell(row, column)
        put(cell, content, say(self.lang, "report-cut"))
        tone = content.tone if isinstance(content, Toned) else ""
        look = (*(cell._style or ()), tone)  # type: ignore[union-attr]  # unknown to the stubs
        if look in self._worn:
            cell._style = copy(self._worn[look])  # type: ignore[union-attr]
            return
        cell.font, cell.border, cell.alignment = _FONT, _GRID, _ONE_LINE
        if tone:
            cell.fill = ground(tone)
        self._worn[look] = copy(cell._style)  # type: ignore[union-attr]

    @cached_property
    def _worn(self) -> dict[tuple[int | str, ...], StyleArray]:
        """What a cell that looked so wears with a tone: openpyxl is slow at it."""
        return {}


def _dress(header: Cell | MergedCell) -> None:
    """Style a header so that its beginning shows, however low the user's row is."""
    dress_header(header)
    header.font, header.alignment = _HEADER_FONT, _FROM_TOP


def _label(answer: Answer, lang: str) -> str:
    label = outcome_label(answer.outcome, answer.title_kind, lang)
    return f"{SYMBOLS[answer.outcome]} {label}"
