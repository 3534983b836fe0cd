"""What the page shows, with every text in both languages, ready for its template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..evaluation import Evaluation
from ..explain.answers import Answer
from ..findings import Outcome
from ..vocabulary import Text
from .details import details
from .embedded import Texts, as_script
from .grid import Content, Toned
from .phrases import SYMBOLS, both, in_short, outcome_label
from .roll import counts_line
from .tables import TableMaker
from .view import OUTCOMES, TitleView, title_views, unit_label, units_in_order

FIRST_ROWS = 200
"""How many rows of a title stand in the page itself; its script builds the others on demand."""


@dataclass(frozen=True, slots=True)
class Share:
    """One outcome of a title: how many, and where its part of the bar begins and how long it is."""

    word: str
    label: Text
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One subject's line."""

    id: str
    name: str
    unit: Text
    unit_number: int
    outcome: Outcome
    label: Text
    short: Text


@dataclass(frozen=True, slots=True)
class Section:
    """One title: its first rows to stand in the page, and all rows and reasons as JSON.

    ``anchor`` follows the subject's id in links.
    """

    number: int
    kind: str
    is_personal: bool
    name: Text
    cite: str
    counts: Text
    shares: Sequence[Share]
    total: int
    anchor: str
    entries: Sequence[Entry]
    rows: Markup
    details: Markup


@dataclass(frozen=True, slots=True)
class Cell:
    """A content of a flat table; ``tone`` is empty where nothing stands out."""

    text: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Flat:
    """A flat table in both languages."""

    heading: Text
    note: Text
    headers: Sequence[Text]
    rows: Sequence[Sequence[Cell]]


def sections(evaluation: Evaluation) -> list[Section]:
    """Every title, in the order in which its pack is written."""
    views = title_views(evaluation)
    numbers = {unit: number for number, unit in enumerate(units_in_order(evaluation.answers))}
    ids = [view.title.id for view in views]
    return [
        _section(
            number,
            view,
            [_entry(answer, numbers[answer.unit]) for answer in view.answers],
            view.title.key if ids.count(view.title.id) > 1 else view.title.id,
            details(view, evaluation.vocabulary),
        )
        for number, view in enumerate(views)
    ]


def _section(
    number: int, view: TitleView, entries: list[Entry], anchor: str, reasons: Markup
) -> Section:
    return Section(
        number=number,
        kind=view.title.kind,
        is_personal=view.title.subject == "person",
        name=view.title.name,
        cite=view.title.cite,
        counts=both(lambda lang: counts_line(view, lang)),
        shares=list(_shares(view)),
        total=len(entries),
        anchor=anchor,
        entries=entries[:FIRST_ROWS],
        rows=_rows(entries),
        details=reasons,
    )


def _rows(entries: list[Entry]) -> Markup:
    """Every row as JSON; ``texts`` holds pairs, a row is [id, name, unit, outcome, reason]."""
    texts = Texts()
    listed = [
        [e.id, e.name, e.unit_number, e.outcome.value, texts.number(e.short)] for e in entries
    ]
    return as_script({"texts": texts.pairs, "rows": listed})


def _shares(view: TitleView) -> Iterator[Share]:
    start = 0.0
    for outcome in OUTCOMES:
        count = view.counts[outcome]
        width = 100 * count / len(view.answers) if view.answers else 0.0
        yield Share(outcome.word, _label(outcome, view.title.kind), count, start, width)
        start += width


def _label(outcome: Outcome, kind: str) -> Text:
    return both(lambda lang: f"{SYMBOLS[outcome]} {outcome_label(outcome, kind, lang)}")


def _entry(answer: Answer, unit_number: int) -> Entry:
    return Entry(
        id=answer.subject,
        name=answer.name,
        unit=both(lambda lang: unit_label(answer.unit, answer.unit_name, lang)),
        unit_number=unit_number,
        outcome=answer.outcome,
        label=_label(answer.outcome, answer.title_kind),
        short=both(lambda lang: in_short(answer, lang)),
    )


def outcome_labels(kind: str) -> dict[int, Text]:
    """The outcomes that a reader can filter by, in their order, for awards or for duties."""
    return {outcome.value: _label(outcome, kind) for outcome in OUTCOMES}


def units(evaluation: Evaluation) -> list[Text]:
    """The units that a reader can filter by; the place in the list is the number of an entry."""
    return [
        both(lambda lang, unit=unit, name=name: unit_label(unit, name, lang))  # type: ignore[misc]
        for unit, name in units_in_order(evaluation.answers).items()
    ]


def flat(make: TableMaker, evaluation: Evaluation) -> Flat:
    """A table of the workbook, both languages cell by cell."""
    vi, en = make(evaluation, "vi"), make(evaluation, "en")
    return Flat(
        heading=Text(vi=vi.heading, en=en.heading),
        note=Text(vi=vi.note, en=en.note),
        headers=[
            Text(vi=one.header, en=other.header)
            for one, other in zip(vi.columns, en.columns, strict=True)
        ],
        rows=[
            [_cell(one, other) for one, other in zip(row_vi, row_en, strict=True)]
            for row_vi, row_en in zip(vi.rows, en.rows, strict=True)
        ],
    )


def _cell(vi: Content, en: Content) -> Cell:
    return Cell(Text(vi=_plain(vi), en=_plain(en)), vi.tone if isinstance(vi, Toned) else "")


def _plain(content: Content) -> str:
    return str(content) if isinstance(content, str | int) else content.text
