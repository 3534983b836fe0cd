"""What the page shows, with every text in both languages, ready for its template and script."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..findings import Outcome
from ..vocabulary import Text
from .embedded import Texts, as_script
from .grid import Content, Toned
from .masking import Mask
from .phrases import SYMBOLS, both, outcome_label
from .tables import TableMaker
from .view import OUTCOMES, TitleView, View, unit_label


@dataclass(frozen=True, slots=True)
class Section:
    """One title in the summary; ``number`` is its place."""

    number: int
    kind: str
    name: Text
    cite: str
    counts: Sequence[tuple[Text, int]]
    total: int


@dataclass(frozen=True, slots=True)
class Flat:
    """A flat table in both languages; ``data`` are its headers and rows as JSON.

    ``texts`` holds pairs (vi, en), and a header is one with its width; a content is the number of
    its text, [number] for a number, or [text, tone] where it stands out.
    """

    name: str
    heading: Text
    note: Text
    is_empty: bool
    data: Markup


def sections(view: View) -> list[Section]:
    """Every title, in the order in which its pack is written."""
    return [_section(number, each) for number, each in enumerate(view.titles)]


def _section(number: int, title: TitleView) -> Section:
    kind = title.title.kind
    return Section(
        number=number,
        kind=kind,
        name=title.title.name,
        cite=title.title.cite,
        counts=[(label(outcome, kind), title.counts[outcome]) for outcome in OUTCOMES],
        total=len(title.answers),
    )


def label(outcome: Outcome, kind: str) -> Text:
    """An outcome with its symbol."""
    return both(lambda lang: f"{SYMBOLS[outcome]} {outcome_label(outcome, kind, lang)}")


def outcome_labels(kind: str) -> dict[int, Text]:
    """The outcomes that a reader can filter by, in their order, for awards or for duties."""
    return {outcome.value: label(outcome, kind) for outcome in OUTCOMES}


def units(view: View) -> list[Text]:
    """The units that a reader can filter by; the place in the list is the number of a unit."""
    return [
        both(lambda lang, unit=unit, name=name: unit_label(unit, name, lang))  # type: ignore[misc]
        for unit, name in view.unit_names.items()
    ]


def flat(name: str, make: TableMaker, view: View, mask: Mask) -> Flat:
    """A table of the workbook, both languages cell by cell."""
    vi, en = make(view, "vi"), make(view, "en")
    texts = Texts()
    headers = [
        [one.header, other.header, one.width]
        for one, other in zip(vi.columns, en.columns, strict=True)
    ]
    rows = [
        [_packed(one, other, texts) for one, other in zip(row_vi, row_en, strict=True)]
        for row_vi, row_en in zip(vi.rows, en.rows, strict=True)
    ]
    return Flat(
        name=name.replace("_", "-"),
        heading=Text(vi=vi.heading, en=en.heading),
        note=Text(vi=vi.note, en=en.note),
        is_empty=not rows,
        data=mask.markup(as_script({"headers": headers, "texts": texts.pairs, "rows": rows})),
    )


def _packed(vi: Content, en: Content, texts: Texts) -> int | list[int | str]:
    if isinstance(vi, int):
        return [vi]
    number = texts.number(Text(vi=_plain(vi), en=_plain(en)))
    return [number, vi.tone] if isinstance(vi, Toned) else number


def _plain(content: Content) -> str:
    return str(content) if isinstance(content, str | int) else content.text
